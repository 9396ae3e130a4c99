use super::draft::SheetDraft;
use crate::domain::column_letters;
use crate::import::columns::Profile;
use crate::import::figure_cell::shortened;
use crate::import::layout::Table;
use crate::import::marker_text::SignKey;
use crate::import::plan::header_of;
use crate::import::rows::text_of;
use crate::import::workbook::Sheet;

/// Rows of a sheet that are looked at for what was meant for figures.
const LOOKED_AT: usize = 600;

/// A sheet in which no header was found, passed over with the reason; its first row is taken for a header.
pub(super) fn in_sheet(sheet: &Sheet) -> SheetDraft {
    let mut rows = sheet.grid.row_numbers().take(LOOKED_AT);
    let Some(header) = rows.next() else {
        return passed_over(sheet, NOTHING);
    };
    let mut table = Table {
        rows: rows.collect(),
        header_rows: vec![header],
        ..Table::default()
    };
    for (column, cell) in sheet.grid.row(header) {
        let column = column as usize;
        table.headers.resize(column + 1, String::new());
        if let Some(name) = table.headers.get_mut(column) {
            *name = text_of(cell).into_owned();
        }
    }
    let profiles = Profile::of_all(
        &sheet.grid,
        &table.rows,
        table.headers.len(),
        &SignKey::default(),
    );
    under_header(sheet, &table, &profiles)
}

const NOTHING: &str = "No table of figures was found here.";

/// A sheet without a table of figures under its header, passed over with the reason.
pub(super) fn under_header(sheet: &Sheet, table: &Table, profiles: &[Profile]) -> SheetDraft {
    passed_over(sheet, &why(sheet, table, profiles))
}

fn passed_over(sheet: &Sheet, why: &str) -> SheetDraft {
    SheetDraft::passed_over(sheet, "no-figures", why)
}

/// Why a sheet has no table of figures: the column that may have been meant for them is named with its first cell.
fn why(sheet: &Sheet, table: &Table, profiles: &[Profile]) -> String {
    let odd = |profile: &Profile| {
        profile.filled > 1
            && profile.no_figures * 10 >= profile.filled * 7
            && profile.periods * 2 < profile.filled
    };
    let Some(column) = profiles.iter().rposition(odd) else {
        return yes_or_no(sheet, table).unwrap_or_else(|| NOTHING.to_owned());
    };
    let column = u32::try_from(column).unwrap_or(u32::MAX);
    let cells = table
        .rows
        .iter()
        .map(|row| (row, text_of(sheet.grid.cell(row, column))));
    let Some((row, text)) = cells.into_iter().find(|(_, text)| !text.is_empty()) else {
        return NOTHING.to_owned();
    };
    let letters = column_letters(column);
    format!(
        "{NOTHING} “{}” may be meant for them, but “{}” in {letters}{} is no number that can be read. If it is, write its figures as plain numbers, and import the file again.",
        header_of(table, column),
        shortened(&text),
        row + 1
    )
}

/// Why a table of answers has no figures: where columns of nothing but yes and no stand beside little else, the first is named with
/// its first cell.
fn yes_or_no(sheet: &Sheet, table: &Table) -> Option<String> {
    const ANSWERS: [&str; 6] = ["true", "false", "yes", "no", "y", "n"];
    let first_answer = |column: u32| {
        let cells = table
            .rows
            .iter()
            .map(|row| (row, text_of(sheet.grid.cell(row, column))));
        let mut filled = cells.filter(|(_, text)| !text.is_empty()).peekable();
        let first = filled.peek().cloned()?;
        let are_answers = filled.all(|(_, text)| ANSWERS.contains(&text.to_lowercase().as_str()));
        are_answers.then_some(first)
    };
    let answers: Vec<_> = (0..)
        .zip(&table.headers)
        .filter(|(_, header)| !header.is_empty())
        .filter_map(|(column, header)| Some((column, header, first_answer(column)?)))
        .collect();
    // Names and a period stand beside them; a list of things with a tick is no table of answers.
    let (column, header, (row, answer)) = answers
        .first()
        .filter(|_| answers.len() * 2 + 2 >= table.headers.len())?;
    Some(format!(
        "{NOTHING} “{header}” says no more than yes or no, such as “{answer}” in {}{}. Write 1 for yes and 0 for no, or how many there are, and import the file again.",
        column_letters(*column),
        row + 1
    ))
}
