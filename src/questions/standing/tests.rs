use super::super::detail::{Closing, Detail};
use super::super::made_up::{authorities, between, catalogue, employers, figure};
use super::super::{Answer, Judgement, Question, QuestionKind, goal, overview, profile};
use super::*;
use crate::domain::Period;

/// Everything about a subject of the made-up catalogue, handed to a kind of answer.
fn of<T>(code: &str, answer: impl Fn(&About<'_>, &[&Indicator]) -> T) -> T {
    let catalogue = catalogue();
    let subject = catalogue.subject(&code.into()).expect("known");
    let peers = Peers::of(subject, &catalogue);
    let about = About {
        catalogue: &catalogue,
        subject,
        benchmark: Benchmark::of(None, subject, peers, &catalogue).expect("known"),
        peers,
        when: When::Latest,
    };
    answer(&about, &catalogue.in_order())
}

fn overview_of(code: &str, figures: Vec<Observation>) -> Answer {
    let held = Held::of(figures);
    let question = Question::new(QuestionKind::Overview);
    of(code, |about, indicators| {
        overview::compute(&question, about, &held, indicators)
    })
}

/// Alder behind England on employment, ahead on absence and without an opinion on traffic.
fn alder() -> Vec<Observation> {
    let mut figures = vec![
        between("employment-rate", "E06000001", 2019, 60.0, 1.0),
        figure("employment-rate", "E92000001", 2019, 70.0),
        figure("employment-rate", "E92000001", 2023, 76.0),
        between("absence", "E06000001", 2023, 10.0, 1.0),
        figure("absence", "E92000001", 2023, 20.0),
        between("traffic", "E06000001", 2023, 10.0, 1.0),
        figure("traffic", "E92000001", 2023, 20.0),
        figure("spending", "E06000001", 2023, 7.0),
        figure("spending", "E92000001", 2023, 7000.0),
    ];
    let mut rates = authorities(
        "employment-rate",
        2023,
        &[62.0, 70.0, 71.0, 72.0, 73.0, 74.0],
    );
    if let Some(own) = rates.first_mut() {
        own.lower = Some(61.0);
        own.upper = Some(63.0);
    }
    figures.extend(rates);
    figures
}

#[test]
fn an_overview_counts_judgements_and_keeps_goals_without_figures() {
    let answer = overview_of("E06000001", alder());
    assert_eq!(
        answer.headline,
        "Of 3 indicators, Alder is better than England on 1, similar on none and worse on 1; 1 was not compared."
    );
    let Detail::Overview { goals } = &answer.detail else {
        panic!("an overview");
    };
    let counts: Vec<(u32, usize, usize, usize, usize, usize)> = goals
        .iter()
        .map(|one| {
            (
                one.number,
                one.indicators,
                one.better,
                one.worse,
                one.not_compared,
                one.not_judged,
            )
        })
        .collect();
    assert_eq!(counts, [(4, 0, 0, 0, 0, 0), (5, 5, 1, 1, 1, 1)]);
    let shown = goals.last().and_then(|goal| goal.shown);
    assert_eq!(shown, Some(0));
    assert!(
        answer
            .notes
            .iter()
            .any(|note| note.starts_with("1 indicator is not counted"))
    );
}

#[test]
fn a_gap_says_since_when_and_what_became_of_it() {
    let answer = overview_of("E06000001", alder());
    let Detail::Overview { goals } = &answer.detail else {
        panic!("an overview");
    };
    let gap = goals
        .last()
        .and_then(|goal| goal.summaries.first())
        .and_then(|summary| summary.gap.as_ref())
        .expect("a gap");
    assert!((gap.now + 14.0).abs() < 1e-9);
    assert_eq!(gap.then, Some(-10.0));
    assert_eq!(gap.since, Period::calendar_year(2019));
    assert_eq!(gap.closing, Closing::Widening);
    assert_eq!(gap.label, "both rose");
    assert_eq!(gap.certainty, "not known");
}

#[test]
fn a_goal_without_figures_says_so() {
    let question = Question::new(QuestionKind::Goal);
    let answer = of("E06000001", |about, _| {
        let goal = about.catalogue.goal(4).expect("a goal");
        goal::compute(&question, about, &Held::default(), goal, &[])
    });
    assert_eq!(answer.headline, "No figures for Alder for goal 4.");
    assert!(answer.rows.is_empty());
}

#[test]
fn an_organisation_is_compared_with_the_median_of_its_peers() {
    let mut figures = employers("pay-gap", 2023, &[12.0, -20.0, 0.0, 5.0, -1.0, 3.0]);
    figures.extend(employers("absence", 2023, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]));
    let held = Held::of(figures);
    let question = Question::new(QuestionKind::Profile);
    let answer = of("103", |about, indicators| {
        profile::compute(&question, about, &held, indicators)
    });
    assert_eq!(
        answer.headline,
        "Of 2 indicators, Crucible Ltd is better than the median of all employers on 2, similar on none and worse on none."
    );
    let ranks: Vec<(Option<u32>, bool, usize)> = answer
        .rows
        .iter()
        .map(|row| {
            let peers = row.spread.as_ref().map_or(0, |spread| spread.values.len());
            (row.rank, row.tied, peers)
        })
        .collect();
    assert_eq!(ranks, [(Some(3), false, 6), (Some(1), false, 6)]);
    let judged: Vec<Option<Judgement>> = answer.rows.iter().map(|row| row.judgement).collect();
    assert_eq!(
        judged,
        [Some(Judgement::Fifth(4)), Some(Judgement::Fifth(5))]
    );
}

#[test]
fn the_benchmark_is_never_judged_against_itself() {
    let catalogue = catalogue();
    let england = catalogue.subject(&"E92000001".into()).expect("known");
    let about = About {
        catalogue: &catalogue,
        subject: england,
        benchmark: Benchmark::Subject(england.clone()),
        peers: None,
        when: When::Latest,
    };
    let held = Held::of([figure("absence", "E92000001", 2023, 20.0)]);
    let standings = about.standings(&held, &catalogue.in_order());
    let row = standings.first().map(|one| &one.row).expect("a row");
    assert_eq!(row.judgement, Some(Judgement::NotCompared));
    assert_eq!(row.judged_by, "this is the benchmark itself");
}
