//! What the book kept of how it read a file: enough to say, before it is read again, that it is there.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{BookError, ImportRecord, Reader, imports, indicators, recipes};
use crate::import::{
    ColumnGuess, Format, Layout, Problem, Recipe, ReviewedFile, ReviewedSheet, SourceFile,
};

/// A standing import of the very file, read in the same manner.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadBefore {
    /// The import.
    pub import: ImportRecord,
    /// The earliest standing import of the file.
    pub earliest: u32,
    /// How the file was understood, without its figures, names and questions, but with its indicators.
    pub review: ReviewedFile,
    /// What the import said of the recipe that it was read with.
    pub recipe: Option<Recipe>,
}

impl Reader {
    /// Whether a standing import is of a file of this size, so that looking for it by its hash may be worth the while.
    pub fn has_file_of_size(&self, size: u64) -> Result<bool, BookError> {
        self.at_once(|connection| Ok(has_size(connection, size)?))
    }

    /// The last standing import of the file with this hash, where it was read in this manner.
    pub fn read_before(&self, sha256: &str, manner: &str) -> Result<Option<ReadBefore>, BookError> {
        self.at_once(|connection| find(connection, sha256, manner))
    }
}

/// Whether a file of this size was ever imported: one that was not need not be looked for by its hash.
pub(super) fn has_size(connection: &Connection, size: u64) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM imports WHERE size = ?1 AND undone = 0 AND manner <> '')",
        [size.cast_signed()],
        |row| row.get(0),
    )
}

/// The last standing import of the file with this hash that was read in this manner.
pub(super) fn find(
    connection: &Connection,
    sha256: &str,
    manner: &str,
) -> Result<Option<ReadBefore>, BookError> {
    let found: Option<(u32, u64, String)> = connection
        .prepare_cached(
            "SELECT number, size, format FROM imports
             WHERE sha256 = ?1 AND manner = ?2 AND undone = 0 ORDER BY number DESC LIMIT 1",
        )?
        .query_row([sha256, manner], |row| {
            Ok((
                row.get(0)?,
                row.get::<_, i64>(1)?.cast_unsigned(),
                row.get(2)?,
            ))
        })
        .optional()?;
    let Some((number, size, format)) = found else {
        return Ok(None);
    };
    let earliest = imports::standing_of(connection, sha256)?;
    let Some(import) = imports::one(connection, number)? else {
        return Ok(None);
    };
    let Ok(format) = serde_json::from_value::<Format>(format.into()) else {
        return Ok(None);
    };
    let mut sheets = connection
        .prepare_cached(
            "SELECT name, layout, header_rows, last_row, columns, counts FROM import_sheets
             WHERE import = ?1 AND part_of IS NULL ORDER BY id",
        )?
        .query_map([number], sheet)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for problem in &import.problems {
        let at = sheets
            .iter()
            .position(|sheet| sheet.sheet == problem.origin.sheet);
        if let Some(sheet) = sheets.get_mut(at.unwrap_or(0)) {
            let unplaced = Problem {
                origin: crate::domain::Origin {
                    import: 0,
                    ..problem.origin.clone()
                },
                ..problem.clone()
            };
            sheet.problems.push(unplaced);
        }
    }
    give_indicators(connection, number, &mut sheets)?;
    Ok(Some(ReadBefore {
        earliest: earliest.first().map_or(number, |(earliest, _)| *earliest),
        review: ReviewedFile {
            file: SourceFile {
                name: import.file.clone(),
                sha256: sha256.to_owned(),
                size,
                format,
            },
            sheets,
        },
        recipe: recipes::of_import(connection, number)?,
        import,
    }))
}

fn sheet(row: &Row<'_>) -> rusqlite::Result<ReviewedSheet> {
    let text = |column: usize| row.get::<_, String>(column);
    let layout: String = row.get(1)?;
    Ok(ReviewedSheet {
        layout: serde_json::from_value(layout.into()).unwrap_or(Layout::NoFigures),
        header_rows: serde_json::from_str(&text(2)?).unwrap_or_default(),
        last_row: row.get(3)?,
        columns: serde_json::from_str::<Vec<ColumnGuess>>(&text(4)?).unwrap_or_default(),
        counts: serde_json::from_str(&text(5)?).unwrap_or_default(),
        ..ReviewedSheet::named(&text(0)?)
    })
}

/// Puts the indicators of an import into the sheets that gave figures of them.
fn give_indicators(
    connection: &Connection,
    number: u32,
    sheets: &mut [ReviewedSheet],
) -> rusqlite::Result<()> {
    let with_figures = sheets.iter().filter(|sheet| sheet.counts.kept > 0).count();
    let mut names = connection.prepare_cached(
        "SELECT name FROM import_sheets WHERE id IN (
             SELECT sheet FROM observations WHERE indicator = ?1 AND vintage = ?2
             UNION SELECT sheet FROM confirmations WHERE indicator = ?1 AND import = ?2)",
    )?;
    for id in indicators::stated_by(connection, number)? {
        let Some(said) = indicators::said(connection, id, number)? else {
            continue;
        };
        let of: Vec<String> = if with_figures > 1 {
            names
                .query_map(params![id, number], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?
        } else {
            Vec::new()
        };
        for sheet in sheets.iter_mut().filter(|sheet| sheet.counts.kept > 0) {
            if with_figures == 1 || of.contains(&sheet.sheet) {
                sheet.indicators.push(said.clone());
            }
        }
    }
    Ok(())
}
