//! Rows and columns that a workbook does not show, because somebody hid them or a filter does.

use std::collections::{BTreeSet, HashMap};
use std::io::{BufReader, Read, Seek};

use quick_xml::events::{BytesStart, Event};
use serde::{Deserialize, Serialize};
use zip::ZipArchive;

use super::ods_cell::normalised;
use super::outlet::grouped;
use super::{Grid, checks::listed};
use crate::domain::column_letters;

/// Hidden rows and columns of a sheet, in unbroken stretches from 0, which rise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    rows: Vec<(u32, u32)>,
    columns: Vec<(u32, u32)>,
}

impl Hidden {
    /// Adds rows, both ends included; those that do not come after the last ones are left out.
    pub(super) fn add_rows(&mut self, first: u32, last: u32) {
        add(&mut self.rows, first, last);
    }

    /// The same for columns.
    pub(super) fn add_columns(&mut self, first: u32, last: u32) {
        add(&mut self.columns, first, last);
    }

    /// Adds what was said of the same sheet later, as far as it lies on a sheet of this size.
    pub(super) fn extend(&mut self, more: &Self, (rows, columns): (u32, u32)) {
        for (first, last) in more.rows.iter().filter(|(_, last)| *last < rows) {
            self.add_rows(*first, *last);
        }
        for (first, last) in more.columns.iter().filter(|(_, last)| *last < columns) {
            self.add_columns(*first, *last);
        }
    }

    /// The same in pieces of so many stretches.
    pub(super) fn pieces(&self, most: usize) -> impl Iterator<Item = Self> {
        let rows = self.rows.chunks(most).map(|rows| Self {
            rows: rows.to_vec(),
            columns: Vec::new(),
        });
        let columns = self.columns.chunks(most).map(|columns| Self {
            rows: Vec::new(),
            columns: columns.to_vec(),
        });
        rows.chain(columns)
    }

    /// Whether nothing is hidden.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.columns.is_empty()
    }

    /// Whether a row is hidden.
    pub fn row(&self, row: u32) -> bool {
        is_in(&self.rows, row)
    }

    /// Whether a column is hidden.
    pub fn column(&self, column: u32) -> bool {
        is_in(&self.columns, column)
    }

    /// What of a sheet's cells is hidden, in a sentence; nothing where no cell is.
    pub(super) fn said_of(&self, grid: &Grid) -> Option<String> {
        if self.is_empty() {
            return None;
        }
        let (mut rows, mut columns, mut cells) = (Self::default(), BTreeSet::new(), 0_u64);
        for row in grid.row_numbers() {
            let is_hidden = self.row(row);
            if is_hidden {
                rows.add_rows(row, row);
            }
            for (column, _) in grid.row(row) {
                let of_column = self.column(column);
                cells += u64::from(is_hidden || of_column);
                if of_column {
                    columns.insert(column);
                }
            }
        }
        for column in columns {
            rows.add_columns(column, column);
        }
        let number = |row: u32| (row + 1).to_string();
        let parts: Vec<String> = [
            in_words(&rows.rows, "row", number),
            in_words(&rows.columns, "column", column_letters),
        ]
        .into_iter()
        .flatten()
        .collect();
        (cells > 0).then(|| {
            format!(
                "Hidden on this sheet, by hand or by a filter: {}, with {} filled {}. Figures in them are read only when that is chosen.",
                parts.join(" and "),
                grouped(cells),
                if cells == 1 { "cell" } else { "cells" }
            )
        })
    }
}

fn add(stretches: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    if first > last {
        return;
    }
    match stretches.last_mut() {
        Some((_, before)) if first <= *before => {}
        Some((_, before)) if *before + 1 == first => *before = last,
        _ => stretches.push((first, last)),
    }
}

fn is_in(stretches: &[(u32, u32)], at: u32) -> bool {
    let next = stretches.partition_point(|(_, last)| *last < at);
    stretches.get(next).is_some_and(|(first, _)| *first <= at)
}

/// `rows 5 to 7 and 9`.
fn in_words(stretches: &[(u32, u32)], what: &str, name: impl Fn(u32) -> String) -> Option<String> {
    let names: Vec<String> = stretches
        .iter()
        .map(|(first, last)| match last - first {
            0 => name(*first),
            _ => format!("{} to {}", name(*first), name(*last)),
        })
        .collect();
    let several = match stretches {
        [] => return None,
        [(first, last)] if first == last => "",
        _ => "s",
    };
    Some(format!("{what}{several} {}", listed(&names, 8)))
}

