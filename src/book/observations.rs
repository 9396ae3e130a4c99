//! Reading the table `observations`.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Row};

use super::breakdowns::{GroupId, PeriodId};
use super::figure::Figure;
use super::imports::SheetId;
use super::indicators::{self, IndicatorId};
use super::names::Names;
use super::past::Past;
use super::subjects::SubjectId;
use super::{BookError, FigureRow, Selection, imports};
use crate::domain::{
    Indicator, Observation, Origin, PeopleGroup, Period, Source, Subject, SubjectKind,
};

/// Up to so many subjects are looked up one by one; for more, an indicator is read whole.
const ONE_BY_ONE: usize = 64;

/// A figure with the row of its sheet.
pub(super) type Found = (SheetId, Observation);

/// A selection in row numbers.
struct Wanted<'a> {
    /// `None` for all.
    subjects: Option<HashSet<SubjectId>>,
    periods: HashSet<Period>,
    group: Option<&'a PeopleGroup>,
}

/// Whose figure it is, what it covers, and of which people.
pub(super) type Named<'a> = (&'a Subject, Period, &'a PeopleGroup);

impl Wanted<'_> {
    /// The names of a figure, if it is wanted.
    fn named<'n>(
        &self,
        names: &'n Names,
        (subject, period, group): (SubjectId, PeriodId, GroupId),
    ) -> Option<Named<'n>> {
        if self
            .subjects
            .as_ref()
            .is_some_and(|subjects| !subjects.contains(&subject))
        {
            return None;
        }
        let of = names.subjects.get(&subject)?;
        let covers = *names.periods.get(&period)?;
        let people = names.groups.get(&group)?;
        let is_wanted = (self.periods.is_empty() || self.periods.contains(&covers))
            && self.group.is_none_or(|group| group == people);
        is_wanted.then_some((of, covers, people))
    }
}

/// A figure with its names.
pub(super) fn observation(
    names: &Names,
    indicator: &Indicator,
    (subject, period, group): Named<'_>,
    (sheet, row, column, raw): (SheetId, u32, u32, Option<String>),
    figure: Figure,
) -> Observation {
    let source = names.sources.get(&sheet).cloned();
    let (import, sheet) = names.sheets.get(&sheet).cloned().unwrap_or_default();
    Observation {
        indicator: indicator.code.clone(),
        subject: subject.code.clone(),
        period,
        group: group.clone(),
        reading: figure.reading,
        lower: figure.lower,
        upper: figure.upper,
        count: figure.count,
        denominator: figure.denominator,
        markers: figure.markers,
        raw,
        note: figure.note,
        origin: Origin {
            import,
            sheet,
            row,
            column,
        },
        source,
    }
}

/// The figures of an indicator as they were.
fn of_the_past(
    connection: &Connection,
    names: &Names,
    past: &Past,
    (id, indicator): (IndicatorId, &Indicator),
    wanted: &Wanted<'_>,
) -> Result<Vec<Found>, BookError> {
    let is_wanted = |key| wanted.named(names, key).is_some();
    let mut found: Vec<([u32; 3], Found)> = past
        .figures(connection, id, is_wanted)?
        .into_iter()
        .filter_map(|was| {
            let about = wanted.named(names, was.key)?;
            let cell = (was.sheet, was.row, was.column, was.raw);
            Some((
                names.rank(was.key.0, was.key.1, was.key.2),
                (
                    was.sheet,
                    observation(names, indicator, about, cell, was.figure),
                ),
            ))
        })
        .collect();
    found.sort_unstable_by_key(|(rank, _)| *rank);
    Ok(found.into_iter().map(|(_, figure)| figure).collect())
}

/// The current figures of a selection, in their order.
pub(super) fn selected(
    connection: &Connection,
    names: &Names,
    selection: &Selection,
) -> Result<Vec<Observation>, BookError> {
    let mut all = Vec::new();
    each(connection, names, selection, |_, of_one| {
        all.extend(of_one.into_iter().map(|(_, figure)| figure));
        Ok(())
    })?;
    Ok(all)
}

/// Hands the current figures that are selected to `take`, one indicator at a time, in the order of codes.
pub(super) fn each(
    connection: &Connection,
    names: &Names,
    selection: &Selection,
    mut take: impl FnMut(&Indicator, Vec<Found>) -> Result<(), BookError>,
) -> Result<(), BookError> {
    let wanted = Wanted {
        subjects: (!selection.subjects.is_empty()).then(|| {
            selection
                .subjects
                .iter()
                .filter_map(|code| names.subject_ids.get(code).copied())
                .collect()
        }),
        periods: selection.periods.iter().copied().collect(),
        group: selection.group.as_ref(),
    };
    for (id, indicator) in names.indicators_by_code(&selection.indicators) {
        let figures = of_one(connection, names, id, indicator, &wanted)?;
        take(indicator, figures)?;
    }
    Ok(())
}

const WHOLE: &str = "SELECT subject, period, people_group, sheet, source_row, source_column, raw,
        value, state, lower, upper, count, denominator, markers, note
    FROM observations WHERE indicator = ?1 AND is_current = 1";

const OF_SUBJECT: &str =
    "SELECT subject, period, people_group, sheet, source_row, source_column, raw,
        value, state, lower, upper, count, denominator, markers, note
    FROM observations WHERE indicator = ?1 AND subject = ?2 AND is_current = 1";

