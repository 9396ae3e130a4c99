//! Figures as they were on a day: what the imports that stand had given by then. An import that was taken back is as if it had
//! never been, in the past too. Read apart from the current figures, which stay as fast as they are.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, Row};

use super::BookError;
use super::breakdowns::{GroupId, PeriodId};
use super::figure::Figure;
use super::imports::SheetId;
use super::indicators::IndicatorId;
use super::subjects::SubjectId;
use crate::domain::AsOf;

/// What there was as of a moment.
pub(super) struct Past {
    /// Every standing import with its place.
    places: HashMap<u32, u32>,
    /// Those that stood already.
    then: HashSet<u32>,
    /// Figures by indicator, period and group.
    pub(super) coverage: HashMap<(IndicatorId, PeriodId, GroupId), u64>,
    /// Subjects that had figures.
    pub(super) subjects: HashSet<SubjectId>,
}

/// Where a figure stands among those of its indicator.
pub(super) type Key = (SubjectId, PeriodId, GroupId);

/// A figure as it was, with the cell of the import that said so last.
pub(super) struct PastFigure {
    pub(super) key: Key,
    pub(super) sheet: SheetId,
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) raw: Option<String>,
    pub(super) figure: Figure,
}

struct Cell {
    place: u32,
    import: u32,
    sheet: SheetId,
    row: u32,
    column: u32,
    raw: Option<String>,
}

#[derive(Default)]
struct Word {
    given: Vec<(Cell, Figure)>,
    /// By the imports that stood then and found the figure already there.
    confirmed: Vec<Cell>,
}

const CLAIMS: &str = "SELECT indicator, subject, period, people_group FROM observations
        WHERE vintage IN (SELECT number FROM imports WHERE undone = 0 AND at_utc <= ?1)
    UNION SELECT indicator, subject, period, people_group FROM confirmations
        WHERE import IN (SELECT number FROM imports WHERE undone = 0 AND at_utc <= ?1)";

impl Past {
    /// Looks at what there was.
    pub(super) fn read(connection: &Connection, as_of: AsOf) -> rusqlite::Result<Self> {
        let moment = as_of.last_moment();
        let mut past = Self {
            places: HashMap::new(),
            then: HashSet::new(),
            coverage: HashMap::new(),
            subjects: HashSet::new(),
        };
        let mut statement = connection
            .prepare("SELECT number, place, at_utc <= ?1 FROM imports WHERE undone = 0")?;
        let mut rows = statement.query([&moment])?;
        while let Some(row) = rows.next()? {
            past.places.insert(row.get(0)?, row.get(1)?);
            if row.get(2)? {
                past.then.insert(row.get(0)?);
            }
        }
        let mut statement = connection.prepare(CLAIMS)?;
        let mut rows = statement.query([&moment])?;
        while let Some(row) = rows.next()? {
            let covered = (row.get(0)?, row.get(2)?, row.get(3)?);
            *past.coverage.entry(covered).or_default() += 1;
            past.subjects.insert(row.get(1)?);
        }
        Ok(past)
    }

    /// The periods or groups of which there were figures: of one indicator, or of all for `None`.
    pub(super) fn covered(
        &self,
        indicator: Option<IndicatorId>,
        of: impl Fn(&(IndicatorId, PeriodId, GroupId)) -> i64,
    ) -> Vec<i64> {
        let found: HashSet<i64> = self
            .coverage
            .keys()
            .filter(|key| indicator.is_none_or(|indicator| indicator == key.0))
            .map(of)
            .collect();
        found.into_iter().collect()
    }

    /// How many figures there were of each indicator.
    pub(super) fn figures_by_indicator(&self) -> Vec<(IndicatorId, u64)> {
        let mut counts: HashMap<IndicatorId, u64> = HashMap::new();
        for ((indicator, _, _), figures) in &self.coverage {
            *counts.entry(*indicator).or_default() += figures;
        }
        counts.into_iter().collect()
    }

    /// The figures of an indicator that `wanted` names.
    pub(super) fn figures(
        &self,
        connection: &Connection,
        indicator: IndicatorId,
        wanted: impl Fn(Key) -> bool,
    ) -> Result<Vec<PastFigure>, BookError> {
        let mut words: BTreeMap<Key, Word> = BTreeMap::new();
        let mut statement = connection.prepare_cached(
            "SELECT subject, period, people_group, vintage, sheet, source_row, source_column, raw,
                 value, state, lower, upper, count, denominator, markers, note
             FROM observations WHERE indicator = ?1",
        )?;
        let mut rows = statement.query([indicator])?;
        while let Some(row) = rows.next()? {
            let key = key(row)?;
            if wanted(key)
                && let Some(cell) = self.cell(row)?
            {
                let figure = Figure::from_row(row, 8)?;
                words.entry(key).or_default().given.push((cell, figure));
            }
        }
        let mut statement = connection.prepare_cached(
            "SELECT subject, period, people_group, import, sheet, source_row, source_column, raw
             FROM confirmations WHERE indicator = ?1",
        )?;
        let mut rows = statement.query([indicator])?;
        while let Some(row) = rows.next()? {
            if let Some(word) = words.get_mut(&key(row)?)
                && let Some(cell) = self.cell(row)?
                && self.then.contains(&cell.import)
            {
                word.confirmed.push(cell);
            }
        }
        Ok(words
            .into_iter()
            .filter_map(|(key, word)| self.settle(key, word))
            .collect())
    }

    /// What the imports that stood then said of a figure last, and which of them said it first.
    fn settle(&self, key: Key, word: Word) -> Option<PastFigure> {
        let Word {
            mut given,
            confirmed,
        } = word;
        given.sort_by_key(|(cell, _)| cell.place);
        let mut claims: Vec<(&Cell, &Figure)> = given
            .iter()
            .filter(|(cell, _)| self.then.contains(&cell.import))
            .map(|(cell, figure)| (cell, figure))
            .collect();
        for cell in &confirmed {
            // The figure that it found may have come in later itself, as that of an earlier edition.
            let found = given.iter().rfind(|(of, _)| of.place < cell.place);
            claims.extend(found.map(|(_, figure)| (cell, figure)));
        }
        claims.sort_by_key(|(cell, _)| cell.place);
        let (cell, figure) =
            claims.into_iter().reduce(
                |stands, next| {
                    if stands.1 == next.1 { stands } else { next }
                },
            )?;
        Some(PastFigure {
            key,
            sheet: cell.sheet,
            row: cell.row,
            column: cell.column,
            raw: cell.raw.clone(),
            figure: figure.clone(),
        })
    }

    /// The cell that a row names from its column 3 on; none of an import that does not stand.
    fn cell(&self, row: &Row<'_>) -> rusqlite::Result<Option<Cell>> {
        let import = row.get(3)?;
        let Some(place) = self.places.get(&import) else {
            return Ok(None);
        };
        Ok(Some(Cell {
            place: *place,
            import,
            sheet: row.get(4)?,
            row: row.get(5)?,
            column: row.get(6)?,
            raw: row.get(7)?,
        }))
    }
}

fn key(row: &Row<'_>) -> rusqlite::Result<Key> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}
