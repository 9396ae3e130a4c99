//! The tables `imports`, `import_sheets` and `problems`.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{BookError, ImportRecord, ImportTerms};
use crate::domain::Origin;
use crate::import::{ColumnGuess, Counts, Problem, ReviewedSheet, Severity, SourceFile};

/// Row number of a sheet in the book.
pub(super) type SheetId = i64;

const COLUMNS: &str = "SELECT number, file, sha256, at_utc, counts, added, superseded, unchanged, undone FROM imports";

fn record(row: &Row<'_>) -> rusqlite::Result<ImportRecord> {
    let counts: String = row.get(4)?;
    Ok(ImportRecord {
        number: row.get(0)?,
        file: row.get(1)?,
        sha256: row.get(2)?,
        at: row.get(3)?,
        counts: serde_json::from_str(&counts).unwrap_or_default(),
        added: row.get::<_, i64>(5)? as u64,
        superseded: row.get::<_, i64>(6)? as u64,
        unchanged: row.get::<_, i64>(7)? as u64,
        undone: row.get(8)?,
        problems: Vec::new(),
    })
}

/// Every import, newest first, without its problems.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<ImportRecord>> {
    let mut imports = connection
        .prepare_cached(COLUMNS)?
        .query_map([], record)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    imports.sort_by_key(|import| std::cmp::Reverse(import.number));
    Ok(imports)
}

/// One import with its problems.
pub(super) fn one(connection: &Connection, number: u32) -> rusqlite::Result<Option<ImportRecord>> {
    let found = connection
        .prepare_cached(&(COLUMNS.to_owned() + " WHERE number = ?1"))?
        .query_row([number], record)
        .optional()?;
    let Some(mut import) = found else {
        return Ok(None);
    };
    import.problems = connection
        .prepare_cached(
            "SELECT code, severity, sheet, source_row, source_column, raw, message, rejected FROM problems
             WHERE import = ?1 ORDER BY position",
        )?
        .query_map([number], |row| {
            let severity: String = row.get(1)?;
            Ok(Problem {
                code: row.get(0)?,
                severity: match severity.as_str() {
                    "blocker" => Severity::Blocker,
                    "warning" => Severity::Warning,
                    _ => Severity::Info,
                },
                origin: Origin {
                    import: number,
                    sheet: row.get(2)?,
                    row: row.get(3)?,
                    column: row.get(4)?,
                },
                raw: row.get(5)?,
                about: String::new(),
                message: row.get(6)?,
                rejected: row.get(7)?,
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(Some(import))
}

/// The standing imports of the file with this hash with their places, oldest first.
pub(super) fn standing_of(
    connection: &Connection,
    sha256: &str,
) -> rusqlite::Result<Vec<(u32, u32)>> {
    connection
        .prepare_cached(
            "SELECT number, place FROM imports WHERE sha256 = ?1 AND undone = 0 ORDER BY number",
        )?
        .query_map([sha256], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Imports that stood at a moment and were taken back since, newest first.
pub(super) fn taken_back_since(
    connection: &Connection,
    moment: &str,
) -> rusqlite::Result<Vec<ImportRecord>> {
    let taken_back = COLUMNS.to_owned()
        + " WHERE undone = 1 AND at_utc <= ?1 AND undone_utc > ?1 ORDER BY number DESC";
    connection
        .prepare(&taken_back)?
        .query_map([moment], record)?
        .collect()
}

/// Where an import stands among the others; none where there is no such import.
pub(super) fn place_of(connection: &Connection, number: u32) -> rusqlite::Result<Option<u32>> {
    connection
        .query_row(
            "SELECT place FROM imports WHERE number = ?1",
            [number],
            |row| row.get(0),
        )
        .optional()
}

/// The last import that stands.
pub(super) fn last_standing(connection: &Connection) -> rusqlite::Result<Option<u32>> {
    connection
        .query_row(
            "SELECT number FROM imports WHERE undone = 0 ORDER BY number DESC LIMIT 1",
            [],
            |row| row.get(0),
        )
        .optional()
}

/// Writes a new import, with nothing counted yet, and returns its number. It takes the place of the import `before`, which
/// moves up with all that follow it, or the last one.
pub(super) fn begin(
    connection: &Connection,
    file: &SourceFile,
    counts: &Counts,
    at: &str,
    terms: &ImportTerms,
) -> Result<u32, BookError> {
    let place = match terms.before {
        Some(before) => {
            let place = place_of(connection, before)?.ok_or(BookError::NoSuchImport(before))?;
            connection.execute(
                "UPDATE imports SET place = place + 1 WHERE place >= ?1",
                [place],
            )?;
            Some(place)
        }
        None => None,
    };
    let format = serde_json::to_string(&file.format).unwrap_or_default();
    connection.execute(
        "INSERT INTO imports (number, place, file, sha256, size, format, at_utc, counts, added, superseded, unchanged, manner)
         SELECT coalesce(max(number), 0) + 1, coalesce(?7, max(place) + 1, 1), ?1, ?2, ?3, ?4, ?5, ?6, 0, 0, 0, ?8
         FROM imports",
        params![
            file.name,
            file.sha256,
            file.size.cast_signed(),
            format.trim_matches('"'),
            at,
            json(counts)?,
            place,
            terms.manner
        ],
    )?;
    Ok(u32::try_from(connection.last_insert_rowid()).unwrap_or(u32::MAX))
}

/// Writes how an import's figures met those in the book.
pub(super) fn finish(
    connection: &Connection,
    number: u32,
    added: u64,
    superseded: u64,
    unchanged: u64,
) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE imports SET added = ?2, superseded = ?3, unchanged = ?4 WHERE number = ?1",
        params![
            number,
            added.cast_signed(),
            superseded.cast_signed(),
            unchanged.cast_signed()
        ],
    )?;
    Ok(())
}

/// Marks an import as taken back.
pub(super) fn mark_undone(connection: &Connection, number: u32, at: &str) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE imports SET undone = 1, undone_utc = ?2 WHERE number = ?1",
        params![number, at],
    )?;
    Ok(())
}

/// Imports that cannot be brought back of which it is still known that they were there: the newest ones.
const MOST_OUTLIVED: u32 = 500;

/// Imports that were taken back and that no step can bring back any more.
macro_rules! outlived {
    ($statement:literal, $column:literal) => {
        concat!(
            $statement,
            " WHERE ",
            $column,
            " IN (SELECT number FROM imports WHERE undone = 1
                 AND number NOT IN (SELECT import FROM undo_actions WHERE import IS NOT NULL))"
        )
    };
}

/// Of an import that no step can bring back any more, that it was there is kept, and no longer what its file was like.
pub(super) fn thin(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute(outlived!("DELETE FROM problems", "import"), [])?;
    connection.execute(outlived!("DELETE FROM import_sheets", "import"), [])?;
    // Only an import that stands is known again by the manner in which its file was read.
    connection.execute(
        outlived!("UPDATE imports SET manner = ''", "manner <> '' AND number"),
        [],
    )?;
    connection.execute(
        outlived!(
            "DELETE FROM imports",
            "number <= (SELECT number FROM imports WHERE undone = 1 AND number NOT IN
                 (SELECT import FROM undo_actions WHERE import IS NOT NULL)
                 ORDER BY number DESC LIMIT 1 OFFSET ?1) AND number"
        ),
        [MOST_OUTLIVED],
    )?;
    Ok(())
}

