//! The schema, one `.sql` file a version, forward only. Knows nothing of what the tables mean.

use std::sync::OnceLock;

use rusqlite::Connection;

use super::identify::APPLICATION_ID;

/// Every step from an empty file to the newest schema.
const STEPS: [&str; 1] = [include_str!("migrations/0001.sql")];

/// The schema that this program writes.
pub(super) const NEWEST: u32 = STEPS.len() as u32;

/// Brings a new file to the newest schema, inside the transaction that is open.
pub(super) fn make_all(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    for step in STEPS {
        connection.execute_batch(step)?;
    }
    connection.pragma_update(None, "user_version", NEWEST)
}

/// One object of a schema: type, name and SQL text.
pub(super) type SchemaObject = (String, String, String);

/// The schema that a book of this version has.
pub(super) fn expected() -> rusqlite::Result<&'static [SchemaObject]> {
    static EXPECTED: OnceLock<Vec<SchemaObject>> = OnceLock::new();
    if let Some(known) = EXPECTED.get() {
        return Ok(known);
    }
    let connection = Connection::open_in_memory()?;
    make_all(&connection)?;
    let found = schema_of(&connection)?;
    Ok(EXPECTED.get_or_init(|| found))
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
