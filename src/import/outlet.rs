//! Where a reader puts what it finds: cells and notes become frames, batched, counted and bounded on their way to the program.

mod repeated_texts;

use std::collections::HashMap;
use std::io;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use repeated_texts::{Met, RepeatedTexts};

use super::packed_bytes::put_whole;
use super::refusal::Refusal;
use super::{Cell, Format, Hidden, MergedRange, Problem, Severity, limits};
use crate::domain::Origin;

/// What travels between the process that reads a file and the program, besides cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Note {
    /// What the file turned out to be.
    Format(Format),
    /// A sheet begins; cells that follow are its cells. A text file's sheet has no name here.
    Sheet {
        /// Its name.
        name: String,
        /// False when it is hidden.
        visible: bool,
    },
    /// A merged range of the sheet: first row, first column, last row, last column.
    Merged([u32; 4]),
    /// Rows and columns of the sheet that are not shown.
    Hidden(Hidden),
    /// A file of an archive ends; with the metadata that lie beside it there.
    EndOfPart(Option<String>),
    /// Something that was noticed.
    Problem(Problem),
    /// So many of so many bytes are read.
    Progress(u64, u64),
    /// The file is not read.
    Refused(Refusal),
    /// All is said.
    Done,
}

/// Why a reader stops early.
#[derive(Debug)]
pub(super) enum Stop {
    /// The file is refused.
    Refused(Refusal),
    /// Nobody listens any more.
    Closed,
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Kind bytes of frames.
pub(super) const NOTE: u8 = 1;
pub(super) const CELLS: u8 = 2;

/// Kind bytes of cells. A cell stands to the right of the one before it, unless a place comes first.
pub(super) const TEXT: u8 = 0;
pub(super) const NUMBER: u8 = 1;
pub(super) const PERCENT: u8 = 2;
pub(super) const DATE: u8 = 3;
pub(super) const BOOL: u8 = 4;
pub(super) const ERROR: u8 = 5;
/// A text that the column will repeat: it gets the column's next number.
pub(super) const NEW_TEXT: u8 = 6;
/// A text that the column repeats, by its number.
pub(super) const KNOWN_TEXT: u8 = 7;
/// Row and column of the next cell.
pub(super) const PLACE: u8 = 8;

/// Bytes that are gathered: what a pipe holds at once, and few enough for memory that is used again.
const BATCH: usize = 64 * 1024;

/// Takes frames: a kind byte and what belongs to it.
pub(super) type Send<'a> = dyn FnMut(u8, &[u8]) -> io::Result<()> + 'a;

/// See the file's first line.
pub(super) struct Outlet<'a> {
    send: &'a mut Send<'a>,
    batch: Vec<u8>,
    /// Where the next cell stands if no place is said.
    next: (u32, u32),
    texts: Vec<RepeatedTexts>,
    sheet: String,
    /// The file in an archive whose sheets are read, and whether it is the only one.
    part: Option<(String, bool)>,
    sheets: usize,
    cells: u64,
    cell_limit: u64,
    row_limit: u32,
    counts: HashMap<(String, String), u32>,
}

impl<'a> Outlet<'a> {
    pub(super) fn new(send: &'a mut Send<'a>) -> Self {
        Self {
            send,
            batch: Vec::with_capacity(BATCH + 64 * 1024),
            next: (0, 0),
            texts: Vec::new(),
            sheet: String::new(),
            part: None,
            sheets: 0,
            cells: 0,
            cell_limit: limits::CELLS,
            row_limit: limits::SHEET_ROWS,
            counts: HashMap::new(),
        }
    }

    /// Sets the bounds of this kind of file.
    pub(super) fn bound(&mut self, cells: u64, rows: u32) {
        self.cell_limit = self.cells.saturating_add(cells).min(limits::CELLS);
        self.row_limit = rows;
    }

    pub(super) fn note(&mut self, note: &Note) -> Result<(), Stop> {
        self.flush()?;
        let json = serde_json::to_vec(note).map_err(|_| Stop::Closed)?;
        (self.send)(NOTE, &json).map_err(|_| Stop::Closed)
    }

