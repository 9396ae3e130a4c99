use serde::Serialize;

use crate::domain::{Marker, Period};

use super::super::{Answer, Detail, GapSummary, GoalSummary, IndicatorSummary, Row};
use super::gaps;
use super::more::More;
use super::planned;

#[derive(Serialize)]
struct Whole<'a> {
    question: String,
    headline: &'a str,
    subtitle: &'a str,
    unit: &'a str,
    rows: Vec<Line<'a>>,
    notes: &'a [String],
    sources: &'a [String],
    left_out: Vec<LeftOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trend: Option<Trend<'a>>,
    #[serde(flatten)]
    more: More<'a>,
    #[serde(flatten)]
    planned: serde_json::Map<String, serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gaps: Option<&'a serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closing: Option<&'a serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inequality: Option<&'a serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    goals: Option<Vec<Goal<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    benchmark_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    peers: Option<&'a str>,
}

#[derive(Serialize)]
struct LeftOut<'a> {
    what: &'a str,
    why: &'a str,
}

#[derive(Serialize)]
struct Trend<'a> {
    label: &'a str,
    verdict: &'a str,
    reason: &'a str,
    slope: Option<f64>,
}

#[derive(Serialize)]
struct Goal<'a> {
    number: u32,
    name: &'a str,
    indicators: usize,
    better: usize,
    similar: usize,
    worse: usize,
    not_compared: usize,
    not_judged: usize,
}

#[derive(Serialize)]
struct Line<'a> {
    subject_code: &'a str,
    subject: &'a str,
    indicator: &'a str,
    indicator_name: &'a str,
    goal: Option<u32>,
    unit: &'a str,
    polarity: String,
    period: Option<String>,
    period_key: Option<String>,
    group: String,
    value: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
    state: &'static str,
    markers: Vec<&'static str>,
    shown: String,
    judgement: Option<&'static str>,
    judged_by: &'a str,
    benchmark: Option<f64>,
    difference: Option<f64>,
    rank: Option<u32>,
    tied: bool,
    role: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gap: Option<Gap<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ratio: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closing: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    note: Option<&'a str>,
    origin: Option<Origin<'a>>,
}

#[derive(Serialize)]
struct Gap<'a> {
    now: f64,
    then: Option<f64>,
    since: Option<String>,
    closing: &'static str,
    label: &'a str,
    certainty: &'a str,
    percent_closed: Option<f64>,
    reason: &'a str,
}

#[derive(Serialize)]
struct Origin<'a> {
    import: u32,
    sheet: &'a str,
    row: u32,
    column: u32,
    cell: String,
}

/// The answer as pretty JSON.
pub(super) fn of(answer: &Answer) -> String {
    let summaries = summaries(answer);
    let line = |(index, row)| {
        let summary = summaries.iter().find(|summary| summary.row == index);
        Line {
            score: match &answer.detail {
                Detail::Spread(shown) => shown.scores.get(index).copied().flatten(),
                _ => None,
            },
            closing: gaps::closing(answer, index),
            ..line(row, summary.and_then(|summary| summary.gap.as_ref()))
        }
    };
    let more = gaps::of(answer);
    let named = |key: &str| {
        let found = more.as_ref().filter(|(name, _)| *name == key);
        found.map(|(_, value)| value)
    };
    let whole = Whole {
        gaps: named("gaps"),
        closing: named("closing"),
        inequality: named("inequality"),
        question: answer.question.address(),
        headline: &answer.headline,
        subtitle: &answer.subtitle,
        unit: &answer.unit,
        rows: answer.rows.iter().enumerate().map(line).collect(),
        notes: &answer.notes,
        sources: &answer.sources,
        left_out: answer
            .left_out
            .iter()
            .map(|one| LeftOut {
                what: &one.what,
                why: &one.why,
            })
            .collect(),
        trend: match &answer.detail {
            Detail::Trend {
                label,
                verdict,
                reason,
                slope,
                ..
            } => Some(Trend {
                label,
                verdict,
                reason,
                slope: *slope,
            }),
            _ => None,
        },
        more: More::of(answer),
        planned: planned::of(answer),
        goals: match &answer.detail {
            Detail::Overview { goals } => Some(goals.iter().map(goal).collect()),
            _ => None,
        },
        benchmark_name: match &answer.detail {
            Detail::Comparison { benchmark_name, .. } => Some(benchmark_name),
            _ => None,
        },
        peers: match &answer.detail {
            Detail::Ranking { peers, .. } | Detail::Profile { peers } => Some(peers),
            Detail::Spread(shown) => Some(&shown.peers),
            Detail::Relationship(pairs) => Some(&pairs.peers),
            Detail::Map(tiles) => Some(&tiles.peers),
            _ => None,
        },
    };
    serde_json::to_string_pretty(&whole).unwrap_or_default()
}

/// What the kind of question adds to its rows.
fn summaries(answer: &Answer) -> Vec<&IndicatorSummary> {
    match &answer.detail {
        Detail::Goal { indicators } => indicators.iter().collect(),
        Detail::Overview { goals } => goals.iter().flat_map(|goal| &goal.summaries).collect(),
        _ => Vec::new(),
    }
}

fn goal(goal: &GoalSummary) -> Goal<'_> {
    Goal {
        number: goal.number,
        name: &goal.name,
        indicators: goal.indicators,
        better: goal.better,
        similar: goal.similar,
        worse: goal.worse,
        not_compared: goal.not_compared,
        not_judged: goal.not_judged,
    }
}

fn line<'a>(row: &'a Row, gap: Option<&'a GapSummary>) -> Line<'a> {
    Line {
        subject_code: &row.subject_code.0,
        subject: &row.subject,
        indicator: &row.indicator_code.0,
        indicator_name: &row.indicator,
        goal: row.goal,
        unit: &row.unit.text,
        polarity: row.polarity.code(),
        period: row.period.map(Period::label),
        period_key: row.period.map(Period::key),
        group: row.group.key(),
        value: row.reading.value(),
        lower: row.lower,
        upper: row.upper,
        state: row.reading.state().code(),
        markers: row.markers.iter().map(Marker::code).collect(),
        shown: row.shown(),
        judgement: row.judgement.map(|one| one.label_for(row.polarity)),
        judged_by: &row.judged_by,
        benchmark: row.benchmark,
        difference: row.difference,
        rank: row.rank,
        tied: row.tied,
        role: super::role(row),
        of: row
            .rank
            .and(row.spread.as_ref())
            .map(|spread| spread.values.len()),
        gap: gap.map(|gap| Gap {
            now: gap.now,
            then: gap.then,
            since: gap.since.map(Period::label),
            closing: gap.closing.label(),
            label: &gap.label,
            certainty: &gap.certainty,
            percent_closed: gap.percent_closed,
            reason: &gap.reason,
        }),
        ratio: row.ratio,
        closing: None,
        score: None,
        note: row.note.as_deref(),
        origin: row.origin.as_ref().map(|origin| Origin {
            import: origin.import,
            sheet: &origin.sheet,
            row: origin.row,
            column: origin.column,
            cell: origin.cell(),
        }),
    }
}
