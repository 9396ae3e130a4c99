//! Bad inputs 21 to 32: tables that lie oddly.

use super::numbered::{Case, case, file};

fn cases() -> Vec<Case> {
    let csv = |text: &str| file("a.csv", text.as_bytes());
    let row = "E12000001,North East,2020,3\nE12000002,North West,2020,4\nE12000003,Yorkshire and The Humber,2020,5\n";
    let wide: String = "a,".repeat(100_000);
    let full: String = std::iter::once("areacd,areanm,period,value\n".to_owned())
        .chain((1..65_536).map(|at| format!("E1200000{},x,{},3\n", at % 9 + 1, 1900 + at % 100)))
        .collect();
    vec![
        case(21, "a title and notes above the header", csv(&format!("Table 1: Made-up rate by region\nThis worksheet contains one table.\nNotes are in the notes sheet.\nareacd,areanm,period,value\n{row}")), &["header [4]", "= 3 ", "= 5 "]),
        case(22, "a header of two rows with merged cells", file("a.xlsx", &two_row_header()), &["header [1, 2]", "problem joined-header C2", "rows 1 and 2, which were joined, as in “Made-up rate – 2019”", "2019-01-01", "2020-01-01"]),
        case(23, "merged cells among the figures", file("a.xlsx", &merged_figures()), &["= 3 ", "kept", "problem merged-figures D2", "D2:D3 are merged"]),
        case(24, "several tables on a sheet", csv(&format!("areacd,areanm,period,Rate one\n{row}\n\nareacd,areanm,period,Rate two\n{row}")), &["table a.csv:", "(table 2)"]),
        case(25, "a blank row or column inside a table", csv(&format!("areacd,areanm,period,value\n{row}\nE12000004,East Midlands,2020,6\nE12000005,West Midlands,2020,7\n")) + &csv("areacd,areanm,,2019,2020\nE12000001,North East,,3,8\nE12000002,North West,,4,9\n"), &["= 3 ", "= 7 ", "problem blank-row A5", "problem blank-column C1", "= 9 "]),
        case(26, "the whole among its parts", csv(&format!("areacd,areanm,period,value\n{row}E92000001,England,2020,12\n")), &["figure E92000001 “England” country", "figure E12000001 “North East” region"]),
        case(27, "footnotes under the table", csv(&format!("areacd,areanm,period,value\n{row}\nNote 1: figures of 2020 are provisional.\nSource: Somebody, 2021\n")), &["kept 3", "last row 4"]).never(&["Source: Somebody” "]),
        case(28, "years across, and one a row", csv("areacd,areanm,2019,2020\nE12000001,North East,3,4\n") + &csv("areacd,areanm,period,value\nE12000001,North East,2019,3\nE12000001,North East,2020,4\n"), &["wide-by-period", "long", "2019-01-01/P1Y = 3", "2020-01-01/P1Y = 4"]),
        case(29, "headers that come twice", csv("areacd,areanm,period,value,value\nE12000001,North East,2020,3,4\nE12000002,North West,2020,5,6\n"), &["column 3 “value", "column 4 “value"]),
        case(30, "a header that is empty", csv("areacd,areanm,period,\nE12000001,North East,2020,3\nE12000002,North West,2020,4\n") + &csv("areacd,areanm,period,value,\nE12000001,North East,2020,3,8\nE12000002,North West,2020,4,9\n"), &["problem empty-header", "Column D", "Column E holds numbers under no header, which were not read, since “value” holds the figures"]),
        case(31, "a hundred thousand columns", csv(&wide), &["line 1 has more than 16,384 columns"]),
        case(32, "a table of exactly 65,536 rows", csv(&full), &["noticed cut-off", "the source may be cut off"]),
    ]
}

fn two_row_header() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let plain = rust_xlsxwriter::Format::new();
    let sheet = book.add_worksheet();
    sheet
        .merge_range(0, 2, 0, 3, "Made-up rate", &plain)
        .unwrap();
    for (column, text) in (0..).zip(["Area code", "Area", "2019", "2020"]) {
        sheet.write(1, column, text).unwrap();
    }
    for (row, (code, name)) in (2..).zip([("E12000001", "North East"), ("E12000002", "North West")])
    {
        sheet.write(row, 0, code).unwrap();
        sheet.write(row, 1, name).unwrap();
        sheet.write(row, 2, 3.5).unwrap();
        sheet.write(row, 3, 4.5).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn merged_figures() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let plain = rust_xlsxwriter::Format::new();
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["Area code", "Area", "Period", "Value"]) {
        sheet.write(0, column, text).unwrap();
    }
    for (row, (code, name)) in (1..).zip([
        ("E12000001", "North East"),
        ("E12000002", "North West"),
        ("E12000003", "Yorkshire and The Humber"),
    ]) {
        sheet.write(row, 0, code).unwrap();
        sheet.write(row, 1, name).unwrap();
        sheet.write(row, 2, 2020).unwrap();
    }
    sheet.merge_range(1, 3, 2, 3, "", &plain).unwrap();
    sheet.write(1, 3, 3).unwrap();
    sheet.write(3, 3, 5).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn tables_that_lie_oddly_end_as_they_should() {
    let cases = cases();
    assert!(cases.iter().map(|case| case.number).eq(21..=32));
    let faults: Vec<String> = cases.iter().filter_map(Case::fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
