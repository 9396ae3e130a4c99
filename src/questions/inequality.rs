//! How unequal the figures of a set of places are: the plain ends first, then the measures of dispersion; or the gradient over
//! groups by deprivation. Chooses which; the two are beside it.

mod gradient;
mod set;
mod words;

pub(super) use words::to_middle;

use std::sync::Arc;

use super::answer::Answer;
use super::catalogue::Catalogue;
use super::circle::Circle;
use super::detail::{Detail, Unequal};
use super::gap::refusal_of;
use super::pairs::circle_of;
use super::trend::{check_period, the_indicator};
use super::when::When;
use super::{Between, Question, QuestionError, Subjects, deprivation};
use crate::book::Reader;
use crate::domain::Indicator;
use crate::statistics::Reason;

/// What an inequality is about.
struct Asked<'q, 'a> {
    question: &'q Question,
    reader: &'q Reader,
    catalogue: &'a Catalogue,
    indicator: &'a Indicator,
    when: When,
    /// Those of a set to whom the question narrows it.
    circle: Option<Arc<Circle>>,
}

/// How unequal figures are.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    let indicator = catalogue.indicator(the_indicator(question)?)?;
    let when = When::of(question.period.as_deref());
    check_period(reader, indicator, &when)?;
    let asked = Asked {
        question,
        reader,
        catalogue,
        indicator,
        when,
        circle: circle_of(question, reader, catalogue)?,
    };
    let of_set = asked.circle.is_some()
        || matches!(
            question.subjects,
            Subjects::Areas(_) | Subjects::Organisations(_)
        );
    let groups = deprivation::ordered(&question.group, &reader.groups(Some(&indicator.code))?);
    match (&question.between, groups) {
        (Between::Deprivation, Err(reason)) => Ok(asked.refused(
            "the groups by deprivation",
            "the latest period",
            reason,
            &[],
        )),
        (Between::Deprivation, Ok(groups)) => asked.gradient(&groups),
        (Between::Unsaid, Ok(groups)) if !of_set => asked.gradient(&groups),
        _ => asked.over_set(),
    }
}

impl Asked<'_, '_> {
    /// M19, inequality, where nothing can be said.
    fn refused(&self, who: &str, period: &str, reason: Reason, notes: &[String]) -> Answer {
        let headline = words::refused(self.indicator, who, period, reason);
        let mut answer = refusal_of(self.question, &headline, notes);
        answer.detail = Detail::Inequality(Box::new(Unequal {
            reason: reason.in_words().to_owned(),
            ..Unequal::default()
        }));
        answer
    }
}
