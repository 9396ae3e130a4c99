use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::Holder;
use crate::message::{Explain, Message};

/// Why a book could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// There is no such file.
    #[error("no such file: {0}")]
    Missing(PathBuf),
    /// There is no folder for it.
    #[error("no such folder for: {0}")]
    NoFolder(PathBuf),
    /// A file is already there.
    #[error("exists: {0}")]
    Exists(PathBuf),
    /// The file holds nothing.
    #[error("empty file: {0}")]
    Empty(PathBuf),
    /// The file is something else, or a folder.
    #[error("not a book: {0}")]
    NoBook(PathBuf),
    /// The file is a SQLite database of another program.
    #[error("a database of another program: {0}")]
    Foreign(PathBuf),
    /// The file was written by a newer Levelbook, of the given schema.
    #[error("written by a newer version ({1}): {0}")]
    Newer(PathBuf, u32),
    /// Another program has changed the tables, or planted something among them.
    #[error("changed by another program: {0}: {1}")]
    Altered(PathBuf, String),
    /// The file is damaged; the text says what was found.
    #[error("damaged: {0}: {1}")]
    Damaged(PathBuf, String),
    /// Another window or person has it open to write to it.
    #[error("open elsewhere: {0}: {1:?}")]
    InUse(PathBuf, Box<Holder>),
    /// It lies no longer where it was opened.
    #[error("gone: {0}")]
    Vanished(PathBuf),
    /// Another file lies where it was opened.
    #[error("replaced: {0}")]
    Replaced(PathBuf),
    /// Another program has changed it since it was opened.
    #[error("changed elsewhere: {0}")]
    ChangedElsewhere(PathBuf),
    /// There is no backup of what should not be touched without.
    #[error("no backup: {0}")]
    NoBackup(Box<BookError>),
    /// No backup of the book is kept.
    #[error("no backups of {0}")]
    NothingKept(PathBuf),
    /// Nothing in the file could be recovered.
    #[error("nothing to recover: {0}")]
    NothingRecovered(PathBuf),
    /// Somebody else is writing to it.
    #[error("in use: {0}")]
    Busy(PathBuf),
    /// It can be read and not written.
    #[error("read-only: {0}")]
    ReadOnly(PathBuf),
    /// It may not be opened.
    #[error("no permission: {0}")]
    Denied(PathBuf),
    /// The disk is full.
    #[error("disk full: {0}")]
    DiskFull(PathBuf),
    /// The disk or the share failed.
    #[error("{0}: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// The disk or the share failed while SQLite was at it.
    #[error("{0}: {1}")]
    DiskFailed(PathBuf, rusqlite::Error),
    /// The user stopped it; the book is as it was.
    #[error("cancelled")]
    Cancelled,
    /// The file of this name holds no figures.
    #[error("no figures in {0}")]
    NoFigures(String),
    /// There is no import of this number.
    #[error("no import {0}")]
    NoSuchImport(u32),
    /// The import of this number was taken back before.
    #[error("import {0} is already undone")]
    AlreadyUndone(u32),
    /// No action is known, and no import stands.
    #[error("nothing to undo")]
    NothingToUndo,
    /// Nothing was undone since the last action.
    #[error("nothing to redo")]
    NothingToRedo,
    /// There is no recipe of this name.
    #[error("no recipe {0}")]
    NoSuchRecipe(String),
    /// A story, a slide, a vote or a note that is not there any more.
    #[error("no such {0}")]
    NoLonger(&'static str),
    /// No import stands, so there is nothing to compare.
    #[error("no imports")]
    NoImports,
    /// The framework has no goal of this number.
    #[error("no goal {1} in {0}")]
    NoSuchGoal(String, u32),
    /// A plan lacks its organisation or its activity.
    #[error("incomplete plan")]
    IncompletePlan,
    /// There is no plan of this code.
    #[error("no plan {0}")]
    NoSuchPlan(String),
    /// An outcome has no words.
    #[error("incomplete outcome")]
    IncompleteOutcome,
    /// There is no community-defined outcome of this code.
    #[error("no outcome {0}")]
    NoSuchOutcome(String),
    /// What was to be written contradicts itself; the text says how.
    #[error("inconsistent: {0}")]
    Inconsistent(String),
    /// A fault of the program ended the action, with these words; the book is as it was.
    #[error("the program made a mistake: {0}")]
    Broke(String),
    /// The thread that writes has ended.
    #[error("the writer has stopped")]
    Stopped,
    /// SQLite's own error, where none of the others fits.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

impl BookError {
    /// What the system says of the file at `path`.
    pub(super) fn of_file(path: &Path, error: std::io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::NotFound => Self::Missing(path),
            ErrorKind::PermissionDenied => Self::Denied(path),
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnly(path),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull(path),
            _ => Self::Unreadable(path, error),
        }
    }

    /// The same, with SQLite's own errors sorted by cause and tied to the book at `path`.
    pub(super) fn at(self, path: &Path) -> Self {
        let Self::Sqlite(error) = self else {
            return self;
        };
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(path),
            Some(ErrorCode::ReadOnly) => Self::ReadOnly(path),
            Some(ErrorCode::DiskFull) => Self::DiskFull(path),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(path, error.to_string())
            }
            Some(ErrorCode::PermissionDenied) => Self::Denied(path),
            // SQLite says no more of a journal that it cannot make than that it cannot be opened.
            Some(ErrorCode::CannotOpen) => match trouble_at(&path) {
                Some(trouble) => Self::of_file(&path, trouble),
                None => Self::DiskFailed(path, error),
            },
            Some(ErrorCode::OperationInterrupted) => Self::Cancelled,
            Some(ErrorCode::SystemIoFailure) => Self::DiskFailed(path, error),
            _ => Self::Sqlite(error),
        }
    }
}

