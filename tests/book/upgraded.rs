//! A book of an older version opens, and says what it said.

use std::path::Path;

use levelbook::book::{Reader, Selection, Writer, check};
use rusqlite::{Connection, OpenFlags};

use crate::made::{FIRST, Made, dump, file, import, new_book};

const FIRST_VERSION: &str = include_str!("../../src/book/migrations/0001.sql");

/// Writes what the book `new` holds as a book of the first version.
fn as_first_version(new: &Path, old: &Path) {
    let connection = Connection::open(old).expect("opens");
    connection.execute_batch(FIRST_VERSION).expect("makes");
    connection
        .execute("ATTACH ?1 AS new", [new.to_str().expect("text")])
        .expect("attaches");
    let columns: Vec<(String, String)> = connection
        .prepare(
            "SELECT t.name, group_concat('\"' || c.name || '\"') FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
             WHERE t.type = 'table' GROUP BY t.name ORDER BY t.rowid",
        )
        .expect("reads")
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("reads")
        .collect::<Result<_, _>>()
        .expect("reads");
    for (table, columns) in columns {
        connection
            .execute_batch(&format!(
                "INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}"
            ))
            .expect("copies");
    }
    connection
        .execute_batch("PRAGMA main.application_id = 0x4c76426b; PRAGMA main.user_version = 1;")
        .expect("marks");
}

#[test]
fn a_book_of_the_first_version_opens_and_says_the_same() {
    let revision: &[Made] = &[("employment-rate", "E12000001", 2023, Ok(73.0))];
    let (folder, new, writer) = new_book();
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    import(&writer, &file("a", 2, revision)).expect("imports");
    let said = dump(&new, &[1, 2]);
    for by_reader in [true, false] {
        let old = folder.path().join(format!("old-{by_reader}.levelbook"));
        as_first_version(&new, &old);
        assert_eq!(dump(&old, &[1, 2]), said, "the same before it is opened");
        if by_reader {
            let reader = Reader::open(&old).expect("opens");
            let all = reader.observations(&Selection::default()).expect("reads");
            assert_eq!(all.len(), FIRST.len());
        } else {
            let writer = Writer::open(&old).expect("opens");
            writer
                .undo_import(None, crate::made::now())
                .expect("undoes");
            import(&writer, &file("a", 2, revision)).expect("imports");
            assert_eq!(dump(&old, &[1, 3]), dump(&new, &[1, 2]));
        }
        assert_eq!(check(&old).expect("opens").faults, Vec::<String>::new());
        let version: u32 = Connection::open_with_flags(&old, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .expect("opens")
            .query_row("PRAGMA user_version", [], |row| row.get(0))
            .expect("reads");
        assert!(version > 1);
    }
}

#[cfg(unix)]
#[test]
fn an_older_book_that_may_not_be_written_to_is_read_all_the_same() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, new, writer) = new_book();
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    let old = folder.path().join("old.levelbook");
    as_first_version(&new, &old);
    let before = std::fs::read(&old).expect("reads");
    std::fs::set_permissions(&old, std::fs::Permissions::from_mode(0o444)).expect("sets");
    let reader = Reader::open(&old).expect("opens");
    let all = reader.observations(&Selection::default()).expect("reads");
    assert_eq!(all.len(), FIRST.len());
    if std::fs::OpenOptions::new().append(true).open(&old).is_err() {
        assert_eq!(std::fs::read(&old).expect("reads"), before);
    }
}
