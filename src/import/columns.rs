//! What each column of a table holds, by its name and by what stands in it.

mod assign;
mod doubled;
mod families;
mod figures;
mod given;
mod named;
mod names;
mod organisations;
mod paired;
mod profile;
mod shapes;
mod sites;
mod time_names;

pub(super) use assign::{BESIDE_FIGURES, Columns, assign};
pub(super) use doubled::{first_of_three, part_of_year, quarter_of};
pub(super) use families::{counted_by_hesa, is_a_list_of, names_things};
pub(super) use names::part_of_header;
pub(super) use profile::Profile;
pub(super) use shapes::{says_how_sure, speaks_of_another_time, speaks_of_time};
pub(super) use sites::Sites;

use super::ColumnRole;
use crate::domain::IdKind;

/// What a column holds, in more detail than the review shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Code of the subject, with its register where the header names one.
    Code(Option<IdKind>),
    /// Name of the subject. Weak names are context where a better one is there: `Region`.
    Name { weak: bool },
    /// Level of the place or type of the organisation.
    Level,
    /// Type of the organisation.
    Type,
    /// Name of the indicator.
    Indicator,
    /// A heading over the indicator's name.
    IndicatorBand,
    /// Code of the indicator.
    IndicatorCode,
    /// The period, or a part of it.
    Period(PeriodPart),
    /// A people group of this dimension.
    Group(String),
    /// The figure.
    Value,
    /// A figure, one of several side by side.
    Figure,
    /// Lower limit.
    Lower,
    /// Upper limit.
    Upper,
    /// Count behind the figure.
    Count,
    /// What the count is out of.
    Denominator,
    /// The unit.
    Unit,
    /// What is measured, in words.
    Measure,
    /// States and markers.
    Status,
    /// Notes.
    Note,
    /// The text as published, in our own exports.
    Raw,
    /// A further identifier.
    Identifier(IdKind),
    /// Polarity.
    Polarity,
    /// Decimals.
    Decimals,
    /// Size band.
    SizeBand,
    /// Codes of the sector.
    Sector,
    /// Publisher, in our own exports.
    Publisher,
    /// Dataset, in our own exports.
    Dataset,
    /// Licence, in our own exports.
    Licence,
    /// Text whose meaning is open: kept as a group where it tells figures apart.
    Context,
    /// Not read.
    Ignore,
}

/// Which part of a period a column gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PeriodPart {
    /// All of it.
    Whole,
    /// Its first day.
    Start,
    /// Its last day.
    End,
    /// Its length.
    Length,
    /// What kind of period it is, in words: `Academic year`.
    Kind,
    /// The month with which it ends, beside a year.
    EndMonth,
    /// A month of the year beside it, by name or number.
    Month,
    /// A quarter of the year beside it.
    Quarter,
    /// The day by which a pay gap return is due.
    DueDate,
}

impl Part {
    /// The role that the review shows.
    pub(super) fn role(&self) -> ColumnRole {
        match self {
            Self::Code(_) => ColumnRole::Code,
            Self::Name { .. } => ColumnRole::Name,
            Self::Level | Self::Type => ColumnRole::Level,
            Self::Indicator | Self::IndicatorBand => ColumnRole::Indicator,
            Self::IndicatorCode => ColumnRole::IndicatorCode,
            Self::Period(_) => ColumnRole::Period,
            Self::Group(_) => ColumnRole::Group,
            Self::Value | Self::Figure => ColumnRole::Value,
            Self::Lower => ColumnRole::Lower,
            Self::Upper => ColumnRole::Upper,
            Self::Count => ColumnRole::Count,
            Self::Denominator => ColumnRole::Denominator,
            Self::Unit => ColumnRole::Unit,
            Self::Measure => ColumnRole::Measure,
            Self::Status => ColumnRole::Status,
            Self::Note | Self::Raw => ColumnRole::Note,
            Self::Identifier(_) => ColumnRole::Identifier,
            Self::Polarity => ColumnRole::Polarity,
            Self::SizeBand => ColumnRole::SizeBand,
            Self::Sector => ColumnRole::Sector,
            Self::Decimals
            | Self::Publisher
            | Self::Dataset
            | Self::Licence
            | Self::Context
            | Self::Ignore => ColumnRole::Ignore,
        }
    }

    /// Whether a column of it holds words rather than numbers.
    pub(super) fn is_words(&self) -> bool {
        matches!(
            self,
            Self::Name { .. }
                | Self::Level
                | Self::Type
                | Self::Indicator
                | Self::IndicatorBand
                | Self::Group(_)
                | Self::Unit
                | Self::Measure
                | Self::Status
                | Self::Note
        )
    }

    /// The part that a role chosen by the user stands for, in a column of this header.
    pub(super) fn of_role(role: ColumnRole, header: &str) -> Self {
        let named = part_of_header(header);
        match role {
            ColumnRole::Code => match named {
                Some(Self::Code(kind)) => Self::Code(kind),
                Some(Self::Identifier(kind)) => Self::Code(Some(kind)),
                None if names_things(header) => Self::Code(Some(IdKind::Other)),
                _ => Self::Code(None),
            },
            ColumnRole::Name => Self::Name { weak: false },
            ColumnRole::Level => Self::Level,
            ColumnRole::Indicator => Self::Indicator,
            ColumnRole::IndicatorCode => Self::IndicatorCode,
            ColumnRole::Period => match named {
                Some(Self::Period(part)) => Self::Period(part),
                _ => Self::Period(PeriodPart::Whole),
            },
            ColumnRole::Group => Self::Group(header.to_lowercase()),
            ColumnRole::Value => Self::Figure,
            ColumnRole::Lower => Self::Lower,
            ColumnRole::Upper => Self::Upper,
            ColumnRole::Count => Self::Count,
            ColumnRole::Denominator => Self::Denominator,
            ColumnRole::Unit => Self::Unit,
            ColumnRole::Measure => Self::Measure,
            ColumnRole::Status => Self::Status,
            ColumnRole::Note => Self::Note,
            ColumnRole::Identifier => match named {
                Some(Self::Identifier(kind) | Self::Code(Some(kind))) => Self::Identifier(kind),
                _ => Self::Identifier(IdKind::Other),
            },
            ColumnRole::Polarity => Self::Polarity,
            ColumnRole::SizeBand => Self::SizeBand,
            ColumnRole::Sector => Self::Sector,
            ColumnRole::Ignore => Self::Ignore,
        }
    }
}
