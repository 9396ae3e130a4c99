mod packed;

use jiff::civil::DateTime;

use packed::{Cells, Packed};

use super::limits;

/// What stands in one cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text, as it stands. Everything in a text file is text.
    Text(&'a str),
    /// A number that the workbook holds as such; finite.
    Number(f64),
    /// A date or time that the workbook holds as such.
    Date(DateTime),
    /// True or false.
    Bool(bool),
    /// An error value such as `#DIV/0!`, as it is shown.
    Error(&'a str),
}

/// The cells of a sheet, sparse, addressed by row and column from 0.
/// A row is a few dozen bytes: texts that a column repeats are kept once and named by their number, so that a million rows
/// stay small, and a repeated text lies in one place.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The rows that hold something, packed, one after the other.
    bytes: Vec<u8>,
    /// Where each of them starts.
    starts: Vec<u32>,
    /// Their numbers in the source: the first of each unbroken run, with its index.
    runs: Vec<(u32, u32)>,
    known: Vec<Texts>,
    columns: u32,
    cells: usize,
    /// Last row and column, and where its cell lies.
    last: Option<(u32, u32, usize)>,
    late: Vec<(u32, u32, Vec<u8>)>,
    replaced: u32,
    /// Of rows with very many cells: the row's index, and where on the way through it one is at which column.
    ways: Vec<(u32, Vec<(u32, u32)>)>,
}

/// Bytes that a row takes before it is looked whether it needs a way.
const LONG_ROW: usize = 1024;
/// Cells between two marks on the way through a row.
const STRIDE: usize = 64;

/// The texts that a column repeats.
#[derive(Clone, Debug, Default)]
struct Texts {
    arena: String,
    ends: Vec<u32>,
}

impl Texts {
    fn get(&self, number: u32) -> Option<&str> {
        let end = *self.ends.get(number as usize)? as usize;
        let start = number
            .checked_sub(1)
            .and_then(|before| self.ends.get(before as usize))
            .map_or(0, |start| *start as usize);
        self.arena.get(start..end)
    }
}

impl Grid {
    /// Puts a cell in its place. Cells are expected row by row and left to right; those that come late are shown once
    /// [`Grid::settle`] was called. Empty cells are left out. Numbers that are not finite must not get here.
    pub fn push(&mut self, row: u32, column: u32, cell: Cell<'_>) {
        if cell != Cell::Empty {
            self.put(row, column, |bytes| packed::put_cell(bytes, cell));
        }
    }

    /// Puts a number that the workbook shows as a percentage: 0.123 that is shown as `12.3%`.
    pub fn push_percent(&mut self, row: u32, column: u32, value: f64) {
        self.put(row, column, |bytes| packed::put_percent(bytes, value));
    }

    /// Adds a text to those that a column repeats. The first has the number 0.
    pub(super) fn learn(&mut self, column: u32, text: &str) {
        let at = column as usize;
        if self.known.len() <= at {
            self.known.resize_with(at + 1, Texts::default);
        }
        if let Some(texts) = self.known.get_mut(at) {
            texts.arena.push_str(text);
            texts.ends.push(index(texts.arena.len()));
        }
    }

    /// How many texts a column repeats.
    pub(super) fn learnt(&self, column: u32) -> u32 {
        self.known
            .get(column as usize)
            .map_or(0, |texts| index(texts.ends.len()))
    }

    /// Puts one of the texts that the column repeats, which must be known.
    pub(super) fn push_known(&mut self, row: u32, column: u32, number: u32) {
        self.put(row, column, |bytes| packed::put_known(bytes, number));
    }

