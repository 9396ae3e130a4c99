use super::address::Address;

/// The addresses that back and forward go over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    before: Vec<Address>,
    current: Address,
    after: Vec<Address>,
}

impl History {
    /// Longest way back.
    const LIMIT: usize = 100;

    /// A history that starts at an address.
    pub fn at(address: Address) -> Self {
        Self {
            current: address,
            ..Self::default()
        }
    }

    /// Where one is.
    pub fn current(&self) -> &Address {
        &self.current
    }

    /// Addresses that were visited, the current one first, then backwards.
    pub fn visited(&self) -> impl Iterator<Item = &Address> {
        std::iter::once(&self.current).chain(self.before.iter().rev())
    }

    /// Goes to an address and forgets what was ahead.
    pub fn go(&mut self, address: Address) {
        if address == self.current {
            return;
        }
        let left = std::mem::replace(&mut self.current, address);
        self.before.push(left);
        if self.before.len() > Self::LIMIT {
            self.before.remove(0);
        }
        self.after.clear();
    }

    /// Puts an address in the place of the current one, for another view of the same screen.
    pub fn replace(&mut self, address: Address) {
        self.current = address;
    }

    /// One step back, if there is one.
    pub fn back(&mut self) {
        if let Some(previous) = self.before.pop() {
            let left = std::mem::replace(&mut self.current, previous);
            self.after.push(left);
        }
    }

    /// One step forward, if there is one.
    pub fn forward(&mut self) {
        if let Some(next) = self.after.pop() {
            let left = std::mem::replace(&mut self.current, next);
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
    use super::{Address, History};

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
}
