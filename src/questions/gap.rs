//! The gap between two groups, two subjects or the ends of a set, and a gap a line for many places or indicators. Chooses for
//! when; who the two are is found in `pairs`, the words are beside it.

mod around;
mod words;

pub(super) use words::times;

use std::collections::{BTreeMap, HashSet};

use super::answer::{Answer, RowRole};
use super::ask::nothing;
use super::catalogue::Catalogue;
use super::change::changed;
use super::detail::{Detail, GapPair};
use super::held::{error_of, limits, order};
use super::judging::BY_INTERVAL;
use super::pairs::{self, Each, Pair, Pairs, Side};
use super::peers::ended_before;
use super::rows::row;
use super::when::When;
use super::{Question, QuestionError, Row, notes, wording};
use crate::book::Reader;
use crate::domain::{Indicator, Observation, Period, SubjectCode, UnitKind};
use crate::statistics::{Certainty, Reason, SAME, Standing, gap, judge_by_interval};

/// Percentages below this are near 0: a ratio of them means little (METHODS M5, ours).
const NEAR_ZERO: f64 = 1.0;

/// The gap, or a gap a line.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    let when = When::of(question.period.as_deref());
    Ok(match pairs::find(question, reader, catalogue)? {
        Ok(found) => compute(question, catalogue, &found, &when),
        Err(refused) => refusal_of(question, &words::refused(&refused, None), &refused.notes),
    })
}

/// The answer where two cannot stand side by side: the headline and what can be said.
pub(super) fn refusal_of(question: &Question, headline: &str, notes: &[String]) -> Answer {
    let mut answer = nothing(question, headline);
    answer.notes.extend_from_slice(notes);
    if !notes.is_empty() {
        answer.spoken = format!("{headline} {}", notes.join(" "));
    }
    answer
}

/// The answer from pairs.
pub(super) fn compute(
    question: &Question,
    catalogue: &Catalogue,
    found: &Pairs<'_>,
    when: &When,
) -> Answer {
    let mut answer = Answer::empty(Question {
        between: found.between.clone(),
        subjects: found.subjects.clone(),
        ..question.clone()
    });
    answer.left_out.clone_from(&found.left_out);
    let shared = match found.each {
        Each::Indicator => None,
        Each::One | Each::Subject(_) => shared_period(found, when),
    };
    let mut lines: Vec<(Row, Row, GapPair)> = Vec::new();
    let mut late: Vec<String> = Vec::new();
    for pair in &found.all {
        let period = shared.or_else(|| latest(pair, when));
        let both = period.and_then(|period| Some((pair.first.at(period)?, pair.other.at(period)?)));
        let Some((first, other)) = both else {
            let why = match period {
                Some(period) => format!("no figures of both for {}", period.label()),
                None => "no period for which both have a figure".to_owned(),
            };
            answer.left_out.push(notes::left_out(&pair.name, why));
            continue;
        };
        if let Each::Subject(_) = found.each
            && let Some(why) = not_counted(pair, catalogue, found, first.period)
        {
            let name = format!("{} ({})", pair.name, pair.first.subject.code);
            answer.left_out.push(notes::left_out(name, why));
            continue;
        }
        late.extend(withheld_later(pair, first.period, when));
        let up_to = match when {
            When::One(_) => &When::Latest,
            other => other,
        };
        lines.push(line(question, catalogue, up_to, pair, (first, other)));
    }
    let size = |line: &(Row, Row, GapPair)| line.2.difference.map_or(-1.0, f64::abs);
    let unit = |line: &(Row, Row, GapPair)| {
        let is_other = line.0.unit.kind != UnitKind::PerCent;
        (is_other, line.0.unit.text.clone())
    };
    lines.sort_by(|a, b| {
        let by_unit = unit(a).cmp(&unit(b));
        by_unit.then_with(|| size(b).total_cmp(&size(a)))
    });
    let mut gaps: Vec<GapPair> = Vec::new();
    for (first, other, mut gap) in lines {
        (gap.first, gap.other) = (answer.rows.len(), answer.rows.len() + 1);
        answer.rows.push(first);
        answer.rows.push(other);
        gaps.push(gap);
    }
    let same = |name: fn(&GapPair) -> &String| match gaps.split_first() {
        Some((first, rest)) if rest.iter().all(|one| name(one) == name(first)) => {
            name(first).clone()
        }
        _ => String::new(),
    };
    let (mut first, other) = (same(|one| &one.first_name), same(|one| &one.other_name));
    if let (Each::Subject(each), true) = (&found.each, first.is_empty()) {
        first = wording::sentence(each);
    }
    answer.benchmark_name.clone_from(&other);
    answer.headline = words::headline(found, &answer.rows, &gaps, shared);
    answer.subtitle = around::subtitle(question, found, &answer.rows, &gaps);
    answer.notes.clone_from(&found.notes);
    answer.notes.extend(late);
    answer.notes.extend(around::gap_notes(found, &gaps));
    let name = wording::the(&answer.benchmark_name);
    answer.notes.extend(notes::judging(&answer.rows, &name, ""));
    let indicators = indicators_of(found, &answer.rows);
    answer.detail = Detail::Gap {
        pairs: gaps,
        first,
        other,
    };
    notes::finish(&mut answer, &indicators);
    answer
}

