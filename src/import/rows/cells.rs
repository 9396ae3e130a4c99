use std::borrow::Cow;

use crate::domain::{IdKind, Level};
use crate::import::code_text;
use crate::import::grid::Cell;
use crate::import::number_text::{self, DecimalSign};

#[inline]
pub(super) fn at<'c>(line: &[Cell<'c>], column: u32) -> Cell<'c> {
    line.get(column as usize).copied().unwrap_or(Cell::Empty)
}

/// A cell as text: numbers that are codes as whole digits.
#[inline]
pub(in crate::import) fn text_of(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) | Cell::Error(text) => Cow::Borrowed(number_text::trim(text)),
        Cell::Number(value) => Cow::Owned(code_text::of_number(value)),
        Cell::Date(date) => Cow::Owned(date.date().to_string()),
        Cell::Bool(value) => Cow::Owned(value.to_string()),
    }
}

/// A period's cell as text; a year that a spreadsheet holds as a number is its digits.
pub(super) fn period_text_of(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => {
            let text = number_text::trim(text);
            Cow::Borrowed(text.strip_suffix(".0").unwrap_or(text))
        }
        other => text_of(other),
    }
}

/// A limit or count beside a figure.
#[inline]
pub(super) fn number_of(cell: Cell<'_>, decimals: DecimalSign) -> Option<f64> {
    match cell {
        Cell::Number(value) => Some(value),
        Cell::Text(text) => number_text::read(text, decimals)
            .ok()
            .map(|number| number.value),
        _ => None,
    }
}

/// A share of one as per cent, by its decimal text, so that 0.073 is 7.3 and not 7.300000000000001.
pub(super) fn hundredfold(value: f64) -> f64 {
    format!("{value}e2").parse().unwrap_or(value * 100.0)
}

/// How fine an area a code names: a row with several codes is about the finest. Regions of the health service share the
/// register of its trusts.
pub(super) fn fineness(code: &str, kind: Option<IdKind>) -> u8 {
    match code_text::place_code(code).and_then(|place| place.level) {
        Some(level) if kind.is_none() => Level::ALL
            .iter()
            .position(|other| *other == level)
            .and_then(|position| u8::try_from(position).ok())
            .unwrap_or(0),
        _ if kind == Some(IdKind::OdsCode) && code.starts_with('Y') => 90,
        _ if kind.is_some() => 100,
        _ => 50,
    }
}
