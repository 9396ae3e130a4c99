use jiff::civil::{Date, date};

use super::super::made_up::{authorities, catalogue, figure};
use super::super::planned::{Need, PlanProgress};
use super::super::{GoalSummary, QuestionKind};
use super::*;
use crate::domain::{Marker, Markers, PlanStatus};
use crate::statistics::ProgressLabel;

fn plan() -> Plan {
    Plan {
        framework: "goals".to_owned(),
        goals: vec![5],
        owner: "Head of people".to_owned(),
        indicator: Some(IndicatorCode::from("absence")),
        baseline: Some(20.0),
        baseline_date: Some(date(2020, 12, 31)),
        target: Some(10.0),
        target_date: Some(date(2025, 12, 31)),
        ..Plan::of("101", "Anvil plc", "Flexible shifts")
    }
}

fn line(plan: &Plan, figures: &[Observation]) -> PlanLine {
    progress::line(plan, &catalogue(), figures).0
}

#[test]
fn progress_is_the_pace_since_the_baseline_beside_what_is_needed() {
    let of = |values: &[(i16, f64)]| -> Vec<Observation> {
        let one = |(year, value): &(i16, f64)| figure("absence", "101", *year, *value);
        values.iter().map(one).collect()
    };
    for (values, expected, share) in [
        (&[(2022, 16.0)][..], "on track: 40% of the way", Some(0.4)),
        (&[(2022, 18.0)], "behind: 20% of the way", Some(0.2)),
        (&[(2022, 20.0)], "no change", Some(0.0)),
        (&[(2022, 22.0)], "moving away", Some(0.0)),
        (&[(2022, 9.0)], "target met", Some(1.0)),
        (&[(2025, 12.0)], "target missed: 80% of the way", Some(0.8)),
        (
            &[(2019, 12.0)],
            "cannot say: no figure since the baseline is held",
            None,
        ),
        (
            &[],
            "cannot say: no figure since the baseline is held",
            None,
        ),
    ] {
        let found = line(&plan(), &of(values));
        assert_eq!(found.progress_in_words(), expected, "{values:?}");
        assert_eq!(found.share, share, "{values:?}");
    }
    let found = line(&plan(), &of(&[(2021, 18.0)]));
    assert_eq!(
        found.notes,
        [
            "One year’s change only.",
            "At the pace so far it would be 10.0% by the target date."
        ]
    );
    assert_eq!(found.contribution(), "18.0% towards 10.0%, 2021");
    assert_eq!(found.latest_from, "published for Anvil plc");
}

#[test]
fn what_cannot_be_said_is_said_with_its_reason() {
    let figures = [figure("absence", "101", 2022, 16.0)];
    let with = |change: fn(&mut Plan)| {
        let mut plan = plan();
        change(&mut plan);
        line(&plan, &figures).progress_in_words()
    };
    assert_eq!(
        with(|plan| plan.baseline = None),
        "cannot say: the baseline is missing"
    );
    assert_eq!(
        with(|plan| plan.target = Some(30.0)),
        "cannot say: the target lies the wrong way"
    );
    assert_eq!(
        with(|plan| plan.target_date = None),
        "cannot say: a date is missing"
    );
    assert_eq!(with(|plan| plan.target = None), "no target figure set");
    assert_eq!(
        with(|plan| plan.indicator = Some(IndicatorCode::from("traffic"))),
        "cannot say: neither higher nor lower counts as better"
    );
    let mut broken = figures.clone();
    broken[0].markers = Markers::none().with(Marker::Break);
    assert_eq!(
        line(&plan(), &broken).progress_in_words(),
        "cannot say: the series has a break since the baseline"
    );
}

#[test]
fn closer_to_nought_is_a_distance() {
    let gap = Plan {
        indicator: Some(IndicatorCode::from("pay-gap")),
        baseline: Some(-12.0),
        target: Some(-2.0),
        ..plan()
    };
    let said = |value: f64| line(&gap, &[figure("pay-gap", "101", 2022, value)]);
    assert_eq!(said(-8.0).progress_in_words(), "on track: 40% of the way");
    assert_eq!(said(8.0).share, Some(0.4), "as far on the other side");
    assert_eq!(said(-14.0).progress_in_words(), "moving away");
    assert_eq!(said(1.0).progress_in_words(), "target met");
}

#[test]
fn an_organisation_may_report_by_itself_and_the_later_word_counts() {
    let own = Plan {
        indicator: None,
        unit: "places".to_owned(),
        outcome: "T-level places".to_owned(),
        baseline: Some(0.0),
        target: Some(200.0),
        latest: Some(140.0),
        latest_date: Some(date(2023, 8, 31)),
        ..plan()
    };
    let found = line(&own, &[]);
    assert_eq!(found.progress_in_words(), "on track: 70% of the way");
    assert_eq!(
        found.contribution(),
        "140 places towards 200 places, 31 August 2023"
    );
    assert_eq!(found.latest_from, "reported by the organisation");
    let reported = |day: Date| {
        let both = Plan {
            latest: Some(15.0),
            latest_date: Some(day),
            ..plan()
        };
        line(&both, &[figure("absence", "101", 2022, 16.0)]).latest
    };
    assert_eq!(reported(date(2023, 3, 31)), "15.0%");
    assert_eq!(
        reported(date(2022, 12, 31)),
        "16.0%",
        "the published one of one time"
    );
    assert_eq!(reported(date(2020, 1, 1)), "16.0%");
}

