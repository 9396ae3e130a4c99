use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::import::{
    Cell, ColumnGuess, ColumnRole, ReviewedFile, ReviewedSheet, Severity, Workbook,
};

/// A sheet as it stands, with what was understood of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GridPreview {
    workbook: Arc<Workbook>,
    review: Option<Arc<ReviewedFile>>,
    sheet: usize,
    /// Each column.
    pub columns: Vec<GridColumn>,
    /// Bands that occur, for the key.
    pub bands: Vec<Band>,
    /// The tables that were found, in reading order.
    tables: Vec<Part>,
    /// Cells with a problem, the gravest of each, by row and column from 0.
    marks: BTreeMap<(u32, u32), Severity>,
    /// The cell to be looked at, from 0, and how often one was.
    pub look: (Option<(u32, u32)>, u32),
}

/// One table of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    /// Its name: `Data (table 2)`.
    pub name: String,
    header: BTreeSet<u32>,
    /// From the first row of its header to its last one of figures.
    within: (u32, u32),
    /// What its columns were taken for.
    guesses: BTreeMap<u32, ColumnGuess>,
}

impl Part {
    fn of(table: &ReviewedSheet) -> Self {
        let rows = table.header_rows.iter();
        let header: BTreeSet<u32> = rows.map(|row| row.saturating_sub(1)).collect();
        let last = table.last_row.checked_sub(1).unwrap_or(u32::MAX);
        let guesses = table.columns.iter();
        Self {
            name: table.sheet.clone(),
            within: (header.first().copied().unwrap_or(0), last),
            header,
            guesses: guesses.map(|guess| (guess.column, guess.clone())).collect(),
        }
    }

    fn holds(&self, row: u32) -> bool {
        (self.within.0..=self.within.1).contains(&row)
    }

    /// What a column of it was taken for; none when nothing was understood.
    pub(crate) fn guess(&self, column: u32) -> Option<&ColumnGuess> {
        self.guesses.get(&column)
    }
}

/// A column of the source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GridColumn {
    /// Number, from 0.
    pub number: u32,
    /// Letter.
    pub letter: String,
    /// Its width in points.
    pub width: f32,
}

/// What cells are, as colour and key tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Band {
    /// Rows of the header.
    Header,
    /// Code of the place or organisation.
    Code,
    /// Its name or level.
    Name,
    /// What the figure covers.
    Period,
    /// Of which people.
    Group,
    /// What is measured, and its unit.
    Indicator,
    /// The figure.
    Value,
    /// Limits and counts.
    Limits,
    /// Status and notes.
    Notes,
    /// Title, notes and columns that are not read.
    LeftOut,
}

impl Band {
    /// Its name in the key.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Header => "Header",
            Self::Code => "Code",
            Self::Name => "Name, level",
            Self::Period => "Period",
            Self::Group => "People group",
            Self::Indicator => "Indicator, unit",
            Self::Value => "Figures",
            Self::Limits => "Limits, counts",
            Self::Notes => "Status, notes",
            Self::LeftOut => "Not read",
        }
    }

    fn of(role: ColumnRole) -> Self {
        match role {
            ColumnRole::Code | ColumnRole::Identifier => Self::Code,
            ColumnRole::Name | ColumnRole::Level | ColumnRole::SizeBand | ColumnRole::Sector => {
                Self::Name
            }
            ColumnRole::Period => Self::Period,
            ColumnRole::Group => Self::Group,
            ColumnRole::Indicator
            | ColumnRole::IndicatorCode
            | ColumnRole::Unit
            | ColumnRole::Measure
            | ColumnRole::Polarity => Self::Indicator,
            ColumnRole::Value => Self::Value,
            ColumnRole::Lower | ColumnRole::Upper | ColumnRole::Count | ColumnRole::Denominator => {
                Self::Limits
            }
            ColumnRole::Status | ColumnRole::Note => Self::Notes,
            ColumnRole::Ignore => Self::LeftOut,
        }
    }
}

