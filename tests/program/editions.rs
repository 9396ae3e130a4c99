//! What is ambiguous is asked and not guessed, is answered once and remembered; and of two editions of one release the later
//! revises the earlier, shows the difference, and gives it back exactly when it is undone.

use std::fmt::Write as _;

use serde_json::Value;

use super::running::{Program, json};

/// Regions of a made-up release in ONS's long form, with one figure each.
fn long(header: &str, rows: &[(&str, &str)]) -> String {
    let regions = [
        ("E12000001", "North East"),
        ("E12000002", "North West"),
        ("E12000003", "Yorkshire and The Humber"),
        ("E12000004", "East Midlands"),
    ];
    let mut text = format!("{header}\n");
    for (period, value) in rows {
        for (code, name) in regions {
            writeln!(text, "{code},{name},Made-up rate,{period},{value},%").expect("text");
        }
    }
    text
}

const HEADER: &str = "AREACD,AREANM,Indicator,Period,Value,Unit";

/// Imports a file into a new book and gives the report, whether or not anything was kept.
fn import(program: &Program, book: &str, file: &str, options: &[&str]) -> Value {
    let mut arguments = vec!["import", "--json"];
    arguments.extend(options);
    arguments.extend([book, file]);
    let output = program.run(&arguments);
    json(&String::from_utf8(output.stdout).expect("text"))
}

fn new(program: &Program, name: &str) -> String {
    let book = program.path(&format!("{name}.levelbook"));
    program.done(&["new", &book]);
    book
}

fn codes(report: &Value) -> Vec<&str> {
    let questions = report["sheets"][0]["questions"]
        .as_array()
        .expect("questions");
    questions
        .iter()
        .filter_map(|question| question["code"].as_str())
        .collect()
}

#[test]
fn what_is_ambiguous_is_asked_and_an_answer_settles_it() {
    let program = Program::new();
    let with_real = "unique,group,Geography,Indicator,id,Category,Period,Measure,unit,real,value\n\
        E12000001,North East,Region,Made-up rate,1,Made up,2021,Percentage,%,52.4,-0.71\n\
        E12000002,North West,Region,Made-up rate,1,Made up,2021,Percentage,%,61.8,0.42\n\
        E12000003,Yorkshire and The Humber,Region,Made-up rate,1,Made up,2021,Percentage,%,58.1,0.29\n";
    let cases: [(&str, &str, String, &[&str], u64); 5] = [
        (
            "years that lost their dash",
            "period-kind",
            long(HEADER, &[("202021", "5"), ("201920", "6")]),
            &["--period-kind", "financial"],
            8,
        ),
        (
            "a month or a year",
            "period-kind",
            long(HEADER, &[("2010-11", "5"), ("2011-12", "6")]),
            &["--period-kind", "month"],
            8,
        ),
        (
            "a month or a quarter",
            "period-kind",
            long(HEADER, &[("2023-04", "5")]),
            &["--period-kind", "month"],
            4,
        ),
        (
            "a score beside the figure",
            "value-column",
            with_real.to_owned(),
            &["--column", "value=real"],
            3,
        ),
        (
            "a dash",
            "marker",
            long(HEADER, &[("2021", "-"), ("2022", "6")]),
            &["--marker", "-=zero"],
            8,
        ),
    ];
    for (what, code, text, answer, figures) in cases {
        let file = program.path("ambiguous.csv");
        std::fs::write(&file, text).expect("a file");
        let report = import(
            &program,
            &new(&program, &format!("{what} asked")),
            &file,
            &["--check"],
        );
        let sheet = &report["sheets"][0];
        assert!(codes(&report).contains(&code), "{what}: {report}");
        assert!(
            sheet["kept"].as_u64() < Some(figures),
            "{what} is not guessed"
        );
        assert_eq!(sheet["read"].as_u64(), Some(figures), "{what}");
        let book = new(&program, what);
        let report = import(&program, &book, &file, answer);
        assert!(codes(&report).is_empty(), "{what}: {report}");
        assert_eq!(
            report["sheets"][0]["kept"].as_u64(),
            Some(figures),
            "{what}"
        );
    }
}

