//! The documents say what is true: every room is on the map, every command is in the help, every command of the README runs.

use std::fs;
use std::path::Path;

use crate::running::Program;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect(name)
}

#[test]
fn every_room_is_on_the_map() {
    let map = read("src/ARCHITECTURE.md");
    let rooms: Vec<String> = read("src/lib.rs")
        .lines()
        .filter_map(|line| {
            line.strip_prefix("pub mod ")
                .map(|rest| rest.trim_end_matches(';').to_owned())
        })
        .collect();
    assert!(rooms.len() >= 10);
    for room in rooms {
        assert!(
            map.contains(&format!("| [`{room}`] |")),
            "{room} is not on the map"
        );
    }
}

#[test]
fn every_command_is_in_the_help() {
    let help = Program::new().done(&["--help"]);
    for command in [
        "new", "import", "undo", "redo", "list", "diff", "ask", "draw", "export", "report",
        "recipe", "check", "backup", "recover", "restore", "local",
    ] {
        assert!(
            help.lines()
                .any(|line| line.trim_start().starts_with(command)),
            "{command} is not in the help"
        );
    }
}

#[test]
fn every_command_of_the_readme_runs() {
    let program = Program::new();
    let readme = read("README.md");
    let commands: Vec<&str> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("levelbook "))
        .collect();
    assert!(commands.len() >= 10, "the README's commands were not found");
    for command in commands {
        let arguments: Vec<&str> = command
            .split_whitespace()
            .map(|argument| argument.trim_matches('"'))
            .collect();
        program.done(&arguments);
    }
}

#[test]
fn every_file_that_the_documents_name_is_there() {
    for document in ["README.md", "sample-data/README.md", "assets/SOURCES.md"] {
        let text = read(document);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().expect("a target");
            if target.contains("://") || target.starts_with('#') {
                continue;
            }
            let path = folder.parent().expect("a folder").join(target);
            assert!(
                path.exists(),
                "{document} names {target}, which is not there"
            );
        }
    }
}
