//! XLSB: the cells of a binary workbook, handed on as they are met.

use std::io::{BufReader, Read, Seek};

use zip::ZipArchive;

use super::binary_workbook::{BinaryRecords, BinaryWorkbook, wide_text};
use super::compound::number_at;
use super::excel_reader::{Steps, broken, broken_off, damaged_cell, each_worksheet};
use super::outlet::{Outlet, Stop};
use super::prescan::Container;
use super::stored_value::{Shown, double, packed, truth};
use super::{Cell, Hidden, MergedRange, limits};

/// Reads the worksheets of an XLSB file.
pub(super) fn read_xlsb(
    file: impl Read + Seek,
    container: &Container,
    outlet: &mut Outlet<'_>,
) -> Result<(), Stop> {
    let mut zip =
        ZipArchive::new(BufReader::new(file)).map_err(|error| broken(&error, container))?;
    let book = BinaryWorkbook::read(&mut zip)?;
    each_worksheet(&book.sheets, outlet, |_, at, outlet| {
        let Some(records) = book.of_sheet(at as usize, &mut zip) else {
            broken_off(&"its part is missing", 0, outlet)?;
            return Ok(false);
        };
        let mut cells = BinaryCells {
            book: &book,
            steps: Steps::new(at, book.sheets.len() as u64, 0),
            text: String::new(),
            merged: 0,
        };
        cells.read(records, outlet)
    })
}

/// Reads the cells of a sheet.
struct BinaryCells<'a> {
    book: &'a BinaryWorkbook,
    steps: Steps,
    text: String,
    merged: usize,
}

impl BinaryCells<'_> {
    /// Reads a sheet from its records; false where it breaks off before its cells.
    fn read(
        &mut self,
        mut records: BinaryRecords<impl Read>,
        outlet: &mut Outlet<'_>,
    ) -> Result<bool, Stop> {
        let mut hidden = Hidden::default();
        let (mut row, mut begun, mut ended) = (0, false, false);
        let error = loop {
            match records.go_on() {
                Ok(true) => {}
                Ok(false) => break "its records end before it does".to_owned(),
                Err(error) => break error.to_string(),
            }
            let bytes = records.bytes.as_slice();
            let long = |at| number_at(bytes, at).unwrap_or_default();
            match records.kind {
                0x0000 => {
                    row = long(0);
                    self.steps.at(row, outlet)?;
                    if bytes.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                        hidden.add_rows(row, row);
                    }
                }
                0x0002..=0x000B | 0x003E if !ended => {
                    self.cell(records.kind, bytes, row, outlet)?;
                }
                0x003C if bytes.get(16).is_some_and(|flags| flags & 1 != 0) => {
                    hidden.add_columns(long(0), long(4));
                }
                0x0091 => begun = true,
                0x0092 => ended = true,
                0x0094 => self.steps.of_rows(long(4)),
                0x00B0 if self.merged < limits::MERGED_RANGES => {
                    self.merged += 1;
                    outlet.merged(MergedRange {
                        first_row: long(0),
                        last_row: long(4),
                        first_column: long(8),
                        last_column: long(12),
                    })?;
                }
                _ => {}
            }
        };
        outlet.hidden(&hidden)?;
        if !ended {
            broken_off(&error, row, outlet)?;
        }
        Ok(begun)
    }

    /// Hands on a cell, or says that it cannot be read.
    fn cell(
        &mut self,
        kind: u16,
        bytes: &[u8],
        row: u32,
        outlet: &mut Outlet<'_>,
    ) -> Result<(), Stop> {
        if self.whole_cell(kind, bytes, row, outlet)? {
            return Ok(());
        }
        damaged_cell(&format!("in row {}", row + 1), outlet)
    }

    /// Hands on a cell; false where it cannot be read. Behind its column and the number of its format stands its value, and behind
    /// that of a formula the formula.
    fn whole_cell(
        &mut self,
        kind: u16,
        bytes: &[u8],
        row: u32,
        outlet: &mut Outlet<'_>,
    ) -> Result<bool, Stop> {
        let Some(column) = number_at(bytes, 0) else {
            return Ok(false);
        };
        let number = match kind {
            0x0002 => packed(bytes, 8),
            0x0005 | 0x0009 => double(bytes, 8),
            _ => None,
        };
        if let Some(number) = number {
            let format = number_at(bytes, 4).unwrap_or_default() & 0x00FF_FFFF;
            let shown = self.book.shown.get(format as usize).copied();
            shown.unwrap_or(Shown::Plain).put(
                number,
                self.book.since_1904,
                (row, column),
                outlet,
            )?;
            return Ok(true);
        }
        self.text.clear();
        let cell = match kind {
            0x0003 | 0x000B => bytes.get(8).and_then(|error| truth(true, *error)),
            0x0004 | 0x000A => bytes.get(8).and_then(|value| truth(false, *value)),
            0x0006 | 0x0008 => wide_text(bytes, 8, &mut self.text).map(|()| Cell::Text(&self.text)),
            // A byte says how parts of the text look and sound.
            0x003E => wide_text(bytes, 9, &mut self.text).map(|()| Cell::Text(&self.text)),
            0x0007 => number_at(bytes, 8)
                .and_then(|at| self.book.texts.get(at))
                .map(Cell::Text),
            _ => None,
        };
        if let Some(cell) = cell {
            outlet.cell(row, column, cell)?;
        }
        Ok(cell.is_some())
    }
}
