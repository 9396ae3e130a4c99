use std::sync::{Arc, Mutex};

use super::Shared;
use crate::desktop::effects::Event;
use crate::desktop::loadable::Ticket;

/// Tells the window how far long work is, and the work whether to stop.
pub(super) struct Watched<'a> {
    shared: &'a Shared,
    ticket: Ticket,
    flag: Arc<std::sync::atomic::AtomicBool>,
    last: Mutex<Option<std::time::Instant>>,
}

impl<'a> Watched<'a> {
    pub(super) fn new(shared: &'a Shared, ticket: Ticket) -> Self {
        Self {
            shared,
            ticket,
            flag: shared.stops.flag(ticket),
            last: Mutex::new(None),
        }
    }
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        self.shared.stops.forget(self.ticket);
    }
}

impl crate::message::Progress for Watched<'_> {
    fn report(&self, done: u64, total: u64, words: &str) {
        let mut last = self
            .last
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let soon = last.is_some_and(|at| at.elapsed().as_millis() < 50);
        if soon && done < total {
            return;
        }
        *last = Some(std::time::Instant::now());
        self.shared.send(Event::Progressed(
            self.ticket,
            done,
            total,
            words.to_owned(),
        ));
    }

    fn is_cancelled(&self) -> bool {
        self.flag.load(std::sync::atomic::Ordering::Relaxed)
    }
}
