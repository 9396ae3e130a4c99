//! The same jobs with no window. A stable interface: scripts and tests rely on it. Prints results to stdout, progress and
//! notices to stderr, and holds no rule of its own.

mod arguments;
mod check_report;
mod command_files;
mod difference_report;
mod import_arguments;
mod import_choices;
mod import_command;
mod import_report;
mod list_command;
mod other_commands;
mod plans_command;
mod progress;
mod recipe_command;
mod refusal;
mod safety_commands;

use std::io::Write;
use std::path::PathBuf;

use jiff::Timestamp;

use arguments::AnswerFormat;
pub use arguments::{Arguments, Command};
pub use refusal::Refusal;

use crate::actions::{self, Folders, ReportScope, ReportSubject};
use crate::book::BackupPlace;
use crate::domain::SubjectCode;
use crate::import::WorkerProgram;

/// What the outermost layer knows and the commands need.
pub struct Surroundings {
    /// Where the user's folders are.
    pub folders: Folders,
    /// The program that reads files in a process of its own.
    pub worker: WorkerProgram,
    /// The time.
    pub now: Timestamp,
    /// Where backups are kept.
    pub backups: BackupPlace,
}

/// Does what a command asks and prints the result.
pub fn run(command: &Command, around: &Surroundings, out: &mut dyn Write) -> Result<(), Refusal> {
    for folder in command.files().iter().filter_map(|file| file.parent()) {
        actions::clear_leftovers(folder, around.now);
    }
    match command {
        Command::New { book, sample } => other_commands::new(book, *sample, around, out),
        Command::Import(arguments) => {
            import_command::run(arguments, &around.worker, around.now, out)
        }
        Command::Undo { book, number } => other_commands::undo(book, *number, around.now, out),
        Command::Redo { book } => other_commands::redo(book, around.now, out),
        Command::List {
            book,
            what,
            as_of,
            json,
        } => list_command::run(book, *what, *as_of, *json, out),
        Command::Diff {
            book,
            number,
            format,
            json,
        } => {
            let format = if *json { AnswerFormat::Json } else { *format };
            other_commands::diff(book, *number, format, out)
        }
        Command::Ask {
            book,
            question,
            format,
            as_of,
        } => other_commands::ask(book, question, *as_of, *format, out),
        Command::Draw {
            book,
            question,
            output,
            size,
            scale,
            theme,
            as_of,
        } => other_commands::draw(book, question, *as_of, output, (*size, *scale, theme), out),
        Command::Export {
            book,
            output,
            question,
            as_of,
        } => other_commands::export(book, output, question.as_deref(), (*as_of, around.now), out),
        Command::Report {
            book,
            output,
            goal,
            organisation,
            place,
            as_of,
        } => {
            let scope = ReportScope {
                goal: *goal,
                subject: match (organisation.as_deref(), place.as_deref()) {
                    (Some(code), _) => Some(ReportSubject::Organisation(SubjectCode::from(code))),
                    (None, Some(code)) => Some(ReportSubject::Place(SubjectCode::from(code))),
                    (None, None) => None,
                },
                as_of: *as_of,
            };
            other_commands::report(book, output, &scope, around.now, out)
        }
        Command::Present {
            book,
            story,
            output,
            notes,
            place,
            organisation,
        } => {
            let subject = organisation
                .as_deref()
                .or(place.as_deref())
                .map(SubjectCode::from);
            let of = (story.as_str(), subject.as_ref());
            other_commands::present(book, of, (output, *notes), around.now, out)
        }
        Command::Record {
            book,
            output,
            story,
        } => other_commands::record(book, story.as_deref(), output, around.now, out),
        Command::Recipe { action } => recipe_command::run(action, around.now, out),
        Command::Check { book } => safety_commands::check(book, out),
        Command::Backup { book, output } => {
            safety_commands::backup(book, output.as_deref(), around, out)
        }
        Command::Local {
            book,
            put_back,
            end,
        } => safety_commands::local(book, *put_back, *end, around, out),
        Command::Recover { book, output } => {
            safety_commands::recover(book, output, around.now, out)
        }
        Command::Restore {
            book,
            revision,
            output,
        } => safety_commands::restore(book, *revision, output.as_deref(), around, out),
    }
}

/// What happens with no command where there is no display: the sample book's report is written, and where it lies is said.
pub fn report_instead_of_window(
    book: Option<PathBuf>,
    around: &Surroundings,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let book = match book {
        Some(book) => book,
        None => actions::open_or_make_sample(
            &around.folders,
            &around.worker,
            around.now,
            &progress::Stderr::new(),
        )?,
    };
    around.folders.data()?;
    let report = around.folders.report();
    eprintln!("There is no display, so a report is written instead of opening a window.");
    other_commands::report(&book, &report, &ReportScope::default(), around.now, out)
}
