//! What a file is, told by its first hundred bytes and nothing else: nothing is opened, nothing is changed.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::{BookError, migrations};

/// `LvBk`: marks a SQLite file as a book.
pub(super) const APPLICATION_ID: i32 = i32::from_be_bytes(*b"LvBk");

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const SMALLEST: u64 = 512;

/// The absolute path of a book that may be opened, or why the file there is none.
pub(super) fn identify(path: &Path) -> Result<PathBuf, BookError> {
    let path = absolute(path)?;
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => BookError::Missing(path.clone()),
        ErrorKind::PermissionDenied => BookError::Denied(path.clone()),
        _ => BookError::Unreadable(path.clone(), error),
    };
    let found = std::fs::metadata(&path).map_err(failed)?;
    if found.is_dir() {
        return Err(BookError::NoBook(path));
    }
    if found.len() == 0 {
        return Err(BookError::Empty(path));
    }
    let mut header = Vec::with_capacity(100);
    File::open(&path)
        .and_then(|file| file.take(100).read_to_end(&mut header))
        .map_err(failed)?;
    let starts = header.get(..MAGIC.len().min(header.len()));
    if starts.is_none_or(|starts| !MAGIC.starts_with(starts)) {
        return Err(BookError::NoBook(path));
    }
    let cut_short = || BookError::Damaged(path.clone(), "the file is cut short".to_owned());
    let word = |at: usize| -> Option<[u8; 4]> { header.get(at..at + 4)?.try_into().ok() };
    let (Some(version), Some(application)) = (word(60), word(68)) else {
        return Err(if header.len() < MAGIC.len() {
            BookError::NoBook(path)
        } else {
            cut_short()
        });
    };
    if i32::from_be_bytes(application) != APPLICATION_ID {
        return Err(BookError::Foreign(path));
    }
    if found.len() < SMALLEST {
        return Err(cut_short());
    }
    match u32::from_be_bytes(version) {
        0 => Err(BookError::Damaged(
            path,
            "it states no schema version".to_owned(),
        )),
        newer if newer > migrations::NEWEST => Err(BookError::Newer(path, newer)),
        _ => Ok(path),
    }
}

/// The path from the root: a relative one that starts with `file:` would be taken for an address.
pub(super) fn absolute(path: &Path) -> Result<PathBuf, BookError> {
    std::path::absolute(path).map_err(|error| BookError::Unreadable(path.to_owned(), error))
}