    fn put(&mut self, row: u32, column: u32, pack: impl FnOnce(&mut Vec<u8>)) {
        if u16::try_from(column).is_err() {
            return;
        }
        self.columns = self.columns.max(column + 1);
        let (next, first) = match self.last {
            Some((last, before, start)) if last == row && before == column => {
                self.bytes.truncate(start);
                pack(&mut self.bytes);
                self.replaced += 1;
                return;
            }
            Some((last, before, _)) if last > row || last == row && before > column => {
                let mut bytes = Vec::new();
                pack(&mut bytes);
                self.late.push((row, column, bytes));
                return;
            }
            Some((last, before, _)) if last == row => (before + 1, false),
            _ => (0, true),
        };
        if first {
            let at = index(self.starts.len());
            if self.number_of(at) != Some(row) {
                self.runs.push((at, row));
            }
            self.starts.push(index(self.bytes.len()));
        }
        packed::put_gap(&mut self.bytes, column - next);
        self.last = Some((row, column, self.bytes.len()));
        self.cells += 1;
        pack(&mut self.bytes);
    }

    /// Sorts in the cells that came late, the last of two at one place standing, and gives back memory that is not needed.
    pub fn settle(&mut self) {
        if !self.late.is_empty() {
            let mut all: Vec<(u32, u32, Vec<u8>)> = Vec::with_capacity(self.cells);
            for at in 0..index(self.starts.len()) {
                let row = self.number_of(at).unwrap_or(0);
                let bytes = self.packed(at);
                let mut cells = Cells::of(bytes);
                while cells.seek(cells.column()) {
                    let start = bytes.len() - cells.left();
                    let Some((column, _)) = cells.next() else {
                        break;
                    };
                    let cell = bytes.get(start..bytes.len() - cells.left());
                    all.push((row, column, cell.unwrap_or_default().to_vec()));
                }
            }
            all.append(&mut self.late);
            all.sort_by_key(|(row, column, _)| (*row, *column));
            self.bytes.clear();
            self.starts.clear();
            self.runs.clear();
            self.cells = 0;
            self.last = None;
            for (row, column, cell) in all {
                self.put(row, column, |bytes| bytes.extend_from_slice(&cell));
            }
        }
        self.last = None;
        self.bytes.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.ways = (0..index(self.starts.len()))
            .filter_map(|at| Some((at, way(self.packed(at))?)))
            .collect();
    }

    /// Rows that hold something, by their number in the source, rising.
    pub fn row_numbers(&self) -> impl Iterator<Item = u32> {
        let ends = self.runs.iter().skip(1).map(|(at, _)| *at);
        let runs = self.runs.iter().zip(ends.chain([index(self.starts.len())]));
        runs.flat_map(|((at, number), end)| *number..*number + (end - at))
    }

    /// The number of the row at an index among those that hold something.
    pub fn row_at(&self, index: usize) -> Option<u32> {
        let at = u32::try_from(index).ok()?;
        (index < self.starts.len())
            .then(|| self.number_of(at))
            .flatten()
    }

    /// The index, among the rows that hold something, of the row of this number, or of the next one.
    pub fn index_of(&self, row: u32) -> usize {
        let run = self.runs.partition_point(|(_, number)| *number < row);
        let end = self
            .runs
            .get(run)
            .map_or(self.starts.len(), |(at, _)| *at as usize);
        run.checked_sub(1)
            .and_then(|run| self.runs.get(run))
            .map_or(0, |(at, number)| end.min((at + (row - number)) as usize))
    }

    /// How many rows hold something.
    pub fn filled_rows(&self) -> usize {
        self.starts.len()
    }

    /// How many cells were put where one stood already, of which the last stands.
    pub fn replaced_cells(&self) -> u32 {
        self.replaced
    }

    /// How many cells hold something.
    pub fn filled_cells(&self) -> usize {
        self.cells
    }

    /// Whether the cells and their texts take more than is kept of a sheet.
    pub(super) fn is_full(&self) -> bool {
        let known: usize = self.known.iter().map(|texts| texts.arena.len()).sum();
        self.bytes.len() + known > limits::TEXTS_BYTES
    }

    /// One more than the last column that holds something.
    pub fn columns(&self) -> u32 {
        self.columns
    }

    /// One more than the number of the last row that holds something.
    pub fn height(&self) -> u32 {
        index(self.starts.len())
            .checked_sub(1)
            .and_then(|last| self.number_of(last))
            .map_or(0, |number| number + 1)
    }

