//! P15: old books always open, and upgrading is safe. `tests/fixtures/books` holds a book of every version that was released before the
//! one that is being made, as text: the tables of that time and a few figures.

use std::path::{Path, PathBuf};

use levelbook::book::{
    BackupPlace, BookError, Pace, Reader, Selection, Writer, backups_of, check, recover, restore,
};
use rusqlite::Connection;

use crate::made::{now, plain};

const BOOKS: [(u32, &str); 5] = [
    (1, include_str!("../fixtures/books/version-1.sql")),
    (2, include_str!("../fixtures/books/version-2.sql")),
    (3, include_str!("../fixtures/books/version-3.sql")),
    (4, include_str!("../fixtures/books/version-4.sql")),
    (5, include_str!("../fixtures/books/version-5.sql")),
];

/// What each of them says.
const SAYS: [&str; 8] = [
    "Library visits|North East|2022|18.25",
    "Library visits|London|2022|NotAvailable",
    "Walks to school|North East|2021|36.5",
    "Walks to school|North East|2022|Confidential",
    "Walks to school|London|2021|43",
    "Walks to school|London|2022|0",
    "Walks to school|England|2021|40.5",
    "Walks to school|England|2022|41.6",
];

fn made(folder: &Path, text: &str) -> PathBuf {
    let path = folder.join("old.levelbook");
    let book = Connection::open(&path).expect("makes");
    book.execute_batch(text).expect("fills");
    path
}

fn says(path: &Path) -> Vec<String> {
    let reader = Reader::open(path).expect("opens");
    let indicators = reader.indicators().expect("reads");
    let mut lines: Vec<String> = reader
        .observations(&Selection::default())
        .expect("reads")
        .into_iter()
        .map(|figure| {
            let indicator = indicators.iter().find(|one| one.code == figure.indicator);
            let subject = reader.subject(&figure.subject).expect("reads");
            let shown = figure.value().map_or_else(
                || format!("{:?}", figure.state()),
                |value| value.to_string(),
            );
            format!(
                "{}|{}|{}|{shown}",
                indicator.map_or("", |one| one.name.as_str()),
                subject.map_or(String::new(), |one| one.name),
                figure.period.label(),
            )
        })
        .collect();
    lines.sort();
    lines
}

fn version(path: &Path) -> u32 {
    plain(path)
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .expect("reads")
}

fn expected() -> Vec<String> {
    let mut lines: Vec<String> = SAYS.map(str::to_owned).to_vec();
    lines.sort();
    lines
}

#[test]
fn p15_a_book_of_every_released_version_opens_and_says_the_same() {
    for (of, text) in BOOKS {
        let folder = tempfile::tempdir().expect("a folder");
        let path = made(folder.path(), text);
        assert_eq!(version(&path), of);
        assert_eq!(says(&path), expected(), "version {of}");
        assert!(version(&path) > of);
        assert_eq!(
            check(&path).expect("checks").faults,
            Vec::<String>::new(),
            "version {of}"
        );
    }
}

#[test]
fn p15_an_older_book_is_backed_up_as_it_was_before_it_is_upgraded() {
    for (of, text) in BOOKS {
        let folder = tempfile::tempdir().expect("a folder");
        let path = made(folder.path(), text);
        let place = BackupPlace {
            folder: folder.path().join("backups"),
            now,
            pace: Pace::Sparing,
        };
        drop(Writer::open_kept(&path, Some(place.clone())).expect("opens"));
        assert!(version(&path) > of);
        let kept = backups_of(&place.folder, &path);
        assert_eq!(kept.len(), 1);
        assert!(kept[0].before_upgrade);
        assert_eq!(version(&kept[0].path), of, "as it was");
        let to = folder.path().join("restored.levelbook");
        restore(&kept[0].path, &to).expect("restores");
        assert_eq!(says(&to), expected());
    }
}

#[test]
fn p15_without_a_backup_an_older_book_is_not_upgraded_and_read_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = made(folder.path(), BOOKS[0].1);
    let bytes = std::fs::read(&path).expect("reads");
    let place = BackupPlace {
        folder: folder.path().join("a file"),
        now,
        pace: Pace::Eager,
    };
    std::fs::write(&place.folder, "where a folder should be").expect("writes");
    let refused = Writer::open_kept(&path, Some(place))
        .err()
        .expect("refused");
    assert!(matches!(refused, BookError::NoBackup(_)), "{refused}");
    assert_eq!(std::fs::read(&path).expect("reads"), bytes);
}

#[test]
fn p15_an_older_book_is_recovered_into_a_newer_one() {
    for (of, text) in BOOKS {
        let folder = tempfile::tempdir().expect("a folder");
        let path = made(folder.path(), text);
        let bytes = std::fs::read(&path).expect("reads");
        let to = folder.path().join("recovered.levelbook");
        let recovery = recover(&path, &to, now()).expect("recovers");
        assert_eq!(recovery.missing, Vec::<String>::new(), "version {of}");
        assert_eq!(recovery.report.faults, Vec::<String>::new(), "version {of}");
        assert_eq!(says(&to), expected(), "version {of}");
        assert_eq!(std::fs::read(&path).expect("reads"), bytes);
    }
}
