//! The parts that read strangers' files are not older than the versions in which known faults were mended.

#![allow(
    clippy::expect_used,
    reason = "a test that cannot go on says so by failing"
)]

use std::fs;
use std::path::Path;

/// Crate, and the first version without the fault.
const OLDEST: &[(&str, [u32; 3], &str)] = &[
    ("calamine", [0, 38, 0], "aborts on small XLS containers"),
    ("quick-xml", [0, 41, 0], "RUSTSEC-2026-0194 and -0195"),
    ("zip", [9, 0, 0], "RUSTSEC-2025-0168"),
    (
        "libsqlite3-sys",
        [0, 39, 0],
        "the race when a write-ahead log is reset",
    ),
];

/// The versions of a crate in a lock file.
fn versions(lock: &str, name: &str) -> Vec<[u32; 3]> {
    let mut out = Vec::new();
    for part in lock.split("[[package]]") {
        let value = |key: &str| {
            let start = format!("{key} = \"");
            part.lines()
                .find_map(|line| line.strip_prefix(&start)?.strip_suffix('"'))
        };
        if value("name") != Some(name) {
            continue;
        }
        let numbers: Vec<u32> = value("version")
            .expect("a version")
            .split(['.', '-', '+'])
            .take(3)
            .map(|number| number.parse().expect("a number"))
            .collect();
        out.push(numbers.try_into().expect("three numbers"));
    }
    out
}

#[test]
fn parts_with_known_faults_are_not_used() {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock"))
        .expect("the lock file");
    for (name, oldest, fault) in OLDEST {
        let held = versions(&lock, name);
        assert!(!held.is_empty(), "{name} is not in the lock file");
        for version in held {
            assert!(
                version >= *oldest,
                "{name} {version:?} has a known fault: {fault}"
            );
        }
    }
}

#[test]
fn an_old_part_is_seen() {
    let lock = "[[package]]\nname = \"zip\"\nversion = \"8.6.0\"\n[[package]]\nname = \"zip2\"\nversion = \"9.0.0\"\n";
    assert_eq!(versions(lock, "zip"), [[8, 6, 0]]);
}
