//! What organisations say they will do for a goal: how far it is, who does it, and where need is high and nobody does. Says what
//! stands beside what, never that one thing led to another.

mod need;
mod practice;
mod progress;
mod words;

use super::answer::{Answer, Row, RowRole};
use super::catalogue::Catalogue;
use super::detail::Detail;
use super::planned::{OutcomeLine, PlanLine, Planned};
use super::rows::{bare, row};
use super::{Question, QuestionError, Subjects};
use crate::book::{Reader, Selection};
use crate::domain::{IndicatorCode, Observation, Outcome, Plan, Subject, SubjectCode, SubjectKind};

/// Of whom plans are asked for.
enum Whose<'a> {
    Everybody,
    /// Those that reach a place.
    Place(&'a Subject),
    /// Those of organisations, by name.
    Organisations(Vec<&'a Subject>),
    /// Those of a set of organisations, or of organisations in a set of places.
    Set,
}

/// The plans that are recorded, the outcomes beside them, and need where a place is asked about.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    if let [code] = question.indicators.as_slice() {
        return practice::answer(question, reader, catalogue, catalogue.indicator(code)?);
    }
    let whose = whose(question, catalogue)?;
    let goal = question
        .goal
        .map(|number| catalogue.goal(number))
        .transpose()?;
    let plans: Vec<&Plan> = catalogue
        .plans
        .iter()
        .filter(|plan| is_of_framework(&plan.framework, catalogue))
        .filter(|plan| goal.is_none_or(|goal| plan.goals.contains(&goal.number)))
        .filter(|plan| belongs(plan, &whose, question, catalogue))
        .collect();
    let figures = figures(&plans, reader, catalogue)?;
    let mut answer = Answer::empty(question.clone());
    let mut planned = Planned {
        goals: catalogue
            .goals
            .iter()
            .map(|goal| (goal.number, goal.name.clone()))
            .collect(),
        outcomes: outcomes(&whose, goal.map(|goal| goal.number), catalogue),
        ..Planned::default()
    };
    for plan in plans {
        let (line, held) = progress::line(plan, catalogue, &figures);
        answer.rows.push(row_of(&line, held, catalogue));
        planned.plans.push(line);
    }
    if let Whose::Place(place) = &whose {
        planned.needs = need::lines(question, place, &planned.plans, reader, catalogue)?;
    }
    let of = match &whose {
        Whose::Everybody => words::Of::Everybody,
        Whose::Place(place) => words::Of::Place(place),
        Whose::Organisations(all) => words::Of::Organisations(all),
        Whose::Set => words::Of::Set(&question.subjects),
    };
    words::put(&mut answer, &planned, &of, goal);
    answer.detail = Detail::Plans(Box::new(planned));
    Ok(answer)
}

fn whose<'a>(question: &Question, catalogue: &'a Catalogue) -> Result<Whose<'a>, QuestionError> {
    Ok(match &question.subjects {
        Subjects::Unsaid => Whose::Everybody,
        Subjects::Areas(_) | Subjects::Organisations(_) => Whose::Set,
        Subjects::Codes(codes) => {
            let all = catalogue.all(codes)?;
            match all.as_slice() {
                [one] if matches!(one.kind, SubjectKind::Place(_)) => Whose::Place(one),
                _ => Whose::Organisations(all),
            }
        }
    })
}

fn is_of_framework(code: &str, catalogue: &Catalogue) -> bool {
    catalogue
        .framework
        .as_ref()
        .is_none_or(|framework| framework.code == code)
}

/// The organisation of a plan: as the book knows it, else as the plan does.
fn organisation(plan: &Plan, catalogue: &Catalogue) -> Subject {
    catalogue
        .subject(&plan.organisation)
        .map_or_else(|_| plan.organisation_as_subject(), Clone::clone)
}

fn belongs(plan: &Plan, whose: &Whose<'_>, question: &Question, catalogue: &Catalogue) -> bool {
    match whose {
        Whose::Everybody => true,
        Whose::Place(place) => need::reaches(plan, place, catalogue),
        Whose::Organisations(all) => {
            let own = organisation(plan, catalogue);
            all.iter()
                .any(|one| one.code == own.code || Some(&one.code) == plan.place.as_ref())
        }
        Whose::Set => match &question.subjects {
            Subjects::Organisations(set) => organisation(plan, catalogue).in_organisations(*set),
            Subjects::Areas(set) => {
                let place = plan
                    .place
                    .as_ref()
                    .and_then(|code| catalogue.subject(code).ok());
                place.is_some_and(|place| place.in_areas(*set))
            }
            _ => true,
        },
    }
}

/// Every figure that a plan may be measured by.
fn figures(
    plans: &[&Plan],
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Vec<Observation>, QuestionError> {
    let mut indicators: Vec<IndicatorCode> = Vec::new();
    let mut subjects: Vec<SubjectCode> = Vec::new();
    for plan in plans {
        let Some(code) = &plan.indicator else {
            continue;
        };
        if catalogue.indicator(code).is_err() {
            continue;
        }
        indicators.push(code.clone());
        subjects.push(plan.organisation.clone());
        subjects.extend(plan.place.clone());
    }
    subjects.sort_unstable();
    subjects.dedup();
    indicators.sort_unstable();
    indicators.dedup();
    if indicators.is_empty() {
        return Ok(Vec::new());
    }
    Ok(reader.observations(&Selection {
        indicators,
        subjects,
        ..Selection::default()
    })?)
}

/// The row of a plan: the figure of the book by which it is measured, else one that says that none is held.
fn row_of(line: &PlanLine, held: Option<&Observation>, catalogue: &Catalogue) -> Row {
    let plan = &line.plan;
    let own = progress::own_measure(plan);
    let indicator = plan
        .indicator
        .as_ref()
        .and_then(|code| catalogue.indicator(code).ok())
        .unwrap_or(&own);
    let goal = plan.goals.first().copied();
    let who = organisation(plan, catalogue);
    let filled = match held {
        Some(figure) => Row {
            origin: Some(figure.origin.clone()),
            ..row(indicator, goal, &who, figure, RowRole::Named)
        },
        None => bare(indicator, goal, &who, RowRole::Named),
    };
    Row {
        note: Some(line.progress_in_words()),
        ..filled
    }
}

/// The outcomes that communities have defined for the goal, the place or the organisation that is asked about.
fn outcomes(whose: &Whose<'_>, goal: Option<u32>, catalogue: &Catalogue) -> Vec<OutcomeLine> {
    let name = |code: &SubjectCode| {
        let known = catalogue.subject(code);
        known.map_or_else(|_| code.0.clone(), |one| one.name.clone())
    };
    let wanted = |outcome: &&Outcome| {
        is_of_framework(&outcome.framework, catalogue)
            && goal.is_none_or(|goal| outcome.goal == Some(goal))
            && match whose {
                Whose::Everybody | Whose::Set => true,
                Whose::Place(place) => outcome.subject.as_ref() == Some(&place.code),
                Whose::Organisations(all) => all
                    .iter()
                    .any(|one| Some(&one.code) == outcome.subject.as_ref()),
            }
    };
    catalogue
        .outcomes
        .iter()
        .filter(wanted)
        .map(|outcome| OutcomeLine {
            about: outcome.subject.as_ref().map(name).unwrap_or_default(),
            proxy: outcome.proxy.as_ref().map_or_else(String::new, |code| {
                let known = catalogue.indicator(code);
                known.map_or_else(|_| code.0.clone(), |one| one.name.clone())
            }),
            outcome: outcome.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests;
