//! The action that writes a reviewed file: one transaction, or nothing.

use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, Statement, Transaction, TransactionBehavior, params};

use super::breakdowns::{self, Change};
use super::earlier::Met;
use super::figure::{Figure, agree};
use super::figure_sources::SheetRows;
use super::imports::SheetId;
use super::inserting::Inserter;
use super::naming::{self, Placed, out_of_place};
use super::placing::PlacedFigures;
use super::unchecked::Unchecked;
use super::vintages::Place;
use super::watch::Watch;
use super::{
    BookError, ImportOutcome, ImportTerms, imports, journal, meta, recipes, repeated, undoing,
};
use crate::domain::Origin;
use crate::import::{Problem, ReviewedFile, ReviewedObservation, Severity};

/// How many figures are written between two looks at Cancel.
const STRIDE: usize = 4096;
/// How often a commit is tried; each try waits for readers as long as any action does.
const COMMIT_TRIES: u32 = 12;
/// How many contradictions inside one file are named one by one.
const NAMED: usize = 1000;

/// Writes the file, unless every one of its figures is there already from the same file.
pub(super) fn import(
    connection: &mut Connection,
    file: &ReviewedFile,
    terms: &ImportTerms,
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
        terms,
    )?;
    let place = imports::place_of(&transaction, number)?.unwrap_or(number);
    let named = naming::write_names(&transaction, number, file, watch)?;
    if let Some(earlier) = repeated::already_there(&transaction, file, &named.placed, &same_file)? {
        transaction.rollback()?;
        return Ok(ImportOutcome {
            already_imported: Some(earlier),
            ..ImportOutcome::default()
        });
    }
    let mut action = Action {
        connection: &transaction,
        inserter: Inserter::new(&transaction, number)?,
        confirm: transaction.prepare(CONFIRM)?,
        retire: transaction.prepare(RETIRE)?,
        file,
        number,
        watch,
        sheets: named.sheets,
        change: Change::default(),
        superseded: 0,
        unchanged: 0,
        behind: 0,
        contradictions: Vec::new(),
    };
    let added = if terms.before.is_some() {
        action.write_earlier(&named.placed, place)?
    } else {
        action.write(&named.placed)?
    };
    let behind = action.behind;
    action.finish(added)?;
    let mut outcome = named.outcome;
    outcome.behind = behind;
    if let Some(recipe) = &terms.recipe {
        recipes::state(&transaction, Some(number), recipe, &meta::written(now))?;
    }
    let name = undoing::bringing(&file.file.name);
    let action = journal::begin(&transaction, now, &name, Some(number))?;
    journal::end(&transaction, action, now)?;
    meta::advance(&transaction, Some(now))?;
    outcome.import = imports::one(&transaction, number)?;
    commit(&transaction, watch)?;
    Ok(outcome)
}

/// Commits. A reader that is in the middle of a long export holds this up, so it is tried for a while.
fn commit(transaction: &Transaction<'_>, watch: &Watch) -> Result<(), BookError> {
    let mut tries = 0;
    loop {
        watch.stop_if_cancelled()?;
        tries += 1;
        match transaction.execute_batch("COMMIT") {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && tries < COMMIT_TRIES => {}
            outcome => return Ok(outcome?),
        }
    }
}

const CONFIRM: &str = "INSERT INTO confirmations (indicator, subject, period, people_group, import, sheet, source_row,
        source_column, raw)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

const RETIRE: &str = "UPDATE observations SET is_current = 0
    WHERE indicator = ?1 AND subject = ?2 AND period = ?3 AND people_group = ?4 AND vintage = ?5";

struct Action<'a> {
    connection: &'a Connection,
    inserter: Inserter<'a>,
    confirm: Statement<'a>,
    retire: Statement<'a>,
    file: &'a ReviewedFile,
    number: u32,
    watch: &'a Watch,
    sheets: Vec<SheetRows>,
    change: Change,
    superseded: u64,
    unchanged: u64,
    behind: u64,
    contradictions: Vec<Problem>,
}

