use crate::message::Message;

/// Number of a piece of work. Late results are told from wanted ones by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// A value that is fetched by a job. What was there stays until its successor is.
#[derive(Clone, Debug, PartialEq)]
pub struct Loadable<T> {
    value: Option<T>,
    awaited: Option<Ticket>,
    failure: Option<Message>,
}

impl<T> Default for Loadable<T> {
    fn default() -> Self {
        Self {
            value: None,
            awaited: None,
            failure: None,
        }
    }
}

impl<T> Loadable<T> {
    /// Waits for the result of `ticket` and for no other.
    pub fn wait(&mut self, ticket: Ticket) {
        self.awaited = Some(ticket);
    }

    /// Takes a result in, unless another is awaited by now. Returns whether it was taken.
    pub fn finish(&mut self, ticket: Ticket, result: Result<T, Message>) -> bool {
        if self.awaited != Some(ticket) {
            return false;
        }
        self.awaited = None;
        match result {
            Ok(value) => {
                self.value = Some(value);
                self.failure = None;
            }
            Err(message) => {
                self.value = None;
                self.failure = Some(message);
            }
        }
        true
    }

    /// The value, be it the last but one.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// Why there is none.
    pub fn failure(&self) -> Option<&Message> {
        self.failure.as_ref()
    }

    /// The ticket that is waited for.
    pub fn awaited(&self) -> Option<Ticket> {
        self.awaited
    }

    /// True while a successor is on its way.
    pub fn is_waiting(&self) -> bool {
        self.awaited.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::{Loadable, Ticket};

    #[test]
    fn a_late_result_is_dropped_and_the_old_value_stays() {
        let mut loadable = Loadable::default();
        loadable.wait(Ticket(1));
        assert!(loadable.finish(Ticket(1), Ok("old")));
        loadable.wait(Ticket(2));
        loadable.wait(Ticket(3));
        assert!(!loadable.finish(Ticket(2), Ok("late")));
        assert_eq!(loadable.value(), Some(&"old"));
        assert!(loadable.finish(Ticket(3), Ok("new")));
        assert_eq!(loadable.value(), Some(&"new"));
    }
}
