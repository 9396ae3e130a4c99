//! Figures of one indicator and period, kept as they were read until the book changes: an overview, a profile, a goal and a ranking
//! all look at the same latest figures of the same peers. Also what kinds of subjects an indicator has figures of.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

use rusqlite::{Connection, params};

use super::BookError;
use super::breakdowns::{GroupId, PeriodId};
use super::indicators::IndicatorId;
use super::names::Names;
use super::numbers::Numbers;
use super::observations::Found;
use super::past::Key;
use crate::domain::SubjectCode;

/// Most figures that are kept: some forty megabytes.
const MOST: usize = 150_000;
/// Most bare numbers that are kept: some thirty megabytes.
const MOST_NUMBERS: usize = 500_000;

/// A figure with its place in the order and its row numbers.
pub(super) type Ranked = ([u32; 3], Key, Found);

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

    /// The list of a key, read by `read` unless it is kept.
    fn of(
        &self,
        key: K,
        read: impl FnOnce() -> Result<Vec<T>, BookError>,
    ) -> Result<Arc<Vec<T>>, BookError> {
        let known = self
            .held
            .lock()
            .ok()
            .and_then(|held| held.0.get(&key).cloned());
        if let Some(known) = known {
            return Ok(known);
        }
        let list = Arc::new(read()?);
        if let Ok(mut held) = self.held.lock() {
            if held.1 + list.len() > self.most {
                *held = (HashMap::new(), 0);
            }
            if list.len() <= self.most {
                held.1 += list.len();
                held.0.insert(key, Arc::clone(&list));
            }
        }
        Ok(list)
    }
}

/// See the file's first line.
pub(super) struct Slices {
    figures: Store<(IndicatorId, PeriodId), Ranked>,
    numbers: Store<(IndicatorId, PeriodId, GroupId), (SubjectCode, Option<f64>)>,
    kinds: Mutex<HashMap<(IndicatorId, bool), bool>>,
}

impl Default for Slices {
    fn default() -> Self {
        Self {
            figures: Store::keeping(MOST),
            numbers: Store::keeping(MOST_NUMBERS),
            kinds: Mutex::default(),
        }
    }
}

impl Slices {
    /// The figures of an indicator for a period, read by `read` unless they are kept.
    pub(super) fn of(
        &self,
        key: (IndicatorId, PeriodId),
        read: impl FnOnce() -> Result<Vec<Ranked>, BookError>,
    ) -> Result<Arc<Vec<Ranked>>, BookError> {
        self.figures.of(key, read)
    }

    /// The bare numbers of an indicator for a period and a group, read by `read` unless they are kept.
    pub(super) fn numbers(
        &self,
        key: (IndicatorId, PeriodId, GroupId),
        read: impl FnOnce() -> Result<Numbers, BookError>,
    ) -> Result<Arc<Numbers>, BookError> {
        self.numbers.of(key, read)
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
