use std::io::Write;
use std::path::Path;

use jiff::Timestamp;

use super::Surroundings;
use super::arguments::AnswerFormat;
use super::difference_report;
use super::progress::Stderr;
use super::refusal::Refusal;
use super::safety_commands::tell_trouble;
use crate::actions::{self, ReportScope};
use crate::book::{ImportRecord, Reader, Writer};
use crate::domain::{AsOf, SubjectCode};
use crate::figures::Theme;
use crate::message::nearest;
use crate::questions::Question;

pub(super) fn new(
    book: &Path,
    sample: bool,
    around: &Surroundings,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    if sample {
        actions::make_sample_book(book, &around.worker, around.now, &Stderr::new())?;
    } else {
        Writer::create(book, around.now)?;
    }
    let summary = Reader::open(book)?.summary()?;
    writeln!(
        out,
        "Made {} with {} figures.",
        book.display(),
        summary.figures
    )?;
    Ok(())
}

pub(super) fn undo(
    book: &Path,
    number: Option<u32>,
    now: Timestamp,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let writer = Writer::open(book)?;
    let import = if number.is_some() {
        Some(writer.undo_import_watched(number, now, &Stderr::new())?)
    } else {
        let step = writer.undo(now, &Stderr::new())?;
        writeln!(out, "Undone: {}.", step.name)?;
        step.import
    };
    tell_trouble(writer.close());
    told(import, out)
}

/// Does what was undone last again.
pub(super) fn redo(book: &Path, now: Timestamp, out: &mut dyn Write) -> Result<(), Refusal> {
    let writer = Writer::open(book)?;
    let step = writer.redo(now, &Stderr::new())?;
    tell_trouble(writer.close());
    writeln!(out, "Done again: {}.", step.name)?;
    told(step.import, out)
}

/// What became of an import that was taken back or brought back.
fn told(import: Option<ImportRecord>, out: &mut dyn Write) -> Result<(), Refusal> {
    let Some(import) = import else {
        return Ok(());
    };
    if import.undone {
        writeln!(
            out,
            "Import {} of {} is taken back: {} figures left the book, {} earlier ones stand again.",
            import.number, import.file, import.added, import.superseded
        )?;
    } else {
        writeln!(
            out,
            "Import {} of {} stands again, with {} figures that were new and {} that replaced earlier ones.",
            import.number, import.file, import.added, import.superseded
        )?;
    }
    Ok(())
}

/// Figures of each kind of change that are printed as text.
const CHANGES: usize = 50;

pub(super) fn diff(
    book: &Path,
    number: Option<u32>,
    format: AnswerFormat,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let reader = Reader::open(book)?;
    let (number, difference) = reader.difference(number)?;
    let indicators = reader
        .indicators()?
        .into_iter()
        .map(|indicator| (indicator.code.clone(), indicator))
        .collect();
    match format {
        AnswerFormat::Json => {
            let mut json = difference_report::as_json(&difference, &indicators);
            if let Some(object) = json.as_object_mut() {
                object.insert("import".to_owned(), number.into());
            }
            let text = serde_json::to_string_pretty(&json).map_err(std::io::Error::other)?;
            writeln!(out, "{text}")?;
        }
        AnswerFormat::Csv => {
            let text = difference_report::as_csv(&difference, &indicators);
            writeln!(out, "{}", text.trim_end())?;
        }
        AnswerFormat::Table => {
            writeln!(out, "Import {number}:")?;
            if difference.against.is_none() {
                writeln!(
                    out,
                    "  The book holds no earlier edition of it: {} figures are new.",
                    difference.added
                )?;
            }
            difference_report::print(out, &difference, &indicators, CHANGES)?;
        }
    }
    Ok(())
}

/// A reader of a book as it stands, or as it was on a day.
pub(super) fn reader_of(book: &Path, as_of: Option<AsOf>) -> Result<Reader, Refusal> {
    let reader = Reader::open(book)?;
    Ok(match as_of {
        Some(as_of) => reader.as_of(as_of)?,
        None => reader,
    })
}

