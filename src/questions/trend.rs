//! One indicator over time: a subject in focus, named others, a benchmark and the pale lines behind. Chooses who; the lines and the
//! words are beside it.

mod lines;
mod words;

use std::collections::HashMap;

use lines::compute;

use super::answer::Answer;
use super::ask::{default_subject, few_figures, nothing};
use super::benchmark::Benchmark;
use super::catalogue::Catalogue;
use super::comparison::MOST;
use super::held::{Held, limits};
use super::peers::Peers;
use super::when::{When, span};
use super::{Boundaries, Question, QuestionError, Subjects, boundaries, narrow, wording};
use crate::book::{Reader, Selection};
use crate::domain::{Indicator, IndicatorCode, Subject, SubjectCode, SubjectKind};
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
    /// What is held of the places that went into those named.
    pub(super) before: Vec<String>,
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
    let base = match &question.subjects {
        Subjects::Areas(set) => Some(Peers::Areas(*set, None)),
        Subjects::Organisations(set) => Some(Peers::Organisations(*set)),
        Subjects::Codes(_) | Subjects::Unsaid => None,
    };
    let circle = narrow::circle(question, reader, catalogue, base)?;
    let subjects = match (&question.subjects, &circle) {
        (Subjects::Codes(codes), _) => catalogue.all(codes)?,
        (_, Some(circle)) => {
            let with = members(reader, catalogue, indicator, |one| circle.contains(one))?;
            narrow::own_first(question, catalogue, with, MOST)?
        }
        (Subjects::Areas(set), None) => {
            members(reader, catalogue, indicator, |one| one.in_areas(*set))?
        }
        (Subjects::Organisations(set), None) => members(reader, catalogue, indicator, |one| {
            one.in_organisations(*set)
        })?,
        (Subjects::Unsaid, None) => {
            let suits = default_subject(reader, catalogue)?;
            let with = members(reader, catalogue, indicator, |_| true)?;
            let chosen = suits
                .filter(|one| with.iter().any(|has| has.code == one.code))
                .or_else(|| with.iter().find(|one| !one.has_ended()).copied());
            chosen.into_iter().collect()
        }
    };
    if subjects.len() > MOST {
        return Err(QuestionError::TooMany {
            given: subjects.len(),
            most: MOST,
        });
    }
    let Some(focus) = subjects.first().copied() else {
        return Ok(nothing(
            question,
            "There are no figures for this indicator.",
        ));
    };
    let peers = Peers::of(focus, catalogue);
    let benchmark = Benchmark::asked(question, reader, catalogue, focus, peers)?;
    let (crowd, crowd_name) = crowd(catalogue, focus, peers, &subjects);
    let whole = benchmark.is_median()
        && benchmark.few().is_empty()
        && few_figures(reader, std::slice::from_ref(&indicator.code))?;
    let mut wanted: Vec<SubjectCode> = Vec::new();
    if !whole {
        let named = subjects.iter().chain(&crowd);
        wanted.extend(named.map(|one| one.code.clone()));
        wanted.extend(benchmark.few());
    }
    let converted = question.boundaries == Boundaries::Current;
    let held = if whole || converted {
        let all = Selection {
            indicators: vec![indicator.code.clone()],
            subjects: wanted,
            group: Some(question.group.clone()),
            ..Selection::default()
        };
        Held::of(reader.observations(&all)?)
    } else {
        Held::over_time(reader.over_time([&indicator.code], &wanted, &question.group)?)
    };
    let mut before = Vec::new();
    let mut worked_out = Vec::new();
    for subject in &subjects {
        let own = held.all(&indicator.code, &subject.code);
        let group = &question.group;
        let found =
            boundaries::before(reader, catalogue, indicator, subject, group, own, converted)?;
        if let Some(found) = found {
            worked_out.extend(found.figures);
            before.push(found.note);
        }
    }
    let latest = held
        .all(&indicator.code, &focus.code)
        .iter()
        .rfind(|one| when.takes(one.period));
    let mut numbers = HashMap::new();
    let mut of_peers = None;
    // Beside a published interval the figures of the peers say nothing more.
    if let Some(latest) = latest.filter(|one| !whole && peers.is_some() && limits(one).is_none()) {
        if converted {
            of_peers = Some(reader.of_period(&indicator.code, latest.period, &question.group)?);
        } else {
            let all = reader.numbers(&indicator.code, latest.period, &question.group)?;
            numbers.insert((indicator.code.clone(), latest.period), all);
        }
    }
    let held = held
        .and(of_peers.as_ref(), worked_out)
        .with_numbers(numbers, &question.group);
    let asked = Asked {
        catalogue,
        indicator,
        subjects,
        benchmark: if benchmark.is_median() && benchmark.few().is_empty() && !whole {
            Benchmark::Missing
        } else {
            benchmark.suited(indicator, focus)
        },
        crowd,
        crowd_name,
        when,
        before,
    };
    Ok(compute(question, &asked, &held))
}

/// The one indicator that a question needs.
pub(super) fn the_indicator(question: &Question) -> Result<&IndicatorCode, QuestionError> {
    let kind = question.kind.word();
    let missing = || QuestionError::Missing {
        kind,
        key: "an indicator",
        example: format!("{kind}?indicator=employment-rate"),
    };
    question.indicators.first().ok_or_else(missing)
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
    let wanted = match when {
        When::One(text) => text.clone(),
        When::Range(from, to) => {
            let end = |year: &Option<i16>| year.map(|year| year.to_string()).unwrap_or_default();
            format!("{}..{}", end(from), end(to))
        }
        When::Latest => String::new(),
    };
    Err(QuestionError::UnknownPeriod {
        wanted,
        indicator: indicator.name.clone(),
        known: span(&periods),
    })
}

/// The subjects that have figures of an indicator, in the order of their codes.
fn members<'a>(
    reader: &Reader,
    catalogue: &'a Catalogue,
    indicator: &Indicator,
    among: impl Fn(&Subject) -> bool,
) -> Result<Vec<&'a Subject>, QuestionError> {
    let with = reader.subjects_of(&indicator.code)?;
    let known = with.iter().filter_map(|code| catalogue.known(code));
    Ok(known.filter(|one| among(one)).collect())
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
        .candidates(peers)
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
        Peers::Areas(set, _) => set.plural().to_owned(),
        other => other.plural(),
    };
    let name = match parent {
        Some(parent) => format!("other {kind} in {}", wording::the(&parent.name)),
        None => format!("other {kind} nearby"),
    };
    (siblings, name)
}

#[cfg(test)]
mod tests;
