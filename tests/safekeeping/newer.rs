//! P16: a book of a newer program is read where it says that it may be, and never changed.

use std::path::Path;

use levelbook::book::{BookError, Reader, Selection, Writer, check, hold};
use levelbook::message::Explain;

use crate::made::{FIRST, file, import, new_book, plain_to_write};

/// A book as a program of the future leaves it: a version, the oldest program that may read it, and more changes.
fn of_the_future(least: u32, changes: &str) -> (tempfile::TempDir, std::path::PathBuf, Vec<u8>) {
    let (folder, path, writer) = new_book();
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    drop(writer);
    let book = plain_to_write(&path);
    book.execute("UPDATE meta SET min_reader = ?1", [least])
        .expect("changes");
    book.execute_batch(changes).expect("changes");
    book.execute_batch("PRAGMA user_version = 999")
        .expect("changes");
    drop(book);
    let bytes = std::fs::read(&path).expect("reads");
    (folder, path, bytes)
}

fn unchanged(folder: &Path, path: &Path, bytes: &[u8]) {
    assert_eq!(std::fs::read(path).expect("reads"), bytes);
    assert_eq!(std::fs::read_dir(folder).expect("reads").count(), 1);
}

#[test]
fn p16_a_newer_book_that_may_be_read_is_read_and_not_changed() {
    let (folder, path, bytes) = of_the_future(
        5,
        "CREATE TABLE forecasts (id INTEGER PRIMARY KEY, said TEXT) STRICT;
         ALTER TABLE subjects ADD COLUMN flag TEXT;
         CREATE INDEX by_name ON subjects (name);",
    );
    let reader = Reader::open(&path).expect("reads");
    let all = reader.observations(&Selection::default()).expect("reads");
    assert_eq!(all.len(), FIRST.len());
    assert_eq!(check(&path).expect("checks").faults, Vec::<String>::new());
    for refused in [Writer::open(&path).err(), hold(&path).err()] {
        let refused = refused.expect("refused");
        assert!(matches!(refused, BookError::Newer(_, 999)), "{refused}");
        let said = refused.explain();
        assert!(said.headline.contains("version 999"), "{said}");
        assert!(said.next.contains("Update"), "{said}");
    }
    drop(reader);
    unchanged(folder.path(), &path, &bytes);
}

#[test]
fn p16_a_newer_book_that_may_not_be_read_names_the_version_that_is_needed() {
    for (least, changes) in [
        (999, ""),
        (
            1,
            "DROP VIEW figures; ALTER TABLE observations DROP COLUMN note",
        ),
        (1, "DROP VIEW figures; DROP TABLE meta"),
    ] {
        let (folder, path, bytes) = of_the_future(least, changes);
        let refused = Reader::open(&path).err().expect("refused");
        assert!(matches!(refused, BookError::Newer(_, 999)), "{refused}");
        assert!(check(&path).is_err());
        unchanged(folder.path(), &path, &bytes);
    }
}

#[test]
fn p16_nothing_in_a_book_that_calls_itself_newer_is_run() {
    for planted in [
        "CREATE TRIGGER planted AFTER INSERT ON imports BEGIN DELETE FROM observations; END",
        "CREATE VIEW planted AS SELECT 1",
        "PRAGMA writable_schema = 1; INSERT INTO sqlite_schema VALUES
             ('table', 'planted', 'planted', 0, 'CREATE VIRTUAL TABLE planted USING rtree (id, a, b)')",
    ] {
        let (folder, path, bytes) = of_the_future(1, planted);
        let refused = Reader::open(&path).err().expect("refused");
        assert!(matches!(refused, BookError::Altered(..)), "{refused}");
        unchanged(folder.path(), &path, &bytes);
    }
}
