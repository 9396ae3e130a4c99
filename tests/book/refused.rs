//! Files that are no sound book of ours are said to be so and left as they are.

use std::path::{Path, PathBuf};

use levelbook::book::{BookError, Reader, Writer, check};
use levelbook::domain::State;
use levelbook::message::Explain;
use rusqlite::Connection;

use crate::made::{Made, dump, file, import, new_book, now, plain_to_write};

const FIGURES: &[Made] = &[
    ("employment-rate", "E12000001", 2022, Ok(71.5)),
    ("pay-gap", "00123", 2023, Err(State::Confidential)),
];

/// The bytes of a book with figures.
fn sound_bytes() -> Vec<u8> {
    let (_folder, path, writer) = new_book();
    import(&writer, &file("a", 1, FIGURES)).expect("imports");
    drop(writer);
    std::fs::read(path).expect("reads")
}

/// What is said of a file, by each of the three doors, which must agree and leave the file and its folder alone.
fn said_of(path: &Path) -> String {
    let before = std::fs::read(path).ok();
    let said = [
        Reader::open(path).err(),
        Writer::open(path).err(),
        check(path).err(),
    ]
    .map(|error| error.expect("refused").explain());
    assert_eq!(std::fs::read(path).ok(), before, "the bytes are untouched");
    let folder = path.parent().expect("a folder");
    let beside = std::fs::read_dir(folder).expect("reads").count();
    assert!(beside <= 1, "nothing is left beside {}", path.display());
    assert!(
        said.iter()
            .all(|message| message.headline == said[0].headline),
        "{said:?}"
    );
    let message = &said[0];
    assert!(message.headline.contains("a.levelbook"), "{message}");
    assert!(!message.next.is_empty(), "{message}");
    for raw in ["SQLITE", "malformed", "disk image", "code "] {
        assert!(!message.headline.contains(raw), "{message}");
    }
    message
        .headline
        .replace(&path.display().to_string(), "BOOK")
}

fn put(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.levelbook");
    std::fs::write(&path, bytes).expect("writes");
    (folder, path)
}

#[test]
fn every_file_that_is_no_sound_book_is_named_for_what_it_is() {
    let sound = sound_bytes();
    let with = |at: usize, bytes: &[u8]| {
        let mut changed = sound.clone();
        changed[at..at + bytes.len()].copy_from_slice(bytes);
        changed
    };
    let no_book = "BOOK is not a Levelbook book.";
    let damaged = "The book BOOK is damaged.";
    for (case, bytes, expected) in [
        (
            "empty",
            Vec::new(),
            "The file BOOK is empty: a book never is.",
        ),
        ("text", b"E12000001,2022,71.5\n".repeat(100), no_book),
        ("1 byte", sound[..1].to_vec(), no_book),
        ("99 bytes", sound[..99].to_vec(), damaged),
        ("100 bytes", sound[..100].to_vec(), damaged),
        ("512 bytes", sound[..512].to_vec(), damaged),
        ("half", sound[..sound.len() / 2].to_vec(), damaged),
        (
            "another program's",
            with(68, &[0; 4]),
            "BOOK is a database of another program, not a Levelbook book.",
        ),
        ("no version", with(60, &[0; 4]), damaged),
        ("page size", with(16, &[0xff, 0xff]), damaged),
    ] {
        let (_folder, path) = put(&bytes);
        assert_eq!(said_of(&path), expected, "{case}");
    }
}

#[test]
fn a_page_of_noise_is_damage_and_not_an_answer() {
    let sound = sound_bytes();
    let pages = sound.len() / 4096;
    for page in 1..pages {
        let mut changed = sound.clone();
        changed[page * 4096..(page + 1) * 4096]
            .iter_mut()
            .zip(0u32..)
            .for_each(|(byte, at)| *byte = (at * 97 % 251) as u8);
        let (_folder, path) = put(&changed);
        let outcome = Reader::open(&path);
        assert!(
            matches!(
                outcome,
                Err(BookError::Damaged(..) | BookError::Altered(..))
            ),
            "page {page}"
        );
        assert_eq!(std::fs::read(&path).expect("reads"), changed);
    }
}

