//! The open book as a local copy: made, put back, left.

use std::path::{Path, PathBuf};

use super::Shared;
use crate::book::{self, LocalCopy, LocalCopyError};
use crate::message::{Explain, Message};

impl Shared {
    /// The local copy of the book at `path`, or that it is itself.
    pub(super) fn local_copy(&self, path: &Path) -> Option<LocalCopy> {
        book::local_copy(&self.local_copies()?, path)
    }

    /// Where local copies lie: beside the backups.
    fn local_copies(&self) -> Option<PathBuf> {
        let place = self.surroundings.backups.as_ref()?;
        Some(place.folder.with_file_name("local copies"))
    }

    /// The file that is worked on where the book at `path` is to be opened: its local copy, where there is one.
    pub(super) fn worked_on(&self, path: PathBuf) -> PathBuf {
        let (Some(copies), Some(_)) = (self.local_copies(), self.local_copy(&path)) else {
            return path;
        };
        book::work_locally(&copies, &path).map_or(path, |copy| copy.path)
    }
}

pub(super) fn begin(shared: &Shared, path: &Path) -> Result<(PathBuf, Message), Message> {
    let copies = shared.local_copies().ok_or_else(|| {
        Message::new(
            "There is no folder for local copies.",
            "Save a copy and work on that.",
        )
    })?;
    let copy = book::work_locally(&copies, path).map_err(|error| error.explain())?;
    let said = "You work on a local copy now. Save puts it back where the book lies.";
    Ok((copy.path, Message::new(said, "")))
}

fn copy_at(shared: &Shared, path: &Path) -> Result<LocalCopy, Message> {
    let none = || LocalCopyError::NoCopy(path.to_path_buf()).explain();
    shared.local_copy(path).ok_or_else(none)
}

pub(super) fn put_back(shared: &Shared, path: &Path) -> Result<(Box<LocalCopy>, String), Message> {
    let copy = copy_at(shared, path)?;
    let done = copy.put_back(shared.surroundings.backups.as_ref());
    let changes = done.map_err(|error| error.explain())?;
    let said = match changes {
        0 => format!("{} has all your changes.", copy.original.display()),
        1 => format!("Put back: {} has your change.", copy.original.display()),
        _ => format!(
            "Put back: {} has your {changes} changes.",
            copy.original.display()
        ),
    };
    Ok((Box::new(copy_at(shared, path)?), said))
}

pub(super) fn end(shared: &Shared, path: &Path) -> Result<(PathBuf, Message), Message> {
    let copy = copy_at(shared, path)?;
    shared.let_go(path);
    let ended = copy.end(shared.surroundings.backups.as_ref());
    ended.map_err(|error| error.explain())?;
    let said = format!("You work on {} itself again.", copy.original.display());
    Ok((copy.original, Message::new(said, "")))
}
