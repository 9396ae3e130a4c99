//! How one edition compares with another: a file that was read with what stands, or an import with what stood before it. Reads
//! one indicator at a time and writes nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, params};

use super::difference::{Changes, Comparison, Difference, EditionOrder, Revision};
use super::editions::{self, Conflicts, Edition};
use super::figure::Figure;
use super::indicators::IndicatorId;
use super::names::Names;
use super::past::Key;
use super::{BookError, imports};
use crate::domain::{IndicatorCode, Origin, Reading};
use crate::import::{Layout, ReviewedFile, ReviewedObservation};

/// A figure of the edition that is compared.
struct Given {
    key: Key,
    says: Says,
    origin: Origin,
}

enum Says {
    Read(ReviewedObservation),
    Held(Figure),
}

impl Says {
    fn reading(&self) -> Reading {
        match self {
            Self::Read(figure) => figure.reading,
            Self::Held(figure) => figure.reading,
        }
    }

    fn is(&self, old: &Figure) -> bool {
        match self {
            Self::Read(figure) => old.agrees_with(figure),
            Self::Held(figure) => old == figure,
        }
    }
}

/// Where a figure stands in a review: its sheet and its number there.
type Place = (u32, u32);

/// What stood before: each figure with the import that gave it.
type Standing = HashMap<Key, (Figure, u32)>;

/// Compares a file that was read with what stands in the book.
pub(super) fn with_review(
    connection: &Connection,
    names: &Names,
    file: &ReviewedFile,
) -> Result<Comparison, BookError> {
    let edition = Edition::of_review(names, file);
    let against = editions::previous(connection, names, &edition, u32::MAX)?;
    let mut compared = Compared::new(connection, names, against)?;
    let periods: HashMap<_, _> = names.periods.iter().map(|(id, of)| (*of, *id)).collect();
    let groups: HashMap<_, _> = names.groups.iter().map(|(id, of)| (of, *id)).collect();
    let mut by_indicator: BTreeMap<&IndicatorCode, (IndicatorId, Vec<Place>)> = BTreeMap::new();
    for (at, sheet) in (0..).zip(&file.sheets) {
        let codes = sheet.indicators.iter().map(|indicator| &indicator.code);
        let mut known: Vec<_> = codes
            .map(|code| Some((code, *names.indicator_ids.get(code)?, Vec::<Place>::new())))
            .collect();
        for index in 0..sheet.observations.len() {
            let Some([of, ..]) = sheet.observations.names(index) else {
                continue;
            };
            match known.get_mut(of as usize) {
                None => {}
                Some(None) => compared.difference.added += 1,
                Some(Some((.., figures))) => figures.push((at, index as u32)),
            }
        }
        for (code, id, mut figures) in known.into_iter().flatten() {
            if figures.is_empty() {
                continue;
            }
            let all = by_indicator.entry(code).or_insert((id, Vec::new()));
            all.1.append(&mut figures);
        }
    }
    for (id, figures) in by_indicator.into_values() {
        let mut given = Vec::with_capacity(figures.len());
        for (at, index) in figures {
            let Some((sheet, figure)) = file
                .sheets
                .get(at as usize)
                .and_then(|sheet| Some((sheet, sheet.observations.get(index as usize)?)))
            else {
                continue;
            };
            let key = (|| {
                let subject = sheet.subjects.get(figure.subject as usize)?;
                Some((
                    *names.subject_ids.get(&subject.code)?,
                    *periods.get(sheet.periods.get(figure.period as usize)?)?,
                    *groups.get(sheet.groups.get(figure.group as usize)?)?,
                ))
            })();
            match key {
                None => compared.difference.added += 1,
                Some(key) => given.push(Given {
                    key,
                    origin: Origin {
                        import: 0,
                        sheet: sheet.sheet.clone(),
                        row: figure.row,
                        column: figure.column,
                    },
                    says: Says::Read(figure),
                }),
            }
        }
        let standing = standing(connection, id, u32::MAX)?;
        compared.indicator(id, &given, &standing)?;
    }
    let headers = file
        .sheets
        .iter()
        .filter(|sheet| sheet.layout != Layout::NoFigures)
        .flat_map(|sheet| &sheet.columns)
        .map(|column| column.header.clone())
        .collect();
    compared.lists(&edition, headers)?;
    let order = editions::order(connection, names, &edition, &compared.conflicts)?;
    let difference = match order {
        EditionOrder::Earlier { .. } => compared.difference.reversed(),
        _ => compared.difference,
    };
    let contradicts = editions::first(connection, &compared.conflicts)?;
    Ok(Comparison {
        difference,
        order,
        contradicts,
    })
}

