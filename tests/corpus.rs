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

use calamine::{Data, Reader, open_workbook_auto};
use levelbook::import::{Cell, ReadError, WorkerProgram, read};
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

/// What a cell of the other reader's says, in the words of ours.
fn by_the_other(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(value) => value.to_string(),
        Data::Int(value) => value.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::Error(error) => error.to_string(),
        _ => "a date".to_owned(),
    }
}

#[test]
fn binary_workbooks_hold_what_another_reader_finds_in_them() {
    let Some(corpus) = folder::shared("") else {
        return;
    };
    let (mut files, mut cells, mut apart) = (0, 0, Vec::new());
    for path in folder::files_below(&corpus) {
        if path
            .extension()
            .is_none_or(|ending| ending != "xls" && ending != "xlsb")
        {
            continue;
        }
        let Ok(Ok(mut other)) = std::panic::catch_unwind(|| open_workbook_auto(&path)) else {
            continue;
        };
        let ours = match read(&path, &WorkerProgram::here(), &Unwatched) {
            Ok(ours) => ours,
            Err(error) => {
                apart.push(format!("{}: {}", path.display(), error.explain()));
                continue;
            }
        };
        files += 1;
        for sheet in &ours.sheets {
            let Ok(range) = other.worksheet_range(&sheet.name) else {
                apart.push(format!("{}: no sheet {}", path.display(), sheet.name));
                continue;
            };
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, cell) in range.cells() {
                let (row, column) = (top + row as u32, left + column as u32);
                let theirs = by_the_other(cell);
                let found = match sheet.grid.cell(row, column) {
                    Cell::Empty => String::new(),
                    Cell::Text(text) | Cell::Error(text) => text.to_owned(),
                    Cell::Number(value) => value.to_string(),
                    Cell::Bool(value) => value.to_string(),
                    Cell::Date(_) => "a date".to_owned(),
                };
                cells += usize::from(!theirs.is_empty());
                // The other knows fewer of the formats that show numbers as dates; how dates come out is tried elsewhere.
                let known = match cell {
                    Data::DateTime(_) => !found.is_empty(),
                    Data::Float(_) | Data::Int(_) => found == "a date",
                    // Nor does it see what a formula of a newer binary workbook failed with.
                    Data::Empty => found.starts_with('#'),
                    _ => false,
                };
                if found != theirs && !known {
                    let place = format!("{} {} {row} {column}", path.display(), sheet.name);
                    apart.push(format!("{place}: {found:?} where the other has {theirs:?}"));
                }
            }
        }
    }
    println!(
        "{files} binary workbooks, {cells} cells, {} apart",
        apart.len()
    );
    assert!(files > 0 && apart.is_empty(), "{}", apart.join("\n"));
}
