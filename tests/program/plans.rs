//! Plans go out as a spreadsheet and come back the same; what is odd in one is said, and the plan is kept.

use levelbook::book::Reader;
use levelbook::domain::{ListField as _, Outcome, Plan, PlanField};

use crate::running::{Program, json};

/// A list with whatever a cell may hold, from an organisation that does not exist.
const LIST: &str = "organisation,organisation_code,goals,activity,money_pounds,indicator_code,unit,baseline,baseline_date,target,target_date,latest,latest_date,scope,owner,evidence,status,example
Test Works,test-works,3; 5,\"Placements, \"\"T-level\"\"
for two terms\",\"£40,000\",,places,0,2024-09-01,200,31 August 2029,70,2025-08-31,people; communities,Head of skills,\"Report 2025
Page\",under way,yes
Test Works,test-works,6,=Name-blind hiring,,employment-rate,,75.5,2022-12-31,70,2030-12-31,,,,Head of people,,planned,yes
Test Works,test-works,7,Savings club,,,members,,,500,2024-03-31,,,,,,,yes
Test Works,test-works,five,Mentoring,many,,,,,,,,,,,,soon,yes
Test Works,test-works,5,,,,,,,,,,,,,,,yes
";

fn plans(book: &str) -> Vec<Plan> {
    let reader = Reader::open(book.as_ref()).expect("the book opens");
    reader.plans().expect("plans")
}

#[test]
fn plans_go_out_and_come_back_the_same() {
    let program = Program::new();
    let book = program.path("first.levelbook");
    program.done(&["new", &book]);
    let list = program.path("list.csv");
    std::fs::write(&list, LIST).expect("written");
    program.done(&["import", &book, &list]);
    let first = plans(&book);
    assert_eq!(first.len(), 4);
    for ending in ["csv", "xlsx", "parquet"] {
        let file = program.path(&format!("plans.{ending}"));
        program.done(&["export", &book, "-o", &file, "plans"]);
        let other = program.path(&format!("other-{ending}.levelbook"));
        program.done(&["new", &other]);
        program.done(&["import", &other, &file]);
        assert_eq!(plans(&other), first, "{ending}");
        let again = program.path(&format!("again.{ending}"));
        program.done(&["export", &other, "-o", &again, "plans"]);
        if ending == "csv" {
            let bytes = |path: &str| std::fs::read(path).expect("a file");
            assert_eq!(bytes(&file), bytes(&again), "byte for byte");
        }
        let told = program.done(&["import", &other, &again]);
        assert!(told.contains("0 new, 0 changed, 4 as before"), "{told}");
    }
}

#[test]
fn outcomes_go_out_and_come_back_the_same() {
    let program = Program::new();
    let book = program.sample();
    // The day belongs to the book that an outcome is written into, and a test may run past midnight.
    let outcomes = |book: &str| -> Vec<Outcome> {
        let reader = Reader::open(book.as_ref()).expect("the book opens");
        let outcomes = reader.outcomes().expect("outcomes");
        let without_day = |one| Outcome {
            recorded: None,
            ..one
        };
        outcomes.into_iter().map(without_day).collect()
    };
    let list = program.path("said.csv");
    let said =
        "community_outcome,defined_by,defined_how,goal,subject_code,proxy_indicator_code,priority
\"=A bus,
\"\"home\"\"\",A forum,Dots,11,E12000001,employment-rate,2
Somebody who listens,A forum,,99,nowhere,no-such,first
,A forum,,3,,,
";
    std::fs::write(&list, said).expect("written");
    let told = program.done(&["import", &book, &list]);
    for expected in [
        "a list of community-defined outcomes. 2 outcomes kept: 2 new",
        "1 row left out",
        "“first” is no place in an order",
        "there is no goal 99",
        "no indicator “no-such”",
        "no place or organisation “nowhere”",
    ] {
        assert!(told.contains(expected), "{expected} in {told}");
    }
    let first = outcomes(&book);
    assert_eq!(first.len(), 4);
    for ending in ["csv", "xlsx", "parquet"] {
        let file = program.path(&format!("outcomes.{ending}"));
        program.done(&["export", &book, "-o", &file, "outcomes"]);
        let other = program.path(&format!("other-{ending}.levelbook"));
        program.done(&["new", &other]);
        program.done(&["import", &other, &file]);
        assert_eq!(outcomes(&other), first, "{ending}");
        let told = program.done(&["import", &other, &file]);
        assert!(told.contains("0 new, 0 changed, 4 as before"), "{told}");
        program.done(&["undo", &other]);
        assert_eq!(outcomes(&other), [], "all of them were one action");
    }
}

