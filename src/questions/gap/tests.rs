use super::super::made_up::{between, catalogue, figure, withheld};
use super::super::pairs::{Each, Pair, Pairs, Side};
use super::super::when::When;
use super::super::wording::{people, within};
use super::super::{Answer, Between, Detail, GapPair, Question, QuestionKind, Subjects};
use crate::domain::{Indicator, Observation, PeopleGroup};
use crate::questions::catalogue::Catalogue;

/// Two sides of a place by sex, or of two places.
pub(in crate::questions) fn pair<'a>(
    catalogue: &'a Catalogue,
    indicator: &'a Indicator,
    first: Vec<Observation>,
    other: Vec<Observation>,
) -> Pair<'a> {
    let side = |figures: Vec<Observation>| {
        let code = figures.first().expect("a figure").subject.clone();
        let subject = catalogue.subject(&code).expect("known").clone();
        Side {
            name: subject.name.clone(),
            who: subject.name.clone(),
            said: within(&subject),
            subject,
            figures,
            worked_out: false,
        }
    };
    Pair {
        indicator,
        name: "Alder".to_owned(),
        first: side(first),
        other: side(other),
        nested: false,
    }
}

/// Pairs as they were found.
pub(in crate::questions) fn found(all: Vec<Pair<'_>>, each: Each) -> Pairs<'_> {
    Pairs {
        all,
        each,
        place: None,
        between: Between::Unsaid,
        subjects: Subjects::Unsaid,
        notes: Vec::new(),
        left_out: Vec::new(),
    }
}

fn asked(indicator: &str, first: Vec<Observation>, other: Vec<Observation>) -> Answer {
    let catalogue = catalogue();
    let indicator = catalogue.indicator(&indicator.into()).expect("known");
    let pairs = found(vec![pair(&catalogue, indicator, first, other)], Each::One);
    let question = Question::new(QuestionKind::Gap);
    super::compute(&question, &catalogue, &pairs, &When::Latest)
}

fn only(answer: &Answer) -> &GapPair {
    match &answer.detail {
        Detail::Gap { pairs, .. } => pairs.first().expect("a line"),
        _ => panic!("a gap"),
    }
}

#[test]
fn a_gap_says_both_figures_the_difference_and_the_ratio() {
    let answer = asked(
        "employment-rate",
        vec![between("employment-rate", "E06000001", 2023, 47.0, 1.0)],
        vec![between("employment-rate", "E06000002", 2023, 69.0, 1.0)],
    );
    assert_eq!(
        answer.headline,
        "In 2023 employment rate was 47.0% in Alder and 69.0% in Birch: a gap of 22.0 percentage points."
    );
    let gap = only(&answer);
    assert_eq!(gap.certainty, "clear");
    assert_eq!(gap.behind, Some(true));
    let row = answer.rows.first().expect("a row");
    assert!(row.difference.is_some_and(|gap| (gap + 22.0).abs() < 1e-9));
    assert!(
        row.ratio
            .is_some_and(|ratio| (ratio - 47.0 / 69.0).abs() < 1e-9)
    );
    // Independent: 22 ± 1.959964 √(2 (2/3.92)²).
    let (low, high) = gap.limits.expect("limits");
    assert!(
        (low + 23.414_19).abs() < 1e-4 && (high + 20.585_81).abs() < 1e-4,
        "{low} {high}"
    );
}

#[test]
fn money_is_more_and_so_many_times_as_high_with_the_higher_first() {
    let answer = asked(
        "spending",
        vec![figure("spending", "E06000001", 2023, 200.0)],
        vec![figure("spending", "E06000002", 2023, 500.0)],
    );
    assert_eq!(
        answer.headline,
        "In 2023 business research spending was £500.0 million in Birch and £200.0 million in Alder: £300.0 million more, or 2.5 times as high."
    );
    assert_eq!(
        answer.notes.first().map(String::as_str),
        Some("No interval is published, so chance cannot be ruled out.")
    );
}

#[test]
fn chance_is_said_and_a_withheld_figure_gives_no_gap() {
    let answer = asked(
        "employment-rate",
        vec![between("employment-rate", "E06000001", 2023, 68.0, 4.0)],
        vec![between("employment-rate", "E06000002", 2023, 69.0, 4.0)],
    );
    assert!(
        answer
            .headline
            .ends_with("; the difference could be chance."),
        "{}",
        answer.headline
    );
    let answer = asked(
        "employment-rate",
        vec![withheld("employment-rate", "E06000001", 2023)],
        vec![figure("employment-rate", "E06000002", 2023, 69.0)],
    );
    assert_eq!(
        answer.headline,
        "Employment rate in Alder and in Birch cannot be compared for 2023: the figure is withheld."
    );
    let gap = only(&answer);
    assert_eq!((gap.difference, gap.ratio), (None, None));
    assert_eq!(answer.rows.first().and_then(|row| row.difference), None);
}

#[test]
fn the_last_period_of_both_is_shown_and_a_later_one_is_named() {
    let answer = asked(
        "employment-rate",
        vec![
            figure("employment-rate", "E06000001", 2022, 60.0),
            withheld("employment-rate", "E06000001", 2023),
        ],
        vec![
            figure("employment-rate", "E06000002", 2022, 64.0),
            figure("employment-rate", "E06000002", 2023, 69.0),
        ],
    );
    assert!(
        answer.headline.starts_with("In 2022 "),
        "{}",
        answer.headline
    );
    assert!(
        answer
            .notes
            .iter()
            .any(|note| note == "Alder, Alder: the figure for 2023 is withheld (confidential)."),
        "{:?}",
        answer.notes
    );
}

#[test]
fn closer_to_a_target_is_ahead_whatever_the_sign() {
    let answer = asked(
        "pay-gap",
        vec![figure("pay-gap", "E06000001", 2023, -2.0)],
        vec![figure("pay-gap", "E06000002", 2023, 9.0)],
    );
    assert_eq!(only(&answer).behind, Some(false));
    assert_eq!(only(&answer).ratio, None);
    let answer = asked(
        "traffic",
        vec![figure("traffic", "E06000001", 2023, 20.0)],
        vec![figure("traffic", "E06000002", 2023, 90.0)],
    );
    assert_eq!(only(&answer).behind, None);
}

#[test]
fn groups_are_named_as_people() {
    let group = |dimension: &str, is: &str| PeopleGroup::of([(dimension, is)]);
    let meals = |is: &str| group("free school meals", is);
    for (one, other, expected) in [
        (
            meals("Eligible"),
            meals("Not eligible or not known"),
            ("those eligible for free school meals", "others"),
        ),
        (
            group("sex", "Female"),
            group("sex", "Male"),
            ("females", "males"),
        ),
        (
            group("ethnicity", "Asian"),
            group("ethnicity", "White"),
            ("Asian", "White"),
        ),
        (
            group("age", "2"),
            group("age", "3 and 4"),
            ("age 2", "age 3 and 4"),
        ),
        (
            PeopleGroup::all(),
            group("sex", "Female"),
            ("all people", "females"),
        ),
    ] {
        assert_eq!(
            (people(&one, &other).as_str(), people(&other, &one).as_str()),
            expected
        );
    }
}

#[test]
fn no_interval_is_said_for_its_own_reason() {
    let catalogue = catalogue();
    let indicator = catalogue.indicator(&"spending".into()).expect("known");
    let said = |change: &dyn Fn(&mut Pair<'_>)| {
        let first = vec![figure("spending", "E06000001", 2023, 200.0)];
        let other = vec![figure("spending", "E06000002", 2023, 500.0)];
        let mut one = pair(&catalogue, indicator, first, other);
        change(&mut one);
        let note = found(vec![one], Each::One).without_interval("the difference", 1, 1);
        note.expect("not known")
    };
    assert!(said(&|_| ()).starts_with("No interval is published"));
    assert!(said(&|pair| pair.nested = true).starts_with("One is part of the other"));
    let middle = said(&|pair| {
        pair.nested = true;
        pair.other.worked_out = true;
    });
    assert!(
        middle.starts_with("A middle or a tenth of many"),
        "{middle}"
    );
    let none = found(Vec::new(), Each::One).without_interval("the difference", 0, 2);
    assert_eq!(none, None);
}
