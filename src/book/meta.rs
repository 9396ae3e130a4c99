//! The table `meta`: one row on the book itself.

use jiff::Timestamp;
use rusqlite::{Connection, params};

/// A time as the book keeps it: `2026-11-22T10:15:00Z`.
pub(super) fn written(now: Timestamp) -> String {
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Writes the row of a new book.
pub(super) fn begin(connection: &Connection, now: Timestamp) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO meta (one, book_uuid, revision, min_reader, app_version, created_utc, last_saved_utc)
         VALUES (1, lower(hex(randomblob(16))), 0, 1, ?1, ?2, ?2)",
        params![env!("CARGO_PKG_VERSION"), written(now)],
    )?;
    Ok(())
}

/// Counts one more action, inside its transaction.
pub(super) fn advance(connection: &Connection, now: Option<Timestamp>) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE meta SET revision = revision + 1, app_version = ?1, last_saved_utc = coalesce(?2, last_saved_utc)",
        params![env!("CARGO_PKG_VERSION"), now.map(written)],
    )?;
    Ok(())
}

/// Rises by one with every action.
pub(super) fn revision(connection: &Connection) -> rusqlite::Result<u64> {
    connection
        .prepare_cached("SELECT revision FROM meta")?
        .query_row([], |row| row.get::<_, i64>(0))
        .map(|revision| revision as u64)
}

/// Whether the book is the shipped sample.
pub(super) fn is_sample(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT is_sample FROM meta", [], |row| row.get(0))
}

/// Marks the book as the shipped sample.
pub(super) fn mark_sample(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("UPDATE meta SET is_sample = 1", [])?;
    Ok(())
}
