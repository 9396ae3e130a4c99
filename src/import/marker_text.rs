mod key;

use std::collections::HashMap;

use super::Brackets;
use super::number_text::trim;
use crate::domain::{Marker, Markers, State};

/// What a sign says of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// There is no number, for this reason.
    State(State),
    /// The number stays and is qualified.
    Marker(Marker),
}

/// How the meaning of a sign is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    /// Harmonised shorthand, the table's own key, or the user's word.
    Sure,
    /// A word or sign with one usual meaning.
    Usual,
    /// Means different things to different publishers, but never a number.
    Proposed,
    /// Means different things to different publishers, zero among them, so that only the source can tell.
    Asked,
}

/// What the signs of a sheet mean: the user's word first, then the sheet's own key, then common usage.
#[derive(Clone, Debug, Default)]
pub(super) struct SignKey {
    chosen: HashMap<String, State>,
    stated: HashMap<String, Sign>,
    /// The publisher writes harmonised letters without brackets in all of its tables.
    house_letters: bool,
    /// What brackets round a number mean, where it was said.
    pub(super) brackets: Option<Brackets>,
}

impl SignKey {
    /// With what the user said.
    pub(super) fn new(chosen: &[(String, State)]) -> Self {
        Self {
            chosen: chosen
                .iter()
                .map(|(sign, state)| (bare(sign), *state))
                .collect(),
            ..Self::default()
        }
    }

    /// Letters without brackets are the harmonised ones, as in all tables of this publisher.
    pub(super) fn with_house_letters(mut self) -> Self {
        self.house_letters = true;
        self
    }

    /// What a cell that holds no number says; nothing for an unknown text.
    pub(super) fn of_figure(&self, text: &str) -> Option<(State, Certainty)> {
        let sign = bare(text);
        if let Some(state) = self.chosen.get(&sign) {
            return Some((*state, Certainty::Sure));
        }
        if let Some(Sign::State(state)) = self.stated.get(&sign) {
            return Some((*state, Certainty::Sure));
        }
        if sign.starts_with(['<', '>', '≤', '≥'])
            && sign.chars().any(|c| c.is_ascii_digit())
            && sign.chars().skip(1).all(|c| {
                c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '£' | ' ' | '=' | '\u{a0}')
            })
        {
            return Some((State::Confidential, Certainty::Usual));
        }
        if matches!(sign.as_str(), "c" | "z") && !trim(text).starts_with('[') && !self.house_letters
        {
            return harmonised(&sign).map(|state| (state, Certainty::Asked));
        }
        if self.house_letters && sign == "k" {
            return Some((State::Low, Certainty::Sure));
        }
        usual(&sign)
    }

    /// What a sign beside a number says.
    pub(super) fn beside_number(&self, mark: &str) -> Option<Sign> {
        let sign = bare(mark);
        if let Some(state) = self.chosen.get(&sign) {
            return Some(Sign::State(*state));
        }
        if let Some(meaning) = self.stated.get(&sign) {
            return Some(*meaning);
        }
        marker(&sign)
            .map(Sign::Marker)
            .or_else(|| harmonised(&sign).map(Sign::State))
    }

    /// A status cell: its state and markers where every part of it is a known sign.
    pub(super) fn of_status(&self, text: &str) -> Option<(Option<State>, Markers)> {
        let (mut state, mut markers) = (None, Markers::none());
        let mut take = |part: &str| -> bool {
            let sign = bare(part);
            if matches!(sign.as_str(), "" | "value" | "zero" | "normal" | "a") {
                return true;
            }
            let meaning = match State::from_code(&sign) {
                Some(found) if !self.chosen.contains_key(&sign) && marker(&sign).is_none() => {
                    Some(Sign::State(found))
                }
                _ => self.beside_number(&sign),
            };
            match meaning {
                Some(Sign::State(State::Unreliable) | Sign::Marker(Marker::Unreliable)) => {
                    state = Some(State::Unreliable);
                }
                Some(Sign::State(found)) => state = Some(found),
                Some(Sign::Marker(found)) => markers = markers.with(found),
                None => return false,
            }
            true
        };
        let text = trim(text);
        if take(text) {
            return Some((state, markers));
        }
        let parts: Vec<&str> = text
            .split([' ', ',', ';', '[', ']', '/'])
            .filter(|part| !part.is_empty())
            .collect();
        (parts.len() <= 4 && parts.iter().all(|part| part.chars().count() <= 3))
            .then(|| parts.iter().all(|part| take(part)))
            .filter(|known| *known)
            .map(|_| (state, markers))
    }
}

/// Small letters without spaces and without one pair of square brackets.
fn bare(sign: &str) -> String {
    let sign = trim(sign);
    let sign = sign
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(sign);
    trim(sign).to_lowercase()
}

/// The marker of a harmonised letter.
fn marker(sign: &str) -> Option<Marker> {
    Some(match sign {
        "p" | "provisional" => Marker::Provisional,
        "r" | "er" | "revised" => Marker::Revised,
        "e" | "estimated" | "estimate" => Marker::Estimated,
        "f" | "forecast" => Marker::Forecast,
        "b" | "break" => Marker::Break,
        "u" => Marker::Unreliable,
        _ => return None,
    })
}

