//! The action that takes an import back, at any time and in any order: the book is then as if that import had never been.

use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior, params};

use super::breakdowns::{self, Change};
use super::indicators::IndicatorId;
use super::vintages::Place;
use super::watch::Watch;
use super::{
    BookError, ImportRecord, goals, imports, indicators, journal, meta, recipes, set_aside,
    subjects,
};

/// How many figures are taken away between two looks at Cancel.
const STRIDE: u64 = 4096;

/// Takes an import back, the last one that stands for `None`, as an action of its own.
pub(super) fn undo(
    connection: &mut Connection,
    number: Option<u32>,
    now: Timestamp,
    watch: &Watch,
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
    let name = format!("taking back {}", import.file);
    let action = journal::begin(&transaction, now, &name, Some(number))?;
    take_back(&transaction, &import, action, now, watch)?;
    journal::end(&transaction, action, now)?;
    meta::advance(&transaction, Some(now))?;
    watch.stop_if_cancelled()?;
    transaction.commit()?;
    Ok(ImportRecord {
        undone: true,
        ..import
    })
}

/// What the action is called that brings a file in.
pub(super) fn bringing(file: &str) -> String {
    format!("import of {file}")
}

/// Takes an import back, inside the action of this number, which keeps what brings it back.
pub(super) fn take_back(
    connection: &Connection,
    import: &ImportRecord,
    action: i64,
    now: Timestamp,
    watch: &Watch,
) -> Result<(), BookError> {
    let number = import.number;
    journal::record(connection, Some(action))?;
    let stated = indicators::stated_by(connection, number)?;
    let mut change = Change::default();
    let mut removed = Removed {
        done: 0,
        total: import.added + import.superseded + import.unchanged,
        watch,
    };
    for indicator in &stated {
        watch.stop_if_cancelled()?;
        set_aside::put(connection, action, number, *indicator)?;
        remove_figures(connection, number, *indicator, &mut change, &mut removed)?;
    }
    breakdowns::apply(connection, &change)?;
    for indicator in stated {
        indicators::retract(connection, number, indicator)?;
    }
    subjects::retract(connection, number)?;
    for indicator in goals::retract(connection, number)? {
        goals::settle(connection, &indicator)?;
    }
    recipes::retract(connection, number)?;
    imports::mark_undone(connection, number, &meta::written(now))?;
    journal::record(connection, None)?;
    Ok(())
}

/// Figures of an import of which nobody else says anything: they go together.
macro_rules! alone {
    ($statement:literal, $more:literal) => {
        concat!(
            $statement,
            " FROM observations AS o WHERE indicator = ?1 AND vintage = ?2
                 AND NOT EXISTS (SELECT 1 FROM observations WHERE indicator = ?1 AND subject = o.subject
                     AND period = o.period AND people_group = o.people_group AND vintage <> ?2)
                 AND NOT EXISTS (SELECT 1 FROM confirmations WHERE indicator = ?1 AND subject = o.subject
                     AND period = o.period AND people_group = o.people_group) ",
            $more
        )
    };
}

const ALONE_COUNTED: &str = alone!(
    "SELECT period, people_group, count(*)",
    "GROUP BY period, people_group"
);
const ALONE_DELETED: &str = alone!("DELETE", "");

/// Whether no import after this one says anything of an indicator. What it superseded is then current again, all at once.
const IS_LAST: &str =
    "SELECT NOT EXISTS (SELECT 1 FROM indicator_statements JOIN imports ON number = import
    WHERE indicator = ?1 AND place > (SELECT place FROM imports WHERE number = ?2))";
const BEFORE_REVIVED: &str = "UPDATE observations AS o SET is_current = 1
    WHERE indicator = ?1 AND vintage <> ?2
        AND EXISTS (SELECT 1 FROM observations WHERE indicator = ?1 AND subject = o.subject
            AND period = o.period AND people_group = o.people_group AND vintage = ?2)
        AND vintage = (SELECT vintage FROM observations JOIN imports ON number = vintage
            WHERE indicator = ?1 AND subject = o.subject AND period = o.period AND people_group = o.people_group
                AND vintage <> ?2
            ORDER BY place DESC LIMIT 1)";
const ITS_DELETED: &str = "DELETE FROM observations WHERE indicator = ?1 AND vintage = ?2";

/// All figures of an indicator, where none is of another import.
const ALL_COUNTED: &str = "SELECT period, people_group, count(*) FROM observations
    WHERE indicator = ?1 AND ?2 IS NOT NULL GROUP BY period, people_group";
const ALL_DELETED: &str = "DELETE FROM observations WHERE indicator = ?1 AND ?2 IS NOT NULL";

/// How many figures are away, and whether to go on.
struct Removed<'a> {
    done: u64,
    total: u64,
    watch: &'a Watch,
}

impl Removed<'_> {
    fn add(&mut self, figures: u64) -> Result<(), BookError> {
        let before = self.done / STRIDE;
        self.done += figures;
        if self.done / STRIDE > before {
            self.watch.stop_if_cancelled()?;
            self.watch
                .report(self.done, self.total, "Taking figures back");
        }
        Ok(())
    }
}

fn remove_figures(
    connection: &Connection,
    import: u32,
    indicator: IndicatorId,
    change: &mut Change,
    removed: &mut Removed<'_>,
) -> Result<(), BookError> {
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
    let is_last: bool =
        connection.query_row(IS_LAST, params![indicator, import], |row| row.get(0))?;
    let (counted, revived, deleted) = match (others, is_last) {
        (false, _) => (ALL_COUNTED, None, ALL_DELETED),
        (true, true) => (ALONE_COUNTED, Some(BEFORE_REVIVED), ITS_DELETED),
        (true, false) => (ALONE_COUNTED, None, ALONE_DELETED),
    };
    let mut statement = connection.prepare_cached(counted)?;
    let mut rows = statement.query(params![indicator, import])?;
    while let Some(row) = rows.next()? {
        let gone: i64 = row.get(2)?;
        removed.add(gone.unsigned_abs())?;
        *change
            .entry((indicator, row.get(0)?, row.get(1)?))
            .or_default() -= gone;
    }
    if let Some(revived) = revived {
        connection.execute(revived, params![indicator, import])?;
    }
    connection.execute(deleted, params![indicator, import])?;
    if is_last || !others {
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
        removed.add(1)?;
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