/// Most columns that are shown: more than a person looks at.
const COLUMNS: u32 = 2000;
/// Rows whose texts decide how wide a column is.
const MEASURED: usize = 80;

/// A sheet with the cell that is looked at.
pub(super) fn preview(
    workbook: &Arc<Workbook>,
    review: Option<&Arc<ReviewedFile>>,
    sheet: usize,
    look: (Option<(u32, u32)>, u32),
) -> Option<GridPreview> {
    let cells = workbook.sheets.get(sheet)?;
    let of_sheet: Vec<&ReviewedSheet> = review
        .into_iter()
        .flat_map(|review| &review.sheets)
        .filter(|table| table.is_of(&cells.name))
        .collect();
    let tables: Vec<Part> = of_sheet.iter().map(|table| Part::of(table)).collect();
    let first = tables.iter().map(|table| table.within.0).min().unwrap_or(0);
    let shown = cells.grid.columns().min(COLUMNS);
    let mut widths = vec![0usize; shown as usize];
    let measured = cells.grid.row_numbers().filter(|row| *row >= first);
    for row in measured.take(MEASURED) {
        for (column, cell) in cells.grid.row(row) {
            if let Some(width) = widths.get_mut(column as usize) {
                *width = (*width).max(cell_text(cell).0.chars().count());
            }
        }
    }
    let columns: Vec<GridColumn> = (0..shown)
        .zip(&widths)
        .map(|(number, width)| GridColumn {
            number,
            letter: crate::domain::column_letters(number),
            width: (*width as f32 * 7.5 + 20.0).clamp(132.0, 260.0),
        })
        .collect();
    let mut bands: BTreeSet<Band> = tables
        .iter()
        .flat_map(|table| table.guesses.values())
        .map(|guess| Band::of(guess.role))
        .collect();
    if tables.iter().any(|table| !table.header.is_empty()) {
        bands.extend([Band::Header, Band::LeftOut]);
    }
    Some(GridPreview {
        workbook: Arc::clone(workbook),
        review: review.cloned(),
        sheet,
        columns,
        bands: bands.into_iter().collect(),
        tables,
        marks: marks(&of_sheet),
        look,
    })
}

fn marks(tables: &[&ReviewedSheet]) -> BTreeMap<(u32, u32), Severity> {
    let mut marks: BTreeMap<(u32, u32), Severity> = BTreeMap::new();
    for problem in tables.iter().flat_map(|table| &table.problems) {
        let (row, column) = (problem.origin.row, problem.origin.column);
        if row == 0 || column == 0 {
            continue;
        }
        let severity = if problem.rejected {
            Severity::Blocker
        } else {
            problem.severity
        };
        marks
            .entry((row - 1, column - 1))
            .and_modify(|before| *before = severity.min(*before))
            .or_insert(severity);
    }
    marks
}

impl GridPreview {
    /// The sheet's name.
    pub(crate) fn name(&self) -> &str {
        let sheet = self.workbook.sheets.get(self.sheet);
        sheet.map_or("", |sheet| sheet.name.as_str())
    }

    /// Names of the workbook's sheets, and which is shown.
    pub(crate) fn sheets(&self) -> (Vec<&str>, usize) {
        let names = self.workbook.sheets.iter();
        (names.map(|sheet| sheet.name.as_str()).collect(), self.sheet)
    }

    /// Index of the row to begin with: the first of the header.
    pub(crate) fn first(&self) -> usize {
        let first = self.tables.iter().map(|table| table.within.0).min();
        first.map_or(0, |row| self.index_of(row))
    }

    /// How many rows hold something.
    pub(crate) fn rows(&self) -> usize {
        let sheet = self.workbook.sheets.get(self.sheet);
        sheet.map_or(0, |sheet| sheet.grid.filled_rows())
    }

    /// The number of the row at an index, from 0.
    pub(crate) fn row(&self, index: usize) -> Option<u32> {
        self.workbook.sheets.get(self.sheet)?.grid.row_at(index)
    }

