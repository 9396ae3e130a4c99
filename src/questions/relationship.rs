//! Two indicators of the same subjects in the same period: how closely they go together. An association is never a cause.

mod pairs;
mod words;

use std::sync::Arc;

use super::answer::Answer;
use super::ask::nothing;
use super::catalogue::{Catalogue, check_group};
use super::circle::Circle;
use super::held::{Held, order};
use super::peers::Peers;
use super::trend::check_period;
use super::when::When;
use super::{Question, QuestionError, Subjects, narrow, wording};
use crate::book::Reader;
use crate::domain::{Indicator, Period, Subject};
use crate::statistics::Reason;
use pairs::compute;

/// What a relationship is about.
pub(super) struct Asked<'a> {
    pub(super) catalogue: &'a Catalogue,
    /// The indicator across and the one upwards.
    pub(super) indicators: [&'a Indicator; 2],
    pub(super) peers: Peers,
    pub(super) circle: Option<Arc<Circle>>,
    pub(super) named: Option<Vec<&'a Subject>>,
    pub(super) period: Period,
    pub(super) focus: Vec<&'a Subject>,
    /// A later period that has too few pairs.
    pub(super) passed_over: Option<(Period, usize)>,
}

impl Asked<'_> {
    /// Whether a subject is asked about.
    pub(super) fn takes(&self, subject: &Subject) -> bool {
        self.peers.contains(subject)
            && self
                .circle
                .as_ref()
                .is_none_or(|circle| circle.contains(subject))
            && self
                .named
                .as_ref()
                .is_none_or(|named| named.iter().any(|one| one.code == subject.code))
    }

    /// Those asked about, in words.
    pub(super) fn plural(&self) -> String {
        match &self.circle {
            Some(circle) => circle.words.clone(),
            None => self.peers.plural(),
        }
    }
}

/// Two indicators of the same subjects.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    let [first, second] = question.indicators.as_slice() else {
        return Err(two());
    };
    let indicators = [catalogue.indicator(first)?, catalogue.indicator(second)?];
    let [across, upwards] = indicators;
    if across.code == upwards.code {
        return Err(two());
    }
    let when = When::of(question.period.as_deref());
    for indicator in indicators {
        check_group(reader, Some(&indicator.code), &question.group)?;
        check_period(reader, indicator, &when)?;
    }
    let of_second = reader.periods(Some(&upwards.code))?;
    let of_first = reader.periods(Some(&across.code))?;
    let mut periods: Vec<Period> = of_first
        .iter()
        .filter(|period| of_second.contains(period) && when.takes(**period))
        .copied()
        .collect();
    periods.sort_by_key(|period| order(*period));
    let focus = catalogue.all(&question.focus)?;
    let named = match &question.subjects {
        Subjects::Codes(codes) => Some(catalogue.all(codes)?),
        _ => None,
    };
    if let Some(subjects) = &named
        && let Some(refusal) = super::ranking::unlike(question, across, subjects)
    {
        return Ok(refusal);
    }
    let mut chosen: Option<(Asked<'_>, Held, usize)> = None;
    for period in periods.into_iter().rev() {
        let of = |one: &Indicator| reader.of_period(&one.code, period, &question.group);
        let held = Held::of_period([of(across)?, of(upwards)?]);
        let base = match (&question.subjects, &named) {
            (Subjects::Areas(set), _) => Some(Peers::Areas(*set, None)),
            (Subjects::Organisations(set), _) => Some(Peers::Organisations(*set)),
            (_, Some(named)) => named.first().and_then(|one| super::ranking::set_of(one)),
            _ => focus
                .first()
                .and_then(|one| super::ranking::set_of(one))
                .or_else(|| fullest(&held, catalogue, indicators, period)),
        };
        let circle = narrow::circle(question, reader, catalogue, base)?;
        let Some(peers) = circle.as_ref().map(|circle| circle.base).or(base) else {
            continue;
        };
        let asked = Asked {
            catalogue,
            indicators,
            peers,
            circle,
            named: named.clone(),
            period,
            focus: focus.clone(),
            passed_over: None,
        };
        let count = pairs::of(&asked, &held).len();
        match &mut chosen {
            None if count > 0 => chosen = Some((asked, held, count)),
            None => {}
            Some((latest, _, few)) => {
                if *few * 2 < count && latest.period.kind() == period.kind() {
                    let passed_over = Some((latest.period, *few));
                    let asked = Asked {
                        passed_over,
                        ..asked
                    };
                    chosen = Some((asked, held, count));
                }
                break;
            }
        }
        if when != When::Latest {
            break;
        }
    }
    Ok(match chosen {
        Some((asked, held, _)) => compute(question, &asked, &held),
        None => nobody(question, indicators, [&of_first, &of_second]),
    })
}

/// The refusal of a question that does not name two indicators.
fn two() -> QuestionError {
    QuestionError::Missing {
        kind: "relationship",
        key: "two different indicators",
        example: "relationship?indicator=employment-rate,economic-inactivity&areas=region"
            .to_owned(),
    }
}

/// The answer where no subject has both figures in one period: it says for when each of them is held.
fn nobody(
    question: &Question,
    [across, upwards]: [&Indicator; 2],
    [first, second]: [&Vec<Period>; 2],
) -> Answer {
    let names = [across, upwards].map(|one| wording::inside(&wording::brief(one)));
    let [a, b] = &names;
    let mut answer = nothing(
        question,
        &wording::headline(&[format!(
            "{a} and {b} cannot be set side by side: nobody has both for one period."
        )]),
    );
    for (name, periods) in [(a, first), (b, second)] {
        let span = super::when::span(periods);
        if !span.is_empty() {
            let note = format!("There are figures for {name} for {span}.");
            answer.notes.push(note);
        }
    }
    answer.notes.push(format!(
        "Pairs need the same period of the same kind: {}.",
        Reason::NotComparable.in_words()
    ));
    answer.spoken = format!("{} {}", answer.headline, answer.notes.join(" "));
    answer
}

/// The set with the most pairs for a period.
fn fullest(
    held: &Held,
    catalogue: &Catalogue,
    [across, upwards]: [&Indicator; 2],
    period: Period,
) -> Option<Peers> {
    Peers::sets()
        .map(|peers| {
            let numbers = held.numbers(catalogue, peers, &across.code, period);
            let both = numbers.iter().filter(|(subject, _)| {
                held.at(&upwards.code, &subject.code, period)
                    .is_some_and(|one| one.value().is_some())
            });
            (both.count(), peers)
        })
        .filter(|(count, _)| *count > 0)
        .max_by_key(|(count, _)| *count)
        .map(|(_, peers)| peers)
}

#[cfg(test)]
mod tests;
