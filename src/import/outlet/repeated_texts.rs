//! The texts that a column repeats, such as the names of places: each travels once, and then by its number.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

/// Texts of a column that are kept to be met again.
const KEPT: usize = 1 << 16;
/// Bytes of them.
const KEPT_BYTES: usize = 4 << 20;
/// Texts after which a column must have repeated itself, or is taken for one that does not.
const PATIENCE: u32 = 2048;

/// How a text was met in its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Met {
    /// The column does not repeat its texts.
    Alone,
    /// For the first time.
    First,
    /// Again, by its number.
    Again(u32),
}

/// The texts that one column repeats.
#[derive(Debug, Default)]
pub(super) struct RepeatedTexts {
    numbers: HashMap<Box<str>, u32, Seed>,
    bytes: usize,
    last: String,
    last_number: Option<u32>,
    again: u32,
    given_up: bool,
}

impl RepeatedTexts {
    /// Meets a text.
    pub(super) fn meet(&mut self, text: &str) -> Met {
        if let Some(number) = self.last_number
            && self.last == text
        {
            self.again = self.again.saturating_add(1);
            return Met::Again(number);
        }
        if self.given_up {
            return Met::Alone;
        }
        if let Some(number) = self.numbers.get(text).copied() {
            self.again = self.again.saturating_add(1);
            self.remember(text, number);
            return Met::Again(number);
        }
        let number = self.numbers.len() as u32;
        if self.numbers.len() >= KEPT
            || self.bytes + text.len() > KEPT_BYTES
            || number >= PATIENCE && number > self.again
        {
            self.given_up = true;
            self.last_number = None;
            self.numbers = HashMap::default();
            return Met::Alone;
        }
        self.bytes += text.len();
        self.numbers.insert(text.into(), number);
        self.remember(text, number);
        Met::First
    }

    fn remember(&mut self, text: &str, number: u32) {
        text.clone_into(&mut self.last);
        self.last_number = Some(number);
    }
}

/// Begins hashes differently in every run, so that no file can be made whose texts all clash.
#[derive(Clone, Debug)]
struct Seed(u64);

impl Default for Seed {
    fn default() -> Self {
        Self(RandomState::new().hash_one(0) | 1)
    }
}

impl BuildHasher for Seed {
    type Hasher = Folded;

    fn build_hasher(&self) -> Folded {
        Folded(self.0)
    }
}

/// Eight bytes at a time, multiplied and folded: short texts, many of them.
#[derive(Debug)]
struct Folded(u64);

impl Folded {
    fn fold(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (product >> 64) as u64 ^ product as u64;
    }
}

impl Hasher for Folded {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.fold(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        if let Some(place) = last.get_mut(..rest.len()) {
            place.copy_from_slice(rest);
        }
        self.fold(u64::from_le_bytes(last) ^ (bytes.len() as u64).rotate_left(56));
    }

    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Met, PATIENCE, RepeatedTexts};

    #[test]
    fn a_text_that_is_met_again_has_its_number() {
        let mut texts = RepeatedTexts::default();
        for (text, met) in [
            ("England", Met::First),
            ("Wales", Met::First),
            ("Wales", Met::Again(1)),
            ("England", Met::Again(0)),
            ("", Met::First),
            ("", Met::Again(2)),
        ] {
            assert_eq!(texts.meet(text), met, "{text}");
        }
    }

    #[test]
    fn a_column_that_does_not_repeat_itself_is_let_be() {
        let mut texts = RepeatedTexts::default();
        for number in 0..PATIENCE {
            assert_eq!(texts.meet(&number.to_string()), Met::First);
        }
        assert_eq!(texts.meet("another"), Met::Alone);
        assert_eq!(texts.meet("1"), Met::Alone);
        assert_eq!(texts.meet("1"), Met::Alone);
    }
}
