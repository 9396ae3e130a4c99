//! What a file is, told by its first hundred bytes and nothing else: nothing is opened, nothing is changed.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::standing::FileMark;
use super::{BookError, migrations};

/// `LvBk`: marks a SQLite file as a book.
pub(super) const APPLICATION_ID: i32 = i32::from_be_bytes(*b"LvBk");

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const SMALLEST: u64 = 512;

/// The absolute path of a book that this program understands, or why the file there is none.
pub(super) fn identify(path: &Path) -> Result<PathBuf, BookError> {
    match identify_any(path)? {
        (path, version) if version > migrations::NEWEST => Err(BookError::Newer(path, version)),
        (path, _) => Ok(path),
    }
}

/// The absolute path and the version of a book, be it a newer program's, or why the file there is none.
pub(super) fn identify_any(path: &Path) -> Result<(PathBuf, u32), BookError> {
    let path = absolute(path)?;
    let failed = |error: std::io::Error| BookError::of_file(&path, error);
    let found = std::fs::metadata(&path).map_err(failed)?;
    if found.is_dir() {
        return Err(BookError::NoBook(path));
    }
    if found.len() == 0 {
        return Err(BookError::Empty(path));
    }
    let header = header_of(&path).map_err(failed)?;
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
        version => Ok((path, version)),
    }
}

/// Files that were looked at and stay open: where a system forgets all of a program's locks on a file as soon as the program closes
/// it anywhere, closing one would leave a book that is being written to unlocked.
static LOOKED_AT: Mutex<Vec<(FileMark, File)>> = Mutex::new(Vec::new());

/// Files that stay open at most: the open book is looked at more often than any other.
const STAY_OPEN: usize = 64;

/// The first hundred bytes of a file, or as many as there are.
fn header_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mark = FileMark::of(path);
    let mut files = LOOKED_AT.lock().unwrap_or_else(PoisonError::into_inner);
    let known = files.iter().position(|(of, _)| Some(*of) == mark);
    let (of, mut file) = if let Some(at) = known {
        let (of, file) = files.remove(at);
        (Some(of), file)
    } else {
        let file = File::open(path)?;
        (FileMark::of_file(&file), file)
    };
    let mut header = Vec::with_capacity(100);
    let read = file
        .seek(SeekFrom::Start(0))
        .and_then(|_| (&mut file).take(100).read_to_end(&mut header));
    if let Some(of) = of.filter(|_| cfg!(unix)) {
        files.push((of, file));
        if files.len() > STAY_OPEN {
            files.remove(0);
        }
    }
    read.map(|_| header)
}

/// The path from the root: a relative one that starts with `file:` would be taken for an address.
pub(super) fn absolute(path: &Path) -> Result<PathBuf, BookError> {
    std::path::absolute(path).map_err(|error| BookError::Unreadable(path.to_owned(), error))
}