#[test]
fn a_missing_file_a_folder_and_a_plain_database_are_no_books() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.levelbook");
    assert_eq!(said_of(&path), "There is no book at BOOK.");
    std::fs::create_dir(&path).expect("makes");
    assert!(matches!(Reader::open(&path), Err(BookError::NoBook(_))));
    std::fs::remove_dir(&path).expect("removes");
    let other = Connection::open(&path).expect("opens");
    other
        .execute_batch("CREATE TABLE figures (value)")
        .expect("makes");
    drop(other);
    assert!(said_of(&path).contains("another program"));
}

#[test]
fn what_a_stranger_plants_is_found_and_never_runs() {
    for (planted, named) in [
        (
            "CREATE TRIGGER planted AFTER INSERT ON imports BEGIN DELETE FROM observations; END",
            "it holds the trigger “planted”",
        ),
        (
            "CREATE VIEW planted AS SELECT randomblob(1000000000)",
            "it holds the view “planted”",
        ),
        ("DROP VIEW figures", "it lacks the view “figures”"),
        (
            "DROP TABLE problems; CREATE VIEW problems AS SELECT 1",
            "it holds the view “problems”",
        ),
    ] {
        let (_folder, path) = put(&sound_bytes());
        plain_to_write(&path)
            .execute_batch(planted)
            .expect("plants");
        let said = said_of(&path);
        assert!(said.contains(named), "{said}");
    }
}

#[test]
fn a_new_book_takes_no_files_place() {
    let (folder, path) = put(b"my thesis");
    let refused = Writer::create(&path, now()).err().expect("refused");
    assert!(matches!(refused, BookError::Exists(_)));
    assert_eq!(std::fs::read(&path).expect("reads"), b"my thesis");
    let nowhere = folder.path().join("no/such/folder/a.levelbook");
    assert!(matches!(
        Writer::create(&nowhere, now()),
        Err(BookError::NoFolder(_))
    ));
}

#[test]
fn a_name_that_looks_like_an_address_is_a_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file:a.levelbook?mode=memory");
    drop(Writer::create(&path, now()).expect("a new book"));
    assert!(path.exists());
    Reader::open(&path).expect("opens");
}

#[test]
fn a_book_in_use_says_so_and_waits_no_longer_than_it_must() {
    let (_folder, path, writer) = new_book();
    let other = plain_to_write(&path);
    other.execute_batch("BEGIN IMMEDIATE").expect("begins");
    let refused = import(&writer, &file("a", 1, FIGURES)).expect_err("in use");
    assert!(matches!(refused, BookError::Busy(_)), "{refused}");
    assert!(refused.explain().headline.contains("another window"));
    other.execute_batch("ROLLBACK").expect("ends");
    import(&writer, &file("a", 1, FIGURES)).expect("imports once it is free");
}

#[test]
fn an_action_that_was_cut_off_is_rolled_back_by_whoever_opens_next() {
    let (_folder, path, writer) = new_book();
    import(&writer, &file("a", 1, FIGURES)).expect("imports");
    drop(writer);
    let whole = dump(&path, &[1]);
    let folder = tempfile::tempdir().expect("a folder");
    let cut = folder.path().join("a.levelbook");
    let journal = |book: &Path| PathBuf::from(format!("{}-journal", book.display()));
    let other = plain_to_write(&path);
    other
        .execute_batch(
            "PRAGMA cache_size = 1; BEGIN IMMEDIATE; DELETE FROM observations; DELETE FROM goal_links;
             WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
             INSERT INTO problems SELECT 1, i, 'c', 'info', 's', 1, 1, hex(randomblob(200)), 'm', 0 FROM n;",
        )
        .expect("writes");
    std::fs::copy(&path, &cut).expect("copies");
    std::fs::copy(journal(&path), journal(&cut)).expect("copies the journal");
    drop(other);
    assert_ne!(
        std::fs::read(&cut).expect("reads"),
        std::fs::read(&path).expect("reads")
    );
    Reader::open(&cut).expect("opens");
    assert_eq!(dump(&cut, &[1]), whole);
    assert!(!journal(&cut).exists());
}
