use serde::{Deserialize, Serialize};

use crate::domain::{IndicatorCode, PeopleGroup, Period, SubjectCode};
use crate::import::{Counts, Problem};

/// Which current figures to read. An empty list or `None` sets no bound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Indicators.
    pub indicators: Vec<IndicatorCode>,
    /// Subjects.
    pub subjects: Vec<SubjectCode>,
    /// Periods.
    pub periods: Vec<Period>,
    /// People group.
    pub group: Option<PeopleGroup>,
}

/// One import as the book remembers it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportRecord {
    /// Its number in the book, from 1.
    pub number: u32,
    /// Name of the file.
    pub file: String,
    /// Hash of the file.
    pub sha256: String,
    /// When it was imported, UTC, as `2026-11-22T10:15:00Z`.
    pub at: String,
    /// Figures counted over all sheets.
    pub counts: Counts,
    /// Figures that were new.
    pub added: u64,
    /// Figures that replaced an earlier one.
    pub superseded: u64,
    /// Figures that were already there, unchanged.
    pub unchanged: u64,
    /// True once it was taken back.
    pub undone: bool,
    /// Everything that was noticed in the file. Read on its own: empty in lists.
    pub problems: Vec<Problem>,
}

/// What writing an import did.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportOutcome {
    /// The import; none when the file was already imported and nothing was written.
    pub import: Option<ImportRecord>,
    /// The earlier import of the very same file, where there is one.
    pub already_imported: Option<u32>,
    /// New indicators, places and organisations.
    pub new_indicators: u64,
    /// New places.
    pub new_places: u64,
    /// New organisations.
    pub new_organisations: u64,
}

/// What the status bar says of a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BookSummary {
    /// Current figures.
    pub figures: u64,
    /// When the last import was, UTC; none before the first.
    pub last_import: Option<String>,
    /// True for the book made from the shipped sample.
    pub sample: bool,
}
