//! Whether the gap between two closed: over the longest comparable span, by how much, who moved, and where its trend leads. The
//! arithmetic over time is in `change`, the words are beside it.

mod around;
mod words;

use super::answer::{Answer, Row, RowRole};
use super::ask::nothing;
use super::catalogue::Catalogue;
use super::change::{Changed, changed, gaps};
use super::detail::{Detail, GapChange};
use super::gap::{indicators_of, refusal_of};
use super::pairs::{self, Each, Pair, Pairs, Side};
use super::rows::row;
use super::when::When;
use super::{Question, QuestionError, notes};
use crate::book::Reader;
use crate::domain::Period;
use crate::statistics::{Line, Reason, YearsToClose};

/// Most years ahead for which the trend of a gap is drawn on.
const YEARS_DRAWN: u16 = 10;

/// Whether a gap closed, or a gap a line.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    let when = When::of(question.period.as_deref());
    Ok(match pairs::find(question, reader, catalogue)? {
        Ok(found) => compute(question, catalogue, &found, &when),
        Err(refused) => {
            let reason = refused.reason.in_words().to_owned();
            let mut answer = refusal_of(question, &words::refused(&refused), &refused.notes);
            answer.detail = Detail::Closing {
                changes: Vec::new(),
                reason,
            };
            answer
        }
    })
}

