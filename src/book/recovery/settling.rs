//! A book that was filled with what could be read is made to hang together: what refers to something lost goes or is given a stand-in,
//! and what is worked out from the figures is worked out again.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::book::{BookError, goals, meta};

/// Before the book is brought to the newest version: the row about itself, the frameworks, records of imports, and all references.
pub(super) fn settle_references(book: &Connection, now: Timestamp) -> Result<Gone, BookError> {
    if is_empty(book, "SELECT EXISTS (SELECT 1 FROM meta)")? {
        meta::begin(book, now)?;
    }
    meta::advance(book, Some(now))?;
    if is_empty(book, "SELECT EXISTS (SELECT 1 FROM goals)")? {
        book.execute("DELETE FROM frameworks", [])?;
        goals::seed(book)?;
    }
    let imports = book.execute(
        "INSERT INTO imports (number, file, sha256, size, format, at_utc, counts, added, superseded, unchanged)
         SELECT vintage, 'a file whose record was lost', '', 0, 'csv', ?1, '{}', count(*), 0, 0 FROM observations
         WHERE vintage NOT IN (SELECT number FROM imports) GROUP BY vintage",
        [meta::written(now)],
    )?;
    book.execute(
        "INSERT INTO import_sheets (id, import, name, layout, header_rows, last_row, columns, counts)
         SELECT sheet, min(vintage), 'a sheet whose record was lost', 'long', '[]', 0, '[]', '{}' FROM observations
         WHERE sheet NOT IN (SELECT id FROM import_sheets) GROUP BY sheet",
        [],
    )?;
    let figures = book.execute(
        "DELETE FROM observations WHERE indicator NOT IN (SELECT id FROM indicators)
             OR subject NOT IN (SELECT id FROM subjects) OR period NOT IN (SELECT id FROM periods)
             OR people_group NOT IN (SELECT id FROM people_groups)",
        [],
    )?;
    book.execute(
        "DELETE FROM observations WHERE vintage IN (SELECT number FROM imports WHERE undone = 1)",
        [],
    )?;
    while remove_dangling(book)? > 0 {}
    Ok(Gone {
        imports: imports as u64,
        figures: figures as u64,
    })
}

/// What had to be replaced or to go.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gone {
    /// Imports whose record was lost.
    pub(super) imports: u64,
    /// Figures whose indicator, subject, period or group was lost.
    pub(super) figures: u64,
}

/// In the newest version: which figures are current, and how many there are.
pub(super) fn settle_figures(book: &Connection) -> Result<(), BookError> {
    book.execute("UPDATE imports SET place = number WHERE place = 0", [])?;
    let current = "(SELECT other.vintage FROM observations AS other JOIN imports ON number = other.vintage
         WHERE other.indicator = observations.indicator AND other.subject = observations.subject
             AND other.period = observations.period AND other.people_group = observations.people_group
         ORDER BY place DESC, number DESC LIMIT 1)";
    let update = [
        "UPDATE observations SET is_current = (vintage = ",
        current,
        ") WHERE is_current <> (vintage = ",
        current,
        ")",
    ];
    book.execute(&update.concat(), [])?;
    book.execute("DELETE FROM coverage", [])?;
    book.execute(
        "INSERT INTO coverage (indicator, period, people_group, figures)
         SELECT indicator, period, people_group, count(*) FROM observations WHERE is_current = 1
         GROUP BY indicator, period, people_group",
        [],
    )?;
    Ok(())
}

fn is_empty(book: &Connection, exists: &str) -> rusqlite::Result<bool> {
    book.query_row(exists, [], |row| row.get::<_, bool>(0))
        .map(|exists| !exists)
}

/// One reference of a table's columns to those of another.
struct Reference {
    table: String,
    parent: String,
    pairs: Vec<(String, String)>,
}

fn references(book: &Connection) -> rusqlite::Result<Vec<Reference>> {
    let rows: Vec<(String, i64, String, String, String)> = book
        .prepare(
            "SELECT t.name, f.id, f.\"table\", f.\"from\", f.\"to\"
             FROM pragma_table_list AS t, pragma_foreign_key_list(t.name) AS f
             WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name, f.id, f.seq",
        )?
        .query_map(params![], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut references: Vec<(i64, Reference)> = Vec::new();
    for (table, id, parent, from, to) in rows {
        match references.last_mut() {
            Some((of, last)) if *of == id && last.table == table => last.pairs.push((from, to)),
            _ => references.push((
                id,
                Reference {
                    table,
                    parent,
                    pairs: vec![(from, to)],
                },
            )),
        }
    }
    Ok(references
        .into_iter()
        .map(|(_, reference)| reference)
        .collect())
}

/// Removes rows that refer to what is not there; tells how many.
fn remove_dangling(book: &Connection) -> rusqlite::Result<usize> {
    let mut removed = 0;
    for reference in references(book)? {
        let name = |name: &str| ["\"", name, "\""].concat();
        let table = name(&reference.table);
        let column = |column: &str| [&table, ".", &name(column)].concat();
        let given: Vec<String> = reference
            .pairs
            .iter()
            .map(|(from, _)| [&column(from), " IS NOT NULL"].concat())
            .collect();
        let met: Vec<String> = reference
            .pairs
            .iter()
            .map(|(from, to)| ["parent.", &name(to), " = ", &column(from)].concat())
            .collect();
        let delete = [
            "DELETE FROM ",
            &table,
            " WHERE ",
            &given.join(" AND "),
            " AND NOT EXISTS (SELECT 1 FROM ",
            &name(&reference.parent),
            " AS parent WHERE ",
            &met.join(" AND "),
            ")",
        ];
        removed += book.execute(&delete.concat(), [])?;
    }
    Ok(removed)
}
