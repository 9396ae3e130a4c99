//! Which import holds the edition before another one, and which of two editions is the later.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use rusqlite::{Connection, params};

use super::difference::{Changes, EditionOrder, Named, named};
use super::indicators::{self, IndicatorId};
use super::names::Names;
use super::past::Key;
use super::{BookError, imports};
use crate::domain::{IndicatorCode, Origin, Period, SubjectCode, released_before};
use crate::import::ReviewedFile;

/// How many imports are looked at for the edition before.
const CANDIDATES: usize = 3;

/// Where an edition says otherwise than an import: by indicator and import, the last day of the periods concerned.
pub(super) type Conflicts = BTreeMap<(IndicatorId, u32), Option<Date>>;

/// What an edition has figures of.
#[derive(Default)]
pub(super) struct Edition {
    /// Known indicators, each with the release date that is stated and the last day that is covered.
    pub(super) indicators: BTreeMap<IndicatorId, (String, Option<Date>)>,
    names: BTreeMap<IndicatorCode, String>,
    subjects: BTreeMap<SubjectCode, String>,
    periods: BTreeSet<Period>,
}

impl Edition {
    pub(super) fn of_review(names: &Names, file: &ReviewedFile) -> Self {
        let mut edition = Self::default();
        for sheet in &file.sheets {
            let ends: Vec<Date> = sheet.periods.iter().map(|period| period.end()).collect();
            let mut latest: Vec<Option<Date>> = vec![None; sheet.indicators.len()];
            let mut subjects = vec![false; sheet.subjects.len()];
            let mut periods = vec![false; sheet.periods.len()];
            let figures = 0..sheet.observations.len();
            for [indicator, subject, period, _] in
                figures.filter_map(|at| sheet.observations.names(at))
            {
                if let Some(latest) = latest.get_mut(indicator as usize) {
                    *latest = (*latest).max(ends.get(period as usize).copied());
                }
                for (used, index) in [(&mut subjects, subject), (&mut periods, period)] {
                    if let Some(used) = used.get_mut(index as usize) {
                        *used = true;
                    }
                }
            }
            for (indicator, latest) in sheet.indicators.iter().zip(latest) {
                if latest.is_none() {
                    continue;
                }
                edition
                    .names
                    .insert(indicator.code.clone(), indicator.name.clone());
                if let Some(id) = names.indicator_ids.get(&indicator.code) {
                    let (released, last) = edition.indicators.entry(*id).or_default();
                    if released.is_empty() {
                        released.clone_from(&indicator.source.released);
                    }
                    *last = (*last).max(latest);
                }
            }
            for (subject, _) in sheet
                .subjects
                .iter()
                .zip(subjects)
                .filter(|(_, used)| *used)
            {
                edition
                    .subjects
                    .insert(subject.code.clone(), subject.name.clone());
            }
            let used = sheet.periods.iter().zip(periods).filter(|(_, used)| *used);
            edition.periods.extend(used.map(|(period, _)| *period));
        }
        edition
    }

    pub(super) fn of_import(
        connection: &Connection,
        names: &Names,
        number: u32,
    ) -> Result<Self, BookError> {
        let mut edition = Self::default();
        for id in indicators::stated_by(connection, number)? {
            let Some(indicator) = names.indicators.get(&id) else {
                continue;
            };
            let released = indicators::said(connection, id, number)?
                .map(|said| said.source.released)
                .unwrap_or_default();
            let mut last = None;
            for ((subject, period, _), _) in claims(connection, names, id, number)? {
                if let Some(subject) = names.subjects.get(&subject) {
                    edition
                        .subjects
                        .entry(subject.code.clone())
                        .or_insert_with(|| subject.name.clone());
                }
                if let Some(period) = names.periods.get(&period) {
                    edition.periods.insert(*period);
                    last = last.max(Some(period.end()));
                }
            }
            edition.indicators.insert(id, (released, last));
            edition
                .names
                .insert(indicator.code.clone(), indicator.name.clone());
        }
        Ok(edition)
    }

    pub(super) fn indicator_changes(&self, before: &Self) -> Changes<Named> {
        changes(&self.names, &before.names, |code| code.0.clone())
    }

    pub(super) fn subject_changes(&self, before: &Self) -> Changes<Named> {
        changes(&self.subjects, &before.subjects, |code| code.0.clone())
    }

    pub(super) fn period_changes(&self, before: &Self) -> Changes<Period> {
        Changes {
            added: self.periods.difference(&before.periods).copied().collect(),
            gone: before.periods.difference(&self.periods).copied().collect(),
        }
    }

    /// Whether the other edition is one of the same release: at least half of the subjects of the one that has fewer are in
    /// both.
    fn is_release_of(&self, other: &Self) -> bool {
        let fewer = self.subjects.len().min(other.subjects.len());
        let shared = self
            .subjects
            .keys()
            .filter(|code| other.subjects.contains_key(*code))
            .count();
        fewer > 0 && shared * 2 >= fewer
    }
}

fn changes<K: Ord>(
    now: &BTreeMap<K, String>,
    before: &BTreeMap<K, String>,
    code: impl Fn(&K) -> String,
) -> Changes<Named> {
    let missing_in = |from: &BTreeMap<K, String>, other: &BTreeMap<K, String>| {
        let missing = from.iter().filter(|(key, _)| !other.contains_key(*key));
        named(missing.map(|(key, name)| (code(key), name.clone())))
    };
    Changes {
        added: missing_in(now, before),
        gone: missing_in(before, now),
    }
}

