use super::super::answer::{Answer, LeftOut, Row, RowRole};
use super::super::ask::filled;
use super::super::benchmark::Benchmark;
use super::super::detail::Detail;
use super::super::held::{Held, count_of, limits};
use super::super::peers::Peers;
use super::super::rows::{bare, row, worked_out};
use super::super::{Question, Subjects, notes, wording};
use super::Asked;
use super::words::{headline, subtitle, trend_notes, verdict};
use crate::domain::{Indicator, Observation, Period, Subject, SubjectCode, UnitKind};
use crate::statistics::{Reason, Trend, TrendPoint, recent_trend};

/// The answer from figures.
pub(in crate::questions) fn compute(question: &Question, asked: &Asked<'_>, held: &Held) -> Answer {
    let codes = asked.subjects.iter().map(|one| one.code.clone()).collect();
    let mut answer = Answer::empty(filled(question, Subjects::Codes(codes), &asked.benchmark));
    let Some(focus) = asked.subjects.first().copied() else {
        return answer;
    };
    let series = |code: &SubjectCode| -> Vec<&Observation> {
        held.series(&asked.indicator.code, code)
            .into_iter()
            .filter(|one| asked.when.takes(one.period))
            .collect()
    };
    let own = series(&focus.code);
    let kind = own.last().map(|one| one.period.kind());
    let goal = asked.catalogue.main_goal(&asked.indicator.code);
    let mut rows: Vec<Row> = Vec::new();
    let mut left_out: Vec<LeftOut> = Vec::new();
    let mut add = |subject: &Subject, role: RowRole, rows: &mut Vec<Row>| {
        let line = series(&subject.code);
        let alike = line.last().map(|one| one.period.kind()) == kind || kind.is_none();
        if role != RowRole::Crowd && line.is_empty() {
            left_out.push(notes::left_out(&subject.name, "no figures"));
        } else if role != RowRole::Crowd && !alike {
            left_out.push(notes::left_out(
                &subject.name,
                "its periods are of another kind",
            ));
        }
        if alike {
            let figures = line.iter();
            rows.extend(figures.map(|one| row(asked.indicator, goal, subject, one, role)));
        }
    };
    for (index, subject) in asked.subjects.iter().enumerate() {
        let role = if index == 0 {
            RowRole::Focus
        } else if asked.benchmark.is(&subject.code) {
            RowRole::Benchmark
        } else {
            RowRole::Named
        };
        add(subject, role, &mut rows);
    }
    if let Benchmark::Subject(benchmark) = &asked.benchmark
        && !asked.subjects.iter().any(|one| one.code == benchmark.code)
    {
        add(benchmark, RowRole::Benchmark, &mut rows);
    }
    if asked.benchmark.is_median() {
        let named = Subject {
            name: asked.benchmark.label(),
            ..Subject::place("median", "")
        };
        rows.extend(own.iter().filter_map(|one| {
            let figure =
                asked
                    .benchmark
                    .figure(held, asked.catalogue, asked.indicator, one.period)?;
            let group = &question.group;
            let value = figure.value;
            Some(worked_out(
                asked.indicator,
                goal,
                &named,
                one.period,
                group,
                value,
            ))
        }));
    }
    let with_crowd = rows.len();
    for subject in &asked.crowd {
        add(subject, RowRole::Crowd, &mut rows);
    }
    let has_crowd = rows.len() > with_crowd;
    judge_latest(asked, held, &own, &mut rows);
    if rows.is_empty() {
        rows.push(bare(asked.indicator, goal, focus, RowRole::Focus));
    }
    let trend = test(asked.indicator, &own);
    let periods: Vec<Period> = own.iter().map(|one| one.period).collect();
    answer.headline = headline(asked.indicator, focus, &own, &trend);
    answer.subtitle = subtitle(question, asked, &periods);
    answer.left_out = left_out;
    answer.notes = trend_notes(asked.indicator, &own, &trend);
    answer.notes.extend(asked.before.iter().cloned());
    answer.notes.extend(other_levels(asked, focus));
    let judged = rows.iter().filter(|row| row.judgement.is_some());
    let peers = judged_among(asked, held, focus, own.last().map(|one| one.period));
    answer
        .notes
        .extend(notes::judging(judged, &asked.benchmark.name(), &peers));
    notes::certainty_first(&mut answer.notes, matches!(trend, Err(Reason::NoInterval)));
    if has_crowd {
        let first = rows.first().and_then(|row| row.period);
        let lone = rows.iter().all(|row| row.period == first);
        let kind = if lone { "dots" } else { "lines" };
        answer
            .notes
            .push(format!("Pale {kind}: {}.", asked.crowd_name));
    }
    answer.rows = rows;
    answer.detail = Detail::Trend {
        label: trend
            .as_ref()
            .map_or("cannot say", |trend| trend.label.label())
            .to_owned(),
        verdict: trend
            .as_ref()
            .ok()
            .and_then(|trend| verdict(asked.indicator, trend))
            .unwrap_or_default()
            .to_owned(),
        reason: trend
            .as_ref()
            .err()
            .map(|reason| reason.in_words().to_owned())
            .unwrap_or_default(),
        slope: trend.as_ref().ok().map(|trend| trend.slope),
        crowd: if has_crowd {
            asked.crowd_name.clone()
        } else {
            String::new()
        },
    };
    notes::finish(&mut answer, &[asked.indicator]);
    answer
}

