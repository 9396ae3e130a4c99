//! libFuzzer's door to the targets; `LEVELBOOK_FUZZ` names the one that is tried.

#![no_main]

mod targets;

use std::sync::LazyLock;

use levelbook::import::WorkerProgram;
use libfuzzer_sys::fuzz_target;

type Target = fn(&[u8], &WorkerProgram);

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    // A panic of a reader that is held where files are read is no crash; libFuzzer would end at any. With LEVELBOOK_LOUD it speaks.
    if std::env::var_os("LEVELBOOK_LOUD").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
    let wanted = std::env::var("LEVELBOOK_FUZZ").unwrap_or_default();
    targets::ALL
        .iter()
        .find(|(name, _)| *name == wanted)
        .map(|(_, target)| *target)
        .unwrap_or_else(|| {
            let names: Vec<&str> = targets::ALL.iter().map(|(name, _)| *name).collect();
            eprintln!("set LEVELBOOK_FUZZ to one of {}", names.join(", "));
            std::process::exit(2);
        })
});

fuzz_target!(|bytes: &[u8]| TARGET(bytes, &WorkerProgram::here()));
