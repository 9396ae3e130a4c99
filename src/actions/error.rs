use std::io;
use std::path::{Path, PathBuf};

use crate::book::BookError;
use crate::export::ExportError;
use crate::import::{Listed, ReadError, RecipeError};
use crate::message::{Explain, Message};
use crate::questions::QuestionError;

/// Why an action was refused.
#[derive(Debug, thiserror::Error)]
pub enum ActionError {
    /// The book.
    #[error(transparent)]
    Book(#[from] BookError),
    /// The file to be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The question.
    #[error(transparent)]
    Question(#[from] QuestionError),
    /// The file to be written.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The user has no home folder.
    #[error("no home folder")]
    NoHome,
    /// A folder of ours cannot be made.
    #[error("{path}: {source}")]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The framework has no such goal.
    #[error("no goal {number}")]
    UnknownGoal {
        /// What was asked for.
        number: u32,
        /// Goals with a number like it, as words; empty when none is near.
        near: String,
    },
    /// A report of a place was asked for an organisation, or the other way round.
    #[error("{name} is a {is}")]
    OtherSort {
        /// Its name and code.
        name: String,
        /// What was asked for: `organisation`.
        wanted: &'static str,
        /// What it is: `place`.
        is: &'static str,
    },
    /// The book has no such recipe.
    #[error("no recipe {name}")]
    UnknownRecipe {
        /// What was asked for.
        name: String,
        /// The nearest names; empty when none is near.
        near: String,
    },
    /// There is no such story.
    #[error("no story {name}")]
    UnknownStory {
        /// What was asked for.
        name: String,
        /// The nearest codes; empty when none is near.
        near: String,
    },
    /// The story has no slides.
    #[error("no slides in {story}")]
    NoSlides {
        /// Its title.
        story: String,
    },
    /// The book has another recipe of that name.
    #[error("another recipe {name}")]
    RecipeExists {
        /// The name.
        name: String,
    },
    /// The file of a recipe cannot be read.
    #[error("{path}: {source}")]
    RecipeUnreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is no recipe that can be used.
    #[error(transparent)]
    Recipe(#[from] RecipeError),
    /// A file may be an earlier edition than what is in the book, or a correction of it.
    #[error("earlier or later than import {before}? {why}")]
    EditionUnclear {
        /// The import of whose figures it says otherwise.
        before: u32,
        /// How many figures it would revise.
        revised: u64,
        /// What speaks for its being earlier.
        why: String,
    },
    /// The file holds a list of plans or of outcomes and no figures.
    #[error("a list: {}", .0.file())]
    Listed(Box<Listed>),
    /// The file holds no such list.
    #[error("no plans in {file}")]
    NoPlans {
        /// Name of the file.
        file: String,
    },
    /// The name's ending names no kind of file that can be written.
    #[error("unknown ending: {path}")]
    UnknownEnding {
        /// The file.
        path: PathBuf,
        /// The endings that are known.
        known: &'static str,
    },
}

impl ActionError {
    pub(super) fn folder(path: &Path, source: io::Error) -> Self {
        Self::Folder {
            path: path.to_path_buf(),
            source,
        }
    }
}

impl Explain for ActionError {
    fn explain(&self) -> Message {
        match self {
            Self::Book(error) => error.explain(),
            Self::Read(error) => error.explain(),
            Self::Question(error) => error.explain(),
            Self::Export(error) => error.explain(),
            Self::NoHome => Message::new(
                "This account has no home folder, so there is no place for the sample book.",
                "Name a folder in the variable LEVELBOOK_HOME.",
            ),
            Self::Folder { path, source } => Message::new(
                format!("The folder {} cannot be made.", path.display()),
                "Check that you may write there, or name another folder in the variable LEVELBOOK_HOME.",
            )
            .with_details(source.to_string()),
            Self::UnknownGoal { number, near } => Message::new(
                format!("There is no goal {number}."),
                if near.is_empty() {
                    "List the goals of the book to see their numbers.".to_owned()
                } else {
                    format!("Did you mean {near}?")
                },
            ),
            Self::OtherSort { name, wanted, is } => Message::new(
                format!(
                    "{name} is {} {is}, not {} {wanted}.",
                    article(is),
                    article(wanted)
                ),
                format!("Ask for the {is}’s report with --{is}."),
            ),
            Self::UnknownRecipe { name, near } => Message::new(
                format!("There is no recipe “{name}” in this book."),
                if near.is_empty() {
                    "List the recipes of the book to see their names.".to_owned()
                } else {
                    format!("Did you mean {near}?")
                },
            ),
            Self::UnknownStory { name, near } => Message::new(
                format!("There is no story “{name}” in this book."),
                if near.is_empty() {
                    "List the stories of the book to see their codes.".to_owned()
                } else {
                    format!("Did you mean {near}?")
                },
            ),
            Self::NoSlides { story } => Message::new(
                format!("The story “{story}” has no slides yet."),
                "Press Ctrl+D on a figure to add it.",
            ),
            Self::RecipeExists { name } => Message::new(
                format!("The book has another recipe named “{name}”."),
                "Remove that one first, or change the name in the file.",
            ),
            Self::RecipeUnreadable { path, source } => Message::new(
                format!("The file {} cannot be read.", path.display()),
                "Check the path, and that you may read it.",
            )
            .with_details(source.to_string()),
            Self::Recipe(error) => error.explain(),
            Self::EditionUnclear {
                before,
                revised,
                why,
            } => Message::new(
                format!(
                    "This looks like an earlier edition than import {before}, and would revise {revised} of its figures. {why}"
                ),
                "Say which it is with --edition earlier, which keeps the later figures current, or --edition later.",
            ),
            Self::Listed(list) => Message::new(
                format!("{} is a list of {}, and holds no figures.", list.file(), list.what()),
                "Bring it in on the screen Plans.",
            ),
            Self::NoPlans { file } => Message::new(
                format!("{file} is no list of plans or outcomes: no header names an organisation and what is done, or an outcome and who defined it."),
                "Save the template, fill it in, and bring that in.",
            ),
            Self::UnknownEnding { path, known } => Message::new(
                format!("The ending of {} names no kind of file that can be written.", path.display()),
                format!("Use one of {known}."),
            ),
        }
    }
}

fn article(word: &str) -> &'static str {
    if word.starts_with('o') { "an" } else { "a" }
}
