use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::{Running, Shared};
use crate::desktop::effects::Event;
use crate::message::Explain;

/// How long what is typed is gathered before it is written.
const GATHERED: Duration = Duration::from_secs(1);
/// After how long it is tried again where it could not be written, such as on a full disk.
const AGAIN: Duration = Duration::from_secs(5);

/// What waits to be written.
#[derive(Default)]
struct Waiting {
    /// By book and field.
    drafts: BTreeMap<(PathBuf, String), Option<String>>,
    /// Whether somebody will write it.
    is_due: bool,
    /// Whether it could not be written when it was tried last.
    failed: bool,
}

/// Writes what is being typed into the book, a second after the first sign of it. What could not be written waits on.
#[derive(Default)]
pub(super) struct Desk(Arc<Mutex<Waiting>>);

impl Desk {
    pub(super) fn keep(
        &self,
        shared: &Arc<Shared>,
        book: PathBuf,
        field: String,
        typed: Option<String>,
        running: Running,
    ) {
        let first = {
            let mut waiting = lock(&self.0);
            waiting.drafts.insert((book, field), typed);
            !std::mem::replace(&mut waiting.is_due, true)
        };
        if running == Running::AtOnce {
            self.write(shared);
        } else if first {
            let (theirs, waiting) = (Arc::clone(shared), Arc::clone(&self.0));
            let started = thread::Builder::new()
                .name("keeping drafts".to_owned())
                .spawn(move || {
                    thread::sleep(GATHERED);
                    while !write(&theirs, &waiting) {
                        thread::sleep(AGAIN);
                    }
                });
            if started.is_err() {
                // No room for another thread: then at once.
                self.write(shared);
            }
        }
    }

    /// Writes what waits, at once.
    pub(super) fn write(&self, shared: &Shared) {
        if !write(shared, &self.0) {
            lock(&self.0).is_due = false;
        }
    }
}

fn lock(waiting: &Mutex<Waiting>) -> MutexGuard<'_, Waiting> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether a book is the one that is written to.
fn writes(shared: &Shared, book: &PathBuf) -> bool {
    let held = shared.writer.lock().unwrap_or_else(PoisonError::into_inner);
    held.as_ref().is_some_and(|(of, _)| of == book)
}

/// Writes what waits; false where some of it could not be written and waits on. What was typed into a book that is no longer open is
/// not waited for.
fn write(shared: &Shared, waiting: &Mutex<Waiting>) -> bool {
    let (drafts, failed_before) = {
        let mut waiting = lock(waiting);
        (std::mem::take(&mut waiting.drafts), waiting.failed)
    };
    let now = (shared.surroundings.now)();
    let mut failure = None;
    for ((book, field), typed) in drafts {
        if failed_before && !writes(shared, &book) {
            continue;
        }
        let kept = shared
            .writer(&book)
            .and_then(|writer| writer.keep_draft(&field, typed.clone(), now));
        if let Err(error) = kept {
            failure = Some(error.explain());
            // What was typed there meanwhile stands.
            lock(waiting).drafts.entry((book, field)).or_insert(typed);
        }
    }
    let whole = failure.is_none();
    let mut waiting = lock(waiting);
    waiting.failed = !whole;
    waiting.is_due = !waiting.drafts.is_empty();
    if whole == failed_before {
        shared.send(Event::DraftsKept(failure.map_or(Ok(()), Err)));
    }
    !waiting.is_due
}
