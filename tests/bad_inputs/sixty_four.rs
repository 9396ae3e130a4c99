//! The sixty-four bad inputs, each by its number: what is broken or means harm, and what stands in the cells.

use std::fmt::Write as _;

use super::binary::hidden_rows;
use super::made::{
    HIDDEN_ROWS, ONE_CELL, REPEATED, compound, long_text, lying, ods, ods_of, overlapping, texts,
    two_cells, xlsx, xlsx_of, zipped,
};
use super::numbered::{Case, case, commands, commands_on, figures, file, periods};
use super::workbooks::{hidden_and_charts, mangled_labels, odd_dates, per_cents};

/// 1 to 20: the container.
fn containers() -> Vec<Case> {
    let good = xlsx(&two_cells("A1", "B2"), &[]);
    let table = figures(&["1.5", "2.5"]);
    let many: Vec<String> = (0..10_000).map(|part| format!("part{part}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let one = two_cells("A1", "B2");
    let thousand: Vec<&str> = (0..1000).map(|_| one.as_str()).collect();
    let (hidden, charts) = hidden_and_charts();
    vec![
        case(
            1,
            "a file of 0 bytes",
            file("a.csv", b""),
            &["is an empty file (a cloud placeholder?)"],
        ),
        case(
            2,
            "a zip that is cut off",
            file("a.xlsx", &good[..good.len() / 2]),
            &["a.xlsx is damaged: it breaks off after ", " bytes, and the rest of it is missing", "Download it again"],
        ),
        case(
            3,
            "a CSV that is called .xlsx",
            file("a.xlsx", table.as_bytes()),
            &["noticed unlike-its-name", "= 1.5"],
        ),
        case(
            4,
            "a web page that is called .xls",
            file("a.xls", b"<html><body><table><tr><td>1</td></tr></table>"),
            &["is a web page", "save the table as XLSX"],
        ),
        case(
            5,
            "a workbook with a password",
            file("a.xlsx", &compound("EncryptedPackage")),
            &["is protected with a password"],
        ),
        case(
            6,
            "kinds that are not read",
            file("a.numbers", &zipped(&[("Index/Document.iwa", b"..")]))
                + &file("a.pdf", b"%PDF-1.7\n..."),
            &[
                "of Apple's Numbers",
                "export it as Excel or CSV",
                "is a PDF document",
                "as CSV, XLSX or ODS",
            ],
        ),
        case(
            7,
            "a lone cell in the last corner",
            file("a.xlsx", &xlsx(&two_cells("A1", "XFD1048576"), &[])),
            &["with 2 cells"],
        ),
        case(
            8,
            "a claim of four thousand million texts",
            file(
                "a.xlsx",
                &xlsx("", &[("xl/sharedStrings.xml", &texts("4000000000", ""))]),
            ),
            &["claims more texts than it holds"],
        ),
        case(
            9,
            "a shared formula of a monstrous number",
            file(
                "a.xlsx",
                &xlsx(
                    r#"<row r="1"><c r="A1"><f t="shared" si="4000000000" ref="A1:A2">B1</f><v>1</v></c></row>"#,
                    &[],
                ),
            ),
            &["cell 0,0 Number(1.0)"],
        ),
        case(
            10,
            "one text of 60 MB in a few bytes",
            file("a.xlsx", &xlsx(&long_text(60), &[])),
            &["a few bytes of it unpack to very many"],
        ),
        case(
            11,
            "cells repeated without end in ODS",
            file("a.ods", &ods(REPEATED)),
            &["more than 5,000,000 filled cells"],
        ),
        case(
            12,
            "ten thousand parts in a zip",
            file("a.xlsx", &zipped(&many)),
            &["it has 10,000 parts where 5,000 are allowed"],
        ),
        case(
            13,
            "sizes in a zip that are lies",
            file("a.xlsx", &lying(xlsx(&long_text(60), &[]))),
            &["refused: a.xlsx"],
        ),
        case(
            14,
            "parts of a zip that lie over one another",
            file("a.xlsx", &overlapping(good.clone())),
            &["its parts lie over one another"],
        ),
        case(
            15,
            "names of parts that lead elsewhere",
            file(
                "a.xlsx",
                &xlsx(&one, &[("../../x", b"x"), ("/etc/x", b"x")]),
            ),
            &["with 2 cells"],
        ),
        case(
            16,
            "shared texts that are missing",
            file(
                "a.xlsx",
                &xlsx(
                    r#"<row r="1"><c r="A1" t="s"><v>3</v></c><c r="B1"><v>2</v></c></row>"#,
                    &[],
                ),
            ),
            &["cell 0,1 Number(2.0)", "noticed missing-part A1 The part xl/sharedStrings.xml of the workbook is missing"],
        ),
        case(
            17,
            "a thousand sheets",
            file("a.xlsx", &xlsx_of(&thousand, &[]))
                + &file("a.ods", &ods_of(&vec![ONE_CELL; 1000])),
            &[
                "sheet Table 255 with 2 cells",
                "noticed too-many-sheets A1 The workbook has 1,000 sheets, and the first 255 were read. Those from “Table 256” on were not",
                "sheet Table 255 with 1 cells",
            ],
        )
        .never(&["sheet Table 256 "]),
        case(
            18,
            "hidden sheets, rows and columns",
            file("a.xlsx", &hidden)
                + &file("a.ods", &ods(HIDDEN_ROWS))
                + &file("a.xlsb", &hidden_rows())
                + &commands_on(("b.xlsx", &hidden), &[&["new", "a.levelbook"], &["import", "a.levelbook", "b.xlsx", "--sheet", "Secret", "--check"], &["import", "a.levelbook", "b.xlsx", "--check"], &["import", "a.levelbook", "b.xlsx", "--hidden", "--check"]]),
            &[
                "sheet Secret hidden",
                "This sheet is hidden and is read only when it is chosen; it holds 8 filled cells.",
                "problem hidden-rows A1 “” Hidden on this sheet, by hand or by a filter: row 3 and column E, with 8 filled cells.",
                "problem hidden-figure D3 left out “77”",
                "problem hidden-figure E2 left out “55”",
                "= 1.5 ",
                "read 6 kept 2 rejected 4",
                "by a filter: rows 3 to 5 and column B, with 5 filled cells.",
                "by a filter: row 3 and column E, with 9 filled cells.",
                "[--hidden]",
                "b.xlsx: 1 figures read, 1 kept",
                "b.xlsx: 6 figures read, 6 kept",
            ],
        )
        .never(&["= 99", "= 77", "= 55"]),
        case(
            19,
            "a sheet that is a chart",
            file("a.xlsx", &charts),
            &["noticed sheet-without-cells"],
        ),
        case(
            20,
            "links to other files and macros",
            file(
                "a.xlsx",
                &xlsx(
                    &one,
                    &[
                        ("xl/externalLinks/externalLink1.xml", b"<x/>"),
                        ("xl/vbaProject.bin", b"x"),
                    ],
                ),
            ),
            &[
                "noticed external-links",
                "noticed macros",
                "they were not run",
            ],
        ),
    ]
}

/// 33 to 49: numbers.
fn numbers() -> Vec<Case> {
    let cell = |xml: &str| {
        format!(
            r#"<row r="1"><c r="A1" t="str"><v>areacd</v></c><c r="B1" t="str"><v>period</v></c><c r="C1" t="str"><v>value</v></c></row><row r="2"><c r="A2" t="str"><v>E12000001</v></c><c r="B2"><v>2020</v></c>{xml}</row>"#
        )
    };
    let xlsx = |xml: &str| file("a.xlsx", &xlsx(&cell(xml), &[]));
    let csv = |values: &[&str]| file("a.csv", figures(values).as_bytes());
    // Under a header that does not say that figures stand there.
    let odd = |values: &[&str]| file("a.csv", figures(values).replace("value", "Jobs").as_bytes());
    vec![
        case(33, "numbers that are not finite", csv(&["NaN", "inf", "1e400", "7"]) + &odd(&["NaN", "inf", "9"]) + &xlsx(r#"<c r="C2"><v>inf</v></c>"#), &["= 9", "problem not-a-number D2 left out", "problem not-a-number D3 left out", "problem not-a-number D4 left out", "= 7", "noticed not-finite C2"]).never(&["= inf", "= NaN"]),
        case(34, "minus nought", csv(&["-0", "-0.0", "7"]), &["“North East” region 2020-01-01/P1Y = 0 ", "“North West” region 2020-01-01/P1Y = 0 "]).never(&["= -0"]),
        case(35, "separators of thousands and decimals", csv(&["1,234", "1,234.5", "1 234", "1\u{a0}234", "1'234"]) + &csv(&["8.765,5", "1,5", "2,25", "1.500", "3,5"]) + &csv(&["9\u{a0}876,5", "2\u{202f}345,6"]) + &csv(&["4,321", "5,432", "6,543"]), &["= 1234 ", "= 1234.5", "= 8765.5", "= 9876.5", "= 2345.6", "= 2.25", "= 1500 ", "asks decimal []", "problem asked D2 left out “4,321”"]).never(&["= 1.234 ", "= 1.5 raw “1.500”", "= 4321", "= 4.321"]),
        case(36, "a number in brackets", csv(&["(12)", "7"]) + &odd(&["(12)", "(3)", "7"]) + &commands(&[("in.csv", &figures(&["(12)", "7"]))], &[&["new", "a.levelbook"], &["import", "a.levelbook", "in.csv", "--indicator", "Made-up rate", "--brackets", "negative"], &["export", "a.levelbook", "-o", "out.csv"]]), &["problem number-in-brackets D3 left out “(3)”", "problem number-in-brackets D2 left out", "may be negative", "asks brackets []", ",-12,"]).never(&["= 12"]),
        case(37, "per cent in the cell", csv(&["12%", "13%"]) + &file("b.csv", b"areacd,period,unit,value\nE12000001,2020,Proportion,0.12\nE12000002,2020,Proportion,0.13\nE12000003,2020,Proportion,17.5\n") + &file("c.xlsx", &per_cents()), &["= 12", "[%]", "problem percent-or-proportion D4 “proportion”", "above 1", "= 15 ", "Some figures of “Made-up rate” carry a per cent sign and others do not."]).never(&["= 0.15 "]),
        case(38, "numbers with a scale, a bound, a range or a doubt", csv(&["£1.2m", "12k", "<5", "5-9", "~10", "c.10", "7"]) + &odd(&["£1.2m", "£2m", "£900k"]) + &odd(&["~10", "5-9", "c.10"]) + &file("a.csv", b"Area,Spend\nNorth East,\xc2\xa31.2m\nLondon,\xc2\xa32m\nSouth East,\xc2\xa33m\n"), &["problem scaled-number D2 left out", "problem scaled-number D3 left out", "= [c]  raw “<5”", "D5 left out", "D6 left out", "D7 left out", "problem scaled-number D4 left out “£900k”", "problem unknown-marker D3 left out “5-9”", "“Spend” may be meant for them, but “£1.2m” in B2 is no number that can be read"]).never(&["= 1.2", "= 12", "= 5", "= 10"]),
        case(39, "signs behind a number", csv(&["12 [p]", "12[r][e]", "12p", "12²", "7"]), &["= 12 [p]", "[e]", "[r]", "= 7"]),
        case(40, "a sum that binary numbers miss", xlsx(&format!(r#"<c r="C2"><v>{}</v></c>"#, 0.1_f64 + 0.2)) + &format!("shown {}", levelbook::domain::round_half_away(0.1 + 0.2, 1)), &["= 0.30000000000000004", "shown 0.3"]),
        case(41, "an identifier of twenty digits", csv(&["12345678901234567890", "7"]) + &odd(&["12345678901234567890", "22345678901234567890"]), &["problem too-large D2 left out", "problem too-large D3 left out"]),
        case(42, "a code that looks like a power of ten", file("a.csv", b"code,name,period,value\n1E5,Alpha School,2020,3\n2E6,Beta School,2020,4\n"), &["1E5"]).never(&["100000", "2000000"]),
        case(43, "noughts before a code", file("a.csv", b"Company number,Employer name,Period,value\n00123456,Alpha,2020,3\n00234567,Beta,2020,4\n"), &["00123456"]).never(&["figure 123456"]),
        case(44, "digits of other scripts", csv(&["٣٤", "５", "7"]), &["= 34", "= 5", "problem foreign-digits"]),
        case(45, "other dashes", csv(&["\u{2212}4.5", "\u{2013}3", "\u{2013}", "7"]), &["= -4.5", "= -3"]).never(&["Yorkshire and The Humber” region 2020-01-01/P1Y = 0"]),
        case(46, "errors of a spreadsheet", csv(&["#N/A", "#REF!", "#DIV/0!", "7"]) + &xlsx(r#"<c r="C2" t="e"><v>#N/A</v></c>"#), &["raw “#REF!”", "= [error]"]),
        case(47, "true and false among numbers", csv(&["TRUE", "7"]) + &xlsx(r#"<c r="C2" t="b"><v>1</v></c>"#), &["D2 left out “TRUE”"]).never(&["= 1 "]),
        case(48, "a number that is stored as text", xlsx(r#"<c r="C2" t="str"><v>1.5</v></c>"#), &["= 1.5", "problem number-as-text C2"]),
        case(49, "a unit that changes half-way", file("a.csv", unit_switch(2021).as_bytes()) + &file("b.csv", unit_switch(2016).as_bytes()) + &file("c.csv", alike().as_bytes()), &["read 60 kept 60 rejected 0", "figures of 2021 are about a thousandth", "from 2016 on the figures are about a thousandth of those before"]),
    ]
}

/// A series that is a thousandth of what it was from some year on.
fn unit_switch(from: i32) -> String {
    let mut text = "areacd,areanm,period,value\n".to_owned();
    for (code, name) in [
        ("E12000001", "North East"),
        ("E12000002", "North West"),
        ("E12000007", "London"),
    ] {
        for year in 2010..2022 {
            let value = if year < from {
                51_000 + year % 7 * 100
            } else {
                51 + year % 7 / 4
            };
            writeln!(text, "{code},{name},{year},{value}").unwrap();
        }
    }
    text
}

/// Subjects of which each has the same whole number as the others every year.
fn alike() -> String {
    let mut text = "areacd,areanm,period,Jobs\n".to_owned();
    for (code, name) in [
        ("E12000001", "North East"),
        ("E12000002", "North West"),
        ("E12000007", "London"),
    ] {
        for year in 2001..2021 {
            writeln!(text, "{code},{name},{year},{}", 1000 + year % 100 * 7).unwrap();
        }
    }
    text
}

/// 50 to 60: what is missing, periods, places and revisions.
fn meanings() -> Vec<Case> {
    let csv = |values: &[&str]| file("a.csv", figures(values).as_bytes());
    let of = |written: &[&str]| file("a.csv", periods(written).as_bytes());
    let places = |rows: &str| {
        file(
            "a.csv",
            format!("areacd,areanm,period,value\n{rows}").as_bytes(),
        )
    };
    let first = "areacd,areanm,indicator,period,observation,unit,status\nE12000001,North East,Made-up rate,2019,1.5,%,\nE12000001,North East,Made-up rate,2020,2.5,%,\n";
    vec![
        case(50, "signs for what is missing", csv(&["[c]", "[x]", "[z]", "[low]", "[u]", "[w]", "n/a", "", "0"]), &["= [c]", "= [x]", "= [z]", "= [low]", "= [u]", "= [w]", "“South West” region 2020-01-01/P1Y = 0"]).never(&["“East Midlands” region 2020-01-01/P1Y = 0"]),
        case(51, "nought beside [low]", csv(&["0", "[low]", "7"]), &["= 0 ", "= [low]"]),
        case(52, "a sign that nobody knows", csv(&["[q]", "[q]", "7"]), &["asks marker [[q]]", "problem unknown-marker D2 left out"]),
        case(53, "labels that a spreadsheet made dates of", file("a.csv", b"areacd,areanm,period,band,value\nE12000001,North East,2020,01-Feb,3\nE12000001,North East,2020,Mar-01,4\nE12000001,North East,2020,5-9,4\n") + &file("a.xlsx", &mangled_labels("Size of firm", 2)) + &file("b.xlsx", &mangled_labels("Size of firm", 3)), &["problem dates-among-labels D2 “01-Feb”", "problem dates-among-labels D2 “2026-02-01”", "= 2.5 ", "column 3 “Size of firm”", "kept 3 rejected 0"]).never(&["problem conflict"]),
        case(54, "periods of many forms", of(&["2021/22", "FY22", "Q1 2022", "Jan to Mar 2020", "Year ending March 2022", "w/e 5 Jan 2020", "2018-19", "w/e 5 Jan"]), &["2022-01-01/P3M", "2020-01-01/P3M", "2021-04-01/P1Y", "2019-12-30/P7D", "problem unknown-period D9 left out"]).never(&["= 1999", "= -1"]),
        case(55, "dates outside the calendar", file("a.xlsx", &odd_dates()) + &of(&["31/12/2020", "12/31/2021", "01/02/2022", "60", "-5", "1e300"]) + &of(&["60", "-5", "1e300"]), &["problem unknown-period D4 left out “3” The period “-5” in row 4 cannot be read", "2020-12-31/P1D", "2021-12-31/P1D", "asks period-kind [day-or-month]", "The period “60” in row 2 cannot be read"]),
        case(56, "day first or month first", of(&["01/02/2020", "03/04/2020", "05/06/2021"]) + &commands(&[("in.csv", &periods(&["01/02/2020", "03/04/2021"]))], &[&["new", "a.levelbook"], &["import", "a.levelbook", "in.csv", "--indicator", "Made-up rate", "--period-kind", "month-first"], &["export", "a.levelbook", "-o", "out.csv"]]), &["asks period-kind [day-or-month]", "left out “0.5”", "2 January 2020,2020-01-02,P1D", "4 March 2021,2021-03-04,P1D"]),
        case(57, "the same key twice", places("E12000001,North East,2020,3\nE12000001,North East,2020,3\nE12000002,North West,2020,4\nE12000002,North West,2020,5\n"), &["problem duplicate", "problem conflict"]),
        case(58, "a release with another past", commands(&[("first.csv", first), ("second.csv", &first.replace("1.5", "1.7"))], &[&["new", "a.levelbook"], &["import", "a.levelbook", "first.csv"], &["import", "a.levelbook", "second.csv", "--edition", "later"], &["diff", "a.levelbook"]]), &["1.5", "1.7", "revised"]),
        case(59, "a place that no longer is", places("E07000048,Christchurch,2020,3\nE07000050,East Dorset,2021,4\n"), &["problem after-the-end"]),
        case(60, "two places of one name", places(",South Yorkshire,2020,3\n,York,2020,4\n") + &places("W06000022,Newport\u{a0},2020,3\nE06000014,York ,2020,4\n"), &["asks name [South Yorkshire]", "figure E06000014 “York”"]),
    ]
}

/// 61 to 64: text.
fn words() -> Vec<Case> {
    let named = |name: &str| {
        file("a.csv", format!("areacd,areanm,period,value\nE12000001,\"{name}\",2020,3\nE12000002,North West,2020,4\n").as_bytes())
    };
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(
            figures(&["1.5"])
                .replace("North East", "Ynys Môn £")
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    let old = figures(&["1.5"])
        .replace("North East", "Ynys M#n")
        .into_bytes()
        .into_iter()
        .map(|byte| if byte == b'#' { 0xf4 } else { byte })
        .collect::<Vec<u8>>();
    let combining = format!("a{}", "\u{301}".repeat(25_000));
    let formulas = "Company number,Employer name,Period,Made-up rate\n00123456,=HYPERLINK(1),2020,3\n00234567,@SUM,2020,4\n00345678,+cmd|x,2020,5\n";
    vec![
        case(61, "labels that are far too long or odd", named(&"x".repeat(1 << 19)) + &named(&combining) + &named("\u{202E}evil\u{FFFD}\u{1F468}\u{200D}\u{1F469}") + &named(&"\n".repeat(100_000)), &["noticed text-too-long", "figure E12000001"]),
        case(62, "texts in other writings", file("a.csv", &wide) + &file("b.csv", &old) + &file("c.csv", b"a,b\n1,\0\x01\x02\n"), &["Ynys Môn £", "Ynys Môn", "is not text"]),
        case(63, "separators and quotation marks that go astray", file("a.csv", b"areacd,areanm,period,value\nE12000001,\"North East,2020,3\nE12000002,North West,2020,4\n") + &file("b.csv", b"sep=;\nareacd;areanm;period;value\nE12000001;North East;2020;3.5\nE12000002;North West;2020;4.25\n") + &file("c.csv", b"areacd\tareanm\tperiod\tvalue\rE12000001\tNorth East\t2020\t4.5\rE12000002\tNorth West\t2020\n") + &file("d.csv", b"areacd|areanm|period|value\nE12000001|North East|2020|5.5\n") + &file("e.csv", b"areacd;areanm;period;value\nE12000001;North East;2020;6,5\nE12000002;North West;2020;7,25\n"), &["noticed unclosed-quote A2", "= 3.5", "= 4.5", "= 5.5", "= 6.5", "= 7.25"]),
        case(64, "names that a spreadsheet would run", commands(&[("in.csv", formulas)], &[&["new", "a.levelbook"], &["import", "a.levelbook", "in.csv", "--subjects", "organisations"], &["list", "a.levelbook", "organisations"], &["export", "a.levelbook", "-o", "out.csv"]]), &["'=HYPERLINK(1)", "'@SUM", "'+cmd|x", " =HYPERLINK(1)"]),
    ]
}

fn faults(cases: &[Case]) -> String {
    cases
        .iter()
        .filter_map(Case::fault)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_hostile_container_is_answered_and_the_program_goes_on() {
    let cases = containers();
    assert!(cases.iter().map(|case| case.number).eq(1..=20));
    let faults = faults(&cases);
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn bad_numbers_end_as_they_should() {
    let cases = numbers();
    assert!(cases.iter().map(|case| case.number).eq(33..=49));
    let faults = faults(&cases);
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn what_is_missing_and_when_and_where_it_was_ends_as_it_should() {
    let cases = meanings();
    assert!(cases.iter().map(|case| case.number).eq(50..=60));
    let faults = faults(&cases);
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn bad_text_ends_as_it_should() {
    let cases = words();
    assert!(cases.iter().map(|case| case.number).eq(61..=64));
    let faults = faults(&cases);
    assert!(faults.is_empty(), "{faults}");
}
