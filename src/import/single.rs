//! Single texts, read as the cells of a column would be.

use super::Cell;
use super::figure_cell::{self, FigureCell};
use super::marker_text::SignKey;
use super::number_text::DecimalSign;
use super::period_text::{self, PeriodStyle};
use crate::domain::{Period, Reading};

/// The figure that a text is by itself: a number, or the reason why there is none. Nothing where it is neither, or where only its
/// source can tell.
pub fn figure_in(text: &str) -> Option<Reading> {
    match figure_cell::read(Cell::Text(text), &SignKey::default(), DecimalSign::Point) {
        FigureCell::Figure(figure) => Some(figure.reading),
        _ => None,
    }
}

/// The period that a text is by itself.
pub fn period_in(text: &str) -> Option<Period> {
    period_text::read(text, &PeriodStyle::default()).map(|reading| reading.period)
}
