//! Frames from the reading process become a workbook. Nothing in them is believed: lengths, places, texts and numbers are checked
//! again on this side.

use jiff::civil::DateTime;

use super::outlet::{
    BOOL, CELLS, DATE, ERROR, KNOWN_TEXT, NEW_TEXT, NOTE, NUMBER, Note, PERCENT, PLACE, TEXT,
};
use super::refusal::Refusal;
use super::{Cell, Format, MergedRange, Problem, Sheet, limits};

/// What the frames said so far.
#[derive(Debug, Default)]
pub(super) struct Assembler {
    /// What the file is.
    pub(super) format: Option<Format>,
    /// Its sheets.
    pub(super) sheets: Vec<Sheet>,
    /// What was noticed.
    pub(super) problems: Vec<Problem>,
    /// Bytes read and bytes in all.
    pub(super) progress: (u64, u64),
    /// Set once all is said.
    pub(super) end: Option<Result<(), Refusal>>,
    cells: u64,
    /// Sheets of the files of an archive that are done.
    of_parts: usize,
    /// Where the next cell stands if no place is said.
    next: (u32, u32),
}

/// A frame that no honest reader sends.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Garbled(pub(super) &'static str);

impl Assembler {
    /// Takes in one frame.
    pub(super) fn take(&mut self, kind: u8, payload: &[u8]) -> Result<(), Garbled> {
        match kind {
            NOTE => {
                let note =
                    serde_json::from_slice(payload).map_err(|_| Garbled("an unknown note"))?;
                self.note(note)
            }
            CELLS => self.cells(payload),
            _ => Err(Garbled("an unknown frame")),
        }
    }

    fn note(&mut self, note: Note) -> Result<(), Garbled> {
        match note {
            Note::Format(format) => self.format = Some(format),
            Note::Sheet { name, visible } => {
                if self.sheets.len() >= limits::SHEETS {
                    return Err(Garbled("too many sheets"));
                }
                self.settle();
                self.next = (0, 0);
                self.sheets.push(Sheet {
                    name: name.chars().take(limits::SHEET_NAME_CHARS).collect(),
                    visible,
                    ..Sheet::default()
                });
            }
            Note::Merged([first_row, first_column, last_row, last_column]) => {
                let range = MergedRange {
                    first_row,
                    first_column,
                    last_row,
                    last_column,
                };
                if let Some(sheet) = self.sheets.last_mut()
                    && sheet.merged.len() < limits::MERGED_RANGES
                    && first_row <= last_row
                    && first_column <= last_column
                    && last_column < limits::COLUMNS
                {
                    sheet.merged.push(range);
                }
            }
            Note::Hidden(hidden) => {
                if let Some(sheet) = self.sheets.last_mut() {
                    let size = (limits::SHEET_ROWS, limits::COLUMNS);
                    sheet.hidden.extend(&hidden, size);
                }
            }
            Note::EndOfPart(beside) => {
                if beside.as_ref().map_or(0, String::len) as u64 > limits::SIDECAR_BYTES {
                    return Err(Garbled("too much metadata"));
                }
                let first = std::mem::replace(&mut self.of_parts, self.sheets.len());
                for sheet in self.sheets.get_mut(first..).unwrap_or_default() {
                    sheet.sidecar.clone_from(&beside);
                }
            }
            Note::Problem(_) if self.problems.len() >= limits::PROBLEMS => {
                return Err(Garbled("too many problems"));
            }
            Note::Problem(problem) => self.problems.push(problem),
            Note::Progress(done, total) => self.progress = (done, total),
            Note::Refused(refusal) => self.end = Some(Err(refusal)),
            Note::Done => {
                self.settle();
                self.end = Some(Ok(()));
            }
        }
        Ok(())
    }

    fn settle(&mut self) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.grid.settle();
        }
    }

    fn cells(&mut self, mut payload: &[u8]) -> Result<(), Garbled> {
        let grid = match self.sheets.last_mut() {
            Some(sheet) => &mut sheet.grid,
            None => return Err(Garbled("cells before a sheet")),
        };
        if grid.is_full() {
            return Err(Garbled("too much text"));
        }
        let (mut row, mut column) = self.next;
        while !payload.is_empty() {
            let [mut kind] = taken(&mut payload)?;
            if kind == PLACE {
                row = number(&mut payload)?;
                column = number(&mut payload)?;
                [kind] = taken(&mut payload)?;
            }
            self.cells += 1;
            if self.cells > limits::CELLS {
                return Err(Garbled("too many cells"));
            }
            if row >= limits::TEXT_ROWS || column >= limits::COLUMNS {
                return Err(Garbled("a cell outside the sheet"));
            }
            match kind {
                KNOWN_TEXT => {
                    let known = number(&mut payload)?;
                    if known >= grid.learnt(column) {
                        return Err(Garbled("a text that was never said"));
                    }
                    grid.push_known(row, column, known);
                }
                NEW_TEXT => {
                    let known = grid.learnt(column);
                    grid.learn(column, text(&mut payload)?);
                    grid.push_known(row, column, known);
                }
                TEXT => grid.push(row, column, Cell::Text(text(&mut payload)?)),
                ERROR => grid.push(row, column, Cell::Error(text(&mut payload)?)),
                NUMBER | PERCENT => {
                    let value = f64::from_bits(u64::from_le_bytes(taken(&mut payload)?));
                    if !value.is_finite() {
                        return Err(Garbled("a number that is not finite"));
                    }
                    if kind == PERCENT {
                        grid.push_percent(row, column, value);
                    } else {
                        grid.push(row, column, Cell::Number(value));
                    }
                }
                DATE => grid.push(row, column, Cell::Date(date(&mut payload)?)),
                BOOL => {
                    let [value] = taken(&mut payload)?;
                    grid.push(row, column, Cell::Bool(value == 1));
                }
                _ => return Err(Garbled("an unknown cell")),
            }
            column += 1;
        }
        self.next = (row, column);
        Ok(())
    }
}

