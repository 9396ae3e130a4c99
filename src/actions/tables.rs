use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::ActionError;
use crate::book::{FigureRow, Reader, Selection};
use crate::domain::{Marker, Markers, Reading, Source, State};
use crate::export::{self, About, Field, TableFile, TableKind};
use crate::questions::{Answer, Column, Holds};

/// A moment's day as a person reads it: `22 November 2026`.
pub(super) fn day_of(now: Timestamp) -> String {
    now.to_zoned(TimeZone::UTC)
        .strftime("%-d %B %Y")
        .to_string()
}

pub(super) fn kind_of(path: &Path) -> Result<TableKind, ActionError> {
    TableKind::of(path).ok_or_else(|| ActionError::UnknownEnding {
        path: path.to_path_buf(),
        known: TableKind::ENDINGS,
    })
}

/// Writes the rows of an answer as a table of the kind that the file's name says, and tells how many there were.
pub fn export_answer(answer: &Answer, path: &Path, now: Timestamp) -> Result<u64, ActionError> {
    export::write_answer(answer, path, kind_of(path)?, &day_of(now))?;
    Ok(answer.rows.len() as u64)
}

/// Writes every current figure as a table of the kind that the file's name says, in the columns that the importer reads back,
/// and tells how many there were.
pub fn export_figures(reader: &Reader, path: &Path, now: Timestamp) -> Result<u64, ActionError> {
    let mut table = TableFile::begin(path, kind_of(path)?, &FIGURE_COLUMNS)?;
    let mut met = Met::default();
    let rows = reader.figures(&Selection::default(), |row| {
        met.note(row);
        table.push(&fields(row))?;
        Ok::<(), ActionError>(())
    })?;
    let book = reader.path().file_stem().unwrap_or_default();
    table.finish(&About {
        title: format!("Figures of {}", book.to_string_lossy()),
        subtitle: "Every current figure, one a row, with the cell that it was read from."
            .to_owned(),
        question: String::new(),
        date: day_of(now),
        notes: Vec::new(),
        sources: met.sources,
        shorthand: export::shorthand(&met.states, &met.markers.iter().collect::<Vec<Marker>>()),
    })?;
    Ok(rows)
}

/// What was met among the rows and has to be explained beside them.
#[derive(Default)]
struct Met {
    sources: Vec<String>,
    states: Vec<State>,
    markers: Markers,
}

impl Met {
    fn note(&mut self, row: &FigureRow<'_>) {
        let line = Source {
            publisher: row.publisher.to_owned(),
            dataset: row.dataset.to_owned(),
            licence: row.licence.to_owned(),
            ..Source::default()
        }
        .line();
        if !line.is_empty() && !self.sources.contains(&line) {
            self.sources.push(line);
        }
        let state = reading(row).state();
        if !state.is_number() && !self.states.contains(&state) {
            self.states.push(state);
        }
        self.markers = self.markers.and(Markers::from_code(&row.markers));
    }
}

/// Columns of the export of figures: a stable interface, and what the importer reads back.
const FIGURE_COLUMNS: [Column; 26] = [
    Column::new("indicator_code", Holds::Text),
    Column::new("indicator", Holds::Text),
    Column::new("unit", Holds::Text),
    Column::new("polarity", Holds::Text),
    Column::new("subject_code", Holds::Text),
    Column::new("subject", Holds::Text),
    Column::new("level", Holds::Text),
    Column::new("group", Holds::Text),
    Column::new("period", Holds::Text),
    Column::new("period_start", Holds::Day),
    Column::new("period_length", Holds::Text),
    Column::new("value", Holds::Figure),
    Column::new("lower", Holds::Number),
    Column::new("upper", Holds::Number),
    Column::new("count", Holds::Number),
    Column::new("denominator", Holds::Number),
    Column::new("state", Holds::Text),
    Column::new("markers", Holds::Text),
    Column::new("publisher", Holds::Text),
    Column::new("dataset", Holds::Text),
    Column::new("licence", Holds::Text),
    Column::new("file", Holds::Text),
    Column::new("sheet", Holds::Text),
    Column::new("row", Holds::Whole),
    Column::new("column", Holds::Whole),
    Column::new("raw", Holds::Text),
];

fn reading(row: &FigureRow<'_>) -> Reading {
    row.value
        .and_then(Reading::number)
        .unwrap_or_else(|| Reading::withheld(State::from_code(row.state).unwrap_or(State::Error)))
}

fn fields<'a>(row: &'a FigureRow<'a>) -> [Field<'a>; 26] {
    [
        Field::Text(row.indicator_code),
        Field::Text(row.indicator),
        Field::Text(row.unit),
        Field::Text(&row.polarity),
        Field::Text(row.subject_code),
        Field::Text(row.subject),
        Field::Text(row.level),
        Field::Text(&row.group),
        Field::Text(&row.period),
        Field::Day(row.period_start.parse::<Date>().ok()),
        Field::Text(&row.period_length),
        Field::Figure(reading(row)),
        Field::Number(row.lower),
        Field::Number(row.upper),
        Field::Number(row.count),
        Field::Number(row.denominator),
        Field::Text(row.state),
        Field::Text(&row.markers),
        Field::Text(row.publisher),
        Field::Text(row.dataset),
        Field::Text(row.licence),
        Field::Text(row.file),
        Field::Text(row.sheet),
        Field::Number(Some(f64::from(row.row))),
        Field::Number(Some(f64::from(row.column))),
        Field::Text(row.raw.unwrap_or("")),
    ]
}