/// The answer from pairs.
pub(super) fn compute(
    question: &Question,
    catalogue: &Catalogue,
    found: &Pairs<'_>,
    when: &When,
) -> Answer {
    let mut lines: Vec<(&Pair<'_>, Changed)> = Vec::new();
    let mut left_out = found.left_out.clone();
    let mut why: Option<Reason> = None;
    for pair in &found.all {
        let all = matches!(found.each, Each::Subject(_));
        if all && pair.first.subject.has_ended() {
            continue;
        }
        match changed(pair, when, None) {
            Ok(changed) => match changed.change {
                Ok(_) => lines.push((pair, changed)),
                Err(reason) => {
                    left_out.push(notes::left_out(&pair.name, reason.in_words()));
                    why = why.or(Some(reason));
                }
            },
            Err(reason) => {
                left_out.push(notes::left_out(&pair.name, reason.in_words()));
                why = why.or(Some(reason));
            }
        }
    }
    if lines.is_empty() {
        let reason = why.unwrap_or(Reason::TooFewPoints);
        return cannot_say(question, catalogue, found, reason);
    }
    let mut answer = Answer::empty(Question {
        between: found.between.clone(),
        subjects: found.subjects.clone(),
        ..question.clone()
    });
    answer.left_out = if lines.len() == 1 && found.all.len() == 1 {
        found.left_out.clone()
    } else {
        left_out
    };
    let mut changes: Vec<GapChange> = Vec::new();
    // One of which something can be said is shown whole, also where the others are left out.
    let alone = lines.len() == 1;
    for (pair, changed) in &lines {
        let whole = changed.periods.as_slice();
        let ends = [changed.start, changed.end];
        let shown: &[Period] = if alone { whole } else { &ends };
        let first = rows(
            &mut answer.rows,
            question,
            catalogue,
            pair,
            &pair.first,
            shown,
        );
        let other = rows(
            &mut answer.rows,
            question,
            catalogue,
            pair,
            &pair.other,
            shown,
        );
        changes.push(one_line(pair, changed, first, other));
    }
    changes.sort_by(|a, b| {
        let closed = |one: &GapChange| one.start_gap - one.end_gap;
        closed(b)
            .total_cmp(&closed(a))
            .then_with(|| a.name.cmp(&b.name))
    });
    answer.headline = words::headline(found, &lines, &changes);
    answer.subtitle = around::subtitle(question, found, &changes);
    answer.notes = around::closing_notes(found, &lines, &changes);
    answer.notes.extend(found.notes.iter().cloned());
    if let (true, Some((pair, _))) = (alone, lines.first()) {
        answer.benchmark_name.clone_from(&pair.other.name);
    }
    let indicators = indicators_of(found, &answer.rows);
    answer.detail = Detail::Closing {
        changes,
        reason: String::new(),
    };
    notes::finish(&mut answer, &indicators);
    answer
}

/// The answer where nothing can be said of any pair: the figures that are held, and the reason.
fn cannot_say(
    question: &Question,
    catalogue: &Catalogue,
    found: &Pairs<'_>,
    reason: Reason,
) -> Answer {
    let headline = words::cannot_say(found, reason);
    let mut answer = nothing(question, &headline);
    answer.left_out.clone_from(&found.left_out);
    answer.detail = Detail::Closing {
        changes: Vec::new(),
        reason: reason.in_words().to_owned(),
    };
    let Some(pair) = found.all.first() else {
        return answer;
    };
    if found.all.len() == 1 {
        for side in [&pair.first, &pair.other] {
            let periods: Vec<Period> = side.figures.iter().map(|one| one.period).collect();
            rows(&mut answer.rows, question, catalogue, pair, side, &periods);
        }
    }
    answer.notes.extend(around::what_is_held(pair));
    answer.subtitle = around::subtitle(question, found, &[]);
    notes::finish(&mut answer, &[pair.indicator]);
    answer
}

/// Adds a side's rows for some periods; the index of the first and of the last.
fn rows(
    rows: &mut Vec<Row>,
    question: &Question,
    catalogue: &Catalogue,
    pair: &Pair<'_>,
    side: &Side,
    periods: &[Period],
) -> (usize, usize) {
    let from = rows.len();
    let goal = question
        .goal
        .or_else(|| catalogue.main_goal(&pair.indicator.code));
    let role = if side.subject.code == pair.first.subject.code && side.name == pair.first.name {
        RowRole::Focus
    } else {
        RowRole::Benchmark
    };
    for one in periods.iter().filter_map(|period| side.at(*period)) {
        let mut made = row(pair.indicator, goal, &side.subject, one, role);
        if side.worked_out {
            made.origin = None;
        }
        rows.push(made);
    }
    (from, rows.len().saturating_sub(1))
}

/// One line: its ends, its gaps, and its trend carried on.
fn one_line(
    pair: &Pair<'_>,
    changed: &Changed,
    first: (usize, usize),
    other: (usize, usize),
) -> GapChange {
    let (start_gap, end_gap) = changed
        .change
        .as_ref()
        .map_or((0.0, 0.0), |change| (change.start_gap, change.end_gap));
    let values = gaps(pair, &changed.periods, changed.first_is_bottom);
    GapChange {
        name: pair.name.clone(),
        first_name: pair.first.name.clone(),
        other_name: pair.other.name.clone(),
        start: changed.start,
        end: changed.end,
        first,
        other,
        start_gap,
        end_gap,
        gaps: changed.periods.iter().copied().zip(values).collect(),
        first_is_bottom: changed.first_is_bottom,
        summary: changed.summary(pair.polarity()),
        ahead: changed
            .outlook
            .as_ref()
            .map_or_else(|_| Vec::new(), |(line, years)| carried_on(line, *years)),
        outlook: around::outlook(pair, changed),
    }
}

/// The line and its band, a year at a time, as far as anything can be said and no further than the gap is closed.
fn carried_on(line: &Line, years: YearsToClose) -> Vec<(f64, f64, f64, f64)> {
    let last = match years {
        YearsToClose::Closing {
            latest: Some(latest),
            ..
        } => latest,
        _ => f64::INFINITY,
    };
    (0..=YEARS_DRAWN)
        .map(|step| line.span.1 + f64::from(step))
        .take_while(|time| *time <= last + 1.0)
        .map_while(|time| {
            let at = line.at(time).ok()?;
            Some((time, at.lower, at.value, at.upper))
        })
        .collect()
}

#[cfg(test)]
mod tests;