/// The indicators of the rows, each once.
pub(super) fn indicators_of<'a>(found: &Pairs<'a>, rows: &[Row]) -> Vec<&'a Indicator> {
    let mut out: Vec<&Indicator> = Vec::new();
    for pair in &found.all {
        let shown = rows
            .iter()
            .any(|row| row.indicator_code == pair.indicator.code);
        if shown && !out.iter().any(|one| one.code == pair.indicator.code) {
            out.push(pair.indicator);
        }
    }
    out
}

/// The last period for which both have a number; where there is none, for which both have a row.
fn latest(pair: &Pair<'_>, when: &When) -> Option<Period> {
    let common = common(pair, when);
    let numbers = common
        .iter()
        .rev()
        .find(|period| has_numbers(pair, **period));
    numbers.or(common.last()).copied()
}

/// Periods of both, in order of time.
pub(super) fn common(pair: &Pair<'_>, when: &When) -> Vec<Period> {
    let mut out: Vec<Period> = pair
        .first
        .figures
        .iter()
        .map(|one| one.period)
        .filter(|period| when.takes(*period) && pair.other.at(*period).is_some())
        .collect();
    out.sort_by_key(|period| order(*period));
    out
}

/// Whether both have a number for a period.
pub(super) fn has_numbers(pair: &Pair<'_>, period: Period) -> bool {
    let has = |side: &Side| side.at(period).is_some_and(|one| one.value().is_some());
    has(&pair.first) && has(&pair.other)
}

/// The period for which all lines are shown: the last, unless the one before has more than twice the lines (METHODS M16).
fn shared_period(found: &Pairs<'_>, when: &When) -> Option<Period> {
    let mut counts: BTreeMap<_, (Period, usize)> = BTreeMap::new();
    for pair in &found.all {
        for period in common(pair, when) {
            let entry = counts.entry(order(period)).or_insert((period, 0));
            entry.1 += usize::from(has_numbers(pair, period));
        }
    }
    let mut held = counts.values().rev().filter(|(_, count)| *count > 0);
    match (held.next(), held.next()) {
        (Some(last), Some(before)) if last.1 * 2 < before.1 && last.0.kind() == before.0.kind() => {
            Some(before.0)
        }
        (Some(last), _) => Some(last.0),
        (None, _) => counts.values().next_back().map(|(period, _)| *period),
    }
}

/// Why a place is not counted for a period: it had ended, or its successor stands beside it.
fn not_counted(
    pair: &Pair<'_>,
    catalogue: &Catalogue,
    found: &Pairs<'_>,
    period: Period,
) -> Option<&'static str> {
    let subject = &pair.first.subject;
    if ended_before(subject, period) {
        return Some("ended before the period");
    }
    let held: HashSet<&SubjectCode> = found
        .all
        .iter()
        .filter(|other| other.first.at(period).is_some())
        .map(|other| &other.first.subject.code)
        .collect();
    subject
        .successor
        .iter()
        .chain(catalogue.lineage.descendants(&subject.code))
        .any(|next| held.contains(next))
        .then_some("its successor has a figure too")
}

