use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{ColumnRole, Observations, Problem, Question, SourceFile};
use crate::domain::{GoalLink, Indicator, Markers, PeopleGroup, Period, Reading, Source, Subject};

/// How a table lays out its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// One figure a row.
    Long,
    /// Periods side by side.
    WideByPeriod,
    /// Indicators side by side.
    WideByIndicator,
    /// Groups of people side by side.
    WideByGroup,
    /// Places side by side.
    WideBySubject,
    /// Nothing here holds figures.
    NoFigures,
}

impl Layout {
    /// The text that reports use: `long`, `wide-by-period`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::WideByPeriod => "wide-by-period",
            Self::WideByIndicator => "wide-by-indicator",
            Self::WideByGroup => "wide-by-group",
            Self::WideBySubject => "wide-by-subject",
            Self::NoFigures => "no-figures",
        }
    }

    /// The same for a person: `periods side by side`.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Long => "one figure a row",
            Self::WideByPeriod => "periods side by side",
            Self::WideByIndicator => "indicators side by side",
            Self::WideByGroup => "groups side by side",
            Self::WideBySubject => "places side by side",
            Self::NoFigures => "no figures",
        }
    }
}

/// What a column was taken for, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnGuess {
    /// Column, from 0.
    pub column: u32,
    /// Its header, bands above it included.
    pub header: String,
    /// The role.
    pub role: ColumnRole,
    /// How sure, 0 to 1; 1 where the user chose it.
    pub confidence: f64,
    /// The proof, in a short sentence: `every value is a code`.
    pub reason: String,
}

impl ColumnGuess {
    /// How sure it is, and why: `sure, 90%: its header says so`.
    pub fn proof(&self) -> String {
        let word = match self.confidence {
            said if said >= 0.999 => return format!("said or certain: {}", self.reason),
            sure if sure >= 0.85 => "sure",
            sure if sure >= 0.6 => "fairly sure",
            _ => "not sure",
        };
        format!("{word}, {:.0}%: {}", self.confidence * 100.0, self.reason)
    }
}

/// Figures counted: `read = kept + rejected`, withheld ones among the kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Cells that should hold a figure.
    pub read: u64,
    /// Those that were kept, as a number or as a state.
    pub kept: u64,
    /// Those that were left out, each with a problem.
    pub rejected: u64,
    /// Kept ones that are withheld, by the state's code.
    pub withheld: BTreeMap<String, u64>,
    /// Markers on kept ones, by code.
    pub markers: BTreeMap<String, u64>,
}

impl Counts {
    /// Kept ones that are withheld, whatever the state.
    pub fn all_withheld(&self) -> u64 {
        self.withheld.values().sum()
    }
}

/// One figure; names are indices into the lists of its sheet, so that a million of them stay small.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewedObservation {
    /// Index into [`ReviewedSheet::indicators`].
    pub indicator: u32,
    /// Index into [`ReviewedSheet::subjects`].
    pub subject: u32,
    /// Index into [`ReviewedSheet::periods`].
    pub period: u32,
    /// Index into [`ReviewedSheet::groups`].
    pub group: u32,
    /// Index into [`ReviewedSheet::sources`]; none where it comes from the source of its indicator.
    pub source: Option<u32>,
    /// The number or the reason for its absence.
    pub reading: Reading,
    /// Lower 95% limit.
    pub lower: Option<f64>,
    /// Upper 95% limit.
    pub upper: Option<f64>,
    /// Count behind the figure.
    pub count: Option<f64>,
    /// What the count is out of.
    pub denominator: Option<f64>,
    /// What qualifies it.
    pub markers: Markers,
    /// The cell's text where the number alone would not reproduce it.
    pub raw: Option<String>,
    /// Free text beside it; one for all figures that say the same.
    pub note: Option<Arc<str>>,
    /// Row in the source, from 1.
    pub row: u32,
    /// Column in the source, from 1.
    pub column: u32,
}

/// A table of a sheet as it was understood. Where a sheet has several, each further one is named after it: `Data (table 2)`.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewedSheet {
    /// Its name.
    pub sheet: String,
    /// How its figures lie.
    pub layout: Layout,
    /// Why it is read so, in a short sentence; empty where there is nothing to say.
    pub proof: String,
    /// Rows of the header, from 1; empty when there is none.
    pub header_rows: Vec<u32>,
    /// Last row of the figures, from 1.
    pub last_row: u32,
    /// What each column was taken for.
    pub columns: Vec<ColumnGuess>,
    /// The indicators found.
    pub indicators: Vec<Indicator>,
    /// The goals under which they are placed.
    pub goals: Vec<GoalLink>,
    /// The subjects found.
    pub subjects: Vec<Subject>,
    /// The periods found.
    pub periods: Vec<Period>,
    /// The people groups found.
    pub groups: Vec<PeopleGroup>,
    /// Sources of single figures, where rows state another one than the first row of their indicator.
    pub sources: Vec<Source>,
    /// The figures.
    pub observations: Observations,
    /// Everything that was noticed.
    pub problems: Vec<Problem>,
    /// What is asked; the figures that wait for an answer are left out until it is given.
    pub questions: Vec<Question>,
    /// Figures counted.
    pub counts: Counts,
}

impl ReviewedSheet {
    /// A sheet of which nothing is known yet but its name.
    pub fn named(sheet: &str) -> Self {
        Self {
            sheet: sheet.to_owned(),
            layout: Layout::NoFigures,
            proof: String::new(),
            header_rows: Vec::new(),
            last_row: 0,
            columns: Vec::new(),
            indicators: Vec::new(),
            goals: Vec::new(),
            subjects: Vec::new(),
            periods: Vec::new(),
            groups: Vec::new(),
            sources: Vec::new(),
            observations: Observations::default(),
            problems: Vec::new(),
            questions: Vec::new(),
            counts: Counts::default(),
        }
    }
}

/// A file as it was understood: what the book writes in one transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewedFile {
    /// The file.
    pub file: SourceFile,
    /// Its sheets, those without figures among them.
    pub sheets: Vec<ReviewedSheet>,
}

impl ReviewedFile {
    /// The counts of all sheets together.
    pub fn counts(&self) -> Counts {
        let mut all = Counts::default();
        for sheet in &self.sheets {
            all.read += sheet.counts.read;
            all.kept += sheet.counts.kept;
            all.rejected += sheet.counts.rejected;
            for (into, from) in [
                (&mut all.withheld, &sheet.counts.withheld),
                (&mut all.markers, &sheet.counts.markers),
            ] {
                for (code, count) in from {
                    *into.entry(code.clone()).or_default() += count;
                }
            }
        }
        all
    }
}
