//! Where a figure comes from: every import's word on it.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::figure::Figure;
use super::names::Names;
use super::vintages::{Claim, Place};
use super::{BookError, FigureVersion, imports};
use crate::domain::{IndicatorCode, Observation, Origin, PeopleGroup, Period, SubjectCode};

/// Every import's word on one figure, that of the latest edition first.
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
    let files: HashMap<u32, (String, String)> = imports::all(connection)?
        .into_iter()
        .map(|import| (import.number, (import.file, import.at)))
        .collect();
    let version = |claim: &Claim, figure: &Figure| {
        let figure = figure.clone();
        let (file, at) = files.get(&claim.import).cloned().unwrap_or_default();
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
                raw: claim.raw.clone(),
                note: figure.note,
                origin: Origin {
                    import: claim.import,
                    sheet: names
                        .sheets
                        .get(&claim.sheet)
                        .map(|(_, name)| name.clone())
                        .unwrap_or_default(),
                    row: claim.row,
                    column: claim.column,
                },
                source: names.sources.get(&claim.sheet).cloned(),
            },
            file,
            at,
            current: false,
            confirms: false,
        }
    };
    let place = Place {
        connection,
        indicator: indicator_id,
        subject: subject_id,
        period: period_id,
        group: group_id,
    };
    let given = place.vintages()?;
    let current = given.last().map(|(claim, _)| claim.import);
    let mut versions: Vec<(u32, FigureVersion)> = Vec::with_capacity(given.len());
    for (claim, figure) in &given {
        let told = FigureVersion {
            current: current == Some(claim.import),
            ..version(claim, figure)
        };
        versions.push((claim.place, told));
    }
    for claim in place.confirmations()? {
        let stood = given.iter().rfind(|(of, _)| of.place < claim.place);
        if let Some((_, figure)) = stood {
            let told = FigureVersion {
                confirms: true,
                ..version(&claim, figure)
            };
            versions.push((claim.place, told));
        }
    }
    versions.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
    Ok(versions.into_iter().map(|(_, version)| version).collect())
}
