//! Need beside action in a place: what its figures say goal by goal, and whose plans reach it.

use super::super::catalogue::Catalogue;
use super::super::detail::{Detail, GoalSummary};
use super::super::planned::{Need, NeedLine, PlanLine};
use super::super::{Question, QuestionError, QuestionKind, Subjects, overview};
use crate::book::Reader;
use crate::domain::{Plan, Subject, SubjectCode};

/// Most steps from a place to the one that contains it and so on: more would be a circle.
const MOST_STEPS: usize = 12;

/// Whether a plan reaches a place: it is done there, in a part of it, or in a larger place around it; and where it names no
/// place, whether its organisation sits there.
pub(super) fn reaches(plan: &Plan, place: &Subject, catalogue: &Catalogue) -> bool {
    if let Some(code) = &plan.place {
        is_within(code, &place.code, catalogue) || is_within(&place.code, code, catalogue)
    } else {
        let seat = catalogue.subject(&plan.organisation).ok();
        seat.and_then(|one| one.parent.as_ref())
            .is_some_and(|code| is_within(code, &place.code, catalogue))
    }
}

/// Whether a place is another one or lies in it.
fn is_within(place: &SubjectCode, whole: &SubjectCode, catalogue: &Catalogue) -> bool {
    let mut at = Some(place);
    for _ in 0..MOST_STEPS {
        let Some(code) = at else { return false };
        if code == whole {
            return true;
        }
        at = catalogue.known(code).and_then(|one| one.parent.as_ref());
    }
    false
}

/// Need and action, a line a goal. `plans` are those that reach the place.
pub(super) fn lines(
    question: &Question,
    place: &Subject,
    plans: &[PlanLine],
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Vec<NeedLine>, QuestionError> {
    let asked = Question {
        kind: QuestionKind::Overview,
        goal: None,
        subjects: Subjects::Codes(vec![place.code.clone()]),
        ..question.clone()
    };
    let figures = overview::answer(&asked, reader, catalogue)?;
    let Detail::Overview { goals } = figures.detail else {
        return Ok(Vec::new());
    };
    Ok(goals
        .iter()
        .filter(|goal| question.goal.is_none_or(|only| only == goal.number))
        .map(|goal| line(goal, plans))
        .collect())
}

/// One goal.
pub(super) fn line(goal: &GoalSummary, plans: &[PlanLine]) -> NeedLine {
    let judged = goal.better + goal.similar + goal.worse;
    let acting = || {
        plans
            .iter()
            .filter(|line| line.plan.goals.contains(&goal.number) && line.plan.status.is_active())
    };
    let mut who: Vec<String> = acting().map(|line| line.organisation.clone()).collect();
    who.sort_unstable();
    who.dedup();
    NeedLine {
        goal: goal.number,
        name: goal.name.clone(),
        need: match (goal.worse, judged) {
            (_, 0) => Need::NotKnown,
            (0, _) => Need::Low,
            (worse, judged) if worse * 2 >= judged => Need::High,
            _ => Need::Some,
        },
        worse: goal.worse,
        judged,
        plans: acting().count(),
        who,
    }
}
