//! Local copies: a book in a slow or shared folder is worked on here, and put back where it lies when the user says so, unless it has
//! moved on there meanwhile. Then nothing is written, and both stay.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::backups::{self, BackupPlace};
use super::facts::{BookFacts, peek};
use super::identify::absolute;
use super::lock::BookLock;
use super::{BookError, connection, copying};
use crate::message::{Explain, Message};

/// Beside each local copy: whose it is.
const WHOSE: &str = "original.json";

/// A copy of a book on this computer, and what it has in common with the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalCopy {
    /// Where the copy lies.
    #[serde(skip)]
    pub path: PathBuf,
    /// Where the book lies.
    pub original: PathBuf,
    /// The state that both had last.
    pub revision: u64,
    /// When that was saved.
    saved: String,
    uuid: String,
}

/// Why a local copy was not made or not put back.
#[derive(Debug, thiserror::Error)]
pub enum LocalCopyError {
    /// One of the two could not be opened or written.
    #[error(transparent)]
    Book(#[from] BookError),
    /// The book was changed where it lies, so putting the copy there would undo what others did.
    #[error("moved on: {0}")]
    MovedOn(PathBuf),
    /// The copy has changes that were not put back.
    #[error("not put back: {0}")]
    NotPutBack(PathBuf),
    /// The file is nobody's local copy.
    #[error("no local copy: {0}")]
    NoCopy(PathBuf),
}

impl Explain for LocalCopyError {
    fn explain(&self) -> Message {
        match self {
            Self::Book(error) => error.explain(),
            Self::MovedOn(original) => Message::new(
                format!(
                    "{} was changed there since your local copy was made; nothing was written.",
                    original.display()
                ),
                "Save a copy of yours beside it, open both, and import into one what only the other has.",
            ),
            Self::NotPutBack(copy) => Message::new(
                format!(
                    "The local copy {} has changes that are not in its book yet.",
                    copy.display()
                ),
                "Put them back with Save, or save a copy elsewhere first.",
            ),
            Self::NoCopy(path) => Message::new(
                format!("There is no local copy of {}.", path.display()),
                "Begin one with “Work on a local copy”.",
            ),
        }
    }
}

/// The folder of one book's copy, by where the book lies: it is found also while that place cannot be reached.
fn folder_of(copies: &Path, original: &Path) -> PathBuf {
    let hash = Sha256::digest(original.to_string_lossy().as_bytes());
    let hex: Vec<String> = hash
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    copies.join(hex.concat())
}

/// The local copy of the book that lies at `original`, or that the file `original` itself is; none where there is none.
pub fn local_copy(copies: &Path, original: &Path) -> Option<LocalCopy> {
    let original = absolute(original).ok()?;
    let beside = original.parent()?;
    let of_book = folder_of(copies, &original);
    let found = if beside.parent() == Some(copies) {
        read(beside)
    } else {
        read(&of_book)
    };
    found.filter(|copy| copy.original == original || copy.path == original)
}

fn read(folder: &Path) -> Option<LocalCopy> {
    let text = std::fs::read_to_string(folder.join(WHOSE)).ok()?;
    let copy: LocalCopy = serde_json::from_str(&text).ok()?;
    let path = folder.join(copy.original.file_name()?);
    path.is_file().then_some(LocalCopy { path, ..copy })
}

fn write(folder: &Path, copy: &LocalCopy) -> Result<(), BookError> {
    let to = folder.join(WHOSE);
    let new = folder.join("original.new");
    let text = serde_json::to_string_pretty(copy)
        .map_err(|error| BookError::Inconsistent(error.to_string()))?;
    std::fs::write(&new, text)
        .and_then(|()| std::fs::File::open(&new)?.sync_all())
        .and_then(|()| std::fs::rename(&new, &to))
        .map_err(|error| BookError::of_file(&to, error))
}

fn is_at(facts: &BookFacts, copy: &LocalCopy) -> bool {
    (&facts.uuid, facts.revision, &facts.saved) == (&copy.uuid, copy.revision, &copy.saved)
}

/// Makes a copy of the book at `original` to work on, or goes on with the one that there is. One without changes of its own is made
/// anew where the book has moved on.
pub fn work_locally(copies: &Path, original: &Path) -> Result<LocalCopy, LocalCopyError> {
    let mut original = absolute(original)?;
    if let Some(copy) = local_copy(copies, &original) {
        let moved_on = peek(&copy.original).is_ok_and(|facts| !is_at(&facts, &copy));
        if copy.changes()? > 0 || !moved_on {
            return Ok(copy);
        }
        copy.forget()?;
        original = copy.original;
    }
    let facts = peek(&original)?;
    let folder = folder_of(copies, &original);
    let name = original
        .file_name()
        .ok_or_else(|| BookError::NoBook(original.clone()))?;
    let path = folder.join(name);
    std::fs::create_dir_all(&folder).map_err(|error| BookError::of_file(&path, error))?;
    set_aside(&path)?;
    copying::backup(&original, &path)?;
    let facts = match peek(&path)? {
        // Somebody wrote between the two looks.
        made if made.uuid == facts.uuid => made,
        _ => return Err(BookError::Busy(original).into()),
    };
    let copy = LocalCopy {
        path,
        original,
        revision: facts.revision,
        saved: facts.saved,
        uuid: facts.uuid,
    };
    write(&folder, &copy)?;
    Ok(copy)
}

/// A copy of which nothing says any more whose it is, as a crash may leave it, stays under another name.
fn set_aside(path: &Path) -> Result<(), BookError> {
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    let names = (1..).map(|number: u32| path.with_extension(format!("{number}.levelbook")));
    match names.into_iter().find(|to| to.symlink_metadata().is_err()) {
        Some(to) => std::fs::rename(path, to).map_err(|error| BookError::of_file(path, error)),
        None => Ok(()),
    }
}

impl LocalCopy {
    /// How many actions were done on the copy that the book does not have yet.
    pub fn changes(&self) -> Result<u64, BookError> {
        Ok(peek(&self.path)?.revision.abs_diff(self.revision))
    }

