use std::collections::HashSet;

use super::extent::Shape;
use super::lift::Lift;
use super::look::{Look, is_filled, look, words};
use super::names::clean;
use super::not_figures;
use super::roles::are_units;
use crate::domain::column_letters;
use crate::import::columns::{self, Part, PeriodPart, part_of_header, part_of_year};
use crate::import::grid::Cell;
use crate::import::period_text::{self, PeriodStyle};
use crate::import::rows::text_of;
use crate::import::workbook::Sheet;

/// What a table's rows are named by: the columns left of its figures.
pub(super) struct Stub<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) headers: &'a [String],
    pub(super) rows: &'a [u32],
    /// Columns of figures.
    pub(super) values: Vec<u32>,
    /// Columns left of the first of them that hold something.
    pub(super) columns: Vec<u32>,
    pub(super) is_place: &'a dyn Fn(&str) -> bool,
    /// The place that the whole sheet is about, where it says so.
    pub(super) coverage: &'a str,
    /// All that is said around the table, in small letters.
    pub(super) words: &'a str,
    /// Rows that hold a figure.
    with_values: HashSet<u32>,
}

impl<'a> Stub<'a> {
    pub(super) fn of(
        sheet: &'a Sheet,
        headers: &'a [String],
        rows: &'a [u32],
        (first, last): (u32, u32),
        is_place: &'a dyn Fn(&str) -> bool,
        (coverage, words): (&'a str, &'a str),
    ) -> Self {
        let shape = Shape::of(sheet, rows);
        let unnamed_part = |column: &u32| {
            headers
                .get(*column as usize)
                .and_then(|header| part_of_header(header))
                .is_none_or(|part| {
                    !matches!(part, Part::Code(_) | Part::Identifier(_) | Part::Period(_))
                })
                && part_of_year(headers.get(*column as usize).map_or("", String::as_str)).is_none()
        };
        let values: Vec<u32> = shape
            .values()
            .filter(|column| (first..=last).contains(column))
            .filter(unnamed_part)
            .filter(|column| {
                let header = headers.get(*column as usize).map_or("", String::as_str);
                !not_figures::numbers_rows(sheet, rows, *column, header)
            })
            .collect();
        // Numbers under no header, left of words under none or of names, are no figures.
        let values = after_names(sheet, headers, rows, values);
        let first_value = values.first().copied().unwrap_or(first);
        let columns = (first..first_value)
            .filter(|column| {
                rows.iter()
                    .take(400)
                    .any(|row| is_filled(sheet.grid.cell(*row, *column)))
            })
            .collect();
        let with_values = rows
            .iter()
            .copied()
            .filter(|row| {
                values
                    .iter()
                    .any(|column| look(sheet.grid.cell(*row, *column)).is_some_and(Look::is_figure))
            })
            .collect();
        Self {
            sheet,
            headers,
            rows,
            values,
            columns,
            is_place,
            coverage,
            words,
            with_values,
        }
    }

    pub(super) fn header(&self, column: u32) -> &str {
        self.headers.get(column as usize).map_or("", String::as_str)
    }

    /// Whether a column stands under the name or code of a place.
    pub(super) fn is_under_place(&self, column: u32) -> bool {
        let mut pieces = self.header(column).split(" – ");
        pieces.any(|piece| (self.is_place)(piece))
    }

    /// A cell as text, what was lifted before put in its place.
    pub(super) fn text(&self, lift: &Lift, row: u32, column: u32) -> String {
        match lift.cell(self.sheet, row, column) {
            Cell::Text(text) => clean(text),
            cell => text_of(cell).into_owned(),
        }
    }

    /// Whether a row holds a figure.
    pub(super) fn has_values(&self, row: u32) -> bool {
        self.with_values.contains(&row)
    }

    /// The column nearest to the figures in which nearly every row with figures is named.
    pub(super) fn label_column(&self, lift: &Lift) -> Option<u32> {
        let with_values: Vec<u32> = self
            .rows
            .iter()
            .copied()
            .filter(|row| self.has_values(*row))
            .take(400)
            .collect();
        let names_rows = |column: &u32| {
            !matches!(
                part_of_header(self.header(*column)),
                Some(Part::Unit | Part::Note | Part::Status | Part::Polarity)
            )
        };
        let mut columns = self.columns.iter().rev().copied().filter(names_rows);
        columns.find(|column| {
            let named = with_values
                .iter()
                .filter(|row| !self.text(lift, **row, *column).is_empty())
                .count();
            named > 0 && named * 10 >= with_values.len() * 8
        })
    }
}

/// The columns of figures without those left of the words that name the rows.
fn after_names(sheet: &Sheet, headers: &[String], rows: &[u32], values: Vec<u32>) -> Vec<u32> {
    let header = |column: u32| headers.get(column as usize).map_or("", String::as_str);
    let [first, next, ..] = values.as_slice() else {
        return values;
    };
    let sample = || rows.iter().take(400);
    let all_words = |column: u32| {
        let worded = sample()
            .filter(|row| matches!(sheet.grid.cell(**row, column), Cell::Text(text) if is_words_of_name(text)));
        worded.count() * 10 >= sample().count() * 7
    };
    let named = (first + 1..*next).any(all_words);
    if header(*first).is_empty() && named {
        values.into_iter().skip(1).collect()
    } else {
        values
    }
}

fn is_words_of_name(text: &str) -> bool {
    text.len() > 2 && text.starts_with(char::is_alphabetic)
}

