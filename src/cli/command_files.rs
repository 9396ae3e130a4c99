use std::path::{Path, PathBuf};

use super::Command;

impl Command {
    /// The book, and the file that is written, of a command that has them.
    pub(super) fn files(&self) -> Vec<&Path> {
        match self {
            Self::Draw { book, output, .. }
            | Self::Export { book, output, .. }
            | Self::Report { book, output, .. } => vec![book, output],
            Self::Backup { book, output } => {
                output.iter().chain([book]).map(PathBuf::as_path).collect()
            }
            Self::Import(arguments) => vec![&arguments.book],
            Self::New { book, .. }
            | Self::Undo { book, .. }
            | Self::List { book, .. }
            | Self::Ask { book, .. }
            | Self::Check { book } => vec![book],
            _ => Vec::new(),
        }
    }
}
