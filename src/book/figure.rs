//! A figure as the table `observations` holds it, without its names: what two imports are compared by.

use rusqlite::Row;

use crate::domain::{Markers, Reading, State};
use crate::import::ReviewedObservation;

/// What a figure says. Two imports agree when this is equal; where it stood in the file and how it was written may differ.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    pub(super) reading: Reading,
    pub(super) lower: Option<f64>,
    pub(super) upper: Option<f64>,
    pub(super) count: Option<f64>,
    pub(super) denominator: Option<f64>,
    pub(super) markers: Markers,
    pub(super) note: Option<String>,
}

impl Figure {
    /// Reads `value, state, lower, upper, count, denominator, markers, note` from column `first` on.
    pub(super) fn from_row(row: &Row<'_>, first: usize) -> rusqlite::Result<Self> {
        let value: Option<f64> = row.get(first)?;
        let state = row.get_ref(first + 1)?.as_str().unwrap_or("error");
        Ok(Self {
            reading: value.and_then(Reading::number).unwrap_or_else(|| {
                Reading::withheld(State::from_code(state).unwrap_or(State::Error))
            }),
            lower: row.get(first + 2)?,
            upper: row.get(first + 3)?,
            count: row.get(first + 4)?,
            denominator: row.get(first + 5)?,
            markers: row
                .get_ref(first + 6)?
                .as_str()
                .map(Markers::from_code)
                .unwrap_or_default(),
            note: row.get(first + 7)?,
        })
    }

    /// Whether a figure that was read says the same.
    pub(super) fn agrees_with(&self, read: &ReviewedObservation) -> bool {
        self.reading == read.reading
            && self.lower == bounded(read.lower)
            && self.upper == bounded(read.upper)
            && self.count == bounded(read.count)
            && self.denominator == bounded(read.denominator)
            && self.markers == read.markers
            && self.note.as_deref() == read.note.as_deref()
    }
}

/// Whether two figures that were read say the same.
pub(super) fn agree(one: &ReviewedObservation, other: &ReviewedObservation) -> bool {
    one.reading == other.reading
        && one.lower == other.lower
        && one.upper == other.upper
        && one.count == other.count
        && one.denominator == other.denominator
        && one.markers == other.markers
        && one.note == other.note
}

/// A number beside a figure, if it is one that the book may hold.
pub(super) fn bounded(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite() && value.abs() <= Reading::LIMIT)
}

#[cfg(test)]
mod tests {
    use super::bounded;

    #[test]
    fn numbers_beside_a_figure_are_bounded_too() {
        assert_eq!(bounded(Some(1e15)), Some(1e15));
        for value in [f64::NAN, f64::INFINITY, 1.1e15] {
            assert_eq!(bounded(Some(value)), None);
        }
    }
}
