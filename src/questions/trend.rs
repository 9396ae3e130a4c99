use super::answer::{Answer, LeftOut, Row, RowRole};
use super::ask::{default_subject, few_figures, filled, nothing};
use super::benchmark::Benchmark;
use super::catalogue::Catalogue;
use super::detail::Detail;
use super::held::{Held, count_of, limits};
use super::peers::Peers;
use super::rows::{bare, row, worked_out};
use super::when::{When, span};
use super::{Question, QuestionError, Subjects, notes, wording};
use crate::book::{Reader, Selection};
use crate::domain::{
    Indicator, IndicatorCode, Marker, Markers, Observation, Period, Polarity, Subject, SubjectCode,
    SubjectKind, UnitKind,
};
use crate::message::nearest;
use crate::statistics::{Reason, Trend, TrendLabel, TrendPoint, recent_trend};

/// What a trend is about.
pub(super) struct Asked<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) indicator: &'a Indicator,
    /// The first is in focus.
    pub(super) subjects: Vec<&'a Subject>,
    pub(super) benchmark: Benchmark,
    pub(super) crowd: Vec<&'a Subject>,
    /// The crowd in words.
    pub(super) crowd_name: String,
    pub(super) when: When,
}

/// One indicator over time.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    let indicator = catalogue.indicator(the_indicator(question)?)?;
    let when = When::of(question.period.as_deref());
    check_period(reader, indicator, &when)?;
    let subjects = match &question.subjects {
        Subjects::Codes(codes) => catalogue.all(codes)?,
        Subjects::Areas(set) => members(reader, catalogue, indicator, |one| one.in_areas(*set))?,
        Subjects::Organisations(set) => members(reader, catalogue, indicator, |one| {
            one.in_organisations(*set)
        })?,
        Subjects::Unsaid => {
            let suits = default_subject(reader, catalogue)?;
            let with = members(reader, catalogue, indicator, |_| true)?;
            let chosen = suits
                .filter(|one| with.iter().any(|has| has.code == one.code))
                .or_else(|| with.iter().find(|one| !one.has_ended()).copied());
            chosen.into_iter().collect()
        }
    };
    let Some(focus) = subjects.first().copied() else {
        return Ok(nothing(
            question,
            "There are no figures for this indicator.",
        ));
    };
    let peers = Peers::of(focus, catalogue);
    let benchmark = Benchmark::of(question.benchmark.as_ref(), focus, peers, catalogue)?;
    let (crowd, crowd_name) = crowd(catalogue, focus, peers, &subjects);
    let whole = matches!(benchmark, Benchmark::Median(_))
        && few_figures(reader, std::slice::from_ref(&indicator.code))?;
    let mut wanted: Vec<SubjectCode> = Vec::new();
    if !whole {
        let named = subjects.iter().chain(&crowd);
        wanted.extend(named.map(|one| one.code.clone()));
        wanted.extend(benchmark.code());
    }
    let held = Held::of(reader.observations(&Selection {
        indicators: vec![indicator.code.clone()],
        subjects: wanted,
        group: Some(question.group.clone()),
        ..Selection::default()
    })?);
    let asked = Asked {
        catalogue,
        indicator,
        subjects,
        benchmark: if matches!(benchmark, Benchmark::Median(_)) && !whole {
            Benchmark::Missing
        } else {
            benchmark.suited(indicator, focus)
        },
        crowd,
        crowd_name,
        when,
    };
    Ok(compute(question, &asked, &held))
}

/// The one indicator that a question needs.
pub(super) fn the_indicator(question: &Question) -> Result<&IndicatorCode, QuestionError> {
    question.indicators.first().ok_or(QuestionError::Missing {
        kind: question.kind.word(),
        key: "an indicator",
        example: if question.kind == super::QuestionKind::Ranking {
            "ranking?indicator=employment-rate&areas=region"
        } else {
            "trend?indicator=employment-rate"
        },
    })
}

/// Refuses a period for which the indicator has no figures.
pub(super) fn check_period(
    reader: &Reader,
    indicator: &Indicator,
    when: &When,
) -> Result<(), QuestionError> {
    if *when == When::Latest {
        return Ok(());
    }
    let periods = reader.periods(Some(&indicator.code))?;
    if periods.iter().any(|period| when.takes(*period)) {
        return Ok(());
    }
    let labels: Vec<String> = periods.iter().map(|period| period.label()).collect();
    let wanted = match when {
        When::One(text) => text.clone(),
        When::Range(from, to) => {
            let end = |year: &Option<i16>| year.map(|year| year.to_string()).unwrap_or_default();
            format!("{}..{}", end(from), end(to))
        }
        When::Latest => String::new(),
    };
    let near = nearest(&wanted, labels.iter().map(String::as_str));
    Err(QuestionError::UnknownPeriod {
        wanted,
        indicator: indicator.name.clone(),
        known: if near.is_empty() {
            span(&periods)
        } else {
            near
        },
    })
}

