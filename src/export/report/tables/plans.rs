use crate::export::document::{Sheet, SheetCell};
use crate::questions::{Answer, OwnColumn};

/// The plans, or who has what for which goal, as a table.
pub(super) fn own(answer: &Answer, columns: &[OwnColumn]) -> Sheet {
    let rows = columns.first().map_or(0, |column| column.cells.len());
    let cell = |column: &OwnColumn, row: usize| SheetCell {
        text: column.cells.get(row).cloned().unwrap_or_default(),
        aside: "",
    };
    Sheet {
        caption: answer.subtitle.clone(),
        columns: columns
            .iter()
            .map(|column| (column.title.to_owned(), column.right))
            .collect(),
        rows: (0..rows)
            .map(|row| columns.iter().map(|column| cell(column, row)).collect())
            .collect(),
        naming: 0,
    }
}
