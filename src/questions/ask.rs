use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::benchmark::{Benchmark, WORDS};
use super::catalogue::{Catalogue, check_group};
use super::held::Held;
use super::peers::Peers;
use super::standing::About;
use super::when::When;
use super::{
    Answer, Question, QuestionError, QuestionKind, Subjects, closing, comparison, coverage, gap,
    goal, groups, inequality, map, narrow, notes, overview, plans, profile, ranking, relationship,
    spread, trend,
};
use crate::book::{Reader, Selection};
use crate::domain::{
    AreaSet, Indicator, IndicatorCode, Level, PeopleGroup, Period, Source, Subject, SubjectCode,
};

/// Figures up to which all of an indicator's are read at once rather than those of one period.
const FEW_FIGURES: u64 = 60_000;

impl Question {
    /// The answer that the book holds, or that it held on the day that is asked for.
    pub fn answer(&self, reader: &Reader) -> Result<Answer, QuestionError> {
        let Some(as_of) = self.as_of else {
            return self.answer_from(reader);
        };
        let then = reader.as_of(as_of)?;
        let mut answer = self.answer_from(&then)?;
        let taken_back = then.taken_back_since()?;
        answer
            .notes
            .insert(0, notes::as_of(as_of, taken_back.len()));
        Ok(answer)
    }

    fn answer_from(&self, reader: &Reader) -> Result<Answer, QuestionError> {
        reader.in_one_moment(|| self.answer_of_moment(reader))
    }

    fn answer_of_moment(&self, reader: &Reader) -> Result<Answer, QuestionError> {
        let catalogue = Catalogue::load(reader, self)?;
        let only = match self.indicators.as_slice() {
            [one] => Some(&catalogue.indicator(one)?.code),
            _ => None,
        };
        check_group(reader, only, &self.group)?;
        narrow::check(self)?;
        let mut answer = match self.kind {
            QuestionKind::Overview => overview::answer(self, reader, &catalogue),
            QuestionKind::Goal => goal::answer(self, reader, &catalogue),
            QuestionKind::Profile => profile::answer(self, reader, &catalogue),
            QuestionKind::Trend => trend::answer(self, reader, &catalogue),
            QuestionKind::Ranking => ranking::answer(self, reader, &catalogue),
            QuestionKind::Spread => spread::answer(self, reader, &catalogue),
            QuestionKind::Relationship => relationship::answer(self, reader, &catalogue),
            QuestionKind::Map => map::answer(self, reader, &catalogue),
            QuestionKind::Coverage => coverage::answer(self, reader, &catalogue),
            QuestionKind::Plans => plans::answer(self, reader, &catalogue),
            QuestionKind::Comparison => comparison::answer(self, reader, &catalogue),
            QuestionKind::Gap => gap::answer(self, reader, &catalogue),
            QuestionKind::Closing => closing::answer(self, reader, &catalogue),
            QuestionKind::Inequality => inequality::answer(self, reader, &catalogue),
        }?;
        catalogue.tell(&mut answer);
        groups::name_own(&mut answer);
        name_sources(&mut answer, reader, &catalogue)?;
        if answer.rows.iter().all(|row| row.period.is_none())
            && let Some(indicator) = only
        {
            groups::name_others(
                &mut answer,
                reader,
                catalogue.indicator(indicator)?,
                &self.group,
            )?;
        }
        Ok(answer)
    }
}

/// Names the sources of the imports that the rows were read from: one indicator may come from several files, each with its
/// own publisher and caveats.
fn name_sources(
    answer: &mut Answer,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<(), QuestionError> {
    let mut sources: Vec<String> = Vec::new();
    let mut caveats: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    let mut last = None;
    let mut name = |source: &Source| {
        let line = source.line();
        if !line.is_empty() && !sources.contains(&line) {
            sources.push(line);
        }
    };
    for row in &answer.rows {
        let Some(origin) = &row.origin else { continue };
        let own = row.source.as_ref();
        let here = (&row.indicator_code, origin.import, own.map(Arc::as_ptr));
        if last.replace(here) == Some(here) || !seen.insert(here) {
            continue;
        }
        if let Some(source) = own {
            name(source);
        }
        if let Some(said) = reader.indicator_as_imported(&row.indicator_code, origin.import)? {
            if own.is_none() {
                name(&said.source);
            }
            let caveat = notes::caveats(&said.caveats);
            if !caveat.is_empty() && !caveats.contains(&caveat) {
                caveats.push(caveat);
            }
        }
    }
    if sources.is_empty() {
        return Ok(());
    }
    let merged = answer
        .rows
        .first()
        .and_then(|row| catalogue.indicator(&row.indicator_code).ok())
        .map(|indicator| notes::caveats(&indicator.caveats));
    if let Some(at) = answer
        .notes
        .iter()
        .position(|note| merged.as_ref() == Some(note))
    {
        answer.notes.splice(at..=at, caveats);
    }
    answer.sources = sources;
    Ok(())
}

/// Everything about the subject that a question asks of, or of the one that suits when none is named. None in a book
/// without subjects.
pub(super) fn about<'a>(
    question: &Question,
    reader: &Reader,
    catalogue: &'a Catalogue,
) -> Result<Option<About<'a>>, QuestionError> {
    let subject = match &question.subjects {
        Subjects::Codes(codes) => match codes.first() {
            Some(code) => Some(catalogue.subject(code)?),
            None => None,
        },
        Subjects::Areas(set) => {
            most_figures(reader, catalogue, set.code(), |one| one.in_areas(*set))?
        }
        Subjects::Organisations(set) => catalogue
            .subjects
            .iter()
            .find(|one| one.in_organisations(*set)),
        Subjects::Unsaid => default_subject(reader, catalogue)?,
    };
    let Some(subject) = subject else {
        return Ok(None);
    };
    let peers = Peers::of(subject, catalogue);
    Ok(Some(About {
        catalogue,
        subject,
        benchmark: Benchmark::asked(question, reader, catalogue, subject, peers)?,
        peers,
        when: When::of(question.period.as_deref()),
    }))
}

