use std::sync::Arc;

use super::goals::{closing_words, names, tight};
use super::plans::{OutcomeRow, PlanRow};
use crate::desktop::contents::Contents;
use crate::desktop::effects::Shown;
use crate::domain::{IndicatorCode, thousands};
use crate::figures;
use crate::questions::{Detail, Planned, Point, Row};

/// One goal for a subject.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct GoalPage {
    /// Its number.
    pub number: u32,
    /// Its full wording.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// The finding.
    pub headline: String,
    /// What it is about.
    pub subtitle: String,
    /// The subject's name.
    pub subject: String,
    /// The benchmark's name.
    pub benchmark: String,
    /// Its indicators.
    pub lines: Vec<GoalLine>,
    /// Indicators of the goal without figures for the subject, by code and name.
    pub others: Vec<(IndicatorCode, String)>,
    /// Outcomes that communities have defined for it.
    pub outcomes: Vec<OutcomeRow>,
    /// What organisations say they will do for it.
    pub plans: Vec<PlanRow>,
    /// What must be known.
    pub notes: Vec<String>,
    /// Where the figures come from.
    pub sources: Vec<String>,
}

/// An indicator as a row of a goal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GoalLine {
    /// The indicator.
    pub code: IndicatorCode,
    /// Its name.
    pub name: String,
    /// Unit and period.
    pub unit: String,
    /// What counts as better.
    pub polarity: String,
    /// The subject over time.
    pub series: Vec<Point>,
    /// The benchmark over time.
    pub benchmark_series: Vec<Point>,
    /// The row itself.
    pub row: Row,
    /// The subject's figure.
    pub value: String,
    /// The benchmark's figure.
    pub benchmark: String,
    /// By which method.
    pub judged_by: String,
    /// How far apart.
    pub gap: String,
    /// What became of it.
    pub closing: String,
    /// From where it came.
    pub since: String,
    /// Its peers, worked out once for all frames.
    pub field: Option<figures::Field>,
    /// What it stands for.
    pub meant: super::Meant,
    /// What a screen reader says.
    pub spoken: String,
}

pub(super) fn build(
    shown: &Arc<Shown>,
    contents: &Contents,
    planned: Option<&Planned>,
) -> GoalPage {
    let answer = &shown.answer;
    let number = answer.question.goal.unwrap_or(0);
    let goal = contents.goal(number);
    let (subject, benchmark) = names(answer, contents);
    let lines: Vec<GoalLine> = match &answer.detail {
        Detail::Goal { indicators } => indicators
            .iter()
            .filter_map(|summary| {
                let row = answer.rows.get(summary.row)?;
                Some(line(row, summary))
            })
            .collect(),
        _ => Vec::new(),
    };
    let others = contents
        .indicators_of(number)
        .into_iter()
        .filter(|code| lines.iter().all(|line| line.code != *code))
        .map(|code| {
            let name = contents
                .indicator(&code)
                .map_or_else(|| code.0.clone(), |indicator| indicator.name.clone());
            (code, name)
        })
        .collect();
    GoalPage {
        number,
        name: goal.map_or_else(String::new, |goal| goal.name.clone()),
        about: goal.map_or_else(String::new, |goal| goal.about.clone()),
        headline: answer.headline.clone(),
        subtitle: answer.subtitle.clone(),
        subject,
        benchmark,
        outcomes: planned.map_or_else(Vec::new, |held| {
            let of_it = held.outcomes.iter();
            of_it
                .filter(|one| one.outcome.goal == Some(number))
                .map(OutcomeRow::of)
                .collect()
        }),
        plans: planned.map_or_else(Vec::new, |held| {
            let of_it = held.plans.iter();
            of_it
                .filter(|one| one.plan.goals.contains(&number))
                .map(PlanRow::of)
                .collect()
        }),
        lines,
        others,
        notes: answer.notes.clone(),
        sources: answer.sources.clone(),
    }
}

fn line(row: &Row, summary: &crate::questions::IndicatorSummary) -> GoalLine {
    let against = row.benchmark.map_or_else(String::new, |value| {
        row.unit.with_value(&thousands(value, row.decimals))
    });
    let (gap, closing, since) = match &summary.gap {
        Some(gap) => {
            let size = |value: f64| tight(&row.unit, &thousands(value.abs(), row.decimals));
            let since = match (gap.then, gap.since) {
                (Some(then), Some(since)) => format!("{} in {since}", size(then)),
                _ => String::new(),
            };
            (size(gap.now), closing_words(gap), since)
        }
        None => (String::new(), String::new(), String::new()),
    };
    let value = match row.reading.value() {
        Some(_) => row.shown_with_unit(),
        None => row.shown(),
    };
    let period = row
        .period
        .map_or_else(String::new, crate::domain::Period::label);
    let judged = figures::standing_in_words(row);
    GoalLine {
        code: row.indicator_code.clone(),
        name: row.indicator.clone(),
        unit: [row.unit.text.as_str(), period.as_str()]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(", "),
        polarity: row.polarity.in_words(),
        series: summary.series.clone(),
        benchmark_series: summary.benchmark.clone(),
        spoken: format!(
            "{}, {period}: {}, benchmark {against}, {judged}, gap {gap}, {closing}",
            row.indicator,
            row.shown_with_unit()
        ),
        field: figures::Field::of(row),
        row: row.clone(),
        value,
        benchmark: against,
        judged_by: row.judged_by.to_string(),
        gap,
        closing,
        since,
        meant: super::Meant::of(row),
    }
}
