//! A row's cells as bytes, left to right. A cell is one byte, whose low half says what it is and whose high half begins what
//! it holds, and mostly nothing or a few bytes more.

use jiff::civil::DateTime;

use super::Cell;
use crate::import::packed_bytes::{BITS, Packed as Bytes, digits_of, put_whole};

/// What a packed cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of the column's own texts, by its number.
    Known,
    /// A text that stands for itself.
    Text,
    Error,
    /// A number: its digits, or that its bits follow.
    Number,
    Percent,
    Date,
    Bool,
    /// Columns that are passed over.
    Gap,
}

impl Kind {
    #[inline]
    fn of(byte: u8) -> Option<Self> {
        Some(match byte & 15 {
            0 => Self::Known,
            1 => Self::Text,
            2 => Self::Error,
            3 => Self::Number,
            4 => Self::Percent,
            5 => Self::Date,
            6 => Self::Bool,
            7 => Self::Gap,
            _ => return None,
        })
    }
}

/// A packed cell as it is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Packed<'a> {
    /// Number of one of the column's texts.
    Known(u32),
    /// Anything else, as it stands.
    Cell(Cell<'a>),
    /// A number that is shown as a percentage.
    Percent(f64),
}

/// Writes one byte and what of `value` it does not hold: three bits, then seven a byte.
#[inline]
fn put(bytes: &mut Vec<u8>, kind: Kind, value: u64) {
    let head = kind as u8 | (value as u8 & 7) << 4;
    let rest = value >> 3;
    if rest == 0 {
        bytes.push(head);
    } else {
        bytes.push(head | 0x80);
        put_whole(bytes, rest);
    }
}

/// Passes over columns.
pub(super) fn put_gap(bytes: &mut Vec<u8>, columns: u32) {
    if columns > 0 {
        put(bytes, Kind::Gap, u64::from(columns));
    }
}

/// One of the column's texts.
pub(super) fn put_known(bytes: &mut Vec<u8>, number: u32) {
    put(bytes, Kind::Known, u64::from(number));
}

/// A cell that stands for itself; nothing for an empty one.
pub(super) fn put_cell(bytes: &mut Vec<u8>, cell: Cell<'_>) {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => put_text(bytes, Kind::Text, text),
        Cell::Error(text) => put_text(bytes, Kind::Error, text),
        Cell::Number(value) => put_number(bytes, Kind::Number, value),
        Cell::Bool(value) => put(bytes, Kind::Bool, u64::from(value)),
        Cell::Date(date) => {
            put(bytes, Kind::Date, 0);
            bytes.extend_from_slice(&date.year().to_le_bytes());
            for part in [
                date.month(),
                date.day(),
                date.hour(),
                date.minute(),
                date.second(),
            ] {
                bytes.push(part.unsigned_abs());
            }
        }
    }
}

/// A number that is shown as a percentage.
pub(super) fn put_percent(bytes: &mut Vec<u8>, value: f64) {
    put_number(bytes, Kind::Percent, value);
}

