use crate::import::{Cell, ColumnRole, Grid, ReviewedSheet};

/// The first cells of a sheet, with what each column holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct GridPreview {
    /// Each column: letter, role, why, and how sure.
    pub columns: Vec<GridColumn>,
    /// Rows with their number in the source, from 1.
    pub rows: Vec<GridRow>,
}

/// A column of the source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GridColumn {
    /// Number, from 0.
    pub number: u32,
    /// Letter.
    pub letter: String,
    /// What it holds; none when nothing was understood.
    pub role: Option<ColumnRole>,
    /// Why.
    pub reason: String,
}

/// A row of the source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GridRow {
    /// Number, from 1.
    pub number: u32,
    /// True for a row of the header.
    pub header: bool,
    /// True for a row outside the table.
    pub outside: bool,
    /// True for the row that a problem was followed to.
    pub looked_at: bool,
    /// Its cells as text; `true` for a number.
    pub cells: Vec<(String, bool)>,
}

/// Most columns and rows that are previewed.
const COLUMNS: u32 = 14;
const ROWS: usize = 40;
/// Rows that stay in sight above one that is looked at.
const ABOVE: u32 = 5;

/// The cells of a sheet: its header, and the rows from a little above `look_at`, or from the first.
pub(super) fn preview(
    grid: &Grid,
    sheet: Option<&ReviewedSheet>,
    look_at: Option<u32>,
) -> GridPreview {
    let shown = grid.columns().min(COLUMNS);
    let columns = (0..shown)
        .map(|number| {
            let guess =
                sheet.and_then(|sheet| sheet.columns.iter().find(|guess| guess.column == number));
            GridColumn {
                number,
                letter: letter(number),
                role: guess.map(|guess| guess.role),
                reason: guess.map_or_else(String::new, |guess| guess.reason.clone()),
            }
        })
        .collect();
    let header = sheet.map_or(&[][..], |sheet| &sheet.header_rows);
    let first = header.iter().min().copied().unwrap_or(1);
    let last = sheet.map_or(u32::MAX, |sheet| {
        if sheet.last_row == 0 {
            u32::MAX
        } else {
            sheet.last_row
        }
    });
    let from = look_at.map_or(0, |row| row.saturating_sub(ABOVE));
    let rows = grid
        .row_numbers()
        .filter(|row| row + 1 >= from || header.contains(&(row + 1)))
        .take(ROWS)
        .map(|row| {
            let number = row + 1;
            GridRow {
                number,
                header: header.contains(&number),
                outside: number < first || number > last,
                looked_at: look_at == Some(number),
                cells: (0..shown)
                    .map(|column| cell_text(grid.cell(row, column)))
                    .collect(),
            }
        })
        .collect();
    GridPreview { columns, rows }
}

fn letter(column: u32) -> String {
    let origin = crate::domain::Origin {
        column: column + 1,
        row: 1,
        ..crate::domain::Origin::default()
    };
    origin.cell().trim_end_matches('1').to_owned()
}

fn cell_text(cell: Cell<'_>) -> (String, bool) {
    match cell {
        Cell::Empty => (String::new(), false),
        Cell::Text(text) => {
            let text: String = text.chars().take(80).collect();
            let number = text.trim_start_matches('-').parse::<f64>().is_ok();
            (text, number)
        }
        Cell::Number(value) => (format!("{value}"), true),
        Cell::Date(date) => (date.to_string(), true),
        Cell::Bool(value) => (value.to_string(), false),
        Cell::Error(text) => (text.to_owned(), false),
    }
}
