//! How a table is to be read: its layout, which columns name a row, and what each column of figures is.

mod beside;
mod comparators;
mod headers;
mod times;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use beside::attach_limits;
use comparators::comparators;
use headers::{
    groups_beside_periods, periods_in_headers, places_beside_periods, times_of_single_headers,
};
pub(super) use times::{Times, years_named};
use times::{compares_times, is_change_on_the_year, mid_years, totals_of_years};

use super::columns::{Columns, Part, PeriodPart};
use super::ees;
use super::grid::Cell;
use super::layout::{self, Table};
use super::period_text::PeriodReading;
use super::rows::text_of;
use super::subject_header::aspect_of;
use super::{Layout, ReadingChoices};
use crate::domain::{IdKind, column_letters};

/// A column of figures with what belongs to it.
#[derive(Clone, Debug, Default)]
pub(super) struct FigureColumn {
    pub(super) column: u32,
    /// Name of its indicator, where the header gives it.
    pub(super) indicator: Option<String>,
    /// Its period, where the header gives it.
    pub(super) period: Option<PeriodReading>,
    pub(super) lower: Option<u32>,
    pub(super) upper: Option<u32>,
    pub(super) count: Option<u32>,
    pub(super) denominator: Option<u32>,
    /// Column of signs about this figure alone.
    pub(super) status: Option<u32>,
    /// The people group that the header gives.
    pub(super) groups: Vec<(String, String)>,
    /// The place that the header gives.
    pub(super) subject: Option<String>,
}

/// Columns that name the subject of a row.
#[derive(Clone, Debug, Default)]
pub(super) struct SubjectColumns {
    /// Codes, each with its register and the column of its own name.
    pub(super) codes: Vec<(u32, Option<IdKind>, Option<u32>)>,
    /// Names in the order in which the first filled one is taken.
    pub(super) names: Vec<u32>,
    pub(super) level: Option<u32>,
    /// Where the level says which of several codes the row is about: for each level its columns of code and name.
    pub(super) by_level: HashMap<String, Vec<ees::CodeAndName>>,
    pub(super) kind: Option<u32>,
    pub(super) ids: Vec<(u32, IdKind)>,
    pub(super) size_band: Option<u32>,
    pub(super) sector: Option<u32>,
    /// The area that is put behind names which things of several areas share.
    pub(super) area: Option<(u32, HashSet<String>)>,
}

impl SubjectColumns {
    /// Whether any column names a subject.
    pub(super) fn any(&self) -> bool {
        !self.codes.is_empty() || !self.names.is_empty() || !self.ids.is_empty()
    }

    /// A name with its area behind it, where things of several areas share it.
    pub(super) fn told_apart<'c>(&self, name: Cow<'c, str>, line: &[Cell<'_>]) -> Cow<'c, str> {
        match &self.area {
            Some((area, shared)) if shared.contains(name.as_ref()) => {
                let area = line.get(*area as usize).copied().unwrap_or(Cell::Empty);
                Cow::Owned(format!("{name}, {}", text_of(area)))
            }
            _ => name,
        }
    }
}

/// How a table is to be read.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) layout: Layout,
    pub(super) figures: Vec<FigureColumn>,
    pub(super) subject: SubjectColumns,
    pub(super) groups: Vec<(u32, String)>,
    /// A column of groups and the one beside it that names, row by row, what they are told apart by.
    pub(super) topic: Option<(u32, u32)>,
    /// What stands for everybody in a column of groups besides the words that always do: `All severities`.
    pub(super) totals: HashMap<u32, String>,
    pub(super) has_period_column: bool,
    /// Columns that hold figures of others than the rows' own, and are left out.
    pub(super) others: Vec<u32>,
}

