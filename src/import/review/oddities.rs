use crate::domain::{Origin, month_named};
use crate::import::ColumnGuess;
use crate::import::Format;
use crate::import::Severity;
use crate::import::checks::listed;
use crate::import::columns::{BESIDE_FIGURES, Columns, Part, speaks_of_time};
use crate::import::grid::Cell;
use crate::import::layout::Table;
use crate::import::notices::Notices;
use crate::import::plan::{Plan, header_of};
use crate::import::rows::text_of;
use crate::import::workbook::{MergedRange, Sheet};

/// Rows of a table that are looked at: what is odd is odd from the start.
const LOOKED_AT: usize = 2_000;

/// Says what is odd about how a table lies, and what a spreadsheet may have done to it: merged its figures, kept numbers as text, or made
/// dates of its labels.
pub(super) fn say(
    sheet: &Sheet,
    table: &Table,
    (columns, plan): (&Columns, &Plan),
    format: Format,
    notices: &mut Notices,
) {
    joined_header(table, notices);
    empty_headers(table, columns, notices);
    blank_rows(sheet, table, notices);
    blank_column(sheet, table, notices);
    figures_of_others(table, plan, notices);
    dates_among_labels(sheet, table, (columns, plan), notices);
    if format == Format::Csv {
        return;
    }
    merged_figures(sheet, table, plan, notices);
    for figure in &plan.figures {
        let as_text = |row: &u32| matches!(sheet.grid.cell(*row, figure.column), Cell::Text(text) if is_plain_number(text));
        if let Some(row) = table.rows.iter().take(LOOKED_AT).find(as_text) {
            notices.say(
                (row, figure.column),
                "number-as-text",
                Severity::Info,
                "",
                "Numbers are stored as text here; they were read as numbers.".to_owned(),
            );
        }
    }
}

/// Figures of others than the rows' own, of whom nothing says who they are.
fn figures_of_others(table: &Table, plan: &Plan, notices: &mut Notices) {
    let header_row = table.header_rows.last().copied().unwrap_or(0);
    for column in &plan.others {
        let header = header_of(table, *column);
        let message = format!(
            "“{header}” holds figures of others than the places or organisations of the rows; they were left out. To read them, say that the column holds the figures."
        );
        notices.say(
            (header_row, *column),
            "figures-of-others",
            Severity::Warning,
            &header,
            message,
        );
    }
}

/// Columns of numbers under no header.
fn empty_headers(table: &Table, columns: &Columns, notices: &mut Notices) {
    let row = table.header_rows.last().copied().unwrap_or(0);
    let mut say = |column: u32, message: String| {
        notices.say(
            (row, column),
            "empty-header",
            Severity::Warning,
            "",
            message,
        );
    };
    for column in &columns.nameless {
        let name = header_of(table, *column);
        say(*column, format!("{name} holds numbers under no header."));
    }
    let value = columns
        .first(&Part::Value)
        .map(|value| header_of(table, value));
    let nameless = |guess: &&ColumnGuess| guess.header.is_empty() && guess.reason == BESIDE_FIGURES;
    for guess in columns.guesses.iter().filter(nameless) {
        let name = header_of(table, guess.column);
        let value = value.as_deref().unwrap_or_default();
        say(
            guess.column,
            format!(
                "{name} holds numbers under no header, which were not read, since “{value}” holds the figures. Give it a name, or say that it holds the figures, if it does."
            ),
        );
    }
}

/// A header of several rows, whose texts were joined.
fn joined_header(table: &Table, notices: &mut Notices) {
    let joined = (0..).zip(&table.pieces).find(|(_, list)| list.len() > 1);
    let (Some((column, _)), Some(last)) = (joined, table.header_rows.last()) else {
        return;
    };
    if table.header_rows.len() < 2 {
        return;
    }
    let rows: Vec<String> = table
        .header_rows
        .iter()
        .map(|row| (row + 1).to_string())
        .collect();
    notices.say(
        (*last, column),
        "joined-header",
        Severity::Warning,
        "",
        format!(
            "The header stands in rows {}, which were joined, as in “{}”. Check the names of the columns.",
            listed(&rows, rows.len()),
            header_of(table, column)
        ),
    );
}

