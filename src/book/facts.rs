//! What tells one state of a book from another, and what a person is told of a book that is not open.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use super::{BookError, connection, meta};

/// What a book says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BookFacts {
    /// The same in every copy of the book.
    pub uuid: String,
    /// Rises by one with every action.
    pub revision: u64,
    /// When it was last changed: `2026-11-22T10:15:00Z`.
    pub saved: String,
    /// Current figures.
    pub figures: u64,
    /// Indicators.
    pub indicators: u64,
    /// Places and organisations.
    pub subjects: u64,
    /// Imports that stand.
    pub imports: u64,
    /// The file that was imported last and stands.
    pub last_file: Option<String>,
}

/// What the book at `path` says of itself. Its pages are not looked at one by one, and nothing is upgraded.
pub fn peek(path: &Path) -> Result<BookFacts, BookError> {
    let (connection, path) = connection::open_as_it_is(path)?;
    facts(&connection).map_err(|error| BookError::from(error).at(&path))
}

/// What the book behind a connection says of itself, whatever its version.
pub(super) fn facts(connection: &Connection) -> rusqlite::Result<BookFacts> {
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let (uuid, saved) =
        connection.query_row("SELECT book_uuid, last_saved_utc FROM meta", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    Ok(BookFacts {
        uuid,
        saved,
        revision: meta::revision(connection)?,
        figures: count("SELECT coalesce(sum(figures), 0) FROM coverage")?.unsigned_abs(),
        indicators: count("SELECT count(*) FROM indicators")?.unsigned_abs(),
        subjects: count("SELECT count(*) FROM subjects")?.unsigned_abs(),
        imports: count("SELECT count(*) FROM imports WHERE undone = 0")?.unsigned_abs(),
        last_file: connection
            .query_row(
                "SELECT file FROM imports WHERE undone = 0 ORDER BY number DESC LIMIT 1",
                [],
                |row| row.get(0),
            )
            .optional()?,
    })
}

/// How many rows the tables hold that a copy must hold as well.
pub(super) fn row_counts(connection: &Connection) -> rusqlite::Result<[i64; 6]> {
    let mut counts = [0; 6];
    for (count, sql) in counts.iter_mut().zip([
        "SELECT count(*) FROM observations",
        "SELECT count(*) FROM imports",
        "SELECT count(*) FROM indicators",
        "SELECT count(*) FROM subjects",
        "SELECT count(*) FROM periods",
        "SELECT revision FROM meta",
    ]) {
        *count = connection.query_row(sql, [], |row| row.get(0))?;
    }
    Ok(counts)
}