#[test]
fn years_and_spans_that_lost_their_dash_are_not_taken_for_each_other() {
    let program = Program::new();
    let file = program.path("lost.csv");
    std::fs::write(&file, long(HEADER, &[("202021", "5"), ("201820", "6")])).expect("a file");
    let asked = import(&program, &new(&program, "asked"), &file, &["--check"]);
    assert!(!codes(&asked).is_empty(), "{asked}");
    let book = new(&program, "answered");
    let options = [
        "--period-kind",
        "financial",
        "--period-kind",
        "201820=calendar",
    ];
    import(&program, &book, &file, &options);
    let out = program.path("out.csv");
    program.done(&["export", "-o", &out, &book]);
    let text = std::fs::read_to_string(&out).expect("an export");
    for figure in ["2020-04-01,P1Y,5,", "2018-01-01,P3Y,6,"] {
        let rows = text.lines().filter(|line| line.contains(figure));
        assert_eq!(rows.count(), 4, "{text}");
    }
}

#[test]
fn a_later_edition_revises_and_undo_gives_the_first_back() {
    let program = Program::new();
    let book = new(&program, "editions");
    let (first, second) = (
        program.path("release-2023.csv"),
        program.path("release-2024.csv"),
    );
    let text = long(HEADER, &[("2021", "5.5"), ("202122", "6"), ("202223", "7")]);
    std::fs::write(&first, &text).expect("a file");
    let later = text.replacen("2021,5.5", "2021,5.9", 1)
        + &long(HEADER, &[("202324", "8")])[HEADER.len() + 1..];
    std::fs::write(&second, later).expect("a file");

    let report = import(&program, &book, &first, &["--period-kind", "financial"]);
    assert_eq!(report["added"], 12, "{report}");
    let export = |name: &str| {
        let out = program.path(name);
        program.done(&["export", "-o", &out, &book]);
        std::fs::read_to_string(out).expect("an export")
    };
    let before = export("before.csv");

    let report = import(&program, &book, &second, &[]);
    assert!(
        codes(&report).is_empty(),
        "the answer is remembered: {report}"
    );
    assert_eq!(
        (
            &report["added"],
            &report["superseded"],
            &report["unchanged"]
        ),
        (&4.into(), &1.into(), &11.into()),
        "{report}"
    );
    let difference = &report["difference"];
    assert_eq!(difference["figures"]["revised"], 1, "{difference}");
    let revised = difference["revised"].to_string();
    assert!(
        revised.contains("5.5") && revised.contains("5.9"),
        "{revised}"
    );

    program.done(&["undo", &book]);
    assert_eq!(export("after.csv"), before, "undo gives exactly the first");
}

#[test]
fn a_check_says_what_each_column_was_taken_for_and_reads_figures_back() {
    let program = Program::new();
    let file = program.path("wide.csv");
    let text = "Walks to school by region and sex,,,,\n\
        Region code,Region,Sex,2021/22,2022/23\n\
        E12000001,North East,All,[c],41.5%\n\
        E12000001,North East,Girls,39.0%,40.5%\n\
        E12000002,North West,All,44.0%,45.5%\n\
        E12000002,North West,Girls,43.0%,44.5%\n";
    std::fs::write(&file, text).expect("written");
    let book = new(&program, "checked");
    let told = program.done(&["import", &book, &file, "--check"]);
    for expected in [
        "Table wide.csv: periods side by side; header in row 2, figures to row 6.",
        "A “Region code”: code; sure, 90%: its header says so",
        "C “Sex”: group; ",
        "D “2021/22” to E “2022/23”: value; ",
        "D4 is read as Walks to school by region and sex: 39.0%; North East (E12000001); 2021/22 (",
        "; sex: Girls",
        "--column ROLE=COLUMN",
    ] {
        assert!(told.contains(expected), "{expected} in {told}");
    }
    let report = import(&program, &book, &file, &["--check"]);
    let read_back = &report["sheets"][0]["read_back"];
    assert_eq!(read_back.as_array().map(Vec::len), Some(1), "{report}");
    assert_eq!(read_back[0]["figure"], "39.0%");
    let kept = program.done(&["import", &book, &file]);
    assert!(!kept.contains("is read as"), "{kept}");

    let spoiled = text.replace("45.5%", "see note");
    std::fs::write(&file, spoiled).expect("written");
    let list = program.path("left-out.csv");
    program.done(&["import", &book, &file, "--check", "--left-out", &list]);
    let list = std::fs::read_to_string(&list).expect("a list");
    assert!(list.contains("wide.csv,E5,5,5,see note,"), "{list}");
    let other = program.path("left-out.docx");
    let refused = program.refused(&["import", &book, &file, "--left-out", &other]);
    assert!(refused.contains(".xlsx and .csv"), "{refused}");
    let refused = program.refused(&["import", &book, &file, "--left-out", &file]);
    assert!(refused.contains("is imported"), "{refused}");
}
