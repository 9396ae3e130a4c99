use std::sync::Arc;

use crate::desktop::contents::Contents;
use crate::desktop::effects::Shown;
use crate::desktop::settings::Settings;
use crate::domain::{IndicatorCode, Unit, UnitKind, thousands};
use crate::questions::{
    Answer, Closing, Detail, GapSummary, GoalSummary, IndicatorSummary, Point, Row, Subjects,
};

/// All goals for a subject.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct GoalsPage {
    /// The finding.
    pub headline: String,
    /// What it is about.
    pub subtitle: String,
    /// True while the strip that introduces the sample is shown.
    pub sample_strip: bool,
    /// True where the book holds no figure at all.
    pub empty: bool,
    /// A tile a goal.
    pub tiles: Vec<Tile>,
    /// The subject's name.
    pub subject: String,
    /// The benchmark's name.
    pub benchmark: String,
    /// The biggest gaps in percentage points, widest first.
    pub gaps: Vec<GapLine>,
    /// What must be known.
    pub notes: Vec<String>,
    /// Where the figures come from.
    pub sources: Vec<String>,
}

/// A goal as a tile.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tile {
    /// Its number.
    pub number: u32,
    /// At most three words.
    pub name: String,
    /// In full.
    pub full: String,
    /// Better, similar, worse, not compared.
    pub counts: [usize; 4],
    /// The indicator that is shown.
    pub figure: Option<TileFigure>,
    /// What stands there instead.
    pub words: String,
    /// True where organisations have figures and the subject has none.
    pub show_organisations: bool,
    /// What a screen reader says.
    pub spoken: String,
}

/// The indicator that a tile shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TileFigure {
    /// At most five words.
    pub name: String,
    /// The gap, with its sign.
    pub gap: String,
    /// What became of it.
    pub closing: String,
    /// The subject over time.
    pub series: Vec<Point>,
    /// The benchmark over time.
    pub benchmark: Vec<Point>,
    /// What it stands for.
    pub meant: super::Meant,
}

/// A gap between subject and benchmark on a scale of a hundred.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GapLine {
    /// The goal.
    pub goal: u32,
    /// The indicator.
    pub code: IndicatorCode,
    /// Its name.
    pub name: String,
    /// The subject's value.
    pub value: f64,
    /// The benchmark's.
    pub benchmark: f64,
    /// How far apart.
    pub gap: String,
    /// What became of it.
    pub closing: String,
    /// Since when.
    pub since: String,
    /// What it stands for.
    pub meant: super::Meant,
    /// What a screen reader says.
    pub spoken: String,
}

pub(super) fn build(shown: &Arc<Shown>, contents: &Contents, settings: &Settings) -> GoalsPage {
    let answer = &shown.answer;
    let goals: &[GoalSummary] = match &answer.detail {
        Detail::Overview { goals } => goals,
        _ => &[],
    };
    let (subject, benchmark) = names(answer, contents);
    GoalsPage {
        headline: answer.headline.clone(),
        subtitle: answer.subtitle.clone(),
        sample_strip: contents.summary.sample && !settings.sample_strip_closed,
        empty: contents.summary.figures == 0,
        tiles: goals.iter().map(|goal| tile(goal, answer)).collect(),
        gaps: gaps(goals, answer, &subject, &benchmark),
        subject,
        benchmark,
        notes: answer.notes.clone(),
        sources: answer.sources.clone(),
    }
}

/// Names of the subject and of its benchmark.
pub(super) fn names(answer: &Answer, contents: &Contents) -> (String, String) {
    let subject = match &answer.question.subjects {
        Subjects::Codes(codes) => codes.first().map(|code| contents.subject_name(code)),
        _ => None,
    };
    let benchmark = if answer.benchmark_name.is_empty() {
        "benchmark".to_owned()
    } else {
        answer.benchmark_name.clone()
    };
    (subject.unwrap_or_default(), benchmark)
}

fn tile(goal: &GoalSummary, answer: &Answer) -> Tile {
    let figure = goal
        .shown
        .and_then(|index| goal.summaries.get(index))
        .and_then(|summary| tile_figure(summary, answer));
    let counts = [goal.better, goal.similar, goal.worse, goal.not_compared];
    let (words, show_organisations) = match (&figure, goal.indicators) {
        (Some(_), _) => (String::new(), false),
        (None, 0) => ("No indicators for this goal yet.".to_owned(), false),
        (None, _) if goal.for_organisations > 0 && goal.for_places == 0 => (
            format!(
                "No figures for places. Organisations have {}.",
                goal.for_organisations
            ),
            true,
        ),
        (None, _) if goal.for_places > 0 => (
            format!(
                "No figures for this subject. Places have {}.",
                goal.for_places
            ),
            false,
        ),
        (None, _) => ("No figures for this subject.".to_owned(), false),
    };
    let spoken = match &figure {
        Some(figure) => format!(
            "Goal {}, {}. {} better, {} similar, {} worse, {} not compared. {}: {}, {}",
            goal.number,
            goal.name,
            goal.better,
            goal.similar,
            goal.worse,
            goal.not_compared,
            figure.name,
            figure.gap,
            figure.closing
        ),
        None => format!("Goal {}, {}. {words}", goal.number, goal.name),
    };
    Tile {
        number: goal.number,
        name: goal.short_name.clone(),
        full: goal.name.clone(),
        counts,
        figure,
        words,
        show_organisations,
        spoken,
    }
}