    /// Begins a file in an archive; where it is not alone, its sheets are called by it.
    pub(super) fn begin_part(&mut self, name: &str, alone: bool) {
        name.clone_into(&mut self.sheet);
        self.part = Some((name.to_owned(), alone));
    }

    /// Begins a sheet.
    pub(super) fn sheet(&mut self, name: &str, visible: bool) -> Result<(), Stop> {
        self.sheets += 1;
        if self.sheets > limits::SHEETS {
            return Err(too_large(format!(
                "it has more than {} sheets",
                limits::SHEETS
            )));
        }
        self.sheet = match &self.part {
            Some((part, _)) if name.is_empty() => part.clone(),
            Some((part, false)) => format!("{part}: {name}"),
            _ => name.to_owned(),
        };
        self.next = (0, 0);
        self.texts.clear();
        self.note(&Note::Sheet {
            name: self.sheet.clone(),
            visible,
        })
    }

    /// What is told from here on is about the whole file.
    pub(super) fn end_of_sheets(&mut self) {
        self.sheet.clear();
    }

    /// Refuses a file in which a few bytes stand for more cells than are read, before they are put in one by one.
    pub(super) fn expect_cells(&self, more: u64) -> Result<(), Stop> {
        if self.cells.saturating_add(more) > self.cell_limit {
            return Err(too_many_cells(self.cell_limit));
        }
        Ok(())
    }

    /// Puts in a cell. A text that is too long is cut, with a problem; a number that is not finite becomes text, with a problem.
    pub(super) fn cell(&mut self, row: u32, column: u32, cell: Cell<'_>) -> Result<(), Stop> {
        self.put(row, column, cell, false)
    }

    /// Puts in a number that is shown as a percentage.
    pub(super) fn percent(&mut self, row: u32, column: u32, value: f64) -> Result<(), Stop> {
        self.put(row, column, Cell::Number(value), true)
    }

