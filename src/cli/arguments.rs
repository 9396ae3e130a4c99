use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::import_arguments::ImportArguments;
use crate::domain::AsOf;

/// Are we levelling up, where, for whom, and who is doing what about it? An offline book of published figures.
#[derive(Debug, Parser)]
#[command(
    name = "levelbook",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "With no command the window opens: BOOK, or the last book, or the sample book on the first start.\n\
                  Exit status: 0 done, 1 refused (one sentence on stderr), 2 wrong usage."
)]
pub struct Arguments {
    /// What to do; the window when nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The book to open in the window.
    pub book: Option<PathBuf>,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new book.
    New {
        /// The new book; there must be no such file yet.
        book: PathBuf,
        /// Fill it with the shipped sample of published figures.
        #[arg(long)]
        sample: bool,
    },
    /// Read files into a book: figures, or a list of plans or of community-defined outcomes.
    Import(Box<ImportArguments>),
    /// Take the last action back, whatever it was, or an import.
    Undo {
        /// The book.
        book: PathBuf,
        /// Take back this import, however long ago it was.
        #[arg(long = "import", value_name = "N")]
        number: Option<u32>,
    },
    /// Do again what was undone last.
    Redo {
        /// The book.
        book: PathBuf,
    },
    /// List what a book holds.
    List {
        /// The book.
        book: PathBuf,
        /// What to list.
        what: Listed,
        /// As the book was on this day: 2026-11-20.
        #[arg(long, value_name = "DATE", value_parser = parse_as_of)]
        as_of: Option<AsOf>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show what an import changed.
    Diff {
        /// The book.
        book: PathBuf,
        /// Number of the import; the last one that stands when not said.
        #[arg(long = "import", value_name = "N")]
        number: Option<u32>,
        /// How to print it.
        #[arg(long, value_enum, default_value_t)]
        format: AnswerFormat,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Answer a question.
    Ask {
        /// The book.
        book: PathBuf,
        /// The question's address: `ranking?indicator=employment-rate&areas=region`.
        question: String,
        /// How to print the answer.
        #[arg(long, value_enum, default_value_t)]
        format: AnswerFormat,
        /// With the figures as they were on this day: 2026-11-20.
        #[arg(long, value_name = "DATE", value_parser = parse_as_of)]
        as_of: Option<AsOf>,
    },
    /// Draw the answer to a question.
    Draw {
        /// The book.
        book: PathBuf,
        /// The question's address.
        question: String,
        /// The picture: its ending says which kind (.svg, .png or .pdf).
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// Size in points.
        #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = parse_size)]
        size: Option<(u16, u16)>,
        /// Pixels for a point of a PNG: 1, 2 or 3.
        #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=3))]
        scale: u8,
        /// Colours: light, dark or contrast.
        #[arg(long, value_name = "THEME", default_value = "light")]
        theme: String,
        /// With the figures as they were on this day: 2026-11-20.
        #[arg(long, value_name = "DATE", value_parser = parse_as_of)]
        as_of: Option<AsOf>,
    },
    /// Write every current figure, or the answer to a question, as a table: `plans` writes the plans, `outcomes` what communities defined.
    Export {
        /// The book.
        book: PathBuf,
        /// The file: its ending says which kind (.csv, .xlsx or .parquet); .zip writes everything that the book holds.
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// The question's address; every current figure when not said.
        question: Option<String>,
        /// With the figures as they were on this day: 2026-11-20.
        #[arg(long, value_name = "DATE", value_parser = parse_as_of)]
        as_of: Option<AsOf>,
    },
    /// Write a report: a page for the browser, or a PDF, with a section a goal.
    Report {
        /// The book.
        book: PathBuf,
        /// The file (.html or .pdf), or a folder to put both in.
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// Only this goal.
        #[arg(long, value_name = "N")]
        goal: Option<u32>,
        /// Of this organisation.
        #[arg(long, value_name = "CODE", conflicts_with = "place")]
        organisation: Option<String>,
        /// Of this place.
        #[arg(long, value_name = "CODE")]
        place: Option<String>,
        /// With the figures as they were on this day: 2026-11-20.
        #[arg(long, value_name = "DATE", value_parser = parse_as_of)]
        as_of: Option<AsOf>,
    },
    /// Write a story as slides: one of the book's own, or one that is made out of what it holds.
    Present {
        /// The book.
        book: PathBuf,
        /// Code or title of the story; list shows them: goal-2, this-place.
        story: String,
        /// The file: its ending says which kind (.pptx, .pdf or .html).
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// With the speaker's notes below each slide of a PDF; the other kinds hold them in any case.
        #[arg(long)]
        notes: bool,
        /// Of this place, where the story is made out of what the book holds.
        #[arg(long, value_name = "CODE")]
        place: Option<String>,
        /// Of this organisation, where the story is made out of what the book holds.
        #[arg(long, value_name = "CODE", conflicts_with = "place")]
        organisation: Option<String>,
    },
    /// Write what rooms said in workshops: votes, ideas, questions, evidence gaps and actions.
    Record {
        /// The book.
        book: PathBuf,
        /// The file: its ending says which kind (.html, .pdf, .xlsx or .csv).
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// Only in this story, by its code; everything when not said.
        #[arg(long, value_name = "CODE")]
        story: Option<String>,
    },
    /// Export, import or remove how files are read.
    Recipe {
        /// What to do.
        #[command(subcommand)]
        action: RecipeAction,
    },
    /// Look whether a book is whole.
    Check {
        /// The book.
        book: PathBuf,
    },
    /// Write a verified copy of a book.
    Backup {
        /// The book.
        book: PathBuf,
        /// The copy; among the backups that are kept of the book when not said.
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Work on a local copy of a book in a slow or shared folder, and put it back: says where the copy lies.
    Local {
        /// The book, where it lies in that folder.
        book: PathBuf,
        /// Put the copy in the book's place; not where the book was changed there meanwhile.
        #[arg(long)]
        put_back: bool,
        /// Remove the copy; not where it has changes that were not put back.
        #[arg(long)]
        end: bool,
    },
    /// Read what can be read of a damaged book, or of one that another program has changed, into a new one.
    Recover {
        /// The damaged book. It is only read.
        book: PathBuf,
        /// The new book.
        #[arg(short, long, value_name = "NEW")]
        output: PathBuf,
    },
    /// List the backups of a book, or write one of them as a new book. What lies at BOOK, if anything, stays as it is.
    Restore {
        /// Where the book lies, or lay.
        book: PathBuf,
        /// The backup of this revision; the newest when not said.
        #[arg(long, value_name = "N")]
        revision: Option<u64>,
        /// The new book; the backups are listed when not said.
        #[arg(short, long, value_name = "NEW")]
        output: Option<PathBuf>,
    },
}

/// What can be done with recipes; list shows them.
#[derive(Debug, Subcommand)]
pub enum RecipeAction {
    /// Write a recipe as a small file, for another book or person.
    Export {
        /// The book.
        book: PathBuf,
        /// Name of the recipe.
        name: String,
        /// The file (.json).
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Take a recipe from a file into the book.
    Import {
        /// The book.
        book: PathBuf,
        /// The file.
        file: PathBuf,
    },
    /// Remove a recipe.
    Remove {
        /// The book.
        book: PathBuf,
        /// Name of the recipe.
        name: String,
    },
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    /// Goals of every framework.
    Goals,
    /// Indicators with figures.
    Indicators,
    /// Places with figures.
    Places,
    /// Organisations with figures.
    Organisations,
    /// People groups with figures.
    Groups,
    /// Periods with figures.
    Periods,
    /// Imports, newest first.
    Imports,
    /// How files are read, kept for their next releases.
    Recipes,
    /// Stories of the book, and those that can be made out of it.
    Stories,
    /// What organisations say they will do, with how far it is.
    Plans,
    /// Outcomes that communities have defined.
    Outcomes,
}

/// How an answer is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// A table for the eye.
    #[default]
    Table,
    /// Comma separated values.
    Csv,
    /// JSON.
    Json,
}

/// Reads `2026-11-20` or `2026-11-20T10:15:00Z`.
fn parse_as_of(text: &str) -> Result<AsOf, String> {
    AsOf::parse(text).ok_or_else(|| {
        "write it as a day, such as 2026-11-20, or a time, such as 2026-11-20T10:15:00Z".to_owned()
    })
}

/// Reads `1280x720`; each side from 320 to 8,000 points.
fn parse_size(text: &str) -> Result<(u16, u16), String> {
    let wrong =
        || "write it as WIDTHxHEIGHT, such as 1280x720, each side from 320 to 8000".to_owned();
    let (width, height) = text.split_once(['x', 'X', '×']).ok_or_else(wrong)?;
    let side = |side: &str| {
        side.trim()
            .parse::<u16>()
            .ok()
            .filter(|side| (320..=8000).contains(side))
            .ok_or_else(wrong)
    };
    Ok((side(width)?, side(height)?))
}

#[cfg(test)]
mod tests {
    use super::{Arguments, parse_size};
    use clap::CommandFactory;

    #[test]
    fn the_arguments_hang_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn sizes_are_bounded() {
        assert_eq!(parse_size("1280x720"), Ok((1280, 720)));
        for wrong in ["1280", "0x0", "9000x720", "ax1", "-1x5"] {
            assert!(parse_size(wrong).is_err(), "{wrong}");
        }
    }
}
