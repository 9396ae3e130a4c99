use super::below;
use super::labels::is_total;
use super::look::{Look, Looks, is_filled, look, looks, words};
use super::series;
use crate::import::columns::{Part, part_of_header};
use crate::import::grid::Cell;
use crate::import::number_text;
use crate::import::subject_header::names_subjects;
use crate::import::workbook::Sheet;

/// Rows that are looked through for a header, and rows under it that are looked at.
const SEARCHED: usize = 60;
pub(super) const BELOW: usize = 30;
/// Rows that one header may have.
pub(super) const DEEPEST: usize = 6;

/// The rows of a header.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Header {
    /// Top to bottom.
    pub(super) rows: Vec<u32>,
    /// What stands above or below the columns and is about all of them, each with its column: units, coverage.
    pub(super) remarks: Vec<(u32, String)>,
    /// Rows under the header that hold such a remark.
    pub(super) skipped: Vec<u32>,
    /// A row of the header with what its labels are, where it says so left of them.
    pub(super) axis: Option<(u32, String)>,
    /// How far the row chosen leads before the next best, as a share of its score.
    pub(super) lead: f64,
    /// The next best row.
    pub(super) rival: Option<u32>,
}

/// A lead below this share of the score is none.
const CLEAR: f64 = 0.12;

impl Header {
    /// The next best row, where it is hardly less likely.
    pub(super) fn close_rival(&self) -> Option<u32> {
        self.rival.filter(|_| self.lead < CLEAR)
    }

    /// Its last row, remarks under it included.
    pub(super) fn last(&self) -> u32 {
        self.rows
            .iter()
            .chain(&self.skipped)
            .copied()
            .max()
            .unwrap_or(0)
    }
}

/// Finds the header among these rows: at the chosen row (from 0), or where the scores point to.
pub(super) fn find(sheet: &Sheet, rows: &[u32], chosen: Option<u32>) -> Option<Header> {
    if chosen.is_none()
        && let Some(series) = series::of(sheet, rows)
    {
        return Some(series);
    }
    let scored = match chosen {
        Some(row) => (*rows.iter().find(|number| **number == row)?, 1.0, None),
        None => best_row(sheet, rows)?,
    };
    let (best, lead, rival) = scored;
    let bottom = if chosen.is_none() {
        reached_by_names(sheet, best)
    } else {
        best
    };
    let mut header = Header {
        rows: vec![bottom],
        lead,
        rival,
        ..Header::default()
    };
    let floor = rows.first().copied().unwrap_or(0);
    let first_column = sheet
        .grid
        .row(bottom)
        .next()
        .map_or(0, |(column, _)| column);
    let mut top = bottom;
    while header.rows.len() < DEEPEST
        && let Some(above) = top.checked_sub(1).filter(|above| *above >= floor)
    {
        if let Some(remark) =
            remark(sheet, above, bottom).or_else(|| within_band(sheet, above, (top, bottom)))
        {
            header.remarks.push(remark);
        } else if is_band(sheet, above, bottom, first_column) {
            header.rows.insert(0, above);
            header.axis = header
                .axis
                .or_else(|| axis_of_band(sheet, above, (bottom, first_column)));
        } else {
            break;
        }
        top = above;
    }
    if chosen.is_none() {
        below::take(sheet, rows, bottom, &mut header);
    }
    Some(header)
}

/// The last row of a header of which this is one: a name that is merged down reaches to it, over bands and years beside it.
fn reached_by_names(sheet: &Sheet, row: u32) -> u32 {
    let mut ends: Vec<u32> = sheet
        .merged
        .iter()
        .filter(|range| range.first_row == row && range.last_row > row)
        .map(|range| range.last_row)
        .collect();
    ends.sort_unstable();
    ends.dedup();
    let labelled = |row: u32| sheet.grid.row(row).any(|(_, cell)| is_filled(cell));
    match ends.as_slice() {
        [end] if (row..*end).count() < DEEPEST && (row + 1..=*end).all(labelled) => *end,
        _ => row,
    }
}

