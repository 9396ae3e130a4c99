//! Verified copies of a book in a folder of the program's own, one folder a book: made, listed, thinned, and written back as new
//! files. A backup is a book like any other. Copies of one file share a folder, in which each has its own backups.

mod owners;
mod room;
mod thinning;

use owners::Owners;

use std::cmp::Reverse;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::RwLock;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::facts::{self, BookFacts};
use super::identify::absolute;
use super::{BookError, connection, copying};

const NAMED: &str = "%Y%m%dT%H%M%SZ";
const BEFORE_UPGRADE: &str = "-before-upgrade";

/// How often a book is backed up without being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// As in a window that stays open: before the first change, every quarter of an hour while it changes, and on closing.
    Eager,
    /// As in one command after another: on closing, a quarter of an hour after the last backup or later.
    Sparing,
}

/// Where backups are kept, who tells the time, and how often they are made.
#[derive(Clone, Debug)]
pub struct BackupPlace {
    /// Holds a folder a book.
    pub folder: PathBuf,
    /// Asks the clock.
    pub now: fn() -> Timestamp,
    /// How often.
    pub pace: Pace,
}

static PLACE: RwLock<Option<BackupPlace>> = RwLock::new(None);

/// Says, once and before any book is opened, where this program keeps backups. Where nobody says so, none are made unasked.
pub fn keep_backups(place: BackupPlace) {
    if let Ok(mut kept) = PLACE.write() {
        *kept = Some(place);
    }
}

/// Where this program keeps backups.
pub(super) fn place() -> Option<BackupPlace> {
    PLACE.read().ok().and_then(|place| place.clone())
}

/// A backup, as its name tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its file.
    pub path: PathBuf,
    /// When it was made.
    pub at: Timestamp,
    /// Which state of the book it is.
    pub revision: u64,
    /// Whether it was made before the book was brought to a newer version. Such a one is never thinned out.
    pub before_upgrade: bool,
    /// In bytes.
    pub size: u64,
    /// Which of several copies of the book it was made of, as its name tells it; nothing for the first of them.
    of_copy: Option<String>,
    /// Where the copy of the book lies that it was made of, if that is another than the book that was asked about.
    pub of_other: Option<PathBuf>,
}

impl Kept {
    fn name(at: Timestamp, revision: u64, of_copy: Option<&str>, before_upgrade: bool) -> String {
        let upgrade = if before_upgrade { BEFORE_UPGRADE } else { "" };
        let copy = of_copy.map_or_else(String::new, |copy| format!("-{copy}"));
        format!(
            "{}-r{revision}{copy}{upgrade}.levelbook",
            at.strftime(NAMED)
        )
    }

    fn of(path: PathBuf, size: u64) -> Option<Self> {
        let name = path.file_name()?.to_str()?.strip_suffix(".levelbook")?;
        let (name, before_upgrade) = match name.strip_suffix(BEFORE_UPGRADE) {
            Some(name) => (name, true),
            None => (name, false),
        };
        let (at, revision) = name.split_once("-r")?;
        let (revision, of_copy) = match revision.split_once('-') {
            Some((revision, copy)) => (revision, Some(copy.to_owned())),
            None => (revision, None),
        };
        let at = DateTime::strptime(NAMED, at).ok()?;
        Some(Self {
            at: at.to_zoned(TimeZone::UTC).ok()?.timestamp(),
            revision: revision.parse().ok()?,
            before_upgrade,
            size,
            path,
            of_copy,
            of_other: None,
        })
    }
}

/// The folder of one book's backups. The book's own word for itself never becomes a path.
fn folder_of(place: &Path, uuid: &str) -> PathBuf {
    let plain = uuid.len() == 32 && uuid.bytes().all(|byte| byte.is_ascii_hexdigit());
    if plain {
        place.join(uuid.to_ascii_lowercase())
    } else {
        let hash = Sha256::digest(uuid.as_bytes());
        let hex: Vec<String> = hash
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        place.join(hex.concat())
    }
}

