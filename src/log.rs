//! What the program did lately, in words without a figure or a path, and a report where it had a fault. Lies in the user's own
//! folder and is sent nowhere. Knows nothing of what the other rooms do.

mod cleaning;
mod report;

use std::collections::VecDeque;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

pub use report::{keep_in, last_report};

/// Lines that a report carries.
const LINES: usize = 200;
/// Bytes of one file of the log.
const MOST_BYTES: u64 = 1 << 20;
/// Files of the log, the one that is written to among them.
const FILES: u32 = 5;

/// See the file's first line.
struct Log {
    folder: Option<PathBuf>,
    now: Option<fn() -> Timestamp>,
    lines: VecDeque<String>,
    screen: String,
}

static LOG: Mutex<Log> = Mutex::new(Log {
    folder: None,
    now: None,
    lines: VecDeque::new(),
    screen: String::new(),
});

/// A thread that panicked while it held the log has left it whole.
fn log() -> MutexGuard<'static, Log> {
    LOG.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notes what is done, in words of the program's own; what is of the user is taken out of them.
pub fn line(words: &str) {
    let mut log = log();
    let at = log
        .now
        .map(|now| now().strftime("%Y-%m-%dT%H:%M:%SZ ").to_string())
        .unwrap_or_default();
    let line = format!("{at}{}", cleaning::cleaned(words));
    if let Some(folder) = &log.folder {
        // What cannot be logged is not worth a failure.
        let _ = append(folder, &line);
    }
    log.lines.push_back(line);
    while log.lines.len() > LINES {
        log.lines.pop_front();
    }
}

/// Notes where in the window one is, by its address.
pub fn on_screen(address: &str) {
    let mut log = log();
    if log.screen != address {
        address.clone_into(&mut log.screen);
    }
}

/// Writes a line at the end of the log; once a file is full, the oldest one goes.
fn append(folder: &Path, line: &str) -> std::io::Result<()> {
    let file = |number: u32| folder.join(format!("log-{number}.txt"));
    let full = std::fs::metadata(file(1)).is_ok_and(|found| found.len() >= MOST_BYTES);
    if full {
        for number in (1..FILES).rev() {
            if file(number).exists() {
                std::fs::rename(file(number), file(number + 1))?;
            }
        }
    }
    let mut out = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(file(1))?;
    writeln!(out, "{line}")
}

#[cfg(test)]
mod tests {
    use super::{FILES, MOST_BYTES, append};

    #[test]
    fn the_log_keeps_five_files_of_a_megabyte() {
        let folder = tempfile::tempdir().expect("a folder");
        let long = "x".repeat(300_000);
        for _ in 0..40 {
            append(folder.path(), &long).expect("writes");
        }
        let sizes: Vec<u64> = std::fs::read_dir(folder.path())
            .expect("reads")
            .map(|entry| entry.expect("an entry").metadata().expect("known").len())
            .collect();
        assert_eq!(sizes.len(), FILES as usize);
        assert!(sizes.iter().all(|size| *size < MOST_BYTES + 300_002));
    }
}
