use std::collections::{HashMap, HashSet};

use crate::import::code_text;
use crate::import::grid::Cell;
use crate::import::period_text;
use crate::import::workbook::Sheet;

/// The pieces of each column's header, top to bottom, the bands that reach over it among them.
pub(super) fn pieces(sheet: &Sheet, header_rows: &[u32]) -> Vec<Vec<String>> {
    let grid = &sheet.grid;
    let Some(bottom) = header_rows.last() else {
        return Vec::new();
    };
    let width = grid.columns();
    let named: Vec<bool> = (0..width)
        .map(|column| {
            header_rows
                .iter()
                .any(|row| !cell_name(grid.cell(*row, column)).is_empty())
        })
        .collect();
    let mut pieces: Vec<Vec<String>> = vec![Vec::new(); width as usize];
    for row in header_rows {
        let merged_here = sheet
            .merged
            .iter()
            .any(|range| range.first_row == *row && range.last_column > range.first_column);
        let mut carried = String::new();
        let mut goes_on = false;
        let goes_on_below = |column: u32| {
            let below = header_rows.iter().filter(|below| *below > row);
            let next = below
                .map(|below| cell_name(grid.cell(*below, column)))
                .find(|name| !name.is_empty());
            next.is_some_and(|name| name.starts_with(|c: char| c.is_lowercase() || c == '('))
        };
        for ((column, list), named) in (0..width).zip(&mut pieces).zip(&named) {
            let own = cell_name(grid.cell(*row, column));
            let covering = sheet
                .merged
                .iter()
                .find(|range| {
                    (range.first_row..=range.last_row).contains(row)
                        && (range.first_column..=range.last_column).contains(&column)
                })
                .map(|range| cell_name(grid.cell(range.first_row, range.first_column)));
            if !own.is_empty() {
                carried.clone_from(&own);
                goes_on = goes_on_below(column);
            } else if goes_on && !goes_on_below(column) && covering.is_none() {
                // `Number of` over `jobs` is no band over `Median` beside them.
                carried.clear();
            } else if let Some(band) = &covering {
                carried.clone_from(band);
            } else if merged_here || row == bottom {
                carried.clear();
            }
            if !carried.is_empty() && *named && list.last() != Some(&carried) {
                list.push(carried.clone());
            }
        }
    }
    without_words_of_pivots(sheet, header_rows, &mut pieces);
    without_note_marks(&mut pieces);
    tell_changes_apart(&mut pieces);
    pieces
}

/// Columns called alike that say how far the one to their left changed, or its share, are told apart by that one's name: `Median`,
/// `Annual change`, `Mean`, `Annual change`.
fn tell_changes_apart(pieces: &mut [Vec<String>]) {
    let depends = |list: &[String]| {
        let low = joined(list).to_lowercase();
        let named = ["change", "difference", "increase", "growth"];
        named.iter().any(|word| low.contains(word))
            || matches!(
                low.as_str(),
                "%" | "per cent" | "percentage" | "percent" | "share"
            )
    };
    let mut times: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, list) in pieces.iter().enumerate().filter(|(_, list)| depends(list)) {
        times.entry(joined(list)).or_default().push(at);
    }
    for places in times.into_values().filter(|places| places.len() > 1) {
        let left: Vec<Vec<String>> = places
            .iter()
            .map(|at| {
                at.checked_sub(1)
                    .and_then(|at| pieces.get(at))
                    .cloned()
                    .unwrap_or_default()
            })
            .collect();
        let different: HashSet<String> = left.iter().map(|list| joined(list)).collect();
        let named = left.iter().all(|list| !list.is_empty() && !depends(list));
        if different.len() < places.len() || !named {
            continue;
        }
        for (at, before) in places.into_iter().zip(left) {
            if let Some(list) = pieces.get_mut(at) {
                list.splice(0..0, before);
            }
        }
    }
}

/// Marks of notes in brackets behind the names go, where the names still differ without them: `Dyslexia (1)`.
fn without_note_marks(pieces: &mut [Vec<String>]) {
    let bare: Vec<Vec<String>> = pieces
        .iter()
        .map(|list| {
            let marked = |piece: &String| without_mark(piece).unwrap_or(piece).to_owned();
            list.iter().map(marked).collect()
        })
        .collect();
    let different = |of: &[Vec<String>]| of.iter().cloned().collect::<HashSet<_>>().len();
    if different(&bare) == different(pieces) {
        pieces.clone_from_slice(&bare);
    }
}

