use std::io;

use crate::actions::ActionError;
use crate::book::BookError;
use crate::export::ExportError;
use crate::message::{Explain, Message};
use crate::questions::QuestionError;

/// Why the command line refuses: the sentence that goes to stderr.
#[derive(Debug)]
pub struct Refusal(pub Message);

impl Refusal {
    /// A refusal of a headline and a next step.
    pub fn new(headline: impl Into<String>, next: impl Into<String>) -> Self {
        Self(Message::new(headline, next))
    }
}

macro_rules! refuse_with {
    ($($error:ty),*) => {
        $(impl From<$error> for Refusal {
            fn from(error: $error) -> Self {
                Self(error.explain())
            }
        })*
    };
}

refuse_with!(ActionError, BookError, QuestionError, ExportError);

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self(
            Message::new("The output could not be written.", "Check where it goes.")
                .with_details(error.to_string()),
        )
    }
}
