use std::io;

use crate::actions::ActionError;
use crate::book::{BookError, LocalCopyError};
use crate::export::ExportError;
use crate::import::ReadError;
use crate::message::{Explain, Message};
use crate::questions::QuestionError;

/// Why the command line stops.
#[derive(Debug)]
pub enum Refusal {
    /// With the sentence that goes to stderr.
    Said(Message),
    /// Nobody reads the output any more, as after `| head`: nothing went wrong.
    NobodyListens,
}

impl Refusal {
    /// A refusal of a headline and a next step.
    pub fn new(headline: impl Into<String>, next: impl Into<String>) -> Self {
        Self::Said(Message::new(headline, next))
    }

    /// Prints the sentence to stderr, where there is one.
    pub fn print(&self) {
        if let Self::Said(message) = self {
            eprintln!("{message}");
        }
    }
}

macro_rules! refuse_with {
    ($($error:ty),*) => {
        $(impl From<$error> for Refusal {
            fn from(error: $error) -> Self {
                Self::Said(error.explain())
            }
        })*
    };
}

refuse_with!(
    ActionError,
    BookError,
    LocalCopyError,
    QuestionError,
    ExportError,
    ReadError
);

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::NobodyListens;
        }
        Self::Said(
            Message::new("The output could not be written.", "Check where it goes.")
                .with_details(error.to_string()),
        )
    }
}
