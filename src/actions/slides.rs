use super::ActionError;
use crate::book::{BookError, Reader};
use crate::domain::{AsOf, Goal, GoalLink, Period, SlideBody, SlideContent};
use crate::figures::{Face, FaceBody, Figure};
use crate::message::Explain;
use crate::questions::{Answer, Question, QuestionError};

/// What is read once for all slides of a story: which goal each belongs to.
pub struct Stage<'a> {
    reader: &'a Reader,
    goals: Vec<Goal>,
    links: Vec<GoalLink>,
}

impl<'a> Stage<'a> {
    /// The stage of a book.
    pub fn of(reader: &'a Reader) -> Result<Self, BookError> {
        let goals = reader.goals(None)?;
        let framework = goals.first().map(|goal| goal.framework.clone());
        let mut links = reader.goal_links()?;
        links.retain(|link| Some(&link.framework) == framework.as_ref());
        Ok(Self {
            reader,
            goals,
            links,
        })
    }

    /// The slide as it is painted, with the figures that the book holds now, or held when it was frozen. A question without an
    /// answer becomes a slide that says why.
    pub fn face(&self, content: &SlideContent, number: usize) -> Result<Face, ActionError> {
        let mut face = Face {
            title: content.title.clone(),
            subtitle: String::new(),
            body: FaceBody::Text(Vec::new()),
            remark: content.remark.clone(),
            warning: String::new(),
            goal: String::new(),
            number,
        };
        match &content.body {
            SlideBody::Text(text) => {
                let points = text.lines().map(str::trim).filter(|line| !line.is_empty());
                face.body = FaceBody::Text(points.map(str::to_owned).collect());
            }
            SlideBody::Section(about) => face.body = FaceBody::Section(about.clone()),
            SlideBody::Figure(address) => match self.answer(address, content) {
                Ok((answer, is_kept)) => {
                    if !is_kept {
                        face.warning = warning(content, &answer);
                    }
                    self.fill(&mut face, &answer);
                }
                Err(QuestionError::Book(error)) => return Err(error.into()),
                Err(error) => {
                    let message = error.explain();
                    if face.title.is_empty() {
                        "This slide has no answer in this book".clone_into(&mut face.title);
                    }
                    face.body = FaceBody::Unanswered(message.to_string());
                }
            },
        }
        Ok(face)
    }

    /// The answer that is shown, and whether it was kept when the slide was frozen; one that could not be kept is asked as of then.
    fn answer(
        &self,
        address: &str,
        content: &SlideContent,
    ) -> Result<(Answer, bool), QuestionError> {
        let moment = content.frozen.map(AsOf::Moment);
        if let Some(kept) = moment.and_then(|moment| Answer::from_kept(&content.seen, moment)) {
            return Ok((kept, true));
        }
        let question = Question::from_address(address)?;
        let asked = Question {
            as_of: moment.or(question.as_of),
            ..question
        };
        Ok((asked.answer(self.reader)?, false))
    }

    fn fill(&self, face: &mut Face, answer: &Answer) {
        if face.title.is_empty() {
            face.title.clone_from(&answer.headline);
        }
        face.subtitle.clone_from(&answer.subtitle);
        face.goal = self.goal_of(answer);
        face.body = FaceBody::Figure(Box::new(Figure::of(answer)));
    }

    /// The goal that an answer is about, as the foot of a slide shows it; empty where it is about several.
    fn goal_of(&self, answer: &Answer) -> String {
        let number = answer.question.goal.or_else(|| {
            let first = answer.question.indicators.first()?;
            let mut links = self.links.iter();
            links
                .find(|link| link.indicator == *first)
                .map(|link| link.goal)
        });
        let goal = number.and_then(|number| self.goals.iter().find(|goal| goal.number == number));
        goal.map_or_else(String::new, |goal| {
            format!("Goal {}: {}", goal.number, goal.name)
        })
    }
}

/// What must be said of an answer that is not the one that was seen; empty where it is.
fn warning(content: &SlideContent, answer: &Answer) -> String {
    if content.seen.is_empty() || content.seen == mark_of(answer) {
        return String::new();
    }
    match content.frozen {
        Some(_) => "Some of the figures that were frozen are no longer in the book.".to_owned(),
        None => "The figures have changed since this slide was made.".to_owned(),
    }
}

/// What a slide keeps of an answer when it is frozen: the answer itself, or its mark where it cannot be kept.
pub fn frozen_of(answer: &Answer) -> String {
    answer.kept().unwrap_or_else(|| mark_of(answer))
}

/// A short mark of the figures of an answer: another one where any figure, name or period is another.
pub fn mark_of(answer: &Answer) -> String {
    let mut mark: u64 = 0xCBF2_9CE4_8422_2325;
    let mut add = |text: &str| {
        for byte in text.bytes().chain([0x1F]) {
            mark = (mark ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    };
    for row in &answer.rows {
        add(&row.subject_code.0);
        add(&row.indicator_code.0);
        add(&row.period.map_or_else(String::new, Period::key));
        add(&row.group.key());
        add(&row.shown());
    }
    format!("{mark:016x}")
}
