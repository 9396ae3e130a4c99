use super::answer::Answer;
use super::ask::{about, figures_for_standings, nothing};
use super::catalogue::Catalogue;
use super::detail::Detail;
use super::held::Held;
use super::overview::assemble;
use super::standing::About;
use super::{Question, QuestionError, groups};
use crate::book::Reader;
use crate::domain::Indicator;

/// One subject on all its indicators, or on those of a goal.
pub(super) fn answer(
    question: &Question,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    let Some(about) = about(question, reader, catalogue)? else {
        return Ok(nothing(question, "This book holds no figures yet."));
    };
    let indicators = match question.goal {
        Some(number) => catalogue.of_goal(catalogue.goal(number)?.number),
        None => catalogue.in_order(),
    };
    let held = figures_for_standings(reader, &about, &indicators, &question.group)?;
    let mut answer = compute(question, &about, &held, &indicators);
    groups::name_those_by_group(&mut answer, reader, &about, &indicators)?;
    Ok(answer)
}

/// The answer from figures.
pub(super) fn compute(
    question: &Question,
    about: &About<'_>,
    held: &Held,
    indicators: &[&Indicator],
) -> Answer {
    let standings = about.standings(held, indicators);
    let mut answer = assemble(question, about, standings, "");
    if answer.rows.iter().any(|row| row.rank.is_some()) {
        answer.notes.push(
            "Position 1 is the best placed: highest, lowest or closest to the target as the indicator asks; highest where neither counts as better."
                .to_owned(),
        );
    }
    answer.detail = Detail::Profile {
        peers: about.peers_in_words(),
    };
    answer
}
