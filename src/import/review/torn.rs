use std::collections::HashSet;

use crate::domain::column_letters;
use crate::import::grid::Cell;
use crate::import::layout::Table;
use crate::import::plan::Plan;
use crate::import::rows::text_of;
use crate::import::workbook::Sheet;

/// Why nothing of a table can be believed: its rows are broken over two lines, so that figures stand beside the wrong name.
/// A row that names nobody holds figures in just those columns that the row above or below it leaves empty.
pub(super) fn rows_are_torn(sheet: &Sheet, table: &Table, plan: &Plan) -> Option<String> {
    let naming: Vec<u32> = plan
        .subject
        .codes
        .iter()
        .map(|(column, _, _)| *column)
        .chain(plan.subject.names.iter().copied())
        .chain(plan.subject.ids.iter().map(|(column, _)| *column))
        .collect();
    if naming.is_empty() || plan.figures.len() < 2 {
        return None;
    }
    let filled = |row: u32| -> HashSet<u32> {
        plan.figures
            .iter()
            .map(|figure| figure.column)
            .filter(|column| holds_number(sheet.grid.cell(row, *column)))
            .collect()
    };
    let named = |row: u32| {
        naming
            .iter()
            .any(|column| !text_of(sheet.grid.cell(row, *column)).is_empty())
    };
    let mut torn: Vec<u32> = Vec::new();
    let mut rows = table.rows.iter().peekable();
    let mut above = None;
    while let Some(row) = rows.next() {
        let beside = [above.replace(row), rows.peek().copied()];
        if named(row) {
            continue;
        }
        let own = filled(row);
        let completes = beside.into_iter().flatten().any(|other| {
            let theirs = filled(other);
            named(other)
                && !theirs.is_empty()
                && own.is_disjoint(&theirs)
                && own.len() + theirs.len() == plan.figures.len()
        });
        if own.len() > 1 && completes {
            torn.push(row);
        }
    }
    let row = torn.first()? + 1;
    let column = plan.figures.first().map(|figure| figure.column)?;
    Some(format!(
        "The rows of this table are broken over two lines: row {row} holds figures and no name, in the columns that the row beside it leaves empty. The figures may stand beside the wrong name; mend the table from column {} on and import it again.",
        column_letters(column)
    ))
}

fn holds_number(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Number(_) => true,
        Cell::Text(text) => crate::import::number_text::is_number(text),
        _ => false,
    }
}
