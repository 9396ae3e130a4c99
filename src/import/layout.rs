//! Where a sheet's table begins: its header rows, found by what stands in them and under them, and the names of its columns.

mod names;

use std::collections::HashMap;

pub(super) use names::clean;
use names::names;

use super::columns::{Part, part_of_header};
use super::grid::Cell;
use super::number_text::{self, DecimalSign, NumberFault};
use super::period_text::{self, PeriodStyle};
use super::workbook::Sheet;

/// Rows that are looked through for a header, and rows under it that are looked at.
const SEARCHED: usize = 60;
const BELOW: usize = 30;
/// Columns that count when rows are compared.
const WIDE_ENOUGH: u32 = 300;

/// The table of a sheet. Rows and columns from 0.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    /// Header rows, top to bottom.
    pub(super) header_rows: Vec<u32>,
    /// Names of the columns, bands above joined in; empty where there is none.
    pub(super) headers: Vec<String>,
    /// Rows under the header that hold something.
    pub(super) rows: Vec<u32>,
}

/// What a cell looks like, as far as finding a header needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Number,
    Year,
    Sign,
    Text,
    LongText,
}

/// Finds the table: under the chosen header row (from 1), or where the scores of the rows point to.
pub(super) fn find(sheet: &Sheet, chosen: Option<u32>) -> Option<Table> {
    let grid = &sheet.grid;
    let bottom = match chosen {
        Some(row) => {
            let row = row.checked_sub(1)?;
            grid.row_numbers().find(|number| *number == row)?
        }
        None => best_row(sheet)?,
    };
    let mut header_rows = vec![bottom];
    let first_column = grid.row(bottom).next().map_or(0, |(column, _)| column);
    let mut top = bottom;
    while header_rows.len() < 4
        && let Some(above) = top.checked_sub(1)
        && is_band(sheet, above, bottom, first_column)
    {
        header_rows.insert(0, above);
        top = above;
    }
    let mut last = bottom;
    if chosen.is_none() {
        while header_rows.len() < 4 && is_continued(sheet, last + 1, bottom) {
            last += 1;
            header_rows.push(last);
        }
    }
    let headers = names(sheet, &header_rows);
    let rows = grid.row_numbers().filter(|row| *row > last).collect();
    Some(Table {
        header_rows,
        headers,
        rows,
    })
}

fn look(cell: Cell<'_>) -> Option<Look> {
    Some(match cell {
        Cell::Empty => return None,
        Cell::Number(value) if value.fract() == 0.0 && (1900.0..=2100.0).contains(&value) => {
            Look::Year
        }
        Cell::Number(_) | Cell::Bool(_) => Look::Number,
        Cell::Date(_) => Look::Year,
        Cell::Error(_) => Look::Sign,
        Cell::Text(text) => {
            let text = number_text::trim(text);
            if text.is_empty() {
                return None;
            }
            if text.starts_with(|c: char| c.is_ascii_digit())
                && text.len() < 40
                && period_text::read(text, &PeriodStyle::default()).is_some()
            {
                Look::Year
            } else if matches!(
                number_text::read(text, DecimalSign::Point),
                Ok(_) | Err(NumberFault::NotFinite)
            ) {
                Look::Number
            } else if text.len() <= 2
                || text.starts_with('[')
                || matches!(text, "NULL" | "low" | "N/A")
            {
                Look::Sign
            } else if text.len() > 160 {
                Look::LongText
            } else {
                Look::Text
            }
        }
    })
}

/// The row that looks most like a header: many short texts, known words, and under them columns of numbers.
fn best_row(sheet: &Sheet) -> Option<u32> {
    let grid = &sheet.grid;
    let rows: Vec<u32> = grid.row_numbers().take(SEARCHED + BELOW).collect();
    let looks: Vec<HashMap<u32, Look>> = rows
        .iter()
        .map(|row| {
            grid.row(*row)
                .take_while(|(column, _)| *column < WIDE_ENOUGH)
                .filter_map(|(column, cell)| look(cell).map(|look| (column, look)))
                .collect()
        })
        .collect();
    let mut best: Option<(f64, u32)> = None;
    for (index, row) in rows.iter().enumerate().take(SEARCHED) {
        let (Some(here), Some(below)) = (looks.get(index), looks.get(index + 1..)) else {
            continue;
        };
        let below = below.get(..BELOW.min(below.len())).unwrap_or(below);
        let score = score(sheet, *row, here, below, &rows, index);
        if score >= 2.0 && best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, *row));
        }
    }
    best.map(|(_, row)| row)
}

