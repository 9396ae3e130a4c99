use jiff::civil::DateTime;

use super::{Problem, SourceFile};

/// A file as cells, before anything is known of their meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbook {
    /// The file.
    pub file: SourceFile,
    /// Its sheets, hidden ones among them; a text file has one sheet of the file's name.
    pub sheets: Vec<Sheet>,
    /// What was noticed while reading, such as macros that were not looked at or a damaged part.
    pub problems: Vec<Problem>,
    /// Text of the JSON of metadata that lies beside the file, where there is one.
    pub sidecar: Option<String>,
}

/// One sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// False for a hidden sheet, which is listed but not read unless it is asked for.
    pub visible: bool,
    /// Its cells.
    pub grid: Grid,
}

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
/// Texts lie in one arena, so that a million cells do not cost a million allocations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    rows: Vec<GridRow>,
    columns: u32,
    arena: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct GridRow {
    /// Row in the source, from 0; for a text file the line on which the record starts.
    number: u32,
    cells: Vec<(u32, Stored)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stored {
    Text { start: u32, end: u32 },
    Number(f64),
    Date(DateTime),
    Bool(bool),
    Error { start: u32, end: u32 },
}

impl Grid {
    /// Appends a cell. Rows must come in rising order and columns in rising order inside a row; empty cells are left out,
    /// and a cell that was already given is replaced. Numbers that are not finite must not get here.
    pub fn push(&mut self, row: u32, column: u32, cell: Cell<'_>) {
        let stored = match cell {
            Cell::Empty => return,
            Cell::Text(text) => {
                let (start, end) = self.keep(text);
                Stored::Text { start, end }
            }
            Cell::Error(text) => {
                let (start, end) = self.keep(text);
                Stored::Error { start, end }
            }
            Cell::Number(value) => Stored::Number(value),
            Cell::Date(date) => Stored::Date(date),
            Cell::Bool(value) => Stored::Bool(value),
        };
        self.columns = self.columns.max(column + 1);
        if self.rows.last().is_none_or(|last| last.number < row) {
            self.rows.push(GridRow {
                number: row,
                cells: Vec::new(),
            });
        }
        let Some(last) = self.rows.last_mut() else {
            return;
        };
        match last.cells.iter_mut().find(|(at, _)| *at == column) {
            Some((_, old)) if last.number == row => *old = stored,
            _ => last.cells.push((column, stored)),
        }
    }

    fn keep(&mut self, text: &str) -> (u32, u32) {
        let start = self.arena.len();
        self.arena.push_str(text);
        (
            u32::try_from(start).unwrap_or(u32::MAX),
            u32::try_from(self.arena.len()).unwrap_or(u32::MAX),
        )
    }

    /// Rows that hold something, by their number in the source, rising.
    pub fn row_numbers(&self) -> impl Iterator<Item = u32> {
        self.rows.iter().map(|row| row.number)
    }

    /// How many rows hold something.
    pub fn filled_rows(&self) -> usize {
        self.rows.len()
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
        let Ok(index) = self.rows.binary_search_by_key(&row, |row| row.number) else {
            return Cell::Empty;
        };
        self.rows
            .get(index)
            .map_or(Cell::Empty, |row| self.in_row(row, column))
    }

    /// The filled cells of a row, left to right.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, Cell<'_>)> {
        let found = self
            .rows
            .binary_search_by_key(&row, |row| row.number)
            .ok()
            .and_then(|index| self.rows.get(index));
        found.into_iter().flat_map(|row| {
            row.cells
                .iter()
                .map(|(column, stored)| (*column, self.read(*stored)))
        })
    }

    fn in_row(&self, row: &GridRow, column: u32) -> Cell<'_> {
        row.cells
            .binary_search_by_key(&column, |(at, _)| *at)
            .ok()
            .and_then(|index| row.cells.get(index))
            .map_or(Cell::Empty, |(_, stored)| self.read(*stored))
    }

    fn read(&self, stored: Stored) -> Cell<'_> {
        let slice =
            |start: u32, end: u32| self.arena.get(start as usize..end as usize).unwrap_or("");
        match stored {
            Stored::Text { start, end } => Cell::Text(slice(start, end)),
            Stored::Error { start, end } => Cell::Error(slice(start, end)),
            Stored::Number(value) => Cell::Number(value),
            Stored::Date(date) => Cell::Date(date),
            Stored::Bool(value) => Cell::Bool(value),
        }
    }
}