/// A year or name that stands only in the first of its rows is carried down: its column is mostly blank, and where it is
/// filled a column to its right is filled too, in every row.
pub(super) fn carry_down(stub: &Stub<'_>, lift: &mut Lift) {
    let with_values: Vec<u32> = stub
        .rows
        .iter()
        .copied()
        .filter(|row| stub.has_values(*row))
        .collect();
    for (at, column) in stub.columns.iter().enumerate() {
        let right = stub.columns.get(at + 1..).unwrap_or_default();
        let filled = |row: u32, column: u32| is_filled(stub.sheet.grid.cell(row, column));
        // `Number` and `%` in turn under each name, with a name of its own such as `Unweighted base` perhaps.
        let in_turn = |other: u32| {
            let texts = with_values
                .iter()
                .filter_map(|row| words(stub.sheet.grid.cell(*row, other)));
            are_units(texts)
                && with_values
                    .iter()
                    .all(|row| filled(*row, *column) || filled(*row, other))
        };
        let Some(every) = right.iter().copied().find(|other| {
            let there = with_values
                .iter()
                .filter(|row| filled(**row, *other))
                .count();
            there > 3 && (there * 100 >= with_values.len() * 95 || in_turn(*other))
        }) else {
            continue;
        };
        let named: Vec<u32> = stub
            .rows
            .iter()
            .copied()
            .filter(|row| filled(*row, *column) && filled(*row, every))
            .collect();
        let blank = with_values
            .iter()
            .filter(|row| !filled(**row, *column))
            .count();
        let enough = if in_turn(every) { 3 } else { 2 };
        if named.len() < 2 || blank * enough < with_values.len() {
            continue;
        }
        // Written in row after row, it is blank where it is meant to be.
        let text = |row: u32| words(stub.sheet.grid.cell(row, *column));
        let again = with_values.windows(2).filter(|pair| {
            matches!(pair, [first, next] if text(*first).is_some() && text(*first) == text(*next))
        });
        if again.count() * 10 >= named.len() {
            continue;
        }
        let mut carried: Option<u32> = None;
        let mut count = 0;
        for row in stub.rows {
            if filled(*row, *column) {
                carried = filled(*row, every).then_some(*row);
            } else if let Some(from) = carried.filter(|_| filled(*row, every)) {
                lift.cells
                    .insert((*row, *column), super::lift::Shown::Same(from, *column));
                count += 1;
            }
        }
        if count > 0 {
            lift.done.push(format!(
                "what stands in column {} is carried down",
                column_letters(*column)
            ));
        }
    }
}

/// Years and quarters in columns of their own are put together: `1992` and `Q1`, `2022` and `2022/2`.
pub(super) fn join_periods(stub: &Stub<'_>, lift: &mut Lift) {
    let sample: Vec<u32> = stub.rows.iter().copied().take(4000).collect();
    let share = |lift: &Lift, column: u32, wanted: &dyn Fn(&str) -> bool| {
        let texts: Vec<String> = sample
            .iter()
            .map(|row| stub.text(lift, *row, column))
            .filter(|text| !text.is_empty())
            .collect();
        !texts.is_empty()
            && texts.iter().filter(|text| wanted(text)).count() * 10 >= texts.len() * 8
    };
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let Some(quarter) = stub
        .columns
        .iter()
        .copied()
        .find(|column| share(lift, *column, &|text| quarter_of(text).is_some()))
    else {
        return;
    };
    let year = stub
        .columns
        .iter()
        .copied()
        .find(|column| *column != quarter && share(lift, *column, &is_year));
    for row in stub.rows {
        let text = stub.text(lift, *row, quarter);
        let of_year = year
            .map(|year| stub.text(lift, *row, year))
            .unwrap_or_default();
        let joined = match quarter_of(&text) {
            Some((Some(own), number)) => Some(format!("Q{number} {own}")),
            Some((None, number)) if is_year(&of_year) => Some(format!("Q{number} {of_year}")),
            _ => None,
        };
        if let Some(joined) = joined {
            lift.show(*row, year.unwrap_or(quarter), &joined);
        }
    }
    if let Some(year) = year {
        lift.hint(
            year,
            Part::Period(PeriodPart::Whole),
            "years, with the quarters that stand beside them",
        );
        lift.hint(quarter, Part::Ignore, "put together with its year");
        lift.done
            .push("years and quarters are put together".to_owned());
    } else if share(lift, quarter, &|text| {
        quarter_of(text).is_some_and(|(year, _)| year.is_some())
    }) {
        lift.hint(
            quarter,
            Part::Period(PeriodPart::Whole),
            "every value is a quarter",
        );
    }
}

/// A quarter, with its year where it says so: `Q1`, `2022/2`, `2022 Q2`.
fn quarter_of(text: &str) -> Option<(Option<&str>, i8)> {
    if text.starts_with(['Q', 'q']) {
        return columns::quarter_of(text).map(|number| (None, number));
    }
    let (year, rest) = text.split_at_checked(4)?;
    if !year.bytes().all(|b| b.is_ascii_digit())
        || !(year.starts_with("19") || year.starts_with("20"))
    {
        return None;
    }
    let rest = rest.strip_prefix(['/', ' ', '-'])?;
    columns::quarter_of(rest).map(|number| (Some(year), number))
}

/// Whether a text is a period, however its column is called.
pub(super) fn is_period(text: &str) -> bool {
    text.len() < 40
        && text.contains(|c: char| c.is_ascii_digit())
        && period_text::read(text, &PeriodStyle::default()).is_some()
}
