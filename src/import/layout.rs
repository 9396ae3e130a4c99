//! Where the tables of a sheet are and how each of them lies. A sheet is a grid of typed cells; every row is scored as a
//! header, the best one stands, and what is above, below and beside it follows. A table whose rows lean on each other comes
//! out as one whose rows stand alone, with every figure still at its own row and column.

mod axis;
mod below;
mod coverage;
mod extent;
mod header;
mod headings;
mod labels;
mod lift;
mod look;
mod names;
mod nested;
mod not_figures;
mod part;
mod roles;
mod rows;
mod series;
mod shares;
mod spread;
mod stacked;
mod stub;
mod titled;
mod units;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

pub(super) use axis::{Across, across, groups_across};
pub(super) use coverage::{of_workbook, only_place};
use extent::{notes_below, side_by_side};
use header::Header;
pub(super) use header::is_column_numbers;
pub(super) use labels::{apart, group_of, is_sum, is_total};
pub(super) use lift::{Hint, Limits};
pub(super) use look::is_words;
pub(super) use names::{clean, without_mark};
use names::{names, pieces};
use part::{Part, proof_of};
pub(super) use roles::names_measures;
pub(super) use rows::Rows;
use stacked::{Below, parts};

use super::title_block::TitleBlock;
use super::workbook::Sheet;

/// Rows up to which a sheet is looked at as a whole; longer ones are one table of rows that stand alone.
const LOOKED_AT: usize = 30_000;

/// The table of a sheet. Rows and columns from 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    /// Header rows, top to bottom.
    pub(super) header_rows: Vec<u32>,
    /// Names of the columns, bands above joined in; empty where there is none.
    pub(super) headers: Vec<String>,
    /// The pieces of which each name is joined, top to bottom.
    pub(super) pieces: Vec<Vec<String>>,
    /// Rows under the header that hold something.
    pub(super) rows: Rows,
    /// Rows under the figures: notes, keys to signs.
    pub(super) notes: Vec<u32>,
    /// What is known of columns from the way the table lies.
    pub(super) hints: Vec<Hint>,
    /// Limits that stood in rows under the figures, by the figure's column.
    pub(super) limits: HashMap<u32, Limits>,
    /// What the labels of a row of the header are, where the sheet says so, and those labels: `Religion`.
    pub(super) axis: Option<(String, Vec<String>)>,
    /// A column that is the sum of others, whose names are no more than letters.
    pub(super) shares: Option<(u32, Vec<u32>)>,
    /// Columns whose names are those of others.
    pub(super) alike: HashSet<u32>,
    /// The units of columns over which one stands by itself, such as `%`.
    pub(super) units: HashMap<u32, String>,
    /// Whether totals among its places name no place.
    pub(super) totals: bool,
    /// The place that all of it is about, where the sheet says so.
    pub(super) coverage: String,
    /// Its first and last column.
    pub(super) span: (u32, u32),
    /// Rows among its own that are read with others: limits under figures, headings.
    pub(super) aside: HashSet<u32>,
    /// Rows above its header that are its own, below another table: its title.
    pub(super) captions: Vec<u32>,
    /// Whether it is all that stands under its header.
    pub(super) is_whole_sheet: bool,
    /// Another row that may be the header as well, hardly less likely.
    pub(super) rival: Option<u32>,
    /// Why this is the table, in short sentences.
    pub(super) proof: String,
}

impl Table {
    /// Whether a row is one of its own.
    pub(super) fn accounts_for(&self, row: u32) -> bool {
        self.aside.contains(&row) || self.rows.contains(row)
    }

    /// The unit that stands by itself over all of these columns.
    pub(super) fn unit_of_all(&self, mut columns: impl Iterator<Item = u32>) -> Option<String> {
        let first = self.units.get(&columns.next()?)?;
        columns
            .all(|column| self.units.get(&column) == Some(first))
            .then(|| first.clone())
    }
}

/// A table with the sheet on which it stands alone.
pub(super) struct Found<'a> {
    /// The sheet as the table's rows are to be read.
    pub(super) sheet: Cow<'a, Sheet>,
    pub(super) table: Table,
}

