use std::fmt::Write;
use std::path::Path;

use jiff::civil::Date;

use super::document::{Document, Prose};
use super::svg::escaped;
use super::{About, ExportError, Field, TableFile, TableKind};
use crate::domain::{NoteKind, VoteKind};
use crate::questions::{Column, Holds};

const STYLE: &str = include_str!("../../assets/report.css");

/// What a room said, with every name spelled out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordFile {
    /// Its title.
    pub title: String,
    /// When it is written, as a person reads it.
    pub date: String,
    /// The votes, in order.
    pub votes: Vec<RecordedVote>,
    /// The notes, in order.
    pub notes: Vec<RecordedNote>,
}

/// A vote of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordedVote {
    /// How the room voted.
    pub kind: VoteKind,
    /// What was asked.
    pub question: String,
    /// On which slide, by title; empty for none.
    pub slide: String,
    /// How many people were in the room, where it was said.
    pub people: Option<u32>,
    /// When, as the book writes times.
    pub at: String,
    /// Options, each with its count round by round.
    pub options: Vec<(String, Vec<u32>)>,
}

/// A note of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordedNote {
    /// What it is.
    pub kind: NoteKind,
    /// What was said.
    pub text: String,
    /// Who will do it.
    pub owner: String,
    /// By when.
    pub due: Option<Date>,
    /// On what, each by name: slide, goal, place or organisation.
    pub about: [String; 3],
    /// When, as the book writes times.
    pub at: String,
}

impl RecordedVote {
    fn lines(&self) -> Vec<String> {
        let mut first = vec![self.kind.label().to_owned()];
        if let Some(people) = self.people {
            first.push(format!("{people} people in the room"));
        }
        if !self.slide.is_empty() {
            first.push(format!("on the slide “{}”", self.slide));
        }
        let mut lines = vec![format!("{}.", first.join(", "))];
        for (option, counts) in &self.options {
            let counts: Vec<String> = counts.iter().map(u32::to_string).collect();
            lines.push(format!("{option}: {}", counts.join(", then ")));
        }
        lines
    }
}

impl RecordedNote {
    fn line(&self) -> String {
        let mut line = self.text.clone();
        if !self.owner.is_empty() {
            let _ = write!(line, " Owner: {}.", self.owner);
        }
        if let Some(due) = self.due {
            let _ = write!(line, " By {}.", due.strftime("%-d %B %Y"));
        }
        let about: Vec<&str> = self
            .about
            .iter()
            .map(String::as_str)
            .filter(|name| !name.is_empty())
            .collect();
        if !about.is_empty() {
            let _ = write!(line, " ({})", about.join("; "));
        }
        line
    }
}

impl RecordFile {
    /// Headings with their lines: the votes, then notes by what they are, actions first.
    fn sections(&self) -> Vec<(String, Vec<String>)> {
        let votes = self
            .votes
            .iter()
            .map(|vote| (format!("Vote: {}", vote.question), vote.lines()));
        let kinds = [
            NoteKind::Action,
            NoteKind::Idea,
            NoteKind::Question,
            NoteKind::EvidenceGap,
            NoteKind::Parked,
        ];
        let notes = kinds.into_iter().filter_map(|kind| {
            let lines: Vec<String> = self
                .notes
                .iter()
                .filter(|note| note.kind == kind)
                .map(RecordedNote::line)
                .collect();
            (!lines.is_empty()).then(|| (kind.plural().to_owned(), lines))
        });
        votes.chain(notes).collect()
    }
}

const NOTHING: &str = "Nothing was written down.";

/// The record as one HTML page.
pub fn record_html(record: &RecordFile) -> String {
    let title = escaped(&record.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<p class=\"kind\">Workshop record</p>\n<h1>{title}</h1>\n<p class=\"date\">{}</p>\n</header>\n<main id=\"main\">\n",
        escaped(&record.date)
    );
    let sections = record.sections();
    if sections.is_empty() {
        let _ = writeln!(out, "<p>{NOTHING}</p>");
    }
    for (heading, lines) in sections {
        let _ = writeln!(out, "<section>\n<h2>{}</h2>\n<ul>", escaped(&heading));
        for line in lines {
            let _ = writeln!(out, "<li>{}</li>", escaped(&line));
        }
        out.push_str("</ul>\n</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// The record as a PDF.
pub fn record_pdf(record: &RecordFile) -> Result<Vec<u8>, ExportError> {
    let mut out = Document::new(&record.title, &record.title);
    out.heading(1, &record.title, false);
    out.paragraph(&record.date, Prose::Aside);
    let sections = record.sections();
    if sections.is_empty() {
        out.paragraph(NOTHING, Prose::Body);
    }
    for (heading, lines) in sections {
        out.heading(2, &heading, true);
        for line in lines {
            out.paragraph(&line, Prose::Body);
        }
    }
    out.finish()
}

/// Columns of a record as a table: a stable interface.
const COLUMNS: [Column; 12] = [
    Column::new("what", Holds::Text),
    Column::new("text", Holds::Text),
    Column::new("option", Holds::Text),
    Column::new("round", Holds::Whole),
    Column::new("count", Holds::Whole),
    Column::new("people", Holds::Whole),
    Column::new("owner", Holds::Text),
    Column::new("due", Holds::Day),
    Column::new("slide", Holds::Text),
    Column::new("goal", Holds::Text),
    Column::new("place_or_organisation", Holds::Text),
    Column::new("at", Holds::Text),
];

/// The record as a table of the kind that is asked for: a row a note, and a row for each option and round of a vote.
pub fn record_table(record: &RecordFile, path: &Path, kind: TableKind) -> Result<(), ExportError> {
    let mut table = TableFile::begin(path, kind, &COLUMNS)?;
    let empty = Field::Text("");
    for vote in &record.votes {
        for (option, counts) in &vote.options {
            for (round, count) in (1_u32..).zip(counts) {
                table.push(&[
                    Field::Text(vote.kind.label()),
                    Field::Text(&vote.question),
                    Field::Text(option),
                    Field::Number(Some(f64::from(round))),
                    Field::Number(Some(f64::from(*count))),
                    Field::Number(vote.people.map(f64::from)),
                    empty,
                    Field::Day(None),
                    Field::Text(&vote.slide),
                    empty,
                    empty,
                    Field::Text(&vote.at),
                ])?;
            }
        }
    }
    for note in &record.notes {
        let [slide, goal, subject] = &note.about;
        table.push(&[
            Field::Text(note.kind.label()),
            Field::Text(&note.text),
            empty,
            Field::Number(None),
            Field::Number(None),
            Field::Number(None),
            Field::Text(&note.owner),
            Field::Day(note.due),
            Field::Text(slide),
            Field::Text(goal),
            Field::Text(subject),
            Field::Text(&note.at),
        ])?;
    }
    table.finish(&About {
        title: record.title.clone(),
        subtitle: "What a room said: a row a note, and a row for each option and round of a vote."
            .to_owned(),
        question: String::new(),
        date: record.date.clone(),
        notes: Vec::new(),
        sources: Vec::new(),
        shorthand: Vec::new(),
    })
}
