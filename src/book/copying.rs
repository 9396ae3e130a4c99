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
    put_at(path, |new| copy_whole(source, new, path))
}

/// Puts a checked copy of the book behind `source` in the place of the book at `path`, which nobody else may have open.
pub(super) fn replace(source: &Connection, path: &Path) -> Result<(), BookError> {
    // By another name it would take the place of what only leads to the book.
    let path = std::fs::canonicalize(path).map_err(|error| BookError::of_file(path, error))?;
    let mut journal = path.clone().into_os_string();
    journal.push("-journal");
    if Path::new(&journal).symlink_metadata().is_ok() {
        return Err(BookError::Busy(path));
    }
    put(&path, true, |new| copy_whole(source, new, &path))
}

/// Fills the empty file `new` with the book behind `source`, and checks it.
fn copy_whole(source: &Connection, new: &Path, path: &Path) -> Result<(), BookError> {
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
    put(&path, false, write)
}

/// The same, in the place of what lies there where that is wanted.
fn put(
    path: &Path,
    over: bool,
    write: impl FnOnce(&Path) -> Result<(), BookError>,
) -> Result<(), BookError> {
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => BookError::NoFolder(path.to_owned()),
        _ => BookError::of_file(path, error),
    };
    let folder = path
        .parent()
        .ok_or_else(|| BookError::NoFolder(path.to_owned()))?
        .to_owned();
    let new = beside(&folder).map_err(failed)?;
    write(&new).map_err(|error| error.at(path))?;
    std::fs::File::open(&new)
        .and_then(|file| file.sync_all())
        .map_err(failed)?;
    let put = if over {
        rename_over(new, path)
    } else {
        match new.persist_noclobber(path) {
            // A file system that cannot rename without overwriting: nothing was there a moment ago.
            Err(error) if path.symlink_metadata().is_err() => {
                error.path.persist(path).map_err(|error| error.error)
            }
            put => put.map_err(|error| error.error),
        }
    };
    put.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => BookError::Exists(path.to_owned()),
        _ => failed(error),
    })?;
    // The name itself should outlast a power cut. Some systems cannot sync a folder; one that can and fails says so.
    match std::fs::File::open(&folder).and_then(|folder| folder.sync_all()) {
        Err(error) if cannot_sync(&error) => Ok(()),
        synced => synced.map_err(failed),
    }
}

/// Gives a finished file the name and the permissions of another. Whoever holds that one open, such as a program that synchronises
/// folders, may soon let go of it.
fn rename_over(mut new: TempPath, path: &Path) -> std::io::Result<()> {
    let about = std::fs::metadata(path)?;
    std::fs::set_permissions(&new, about.permissions())?;
    for pause in [50, 150, 400] {
        match new.persist(path) {
            Ok(()) => return Ok(()),
            Err(failed) => new = failed.path,
        }
        std::thread::sleep(Duration::from_millis(pause));
    }
    new.persist(path).map_err(|failed| failed.error)
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
