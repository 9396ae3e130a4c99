use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::import::grid::Cell;
use crate::import::layout::{self, clean};
use crate::import::workbook::Sheet;
use crate::import::{Format, ReadingChoices, Workbook};

/// How much of a layout must be the same for a recipe to be meant for it.
const LIKE: f64 = 0.7;
/// Rows that are looked through for a header that has moved.
const SEARCHED: usize = 60;
/// Headers that are named when a layout has changed.
const NAMED: usize = 6;

/// The layout of a file: what kind it is, and the headers of its tables, in which case, order, spacing and numbers make no
/// difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fingerprint {
    /// What kind of file it is.
    pub format: Format,
    /// Its tables, in the order of the sheets.
    pub tables: Vec<TablePrint>,
}

/// The headers of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TablePrint {
    /// Name of its sheet; empty in a text file.
    pub sheet: String,
    /// The headers, folded: no capitals, single spaces, `#` for every number, each once and in order.
    pub headers: Vec<String>,
}

/// How a layout meets a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Met {
    pub(super) likeness: f64,
    /// The sheets of the file that stand for those of the recipe.
    pub(super) sheets: Vec<(String, String)>,
    /// The row of the header where it is no longer where it was.
    pub(super) header_row: Option<u32>,
    pub(super) changes: Vec<String>,
}

impl Fingerprint {
    /// The layout of those sheets of a workbook that were read.
    pub fn of(workbook: &Workbook, choices: &ReadingChoices, read: &[&str]) -> Self {
        let is_text = is_text(workbook.file.format);
        let tables = workbook
            .sheets
            .iter()
            .filter(|sheet| read.iter().any(|name| is_of_sheet(name, &sheet.name)))
            .filter_map(|sheet| {
                let headers = headers(sheet, choices.header_row)?;
                Some(TablePrint {
                    sheet: if is_text {
                        String::new()
                    } else {
                        sheet.name.clone()
                    },
                    headers: headers.into_iter().collect(),
                })
            })
            .collect();
        Self {
            format: workbook.file.format,
            tables,
        }
    }

    /// Looks for its tables in a file; none where too little is there.
    pub(super) fn meet(&self, workbook: &Workbook, choices: &ReadingChoices) -> Option<Met> {
        let found: Vec<(&Sheet, BTreeSet<String>)> = workbook
            .sheets
            .iter()
            .filter_map(|sheet| Some((sheet, headers(sheet, choices.header_row)?)))
            .collect();
        let mut met = Met::default();
        let mut sum = 0.0;
        let (mut added, mut gone) = (BTreeSet::new(), BTreeSet::new());
        let mut missing = Vec::new();
        for table in &self.tables {
            let wanted: BTreeSet<String> = table.headers.iter().cloned().collect();
            let best = found
                .iter()
                .map(|(sheet, headers)| {
                    let same_name =
                        !table.sheet.is_empty() && folded(&sheet.name) == folded(&table.sheet);
                    (likeness(&wanted, headers), same_name, *sheet, headers)
                })
                .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
                .filter(|(like, ..)| *like >= LIKE);
            if let Some((like, _, sheet, headers)) = best {
                sum += like;
                added.extend(headers.difference(&wanted).cloned());
                gone.extend(wanted.difference(headers).cloned());
                met.sheets.push((table.sheet.clone(), sheet.name.clone()));
            } else if let Some((sheet, row)) = choices
                .header_row
                .and_then(|_| moved_header(workbook, &wanted))
            {
                sum += LIKE;
                met.header_row = Some(row + 1);
                met.changes
                    .push(format!("the header is in row {}", row + 1));
                met.sheets.push((table.sheet.clone(), sheet.name.clone()));
            } else {
                missing.push(table.sheet.clone());
            }
        }
        if met.sheets.is_empty() || missing.len() * 2 > self.tables.len() {
            return None;
        }
        let tables = u32::try_from(self.tables.len()).map_or(f64::MAX, f64::from);
        met.likeness = sum / tables;
        for (words, list) in [("new columns", added), ("columns no longer there", gone)] {
            if !list.is_empty() {
                let named: Vec<String> = list
                    .iter()
                    .take(NAMED)
                    .map(|of| format!("“{of}”"))
                    .collect();
                met.changes.push(format!("{words}: {}", named.join(", ")));
            }
        }
        if !missing.is_empty() {
            met.changes
                .push(format!("sheets no longer there: {}", missing.join(", ")));
        }
        Some(met)
    }
}

