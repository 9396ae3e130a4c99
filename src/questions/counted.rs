//! The numbers of a set of peers for an indicator, a period and a people group, with what follows from them: worked out once and
//! kept with the catalogue until the book changes. An overview, a profile and a goal all look at the same.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use super::judging::Core;
use super::peers::Peers;
use crate::domain::{IndicatorCode, PeopleGroup, Period, Polarity};
use crate::statistics::{FEWEST_SUBJECTS, median};

/// Most numbers that are kept.
const MOST: usize = 400_000;

/// Of what numbers are.
pub(super) type Key = (IndicatorCode, Period, PeopleGroup, Peers);

/// See the file's first line.
#[derive(Debug)]
pub(super) struct Counted {
    /// Indices of subjects in the catalogue, by code, each with its number.
    pub(super) numbers: Vec<(usize, f64)>,
    middle: OnceLock<Option<f64>>,
    core: OnceLock<Arc<Core>>,
}

impl Counted {
    fn new(numbers: Vec<(usize, f64)>) -> Self {
        Self {
            numbers,
            middle: OnceLock::new(),
            core: OnceLock::new(),
        }
    }

    fn values(&self) -> Vec<f64> {
        self.numbers.iter().map(|(_, value)| *value).collect()
    }

    /// The median; none for fewer than five.
    pub(super) fn middle(&self) -> Option<f64> {
        *self.middle.get_or_init(|| {
            let enough = self.numbers.len() >= FEWEST_SUBJECTS;
            enough.then(|| median(&self.values())).flatten()
        })
    }

    /// Ranks, fifths and the like. The polarity is that of the indicator.
    pub(super) fn core(&self, polarity: Polarity) -> Arc<Core> {
        let core = self
            .core
            .get_or_init(|| Arc::new(Core::of(self.values(), polarity)));
        Arc::clone(core)
    }
}

/// What was counted already, no more than so many numbers in all.
#[derive(Debug, Default)]
pub(super) struct CountedOnce(Mutex<(HashMap<Key, Arc<Counted>>, usize)>);

impl CountedOnce {
    /// What is kept under a key, counted by `count` unless it is.
    pub(super) fn of(&self, key: Key, count: impl FnOnce() -> Vec<(usize, f64)>) -> Arc<Counted> {
        let known = self
            .0
            .lock()
            .ok()
            .and_then(|held| held.0.get(&key).cloned());
        if let Some(known) = known {
            return known;
        }
        let counted = Arc::new(Counted::new(count()));
        if let Ok(mut held) = self.0.lock() {
            if held.1 + counted.numbers.len() > MOST {
                *held = (HashMap::new(), 0);
            }
            held.1 += counted.numbers.len();
            held.0.insert(key, Arc::clone(&counted));
        }
        counted
    }
}
