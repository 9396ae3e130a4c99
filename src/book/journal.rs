//! What each action does to the tables, written down while it is done as the statements that take it back. Triggers of the
//! writer's connection do it, inside the action's own transaction; nothing of them is in the file.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, params};

use super::{BookError, imports, meta};

/// The tables whose rows are written down, each with a primary key. Figures are not among them: an import that is taken back
/// sets its figures aside instead.
pub(super) const JOURNALLED: &[&str] = &[
    "imports",
    "indicators",
    "indicator_statements",
    "subjects",
    "subject_ids",
    "subject_names",
    "subject_statements",
    "periods",
    "people_groups",
    "coverage",
    "goal_statements",
    "goals_chosen",
    "goal_links",
    "recipe_statements",
    "plans",
    "plan_goals",
    "community_outcomes",
    "stories",
    "slides",
    "votes",
    "vote_options",
    "hands",
    "workshop_notes",
];

/// A column whose value is never put back: an import moves up for one that comes before it, and stays there.
const MOVES_ON: (&str, &str) = ("imports", "place");

/// How many actions can be undone.
const MOST_ACTIONS: u32 = 200;
/// For how many days.
const MOST_DAYS: i64 = 30;
/// How many bytes are kept for all of them; the last one is kept whatever its size.
const MOST_BYTES: i64 = 200 << 20;
/// Parts that one call puts together.
const MOST_PARTS: usize = 32;

/// Makes the triggers. They sleep until an action begins.
pub(super) fn arm(connection: &Connection) -> Result<(), BookError> {
    connection.execute_batch(
        "CREATE TEMP TABLE undo_now (action INTEGER); INSERT INTO undo_now VALUES (NULL);",
    )?;
    for table in JOURNALLED {
        connection.execute_batch(&triggers(connection, table)?)?;
    }
    Ok(())
}

/// A column of a table, and its place in the primary key, from 1; 0 where it is not in it.
struct Column {
    name: String,
    is_text: bool,
    key: i64,
}

fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<Column>> {
    connection
        .prepare("SELECT name, type, pk FROM pragma_table_info(?1)")?
        .query_map([table], |row| {
            Ok(Column {
                name: row.get(0)?,
                is_text: row.get::<_, String>(1)? == "TEXT",
                key: row.get(2)?,
            })
        })?
        .collect()
}

/// The triggers of one table: each writes the statement that undoes what fired it.
fn triggers(connection: &Connection, table: &str) -> Result<String, BookError> {
    let columns = columns(connection, table)?;
    let key: Vec<&Column> = columns.iter().filter(|column| column.key > 0).collect();
    if key.is_empty() {
        return Err(BookError::Inconsistent(format!("{table} has no key")));
    }
    let list = |row: &str| -> String {
        let names: Vec<String> = columns
            .iter()
            .map(|column| format!("{row}{}", column.name))
            .collect();
        names.join(", ")
    };
    let pairs = |of: &[&Column], row: &str, between: &str| -> Vec<String> {
        let mut parts = Vec::new();
        for (at, column) in of.iter().enumerate() {
            let before = if at > 0 { between } else { "" };
            parts.push(format!("'{before}{} = '", column.name));
            parts.push(quoted(column, row));
        }
        parts
    };
    let put_back: Vec<&Column> = columns
        .iter()
        .filter(|column| (table, column.name.as_str()) != MOVES_ON)
        .collect();
    let mut insert = vec![format!("'INSERT INTO {table} ({}) VALUES ('", list(""))];
    for (at, column) in columns.iter().enumerate() {
        if at > 0 {
            insert.push("', '".to_owned());
        }
        insert.push(quoted(column, "OLD"));
    }
    insert.push("')'".to_owned());
    let mut delete = vec![format!("'DELETE FROM {table} WHERE '")];
    delete.extend(pairs(&key, "NEW", " AND "));
    let mut update = vec![format!("'UPDATE {table} SET '")];
    update.extend(pairs(&put_back, "OLD", ", "));
    update.push("' WHERE '".to_owned());
    update.extend(pairs(&key, "NEW", " AND "));
    // What only moves on leaves nothing to put back.
    let compared = |row: &str| -> String {
        let names = put_back
            .iter()
            .map(|column| format!("{row}{}", column.name));
        names.collect::<Vec<String>>().join(", ")
    };
    let differs = format!("AND ({}) IS NOT ({})", compared("OLD."), compared("NEW."));
    let made: Vec<String> = [
        ("INSERT", "", delete),
        ("DELETE", "", insert),
        ("UPDATE", differs.as_str(), update),
    ]
    .into_iter()
    .map(|(event, when, parts)| {
        format!(
            "CREATE TEMP TRIGGER undo_{event}_{table} AFTER {event} ON main.{table}
             WHEN (SELECT action FROM undo_now) IS NOT NULL {when} BEGIN
                 INSERT INTO undo_statements (action, position, statement)
                 SELECT action, (SELECT coalesce(max(position), 0) + 1 FROM undo_statements AS s
                     WHERE s.action = undo_now.action), {}
                 FROM undo_now;
             END;\n",
            together(parts)
        )
    })
    .collect();
    Ok(made.concat())
}