/// Writes a sheet and returns its row number.
pub(super) fn add_sheet(
    connection: &Connection,
    import: u32,
    sheet: &ReviewedSheet,
) -> Result<SheetId, BookError> {
    connection.execute(
        "INSERT INTO import_sheets (import, name, layout, header_rows, last_row, columns, counts)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            import,
            sheet.sheet,
            sheet.layout.code(),
            json(&sheet.header_rows)?,
            sheet.last_row,
            json(&sheet.columns)?,
            json(&sheet.counts)?
        ],
    )?;
    Ok(connection.last_insert_rowid())
}

/// The headers of an import's tables.
pub(super) fn headers(connection: &Connection, number: u32) -> rusqlite::Result<Vec<String>> {
    let columns = connection
        .prepare_cached(
            "SELECT columns FROM import_sheets WHERE import = ?1 AND layout <> 'no-figures'",
        )?
        .query_map([number], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(columns
        .iter()
        .filter_map(|text| serde_json::from_str::<Vec<ColumnGuess>>(text).ok())
        .flatten()
        .map(|column| column.header)
        .collect())
}

/// Every sheet by its row number: its import and its name.
pub(super) fn sheets(
    connection: &Connection,
) -> rusqlite::Result<std::collections::HashMap<SheetId, (u32, String)>> {
    connection
        .prepare_cached("SELECT id, import, name FROM import_sheets")?
        .query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?
        .collect()
}

/// Writes the problems of an import, in order.
pub(super) fn add_problems<'a>(
    connection: &Connection,
    import: u32,
    problems: impl Iterator<Item = &'a Problem>,
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO problems (import, position, code, severity, sheet, source_row, source_column, raw, message, rejected)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for (problem, position) in problems.zip(0i64..) {
        insert.execute(params![
            import,
            position,
            problem.code,
            match problem.severity {
                Severity::Blocker => "blocker",
                Severity::Warning => "warning",
                Severity::Info => "info",
            },
            problem.origin.sheet,
            problem.origin.row,
            problem.origin.column,
            problem.raw,
            problem.message,
            problem.rejected
        ])?;
    }
    Ok(())
}

pub(super) fn json<T: serde::Serialize>(value: &T) -> Result<String, BookError> {
    serde_json::to_string(value).map_err(|error| BookError::Inconsistent(error.to_string()))
}
