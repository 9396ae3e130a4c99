//! Files that are odd and are read all the same, with what is said of them and what lies beside or within them.

use std::path::Path;

use levelbook::import::{Cell, Severity, read};
use levelbook::message::Unwatched;
use tempfile::TempDir;

use super::binary::{hidden_rows, shares};
use super::made::{ods, two_cells, xlsx, zipped};
use super::{codes, outcome, worker, written};

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
fn a_binary_workbook_is_read_with_what_it_hides_merges_and_shows() {
    let hidden = &outcome("hidden.xlsb", &hidden_rows()).unwrap().sheets[0];
    assert!((0..5).all(|row| hidden.hidden.row(row) == (row == 2)));
    assert!((0..5).all(|column| hidden.hidden.column(column) == (column == 4)));
    assert_eq!(hidden.grid.cell(3, 3), Cell::Number(2.5));
    assert_eq!(hidden.grid.cell(4, 3), Cell::Error("#N/A"));
    let shares = &outcome("shares.xlsb", &shares()).unwrap().sheets[0];
    assert!(shares.grid.is_percent(1, 3) && !shares.grid.is_percent(1, 2));
    assert_eq!(
        (shares.merged[0].first_row, shares.merged[0].last_row),
        (1, 2)
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