/// The row that looks most like a header, its lead over the next best, and that one.
fn best_row(sheet: &Sheet, rows: &[u32]) -> Option<(u32, f64, Option<u32>)> {
    let rows: Vec<u32> = rows.iter().copied().take(SEARCHED + BELOW).collect();
    let looks: Vec<Looks> = rows.iter().map(|row| looks(sheet, *row)).collect();
    let mut scores: Vec<(f64, u32)> = Vec::new();
    for (index, row) in rows.iter().enumerate().take(SEARCHED) {
        let (Some(here), Some(below)) = (looks.get(index), looks.get(index + 1..)) else {
            continue;
        };
        let below = below.get(..BELOW.min(below.len())).unwrap_or(below);
        let score = score(sheet, *row, here, below, &rows, index);
        if score >= 2.0 {
            scores.push((score, *row));
        }
    }
    let best = scores
        .iter()
        .copied()
        .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let rival = scores
        .iter()
        .copied()
        .filter(|(_, row)| row.abs_diff(best.1) > 3)
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    let lead = rival.map_or(1.0, |rival| 1.0 - rival.0 / best.0);
    Some((best.1, lead, rival.map(|(_, row)| row)))
}

fn score(
    sheet: &Sheet,
    row: u32,
    here: &Looks,
    below: &[Looks],
    rows: &[u32],
    index: usize,
) -> f64 {
    let mut own: Vec<u32> = here.keys().copied().collect();
    own.sort_unstable();
    // Under nothing else they are the only names there are.
    let has_above = sheet.grid.row_numbers().next() != Some(row);
    if has_above && is_series_codes(sheet, row, own.get(1..).unwrap_or_default()) {
        return 0.0;
    }
    let counts = series::counts_up(sheet, row);
    let mut score = 0.0;
    let mut over_numbers = 0;
    let (mut names_figure, mut names_subject) = (false, false);
    let later = || rows.iter().skip(index + 1).take(below.len());
    let whole_row_repeats = here.len() > 2
        && later().any(|other| {
            here.keys().all(|column| {
                words(sheet.grid.cell(row, *column)) == words(sheet.grid.cell(*other, *column))
            })
        });
    for (column, look) in here {
        let under: Vec<Look> = below
            .iter()
            .filter_map(|cells| cells.get(column).copied())
            .collect();
        let numbers = under.iter().filter(|look| look.is_figure()).count();
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
                let repeats = !whole_row_repeats
                    && later().any(|other| {
                        matches!(sheet.grid.cell(*other, *column), Cell::Text(below) if below == text)
                    });
                if repeats {
                    score -= 1.0;
                }
            }
            Look::Year if numeric && years * 2 <= under.len().max(1) => {
                score += 1.2;
                over_numbers += 1;
            }
            Look::Year | Look::Number if counts && numeric => {
                score += 1.2;
                over_numbers += 1;
            }
            // A time for which nobody has a figure.
            Look::Year if under.is_empty() => score += 0.5,
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

/// A single text above the last columns of a header, or above all of them, that is about all columns: `Percentage`,
/// `area (millions of hectares)`, `United Kingdom (thousands) seasonally adjusted`.
fn remark(sheet: &Sheet, row: u32, header: u32) -> Option<(u32, String)> {
    let mut cells = sheet.grid.row(row).filter(|(_, cell)| is_filled(*cell));
    let (column, cell) = cells.next()?;
    let text = words(cell)?;
    if cells.next().is_some() || text.len() > 120 || text.ends_with(':') {
        return None;
    }
    let named: Vec<u32> = sheet.grid.row(header).map(|(column, _)| column).collect();
    let last = named.last().copied()?;
    let over_last = column == last && named.len() > 1;
    let over_all = sheet.merged.iter().any(|range| {
        range.first_row == row && range.first_column == column && range.last_column >= last
    }) && named.iter().filter(|other| **other < column).count() <= 1
        && named.len() > 2;
    (over_last || over_all).then(|| (column, text.to_owned()))
}

/// A single text above the inside of a band is about all columns too: no band begins there.
fn within_band(sheet: &Sheet, row: u32, (band, header): (u32, u32)) -> Option<(u32, String)> {
    let mut cells = sheet.grid.row(row).filter(|(_, cell)| is_filled(*cell));
    let (column, cell) = cells.next()?;
    let text = words(cell)?;
    let begins = |column: u32| is_filled(sheet.grid.cell(band, column));
    let inside = band < header && !begins(column) && (1..column).any(begins);
    let merged = sheet
        .merged
        .iter()
        .any(|range| range.first_row == row && range.first_column == column);
    (inside && !merged && cells.next().is_none() && text.len() <= 120 && !text.ends_with(':'))
        .then(|| (column, text.to_owned()))
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
        // A row with a figure is one of another table above, whatever stands beside it.
        if text.ends_with(':') || text.len() > 120 || look(cell) == Some(Look::Number) {
            return false;
        }
        let covers = sheet.merged.iter().any(|range| {
            range.first_row == row && range.first_column == column && range.last_column > column
        });
        let goes_down = sheet.merged.iter().any(|range| {
            range.first_row == row && range.first_column == column && range.last_row >= header
        });
        let over_header = !matches!(sheet.grid.cell(header, column), Cell::Empty);
        if column == first_column && sheet.grid.row(row).count() == 1 {
            return false;
        }
        if column < first_column && text.len() < 30 && sheet.grid.row(row).count() > 2 {
            continue;
        }
        if !covers && !over_header && !goes_down && !names_figures(sheet, (row, header), column) {
            // What the labels to its right are, between the rows' names and the figures: `Month`.
            let right = sheet.grid.cell(row, column + 1);
            let labels_follow = texts == 0
                && column == first_column + 1
                && is_filled(right)
                && is_filled(sheet.grid.cell(header, column + 1));
            if !labels_follow {
                return false;
            }
            continue;
        }
        texts += 1;
    }
    texts > 0
}