fn put_text(bytes: &mut Vec<u8>, kind: Kind, text: &str) {
    put(bytes, kind, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

fn put_number(bytes: &mut Vec<u8>, kind: Kind, value: f64) {
    let digits = digits_of(value);
    put(bytes, kind, digits);
    if digits == BITS {
        bytes.extend_from_slice(&value.to_bits().to_le_bytes());
    }
}

/// The cells of a row: each with its column and the bytes that it takes.
#[derive(Clone, Debug)]
pub(super) struct Cells<'a> {
    bytes: Bytes<'a>,
    column: u32,
}

impl<'a> Cells<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self::after(bytes, 0)
    }

    /// What is left of a row from a column on.
    pub(super) fn after(bytes: &'a [u8], column: u32) -> Self {
        Self {
            bytes: Bytes(bytes),
            column,
        }
    }

    /// Bytes that are left.
    pub(super) fn left(&self) -> usize {
        self.bytes.0.len()
    }

    #[inline]
    fn head(&mut self) -> Option<(Kind, u64)> {
        let [head] = self.bytes.take()?;
        let mut value = u64::from(head >> 4 & 7);
        if head & 0x80 != 0 {
            value |= self.bytes.whole()?.checked_mul(8)?;
        }
        Some((Kind::of(head)?, value))
    }

    /// The column after the last cell.
    pub(super) fn column(&self) -> u32 {
        self.column
    }

    /// Goes to the first cell at or right of a column; false when there is none.
    pub(super) fn seek(&mut self, column: u32) -> bool {
        loop {
            let before = self.clone();
            let Some((kind, value)) = self.head() else {
                return false;
            };
            if kind == Kind::Gap {
                self.column = self.column.saturating_add(value as u32);
                continue;
            }
            if self.column >= column {
                let at = self.column;
                *self = before;
                self.column = at;
                return true;
            }
            let more = match kind {
                Kind::Text | Kind::Error => value as usize,
                Kind::Number | Kind::Percent if value == BITS => 8,
                Kind::Date => 7,
                _ => 0,
            };
            self.bytes.0 = self.bytes.0.get(more..).unwrap_or_default();
            self.column += 1;
        }
    }

    #[inline]
    fn packed(&mut self, kind: Kind, value: u64) -> Option<Packed<'a>> {
        Some(match kind {
            Kind::Known => Packed::Known(u32::try_from(value).ok()?),
            Kind::Text => Packed::Cell(Cell::Text(self.bytes.text(value)?)),
            Kind::Error => Packed::Cell(Cell::Error(self.bytes.text(value)?)),
            Kind::Number => Packed::Cell(Cell::Number(self.bytes.number(value)?)),
            Kind::Percent => Packed::Percent(self.bytes.number(value)?),
            Kind::Bool => Packed::Cell(Cell::Bool(value == 1)),
            Kind::Date => {
                let year = i16::from_le_bytes(self.bytes.take()?);
                let parts: [u8; 5] = self.bytes.take()?;
                let [month, day, hour, minute, second] =
                    parts.map(|part| i8::try_from(part).unwrap_or(-1));
                let date = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
                Packed::Cell(Cell::Date(date))
            }
            Kind::Gap => return None,
        })
    }
}

impl<'a> Iterator for Cells<'a> {
    type Item = (u32, Packed<'a>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (kind, value) = self.head()?;
            if kind == Kind::Gap {
                self.column = self.column.saturating_add(value as u32);
                continue;
            }
            let cell = self.packed(kind, value)?;
            let column = self.column;
            self.column += 1;
            return Some((column, cell));
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Cells, Packed, put_cell, put_gap, put_known, put_percent};
    use crate::import::Cell;

    #[test]
    fn cells_come_back_as_they_were_put() {
        let long = "x".repeat(40_000);
        let cells = [
            Cell::Text(""),
            Cell::Text("Ynys Môn"),
            Cell::Text(&long),
            Cell::Error("#N/A"),
            Cell::Bool(true),
            Cell::Date(date(1899, 12, 31).at(23, 59, 59, 0)),
        ];
        let mut bytes = Vec::new();
        for cell in cells {
            put_gap(&mut bytes, 3);
            put_cell(&mut bytes, cell);
        }
        put_known(&mut bytes, 70_000);
        put_percent(&mut bytes, 0.125);
        let mut read = Cells::of(&bytes);
        for (at, cell) in (0..).zip(cells) {
            assert_eq!(read.next(), Some((at * 4 + 3, Packed::Cell(cell))));
        }
        assert_eq!(read.next(), Some((24, Packed::Known(70_000))));
        assert_eq!(read.next(), Some((25, Packed::Percent(0.125))));
        assert_eq!(read.next(), None);
        let mut read = Cells::of(&bytes);
        assert!(read.seek(12));
        assert_eq!(read.next(), Some((15, Packed::Cell(cells[3]))));
        assert!(!Cells::of(&bytes).seek(26));
    }

    proptest::proptest! {
        #[test]
        fn every_number_comes_back_to_the_last_bit(value in proptest::num::f64::NORMAL, digits in -1_000_000_000_i64..1_000_000_000, decimals in 0..10_i32) {
            for value in [value, digits as f64 / 10_f64.powi(decimals), -0.0, 0.0, 1e15, 5e-324] {
                let mut bytes = Vec::new();
                put_cell(&mut bytes, Cell::Number(value));
                match Cells::of(&bytes).next() {
                    Some((0, Packed::Cell(Cell::Number(read)))) => proptest::prop_assert_eq!(read.to_bits(), value.to_bits()),
                    other => proptest::prop_assert!(false, "{:?}", other),
                }
            }
        }

        #[test]
        fn no_bytes_break_the_reader(bytes in proptest::collection::vec(0..=255_u8, 0..64)) {
            let _ = Cells::of(&bytes).count();
            let _ = Cells::of(&bytes).seek(7);
        }
    }
}
