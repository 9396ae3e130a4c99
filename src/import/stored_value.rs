//! Values as the binary workbooks store them, old and new: numbers by their bytes and formats, truths, errors, the list of texts.

use calamine::{Data, ExcelDateTime, ExcelDateTimeType};

use super::Cell;
use super::compound::number_at;
use super::excel_value::{as_cell, date_format, is_percent_format, told};
use super::outlet::{Outlet, Stop};

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shown {
    Plain,
    Percent,
    Date(ExcelDateTimeType),
}

impl Shown {
    /// By a number format.
    pub(super) fn of(code: &str) -> Self {
        match date_format(code) {
            Some(kind) => Self::Date(kind),
            None if is_percent_format(code) => Self::Percent,
            None => Self::Plain,
        }
    }

    /// By the number of a format that every workbook has.
    pub(super) fn known(format: u16) -> Self {
        match format {
            9 | 10 => Self::Percent,
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Date(ExcelDateTimeType::DateTime),
            46 => Self::Date(ExcelDateTimeType::TimeDelta),
            _ => Self::Plain,
        }
    }

    /// Hands on a number that is shown so; days are counted from 1904 or from 1900.
    pub(super) fn put(
        self,
        value: f64,
        since_1904: bool,
        (row, column): (u32, u32),
        outlet: &mut Outlet<'_>,
    ) -> Result<(), Stop> {
        match self {
            Self::Plain => outlet.cell(row, column, Cell::Number(value)),
            Self::Percent => outlet.percent(row, column, value),
            Self::Date(kind) => {
                let date = ExcelDateTime::new(value, kind, since_1904);
                outlet.cell(row, column, as_cell(&told(Data::DateTime(date))))
            }
        }
    }
}

/// The number of a number format that every workbook has: it may be written out in the language of whoever made it, so that its code
/// is not looked at.
pub(super) fn is_known_format(number: u16) -> bool {
    matches!(number, 0..=4 | 9..=22 | 37..=40 | 45..=49)
}

/// The texts that cells name by their number, one behind the other.
#[derive(Default)]
pub(super) struct Texts {
    all: String,
    ends: Vec<usize>,
}

impl Texts {
    /// Adds the text that `write` appends; where it breaks off, none is added.
    pub(super) fn add(&mut self, write: impl FnOnce(&mut String) -> Option<()>) -> Option<()> {
        let before = self.all.len();
        let written = write(&mut self.all);
        match written {
            Some(()) => self.ends.push(self.all.len()),
            None => self.all.truncate(before),
        }
        written
    }

    pub(super) fn get(&self, at: u32) -> Option<&str> {
        let at = at as usize;
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(Some(&0), |at| self.ends.get(at))?;
        self.all.get(*start..end)
    }
}

/// A number in eight bytes.
pub(super) fn double(bytes: &[u8], at: usize) -> Option<f64> {
    let eight = bytes.get(at..)?.first_chunk::<8>()?;
    Some(f64::from_le_bytes(*eight))
}

/// A number in four bytes: thirty bits of it, whether they are a whole number, and whether it is to be divided by a hundred.
pub(super) fn packed(bytes: &[u8], at: usize) -> Option<f64> {
    let four = number_at(bytes, at)?;
    let value = if four & 2 != 0 {
        f64::from(four.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(four & !3) << 32)
    };
    Some(if four & 1 != 0 { value / 100.0 } else { value })
}

/// Yes or no, or an error by its number; nothing where there is no such error.
pub(super) fn truth(is_error: bool, value: u8) -> Option<Cell<'static>> {
    if !is_error {
        return Some(Cell::Bool(value != 0));
    }
    let text = match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#DATA!",
        _ => return None,
    };
    Some(Cell::Error(text))
}

#[cfg(test)]
mod tests {
    use super::packed;

    #[test]
    fn numbers_in_four_bytes_are_halves_whole_or_hundredths() {
        for (bytes, expected) in [
            ([0x01, 0x00, 0xF0, 0x3F], 0.01),
            ([0x00, 0x00, 0xF0, 0x3F], 1.0),
            ([0xFE, 0xFF, 0xFF, 0xFF], -1.0),
            ([0x03, 0x5A, 0x4B, 0x00], 12_345.6),
        ] {
            let found = packed(&bytes, 0).expect("four bytes");
            assert!((found - expected).abs() < 1e-9, "{bytes:?} is {found}");
        }
        assert_eq!(packed(&[0, 0, 0], 0), None);
    }
}
