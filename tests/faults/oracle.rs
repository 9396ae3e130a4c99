//! Looks at what a fault left: books open, are whole and say what they said before or after the action, files are whole, and
//! nothing else lies about.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use levelbook::book::{Reader, check};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

/// What a folder holds: each file by its name, as a book says it or in its bytes.
pub(crate) type Seen = BTreeMap<String, Vec<String>>;

/// What the folder holds, but for the program's own home. Panics where a book there is not whole.
pub(crate) fn look(root: &Path) -> Seen {
    let mut seen = Seen::new();
    for path in files_of(root) {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if name.starts_with('.') || name.ends_with("-journal") {
            continue;
        }
        let says = if name.ends_with(".levelbook") {
            whole_book(&path)
        } else {
            vec![String::from_utf8_lossy(&std::fs::read(&path).expect("reads")).into_owned()]
        };
        seen.insert(name, says);
    }
    let kept = root.join("home/backups");
    let folders = std::fs::read_dir(&kept).into_iter().flatten().flatten();
    for path in folders.flat_map(|folder| files_of(&folder.path())) {
        let name = path.file_name().expect("a name").to_string_lossy();
        if !name.starts_with('.') && path.extension().is_some_and(|ending| ending == "levelbook") {
            whole_book(&path);
        }
    }
    seen
}

/// Files that are there for a while only and were left behind, but for the name of who wrote last: the system has let go of that
/// lock, and the next who writes takes it over. A journal in which nothing stands yet is none.
pub(crate) fn left_behind(root: &Path) -> Vec<PathBuf> {
    let mut found = files_of(root);
    found.retain(|path| {
        let name = path.file_name().expect("a name").to_string_lossy();
        let is_lock = name.starts_with(".~lock.");
        let is_begun = || {
            std::fs::read(path).is_ok_and(|bytes| bytes.first().is_some_and(|first| *first != 0))
        };
        (name.starts_with('.') && !is_lock) || (name.ends_with("-journal") && is_begun())
    });
    found
}

pub(crate) fn files_of(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    files
}

/// What a book says once it was opened twice and found whole.
pub(crate) fn whole_book(path: &Path) -> Vec<String> {
    for time in ["first", "second"] {
        if let Err(error) = Reader::open(path) {
            panic!(
                "{} does not open the {time} time: {error:?}",
                path.display()
            );
        }
    }
    let report = check(path).expect("opens");
    assert_eq!(report.faults, Vec::<String>::new(), "{}", path.display());
    let book = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("opens");
    let whole: String = book
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .expect("looks");
    assert_eq!(whole, "ok", "{}", path.display());
    let lost: i64 = book
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
            row.get(0)
        })
        .expect("looks");
    assert_eq!(lost, 0, "{}: rows refer to nothing", path.display());
    dump(&book)
}

/// Every row of every table, but for times and random identifiers, which differ from run to run.
fn dump(book: &Connection) -> Vec<String> {
    let tables: Vec<String> = book
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
        .expect("reads")
        .query_map([], |row| row.get(0))
        .expect("reads")
        .collect::<Result<_, _>>()
        .expect("reads");
    let mut lines = Vec::new();
    for table in tables {
        let mut statement = book
            .prepare(&format!("SELECT * FROM \"{table}\""))
            .expect("reads");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("reads");
        while let Some(row) = rows.next().expect("reads") {
            let mut line = table.clone();
            for column in 0..columns {
                // Steps of one action that do not depend on one another stand in any order.
                if table == "undo_statements" && column == 1 {
                    continue;
                }
                let value: Value = row.get(column).expect("reads");
                line.push('|');
                line.push_str(&lasting(&match value {
                    Value::Text(text) => text,
                    other => format!("{other:?}"),
                }));
            }
            lines.push(line);
        }
    }
    lines.sort();
    lines
}

/// A text without what differs from run to run: points in time, and long hexadecimal numbers.
fn lasting(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word = rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_ascii_hexdigit() || "-:TZ.".contains(c))
                .len();
        let run = &rest[..word];
        let is_time = run.len() >= 16 && run.as_bytes().get(10) == Some(&b'T');
        let digits = run.chars().filter(char::is_ascii_hexdigit).count();
        if is_time || (digits == 32 && !run.contains([':', '.', 'T'])) {
            out.push('#');
            rest = &rest[word..];
        } else if word > 0 {
            out.push_str(run);
            rest = &rest[word..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// Waits until no process of ours is left that has this folder in its surroundings.
pub(crate) fn nobody_left(root: &Path) {
    let started = Instant::now();
    let wanted = root.to_str().expect("a path of text").as_bytes();
    loop {
        let left = std::fs::read_dir("/proc")
            .expect("a list of processes")
            .flatten()
            .filter_map(|entry| std::fs::read(entry.path().join("environ")).ok())
            .any(|around| around.windows(wanted.len()).any(|part| part == wanted));
        if !left {
            return;
        }
        assert!(
            started.elapsed() < Duration::from_secs(5),
            "a process is left running for {}",
            root.display()
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_differs_from_run_to_run_is_passed_over_and_nothing_else() {
    for (text, left) in [
        ("2026-11-22T10:15:00Z", "#"),
        (
            "{\"made\":\"2026-11-22T10:15:00.123Z\",\"n\":5}",
            "{\"made\":\"#\",\"n\":5}",
        ),
        ("0123456789abcdef0123456789abcdef", "#"),
        ("01234567-89ab-cdef-0123-456789abcdef", "#"),
        ("2023-01-01/P1Y", "2023-01-01/P1Y"),
        ("E12000001 71.5", "E12000001 71.5"),
    ] {
        assert_eq!(lasting(text), left);
    }
}