/// The backups in one book's folder, newest first.
fn in_folder(folder: &Path) -> Vec<Kept> {
    let mut kept: Vec<Kept> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Kept::of(entry.path(), entry.metadata().ok()?.len()))
        .collect();
    kept.sort_by_key(|one| Reverse((one.at, one.revision)));
    kept
}

/// The backups of the book at `book` that states this name for itself, newest first, and none of its copies'.
pub(super) fn kept_of(place: &BackupPlace, uuid: &str, book: &Path) -> Vec<Kept> {
    let folder = folder_of(&place.folder, uuid);
    let mut kept = in_folder(&folder);
    Owners::of(&folder).tell(&folder, &mut kept, book);
    kept.retain(|one| one.of_other.is_none());
    kept
}

/// The backups of the book that lies, or lay, at `book`, newest first: those of its name for itself, where it can be read, and
/// those that were made when a book lay there. Those that were made of a copy of it that lies elsewhere come last and say where.
pub fn backups_of(folder: &Path, book: &Path) -> Vec<Kept> {
    let own = facts::peek(book)
        .map(|facts| folder_of(folder, &facts.uuid))
        .ok();
    let book = absolute(book).unwrap_or_else(|_| book.to_owned());
    let mut kept: Vec<Kept> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .flat_map(|one| {
            let owners = Owners::of(&one);
            let is_own = own.as_ref() == Some(&one);
            if !is_own && !owners.knows(&book) {
                return Vec::new();
            }
            let mut kept = in_folder(&one);
            owners.tell(&one, &mut kept, &book);
            kept
        })
        .collect();
    kept.sort_by_key(|one| (one.of_other.is_some(), Reverse((one.at, one.revision))));
    kept
}

/// Makes a verified backup of the book behind `source`, and lets those go that it makes superfluous.
pub(super) fn make(
    source: &Connection,
    book: &Path,
    place: &BackupPlace,
    before_upgrade: bool,
) -> Result<Kept, BookError> {
    let facts = facts::facts(source).map_err(|error| BookError::from(error).at(book))?;
    let folder = folder_of(&place.folder, &facts.uuid);
    fs::create_dir_all(&folder).map_err(|error| BookError::of_file(&folder, error))?;
    remove_unfinished(&folder);
    let now = (place.now)();
    let mut owners = Owners::of(&folder);
    let of_copy = owners.take_in(&folder, book);
    // Without it the backups are still found by the book's own name for itself.
    let _ = owners.write(&folder);
    let name = Kept::name(now, facts.revision, of_copy.as_deref(), before_upgrade);
    let path = folder.join(name);
    match copying::copy(source, &path) {
        Ok(()) | Err(BookError::Exists(_)) => {}
        Err(error) => return Err(error.at(&path)),
    }
    let mut all = in_folder(&folder);
    all.retain(|one| one.of_copy == of_copy);
    let room = room::room(&folder, all.iter().map(|one| one.size).sum());
    for index in thinning::to_remove(&all, now, room) {
        if let Some(superfluous) = all.get(index).filter(|one| one.path != path) {
            // One that stays is no harm; the next thinning takes it.
            let _ = fs::remove_file(&superfluous.path);
        }
    }
    let size = fs::metadata(&path).map_or(0, |about| about.len());
    Kept::of(path.clone(), size).ok_or(BookError::Missing(path))
}

/// Makes a verified backup of the book at `book` in the place for them.
pub fn back_up(book: &Path, place: &BackupPlace) -> Result<Kept, BookError> {
    let (source, path) = connection::open_to_read(book)?;
    make(&source, &path, place, false)
}

/// What a program that was cut off while it made a backup has left.
fn remove_unfinished(folder: &Path) {
    let unfinished = |name: &OsStr| name.to_string_lossy().starts_with(copying::UNFINISHED);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if unfinished(&entry.file_name()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Writes a backup back as a new file at `to`, once every page of it was looked at. Nothing is overwritten.
pub fn restore(backup: &Path, to: &Path) -> Result<BookFacts, BookError> {
    let (source, path) = connection::open_as_it_is(backup)?;
    connection::quick_check(&source, &path)?;
    copying::copy(&source, to).map_err(|error| error.at(&path))?;
    facts::facts(&source).map_err(|error| BookError::from(error).at(&path))
}
