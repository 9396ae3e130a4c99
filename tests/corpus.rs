//! Real and odd files: each ends in a workbook or in a clear refusal, soon, and never ends the program.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use levelbook::import::{ReadError, WorkerProgram, read};
use levelbook::message::{Explain, Unwatched};

/// The folder of published files, which are not part of this repository.
fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("LEVELBOOK_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(
        std::env::var_os("LEVELBOOK_SHARED").is_none(),
        "LEVELBOOK_SHARED names no folder: {}",
        folder.display()
    );
    eprintln!(
        "passed over: {} is not there; set LEVELBOOK_SHARED to a folder of published files",
        folder.display()
    );
    None
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

struct Seen {
    file: String,
    took: Duration,
    outcome: Result<String, ReadError>,
}

fn look(folder: &Path) -> Vec<Seen> {
    let worker = WorkerProgram::at(env!("CARGO_BIN_EXE_levelbook"));
    files(folder)
        .into_iter()
        .map(|path| {
            let started = Instant::now();
            let outcome = read(&path, &worker, &Unwatched).map(|book| {
                let sheets: Vec<String> = book
                    .sheets
                    .iter()
                    .map(|sheet| {
                        let grid = &sheet.grid;
                        format!("{}x{}", grid.filled_rows(), grid.columns())
                    })
                    .collect();
                let mut codes: Vec<String> = book
                    .problems
                    .iter()
                    .map(|problem| problem.code.clone())
                    .collect();
                codes.sort();
                codes.dedup();
                format!(
                    "{:?} {} {}",
                    book.file.format,
                    sheets.join(" "),
                    codes.join(",")
                )
            });
            Seen {
                file: path.strip_prefix(folder).unwrap().display().to_string(),
                took: started.elapsed(),
                outcome,
            }
        })
        .collect()
}

fn tell(seen: &[Seen]) {
    for one in seen {
        match &one.outcome {
            Ok(words) => println!("{:>6} ms  {}  {words}", one.took.as_millis(), one.file),
            Err(error) => {
                let message = error.explain();
                println!(
                    "{:>6} ms  REFUSED {}  {message} [{}]",
                    one.took.as_millis(),
                    one.file,
                    message.details
                );
            }
        }
    }
}

#[test]
fn odd_files_end_in_a_workbook_or_a_clear_refusal() {
    let Some(shared) = shared() else {
        return;
    };
    let mut seen = look(&shared.join("corpus"));
    assert!(!seen.is_empty(), "the folder of odd files is empty");
    for one in &seen {
        assert!(
            one.took < Duration::from_secs(10),
            "{} took {:?}",
            one.file,
            one.took
        );
        if let Err(error) = &one.outcome {
            assert!(
                matches!(
                    error,
                    ReadError::Refused { .. } | ReadError::WorkerDied { .. }
                ),
                "{}: {error:?}",
                one.file
            );
            let message = error.explain();
            assert!(
                !message.headline.is_empty() && !message.next.is_empty(),
                "{}",
                one.file
            );
        }
    }
    seen.sort_by_key(|one| std::cmp::Reverse(one.took));
    println!("{} files; the slowest:", seen.len());
    tell(seen.get(..5).unwrap_or(&seen));
}
