//! Several subjects on several indicators, each indicator for one period. Chooses who and when; the cells and the words are
//! beside it.

mod cells;
mod words;

use cells::compute;
pub(super) use words::one;

use std::collections::{BTreeMap, HashMap};

use super::answer::{Answer, LeftOut};
use super::ask::{default_subject, nothing};
use super::benchmark::Benchmark;
use super::catalogue::Catalogue;
use super::held::{Held, order};
use super::peers::Peers;
use super::when::When;
use super::{Question, QuestionError, Subjects, narrow, notes};
use crate::book::Reader;
use crate::domain::{
    AreaSet, Indicator, IndicatorCode, OrganisationSet, Period, Subject, SubjectCode, SubjectKind,
};
use crate::statistics::Reason;
/// Most subjects that are compared at once.
pub(super) const MOST: usize = 10;

/// What a comparison is about.
pub(super) struct Asked<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) subjects: Vec<&'a Subject>,
    pub(super) indicators: Vec<&'a Indicator>,
    pub(super) peers: Option<Peers>,
    pub(super) benchmark: Benchmark,
    pub(super) when: When,
    pub(super) left_out: Vec<LeftOut>,
}

/// Several subjects on the indicators of a goal.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    let indicators: Vec<&Indicator> = if question.indicators.is_empty() {
        match question.goal {
            Some(number) => catalogue.of_goal(catalogue.goal(number)?.number),
            None => catalogue.in_order(),
        }
    } else {
        question
            .indicators
            .iter()
            .map(|code| catalogue.indicator(code))
            .collect::<Result<_, _>>()?
    };
    let when = When::of(question.period.as_deref());
    if let [only] = indicators.as_slice() {
        super::trend::check_period(reader, only, &when)?;
    }
    let subjects = subjects(question, reader, catalogue, &indicators)?;
    let Some(first) = subjects.first().copied() else {
        return Ok(nothing(
            question,
            "No places or organisations have figures for this.",
        ));
    };
    let (subjects, left_out) = alike(&subjects)?;
    let peers = match first.kind {
        SubjectKind::Organisation(_) => Some(Peers::wide(first)),
        SubjectKind::Place(_) => Peers::of(first, catalogue),
    };
    let benchmark = Benchmark::asked(question, reader, catalogue, first, peers)?;
    let mut codes: Vec<_> = subjects.iter().map(|one| one.code.clone()).collect();
    codes.extend(benchmark.few());
    let of = indicators.iter().map(|one| &one.code);
    let held = Held::over_time(reader.over_time(of, &codes, &question.group)?);
    let asked = Asked {
        catalogue,
        subjects,
        indicators,
        peers,
        benchmark,
        when,
        left_out,
    };
    let mut numbers = HashMap::new();
    for indicator in &asked.indicators {
        if let Some(period) = asked.period(&held, indicator) {
            let all = reader.numbers(&indicator.code, period, &question.group)?;
            numbers.insert((indicator.code.clone(), period), all);
        }
    }
    let held = held.with_numbers(numbers, &question.group);
    Ok(compute(question, &asked, &held))
}