fn score(
    sheet: &Sheet,
    row: u32,
    here: &HashMap<u32, Look>,
    below: &[HashMap<u32, Look>],
    rows: &[u32],
    index: usize,
) -> f64 {
    let mut score = 0.0;
    let mut over_numbers = 0;
    let (mut names_figure, mut names_subject) = (false, false);
    for (column, look) in here {
        let under: Vec<Look> = below
            .iter()
            .filter_map(|cells| cells.get(column).copied())
            .collect();
        let numbers = under
            .iter()
            .filter(|look| matches!(look, Look::Number | Look::Sign | Look::Year))
            .count();
        let years = under.iter().filter(|look| **look == Look::Year).count();
        let numeric = !under.is_empty() && numbers * 2 > under.len();
        let text = match sheet.grid.cell(row, *column) {
            Cell::Text(text) => text,
            _ => "",
        };
        let part = part_of_header(text);
        names_figure |= part == Some(Part::Value);
        names_subject |=
            !under.is_empty() && matches!(part, Some(Part::Code(_) | Part::Name { weak: false }));
        let known = part.is_some_and(|part| !(numeric && part.is_words()));
        match look {
            Look::Text | Look::Sign => {
                if *look == Look::Text || known {
                    score += 1.0;
                    over_numbers += usize::from(numeric);
                } else {
                    score -= 0.3;
                }
                if known {
                    score += 2.0;
                }
                if numeric {
                    score += 1.0;
                }
                let repeats = rows
                    .iter()
                    .skip(index + 1)
                    .take(below.len())
                    .any(|later| matches!(sheet.grid.cell(*later, *column), Cell::Text(other) if other == text));
                if repeats {
                    score -= 1.0;
                }
            }
            Look::Year if numeric && years * 2 <= under.len().max(1) => {
                score += 1.2;
                over_numbers += 1;
            }
            Look::Year | Look::Number => score -= 1.0,
            Look::LongText => score += 0.1,
        }
        if under.is_empty() {
            score -= 0.5;
        }
    }
    if over_numbers > 0 || (names_figure && names_subject) {
        score
    } else {
        0.0
    }
}

/// Whether a row above the header names bands of its columns: texts only, none of them over the first column alone.
fn is_band(sheet: &Sheet, row: u32, header: u32, first_column: u32) -> bool {
    let mut texts = 0;
    for (column, cell) in sheet.grid.row(row) {
        let Cell::Text(text) = cell else {
            return false;
        };
        let text = number_text::trim(text);
        if text.is_empty() {
            continue;
        }
        if text.ends_with(':') || text.len() > 120 {
            return false;
        }
        let covers = sheet.merged.iter().any(|range| {
            range.first_row == row && range.first_column == column && range.last_column > column
        });
        let over_header = !matches!(sheet.grid.cell(header, column), Cell::Empty);
        if column == first_column && sheet.grid.row(row).count() == 1 {
            return false;
        }
        if !covers && !over_header {
            return false;
        }
        texts += 1;
    }
    texts > 0
}

/// Whether a row under the header still belongs to it: texts that are no figures in columns with a header, and numbers only
/// further down.
fn is_continued(sheet: &Sheet, row: u32, header: u32) -> bool {
    let cells: Vec<(u32, Cell<'_>)> = sheet.grid.row(row).collect();
    let known =
        |cell: &Cell<'_>| matches!(cell, Cell::Text(text) if part_of_header(text).is_some());
    let units = |cell: &Cell<'_>| matches!(cell, Cell::Text(text) if matches!(number_text::trim(text), "%" | "£" | "£m" | "£000s" | "Number" | "No."));
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

#[cfg(test)]
mod tests {
    use super::{Table, clean, find};
    use crate::import::grid::Cell;
    use crate::import::workbook::Sheet;

    fn table(rows: &[&[&str]]) -> Table {
        let mut sheet = Sheet::default();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                if !text.is_empty() {
                    let cell = text.parse().map_or(Cell::Text(text), Cell::Number);
                    sheet.grid.push(row, column, cell);
                }
            }
        }
        find(&sheet, None).expect("a table")
    }

    #[test]
    fn the_header_is_found_under_titles_and_bands() {
        let grouped = table(&[
            &["Staff by nationality, as at 30 April 2017"],
            &[""],
            &["", "", "European Union1", "", "United Kingdom2"],
            &["", "", "All staff", "Doctors", "All staff", "Doctors"],
            &["", "England", "62005", "10640", "968704", "79611"],
            &["RFS", "Chesterfield Royal", "98", "23", "3606", "269"],
            &["RTG", "Derby Teaching", "226", "69", "7523", "674"],
        ]);
        assert_eq!(grouped.header_rows, [2, 3]);
        assert_eq!(
            grouped.headers.get(2..).unwrap_or_default(),
            [
                "European Union – All staff",
                "European Union – Doctors",
                "United Kingdom – All staff",
                "United Kingdom – Doctors"
            ]
        );
        let stacked = table(&[
            &["Table 8.12 Gender pay gap"],
            &["", "", "Gender", "Gender"],
            &["", "", "pay gap", "pay gap"],
            &["Description", "Code", "median", "mean"],
            &["Leeds", "E08000035", "3.1", "4.5"],
            &["York", "E06000014", "2.1", "5.5"],
        ]);
        assert_eq!(stacked.header_rows, [1, 2, 3]);
        assert_eq!(
            stacked.headers.get(2).map(String::as_str),
            Some("Gender pay gap median")
        );
    }

    #[test]
    fn years_across_are_a_header() {
        let wide = table(&[
            &["Pupils"],
            &["Area", "2019", "2020", "2021"],
            &["Leeds", "10.5", "11.5", "12.5"],
            &["York", "9.5", "8.5", "7.5"],
        ]);
        assert_eq!(wide.header_rows, [1]);
        assert_eq!(wide.headers, ["Area", "2019", "2020", "2021"]);
    }

    #[test]
    fn note_marks_fall_off_names() {
        for (text, expected) in [
            ("Number of households1", "Number of households"),
            ("Region [Note 5]", "Region"),
            ("  Total \n beds ", "Total beds"),
            ("attainment8", "attainment8"),
            ("Emissions of CO2", "Emissions of CO2"),
        ] {
            assert_eq!(clean(text), expected);
        }
    }
}
