//! The cells of a sheet of a workbook in the old format, handed on as they are met: places without a cell take no memory, however
//! far apart the cells lie.

use super::compound::number_at;
use super::excel_reader::{broken_off, damaged_cell};
use super::old_records::{Letters, Record, Records};
use super::old_workbook::{BEGIN, END, OldWorkbook};
use super::outlet::{Outlet, Stop, too_large};
use super::stored_value::{Shown, double, packed, truth};
use super::{Cell, Hidden, MergedRange, limits};

/// Reads the cells of the sheets of a workbook.
pub(super) struct OldCells<'a> {
    book: &'a OldWorkbook,
    /// Bytes of all texts that were handed on: few of them in the file may stand for many.
    texts: usize,
    text: String,
    merged: usize,
}

impl<'a> OldCells<'a> {
    pub(super) fn new(book: &'a OldWorkbook) -> Self {
        Self {
            book,
            texts: 0,
            text: String::new(),
            merged: 0,
        }
    }

    /// Reads a sheet from its records; false where no sheet begins with them.
    pub(super) fn read(&mut self, stream: &[u8], outlet: &mut Outlet<'_>) -> Result<bool, Stop> {
        let mut records = Records(stream);
        if records.next().is_none_or(|first| first.kind != BEGIN) {
            broken_off(&"no sheet begins where it should", 0, outlet)?;
            return Ok(false);
        }
        self.merged = 0;
        // What lies in a chart is no cell of the sheet.
        let (mut depth, mut row, mut formula) = (0u32, 0, None);
        let mut hidden = Hidden::default();
        for record in records {
            match record.kind {
                BEGIN => depth += 1,
                END if depth == 0 => {
                    outlet.hidden(&hidden)?;
                    return Ok(true);
                }
                END => depth -= 1,
                _ if depth > 0 => {}
                0x00E5 => self.merged(&record, outlet)?,
                0x007D | 0x0208 => hides(&record, &mut hidden),
                _ => {
                    if let Some(met) = self.cell(&record, &mut formula, outlet)? {
                        row = met;
                    }
                }
            }
        }
        outlet.hidden(&hidden)?;
        broken_off(&"its records end before it does", row, outlet)?;
        Ok(true)
    }

    /// Hands on what a record holds in cells; the row of them. A formula whose result is a text has it in a record of its own, so its
    /// place is kept in `formula`.
    fn cell(
        &mut self,
        record: &Record<'_>,
        formula: &mut Option<(u32, u32)>,
        outlet: &mut Outlet<'_>,
    ) -> Result<Option<u32>, Stop> {
        if record.kind == 0x0207 {
            let Some((row, column)) = formula.take() else {
                return Ok(None);
            };
            self.own_text(record, 0, (row, column), outlet)?;
            return Ok(Some(row));
        }
        let is_cell = matches!(
            record.kind,
            0x0006 | 0x00BD | 0x00D6 | 0x00FD | 0x0203 | 0x0204 | 0x0205 | 0x027E
        );
        if !is_cell {
            return Ok(None);
        }
        let (Some(row), Some(column)) = (record.short(0), record.short(2)) else {
            damaged_cell(&"a cell without a place", outlet)?;
            return Ok(None);
        };
        let place = (u32::from(row), u32::from(column));
        let whole = match record.kind {
            0x0203 => self.number(place, record.short(4), double(record.bytes, 6), outlet)?,
            0x027E => self.number(place, record.short(4), packed(record.bytes, 6), outlet)?,
            0x00BD => self.numbers(place, record, outlet)?,
            0x0204 | 0x00D6 => self.own_text(record, 6, place, outlet)?,
            0x00FD => self.listed_text(record, place, outlet)?,
            0x0205 => match record.bytes.get(6..8) {
                Some(&[value, kind]) => put(truth(kind == 1, value), place, outlet)?,
                _ => false,
            },
            _ => match record.bytes.get(6..14) {
                Some(&[0, .., 0xFF, 0xFF]) => {
                    *formula = Some(place);
                    true
                }
                // A text without letters.
                Some(&[3, .., 0xFF, 0xFF]) => true,
                Some(&[kind @ (1 | 2), _, value, .., 0xFF, 0xFF]) => {
                    put(truth(kind == 2, value), place, outlet)?
                }
                Some(&[.., 0xFF, 0xFF]) | None => false,
                _ => self.number(place, record.short(4), double(record.bytes, 6), outlet)?,
            },
        };
        if !whole {
            damaged_cell(
                &format!("row {}, column {}", place.0 + 1, place.1 + 1),
                outlet,
            )?;
        }
        Ok(Some(place.0))
    }

    fn number(
        &self,
        (row, column): (u32, u32),
        format: Option<u16>,
        value: Option<f64>,
        outlet: &mut Outlet<'_>,
    ) -> Result<bool, Stop> {
        let (Some(format), Some(value)) = (format, value) else {
            return Ok(false);
        };
        let shown = self.book.shown.get(usize::from(format)).copied();
        let shown = shown.unwrap_or(Shown::Plain);
        shown.put(value, self.book.since_1904, (row, column), outlet)?;
        Ok(true)
    }

