//! The action that takes an import back, at any time and in any order: the book is then as if that import had never been.

use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior, params};

use super::breakdowns::{self, Change};
use super::figure::Figure;
use super::indicators::IndicatorId;
use super::{BookError, ImportRecord, goals, imports, indicators, meta, subjects};

/// Takes an import back, the last one that stands for `None`.
pub(super) fn undo(
    connection: &mut Connection,
    number: Option<u32>,
    now: Timestamp,
) -> Result<ImportRecord, BookError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let number = match number {
        Some(number) => number,
        None => imports::last_standing(&transaction)?.ok_or(BookError::NothingToUndo)?,
    };
    let import = imports::one(&transaction, number)?.ok_or(BookError::NoSuchImport(number))?;
    if import.undone {
        return Err(BookError::AlreadyUndone(number));
    }
    let stated = indicators::stated_by(&transaction, number)?;
    let mut change = Change::new();
    for indicator in &stated {
        remove_figures(&transaction, number, *indicator, &mut change)?;
    }
    breakdowns::apply(&transaction, &change)?;
    for indicator in stated {
        indicators::retract(&transaction, number, indicator)?;
    }
    subjects::retract(&transaction, number)?;
    for indicator in goals::retract(&transaction, number)? {
        goals::settle(&transaction, &indicator)?;
    }
    imports::mark_undone(&transaction, number, &meta::written(now))?;
    meta::advance(&transaction, Some(now))?;
    transaction.commit()?;
    Ok(ImportRecord {
        undone: true,
        ..import
    })
}

fn remove_figures(
    connection: &Connection,
    import: u32,
    indicator: IndicatorId,
    change: &mut Change,
) -> rusqlite::Result<()> {
    connection.execute(
        "DELETE FROM confirmations WHERE indicator = ?1 AND import = ?2",
        params![indicator, import],
    )?;
    let others: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM observations WHERE indicator = ?1 AND vintage <> ?2)
             OR EXISTS (SELECT 1 FROM confirmations WHERE indicator = ?1)",
        params![indicator, import],
        |row| row.get(0),
    )?;
    if !others {
        let mut statement = connection.prepare_cached(
            "SELECT period, people_group, count(*) FROM observations WHERE indicator = ?1
             GROUP BY period, people_group",
        )?;
        let mut rows = statement.query([indicator])?;
        while let Some(row) = rows.next()? {
            let gone: i64 = row.get(2)?;
            change.insert((indicator, row.get(0)?, row.get(1)?), -gone);
        }
        connection.execute("DELETE FROM observations WHERE indicator = ?1", [indicator])?;
        return Ok(());
    }
    let keys = connection
        .prepare_cached(
            "SELECT subject, period, people_group FROM observations WHERE indicator = ?1 AND vintage = ?2",
        )?
        .query_map(params![indicator, import], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?
        .collect::<rusqlite::Result<Vec<(i64, i64, i64)>>>()?;
    for (subject, period, group) in keys {
        let place = Place {
            connection,
            indicator,
            subject,
            period,
            group,
        };
        if place.remove(import)? {
            *change.entry((indicator, period, group)).or_default() -= 1;
        }
    }
    Ok(())
}

/// One figure's place with all its vintages.
struct Place<'a> {
    connection: &'a Connection,
    indicator: IndicatorId,
    subject: i64,
    period: i64,
    group: i64,
}

/// Where in a file an import gives the figure.
struct Claim {
    import: u32,
    sheet: i64,
    row: u32,
    column: u32,
    raw: Option<String>,
}