impl Action<'_> {
    /// Writes the figures and returns how many are new.
    fn write(&mut self, placed: &PlacedFigures) -> Result<u64, BookError> {
        let total = placed.count();
        let mut added = 0;
        let mut done = 0usize;
        let unchecked = Unchecked::begin(self.connection)?;
        for chunk in placed.by_indicator(self.file) {
            let chunk = chunk?;
            let Some(first) = chunk.first() else {
                continue;
            };
            unchecked.has(first.indicator)?;
            let mut standing = standing(self.connection, first.indicator)?
                .into_iter()
                .peekable();
            let mut before: Option<&Placed> = None;
            for place in &chunk {
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
                    Some(stands) if stands.figure.agrees_with(&figure) => {
                        self.unchanged += 1;
                        self.confirm(place, &figure)?;
                    }
                    Some(stands) => {
                        self.superseded += 1;
                        self.retire(place, stands.vintage)?;
                        self.insert(place, figure, true)?;
                    }
                    None => {
                        added += 1;
                        self.cover(place);
                        self.insert(place, figure, true)?;
                    }
                }
            }
        }
        self.inserter.finish()?;
        unchecked.end()?;
        self.watch.report(total, total, "Writing figures");
        Ok(added)
    }

    /// Writes the figures of an edition that stands at `in_order` among the imports, before later ones, and returns how many
    /// are new.
    fn write_earlier(&mut self, placed: &PlacedFigures, in_order: u32) -> Result<u64, BookError> {
        let total = placed.count();
        let mut added = 0;
        let mut done = 0u64;
        for chunk in placed.by_indicator(self.file) {
            let chunk = chunk?;
            let mut before: Option<&Placed> = None;
            for place in &chunk {
                if done.is_multiple_of(STRIDE as u64) {
                    self.watch.stop_if_cancelled()?;
                    self.watch.report(done, total, "Writing figures");
                }
                done += 1;
                let figure = place.figure(self.file)?;
                if let Some(kept) = before.filter(|before| before.key() == place.key()) {
                    self.note_repetition(kept, place)?;
                    continue;
                }
                before = Some(place);
                let late = Place {
                    connection: self.connection,
                    indicator: i64::from(place.indicator),
                    subject: i64::from(place.subject),
                    period: i64::from(place.period),
                    group: i64::from(place.group),
                }
                .make_room(in_order, &figure)?;
                match late.met {
                    Met::Nothing => {
                        added += 1;
                        self.cover(place);
                    }
                    Met::TheSame => self.unchanged += 1,
                    Met::AnEarlierFigure => self.superseded += 1,
                    Met::ALaterFigure => self.behind += 1,
                }
                match late.observe {
                    Some(is_current) => self.insert(place, figure, is_current)?,
                    None => self.confirm(place, &figure)?,
                }
            }
        }
        self.watch.report(total, total, "Writing figures");
        Ok(added)
    }

    /// Counts a figure that was not covered before.
    fn cover(&mut self, place: &Placed) {
        let covered = (
            i64::from(place.indicator),
            i64::from(place.period),
            i64::from(place.group),
        );
        *self.change.entry(covered).or_default() += 1;
    }

    /// Two figures of the same file claim one place: the first is kept, and the second is named if it says something else.
    fn note_repetition(&mut self, kept: &Placed, place: &Placed) -> Result<(), BookError> {
        let (kept, left_out) = (&kept.figure(self.file)?, &place.figure(self.file)?);
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
            about: String::new(),
            message: format!(
                "Another figure for the same indicator, subject, period and group stands in {}; that one is used.",
                cell(kept).cell()
            ),
            rejected: false,
        });
        Ok(())
    }

    fn sheet_id(&self, place: &Placed, of: &ReviewedObservation) -> Result<SheetId, BookError> {
        self.sheets
            .get(place.sheet as usize)
            .ok_or_else(out_of_place)?
            .of(of)
    }

    fn insert(
        &mut self,
        place: &Placed,
        figure: ReviewedObservation,
        is_current: bool,
    ) -> Result<(), BookError> {
        let sheet = self.sheet_id(place, &figure)?;
        self.inserter.insert(place, figure, sheet, is_current)
    }

    fn confirm(&mut self, place: &Placed, figure: &ReviewedObservation) -> Result<(), BookError> {
        let sheet = self.sheet_id(place, figure)?;
        self.confirm.execute(params![
            place.indicator,
            place.subject,
            place.period,
            place.group,
            self.number,
            sheet,
            figure.row,
            figure.column,
            figure.raw,
        ])?;
        Ok(())
    }

    fn retire(&mut self, place: &Placed, vintage: u32) -> Result<(), BookError> {
        self.retire.execute(params![
            place.indicator,
            place.subject,
            place.period,
            place.group,
            vintage
        ])?;
        Ok(())
    }

    fn finish(mut self, added: u64) -> Result<(), BookError> {
        self.inserter.finish()?;
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
        Ok(())
    }
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
