//! The keys by which tables explain their signs.

use super::{Sign, SignKey, bare};
use crate::domain::{Marker, State};

/// Words with which the meaning of a sign begins in a key.
const BEGINNINGS: [&str; 14] = [
    "suppressed",
    "confidential",
    "disclosive",
    "fewer than",
    "less than",
    "not available",
    "data not available",
    "unavailable",
    "missing",
    "no data",
    "not applicable",
    "negligible",
    "nil",
    "rounds to zero",
];

impl SignKey {
    /// Learns from a line such as `Shorthand is used in this table, [c] = confidential, [x] = not available`.
    pub(in crate::import) fn learn(&mut self, line: &str) {
        let mut rest = line;
        while let Some(at) = rest.find('=') {
            let before = rest.get(..at).unwrap_or("").trim_end();
            let after = rest.get(at + 1..).unwrap_or("");
            let sign = before
                .rsplit([' ', ',', ';', '\n', '\t'])
                .next()
                .unwrap_or("")
                .trim_matches(['"', '\'', '“', '”', '‘', '’']);
            let end = after.find(['=', ';', '\n']).unwrap_or(after.len());
            let words = after.get(..end).unwrap_or("").to_lowercase();
            if !sign.is_empty()
                && sign.chars().count() <= 6
                && sign.parse::<f64>().is_err()
                && let Some(meaning) = words_mean(&words)
            {
                self.stated.entry(bare(sign)).or_insert(meaning);
            }
            rest = after;
        }
    }

    /// Learns from a key without such a sign between: `* fewer than 5; ~ not available`, `: means no data`. A few words that begin
    /// with what they mean are a key; a sentence that follows a star or a dash is a footnote.
    pub(in crate::import) fn learn_words(&mut self, line: &str) {
        let line = line.trim();
        let key = line.split_once(':').filter(|(before, _)| {
            let before = before.to_lowercase();
            ["key", "symbols", "shorthand", "legend", "conventions"].contains(&before.as_str())
        });
        for piece in key.map_or(line, |(_, rest)| rest).split([';', '\n']) {
            let Some((sign, words)) = piece.trim().split_once(char::is_whitespace) else {
                continue;
            };
            self.learn_pair(sign, words);
        }
    }

    /// Learns from a sign and the words beside it.
    pub(in crate::import) fn learn_pair(&mut self, sign: &str, words: &str) {
        let sign = sign.trim();
        let is_letter = matches!(
            sign,
            "x" | "c" | "u" | "z" | "k" | "S" | "n" | "X" | "U" | "C"
        );
        let is_sign = (sign.starts_with('[') && sign.ends_with(']') && sign.len() <= 8)
            || ((1..=2).contains(&sign.chars().count())
                && sign.chars().all(|c| !c.is_alphanumeric() && c != '•'));
        let low = words.to_lowercase();
        let mut words = low.trim();
        for link in [
            "the data item is ",
            "the data items are ",
            "means ",
            "denotes ",
            "indicates ",
            "represents ",
            "- ",
            "– ",
            ": ",
        ] {
            words = words.strip_prefix(link).unwrap_or(words).trim_start();
        }
        let starts = BEGINNINGS.iter().any(|word| words.starts_with(word));
        let count = words.split_whitespace().count();
        let withheld = ["suppress", "withheld", "not shown", "unreliab"];
        let of_letter = count <= 9 && withheld.iter().any(|word| words.contains(word));
        // Signs that mark no notes: what follows is said of the sign, in a sentence too.
        let marks_no_note = matches!(sign, "!" | ".." | "~" | ":");
        let is_key = (is_sign || is_letter) && ((starts && count <= 5) || of_letter);
        if (is_key || marks_no_note)
            && let Some(meaning) = words_mean(words)
        {
            self.stated.entry(bare(sign)).or_insert(meaning);
        }
    }
}

/// The meaning that a key gives in words.
fn words_mean(words: &str) -> Option<Sign> {
    let has = |any: &[&str]| any.iter().any(|word| words.contains(word));
    Some(
        if has(&["suppress", "withheld", "not shown"]) && has(&["unreliab", "not reliable"]) {
            Sign::State(State::Unreliable)
        } else if has(&[
            "confidential",
            "suppress",
            "disclos",
            "too small",
            "fewer than",
        ]) || (has(&["less than "]) && !has(&["less than half", "less than 0."]))
        {
            Sign::State(State::Confidential)
        } else if has(&["not applicable"]) {
            Sign::State(State::NotApplicable)
        } else if has(&[
            "negligible",
            "rounds to",
            "less than half",
            "rounded to zero",
            "low figure",
        ]) {
            Sign::State(State::Low)
        } else if has(&[
            "not available",
            "not yet available",
            "unavailable",
            "missing",
            "no data",
            "not collected",
        ]) {
            Sign::State(State::NotAvailable)
        } else if has(&["unreliable", "low reliability", "low quality"]) {
            Sign::State(State::Unreliable)
        } else if has(&["none recorded", "nil"]) {
            Sign::State(State::NoneRecorded)
        } else if has(&["provisional"]) {
            Sign::Marker(Marker::Provisional)
        } else if has(&["revised", "revision"]) {
            Sign::Marker(Marker::Revised)
        } else if has(&["estimate", "imputed"]) {
            Sign::Marker(Marker::Estimated)
        } else if has(&["forecast", "projected"]) {
            Sign::Marker(Marker::Forecast)
        } else if has(&["break in"]) {
            Sign::Marker(Marker::Break)
        } else {
            return None;
        },
    )
}

#[cfg(test)]
mod tests {
    use super::SignKey;
    use crate::domain::State;

    #[test]
    fn a_key_is_a_few_words_and_a_footnote_a_sentence() {
        for (line, sign, state) in [
            (
                "Key: * fewer than 5; ~ not available; # not applicable",
                "~",
                Some(State::NotAvailable),
            ),
            (
                "Key: * fewer than 5; ~ not available; # not applicable",
                "#",
                Some(State::NotApplicable),
            ),
            (": means no data", ":", Some(State::NotAvailable)),
            ("- nil", "-", Some(State::NoneRecorded)),
            (
                "c  suppressed; z  not applicable",
                "z",
                Some(State::NotApplicable),
            ),
            (
                "! Estimate is not available since the sample size is disclosive.",
                "!",
                Some(State::Confidential),
            ),
            ("# Not available for Wales before 2010", "#", None),
            ("• not available", "•", None),
            ("# Leeds", "#", None),
        ] {
            let mut key = SignKey::default();
            key.learn_words(line);
            assert_eq!(
                key.of_figure(sign)
                    .filter(|(_, c)| *c == crate::import::marker_text::Certainty::Sure)
                    .map(|(state, _)| state),
                state,
                "{line}"
            );
        }
    }
}
