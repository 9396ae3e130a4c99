//! The built program on the sample: the command line's contract, with no display.

use std::collections::HashSet;

use crate::running::{Program, json, lines};

const REGIONS: usize = 9;

#[test]
fn a_new_sample_book_answers_draws_and_reports() {
    let program = Program::new();
    let book = program.sample();
    let goals = json(&program.done(&["list", &book, "goals", "--json"]));
    let levelling_up = goals
        .as_array()
        .expect("goals")
        .iter()
        .filter(|goal| goal["framework"] == "levelling-up-goals");
    assert_eq!(levelling_up.count(), 14);

    let indicators = json(&program.done(&["list", &book, "indicators", "--json"]));
    let indicators = indicators.as_array().expect("indicators");
    assert!(indicators.len() >= 30, "{} indicators", indicators.len());
    for indicator in indicators {
        for key in ["code", "name", "unit", "polarity"] {
            assert!(indicator[key].is_string(), "{indicator}");
        }
        assert!(
            indicator["figures"].as_u64().expect("figures") > 0,
            "{indicator}"
        );
        assert!(
            !indicator["publisher"]
                .as_str()
                .expect("publisher")
                .is_empty(),
            "{indicator}"
        );
    }

    let ranking = program.done(&[
        "ask",
        &book,
        "ranking?indicator=employment-rate&areas=region",
        "--format",
        "json",
    ]);
    let ranking = json(&ranking);
    let ranked: Vec<u64> = ranking["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|row| row["rank"].as_u64())
        .collect();
    assert_eq!(ranked.len(), REGIONS);
    assert!(ranked.is_sorted());
    assert!(!ranking["headline"].as_str().expect("headline").is_empty());
    assert!(!ranking["sources"].as_array().expect("sources").is_empty());

    for ending in ["svg", "png", "pdf"] {
        let file = program.path(&format!("trend.{ending}"));
        program.done(&[
            "draw",
            &book,
            "trend?indicator=employment-rate&subjects=E12000003",
            "-o",
            &file,
        ]);
        assert!(
            std::fs::metadata(&file).expect("a picture").len() > 1000,
            "{ending}"
        );
    }
    let report = program.path("report.html");
    program.done(&["report", &book, "-o", &report]);
    let html = std::fs::read_to_string(&report).expect("the report");
    for goal in [
        "Strong foundations in Early Years",
        "Good health and wellbeing",
    ] {
        assert!(html.contains(goal), "{goal} is not in the report");
    }
    assert!(!html.contains("<script") && !html.contains("src=\"http"));
    program.done(&["check", &book]);
}

#[test]
fn what_is_exported_is_imported_again_to_the_same_figures() {
    let program = Program::new();
    let book = program.sample();
    let figures = |file: &str| -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_path(file).expect("a CSV");
        let header = reader.headers().expect("a header").clone();
        let wanted = [
            "indicator_code",
            "subject_code",
            "group",
            "period",
            "value",
            "lower",
            "upper",
            "state",
            "markers",
            "unit",
            "polarity",
            "level",
            "publisher",
            "dataset",
            "licence",
            "subject",
        ];
        let columns: Vec<usize> = wanted
            .iter()
            .map(|name| {
                header
                    .iter()
                    .position(|column| column == *name)
                    .expect(name)
            })
            .collect();
        let mut rows: Vec<Vec<String>> = reader
            .records()
            .map(|row| {
                let row = row.expect("a row");
                columns
                    .iter()
                    .map(|column| row[*column].to_owned())
                    .collect()
            })
            .collect();
        rows.sort();
        rows
    };
    let first = program.path("first.csv");
    program.done(&["export", &book, "-o", &first]);
    let first = figures(&first);
    assert!(first.len() > 1000);
    let publishers = |code: &str| -> HashSet<&str> {
        let of_it = first.iter().filter(|row| row[0] == code);
        of_it.map(|row| row[12].as_str()).collect()
    };
    assert!(
        first.iter().any(|row| publishers(&row[0]).len() > 1),
        "no indicator has figures of several publishers, which is what is looked at"
    );
    for ending in ["csv", "xlsx", "parquet"] {
        let whole = program.path(&format!("whole.{ending}"));
        let copy = program.path(&format!("{ending}.levelbook"));
        let second = program.path(&format!("second-{ending}.csv"));
        program.done(&["export", &book, "-o", &whole]);
        program.done(&["new", &copy]);
        program.done(&["import", &copy, &whole]);
        program.done(&["export", &copy, "-o", &second]);
        let second = figures(&second);
        for (left, right) in first.iter().zip(&second) {
            assert_eq!(left, right, "{ending}");
        }
        assert_eq!(first.len(), second.len(), "{ending}");
    }
}

