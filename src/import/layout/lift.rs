use std::collections::{HashMap, HashSet};

use crate::import::columns::Part;
use crate::import::grid::{Cell, Grid};
use crate::import::workbook::Sheet;

/// What a column is known to hold from the way the table lies.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::import) struct Hint {
    /// Column, from 0.
    pub(in crate::import) column: u32,
    /// What it holds.
    pub(in crate::import) part: Part,
    /// The proof.
    pub(in crate::import) reason: String,
}

/// Columns, from 0, that hold what stands under a figure rather than beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Limits {
    /// Lower limits.
    pub(in crate::import) lower: Option<u32>,
    /// Upper limits.
    pub(in crate::import) upper: Option<u32>,
    /// Sample sizes.
    pub(in crate::import) sample: Option<u32>,
}

/// A cell that is shown in a place where the sheet has none or another.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shown {
    /// Nothing.
    Nothing,
    /// A text.
    Text(String),
    /// What stands at this row and column.
    Same(u32, u32),
}

/// What turns a table whose rows lean on each other into one whose rows stand alone: cells that are carried down, columns
/// that are added beyond the sheet's last one, rows that are taken out.
#[derive(Clone, Debug, Default)]
pub(super) struct Lift {
    pub(super) cells: HashMap<(u32, u32), Shown>,
    /// Names of the columns that are added.
    pub(super) added: Vec<String>,
    pub(super) taken_out: HashSet<u32>,
    /// Rows taken out that belong to no figure.
    pub(super) lost: HashSet<u32>,
    pub(super) hints: Vec<Hint>,
    pub(super) limits: HashMap<u32, Limits>,
    /// Whether totals among places name no place.
    pub(super) totals: bool,
    /// What was done, for the proof.
    pub(super) done: Vec<String>,
}

impl Lift {
    /// Whether there is nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.added.is_empty() && self.taken_out.is_empty()
    }

    /// Adds a column and gives its number, with what it holds.
    pub(super) fn add(&mut self, width: u32, name: &str, part: Part, reason: &str) -> u32 {
        let column = width + u32::try_from(self.added.len()).unwrap_or(0);
        self.added.push(name.to_owned());
        self.hint(column, part, reason);
        column
    }

    pub(super) fn hint(&mut self, column: u32, part: Part, reason: &str) {
        self.hints.retain(|hint| hint.column != column);
        self.hints.push(Hint {
            column,
            part,
            reason: reason.to_owned(),
        });
    }

    pub(super) fn show(&mut self, row: u32, column: u32, text: &str) {
        self.cells
            .insert((row, column), Shown::Text(text.to_owned()));
    }

    /// The cell that is shown at a place.
    pub(super) fn cell<'a>(&'a self, sheet: &'a Sheet, row: u32, column: u32) -> Cell<'a> {
        match self.cells.get(&(row, column)) {
            None => sheet.grid.cell(row, column),
            Some(Shown::Nothing) => Cell::Empty,
            Some(Shown::Text(text)) => Cell::Text(text),
            Some(Shown::Same(row, column)) => sheet.grid.cell(*row, *column),
        }
    }
}

/// A sheet of one table: all columns of the rows above and below it, the columns of its own rows, and what is lifted.
pub(super) fn sheet_of(
    sheet: &Sheet,
    name: String,
    around: &[u32],
    own: &[u32],
    (first, last): (u32, u32),
    lift: &Lift,
) -> Sheet {
    let mut grid = Grid::default();
    let mut rows: Vec<(u32, bool)> = around
        .iter()
        .map(|row| (*row, false))
        .chain(own.iter().map(|row| (*row, true)))
        .collect();
    rows.sort_unstable();
    let mut by_row: HashMap<u32, Vec<u32>> = HashMap::new();
    for (row, column) in lift.cells.keys() {
        by_row.entry(*row).or_default().push(*column);
    }
    for (row, is_own) in rows {
        let mut columns: Vec<u32> = sheet
            .grid
            .row(row)
            .map(|(column, _)| column)
            .filter(|column| !is_own || (first..=last).contains(column))
            .collect();
        columns.extend(by_row.get(&row).into_iter().flatten());
        columns.sort_unstable();
        columns.dedup();
        for column in columns {
            let (from_row, from_column) = match lift.cells.get(&(row, column)) {
                Some(Shown::Same(row, column)) => (*row, *column),
                _ => (row, column),
            };
            match lift.cell(sheet, row, column) {
                Cell::Number(value) if sheet.grid.is_percent(from_row, from_column) => {
                    grid.push_percent(row, column, value);
                }
                cell => grid.push(row, column, cell),
            }
        }
    }
    grid.settle();
    Sheet {
        name,
        visible: sheet.visible,
        grid,
        merged: sheet.merged.clone(),
        hidden: sheet.hidden.clone(),
        sidecar: None,
    }
}
