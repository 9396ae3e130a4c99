//! Which door: the window or the command line.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use levelbook::actions::Folders;
use levelbook::book::{self, BackupPlace, Pace};
use levelbook::cli::{self, Arguments, Refusal, Surroundings};
use levelbook::desktop::{self, WindowOptions};
use levelbook::import::{self, WorkerProgram};
use levelbook::log;

fn main() -> ExitCode {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|argument| argument == import::WORKER_ARGUMENT)
    {
        return import::worker_main();
    }
    let arguments = Arguments::parse();
    let mut out = std::io::stdout().lock();
    let pace = match arguments.command {
        Some(_) => Pace::Sparing,
        None => Pace::Eager,
    };
    let done = surroundings(pace).and_then(|around| {
        if let Ok(folder) = around.folders.data() {
            log::keep_in(folder, jiff::Timestamp::now);
        }
        match &arguments.command {
            Some(command) => cli::run(command, &around, &mut out),
            None => window(arguments.book.as_ref(), &around, &mut out),
        }
    });
    match done {
        Ok(()) | Err(Refusal::NobodyListens) => ExitCode::SUCCESS,
        Err(refusal) => {
            refusal.print();
            ExitCode::from(1)
        }
    }
}

fn surroundings(pace: Pace) -> Result<Surroundings, Refusal> {
    let home = std::env::var_os("LEVELBOOK_HOME").map(PathBuf::from);
    let program = std::env::current_exe().map_err(|error| {
        Refusal::new("Levelbook cannot find its own program.", error.to_string())
    })?;
    let folders = Folders::find(home.as_deref())?;
    let backups = BackupPlace {
        folder: folders.backups(),
        now: jiff::Timestamp::now,
        pace,
    };
    book::keep_backups(backups.clone());
    Ok(Surroundings {
        folders,
        backups,
        worker: WorkerProgram::at(program),
        now: jiff::Timestamp::now(),
    })
}

/// Opens the window; without a display, or where none can be opened, writes the report instead.
fn window(
    book: Option<&PathBuf>,
    around: &Surroundings,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let headless = cfg!(all(unix, not(target_os = "macos")))
        && ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .all(|name| std::env::var_os(name).is_none_or(|value| value.is_empty()));
    if headless {
        return cli::report_instead_of_window(book.cloned(), around, out);
    }
    let options = WindowOptions {
        book: book.cloned(),
        settings_file: Some(around.folders.settings()),
        sample_book: Some(around.folders.sample_book()),
        backups: Some(around.backups.clone()),
        worker: around.worker.clone(),
    };
    desktop::run(options).or_else(|error| {
        eprintln!("The window could not be opened: {error}");
        cli::report_instead_of_window(book.cloned(), around, out)
    })
}
