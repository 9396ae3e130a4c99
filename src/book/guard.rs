//! What surrounds every change of a book: it is still the book that was opened, nobody else writes to it, and it is backed up at
//! the moments that were promised.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;

use super::backups::{self, BackupPlace, Kept, Pace};
use super::lock::BookLock;
use super::standing::{Opened, Standing};
use super::{BookError, connection, journal};

/// How long a book may change without a backup.
const AT_RISK_SECONDS: i64 = 15 * 60;

/// How often an idle writer looks whether a backup is due.
const LOOK: Duration = Duration::from_secs(30);

/// An action on the writer's thread.
pub(super) type Job = Box<dyn FnOnce(&mut Connection, &mut Guard) + Send>;

/// Why the last backup failed; none where it did not.
pub(super) type Trouble = Arc<Mutex<Option<BookError>>>;

/// Stands beside the one connection that writes.
pub(super) struct Guard {
    path: PathBuf,
    place: Option<BackupPlace>,
    standing: Standing,
    newest: Option<Kept>,
    changed: bool,
    broken: bool,
    trouble: Trouble,
    // Let go of last, when the connection is closed.
    _lock: BookLock,
}

impl Guard {
    /// Over the book that was just opened at `path`.
    pub(super) fn new(
        connection: &Connection,
        path: PathBuf,
        (opened, lock): (Opened, BookLock),
        place: Option<BackupPlace>,
    ) -> Result<Self, BookError> {
        let standing = Standing::of(connection, opened)?;
        let kept = place
            .as_ref()
            .map(|place| backups::kept_of(place, standing.uuid(), &path));
        Ok(Self {
            path,
            place,
            standing,
            newest: kept.and_then(|kept| kept.into_iter().next()),
            changed: false,
            broken: false,
            trouble: Trouble::default(),
            _lock: lock,
        })
    }

    /// Where it is told why a backup failed.
    pub(super) fn trouble(&self) -> Trouble {
        Arc::clone(&self.trouble)
    }

    /// Before an action: an error where it must not be done.
    pub(super) fn before(&mut self, connection: &mut Connection) -> Result<(), BookError> {
        if self.broken {
            // What a failed disk left in memory is not trusted.
            *connection = connection::open_to_write(&self.path)?.0;
            journal::arm(connection)?;
            self.standing = Standing::of(connection, self.standing.opened())?;
            self.broken = false;
        }
        self.standing.verify(connection, &self.path)?;
        let eager = self
            .place
            .as_ref()
            .is_some_and(|place| place.pace == Pace::Eager);
        if eager && self.changed {
            self.back_up_if_due(connection, AT_RISK_SECONDS);
        } else if eager && self.standing.revision() > 0 {
            self.back_up(connection);
        }
        Ok(())
    }

    /// After an action that was done.
    pub(super) fn after(&mut self, connection: &Connection) {
        match Standing::of(connection, self.standing.opened()) {
            Ok(standing) => {
                self.changed |= standing.revision() != self.standing.revision();
                self.standing = standing;
                connection::remember_sound(&self.path);
            }
            Err(_) => self.broken = true,
        }
    }

    /// After an action that failed.
    pub(super) fn after_failure(&mut self, error: &BookError) {
        self.broken |= matches!(error, BookError::DiskFailed(..) | BookError::Damaged(..));
    }

    /// Does what comes through the queue until nobody can send any more, and then closes the book.
    pub(super) fn serve(mut self, mut connection: Connection, queue: &Receiver<Job>) {
        loop {
            match queue.recv_timeout(LOOK) {
                Ok(job) => job(&mut connection, &mut self),
                Err(RecvTimeoutError::Timeout) => self.back_up_if_due(&connection, AT_RISK_SECONDS),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        let spacing = match self.place.as_ref().map(|place| place.pace) {
            Some(Pace::Sparing) => AT_RISK_SECONDS,
            _ => 0,
        };
        self.back_up_if_due(&connection, spacing);
        drop(connection);
    }

    /// Backs up a book that changed since the last backup, if that is at least so long ago.
    fn back_up_if_due(&mut self, connection: &Connection, spacing: i64) {
        let Some(place) = &self.place else {
            return;
        };
        let since = self.newest.as_ref().map_or(i64::MAX, |kept| {
            (place.now)().as_second() - kept.at.as_second()
        });
        if self.changed && since >= spacing && self.standing.verify(connection, &self.path).is_ok()
        {
            self.back_up(connection);
        }
    }

    /// Backs up the book as it is, unless that very state is kept already. A failure is told and stops nobody's work.
    fn back_up(&mut self, connection: &Connection) {
        let Some(place) = &self.place else {
            return;
        };
        let is_kept = |kept: &Kept| kept.revision == self.standing.revision() && kept.path.exists();
        if self.newest.as_ref().is_some_and(is_kept) {
            return;
        }
        let trouble = match backups::make(connection, &self.path, place, false) {
            Ok(kept) => {
                self.newest = Some(kept);
                None
            }
            Err(error) => Some(BookError::NoBackup(Box::new(error))),
        };
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }
}