/// Whether a name is that of a sheet, or of one of several tables on it.
pub(super) fn is_of_sheet(name: &str, sheet: &str) -> bool {
    name.trim() == sheet.trim()
        || name
            .trim()
            .strip_prefix(sheet.trim())
            .is_some_and(|rest| rest.starts_with(" (table "))
}

fn is_text(format: Format) -> bool {
    matches!(format, Format::Csv)
}

/// The folded headers of a sheet's table.
fn headers(sheet: &Sheet, header_row: Option<u32>) -> Option<BTreeSet<String>> {
    let table = layout::first(sheet, header_row)?;
    let headers: BTreeSet<String> = table
        .headers
        .iter()
        .map(|header| folded(header))
        .filter(|header| !header.is_empty())
        .collect();
    (!headers.is_empty()).then_some(headers)
}

/// A header in which case, spacing, notes and numbers make no difference.
pub(super) fn folded(header: &str) -> String {
    let mut out = String::with_capacity(header.len());
    for c in clean(header).chars().flat_map(char::to_lowercase) {
        if !c.is_ascii_digit() {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out.chars()
        .filter(|c| !c.is_control())
        .take(crate::import::limits::RECIPE_TEXT_CHARS)
        .collect()
}

fn likeness(wanted: &BTreeSet<String>, found: &BTreeSet<String>) -> f64 {
    let count = |of: usize| u32::try_from(of).map_or(f64::MAX, f64::from);
    let both = wanted.intersection(found).count();
    let either = wanted.len() + found.len() - both;
    if either == 0 {
        0.0
    } else {
        count(both) / count(either)
    }
}

/// The row in which the headers stand now, from 0.
fn moved_header<'a>(workbook: &'a Workbook, wanted: &BTreeSet<String>) -> Option<(&'a Sheet, u32)> {
    // Bands above a header are joined before it: the row itself holds the last part.
    let own: BTreeSet<String> = wanted
        .iter()
        .filter_map(|header| header.rsplit(" – ").next().map(str::to_owned))
        .collect();
    for sheet in &workbook.sheets {
        for row in sheet.grid.row_numbers().take(SEARCHED) {
            let texts: BTreeSet<String> = sheet
                .grid
                .row(row)
                .filter_map(|(_, cell)| match cell {
                    Cell::Text(text) => Some(folded(text)),
                    _ => None,
                })
                .filter(|text| !text.is_empty())
                .collect();
            if likeness(&own, &texts) >= LIKE {
                return Some((sheet, row));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{folded, likeness};

    #[test]
    fn case_spacing_notes_and_numbers_make_no_difference() {
        for (one, other) in [
            ("Area Code", " area  code "),
            ("Rate 2022/23 [note 2]", "rate 2023/24"),
            ("Total ", "TOTAL"),
        ] {
            assert_eq!(folded(one), folded(other));
        }
        assert_ne!(folded("Lower"), folded("Upper"));
    }

    #[test]
    fn likeness_is_the_share_of_headers_in_both() {
        let of = |text: &str| text.split(' ').map(str::to_owned).collect();
        for (one, other, expected) in [
            ("a b c", "c b a", 1.0),
            ("a b c", "a b c d", 0.75),
            ("a b", "c d", 0.0),
        ] {
            assert!((likeness(&of(one), &of(other)) - expected).abs() < 1e-9);
        }
    }
}
