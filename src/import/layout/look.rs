use std::collections::BTreeMap;

use crate::import::grid::Cell;
use crate::import::number_text::{self, NumberFault};
use crate::import::period_text::{self, PeriodStyle};
use crate::import::workbook::Sheet;

/// Columns that count when rows are compared.
const WIDE_ENOUGH: u32 = 300;

/// What a cell looks like, as far as finding a table needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Number,
    Year,
    Sign,
    Text,
    LongText,
}

impl Look {
    /// Numbers, and signs in the place of numbers.
    pub(super) fn is_figure(self) -> bool {
        matches!(self, Self::Number | Self::Sign | Self::Year)
    }
}

/// Looks of the filled cells of a row.
pub(super) type Looks = BTreeMap<u32, Look>;

/// Looks of a row's cells.
pub(super) fn looks(sheet: &Sheet, row: u32) -> Looks {
    sheet
        .grid
        .row(row)
        .take_while(|(column, _)| *column < WIDE_ENOUGH)
        .filter_map(|(column, cell)| look(cell).map(|look| (column, look)))
        .collect()
}

pub(super) fn look(cell: Cell<'_>) -> Option<Look> {
    Some(match cell {
        Cell::Empty => return None,
        Cell::Number(value) if value.fract() == 0.0 && (1900.0..=2100.0).contains(&value) => {
            Look::Year
        }
        Cell::Number(_) | Cell::Bool(_) => Look::Number,
        Cell::Date(_) => Look::Year,
        Cell::Error(_) => Look::Sign,
        Cell::Text(text) => {
            let text = number_text::trim(text);
            if text.is_empty() {
                return None;
            }
            if text.starts_with(|c: char| c.is_ascii_digit())
                && text.len() < 40
                && period_text::read(text, &PeriodStyle::default()).is_some()
            {
                Look::Year
            } else if matches!(
                number_text::read_either(text),
                Ok(_) | Err(NumberFault::NotFinite | NumberFault::TooManyDigits)
            ) {
                Look::Number
            } else if text.len() <= 2
                || text.starts_with('[')
                || matches!(text, "NULL" | "low" | "N/A")
            {
                Look::Sign
            } else if text.len() > 160 {
                Look::LongText
            } else {
                Look::Text
            }
        }
    })
}

/// Whether a cell holds more than spaces.
pub(super) fn is_filled(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Empty => false,
        Cell::Text(text) => !number_text::trim(text).is_empty(),
        _ => true,
    }
}

/// Whether a cell holds words rather than a figure.
pub(in crate::import) fn is_words(cell: Cell<'_>) -> bool {
    matches!(look(cell), Some(Look::Text | Look::LongText))
}

/// The trimmed text of a cell that holds words.
pub(super) fn words(cell: Cell<'_>) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(number_text::trim(text)).filter(|text| !text.is_empty()),
        _ => None,
    }
}
