//! What organisations plan, and outcomes that communities define.

use jiff::civil::date;
use levelbook::book::{BookError, Reader, check};
use levelbook::domain::{
    IndicatorCode, OrganisationType, Outcome, PeopleGroup, Plan, PlanStatus, Scope, SubjectCode,
};

use crate::made::{new_book, now};

pub(crate) fn full() -> Plan {
    Plan {
        organisation_type: OrganisationType::University,
        framework: "levelling-up-goals".to_owned(),
        goals: vec![3, 14],
        money: Some(40_000.5),
        hours: Some(0.1 + 0.2),
        people: Some(12.0),
        outputs: "200 places\na year".to_owned(),
        outcome: "More starts".to_owned(),
        indicator: Some(IndicatorCode::from("starts")),
        group: PeopleGroup::of([("sex", "Female")]),
        unit: "places".to_owned(),
        baseline: Some(-4.25),
        baseline_date: Some(date(2024, 9, 1)),
        target: Some(1e-7),
        target_date: Some(date(2027, 3, 31)),
        latest: Some(0.0),
        latest_date: Some(date(2025, 9, 1)),
        place: Some(SubjectCode::from("E08000032")),
        scope: vec![Scope::People, Scope::Collective],
        owner: "Head of skills".to_owned(),
        partners: "Example College".to_owned(),
        evidence: "Report 2025".to_owned(),
        status: PlanStatus::UnderWay,
        example: true,
        ..Plan::of("x-1", "Example University", "T-level placements")
    }
}

#[test]
fn a_plan_is_kept_changed_and_removed() {
    let (_folder, path, writer) = new_book();
    let bare = Plan::of("x-2", "Example Works", "Name-blind hiring");
    let kept = writer
        .keep_plans(vec![full(), bare.clone()], now())
        .expect("keeps");
    assert_eq!(kept.codes, ["plan-1", "plan-2"]);
    assert_eq!((kept.added, kept.changed, kept.unchanged), (2, 0, 0));
    let reader = Reader::open(&path).expect("opens");
    let held = reader.plans().expect("reads");
    let expected = Plan {
        code: "plan-1".to_owned(),
        recorded: held[0].recorded,
        ..full()
    };
    assert_eq!(held[0], expected, "every field comes back");
    assert!(held[0].recorded.is_some());
    assert_eq!(held[1].framework, "levelling-up-goals", "the default one");

    // The same again changes nothing; other words stand in the place of the earlier ones.
    let again = Plan {
        goals: vec![5],
        owner: String::new(),
        ..held[0].clone()
    };
    let kept = writer
        .keep_plans(vec![again, held[1].clone()], now())
        .expect("keeps");
    assert_eq!((kept.added, kept.changed, kept.unchanged), (0, 1, 1));
    let held = reader.plans().expect("reads");
    assert_eq!(
        (held[0].goals.as_slice(), held[0].owner.as_str()),
        (&[5][..], "")
    );

    writer.remove_plan("plan-1", now()).expect("removes");
    assert_eq!(reader.plans().expect("reads").len(), 1);
    let error = writer.remove_plan("plan-1", now()).expect_err("gone");
    assert!(matches!(error, BookError::NoSuchPlan(_)), "{error}");
    assert!(check(&path).expect("checks").is_sound());
}

#[test]
fn a_plan_without_who_and_what_is_refused_and_nothing_else_is_kept() {
    let (_folder, path, writer) = new_book();
    let plans = vec![full(), Plan::of("x-2", "Example Works", " \n ")];
    let error = writer.keep_plans(plans, now()).expect_err("incomplete");
    assert!(matches!(error, BookError::IncompletePlan), "{error}");
    let reader = Reader::open(&path).expect("opens");
    assert_eq!(reader.plans().expect("reads"), []);
}

#[test]
fn an_outcome_is_kept_in_the_words_of_the_room() {
    let (_folder, path, writer) = new_book();
    let said = Outcome {
        words: "A bus that comes when the shift ends".to_owned(),
        defined_by: "Saturday club".to_owned(),
        defined_how: "a show of hands".to_owned(),
        priority: Some(2),
        goal: Some(11),
        subject: Some(SubjectCode::from("E08000032")),
        ..Outcome::default()
    };
    let first = Outcome {
        words: "Somebody to ask".to_owned(),
        proxy: Some(IndicatorCode::from("careers")),
        priority: Some(1),
        ..said.clone()
    };
    let code = writer.keep_outcome(said.clone(), now()).expect("keeps");
    assert_eq!(code, "outcome-1");
    writer.keep_outcome(first, now()).expect("keeps");
    let reader = Reader::open(&path).expect("opens");
    let held = reader.outcomes().expect("reads");
    let words: Vec<&str> = held.iter().map(|one| one.words.as_str()).collect();
    assert_eq!(
        words,
        ["Somebody to ask", said.words.as_str()],
        "by priority"
    );
    let expected = Outcome {
        code,
        framework: "levelling-up-goals".to_owned(),
        recorded: held[1].recorded,
        ..said
    };
    assert_eq!(held[1], expected);
    let wordless = writer.keep_outcome(Outcome::default(), now());
    assert!(matches!(wordless, Err(BookError::IncompleteOutcome)));
    writer.remove_outcome("outcome-2", now()).expect("removes");
    assert_eq!(reader.outcomes().expect("reads").len(), 1);
}
