//! Running the reading process and listening to it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::assembler::{Assembler, Garbled};
use super::limits;
use super::refusal::ReadError;
use super::worker::{WORKER_ARGUMENT, read_into};
use crate::message::Progress;

/// How often a silent reader is looked after, and the user asked whether to go on.
const BEAT: Duration = Duration::from_millis(100);
/// Frames that wait to be taken in.
const QUEUE: usize = 16;

type Frame = (u8, Vec<u8>);

/// How long the process may be silent and how long it may take in all.
#[derive(Clone, Copy)]
struct Patience {
    silence: Duration,
    total: Duration,
}

const PATIENCE: Patience = Patience {
    silence: Duration::from_secs(limits::WORKER_SILENCE),
    total: Duration::from_secs(limits::WORKER_TOTAL),
};

/// Ends the process when it is let go, however that comes.
struct Reader(Child);

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Reads in a process of its own.
pub(super) fn run_process(
    program: &Path,
    file: File,
    name: &str,
    progress: &dyn Progress,
) -> Result<Assembler, ReadError> {
    let mut command = Command::new(program);
    command
        .arg(WORKER_ARGUMENT)
        .stdin(Stdio::from(file))
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    let mut reader = Reader(
        command
            .spawn()
            .map_err(|source| ReadError::NoWorker { source })?,
    );
    let Some(stdout) = reader.0.stdout.take() else {
        return Err(died(&mut reader, name, "no output"));
    };
    let (sender, frames) = sync_channel(QUEUE);
    std::thread::Builder::new()
        .name("frames".to_owned())
        .spawn(move || listen(stdout, &sender))
        .map_err(|source| ReadError::NoWorker { source })?;
    let assembler = gather(&frames, name, progress, PATIENCE)?;
    match assembler {
        Ok(assembler) => Ok(assembler),
        Err(why) => Err(died(&mut reader, name, why)),
    }
}

/// Hands frames on until the output ends or breaks the rules; the queue's end tells the rest.
fn listen(mut stdout: impl Read, sender: &SyncSender<Frame>) {
    loop {
        let mut head = [0; 5];
        if stdout.read_exact(&mut head).is_err() {
            return;
        }
        let [a, b, c, d, kind] = head;
        let length = u32::from_le_bytes([a, b, c, d]) as usize;
        if length > limits::FRAME_BYTES {
            return;
        }
        let mut payload = Vec::with_capacity(length);
        let read = (&mut stdout).take(length as u64).read_to_end(&mut payload);
        if read.ok() != Some(length) || sender.send((kind, payload)).is_err() {
            return;
        }
    }
}

fn gather(
    frames: &Receiver<Frame>,
    name: &str,
    progress: &dyn Progress,
    patience: Patience,
) -> Result<Result<Assembler, &'static str>, ReadError> {
    let words = format!("Reading {name}");
    let mut assembler = Assembler::default();
    let started = Instant::now();
    let mut heard = started;
    loop {
        if progress.is_cancelled() {
            return Err(ReadError::Cancelled);
        }
        let slow = |waited: Duration| ReadError::TooSlow {
            file: name.to_owned(),
            seconds: waited.as_secs(),
        };
        if started.elapsed() >= patience.total {
            return Err(slow(patience.total));
        }
        match frames.recv_timeout(BEAT) {
            Ok((kind, payload)) => {
                heard = Instant::now();
                if let Err(Garbled(why)) = assembler.take(kind, &payload) {
                    return Ok(Err(why));
                }
                if assembler.end.is_some() {
                    return Ok(Ok(assembler));
                }
                let (done, total) = assembler.progress;
                if let Some(done) = done.min(total).saturating_mul(900).checked_div(total) {
                    progress.report(100 + done, 1000, &words);
                }
            }
            Err(RecvTimeoutError::Timeout) if heard.elapsed() >= patience.silence => {
                return Err(slow(patience.silence));
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(Err("it ended before it was done")),
        }
    }
}

fn died(reader: &mut Reader, name: &str, why: &str) -> ReadError {
    let _ = reader.0.kill();
    let status = reader
        .0
        .wait()
        .map(|status| status.to_string())
        .unwrap_or_default();
    ReadError::WorkerDied {
        file: name.to_owned(),
        details: format!("{why} ({status})"),
    }
}

/// Reads in this process.
pub(super) fn run_here(file: File, name: &str) -> Result<Assembler, ReadError> {
    let mut assembler = Assembler::default();
    let read = read_into(file, &mut |kind, payload| {
        assembler
            .take(kind, payload)
            .map_err(|Garbled(why)| io::Error::new(io::ErrorKind::InvalidData, why))
    });
    match (read, &assembler.end) {
        (Ok(()), Some(_)) => Ok(assembler),
        (outcome, _) => Err(ReadError::WorkerDied {
            file: name.to_owned(),
            details: outcome
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::sync_channel;
    use std::time::Duration;

    use super::{Patience, gather, limits, listen};
    use crate::import::ReadError;
    use crate::import::outlet::NOTE;
    use crate::message::Unwatched;

    #[test]
    fn a_message_of_the_largest_size_is_heard_and_a_larger_one_ends_it() {
        for (length, heard) in [(limits::FRAME_BYTES, 1), (limits::FRAME_BYTES + 1, 0)] {
            let mut said = (length as u32).to_le_bytes().to_vec();
            said.push(NOTE);
            said.resize(said.len() + length, b' ');
            let (sender, frames) = sync_channel(4);
            listen(said.as_slice(), &sender);
            drop(sender);
            assert_eq!(frames.iter().count(), heard, "{length}");
        }
    }

    #[test]
    fn a_reader_that_falls_silent_and_one_that_never_ends_are_given_up() {
        let short = Duration::from_millis(250);
        let long = Duration::from_secs(20);
        for (silence, total, speaks) in [(short, long, false), (long, short, true)] {
            let (sender, frames) = sync_channel(0);
            std::thread::scope(|scope| {
                scope.spawn(move || {
                    let word = br#"{"progress":[1,2]}"#.to_vec();
                    while speaks && sender.send((NOTE, word.clone())).is_ok() {}
                    std::thread::sleep(short * 2);
                });
                let patience = Patience { silence, total };
                let gathered = gather(&frames, "a.csv", &Unwatched, patience);
                assert!(matches!(gathered, Err(ReadError::TooSlow { .. })));
                drop(frames);
            });
        }
    }
}
