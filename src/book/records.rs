use serde::{Deserialize, Serialize};

use crate::domain::{IndicatorCode, Observation, PeopleGroup, Period, SubjectCode};
use crate::import::{Counts, Problem, Recipe};

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

/// What the user has settled about an import besides what its figures say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportTerms {
    /// The file is an earlier edition than the one of this import, and goes before it: figures of later editions stay.
    pub before: Option<u32>,
    /// How the file was read, kept with the import under the recipe's name.
    pub recipe: Option<Recipe>,
    /// In what manner the file was read, by which it is known when it comes again; empty where that is not kept.
    pub manner: String,
}

/// What writing an import did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportOutcome {
    /// The import; none when the file was already imported and nothing was written.
    pub import: Option<ImportRecord>,
    /// The earlier import of the very same file, where there is one.
    pub already_imported: Option<u32>,
    /// New indicators.
    pub new_indicators: u64,
    /// New places.
    pub new_places: u64,
    /// New organisations.
    pub new_organisations: u64,
    /// Indicators that the user placed under goals earlier, and which stay there though other goals were named for this file.
    pub goals_kept: Vec<IndicatorCode>,
    /// Figures of an earlier edition that are kept behind those of a later one.
    pub behind: u64,
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

/// One import's word on a figure: what it gave, in which cell, and whether that is what stands.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureVersion {
    /// The figure with its cell.
    pub observation: Observation,
    /// Name of the file.
    pub file: String,
    /// When it was imported, UTC.
    pub at: String,
    /// True for the figure that stands.
    pub current: bool,
    /// True where the import found the figure that already stood.
    pub confirms: bool,
}

/// A current figure with everything that an export writes beside it, in the order of its columns.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureRow<'a> {
    /// Code of the indicator.
    pub indicator_code: &'a str,
    /// Name of the indicator.
    pub indicator: &'a str,
    /// Text of the unit.
    pub unit: &'a str,
    /// `higher`, `lower`, `target:0` or `none`.
    pub polarity: String,
    /// Code of the subject.
    pub subject_code: &'a str,
    /// Name of the subject.
    pub subject: &'a str,
    /// Level of a place or type of an organisation.
    pub level: &'a str,
    /// `All`, or the group's key.
    pub group: String,
    /// The period as a person reads it.
    pub period: String,
    /// Its first day, `2024-04-01`.
    pub period_start: String,
    /// Its length, `P1Y`.
    pub period_length: String,
    /// The number; none where the state is not a value.
    pub value: Option<f64>,
    /// Lower 95% limit.
    pub lower: Option<f64>,
    /// Upper 95% limit.
    pub upper: Option<f64>,
    /// Count behind the figure.
    pub count: Option<f64>,
    /// What the count is out of.
    pub denominator: Option<f64>,
    /// Code of the state.
    pub state: &'a str,
    /// Letters of the markers.
    pub markers: String,
    /// The publisher.
    pub publisher: &'a str,
    /// The dataset.
    pub dataset: &'a str,
    /// The licence.
    pub licence: &'a str,
    /// Name of the file.
    pub file: &'a str,
    /// Name of the sheet.
    pub sheet: &'a str,
    /// Row in the source, from 1.
    pub row: u32,
    /// Column in the source, from 1.
    pub column: u32,
    /// The cell's text where the number alone would not reproduce it.
    pub raw: Option<&'a str>,
}
