//! Looks a book over, changes nothing, and says what it found.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{BookError, connection};

/// What a check of a book found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckReport {
    /// The book.
    pub path: PathBuf,
    /// Current figures.
    pub figures: u64,
    /// Imports that stand.
    pub imports: u64,
    /// What is wrong, a sentence each; empty when the book is sound.
    pub faults: Vec<String>,
    /// What was looked at and what it showed, a sentence each.
    pub sentences: Vec<String>,
}

impl CheckReport {
    /// True when nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Questions whose answer is 0 in a sound book, with what another answer means.
const RULES: [(&str, &str); 7] = [
    (
        "SELECT count(*) FROM pragma_foreign_key_check",
        "rows refer to something that is not there",
    ),
    (
        "SELECT count(*) FROM observations WHERE subject NOT IN (SELECT id FROM subjects)",
        "figures belong to no subject",
    ),
    (
        "SELECT count(*) FROM observations WHERE period NOT IN (SELECT id FROM periods)
             OR people_group NOT IN (SELECT id FROM people_groups)",
        "figures have no period or no people group",
    ),
    (
        "SELECT count(*) FROM observations WHERE sheet NOT IN (SELECT id FROM import_sheets)",
        "figures come from no sheet",
    ),
    (
        "SELECT count(*) FROM observations JOIN imports ON number = vintage WHERE undone = 1",
        "figures stem from an import that was undone",
    ),
    (
        "SELECT count(*) FROM (SELECT 1 FROM observations JOIN imports ON number = vintage
             GROUP BY indicator, subject, period, people_group
             HAVING sum(is_current) <> 1 OR max(place) <> max(place * is_current))",
        "figures have no current version, or more than one",
    ),
    (
        "SELECT abs((SELECT coalesce(sum(figures), 0) FROM coverage)
             - (SELECT count(*) FROM observations WHERE is_current = 1))",
        "figures are missing from the counts",
    ),
];

/// Checks the book at `path`: what the file is, its pages, its references and its counts. A file that is no book is an error;
/// what is wrong inside a book is in the report.
pub fn check(path: &Path) -> Result<CheckReport, BookError> {
    let (connection, path) = connection::open_to_read(path)?;
    look(&connection, path.clone()).map_err(|error| BookError::from(error).at(&path))
}

pub(super) fn look(connection: &Connection, path: PathBuf) -> rusqlite::Result<CheckReport> {
    let mut faults = connection
        .prepare("PRAGMA integrity_check(20)")?
        .query_map([], |row| row.get::<_, String>(0))?
        .filter(|line| line.as_ref().map_or(true, |line| line != "ok"))
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    if faults.is_empty() {
        for (rule, meaning) in RULES {
            let broken = count(rule)?;
            if broken > 0 {
                faults.push(format!("{broken} {meaning}."));
            }
        }
    }
    let figures = count("SELECT coalesce(sum(figures), 0) FROM coverage")?;
    let indicators = count("SELECT count(*) FROM indicators")?;
    let subjects = count("SELECT count(*) FROM subjects")?;
    let imports = count("SELECT count(*) FROM imports WHERE undone = 0")?;
    let sentences = vec![
        format!(
            "The book holds {figures} figures of {indicators} indicators and {subjects} places and organisations, from {imports} imports."
        ),
        if faults.is_empty() {
            "Every page is whole, every figure has its indicator, subject, period and source, and the counts agree.".to_owned()
        } else {
            format!("{} things are wrong.", faults.len())
        },
    ];
    Ok(CheckReport {
        path,
        figures: figures as u64,
        imports: imports as u64,
        faults,
        sentences,
    })
}
