//! The texts that a column repeats, such as the names of places: each travels once, and then by its number.

use std::collections::HashMap;

use foldhash::fast::RandomState;

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
    numbers: HashMap<Box<str>, u32, RandomState>,
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
