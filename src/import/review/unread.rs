use super::draft::SheetDraft;
use crate::domain::column_letters;
use crate::import::Severity;
use crate::import::grid::Cell;
use crate::import::layout::{self, Table};
use crate::import::number_text;
use crate::import::workbook::Sheet;

/// Numbers outside all tables of which nothing is said: a version, a telephone number.
const FEW: usize = 3;

/// Says which cells hold numbers and are in none of the tables that were read, so that none is passed over without a word.
pub(super) fn say(sheet: &Sheet, tables: &[&Table], drafts: &mut [SheetDraft]) {
    if tables.iter().all(|table| table.is_whole_sheet) {
        return;
    }
    let mut unread: Vec<(u32, u32)> = Vec::new();
    for row in sheet.grid.row_numbers() {
        if layout::is_column_numbers(sheet, row) {
            continue;
        }
        let of_row: Vec<&Table> = tables
            .iter()
            .copied()
            .filter(|table| table.accounts_for(row))
            .collect();
        let in_header = tables.iter().any(|table| table.header_rows.contains(&row));
        let (mut numbers, mut words) = (Vec::new(), 0);
        for (column, cell) in sheet.grid.row(row) {
            let known = in_header
                || of_row
                    .iter()
                    .any(|table| (table.span.0..=table.span.1).contains(&column));
            match cell {
                Cell::Empty => {}
                _ if known => {}
                _ if is_number(cell) => numbers.push((row, column)),
                _ => words += usize::from(layout::is_words(cell)),
            }
        }
        if numbers.len() > 1 || words > 0 {
            unread.append(&mut numbers);
        }
    }
    let (Some(first), Some(last)) = (unread.first().copied(), unread.last().copied()) else {
        return;
    };
    if unread.len() < FEW {
        return;
    }
    let columns = || unread.iter().map(|(_, column)| *column);
    let (Some(left), Some(right)) = (columns().min(), columns().max()) else {
        return;
    };
    let rows = match (first.0 + 1, last.0 + 1) {
        (one, other) if one == other => format!("row {one}"),
        (one, other) => format!("rows {one} to {other}"),
    };
    let columns = match (column_letters(left), column_letters(right)) {
        (one, other) if one == other => format!("column {one}"),
        (one, other) => format!("columns {one} to {other}"),
    };
    if let Some(draft) = drafts.first_mut() {
        draft.notices.say(
            first,
            "unread-numbers",
            Severity::Warning,
            "",
            format!(
                "{} cells with numbers are in no table that was read, in {columns} of {rows}. Say in which row the header stands if figures are among them.",
                unread.len()
            ),
        );
    }
}

/// A number as such or written plainly; years are no figures by themselves.
fn is_number(cell: Cell<'_>) -> bool {
    let value = match cell {
        Cell::Number(value) => value,
        Cell::Text(text) => {
            let text = number_text::trim(text);
            let plain = text
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b',' | b'%'));
            match text.trim_end_matches('%').replace(',', "").parse() {
                Ok(value) if plain => value,
                _ => return false,
            }
        }
        _ => return false,
    };
    let is_year = value.fract() == 0.0 && (1900.0..=2100.0).contains(&value);
    !is_year
}
