//! The bare numbers of an indicator for a period and a people group: what medians, ranks and judgements want of the peers. Where
//! an indicator has many periods and groups, each subject is looked up rather than all of its figures gone through.

use std::collections::HashSet;
use std::sync::Arc;

use rusqlite::{Connection, Row, params};

use super::breakdowns::{self, GroupId, PeriodId};
use super::indicators::IndicatorId;
use super::names::Names;
use super::past::Past;
use super::subjects::SubjectId;
use super::{BookError, Reader};
use crate::domain::{IndicatorCode, PeopleGroup, Period, SubjectCode};

/// Subjects with a figure, by code, each with its number or, where the figure is withheld, none.
pub type Numbers = Vec<(SubjectCode, Option<f64>)>;

/// Looking up one subject costs as much as going through so many figures.
const LOOKING_UP: u64 = 6;

const LOOKED_UP: &str = "SELECT o.subject, o.value FROM json_each(?1) AS wanted
    CROSS JOIN observations AS o ON o.indicator = ?2 AND o.subject = wanted.value AND o.period = ?3 AND o.people_group = ?4
    WHERE o.is_current = 1";

const GONE_THROUGH: &str = "SELECT subject, value FROM observations
    WHERE indicator = ?1 AND period = ?2 AND people_group = ?3 AND is_current = 1";

const HOLDERS: &str = "SELECT wanted.value FROM json_each(?1) AS wanted WHERE EXISTS (
        SELECT 1 FROM json_each(?2) AS of
        CROSS JOIN observations AS o ON o.indicator = of.value AND o.subject = wanted.value
        WHERE o.people_group = ?3 AND o.is_current = 1)";

/// From each subject to the next one, so that no more is read than there are subjects.
const SUBJECTS: &str = "WITH RECURSIVE found (subject) AS (
        SELECT min(subject) FROM observations WHERE indicator = ?1
        UNION ALL
        SELECT (SELECT min(o.subject) FROM observations AS o WHERE o.indicator = ?1 AND o.subject > found.subject)
        FROM found WHERE found.subject IS NOT NULL)
    SELECT subject FROM found WHERE subject IS NOT NULL";

impl Reader {
    /// The numbers of an indicator for a period and a people group, kept until the book changes.
    pub fn numbers(
        &self,
        indicator: &IndicatorCode,
        period: Period,
        group: &PeopleGroup,
    ) -> Result<Arc<Numbers>, BookError> {
        self.with_names(|connection, names| {
            let Some((key, _)) = names.key(indicator, period, group) else {
                return Ok(Arc::default());
            };
            names.slices.numbers(key, || read(connection, names, key))
        })
    }

    /// Every subject that has a figure of an indicator, be it withheld, by code.
    pub fn subjects_of(&self, indicator: &IndicatorCode) -> Result<Vec<SubjectCode>, BookError> {
        self.with_names(|connection, names| {
            let Some((id, _)) = names.indicator(indicator) else {
                return Ok(Vec::new());
            };
            let found: HashSet<SubjectId> = match &names.past {
                Some(past) => {
                    let all = past.figures(connection, id, |_| true)?;
                    all.into_iter().map(|was| was.key.0).collect()
                }
                // A subject with a figure has a current one.
                None => connection
                    .prepare_cached(SUBJECTS)?
                    .query_map([id], |row| row.get(0))?
                    .collect::<rusqlite::Result<_>>()?,
            };
            let code = |id: &SubjectId| Some(names.subjects.get(id)?.code.clone());
            let mut codes: Vec<SubjectCode> = found.iter().filter_map(code).collect();
            codes.sort_unstable();
            Ok(codes)
        })
    }

