//! The schema, one `.sql` file a version, forward only. Knows nothing of what the tables mean.

use std::sync::OnceLock;

use rusqlite::{Connection, TransactionBehavior};

use super::BookError;
use super::identify::APPLICATION_ID;

/// Every step from an empty file to the newest schema. A step that was released is never edited.
const STEPS: [&str; 3] = [
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
];

/// The schema that this program writes.
pub(super) const NEWEST: u32 = STEPS.len() as u32;

/// Brings a new file to the newest schema, inside the transaction that is open.
pub(super) fn make_all(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    take_steps(connection, 0, NEWEST)
}

fn take_steps(connection: &Connection, from: u32, to: u32) -> rusqlite::Result<()> {
    let (from, to) = (from as usize, to as usize);
    for step in STEPS.get(from..to).unwrap_or_default() {
        connection.execute_batch(step)?;
    }
    connection.pragma_update(None, "user_version", to as u32)
}

/// The schema that a file states.
pub(super) fn version_of(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings an older book to the newest schema in one transaction, or leaves it as it was. Steps keep every row:
/// nothing that an older book says is lost.
pub(super) fn upgrade(connection: &mut Connection) -> Result<(), BookError> {
    if version_of(connection)? == NEWEST {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Somebody else may have done it meanwhile.
    let version = version_of(&transaction)?;
    if version < NEWEST {
        take_steps(&transaction, version, NEWEST)?;
        let broken: i64 =
            transaction.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
                row.get(0)
            })?;
        if broken > 0 {
            return Err(BookError::Inconsistent(format!(
                "{broken} rows of the older book refer to something that is not there"
            )));
        }
    }
    transaction.commit()?;
    Ok(())
}

/// One object of a schema: type, name and SQL text.
pub(super) type SchemaObject = (String, String, String);

/// The schema that a book of a version has; none for a version that never was.
pub(super) fn expected(version: u32) -> rusqlite::Result<Option<&'static [SchemaObject]>> {
    static EXPECTED: OnceLock<Vec<Vec<SchemaObject>>> = OnceLock::new();
    let known = if let Some(known) = EXPECTED.get() {
        known
    } else {
        let connection = Connection::open_in_memory()?;
        let mut found = Vec::with_capacity(STEPS.len());
        for version in 0..NEWEST {
            take_steps(&connection, version, version + 1)?;
            found.push(schema_of(&connection)?);
        }
        EXPECTED.get_or_init(|| found)
    };
    let at = (version as usize).checked_sub(1);
    Ok(at.and_then(|at| known.get(at)).map(Vec::as_slice))
}

/// The schema that a file has, but for what SQLite keeps for itself.
pub(super) fn schema_of(connection: &Connection) -> rusqlite::Result<Vec<SchemaObject>> {
    connection
        .prepare(
            "SELECT type, name, sql FROM sqlite_schema
             WHERE sql IS NOT NULL AND name NOT IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4')
             ORDER BY type, name",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
}
