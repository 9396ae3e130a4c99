use super::super::benchmark::Benchmark;
use super::super::made_up::{authorities, catalogue, employers, withheld};
use super::super::peers::Peers;
use super::super::ranking::Among;
use super::super::{QuestionKind, RowRole};
use super::*;
use crate::domain::{AreaSet, Observation, OrganisationSet, Period, SubjectCode};

/// Spreads figures of 2023 among local authorities, or employers.
fn spread(indicator: &str, peers: Peers, focus: &[&str], figures: Vec<Observation>) -> Answer {
    let catalogue = catalogue();
    let codes: Vec<SubjectCode> = focus.iter().map(|code| SubjectCode::from(*code)).collect();
    let asked = Asked {
        catalogue: &catalogue,
        indicator: catalogue.indicator(&indicator.into()).expect("known"),
        among: Among::Set(peers),
        period: Period::calendar_year(2023).expect("a year"),
        benchmark: Benchmark::Missing,
        focus: catalogue.all(&codes).expect("known"),
        passed_over: None,
    };
    compute(
        &Question::new(QuestionKind::Spread),
        &asked,
        &Held::of(figures),
    )
}

fn places() -> Peers {
    Peers::Areas(AreaSet::LocalAuthority, None)
}

fn shown(answer: &Answer) -> &Shown {
    match &answer.detail {
        Detail::Spread(shown) => shown,
        other => panic!("no spread: {other:?}"),
    }
}

#[test]
fn the_middle_and_its_reach_are_those_of_m1() {
    // Median 71, distances 1 4 0 9 6 1: their median 2.5, times 1.4826.
    let values = [70.0, 75.0, 71.0, 80.0, 65.0, 71.0];
    let answer = spread(
        "employment-rate",
        places(),
        &["E06000004"],
        authorities("employment-rate", 2023, &values),
    );
    let of = shown(&answer);
    assert!((of.median - 71.0).abs() < 1e-12);
    let mad = 1.4826 * 2.5;
    assert!((of.mad.expect("a MAD") - mad).abs() < 1e-9, "{of:?}");
    assert_eq!(of.quarters, Some((70.25, 74.0)));
    assert_eq!((of.from, of.to, of.beyond), (65.0, 80.0, (0, 0)));
    let score = of.scores.first().copied().flatten().expect("a score");
    assert!((score - 9.0 / mad).abs() < 1e-9);
    assert_eq!(
        answer.headline,
        "Employment rate in Elder (80.0%) is better than the middle of 6 local authorities in 2023; their median is 71.0%."
    );
    assert_eq!(
        answer.rows.first().map(|row| (row.rank, row.role)),
        Some((Some(1), RowRole::Focus))
    );
}

#[test]
fn what_lies_far_out_is_counted_and_not_lost() {
    let answer = spread(
        "employment-rate",
        places(),
        &[],
        authorities(
            "employment-rate",
            2023,
            &[41.0, 40.0, 42.0, 39.0, 43.0, 4.1],
        ),
    );
    let of = shown(&answer);
    assert_eq!(of.beyond, (1, 0));
    assert!(
        (of.from - (40.5 - 3.0 * 1.4826 * 1.5)).abs() < 1e-9,
        "{of:?}"
    );
    assert!((of.to - 43.0).abs() < 1e-12, "never wider than the figures");
    assert_eq!(answer.rows.len(), 6);
    assert_eq!(
        answer.headline,
        "In 2023 employment rate of 6 local authorities ran from 4.1% to 43.0%; half of them lay between 39.3% and 41.8%."
    );
}

#[test]
fn closer_to_the_target_is_better_than_the_middle() {
    let answer = spread(
        "pay-gap",
        Peers::Organisations(OrganisationSet::Employer),
        &["103"],
        employers("pay-gap", 2023, &[12.0, -20.0, 0.0, 5.0, -8.0, 9.0]),
    );
    let of = shown(&answer);
    let best = of.scores.first().copied().flatten().expect("a score");
    assert!(best > 1.0, "{of:?}");
    assert!(
        answer
            .headline
            .contains("(0.0%) is better than the middle of 6 employers"),
        "{}",
        answer.headline
    );
    assert!(
        answer
            .notes
            .iter()
            .any(|note| note == "Closer to 0 is better.")
    );
}

#[test]
fn where_nothing_can_be_said_the_reason_is() {
    let few = spread(
        "employment-rate",
        places(),
        &["E06000001"],
        authorities("employment-rate", 2023, &[70.0, 71.0]),
    );
    assert_eq!(
        few.headline,
        "How Alder lies to the middle of 2 local authorities on employment rate cannot be said: too few places or organisations have figures."
    );
    assert_eq!(few.rows.len(), 2);
    let mut figures = authorities("employment-rate", 2023, &[70.0, 71.0, 72.0, 73.0, 74.0]);
    figures.push(withheld("employment-rate", "E06000006", 2023));
    let hidden = spread("employment-rate", places(), &["E06000006"], figures);
    assert_eq!(
        hidden.headline,
        "Where Hazel lies on employment rate cannot be said for 2023: its figure is confidential."
    );
    assert_eq!(shown(&hidden).count, 5);
    assert_eq!(shown(&hidden).scores.last(), Some(&None));
    let none = spread("employment-rate", places(), &[], Vec::new());
    assert_eq!(
        none.headline,
        "Local authorities cannot be compared on employment rate for 2023: too few places or organisations have figures."
    );
}