    /// Puts the copy in its book's place, once the book is known to be what the copy was made of and is backed up. Tells how many
    /// actions that brought there.
    pub fn put_back(&self, place: Option<&BackupPlace>) -> Result<u64, LocalCopyError> {
        let changes = self.changes()?;
        if changes > 0 {
            self.replace_book(place)?;
        }
        Ok(changes)
    }

    fn replace_book(&self, place: Option<&BackupPlace>) -> Result<(), LocalCopyError> {
        let (source, _) = connection::open_to_read(&self.path)?;
        match peek(&self.original) {
            Ok(_) => {
                let _lock = BookLock::take(&self.original)?;
                // Looked at once more, now that nobody else writes to it.
                if !is_at(&peek(&self.original)?, self) {
                    return Err(LocalCopyError::MovedOn(self.original.clone()));
                }
                if let Some(place) = place {
                    backups::back_up(&self.original, place)
                        .map_err(|error| BookError::NoBackup(Box::new(error)))?;
                }
                copying::replace(&source, &self.original)?;
            }
            Err(BookError::Missing(_)) => copying::copy(&source, &self.original)?,
            Err(error) => return Err(error.into()),
        }
        let facts = peek(&self.path)?;
        let now = Self {
            revision: facts.revision,
            saved: facts.saved,
            ..self.clone()
        };
        Ok(write(self.path.parent().unwrap_or(&self.path), &now)?)
    }

    /// Removes the copy: the book is worked on where it lies again. One with changes that were not put back stays.
    pub fn end(&self, place: Option<&BackupPlace>) -> Result<(), LocalCopyError> {
        if self.changes()? > 0 {
            return Err(LocalCopyError::NotPutBack(self.path.clone()));
        }
        // What is being typed is no change yet, and no less worth.
        let drafts: bool = connection::open_as_it_is(&self.path)?
            .0
            .query_row("SELECT EXISTS (SELECT 1 FROM drafts)", [], |row| row.get(0))
            .map_err(|error| BookError::from(error).at(&self.path))?;
        if drafts {
            self.replace_book(place)?;
        }
        if let Some(place) = place {
            // From now on the backups are those of the book.
            backups::back_up(&self.original, place)?;
        }
        self.forget()
    }

    fn forget(&self) -> Result<(), LocalCopyError> {
        let lock = BookLock::take(&self.path)?;
        std::fs::remove_file(&self.path).map_err(|error| BookError::of_file(&self.path, error))?;
        drop(lock);
        // The folder stays where something else lies in it.
        if let Some(folder) = self.path.parent() {
            let _ = std::fs::remove_file(folder.join(WHOSE));
            let _ = std::fs::remove_dir(folder);
        }
        Ok(())
    }
}
