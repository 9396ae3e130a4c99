//! Figures of one indicator and period, kept as they were read until the book changes: an overview, a profile, a goal and a ranking
//! all look at the same latest figures of the same peers. Also what kinds of subjects an indicator has figures of.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use rusqlite::{Connection, params};

use super::BookError;
use super::breakdowns::PeriodId;
use super::indicators::IndicatorId;
use super::observations::Found;
use super::past::Key;

/// Most figures that are kept: some forty megabytes.
const MOST: usize = 150_000;

/// A figure with its place in the order and its row numbers.
pub(super) type Ranked = ([u32; 3], Key, Found);

/// See the file's first line.
pub(super) struct Slices {
    most: usize,
    held: Mutex<Held>,
    kinds: Mutex<HashMap<(IndicatorId, bool), bool>>,
}

#[derive(Default)]
struct Held {
    slices: HashMap<(IndicatorId, PeriodId), Arc<Vec<Ranked>>>,
    figures: usize,
}

impl Default for Slices {
    fn default() -> Self {
        Self::keeping(MOST)
    }
}

impl Slices {
    /// Keeps so many figures at most.
    fn keeping(most: usize) -> Self {
        Self {
            most,
            held: Mutex::default(),
            kinds: Mutex::default(),
        }
    }

    /// The figures of an indicator for a period, read by `read` unless they are kept.
    pub(super) fn of(
        &self,
        key: (IndicatorId, PeriodId),
        read: impl FnOnce() -> Result<Vec<Ranked>, BookError>,
    ) -> Result<Arc<Vec<Ranked>>, BookError> {
        let known = self
            .held
            .lock()
            .ok()
            .and_then(|held| held.slices.get(&key).cloned());
        if let Some(known) = known {
            return Ok(known);
        }
        let figures = Arc::new(read()?);
        if let Ok(mut held) = self.held.lock() {
            if held.figures + figures.len() > self.most {
                *held = Held::default();
            }
            if figures.len() <= self.most {
                held.figures += figures.len();
                held.slices.insert(key, Arc::clone(&figures));
            }
        }
        Ok(figures)
    }

    /// Whether an indicator has figures of organisations, or of places. Every subject with a figure has a current one, so it is
    /// enough to go from subject to subject.
    pub(super) fn has_kind(
        &self,
        connection: &Connection,
        indicator: IndicatorId,
        of_organisations: bool,
    ) -> rusqlite::Result<bool> {
        let key = (indicator, of_organisations);
        let known = self
            .kinds
            .lock()
            .ok()
            .and_then(|kinds| kinds.get(&key).copied());
        if let Some(known) = known {
            return Ok(known);
        }
        let kind = if of_organisations {
            "organisation"
        } else {
            "place"
        };
        let found = connection
            .prepare_cached(
                "WITH RECURSIVE held (subject) AS (
                     SELECT min(subject) FROM observations WHERE indicator = ?1
                     UNION ALL
                     SELECT (SELECT min(o.subject) FROM observations AS o WHERE o.indicator = ?1 AND o.subject > held.subject)
                     FROM held WHERE held.subject IS NOT NULL)
                 SELECT EXISTS (SELECT 1 FROM held JOIN subjects ON id = held.subject WHERE kind = ?2)",
            )?
            .query_row(params![indicator, kind], |row| row.get(0))?;
        if let Ok(mut kinds) = self.kinds.lock() {
            kinds.insert(key, found);
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::{Ranked, Slices};
    use crate::domain::{Markers, Observation, Origin, PeopleGroup, Period, Reading, State};

    fn figure() -> Ranked {
        let observation = Observation {
            indicator: "a".into(),
            subject: "E12000001".into(),
            period: Period::calendar_year(2023).expect("a year"),
            group: PeopleGroup::all(),
            reading: Reading::withheld(State::NotAvailable),
            lower: None,
            upper: None,
            count: None,
            denominator: None,
            markers: Markers::none(),
            raw: None,
            note: None,
            origin: Origin::default(),
        };
        ([0, 0, 0], (1, 1, 1), (1, observation))
    }

    #[test]
    fn figures_are_read_once_and_no_more_are_kept_than_is_said() {
        let slices = Slices::keeping(10);
        let of = |key, count: usize| {
            let mut was_read = false;
            let found = slices.of(key, || {
                was_read = true;
                Ok((0..count).map(|_| figure()).collect())
            });
            (found.map_or(0, |found| found.len()), was_read)
        };
        assert_eq!(of((1, 1), 2), (2, true));
        assert_eq!(of((1, 1), 9), (2, false));
        assert_eq!(of((1, 2), 3), (3, true));
        assert_eq!(of((2, 2), 9), (9, true));
        assert_eq!(of((1, 1), 1), (1, true), "it had to go");
        assert_eq!(of((3, 3), 11), (11, true));
        assert_eq!(of((3, 3), 1), (1, true), "too many to be kept");
    }
}
