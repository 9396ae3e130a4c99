use serde::{Deserialize, Serialize};

use crate::domain::State;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnRole {
    /// Code of the subject.
    Code,
    /// Name of the subject.
    Name,
    /// Level of the place or type of the organisation, in the publisher's words.
    Level,
    /// Name of the indicator.
    Indicator,
    /// Code of the indicator.
    IndicatorCode,
    /// What the figure covers.
    Period,
    /// A people group; the header names the dimension.
    Group,
    /// The figure.
    Value,
    /// Lower 95% limit.
    Lower,
    /// Upper 95% limit.
    Upper,
    /// Count behind the figure.
    Count,
    /// What the count is out of.
    Denominator,
    /// The unit.
    Unit,
    /// What is measured, in words.
    Measure,
    /// States and markers of the figure beside it.
    Status,
    /// Notes on the figure.
    Note,
    /// A further identifier of the organisation.
    Identifier,
    /// Polarity of the indicator.
    Polarity,
    /// Size band of the organisation.
    SizeBand,
    /// Not read.
    Ignore,
}

/// What the subjects of a file are, where the file does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectsAre {
    /// Places.
    Places,
    /// Organisations.
    Organisations,
}

/// What the user has said about how a file is to be read. Everything is optional: what is not said is guessed with a reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingChoices {
    /// Sheets to read; all that hold figures when empty.
    pub sheets: Vec<String>,
    /// Row of the header, from 1.
    pub header_row: Option<u32>,
    /// Roles of columns, each by header or by letter.
    pub columns: Vec<(ColumnRole, String)>,
    /// The period of every figure, as it is written: `2021/22`.
    pub period: Option<String>,
    /// The unit of every figure.
    pub unit: Option<String>,
    /// What signs in figure cells mean.
    pub markers: Vec<(String, State)>,
    /// Name of the indicator, where the file holds one and does not say which.
    pub indicator: Option<String>,
    /// Goals of the default framework under which the file's new indicators are placed.
    pub goals: Vec<u32>,
    /// What the subjects are.
    pub subjects: Option<SubjectsAre>,
}
