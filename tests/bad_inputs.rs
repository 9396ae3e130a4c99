//! Files that are broken, that lie or that mean harm: what each ends in. Every later crash adds a row.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "bad_inputs/binary.rs"]
mod binary;
#[path = "bad_inputs/layouts.rs"]
mod layouts;
#[path = "bad_inputs/made.rs"]
mod made;
#[path = "bad_inputs/maps.rs"]
mod maps;
#[path = "bad_inputs/numbered.rs"]
mod numbered;
#[path = "bad_inputs/odd.rs"]
mod odd;
#[path = "bad_inputs/refused.rs"]
mod refused;
#[path = "bad_inputs/sixty_four.rs"]
mod sixty_four;
#[path = "bad_inputs/workbooks.rs"]
mod workbooks;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use levelbook::import::{ReadError, Workbook, WorkerProgram, read};
use levelbook::message::{Explain, Progress, Unwatched};
use tempfile::TempDir;

fn worker() -> WorkerProgram {
    WorkerProgram::at(env!("CARGO_BIN_EXE_levelbook"))
}

fn written(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// What a file ends in: the refusal's headline, or the workbook.
fn outcome(name: &str, bytes: &[u8]) -> Result<Workbook, String> {
    let folder = TempDir::new().unwrap();
    let path = written(&folder, name, bytes);
    let started = Instant::now();
    let outcome = read(&path, &worker(), &Unwatched);
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{name} took {:?}",
        started.elapsed()
    );
    outcome.map_err(|error| {
        let message = error.explain();
        assert!(
            message.headline.contains(name) && !message.next.is_empty(),
            "{message:?}"
        );
        message.headline
    })
}

fn codes(book: &Workbook) -> Vec<&str> {
    book.problems
        .iter()
        .map(|problem| problem.code.as_str())
        .collect()
}

#[test]
fn what_is_not_there_and_who_cannot_read_is_said() {
    let folder = TempDir::new().unwrap();
    let path = written(&folder, "a.csv", b"a,b\n");
    let nowhere = folder.path().join("nowhere.csv");
    assert!(matches!(
        read(&nowhere, &worker(), &Unwatched),
        Err(ReadError::NotFound { .. })
    ));
    assert!(matches!(
        read(folder.path(), &worker(), &Unwatched),
        Err(ReadError::NotAFile { .. })
    ));
    let missing = WorkerProgram::at(folder.path().join("no-program"));
    assert!(matches!(
        read(&path, &missing, &Unwatched),
        Err(ReadError::NoWorker { .. })
    ));
}

/// Asks to stop as soon as the file is being parsed.
#[derive(Default)]
struct Impatient(AtomicBool);

impl Progress for Impatient {
    fn report(&self, done: u64, _total: u64, _words: &str) {
        self.0.fetch_or(done > 100, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[test]
fn cancelling_ends_the_reading_process() {
    let folder = TempDir::new().unwrap();
    let path = written(
        &folder,
        "large.csv",
        "E06000001,Hartlepool,1.5\n".repeat(400_000).as_bytes(),
    );
    assert!(matches!(
        read(&path, &worker(), &Impatient::default()),
        Err(ReadError::Cancelled)
    ));
}
