//! What a report says of plans.

use super::held;
use crate::actions::ActionError;
use crate::book::Reader;
use crate::domain::{Goal, OrganisationSet};
use crate::questions::{Answer, Question, QuestionKind, Subjects};

/// The name of an organisation that has plans and no figures.
pub(super) fn planner(reader: &Reader, asked: &Question) -> Result<Option<String>, ActionError> {
    let Subjects::Codes(codes) = &asked.subjects else {
        return Ok(None);
    };
    let plans = reader.plans()?;
    let own = plans
        .into_iter()
        .find(|plan| codes.contains(&plan.organisation));
    Ok(own.map(|plan| plan.organisation_name))
}

/// The plans for a goal: of the organisation, or those that reach the place, or else all.
pub(super) fn for_goal(
    reader: &Reader,
    goal: &Goal,
    asked: &Question,
    of_organisation: bool,
) -> Result<Vec<Answer>, ActionError> {
    let question = Question {
        goal: Some(goal.number),
        subjects: if of_organisation {
            asked.subjects.clone()
        } else {
            Subjects::Unsaid
        },
        as_of: asked.as_of,
        ..Question::new(QuestionKind::Plans)
    };
    Ok(held(&question, reader)?.into_iter().collect())
}

/// The plans of an organisation; for others who has measures, plans and evidence for which goal. None in a book without plans.
pub(super) fn of_all(
    reader: &Reader,
    asked: &Question,
    of_organisation: bool,
) -> Result<Option<Answer>, ActionError> {
    if reader.plans()?.is_empty() {
        return Ok(None);
    }
    let question = if of_organisation {
        Question {
            subjects: asked.subjects.clone(),
            as_of: asked.as_of,
            ..Question::new(QuestionKind::Plans)
        }
    } else {
        Question {
            subjects: Subjects::Organisations(OrganisationSet::All),
            as_of: asked.as_of,
            ..Question::new(QuestionKind::Coverage)
        }
    };
    held(&question, reader)
}

/// The line below the title: the framework; of an organisation without plans that none is recorded.
pub(super) fn lead(
    reader: &Reader,
    asked: &Question,
    of_organisation: bool,
) -> Result<String, ActionError> {
    let framework = reader.frameworks()?.into_iter().next();
    let title = framework.map_or_else(String::new, |framework| framework.title);
    if !of_organisation {
        return Ok(title);
    }
    let plans = Question {
        subjects: asked.subjects.clone(),
        ..Question::new(QuestionKind::Plans)
    }
    .answer(reader)?;
    if plans.rows.is_empty() {
        Ok(format!("{title}. {}", plans.headline))
    } else {
        Ok(title)
    }
}