/// Where an import has figures of an indicator, its own and those that it found, each with its cell.
pub(super) fn claims(
    connection: &Connection,
    names: &Names,
    indicator: IndicatorId,
    number: u32,
) -> Result<HashMap<Key, Origin>, BookError> {
    let mut claims = HashMap::new();
    for query in [
        "SELECT subject, period, people_group, sheet, source_row, source_column FROM observations
         WHERE indicator = ?1 AND vintage = ?2",
        "SELECT subject, period, people_group, sheet, source_row, source_column FROM confirmations
         WHERE indicator = ?1 AND import = ?2",
    ] {
        let mut statement = connection.prepare_cached(query)?;
        let mut rows = statement.query(params![indicator, number])?;
        while let Some(row) = rows.next()? {
            let sheet = names.sheets.get(&row.get(3)?).cloned().unwrap_or_default();
            let origin = Origin {
                import: number,
                sheet: sheet.1,
                row: row.get(4)?,
                column: row.get(5)?,
            };
            claims.insert((row.get(0)?, row.get(1)?, row.get(2)?), origin);
        }
    }
    Ok(claims)
}

/// The import before `place` that holds the edition before this one: of those with most indicators in common the last, as long
/// as its subjects are the same for the most part.
pub(super) fn previous(
    connection: &Connection,
    names: &Names,
    edition: &Edition,
    place: u32,
) -> Result<Option<(u32, Edition)>, BookError> {
    let mut shared: HashMap<(u32, u32), usize> = HashMap::new();
    let mut statement = connection.prepare_cached(
        "SELECT number, place FROM indicator_statements JOIN imports ON number = import
         WHERE indicator = ?1 AND place < ?2",
    )?;
    for id in edition.indicators.keys() {
        let mut rows = statement.query(params![id, place])?;
        while let Some(row) = rows.next()? {
            *shared.entry((row.get(1)?, row.get(0)?)).or_default() += 1;
        }
    }
    let mut candidates: Vec<(usize, u32, u32)> = shared
        .into_iter()
        .map(|((place, number), shared)| (shared, place, number))
        .collect();
    candidates.sort_unstable();
    for (_, _, number) in candidates.into_iter().rev().take(CANDIDATES) {
        let before = Edition::of_import(connection, names, number)?;
        if edition.is_release_of(&before) {
            return Ok(Some((number, before)));
        }
    }
    Ok(None)
}

/// Which edition is the later one, a file or what is in the book.
///
/// Where they say the same of every figure that both have, the order does not matter, and the file counts as the later one.
/// Otherwise, for every import whose figures the file would replace:
///
/// 1. Where both state when they were released, the dates decide.
/// 2. Where they do not, or only a month or year that both share, and the file's last period is earlier than the import's, it
///    looks like an earlier edition, but may be a correction: somebody has to say.
/// 3. Otherwise the file is taken for the later one: who imports a file again means the newer one.
///
/// An earlier edition goes before every import that it is earlier than. Where it is earlier than some and later than others
/// that were imported before those, somebody has to say too.
pub(super) fn order(
    connection: &Connection,
    names: &Names,
    edition: &Edition,
    conflicts: &Conflicts,
) -> Result<EditionOrder, BookError> {
    let mut earlier: Vec<(u32, u32, String)> = Vec::new();
    let mut unclear: Vec<(u32, u32, String)> = Vec::new();
    let mut later: Vec<u32> = Vec::new();
    for (id, import) in conflicts.keys() {
        let Some((released, last)) = edition.indicators.get(id) else {
            continue;
        };
        let place = imports::place_of(connection, *import)?.unwrap_or(*import);
        let stated = indicators::said(connection, *id, *import)?
            .map(|said| said.source.released)
            .unwrap_or_default();
        match released_before(released, &stated) {
            Some(true) => earlier.push((
                place,
                *import,
                format!("It was released on {released}, and import {import} on {stated}."),
            )),
            Some(false) => later.push(place),
            None => {
                let held = claims(connection, names, *id, *import)?
                    .keys()
                    .filter_map(|(_, period, _)| names.periods.get(period))
                    .map(|period| period.end())
                    .max();
                if *last < held {
                    unclear.push((
                        place,
                        *import,
                        format!(
                            "Its last period ends on {}, and that of import {import} on {}; no release date tells them apart.",
                            day(*last),
                            day(held)
                        ),
                    ));
                } else {
                    later.push(place);
                }
            }
        }
    }
    let first = |of: Vec<(u32, u32, String)>| of.into_iter().min();
    let after = later.into_iter().max();
    Ok(match (first(earlier), first(unclear)) {
        (None, None) => EditionOrder::Later,
        (Some((place, before, why)), None) if after.is_none_or(|after| after < place) => {
            EditionOrder::Earlier { before, why }
        }
        (Some((_, before, why)), _) | (None, Some((_, before, why))) => {
            EditionOrder::Unclear { before, why }
        }
    })
}

/// The first of the imports that an edition contradicts.
pub(super) fn first(
    connection: &Connection,
    conflicts: &Conflicts,
) -> rusqlite::Result<Option<u32>> {
    let mut placed = Vec::new();
    for (_, import) in conflicts.keys() {
        placed.push((imports::place_of(connection, *import)?, *import));
    }
    Ok(placed.into_iter().min().map(|(_, import)| import))
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(String::new, |day| day.strftime("%-d %B %Y").to_string())
}