    /// Numbers side by side: each takes a format and four bytes; the last column comes last.
    fn numbers(
        &self,
        (row, first): (u32, u32),
        record: &Record<'_>,
        outlet: &mut Outlet<'_>,
    ) -> Result<bool, Stop> {
        let until = record.bytes.len().saturating_sub(2);
        let (sixes, rest) = record
            .bytes
            .get(4..until)
            .unwrap_or_default()
            .as_chunks::<6>();
        for (column, six) in (first..).zip(sixes) {
            let format = u16::from_le_bytes([six[0], six[1]]);
            self.number((row, column), Some(format), packed(six, 2), outlet)?;
        }
        Ok(rest.is_empty() && !sixes.is_empty())
    }

    /// A text that stands in the record itself, behind its length.
    fn own_text(
        &mut self,
        record: &Record<'_>,
        at: usize,
        place: (u32, u32),
        outlet: &mut Outlet<'_>,
    ) -> Result<bool, Stop> {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        let mut pieces = record.pieces(at);
        let whole = match (pieces.short(), self.book.letters) {
            // Some programs leave out what an empty text would say of its letters.
            (Some(0), Letters::Unicode) => Some(()),
            (Some(count), letters) => pieces.text(count, letters, &mut text),
            (None, _) => None,
        };
        if whole.is_some() {
            self.hand_on(&text, place, outlet)?;
        }
        self.text = text;
        Ok(whole.is_some())
    }

    fn listed_text(
        &mut self,
        record: &Record<'_>,
        place: (u32, u32),
        outlet: &mut Outlet<'_>,
    ) -> Result<bool, Stop> {
        let listed = number_at(record.bytes, 6).and_then(|at| self.book.texts.get(at));
        if let Some(text) = listed {
            self.hand_on(text, place, outlet)?;
        }
        Ok(listed.is_some())
    }

    fn hand_on(
        &mut self,
        text: &str,
        (row, column): (u32, u32),
        outlet: &mut Outlet<'_>,
    ) -> Result<(), Stop> {
        self.texts = self.texts.saturating_add(text.len());
        if self.texts > limits::TEXTS_BYTES {
            return Err(too_large(
                "the texts of its cells take more than 1 GB".to_owned(),
            ));
        }
        outlet.cell(row, column, Cell::Text(text))
    }

    fn merged(&mut self, record: &Record<'_>, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
        let (eights, _) = record.bytes.get(2..).unwrap_or_default().as_chunks::<8>();
        let count = usize::from(record.short(0).unwrap_or_default());
        let left = limits::MERGED_RANGES.saturating_sub(self.merged);
        for eight in eights.iter().take(count.min(left)) {
            let (pairs, _) = eight.as_chunks::<2>();
            let ends: Vec<u32> = pairs
                .iter()
                .map(|pair| u32::from(u16::from_le_bytes(*pair)))
                .collect();
            let &[first_row, last_row, first_column, last_column] = ends.as_slice() else {
                continue;
            };
            self.merged += 1;
            outlet.merged(MergedRange {
                first_row,
                first_column,
                last_row,
                last_column,
            })?;
        }
        Ok(())
    }
}

/// Hands on a cell, if it is one.
fn put(
    cell: Option<Cell<'_>>,
    (row, column): (u32, u32),
    outlet: &mut Outlet<'_>,
) -> Result<bool, Stop> {
    if let Some(cell) = cell {
        outlet.cell(row, column, cell)?;
    }
    Ok(cell.is_some())
}

/// What a record of columns or of a row says of what is hidden.
fn hides(record: &Record<'_>, hidden: &mut Hidden) {
    let (Some(first), Some(last)) = (record.short(0), record.short(2)) else {
        return;
    };
    let flag = |at, flag| record.short(at).is_some_and(|flags| flags & flag > 0);
    if record.kind == 0x007D && flag(8, 0x01) {
        hidden.add_columns(first.into(), last.into());
    } else if record.kind == 0x0208 && flag(12, 0x20) {
        hidden.add_rows(first.into(), first.into());
    }
}

#[cfg(test)]
mod tests {
    use super::OldCells;
    use crate::import::limits;
    use crate::import::old_workbook::OldWorkbook;
    use crate::import::outlet::Outlet;

    #[test]
    fn the_texts_of_cells_may_take_so_much_and_no_more() {
        let book = OldWorkbook::read(&[9, 8, 4, 0, 0, 6, 5, 0]).expect("a workbook");
        for (before, expected) in [
            (limits::TEXTS_BYTES - 3, true),
            (limits::TEXTS_BYTES - 2, false),
        ] {
            let mut cells = OldCells::new(&book);
            cells.texts = before;
            let mut send = |_: u8, _: &[u8]| Ok(());
            let handed = cells.hand_on("abc", (0, 0), &mut Outlet::new(&mut send));
            assert_eq!(handed.is_ok(), expected);
        }
    }
}
