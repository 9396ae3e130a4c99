use crate::book::BookError;
use crate::message::{Explain, Message};

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum QuestionError {
    /// The book could not be read.
    #[error(transparent)]
    Book(#[from] BookError),
}

impl Explain for QuestionError {
    fn explain(&self) -> Message {
        match self {
            Self::Book(error) => error.explain(),
        }
    }
}