/// An English region with the most figures, else the place with the most, else the first organisation.
pub(super) fn default_subject<'a>(
    reader: &Reader,
    catalogue: &'a Catalogue,
) -> Result<Option<&'a Subject>, QuestionError> {
    let set = AreaSet::Region;
    let region = most_figures(reader, catalogue, set.code(), |one| one.in_areas(set))?;
    if region.is_some() {
        return Ok(region);
    }
    let place = most_figures(reader, catalogue, "", |one| {
        one.level()
            .is_some_and(|level| !matches!(level, Level::Kingdom | Level::Country))
    })?;
    Ok(place.or_else(|| catalogue.subjects.first()))
}

/// The subject with the most figures among some, which `name` names; the first by name of equals. Only the first fifty are
/// looked at, and once only until the book changes.
fn most_figures<'a>(
    reader: &Reader,
    catalogue: &'a Catalogue,
    name: &str,
    among: impl Fn(&Subject) -> bool,
) -> Result<Option<&'a Subject>, QuestionError> {
    let chosen = reader.kept(name, || -> Result<_, QuestionError> {
        Ok(MostFigures(richest(reader, catalogue, among)?))
    })?;
    Ok(chosen.0.as_ref().and_then(|code| catalogue.known(code)))
}

/// Who has the most figures among some.
struct MostFigures(Option<SubjectCode>);

fn richest(
    reader: &Reader,
    catalogue: &Catalogue,
    among: impl Fn(&Subject) -> bool,
) -> Result<Option<SubjectCode>, QuestionError> {
    let candidates: Vec<&Subject> = catalogue
        .subjects
        .iter()
        .filter(|one| among(one) && !one.has_ended())
        .take(50)
        .collect();
    if candidates.len() < 2 {
        return Ok(candidates.first().map(|one| one.code.clone()));
    }
    let figures = reader.observations(&Selection {
        subjects: candidates.iter().map(|one| one.code.clone()).collect(),
        group: Some(PeopleGroup::all()),
        ..Selection::default()
    })?;
    let mut counts: BTreeMap<&SubjectCode, usize> = BTreeMap::new();
    for figure in &figures {
        *counts.entry(&figure.subject).or_default() += 1;
    }
    let count = |one: &Subject| counts.get(&one.code).copied().unwrap_or(0);
    Ok(candidates
        .iter()
        .rev()
        .max_by_key(|one| count(one))
        .map(|one| one.code.clone()))
}

/// Reads what the standing of a subject needs: its own figures and the benchmark's, and the numbers of the peers for the latest
/// period of each indicator. Where their median is the benchmark and they are few, for every period of the subject.
pub(super) fn figures_for_standings(
    reader: &Reader,
    about: &About<'_>,
    indicators: &[&Indicator],
    group: &PeopleGroup,
) -> Result<Held, QuestionError> {
    let mut subjects = vec![about.subject.code.clone()];
    subjects.extend(about.benchmark.few());
    let codes = indicators.iter().map(|one| &one.code);
    let held = Held::over_time(reader.over_time(codes, &subjects, group)?);
    if about.peers.is_none() {
        return Ok(held);
    }
    let mut wanted: Vec<(&IndicatorCode, Vec<Period>)> = Vec::new();
    for indicator in indicators {
        let series = about.series(&held, indicator);
        let periods: Vec<Period> = series.iter().map(|one| one.period).collect();
        if !periods.is_empty() {
            wanted.push((&indicator.code, periods));
        }
    }
    let with_figures: Vec<IndicatorCode> = wanted.iter().map(|one| one.0.clone()).collect();
    let over_time = about.benchmark.is_median() && few_figures(reader, &with_figures)?;
    let mut numbers = HashMap::new();
    for (code, periods) in wanted {
        let skipped = if over_time { 0 } else { periods.len() - 1 };
        for period in periods.into_iter().skip(skipped) {
            let all = reader.numbers(code, period, group)?;
            numbers.insert((code.clone(), period), all);
        }
    }
    Ok(held.with_numbers(numbers, group))
}

/// Whether all figures of some indicators are few enough to be read at once.
pub(super) fn few_figures(
    reader: &Reader,
    indicators: &[IndicatorCode],
) -> Result<bool, QuestionError> {
    let total: u64 = reader
        .figure_counts()?
        .iter()
        .filter(|(code, _)| indicators.contains(code))
        .map(|(_, figures)| figures)
        .sum();
    Ok(!indicators.is_empty() && total <= FEW_FIGURES)
}

/// The question with everything filled in that was left open.
pub(super) fn filled(question: &Question, subjects: Subjects, benchmark: &Benchmark) -> Question {
    Question {
        subjects,
        benchmark: match &question.benchmark {
            Some(word) if WORDS.contains(&word.0.as_str()) => Some(word.clone()),
            asked => benchmark.code().or_else(|| asked.clone()),
        },
        ..question.clone()
    }
}

/// An answer for a book that holds nothing to answer with.
pub(super) fn nothing(question: &Question, headline: &str) -> Answer {
    Answer {
        headline: headline.to_owned(),
        spoken: headline.to_owned(),
        ..Answer::empty(question.clone())
    }
}
