use super::answer::Answer;
use super::ask::{about, figures_for_standings, nothing};
use super::catalogue::Catalogue;
use super::detail::{Detail, IndicatorSummary};
use super::held::Held;
use super::overview::assemble;
use super::standing::About;
use super::{Question, QuestionError, groups};
use crate::book::Reader;
use crate::domain::{Goal, Indicator};

/// One goal for a subject.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    let Some(number) = question.goal else {
        return Err(QuestionError::Missing {
            kind: "goal",
            key: "a goal",
            example: "goal?goal=5".to_owned(),
        });
    };
    let goal = catalogue.goal(number)?;
    let Some(about) = about(question, reader, catalogue)? else {
        return Ok(nothing(question, "This book holds no figures yet."));
    };
    let indicators = catalogue.of_goal(number);
    let held = figures_for_standings(reader, &about, &indicators, &question.group)?;
    let mut answer = compute(question, &about, &held, goal, &indicators);
    groups::name_those_by_group(&mut answer, reader, &about, &indicators)?;
    Ok(answer)
}

/// The answer from figures.
pub(super) fn compute(
    question: &Question,
    about: &About<'_>,
    held: &Held,
    goal: &Goal,
    indicators: &[&Indicator],
) -> Answer {
    let standings = about.standings(held, indicators);
    let summaries: Vec<IndicatorSummary> =
        standings.iter().map(|one| one.summary.clone()).collect();
    let of_what = format!(" for goal {}", goal.number);
    let mut answer = assemble(question, about, standings, &of_what);
    for row in &mut answer.rows {
        row.goal = Some(goal.number);
    }
    answer.subtitle = format!("Goal {}, {}. {}", goal.number, goal.name, answer.subtitle);
    answer.detail = Detail::Goal {
        indicators: summaries,
    };
    answer
}
