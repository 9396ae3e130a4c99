use crate::domain::Origin;
use crate::import::Format;
use crate::import::Severity;
use crate::import::columns::{Columns, Part};
use crate::import::grid::Cell;
use crate::import::layout::Table;
use crate::import::notices::Notices;
use crate::import::plan::{Plan, header_of};
use crate::import::workbook::{MergedRange, Sheet};

/// Rows of a table that are looked at: what is odd is odd from the start.
const LOOKED_AT: usize = 2_000;

/// Says what a spreadsheet may have done to a table: merged its figures, kept numbers as text, or made dates of its labels.
pub(super) fn say(
    sheet: &Sheet,
    table: &Table,
    (columns, plan): (&Columns, &Plan),
    format: Format,
    notices: &mut Notices,
) {
    if format == Format::Csv {
        return;
    }
    merged_figures(sheet, table, plan, notices);
    let rows = || table.rows.iter().take(LOOKED_AT);
    for figure in &plan.figures {
        let as_text = |row: &u32| matches!(sheet.grid.cell(*row, figure.column), Cell::Text(text) if is_plain_number(text));
        if let Some(row) = rows().find(as_text) {
            notices.say(
                (row, figure.column),
                "number-as-text",
                Severity::Info,
                "",
                "Numbers are stored as text here; they were read as numbers.".to_owned(),
            );
        }
    }
    for column in
        columns.having(|part| matches!(part, Part::Context | Part::Group(_) | Part::Ignore))
    {
        let cells = || rows().map(|row| (row, sheet.grid.cell(row, column)));
        let is_label = |text: &str| text.parse::<f64>().is_err();
        let labels = cells().any(|(_, cell)| matches!(cell, Cell::Text(text) if is_label(text)));
        let date = cells().find(|(_, cell)| matches!(cell, Cell::Date(_)));
        if let (true, Some((row, _))) = (labels, date) {
            notices.say(
                (row, column),
                "dates-among-labels",
                Severity::Warning,
                "",
                format!(
                    "“{}” holds dates among its labels: a spreadsheet may have made one of a label such as 1-2 or Mar-1. Check it against the source.",
                    header_of(table, column)
                ),
            );
        }
    }
}

fn is_plain_number(text: &str) -> bool {
    let digits = text.trim().trim_start_matches('-');
    digits.starts_with(|c: char| c.is_ascii_digit()) && digits.parse::<f64>().is_ok()
}

/// A figure of merged cells stands in the first of them and counts for that alone.
fn merged_figures(sheet: &Sheet, table: &Table, plan: &Plan, notices: &mut Notices) {
    let of_figures = |range: &&MergedRange| {
        let across = range.first_column..=range.last_column;
        let wide = (range.first_row, range.first_column) != (range.last_row, range.last_column);
        let columns = plan
            .figures
            .iter()
            .filter(|one| across.contains(&one.column));
        wide && table.accounts_for(range.first_row)
            && columns.count() > 0
            && sheet.grid.cell(range.first_row, range.first_column) != Cell::Empty
    };
    for range in sheet.merged.iter().filter(of_figures) {
        let cell = |row: u32, column: u32| {
            let origin = Origin {
                row: row + 1,
                column: column + 1,
                ..Origin::default()
            };
            origin.cell()
        };
        notices.say(
            (range.first_row, range.first_column),
            "merged-figures",
            Severity::Warning,
            "",
            format!(
                "The cells {}:{} are merged: what stands there was taken for the first of them alone.",
                cell(range.first_row, range.first_column),
                cell(range.last_row, range.last_column)
            ),
        );
    }
}