fn of_one(
    connection: &Connection,
    names: &Names,
    id: IndicatorId,
    indicator: &Indicator,
    wanted: &Wanted<'_>,
) -> Result<Vec<Found>, BookError> {
    if let Some(past) = &names.past {
        return of_the_past(connection, names, past, (id, indicator), wanted);
    }
    let mut found: Vec<([u32; 3], Found)> = Vec::new();
    let mut keep = |row: &Row<'_>| -> rusqlite::Result<()> {
        let key = (row.get(0)?, row.get(1)?, row.get(2)?);
        if let Some(named) = wanted.named(names, key) {
            let sheet = row.get(3)?;
            let cell = (sheet, row.get(4)?, row.get(5)?, row.get(6)?);
            let figure = Figure::from_row(row, 7)?;
            found.push((
                names.rank(key.0, key.1, key.2),
                (sheet, observation(names, indicator, named, cell, figure)),
            ));
        }
        Ok(())
    };
    match &wanted.subjects {
        Some(subjects) if subjects.len() <= ONE_BY_ONE => {
            let mut statement = connection.prepare_cached(OF_SUBJECT)?;
            for subject in subjects {
                let mut rows = statement.query([id, *subject])?;
                while let Some(row) = rows.next()? {
                    keep(row)?;
                }
            }
        }
        _ => {
            let mut statement = connection.prepare_cached(WHOLE)?;
            let mut rows = statement.query([id])?;
            while let Some(row) = rows.next()? {
                keep(row)?;
            }
        }
    }
    found.sort_unstable_by_key(|(rank, _)| *rank);
    Ok(found.into_iter().map(|(_, figure)| figure).collect())
}

/// Whether an indicator has figures of places, or of organisations.
pub(super) fn exist(
    connection: &Connection,
    names: &Names,
    id: IndicatorId,
    of_organisations: bool,
) -> Result<bool, BookError> {
    if let Some(past) = &names.past {
        let of_kind = |subject: &SubjectId| {
            names.subjects.get(subject).is_some_and(|subject| {
                matches!(subject.kind, SubjectKind::Organisation(_)) == of_organisations
            })
        };
        let found = past.figures(connection, id, |(subject, _, _)| of_kind(&subject))?;
        return Ok(!found.is_empty());
    }
    let slices = &names.slices;
    Ok(slices.has_kind(connection, names, id, of_organisations)?)
}

/// Hands the current figures that are selected to `take` as an export writes them, until it says false. Returns how many.
pub(super) fn rows(
    connection: &Connection,
    names: &Names,
    selection: &Selection,
    mut take: impl FnMut(&FigureRow<'_>) -> bool,
) -> Result<u64, BookError> {
    let files: std::collections::HashMap<u32, String> = imports::all(connection)?
        .into_iter()
        .map(|import| (import.number, import.file))
        .collect();
    let mut written = 0;
    let mut stopped = false;
    each(connection, names, selection, |indicator, figures| {
        let polarity = indicator.polarity.code();
        let sources = sources(connection, names, indicator, &figures)?;
        for (_, figure) in &figures {
            let source = figure
                .source
                .as_deref()
                .or_else(|| sources.get(&figure.origin.import))
                .unwrap_or(&indicator.source);
            let subject = names
                .subject_ids
                .get(&figure.subject)
                .and_then(|id| names.subjects.get(id));
            let Some(subject) = subject.filter(|_| !stopped) else {
                continue;
            };
            let go_on = take(&FigureRow {
                indicator_code: &indicator.code.0,
                indicator: &indicator.name,
                unit: &indicator.unit.text,
                polarity: polarity.clone(),
                subject_code: &subject.code.0,
                subject: &subject.name,
                level: match subject.kind {
                    SubjectKind::Place(level) => level.code(),
                    SubjectKind::Organisation(kind) => kind.code(),
                },
                group: figure.group.key(),
                period: figure.period.label(),
                period_start: figure.period.start().to_string(),
                period_length: figure.period.length_key(),
                value: figure.value(),
                lower: figure.lower,
                upper: figure.upper,
                count: figure.count,
                denominator: figure.denominator,
                state: figure.state().code(),
                markers: figure.markers.code(),
                publisher: &source.publisher,
                dataset: &source.dataset,
                licence: &source.licence,
                file: files.get(&figure.origin.import).map_or("", String::as_str),
                sheet: &figure.origin.sheet,
                row: figure.origin.row,
                column: figure.origin.column,
                raw: figure.raw.as_deref(),
            });
            written += u64::from(go_on);
            stopped = !go_on;
        }
        Ok(())
    })?;
    Ok(written)
}

/// The source that each import stated for an indicator: files of several publishers may give its figures.
fn sources(
    connection: &Connection,
    names: &Names,
    indicator: &Indicator,
    figures: &[Found],
) -> Result<HashMap<u32, Source>, BookError> {
    let mut sources = HashMap::new();
    let Some(id) = names.indicator_ids.get(&indicator.code) else {
        return Ok(sources);
    };
    for import in figures.iter().map(|(_, figure)| figure.origin.import) {
        if let Entry::Vacant(place) = sources.entry(import)
            && let Some(said) = indicators::said(connection, *id, import)?
        {
            place.insert(said.source);
        }
    }
    Ok(sources)
}
