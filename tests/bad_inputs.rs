//! Files that are broken, that lie or that mean harm: what each ends in. Every later crash adds a row.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "bad_inputs/layouts.rs"]
mod layouts;
#[path = "bad_inputs/made.rs"]
mod made;
#[path = "bad_inputs/numbered.rs"]
mod numbered;
#[path = "bad_inputs/sixty_four.rs"]
mod sixty_four;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use levelbook::import::{Cell, ReadError, Severity, Workbook, WorkerProgram, read};
use levelbook::message::{Explain, Progress, Unwatched};
use tempfile::TempDir;

use made::{REPEATED, compound, long_text, ods, overlapping, texts, two_cells, xlsx, zipped};

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
fn what_cannot_be_read_says_why() {
    let good = xlsx(&two_cells("A1", "B2"), &[]);
    let many: Vec<String> = (0..6000).map(|part| format!("part{part}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let crowd: Vec<String> = (0..256).map(|part| format!("{part}.csv")).collect();
    let crowd: Vec<(&str, &[u8])> = crowd
        .iter()
        .map(|name| (name.as_str(), &b"a,b\n1,2\n"[..]))
        .collect();
    let long = long_text(60);
    let overlapping = overlapping(good.clone());
    let lie = texts("4000000000", "");
    let hidden_lie = texts("100000000", &format!("<!--{}-->", "x".repeat(8192)));
    let wide = "a,".repeat(100_000);
    let rows: [(&str, Vec<u8>, &str); 32] = [
        ("empty.csv", Vec::new(), "is an empty file (a cloud placeholder?)"),
        ("page.xls", b"<html><body><table><tr><td>1</td></tr></table>".to_vec(), "is a web page"),
        ("paper.pdf", b"%PDF-1.7\n...".to_vec(), "is a PDF document"),
        ("data.levelbook", b"SQLite format 3\0....".to_vec(), "is a database, perhaps a Levelbook book"),
        ("letter.rtf", b"{\\rtf1 hello}".to_vec(), "is an RTF document"),
        ("data.csv.gz", b"\x1f\x8b\x08\0\0\0".to_vec(), "is a gzip-compressed file"),
        ("old.slk", b"ID;PWXL;N;E\r\n".to_vec(), "is a SYLK file"),
        ("old.wk1", b"\0\0\x02\0\x06\x04".to_vec(), "is a Lotus 1-2-3"),
        ("old.dif", b"TABLE\r\n0,1\r\n".to_vec(), "is a DIF file"),
        (
            "old.xml",
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>".to_vec(),
            "is an Excel 2003 XML spreadsheet",
        ),
        ("words.zip", zipped(&[("readme.txt", b"a,b\n"), ("map.shp", b"a")]), "is a zip archive without a table in it"),
        ("page.zip", zipped(&[("a.csv", b"<html><body/></html>")]), "is a web page"),
        ("archives.zip", zipped(&[("a.xlsx", &zipped(&[("b.csv", b"a,b\n")]))]), "is an archive in an archive"),
        ("bomb.zip", zipped(&[("a.csv", &vec![b'a'; 60 << 20])]), "a few bytes of it unpack to very many"),
        ("bombs.zip", zipped(&[("a.csv", b"a,b\n1,2\n"), ("b.csv", &vec![b'a'; 60 << 20])]), "a few bytes of it unpack to very many"),
        ("crowd.zip", zipped(&crowd), "it holds 256 tables where 255 are read"),
        ("book.numbers", zipped(&[("Index/Document.iwa", b"..")]), "of Apple's Numbers"),
        ("letter.docx", zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]), "is a Word document"),
        ("noise.csv", b"a,b\n1,\0\x01\x02\n".to_vec(), "is not text"),
        ("secret.xlsx", compound("EncryptedPackage"), "is protected with a password"),
        ("letter.doc", compound("WordDocument"), "is a Word document"),
        ("cut.xls", compound("Workbook")[..600].to_vec(), "is damaged"),
        ("broken.xls", compound("Workbook"), "is damaged"),
        ("cut.xlsx", good[..good.len() / 2].to_vec(), "its container is cut off or broken"),
        ("many.xlsx", zipped(&many), "it has 6,000 parts"),
        ("texts.xlsx", xlsx("", &[("xl/sharedStrings.xml", &lie)]), "claims more texts than it holds"),
        // Slips past the look into the container and asks for 2.4 GB: the memory cap of the reading process is the second wall.
        ("hidden.xlsx", xlsx("", &[("xl/sharedStrings.xml", &hidden_lie)]), "is too big or damaged"),
        ("long.xlsx", xlsx(&long, &[]), "unpack to very many"),
        ("overlap.xlsx", overlapping, "lie over one another"),
        ("bomb.ods", ods(REPEATED), "more than 5,000,000 filled cells"),
        ("wide.csv", wide.into_bytes(), "line 1 has more than 16,384 columns"),
        ("line.csv", vec![b'a'; 2 << 20], "line 1 is longer than a line of a table can be"),
    ];
    for (name, bytes, expected) in rows {
        match outcome(name, &bytes) {
            Ok(book) => panic!("{name} was read: {:?}", codes(&book)),
            Err(headline) => assert!(headline.contains(expected), "{name}: {headline}"),
        }
    }
}