/// Says that a later figure of one of the two is withheld.
fn withheld_later(pair: &Pair<'_>, shown: Period, when: &When) -> Option<String> {
    let later = common(pair, when)
        .into_iter()
        .rev()
        .find(|period| order(*period) > order(shown))?;
    let side = [&pair.first, &pair.other]
        .into_iter()
        .find(|side| side.at(later).is_some_and(|one| one.value().is_none()))?;
    let one = side.at(later)?;
    Some(format!(
        "{}, {}: the figure for {} is withheld ({}).",
        pair.name,
        side.name,
        later.label(),
        one.state().in_words()
    ))
}

/// Two rows and what lies between them (METHODS M5).
fn line(
    question: &Question,
    catalogue: &Catalogue,
    when: &When,
    pair: &Pair<'_>,
    (first, other): (&Observation, &Observation),
) -> (Row, Row, GapPair) {
    let indicator = pair.indicator;
    let goal = question
        .goal
        .or_else(|| catalogue.main_goal(&indicator.code));
    let is_focus = question.focus.contains(&pair.first.subject.code);
    let role = if is_focus {
        RowRole::Focus
    } else {
        RowRole::Named
    };
    let made = |side: &Side, one: &Observation, role| {
        let mut made = row(indicator, goal, &side.subject, one, role);
        if side.worked_out {
            made.origin = None;
        }
        made
    };
    let mut first_row = made(&pair.first, first, role);
    let other_row = made(&pair.other, other, RowRole::Benchmark);
    let mut found = GapPair {
        first: 0,
        other: 0,
        name: pair.name.clone(),
        first_name: pair.first.name.clone(),
        other_name: pair.other.name.clone(),
        difference: None,
        limits: None,
        ratio: None,
        ratio_limits: None,
        certainty: String::new(),
        reason: String::new(),
        behind: None,
        change: changed(pair, when, Some(first.period))
            .ok()
            .map(|changed| changed.summary(pair.polarity())),
    };
    let (Some(a), Some(b)) = (first.value(), other.value()) else {
        Reason::Withheld.in_words().clone_into(&mut found.reason);
        return (first_row, other_row, found);
    };
    let error = |one: &Observation| {
        let own = error_of(one, indicator);
        own.filter(|_| !pair.nested)
    };
    let between = gap((a, error(first)), (b, error(other)));
    found.difference = Some(between.difference);
    found.limits = between.limits;
    if ratio_means_something(indicator, a, b) {
        found.ratio = between.ratio.ok();
        found.ratio_limits = between.ratio_limits;
    }
    between.certainty.label().clone_into(&mut found.certainty);
    if between.certainty == Certainty::NotKnown {
        let reason = if pair.nested && !pair.first.worked_out && !pair.other.worked_out {
            Reason::NotIndependent
        } else {
            Reason::NoInterval
        };
        reason.in_words().clone_into(&mut found.reason);
    }
    let polarity = pair.polarity();
    let ahead = polarity.benefit(a) - polarity.benefit(b);
    found.behind =
        (polarity != crate::domain::Polarity::None && ahead.abs() > SAME).then_some(ahead < 0.0);
    // A part is judged by its own interval: whether the whole lies outside it (METHODS M3).
    let are_subjects = pair.first.subject.code != pair.other.subject.code;
    if let (true, true, Some(limits)) = (pair.nested, are_subjects, limits(first)) {
        let standing = judge_by_interval(limits, b, polarity);
        let certainty = if standing == Standing::Similar {
            Certainty::CouldBeChance
        } else {
            Certainty::Clear
        };
        certainty.label().clone_into(&mut found.certainty);
        found.reason.clear();
        first_row.judgement = Some(standing.into());
        first_row.judged_by = BY_INTERVAL.into();
    }
    first_row.benchmark = Some(b);
    first_row.difference = found.difference;
    first_row.ratio = found.ratio;
    (first_row, other_row, found)
}

/// Whether a ratio says something: not of scores, index numbers, gaps and percentages near 0 (METHODS M5).
pub(super) fn ratio_means_something(indicator: &Indicator, a: f64, b: f64) -> bool {
    match indicator.unit.kind {
        UnitKind::Score | UnitKind::Index | UnitKind::PercentagePoints => false,
        UnitKind::PerCent => a.min(b) >= NEAR_ZERO,
        _ => !wording::measure(indicator)
            .to_lowercase()
            .contains("celsius"),
    }
}

#[cfg(test)]
pub(super) mod tests;
