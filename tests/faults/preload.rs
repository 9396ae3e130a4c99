//! The library that makes the faults, compiled with the system's compiler, and the program run under it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// What is done at an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// The process is killed before it.
    Kill,
    /// Half of a write is written, and the process is killed.
    Torn,
    /// From then on the disk is full.
    Full,
    /// This operation fails.
    Error,
    /// This operation and all that follow fail.
    Errors,
}

impl Mode {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Kill => ("kill", "0"),
            Self::Torn => ("torn", "0"),
            Self::Full => ("enospc", "1"),
            Self::Error => ("eio", "0"),
            Self::Errors => ("eio", "1"),
        }
    }

    /// True where the program lives on and can say what happened.
    pub(crate) fn is_survived(self) -> bool {
        !matches!(self, Self::Kill | Self::Torn)
    }
}

/// What the library does to a run.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault<'a> {
    /// Nothing.
    None,
    /// Writes every operation into this log.
    Record(&'a Path),
    /// This at the operation of this number, counted from 1.
    At(Mode, usize),
}

/// The library; nothing, with the reason printed, where it cannot be made.
pub(crate) fn library() -> Option<&'static Path> {
    static LIBRARY: OnceLock<Option<PathBuf>> = OnceLock::new();
    LIBRARY.get_or_init(compile).as_deref()
}

fn compile() -> Option<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/preload.c");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let library = folder.join(format!("faults-{}.so", std::process::id()));
    let compiled = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .args([&library, &source])
        .output();
    match compiled {
        Err(error) => {
            println!("passed over: there is no C compiler `cc` ({error})");
            return None;
        }
        Ok(output) => assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        ),
    }
    let tried = Command::new("true")
        .env("LD_PRELOAD", &library)
        .env("FI_PREFIX", "/nowhere")
        .env("FI_MODE", "kill")
        .status();
    if tried.is_ok_and(|status| status.success()) {
        return Some(library);
    }
    println!("passed over: this system lets no program filter its own calls");
    None
}

/// The built program, or the one that `LEVELBOOK_PROGRAM` names.
pub(crate) fn program() -> PathBuf {
    std::env::var_os("LEVELBOOK_PROGRAM")
        .map_or_else(|| env!("CARGO_BIN_EXE_levelbook").into(), PathBuf::from)
}

/// The program with its folders below `root` and no display.
pub(crate) fn levelbook(root: &Path, arguments: &[String]) -> Command {
    let mut command = Command::new(program());
    command
        .args(arguments)
        .current_dir(root)
        .env("LEVELBOOK_HOME", root.join("home"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY");
    command
}

/// Puts a command under the library.
pub(crate) fn under(command: &mut Command, library: &Path, watched: &Path, fault: Fault<'_>) {
    let (mode, sticky) = match fault {
        Fault::None => return,
        Fault::Record(log) => {
            command.env("FI_LOG", log);
            ("record", "0")
        }
        Fault::At(mode, number) => {
            command.env("FI_AT", number.to_string());
            mode.words()
        }
    };
    command
        .env("LD_PRELOAD", library)
        .env("FI_PREFIX", watched)
        .env("FI_MODE", mode)
        .env("FI_STICKY", sticky);
}

/// Runs the program with a fault in what it does below `root`.
pub(crate) fn run(library: &Path, root: &Path, arguments: &[String], fault: Fault<'_>) -> Output {
    let mut command = levelbook(root, arguments);
    under(&mut command, library, root, fault);
    command.output().expect("the program starts")
}
