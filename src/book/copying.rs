//! New books, copies and backups: written beside their place, checked, and only then put there.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use tempfile::TempPath;

use super::identify::absolute;
use super::{BookError, connection, facts, goals, meta, migrations};

/// How the names of files begin that are not finished.
pub(super) const UNFINISHED: &str = ".new-book-";

/// How often a copy is begun while somebody is writing; each time waits for them as long as any action does.
const COPY_TRIES: u32 = 2;

/// Makes a new book at `path`.
pub(super) fn create(path: &Path, now: Timestamp) -> Result<(), BookError> {
    put_at(path, |new| {
        let mut connection = connection::open_new(new)?;
        let transaction = connection.transaction()?;
        migrations::make_all(&transaction)?;
        meta::begin(&transaction, now)?;
        goals::seed(&transaction)?;
        transaction.commit()?;
        Ok(())
    })
}

/// Copies the book behind `source` to `path`, as one complete file that was checked.
pub(super) fn copy(source: &Connection, path: &Path) -> Result<(), BookError> {
    put_at(path, |new| {
        let mut target = connection::open_new(new)?;
        copy_pages(source, &mut target, path)?;
        connection::quick_check(&target, new)?;
        let (copied, stands) = (facts::row_counts(&target)?, facts::row_counts(source)?);
        match copied == stands {
            true => Ok(()),
            // Somebody wrote between the copy and the count.
            false if copied.last() != stands.last() => Err(BookError::Busy(path.to_owned())),
            false => Err(BookError::Damaged(
                path.to_owned(),
                format!("the copy has other rows than the book: {copied:?}, {stands:?}"),
            )),
        }
    })
}

/// Copies all pages at one moment, once nobody is in the middle of writing them.
fn copy_pages(source: &Connection, target: &mut Connection, path: &Path) -> Result<(), BookError> {
    let backup = Backup::new(source, target)?;
    for _ in 0..COPY_TRIES {
        if backup.step(-1)? == StepResult::Done {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Err(BookError::Busy(path.to_owned()))
}

/// Writes a verified backup of the book at `book` to `to`, which must not exist.
pub fn backup(book: &Path, to: &Path) -> Result<(), BookError> {
    let (source, path) = connection::open_to_read(book)?;
    copy(&source, to).map_err(|error| error.at(&path))
}

/// Has `write` fill a file beside `path` and puts it there when it is whole. Nothing is overwritten.
pub(super) fn put_at(
    path: &Path,
    write: impl FnOnce(&Path) -> Result<(), BookError>,
) -> Result<(), BookError> {
    let path = absolute(path)?;
    if path.symlink_metadata().is_ok() {
        return Err(BookError::Exists(path));
    }
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => BookError::NoFolder(path.clone()),
        _ => BookError::of_file(&path, error),
    };
    let folder = path
        .parent()
        .ok_or_else(|| BookError::NoFolder(path.clone()))?
        .to_owned();
    let new = beside(&folder).map_err(failed)?;
    write(&new).map_err(|error| error.at(&path))?;
    std::fs::File::open(&new)
        .and_then(|file| file.sync_all())
        .map_err(failed)?;
    match new.persist_noclobber(&path) {
        Ok(()) => Ok(()),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(BookError::Exists(path.clone()))
        }
        // A file system that cannot rename without overwriting: nothing was there a moment ago.
        Err(error) if path.symlink_metadata().is_err() => error
            .path
            .persist(&path)
            .map_err(|error| failed(error.error)),
        Err(error) => Err(failed(error.error)),
    }?;
    // The name itself should outlast a power cut. Some systems cannot sync a folder; one that can and fails says so.
    match std::fs::File::open(&folder).and_then(|folder| folder.sync_all()) {
        Err(error) if cannot_sync(&error) => Ok(()),
        synced => synced.map_err(failed),
    }
}

fn cannot_sync(error: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    cfg!(not(unix))
        || matches!(
            error.kind(),
            ErrorKind::Unsupported | ErrorKind::InvalidInput | ErrorKind::PermissionDenied
        )
}

/// An empty file in the folder, readable by those who may read the user's other files.
fn beside(folder: &Path) -> std::io::Result<TempPath> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    Ok(builder.tempfile_in(folder)?.into_temp_path())
}
