//! Headers that only their publisher writes so: series with a block of facts under their titles, and single years of age across.

use super::header::Header;
use super::look::words;
use crate::import::columns::{Part, part_of_header};
use crate::import::grid::Cell;
use crate::import::number_text;
use crate::import::period_text::{self, PeriodStyle};
use crate::import::workbook::Sheet;

/// Rows within which the facts about series stand.
const FACTS: usize = 12;

/// The header of a download of time series: titles in its first row, then facts about each, `CDID` among them, then periods.
pub(super) fn of(sheet: &Sheet, rows: &[u32]) -> Option<Header> {
    let first_words = |row: u32| {
        let (column, cell) = sheet.grid.row(row).next()?;
        words(cell).filter(|_| column == 0)
    };
    let top = *rows.first()?;
    let is_named =
        |row: u32, name: &str| first_words(row).is_some_and(|text| text.eq_ignore_ascii_case(name));
    let of_facts: Vec<u32> = rows
        .iter()
        .copied()
        .take(FACTS)
        .take_while(|row| {
            let period =
                first_words(*row).and_then(|text| period_text::read(text, &PeriodStyle::default()));
            period.is_none() && first_words(*row).is_some()
        })
        .collect();
    if !is_named(top, "Title") || !of_facts.iter().any(|row| is_named(*row, "CDID")) {
        return None;
    }
    let unit = of_facts.iter().copied().find(|row| is_named(*row, "Unit"));
    let rows: Vec<u32> = std::iter::once(top).chain(unit).collect();
    Some(Header {
        skipped: of_facts
            .into_iter()
            .filter(|row| !rows.contains(row))
            .collect(),
        rows,
        lead: 1.0,
        ..Header::default()
    })
}

/// Whether a row names places or their codes and then counts up, as single years of age do, `Code`, `Name`, 0, 1, 2, 3, 4, and
/// percentiles: 10, 20, 25, 30, 40.
pub(super) fn counts_up(sheet: &Sheet, row: u32) -> bool {
    let mut named = false;
    let mut numbers: Vec<f64> = Vec::new();
    for (_, cell) in sheet.grid.row(row) {
        let number = match cell {
            Cell::Number(value) => Some(value),
            Cell::Text(text) => number_text::trim(text).parse().ok(),
            _ => None,
        };
        match (number, cell) {
            (Some(number), _) => numbers.push(number),
            (None, Cell::Text(text)) => {
                let part = part_of_header(text);
                named |= matches!(part, Some(Part::Code(_) | Part::Name { .. }));
            }
            _ => {}
        }
    }
    named
        && numbers.len() > 4
        && numbers.windows(2).all(|pair| match pair {
            [one, next] => next > one && *next < 126.0 && next.fract() == 0.0,
            _ => false,
        })
}
