use std::collections::HashSet;

use super::header::{BELOW, DEEPEST, Header};
use super::look::{Look, Looks, is_filled, look, looks, words};
use crate::import::code_text;
use crate::import::columns::part_of_header;
use crate::import::grid::Cell;
use crate::import::workbook::Sheet;

/// Rows under the best one that still belong to the header.
pub(super) fn take(sheet: &Sheet, rows: &[u32], bottom: u32, header: &mut Header) {
    let below: Vec<Looks> = rows
        .iter()
        .filter(|row| **row > bottom)
        .take(BELOW)
        .map(|row| looks(sheet, *row))
        .collect();
    let numeric = |column: u32| {
        let (mut figures, mut texts) = (0, 0);
        for look in below.iter().skip(1).filter_map(|looks| looks.get(&column)) {
            if look.is_figure() {
                figures += 1;
            } else {
                texts += 1;
            }
        }
        figures > 1 && figures > texts
    };
    let mut last = bottom;
    while header.rows.len() + header.skipped.len() < DEEPEST && rows.contains(&(last + 1)) {
        let row = last + 1;
        let cells: Vec<(u32, Cell<'_>)> = sheet
            .grid
            .row(row)
            .filter(|(_, cell)| is_filled(*cell))
            .collect();
        if !cells.is_empty()
            && cells
                .iter()
                .all(|(_, cell)| words(*cell).is_some_and(is_rule))
        {
            last = row;
            header.skipped.push(row);
            continue;
        }
        if years_under_names(sheet, bottom, &cells, &below) {
            header.rows.push(row);
            last = row;
            continue;
        }
        if let [(column, cell)] = cells.as_slice()
            && words(*cell).is_some_and(is_unit_remark)
            && comes_again(sheet, rows, row, *column)
        {
            return;
        }
        if let [(column, cell)] = cells.as_slice()
            && let Some(text) = words(*cell)
            && names_codes_below(sheet, rows, row, *column, text)
        {
            header.axis = sheet
                .grid
                .row(bottom)
                .find_map(|(at, cell)| words(cell).filter(|_| at <= *column))
                .map(|text| (bottom, text.to_owned()));
            header.rows.push(row);
            return;
        }
        if let [(column, cell)] = cells.as_slice()
            && let Some(text) = words(*cell).filter(|text| is_unit_remark(text))
            && numeric(*column)
        {
            header.remarks.push((*column, text.to_owned()));
            last = row;
            header.skipped.push(row);
            continue;
        }
        let over_figures = !cells.is_empty()
            && cells.iter().all(|(column, cell)| {
                numeric(*column)
                    && words(*cell).is_some_and(|text| is_unit_sign(text) || !is_sign(text))
                    && !matches!(look(*cell), Some(Look::Number | Look::Year))
            });
        if !over_figures && !is_continued(sheet, bottom, &cells) {
            return;
        }
        header.rows.push(row);
        last = row;
    }
}

/// Whether a text is no more than a line drawn under a header: `---`.
fn is_rule(text: &str) -> bool {
    text.len() > 2 && text.chars().all(|c| matches!(c, '-' | '=' | '_'))
}

/// Whether a row holds nothing but years, under names that come again or that stand over several of them, and none in the columns that
/// name the rows below.
fn years_under_names(
    sheet: &Sheet,
    bottom: u32,
    cells: &[(u32, Cell<'_>)],
    below: &[Looks],
) -> bool {
    let names: Vec<&str> = cells
        .iter()
        .filter_map(|(column, _)| words(sheet.grid.cell(bottom, *column)))
        .collect();
    let different: HashSet<&str> = names.iter().copied().collect();
    let first = cells.first().map_or(0, |(column, _)| *column);
    let under = below
        .iter()
        .skip(1)
        .filter(|looks| looks.len() > cells.len());
    let named_first = words(sheet.grid.cell(bottom, first)).is_some();
    cells.len() > 1
        && named_first
        && different.len() < cells.len()
        && cells
            .iter()
            .all(|(_, cell)| look(*cell) == Some(Look::Year))
        && under.clone().count() > 0
        && under.flat_map(Looks::keys).any(|column| *column < first)
}

/// Whether another row further down holds nothing but such a remark too: then they head the rows under them.
fn comes_again(sheet: &Sheet, rows: &[u32], row: u32, column: u32) -> bool {
    rows.iter().filter(|other| **other > row).any(|other| {
        let mut cells = sheet.grid.row(*other);
        matches!((cells.next(), cells.next()), (Some((at, cell)), None)
            if at == column && words(cell).is_some_and(is_unit_remark))
    })
}

/// Whether the only text of a row heads a column of codes of places: then the row above names the labels of the header.
fn names_codes_below(sheet: &Sheet, rows: &[u32], row: u32, column: u32, text: &str) -> bool {
    let below: Vec<&str> = rows
        .iter()
        .filter(|other| **other > row)
        .take(8)
        .filter_map(|other| words(sheet.grid.cell(*other, column)))
        .collect();
    code_text::place_code(text).is_none()
        && text.contains(' ')
        && below.len() > 2
        && below
            .iter()
            .all(|text| code_text::place_code(text).is_some())
}

fn is_unit_sign(text: &str) -> bool {
    matches!(
        text,
        "%" | "£" | "£m" | "£000s" | "£000" | "Number" | "No." | "n" | "(%)" | "(£)" | "(n)"
    )
}

fn is_sign(text: &str) -> bool {
    text.len() <= 3 || text.starts_with('[') || !text.contains(char::is_alphabetic)
}

/// Whether a row under the header still belongs to it: texts that are no figures in columns with a header, and numbers only
/// further down.
fn is_continued(sheet: &Sheet, header: u32, cells: &[(u32, Cell<'_>)]) -> bool {
    let known =
        |cell: &Cell<'_>| matches!(cell, Cell::Text(text) if part_of_header(text).is_some());
    let units = |cell: &Cell<'_>| words(*cell).is_some_and(is_unit_sign);
    let header_cells = sheet.grid.row(header).count();
    !cells.is_empty()
        && cells
            .iter()
            .all(|(_, cell)| matches!(look(*cell), Some(Look::Text | Look::Sign)))
        && cells
            .iter()
            .filter(|(_, cell)| known(cell) || units(cell))
            .count()
            * 2
            > cells.len()
        && cells.len() * 3 > header_cells
}

/// Whether a text over figures says in what they are counted.
fn is_unit_remark(text: &str) -> bool {
    let low = text.to_lowercase();
    low.len() < 60
        && [
            "percentage",
            "per cent",
            "thousands",
            "millions",
            "£",
            "number of",
            "rate per",
        ]
        .iter()
        .any(|word| low.contains(word))
}