/// Compares an import with what stood before it.
pub(super) fn with_import(
    connection: &Connection,
    names: &Names,
    number: u32,
) -> Result<Difference, BookError> {
    let import = imports::one(connection, number)?.ok_or(BookError::NoSuchImport(number))?;
    if import.undone {
        return Err(BookError::AlreadyUndone(number));
    }
    let place = imports::place_of(connection, number)?.unwrap_or(number);
    let edition = Edition::of_import(connection, names, number)?;
    let against = editions::previous(connection, names, &edition, place)?;
    let mut compared = Compared::new(connection, names, against)?;
    for id in edition.indicators.keys() {
        let standing = standing(connection, *id, place)?;
        let mut given = Vec::new();
        let mut statement = connection.prepare_cached(
            "SELECT subject, period, people_group, sheet, source_row, source_column,
                 value, state, lower, upper, count, denominator, markers, note
             FROM observations WHERE indicator = ?1 AND vintage = ?2",
        )?;
        let mut rows = statement.query(params![id, number])?;
        while let Some(row) = rows.next()? {
            let sheet = names.sheets.get(&row.get(3)?).cloned().unwrap_or_default();
            given.push(Given {
                key: (row.get(0)?, row.get(1)?, row.get(2)?),
                says: Says::Held(Figure::from_row(row, 6)?),
                origin: Origin {
                    import: number,
                    sheet: sheet.1,
                    row: row.get(4)?,
                    column: row.get(5)?,
                },
            });
        }
        let mut statement = connection.prepare_cached(
            "SELECT subject, period, people_group FROM confirmations WHERE indicator = ?1 AND import = ?2",
        )?;
        let mut rows = statement.query(params![id, number])?;
        while let Some(row) = rows.next()? {
            let key = (row.get(0)?, row.get(1)?, row.get(2)?);
            if let Some((figure, _)) = standing.get(&key) {
                given.push(Given {
                    key,
                    says: Says::Held(figure.clone()),
                    origin: Origin::default(),
                });
            }
        }
        compared.indicator(*id, &given, &standing)?;
    }
    let headers = imports::headers(connection, number)?;
    compared.lists(&edition, headers)?;
    Ok(compared.difference)
}

/// The figures of an indicator that stood before the import at `place`.
fn standing(
    connection: &Connection,
    indicator: IndicatorId,
    place: u32,
) -> Result<Standing, BookError> {
    let mut standing = Standing::new();
    let mut statement = connection.prepare_cached(
        "SELECT subject, period, people_group, vintage, value, state, lower, upper, count, denominator, markers, note
         FROM observations JOIN imports ON number = vintage
         WHERE indicator = ?1 AND place < ?2 AND (is_current = 1 OR ?2 < ?3) ORDER BY place",
    )?;
    let mut rows = statement.query(params![indicator, place, u32::MAX])?;
    while let Some(row) = rows.next()? {
        let key = (row.get(0)?, row.get(1)?, row.get(2)?);
        standing.insert(key, (Figure::from_row(row, 4)?, row.get(3)?));
    }
    Ok(standing)
}

struct Compared<'a> {
    connection: &'a Connection,
    names: &'a Names,
    against: Option<(u32, Edition)>,
    difference: Difference,
    conflicts: Conflicts,
}

impl<'a> Compared<'a> {
    fn new(
        connection: &'a Connection,
        names: &'a Names,
        against: Option<(u32, Edition)>,
    ) -> Result<Self, BookError> {
        let mut difference = Difference::default();
        if let Some((number, _)) = &against {
            difference.against =
                imports::one(connection, *number)?.map(|import| (*number, import.file));
        }
        Ok(Self {
            connection,
            names,
            against,
            difference,
            conflicts: Conflicts::new(),
        })
    }

