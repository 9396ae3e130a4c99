use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::desktop::loadable::Ticket;

/// One flag a piece of long work; set, it asks the work to stop.
#[derive(Default)]
pub(in crate::desktop) struct Stops(Mutex<HashMap<Ticket, Arc<AtomicBool>>>);

impl Stops {
    /// The flag of a ticket.
    pub(super) fn flag(&self, ticket: Ticket) -> Arc<AtomicBool> {
        let mut flags = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(flags.entry(ticket).or_default())
    }

    /// Asks the work to stop, whether it has started or not.
    pub(super) fn stop(&self, ticket: Ticket) {
        self.flag(ticket).store(true, Ordering::Relaxed);
    }

    /// The work has ended.
    pub(super) fn forget(&self, ticket: Ticket) {
        let mut flags = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        flags.remove(&ticket);
    }
}