/// Judges the focus's latest figure by the benchmark's interval or by position.
pub(super) fn judge_latest(asked: &Asked<'_>, held: &Held, own: &[&Observation], rows: &mut [Row]) {
    let (Some(latest), Some(focus)) = (own.last(), asked.subjects.first()) else {
        return;
    };
    let peers = Peers::of(focus, asked.catalogue);
    let of = (*focus, peers);
    let (benchmark, period) = (&asked.benchmark, latest.period);
    let field = held.field_beside(asked.catalogue, of, benchmark, asked.indicator, period);
    let figure = asked
        .benchmark
        .figure(held, asked.catalogue, asked.indicator, latest.period);
    if let Some(row) = rows
        .iter_mut()
        .find(|row| row.role == RowRole::Focus && row.period == Some(latest.period))
    {
        field.fill(row, focus, latest, &asked.benchmark, figure);
        row.rank = None;
        row.tied = false;
    }
}

/// The recent trend of a series (METHODS M4b).
pub(super) fn test(indicator: &Indicator, series: &[&Observation]) -> Result<Trend, Reason> {
    let points: Vec<TrendPoint> = series
        .iter()
        .map(|one| TrendPoint {
            period: one.period,
            value: one.value(),
            limits: limits(one),
            count_of: count_of(one),
            markers: one.markers,
        })
        .collect();
    let is_proportion = indicator.unit.kind == UnitKind::PerCent;
    recent_trend(&points, indicator.trend_allowed, is_proportion)
}

/// Names the places of another level: their lines stand beside, and nothing is concluded from them (METHODS M16).
fn other_levels(asked: &Asked<'_>, focus: &Subject) -> Vec<String> {
    let own = Peers::of(focus, asked.catalogue);
    let others: Vec<String> = asked
        .subjects
        .iter()
        .filter(|one| {
            !own.is_some_and(|peers| peers.contains(one)) && !asked.benchmark.is(&one.code)
        })
        .filter(|one| one.code != focus.code)
        .map(|one| format!("{} ({})", one.name, one.kind_in_words()))
        .collect();
    if others.is_empty() {
        return Vec::new();
    }
    let is = if others.len() == 1 { "is" } else { "are" };
    vec![format!(
        "{} {is} of another level than {}: lines to look at, not to compare.",
        wording::listed(&others),
        wording::the(&focus.name)
    )]
}

/// The peers in words among whom the latest figure was judged.
fn judged_among(asked: &Asked<'_>, held: &Held, focus: &Subject, period: Option<Period>) -> String {
    if let Some(circle) = asked.benchmark.circle()
        && focus.level().is_none()
    {
        return circle.words.clone();
    }
    let peers = Peers::of(focus, asked.catalogue).zip(period);
    let published = peers.map(|(peers, period)| {
        held.published_for(asked.catalogue, peers, &asked.indicator.code, period)
    });
    published.map(Peers::plural).unwrap_or_default()
}
