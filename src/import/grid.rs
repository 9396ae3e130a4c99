use jiff::civil::DateTime;

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
/// Texts lie in one arena, and one that was seen a moment ago is not kept again, so that a million rows stay small.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    rows: Vec<GridRow>,
    cells: Vec<Stored>,
    columns: u32,
    arena: String,
    dates: Vec<DateTime>,
    recent: Vec<(u32, u32)>,
    late: Vec<(u32, Stored)>,
    replaced: u32,
}

#[derive(Clone, Copy, Debug)]
struct GridRow {
    /// Row in the source, from 0; for a text file the line on which the record starts.
    number: u32,
    /// Index of its first cell.
    start: u32,
}

/// Twelve bytes a cell: the kinds share two words, in which a text has its place in the arena and a number its bits.
#[derive(Clone, Copy, Debug)]
struct Stored {
    column: u16,
    kind: Kind,
    first: u32,
    second: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Text,
    Number,
    Percent,
    Date,
    Bool,
    Error,
}

/// Texts that are looked for before one is kept again.
const RECENT: usize = 1 << 15;

impl Grid {
    /// Puts a cell in its place. Cells are expected row by row and left to right; those that come late are shown once
    /// [`Grid::settle`] was called. Empty cells are left out. Numbers that are not finite must not get here.
    pub fn push(&mut self, row: u32, column: u32, cell: Cell<'_>) {
        let (kind, first, second) = match cell {
            Cell::Empty => return,
            Cell::Text(text) => self.keep(Kind::Text, text),
            Cell::Error(text) => self.keep(Kind::Error, text),
            Cell::Number(value) => bits(Kind::Number, value),
            Cell::Date(date) => {
                self.dates.push(date);
                (Kind::Date, index(self.dates.len() - 1), 0)
            }
            Cell::Bool(value) => (Kind::Bool, u32::from(value), 0),
        };
        self.put(row, column, kind, first, second);
    }

    /// Puts a number that the workbook shows as a percentage: 0.123 that is shown as `12.3%`.
    pub fn push_percent(&mut self, row: u32, column: u32, value: f64) {
        let (kind, first, second) = bits(Kind::Percent, value);
        self.put(row, column, kind, first, second);
    }

    fn put(&mut self, row: u32, column: u32, kind: Kind, first: u32, second: u32) {
        let Ok(short) = u16::try_from(column) else {
            return;
        };
        let stored = Stored {
            column: short,
            kind,
            first,
            second,
        };
        self.columns = self.columns.max(column + 1);
        match self.rows.last() {
            Some(last) if last.number > row => {
                self.late.push((row, stored));
                return;
            }
            Some(last) if last.number == row => {
                if let Some(before) = self.cells.last_mut() {
                    if before.column == short {
                        *before = stored;
                        self.replaced += 1;
                        return;
                    }
                    if before.column > short {
                        self.late.push((row, stored));
                        return;
                    }
                }
            }
            _ => self.rows.push(GridRow {
                number: row,
                start: index(self.cells.len()),
            }),
        }
        self.cells.push(stored);
    }

    /// Sorts in the cells that came late, the last of two at one place standing, and gives back memory that is not needed.
    pub fn settle(&mut self) {
        self.recent = Vec::new();
        if !self.late.is_empty() {
            let mut all: Vec<(u32, Stored)> = Vec::with_capacity(self.cells.len());
            for (at, row) in self.rows.iter().enumerate() {
                let end = self.end_of(at);
                let cells = self.cells.get(row.start as usize..end).unwrap_or_default();
                all.extend(cells.iter().map(|cell| (row.number, *cell)));
            }
            all.append(&mut self.late);
            all.sort_by_key(|(row, cell)| (*row, cell.column));
            self.rows.clear();
            self.cells.clear();
            for (row, cell) in all {
                self.put(
                    row,
                    u32::from(cell.column),
                    cell.kind,
                    cell.first,
                    cell.second,
                );
            }
        }
        self.cells.shrink_to_fit();
        self.rows.shrink_to_fit();
        self.arena.shrink_to_fit();
    }

    fn keep(&mut self, kind: Kind, text: &str) -> (Kind, u32, u32) {
        if self.recent.is_empty() {
            self.recent = vec![(0, 0); RECENT];
        }
        let slot = fingerprint(text) % RECENT;
        if let Some((start, end)) = self.recent.get(slot).copied()
            && end > start
            && self.slice(start, end) == text
        {
            return (kind, start, end);
        }
        let start = index(self.arena.len());
        self.arena.push_str(text);
        let end = index(self.arena.len());
        if let Some(place) = self.recent.get_mut(slot) {
            *place = (start, end);
        }
        (kind, start, end)
    }

    /// Rows that hold something, by their number in the source, rising.
    pub fn row_numbers(&self) -> impl Iterator<Item = u32> {
        self.rows.iter().map(|row| row.number)
    }

    /// The number of the row at an index among those that hold something.
    pub fn row_at(&self, index: usize) -> Option<u32> {
        self.rows.get(index).map(|row| row.number)
    }

    /// The index, among the rows that hold something, of the row of this number, or of the next one.
    pub fn index_of(&self, row: u32) -> usize {
        self.rows.partition_point(|other| other.number < row)
    }

