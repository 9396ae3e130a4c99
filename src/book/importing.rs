//! The action that writes a reviewed file: one transaction, or nothing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, TransactionBehavior, params};

use super::breakdowns::{self, Change};
use super::figure::{Figure, agree, bounded};
use super::imports::SheetId;
use super::writer::Watch;
use super::{BookError, ImportOutcome, goals, imports, indicators, meta, repeated, subjects};
use crate::domain::{Indicator, IndicatorCode, Origin, Subject, SubjectCode, SubjectKind};
use crate::import::{Problem, ReviewedFile, ReviewedObservation, ReviewedSheet, Severity};

/// How many figures are written between two looks at Cancel.
const STRIDE: usize = 4096;
/// How many contradictions inside one file are named one by one.
const NAMED: usize = 1000;

/// A figure's place in the book and in the review. Sorted by the place in the book, so that writing appends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Placed {
    pub(super) indicator: u32,
    pub(super) subject: u32,
    pub(super) period: u32,
    pub(super) group: u32,
    pub(super) sheet: u32,
    pub(super) index: u32,
}

impl Placed {
    pub(super) fn key(&self) -> (u32, u32, u32, u32) {
        (self.indicator, self.subject, self.period, self.group)
    }

    /// The figure in the review.
    pub(super) fn figure<'a>(
        &self,
        file: &'a ReviewedFile,
    ) -> Result<&'a ReviewedObservation, BookError> {
        file.sheets
            .get(self.sheet as usize)
            .and_then(|sheet| sheet.observations.get(self.index as usize))
            .ok_or_else(out_of_place)
    }
}

fn out_of_place() -> BookError {
    BookError::Inconsistent("a figure refers to a name that its sheet does not hold".to_owned())
}

/// Writes the file, unless every one of its figures is there already from the same file.
pub(super) fn import(
    connection: &mut Connection,
    file: &ReviewedFile,
    now: Timestamp,
    watch: &Watch,
) -> Result<ImportOutcome, BookError> {
    if file
        .sheets
        .iter()
        .all(|sheet| sheet.observations.is_empty())
    {
        return Err(BookError::NoFigures(file.file.name.clone()));
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let same_file = imports::standing_of(&transaction, &file.file.sha256)?;
    let number = imports::begin(
        &transaction,
        &file.file,
        &file.counts(),
        &meta::written(now),
    )?;
    let mut action = Action {
        connection: &transaction,
        file,
        number,
        watch,
        outcome: ImportOutcome::default(),
        sheets: Vec::with_capacity(file.sheets.len()),
        change: Change::new(),
        superseded: 0,
        unchanged: 0,
        contradictions: Vec::new(),
    };
    let mut placed = action.place()?;
    placed.sort_unstable();
    if let Some(earlier) = repeated::already_there(&transaction, file, &placed, &same_file)? {
        transaction.rollback()?;
        return Ok(ImportOutcome {
            already_imported: Some(earlier),
            ..ImportOutcome::default()
        });
    }
    let added = action.write(&placed)?;
    let mut outcome = action.finish(added)?;
    meta::advance(&transaction, Some(now))?;
    outcome.import = imports::one(&transaction, number)?;
    watch.stop_if_cancelled()?;
    transaction.commit()?;
    Ok(outcome)
}

struct Action<'a> {
    connection: &'a Connection,
    file: &'a ReviewedFile,
    number: u32,
    watch: &'a Watch,
    outcome: ImportOutcome,
    sheets: Vec<SheetId>,
    change: Change,
    superseded: u64,
    unchanged: u64,
    contradictions: Vec<Problem>,
}

/// What the sheets of a file say of their names, with those that have no figures left out.
#[derive(Default)]
struct Statements<'a> {
    indicators: BTreeMap<&'a IndicatorCode, Indicator>,
    subjects: BTreeMap<&'a SubjectCode, (Date, Subject)>,
}