    /// The cell at row and column.
    #[inline]
    pub fn cell(&self, row: u32, column: u32) -> Cell<'_> {
        match self.at(row, column) {
            Some(packed) => self.read(column, packed),
            None => Cell::Empty,
        }
    }

    /// True where a number is shown as a percentage: the 0.123 there reads as 12.3%.
    pub fn is_percent(&self, row: u32, column: u32) -> bool {
        matches!(self.at(row, column), Some(Packed::Percent(_)))
    }

    /// The filled cells of a row, left to right.
    #[inline]
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, Cell<'_>)> {
        self.cells_of(row)
            .map(|(column, packed)| (column, self.read(column, packed)))
    }

    #[inline]
    fn at(&self, row: u32, column: u32) -> Option<Packed<'_>> {
        let mut cells = match self.index_at(row) {
            Some(at) if !self.ways.is_empty() => self.cells_from(at, column),
            Some(at) => Cells::of(self.packed(at)),
            None => return None,
        };
        if !cells.seek(column) {
            return None;
        }
        cells
            .next()
            .filter(|(found, _)| *found == column)
            .map(|(_, packed)| packed)
    }

    #[inline]
    fn cells_of(&self, row: u32) -> Cells<'_> {
        Cells::of(self.index_at(row).map_or(&[], |at| self.packed(at)))
    }

    /// The cells of the row with an index, from somewhere before a column on.
    fn cells_from(&self, at: u32, column: u32) -> Cells<'_> {
        let bytes = self.packed(at);
        let way = self.ways.binary_search_by_key(&at, |(at, _)| *at).ok();
        let marks = way.and_then(|way| self.ways.get(way));
        let before = marks.and_then(|(_, marks)| {
            let after = marks.partition_point(|(mark, _)| *mark <= column);
            marks.get(after.checked_sub(1)?)
        });
        match before {
            Some((mark, start)) => {
                Cells::after(bytes.get(*start as usize..).unwrap_or_default(), *mark)
            }
            None => Cells::of(bytes),
        }
    }

    /// The index of the row of this number, where it holds something.
    #[inline]
    fn index_at(&self, row: u32) -> Option<u32> {
        let run = self.runs.partition_point(|(_, number)| *number <= row);
        let (first, number) = self.runs.get(run.checked_sub(1)?)?;
        let end = self
            .runs
            .get(run)
            .map_or(index(self.starts.len()), |(at, _)| *at);
        Some(first + (row - number)).filter(|at| *at < end)
    }

    /// The bytes of the row with an index.
    #[inline]
    fn packed(&self, at: u32) -> &[u8] {
        let at = at as usize;
        let start = self.starts.get(at).map_or(0, |start| *start as usize);
        let end = self
            .starts
            .get(at + 1)
            .map_or(self.bytes.len(), |end| *end as usize);
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// The number that the row with an index has or, past the last one, would have without a break.
    fn number_of(&self, at: u32) -> Option<u32> {
        let run = self.runs.partition_point(|(first, _)| *first <= at);
        let (first, number) = self.runs.get(run.checked_sub(1)?)?;
        Some(number + (at - first))
    }

    #[inline]
    fn read<'a>(&'a self, column: u32, packed: Packed<'a>) -> Cell<'a> {
        match packed {
            Packed::Cell(cell) => cell,
            Packed::Percent(value) => Cell::Number(value),
            Packed::Known(number) => self
                .known
                .get(column as usize)
                .and_then(|texts| texts.get(number))
                .map_or(Cell::Empty, Cell::Text),
        }
    }
}

impl PartialEq for Grid {
    fn eq(&self, other: &Self) -> bool {
        self.row_numbers().eq(other.row_numbers())
            && self
                .row_numbers()
                .all(|row| self.row(row).eq(other.row(row)))
    }
}

/// Marks on the way through a row, for one with many cells.
fn way(bytes: &[u8]) -> Option<Vec<(u32, u32)>> {
    if bytes.len() < LONG_ROW {
        return None;
    }
    let (mut cells, mut marks) = (Cells::of(bytes), Vec::new());
    while cells.nth(STRIDE - 1).is_some() {
        marks.push((cells.column(), index(bytes.len() - cells.left())));
    }
    (!marks.is_empty()).then_some(marks)
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