    /// Compares the figures of one indicator.
    fn indicator(
        &mut self,
        id: IndicatorId,
        given: &[Given],
        standing: &Standing,
    ) -> Result<(), BookError> {
        let usual = usual_size(given, standing);
        let (mut revised, mut withheld, mut unveiled) = (Vec::new(), Vec::new(), Vec::new());
        let mut seen: BTreeSet<Key> = BTreeSet::new();
        for one in given {
            if !seen.insert(one.key) {
                continue;
            }
            let Some((old, vintage)) = standing.get(&one.key) else {
                self.difference.added += 1;
                continue;
            };
            if one.says.is(old) {
                self.difference.unchanged += 1;
                continue;
            }
            let new = one.says.reading();
            let covers = self
                .names
                .periods
                .get(&one.key.1)
                .map(|period| period.end());
            let latest = self.conflicts.entry((id, *vintage)).or_default();
            *latest = (*latest).max(covers);
            if new == old.reading {
                self.difference.restated += 1;
                continue;
            }
            let Some(revision) = self.revision(id, one.key, old, Some(new), &one.origin, usual)
            else {
                continue;
            };
            match (old.reading.value(), new.value()) {
                (Some(_), Some(_)) => revised.push(revision),
                (Some(_), None) => withheld.push(revision),
                (None, _) => unveiled.push(revision),
            }
        }
        self.difference.revised.add(revised);
        self.difference.withheld.add(withheld);
        self.difference.given.add(unveiled);
        self.gone(id, &seen, standing, usual)
    }

    /// Figures of the edition before in periods that this one covers, which it does not have.
    fn gone(
        &mut self,
        id: IndicatorId,
        seen: &BTreeSet<Key>,
        standing: &Standing,
        usual: f64,
    ) -> Result<(), BookError> {
        let Some((number, _)) = &self.against else {
            return Ok(());
        };
        let covered: BTreeSet<i64> = seen.iter().map(|(_, period, _)| *period).collect();
        let mut gone = Vec::new();
        for (key, origin) in editions::claims(self.connection, self.names, id, *number)? {
            if !covered.contains(&key.1) || seen.contains(&key) {
                continue;
            }
            if let Some((old, _)) = standing.get(&key) {
                gone.extend(self.revision(id, key, old, None, &origin, usual));
            }
        }
        self.difference.gone.add(gone);
        Ok(())
    }

    fn revision(
        &self,
        id: IndicatorId,
        (subject, period, group): Key,
        old: &Figure,
        new: Option<Reading>,
        origin: &Origin,
        usual: f64,
    ) -> Option<Revision> {
        let of = self.names.subjects.get(&subject)?;
        let mut revision = Revision {
            indicator: self.names.indicators.get(&id)?.code.clone(),
            subject: of.code.clone(),
            subject_name: of.name.clone(),
            period: *self.names.periods.get(&period)?,
            group: self.names.groups.get(&group)?.clone(),
            old: old.reading,
            new,
            origin: origin.clone(),
            size: 0.0,
        };
        revision.size = revision.difference().map_or(0.0, f64::abs) / usual;
        Some(revision)
    }

    /// Columns, indicators, subjects and periods that came or went.
    fn lists(&mut self, edition: &Edition, headers: Vec<String>) -> Result<(), BookError> {
        let Some((number, before)) = &self.against else {
            return Ok(());
        };
        let before_headers = imports::headers(self.connection, *number)?;
        self.difference.columns = Changes::of_headers(headers, before_headers);
        self.difference.indicators = edition.indicator_changes(before);
        self.difference.subjects = edition.subject_changes(before);
        self.difference.periods = edition.period_changes(before);
        Ok(())
    }
}

/// The mean size of the figures that are compared; 1 where that is nothing.
fn usual_size(given: &[Given], standing: &Standing) -> f64 {
    let mut sum = 0.0;
    let mut count = 0_u32;
    for one in given {
        let old = standing
            .get(&one.key)
            .and_then(|(old, _)| old.reading.value());
        if let Some(old) = old {
            sum += old.abs();
            count += 1;
        }
    }
    let mean = if count > 0 {
        sum / f64::from(count)
    } else {
        0.0
    };
    if mean > 0.0 { mean } else { 1.0 }
}