impl Place<'_> {
    /// Takes an import's figure away. True when nothing is left.
    fn remove(&self, import: u32) -> rusqlite::Result<bool> {
        let vintages = self.vintages()?;
        let (before, from): (Vec<_>, Vec<_>) = vintages
            .iter()
            .partition(|(claim, _)| claim.import < import);
        let before = before.last();
        let after = from.get(1);
        let until = after.map_or(u32::MAX, |(claim, _)| claim.import);
        let heir = self
            .confirmations()?
            .into_iter()
            .find(|claim| claim.import > import && claim.import < until);
        if let Some(heir) = heir {
            self.forget_confirmation(heir.import)?;
            self.hand_over(import, &heir)?;
            return Ok(false);
        }
        self.delete(import)?;
        match (before, after) {
            (None, None) => return Ok(true),
            (None, Some(_)) => {}
            (Some((earlier, _)), None) => self.revive(earlier.import)?,
            (Some((earlier, stood)), Some((later, stands))) => {
                if stood == stands {
                    self.delete(later.import)?;
                    self.confirm(later)?;
                    if from.len() == 2 {
                        self.revive(earlier.import)?;
                    }
                }
            }
        }
        Ok(false)
    }

    fn vintages(&self) -> rusqlite::Result<Vec<(Claim, Figure)>> {
        self.connection
            .prepare_cached(
                "SELECT vintage, sheet, source_row, source_column, raw,
                     value, state, lower, upper, count, denominator, markers, note
                 FROM observations
                 WHERE indicator = ?1 AND subject = ?2 AND period = ?3 AND people_group = ?4 ORDER BY vintage",
            )?
            .query_map(
                params![self.indicator, self.subject, self.period, self.group],
                |row| Ok((claim(row)?, Figure::from_row(row, 5)?)),
            )?
            .collect()
    }

    fn confirmations(&self) -> rusqlite::Result<Vec<Claim>> {
        self.connection
            .prepare_cached(
                "SELECT import, sheet, source_row, source_column, raw FROM confirmations
                 WHERE indicator = ?1 AND subject = ?2 AND period = ?3 AND people_group = ?4 ORDER BY import",
            )?
            .query_map(
                params![self.indicator, self.subject, self.period, self.group],
                claim,
            )?
            .collect()
    }

    fn delete(&self, vintage: u32) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached(
                "DELETE FROM observations
                 WHERE indicator = ?1 AND subject = ?2 AND period = ?3 AND people_group = ?4 AND vintage = ?5",
            )?
            .execute(params![
                self.indicator,
                self.subject,
                self.period,
                self.group,
                vintage
            ])?;
        Ok(())
    }

    fn revive(&self, vintage: u32) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached(
                "UPDATE observations SET is_current = 1
                 WHERE indicator = ?1 AND subject = ?2 AND period = ?3 AND people_group = ?4 AND vintage = ?5",
            )?
            .execute(params![
                self.indicator,
                self.subject,
                self.period,
                self.group,
                vintage
            ])?;
        Ok(())
    }

    /// Makes the figure of one import that of another which had found the same.
    fn hand_over(&self, from: u32, to: &Claim) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached(
                "UPDATE observations SET vintage = ?6, sheet = ?7, source_row = ?8, source_column = ?9, raw = ?10
                 WHERE indicator = ?1 AND subject = ?2 AND period = ?3 AND people_group = ?4 AND vintage = ?5",
            )?
            .execute(params![
                self.indicator,
                self.subject,
                self.period,
                self.group,
                from,
                to.import,
                to.sheet,
                to.row,
                to.column,
                to.raw
            ])?;
        Ok(())
    }

    fn forget_confirmation(&self, import: u32) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached(
                "DELETE FROM confirmations
                 WHERE indicator = ?1 AND subject = ?2 AND period = ?3 AND people_group = ?4 AND import = ?5",
            )?
            .execute(params![
                self.indicator,
                self.subject,
                self.period,
                self.group,
                import
            ])?;
        Ok(())
    }

    fn confirm(&self, claim: &Claim) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO confirmations (indicator, subject, period, people_group, import, sheet, source_row,
                     source_column, raw)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                self.indicator,
                self.subject,
                self.period,
                self.group,
                claim.import,
                claim.sheet,
                claim.row,
                claim.column,
                claim.raw
            ])?;
        Ok(())
    }
}

fn claim(row: &rusqlite::Row<'_>) -> rusqlite::Result<Claim> {
    Ok(Claim {
        import: row.get(0)?,
        sheet: row.get(1)?,
        row: row.get(2)?,
        column: row.get(3)?,
        raw: row.get(4)?,
    })
}