    fn put(&mut self, row: u32, column: u32, cell: Cell<'_>, percent: bool) -> Result<(), Stop> {
        if matches!(cell, Cell::Empty | Cell::Text("")) {
            return Ok(());
        }
        if column >= limits::COLUMNS {
            return Err(too_large(format!(
                "it has more than {} columns",
                grouped(u64::from(limits::COLUMNS))
            )));
        }
        if row >= self.row_limit {
            return Err(too_large(format!(
                "it has more than {} rows",
                grouped(u64::from(self.row_limit))
            )));
        }
        self.cells += 1;
        if self.cells > self.cell_limit {
            return Err(too_many_cells(self.cell_limit));
        }
        if self.next != (row, column) {
            self.batch.push(PLACE);
            put_whole(&mut self.batch, u64::from(row));
            put_whole(&mut self.batch, u64::from(column));
        }
        self.next = (row, column + 1);
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => self.text(row, column, text)?,
            Cell::Error(text) => self.short(ERROR, text),
            Cell::Number(value) if value.is_finite() => {
                self.batch.push(if percent { PERCENT } else { NUMBER });
                self.batch.extend_from_slice(&value.to_bits().to_le_bytes());
            }
            Cell::Number(value) => {
                let raw = if value.is_nan() {
                    "NaN".to_owned()
                } else {
                    value.to_string()
                };
                self.short(TEXT, &raw);
                self.problem(
                    "not-finite",
                    Severity::Warning,
                    (row, column),
                    &raw,
                    "This cell holds no finite number; it is kept as text.",
                )?;
            }
            Cell::Date(date) => self.date(date),
            Cell::Bool(value) => self.batch.extend_from_slice(&[BOOL, u8::from(value)]),
        }
        if self.batch.len() >= BATCH {
            self.flush()?;
        }
        Ok(())
    }

    #[inline]
    fn text(&mut self, row: u32, column: u32, text: &str) -> Result<(), Stop> {
        // A text has no more characters than bytes, so most are known to be short without counting.
        if text.len() <= limits::CELL_CHARS {
            self.repeated(column, text);
            return Ok(());
        }
        let Some((end, _)) = text.char_indices().nth(limits::CELL_CHARS) else {
            self.short(TEXT, text);
            return Ok(());
        };
        let cut = text.get(..end).unwrap_or_default();
        self.short(TEXT, cut);
        let start: String = cut.chars().take(40).collect();
        self.problem(
            "text-too-long",
            Severity::Warning,
            (row, column),
            &start,
            "This text is longer than the 32,767 characters that a cell may hold; the rest was cut.",
        )
    }

    /// A text, by its number where the column repeats it.
    #[inline]
    fn repeated(&mut self, column: u32, text: &str) {
        let at = column as usize;
        if self.texts.len() <= at {
            self.texts.resize_with(at + 1, RepeatedTexts::default);
        }
        match self
            .texts
            .get_mut(at)
            .map_or(Met::Alone, |texts| texts.meet(text))
        {
            Met::Alone => self.short(TEXT, text),
            Met::First => self.short(NEW_TEXT, text),
            Met::Again(number) => {
                self.batch.push(KNOWN_TEXT);
                put_whole(&mut self.batch, u64::from(number));
            }
        }
    }

    #[inline]
    fn short(&mut self, kind: u8, text: &str) {
        self.batch.push(kind);
        put_whole(&mut self.batch, text.len() as u64);
        self.batch.extend_from_slice(text.as_bytes());
    }

    fn date(&mut self, date: DateTime) {
        self.batch.push(DATE);
        self.batch.extend_from_slice(&date.year().to_le_bytes());
        for part in [
            date.month(),
            date.day(),
            date.hour(),
            date.minute(),
            date.second(),
        ] {
            self.batch.push(part.unsigned_abs());
        }
    }

    /// Tells of something in the current sheet, at a cell counted from 0.
    pub(super) fn problem(
        &mut self,
        code: &str,
        severity: Severity,
        (row, column): (u32, u32),
        raw: &str,
        message: &str,
    ) -> Result<(), Stop> {
        let count = self
            .counts
            .entry((self.sheet.clone(), code.to_owned()))
            .or_default();
        *count += 1;
        let message = match (*count).cmp(&limits::PROBLEMS_OF_A_CAUSE) {
            std::cmp::Ordering::Less => message.to_owned(),
            std::cmp::Ordering::Equal => {
                format!("{message} Further cells with the same problem are not listed.")
            }
            std::cmp::Ordering::Greater => return Ok(()),
        };
        let problem = Problem {
            code: code.to_owned(),
            severity,
            origin: Origin {
                import: 0,
                sheet: self.sheet.clone(),
                row: row.saturating_add(1),
                column: column.saturating_add(1),
            },
            raw: raw.to_owned(),
            about: String::new(),
            message,
            rejected: false,
        };
        // Sent at once, ahead of the cells that are still gathered: problems and cells need no order between them.
        let json = serde_json::to_vec(&Note::Problem(problem)).map_err(|_| Stop::Closed)?;
        (self.send)(NOTE, &json).map_err(|_| Stop::Closed)
    }

    pub(super) fn merged(&mut self, range: MergedRange) -> Result<(), Stop> {
        self.note(&Note::Merged([
            range.first_row,
            range.first_column,
            range.last_row,
            range.last_column,
        ]))
    }

    /// Tells what the sheet hides, in pieces that fit into a frame.
    pub(super) fn hidden(&mut self, hidden: &Hidden) -> Result<(), Stop> {
        hidden
            .pieces(limits::MERGED_RANGES)
            .try_for_each(|piece| self.note(&Note::Hidden(piece)))
    }

    pub(super) fn progress(&mut self, done: u64, total: u64) -> Result<(), Stop> {
        self.note(&Note::Progress(done, total))
    }

    /// Sends what is gathered.
    pub(super) fn flush(&mut self) -> Result<(), Stop> {
        if self.batch.is_empty() {
            return Ok(());
        }
        let sent = (self.send)(CELLS, &self.batch);
        self.batch.clear();
        sent.map_err(|_| Stop::Closed)
    }
}

/// A refusal for size.
pub(super) fn too_large(what: String) -> Stop {
    Stop::Refused(Refusal::TooLarge { what })
}

fn too_many_cells(limit: u64) -> Stop {
    too_large(format!("it has more than {} filled cells", grouped(limit)))
}

/// A count as it is written: `1,048,576`.
pub(super) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
