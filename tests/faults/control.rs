//! Proof that the harness sees: a plain program that writes a database without care must come out damaged, and one that lacks the
//! last bit of care must lose what it said was saved.

use std::path::Path;
use std::process::Command;

use rusqlite::{Connection, OpenFlags};

use crate::power::{Chance, Disk, Event, Loss};
use crate::preload::{Fault, library, under};
use crate::recorded::{Operation, operations};

/// Rows that each action of the program writes.
const ROWS: i64 = 40;
/// Actions of the program.
const ACTIONS: i64 = 25;

/// The program: run by the tests below, as a process of its own under the library.
#[test]
#[ignore = "a program of the other tests"]
fn the_program_writes() {
    let (Some(folder), Some(settings)) = (
        std::env::var_os("FAULTS_FOLDER"),
        std::env::var("FAULTS_SETTINGS").ok(),
    ) else {
        return;
    };
    let folder = Path::new(&folder);
    let mut book = Connection::open(folder.join("a.db")).expect("opens");
    book.execute_batch(&settings).expect("sets");
    book.execute_batch(
        "CREATE TABLE rows (action INTEGER, row INTEGER, filler BLOB, PRIMARY KEY (action, row))",
    )
    .expect("makes");
    for action in 1..=ACTIONS {
        let transaction = book.transaction().expect("begins");
        for row in 0..ROWS {
            transaction
                .execute(
                    "INSERT INTO rows VALUES (?1, ?2, randomblob(300))",
                    (action, row),
                )
                .expect("writes");
        }
        transaction
            .execute(
                "UPDATE rows SET filler = randomblob(300) WHERE row % 3 = 0",
                [],
            )
            .expect("writes");
        transaction.commit().expect("commits");
        // From here on the user has been told.
        std::fs::write(folder.join(format!("said-{action}")), []).expect("says");
    }
}

/// How often a database came out damaged, and how often it had lost what was said to be saved.
fn outcomes(settings: &str, trials: usize) -> Option<(usize, usize)> {
    let library = library()?;
    let folder = tempfile::tempdir().expect("a folder");
    let (root, log) = (folder.path().join("root"), folder.path().join("log"));
    std::fs::create_dir(&root).expect("makes");
    let mut program = Command::new(std::env::current_exe().expect("a program"));
    program
        .args(["--ignored", "--exact", "control::the_program_writes"])
        .env("FAULTS_FOLDER", &root)
        .env("FAULTS_SETTINGS", settings);
    under(&mut program, library, &root, Fault::Record(&log));
    assert!(program.output().expect("runs").status.success());
    let events: Vec<Event> = operations(&log, &root)
        .into_iter()
        .map(|operation| match &operation {
            Operation::Create { path } => match path.strip_prefix("said-") {
                Some(number) => Event::Said(number.parse().expect("a number")),
                None => Event::Done(operation),
            },
            _ => Event::Done(operation),
        })
        .collect();
    let mut chance = Chance(0x5EED_C0DE);
    let (mut damaged, mut lost) = (0, 0);
    for _ in 0..trials {
        let cut = 1 + chance.below(events.len());
        let mut disk = Disk::default();
        let mut said = 0;
        for event in &events[..cut] {
            disk.take(event);
            if let Event::Said(number) = event {
                said = *number;
            }
        }
        let folder = tempfile::tempdir().expect("a folder");
        disk.cut_into(folder.path(), Loss::Chance, &mut chance);
        match actions_in(&folder.path().join("a.db")) {
            None => damaged += 1,
            Some(actions) if actions < said => lost += 1,
            Some(_) => {}
        }
    }
    println!(
        "{settings}: {trials} replays, {damaged} damaged, {lost} lost what was said to be saved"
    );
    Some((damaged, lost))
}

/// How many actions a database holds; none where it is damaged or holds a part of one.
fn actions_in(path: &Path) -> Option<usize> {
    if !path.exists() {
        return Some(0);
    }
    let book = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).ok()?;
    let whole: String = book
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .ok()?;
    let is_made: bool = book
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .ok()?;
    if whole != "ok" {
        return None;
    }
    if !is_made {
        return Some(0);
    }
    let (actions, rows): (i64, i64) = book
        .query_row(
            "SELECT coalesce(max(action), 0), count(*) FROM rows",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .ok()?;
    (rows == actions * ROWS).then_some(actions as usize)
}

#[test]
fn the_power_cut_is_seen_to_damage_a_database_that_does_not_wait_for_the_disk() {
    let careless = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF";
    if let Some((damaged, _)) = outcomes(careless, 100) {
        assert!(damaged >= 20, "only {damaged} of 100 came out damaged");
    }
}

#[test]
fn the_power_cut_is_seen_to_lose_a_commit_where_the_folder_is_not_waited_for() {
    let nearly = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL";
    if let Some((damaged, lost)) = outcomes(nearly, 200) {
        assert_eq!(damaged, 0);
        assert!(
            lost >= 2,
            "only {lost} of 200 lost what was said to be saved"
        );
    }
}

#[test]
fn the_settings_of_a_book_lose_nothing_to_a_power_cut() {
    let ours = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA cache_size = 10";
    if let Some(found) = outcomes(ours, 200) {
        assert_eq!(found, (0, 0));
    }
}
