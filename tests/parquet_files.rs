//! Parquet: what its cells become, and what becomes of files that are cut, damaged or lie.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::sync::Arc;

use jiff::civil::date;
use levelbook::import::{Cell, Format, Grid, Workbook, WorkerProgram, read};
use levelbook::message::{Explain, Unwatched};
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, FloatType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use tempfile::TempDir;

/// Rows of the table that the tests write.
const ROWS: u16 = 300;

/// A table of codes, names that are sometimes missing, days, shares, small numbers and prices, in groups of a hundred rows.
fn table(packed: Compression, dictionary: bool) -> Vec<u8> {
    let schema = parse_message_type(
        "message table {
            required binary code (UTF8);
            optional binary name (UTF8);
            optional int32 day (DATE);
            optional double share;
            required float small;
            required int64 price (DECIMAL(9,2));
            optional group lists (LIST) { repeated group list { optional int32 element; } }
        }",
    )
    .unwrap();
    let properties = WriterProperties::builder()
        .set_compression(packed)
        .set_dictionary_enabled(dictionary)
        .build();
    let mut bytes = Vec::new();
    let mut file =
        SerializedFileWriter::new(&mut bytes, Arc::new(schema), Arc::new(properties)).unwrap();
    for first in (0..ROWS).step_by(100) {
        let rows = first..first + 100;
        let mut group = file.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let codes: Vec<ByteArray> = rows
            .clone()
            .map(|row| format!("E{:08}", row % 7).as_str().into())
            .collect();
        column
            .typed::<ByteArrayType>()
            .write_batch(&codes, None, None)
            .unwrap();
        column.close().unwrap();
        let levels: Vec<i16> = rows.clone().map(|row| i16::from(row % 3 != 0)).collect();
        let with_name = || rows.clone().filter(|row| row % 3 != 0);
        let mut column = group.next_column().unwrap().unwrap();
        let names: Vec<ByteArray> = with_name()
            .map(|row| format!("Ynys Môn {row}").as_str().into())
            .collect();
        column
            .typed::<ByteArrayType>()
            .write_batch(&names, Some(&levels), None)
            .unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let days: Vec<i32> = with_name().map(i32::from).collect();
        column
            .typed::<Int32Type>()
            .write_batch(&days, Some(&levels), None)
            .unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let shares: Vec<f64> = with_name().map(|row| f64::from(row) / 8.0).collect();
        column
            .typed::<DoubleType>()
            .write_batch(&shares, Some(&levels), None)
            .unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let small: Vec<f32> = rows.clone().map(|row| f32::from(row) / 10.0).collect();
        column
            .typed::<FloatType>()
            .write_batch(&small, None, None)
            .unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let prices: Vec<i64> = rows.clone().map(i64::from).collect();
        column
            .typed::<Int64Type>()
            .write_batch(&prices, None, None)
            .unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let none = vec![0; rows.len()];
        column
            .typed::<Int32Type>()
            .write_batch(&[], Some(&none), Some(&none))
            .unwrap();
        column.close().unwrap();
        group.close().unwrap();
    }
    file.close().unwrap();
    bytes
}

fn outcome(bytes: &[u8]) -> Result<Workbook, String> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("table.parquet");
    std::fs::write(&path, bytes).unwrap();
    let worker = WorkerProgram::at(env!("CARGO_BIN_EXE_levelbook"));
    read(&path, &worker, &Unwatched).map_err(|error| error.explain().headline)
}

fn check(grid: &Grid) {
    let names = ["code", "name", "day", "share", "small", "price", "lists"];
    for (at, name) in (0..).zip(names) {
        assert_eq!(grid.cell(0, at), Cell::Text(name));
    }
    assert_eq!(grid.height(), u32::from(ROWS) + 1);
    for row in 0..ROWS {
        let at = |column| grid.cell(u32::from(row) + 1, column);
        assert_eq!(at(0), Cell::Text(&format!("E{:08}", row % 7)));
        if row % 3 == 0 {
            assert_eq!([at(1), at(2), at(3)], [Cell::Empty; 3]);
        } else {
            let day = date(1970, 1, 1) + jiff::Span::new().days(row);
            assert_eq!(at(1), Cell::Text(&format!("Ynys Môn {row}")));
            assert_eq!(at(2), Cell::Date(day.at(0, 0, 0, 0)));
            assert_eq!(at(3), Cell::Number(f64::from(row) / 8.0));
        }
        let tenth: f64 = format!("{}.{}", row / 10, row % 10).parse().unwrap();
        let hundredth: f64 = format!("{row}e-2").parse().unwrap();
        assert_eq!(
            [at(4), at(5), at(6)],
            [Cell::Number(tenth), Cell::Number(hundredth), Cell::Empty]
        );
    }
}

