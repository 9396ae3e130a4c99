use std::path::{Path, PathBuf};

use crate::desktop::keeping::{KeptBook, Refused};
use crate::desktop::state::State;
use crate::message::Message;

/// What is kept of a book elsewhere, and what can be done where the book itself was not opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct KeepingPage {
    /// The page's title.
    pub title: String,
    /// Below the title.
    pub subtitle: String,
    /// Why the book was not opened; none for the open book.
    pub refused: Option<Message>,
    /// Whether something may be read of it all the same.
    pub can_be_recovered: bool,
    /// Whether trying again may help.
    pub may_pass: bool,
    /// The name of the book that is still open behind it.
    pub behind: Option<String>,
    /// When each backup was made, what it holds, and its file.
    pub backups: Vec<(String, String, PathBuf)>,
    /// Where restored and recovered books go, in words.
    pub where_to: String,
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn lines(backups: &[KeptBook]) -> Vec<(String, String, PathBuf)> {
    backups
        .iter()
        .map(|one| {
            let when = format!("{}, revision {}", one.when, one.kept.revision);
            (when, one.holds.clone(), one.kept.path.clone())
        })
        .collect()
}

/// The screen of a book that was not opened.
pub(super) fn refused(refused: &Refused, state: &State) -> KeepingPage {
    KeepingPage {
        title: format!("{} was not opened", name(&refused.path)),
        subtitle: refused.path.display().to_string(),
        refused: Some(refused.message.clone()),
        can_be_recovered: refused.can_be_recovered,
        may_pass: refused.may_pass,
        behind: state.book.as_ref().map(|book| name(&book.path)),
        backups: lines(&refused.backups),
        where_to: "Each is written as a new file; what lies there now stays as it is.".to_owned(),
    }
}

/// The screen of the open book's backups.
pub(super) fn backups(backups: &[KeptBook], path: &Path) -> KeepingPage {
    KeepingPage {
        title: "Backups".to_owned(),
        subtitle: format!(
            "Copies of {} that were made without being asked: before the first change, every quarter of an hour while it changes, and on closing",
            name(path)
        ),
        backups: lines(backups),
        where_to: "A backup is opened as a new file beside this book, which stays as it is."
            .to_owned(),
        ..KeepingPage::default()
    }
}
