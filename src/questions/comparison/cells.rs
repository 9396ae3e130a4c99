use super::super::answer::{Answer, Judgement, Row, RowRole};
use super::super::ask::filled;
use super::super::benchmark::Benchmark;
use super::super::detail::Detail;
use super::super::held::{Held, order};
use super::super::peers::Peers;
use super::super::rows::{bare, row, worked_out};
use super::super::when::span;
use super::super::{Question, Subjects, notes, wording};
use super::Asked;
use super::words::headline;
use crate::domain::{Indicator, Period, Polarity, Subject};
use crate::statistics::Reason;

/// The answer from figures.
pub(in crate::questions) fn compute(question: &Question, asked: &Asked<'_>, held: &Held) -> Answer {
    let codes = asked.subjects.iter().map(|one| one.code.clone()).collect();
    let mut answer = Answer::empty(filled(question, Subjects::Codes(codes), &asked.benchmark));
    let peers_words = asked.peers.map(Peers::plural).unwrap_or_default();
    let mut shown: Vec<&Indicator> = Vec::new();
    let mut periods: Vec<Period> = Vec::new();
    for indicator in &asked.indicators {
        let Some(period) = asked.period(held, indicator) else {
            continue;
        };
        shown.push(indicator);
        if !periods.contains(&period) {
            periods.push(period);
        }
        answer
            .rows
            .extend(indicator_rows(question, asked, held, indicator, period));
    }
    periods.sort_by_key(|period| order(*period));
    answer.left_out.clone_from(&asked.left_out);
    let missing = asked.indicators.len() - shown.len();
    if missing > 0 {
        answer.left_out.push(notes::left_out(
            wording::so_many(missing, "indicator", "indicators"),
            "none of those compared has a figure",
        ));
    }
    answer.headline = headline(asked, &answer.rows, &shown, &peers_words);
    let names: Vec<String> = asked.subjects.iter().map(|one| one.name.clone()).collect();
    let who = if names.len() > 4 {
        format!("{} {}", names.len(), asked.set_in_words())
    } else {
        wording::listed(&names)
    };
    let what = match (shown.as_slice(), question.goal) {
        ([only], _) => wording::measure(only),
        (_, Some(goal)) => asked
            .catalogue
            .goal(goal)
            .map(|goal| format!("Goal {}, {}", goal.number, goal.name))
            .unwrap_or_default(),
        _ => wording::so_many(shown.len(), "indicator", "indicators"),
    };
    let beside = asked.benchmark.label();
    let who = if beside.is_empty() {
        who
    } else {
        format!("{who} beside {}", asked.benchmark.name())
    };
    answer.subtitle =
        wording::subtitle(&[what, wording::group(&question.group), who, span(&periods)]);
    answer.notes = notes::judging(&answer.rows, &asked.benchmark.name(), &peers_words);
    if answer.rows.iter().any(|row| row.polarity == Polarity::None) {
        answer.notes.push(
            "Where neither higher nor lower counts as better, figures are placed without judgement."
                .to_owned(),
        );
    }
    answer.detail = Detail::Comparison {
        benchmark_name: beside,
        goals: asked
            .catalogue
            .goals
            .iter()
            .filter(|goal| answer.rows.iter().any(|row| row.goal == Some(goal.number)))
            .map(|goal| (goal.number, goal.name.clone()))
            .collect(),
    };
    notes::finish(&mut answer, &shown);
    answer
}

/// One indicator's rows: the subjects in the order asked, then the benchmark.
pub(super) fn indicator_rows(
    question: &Question,
    asked: &Asked<'_>,
    held: &Held,
    indicator: &Indicator,
    period: Period,
) -> Vec<Row> {
    let goal = match question.goal {
        Some(goal) if asked.catalogue.serves(&indicator.code, goal) => Some(goal),
        _ => asked.catalogue.main_goal(&indicator.code),
    };
    let Some(first) = asked.subjects.first() else {
        return Vec::new();
    };
    let benchmark = asked.benchmark.suited(indicator, first);
    let of = (*first, asked.peers);
    let field = held.field_beside(asked.catalogue, of, &benchmark, indicator, period);
    let figure = benchmark.figure(held, asked.catalogue, indicator, period);
    let spread = field.spread();
    let mut rows = Vec::new();
    for (index, subject) in asked.subjects.iter().enumerate() {
        let role = if index == 0 {
            RowRole::Focus
        } else {
            RowRole::Named
        };
        match held.at(&indicator.code, &subject.code, period) {
            Some(one) => {
                let mut row = row(indicator, goal, subject, one, role);
                field.fill(&mut row, subject, one, &benchmark, figure);
                if benchmark != asked.benchmark {
                    row.judged_by = Reason::NotComparable.in_words().into();
                }
                row.spread.clone_from(&spread);
                rows.push(row);
            }
            None => rows.push(Row {
                judgement: Some(Judgement::NotCompared),
                judged_by: "no figure is held".into(),
                ..bare(indicator, goal, subject, role)
            }),
        }
    }
    match &asked.benchmark {
        Benchmark::Subject(subject)
            if !asked.subjects.iter().any(|one| one.code == subject.code) =>
        {
            let one = held.at(&indicator.code, &subject.code, period);
            rows.push(match one {
                Some(one) => row(indicator, goal, subject, one, RowRole::Benchmark),
                None => bare(indicator, goal, subject, RowRole::Benchmark),
            });
        }
        Benchmark::Median(_) | Benchmark::MedianOf(_) => {
            let named = Subject {
                name: asked.benchmark.label(),
                ..Subject::place("median", "")
            };
            if let Some(figure) = figure {
                let group = &question.group;
                rows.push(worked_out(
                    indicator,
                    goal,
                    &named,
                    period,
                    group,
                    figure.value,
                ));
            }
        }
        Benchmark::Subject(_) | Benchmark::Missing => {}
    }
    rows
}
