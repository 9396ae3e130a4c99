use std::path::PathBuf;

use crate::book::{Kept, LocalCopy};
use crate::message::Message;

/// How the file of the open book stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Why it can only be read; none where it can be changed.
    pub read_only: Option<Message>,
    /// Why what lies there is no longer what was opened.
    pub gone: Option<Message>,
    /// What is worth knowing of its folder.
    pub notes: Vec<Message>,
    /// Whose local copy it is; none where it is a book of its own.
    pub local: Option<LocalCopy>,
}

/// A book that was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Where it lies, or should.
    pub path: PathBuf,
    /// Why, and what to do next.
    pub message: Message,
    /// Whether something may be read of it all the same.
    pub can_be_recovered: bool,
    /// Whether trying again may help.
    pub may_pass: bool,
    /// Its backups, newest first.
    pub backups: Vec<KeptBook>,
}

/// A backup with what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptBook {
    /// The backup.
    pub kept: Kept,
    /// When it was made, by the clock on the wall.
    pub when: String,
    /// What it holds, in words.
    pub holds: String,
}

/// What is done with the backups of a book, or with a damaged one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeepingWork {
    /// Hold its file while it is open.
    Hold,
    /// List its backups.
    List,
    /// Make a backup now.
    BackUp,
    /// Write this backup as a new book.
    Restore(PathBuf),
    /// Read what can be read into a new book.
    Recover,
    /// Make a local copy, or go on with the one that there is.
    WorkLocally,
    /// Put the local copy in its book's place.
    PutBack,
    /// Remove the local copy.
    EndLocally,
}

/// What the user wants of backups and of a book that was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeepingCommand {
    /// Show the backups of the open book.
    ShowBackups,
    /// Make a backup now.
    BackUp,
    /// Write this backup as a new book, and open that.
    Restore(PathBuf),
    /// Read what can be read into a new book, and open that.
    Recover,
    /// Work on a local copy of the open book, or on the book again where it is one.
    TurnLocal,
    /// Put the local copy in its book's place.
    PutBack,
    /// Open the book that was refused, or the open one, again.
    OpenAgain,
    /// Go back from a book that was refused.
    Leave,
    /// Close what is said of the folder.
    DismissNote,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum KeepingEvent {
    /// How the file of a book stands.
    Stands(PathBuf, Box<Standing>),
    /// What lies where a book was opened is no longer what was opened, or is so again.
    Gone(PathBuf, Option<Message>),
    /// The backups of a book.
    Listed(PathBuf, Vec<KeptBook>),
    /// A local copy was put in its book's place, as is said here, or not.
    PutBack(Result<(Box<LocalCopy>, String), Message>),
    /// A new book was written, and this is said of it.
    Written(Result<(PathBuf, Message), Message>),
}
