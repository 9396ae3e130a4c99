//! The arrows between rooms, the length of files and the owners of crates. An arrow that nobody checks rots.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by failing"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms a room may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("statistics", &["domain"]),
    ("message", &["domain"]),
    ("log", &[]),
    ("import", &["domain", "message"]),
    ("book", &["domain", "message", "import"]),
    ("questions", &["domain", "statistics", "message", "book"]),
    ("figures", &["domain", "questions"]),
    ("export", &["domain", "questions", "figures", "message"]),
    ("actions", BEHIND_THE_DOORS),
    ("desktop", DOORS),
    ("cli", DOORS),
];

const BEHIND_THE_DOORS: &[&str] = &[
    "domain",
    "statistics",
    "message",
    "import",
    "book",
    "questions",
    "figures",
    "export",
];

const DOORS: &[&str] = &[
    "domain",
    "statistics",
    "message",
    "import",
    "book",
    "questions",
    "figures",
    "export",
    "actions",
    "log",
];

/// Which rooms may name a crate.
const OWNERS: &[(&str, &[&str])] = &[
    ("egui", &["figures", "export", "desktop"]),
    ("egui_plot", &["figures", "export", "desktop"]),
    ("rusqlite", &["book"]),
    ("fs4", &["book"]),
    ("calamine", &["import"]),
    ("zip", &["import", "export"]),
    ("zstd", &["actions", "figures", "import"]),
    ("quick_xml", &["import"]),
    ("encoding_rs", &["import"]),
    ("cap", &["import"]),
    ("parquet", &["import", "export"]),
    ("memchr", &["import"]),
    ("csv", &["import", "export"]),
    ("resvg", &["export"]),
    ("rust_xlsxwriter", &["export"]),
    ("krilla", &["export"]),
    ("krilla_svg", &["export"]),
    ("rfd", &["desktop"]),
    ("eframe", &["desktop"]),
    ("winit", &["desktop"]),
    ("zbus", &["desktop"]),
    ("keepawake", &["desktop"]),
    ("arboard", &["desktop"]),
    ("directories", &["actions"]),
    ("clap", &["cli", "main"]),
];

const LONGEST_FILE: usize = 400;

fn source_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            source_files(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
}

/// The room of a file: the first part of its path below `src`.
fn room(source: &Path, file: &Path) -> String {
    let below = file.strip_prefix(source).expect("below src");
    let first = below
        .components()
        .next()
        .expect("a part")
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms that a line's `crate::` paths name, those of a list in braces among them.
fn rooms_named(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        let list = match rest.strip_prefix('{') {
            Some(inner) => inner.split('}').next().unwrap_or("").split(',').collect(),
            None => vec![rest],
        };
        for item in list {
            let word: String = item
                .trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            out.push(word);
        }
    }
    out
}

/// Whether a line names a crate as the head of a path: `egui::Ui`.
fn names_crate(line: &str, name: &str) -> bool {
    let path = format!("{name}::");
    line.match_indices(&path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
    })
}

/// What breaks the rules in one file.
fn faults(room: &str, text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        out.push(format!("has {lines} lines, more than {LONGEST_FILE}"));
    }
    let arrows = ARROWS
        .iter()
        .find(|(name, _)| *name == room)
        .map(|(_, allowed)| *allowed);
    if arrows.is_none() && room != "main" && room != "lib" {
        out.push(format!(
            "lies in the room “{room}”, which the table of arrows does not know"
        ));
    }
    for line in text
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("//"))
    {
        if let Some(allowed) = arrows {
            for used in rooms_named(line) {
                let is_room = ARROWS.iter().any(|(name, _)| *name == used);
                if is_room && used != room && !allowed.contains(&used.as_str()) {
                    out.push(format!("uses “{used}”, which “{room}” may not: {line}"));
                }
            }
        }
        for (name, owners) in OWNERS {
            if names_crate(line, name) && !owners.contains(&room) {
                out.push(format!(
                    "names the crate {name}, which belongs to {}: {line}",
                    owners.join(", ")
                ));
            }
        }
    }
    out
}

#[test]
fn every_file_keeps_to_its_room() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    source_files(&source, &mut files);
    assert!(files.len() > 30, "the source files were not found");
    let mut broken = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source file");
        for fault in faults(&room(&source, &file), &text) {
            broken.push(format!("{} {fault}", file.display()));
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn a_forbidden_arrow_is_seen() {
    for (room, line) in [
        ("domain", "use crate::book::Reader;"),
        ("import", "use crate::{domain, book};"),
        ("questions", "let x = crate::figures::Figure::of(&answer);"),
        ("desktop", "use crate::cli::run;"),
        ("book", "let x: egui::Rect = rect();"),
        ("cli", "let x: rusqlite::Connection = open();"),
        ("cellar", "fn f() {}"),
    ] {
        assert_eq!(faults(room, line).len(), 1, "{room}: {line}");
    }
    assert!(faults("desktop", "use crate::book::Reader;").is_empty());
    assert_eq!(faults("import", &"x\n".repeat(LONGEST_FILE + 1)).len(), 1);
}
