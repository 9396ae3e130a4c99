//! The tables `periods`, `people_groups` and `coverage`: what figures cover, and how many there are.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rusqlite::{Connection, OptionalExtension, params};

use super::indicators::IndicatorId;
use crate::domain::{PeopleGroup, Period};

/// Row number of a period in the book.
pub(super) type PeriodId = i64;

/// Row number of a people group in the book.
pub(super) type GroupId = i64;

/// The row number of a period, which is written if it is new.
pub(super) fn period(connection: &Connection, period: Period) -> rusqlite::Result<PeriodId> {
    let code = period.key();
    let found = connection
        .prepare_cached("SELECT id FROM periods WHERE code = ?1")?
        .query_row([&code], |row| row.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    connection
        .prepare_cached(
            "INSERT INTO periods (code, label, start_date, length) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            code,
            period.label(),
            period.start().to_string(),
            period.length_key()
        ])?;
    Ok(connection.last_insert_rowid())
}

/// The row number of a people group, which is written if it is new.
pub(super) fn group(connection: &Connection, group: &PeopleGroup) -> rusqlite::Result<GroupId> {
    let code = group.key();
    let found = connection
        .prepare_cached("SELECT id FROM people_groups WHERE code = ?1")?
        .query_row([&code], |row| row.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    connection
        .prepare_cached("INSERT INTO people_groups (code) VALUES (?1)")?
        .execute([&code])?;
    Ok(connection.last_insert_rowid())
}

/// Every period by its row number.
pub(super) fn periods(connection: &Connection) -> rusqlite::Result<HashMap<PeriodId, Period>> {
    let read = connection
        .prepare_cached("SELECT id, code FROM periods")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(PeriodId, String)>>>()?;
    Ok(read
        .into_iter()
        .filter_map(|(id, code)| Some((id, Period::from_key(&code)?)))
        .collect())
}

/// Every people group by its row number.
pub(super) fn groups(connection: &Connection) -> rusqlite::Result<HashMap<GroupId, PeopleGroup>> {
    connection
        .prepare_cached("SELECT id, code FROM people_groups")?
        .query_map([], |row| {
            Ok((
                row.get(0)?,
                PeopleGroup::from_key(&row.get::<_, String>(1)?),
            ))
        })?
        .collect()
}

/// How many current figures came or went, by indicator, period and group.
pub(super) type Change = HashMap<(IndicatorId, PeriodId, GroupId), i64, RandomState>;

/// Brings the counts up to date, and forgets periods and groups without figures.
pub(super) fn apply(connection: &Connection, change: &Change) -> rusqlite::Result<()> {
    let mut remove = connection.prepare_cached(
        "DELETE FROM coverage
         WHERE indicator = ?1 AND period = ?2 AND people_group = ?3 AND figures + ?4 = 0",
    )?;
    let mut add = connection.prepare_cached(
        "INSERT INTO coverage (indicator, period, people_group, figures) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET figures = figures + excluded.figures",
    )?;
    let mut lower = connection.prepare_cached(
        "UPDATE coverage SET figures = figures + ?4
         WHERE indicator = ?1 AND period = ?2 AND people_group = ?3",
    )?;
    for ((indicator, period, group), figures) in change {
        let row = params![indicator, period, group, figures];
        if *figures > 0 {
            add.execute(row)?;
        } else if *figures < 0 && remove.execute(row)? == 0 {
            lower.execute(row)?;
        }
    }
    connection.execute(
        "DELETE FROM periods WHERE id NOT IN (SELECT period FROM coverage)",
        [],
    )?;
    connection.execute(
        "DELETE FROM people_groups WHERE id NOT IN (SELECT people_group FROM coverage)",
        [],
    )?;
    Ok(())
}

/// The periods of which there are figures: of one indicator, or of all for `None`.
pub(super) fn covered_periods(
    connection: &Connection,
    indicator: Option<IndicatorId>,
) -> rusqlite::Result<Vec<PeriodId>> {
    covered(
        connection,
        indicator,
        [
            "SELECT DISTINCT period FROM coverage WHERE indicator = ?1",
            "SELECT DISTINCT period FROM coverage",
        ],
    )
}

/// The groups of which there are figures: of one indicator, or of all for `None`.
pub(super) fn covered_groups(
    connection: &Connection,
    indicator: Option<IndicatorId>,
) -> rusqlite::Result<Vec<GroupId>> {
    covered(
        connection,
        indicator,
        [
            "SELECT DISTINCT people_group FROM coverage WHERE indicator = ?1",
            "SELECT DISTINCT people_group FROM coverage",
        ],
    )
}

/// What the first statement finds of an indicator, or the second of all.
fn covered(
    connection: &Connection,
    indicator: Option<IndicatorId>,
    [of_one, of_all]: [&str; 2],
) -> rusqlite::Result<Vec<i64>> {
    let id = |row: &rusqlite::Row<'_>| row.get(0);
    if let Some(indicator) = indicator {
        let mut statement = connection.prepare_cached(of_one)?;
        statement.query_map([indicator], id)?.collect()
    } else {
        let mut statement = connection.prepare_cached(of_all)?;
        statement.query_map([], id)?.collect()
    }
}

/// Current figures per indicator.
pub(super) fn figures(connection: &Connection) -> rusqlite::Result<Vec<(IndicatorId, u64)>> {
    connection
        .prepare_cached("SELECT indicator, sum(figures) FROM coverage GROUP BY indicator")?
        .query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))?
        .collect()
}

/// Current figures of one indicator.
pub(super) fn figures_of(connection: &Connection, indicator: IndicatorId) -> rusqlite::Result<u64> {
    connection
        .prepare_cached("SELECT coalesce(sum(figures), 0) FROM coverage WHERE indicator = ?1")?
        .query_row([indicator], |row| Ok(row.get::<_, i64>(0)? as u64))
}

/// Current figures of one indicator for a period and a people group.
pub(super) fn figures_for(
    connection: &Connection,
    (indicator, period, group): (IndicatorId, PeriodId, GroupId),
) -> rusqlite::Result<u64> {
    let figures: Option<i64> = connection
        .prepare_cached(
            "SELECT figures FROM coverage WHERE indicator = ?1 AND period = ?2 AND people_group = ?3",
        )?
        .query_row([indicator, period, group], |row| row.get(0))
        .optional()?;
    Ok(figures.unwrap_or(0) as u64)
}