/// Rows without a cell inside the table: a line of text alone is no longer inside.
fn blank_rows(sheet: &Sheet, table: &Table, notices: &mut Notices) {
    let (first, last) = table.span;
    let is_blank = |row: &u32| {
        let mut cells = sheet.grid.row(*row);
        !table.accounts_for(*row) && cells.all(|(column, _)| column < first || column > last)
    };
    let is_full = |row: &u32| sheet.grid.row(*row).nth(1).is_some();
    let end = table.rows.iter().rfind(is_full).unwrap_or(0);
    let inside = table.rows.gaps().flatten().filter(|row| *row < end);
    for row in inside.filter(is_blank) {
        notices.say(
            (row, first),
            "blank-row",
            Severity::Warning,
            "",
            "A blank row stands inside the table; what stands below it was read as part of it."
                .to_owned(),
        );
    }
}

/// Columns without a cell between those of the table.
fn blank_column(sheet: &Sheet, table: &Table, notices: &mut Notices) {
    let width = table.headers.len();
    let mut filled = vec![false; width];
    for row in table.rows.iter().take(LOOKED_AT) {
        for (column, _) in sheet.grid.row(row) {
            if let Some(place) = filled.get_mut(column as usize) {
                *place = true;
            }
        }
    }
    let named = |column: usize| {
        table
            .headers
            .get(column)
            .is_some_and(|name| !name.is_empty())
    };
    let is_used = |column: usize| named(column) || filled.get(column) == Some(&true);
    let first = (0..width).find(|column| is_used(*column)).unwrap_or(width);
    let last = (0..width).rfind(|column| is_used(*column)).unwrap_or(0);
    let row = table.header_rows.last().copied().unwrap_or(0);
    for column in (first..last).filter(|column| !is_used(*column)) {
        notices.say(
            (row, u32::try_from(column).unwrap_or(u32::MAX - 1)),
            "blank-column",
            Severity::Warning,
            "",
            "A blank column stands inside the table; what stands behind it was read as part of it."
                .to_owned(),
        );
    }
}

/// Labels such as `1-2` or `SEPT2`, of which a spreadsheet made dates.
fn dates_among_labels(
    sheet: &Sheet,
    table: &Table,
    (columns, plan): (&Columns, &Plan),
    notices: &mut Notices,
) {
    for column in
        columns.having(|part| matches!(part, Part::Context | Part::Group(_) | Part::Ignore))
    {
        let rows = || table.rows.iter().take(LOOKED_AT);
        let cells = || rows().map(|row| (row, sheet.grid.cell(row, column)));
        let is_label =
            |text: &str| !is_dated(text) && !is_month_of_year(text) && text.parse::<f64>().is_err();
        let is_range = |text: &str| is_label(text) && text.contains(|c: char| c.is_ascii_digit());
        let has = |wanted: &dyn Fn(&str) -> bool| {
            cells().any(|(_, cell)| matches!(cell, Cell::Text(text) if wanted(text)))
        };
        let is_group = plan.groups.iter().any(|(group, _)| *group == column);
        let ranges = has(&is_range);
        let date = cells().find(|(_, cell)| match cell {
            Cell::Date(_) => true,
            Cell::Text(text) => is_dated(text) || ranges && is_month_of_year(text),
            _ => false,
        });
        if let Some((row, cell)) = date
            && !speaks_of_time(&header_of(table, column))
            && (is_group || ranges || has(&is_label))
        {
            notices.say(
                (row, column),
                "dates-among-labels",
                Severity::Warning,
                &text_of(cell),
                format!(
                    "“{}” holds dates among its labels: a spreadsheet may have made one of a label such as 1-2, Mar-1 or SEPT2. Check it against the source.",
                    header_of(table, column)
                ),
            );
        }
    }
}

/// Whether a text is a day of a month as a spreadsheet writes it: `2-Sep`, `01-Feb`.
fn is_dated(text: &str) -> bool {
    let parts = text.trim().split_once('-');
    parts.is_some_and(|(day, month)| is_number(day) && is_month(month))
}

/// Whether a text is a month of a year as a spreadsheet writes it: `Mar-01`.
fn is_month_of_year(text: &str) -> bool {
    let parts = text.trim().split_once('-');
    parts.is_some_and(|(month, year)| is_month(month) && is_number(year))
}

fn is_number(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_month(text: &str) -> bool {
    text.len() == 3 && month_named(text).is_some()
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
