//! Figures as lists that several questions share: of everybody for a period, and of a subject over time. Each list is read once and
//! kept until the book changes.

use std::sync::Arc;

use rusqlite::{Connection, Row, params};

use super::breakdowns::{self, GroupId, PeriodId};
use super::figure::Figure;
use super::indicators::IndicatorId;
use super::names::Names;
use super::numbers::{self, Way};
use super::observations::{self, observation};
use super::subjects::SubjectId;
use super::{BookError, Reader, Selection};
use crate::domain::{Indicator, IndicatorCode, Observation, PeopleGroup, Period, SubjectCode};

/// Figures that several share.
pub type Shared = Arc<Vec<Observation>>;

const OVER_TIME: &str = "SELECT period, sheet, source_row, source_column, raw,
        value, state, lower, upper, count, denominator, markers, note
    FROM observations WHERE indicator = ?1 AND subject = ?2 AND people_group = ?3 AND is_current = 1";

const GONE_THROUGH: &str = "SELECT subject, sheet, source_row, source_column, raw,
        value, state, lower, upper, count, denominator, markers, note
    FROM observations WHERE indicator = ?1 AND period = ?2 AND people_group = ?3 AND is_current = 1";

const LOOKED_UP: &str = "SELECT o.subject, o.sheet, o.source_row, o.source_column, o.raw,
        o.value, o.state, o.lower, o.upper, o.count, o.denominator, o.markers, o.note
    FROM json_each(?4) AS wanted
    CROSS JOIN observations AS o ON o.indicator = ?1 AND o.subject = wanted.value AND o.period = ?2 AND o.people_group = ?3
    WHERE o.is_current = 1";

impl Reader {
    /// The figures of an indicator for a period and a people group, by code of the subject.
    pub fn of_period(
        &self,
        indicator: &IndicatorCode,
        period: Period,
        group: &PeopleGroup,
    ) -> Result<Shared, BookError> {
        self.with_names(|connection, names| {
            let Some((key, of)) = names.key(indicator, period, group) else {
                return Ok(Shared::default());
            };
            names.slices.of_period(key, || {
                if names.past.is_some() {
                    let only = selection(indicator, Vec::new(), vec![period], group);
                    return observations::selected(connection, names, &only);
                }
                for_period(connection, names, key, of)
            })
        })
    }

    /// How many figures an indicator has for a period and a people group, withheld ones among them.
    pub fn figures_for(
        &self,
        indicator: &IndicatorCode,
        period: Period,
        group: &PeopleGroup,
    ) -> Result<u64, BookError> {
        self.with_names(|connection, names| {
            let Some((key, _)) = names.key(indicator, period, group) else {
                return Ok(0);
            };
            Ok(match &names.past {
                Some(past) => past.coverage.get(&key).copied().unwrap_or(0),
                None => breakdowns::figures_for(connection, key)?,
            })
        })
    }

    /// The figures over time of some subjects for a people group: a list each of every indicator, by its period's first day. The
    /// lists come by indicator and then by subject as they are given; whoever has no figures has no list.
    pub fn over_time<'a>(
        &self,
        indicators: impl IntoIterator<Item = &'a IndicatorCode>,
        subjects: &[SubjectCode],
        group: &PeopleGroup,
    ) -> Result<Vec<Shared>, BookError> {
        self.with_names(|connection, names| {
            let mut lists = Vec::new();
            let Some((group_id, _)) = names.groups.iter().find(|(_, of)| *of == group) else {
                return Ok(lists);
            };
            for code in indicators {
                let Some((id, indicator)) = names.indicator(code) else {
                    continue;
                };
                for subject in subjects {
                    let Some(subject_id) = names.subject_ids.get(subject) else {
                        continue;
                    };
                    let key = (id, *subject_id, *group_id);
                    let list = names.slices.of_subject(key, || {
                        if names.past.is_some() {
                            let only = selection(code, vec![subject.clone()], Vec::new(), group);
                            return observations::selected(connection, names, &only);
                        }
                        of_subject(connection, names, key, indicator)
                    })?;
                    if !list.is_empty() {
                        lists.push(list);
                    }
                }
            }
            Ok(lists)
        })
    }
}

fn selection(
    indicator: &IndicatorCode,
    subjects: Vec<SubjectCode>,
    periods: Vec<Period>,
    group: &PeopleGroup,
) -> Selection {
    Selection {
        indicators: vec![indicator.clone()],
        subjects,
        periods,
        group: Some(group.clone()),
    }
}

fn of_subject(
    connection: &Connection,
    names: &Names,
    (id, subject, group): (IndicatorId, SubjectId, GroupId),
    indicator: &Indicator,
) -> Result<Vec<Observation>, BookError> {
    let mut list = Vec::new();
    if let (Some(of), Some(people)) = (names.subjects.get(&subject), names.groups.get(&group)) {
        let mut statement = connection.prepare_cached(OVER_TIME)?;
        let mut rows = statement.query(params![id, subject, group])?;
        while let Some(row) = rows.next()? {
            if let Some(period) = names.periods.get(&row.get(0)?) {
                list.push(read(names, indicator, (of, *period, people), row)?);
            }
        }
    }
    list.sort_unstable_by_key(|one| one.period);
    Ok(list)
}

fn for_period(
    connection: &Connection,
    names: &Names,
    (id, period, group): (IndicatorId, PeriodId, GroupId),
    indicator: &Indicator,
) -> Result<Vec<Observation>, BookError> {
    let mut list = Vec::new();
    if let (Some(of), Some(people)) = (names.periods.get(&period), names.groups.get(&group)) {
        let mut keep = |row: &Row<'_>| -> rusqlite::Result<()> {
            if let Some(subject) = names.subjects.get(&row.get(0)?) {
                list.push(read(names, indicator, (subject, *of, people), row)?);
            }
            Ok(())
        };
        let (sql, wanted) = match numbers::way(connection, names, id)? {
            Way::GoneThrough => (GONE_THROUGH, None),
            Way::LookedUp(wanted) => (LOOKED_UP, Some(wanted)),
        };
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = match wanted {
            None => statement.query(params![id, period, group])?,
            Some(wanted) => statement.query(params![id, period, group, wanted])?,
        };
        while let Some(row) = rows.next()? {
            keep(row)?;
        }
    }
    list.sort_unstable_by(|a, b| a.subject.cmp(&b.subject));
    Ok(list)
}

/// The figure of a row whose columns from the second on are those above.
fn read(
    names: &Names,
    indicator: &Indicator,
    under: observations::Named<'_>,
    row: &Row<'_>,
) -> rusqlite::Result<Observation> {
    let cell = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
    let figure = Figure::from_row(row, 5)?;
    Ok(observation(names, indicator, under, cell, figure))
}
