use std::collections::BTreeMap;

use super::labels::beside_of;
use super::look::{Look, is_filled, look, looks, words};
use super::names::clean;
use crate::import::period_text::{self, PeriodStyle};
use crate::import::workbook::Sheet;

/// Rows under a header that are looked at to know its columns.
const SAMPLE: usize = 80;

/// What stands in a column under a header.
#[derive(Clone, Copy, Debug, Default)]
struct Filled {
    numbers: usize,
    figures: usize,
    years: usize,
    texts: usize,
}

/// What the columns of a table hold, as far as its extent goes.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    columns: BTreeMap<u32, Filled>,
}

impl Shape {
    pub(super) fn of(sheet: &Sheet, rows: &[u32]) -> Self {
        let mut columns: BTreeMap<u32, Filled> = BTreeMap::new();
        for row in rows.iter().take(SAMPLE) {
            for (column, look) in looks(sheet, *row) {
                let filled = columns.entry(column).or_default();
                filled.numbers += usize::from(look == Look::Number);
                filled.years += usize::from(look == Look::Year);
                if look.is_figure() {
                    filled.figures += 1;
                } else {
                    filled.texts += 1;
                }
            }
        }
        Self { columns }
    }

    /// Whether a column holds figures rather than words.
    pub(super) fn is_figures(&self, column: u32) -> bool {
        self.columns
            .get(&column)
            .is_some_and(|filled| filled.figures > filled.texts)
    }

    fn is_words(&self, column: u32) -> bool {
        self.columns
            .get(&column)
            .is_some_and(|filled| filled.texts > 1 && filled.texts >= filled.figures)
    }

    /// Columns of figures.
    pub(super) fn figures(&self) -> impl Iterator<Item = u32> {
        self.columns
            .keys()
            .copied()
            .filter(|column| self.is_figures(*column))
    }

    /// Columns of figures that are more than years, from the first one that holds numbers.
    pub(super) fn values(&self) -> impl Iterator<Item = u32> {
        let filled = |column: u32| self.columns.get(&column).copied().unwrap_or_default();
        self.figures()
            .filter(move |column| filled(*column).years * 10 < filled(*column).figures * 9)
            .skip_while(move |column| filled(*column).numbers == 0)
    }
}

/// Columns of tables that stand side by side, first and last of each. Columns without names that hold nothing but words
/// beside the last table, such as a key to signs, belong to none.
pub(super) fn side_by_side(sheet: &Sheet, header: &[u32], rows: &[u32]) -> Vec<(u32, u32)> {
    let shape = Shape::of(sheet, rows);
    let named = |column: u32| {
        header
            .iter()
            .any(|row| is_filled(sheet.grid.cell(*row, column)))
    };
    let used: Vec<u32> = (0..sheet.grid.columns())
        .filter(|column| named(*column) || shape.columns.contains_key(column))
        .collect();
    let mut segments: Vec<(u32, u32)> = Vec::new();
    for column in used {
        match segments.last_mut() {
            Some((_, last)) if *last + 1 == column => *last = column,
            _ => segments.push((column, column)),
        }
    }
    let has_figures =
        |(first, last): (u32, u32)| (first..=last).any(|column| shape.is_figures(column));
    let first_stub = segments
        .iter()
        .find(|(first, _)| shape.is_words(*first))
        .map(|(first, _)| stub_name(sheet, header, *first));
    let mut tables: Vec<(u32, u32)> = Vec::new();
    for segment in segments {
        let (first, last) = segment;
        let Some(before) = tables.last_mut() else {
            tables.push(segment);
            continue;
        };
        let same_stub = || {
            let name = stub_name(sheet, header, first);
            shape.is_words(first) && first_stub.as_ref() == Some(&name)
        };
        let begins = has_figures(*before)
            && has_figures(segment)
            && last > first
            && (same_stub() || names_rows(sheet, header, rows, first));
        let beside = has_figures(*before) && !has_figures(segment) && !(first..=last).any(named);
        if begins {
            tables.push(segment);
        } else if !beside {
            before.1 = last;
        }
    }
    tables
}

/// Whether a column under a header holds words of which each is another, in every row in which anything stands right of it: the names of
/// the rows of a table that begins there.
fn names_rows(sheet: &Sheet, header: &[u32], rows: &[u32], column: u32) -> bool {
    let filled = |row: &&u32| is_filled(sheet.grid.cell(**row, column));
    let names: Vec<&str> = rows
        .iter()
        .filter_map(|row| words(sheet.grid.cell(*row, column)))
        .collect();
    let mut different = names.clone();
    different.sort_unstable();
    different.dedup();
    let beside = rows
        .iter()
        .filter(|row| is_filled(sheet.grid.cell(**row, column + 1)));
    names.len() > 1
        && different.len() == names.len()
        && names.len() == rows.iter().filter(filled).count()
        && beside.clone().count() > 1
        && beside.clone().all(|row| filled(&row))
        && !stub_name(sheet, header, column).is_empty()
}

