//! Where a figure comes from: every import's word on it.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::figure::Figure;
use super::names::Names;
use super::{BookError, FigureVersion, imports};
use crate::domain::{IndicatorCode, Observation, Origin, PeopleGroup, Period, SubjectCode};

/// Every import's word on one figure, newest first.
pub(super) fn of(
    connection: &Connection,
    names: &Names,
    indicator: &IndicatorCode,
    subject: &SubjectCode,
    period: Period,
    group: &PeopleGroup,
) -> Result<Vec<FigureVersion>, BookError> {
    let find = |sql: &str, code: String| -> rusqlite::Result<Option<i64>> {
        connection
            .prepare_cached(sql)?
            .query_row([code], |row| row.get(0))
            .optional()
    };
    let (Some(indicator_id), Some(subject_id), Some(period_id), Some(group_id)) = (
        names.indicator_ids.get(indicator).copied(),
        names.subject_ids.get(subject).copied(),
        find("SELECT id FROM periods WHERE code = ?1", period.key())?,
        find("SELECT id FROM people_groups WHERE code = ?1", group.key())?,
    ) else {
        return Ok(Vec::new());
    };
    let key = params![indicator_id, subject_id, period_id, group_id];
    let files: HashMap<u32, (String, String)> = imports::all(connection)?
        .into_iter()
        .map(|import| (import.number, (import.file, import.at)))
        .collect();
    let version = |import: u32, cell: (i64, u32, u32, Option<String>), figure: Figure| {
        let (sheet, row, column, raw) = cell;
        let (file, at) = files.get(&import).cloned().unwrap_or_default();
        FigureVersion {
            observation: Observation {
                indicator: indicator.clone(),
                subject: subject.clone(),
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
                    sheet: names
                        .sheets
                        .get(&sheet)
                        .map(|(_, name)| name.clone())
                        .unwrap_or_default(),
                    row,
                    column,
                },
            },
            file,
            at,
            current: false,
            confirms: false,
        }
    };
    let given = connection
        .prepare_cached(
            "SELECT vintage, is_current, sheet, source_row, source_column, raw,
                 value, state, lower, upper, count, denominator, markers, note
             FROM observations
             WHERE indicator = ?1 AND subject = ?2 AND period = ?3 AND people_group = ?4",
        )?
        .query_map(key, |row| {
            let cell = (row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
            Ok((row.get(0)?, row.get(1)?, cell, Figure::from_row(row, 6)?))
        })?
        .collect::<rusqlite::Result<Vec<(u32, bool, _, Figure)>>>()?;
    let confirmed = connection
        .prepare_cached(
            "SELECT import, sheet, source_row, source_column, raw FROM confirmations
             WHERE indicator = ?1 AND subject = ?2 AND period = ?3 AND people_group = ?4",
        )?
        .query_map(key, |row| {
            Ok((
                row.get(0)?,
                (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?),
            ))
        })?
        .collect::<rusqlite::Result<Vec<(u32, _)>>>()?;
    let mut versions: Vec<FigureVersion> = given
        .iter()
        .map(|(import, current, cell, figure)| FigureVersion {
            current: *current,
            ..version(*import, cell.clone(), figure.clone())
        })
        .collect();
    for (import, cell) in confirmed {
        let stood = given.iter().rfind(|(vintage, ..)| *vintage < import);
        if let Some((_, _, _, figure)) = stood {
            versions.push(FigureVersion {
                confirms: true,
                ..version(import, cell, figure.clone())
            });
        }
    }
    versions.sort_by_key(|version| std::cmp::Reverse(version.observation.origin.import));
    Ok(versions)
}
