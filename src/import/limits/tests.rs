//! What a limit allows, and what is one more.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write as _};

use calamine::{Dimensions, Sheet, SheetType, SheetVisible};

use super::*;
use crate::import::assembler::Assembler;
use crate::import::csv_reader::read_csv;
use crate::import::csv_records::{Records, Remark};
use crate::import::excel_reader::{each_worksheet, tell_merged};
use crate::import::old_excel_reader::read_xls;
use crate::import::outlet::{NOTE, Note, Outlet, Stop};
use crate::import::reading::{large, sidecar};
use crate::import::refusal::Refusal;
use crate::import::text_source::{Encoding, TextSource};
use crate::import::worker::read_into;
use crate::import::{
    Cell, Format, Known, ReadError, ReadingChoices, Recipe, RecipeError, Severity, Workbook,
    WorkerProgram, figure_in, read, review,
};
use crate::message::Unwatched;

/// What an outlet sends while `act` goes on: the notes, and whether it was stopped for being too large.
fn sent(act: impl FnOnce(&mut Outlet<'_>) -> Result<(), Stop>) -> (Vec<Note>, bool) {
    let mut notes = Vec::new();
    let mut send = |kind: u8, payload: &[u8]| {
        if kind == NOTE {
            notes.push(serde_json::from_slice(payload).unwrap());
        }
        Ok(())
    };
    let ended = act(&mut Outlet::new(&mut send));
    let too_large = matches!(ended, Err(Stop::Refused(Refusal::TooLarge { .. })));
    (notes, too_large)
}

fn is_stopped(act: impl FnOnce(&mut Outlet<'_>) -> Result<(), Stop>) -> bool {
    sent(act).1
}

#[test]
fn cells_rows_and_columns_end_where_the_limits_say() {
    let one = Cell::Number(1.0);
    let cell = |row: u32, column: u32| is_stopped(|outlet| outlet.cell(row, column, one));
    assert!(!cell(SHEET_ROWS - 1, 0) && cell(SHEET_ROWS, 0));
    assert!(!cell(0, COLUMNS - 1) && cell(0, COLUMNS));
    let text = |row: u32| {
        is_stopped(|outlet| {
            outlet.bound(CELLS, TEXT_ROWS);
            outlet.cell(row, 0, one)
        })
    };
    assert!(!text(TEXT_ROWS - 1) && text(TEXT_ROWS));
    let streamed = |cells: u64| is_stopped(|outlet| outlet.expect_cells(cells));
    assert!(!streamed(CELLS) && streamed(CELLS + 1));
    let built = |cells: u64| {
        is_stopped(|outlet| {
            outlet.bound(BUILT_CELLS, SHEET_ROWS);
            outlet.expect_cells(cells)
        })
    };
    assert!(!built(BUILT_CELLS) && built(BUILT_CELLS + 1));
    let counted = |cells: u32| {
        is_stopped(|outlet| {
            outlet.bound(100, SHEET_ROWS);
            (0..cells).try_for_each(|row| outlet.cell(row, 0, one))
        })
    };
    assert!(!counted(100) && counted(101));
}

#[test]
fn a_text_is_cut_after_its_last_character() {
    for (length, problems) in [(CELL_CHARS, 0), (CELL_CHARS + 1, 1)] {
        for letter in ["a", "ŵ"] {
            let text = letter.repeat(length);
            let (notes, _) = sent(|outlet| outlet.cell(0, 0, Cell::Text(&text)));
            assert_eq!(notes.len(), problems, "{length} of {letter}");
        }
    }
}

#[test]
fn so_many_problems_of_a_cause_are_listed() {
    for (met, listed) in [
        (PROBLEMS_OF_A_CAUSE, PROBLEMS_OF_A_CAUSE),
        (PROBLEMS_OF_A_CAUSE + 1, PROBLEMS_OF_A_CAUSE),
    ] {
        let (notes, _) = sent(|outlet| {
            (0..met).try_for_each(|row| outlet.problem("a", Severity::Info, (row, 0), "", ""))
        });
        assert_eq!(notes.len() as u32, listed);
    }
}

#[test]
fn a_file_may_be_so_large_and_no_larger() {
    /// A file of UTF-16 that says that it has so many bytes, and holds only its mark.
    struct Large(u64, bool);
    impl Read for Large {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let mark = if std::mem::take(&mut self.1) { 2 } else { 0 };
            into[..mark].copy_from_slice(&b"\xff\xfe"[..mark]);
            Ok(mark)
        }
    }
    impl Seek for Large {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.1 = to == SeekFrom::Start(0);
            Ok(self.0)
        }
    }
    let text = |size: u64| is_stopped(|outlet| read_csv(Large(size, false), outlet));
    assert!(!text(TEXT_BYTES) && text(TEXT_BYTES + 1));
    // An entry of the container's directory that promises a workbook.
    let mut entry = vec![0; 128];
    for (at, letter) in b"Workbook".iter().enumerate() {
        entry[at * 2] = *letter;
    }
    entry[64] = 18;
    entry[66] = 2;
    let old = |size: u64| is_stopped(|outlet| read_xls(Cursor::new(entry.clone()), size, outlet));
    assert!(!old(XLS_BYTES) && old(XLS_BYTES + 1));

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    for (size, expected) in [(ZIPPED_BYTES, false), (ZIPPED_BYTES + 1, true)] {
        std::fs::write(&path, b"PK\x03\x04").unwrap();
        let file = File::options().read(true).write(true).open(&path).unwrap();
        file.set_len(size).unwrap();
        let mut refusal = None;
        read_into(file, &mut |_, payload| {
            if let Ok(Note::Refused(found)) = serde_json::from_slice(payload) {
                refusal = Some(found);
            }
            Ok(())
        })
        .unwrap();
        let too_large = matches!(refusal, Some(Refusal::TooLarge { .. }));
        assert_eq!(too_large, expected, "{refusal:?}");
    }
    File::create(&path)
        .unwrap()
        .set_len(TEXT_BYTES + 1)
        .unwrap();
    let refused = read(&path, &WorkerProgram::here(), &Unwatched);
    assert!(format!("{refused:?}").contains("TooLarge"));
}