impl<'a> Statements<'a> {
    fn add(&mut self, sheet: &'a ReviewedSheet) -> Result<(), BookError> {
        let mut used = vec![false; sheet.indicators.len()];
        let mut latest: Vec<Option<Date>> = vec![None; sheet.subjects.len()];
        let ends: Vec<Date> = sheet.periods.iter().map(|period| period.end()).collect();
        for figure in &sheet.observations {
            *used
                .get_mut(figure.indicator as usize)
                .ok_or_else(out_of_place)? = true;
            let end = ends.get(figure.period as usize).ok_or_else(out_of_place)?;
            let day = latest
                .get_mut(figure.subject as usize)
                .ok_or_else(out_of_place)?;
            *day = (*day).max(Some(*end));
        }
        for (indicator, used) in sheet.indicators.iter().zip(used) {
            if !used {
                continue;
            }
            match self.indicators.get_mut(&indicator.code) {
                Some(merged) => indicators::merge(merged, indicator.clone()),
                None => {
                    self.indicators.insert(&indicator.code, indicator.clone());
                }
            }
        }
        for (subject, day) in sheet.subjects.iter().zip(latest) {
            let Some(day) = day else {
                continue;
            };
            match self.subjects.get_mut(&subject.code) {
                Some((newest, merged)) => {
                    *newest = day.max(*newest);
                    subjects::merge(merged, subject.clone());
                }
                None => {
                    self.subjects.insert(&subject.code, (day, subject.clone()));
                }
            }
        }
        Ok(())
    }
}