#[test]
fn what_is_odd_is_said_with_its_row_and_the_plan_is_kept() {
    let program = Program::new();
    let book = program.sample();
    let before = plans(&book).len();
    let list = program.path("list.csv");
    std::fs::write(&list, LIST).expect("written");
    let checked = program.done(&["import", &book, &list, "--check"]);
    assert!(
        checked.contains("4 plans would be kept; 1 row left out."),
        "{checked}"
    );
    assert_eq!(plans(&book).len(), before, "a check writes nothing");
    let told = json(&program.done(&["import", &book, &list, "--json"]));
    assert_eq!(told["kind"], "plans");
    assert_eq!((&told["read"], &told["kept"]), (&5.into(), &4.into()));
    let remarks: Vec<(&str, &str)> = told["remarks"]
        .as_array()
        .expect("remarks")
        .iter()
        .map(|one| {
            (
                one["plan"].as_str().expect("a plan"),
                one["code"].as_str().expect("a code"),
            )
        })
        .collect();
    for (activity, expected) in [
        ("=Name-blind hiring", "target-the-wrong-way"),
        ("Savings club", "missing-baseline"),
        ("Savings club", "date-in-the-past"),
        ("Mentoring", "no-goal"),
    ] {
        let said = |(plan, code): &(&str, &str)| *plan == activity && *code == expected;
        assert!(
            remarks.iter().any(said),
            "{activity} {expected} in {remarks:?}"
        );
    }
    let cells: Vec<&str> = told["problems"]
        .as_array()
        .expect("problems")
        .iter()
        .map(|one| one["message"].as_str().expect("a message"))
        .collect();
    for expected in [
        "“five” is no goal’s number",
        "“many” is no number",
        "“soon” is none of",
        "nothing says what is done",
    ] {
        assert!(
            cells.iter().any(|cell| cell.contains(expected)),
            "{expected} in {cells:?}"
        );
    }
    let held = plans(&book);
    assert_eq!(held.len(), before + 4);

    let listed = json(&program.done(&["list", &book, "plans", "--json"]));
    let of = |activity: &str| {
        let all = listed.as_array().expect("a list");
        all.iter()
            .find(|one| one["name"] == activity)
            .unwrap_or_else(|| panic!("no {activity}"))
            .clone()
    };
    assert_eq!(
        of("Placements, \"T-level\"")["progress"],
        "on track: 35% of the way"
    );
    assert_eq!(
        of("=Name-blind hiring")["progress"],
        "cannot say: the target lies the wrong way"
    );
    assert_eq!(
        of("Savings club")["progress"],
        "cannot say: the baseline is missing"
    );
    for field in PlanField::ALL {
        assert!(
            of("Savings club").get(field.column()).is_some(),
            "{}",
            field.column()
        );
    }
}

#[test]
fn plans_are_asked_drawn_and_stand_beside_need() {
    let program = Program::new();
    let book = program.sample();
    let list = program.path("list.csv");
    std::fs::write(&list, LIST).expect("written");
    program.done(&["import", &book, &list]);
    let one = program.done(&["ask", &book, "plans?subjects=test-works"]);
    assert!(
        one.starts_with("Test Works contributes to 4 goals with 4 plans"),
        "{one}"
    );
    assert!(one.contains("on track: 35% of the way"), "{one}");
    let matrix = json(&program.done(&[
        "ask",
        &book,
        "coverage?organisations=all",
        "--format",
        "json",
    ]));
    let lines = matrix["contribution"]["lines"].as_array().expect("lines");
    let line = lines
        .iter()
        .find(|one| one["organisation_code"] == "test-works")
        .expect("a line");
    assert_eq!(line["goals"][4]["plans"], 1);
    assert_eq!(line["goals"][4]["evidence"], 2);
    let place =
        json(&program.done(&["ask", &book, "plans?subjects=E12000001", "--format", "json"]));
    let needs = place["needs"].as_array().expect("needs");
    assert_eq!(needs.len(), 14);
    assert!(needs.iter().any(|one| one["need"] == "high"), "{needs:?}");
    let improved = json(&program.done(&[
        "ask",
        &book,
        "plans?indicator=employment-rate&areas=region",
        "--format",
        "json",
    ]));
    assert!(!improved["improved"].as_array().expect("a list").is_empty());
    for (name, address) in [
        ("plans.svg", "plans"),
        ("need.svg", "plans?subjects=E12000001"),
        ("matrix.svg", "coverage?organisations=all"),
        (
            "improved.svg",
            "plans?indicator=employment-rate&areas=region",
        ),
    ] {
        let file = program.path(name);
        program.done(&["draw", &book, address, "-o", &file]);
        let picture = std::fs::read_to_string(&file).expect("a picture");
        assert!(picture.matches("<text").count() > 10, "{name}");
    }
}