#[test]
fn a_workbook_may_have_so_many_sheets_and_merged_ranges() {
    for (count, expected) in [(SHEETS, false), (SHEETS + 1, true)] {
        let sheets: Vec<Sheet> = (0..count)
            .map(|at| Sheet {
                name: at.to_string(),
                typ: SheetType::WorkSheet,
                visible: SheetVisible::Visible,
            })
            .collect();
        let (notes, _) = sent(|outlet| each_worksheet(&sheets, outlet, |_, _, _| Ok(true)));
        assert_eq!(notes.len(), 2 * SHEETS + usize::from(expected));
        let mut assembler = Assembler::default();
        let heard = (0..count)
            .try_for_each(|_| assembler.take(NOTE, br#"{"sheet":{"name":"a","visible":true}}"#));
        assert_eq!(heard.is_err(), expected);
    }
    let range = Dimensions {
        start: (0, 0),
        end: (1, 1),
    };
    for count in [MERGED_RANGES, MERGED_RANGES + 1] {
        let ranges = vec![range; count];
        let (notes, _) = sent(|outlet| tell_merged(&ranges, outlet));
        assert_eq!(notes.len(), MERGED_RANGES);
    }
}

#[test]
fn the_parent_keeps_no_more_than_it_should_of_what_it_hears() {
    let mut assembler = Assembler::default();
    let name = "ŵ".repeat(SHEET_NAME_CHARS + 1);
    let note = format!(r#"{{"sheet":{{"name":"{name}","visible":true}}}}"#);
    assembler.take(NOTE, note.as_bytes()).unwrap();
    assert_eq!(assembler.sheets[0].name.chars().count(), SHEET_NAME_CHARS);

    let (notes, _) = sent(|outlet| outlet.problem("a", Severity::Info, (0, 0), "", ""));
    let Some(Note::Problem(problem)) = notes.first() else {
        panic!("a problem is sent");
    };
    assembler.problems = vec![problem.clone(); PROBLEMS - 1];
    let note = serde_json::to_vec(&notes[0]).unwrap();
    assert!(assembler.take(NOTE, &note).is_ok());
    assert!(assembler.take(NOTE, &note).is_err());
}

/// How a text file is read to its end: the remarks, or the refusal.
fn records(text: &str) -> Result<Vec<Remark>, Refusal> {
    let source = TextSource::new(Cursor::new(text.as_bytes()), Encoding::Utf8, 0).unwrap();
    let mut records = Records::new(source);
    let mut remarks = Vec::new();
    while let Some((_, remark)) = records.next()? {
        remarks.extend(remark);
    }
    Ok(remarks)
}

#[test]
fn lines_and_quotation_marks_end_where_the_limits_say() {
    for end in ["\n", ""] {
        assert!(records(&format!("{}{end}", "a".repeat(RECORD_BYTES))).is_ok());
        assert!(records(&format!("{}{end}", "a".repeat(RECORD_BYTES + 1))).is_err());
    }
    let columns = |count: usize| records(&vec!["a"; count].join(","));
    assert!(columns(COLUMNS as usize).is_ok() && columns(COLUMNS as usize + 1).is_err());
    let quoted = |lines: u32| records(&format!("\"{}\",b\n", "a\n".repeat(lines as usize)));
    assert_eq!(quoted(QUOTED_LINES - 1), Ok(Vec::new()));
    assert_eq!(
        quoted(QUOTED_LINES),
        Ok(vec![Remark::Long(0, QUOTED_LINES)])
    );
    let unclosed = |count: usize| {
        let filler = "b".repeat(RECORD_BYTES / 2);
        records(&format!("\"a\n{filler}\n{filler}\n{filler}\n").repeat(count))
    };
    assert_eq!(
        unclosed(UNCLOSED_QUOTES).map(|remarks| remarks.len()),
        Ok(UNCLOSED_QUOTES)
    );
    assert!(unclosed(UNCLOSED_QUOTES + 1).is_err());
}

#[test]
fn what_lies_beside_a_file_is_read_up_to_its_limit() {
    let folder = tempfile::tempdir().unwrap();
    let (table, beside) = (folder.path().join("a.csv"), folder.path().join("a.json"));
    for (size, is_read) in [(SIDECAR_BYTES, true), (SIDECAR_BYTES + 1, false)] {
        std::fs::write(&beside, vec![b' '; size as usize]).unwrap();
        assert_eq!(sidecar(&table).is_some(), is_read, "{size}");
    }
}

/// A container of these parts, read.
fn zipped(name: &str, parts: &[(&str, &str)]) -> Result<Workbook, ReadError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    let mut zip = zip::ZipWriter::new(File::create(&path).unwrap());
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    read(&path, &WorkerProgram::here(), &Unwatched)
}

#[test]
fn so_many_damaged_cells_are_passed_over() {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let of = |damaged: u32| {
        let cells = r#"<c r="A1" t="q"><v>1</v></c>"#.repeat(damaged as usize);
        zipped(
            "a.xlsx",
            &[
                (
                    "[Content_Types].xml",
                    &format!(r#"<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#),
                ),
                (
                    "_rels/.rels",
                    &format!(r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
                ),
                (
                    "xl/workbook.xml",
                    &format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="b"/></sheets></workbook>"#),
                ),
                (
                    "xl/_rels/workbook.xml.rels",
                    &format!(r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="b" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
                ),
                (
                    "xl/worksheets/sheet1.xml",
                    &format!(r#"<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cells}<c r="B1"><v>1</v></c></row></sheetData></worksheet>"#),
                ),
            ],
        )
        .unwrap()
    };
    let read = |damaged: u32| of(damaged).sheets[0].grid.filled_cells();
    assert_eq!((read(DAMAGED_CELLS), read(DAMAGED_CELLS + 1)), (1, 0));
}

#[test]
fn so_much_of_a_list_of_contents_is_looked_at() {
    let refusal = |length: u64| {
        let word = "encryption-data";
        let before = " ".repeat(length as usize - word.len());
        let manifest = format!("{before}{word}");
        let kind = "application/vnd.oasis.opendocument.spreadsheet";
        let parts = [
            ("mimetype", kind),
            ("META-INF/manifest.xml", &manifest),
            ("content.xml", "<a/>"),
        ];
        format!("{:?}", zipped("a.ods", &parts))
    };
    assert!(refusal(CONTENTS_BYTES).contains("Password"));
    assert!(!refusal(CONTENTS_BYTES + 1).contains("Password"));
}

#[test]
fn a_large_file_is_told_beforehand() {
    let told = |format, bytes, cells| large("a", format, bytes, cells).is_some();
    for (format, bytes, cells) in [
        (Format::Csv, TEXT_BYTES, LARGE_CELLS),
        (Format::Parquet, TEXT_BYTES, LARGE_CELLS),
        (Format::Xlsx, LARGE_ZIPPED_BYTES, LARGE_CELLS),
        (Format::Xlsb, LARGE_ZIPPED_BYTES, LARGE_CELLS),
        (Format::Ods, LARGE_ZIPPED_BYTES, LARGE_BUILT_CELLS),
        (Format::Xls, XLS_BYTES, LARGE_BUILT_CELLS),
    ] {
        assert!(!told(format, bytes, cells), "{format:?}");
        assert!(told(format, bytes, cells + 1) && told(format, bytes + 1, cells));
    }
}

#[test]
fn a_table_may_have_so_many_columns_of_figures() {
    let counts = |columns: usize| {
        let mut text = "Area code,Area name,Period".to_owned();
        (0..columns).for_each(|at| write!(text, ",Made-up rate {at}").unwrap());
        for area in 1..4 {
            write!(text, "\nE1200000{area},Region {area},2021").unwrap();
            text.push_str(&",1.5".repeat(columns));
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, text).unwrap();
        let workbook = read(&path, &WorkerProgram::here(), &Unwatched).unwrap();
        let file = review(&workbook, &ReadingChoices::default(), &Known::default());
        let causes = file.sheets.iter().flat_map(|sheet| &sheet.problems);
        let told = causes.filter(|one| one.code == "too-many-columns").count();
        (file.counts().read as usize, told)
    };
    assert_eq!(counts(FIGURE_COLUMNS), (FIGURE_COLUMNS * 3, 0));
    assert_eq!(counts(FIGURE_COLUMNS + 1), (0, 1));
}

#[test]
fn a_number_has_so_many_digits() {
    let of = |digits: usize| figure_in(&format!("0.00{}00", "3".repeat(digits)));
    assert!(of(DIGITS).is_some() && of(DIGITS + 1).is_none());
    let split = |digits: usize| {
        figure_in(&format!(
            "-12{}.{}e-3",
            "0".repeat(5),
            "3".repeat(digits - 7)
        ))
    };
    assert!(split(DIGITS).is_some() && split(DIGITS + 1).is_none());
    assert!(figure_in(&format!("5.{}", "0".repeat(DIGITS))).is_some());
}

/// A recipe as the program writes it, changed.
fn recipe(change: impl FnOnce(&mut Recipe)) -> Result<Recipe, RecipeError> {
    let text = r#"{"levelbook_recipe":1,"name":"a","publisher":"","dataset":"","file":"","sha256":"","made":"","used":"",
        "choices":{},"fingerprint":{"format":"csv","tables":[]},"columns":[{"header":"a","role":"value"}]}"#;
    let mut made: Recipe = serde_json::from_str(text).unwrap();
    change(&mut made);
    Recipe::from_json(&made.to_json().replace("  ", ""))
}

#[test]
fn a_recipe_may_be_so_large_so_deep_and_so_long() {
    let sized = |bytes: usize| {
        let whole = recipe(|_| {}).unwrap().to_json();
        Recipe::from_json(&format!("{whole}{}", " ".repeat(bytes - whole.len())))
    };
    assert!(sized(RECIPE_BYTES).is_ok());
    assert!(matches!(
        sized(RECIPE_BYTES + 1),
        Err(RecipeError::TooLarge(_))
    ));
    let deep = |depth: usize| {
        let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        Recipe::from_json(&text)
    };
    assert!(!matches!(deep(RECIPE_DEPTH), Err(RecipeError::TooDeep)));
    assert!(matches!(deep(RECIPE_DEPTH + 1), Err(RecipeError::TooDeep)));
    let named = |length: usize| recipe(|of| of.name = "ŵ".repeat(length));
    assert!(named(RECIPE_NAME_CHARS).is_ok() && named(RECIPE_NAME_CHARS + 1).is_err());
    let said = |length: usize| recipe(|of| of.publisher = "ŵ".repeat(length));
    assert!(said(RECIPE_TEXT_CHARS).is_ok() && said(RECIPE_TEXT_CHARS + 1).is_err());
    let long = |length: usize| recipe(|of| of.choices.sheets = vec!["a".to_owned(); length]);
    assert!(long(RECIPE_LIST).is_ok() && long(RECIPE_LIST + 1).is_err());
}
