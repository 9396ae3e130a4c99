//! The window: state, commands, jobs, pages, screens, widgets, theme. Holds no rules of its own: it asks the rooms behind it.

use std::path::PathBuf;

use crate::actions::Folders;
use crate::import::WorkerProgram;

/// What the window needs to know to open.
#[derive(Clone, Debug)]
pub struct WindowOptions {
    /// The book to open; the last one, or the sample, when not said.
    pub book: Option<PathBuf>,
    /// Where the user's folders are.
    pub folders: Folders,
    /// The program that reads files in a process of its own.
    pub worker: WorkerProgram,
}

/// Opens the window and returns when it is closed.
pub fn run(_options: WindowOptions) -> Result<(), String> {
    Err("there is no window yet".to_owned())
}
