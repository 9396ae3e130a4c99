//! Who writes to a book: a file beside it, `.~lock.NAME#`, that the system locks for as long as the program runs, and that says who
//! holds it. The system lets go of it when a program ends, however it ends, so a lock left behind is taken over at once.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};
use std::time::Duration;

use jiff::Timestamp;

use super::BookError;
use super::standing::FileMark;

/// Who has a book open to write to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// The user's name at that computer; empty where it is not known.
    pub user: String,
    /// The computer's name; empty where it is not known.
    pub host: String,
    /// Number of the program that runs there.
    pub pid: u32,
    /// Since when: `2026-11-22T10:15:00Z`.
    pub since: String,
}

impl Holder {
    fn here(since: String) -> Self {
        let named = |names: &[&str]| {
            let found = names.iter().find_map(|name| std::env::var(name).ok());
            one_line(&found.unwrap_or_default())
        };
        let host = || fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
        let told = named(&["COMPUTERNAME", "HOSTNAME"]);
        Self {
            user: named(&["USER", "USERNAME", "LOGNAME"]),
            host: if told.is_empty() {
                one_line(&host())
            } else {
                told
            },
            pid: std::process::id(),
            since,
        }
    }

    fn write(&self) -> String {
        format!(
            "{}\n{}\n{}\n{}\n",
            self.user, self.host, self.pid, self.since
        )
    }

    fn read(text: &str) -> Self {
        let mut lines = text.lines().map(one_line);
        let mut next = || lines.next().unwrap_or_default();
        Self {
            user: next(),
            host: next(),
            pid: next().parse().unwrap_or_default(),
            since: next(),
        }
    }

    /// Who and where, in words: `mary on DESK-12, since 2026-11-22 10:15`.
    pub fn words(&self) -> String {
        let who = if self.user.is_empty() {
            "somebody"
        } else {
            &self.user
        };
        let mut words = who.to_owned();
        if !self.host.is_empty() {
            words = format!("{words} on {}", self.host);
        }
        if let Some((day, time)) = self.since.split_once('T') {
            let time: String = time.chars().take(5).collect();
            words = format!("{words}, since {day} {time} UTC");
        }
        words
    }
}

/// A name is shown to people: it has one line and an end.
fn one_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    line.chars().filter(|c| !c.is_control()).take(80).collect()
}

/// A book that this program alone may write to, until the last clone is gone.
#[derive(Clone, Debug)]
pub struct BookLock {
    _held: Option<Arc<Held>>,
}

#[derive(Debug)]
struct Held {
    path: PathBuf,
    // Let go of when it is closed.
    file: Option<File>,
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut ours = OURS.lock().unwrap_or_else(PoisonError::into_inner);
        // One that cannot be removed is taken over by whoever opens the book next.
        let _ = fs::remove_file(&self.path);
        self.file = None;
        ours.retain(|_, held| held.strong_count() > 0);
    }
}

/// What this program holds: all its windows and threads share one lock a book.
static OURS: LazyLock<Mutex<HashMap<PathBuf, Weak<Held>>>> = LazyLock::new(Mutex::default);

/// How often the file is opened anew because its holder removed it meanwhile.
const TRIES: u32 = 20;

impl BookLock {
    /// Takes the lock of the book at `book`, or says who has it. Where a file system knows no locks, SQLite's own have to do.
    pub fn take(book: &Path) -> Result<Self, BookError> {
        // The same book by another name has the same lock.
        let book = fs::canonicalize(book).map_err(|error| BookError::of_file(book, error))?;
        let path = beside(&book);
        for _ in 0..TRIES {
            let mut ours = OURS.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(held) = ours.get(&path).and_then(Weak::upgrade) {
                return Ok(Self { _held: Some(held) });
            }
            let opened = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path);
            let mut file = match opened {
                Ok(file) => file,
                Err(error) => return without(&book, error),
            };
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) if ours.contains_key(&path) => {
                    // A thread of ours is about to let go of it.
                    drop(ours);
                    std::thread::sleep(Duration::from_millis(5));
                    continue;
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(BookError::InUse(book, Box::new(said(&mut file))));
                }
                Err(TryLockError::Error(_)) => {
                    drop(file);
                    let _ = fs::remove_file(&path);
                    return Ok(Self { _held: None });
                }
            }
            if FileMark::of_file(&file) != FileMark::of(&path) {
                continue;
            }
            // Who it is is a courtesy; the lock holds without.
            let _ = say(&mut file);
            let held = Arc::new(Held {
                path: path.clone(),
                file: Some(file),
            });
            ours.insert(path, Arc::downgrade(&held));
            return Ok(Self { _held: Some(held) });
        }
        Err(BookError::Busy(book))
    }
}

/// There can be no file beside the book. Then SQLite cannot keep its journal there either.
fn without(book: &Path, error: std::io::Error) -> Result<BookLock, BookError> {
    match BookError::of_file(book, error) {
        BookError::Denied(book) | BookError::ReadOnly(book) => Err(BookError::ReadOnly(book)),
        BookError::Missing(book) => Err(BookError::Vanished(book)),
        other => Err(other),
    }
}

fn beside(book: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".~lock.");
    name.push(book.file_name().unwrap_or_default());
    name.push("#");
    book.with_file_name(name)
}

/// Writes down who holds the lock, since the moment that the file system gives the file.
fn say(file: &mut File) -> std::io::Result<()> {
    file.set_len(0)?;
    file.write_all(b"\n")?;
    let now = file.metadata()?.modified()?;
    let since = Timestamp::try_from(now)
        .map(super::meta::written)
        .unwrap_or_default();
    file.seek(SeekFrom::Start(0))?;
    file.write_all(Holder::here(since).write().as_bytes())
}

fn said(file: &mut File) -> Holder {
    let mut text = Vec::new();
    // Some systems let nobody read a locked file: then the holder is somebody.
    let _ = file.take(4096).read_to_end(&mut text);
    Holder::read(&String::from_utf8_lossy(&text))
}

#[cfg(test)]
mod tests {
    use super::{BookLock, Holder, beside};
    use crate::book::BookError;

    #[test]
    fn whoever_comes_second_hears_who_was_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let book = folder.path().join("a.levelbook");
        std::fs::write(&book, "x").expect("writes");
        let path = beside(&std::fs::canonicalize(&book).expect("a path"));
        let first = BookLock::take(&book).expect("takes");
        let again = BookLock::take(&book).expect("shares");
        assert!(path.exists());
        drop((first, again));
        assert!(!path.exists());

        let other = std::fs::File::create(&path).expect("makes");
        other.lock().expect("locks");
        std::fs::write(&path, "mary\nDESK-12\n41\n2026-11-22T10:15:00Z\n").expect("writes");
        let refused = BookLock::take(&book).expect_err("held");
        let BookError::InUse(_, holder) = &refused else {
            panic!("{refused}");
        };
        assert_eq!(
            holder.words(),
            "mary on DESK-12, since 2026-11-22 10:15 UTC"
        );
        drop(other);
        let taken = BookLock::take(&book).expect("takes what nobody holds");
        let words = std::fs::read_to_string(&path).expect("reads");
        assert_eq!(Holder::read(&words).pid, std::process::id());
        assert!(Holder::read(&words).since.starts_with("20"), "{words}");
        drop(taken);
    }

    #[test]
    fn a_holder_of_noise_is_somebody() {
        for noise in ["", "\0\u{7}\n\n\n", "a\u{202e}b"] {
            let words = Holder::read(noise).words();
            assert!(!words.is_empty() && !words.contains('\0'), "{words}");
        }
        assert_eq!(Holder::default().words(), "somebody");
    }
}