/// The state of harmonised shorthand.
fn harmonised(sign: &str) -> Option<State> {
    Some(match sign {
        "c" => State::Confidential,
        "x" => State::NotAvailable,
        "z" => State::NotApplicable,
        "w" => State::NoneRecorded,
        "low" => State::Low,
        "u" => State::Unreliable,
        _ => return None,
    })
}

/// Common usage for a cell without a number.
fn usual(sign: &str) -> Option<(State, Certainty)> {
    if let Some(state) = harmonised(sign) {
        return Some((state, Certainty::Sure));
    }
    Some(match sign {
        "na" | "n/a" | "n.a." | "#n/a n/a" | "null" | "none" | "missing" | "no data"
        | "not available" | "unavailable" | "not collected" | "data not available" => {
            (State::NotAvailable, Certainty::Usual)
        }
        "not applicable" => (State::NotApplicable, Certainty::Sure),
        "suppressed" | "supp" | "confidential" | "redacted" => {
            (State::Confidential, Certainty::Sure)
        }
        "k" | "~" => (State::Low, Certainty::Asked),
        ".." | "..." | "…" | ":" | "i" | "n" | "nd" => (State::NotAvailable, Certainty::Proposed),
        "-" | "–" | "−" | "--" | "—" => (State::NotAvailable, Certainty::Asked),
        "." => (State::NotApplicable, Certainty::Asked),
        "*" | "**" => (State::Confidential, Certainty::Proposed),
        "s" => (State::Confidential, Certainty::Asked),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Certainty, Sign, SignKey};
    use crate::domain::{Marker, State};

    #[test]
    fn signs_become_states_and_never_numbers() {
        let key = SignKey::default();
        for (sign, state, certainty) in [
            ("[c]", State::Confidential, Certainty::Sure),
            ("x", State::NotAvailable, Certainty::Sure),
            ("[z]", State::NotApplicable, Certainty::Sure),
            ("[low]", State::Low, Certainty::Sure),
            ("[u]", State::Unreliable, Certainty::Sure),
            ("[w]", State::NoneRecorded, Certainty::Sure),
            ("N/A", State::NotAvailable, Certainty::Usual),
            ("NULL", State::NotAvailable, Certainty::Usual),
            ("..", State::NotAvailable, Certainty::Proposed),
            ("*", State::Confidential, Certainty::Proposed),
            ("<5", State::Confidential, Certainty::Usual),
            ("<1500", State::Confidential, Certainty::Usual),
            ("-", State::NotAvailable, Certainty::Asked),
            ("S", State::Confidential, Certainty::Asked),
            ("k", State::Low, Certainty::Asked),
            ("c", State::Confidential, Certainty::Asked),
            ("z", State::NotApplicable, Certainty::Asked),
        ] {
            assert_eq!(key.of_figure(sign), Some((state, certainty)), "{sign}");
        }
        let house = SignKey::default().with_house_letters();
        for (sign, state) in [
            ("c", State::Confidential),
            ("k", State::Low),
            ("z", State::NotApplicable),
        ] {
            assert_eq!(
                house.of_figure(sign),
                Some((state, Certainty::Sure)),
                "{sign}"
            );
        }
        for unknown in ["[q]", "Hartlepool", "<b>", "p"] {
            assert_eq!(key.of_figure(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn the_tables_own_key_and_the_users_word_come_first() {
        let mut key = SignKey::new(&[("-".to_owned(), State::NoneRecorded)]);
        key.learn(
            "Shorthand is used in this table, [q] = confidential and suppressed, [e] = estimated",
        );
        key.learn(
            "x = Estimates are considered unreliable for practical purposes or are unavailable",
        );
        assert_eq!(
            key.of_figure("-"),
            Some((State::NoneRecorded, Certainty::Sure))
        );
        assert_eq!(
            key.of_figure("[q]"),
            Some((State::Confidential, Certainty::Sure))
        );
        assert_eq!(
            key.of_figure("x"),
            Some((State::NotAvailable, Certainty::Sure))
        );
        assert_eq!(
            key.beside_number("e"),
            Some(Sign::Marker(Marker::Estimated))
        );
    }

    #[test]
    fn a_status_cell_holds_signs_or_words() {
        let key = SignKey::default();
        let (state, markers) = key.of_status("[r][e]").expect("signs");
        assert_eq!((state, markers.code().as_str()), (None, "re"));
        assert_eq!(
            key.of_status("u").and_then(|(state, _)| state),
            Some(State::Unreliable)
        );
        assert_eq!(
            key.of_status("error").and_then(|(state, _)| state),
            Some(State::Error)
        );
        assert_eq!(
            key.of_status("value"),
            Some((None, crate::domain::Markers::none()))
        );
        assert_eq!(key.of_status("pe").map(|(_, m)| m.code()), None);
        assert_eq!(
            key.of_status("Value for Cornwall and Isles of Scilly combined"),
            None
        );
    }
}