/// What finding tables may rely on besides the sheet.
pub(super) struct Surroundings<'a> {
    /// Row of the header that was chosen, from 1.
    pub(super) header_row: Option<u32>,
    /// Whether a text is the name or code of a known place.
    pub(super) is_place: &'a dyn Fn(&str) -> bool,
    /// The place that was chosen for figures that name none.
    pub(super) place: Option<&'a str>,
    /// The place that the workbook is about, where its cover says so.
    pub(super) of_workbook: &'a str,
    /// Name of the file.
    pub(super) file: &'a str,
}

/// Finds the tables of a sheet, in reading order.
pub(super) fn find<'a>(sheet: &'a Sheet, around: &Surroundings<'_>) -> Vec<Found<'a>> {
    let all: Vec<u32> = sheet.grid.row_numbers().collect();
    let chosen = match around.header_row {
        Some(row) => match row.checked_sub(1) {
            Some(row) => Some(row),
            None => return Vec::new(),
        },
        None => None,
    };
    if all.len() > LOOKED_AT {
        return header::find(sheet, &all, chosen)
            .map(|header| plain(sheet, header, &all, around))
            .into_iter()
            .collect();
    }
    let parts = parts(sheet, &all, chosen);
    let top = parts
        .first()
        .and_then(|part| part.header.rows.first())
        .copied()
        .unwrap_or(0);
    let titles: Vec<u32> = all.iter().copied().filter(|row| *row < top).collect();
    let mut found = Vec::new();
    for Below {
        header,
        rows,
        captions,
    } in parts
    {
        let (rows, notes) = notes_below(sheet, &rows);
        let rows: Vec<u32> = rows
            .into_iter()
            .enumerate()
            .filter(|(at, row)| *at > 1 || !header::is_column_numbers(sheet, *row))
            .map(|(_, row)| row)
            .collect();
        let sides = side_by_side(sheet, &header.rows, &rows);
        for span in sides {
            found.push(Part {
                header: header.clone(),
                rows: rows.clone(),
                notes: notes.clone(),
                captions: captions.clone(),
                span,
            });
        }
    }
    let several = found.len() > 1;
    found
        .into_iter()
        .enumerate()
        .map(|(at, part)| part.found(sheet, &titles, several, at, around))
        .collect()
}

/// The header of a sheet's first table and the rows under it, where only the look of the cells is needed.
pub(super) fn first(sheet: &Sheet, header_row: Option<u32>) -> Option<Table> {
    let around = Surroundings {
        header_row,
        is_place: &|_| false,
        place: None,
        of_workbook: "",
        file: "",
    };
    let all: Vec<u32> = sheet.grid.row_numbers().collect();
    let chosen = match header_row {
        Some(row) => Some(row.checked_sub(1)?),
        None => None,
    };
    let header = header::find(sheet, &all, chosen)?;
    Some(plain(sheet, header, &all, &around).table)
}

/// A long table whose rows stand alone.
fn plain<'a>(
    sheet: &'a Sheet,
    header: Header,
    all: &[u32],
    around: &Surroundings<'_>,
) -> Found<'a> {
    let last = header.last();
    let rows = all.iter().copied().filter(|row| *row > last).collect();
    let pieces = pieces(sheet, &header.rows);
    let block = TitleBlock::above(sheet, &[], header.rows.first().copied().unwrap_or(0));
    let coverage = around.place.map_or_else(
        || coverage::of(&block, &header.remarks, sheet, &[]).0,
        str::to_owned,
    );
    let table = Table {
        headers: names(&pieces),
        pieces,
        rows,
        proof: proof_of(&header),
        rival: header.close_rival(),
        header_rows: header.rows,
        coverage,
        is_whole_sheet: true,
        ..Table::default()
    };
    Found {
        sheet: Cow::Borrowed(sheet),
        table,
    }
}

#[cfg(test)]
mod tests {
    use super::{Surroundings, Table, clean, find};
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
        let around = Surroundings {
            header_row: None,
            is_place: &|_| false,
            place: None,
            of_workbook: "",
            file: "",
        };
        find(&sheet, &around).remove(0).table
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
