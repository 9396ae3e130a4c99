use std::path::PathBuf;

use crate::message::{Explain, Message};

/// Why a book could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// There is no such file.
    #[error("no such file: {0}")]
    Missing(PathBuf),
    /// SQLite's own error.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

impl Explain for BookError {
    fn explain(&self) -> Message {
        match self {
            Self::Missing(path) => Message::new(
                format!("There is no book at {}.", path.display()),
                "Check the path, or make one with New.",
            ),
            Self::Sqlite(error) => Message::new("The book could not be read.", "Restore a backup.")
                .with_details(error.to_string()),
        }
    }
}