/// Ten subjects at most that have figures of an indicator.
fn members<'a>(
    reader: &Reader,
    catalogue: &'a Catalogue,
    indicator: &Indicator,
    among: impl Fn(&Subject) -> bool,
) -> Result<Vec<&'a Subject>, QuestionError> {
    let figures = reader.observations(&Selection {
        indicators: vec![indicator.code.clone()],
        ..Selection::default()
    })?;
    let mut found: Vec<&Subject> = Vec::new();
    for figure in &figures {
        if found.last().is_some_and(|last| last.code == figure.subject) {
            continue;
        }
        if let Some(subject) = catalogue.known(&figure.subject)
            && among(subject)
            && !found.iter().any(|one| one.code == subject.code)
        {
            found.push(subject);
        }
    }
    Ok(found)
}

/// The pale lines behind a place: others of its level with the same parent, else all of its level.
fn crowd<'a>(
    catalogue: &'a Catalogue,
    focus: &Subject,
    peers: Option<Peers>,
    named: &[&Subject],
) -> (Vec<&'a Subject>, String) {
    let (Some(peers), SubjectKind::Place(_)) = (peers, focus.kind) else {
        return (Vec::new(), String::new());
    };
    let alike: Vec<&Subject> = catalogue
        .subjects
        .iter()
        .filter(|one| {
            peers.contains(one)
                && !one.has_ended()
                && !named.iter().any(|named| named.code == one.code)
        })
        .collect();
    let siblings: Vec<&Subject> = alike
        .iter()
        .filter(|one| focus.parent.is_some() && one.parent == focus.parent)
        .copied()
        .collect();
    let words = peers.plural();
    if siblings.len() < 2 || siblings.len() == alike.len() {
        return (alike, format!("other {words}"));
    }
    let parent = focus.parent.as_ref().and_then(|code| catalogue.known(code));
    let kind = match peers {
        Peers::Areas(set, _) => set.plural(),
        Peers::Organisations(set) => set.plural(),
    };
    let name = match parent {
        Some(parent) => format!("other {kind} in {}", wording::the(&parent.name)),
        None => format!("other {kind} nearby"),
    };
    (siblings, name)
}