impl Action<'_> {
    /// Writes all names and returns the figures with the row numbers of their names.
    fn place(&mut self) -> Result<Vec<Placed>, BookError> {
        let mut statements = Statements::default();
        for sheet in &self.file.sheets {
            self.sheets
                .push(imports::add_sheet(self.connection, self.number, sheet)?);
            goals::state(self.connection, self.number, &sheet.goals)?;
            statements.add(sheet)?;
        }
        let mut indicator_ids = BTreeMap::new();
        for (code, said) in &statements.indicators {
            let (id, is_new) = indicators::state(self.connection, self.number, said)?;
            self.outcome.new_indicators += u64::from(is_new);
            goals::settle(self.connection, code)?;
            indicator_ids.insert(*code, small(id)?);
        }
        let mut subject_ids = BTreeMap::new();
        for (code, (day, said)) in &statements.subjects {
            self.watch.stop_if_cancelled()?;
            let (id, is_new) =
                subjects::state(self.connection, self.number, &day.to_string(), said)?;
            match said.kind {
                SubjectKind::Place(_) => self.outcome.new_places += u64::from(is_new),
                SubjectKind::Organisation(_) => {
                    self.outcome.new_organisations += u64::from(is_new);
                }
            }
            subject_ids.insert(*code, small(id)?);
        }
        let mut placed = Vec::with_capacity(
            self.file
                .sheets
                .iter()
                .map(|sheet| sheet.observations.len())
                .sum(),
        );
        for (sheet, number) in self.file.sheets.iter().zip(0u32..) {
            let of_indicator: Vec<Option<u32>> = sheet
                .indicators
                .iter()
                .map(|indicator| indicator_ids.get(&indicator.code).copied())
                .collect();
            let of_subject: Vec<Option<u32>> = sheet
                .subjects
                .iter()
                .map(|subject| subject_ids.get(&subject.code).copied())
                .collect();
            let of_period = sheet
                .periods
                .iter()
                .map(|period| small(breakdowns::period(self.connection, *period)?).map(Some))
                .collect::<Result<Vec<_>, BookError>>()?;
            let of_group = sheet
                .groups
                .iter()
                .map(|group| small(breakdowns::group(self.connection, group)?).map(Some))
                .collect::<Result<Vec<_>, BookError>>()?;
            let id = |ids: &[Option<u32>], index: u32| {
                ids.get(index as usize)
                    .copied()
                    .flatten()
                    .ok_or_else(out_of_place)
            };
            for (figure, index) in sheet.observations.iter().zip(0u32..) {
                placed.push(Placed {
                    indicator: id(&of_indicator, figure.indicator)?,
                    subject: id(&of_subject, figure.subject)?,
                    period: id(&of_period, figure.period)?,
                    group: id(&of_group, figure.group)?,
                    sheet: number,
                    index,
                });
            }
        }
        Ok(placed)
    }

    /// Writes the figures and returns how many are new.
    fn write(&mut self, placed: &[Placed]) -> Result<u64, BookError> {
        let total = placed.len() as u64;
        let mut added = 0;
        let mut done = 0usize;
        for chunk in placed.chunk_by(|a, b| a.indicator == b.indicator) {
            let Some(first) = chunk.first() else {
                continue;
            };
            let mut standing = standing(self.connection, first.indicator)?
                .into_iter()
                .peekable();
            let mut before: Option<&Placed> = None;
            for place in chunk {
                if done.is_multiple_of(STRIDE) {
                    self.watch.stop_if_cancelled()?;
                    self.watch.report(done as u64, total, "Writing figures");
                }
                done += 1;
                let figure = place.figure(self.file)?;
                if let Some(kept) = before.filter(|before| before.key() == place.key()) {
                    self.note_repetition(kept, place)?;
                    continue;
                }
                before = Some(place);
                let key = (place.subject, place.period, place.group);
                while standing.next_if(|stands| stands.key < key).is_some() {}
                match standing.next_if(|stands| stands.key == key) {
                    Some(stands) if stands.figure.agrees_with(figure) => {
                        self.unchanged += 1;
                        self.confirm(place, figure)?;
                    }
                    Some(stands) => {
                        self.superseded += 1;
                        self.retire(place, stands.vintage)?;
                        self.insert(place, figure)?;
                    }
                    None => {
                        added += 1;
                        let covered = (
                            i64::from(place.indicator),
                            i64::from(place.period),
                            i64::from(place.group),
                        );
                        *self.change.entry(covered).or_default() += 1;
                        self.insert(place, figure)?;
                    }
                }
            }
        }
        self.watch.report(total, total, "Writing figures");
        Ok(added)
    }

    /// Two figures of the same file claim one place: the first is kept, and the second is named if it says something else.
    fn note_repetition(&mut self, kept: &Placed, place: &Placed) -> Result<(), BookError> {
        let (kept, left_out) = (kept.figure(self.file)?, place.figure(self.file)?);
        if agree(kept, left_out) || self.contradictions.len() >= NAMED {
            return Ok(());
        }
        let sheet = self.file.sheets.get(place.sheet as usize);
        let cell = |figure: &ReviewedObservation| Origin {
            import: self.number,
            sheet: sheet.map(|sheet| sheet.sheet.clone()).unwrap_or_default(),
            row: figure.row,
            column: figure.column,
        };
        let raw = left_out.raw.clone().or_else(|| {
            let value = left_out.reading.value()?;
            Some(value.to_string())
        });
        self.contradictions.push(Problem {
            code: "figure-given-twice".to_owned(),
            severity: Severity::Warning,
            origin: cell(left_out),
            raw: raw.unwrap_or_else(|| left_out.reading.state().sign()),
            message: format!(
                "Another figure for the same indicator, subject, period and group stands in {}; that one is used.",
                cell(kept).cell()
            ),
            rejected: false,
        });
        Ok(())
    }

    fn sheet_id(&self, place: &Placed) -> Result<SheetId, BookError> {
        self.sheets
            .get(place.sheet as usize)
            .copied()
            .ok_or_else(out_of_place)
    }

    fn insert(&self, place: &Placed, figure: &ReviewedObservation) -> Result<(), BookError> {
        let markers = (!figure.markers.is_empty()).then(|| figure.markers.code());
        self.connection
            .prepare_cached(
                "INSERT INTO observations (indicator, subject, period, people_group, vintage, is_current, value, state,
                     lower, upper, count, denominator, markers, sheet, source_row, source_column, raw, note)
                 VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            )?
            .execute(params![
                place.indicator,
                place.subject,
                place.period,
                place.group,
                self.number,
                figure.reading.value(),
                figure.reading.state().code(),
                bounded(figure.lower),
                bounded(figure.upper),
                bounded(figure.count),
                bounded(figure.denominator),
                markers,
                self.sheet_id(place)?,
                figure.row,
                figure.column,
                figure.raw,
                figure.note,
            ])?;
        Ok(())
    }

    fn confirm(&self, place: &Placed, figure: &ReviewedObservation) -> Result<(), BookError> {
        self.connection
            .prepare_cached(
                "INSERT INTO confirmations (indicator, subject, period, people_group, import, sheet, source_row,
                     source_column, raw)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                place.indicator,
                place.subject,
                place.period,
                place.group,
                self.number,
                self.sheet_id(place)?,
                figure.row,
                figure.column,
                figure.raw,
            ])?;
        Ok(())
    }

    fn retire(&self, place: &Placed, vintage: u32) -> Result<(), BookError> {
        self.connection
            .prepare_cached(
                "UPDATE observations SET is_current = 0
                 WHERE indicator = ?1 AND subject = ?2 AND period = ?3 AND people_group = ?4 AND vintage = ?5",
            )?
            .execute(params![
                place.indicator,
                place.subject,
                place.period,
                place.group,
                vintage
            ])?;
        Ok(())
    }

    fn finish(self, added: u64) -> Result<ImportOutcome, BookError> {
        breakdowns::apply(self.connection, &self.change)?;
        imports::add_problems(
            self.connection,
            self.number,
            self.file
                .sheets
                .iter()
                .flat_map(|sheet| &sheet.problems)
                .chain(&self.contradictions),
        )?;
        imports::finish(
            self.connection,
            self.number,
            added,
            self.superseded,
            self.unchanged,
        )?;
        Ok(self.outcome)
    }
}

