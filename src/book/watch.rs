//! An action of the writer, watched by whoever asked for it: how far it is, whether it should stop, and what happens where it has
//! a fault of ours.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use rusqlite::Connection;

use super::BookError;
use crate::message::{Progress, words_of_panic};

/// How often the caller looks at Cancel while the writer works.
const LOOK_MILLIS: u64 = 50;

/// How far an action is, and whether it should stop, as seen from the writer's thread.
pub(super) struct Watch {
    cancelled: Arc<AtomicBool>,
    reports: Sender<(u64, u64, &'static str)>,
}

/// What the writer's thread tells of an action, as the caller hears it.
pub(super) type Told = Receiver<(u64, u64, &'static str)>;

impl Watch {
    /// A watch that hears of Cancel, and what it tells.
    pub(super) fn new(cancelled: &Arc<AtomicBool>) -> (Self, Told) {
        let (reports, told) = channel();
        let watch = Self {
            cancelled: Arc::clone(cancelled),
            reports,
        };
        (watch, told)
    }

    /// Tells the caller how far the action is.
    pub(super) fn report(&self, done: u64, total: u64, words: &'static str) {
        // Nobody listens any more: then nobody misses it.
        let _ = self.reports.send((done, total, words));
    }

    /// An error once the caller wants the action to stop.
    pub(super) fn stop_if_cancelled(&self) -> Result<(), BookError> {
        if self.cancelled.load(Ordering::Relaxed) {
            Err(BookError::Cancelled)
        } else {
            Ok(())
        }
    }
}

/// How many of SQLite's own steps it takes between two looks at Cancel.
const STEPS: i32 = 10_000;

/// Does an action that Cancel stops inside any statement, and that takes nothing down with it where it has a fault of ours: what
/// it wrote is rolled back, and the writer goes on.
pub(super) fn stoppable<T>(
    connection: &mut Connection,
    stop: Arc<AtomicBool>,
    action: impl FnOnce(&mut Connection) -> Result<T, BookError>,
) -> Result<T, BookError> {
    connection.progress_handler(STEPS, Some(move || stop.load(Ordering::Relaxed)))?;
    let done = catch_unwind(AssertUnwindSafe(|| action(connection)))
        .unwrap_or_else(|payload| Err(BookError::Broke(words_of_panic(&*payload))));
    connection.progress_handler(0, None::<fn() -> bool>)?;
    done
}

/// Until the action ends: reports go to the caller, the caller's Cancel to the action.
pub(super) fn follow(progress: &dyn Progress, told: &Told, cancelled: &AtomicBool) {
    loop {
        match told.recv_timeout(Duration::from_millis(LOOK_MILLIS)) {
            Ok((done, total, words)) => progress.report(done, total, words),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if progress.is_cancelled() {
            cancelled.store(true, Ordering::Relaxed);
        }
    }
}
