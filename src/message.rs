//! Failures as a person reads them: what happened, what to do next, details to copy. Knows nothing of how they are shown.

use std::fmt;

/// A failure, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What happened and where, in one sentence.
    pub headline: String,
    /// What to do next, in one sentence. Empty when nothing can be done.
    pub next: String,
    /// The technical text behind it, to copy into a report. Empty when there is none.
    pub details: String,
}

impl Message {
    /// A message of a headline and a next step.
    pub fn new(headline: impl Into<String>, next: impl Into<String>) -> Self {
        Self {
            headline: headline.into(),
            next: next.into(),
            details: String::new(),
        }
    }

    /// The same with technical details.
    #[must_use]
    pub fn with_details(mut self, details: impl Into<String>) -> Self {
        self.details = details.into();
        self
    }
}

impl Message {
    /// All of it, to copy.
    pub fn to_report(&self) -> String {
        let parts = [&self.headline, &self.next, &self.details];
        let said = parts.into_iter().filter(|part| !part.is_empty());
        said.map(String::as_str).collect::<Vec<_>>().join("\n\n")
    }
}

impl fmt::Display for Message {
    /// Headline and next step in one line, as the command line prints them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline)?;
        if !self.next.is_empty() {
            write!(f, " {}", self.next)?;
        }
        Ok(())
    }
}

/// Where long work tells how far it is and hears whether to stop.
pub trait Progress: Sync {
    /// So many of so many, with words for what is being done: `Reading employment-rate.csv`.
    fn report(&self, done: u64, total: u64, words: &str);
    /// True once the work should stop; it does so within a second and leaves everything as it was.
    fn is_cancelled(&self) -> bool;
}

/// For work that nobody watches and nobody stops.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn report(&self, _done: u64, _total: u64, _words: &str) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Every room's error explains itself through this.
pub trait Explain {
    /// The failure as a person reads it.
    fn explain(&self) -> Message;
}

/// The names out of `known` that are nearest to `wanted`, nearest first, three at most, as `“a”, “b” or “c”`.
/// Empty when nothing is near.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let wanted = wanted.to_lowercase();
    let mut scored: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| {
            let low = name.to_lowercase();
            let score = if !wanted.is_empty() && low.contains(&wanted) {
                1.0
            } else {
                strsim::jaro_winkler(&wanted, &low).max(shared_words(&wanted, &low))
            };
            (score, name)
        })
        .filter(|(score, _)| *score > 0.7)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    let names: Vec<String> = scored
        .iter()
        .take(3)
        .map(|(_, name)| format!("“{name}”"))
        .collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// How near two names are by the words that both have: from 0, and at most 1 where all are the same.
fn shared_words(one: &str, other: &str) -> f64 {
    let words = |name: &str| -> Vec<String> {
        name.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let both = one.iter().filter(|word| other.contains(word)).count();
    if both < 2 {
        return 0.0;
    }
    0.6 + 0.8 * both as f64 / (one.len() + other.len()) as f64
}

/// What a caught panic says; nothing where it says no text.
pub fn words_of_panic(payload: &(dyn std::any::Any + Send)) -> String {
    payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_names_come_first() {
        let known = [
            "employment-rate",
            "employment-rate-ni",
            "early-years",
            "museums",
        ];
        assert_eq!(
            nearest("employmet-rate", known),
            "“employment-rate” or “employment-rate-ni”"
        );
        assert_eq!(nearest("zzz", known), "");
        let pay = [
            "median-epc-score",
            "gender-pay-gap",
            "women-top-pay-quarter",
        ];
        let near = nearest("median-hourly-gender-pay-gap", pay);
        assert!(near.starts_with("“gender-pay-gap”"), "{near}");
    }
}