fn small(id: i64) -> Result<u32, BookError> {
    u32::try_from(id).map_err(|_| BookError::Inconsistent(format!("row number {id}")))
}

/// A current figure.
struct Standing {
    key: (u32, u32, u32),
    vintage: u32,
    figure: Figure,
}

/// The current figures of an indicator, in the order of their key.
fn standing(connection: &Connection, indicator: u32) -> Result<Vec<Standing>, BookError> {
    let read = connection
        .prepare_cached(
            "SELECT subject, period, people_group, vintage, value, state, lower, upper, count, denominator, markers, note
             FROM observations WHERE indicator = ?1 AND is_current = 1
             ORDER BY subject, period, people_group",
        )?
        .query_map([indicator], |row| {
            Ok(Standing {
                key: (row.get(0)?, row.get(1)?, row.get(2)?),
                vintage: row.get(3)?,
                figure: Figure::from_row(row, 4)?,
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::Statements;
    use crate::domain::{PeopleGroup, Period};
    use crate::import::{Counts, Layout, ReviewedSheet};

    #[test]
    fn a_sheet_without_figures_states_nothing() {
        let sheet = ReviewedSheet {
            sheet: "Notes".to_owned(),
            layout: Layout::NoFigures,
            header_rows: Vec::new(),
            last_row: 0,
            columns: Vec::new(),
            indicators: Vec::new(),
            goals: Vec::new(),
            subjects: Vec::new(),
            periods: Period::calendar_year(2024).into_iter().collect(),
            groups: vec![PeopleGroup::all()],
            observations: Vec::new(),
            problems: Vec::new(),
            counts: Counts::default(),
        };
        let mut statements = Statements::default();
        statements.add(&sheet).expect("nothing is out of place");
        assert!(statements.indicators.is_empty() && statements.subjects.is_empty());
    }
}