fn stub_name(sheet: &Sheet, header: &[u32], column: u32) -> String {
    header
        .iter()
        .filter_map(|row| words(sheet.grid.cell(*row, column)))
        .map(|text| clean(text).to_lowercase())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The rows under a header, cut where another header begins: each part starts with the rows above its own table.
pub(super) fn below_each_other(sheet: &Sheet, header: &[u32], rows: &[u32]) -> Vec<Vec<u32>> {
    let shape = Shape::of(sheet, rows);
    let figures: Vec<u32> = shape.figures().collect();
    let begins = |row: u32| {
        sheet
            .grid
            .row(row)
            .next()
            .and_then(|(_, cell)| words(cell))
            .map(clean)
    };
    let first_name = header
        .last()
        .and_then(|row| begins(*row))
        .or(Some(String::new()));
    let mut parts: Vec<Vec<u32>> = vec![Vec::new()];
    let mut since_figures: Vec<u32> = Vec::new();
    let mut seen_figures = false;
    let mut last_row = header.last().copied().unwrap_or(0);
    for (at, row) in rows.iter().enumerate() {
        let looks = looks(sheet, *row);
        let count = |wanted: &dyn Fn(Look) -> bool| {
            figures
                .iter()
                .filter_map(|column| looks.get(column))
                .filter(|look| wanted(**look))
                .count()
        };
        let numbers = count(&|look| matches!(look, Look::Number));
        let texts = count(&|look| matches!(look, Look::Text));
        let gap = *row > last_row + 1 || !since_figures.is_empty();
        let is_header_again = || is_same_row(sheet, *row, header.last().copied());
        last_row = *row;
        let may_head = seen_figures && gap && numbers == 0;
        let names_columns = || {
            (texts >= 2.min(figures.len()) || (texts > 0 && begins(*row) == first_name))
                && texts * 2 > looks.len().saturating_sub(1)
                && differ(sheet, *row, &figures)
                && rows.iter().skip(at + 1).take(4).any(|next| {
                    let under = super::look::looks(sheet, *next);
                    figures
                        .iter()
                        .filter(|column| {
                            looks.contains_key(column)
                                && under.get(column).is_some_and(|look| *look == Look::Number)
                        })
                        .count()
                        >= texts.min(2)
                })
        };
        let heads = may_head && (is_header_again() || names_columns());
        if heads {
            let mut part = std::mem::take(&mut since_figures);
            part.push(*row);
            parts.push(part);
            seen_figures = false;
            continue;
        }
        let is_figures = count(&|look: Look| look.is_figure()) > 0;
        let names_sample = since_figures.is_empty() && begins_with_sample(sheet, *row);
        if is_figures || !seen_figures || names_sample {
            if let Some(part) = parts.last_mut() {
                part.append(&mut since_figures);
                part.push(*row);
            }
            seen_figures |= is_figures;
        } else {
            since_figures.push(*row);
        }
    }
    if let Some(part) = parts.last_mut() {
        part.append(&mut since_figures);
    }
    parts
}

/// The rows right above a header that hold its title: texts in a row, with a blank row under them at most.
pub(super) fn captions(sheet: &Sheet, part: &[u32], header: &[u32]) -> Vec<u32> {
    let mut captions: Vec<u32> = Vec::new();
    let top = header.first().copied().unwrap_or(0);
    for row in part.iter().copied().filter(|row| *row < top).rev() {
        let next = captions.first().copied().unwrap_or(top);
        let most = if captions.is_empty() { 2 } else { 1 };
        let looks = looks(sheet, row);
        let is_time = looks.len() == 1 && looks.values().all(|look| *look == Look::Year);
        let is_text =
            is_time || (!looks.is_empty() && looks.values().all(|look| !look.is_figure()));
        if !is_text || next - row > most {
            break;
        }
        captions.insert(0, row);
    }
    captions
}

/// Whether such rows are the title of another table than the one under this header, and not of its next page.
pub(super) fn is_title(sheet: &Sheet, captions: &[u32], before: &[u32]) -> bool {
    let text = |row: u32| {
        let first = sheet.grid.row(row).next();
        first
            .and_then(|(_, cell)| words(cell))
            .map(str::to_lowercase)
    };
    let Some(title) = captions.first().and_then(|row| text(*row)) else {
        return false;
    };
    let top = before.first().copied().unwrap_or(0);
    let is_again = |text: &String| *text == title;
    let above = || sheet.grid.row_numbers().take_while(|row| *row < top);
    if captions
        .iter()
        .any(|row| says_otherwise(sheet, *row, above()))
    {
        return true;
    }
    // Three words over the same header again may name a region of one table.
    let is_titled = ["table", "figure", "chart"]
        .iter()
        .any(|word| title.starts_with(word))
        || title.split_whitespace().count() > 4
        || period_text::find_in(&title, &PeriodStyle::default()).is_some();
    is_titled
        && !title.contains("continued")
        && !title.contains("cont.")
        && !above().filter_map(text).any(|text| is_again(&text))
}

/// Whether a row gives something that was said above another value: `Date:`, `March 2021` after `Date:`, `March 2020`.
fn says_otherwise(sheet: &Sheet, row: u32, above: impl Iterator<Item = u32>) -> bool {
    let pair = |row: u32| {
        let mut cells = sheet.grid.row(row).filter(|(_, cell)| is_filled(*cell));
        let (_, key) = cells.next()?;
        let (_, value) = cells.next()?;
        let key = words(key)?.to_lowercase();
        cells.next().is_none().then_some((key, value))
    };
    let Some((key, value)) = pair(row) else {
        return false;
    };
    let said = above.filter_map(pair).filter(|(other, _)| *other == key);
    said.last().is_some_and(|(_, other)| other != value)
}

/// Splits the rows under a header into those of the table and the notes under it: after the last row with a number, rows
/// that a blank one sets apart or that fill few columns of figures are notes.
pub(super) fn notes_below(sheet: &Sheet, rows: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let shape = Shape::of(sheet, rows);
    let figures: Vec<u32> = shape.figures().collect();
    if figures.is_empty() {
        return (rows.to_vec(), Vec::new());
    }
    let filled = |row: u32| {
        figures
            .iter()
            .filter_map(|column| look(sheet.grid.cell(row, *column)))
            .filter(|look| look.is_figure())
            .count()
    };
    let begin = rows.iter().position(|row| filled(*row) > 0).unwrap_or(0);
    let headed = rows
        .iter()
        .skip(begin)
        .position(|row| heads_notes(sheet, *row));
    let few = |row: &u32| filled(*row) * 2 < figures.len();
    let under = headed
        .map(|at| begin + at)
        .filter(|at| rows.iter().skip(*at).all(few))
        .unwrap_or(rows.len());
    let last = rows.iter().take(under).collect::<Vec<_>>();
    let Some(mut end) = last.iter().rposition(|row| filled(**row) > 0) else {
        return (rows.to_vec(), Vec::new());
    };
    let beside = |row: u32| {
        let mut filled = 0;
        for (column, cell) in sheet.grid.row(row) {
            match look(cell) {
                Some(Look::LongText) => return 0,
                Some(_) if !figures.contains(&column) => filled += 1,
                _ => {}
            }
        }
        filled
    };
    let typical = rows
        .iter()
        .take(SAMPLE)
        .filter(|row| filled(**row) > 0)
        .map(|row| beside(*row))
        .max()
        .unwrap_or(0);
    while rows
        .get(end + 1)
        .is_some_and(|next| beside(*next) >= typical.max(2) || begins_with_sample(sheet, *next))
    {
        end += 1;
    }
    let (table, notes) = rows.split_at(end + 1);
    (table.to_vec(), notes.to_vec())
}

/// Whether a row holds nothing but a word that heads notes: `Footnotes:`, `Metadata`.
fn heads_notes(sheet: &Sheet, row: u32) -> bool {
    let mut cells = sheet.grid.row(row).filter(|(_, cell)| is_filled(*cell));
    let (Some((_, cell)), None) = (cells.next(), cells.next()) else {
        return false;
    };
    words(cell).is_some_and(|text| {
        let low = text.to_lowercase();
        let bare = low.trim_end_matches([':', ' ', '.']);
        ["footnotes", "footnote", "notes", "metadata", "sources"].contains(&bare)
    })
}

/// Whether a row begins with words such as `Sample size`, which belong to the figures above.
pub(super) fn begins_with_sample(sheet: &Sheet, row: u32) -> bool {
    sheet
        .grid
        .row(row)
        .next()
        .and_then(|(_, cell)| words(cell))
        .is_some_and(|text| beside_of(text).is_some())
}

/// Whether a row says what another says, cell by cell: a header of years again.
fn is_same_row(sheet: &Sheet, row: u32, other: Option<u32>) -> bool {
    other.is_some_and(|other| {
        let filled = sheet.grid.row(row).count();
        filled > 2 && sheet.grid.row(row).eq(sheet.grid.row(other))
    })
}

/// Whether the texts of a row in these columns say more than one thing, or there is only one.
fn differ(sheet: &Sheet, row: u32, columns: &[u32]) -> bool {
    let texts: Vec<&str> = columns
        .iter()
        .filter_map(|column| words(sheet.grid.cell(row, *column)))
        .collect();
    texts.len() < 2 || texts.iter().any(|text| Some(text) != texts.first())
}
