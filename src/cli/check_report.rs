//! What `import --check` says of how a file is understood: its tables, what each column was taken for and why, and one figure of each
//! indicator as it was read.

use std::io::Write;

use super::refusal::Refusal;
use crate::domain::column_letters;
use crate::import::{ColumnGuess, ColumnRole, Layout, ReadBack, ReviewedFile, ReviewedSheet};

/// Indicators of a table of which a figure is printed; --json gives more.
const SHOWN: usize = 12;

/// Says how every table of a file is understood, and how to say it otherwise.
pub(super) fn print(out: &mut dyn Write, review: &ReviewedFile) -> Result<(), Refusal> {
    let tables = review.sheets.iter();
    let mut any = false;
    for table in tables.filter(|table| table.layout != Layout::NoFigures) {
        any = true;
        print_table(out, table)?;
    }
    if any {
        let roles: Vec<&str> = ColumnRole::ALL.iter().map(|role| role.code()).collect();
        writeln!(
            out,
            "  To have it read otherwise: --column ROLE=COLUMN by its letter or header, with one of the roles {}; --header-row, --sheet, --period, --unit, --indicator.",
            roles.join(", ")
        )?;
    }
    Ok(())
}

fn print_table(out: &mut dyn Write, table: &ReviewedSheet) -> Result<(), Refusal> {
    let mut said = format!("{}; {}.", table.layout.in_words(), rows(table));
    if !table.proof.is_empty() {
        said = format!("{said} {}.", table.proof.trim_end_matches('.'));
    }
    writeln!(out, "  Table {}: {said}", table.sheet)?;
    for alike in table.columns.chunk_by(follows) {
        let (Some(first), Some(last)) = (alike.first(), alike.last()) else {
            continue;
        };
        let mut columns = named(first);
        if alike.len() > 1 {
            columns = format!("{columns} to {}", named(last));
        }
        writeln!(
            out,
            "    {columns}: {}; {}",
            first.role.code(),
            first.proof()
        )?;
    }
    let figures = table.read_back();
    for figure in figures.iter().take(SHOWN) {
        let ReadBack {
            indicator,
            subject,
            period,
            group,
            figure,
            origin,
            ..
        } = figure;
        let cell = origin.cell();
        writeln!(
            out,
            "    {cell} is read as {indicator}: {figure}; {subject}; {period}; {group}"
        )?;
    }
    if let Some(more) = figures.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        writeln!(out, "    and so on for {more} more indicators")?;
    }
    Ok(())
}

/// Where its header and its figures lie.
fn rows(table: &ReviewedSheet) -> String {
    let header: Vec<String> = table.header_rows.iter().map(u32::to_string).collect();
    let header = match header.as_slice() {
        [] => "no header".to_owned(),
        [one] => format!("header in row {one}"),
        several => format!("header in rows {}", several.join(", ")),
    };
    format!("{header}, figures to row {}", table.last_row)
}

/// Whether a column stands beside another and was taken for the same, for the same reason.
fn follows(before: &ColumnGuess, column: &ColumnGuess) -> bool {
    column.column == before.column + 1
        && column.role == before.role
        && column.proof() == before.proof()
}

fn named(column: &ColumnGuess) -> String {
    let letters = column_letters(column.column);
    match column.header.as_str() {
        "" => letters,
        header => format!("{letters} “{header}”"),
    }
}