/// A name without the mark of a note in brackets behind it.
pub(in crate::import) fn without_mark(name: &str) -> Option<&str> {
    let (name, mark) = name.trim_end().strip_suffix(')')?.rsplit_once(" (")?;
    let is_mark = (1..=2).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_digit());
    is_mark.then(|| name.trim_end())
}

/// A pivot table of a spreadsheet names what it sums in its corner, `Sum of Apprentices`, and its columns by `Column Labels`.
fn without_words_of_pivots(sheet: &Sheet, header_rows: &[u32], pieces: &mut [Vec<String>]) {
    let summed = header_rows.iter().find_map(|row| {
        let corner = cell_name(sheet.grid.cell(*row, 0));
        ["Sum of ", "Average of ", "Max of ", "Min of ", "Count of "]
            .iter()
            .find_map(|start| corner.strip_prefix(start).map(str::to_owned))
    });
    let Some(summed) = summed else {
        return;
    };
    for list in pieces {
        for piece in list.iter_mut().filter(|piece| *piece == "Column Labels") {
            piece.clone_from(&summed);
        }
    }
}

/// Names of the columns, the bands above them joined in, repeated names numbered.
pub(super) fn names(pieces: &[Vec<String>]) -> Vec<String> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    pieces
        .iter()
        .map(|list| {
            let name = clean(&joined(list));
            if name.is_empty() {
                return name;
            }
            let times = seen.entry(name.to_lowercase()).or_default();
            *times += 1;
            if *times == 1 {
                name
            } else {
                format!("{name} ({times})")
            }
        })
        .collect()
}

/// Columns that are called like one to their left.
pub(super) fn alike(pieces: &[Vec<String>]) -> HashSet<u32> {
    let mut seen: HashSet<String> = HashSet::new();
    (0..)
        .zip(pieces)
        .filter(|(_, list)| !list.is_empty() && !seen.insert(joined(list).to_lowercase()))
        .map(|(column, _)| column)
        .collect()
}

/// Bands and name: with a dash between, or a space where a piece goes on in small letters.
pub(super) fn joined(pieces: &[String]) -> String {
    let mut name = String::new();
    for piece in pieces {
        if !name.is_empty() {
            let goes_on = piece.starts_with(|c: char| c.is_lowercase() || c == '(');
            name.push_str(if goes_on { " " } else { " – " });
        }
        name.push_str(piece);
    }
    name
}

/// The text of a header cell, cleaned.
pub(super) fn cell_name(cell: Cell<'_>) -> String {
    match cell {
        Cell::Text(text) => clean(text),
        Cell::Number(value) => code_text::of_number(value),
        Cell::Date(date) => period_text::of_date(date).label(),
        Cell::Empty | Cell::Bool(_) | Cell::Error(_) => String::new(),
    }
}

/// A name without note marks and with single spaces: `Number of households1`, `Region [Note 5]`.
pub(in crate::import) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c == '\u{a0}') {
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    while let Some(open) = out.to_ascii_lowercase().find("[note") {
        let Some(close) = out.get(open..).and_then(|rest| rest.find(']')) else {
            break;
        };
        out.replace_range(open..=open + close, "");
    }
    let out = out.replace(" ,", ",");
    let trimmed = out
        .trim_end_matches(|c: char| {
            c.is_whitespace()
                || matches!(c, '*' | '^' | '†' | '‡' | '¹' | '²' | '³')
                || ('⁴'..='⁹').contains(&c)
        })
        .trim_start();
    let trimmed = without_marks(trimmed);
    let bytes = trimmed.as_bytes();
    let glued = trimmed.contains(' ')
        && bytes.last().is_some_and(u8::is_ascii_digit)
        && bytes
            .iter()
            .rev()
            .skip(1)
            .take(3)
            .all(u8::is_ascii_lowercase)
        && bytes.len() > 4;
    if glued {
        trimmed
            .get(..trimmed.len() - 1)
            .unwrap_or(trimmed)
            .to_owned()
    } else {
        trimmed.to_owned()
    }
}

/// A name without several note marks glued to its end: `price3,4`.
fn without_marks(name: &str) -> &str {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
    let marks = name.get(stem.len()..).unwrap_or("");
    let glued = marks.contains(',')
        && marks.split(',').all(|mark| mark.len() == 1)
        && stem.ends_with(|c: char| c.is_ascii_lowercase());
    if glued { stem } else { name }
}
