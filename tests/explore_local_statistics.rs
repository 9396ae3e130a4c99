//! The whole of ONS's *Explore local statistics* store, where it lies beside this project: every row is read, and what is
//! kept says the same as an independent reading of the files.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "shared/folder.rs"]
mod folder;

use std::collections::HashMap;

use levelbook::domain::Period;
use levelbook::import::{Known, ReadingChoices, WorkerProgram, read, review};
use levelbook::message::Unwatched;

fn period_of(text: &str) -> Period {
    let text = if text.contains('/') {
        text.to_owned()
    } else {
        format!("{text}/P1D")
    };
    Period::from_key(&text).unwrap()
}

#[test]
fn every_row_of_the_store_is_read_and_says_the_same() {
    let Some(store) = folder::shared("els/els-2026") else {
        return;
    };
    let known = Known::shipped();
    let (mut rows, mut kept, mut repeats, mut compared) = (0, 0, 0, 0);
    let mut files = folder::files_below(&store);
    files.retain(|path| path.extension().is_some_and(|end| end == "csv"));
    assert_eq!(files.len(), 41);
    for path in files {
        let workbook = read(&path, &WorkerProgram::here(), &Unwatched).unwrap();
        assert!(workbook.sidecar.is_some(), "{}", path.display());
        let reviewed = review(&workbook, &ReadingChoices::default(), &known);
        let sheet = &reviewed.sheets[0];
        let by_row: HashMap<u32, usize> = sheet
            .observations
            .iter()
            .enumerate()
            .map(|(index, observation)| (observation.row, index))
            .collect();
        let mut reader = csv::Reader::from_path(&path).unwrap();
        let headers: Vec<String> = reader
            .headers()
            .unwrap()
            .iter()
            .map(|header| header.trim_start_matches('\u{feff}').to_owned())
            .collect();
        let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
        let mut own_rows = 0_u64;
        for record in reader.records() {
            let record = record.unwrap();
            own_rows += 1;
            let row = u32::try_from(own_rows + 1).unwrap();
            let Some(observation) = by_row
                .get(&row)
                .and_then(|index| sheet.observations.get(*index))
            else {
                assert!(
                    sheet
                        .problems
                        .iter()
                        .any(|problem| problem.code == "duplicate" && problem.origin.row == row),
                    "{} row {row} is neither kept nor named as a repeat",
                    path.display()
                );
                repeats += 1;
                continue;
            };
            if !own_rows.is_multiple_of(37) && record[column("observation")].len() > 3 {
                continue;
            }
            compared += 1;
            let place = format!("{} row {row}", path.display());
            let value: Option<f64> = record[column("observation")].parse().ok();
            assert_eq!(observation.reading.value(), value, "{place}");
            if value.is_none() {
                let status = &record[column("status")];
                let expected = if status.is_empty() { "x" } else { status };
                assert_eq!(observation.reading.state().code(), expected, "{place}");
            }
            let limit = |name: &str| record[column(name)].parse::<f64>().ok();
            assert_eq!(observation.lower, limit("lci_95"), "{place}");
            assert_eq!(observation.upper, limit("uci_95"), "{place}");
            let code = &record[column("areacd")];
            if code != "na" {
                let subject = &sheet.subjects[observation.subject as usize];
                let replaced = observation
                    .note
                    .as_deref()
                    .is_some_and(|note| note.contains(&format!("Published under the code {code}")));
                let other = subject.ids.iter().any(|(_, id)| id == code);
                assert!(
                    subject.code.0 == code || replaced || other,
                    "{place}: {subject:?}"
                );
            }
            assert_eq!(
                sheet.periods[observation.period as usize],
                period_of(&record[column("period")]),
                "{place}"
            );
        }
        assert_eq!(sheet.counts.read, own_rows, "{}", path.display());
        assert_eq!(sheet.counts.kept, own_rows, "{}", path.display());
        assert_eq!(sheet.counts.rejected, 0, "{}", path.display());
        for indicator in &sheet.indicators {
            assert!(!indicator.measure.is_empty(), "{}", indicator.code);
            assert!(!indicator.unit.text.is_empty(), "{}", indicator.code);
            assert!(
                indicator
                    .source
                    .dataset
                    .starts_with("Explore local statistics"),
                "{}",
                indicator.code
            );
        }
        rows += own_rows;
        kept += sheet.counts.kept;
    }
    assert_eq!(rows, 171_389);
    assert_eq!(kept, rows);
    assert_eq!(
        repeats, 458,
        "areas that are given under two levels or two codes"
    );
    assert!(compared > 4000, "{compared} figures were compared");
}
