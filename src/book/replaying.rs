//! Undo and redo: the last action is taken back, or done again, whatever it was and however long ago.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use super::journal::JOURNALLED;
use super::watch::Watch;
use super::{BookError, ImportRecord, Reader, Writer, imports, journal, meta, set_aside, undoing};
use crate::message::Progress;

/// The longest statement that is replayed.
const MOST_SQL: i32 = 64 << 20;

/// What can be undone and done again now, each in words that follow "Undo" or "Redo".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The last action that is done; none when nothing is left to undo.
    pub undo: Option<String>,
    /// The action that was undone last; none when there is nothing to do again.
    pub redo: Option<String>,
}

/// A step back or forth that was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The action, in words that follow "Undo" or "Redo".
    pub name: String,
    /// The import that went or came back with it, as it is now.
    pub import: Option<ImportRecord>,
}

impl Reader {
    /// What can be undone and done again now.
    pub fn history_of_actions(&self) -> Result<History, BookError> {
        self.at_once(|connection| {
            Ok(History {
                undo: next(connection, Direction::Back)?.map(|action| action.name),
                redo: next(connection, Direction::Forth)?.map(|action| action.name),
            })
        })
    }
}

impl Writer {
    /// Takes the last action back, whatever it was, and names it. Where all actions are forgotten it is the last import that
    /// stands.
    pub fn undo(&self, now: Timestamp, progress: &dyn Progress) -> Result<Step, BookError> {
        self.run(progress, move |connection, watch| {
            guarded(connection, Direction::Back, now, watch)
        })
    }

    /// Does the action that was undone last again, and names it.
    pub fn redo(&self, now: Timestamp, progress: &dyn Progress) -> Result<Step, BookError> {
        self.run(progress, move |connection, watch| {
            guarded(connection, Direction::Forth, now, watch)
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Forth,
}

struct Action {
    number: i64,
    name: String,
    import: Option<u32>,
}

fn action(row: &Row<'_>) -> rusqlite::Result<Action> {
    Ok(Action {
        number: row.get(0)?,
        name: row.get(1)?,
        import: row.get(2)?,
    })
}

fn next(connection: &Connection, direction: Direction) -> rusqlite::Result<Option<Action>> {
    let query = match direction {
        Direction::Back => {
            "SELECT number, name, import FROM undo_actions WHERE is_done = 1 ORDER BY number DESC LIMIT 1"
        }
        Direction::Forth => {
            "SELECT number, name, import FROM undo_actions WHERE is_done = 0 ORDER BY number LIMIT 1"
        }
    };
    connection
        .prepare_cached(query)?
        .query_row([], action)
        .optional()
}

/// Takes the step while nothing but rows of the journalled tables can be changed by what the book holds as statements: the
/// book may be of a stranger.
fn guarded(
    connection: &mut Connection,
    direction: Direction,
    now: Timestamp,
    watch: &Watch,
) -> Result<Step, BookError> {
    let guarding = Arc::new(AtomicBool::new(false));
    let on = Arc::clone(&guarding);
    connection.authorizer(Some(move |asked: AuthContext<'_>| {
        if on.load(Ordering::Relaxed) && !is_allowed(&asked) {
            Authorization::Deny
        } else {
            Authorization::Allow
        }
    }))?;
    let most = connection.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, MOST_SQL)?;
    let done = step(connection, direction, now, watch, &guarding);
    connection.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, most)?;
    connection.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)?;
    done
}

fn is_allowed(asked: &AuthContext<'_>) -> bool {
    let ours = asked
        .accessor
        .is_some_and(|trigger| trigger.starts_with("undo_"));
    match asked.action {
        AuthAction::Insert { table_name }
        | AuthAction::Delete { table_name }
        | AuthAction::Update { table_name, .. } => {
            JOURNALLED.contains(&table_name) || (ours && table_name == "undo_statements")
        }
        AuthAction::Read { .. } => true,
        AuthAction::Select | AuthAction::Function { .. } => ours,
        _ => false,
    }
}

fn step(
    connection: &mut Connection,
    direction: Direction,
    now: Timestamp,
    watch: &Watch,
    guarding: &AtomicBool,
) -> Result<Step, BookError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.pragma_update(None, "defer_foreign_keys", true)?;
    let found = match (next(&transaction, direction)?, direction) {
        (Some(found), _) => found,
        (None, Direction::Back) => forgotten(&transaction)?,
        (None, Direction::Forth) => return Err(BookError::NothingToRedo),
    };
    let import = match found.import {
        Some(import) => {
            Some(imports::one(&transaction, import)?.ok_or(BookError::NoSuchImport(import))?)
        }
        None => None,
    };
    match &import {
        Some(import) if !import.undone => {
            undoing::take_back(&transaction, import, found.number, now, watch)?;
        }
        Some(_) => {
            replay(&transaction, found.number, false, guarding, watch)?;
            set_aside::restore(&transaction, found.number)?;
        }
        None => replay(&transaction, found.number, true, guarding, watch)?,
    }
    transaction.execute(
        "UPDATE undo_actions SET is_done = ?2 WHERE number = ?1",
        params![found.number, direction == Direction::Forth],
    )?;
    journal::weigh(&transaction, found.number)?;
    meta::advance(&transaction, Some(now))?;
    watch.stop_if_cancelled()?;
    transaction.commit()?;
    Ok(Step {
        name: found.name,
        import: import.map(|import| ImportRecord {
            undone: !import.undone,
            ..import
        }),
    })
}

/// The last import that stands, as an action that went before all that are known.
fn forgotten(connection: &Connection) -> Result<Action, BookError> {
    let import = imports::last_standing(connection)?
        .and_then(|number| imports::one(connection, number).transpose())
        .transpose()?
        .ok_or(BookError::NothingToUndo)?;
    let name = undoing::bringing(&import.file);
    let number = connection.query_row(
        "INSERT INTO undo_actions (number, name, at_utc, is_done, import, size)
         SELECT coalesce(min(number), 1) - 1, ?1, ?2, 1, ?3, 0 FROM undo_actions
         RETURNING number",
        params![name, import.at, import.number],
        |row| row.get(0),
    )?;
    Ok(Action {
        number,
        name,
        import: Some(import.number),
    })
}

/// Does what was written down for an action, the last of it first. What this does is written down in its place, if wanted.
fn replay(
    connection: &Connection,
    action: i64,
    record: bool,
    guarding: &AtomicBool,
    watch: &Watch,
) -> Result<(), BookError> {
    let statements = connection
        .prepare("SELECT statement FROM undo_statements WHERE action = ?1 ORDER BY position DESC")?
        .query_map([action], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    connection.execute("DELETE FROM undo_statements WHERE action = ?1", [action])?;
    journal::record(connection, record.then_some(action))?;
    let total = statements.len() as u64;
    for (statement, done) in statements.iter().zip(0u64..) {
        if done.is_multiple_of(1024) {
            watch.stop_if_cancelled()?;
            watch.report(done, total, "Bringing back what was");
        }
        guarding.store(true, Ordering::Relaxed);
        let changed = connection.execute(statement, []);
        guarding.store(false, Ordering::Relaxed);
        if changed? != 1 {
            return Err(BookError::Inconsistent(
                "what was written down for undo does not fit the book".to_owned(),
            ));
        }
    }
    journal::record(connection, None)?;
    Ok(())
}