/// Whether a text stands over figures with nothing between, so that it is their name, as a cell that goes down over both rows would be.
fn names_figures(sheet: &Sheet, (row, header): (u32, u32), column: u32) -> bool {
    let numbers = || sheet.grid.row_numbers().skip_while(|below| *below <= row);
    let mut between = numbers().take_while(|below| *below <= header);
    let looks = numbers()
        .filter(|below| *below > header)
        .take(BELOW)
        .filter_map(|below| look(sheet.grid.cell(below, column)));
    between.all(|row| !is_filled(sheet.grid.cell(row, column)))
        && looks.filter(|look| look.is_figure()).count() > 1
}

/// What the labels of a band are, where it says so left of all names: `AGE GROUP`, `16-39`, `40-69`. What goes down to the names, or
/// stands beside others left of them, is itself the name of a column.
fn axis_of_band(
    sheet: &Sheet,
    row: u32,
    (header, first_column): (u32, u32),
) -> Option<(u32, String)> {
    let mut filled = sheet.grid.row(row).filter(|(_, cell)| is_filled(*cell));
    let (column, cell) = filled.next()?;
    let text = words(cell)?;
    let alone = filled.next().is_none_or(|(next, _)| next >= first_column);
    let goes_down = sheet.merged.iter().any(|range| {
        range.first_row == row && range.first_column == column && range.last_row >= header
    });
    // `Police force area` says what the rows are.
    let of_rows = is_total(text) || names_subjects(text);
    (column < first_column && alone && !goes_down && !of_rows).then(|| (row, text.to_lowercase()))
}

/// Identifiers of series in the place of figures: four or five capital letters and digits each, all different.
pub(super) fn is_series_codes(sheet: &Sheet, row: u32, values: &[u32]) -> bool {
    let codes: Vec<&str> = values
        .iter()
        .filter_map(|column| words(sheet.grid.cell(row, *column)))
        .collect();
    let mut different = codes.clone();
    different.sort_unstable();
    different.dedup();
    codes.len() > 1
        && codes.len() == different.len()
        && codes.len() * 10 >= values.len() * 8
        && codes.iter().all(|code| {
            (4..=5).contains(&code.len())
                && code
                    .chars()
                    .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
                && code.chars().any(|c| c.is_ascii_uppercase())
        })
}

/// Numbers of columns under a header: 1, 2, 3 and so on, and nothing else; columns of names may all be 1.
pub(in crate::import) fn is_column_numbers(sheet: &Sheet, row: u32) -> bool {
    let filled = || sheet.grid.row(row).filter(|(_, cell)| is_filled(*cell));
    let numbers: Vec<f64> = filled()
        .map_while(|(_, cell)| match cell {
            Cell::Number(value) => Some(value),
            Cell::Text(text) => number_text::trim(text).parse().ok(),
            _ => None,
        })
        .collect();
    let Some(first) = numbers.first() else {
        return false;
    };
    if numbers.len() < 3 || numbers.len() != filled().count() || !(1.0..=2.0).contains(first) {
        return false;
    }
    let mut expected = *first;
    numbers.into_iter().all(|value| {
        let is = |other: f64| (value - other).abs() < f64::EPSILON;
        let goes_on = is(expected) || is(1.0);
        expected = value + 1.0;
        goes_on
    })
}