/// Megabytes with which an action goes through: the pages that it changes lie on the disk twice while it does.
fn room_wanted(path: &Path) -> u64 {
    let book = std::fs::metadata(path).map_or(0, |about| about.len());
    book / 1_000_000 + 20
}

/// What the system says where the book cannot be opened, or no file be put beside it; nothing where both can be done by now.
fn trouble_at(path: &Path) -> Option<std::io::Error> {
    let opened = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(path);
    let beside = || {
        tempfile::Builder::new()
            .prefix(super::copying::UNFINISHED)
            .tempfile_in(path.parent()?)
            .and_then(|mut file| file.write_all(&[0; 4096]))
            .err()
    };
    opened.err().or_else(beside)
}

impl Explain for BookError {
    fn explain(&self) -> Message {
        match self {
            Self::Missing(path) => Message::new(
                format!("There is no book at {}.", path.display()),
                "Check the path, or make one with New.",
            ),
            Self::NoFolder(path) => Message::new(
                format!("There is no folder for {}.", path.display()),
                "Make the folder first, or choose another one.",
            ),
            Self::Exists(path) => Message::new(
                format!("There is already a file at {}.", path.display()),
                "Choose another name; nothing is overwritten.",
            ),
            Self::Empty(path) => Message::new(
                format!("The file {} is empty: a book never is.", path.display()),
                "If it lies in a cloud folder, wait until it has come down; otherwise restore a backup.",
            ),
            Self::NoBook(path) => Message::new(
                format!("{} is not a Levelbook book.", path.display()),
                "Open a file that ends in .levelbook; figures in other files are brought in with Import.",
            ),
            Self::Foreign(path) => Message::new(
                format!(
                    "{} is a database of another program, not a Levelbook book.",
                    path.display()
                ),
                "Open a book that Levelbook made. This file was not changed.",
            ),
            Self::Newer(path, version) => Message::new(
                format!(
                    "{} was written by a newer Levelbook (book version {version}; this program reads up to {}).",
                    path.display(),
                    super::migrations::NEWEST,
                ),
                "Update Levelbook to open it. The file was not changed.",
            ),
            Self::Altered(path, what) => Message::new(
                format!(
                    "The book {} was changed by another program: {what}.",
                    path.display()
                ),
                "Recover its figures into a new book, where nothing of another program runs, or restore a backup. The file was not changed.",
            ),
            Self::Damaged(path, what) => Message::new(
                format!("The book {} is damaged.", path.display()),
                "Restore a backup, or recover what can be read into a new book. This file was not changed.",
            )
            .with_details(what),
            Self::InUse(path, holder) => Message::new(
                format!(
                    "The book {} is open elsewhere: {}.",
                    path.display(),
                    holder.words()
                ),
                "Read it meanwhile, save a copy and work on that, or try again once it is closed there.",
            ),
            Self::Vanished(path) => Message::new(
                format!("The book is no longer at {}.", path.display()),
                "Bring the file, the folder or the network share back, or save a copy elsewhere. Nothing more is written until then.",
            ),
            Self::Replaced(path) => Message::new(
                format!(
                    "Another file has taken the place of the book {}.",
                    path.display()
                ),
                "Save a copy of what is open here, or open the file that lies there now. Nothing was written.",
            ),
            Self::ChangedElsewhere(path) => Message::new(
                format!(
                    "The book {} was changed elsewhere since it was opened.",
                    path.display()
                ),
                "Open it again to see what is in it now. Nothing was written.",
            ),
            Self::NoBackup(why) => {
                let why = why.explain();
                Message::new(
                    format!("No backup of the book could be made. {}", why.headline),
                    why.next,
                )
                .with_details(why.details)
            }
            Self::NothingKept(path) => Message::new(
                format!("No backups of the book {} are kept.", path.display()),
                "Recover what can be read of it, or ask whoever keeps backups of your folders.",
            ),
            Self::NothingRecovered(path) => Message::new(
                format!("Nothing in {} could be read.", path.display()),
                "Restore a backup, or ask whoever keeps backups of your folders. The file was not changed.",
            ),
            Self::Busy(path) => Message::new(
                format!(
                    "The book {} is being written to by another window or person.",
                    path.display()
                ),
                "Try again when they are done.",
            ),
            Self::ReadOnly(path) => Message::new(
                format!("The book {} can be read and not changed.", path.display()),
                "Save a copy in a folder of yours and work on that.",
            ),
            Self::Denied(path) => Message::new(
                format!("You have no permission to open {}.", path.display()),
                "Ask whoever keeps the folder, or choose another one.",
            ),
            Self::DiskFull(path) => Message::new(
                format!(
                    "The disk that holds {} is full; the book is as it was.",
                    path.display()
                ),
                format!(
                    "Free at least {} MB on it and try again.",
                    room_wanted(path)
                ),
            ),
            Self::Unreadable(path, error) => disk_failed(path).with_details(error.to_string()),
            Self::DiskFailed(path, error) => disk_failed(path).with_details(error.to_string()),
            Self::Cancelled => Message::new("Cancelled; the book is as it was.", ""),
            Self::NoFigures(file) => Message::new(
                format!("No figures were found in {file}; nothing was written."),
                "Name the sheet, the header row or the column that holds the figures.",
            ),
            Self::NoSuchImport(number) => Message::new(
                format!("The book has no import {number}."),
                "List the imports to see their numbers.",
            ),
            Self::AlreadyUndone(number) => Message::new(
                format!("Import {number} was already undone."),
                "Import its file again to bring the figures back.",
            ),
            Self::NothingToUndo => Message::new("There is nothing left to undo in this book.", ""),
            Self::NothingToRedo => Message::new(
                "There is nothing to do again: only what was undone last can be.",
                "",
            ),
            Self::NoSuchRecipe(name) => Message::new(
                format!("There is no recipe “{name}” in this book."),
                "List the recipes to see their names.",
            ),
            Self::NoLonger(what) => Message::new(
                format!("There is no such {what} in this book any more."),
                "It was removed meanwhile; undo brings it back.",
            ),
            Self::NoImports => Message::new(
                "There is no import in this book.",
                "Bring figures in with Import.",
            ),
            Self::NoSuchGoal(framework, number) => Message::new(
                format!("The framework {framework} has no goal {number}."),
                "List the goals to see their numbers.",
            ),
            Self::IncompletePlan => Message::new(
                "A plan needs at least an organisation and what it does; nothing was written.",
                "Fill in both and save again.",
            ),
            Self::NoSuchPlan(code) => Message::new(
                format!("There is no plan “{code}” in this book."),
                "List the plans to see their codes.",
            ),
            Self::IncompleteOutcome => Message::new(
                "An outcome needs words; nothing was written.",
                "Write down what was said and save again.",
            ),
            Self::NoSuchOutcome(code) => Message::new(
                format!("There is no community-defined outcome “{code}” in this book."),
                "Look on the page of its goal.",
            ),
            Self::Inconsistent(what) => Message::new(
                "What was read from the file contradicts itself; nothing was written.",
                "Please report this with the file's name.",
            )
            .with_details(what),
            Self::Broke(words) => Message::new(
                "Levelbook made a mistake while writing; the book is as it was.",
                "Try again; if it happens again, the details help to mend it.",
            )
            .with_details(words),
            Self::Stopped => Message::new(
                "The book can no longer be written to.",
                "Close Levelbook and open the book again.",
            ),
            Self::Sqlite(error) => Message::new(
                "The book could not be read or written.",
                "Close Levelbook, open the book again and try once more.",
            )
            .with_details(error.to_string()),
        }
    }
}

fn disk_failed(path: &Path) -> Message {
    Message::new(
        format!(
            "The disk or the network share that holds {} failed.",
            path.display()
        ),
        "Check the drive or the connection and try again.",
    )
}
