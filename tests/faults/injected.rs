//! One fault at every operation, or at every so-manieth, of every step.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use crate::oracle::{left_behind, look, nobody_left};
use crate::preload::{Fault, Mode, library, run};
use crate::steps::{Done, Workload, copy_folder};
use crate::{Reach, reach};

/// A trial: this at this operation of this step.
#[derive(Clone, Copy, Debug)]
struct Trial {
    step: usize,
    mode: Mode,
    at: usize,
}

/// Operations between one fault and the next.
fn stride() -> usize {
    match reach() {
        Reach::Short => 41,
        Reach::Quick => 9,
        Reach::Full => 1,
    }
}

fn trials(workload: &Workload, modes: &[Mode]) -> Vec<Trial> {
    let mut trials = Vec::new();
    for (step, done) in workload.steps.iter().enumerate() {
        for (turn, mode) in modes.iter().enumerate() {
            // Each way begins elsewhere, so that together they meet more operations.
            let first = 1 + (step * 7 + turn * 11) % stride();
            let points = (first..=done.operations.len()).step_by(stride());
            trials.extend(points.map(|at| Trial {
                step,
                mode: *mode,
                at,
            }));
        }
    }
    trials
}

/// What went wrong in a trial; nothing when all is well.
fn fault_of(library: &Path, workload: &Workload, trial: Trial) -> Result<(), String> {
    let done = &workload.steps[trial.step];
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let root = folder.path().join("root");
    copy_folder(&done.before, &root);
    let arguments = done.step.arguments(&root, &workload.inputs());
    let output = run(library, &root, &arguments, Fault::At(trial.mode, trial.at));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    nobody_left(&root);
    match (output.status.code(), trial.mode.is_survived()) {
        (Some(0), _) | (None, false) => {}
        (Some(1), true) => is_clear(&said, trial.mode)?,
        (code, _) => return Err(format!("it ended with {code:?}: {said}")),
    }
    let seen = look(&root);
    let (before, after) = (&done.seen_before, &done.seen_after);
    if seen != *before && seen != *after {
        return Err(format!(
            "the book is neither before nor after: {}",
            difference(&seen, before, after)
        ));
    }
    if output.status.success() && seen != *after {
        return Err("it said that it was done and was not".to_owned());
    }
    next_start(library, workload, done, &root, seen == *after)
}

/// The fault is gone: the action, where it did not happen, happens now, and what lay about is cleared away.
fn next_start(
    library: &Path,
    workload: &Workload,
    done: &Done,
    root: &Path,
    is_done: bool,
) -> Result<(), String> {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_hours(24);
    for path in left_behind(root) {
        let file = std::fs::File::options().write(true).open(&path);
        file.and_then(|file| file.set_modified(long_ago))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let wanted = done.step.arguments(root, &workload.inputs());
    let wanted = if is_done {
        vec!["check".to_owned(), wanted[1].clone()]
    } else {
        wanted
    };
    let output = run(library, root, &wanted, Fault::None);
    if !output.status.success() {
        return Err(format!(
            "the next {wanted:?} was refused: {}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    let seen = look(root);
    if seen != done.seen_after {
        return Err(format!(
            "the next action did something else: {}",
            difference(&seen, &done.seen_before, &done.seen_after)
        ));
    }
    match left_behind(root) {
        left if left.is_empty() => Ok(()),
        left => Err(format!("left behind: {left:?}")),
    }
}

/// A sentence in plain words that says what happened.
fn is_clear(said: &str, mode: Mode) -> Result<(), String> {
    let raw = [
        "SQLITE",
        "panicked",
        "os error",
        "database is",
        "disk I/O",
        "code ",
        "ENOSPC",
    ];
    // Nobody is sent to ask for a permission that is not missing.
    let unclear = raw
        .iter()
        .chain(&["permission", "not allowed"])
        .find(|raw| said.contains(**raw));
    let named = mode != Mode::Full
        || ["full", "room", "space"]
            .iter()
            .any(|word| said.contains(word));
    if said.trim().is_empty() || unclear.is_some() || !named {
        return Err(format!("it said: {said:?}"));
    }
    Ok(())
}

fn difference(
    seen: &crate::oracle::Seen,
    before: &crate::oracle::Seen,
    after: &crate::oracle::Seen,
) -> String {
    let lines = |of: &crate::oracle::Seen| -> Vec<String> {
        of.iter()
            .flat_map(|(name, lines)| lines.iter().map(move |line| format!("{name}: {line}")))
            .collect()
    };
    let (seen, before, after) = (lines(seen), lines(before), lines(after));
    let more: Vec<&String> = seen
        .iter()
        .filter(|line| !after.contains(line))
        .take(5)
        .collect();
    let less: Vec<&String> = after
        .iter()
        .filter(|line| !seen.contains(line))
        .take(5)
        .collect();
    let old: Vec<&String> = seen
        .iter()
        .filter(|line| !before.contains(line))
        .take(5)
        .collect();
    format!("beside what is wanted {more:?}, without {less:?}; beside what was before {old:?}")
}

/// Does the trials of some modes, two at a time, and says how many there were.
fn inject(promise: &str, modes: &[Mode]) {
    let Some(library) = library() else {
        return;
    };
    let workload = Workload::done(library);
    let trials = trials(&workload, modes);
    let next = AtomicUsize::new(0);
    let faults = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(trial) = trials.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let judged = std::panic::catch_unwind(|| fault_of(library, &workload, *trial));
                    let fault = match judged {
                        Ok(Ok(())) => continue,
                        Ok(Err(fault)) => fault,
                        Err(panic) => panic
                            .downcast_ref::<String>()
                            .cloned()
                            .unwrap_or_else(|| "the oracle gave up".to_owned()),
                    };
                    let name = workload.steps[trial.step].step.name;
                    let operation = &workload.steps[trial.step].operations[trial.at - 1];
                    let operation: String = format!("{operation:?}").chars().take(120).collect();
                    faults.lock().expect("a list").push(format!(
                        "{name}, {:?} at {} ({operation}): {fault}",
                        trial.mode, trial.at
                    ));
                }
            });
        }
    });
    let faults = faults.into_inner().expect("a list");
    let operations: usize = workload
        .steps
        .iter()
        .map(|done| done.operations.len())
        .sum();
    println!(
        "{promise}: {} points of {operations} operations in {} steps, {} faults",
        trials.len(),
        workload.steps.len(),
        faults.len()
    );
    assert!(trials.len() >= workload.steps.len(), "points were injected");
    let shown: Vec<&str> = faults.iter().take(12).map(String::as_str).collect();
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        shown.join("\n")
    );
}

#[test]
fn a_crash_never_loses_anything_shown_as_saved() {
    inject("P1 killed", &[Mode::Kill]);
}

#[test]
fn a_torn_write_is_repaired() {
    inject("P3 torn", &[Mode::Torn]);
}

#[test]
fn a_full_disk_loses_nothing_says_so_and_the_next_try_works() {
    inject("P4 disk full", &[Mode::Full]);
}

#[test]
fn a_failing_disk_is_reported_and_never_swallowed() {
    inject("P5 failing disk", &[Mode::Error, Mode::Errors]);
}
