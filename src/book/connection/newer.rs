//! A book of a newer program: read, where it says that this program may, and never changed.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::{open_hardened, verify};
use crate::book::BookError;
use crate::book::migrations::{self, SchemaObject};

/// Opens a book of a newer version to read it, or names the version that is needed.
pub(super) fn open(path: &Path, version: u32) -> Result<Connection, BookError> {
    let too_new = || BookError::Newer(path.to_owned(), version);
    let connection = open_hardened(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let reader: u32 = connection
        .query_row("SELECT min_reader FROM meta", [], |row| row.get(0))
        .map_err(|_| too_new())?;
    if reader > migrations::NEWEST {
        return Err(too_new());
    }
    let found = migrations::schema_of(&connection)?;
    let expected = migrations::expected(migrations::NEWEST)?.unwrap_or_default();
    if let Some((kind, name, _)) = found.iter().find(|object| can_run(object, expected)) {
        let what = format!("it holds the {kind} “{name}”");
        return Err(BookError::Altered(path.to_owned(), what));
    }
    let example = migrations::example(migrations::NEWEST)?;
    for (_, table, _) in expected.iter().filter(|(kind, ..)| kind == "table") {
        let ours = columns(&example, table)?;
        if !ours.is_subset(&columns(&connection, table)?) {
            return Err(too_new());
        }
    }
    verify(&connection, path)?;
    Ok(connection)
}

/// Whether an object of a schema could do something, and is none of ours.
fn can_run(object: &SchemaObject, expected: &[SchemaObject]) -> bool {
    let (kind, name, sql) = object;
    let ours = || {
        expected
            .iter()
            .any(|(of, called, _)| (of, called) == (kind, name))
    };
    match kind.as_str() {
        "table" => sql.to_ascii_uppercase().starts_with("CREATE VIRTUAL"),
        "index" => false,
        _ => !ours(),
    }
}

fn columns(connection: &Connection, table: &str) -> rusqlite::Result<BTreeSet<String>> {
    connection
        .prepare("SELECT name FROM pragma_table_info(?1)")?
        .query_map([table], |row| row.get(0))?
        .collect()
}
