use super::QuestionKind;
use crate::book::BookError;
use crate::message::{Explain, Message};

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum QuestionError {
    /// The book could not be read.
    #[error(transparent)]
    Book(#[from] BookError),
    /// The first word of an address is no kind of question.
    #[error("There is no kind of question “{wanted}”.")]
    UnknownKind {
        /// What was asked for.
        wanted: String,
        /// The nearest names; empty when none is near.
        near: String,
    },
    /// A key that no question has.
    #[error("Questions have no key “{key}”.")]
    UnknownKey {
        /// What was given.
        key: String,
        /// The nearest keys.
        near: String,
    },
    /// A key with a value that it cannot have.
    #[error("“{value}” is no value of {key}.")]
    UnknownValue {
        /// The key.
        key: &'static str,
        /// What was given.
        value: String,
        /// What it may be.
        known: String,
    },
    /// An indicator that the book does not hold.
    #[error("No indicator “{wanted}” in this book.")]
    UnknownIndicator {
        /// What was asked for.
        wanted: String,
        /// The nearest codes.
        near: String,
    },
    /// A place or organisation that the book does not hold.
    #[error("No place or organisation “{wanted}” in this book.")]
    UnknownSubject {
        /// What was asked for.
        wanted: String,
        /// The nearest names with codes.
        near: String,
    },
    /// A goal that the framework does not have.
    #[error("{framework} has no goal {wanted}.")]
    UnknownGoal {
        /// What was asked for.
        wanted: u32,
        /// Title of the framework.
        framework: String,
        /// Its goals: `1 to 14`.
        known: String,
    },
    /// A framework that the book does not hold.
    #[error("No framework “{wanted}” in this book.")]
    UnknownFramework {
        /// What was asked for.
        wanted: String,
        /// The nearest codes.
        near: String,
    },
    /// A period without figures of the indicator.
    #[error("{indicator} has no figures for “{wanted}”.")]
    UnknownPeriod {
        /// What was asked for.
        wanted: String,
        /// Name of the indicator.
        indicator: String,
        /// The nearest periods, or the first and last.
        known: String,
    },
    /// A people group without figures.
    #[error("No figures for the people group “{wanted}”.")]
    UnknownGroup {
        /// What was asked for.
        wanted: String,
        /// The nearest groups.
        known: String,
    },
    /// A key that the question needs.
    #[error("The question “{kind}” needs {key}.")]
    Missing {
        /// The kind of question.
        kind: &'static str,
        /// What it needs, in words.
        key: &'static str,
        /// An address that has it.
        example: String,
    },
    /// More subjects than can be compared at once.
    #[error("At most {most} can be compared at once; {given} were given.")]
    TooMany {
        /// How many were given.
        given: usize,
        /// How many there may be.
        most: usize,
    },
    /// Subjects that cannot stand in one comparison (METHODS M16).
    #[error("{what}")]
    Unlike {
        /// What cannot be compared, in one sentence.
        what: String,
        /// What can.
        comparable: String,
    },
}

impl Explain for QuestionError {
    fn explain(&self) -> Message {
        let next = match self {
            Self::Book(error) => return error.explain(),
            Self::UnknownKind { near, .. } => or_else(near, &all_kinds()),
            Self::UnknownKey { near, .. } => or_else(
                near,
                "Keys are indicator, goal, framework, subjects, areas, organisations, sector, size, parent, neighbours-of, focus, group, between, benchmark and period.",
            ),
            Self::UnknownIndicator { near, .. } => {
                or_else(near, "List the indicators of the book to see their codes.")
            }
            Self::UnknownSubject { near, .. } => or_else(
                near,
                "List the places or organisations of the book to see their codes.",
            ),
            Self::UnknownFramework { near, .. } => {
                or_else(near, "Leave it out for the built-in one.")
            }
            Self::UnknownGoal { known, .. } => format!("Its goals are {known}."),
            Self::UnknownValue { known, .. } => format!("It may be {known}."),
            Self::UnknownPeriod { known, .. } | Self::UnknownGroup { known, .. } => {
                if known.is_empty() {
                    String::new()
                } else {
                    format!("There are figures for {known}.")
                }
            }
            Self::Missing { example, .. } => format!("Ask for example “{example}”."),
            Self::TooMany { .. } => "Name fewer of them.".to_owned(),
            Self::Unlike { comparable, .. } => comparable.clone(),
        };
        Message::new(self.to_string(), next)
    }
}

/// Every kind of question, in words.
fn all_kinds() -> String {
    let words = QuestionKind::ALL.map(|kind| kind.word().to_owned());
    format!("Questions are {}.", super::wording::listed(&words))
}

/// The nearest names as a question, or what else to do.
fn or_else(near: &str, otherwise: &str) -> String {
    if near.is_empty() {
        otherwise.to_owned()
    } else {
        format!("Did you mean {near}?")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered() {
        let error = QuestionError::UnknownIndicator {
            wanted: "employmet-rate".to_owned(),
            near: "“employment-rate”".to_owned(),
        };
        assert_eq!(
            error.explain().to_string(),
            "No indicator “employmet-rate” in this book. Did you mean “employment-rate”?"
        );
    }
}