#[test]
fn what_is_odd_but_readable_is_read() {
    let (a, b) = (Cell::Number(1.0), Cell::Number(2.0));
    let formula = r#"<row r="1"><c r="A1"><f t="shared" si="4000000000" ref="A1:A2">B1</f><v>1</v></c><c r="B2"><v>2</v></c></row>"#;
    let laughs = r#"<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>"#;
    let attributes: Vec<String> = (0..200_000).map(|at| format!(" a{at}=\"1\"")).collect();
    let cases: [(&str, Vec<u8>, (u32, u32)); 6] = [
        (
            "far.xlsx",
            xlsx(&two_cells("A1", "XFD1048576"), &[]),
            (1_048_575, 16_383),
        ),
        ("formula.xlsx", xlsx(formula, &[]), (1, 1)),
        (
            "names.xlsx",
            xlsx(&two_cells("A1", "B2"), &[("../../escaped.txt", b"x")]),
            (1, 1),
        ),
        (
            "macros.xlsx",
            xlsx(&two_cells("A1", "B2"), &[("xl/vbaProject.bin", b"x")]),
            (1, 1),
        ),
        (
            "entities.xlsx",
            xlsx(
                &two_cells("A1", "B2"),
                &[("xl/theme/theme1.xml", laughs.as_bytes())],
            ),
            (1, 1),
        ),
        (
            "attributes.xlsx",
            xlsx(
                &two_cells("A1", "B2").replacen("<v>", &format!("<v{}>", attributes.concat()), 1),
                &[],
            ),
            (1, 1),
        ),
    ];
    for (name, bytes, (row, column)) in cases {
        let book = outcome(name, &bytes).unwrap();
        let grid = &book.sheets[0].grid;
        assert_eq!(
            (grid.cell(0, 0), grid.cell(row, column), grid.filled_cells()),
            (a, b, 2),
            "{name}"
        );
        assert_eq!(codes(&book).contains(&"macros"), name == "macros.xlsx");
        assert!(!Path::new("../../escaped.txt").exists());
    }
}

