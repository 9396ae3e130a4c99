use crate::actions::slides::mark_of;
use crate::domain::SlideContent;
use crate::questions::{Answer, QuestionKind};

/// Slides on their way into a story: figures that hold something, each finding once, and what was missing.
#[derive(Default)]
pub(super) struct Gathered {
    /// The figures so far.
    pub(super) slides: Vec<SlideContent>,
    findings: Vec<String>,
    /// What was asked for and is not there.
    pub(super) missing: Vec<String>,
    room: usize,
}

impl Gathered {
    /// Room for so many figures.
    pub(super) fn with_room(room: usize) -> Self {
        Self {
            room,
            ..Self::default()
        }
    }

    /// Whether there are as many figures as there is room for.
    pub(super) fn is_full(&self) -> bool {
        self.slides.len() >= self.room
    }

    /// Takes a figure in where it says something that was not said yet.
    pub(super) fn take(&mut self, answer: Option<Answer>, missing: &str) {
        match answer {
            Some(answer) if !self.is_full() && !self.findings.contains(&answer.headline) => {
                self.findings.push(answer.headline.clone());
                self.slides.push(SlideContent {
                    seen: mark_of(&answer),
                    notes: prompt(answer.question.kind).to_owned(),
                    ..SlideContent::figure(answer.question.address())
                });
            }
            Some(_) => {}
            None if missing.is_empty() || self.missing.iter().any(|known| known == missing) => {}
            None => self.missing.push(missing.to_owned()),
        }
    }
}

/// What the speaker may ask the room on a figure of a kind.
fn prompt(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Overview => "Let the room read first. Which goal surprises you?",
        QuestionKind::Goal | QuestionKind::Profile => {
            "Take one row: what lies behind it here? The figures say where, not why."
        }
        QuestionKind::Trend => "What happened here in these years that people remember?",
        QuestionKind::Ranking | QuestionKind::Spread | QuestionKind::Map => {
            "Who is near to us in this order, and like us? Neighbours in a ranking may not truly differ."
        }
        QuestionKind::Gap | QuestionKind::Closing => {
            "Who are the people behind the gap, and who of them is in this room?"
        }
        QuestionKind::Comparison => "Whom could we ask how they got there?",
        QuestionKind::Relationship => "Two things that go together need not cause each other.",
        QuestionKind::Inequality => "An average hides people: who is furthest away?",
        QuestionKind::Coverage => "What would we need to know, and who could tell us?",
        QuestionKind::Plans => "What will we do, who will do it, and by when?",
    }
}
