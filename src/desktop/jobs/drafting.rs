use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::{Running, Shared};
use crate::desktop::effects::Event;
use crate::message::Explain;

/// How long what is typed is gathered before it is written.
const GATHERED: Duration = Duration::from_secs(1);

/// What waits to be written, by book and field.
type Waiting = BTreeMap<(PathBuf, String), Option<String>>;

/// Writes what is being typed into the book, a second after the first sign of it.
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
            let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let first = waiting.is_empty();
            waiting.insert((book, field), typed);
            first
        };
        if running == Running::AtOnce {
            self.write(shared);
        } else if first {
            let (theirs, waiting) = (Arc::clone(shared), Arc::clone(&self.0));
            let started = thread::Builder::new()
                .name("keeping drafts".to_owned())
                .spawn(move || {
                    thread::sleep(GATHERED);
                    write(&theirs, &waiting);
                });
            if started.is_err() {
                // No room for another thread: then at once.
                self.write(shared);
            }
        }
    }

    /// Writes what waits, at once.
    pub(super) fn write(&self, shared: &Shared) {
        write(shared, &self.0);
    }
}

fn write(shared: &Shared, waiting: &Mutex<Waiting>) {
    let drafts = std::mem::take(&mut *waiting.lock().unwrap_or_else(PoisonError::into_inner));
    let now = (shared.surroundings.now)();
    for ((book, field), typed) in drafts {
        let kept = shared
            .writer(&book)
            .and_then(|writer| writer.keep_draft(&field, typed, now));
        if let Err(error) = kept {
            shared.send(Event::NotKept(error.explain()));
        }
    }
}
