use serde::{Deserialize, Serialize};

use super::DecimalSign;
use crate::domain::{State, column_letters};

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
    /// Codes of the organisation's sector.
    Sector,
    /// Not read.
    Ignore,
}

impl ColumnRole {
    /// All roles.
    pub const ALL: [Self; 21] = [
        Self::Code,
        Self::Name,
        Self::Level,
        Self::Indicator,
        Self::IndicatorCode,
        Self::Period,
        Self::Group,
        Self::Value,
        Self::Lower,
        Self::Upper,
        Self::Count,
        Self::Denominator,
        Self::Unit,
        Self::Measure,
        Self::Status,
        Self::Note,
        Self::Identifier,
        Self::Polarity,
        Self::SizeBand,
        Self::Sector,
        Self::Ignore,
    ];

    /// The word by which options and recipes name it: `indicator-code`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Name => "name",
            Self::Level => "level",
            Self::Indicator => "indicator",
            Self::IndicatorCode => "indicator-code",
            Self::Period => "period",
            Self::Group => "group",
            Self::Value => "value",
            Self::Lower => "lower",
            Self::Upper => "upper",
            Self::Count => "count",
            Self::Denominator => "denominator",
            Self::Unit => "unit",
            Self::Measure => "measure",
            Self::Status => "status",
            Self::Note => "note",
            Self::Identifier => "identifier",
            Self::Polarity => "polarity",
            Self::SizeBand => "size-band",
            Self::Sector => "sector",
            Self::Ignore => "ignore",
        }
    }

    /// Reads what [`ColumnRole::code`] writes.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// What periods are that can be read in several ways: `2016/17`, `202021`, `2011-12`, `2020 to 2021`, `01/02/2020`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodKind {
    /// Whole calendar years.
    Calendar,
    /// Years from April.
    Financial,
    /// Years from September.
    Academic,
    /// Months.
    Month,
    /// Days, of which the day stands before the month.
    DayFirst,
    /// Days, of which the month stands before the day.
    MonthFirst,
}

impl PeriodKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Calendar,
        Self::Financial,
        Self::Academic,
        Self::Month,
        Self::DayFirst,
        Self::MonthFirst,
    ];

    /// The word by which options and recipes name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Financial => "financial",
            Self::Academic => "academic",
            Self::Month => "month",
            Self::DayFirst => "day-first",
            Self::MonthFirst => "month-first",
        }
    }

    /// Reads what [`PeriodKind::code`] writes.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What brackets round a number mean: `(12)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Brackets {
    /// The number is negative, as in accounts.
    Negative,
    /// The number is what it says.
    Plain,
}

impl Brackets {
    /// All meanings.
    pub const ALL: [Self; 2] = [Self::Negative, Self::Plain];

    /// The word by which options and recipes name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Plain => "plain",
        }
    }

    /// In words, for a number in brackets.
    pub(super) fn in_words(self) -> &'static str {
        match self {
            Self::Negative => "They make the number negative",
            Self::Plain => "They mean nothing",
        }
    }
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
#[serde(default, deny_unknown_fields)]
pub struct ReadingChoices {
    /// Sheets to read; all that hold figures when empty.
    pub sheets: Vec<String>,
    /// Whether figures in hidden rows and columns are read too.
    pub hidden: bool,
    /// Row of the header, from 1.
    pub header_row: Option<u32>,
    /// Roles of columns, each by header or by letter; `Data (table 2)!C` is the column of that table alone.
    pub columns: Vec<(ColumnRole, String)>,
    /// The period of every figure, as it is written: `2021/22`.
    pub period: Option<String>,
    /// What periods are that can be read in several ways.
    pub period_kind: Option<PeriodKind>,
    /// The same for single texts, as they are written; they go before the one of all.
    pub period_kinds: Vec<(String, PeriodKind)>,
    /// The subject of every figure, by name or code, beside which none is named.
    pub subject: Option<String>,
    /// The subjects, by code, for which single names in the file stand.
    pub named_subjects: Vec<(String, String)>,
    /// Whether figures for times after the end of a place are of the one that is the same area since.
    pub successors: bool,
    /// The unit of every figure.
    pub unit: Option<String>,
    /// Units of single indicators, by name; they go before the one of every figure.
    pub units: Vec<(String, String)>,
    /// The sign before decimals.
    pub decimal: Option<DecimalSign>,
    /// What brackets round a number mean.
    pub brackets: Option<Brackets>,
    /// What signs in figure cells mean.
    pub markers: Vec<(String, State)>,
    /// Name of the indicator, where the file holds one and does not say which.
    pub indicator: Option<String>,
    /// Goals of the default framework under which the file's new indicators are placed.
    pub goals: Vec<u32>,
    /// What the subjects are.
    pub subjects: Option<SubjectsAre>,
}

/// What stands between the name of a table and the letter of its column.
const OF_TABLE: char = '!';

impl ReadingChoices {
    /// How a column is named by its number from 0: `C` in every table, `Data (table 2)!C` in one of them.
    pub fn column(table: Option<&str>, column: u32) -> String {
        let letters = column_letters(column);
        match table {
            Some(table) => format!("{table}{OF_TABLE}{letters}"),
            None => letters,
        }
    }

    /// The table that a column's name is of alone, and the letter of the column there.
    pub(super) fn of_one_table(column: &str) -> Option<(&str, &str)> {
        let (table, letters) = column.rsplit_once(OF_TABLE)?;
        let is_letter = (1..=3).contains(&letters.len())
            && letters.bytes().all(|letter| letter.is_ascii_uppercase());
        (is_letter && !table.is_empty()).then_some((table, letters))
    }

    /// The roles of columns that are said of a table; what is said of it alone comes last.
    pub(super) fn columns_of(&self, table: &str) -> Vec<(ColumnRole, &str)> {
        let (own, all): (Vec<_>, Vec<_>) = self
            .columns
            .iter()
            .partition(|(_, name)| Self::of_one_table(name).is_some());
        let own = own.into_iter().filter_map(|(role, name)| {
            let (of, letters) = Self::of_one_table(name)?;
            (of == table).then_some((*role, letters))
        });
        all.into_iter()
            .map(|(role, name)| (*role, name.as_str()))
            .chain(own)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{ColumnRole, ReadingChoices};

    #[test]
    fn a_role_is_of_every_table_or_of_one() {
        let choices = ReadingChoices {
            columns: [
                (ColumnRole::Value, "Data (table 2)!C"),
                (ColumnRole::Name, "Area"),
                (ColumnRole::Note, "Look here! Now"),
            ]
            .map(|(role, name)| (role, name.to_owned()))
            .to_vec(),
            ..ReadingChoices::default()
        };
        let all = [
            (ColumnRole::Name, "Area"),
            (ColumnRole::Note, "Look here! Now"),
        ];
        assert_eq!(choices.columns_of("Data"), all);
        let own = [all.as_slice(), &[(ColumnRole::Value, "C")]].concat();
        assert_eq!(choices.columns_of("Data (table 2)"), own);
        assert_eq!(
            ReadingChoices::column(Some("Data (table 2)"), 2),
            "Data (table 2)!C"
        );
    }
}