fn tile_figure(summary: &IndicatorSummary, answer: &Answer) -> Option<TileFigure> {
    let row = answer.rows.get(summary.row)?;
    let (gap, closing) = match &summary.gap {
        Some(gap) if gap.closing == Closing::CannotSay => {
            (signed_gap(row, gap.now), periods_held(summary))
        }
        Some(gap) => (signed_gap(row, gap.now), closing_words(gap)),
        None => (row.shown(), periods_held(summary)),
    };
    Some(TileFigure {
        name: row.indicator_short.clone(),
        gap,
        closing,
        series: summary.series.clone(),
        benchmark: summary.benchmark.clone(),
        meant: super::Meant::of(row),
    })
}

fn periods_held(summary: &IndicatorSummary) -> String {
    match summary.series.as_slice() {
        [only] => only.period.label(),
        [first, .., last] => format!("{} to {}", first.period, last.period),
        [] => String::new(),
    }
}

/// A gap with its sign, in the unit of a tight cell: `−6.3 pp`.
pub(super) fn signed_gap(row: &Row, gap: f64) -> String {
    let bare = thousands(gap.abs(), row.decimals);
    let zero = bare.chars().all(|c| matches!(c, '0' | '.' | ','));
    let sign = match (zero, gap < 0.0) {
        (true, _) => "",
        (false, true) => "−",
        (false, false) => "+",
    };
    format!("{sign}{}", tight(&row.unit, &bare))
}

/// A difference without sign, in the unit of a tight cell.
pub(super) fn tight(unit: &Unit, bare: &str) -> String {
    match unit.kind {
        UnitKind::PerCent | UnitKind::PercentagePoints => format!("{bare} pp"),
        UnitKind::Money => unit.with_value(bare),
        UnitKind::Time => format!("{bare} {}", unit.text),
        // `kWh` of `kWh per meter`; longer words have no room.
        UnitKind::Rate => match unit.text.split_once(" per ") {
            Some((short, _)) if short.len() <= 5 => format!("{bare} {short}"),
            _ => bare.to_owned(),
        },
        _ => bare.to_owned(),
    }
}

/// What became of a gap, as a tight cell says it.
pub(super) fn closing_words(gap: &GapSummary) -> String {
    match (gap.closing, gap.reason.is_empty()) {
        (Closing::CannotSay, false) => gap.reason.clone(),
        (closing, _) => closing.label().to_owned(),
    }
}

fn gaps(goals: &[GoalSummary], answer: &Answer, subject: &str, benchmark: &str) -> Vec<GapLine> {
    let mut seen = Vec::new();
    let mut lines: Vec<(f64, GapLine)> = Vec::new();
    for goal in goals {
        for summary in &goal.summaries {
            let Some(row) = answer.rows.get(summary.row) else {
                continue;
            };
            let (Some(gap), Some(value), Some(against)) =
                (&summary.gap, row.reading.value(), row.benchmark)
            else {
                continue;
            };
            let behind = row.polarity.benefit(value) < row.polarity.benefit(against);
            if row.unit.kind != UnitKind::PerCent || !behind || seen.contains(&row.indicator_code) {
                continue;
            }
            seen.push(row.indicator_code.clone());
            let shown = tight(&row.unit, &thousands(gap.now.abs(), row.decimals));
            let since = gap
                .since
                .map_or_else(String::new, |since| format!("since {since}"));
            let closing = gap.closing.label().to_owned();
            lines.push((
                gap.now.abs(),
                GapLine {
                    goal: goal.number,
                    code: row.indicator_code.clone(),
                    name: row.indicator_short.clone(),
                    value,
                    benchmark: against,
                    spoken: format!(
                        "Goal {}, {}: {subject} {}, {benchmark} {}, {shown} apart, {closing} {since}",
                        goal.number,
                        row.indicator,
                        row.shown_with_unit(),
                        row.unit.with_value(&thousands(against, row.decimals)),
                    ),
                    gap: shown,
                    closing,
                    since,
                    meant: super::Meant::of(row),
                },
            ));
        }
    }
    lines.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
    lines.into_iter().take(5).map(|(_, line)| line).collect()
}