    /// The index of the row of this number, or of the one after it.
    pub(crate) fn index_of(&self, row: u32) -> usize {
        let sheet = self.workbook.sheets.get(self.sheet);
        sheet.map_or(0, |sheet| sheet.grid.index_of(row))
    }

    /// The text of a cell, and whether it is a number.
    pub(crate) fn text(&self, row: u32, column: u32) -> (String, bool) {
        self.workbook
            .sheets
            .get(self.sheet)
            .map_or_else(Default::default, |sheet| {
                cell_text(sheet.grid.cell(row, column))
            })
    }

    /// What a row is where it holds no figures: `header`, `title`, `notes`; `left out` where one of its cells is.
    pub(crate) fn kind(&self, row: u32) -> &'static str {
        if self.tables.iter().any(|table| table.header.contains(&row)) {
            "header"
        } else if self.tables.iter().all(|table| row < table.within.0) {
            if self.tables.is_empty() { "" } else { "title" }
        } else if !self.tables.iter().any(|table| table.holds(row)) {
            "notes"
        } else if self
            .marks
            .range((row, 0)..=(row, u32::MAX))
            .any(|(_, severity)| *severity == Severity::Blocker)
        {
            "left out"
        } else {
            ""
        }
    }

    /// Whether the sheet has more than one table.
    pub(crate) fn has_several(&self) -> bool {
        self.tables.len() > 1
    }

    /// The table whose column is looked at where this row is: the row's own, else the next one below, else the last.
    pub(crate) fn looked_at(&self, row: u32, column: u32) -> Option<&Part> {
        let own = |table: &&Part| table.guesses.contains_key(&column);
        let below = |table: &&Part| row <= table.within.1;
        let next = self.tables.iter().filter(below).map(|table| table.within.0);
        let from = next.min().unwrap_or(0).max(row);
        let here = self.tables.iter().filter(|table| table.holds(from));
        here.clone()
            .find(own)
            .or_else(|| self.tables.iter().filter(below).find(own))
            .or_else(|| self.tables.iter().rfind(own))
    }

    /// What a cell is.
    pub(crate) fn band(&self, row: u32, column: &GridColumn) -> Band {
        let mut of_row = self.tables.iter().filter(|table| table.holds(row));
        let own = |table: &&Part| table.guesses.contains_key(&column.number);
        let Some(table) = of_row.clone().find(own).or_else(|| of_row.next()) else {
            return Band::LeftOut;
        };
        if table.header.contains(&row) {
            return Band::Header;
        }
        let guess = table.guess(column.number);
        guess.map_or(Band::LeftOut, |guess| Band::of(guess.role))
    }

    /// The gravest problem of a cell.
    pub(crate) fn mark(&self, row: u32, column: u32) -> Option<Severity> {
        self.marks.get(&(row, column)).copied()
    }

    /// What is said of a cell: `C12, 3.2, Figures`.
    pub(crate) fn spoken(&self, row: u32, column: u32) -> String {
        let Some(of) = self.columns.get(column as usize) else {
            return String::new();
        };
        let (text, _) = self.text(row, column);
        let text = if text.is_empty() { "empty" } else { &text };
        let problem = match self.mark(row, column) {
            Some(Severity::Blocker) => ", left out",
            Some(Severity::Warning) => ", with a warning",
            _ => "",
        };
        let band = self.band(row, of).label();
        format!("{}{}, {text}, {band}{problem}", of.letter, row + 1)
    }
}

fn cell_text(cell: Cell<'_>) -> (String, bool) {
    match cell {
        Cell::Empty => (String::new(), false),
        Cell::Text(text) => {
            let text: String = text.chars().take(80).collect();
            let number = text.trim_start_matches('-').parse::<f64>().is_ok();
            (text, number)
        }
        Cell::Number(value) => (format!("{value}"), true),
        Cell::Date(date) => (date.to_string(), true),
        Cell::Bool(value) => (value.to_string(), false),
        Cell::Error(text) => (text.to_owned(), false),
    }
}