#[test]
fn cells_that_are_no_figures_keep_their_text_and_say_so() {
    let rows = r#"<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>inf</v></c><c r="C1"><v>1e400</v></c><c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="e"><v>#SPILL!</v></c><c r="G1" t="str"><v>00123</v></c><c r="H1"><v>-0.5</v></c></row>"#;
    let book = outcome("odd.xlsx", &xlsx(rows, &[])).unwrap();
    let grid = &book.sheets[0].grid;
    let seen: Vec<Cell<'_>> = (0..8).map(|column| grid.cell(0, column)).collect();
    assert_eq!(
        seen,
        [
            Cell::Text("NaN"),
            Cell::Text("inf"),
            Cell::Text("inf"),
            Cell::Error("#N/A"),
            Cell::Bool(true),
            Cell::Empty,
            Cell::Text("00123"),
            Cell::Number(-0.5),
        ]
    );
    assert_eq!(
        codes(&book),
        ["not-finite", "not-finite", "not-finite", "damaged-cell"]
    );
    assert_eq!(book.problems[1].origin.cell(), "B1");
    let book = outcome("odd.ods", &ods(r#"<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="percentage" office:value="0.125" table:number-columns-repeated="2"><text:p>12.5%</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="NaN"/></table:table-row><table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#)).unwrap();
    let grid = &book.sheets[0].grid;
    assert_eq!(
        (grid.filled_cells(), grid.cell(1, 1), grid.cell(1, 2)),
        (6, Cell::Number(0.125), Cell::Text("NaN"))
    );
    assert!(grid.is_percent(1, 1));
}

#[test]
fn notes_name_what_was_seen() {
    let quote = "a,b\n1,2\n\"x,3\ny,4\n";
    let full: String = std::iter::once("a,b\n")
        .chain((1..65_536).map(|_| "1,2\n"))
        .collect();
    for (name, text, code, severity, cell) in [
        (
            "named.xlsx",
            "a,b\n1,2\n",
            "unlike-its-name",
            Severity::Info,
            "A1",
        ),
        (
            "quote.csv",
            quote,
            "unclosed-quote",
            Severity::Warning,
            "A3",
        ),
        ("full.csv", &full, "cut-off", Severity::Warning, "A1"),
    ] {
        let book = outcome(name, text.as_bytes()).unwrap();
        let seen: Vec<_> = book
            .problems
            .iter()
            .map(|problem| {
                (
                    problem.code.as_str(),
                    problem.severity,
                    problem.origin.cell(),
                )
            })
            .collect();
        assert_eq!(seen, [(code, severity, cell.to_owned())], "{name}");
        assert_eq!(book.sheets[0].name, name);
    }
}

#[test]
fn a_cell_that_is_given_twice_is_pointed_out() {
    let rows = r#"<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>3</v></c></row><row r="2"><c r="A2"><v>4</v></c></row>"#;
    let book = outcome("twice.xlsx", &xlsx(rows, &[])).unwrap();
    let grid = &book.sheets[0].grid;
    assert_eq!(
        (grid.cell(0, 0), grid.cell(1, 0)),
        (Cell::Number(3.0), Cell::Number(4.0))
    );
    assert_eq!(codes(&book), ["cell-given-twice"]);
    assert_eq!(book.problems[0].raw, "2");
}

#[test]
fn hidden_sheets_charts_and_merged_cells_are_known() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Table").unwrap();
    sheet
        .merge_range(0, 0, 0, 2, "Band", &rust_xlsxwriter::Format::new())
        .unwrap();
    sheet
        .write_with_format(
            1,
            0,
            0.125,
            &rust_xlsxwriter::Format::new().set_num_format("0.0%"),
        )
        .unwrap();
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 3, 31).unwrap();
    sheet
        .write_with_format(
            1,
            1,
            &date,
            &rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd"),
        )
        .unwrap();
    book.add_worksheet()
        .set_name("Notes")
        .unwrap()
        .set_hidden(true)
        .write(0, 0, "hidden")
        .unwrap();
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Line);
    chart.add_series().set_values("Table!$A$2:$A$2");
    book.add_chartsheet()
        .set_name("Chart")
        .unwrap()
        .insert_chart(0, 0, &chart)
        .unwrap();
    let read = outcome("kinds.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    let names: Vec<_> = read
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.visible))
        .collect();
    assert_eq!(names, [("Table", true), ("Notes", false)]);
    assert_eq!(codes(&read), ["sheet-without-cells"]);
    let sheet = &read.sheets[0];
    assert_eq!(
        (sheet.merged[0].first_row, sheet.merged[0].last_column),
        (0, 2)
    );
    assert!(sheet.grid.is_percent(1, 0));
    assert!(
        matches!(sheet.grid.cell(1, 1), Cell::Date(date) if date.date().to_string() == "2024-03-31")
    );
}

#[test]
fn the_json_beside_a_file_is_read_along() {
    let folder = TempDir::new().unwrap();
    let path = written(&folder, "rate.csv", b"a,b\n1,2\n");
    written(&folder, "rate.json", b"{\"label\":\"Rate\"}");
    let book = read(&path, &worker(), &Unwatched).unwrap();
    assert_eq!(book.sidecar.as_deref(), Some("{\"label\":\"Rate\"}"));
    assert_eq!(book.file.size, 8);
    assert_eq!(book.file.sha256.len(), 64);
}

#[test]
fn an_archive_is_read_as_the_tables_in_it() {
    let meta = b"col_name,col_type,label\nrate,Indicator,Rate\n";
    let csv = b"area,rate\nLeeds,1\n";
    let one = zipped(&[
        ("data/a.meta.csv", meta),
        ("data/a.csv", csv),
        ("readme.txt", b"x"),
    ]);
    let book = outcome("one.zip", &one).unwrap();
    assert_eq!((book.sheets.len(), codes(&book)), (1, vec![]));
    assert_eq!(book.sheets[0].name, "data/a.csv");
    assert!(
        book.sheets[0]
            .sidecar
            .as_deref()
            .unwrap()
            .starts_with("col_name")
    );
    assert_eq!(book.sheets[0].grid.cell(1, 0), Cell::Text("Leeds"));
    assert_eq!(book.file.name, "one.zip");
    let workbook = xlsx(&two_cells("A1", "B2"), &[]);
    let several = zipped(&[
        ("../../escaped.csv", csv),
        ("b.xlsx", &workbook),
        ("broken.xlsx", b"PK\x03\x04"),
        ("c.csv", csv),
        ("c.json", b"{}"),
        ("__MACOSX/._c.csv", b"\0\x05"),
    ]);
    let book = outcome("several.zip", &several).unwrap();
    let sheets: Vec<_> = book
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.sidecar.as_deref()))
        .collect();
    assert_eq!(
        sheets,
        [
            ("../../escaped.csv", None),
            ("b.xlsx: Table 1", None),
            ("c.csv", Some("{}"))
        ]
    );
    let problems = [("unread-part", "broken.xlsx")];
    let told = book
        .problems
        .iter()
        .map(|problem| (problem.code.as_str(), problem.raw.as_str()));
    assert_eq!(told.collect::<Vec<_>>(), problems);
    assert!(!Path::new("../../escaped.csv").exists());
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