fn goal(number: u32, better: usize, worse: usize) -> GoalSummary {
    GoalSummary {
        number,
        name: "Open recruitment".to_owned(),
        short_name: String::new(),
        about: String::new(),
        indicators: better + worse,
        for_places: 0,
        by_group: 0,
        for_organisations: 0,
        better,
        similar: 0,
        worse,
        not_compared: 0,
        not_judged: 0,
        summaries: Vec::new(),
        shown: None,
    }
}

#[test]
fn need_stands_beside_who_acts() {
    let plans = [line(&plan(), &[])];
    let of = |number, better, worse| need::line(&goal(number, better, worse), &plans);
    for (better, worse, expected) in [
        (0, 2, Need::High),
        (2, 2, Need::High),
        (3, 2, Need::Some),
        (3, 0, Need::Low),
        (0, 0, Need::NotKnown),
    ] {
        assert_eq!(of(5, better, worse).need, expected, "{better} {worse}");
    }
    assert!(of(4, 0, 2).is_open(), "nobody acts for goal 4");
    assert!(!of(5, 0, 2).is_open());
    assert_eq!(of(5, 0, 2).who, ["Anvil plc"]);
    let stopped = [line(
        &Plan {
            status: PlanStatus::Stopped,
            ..plan()
        },
        &[],
    )];
    assert!(need::line(&goal(5, 0, 2), &stopped).is_open());
}

#[test]
fn a_plan_reaches_the_place_it_names_its_parts_and_what_is_around_it() {
    let catalogue = catalogue();
    let known = |code: &str| catalogue.subject(&code.into()).expect("known");
    let at = |code: Option<&str>| Plan {
        place: code.map(SubjectCode::from),
        ..plan()
    };
    let alder = known("E06000001");
    let region = known("E12000001");
    assert!(need::reaches(&at(Some("E06000001")), alder, &catalogue));
    assert!(need::reaches(&at(Some("E06000001")), region, &catalogue));
    assert!(need::reaches(&at(Some("E12000001")), alder, &catalogue));
    assert!(!need::reaches(&at(Some("E06000002")), alder, &catalogue));
    assert!(!need::reaches(&at(None), alder, &catalogue));
}

#[test]
fn those_who_improved_most_stand_beside_what_they_did_without_a_cause() {
    let mut catalogue = catalogue();
    catalogue.plans = vec![Plan {
        place: Some(SubjectCode::from("E06000003")),
        ..plan()
    }];
    let indicator = catalogue.indicator(&"absence".into()).expect("known");
    let mut figures = authorities("absence", 2020, &[20.0, 18.0, 16.0, 10.0]);
    figures.extend(authorities("absence", 2023, &[19.0, 12.0, 11.0, 12.0]));
    let subjects: Vec<&Subject> = ["E06000001", "E06000002", "E06000003", "E06000004"]
        .iter()
        .map(|code| catalogue.subject(&(*code).into()).expect("known"))
        .collect();
    let question = Question::new(QuestionKind::Plans);
    let answer = practice::compute(&question, &catalogue, indicator, (&subjects, &figures));
    let Detail::Plans(found) = &answer.detail else {
        panic!("{:?}", answer.detail)
    };
    let names: Vec<&str> = answer.rows.iter().map(|row| row.subject.as_str()).collect();
    assert_eq!(
        names,
        ["Birch", "Cedar", "Alder"],
        "who got worse is not among them"
    );
    assert_eq!(found.improved[1].plans, ["Flexible shifts"]);
    assert_eq!(found.improved[0].change, "fell by 6.0 percentage points");
    assert_eq!(
        answer.headline,
        "Of 4 with figures, Birch improved most on persistent absence between 2020 and 2023: it fell by 6.0 percentage points."
    );
    for cause in ["because", "due to", "thanks", "led to", "impact", "effect"] {
        assert!(!answer.headline.contains(cause));
    }
}

#[test]
fn contributing_to_one_goal_never_reads_as_failing_others() {
    let catalogue = catalogue();
    let planned = Planned {
        plans: vec![line(&plan(), &[figure("absence", "101", 2022, 16.0)])],
        ..Planned::default()
    };
    let anvil = [catalogue.subject(&"101".into()).expect("known")];
    let mut answer = Answer::empty(Question::new(QuestionKind::Plans));
    words::put(
        &mut answer,
        &planned,
        &words::Of::Organisations(&anvil),
        None,
    );
    assert_eq!(
        answer.headline,
        "Anvil plc contributes to goal 5 with 1 plan; on track."
    );
    words::put(&mut answer, &planned, &words::Of::Everybody, None);
    assert_eq!(
        answer.headline,
        "1 plan by 1 organisation contributes to goal 5; on track."
    );
    assert!(
        answer.spoken.contains(
            "Anvil plc: Flexible shifts, due 31 December 2025, on track: 40% of the way."
        )
    );
    assert_eq!(
        planned.plans[0].progress,
        PlanProgress::Said(ProgressLabel::OnTrack)
    );
    let nothing = Planned::default();
    words::put(
        &mut answer,
        &nothing,
        &words::Of::Organisations(&anvil),
        None,
    );
    assert_eq!(
        answer.headline,
        "No plans by Anvil plc are recorded in this book yet."
    );
    assert!(answer.notes[0].contains("says nothing of what an organisation does"));
}