/// Who is compared: those asked for, else the regions or, where these have no figures, the organisations that have.
fn subjects<'a>(
    question: &Question,
    reader: &Reader,
    catalogue: &'a Catalogue,
    indicators: &[&Indicator],
) -> Result<Vec<&'a Subject>, QuestionError> {
    let many = |given: usize| QuestionError::TooMany { given, most: MOST };
    let of_set = |among: &dyn Fn(&Subject) -> bool| -> Result<Vec<&'a Subject>, QuestionError> {
        let all = catalogue.subjects.iter();
        let mut found: Vec<&Subject> = all.filter(|one| among(one) && !one.has_ended()).collect();
        let of: Vec<&IndicatorCode> = indicators.iter().map(|one| &one.code).collect();
        let codes: Vec<&SubjectCode> = found.iter().map(|one| &one.code).collect();
        let with = reader.holders(&of, &codes, &question.group)?;
        found.retain(|one| with.contains(&one.code));
        Ok(found)
    };
    let base = match &question.subjects {
        Subjects::Areas(set) => Some(Peers::Areas(*set, None)),
        Subjects::Organisations(set) => Some(Peers::Organisations(*set)),
        Subjects::Codes(_) | Subjects::Unsaid => None,
    };
    if let Some(circle) = narrow::circle(question, reader, catalogue, base)? {
        let subjects = of_set(&|one| circle.contains(one))?;
        let subjects = narrow::own_first(question, catalogue, subjects, MOST)?;
        if subjects.len() > MOST {
            return Err(many(subjects.len()));
        }
        return Ok(subjects);
    }
    match &question.subjects {
        Subjects::Codes(codes) => {
            let subjects = catalogue.all(codes)?;
            if subjects.len() > MOST {
                return Err(many(subjects.len()));
            }
            Ok(subjects)
        }
        Subjects::Areas(set) => {
            let subjects = of_set(&|one| one.in_areas(*set))?;
            if subjects.len() > MOST {
                return Err(many(subjects.len()));
            }
            Ok(subjects)
        }
        Subjects::Organisations(set) => {
            let subjects = of_set(&|one| one.in_organisations(*set))?;
            if subjects.len() > MOST {
                return Err(many(subjects.len()));
            }
            Ok(subjects)
        }
        Subjects::Unsaid => {
            let mut regions = of_set(&|one| one.in_areas(AreaSet::Region))?;
            if regions.is_empty() {
                regions = of_set(&|one| one.in_organisations(OrganisationSet::All))?;
            }
            if regions.is_empty() {
                regions.extend(default_subject(reader, catalogue)?);
            }
            regions.truncate(MOST);
            Ok(regions)
        }
    }
}

/// The subjects that can stand beside the first: of the same set of places, or organisations. Places beside organisations are refused;
/// places of another level are left out and named.
fn alike<'a>(subjects: &[&'a Subject]) -> Result<(Vec<&'a Subject>, Vec<LeftOut>), QuestionError> {
    let is_place = |one: &Subject| matches!(one.kind, SubjectKind::Place(_));
    let (places, organisations): (Vec<&'a Subject>, Vec<&'a Subject>) =
        subjects.iter().copied().partition(|one| is_place(one));
    if let (Some(place), Some(organisation)) = (places.first(), organisations.first()) {
        return Err(QuestionError::Unlike {
            what: format!(
                "{} is a place and {} an organisation: {}.",
                place.name,
                organisation.name,
                Reason::NotComparable.in_words()
            ),
            comparable: "Compare places with places, or organisations with organisations."
                .to_owned(),
        });
    }
    if places.is_empty() {
        return Ok((organisations, Vec::new()));
    }
    let sets = AreaSet::ALL.into_iter().map(|set| {
        let fitting = places.iter().filter(|one| one.in_areas(set)).count();
        let first = places.first().is_some_and(|one| one.in_areas(set));
        (first, fitting, set)
    });
    let best = sets.max_by_key(|(first, fitting, _)| (*first, *fitting));
    let Some((true, _, set)) = best else {
        let kept: Vec<&'a Subject> = places.iter().take(1).copied().collect();
        let rest = places
            .iter()
            .skip(1)
            .map(|one| notes::left_out(&one.name, "a place of another level is not compared"));
        return Ok((kept, rest.collect()));
    };
    let (kept, rest): (Vec<&'a Subject>, Vec<&'a Subject>) =
        places.into_iter().partition(|one| one.in_areas(set));
    let left_out = rest
        .into_iter()
        .map(|one| {
            notes::left_out(
                &one.name,
                format!(
                    "it is not one of the {}; it can be the benchmark",
                    set.plural()
                ),
            )
        })
        .collect();
    Ok((kept, left_out))
}

impl Asked<'_> {
    /// The period of an indicator: the latest for which at least half as many of the subjects have a figure as for any.
    pub(super) fn period(&self, held: &Held, indicator: &Indicator) -> Option<Period> {
        let mut counts: BTreeMap<Period, usize> = BTreeMap::new();
        for subject in &self.subjects {
            for one in held.all(&indicator.code, &subject.code) {
                if self.when.takes(one.period) {
                    let count = counts.entry(one.period).or_default();
                    *count += usize::from(one.value().is_some());
                }
            }
        }
        let most = counts.values().copied().max()?;
        counts
            .into_iter()
            .filter(|(_, count)| count * 2 >= most)
            .map(|(period, _)| period)
            .max_by_key(|period| order(*period))
    }
}

impl Asked<'_> {
    /// The subjects in words.
    fn set_in_words(&self) -> String {
        match self.peers {
            Some(Peers::Areas(set, _)) => set.plural().to_owned(),
            Some(peers) => peers.plural(),
            None => "places".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
