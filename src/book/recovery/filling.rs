//! What was read goes into a new book row by row. A row that the book's own rules refuse is counted and left out.

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, params_from_iter};

use super::Loss;
use super::pages::Row;
use super::tables::{Source, Table};
use crate::book::{BookError, migrations};

/// Tables that are worked out from others, or that hold what a recovered book begins anew.
const NOT_TAKEN: [&str; 5] = [
    "coverage",
    "undo_actions",
    "undo_statements",
    "set_aside_observations",
    "set_aside_confirmations",
];

/// Tables whose rows name an import, by which one that lies about is known to be meant still.
const BY_IMPORT: [&str; 2] = ["observations", "confirmations"];

/// Makes the tables of the file's version in an empty file and fills them.
pub(super) fn fill(new: &mut Connection, source: &mut Source) -> Result<Vec<Loss>, BookError> {
    let transaction = new.transaction()?;
    migrations::make(&transaction, source.version)?;
    let mut losses = Vec::new();
    let tables = source.tables.clone();
    for (table, root) in &tables {
        if NOT_TAKEN.contains(&table.name.as_str()) {
            continue;
        }
        let mut loss = Loss {
            table: table.name.clone(),
            ..Loss::default()
        };
        let mut failure = None;
        let into = insertion(table);
        let mut take = |row: Row| {
            if failure.is_none() {
                match insert(&transaction, &into, table, row) {
                    Ok(true) => loss.kept += 1,
                    Ok(false) => loss.rows += 1,
                    Err(error) => failure = Some(error),
                }
            }
        };
        let unread = match root {
            Some(root) => source.pages.walk(*root, table.tree, &mut take),
            None => super::pages::Lost { pages: 1, rows: 0 },
        };
        if let Some(error) = failure {
            return Err(error.into());
        }
        loss.pages = unread.pages;
        loss.rows += unread.rows;
        losses.push(loss);
    }
    super::rebuilding::rebuild(&transaction, source, &mut losses)?;
    for (table, _) in &tables {
        let Some(loss) = losses.iter_mut().find(|loss| loss.table == table.name) else {
            continue;
        };
        if loss.pages > 0 && BY_IMPORT.contains(&table.name.as_str()) {
            loss.kept += fill_from_the_rest(&transaction, source, table)?;
        }
    }
    transaction.commit()?;
    Ok(losses)
}

/// A damaged page may have led to others. Their rows are taken where the import that they name stands: what was taken back may still
/// lie about.
fn fill_from_the_rest(
    transaction: &Connection,
    source: &mut Source,
    table: &Table,
) -> Result<u64, BookError> {
    let into = insertion(table);
    let vintage = table
        .columns
        .iter()
        .position(|column| column == "vintage" || column == "import");
    let mut found = 0;
    let mut failure = None;
    source.pages.walk_the_rest(table.tree, &mut |row| {
        if failure.is_some() || !table.is_of(&row) {
            return;
        }
        let import = vintage.and_then(|at| row.values.get(at)).cloned();
        let stands = import.is_none_or(|import| {
            let standing = "SELECT 1 FROM imports WHERE number = ?1 AND undone = 0";
            transaction
                .prepare_cached(standing)
                .and_then(|mut statement| statement.exists([import]))
                .unwrap_or(false)
        });
        if stands {
            match insert(transaction, &into, table, row) {
                Ok(taken) => found += u64::from(taken),
                Err(error) => failure = Some(error),
            }
        }
    });
    failure.map_or(Ok(found), |error| Err(error.into()))
}

/// The start of a statement that writes a row of a table. The names are those of our own schema.
fn insertion(table: &Table) -> (String, Vec<String>) {
    let quoted = table
        .columns
        .iter()
        .map(|column| ["\"", column, "\""].concat())
        .collect();
    (
        ["INSERT OR IGNORE INTO \"", &table.name, "\" ("].concat(),
        quoted,
    )
}

/// Writes a row, unless a rule of the book refuses it.
fn insert(
    transaction: &Connection,
    (into, columns): &(String, Vec<String>),
    table: &Table,
    row: Row,
) -> rusqlite::Result<bool> {
    let Some(values): Option<Vec<Value>> = table.values(row) else {
        return Ok(false);
    };
    // An older row has no value for the columns that came later: then the column's own word holds.
    let named = columns.get(..values.len()).unwrap_or_default().join(", ");
    let places = vec!["?"; values.len()].join(", ");
    let sql = [into, named.as_str(), ") VALUES (", &places, ")"].concat();
    match transaction
        .prepare_cached(&sql)?
        .execute(params_from_iter(values))
    {
        Ok(written) => Ok(written > 0),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            Ok(false)
        }
        Err(error) => Err(error),
    }
}