/// A column's value as SQL. A text with a NUL sign in it would be cut there if it were only quoted.
fn quoted(column: &Column, row: &str) -> String {
    let value = format!("{row}.{}", column.name);
    if column.is_text {
        format!(
            "CASE WHEN instr({value}, char(0)) THEN concat('CAST(x''', hex({value}), ''' AS TEXT)') ELSE quote({value}) END"
        )
    } else {
        format!("quote({value})")
    }
}

/// Parts put together by calls that take no more of them than a book allows.
fn together(mut parts: Vec<String>) -> String {
    while parts.len() > 1 {
        parts = parts
            .chunks(MOST_PARTS)
            .map(|some| format!("concat({})", some.join(", ")))
            .collect();
    }
    parts.concat()
}

/// Writes down that an action begins, inside its transaction, and returns its number.
pub(super) fn begin(
    connection: &Connection,
    now: Timestamp,
    name: &str,
    import: Option<u32>,
) -> rusqlite::Result<i64> {
    connection.execute(
        "INSERT INTO undo_actions (number, name, at_utc, is_done, import, size)
         SELECT coalesce(max(number), 0) + 1, ?1, ?2, 1, ?3, 0 FROM undo_actions",
        params![name, meta::written(now), import],
    )?;
    Ok(connection.last_insert_rowid())
}

/// From now on, what is done to the tables is written down under this action; or not at all.
pub(super) fn record(connection: &Connection, action: Option<i64>) -> rusqlite::Result<()> {
    connection.execute("UPDATE undo_now SET action = ?1", [action])?;
    Ok(())
}

/// Ends an action: what was undone before it can no longer be done again. An action that changed nothing leaves no trace.
pub(super) fn end(connection: &Connection, action: i64, now: Timestamp) -> rusqlite::Result<()> {
    record(connection, None)?;
    let idle = connection.execute(
        "DELETE FROM undo_actions WHERE number = ?1 AND import IS NULL
             AND NOT EXISTS (SELECT 1 FROM undo_statements WHERE action = ?1)",
        [action],
    )?;
    if idle > 0 {
        return Ok(());
    }
    connection.execute("DELETE FROM undo_actions WHERE is_done = 0", [])?;
    weigh(connection, action)?;
    forget(connection, now)
}

/// Notes how much is kept for an action.
pub(super) fn weigh(connection: &Connection, action: i64) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE undo_actions SET size =
             (SELECT coalesce(sum(octet_length(statement)), 0) FROM undo_statements WHERE action = ?1)
             + 100 * (SELECT count(*) FROM set_aside_observations WHERE action = ?1)
             + 50 * (SELECT count(*) FROM set_aside_confirmations WHERE action = ?1)
         WHERE number = ?1",
        [action],
    )?;
    Ok(())
}

/// Forgets every action; what they did stands.
pub(super) fn forget_all(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM undo_actions", [])?;
    imports::thin(connection)
}

/// Forgets the oldest actions, once there are too many of them, or they are too old or too large.
fn forget(connection: &Connection, now: Timestamp) -> rusqlite::Result<()> {
    let since = now
        .checked_sub(SignedDuration::from_hours(24 * MOST_DAYS))
        .unwrap_or(now);
    connection.execute(
        "DELETE FROM undo_actions WHERE number <= (
             SELECT max(number) FROM (
                 SELECT number, at_utc, row_number() OVER newest AS nth, sum(size) OVER newest AS kept
                 FROM undo_actions WINDOW newest AS (ORDER BY number DESC))
             WHERE nth > ?1 OR (nth > 1 AND (at_utc < ?2 OR kept > ?3)))",
        params![MOST_ACTIONS, meta::written(since), MOST_BYTES],
    )?;
    imports::thin(connection)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{JOURNALLED, arm};
    use crate::book::migrations;

    /// What no action of the user changes, or what is kept of an import in another way.
    const NOT_JOURNALLED: [&str; 12] = [
        "meta",
        "frameworks",
        "goals",
        "import_sheets",
        "problems",
        "observations",
        "confirmations",
        "undo_actions",
        "undo_statements",
        "set_aside_observations",
        "set_aside_confirmations",
        "drafts",
    ];

    #[test]
    fn every_table_is_journalled_or_known_not_to_be() {
        let book = Connection::open_in_memory().expect("opens");
        migrations::make_all(&book).expect("makes");
        arm(&book).expect("has a trigger for each");
        let mut tables: Vec<String> = book
            .prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            )
            .expect("reads")
            .query_map([], |row| row.get(0))
            .expect("reads")
            .collect::<rusqlite::Result<_>>()
            .expect("reads");
        let mut known: Vec<&str> = JOURNALLED.iter().chain(&NOT_JOURNALLED).copied().collect();
        tables.sort();
        known.sort_unstable();
        assert_eq!(tables, known);
    }
}
