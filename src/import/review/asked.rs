use crate::domain::Origin;
use crate::import::ColumnRole;
use crate::import::columns::Columns;
use crate::import::layout::Table;
use crate::import::plan::header_of;
use crate::import::question::{Answer, Choice, Question};
use crate::import::workbook::Sheet;

/// Which of two columns holds the figures, where both may: nothing of the table is read before it is said.
pub(super) fn which_figures(sheet: &Sheet, table: &Table, columns: &Columns) -> Option<Question> {
    let (first, second) = columns.rivals?;
    let [first, second] = [first, second].map(|column| (column, header_of(table, column)));
    let answer = |name: &str| {
        Answer::new(
            format!("The figures stand in “{name}”"),
            Choice::Column(ColumnRole::Value, name.to_owned()),
        )
    };
    Some(Question {
        code: "value-column".to_owned(),
        about: String::new(),
        ask: format!(
            "Which column holds the figures, “{}” or “{}”? One of them may be a score over all places.",
            first.1, second.1
        ),
        origin: Origin {
            import: 0,
            sheet: sheet.name.clone(),
            row: table.header_rows.last().map_or(1, |row| row + 1),
            column: first.0 + 1,
        },
        raw: first.1.clone(),
        figures: 0,
        answers: vec![answer(&first.1), answer(&second.1)],
        open: None,
    })
}