/// Lays out the reading of a table, as far as headers tell.
pub(super) fn plan(
    table: &Table,
    columns: &Columns,
    choices: &ReadingChoices,
    times: &Times,
    surroundings: (&str, &dyn Fn(&str) -> bool),
) -> Plan {
    let mut figures: Vec<FigureColumn> = columns
        .having(|part| matches!(part, Part::Value | Part::Figure))
        .map(|column| FigureColumn {
            column,
            denominator: columns.bases.get(&column).copied(),
            ..FigureColumn::default()
        })
        .collect();
    let has_period_column = columns
        .having(|part| {
            matches!(
                part,
                Part::Period(PeriodPart::Whole | PeriodPart::Start | PeriodPart::DueDate)
            )
        })
        .next()
        .is_some();
    let has_indicator = columns
        .having(|part| matches!(part, Part::Indicator | Part::IndicatorCode))
        .next()
        .is_some();
    attach_limits(table, columns, &mut figures);
    let kind = (choices.period_kind, has_period_column);
    let by_period = periods_in_headers(table, &mut figures, times, kind);
    let periods: HashSet<_> = figures
        .iter()
        .filter_map(|figure| figure.period.as_ref().map(|reading| reading.period))
        .collect();
    let across = (!by_period)
        .then(|| across(table, &figures, surroundings))
        .flatten();
    let mut by_place = false;
    if by_period {
        by_place = places_beside_periods(&mut figures, surroundings.1);
        groups_beside_periods(&mut figures);
    }
    let layout = if let Some((layout, meanings)) = across {
        for (figure, meaning) in figures.iter_mut().zip(meanings) {
            figure.indicator = (!meaning.name.is_empty()).then_some(meaning.name);
            figure.groups = meaning.groups;
            figure.subject = meaning.subject;
        }
        layout
    } else if figures.is_empty() {
        Layout::NoFigures
    } else if by_place {
        Layout::WideBySubject
    } else if by_period && periods.len() == 1 && figures.len() > 1 {
        Layout::WideByIndicator
    } else if by_period {
        Layout::WideByPeriod
    } else if figures.len() == 1 {
        Layout::Long
    } else {
        Layout::WideByIndicator
    };
    if layout == Layout::WideByPeriod {
        // A target or a change beside the years is something of its own.
        totals_of_years(table, &mut figures);
        let last = figures.iter().filter_map(|figure| figure.period.clone());
        let last = last.max_by_key(|reading| reading.period);
        let is_change: Vec<bool> = figures
            .iter()
            .map(|figure| {
                let header = header_of(table, figure.column);
                compares_times(&header) || is_change_on_the_year(&header, &figures)
            })
            .collect();
        let nameless = figures.iter_mut().zip(is_change);
        for (figure, is_change) in nameless.filter(|(figure, _)| figure.period.is_none()) {
            let header = header_of(table, figure.column);
            if is_change {
                figure.period.clone_from(&last);
            }
            figure.indicator.get_or_insert(header);
        }
    }
    if layout == Layout::WideByIndicator || (layout == Layout::Long && !has_indicator) {
        for figure in figures
            .iter_mut()
            .filter(|figure| figure.indicator.is_none())
        {
            figure.indicator = Some(header_of(table, figure.column));
        }
    }
    if !has_period_column {
        mid_years(table, &mut figures);
        times_of_single_headers(table, &mut figures);
    }
    let subject = subject_columns(table, columns);
    let rows_are_somebodys = subject.any() || !table.coverage.is_empty();
    let others = if layout == Layout::WideByIndicator {
        comparators(&mut figures, rows_are_somebodys, surroundings.1)
    } else {
        Vec::new()
    };
    for figure in &mut figures {
        if let Some(unit) = table.units.get(&figure.column)
            && let Some(name) = figure.indicator.as_mut()
            && !name.contains('(')
        {
            *name = format!("{name} ({unit})");
        }
    }
    if let Some(name) = &choices.indicator
        && figures.len() == 1
    {
        for figure in &mut figures {
            figure.indicator = Some(name.clone());
        }
    }
    Plan {
        topic: topic(table, columns),
        totals: HashMap::new(),
        layout,
        figures,
        subject,
        groups: columns
            .parts
            .iter()
            .zip(0..)
            .filter_map(|(part, column)| match part {
                Part::Group(dimension) => Some((column, dimension.clone())),
                _ => None,
            })
            .collect(),
        has_period_column,
        others,
    }
}

/// The groups of HESA's tables, and the markers beside them that say what they are told apart by.
fn topic(table: &Table, columns: &Columns) -> Option<(u32, u32)> {
    let at = |name: &str| {
        let header = |header: &String| header.eq_ignore_ascii_case(name);
        let found = table.headers.iter().position(header)?;
        u32::try_from(found).ok()
    };
    let (category, marker) = (at("Category")?, at("Category marker")?);
    let is_group = matches!(columns.parts.get(category as usize), Some(Part::Group(_)));
    is_group.then_some((category, marker))
}

/// What the labels over the figures are besides periods and indicators.
fn across(
    table: &Table,
    figures: &[FigureColumn],
    (title, is_place): (&str, &dyn Fn(&str) -> bool),
) -> Option<(Layout, Vec<layout::Across>)> {
    let columns: Vec<u32> = figures.iter().map(|figure| figure.column).collect();
    layout::across(table, &columns, title, is_place)
}

/// The name of a column, or its letter where it has none.
pub(super) fn header_of(table: &Table, column: u32) -> String {
    match table.headers.get(column as usize) {
        Some(name) if !name.is_empty() => name.clone(),
        _ => format!("Column {}", column_letters(column)),
    }
}

fn subject_columns(table: &Table, columns: &Columns) -> SubjectColumns {
    let header = |column: u32| {
        table
            .headers
            .get(column as usize)
            .map_or("", String::as_str)
    };
    let strong: Vec<u32> = columns
        .having(|part| matches!(part, Part::Name { weak: false }))
        .collect();
    let weak: Vec<u32> = columns
        .having(|part| matches!(part, Part::Name { weak: true }))
        .collect();
    let all_names: Vec<u32> = strong.iter().chain(&weak).copied().collect();
    let codes: Vec<(u32, Option<IdKind>, Option<u32>)> = columns
        .parts
        .iter()
        .zip(0_u32..)
        .filter_map(|(part, column)| match part {
            Part::Code(kind) => {
                let (stem, _) = aspect_of(header(column));
                let own = all_names
                    .iter()
                    .copied()
                    .find(|name| !stem.is_empty() && aspect_of(header(*name)).0 == stem);
                Some((column, *kind, own))
            }
            _ => None,
        })
        .collect();
    let mut names = if strong.is_empty() { weak } else { strong };
    if codes.is_empty() && names.iter().all(|name| !header(*name).is_empty()) {
        names.truncate(1);
    }
    SubjectColumns {
        codes,
        names,
        level: columns.first(&Part::Level),
        by_level: ees::columns_by_level(table),
        kind: columns.first(&Part::Type),
        ids: columns
            .parts
            .iter()
            .zip(0_u32..)
            .filter_map(|(part, column)| match part {
                Part::Identifier(kind) => Some((column, *kind)),
                _ => None,
            })
            .collect(),
        size_band: columns.first(&Part::SizeBand),
        sector: columns.first(&Part::Sector),
        area: columns
            .sites
            .as_ref()
            .filter(|sites| !sites.shared.is_empty())
            .map(|sites| (sites.area, sites.shared.clone())),
    }
}
