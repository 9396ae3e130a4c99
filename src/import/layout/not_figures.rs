use std::collections::{HashMap, HashSet};

use super::lift::Lift;
use super::look::words;
use super::stub::Stub;
use crate::domain::column_letters;
use crate::import::columns::{Part, part_of_header};
use crate::import::grid::Cell;
use crate::import::number_text;
use crate::import::period_text::{self, PeriodStyle};
use crate::import::workbook::Sheet;

/// Last words of headers over numbers that are no quantities.
const NAMING: [&str; 14] = [
    "id",
    "ids",
    "urn",
    "uprn",
    "ukprn",
    "code",
    "codes",
    "postcode",
    "num",
    "sequence",
    "priority",
    "longitude",
    "latitude",
    "eastings",
];

/// Columns of numbers that name something rather than count it: identifiers, codes that stand for the words beside them,
/// identifiers of other rows.
pub(super) fn take(stub: &Stub<'_>, lift: &mut Lift) {
    for column in 0..u32::try_from(stub.headers.len()).unwrap_or(0) {
        if numbers_rows(stub.sheet, stub.rows, column, stub.header(column)) {
            lift.hint(column, Part::Ignore, "it numbers the rows");
        }
    }
    let mut identifiers: HashMap<u32, HashSet<i64>> = HashMap::new();
    for column in 0..u32::try_from(stub.headers.len()).unwrap_or(0) {
        let part = part_of_header(stub.header(column));
        let named = matches!(part, Some(Part::Identifier(_) | Part::Code(_)))
            || is_naming(stub.header(column));
        if named && let Some(values) = whole(stub, column) {
            identifiers.insert(column, values);
        }
    }
    for column in stub.values.clone() {
        let known = part_of_header(stub.header(column)).is_some();
        if known || lift.hints.iter().any(|hint| hint.column == column) {
            continue;
        }
        let known = part_of_header(stub.header(column));
        if !matches!(known, None | Some(Part::Ignore)) {
            continue;
        }
        if identifiers.contains_key(&column) && is_naming(stub.header(column)) {
            lift.hint(
                column,
                Part::Ignore,
                "its header says that its numbers name something",
            );
            continue;
        }
        let Some(values) = whole(stub, column) else {
            continue;
        };
        let of_others = identifiers.iter().find(|(other, ids)| {
            **other != column && ids.len() > 9 && values.len() > 4 && values.is_subset(ids)
        });
        if let Some((other, _)) = of_others {
            let reason = format!(
                "every value is one of the identifiers in column {}",
                column_letters(*other)
            );
            lift.hint(column, Part::Ignore, &reason);
        } else if values.len() < 30 && stands_for_words(stub, column) {
            lift.hint(
                column,
                Part::Ignore,
                "each number stands for one of the words beside it",
            );
        }
    }
}

/// Whether a column does no more than number the rows: 1, 2, 3 and so on under `No.`, or under nothing.
pub(super) fn numbers_rows(sheet: &Sheet, rows: &[u32], column: u32, header: &str) -> bool {
    let name: String = header
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let named = matches!(
        name.as_str(),
        "" | "no"
            | "nr"
            | "num"
            | "id"
            | "row"
            | "sno"
            | "sn"
            | "serialno"
            | "index"
            | "ref"
            | "item"
    );
    let mut expected: Option<f64> = None;
    let mut count = 0;
    for row in rows.iter().take(5000) {
        let value = match sheet.grid.cell(*row, column) {
            Cell::Number(value) => value,
            Cell::Text(text) if !number_text::trim(text).is_empty() => {
                let Ok(value) = number_text::trim(text).parse() else {
                    return false;
                };
                value
            }
            _ => continue,
        };
        let starts = value.abs() < f64::EPSILON || (value - 1.0).abs() < f64::EPSILON;
        let goes_on = expected.map_or(starts, |next| (value - next).abs() < f64::EPSILON);
        if !goes_on {
            return false;
        }
        expected = Some(value + 1.0);
        count += 1;
    }
    named && count > 3
}

fn is_naming(header: &str) -> bool {
    let mut last = String::new();
    let mut small = false;
    for c in header.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && small) {
            last.clear();
        }
        if c.is_alphanumeric() {
            last.extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    let low = header.to_lowercase();
    NAMING.contains(&last.as_str())
        || low.ends_with("transaction number")
        || low.ends_with("account number")
}

/// The different values of a column of whole numbers; nothing where it holds others.
fn whole(stub: &Stub<'_>, column: u32) -> Option<HashSet<i64>> {
    let mut values = HashSet::new();
    for row in stub.rows.iter().take(3000) {
        let value = match stub.sheet.grid.cell(*row, column) {
            Cell::Number(value) => value,
            Cell::Text(text) if !number_text::trim(text).is_empty() => {
                number_text::trim(text).parse().ok()?
            }
            _ => continue,
        };
        if value.fract() != 0.0 || value.abs() > 1e12 {
            return None;
        }
        values.insert(value as i64);
    }
    (!values.is_empty()).then_some(values)
}

/// Whether each text of a column next to it goes with one number.
fn stands_for_words(stub: &Stub<'_>, column: u32) -> bool {
    [column.checked_sub(1), Some(column + 1)]
        .into_iter()
        .flatten()
        .any(|beside| {
            let mut pairs: HashMap<(String, String), usize> = HashMap::new();
            let mut rows = 0;
            for row in stub.rows.iter().take(3000) {
                let Some(text) = words(stub.sheet.grid.cell(*row, beside)) else {
                    continue;
                };
                // Years may have the same figure everywhere and are no words.
                if period_text::read(text, &PeriodStyle::default()).is_some() {
                    continue;
                }
                let number = match stub.sheet.grid.cell(*row, column) {
                    Cell::Number(value) => value.to_string(),
                    Cell::Text(text) => text.to_owned(),
                    _ => continue,
                };
                rows += 1;
                *pairs.entry((number, text.to_lowercase())).or_default() += 1;
            }
            let mut often: Vec<(&(String, String), usize)> =
                pairs.iter().map(|(pair, times)| (pair, *times)).collect();
            often.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
            let (mut numbers, mut texts, mut paired) = (HashSet::new(), HashSet::new(), 0);
            for ((number, text), times) in often {
                numbers.insert(number);
                let first = texts.insert(text);
                paired += if first { times } else { 0 };
            }
            rows >= 30 && numbers.len() > 2 && texts.len() * 3 < rows && paired * 100 >= rows * 95
        })
}
