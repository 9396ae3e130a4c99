//! Real and odd files: each ends in a workbook or in a clear refusal, soon, and never ends the program.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "shared/folder.rs"]
mod folder;

use std::path::Path;
use std::time::{Duration, Instant};

use levelbook::import::{ReadError, WorkerProgram, read};
use levelbook::message::{Explain, Unwatched};

struct Seen {
    file: String,
    took: Duration,
    outcome: Result<String, ReadError>,
}

fn look(folder: &Path) -> Vec<Seen> {
    let worker = WorkerProgram::at(env!("CARGO_BIN_EXE_levelbook"));
    folder::files_below(folder)
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
    let Some(corpus) = folder::shared("corpus") else {
        return;
    };
    let mut seen = look(&corpus);
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
