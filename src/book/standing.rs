//! Whether the file at a book's path is still the one that was opened, and says what it said.

use std::fs::{File, Metadata};
use std::path::Path;

use rusqlite::Connection;

use super::BookError;

/// Which file a file is, whatever it is called and whatever is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileMark {
    first: u64,
    second: u64,
}

impl FileMark {
    /// The file at a path; none where there is none, or it cannot be told.
    pub(super) fn of(path: &Path) -> Option<Self> {
        std::fs::metadata(path)
            .ok()
            .and_then(|about| Self::from(&about))
    }

    /// An open file.
    pub(super) fn of_file(file: &File) -> Option<Self> {
        file.metadata().ok().and_then(|about| Self::from(&about))
    }

    #[cfg(unix)]
    #[expect(clippy::unnecessary_wraps, reason = "other systems may not know")]
    fn from(about: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        Some(Self {
            first: about.dev(),
            second: about.ino(),
        })
    }

    /// When it was made stands for which it is.
    #[cfg(not(unix))]
    fn from(about: &Metadata) -> Option<Self> {
        let made = about.created().ok()?;
        let since = made.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some(Self {
            first: since.as_secs(),
            second: u64::from(since.subsec_nanos()),
        })
    }
}

/// Whether a book still lies where it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It does.
    There,
    /// Nothing lies there, or the folder or the share is gone.
    Gone,
    /// Another file lies there.
    Replaced,
}

/// The file that was opened as a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened(Option<FileMark>);

impl Opened {
    /// The file that lies at `path` now.
    pub fn at(path: &Path) -> Self {
        Self(FileMark::of(path))
    }

    /// Whether it is still the one at `path`. Takes one look at the folder, none into the file.
    pub fn presence(&self, path: &Path) -> Presence {
        match (std::fs::symlink_metadata(path), self.0) {
            (Err(_), _) => Presence::Gone,
            (Ok(_), Some(opened)) if FileMark::of(path) != Some(opened) => Presence::Replaced,
            _ => Presence::There,
        }
    }
}

/// The state of an open book as its one writer knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    opened: Opened,
    /// SQLite's count of what other connections wrote.
    others: i64,
    uuid: String,
    revision: i64,
}

impl Standing {
    /// As it is now.
    pub(super) fn of(connection: &Connection, opened: Opened) -> rusqlite::Result<Self> {
        let (uuid, revision) = connection
            .prepare_cached("SELECT book_uuid, revision FROM meta")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Self {
            opened,
            others: connection.query_row("PRAGMA data_version", [], |row| row.get(0))?,
            uuid,
            revision,
        })
    }

    /// An error where the book is no longer what it was: then nothing may be written.
    pub(super) fn verify(&self, connection: &Connection, path: &Path) -> Result<(), BookError> {
        match self.opened.presence(path) {
            Presence::There => {}
            Presence::Gone => return Err(BookError::Vanished(path.to_owned())),
            Presence::Replaced => return Err(BookError::Replaced(path.to_owned())),
        }
        if Self::of(connection, self.opened)? == *self {
            Ok(())
        } else {
            Err(BookError::ChangedElsewhere(path.to_owned()))
        }
    }

    /// The state that was reached.
    pub(super) fn revision(&self) -> u64 {
        self.revision.unsigned_abs()
    }

    /// The book's name for itself.
    pub(super) fn uuid(&self) -> &str {
        &self.uuid
    }

    /// The file.
    pub(super) fn opened(&self) -> Opened {
        self.opened
    }
}
