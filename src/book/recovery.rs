//! What can still be read of a damaged book, or of one that another program has changed, is written into a new one. The original is
//! only read, and none of it is run: its pages are read without SQLite.

mod filling;
mod pages;
mod rebuilding;
mod record;
mod settling;
mod tables;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};

use self::settling::Gone;
use self::tables::Source;
use super::identify::absolute;
use super::{BookError, CheckReport, check, connection, copying, migrations};

/// What was recovered of a book, and what was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// The new book and what a check of it found.
    pub report: CheckReport,
    /// What is missing, a sentence each; empty when nothing is.
    pub missing: Vec<String>,
}

/// How much of a table was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Loss {
    table: String,
    kept: u64,
    /// Rows that were made again from what stands elsewhere.
    back: u64,
    pages: u64,
    rows: u64,
}

/// Whether a file that says it is no book holds tables of one all the same.
pub fn can_recover(book: &Path) -> bool {
    absolute(book).is_ok_and(|path| Source::open(&path).is_ok())
}

/// Reads what can be read of the file at `book` into a new book at `to`, which must not exist.
pub fn recover(book: &Path, to: &Path, now: Timestamp) -> Result<Recovery, BookError> {
    let book = absolute(book)?;
    let about = std::fs::metadata(&book).map_err(|error| BookError::of_file(&book, error))?;
    if about.is_dir() {
        return Err(BookError::NoBook(book));
    }
    if about.len() == 0 {
        return Err(BookError::Empty(book));
    }
    let rolled_back = roll_back_a_copy(&book, to)?;
    let path = rolled_back
        .as_ref()
        .map_or(book.as_path(), |(_, copy)| copy.as_path());
    let mut source = Source::open(path)?;
    let mut missing = Vec::new();
    let mut report = None;
    copying::put_at(to, |new| {
        let mut target = connection::open_new(new)?;
        // What refers to something lost is looked for at the end.
        target.pragma_update(None, "foreign_keys", false)?;
        let losses = filling::fill(&mut target, &mut source)?;
        if losses.iter().all(|loss| loss.kept == 0) {
            return Err(BookError::NothingRecovered(book.clone()));
        }
        let gone = settle(&mut target, now)?;
        connection::quick_check(&target, new)?;
        missing = words(&target, &source, &losses, gone)?;
        report = Some(check::look(&target, to.to_owned())?);
        Ok(())
    })?;
    let report = report.ok_or(BookError::NothingRecovered(book))?;
    Ok(Recovery { report, missing })
}

/// An action that was cut off is rolled back as SQLite does it, on a copy. Nothing where there is no journal.
fn roll_back_a_copy(
    book: &Path,
    to: &Path,
) -> Result<Option<(tempfile::TempDir, PathBuf)>, BookError> {
    let journal_of = |book: &Path| {
        let mut name: OsString = book.as_os_str().to_owned();
        name.push("-journal");
        PathBuf::from(name)
    };
    let journal = journal_of(book);
    if !journal.exists() {
        return Ok(None);
    }
    let beside = absolute(to)?;
    let folder = beside.parent().unwrap_or(Path::new("."));
    let scratch = tempfile::Builder::new()
        .prefix(copying::UNFINISHED)
        .tempdir_in(folder)
        .map_err(|error| BookError::of_file(folder, error))?;
    let copy = scratch.path().join("book");
    for (from, to) in [(book, &copy), (&journal, &journal_of(&copy))] {
        std::fs::copy(from, to).map_err(|error| BookError::of_file(from, error))?;
    }
    let rolled_back = Connection::open_with_flags(
        &copy,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .and_then(|copy| copy.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())));
    // Where it cannot be, what lies there is read as it is.
    drop(rolled_back);
    Ok(Some((scratch, copy)))
}

fn settle(book: &mut Connection, now: Timestamp) -> Result<Gone, BookError> {
    let transaction = book.transaction()?;
    let gone = settling::settle_references(&transaction, now)?;
    transaction.commit()?;
    migrations::upgrade(book)?;
    let transaction = book.transaction()?;
    rebuilding::describe(&transaction)?;
    settling::settle_figures(&transaction)?;
    transaction.commit()?;
    Ok(gone)
}

/// What a table holds, in words.
fn holds(table: &str) -> &str {
    match table {
        "observations" => "figures",
        "confirmations" => "figures that a later file confirms",
        "subjects" => "places and organisations",
        "subject_ids" => "identifiers of organisations",
        "subject_names" => "other names of places and organisations",
        "indicators" => "indicators",
        "indicator_statements" => "what files say of indicators",
        "subject_statements" => "what files say of places and organisations",
        "periods" => "periods",
        "people_groups" => "people groups",
        "imports" => "records of imports",
        "import_sheets" => "records of sheets",
        "problems" => "what was noticed in files",
        "recipe_statements" => "recipes",
        "goals" | "frameworks" => "goals",
        "goal_links" | "goal_statements" | "goals_chosen" => "indicators’ places under goals",
        "meta" => "what the book says of itself",
        other => other,
    }
}

fn count(number: u64, one: &str, many: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {many}")
    }
}

/// What is missing in the recovered book.
fn words(
    book: &Connection,
    source: &Source,
    losses: &[Loss],
    gone: Gone,
) -> Result<Vec<String>, BookError> {
    let mut missing = Vec::new();
    if !source.listed {
        missing.push(
            "The list of tables was lost; they were looked for where a new book has them."
                .to_owned(),
        );
    }
    for table in &source.altered {
        missing.push(format!(
            "Another program changed the table of {}: it was left out.",
            holds(table)
        ));
    }
    for loss in losses.iter().filter(|loss| loss.pages + loss.rows > 0) {
        let mut parts = Vec::new();
        if loss.pages > 0 {
            parts.push(count(loss.pages, "page", "pages"));
        }
        if loss.rows > 0 {
            parts.push(count(loss.rows, "row", "rows"));
        }
        let back = match loss.back {
            0 => String::new(),
            back => format!(
                ", and {} made again from what stands elsewhere",
                if back == 1 {
                    "1 was".to_owned()
                } else {
                    format!("{back} were")
                }
            ),
        };
        missing.push(format!(
            "Of {}, {} could not be read; {} could{back}.",
            holds(&loss.table),
            parts.join(" and "),
            count(loss.kept, "row", "rows")
        ));
    }
    if gone.figures > 0 {
        missing.push(format!(
            "{} could be read but not told apart, since the indicator, place, period or group is lost.",
            count(gone.figures, "figure", "figures")
        ));
    }
    if gone.imports > 0 {
        missing.push(format!(
            "Of {} the record is lost: the figures are there, and where they were read is not known.",
            count(gone.imports, "import", "imports")
        ));
    }
    let mut statement = book.prepare(
        "SELECT number, file, added,
             (SELECT count(*) FROM observations WHERE vintage = number) AS found
         FROM imports WHERE undone = 0 AND found < added ORDER BY number",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (number, file): (u32, String) = (row.get(0)?, row.get(1)?);
        let (added, found): (i64, i64) = (row.get(2)?, row.get(3)?);
        missing.push(format!(
            "Import {number} of {file}: {found} of its {added} figures are there. Import the file again to bring the others back."
        ));
    }
    Ok(missing)
}
