//! What a report says of a goal besides plans.

use super::{among_peers, asked_of_peers, held};
use crate::actions::ActionError;
use crate::book::Reader;
use crate::domain::{Goal, IndicatorCode};
use crate::questions::{Answer, Detail, Question, QuestionKind, RowRole, Subjects};

/// Periods from which on an indicator's own picture over time is worth a place in a report.
const PERIODS_FOR_A_TREND: usize = 3;

/// So many of the like have a figure of the indicator that a report looks at in every way, where any indicator has.
const ENOUGH_PEERS: usize = 5;

/// What is asked of each goal as a whole.
const OF_A_GOAL: [QuestionKind; 2] = [QuestionKind::Goal, QuestionKind::Comparison];

/// What is asked of one indicator of a goal: whatever is left.
fn of_one_indicator() -> impl Iterator<Item = QuestionKind> {
    QuestionKind::ALL.into_iter().filter(|kind| {
        !super::ACROSS.contains(kind)
            && !OF_A_GOAL.contains(kind)
            && !matches!(
                kind,
                QuestionKind::Overview | QuestionKind::Trend | QuestionKind::Relationship
            )
    })
}

/// Most subjects that are compared side by side on a page.
const SIDE_BY_SIDE: usize = 10;

/// The subject beside its peers, the subject first, where they are several and few enough.
fn beside_peers(question: &Question, reader: &Reader) -> Result<Option<Answer>, ActionError> {
    let Some(wide) = among_peers(question, reader)? else {
        return Ok(None);
    };
    let Some(all) = held(&wide, reader)? else {
        return Ok(None);
    };
    let mut codes = wide.focus.clone();
    for row in all.rows.iter().filter(|row| row.role != RowRole::Benchmark) {
        if !codes.contains(&row.subject_code) {
            codes.push(row.subject_code.clone());
        }
    }
    if !(3..=SIDE_BY_SIDE).contains(&codes.len()) {
        return Ok(None);
    }
    let side_by_side = Question {
        subjects: Subjects::Codes(codes),
        ..question.clone()
    };
    held(&side_by_side, reader)
}

/// How the first indicator of a goal goes together with another of it.
fn together(
    reader: &Reader,
    asked: &Question,
    indicators: &[IndicatorCode],
) -> Result<Option<Answer>, ActionError> {
    let Some((first, others)) = indicators.split_first() else {
        return Ok(None);
    };
    for other in others {
        let question = Question {
            kind: QuestionKind::Relationship,
            indicators: vec![first.clone(), other.clone()],
            goal: None,
            ..asked.clone()
        };
        if let Some(answer) = asked_of_peers(&question, reader)? {
            return Ok(Some(answer));
        }
    }
    Ok(None)
}

/// The goal for the overview's subject and beside its peers, then its indicators over time, and the one that is told of first in
/// every other way.
pub(super) fn of_goal(
    reader: &Reader,
    goal: &Goal,
    asked: &Question,
) -> Result<Vec<Answer>, ActionError> {
    let asked = Question {
        goal: Some(goal.number),
        ..asked.clone()
    };
    let mut answers = Vec::new();
    let mut indicators: Vec<IndicatorCode> = Vec::new();
    for kind in OF_A_GOAL {
        let question = Question {
            kind,
            ..asked.clone()
        };
        let answer = match kind {
            QuestionKind::Comparison => beside_peers(&question, reader)?,
            _ => held(&question, reader)?,
        };
        let Some(answer) = answer else { continue };
        for row in &answer.rows {
            if !indicators.contains(&row.indicator_code) {
                indicators.push(row.indicator_code.clone());
            }
        }
        answers.push(answer);
    }
    let first = first_of_all(reader, &asked, &indicators)?;
    if let Some(first) = indicators.get_mut(..=first) {
        first.rotate_right(1);
    }
    answers.extend(together(reader, &asked, &indicators)?);
    for (number, indicator) in indicators.into_iter().enumerate() {
        let question = Question {
            kind: QuestionKind::Trend,
            indicators: vec![indicator.clone()],
            goal: None,
            ..asked.clone()
        };
        if reader.periods(Some(&indicator))?.len() >= PERIODS_FOR_A_TREND {
            answers.extend(held(&question, reader)?.filter(is_over_time));
        }
        if number > 0 {
            continue;
        }
        for kind in of_one_indicator() {
            let question = Question {
                kind,
                ..question.clone()
            };
            answers.extend(asked_of_peers(&question, reader)?.filter(says_something));
        }
    }
    Ok(answers)
}

/// Which of some indicators is looked at in every way: the first that enough of the like have a figure of.
fn first_of_all(
    reader: &Reader,
    asked: &Question,
    indicators: &[IndicatorCode],
) -> Result<usize, ActionError> {
    for (number, indicator) in indicators.iter().enumerate() {
        let question = Question {
            kind: QuestionKind::Ranking,
            indicators: vec![indicator.clone()],
            goal: None,
            ..asked.clone()
        };
        let ranked = asked_of_peers(&question, reader)?.map_or(0, |answer| {
            answer.rows.iter().filter(|row| row.rank.is_some()).count()
        });
        if ranked >= ENOUGH_PEERS {
            return Ok(number);
        }
    }
    Ok(0)
}

/// Whether the one in focus has figures for some periods: one or two are no picture over time.
fn is_over_time(answer: &Answer) -> bool {
    let own = answer.rows.iter().filter(|row| row.role == RowRole::Focus);
    let periods: std::collections::BTreeSet<_> = own.filter_map(|row| row.period).collect();
    periods.len() >= PERIODS_FOR_A_TREND
}

/// Whether an answer came to something: a gap of which nothing can be said over time has nothing to show.
fn says_something(answer: &Answer) -> bool {
    match &answer.detail {
        Detail::Closing { changes, .. } => !changes.is_empty(),
        Detail::Gap { pairs, .. } => !pairs.is_empty(),
        _ => true,
    }
}
