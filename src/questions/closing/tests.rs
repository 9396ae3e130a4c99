use super::super::gap::tests::{found, pair};
use super::super::made_up::{between, catalogue, figure, withheld};
use super::super::pairs::Each;
use super::super::when::When;
use super::super::{Answer, Detail, GapChange, Question, QuestionKind};
use crate::domain::{Marker, Observation};

fn asked(indicator: &str, first: Vec<Observation>, other: Vec<Observation>, when: &When) -> Answer {
    let catalogue = catalogue();
    let indicator = catalogue.indicator(&indicator.into()).expect("known");
    let pairs = found(vec![pair(&catalogue, indicator, first, other)], Each::One);
    let question = Question::new(QuestionKind::Closing);
    super::compute(&question, &catalogue, &pairs, when)
}

fn years(indicator: &str, subject: &str, from: i16, values: &[f64]) -> Vec<Observation> {
    (from..)
        .zip(values)
        .map(|(year, value)| figure(indicator, subject, year, *value))
        .collect()
}

fn only(answer: &Answer) -> &GapChange {
    match &answer.detail {
        Detail::Closing { changes, .. } => changes.first().expect("a line"),
        _ => panic!("a closing"),
    }
}

#[test]
fn a_gap_that_narrows_says_who_moved_and_how_much_closed() {
    let answer = asked(
        "employment-rate",
        years(
            "employment-rate",
            "E06000001",
            2018,
            &[40.0, 42.0, 44.0, 46.0, 48.0, 50.0],
        ),
        years(
            "employment-rate",
            "E06000002",
            2018,
            &[60.0, 60.5, 61.0, 61.5, 62.0, 62.5],
        ),
        &When::Latest,
    );
    assert_eq!(
        answer.headline,
        "From 2018 to 2023 the employment rate gap narrowed (20.0 to 12.5 percentage points): Alder improved, Birch did not worsen."
    );
    let change = only(&answer);
    assert_eq!(change.summary.label, "levelled up");
    assert!(
        change
            .summary
            .percent_closed
            .is_some_and(|share| (share - 37.5).abs() < 1e-9)
    );
    assert_eq!(change.gaps.len(), 6);
    // The gap falls by 1.5 a year without fail: 12.5 in the middle of 2023 is closed after 8⅓ years.
    assert_eq!(
        change.outlook,
        "If the recent trend continued, the gap in employment rate would close between 2031 and 2032."
    );
    assert!(change.ahead.len() > 1);
}

#[test]
fn lower_is_better_turns_who_is_behind() {
    let answer = asked(
        "absence",
        years("absence", "E06000001", 2020, &[20.0, 19.0]),
        years("absence", "E06000002", 2020, &[10.0, 11.0]),
        &When::Latest,
    );
    assert_eq!(only(&answer).summary.label, "met in the middle");
    assert!(only(&answer).first_is_bottom);
    assert!(
        answer
            .headline
            .ends_with(": Alder improved, Birch worsened."),
        "{}",
        answer.headline
    );
}

#[test]
fn a_turned_order_is_said_to_have_reversed() {
    let answer = asked(
        "employment-rate",
        years("employment-rate", "E06000001", 2022, &[40.0, 65.0]),
        years("employment-rate", "E06000002", 2022, &[60.0, 60.0]),
        &When::Latest,
    );
    assert!(
        answer.headline.contains("closed and reversed"),
        "{}",
        answer.headline
    );
    assert!(
        answer.notes.iter().all(|note| !note.contains("125%")),
        "{:?}",
        answer.notes
    );
}

#[test]
fn a_change_within_chance_is_no_clear_change() {
    let line = |subject: &str, from, to| {
        vec![
            between("employment-rate", subject, 2022, from, 4.0),
            between("employment-rate", subject, 2023, to, 4.0),
        ]
    };
    let answer = asked(
        "employment-rate",
        line("E06000001", 40.0, 41.0),
        line("E06000002", 60.0, 60.0),
        &When::Latest,
    );
    assert_eq!(
        answer.headline,
        "From 2022 to 2023 the change in the employment rate gap (20.0 to 19.0 percentage points) could be chance."
    );
}

#[test]
fn the_span_starts_after_a_break_and_years_across_one_are_refused() {
    let mut own = years(
        "employment-rate",
        "E06000001",
        2018,
        &[40.0, 41.0, 50.0, 51.0, 52.0],
    );
    own[2].markers = own[2].markers.with(Marker::Break);
    let other = years(
        "employment-rate",
        "E06000002",
        2018,
        &[60.0, 61.0, 62.0, 63.0, 63.0],
    );
    let answer = asked("employment-rate", own.clone(), other.clone(), &When::Latest);
    assert_eq!(only(&answer).start.label(), "2020");
    assert!(
        answer
            .notes
            .iter()
            .any(|note| note.contains("break in the series")),
        "{:?}",
        answer.notes
    );
    let refused = asked("employment-rate", own, other, &When::of(Some("2018..2022")));
    assert_eq!(
        refused.headline,
        "Whether the employment rate gap closed cannot be said: the series has a break."
    );
    assert!(matches!(&refused.detail, Detail::Closing { changes, .. } if changes.is_empty()));
}

#[test]
fn a_withheld_year_leaves_the_gap_open_and_one_year_is_too_few() {
    let mut own = years("employment-rate", "E06000001", 2020, &[40.0, 41.0, 42.0]);
    own[1] = withheld("employment-rate", "E06000001", 2021);
    let other = years("employment-rate", "E06000002", 2020, &[60.0, 61.0, 61.0]);
    let answer = asked("employment-rate", own, other, &When::Latest);
    let gaps: Vec<Option<f64>> = only(&answer).gaps.iter().map(|gap| gap.1).collect();
    assert_eq!(gaps, [Some(20.0), None, Some(19.0)]);
    let answer = asked(
        "employment-rate",
        years("employment-rate", "E06000001", 2023, &[40.0]),
        years("employment-rate", "E06000002", 2023, &[60.0]),
        &When::Latest,
    );
    assert_eq!(
        answer.headline,
        "Whether the employment rate gap closed cannot be said: too few periods are held."
    );
}

#[test]
fn without_judgement_only_the_size_of_the_gap_is_told() {
    let answer = asked(
        "traffic",
        years("traffic", "E06000001", 2022, &[10.0, 30.0]),
        years("traffic", "E06000002", 2022, &[50.0, 50.0]),
        &When::Latest,
    );
    assert_eq!(only(&answer).summary.label, "narrowed");
    for word in ["improved", "worse", "levelled"] {
        assert!(!answer.headline.contains(word), "{}", answer.headline);
    }
}
