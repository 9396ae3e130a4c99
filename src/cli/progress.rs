use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::message::Progress;

/// Progress on stderr, on one line that is written over; silent when nobody looks.
pub(super) struct Stderr {
    shown: bool,
    dirty: AtomicBool,
}

impl Stderr {
    /// Shows progress when stderr is a terminal.
    pub(super) fn new() -> Self {
        Self {
            shown: std::io::stderr().is_terminal(),
            dirty: AtomicBool::new(false),
        }
    }
}

impl Progress for Stderr {
    fn report(&self, done: u64, total: u64, words: &str) {
        if self.shown {
            self.dirty.store(true, Ordering::Relaxed);
            let share = (done * 100).checked_div(total).unwrap_or(0).min(100);
            let mut stderr = std::io::stderr().lock();
            // A line of progress that cannot be shown is no reason to stop the work.
            let _ = write!(stderr, "\r\x1b[K{words}: {share}%").and_then(|()| stderr.flush());
        }
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}

impl Drop for Stderr {
    fn drop(&mut self) {
        if self.dirty.load(Ordering::Relaxed) {
            eprint!("\r\x1b[K");
        }
    }
}
