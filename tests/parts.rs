//! The parts that the program is made of: those that read strangers' files are not older than the versions in which known faults
//! were mended, and none of them speaks to a network.

#![allow(
    clippy::expect_used,
    reason = "a test that cannot go on says so by failing"
)]

use std::collections::BTreeSet;
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

/// Crates in which a fault was mended later, where they are used at all.
const OLDEST_IF_USED: &[(&str, [u32; 3], &str)] = &[
    ("time", [0, 3, 47], "RUSTSEC-2026-0009"),
    ("lru", [0, 18, 2], "RUSTSEC-2026-0253"),
];

/// Crates that speak to a network.
const NETWORK: &[&str] = &[
    "attohttpc",
    "aws-lc-rs",
    "curl",
    "curl-sys",
    "ehttp",
    "h2",
    "h3",
    "hickory-resolver",
    "http",
    "hyper",
    "hyper-util",
    "isahc",
    "lettre",
    "minreq",
    "mio",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "quinn-proto",
    "reqwest",
    "ring",
    "rustls",
    "schannel",
    "security-framework",
    "sentry",
    "socket2",
    "ssh2",
    "surf",
    "tiny_http",
    "tokio",
    "tokio-rustls",
    "tokio-tungstenite",
    "tonic",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "webbrowser",
    "webpki",
    "websocket",
];

/// Crates that are made for the web browser only, and are no part of a program for a desk.
const WEB: &[&str] = &["js-sys", "wasm-bindgen", "web-sys", "web-time"];

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

/// The crates that the program is built of on a desk, by the lock file.
fn built_of(lock: &str) -> BTreeSet<&str> {
    let parts: Vec<(&str, Vec<&str>)> = lock
        .split("[[package]]")
        .filter_map(|part| {
            let name = part
                .lines()
                .find_map(|line| line.strip_prefix("name = \""))?;
            let needs = part
                .lines()
                .filter_map(|line| line.strip_prefix(" \""))
                .filter_map(|line| line.split(['"', ' ']).next())
                .collect();
            Some((name.trim_end_matches('"'), needs))
        })
        .collect();
    let mut found = BTreeSet::new();
    let mut next = vec!["levelbook"];
    while let Some(name) = next.pop() {
        if WEB.iter().any(|web| name.starts_with(web)) || !found.insert(name) {
            continue;
        }
        let of_name = parts.iter().filter(|(part, _)| *part == name);
        next.extend(of_name.flat_map(|(_, needs)| needs));
    }
    found
}

fn lock_file() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock"))
        .expect("the lock file")
}

#[test]
fn nothing_that_speaks_to_a_network_is_linked_in() {
    let lock = lock_file();
    let parts = built_of(&lock);
    assert!(
        parts.len() > 100 && parts.contains("rusqlite"),
        "{}",
        parts.len()
    );
    let found: Vec<&&str> = parts
        .iter()
        .filter(|part| NETWORK.contains(*part))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_part_that_speaks_to_a_network_is_seen() {
    let lock = "[[package]]\nname = \"levelbook\"\ndependencies = [\n \"a 1.0.0\",\n \"wasm-bindgen-futures\",\n]\n\
                [[package]]\nname = \"a\"\ndependencies = [\n \"ureq\",\n]\n[[package]]\nname = \"ureq\"\n\
                [[package]]\nname = \"wasm-bindgen-futures\"\ndependencies = [\n \"tokio\",\n]\n[[package]]\nname = \"tokio\"\n";
    let parts: Vec<&str> = built_of(lock).into_iter().collect();
    assert_eq!(parts, ["a", "levelbook", "ureq"]);
}

#[test]
fn parts_with_known_faults_are_not_used() {
    let lock = lock_file();
    for (name, oldest, fault) in OLDEST_IF_USED {
        for version in versions(&lock, name) {
            assert!(
                version >= *oldest,
                "{name} {version:?} has a known fault: {fault}"
            );
        }
    }
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

#[test]
fn the_linked_database_is_not_older_than_its_mended_faults() {
    assert!(
        rusqlite::version_number() >= 3_054_001,
        "{}",
        rusqlite::version()
    );
}