    /// How many rows hold something.
    pub fn filled_rows(&self) -> usize {
        self.rows.len()
    }

    /// How many cells were put where one stood already, of which the last stands.
    pub fn replaced_cells(&self) -> u32 {
        self.replaced
    }

    /// How many cells hold something.
    pub fn filled_cells(&self) -> usize {
        self.cells.len()
    }

    /// Bytes of the texts that are kept.
    pub(super) fn text_bytes(&self) -> usize {
        self.arena.len()
    }

    /// One more than the last column that holds something.
    pub fn columns(&self) -> u32 {
        self.columns
    }

    /// One more than the number of the last row that holds something.
    pub fn height(&self) -> u32 {
        self.rows.last().map_or(0, |row| row.number + 1)
    }

    /// The cell at row and column.
    pub fn cell(&self, row: u32, column: u32) -> Cell<'_> {
        self.stored(row, column)
            .map_or(Cell::Empty, |stored| self.read(stored))
    }

    /// True where a number is shown as a percentage: the 0.123 there reads as 12.3%.
    pub fn is_percent(&self, row: u32, column: u32) -> bool {
        self.stored(row, column)
            .is_some_and(|stored| stored.kind == Kind::Percent)
    }

    /// The filled cells of a row, left to right.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, Cell<'_>)> {
        self.cells_of(row)
            .iter()
            .map(|stored| (u32::from(stored.column), self.read(*stored)))
    }

    fn stored(&self, row: u32, column: u32) -> Option<Stored> {
        let cells = self.cells_of(row);
        let index = cells
            .binary_search_by_key(&column, |cell| u32::from(cell.column))
            .ok()?;
        cells.get(index).copied()
    }

    fn cells_of(&self, row: u32) -> &[Stored] {
        let Ok(at) = self.rows.binary_search_by_key(&row, |row| row.number) else {
            return &[];
        };
        let start = self.rows.get(at).map_or(0, |row| row.start as usize);
        self.cells.get(start..self.end_of(at)).unwrap_or_default()
    }

    fn end_of(&self, at: usize) -> usize {
        self.rows
            .get(at + 1)
            .map_or(self.cells.len(), |next| next.start as usize)
    }

    fn slice(&self, start: u32, end: u32) -> &str {
        self.arena.get(start as usize..end as usize).unwrap_or("")
    }

    fn read(&self, stored: Stored) -> Cell<'_> {
        let Stored { first, second, .. } = stored;
        match stored.kind {
            Kind::Text => Cell::Text(self.slice(first, second)),
            Kind::Error => Cell::Error(self.slice(first, second)),
            Kind::Number | Kind::Percent => {
                Cell::Number(f64::from_bits(u64::from(first) << 32 | u64::from(second)))
            }
            Kind::Date => self
                .dates
                .get(first as usize)
                .map_or(Cell::Empty, |date| Cell::Date(*date)),
            Kind::Bool => Cell::Bool(first == 1),
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

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn bits(kind: Kind, value: f64) -> (Kind, u32, u32) {
    let bits = value.to_bits();
    (kind, (bits >> 32) as u32, bits as u32)
}

/// FNV-1a: short texts, no need to resist anybody, since a clash costs only a second copy.
fn fingerprint(text: &str) -> usize {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 32)) as usize
}

#[cfg(test)]
mod tests {
    use super::{Cell, Grid};

    #[test]
    fn cells_are_found_where_they_were_put() {
        let mut grid = Grid::default();
        grid.push(0, 0, Cell::Text("Area"));
        grid.push(0, 3, Cell::Text("Value"));
        grid.push(7, 0, Cell::Text("Area"));
        grid.push(7, 1, Cell::Empty);
        grid.push_percent(7, 3, 0.125);
        grid.settle();
        assert_eq!(grid.cell(0, 3), Cell::Text("Value"));
        assert_eq!(grid.cell(7, 0), Cell::Text("Area"));
        assert_eq!(grid.cell(7, 3), Cell::Number(0.125));
        assert!(grid.is_percent(7, 3) && !grid.is_percent(7, 0));
        assert_eq!(grid.cell(3, 0), Cell::Empty);
        assert_eq!(
            (grid.columns(), grid.height(), grid.filled_rows()),
            (4, 8, 2)
        );
        assert_eq!(grid.arena, "AreaValue", "a text is kept once");
    }

    #[test]
    fn cells_that_come_late_are_sorted_in_and_the_last_stands() {
        let mut grid = Grid::default();
        for (row, column, value) in [
            (5, 1, 1.0),
            (2, 0, 2.0),
            (5, 0, 3.0),
            (5, 1, 4.0),
            (2, 0, 5.0),
        ] {
            grid.push(row, column, Cell::Number(value));
        }
        grid.settle();
        assert_eq!(grid.row_numbers().collect::<Vec<_>>(), [2, 5]);
        assert_eq!(grid.cell(2, 0), Cell::Number(5.0));
        assert_eq!(grid.cell(5, 0), Cell::Number(3.0));
        assert_eq!(grid.cell(5, 1), Cell::Number(4.0));
    }
}