    /// Which of some subjects have a figure of any of some indicators for a people group, be it withheld.
    pub fn holders(
        &self,
        indicators: &[&IndicatorCode],
        among: &[&SubjectCode],
        group: &PeopleGroup,
    ) -> Result<HashSet<SubjectCode>, BookError> {
        self.with_names(|connection, names| {
            let ids = |code: &&IndicatorCode| names.indicator_ids.get(*code).copied();
            let indicators: Vec<IndicatorId> = indicators.iter().filter_map(ids).collect();
            let ids = |code: &&SubjectCode| names.subject_ids.get(*code).copied();
            let among: Vec<SubjectId> = among.iter().filter_map(ids).collect();
            let Some((group, _)) = names.groups.iter().find(|(_, of)| *of == group) else {
                return Ok(HashSet::new());
            };
            let found: HashSet<SubjectId> = match &names.past {
                Some(past) => {
                    let mut found = HashSet::new();
                    for indicator in indicators {
                        let all = past.figures(connection, indicator, |(subject, _, people)| {
                            people == *group && among.contains(&subject)
                        })?;
                        found.extend(all.into_iter().map(|was| was.key.0));
                    }
                    found
                }
                None => connection
                    .prepare_cached(HOLDERS)?
                    .query_map(params![listed(&among), listed(&indicators), group], |row| {
                        row.get(0)
                    })?
                    .collect::<rusqlite::Result<_>>()?,
            };
            let code = |id: &SubjectId| Some(names.subjects.get(id)?.code.clone());
            Ok(found.iter().filter_map(code).collect())
        })
    }
}

/// Row numbers as the text of a JSON array, which a statement takes as one parameter.
fn listed<'a>(ids: impl IntoIterator<Item = &'a i64>) -> String {
    let ids: Vec<String> = ids.into_iter().map(ToString::to_string).collect();
    format!("[{}]", ids.join(","))
}

fn read(
    connection: &Connection,
    names: &Names,
    key: (IndicatorId, PeriodId, GroupId),
) -> Result<Numbers, BookError> {
    // Where the figures themselves were read they are not read again.
    if let Some(figures) = names.slices.known_of_period(key) {
        let bare = figures.iter();
        return Ok(bare.map(|one| (one.subject.clone(), one.value())).collect());
    }
    let found = match &names.past {
        Some(past) => of_the_past(connection, past, key)?,
        None => current(connection, names, key)?,
    };
    let by_code = |(subject, value): (SubjectId, Option<f64>)| {
        Some((names.subjects.get(&subject)?.code.clone(), value))
    };
    let mut numbers: Numbers = found.into_iter().filter_map(by_code).collect();
    numbers.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    Ok(numbers)
}

type Found = Vec<(SubjectId, Option<f64>)>;

/// How the figures of an indicator for a period are come by.
pub(super) enum Way {
    /// All of the indicator's figures are gone through.
    GoneThrough,
    /// These subjects, as the text of a JSON array, are looked up one by one.
    LookedUp(String),
}

/// The quicker way for an indicator.
pub(super) fn way(
    connection: &Connection,
    names: &Names,
    indicator: IndicatorId,
) -> Result<Way, BookError> {
    let mut wanted: Vec<&[SubjectId]> = Vec::new();
    for of_organisations in [false, true] {
        let slices = &names.slices;
        if slices.has_kind(connection, names, indicator, of_organisations)? {
            wanted.push(names.kinds.ids(of_organisations));
        }
    }
    let subjects: usize = wanted.iter().map(|ids| ids.len()).sum();
    let figures = breakdowns::figures_of(connection, indicator)?;
    Ok(if subjects as u64 * LOOKING_UP > figures {
        Way::GoneThrough
    } else {
        Way::LookedUp(listed(wanted.into_iter().flatten()))
    })
}

fn current(
    connection: &Connection,
    names: &Names,
    (indicator, period, group): (IndicatorId, PeriodId, GroupId),
) -> Result<Found, BookError> {
    let of_row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let found = match way(connection, names, indicator)? {
        Way::GoneThrough => connection
            .prepare_cached(GONE_THROUGH)?
            .query_map(params![indicator, period, group], of_row)?
            .collect::<rusqlite::Result<Found>>(),
        Way::LookedUp(wanted) => connection
            .prepare_cached(LOOKED_UP)?
            .query_map(params![wanted, indicator, period, group], of_row)?
            .collect(),
    };
    Ok(found?)
}

fn of_the_past(
    connection: &Connection,
    past: &Past,
    (indicator, period, group): (IndicatorId, PeriodId, GroupId),
) -> Result<Found, BookError> {
    let figures = past.figures(connection, indicator, |(_, of, people)| {
        of == period && people == group
    })?;
    let all = figures.into_iter();
    Ok(all
        .map(|was| (was.key.0, was.figure.reading.value()))
        .collect())
}