/// The question of an address; an option goes before what the address says.
fn question(address: &str, as_of: Option<AsOf>) -> Result<Question, Refusal> {
    let question = Question::from_address(address)?;
    Ok(Question {
        as_of: as_of.or(question.as_of),
        ..question
    })
}

pub(super) fn ask(
    book: &Path,
    address: &str,
    as_of: Option<AsOf>,
    format: AnswerFormat,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let question = question(address, as_of)?;
    let answer = question.answer(&Reader::open(book)?)?;
    let text = match format {
        AnswerFormat::Table => answer.text(),
        AnswerFormat::Csv => crate::export::answer_csv(&answer),
        AnswerFormat::Json => answer.json(),
    };
    writeln!(out, "{}", text.trim_end())?;
    Ok(())
}

pub(super) fn draw(
    book: &Path,
    address: &str,
    as_of: Option<AsOf>,
    output: &Path,
    (size, scale, theme): (Option<(u16, u16)>, u8, &str),
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let theme = Theme::from_code(theme).ok_or_else(|| {
        let known = Theme::ALL.map(Theme::code);
        let near = nearest(theme, known);
        let next = if near.is_empty() {
            format!("Use {}.", known.join(", "))
        } else {
            format!("Did you mean {near}?")
        };
        Refusal::new(format!("There is no theme “{theme}”."), next)
    })?;
    let answer = question(address, as_of)?.answer(&Reader::open(book)?)?;
    actions::draw(&answer, output, size, scale, theme)?;
    writeln!(out, "Wrote {}: {}", output.display(), answer.headline)?;
    Ok(())
}

pub(super) fn export(
    book: &Path,
    output: &Path,
    address: Option<&str>,
    (as_of, now): (Option<AsOf>, Timestamp),
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let written = match address {
        None if actions::is_everything(output) => {
            let figures = actions::export_everything(&reader_of(book, as_of)?, output, now)?;
            writeln!(
                out,
                "Wrote {} with everything that the book holds, {figures} figures among it.",
                output.display()
            )?;
            return Ok(());
        }
        Some("outcomes") => actions::write_outcomes(&Reader::open(book)?, output, now)?,
        Some(address) => {
            let answer = question(address, as_of)?.answer(&Reader::open(book)?)?;
            actions::export_answer(&answer, output, now)?
        }
        None => actions::export_figures(&reader_of(book, as_of)?, output, now)?,
    };
    writeln!(out, "Wrote {} with {written} rows.", output.display())?;
    Ok(())
}

pub(super) fn report(
    book: &Path,
    output: &Path,
    scope: &ReportScope,
    now: Timestamp,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    for file in actions::write_report(book, scope, output, now)? {
        writeln!(out, "Wrote the report {}", file.display())?;
    }
    Ok(())
}

pub(super) fn record(
    book: &Path,
    story: Option<&str>,
    output: &Path,
    now: Timestamp,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let reader = Reader::open(book)?;
    let story = story
        .map(|code| actions::own_story(&reader, code))
        .transpose()?;
    let (votes, notes) = actions::write_record(&reader, story, output, now)?;
    writeln!(
        out,
        "Wrote {} with {votes} votes and {notes} notes.",
        output.display()
    )?;
    Ok(())
}

pub(super) fn present(
    book: &Path,
    (story, subject): (&str, Option<&SubjectCode>),
    (output, with_notes): (&Path, bool),
    now: Timestamp,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let reader = Reader::open(book)?;
    let story = actions::story_named(&reader, story, subject)?;
    let slides = actions::write_story(&reader, &story, (output, with_notes), now)?;
    writeln!(
        out,
        "Wrote {}: {}, {slides} {}.",
        output.display(),
        story.title,
        if slides == 1 { "slide" } else { "slides" }
    )?;
    Ok(())
}