#[test]
fn the_same_file_twice_changes_nothing_and_undo_takes_it_back() {
    let program = Program::new();
    let book = program.path("a.levelbook");
    let file = program.path("figures.csv");
    std::fs::write(
        &file,
        "areacd,areanm,indicator,period,observation,unit,status\n\
         E12000001,North East,Made-up rate,2023-01-01/P1Y,1.5,%,\n\
         E12000002,North West,Made-up rate,2023-01-01/P1Y,,%,c\n\
         E12000003,Yorkshire and The Humber,Made-up rate,2023-01-01/P1Y,NaN,%,\n",
    )
    .expect("a file");
    program.done(&["new", &book]);
    let first = json(&program.done(&["import", &book, &file, "--json"]));
    let sheet = &first["sheets"][0];
    assert_eq!(first["already_imported"], false);
    assert_eq!(
        (
            sheet["read"].as_u64(),
            sheet["kept"].as_u64(),
            sheet["rejected"].as_u64()
        ),
        (Some(3), Some(2), Some(1))
    );
    assert_eq!(sheet["withheld"]["c"], 1);
    let answer = program.done(&[
        "ask",
        &book,
        "ranking?indicator=made-up-rate&areas=region",
        "--format",
        "json",
    ]);
    let withheld = json(&answer);
    let withheld = withheld["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .find(|row| row["state"] == "c")
        .expect("a withheld row");
    assert!(withheld["value"].is_null() && withheld["rank"].is_null());

    let again = json(&program.done(&["import", &book, &file, "--goal", "5", "--json"]));
    assert_eq!(again["already_imported"], true);
    assert_eq!(again["added"], 0);
    let moved = json(&program.done(&["list", &book, "indicators", "--json"]));
    assert_eq!(
        moved[0]["goals"],
        serde_json::json!([5]),
        "a goal may be named later"
    );

    let undone = program.done(&["undo", &book]);
    assert!(undone.starts_with("Undone: placing "), "{undone}");
    let undone = program.done(&["undo", &book]);
    assert!(undone.contains("is taken back"), "{undone}");
    let left = json(&program.done(&["list", &book, "indicators", "--json"]));
    assert_eq!(left.as_array().expect("indicators").len(), 0);
}

#[test]
fn what_is_unknown_gets_one_sentence_with_the_nearest_names() {
    let program = Program::new();
    let book = program.sample();
    for (arguments, near) in [
        (
            vec![
                "ask",
                &book,
                "ranking?indicator=employmet-rate&areas=region",
            ],
            "employment-rate",
        ),
        (
            vec!["ask", &book, "rankin?indicator=employment-rate"],
            "ranking",
        ),
        (
            vec!["ask", &book, "ranking?indikator=employment-rate"],
            "indicator",
        ),
        (
            vec![
                "ask",
                &book,
                "trend?indicator=employment-rate&subjects=E12000033",
            ],
            "E12000003",
        ),
        (
            vec!["draw", &book, "overview", "-o", "a.svg", "--theme", "ligth"],
            "light",
        ),
        (vec!["draw", &book, "overview", "-o", "a.gif"], ".svg"),
        (
            vec!["import", &book, "no-such-file.csv"],
            "no-such-file.csv",
        ),
        (
            vec!["list", "no-such.levelbook", "goals"],
            "no-such.levelbook",
        ),
        (vec!["import", &book, "x.csv", "--goal", "99"], "14"),
    ] {
        let said = program.refused(&arguments);
        assert_eq!(lines(&said), 1, "{arguments:?}: {said}");
        assert!(said.contains(near), "{arguments:?}: {said}");
    }
}

#[test]
fn wrong_usage_is_status_2() {
    let program = Program::new();
    for arguments in [
        vec!["frobnicate", "x", "y"],
        vec!["list", "a.levelbook", "kittens"],
        vec!["ask"],
    ] {
        assert_eq!(
            program.run(&arguments).status.code(),
            Some(2),
            "{arguments:?}"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_display_the_report_is_written_and_named() {
    let program = Program::new();
    let said = program.done(&[]);
    let path = said.trim().rsplit_once(' ').expect("a path").1;
    let html = std::fs::read_to_string(path).expect("the report lies where it was said");
    assert!(html.contains("Good health and wellbeing"));
}

#[test]
fn a_figure_keeps_the_publisher_of_its_own_file() {
    let program = Program::new();
    let book = program.path("two.levelbook");
    program.done(&["new", &book]);
    for (name, publisher, code, value) in [
        ("first.csv", "Office of Firsts", "E12000001", "1.5"),
        ("second.csv", "Office of Seconds", "E12000002", "2.5"),
    ] {
        let file = program.path(name);
        std::fs::write(
            &file,
            format!(
                "Publisher,{publisher}\nDataset,Returns\n\nareacd,areanm,indicator,period,observation,unit\n\
                 {code},Region,Employment rate,2023-01-01/P1Y,{value},%\n"
            ),
        )
        .expect("a file");
        program.done(&["import", &book, &file]);
    }
    let out = program.path("all.csv");
    program.done(&["export", &book, "-o", &out]);
    let told: Vec<(String, String)> = csv::Reader::from_path(&out)
        .expect("a CSV")
        .deserialize::<std::collections::HashMap<String, String>>()
        .map(|row| {
            let row = row.expect("a row");
            (row["value"].clone(), row["publisher"].clone())
        })
        .collect();
    let of = |value: &str, publisher: &str| (value.to_owned(), publisher.to_owned());
    assert_eq!(
        told,
        [
            of("1.5", "Office of Firsts"),
            of("2.5", "Office of Seconds")
        ]
    );
    let asked = [
        "ask",
        &book,
        "trend?indicator=employment-rate&subjects=E12000002",
        "--format",
        "json",
    ];
    let sources = json(&program.done(&asked))["sources"].clone();
    assert_eq!(sources[0], "Returns, from the Office of Seconds.");
}

#[test]
fn undo_and_redo_name_what_they_take_back_and_do_again() {
    let program = Program::new();
    let book = program.sample();
    let before = program.done(&["export", &book, "-o", &program.path("before.csv")]);
    let undone = program.done(&["undo", &book]);
    assert!(undone.starts_with("Undone: import of "), "{undone}");
    let redone = program.done(&["redo", &book]);
    assert!(redone.starts_with("Done again: import of "), "{redone}");
    let after = program.done(&["export", &book, "-o", &program.path("after.csv")]);
    assert_eq!(before.replace("before", "after"), after);
    let read = |name: &str| std::fs::read(program.path(name)).expect("reads");
    assert!(read("before.csv") == read("after.csv"), "the same figures");
    let refused = program.refused(&["redo", &book]);
    assert!(refused.contains("nothing to do again"), "{refused}");
}