/// What each sheet of an XLSX workbook hides, by its name; only these parts, by lower-case name, are looked at.
pub(super) fn of_xlsx(file: impl Read + Seek, parts: &[String]) -> HashMap<String, Hidden> {
    let mut hidden = HashMap::new();
    if parts.is_empty() {
        return hidden;
    }
    let Ok(mut zip) = ZipArchive::new(file) else {
        return hidden;
    };
    let mut targets: HashMap<String, String> = HashMap::new();
    each_element(&mut zip, "xl/_rels/workbook.xml.rels", |name, element| {
        if name == b"Relationship"
            && let (Some(id), Some(target)) = (value(element, b"Id"), value(element, b"Target"))
        {
            let part = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("xl/{target}"),
            };
            targets.insert(id, part);
        }
    });
    let mut sheets: Vec<(String, String)> = Vec::new();
    each_element(&mut zip, "xl/workbook.xml", |name, element| {
        if name == b"sheet"
            && let (Some(name), Some(id)) = (value(element, b"name"), value(element, b"id"))
            && let Some(part) = targets.get(&id)
        {
            sheets.push((name, part.clone()));
        }
    });
    for (name, part) in sheets {
        if parts.contains(&part.to_lowercase()) {
            hidden.insert(name, of_part(&mut zip, &part));
        }
    }
    hidden
}

fn of_part<R: Read + Seek>(zip: &mut ZipArchive<R>, part: &str) -> Hidden {
    let mut hidden = Hidden::default();
    let mut next = 0;
    each_element(zip, part, |name, element| {
        let number = |key| value(element, key).and_then(|text| text.parse::<u32>().ok());
        let is_hidden =
            || value(element, b"hidden").is_some_and(|text| matches!(text.as_str(), "1" | "true"));
        match name {
            b"col" if is_hidden() => {
                let first = number(b"min").unwrap_or(1).saturating_sub(1);
                let last = number(b"max").map_or(first, |last| last.saturating_sub(1));
                hidden.add_columns(first, last);
            }
            b"row" => {
                let row = number(b"r").map_or(next, |row| row.saturating_sub(1));
                next = row.saturating_add(1);
                if is_hidden() {
                    hidden.add_rows(row, row);
                }
            }
            _ => {}
        }
    });
    hidden
}

/// Shows the elements of a part, each by its name without a prefix.
pub(super) fn each_element<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    part: &str,
    mut see: impl FnMut(&[u8], &BytesStart<'_>),
) {
    let Ok(part) = zip.by_name(part) else {
        return;
    };
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(part));
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                see(element.local_name().as_ref(), &element);
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The text of an attribute, whatever its prefix.
pub(super) fn value(element: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let found = element
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    normalised(&found)
}

#[cfg(test)]
mod tests {
    use super::Hidden;
    use crate::import::{Cell, Grid};

    #[test]
    fn what_is_hidden_is_said_with_its_cells() {
        let mut hidden = Hidden::default();
        for (first, last) in [(4, 4), (5, 6), (6, 9), (8, 8), (1000, 1_048_575)] {
            hidden.add_rows(first, last);
        }
        hidden.add_columns(3, 3);
        hidden.add_columns(7, 16_383);
        assert!((0..2000).all(|row| hidden.row(row) == matches!(row, 4..=6 | 8 | 1000..)));
        assert!(hidden.column(3) && !hidden.column(4) && hidden.column(100));
        let mut grid = Grid::default();
        for row in 0..10 {
            for column in 0..5 {
                grid.push(row, column, Cell::Number(1.0));
            }
        }
        let said = hidden.said_of(&grid).unwrap_or_default();
        assert!(
            said.contains("rows 5 to 7 and 9 and column D, with 26 filled cells"),
            "{said}"
        );
        assert_eq!(Hidden::default().said_of(&grid), None);
        let mut again = Hidden::default();
        for piece in hidden.pieces(1) {
            again.extend(&piece, (2_000_000, 20_000));
        }
        assert_eq!(again, hidden);
    }
}
