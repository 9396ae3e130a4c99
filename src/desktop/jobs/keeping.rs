//! The book's file while it is open: held so that nobody else writes to it, looked at every other second, backed up and brought
//! back.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::{Shared, local};
use crate::book::{self, BookError, BookFacts, BookLock, Kept, Opened, Presence, Reader, Recovery};
use crate::desktop::effects::Event;
use crate::desktop::keeping::{KeepingEvent, KeepingWork, KeptBook, Refused, Standing};
use crate::desktop::loadable::Ticket;
use crate::message::{Explain, Message};

/// How often the file of the open book is looked at.
const LOOK: Duration = Duration::from_secs(2);

/// The ticket of what nobody asked for.
const NOBODY: Ticket = Ticket(0);

/// The open book's file.
pub(super) struct Held {
    path: PathBuf,
    opened: Opened,
    presence: Presence,
    // Nobody else writes while it is held.
    _lock: Option<BookLock>,
    /// Still has the book where its file is gone.
    reader: Reader,
}

impl Shared {
    /// Lets go of the book at `path` and of its writer, so that it is opened as it is now.
    pub(super) fn let_go(&self, path: &Path) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.take_if(|held| held.path == path);
        drop(held);
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let writer = {
            let taken = writer.take_if(|(of, _)| of == path);
            drop(writer);
            taken
        };
        // Closing makes a backup of what was changed.
        drop(writer);
    }

    /// Holds the book that was just opened, and tells how its file stands.
    fn hold(&self, path: &Path, reader: Reader) {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let other = writer.take_if(|(of, _)| of != path);
        drop(writer);
        drop(other);
        let (lock, refused) = match book::hold(path) {
            Ok(lock) => (Some(lock), None),
            Err(error) => (None, Some(read_only(&error))),
        };
        let standing = Standing {
            read_only: refused,
            gone: None,
            notes: book::neighbours(path),
            local: self.local_copy(path).filter(|copy| copy.path == path),
        };
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = Some(Held {
            path: path.to_path_buf(),
            opened: Opened::at(path),
            presence: Presence::There,
            _lock: lock,
            reader,
        });
        let stands = KeepingEvent::Stands(path.to_path_buf(), Box::new(standing));
        self.send(Event::Keeping(NOBODY, stands));
        if let Err(error) = book::look_through(path) {
            let gone = KeepingEvent::Gone(path.to_path_buf(), Some(error.explain()));
            self.send(Event::Keeping(NOBODY, gone));
        }
    }

    /// Looks where the open book lies, and tells what has changed about that.
    pub(super) fn look(&self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(held) = held.as_mut() else {
            return;
        };
        let presence = held.opened.presence(&held.path);
        if presence == held.presence {
            return;
        }
        held.presence = presence;
        let gone = match presence {
            Presence::There => None,
            Presence::Gone => Some(BookError::Vanished(held.path.clone()).explain()),
            Presence::Replaced => Some(BookError::Replaced(held.path.clone()).explain()),
        };
        let event = KeepingEvent::Gone(held.path.clone(), gone);
        self.send(Event::Keeping(NOBODY, event));
    }

    /// Copies the book out of what is still open of it.
    pub(super) fn copy_of_held(&self, path: &Path, to: &Path) -> Result<(), BookError> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        match held.as_ref().filter(|held| held.path == path) {
            Some(held) => held.reader.copy_to(to),
            None => book::backup(path, to),
        }
    }

    fn backups_of(&self, path: &Path) -> Vec<KeptBook> {
        let Some(place) = &self.surroundings.backups else {
            return Vec::new();
        };
        let kept = book::backups_of(&place.folder, path);
        kept.into_iter()
            .map(|kept| KeptBook {
                holds: holds(&kept),
                when: kept
                    .at
                    .to_zoned(TimeZone::system())
                    .strftime("%-d %B %Y, %H:%M")
                    .to_string(),
                kept,
            })
            .collect()
    }

    /// Why a book was not opened, with what can be done about it.
    pub(super) fn refused(&self, path: &Path, error: &BookError) -> Refused {
        let of_ours = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("levelbook"));
        Refused {
            path: path.to_path_buf(),
            message: error.explain(),
            can_be_recovered: match error {
                BookError::Damaged(..) | BookError::Altered(..) => true,
                BookError::NoBook(path) | BookError::Foreign(path) => {
                    of_ours && path.is_file() && book::can_recover(path)
                }
                _ => false,
            },
            may_pass: !matches!(
                error,
                BookError::Foreign(_) | BookError::NoBook(_) | BookError::Newer(..)
            ),
            backups: self.backups_of(path),
        }
    }
}

/// Looks at the open book's file until the window is closed.
pub(super) fn watch(shared: &Arc<Shared>) {
    let shared: Weak<Shared> = Arc::downgrade(shared);
    let watching = move || {
        loop {
            thread::sleep(LOOK);
            let Some(shared) = shared.upgrade() else {
                return;
            };
            shared.look();
        }
    };
    // Without it, a book that vanishes is noticed when it is written to.
    let _ = thread::Builder::new()
        .name("looking at the book's file".to_owned())
        .spawn(watching);
}

fn read_only(error: &BookError) -> Message {
    let said = error.explain();
    if matches!(error, BookError::Newer(..)) {
        return Message::new(
            "This book was written by a newer Levelbook. It can be read here and not changed.",
            "Update Levelbook to change it.",
        )
        .with_details(said.headline);
    }
    said
}

