//! The built program, run as a user would run it, with its folders in a temporary place and no display.

use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// The program and a folder of its own.
pub(crate) struct Program {
    folder: TempDir,
}

impl Program {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> String {
        self.folder
            .path()
            .join(name)
            .to_str()
            .expect("a path of text")
            .to_owned()
    }

    /// A sample book of this folder's own, as the program makes it, and its path. It is made once for all tests.
    pub(crate) fn sample(&self) -> String {
        static MADE: OnceLock<Vec<u8>> = OnceLock::new();
        let made = MADE.get_or_init(|| {
            let maker = Self::new();
            let book = maker.path("sample.levelbook");
            maker.done(&["new", &book, "--sample"]);
            std::fs::read(book).expect("the book's bytes")
        });
        let book = self.path("sample.levelbook");
        std::fs::write(&book, made).expect("a copy");
        book
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_levelbook"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("LEVELBOOK_HOME", self.folder.path().join("home"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .output()
            .expect("the program runs")
    }

    /// Runs and expects status 0; gives what was printed.
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {stderr}");
        String::from_utf8(output.stdout).expect("text")
    }

    /// Runs and expects status 1; gives the sentence on stderr.
    pub(crate) fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        String::from_utf8(output.stderr).expect("text")
    }
}

/// What was printed, as JSON.
pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// How many lines a text has.
pub(crate) fn lines(text: &str) -> usize {
    text.trim_end().lines().count()
}