#[test]
fn a_table_is_read_however_it_is_packed() {
    for packed in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::ZSTD(ZstdLevel::default()),
        Compression::GZIP(GzipLevel::default()),
    ] {
        for dictionary in [true, false] {
            let book = outcome(&table(packed, dictionary)).unwrap();
            assert_eq!(book.file.format, Format::Parquet);
            assert_eq!(book.sheets.len(), 1);
            assert_eq!(book.sheets[0].name, "table.parquet");
            let codes: Vec<&str> = book.problems.iter().map(|p| p.code.as_str()).collect();
            assert_eq!(codes, ["column-of-lists"]);
            check(&book.sheets[0].grid);
        }
    }
}

/// A file whose footer says that the whole holds so many rows.
fn with_rows(file: &[u8], rows: u64) -> Vec<u8> {
    let end = file.len() - 8;
    let before = u32::from_le_bytes(file[end..end + 4].try_into().unwrap()) as usize;
    let mut footer = file[end - before..end].to_vec();
    // Field 3 of the footer, a 64-bit number: the rows, as twice their number in groups of seven bits.
    let number = |mut value: u64| {
        let mut bytes = vec![0x16];
        while value > 0x7f {
            bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        bytes.push(value as u8);
        bytes
    };
    let said = number(u64::from(ROWS) * 2);
    let at = footer
        .windows(said.len())
        .position(|bytes| bytes == said)
        .unwrap();
    footer.splice(at..at + said.len(), number(rows * 2));
    let length = u32::try_from(footer.len()).unwrap();
    let kept = &file[..end - before];
    [kept, &footer, &length.to_le_bytes(), b"PAR1"].concat()
}

#[test]
fn a_file_that_lies_or_breaks_off_is_refused() {
    let good = table(Compression::SNAPPY, true);
    let end = good.len() - 8;
    let footer = |length: u32| {
        let mut bytes = good.clone();
        bytes[end..end + 4].copy_from_slice(&length.to_le_bytes());
        bytes
    };
    for (bytes, expected) in [
        (b"PAR1\x15".to_vec(), "is damaged"),
        (b"PAR1\x15PAR1".to_vec(), "is damaged"),
        (good[..good.len() / 2].to_vec(), "is damaged"),
        (good[..good.len() - 1].to_vec(), "is damaged"),
        (footer(0), "is damaged"),
        (footer(8), "is damaged"),
        (footer(u32::MAX), "is damaged"),
        (footer(i32::MAX.unsigned_abs()), "is damaged"),
        (
            with_rows(&good, 299),
            "says that it has 299 rows and has 300",
        ),
        (
            with_rows(&good, 5000),
            "says that it has 5000 rows and has 300",
        ),
        (with_rows(&good, 1 << 40), "more than 10,000,000 rows"),
        ([b"PARE", &good[4..]].concat(), "protected with a password"),
    ] {
        let headline = outcome(&bytes).unwrap_err();
        assert!(headline.contains(expected), "{expected}: {headline}");
    }
}

#[test]
fn damage_anywhere_ends_in_a_table_or_a_sentence() {
    let good = table(Compression::UNCOMPRESSED, true);
    for at in (4..good.len()).step_by(good.len() / 60) {
        for value in [0x00, 0x7f, 0xff] {
            let mut bytes = good.clone();
            bytes[at] = value;
            if let Err(headline) = outcome(&bytes) {
                assert!(headline.contains("table.parquet"), "{at}: {headline}");
            }
        }
    }
}