/// The answer from figures.
pub(super) fn compute(question: &Question, asked: &Asked<'_>, held: &Held) -> Answer {
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
    if let Benchmark::Median(_) = &asked.benchmark {
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
    let judged: Vec<Row> = rows
        .iter()
        .filter(|row| row.judgement.is_some())
        .cloned()
        .collect();
    let peers = Peers::of(focus, asked.catalogue)
        .map(Peers::plural)
        .unwrap_or_default();
    answer
        .notes
        .extend(notes::judging(&judged, &asked.benchmark.name(), &peers));
    if has_crowd {
        answer
            .notes
            .push(format!("Pale lines: {}.", asked.crowd_name));
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
fn judge_latest(asked: &Asked<'_>, held: &Held, own: &[&Observation], rows: &mut [Row]) {
    let (Some(latest), Some(focus)) = (own.last(), asked.subjects.first()) else {
        return;
    };
    let peers = Peers::of(focus, asked.catalogue);
    let numbers = peers
        .map(|peers| held.numbers(asked.catalogue, peers, &asked.indicator.code, latest.period))
        .unwrap_or_default();
    let words = peers.map(Peers::plural).unwrap_or_default();
    let field = super::judging::Field::new(numbers, asked.indicator.polarity, words);
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
fn test(indicator: &Indicator, series: &[&Observation]) -> Result<Trend, Reason> {
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

/// `getting better` or `getting worse`.
fn verdict(indicator: &Indicator, trend: &Trend) -> Option<&'static str> {
    let rising = match trend.label {
        TrendLabel::Increasing => true,
        TrendLabel::Decreasing => false,
        TrendLabel::NoSignificantChange => return None,
    };
    let better = match indicator.polarity {
        Polarity::Higher => rising,
        Polarity::Lower => !rising,
        Polarity::CloserTo(target) => {
            let last = trend.ends.1.value?;
            if last < target { rising } else { !rising }
        }
        Polarity::None => return None,
    };
    Some(if better {
        "getting better"
    } else {
        "getting worse"
    })
}

/// M19, trend.
pub(super) fn headline(
    indicator: &Indicator,
    subject: &Subject,
    series: &[&Observation],
    trend: &Result<Trend, Reason>,
) -> String {
    let name = wording::brief(indicator);
    let within = wording::within(subject);
    let Some(latest) = series.last() else {
        return wording::headline(&[
            format!("No figures for {} {within}.", wording::inside(&name)),
            format!("No figures {within}."),
        ]);
    };
    let period = latest.period.label();
    let Some(value) = latest.value() else {
        let state = latest.state().in_words();
        return wording::headline(&[
            format!("{name} {within} for {period} is withheld: {state}."),
            format!("{name} {within} is withheld: {state}."),
        ]);
    };
    let value = wording::figure(indicator, value, latest.markers);
    let was = format!("{name} {within} was {value} in {period}");
    match trend {
        Err(reason) => wording::headline(&[
            format!("{was}. No trend can be given: {}.", reason.in_words()),
            format!("{was}. No trend can be given."),
            format!("{name} {within} was {value}."),
        ]),
        Ok(trend) if trend.label == TrendLabel::NoSignificantChange => wording::headline(&[
            format!("{was}; the last five years show no clear trend."),
            format!("{name} {within} was {value}; the last five years show no clear trend."),
            format!("{name} {within} was {value}; no clear trend."),
        ]),
        Ok(trend) => {
            let (from, to) = trend.ends;
            let first = wording::figure(indicator, from.value.unwrap_or_default(), Markers::none());
            let moved = if trend.ends.0.value < trend.ends.1.value {
                "rose"
            } else {
                "fell"
            };
            let recent = match verdict(indicator, trend) {
                Some(verdict) => format!("the recent trend is {}, {verdict}", trend.label.label()),
                None => format!("the recent trend is {}", trend.label.label()),
            };
            wording::headline(&[
                format!(
                    "{name} {within} {moved} from {first} in {} to {value} in {}; {recent}.",
                    from.period.label(),
                    to.period.label()
                ),
                format!("{name} {within} {moved} from {first} to {value}; {recent}."),
                format!("{name} {within} {moved} from {first} to {value}."),
            ])
        }
    }
}

fn subtitle(question: &Question, asked: &Asked<'_>, periods: &[Period]) -> String {
    let mut names: Vec<String> = asked
        .subjects
        .iter()
        .take(4)
        .map(|one| one.name.clone())
        .collect();
    if asked.subjects.len() > names.len() {
        names.push(format!("{} more", asked.subjects.len() - names.len()));
    }
    let benchmark = asked.benchmark.label();
    if !benchmark.is_empty() && !names.contains(&benchmark) {
        names.push(benchmark);
    }
    wording::subtitle(&[
        wording::measure(asked.indicator),
        wording::group(&question.group),
        wording::listed(&names),
        span(periods),
    ])
}

/// What must be known to read the trend, certainty first.
fn trend_notes(
    indicator: &Indicator,
    series: &[&Observation],
    trend: &Result<Trend, Reason>,
) -> Vec<String> {
    let mut notes = Vec::new();
    if matches!(trend, Err(Reason::NoInterval)) {
        notes.push("No interval is published, so chance cannot be ruled out.".to_owned());
    }
    if let Ok(trend) = trend {
        let slope = indicator.show_difference(trend.slope);
        let way = if trend.slope < 0.0 { "down" } else { "up" };
        notes.push(format!(
            "Over the last five periods the fitted line goes {way} {slope} a year."
        ));
        let qualified = |marker: Marker| {
            series
                .iter()
                .rev()
                .take(5)
                .any(|one| one.markers.has(marker))
        };
        if qualified(Marker::Provisional) || qualified(Marker::Revised) {
            notes.push("Provisional and revised figures take part in the trend.".to_owned());
        }
    }
    if let Some(last) = series.last()
        && series.iter().any(|one| limits(one).is_some())
        && limits(last).is_some()
    {
        notes.push("Ranges are 95% confidence intervals.".to_owned());
    }
    let holes = holes(series);
    if !holes.is_empty() {
        notes.push(format!(
            "No figure is held for {}: the line is left open.",
            wording::listed(&holes)
        ));
    }
    notes
}

/// The years that are missing between the first and the last of a yearly series, at most four named.
fn holes(series: &[&Observation]) -> Vec<String> {
    let mut out = Vec::new();
    for (one, next) in series.iter().zip(series.iter().skip(1)) {
        let years = (next.period.middle() - one.period.middle()).round() as i16;
        let yearly = one.period.length() == next.period.length()
            && one.period.start().month() == next.period.start().month();
        if !yearly {
            continue;
        }
        for step in 1..years {
            let start = one.period.start();
            let missing = jiff::civil::Date::new(start.year() + step, start.month(), start.day());
            if let Ok(start) = missing {
                out.push(Period::new(start, one.period.length()).label());
            }
        }
    }
    if out.len() > 4 {
        let more = out.len() - 3;
        out.truncate(3);
        out.push(format!("{more} more"));
    }
    out
}
