//! Whatever bytes a file holds, reading it ends, and the program goes on.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};

use levelbook::import::{WorkerProgram, read};
use levelbook::message::{Explain, Unwatched};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Reads bytes as a file: it ends soon, in a workbook or in a sentence.
fn ends_well(bytes: &[u8]) {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("any.bin");
    std::fs::write(&path, bytes).unwrap();
    let worker = WorkerProgram::at(env!("CARGO_BIN_EXE_levelbook"));
    let started = Instant::now();
    let outcome = read(&path, &worker, &Unwatched);
    assert!(started.elapsed() < Duration::from_secs(10));
    if let Err(error) = outcome {
        assert!(!error.explain().headline.is_empty());
    }
}

/// The parts of a small workbook with a bit of everything.
fn parts() -> Vec<(String, Vec<u8>)> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let percent = rust_xlsxwriter::Format::new().set_num_format("0.0%");
    sheet.merge_range(0, 0, 0, 2, "Band", &percent).unwrap();
    for row in 1..5 {
        sheet.write(row, 0, format!("E0600000{row}")).unwrap();
        sheet.write(row, 1, f64::from(row) * 1.5).unwrap();
        sheet.write_with_format(row, 2, 0.125, &percent).unwrap();
        sheet.write_formula(row, 3, "=B2*2").unwrap();
    }
    let mut zip = ZipArchive::new(Cursor::new(book.save_to_buffer().unwrap())).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut part = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_in_a_table_or_a_sentence(start in 0..6_usize, bytes in vec(any::<u8>(), 0..2000)) {
        let starts: [&[u8]; 6] = [b"", b"a,b\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"sep=;\n\""];
        ends_well(&[starts[start], &bytes].concat());
    }

    #[test]
    fn a_workbook_with_changed_parts_ends_in_a_table_or_a_sentence(
        changes in vec((any::<u32>(), any::<u32>(), proptest::sample::select(&b"<>/\"'=&;09-.eE:AZr\0\xff"[..])), 1..20),
        cut in proptest::option::of(any::<u32>()),
    ) {
        let mut parts = parts();
        for (part, at, byte) in changes {
            let count = parts.len();
            let bytes = &mut parts[part as usize % count].1;
            let at = at as usize % bytes.len().max(1);
            bytes[at] = byte;
        }
        let mut bytes = zipped(&parts);
        if let Some(cut) = cut {
            bytes.truncate(cut as usize % bytes.len());
        }
        ends_well(&bytes);
    }
}
