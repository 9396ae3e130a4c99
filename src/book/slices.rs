//! Figures of one indicator and people group, of a period or of a subject, kept as they were read until the book changes: an
//! overview, a profile, a goal and a ranking all look at the same figures of the same peers. Also what kinds of subjects an
//! indicator has figures of, and what imports said of it.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

use rusqlite::{Connection, params};

use super::BookError;
use super::breakdowns::{GroupId, PeriodId};
use super::indicators::IndicatorId;
use super::names::Names;
use super::numbers::Numbers;
use super::subjects::SubjectId;
use crate::domain::{Indicator, Observation, SubjectCode};

/// Most figures that are kept of periods, and of subjects: some forty megabytes each.
const MOST: usize = 150_000;
/// Most bare numbers that are kept: some thirty megabytes.
const MOST_NUMBERS: usize = 500_000;

/// Lists under their keys, and how many items they hold in all.
type Held<K, T> = (HashMap<K, Arc<Vec<T>>>, usize);

/// Lists that are kept under a key, no more than so many items in all.
struct Store<K, T> {
    most: usize,
    held: Mutex<Held<K, T>>,
}

impl<K: Eq + Hash, T> Store<K, T> {
    fn keeping(most: usize) -> Self {
        Self {
            most,
            held: Mutex::default(),
        }
    }

    /// The list of a key, if it is kept.
    fn known(&self, key: &K) -> Option<Arc<Vec<T>>> {
        let held = self.held.lock().ok()?;
        held.0.get(key).cloned()
    }

    /// The list of a key, read by `read` unless it is kept.
    fn of(
        &self,
        key: K,
        read: impl FnOnce() -> Result<Vec<T>, BookError>,
    ) -> Result<Arc<Vec<T>>, BookError> {
        if let Some(known) = self.known(&key) {
            return Ok(known);
        }
        let list = Arc::new(read()?);
        if let Ok(mut held) = self.held.lock() {
            // An empty list takes room too.
            let room = list.len().max(1);
            if held.1 + room > self.most {
                *held = (HashMap::new(), 0);
            }
            if room <= self.most {
                held.1 += room;
                held.0.insert(key, Arc::clone(&list));
            }
        }
        Ok(list)
    }
}

/// What an import says of an indicator, where it says so.
type Said = HashMap<(IndicatorId, u32), Option<Arc<Indicator>>>;

/// See the file's first line.
pub(super) struct Slices {
    periods: Store<(IndicatorId, PeriodId, GroupId), Observation>,
    series: Store<(IndicatorId, SubjectId, GroupId), Observation>,
    numbers: Store<(IndicatorId, PeriodId, GroupId), (SubjectCode, Option<f64>)>,
    kinds: Mutex<HashMap<(IndicatorId, bool), bool>>,
    said: Mutex<Said>,
}

impl Default for Slices {
    fn default() -> Self {
        Self {
            periods: Store::keeping(MOST),
            series: Store::keeping(MOST),
            numbers: Store::keeping(MOST_NUMBERS),
            kinds: Mutex::default(),
            said: Mutex::default(),
        }
    }
}

impl Slices {
    /// The figures of an indicator for a period and a group by subject, read by `read` unless they are kept.
    pub(super) fn of_period(
        &self,
        key: (IndicatorId, PeriodId, GroupId),
        read: impl FnOnce() -> Result<Vec<Observation>, BookError>,
    ) -> Result<Arc<Vec<Observation>>, BookError> {
        self.periods.of(key, read)
    }

    /// The same if they are kept.
    pub(super) fn known_of_period(
        &self,
        key: (IndicatorId, PeriodId, GroupId),
    ) -> Option<Arc<Vec<Observation>>> {
        self.periods.known(&key)
    }

    /// The figures of an indicator, a subject and a group by period, read by `read` unless they are kept.
    pub(super) fn of_subject(
        &self,
        key: (IndicatorId, SubjectId, GroupId),
        read: impl FnOnce() -> Result<Vec<Observation>, BookError>,
    ) -> Result<Arc<Vec<Observation>>, BookError> {
        self.series.of(key, read)
    }

    /// The bare numbers of an indicator for a period and a group, read by `read` unless they are kept.
    pub(super) fn numbers(
        &self,
        key: (IndicatorId, PeriodId, GroupId),
        read: impl FnOnce() -> Result<Numbers, BookError>,
    ) -> Result<Arc<Numbers>, BookError> {
        self.numbers.of(key, read)
    }

    /// What an import said of an indicator, read by `read` unless it is kept.
    pub(super) fn said(
        &self,
        key: (IndicatorId, u32),
        read: impl FnOnce() -> rusqlite::Result<Option<Indicator>>,
    ) -> rusqlite::Result<Option<Arc<Indicator>>> {
        let known = self.said.lock().ok();
        if let Some(known) = known.and_then(|said| said.get(&key).cloned()) {
            return Ok(known);
        }
        let said = read()?.map(Arc::new);
        if let Ok(mut all) = self.said.lock() {
            all.insert(key, said.clone());
        }
        Ok(said)
    }

    /// Whether an indicator has figures of organisations, or of places. Every subject with a figure has a current one, so it is
    /// enough to look whether any stands under the row numbers of the kind, which lie in few runs.
    pub(super) fn has_kind(
        &self,
        connection: &Connection,
        names: &Names,
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
        let mut statement = connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM observations WHERE indicator = ?1 AND subject BETWEEN ?2 AND ?3)",
        )?;
        let mut found = false;
        for (from, to) in names.kinds.runs(of_organisations) {
            found = statement.query_row(params![indicator, from, to], |row| row.get(0))?;
            if found {
                break;
            }
        }
        if let Ok(mut kinds) = self.kinds.lock() {
            kinds.insert(key, found);
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::Store;

    #[test]
    fn figures_are_read_once_and_no_more_are_kept_than_is_said() {
        let store: Store<(i64, i64), u8> = Store::keeping(10);
        let of = |key, count: usize| {
            let mut was_read = false;
            let found = store.of(key, || {
                was_read = true;
                Ok(vec![0; count])
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
