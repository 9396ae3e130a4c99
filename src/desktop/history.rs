use super::address::{Address, GapOrder, View};
use super::state::Context;

/// Where one is or was, with all that comes back with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stop {
    /// The screen.
    pub address: Address,
    /// What all screens share, as it was there.
    pub context: Context,
    /// As a chart, a map, a table or in words.
    pub view: View,
    /// The row of a comparison or of the gaps that is drawn in detail.
    pub row: usize,
    /// In which order gaps stand.
    pub order: GapOrder,
    /// The same number for one screen asked differently: by it the window finds how far the screen was scrolled and what had the
    /// focus.
    pub place: u64,
}

/// The stops that back and forward go over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    before: Vec<Stop>,
    here: Stop,
    after: Vec<Stop>,
    places: u64,
}

impl History {
    /// Longest way back.
    const LIMIT: usize = 100;

    /// A history that starts at an address.
    pub fn at(address: Address) -> Self {
        Self {
            here: Stop {
                address,
                ..Stop::default()
            },
            ..Self::default()
        }
    }

    /// Starts anew at an address; no place of before is taken for one of now.
    pub fn restart(&mut self, address: Address) {
        let places = self.places + 1;
        *self = Self::at(address);
        self.here.place = places;
        self.places = places;
    }

    /// Where one is.
    pub fn current(&self) -> &Address {
        &self.here.address
    }

    /// Where one is, with all that belongs to it.
    pub fn here(&self) -> &Stop {
        &self.here
    }

    /// The same, to change in place: no step back undoes that.
    pub fn here_mut(&mut self) -> &mut Stop {
        &mut self.here
    }

    /// Addresses that were visited, the current one first, then backwards.
    pub fn visited(&self) -> impl Iterator<Item = &Address> {
        std::iter::once(&self.here.address)
            .chain(self.before.iter().rev().map(|stop| &stop.address))
    }

    /// Goes to an address and forgets what was ahead. What all screens share goes along; the view does to a screen of the same
    /// kind.
    pub fn go(&mut self, address: Address) {
        if address == self.here.address {
            return;
        }
        self.places += 1;
        let same = std::mem::discriminant(&address) == std::mem::discriminant(&self.here.address);
        let stop = Stop {
            address,
            context: self.here.context.clone(),
            view: if same {
                self.here.view
            } else {
                View::default()
            },
            row: 0,
            order: self.here.order,
            place: self.places,
        };
        self.put(stop);
    }

    /// Asks the same screen something else, which a step back undoes.
    pub fn turn(&mut self, change: impl FnOnce(&mut Stop)) {
        let mut stop = self.here.clone();
        change(&mut stop);
        if stop != self.here {
            self.put(stop);
        }
    }

    fn put(&mut self, stop: Stop) {
        let left = std::mem::replace(&mut self.here, stop);
        self.before.push(left);
        if self.before.len() > Self::LIMIT {
            self.before.remove(0);
        }
        self.after.clear();
    }

    /// Puts an address in the place of the current one.
    pub fn replace(&mut self, address: Address) {
        self.here.address = address;
    }

    /// One step back, if there is one.
    pub fn back(&mut self) {
        if let Some(previous) = self.before.pop() {
            let left = std::mem::replace(&mut self.here, previous);
            self.after.push(left);
        }
    }

    /// One step forward, if there is one.
    pub fn forward(&mut self) {
        if let Some(next) = self.after.pop() {
            let left = std::mem::replace(&mut self.here, next);
            self.before.push(left);
        }
    }

    /// Whether there is a step back.
    pub fn has_back(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether there is a step forward.
    pub fn has_forward(&self) -> bool {
        !self.after.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, History, View};

    #[test]
    fn back_and_forward_meet_where_they_parted() {
        let mut history = History::default();
        history.go(Address::Goal(2));
        history.go(Address::Data);
        history.back();
        history.back();
        history.back();
        assert_eq!(history.current(), &Address::Goals);
        history.forward();
        assert_eq!(history.current(), &Address::Goal(2));
        history.go(Address::Places);
        assert!(!history.has_forward());
    }

    #[test]
    fn a_step_back_brings_context_and_view_with_it() {
        let mut history = History::at(Address::Goal(1));
        history.here_mut().view = View::Table;
        history.turn(|stop| stop.context.period = Some("2019".to_owned()));
        history.turn(|_| ());
        history.go(Address::Goal(2));
        assert_eq!(history.here().view, View::Table);
        assert_eq!(history.here().context.period.as_deref(), Some("2019"));
        history.go(Address::Goals);
        assert_eq!(history.here().view, View::Chart);
        history.back();
        history.back();
        let place = history.here().place;
        history.back();
        assert_eq!(history.here().context.period, None);
        assert_eq!(history.here().view, View::Table);
        assert_eq!(history.here().place, place);
        assert!(!history.has_back());
    }
}
