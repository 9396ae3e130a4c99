//! Faults on purpose: the process killed, writes torn, the disk full, the disk broken, the power cut, at every operation that the
//! program makes; and what is left is looked at. `LEVELBOOK_FAULTS=quick` or `full` goes further, as `tests/faults/run.sh` does.
//! On Linux with x86-64 and a C compiler; elsewhere the tests say that they were passed over.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by failing"
)]

#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod control;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod injected;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod killed;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod lasting;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod network;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod oracle;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod power;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod preload;
mod promises;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod recorded;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod steps;

/// How far the tests of this folder go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// Within `cargo test`.
    Short,
    /// `run.sh quick`.
    Quick,
    /// `run.sh full`.
    Full,
}

fn reach() -> Reach {
    match std::env::var("LEVELBOOK_FAULTS").as_deref() {
        Ok("quick") => Reach::Quick,
        Ok("full") => Reach::Full,
        _ => Reach::Short,
    }
}

#[cfg(not(all(target_os = "linux", target_arch = "x86_64")))]
#[test]
fn faults_are_made_on_linux_only() {
    println!(
        "passed over at reach {:?}: faults are made on Linux with x86-64 only",
        reach()
    );
}
