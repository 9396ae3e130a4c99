use super::super::made_up::{authorities, between, catalogue, employers, figure, withheld};
use super::super::{Answer, Judgement, Question, QuestionError, QuestionKind, RowRole};
use super::*;
use crate::domain::{Observation, Period};
use crate::message::Explain;

fn compare(indicators: &[&str], codes: &[&str], figures: Vec<Observation>) -> Answer {
    let catalogue = catalogue();
    let codes: Vec<_> = codes.iter().map(|code| (*code).into()).collect();
    let subjects = catalogue.all(&codes).expect("known");
    let first = *subjects.first().expect("one");
    let peers = match first.kind {
        SubjectKind::Organisation(_) => Some(Peers::wide(first)),
        SubjectKind::Place(_) => Peers::of(first, &catalogue),
    };
    let asked = Asked {
        catalogue: &catalogue,
        subjects,
        indicators: indicators
            .iter()
            .map(|code| catalogue.indicator(&(*code).into()).expect("known"))
            .collect(),
        peers,
        benchmark: Benchmark::of(None, first, peers, &catalogue).expect("known"),
        when: When::Latest,
        left_out: Vec::new(),
    };
    let question = Question::new(QuestionKind::Comparison);
    compute(&question, &asked, &Held::of(figures))
}

#[test]
fn employers_stand_beside_the_median_of_all() {
    let figures = employers("pay-gap", 2023, &[12.0, -20.0, 0.0, 5.0, -1.0, 3.0]);
    let answer = compare(&["pay-gap"], &["103", "102"], figures);
    let cells: Vec<(&str, Option<Judgement>, RowRole)> = answer
        .rows
        .iter()
        .map(|row| (row.subject.as_str(), row.judgement, row.role))
        .collect();
    assert_eq!(
        cells,
        [
            ("Crucible Ltd", Some(Judgement::Fifth(5)), RowRole::Focus),
            ("Bellows Ltd", Some(Judgement::Fifth(1)), RowRole::Named),
            ("All employers’ median", None, RowRole::Benchmark),
        ]
    );
    assert_eq!(
        answer.rows.last().and_then(|row| row.reading.value()),
        Some(1.5)
    );
    assert_eq!(
        answer.headline,
        "Of 2 employers, Crucible Ltd has the highest median pay gap (0.0%) and Bellows Ltd the lowest (−20.0%), 2023."
    );
}

#[test]
fn each_indicator_has_one_period_and_withheld_cells_keep_their_state() {
    let mut figures = authorities("employment-rate", 2022, &[70.0, 71.0, 72.0]);
    figures.push(figure("employment-rate", "E06000001", 2023, 73.0));
    figures.push(between("absence", "E06000001", 2021, 20.0, 1.0));
    figures.push(withheld("absence", "E06000002", 2021));
    figures.push(figure("absence", "E92000001", 2021, 25.0));
    let answer = compare(
        &["employment-rate", "absence"],
        &["E06000001", "E06000002", "E06000003"],
        figures,
    );
    let shown: Vec<String> = answer
        .rows
        .iter()
        .map(|row| {
            let period = row.period.map(Period::label).unwrap_or_default();
            format!("{} {} {period}", row.subject, row.shown())
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Alder 70.0 2022",
            "Birch 71.0 2022",
            "Cedar 72.0 2022",
            "England [x] ",
            "Alder 20.0 2021",
            "Birch [c] 2021",
            "Cedar [x] ",
            "England 25.0 2021",
        ]
    );
    assert_eq!(
        answer.headline,
        "Of 2 indicators, Alder is better than England on 1, similar on none and worse on none; 1 was not compared."
    );
}

#[test]
fn one_indicator_of_one_subject_is_said_in_one_sentence() {
    let england = figure("employment-rate", "E92000001", 2023, 76.0);
    for (figures, expected) in [
        (
            vec![
                between("employment-rate", "E06000001", 2023, 69.7, 4.9),
                england.clone(),
            ],
            "Employment rate in Alder (69.7%) is worse than England (76.0%), 2023.",
        ),
        (
            vec![
                between("employment-rate", "E06000001", 2023, 74.0, 4.9),
                england.clone(),
            ],
            "Employment rate in Alder (74.0%) is similar to England (76.0%), 2023.",
        ),
        (
            vec![figure("employment-rate", "E06000001", 2023, 74.0), england],
            "Employment rate in Alder was 74.0% in 2023; not compared with England: no confidence interval is published.",
        ),
        (
            vec![figure("employment-rate", "E06000001", 2023, 74.0)],
            "Employment rate in Alder was 74.0% in 2023; not compared with England: the benchmark has no matching figure.",
        ),
        (
            vec![withheld("employment-rate", "E06000001", 2023)],
            "Employment rate in Alder for 2023 is withheld: confidential.",
        ),
    ] {
        assert_eq!(
            compare(&["employment-rate"], &["E06000001"], figures).headline,
            expected
        );
    }
    let traffic = vec![
        between("traffic", "E06000001", 2023, 10.0, 1.0),
        figure("traffic", "E92000001", 2023, 20.0),
    ];
    assert_eq!(
        compare(&["traffic"], &["E06000001"], traffic).headline,
        "Motor vehicle flow in Alder (10.0 vehicles per mile) is lower than England (20.0 vehicles per mile), 2023."
    );
}

#[test]
fn a_total_is_not_compared_with_that_of_a_wider_place() {
    let figures = vec![
        figure("spending", "E06000001", 2023, 700.0),
        figure("spending", "E92000001", 2023, 50_000.0),
    ];
    let answer = compare(&["spending"], &["E06000001"], figures);
    let row = answer.rows.first().expect("a row");
    assert_eq!(row.judgement, Some(Judgement::NotCompared));
    assert_eq!(row.judged_by, "the figures do not measure the same thing");
    assert_eq!(row.difference, None);
}

#[test]
fn places_beside_organisations_are_refused_and_other_levels_left_out() {
    let catalogue = catalogue();
    let of = |codes: &[&str]| {
        let codes: Vec<_> = codes.iter().map(|code| (*code).into()).collect();
        alike(&catalogue.all(&codes).expect("known"))
    };
    let refused = of(&["E06000001", "101"]);
    assert!(matches!(refused, Err(QuestionError::Unlike { .. })));
    if let Err(error) = refused {
        assert_eq!(
            error.explain().to_string(),
            "Alder is a place and Anvil plc an organisation: the figures do not measure the same thing. Compare places with places, or organisations with organisations."
        );
    }
    let (kept, left_out) = of(&["E06000001", "E92000001", "E06000002"]).expect("a comparison");
    assert_eq!(kept.len(), 2);
    assert_eq!(
        left_out.first().map(|one| one.what.as_str()),
        Some("England")
    );
}