/// What a backup holds.
fn holds(kept: &Kept) -> String {
    let facts = match book::peek(&kept.path) {
        Ok(facts) => facts,
        Err(error) => return error.explain().headline,
    };
    let mut words = in_words(&facts);
    if kept.before_upgrade {
        words.push_str("; made before the book was upgraded");
    }
    match &kept.of_other {
        Some(other) => format!("Of the copy at {}: {words}", other.display()),
        None => words,
    }
}

fn in_words(facts: &BookFacts) -> String {
    let count = |number: u64, one: &str, many: &str| {
        let shown = crate::domain::thousands(number as f64, 0);
        format!("{shown} {}", if number == 1 { one } else { many })
    };
    let last = facts
        .last_file
        .as_ref()
        .map_or_else(String::new, |file| format!(", the last of {file}"));
    format!(
        "{} of {} from {}{last}",
        count(facts.figures, "figure", "figures"),
        count(facts.indicators, "indicator", "indicators"),
        count(facts.imports, "import", "imports"),
    )
}

fn hold(shared: &Shared, path: &Path) {
    if let Ok(reader) = Reader::open(path) {
        shared.hold(path, reader);
    }
}

pub(super) fn work(
    shared: &Shared,
    ticket: Ticket,
    path: &Path,
    work: &KeepingWork,
) -> Option<Event> {
    let list = || KeepingEvent::Listed(path.to_path_buf(), shared.backups_of(path));
    let event = match work {
        KeepingWork::Hold => {
            hold(shared, path);
            return None;
        }
        KeepingWork::List => list(),
        KeepingWork::BackUp => {
            let made = match &shared.surroundings.backups {
                Some(place) => book::back_up(path, place),
                None => Err(BookError::NothingKept(path.to_path_buf())),
            };
            match made {
                Ok(_) => list(),
                Err(error) => return Some(Event::Broke(Some(ticket), error.explain())),
            }
        }
        KeepingWork::Restore(backup) => KeepingEvent::Written(restore(shared, path, backup)),
        KeepingWork::Recover => KeepingEvent::Written(recover(shared, path)),
        KeepingWork::WorkLocally => KeepingEvent::Written(local::begin(shared, path)),
        KeepingWork::PutBack => KeepingEvent::PutBack(local::put_back(shared, path)),
        KeepingWork::EndLocally => {
            let ended = local::end(shared, path);
            if ended.is_err() {
                hold(shared, path);
            }
            KeepingEvent::Written(ended)
        }
    };
    Some(Event::Keeping(ticket, event))
}

fn restore(shared: &Shared, path: &Path, backup: &Path) -> Result<(PathBuf, Message), Message> {
    let (to, facts) = as_new(shared, path, "restored", |to| book::restore(backup, to))?;
    let said = format!("Restored as {}: {}.", to.display(), in_words(&facts));
    Ok((to, Message::new(said, "")))
}

fn recover(shared: &Shared, path: &Path) -> Result<(PathBuf, Message), Message> {
    let now = (shared.surroundings.now)();
    let (to, recovery) = as_new(shared, path, "recovered", |to| book::recover(path, to, now))?;
    let Recovery { report, missing } = recovery;
    let figures = crate::domain::thousands(report.figures as f64, 0);
    let said = format!("Recovered as {}: {figures} figures.", to.display());
    if missing.is_empty() {
        let nothing = format!("{said} Nothing is known to be missing.");
        return Ok((to, Message::new(nothing, "")));
    }
    let next = match missing.len() {
        1 => missing.concat(),
        many => format!(
            "{many} things are missing; the report names them. The damaged file stays as it was."
        ),
    };
    Ok((
        to,
        Message::new(said, next).with_details(missing.join("\n")),
    ))
}

/// Has `write` make a new book: where the old one lay, if nothing lies there any more, and otherwise beside it, under a name that
/// says what it is and when it was made.
fn as_new<T>(
    shared: &Shared,
    path: &Path,
    what: &str,
    write: impl Fn(&Path) -> Result<T, BookError>,
) -> Result<(PathBuf, T), Message> {
    let now = (shared.surroundings.now)().to_zoned(TimeZone::UTC);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let named = |number: u32| {
        let more = if number > 1 {
            format!(" {number}")
        } else {
            String::new()
        };
        format!(
            "{stem} ({what} {}{more}).levelbook",
            now.strftime("%Y-%m-%d %H.%M")
        )
    };
    let own_folder = path.parent().map(Path::to_path_buf);
    let home = shared
        .surroundings
        .sample_book
        .as_ref()
        .and_then(|sample| sample.parent())
        .map(Path::to_path_buf);
    let mut failure = BookError::NoFolder(path.to_path_buf());
    if path.symlink_metadata().is_err() {
        match write(path) {
            Ok(done) => return Ok((path.to_path_buf(), done)),
            Err(error) => failure = error,
        }
    }
    for folder in [own_folder, home].into_iter().flatten() {
        for number in 1..100 {
            let to = folder.join(named(number));
            match write(&to) {
                Ok(done) => return Ok((to, done)),
                Err(BookError::Exists(_)) => {}
                Err(error) => {
                    failure = error;
                    break;
                }
            }
        }
        let elsewhere = matches!(
            failure,
            BookError::ReadOnly(_)
                | BookError::Denied(_)
                | BookError::NoFolder(_)
                | BookError::DiskFull(_)
        );
        if !elsewhere {
            break;
        }
    }
    Err(failure.explain())
}