/// A number in bytes of seven bits, the lowest first.
#[inline]
fn number(payload: &mut &[u8]) -> Result<u32, Garbled> {
    let mut value = 0;
    for shift in [0, 7, 14, 21, 28] {
        let [byte] = taken(payload)?;
        value |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(Garbled("a number that is too long"))
}

fn taken<const N: usize>(payload: &mut &[u8]) -> Result<[u8; N], Garbled> {
    let (first, rest) = payload
        .split_first_chunk::<N>()
        .ok_or(Garbled("a frame that breaks off"))?;
    *payload = rest;
    Ok(*first)
}

#[inline]
fn text<'a>(payload: &mut &'a [u8]) -> Result<&'a str, Garbled> {
    let length = number(payload)? as usize;
    if length > limits::CELL_CHARS * 4 {
        return Err(Garbled("a text that is too long"));
    }
    let (text, rest) = payload
        .split_at_checked(length)
        .ok_or(Garbled("a frame that breaks off"))?;
    *payload = rest;
    std::str::from_utf8(text).map_err(|_| Garbled("a text that is no text"))
}

fn date(payload: &mut &[u8]) -> Result<DateTime, Garbled> {
    let year = i16::from_le_bytes(taken(payload)?);
    let parts: [u8; 5] = taken(payload)?;
    let [month, day, hour, minute, second] = parts.map(|part| i8::try_from(part).unwrap_or(-1));
    DateTime::new(year, month, day, hour, minute, second, 0)
        .map_err(|_| Garbled("a date that no calendar has"))
}

#[cfg(test)]
mod tests {
    use super::{Assembler, Garbled};
    use crate::import::outlet::{CELLS, DATE, KNOWN_TEXT, NEW_TEXT, NOTE, NUMBER, PLACE, TEXT};

    fn number(mut number: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        while number > 0x7f {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
        bytes
    }

    fn cell(row: u32, column: u32, rest: &[u8]) -> Vec<u8> {
        [&[PLACE], &*number(row), &number(column), rest].concat()
    }

    #[test]
    fn what_no_honest_reader_sends_is_turned_away() {
        let of = |value: f64| [&[NUMBER][..], &value.to_bits().to_le_bytes()].concat();
        let text = |length: u32, text: &[u8]| [&[TEXT], &*number(length), text].concat();
        for (frame, expected) in [
            (cell(0, 0, &of(1.0)), Ok(())),
            (
                cell(0, 0, &of(f64::NAN)),
                Err("a number that is not finite"),
            ),
            (
                cell(0, 0, &of(f64::INFINITY)),
                Err("a number that is not finite"),
            ),
            (
                cell(20_000_000, 0, &of(1.0)),
                Err("a cell outside the sheet"),
            ),
            (cell(0, 16_384, &of(1.0)), Err("a cell outside the sheet")),
            (cell(0, 0, &text(3, b"abc")), Ok(())),
            (cell(0, 0, &text(4, b"abc")), Err("a frame that breaks off")),
            (
                cell(0, 0, &text(u32::MAX, b"abc")),
                Err("a text that is too long"),
            ),
            (
                cell(0, 0, &text(2, b"\xff\xfe")),
                Err("a text that is no text"),
            ),
            (
                cell(0, 0, &[DATE, 0, 0, 13, 1, 0, 0, 0]),
                Err("a date that no calendar has"),
            ),
            (vec![NEW_TEXT, 1, b'a', PLACE, 1, 0, KNOWN_TEXT, 0], Ok(())),
            (
                vec![NEW_TEXT, 1, b'a', KNOWN_TEXT, 0],
                Err("a text that was never said"),
            ),
            (
                vec![KNOWN_TEXT, 0x80, 0x80, 0x80, 0x80, 0x80],
                Err("a number that is too long"),
            ),
            (cell(0, 0, &[9]), Err("an unknown cell")),
            (vec![NUMBER, 2], Err("a frame that breaks off")),
        ] {
            let mut assembler = Assembler::default();
            assembler
                .take(NOTE, br#"{"sheet":{"name":"a","visible":true}}"#)
                .unwrap();
            assert_eq!(
                assembler.take(CELLS, &frame),
                expected.map_err(Garbled),
                "{frame:?}"
            );
        }
        assert!(
            Assembler::default()
                .take(CELLS, &cell(0, 0, &of(1.0)))
                .is_err()
        );
        assert!(Assembler::default().take(NOTE, b"{}").is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_frame_breaks_the_program(kind in 0..4_u8, frame in proptest::collection::vec(0..=255_u8, 0..64)) {
            let mut assembler = Assembler::default();
            assembler.take(NOTE, br#"{"sheet":{"name":"a","visible":true}}"#).unwrap();
            let _ = assembler.take(kind, &frame);
        }
    }
}
