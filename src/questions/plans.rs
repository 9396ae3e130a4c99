//! What organisations say they will do for a goal. The book holds no commitments yet, and the answer says so.

use super::answer::Answer;
use super::ask::nothing;
use super::catalogue::Catalogue;
use super::{Question, QuestionError, Subjects, wording};
use crate::book::Reader;

/// The commitments that are recorded: none, and where they will come from.
pub(super) fn answer(
    question: &Question,
    _reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    let goal = match question.goal {
        Some(number) => {
            let goal = catalogue.goal(number)?;
            format!(" for goal {}, {}", goal.number, wording::inside(&goal.name))
        }
        None => String::new(),
    };
    let who = match &question.subjects {
        Subjects::Codes(codes) => {
            let names: Vec<String> = catalogue
                .all(codes)?
                .iter()
                .map(|one| wording::the(&one.name))
                .collect();
            format!(" by {}", wording::listed(&names))
        }
        Subjects::Areas(set) => format!(" by {}", set.plural()),
        Subjects::Organisations(set) => format!(" by {}", set.plural()),
        Subjects::Unsaid => String::new(),
    };
    let mut answer = nothing(
        question,
        &wording::headline(&[
            format!("No commitments{who}{goal} are recorded in this book yet."),
            format!("No commitments{who} are recorded in this book yet."),
            "No such commitments are recorded in this book yet.".to_owned(),
        ]),
    );
    answer.notes = vec![
        "That none is recorded says nothing of what an organisation does.".to_owned(),
        "Commitments come from organisations’ own plans: what they will do for a goal, by when and with what evidence. Books hold published figures only so far.".to_owned(),
    ];
    answer.spoken = format!("{} {}", answer.headline, answer.notes.join(" "));
    Ok(answer)
}
