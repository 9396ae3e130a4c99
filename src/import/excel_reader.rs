//! XLSX and XLSM, cell by cell; a workbook is never built in memory.

use std::io::{BufReader, Read, Seek};

use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::excel_value::{as_cell, is_percent_format, told};
use super::outlet::{Outlet, Stop, grouped};
use super::prescan::Container;
use super::refusal::Refusal;
use super::{MergedRange, Severity, hidden, limits};

/// Reads the worksheets of an XLSX or XLSM file.
pub(super) fn read_xlsx(
    mut file: impl Read + Seek,
    container: &Container,
    outlet: &mut Outlet<'_>,
) -> Result<(), Stop> {
    for part in ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"] {
        // Some programs call these parts otherwise, but never one of them alone.
        let has = |name: &str| container.sizes.contains_key(name);
        if !has(part) && (has("xl/workbook.xml") || has("xl/_rels/workbook.xml.rels")) {
            return Err(Refusal::Damaged {
                what: format!("its part {part} is missing"),
                details: String::new(),
            }
            .into());
        }
    }
    let hidden = hidden::of_xlsx(&mut file, &container.hidden);
    let mut book = Xlsx::new(BufReader::new(file)).map_err(|error| match error {
        XlsxError::Password => Refusal::Password,
        XlsxError::Unrecognized {
            typ: "sheet:type", ..
        } => Refusal::Foreign {
            what: "a workbook with macro sheets of Excel 4".to_owned(),
            instead: "Open it in a spreadsheet program, save its tables as an XLSX file without macros, and import that.".to_owned(),
        },
        other => broken(&other, container),
    })?;
    let sheets = book.sheets_metadata().to_vec();
    each_worksheet(&sheets, outlet, |sheet, at, outlet| {
        if let Some(hidden) = hidden.get(&sheet.name) {
            outlet.hidden(hidden)?;
        }
        match book.worksheet_cells_reader(&sheet.name) {
            Ok(mut cells) => {
                let percent: Vec<bool> = cells
                    .styles()
                    .iter()
                    .map(|style| {
                        style
                            .number_format
                            .as_ref()
                            .is_some_and(|format| is_percent_format(&format.format_code))
                    })
                    .collect();
                let rows = cells.dimensions().end.0;
                let mut progress = Steps::new(at, sheets.len() as u64, rows);
                let mut damaged = 0;
                loop {
                    match cells.next_cell_with_style_id() {
                        Ok(Some((cell, style))) => {
                            progress.at(cell.get_position().0, outlet)?;
                            let percent = percent.get(style).copied().unwrap_or(false);
                            put(cell.get_position(), cell.get_value(), percent, outlet)?;
                        }
                        Ok(None) => break,
                        Err(error) if goes_on(&error) && damaged < limits::DAMAGED_CELLS => {
                            damaged += 1;
                            damaged_cell(&error, outlet)?;
                        }
                        Err(error) => {
                            broken_off(&error, progress.row, outlet)?;
                            break;
                        }
                    }
                }
            }
            Err(XlsxError::NotAWorksheet(_)) => {
                skip(sheet, outlet)?;
                return Ok(false);
            }
            Err(error) => {
                broken_off(&error, 0, outlet)?;
                return Ok(false);
            }
        }
        // The sheet is read a second time for them, so only where there are any.
        if container.merges
            && let Ok(merged) = book.merge_cells_by_sheet_name(&sheet.name)
        {
            tell_merged(&merged, outlet)?;
        }
        Ok(true)
    })
}

/// Tells how far a sheet is, once in a while.
pub(super) struct Steps {
    sheet: u64,
    sheets: u64,
    /// Rows that the sheet says it has; believed for this only.
    rows: u64,
    row: u32,
    next: u32,
}

/// Steps into which the way through a sheet is cut.
const STEPS: u64 = 1000;
/// Rows between two signs of progress.
const PROGRESS_EVERY: u32 = 10_000;

impl Steps {
    pub(super) fn new(sheet: u64, sheets: u64, claimed: u32) -> Self {
        Self {
            sheet,
            sheets,
            rows: u64::from(claimed).max(1),
            row: 0,
            next: PROGRESS_EVERY,
        }
    }

    /// Says how many rows the sheet claims to have.
    pub(super) fn of_rows(&mut self, claimed: u32) {
        self.rows = u64::from(claimed).max(1);
    }

    pub(super) fn at(&mut self, row: u32, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
        self.row = row;
        if row >= self.next {
            self.next = row.saturating_add(PROGRESS_EVERY);
            let within = (u64::from(row) * STEPS / self.rows).min(STEPS);
            outlet.progress(self.sheet * STEPS + within, self.sheets * STEPS)?;
        }
        Ok(())
    }
}

/// Walks the sheets of a workbook in their order and has `read_one` read those that hold cells; it gets the sheet and its place,
/// and says whether it could. A workbook of which no sheet could be read is refused.
pub(super) fn each_worksheet(
    sheets: &[calamine::Sheet],
    outlet: &mut Outlet<'_>,
    mut read_one: impl FnMut(&calamine::Sheet, u64, &mut Outlet<'_>) -> Result<bool, Stop>,
) -> Result<(), Stop> {
    let mut any = false;
    for (at, sheet) in (0..).zip(sheets.iter().take(limits::SHEETS)) {
        outlet.progress(at, sheets.len() as u64)?;
        if sheet.typ == SheetType::WorkSheet {
            outlet.sheet(&sheet.name, sheet.visible == SheetVisible::Visible)?;
            any |= read_one(sheet, at, outlet)?;
        } else {
            skip(sheet, outlet)?;
        }
    }
    if let Some(next) = sheets.get(limits::SHEETS) {
        further_sheets(&next.name, sheets.len(), outlet)?;
    }
    if any {
        Ok(())
    } else if sheets.iter().any(|sheet| sheet.typ == SheetType::WorkSheet) {
        Err(Refusal::Damaged {
            what: "the parts that hold its sheets are missing or broken".to_owned(),
            details: String::new(),
        }
        .into())
    } else {
        Err(Refusal::NoSheets.into())
    }
}

/// Says which sheets are not read of a workbook that has more of them than are read.
pub(super) fn further_sheets(next: &str, all: usize, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    outlet.end_of_sheets();
    outlet.problem(
        "too-many-sheets",
        Severity::Warning,
        (0, 0),
        next,
        &format!(
            "The workbook has {} sheets, and the first {} were read. Those from “{next}” on were not: save the ones that you need in a workbook of their own.",
            grouped(all as u64),
            limits::SHEETS
        ),
    )
}

/// Notes a sheet that holds no cells.
fn skip(sheet: &calamine::Sheet, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    let kind = match sheet.typ {
        SheetType::ChartSheet => "a chart",
        SheetType::DialogSheet => "a dialog",
        SheetType::MacroSheet => "macros",
        SheetType::Vba => "program code",
        SheetType::WorkSheet => "no cells",
    };
    outlet.problem(
        "sheet-without-cells",
        Severity::Info,
        (0, 0),
        &sheet.name,
        &format!(
            "The sheet “{}” holds {kind} and was passed over.",
            sheet.name
        ),
    )
}

fn put(
    position: (u32, u32),
    value: &DataRef<'_>,
    percent: bool,
    outlet: &mut Outlet<'_>,
) -> Result<(), Stop> {
    let (row, column) = position;
    match value {
        DataRef::Float(number) if percent => outlet.percent(row, column, *number),
        DataRef::Float(number) => outlet.cell(row, column, super::Cell::Number(*number)),
        DataRef::SharedString(text) => outlet.cell(row, column, super::Cell::Text(text)),
        DataRef::Empty => Ok(()),
        other => {
            let owned = told(other.clone().into());
            outlet.cell(row, column, as_cell(&owned))
        }
    }
}

/// Tells the merged ranges of a sheet.
pub(super) fn tell_merged(merged: &[Dimensions], outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    for range in merged.iter().take(limits::MERGED_RANGES) {
        outlet.merged(MergedRange {
            first_row: range.start.0,
            first_column: range.start.1,
            last_row: range.end.0,
            last_column: range.end.1,
        })?;
    }
    Ok(())
}

/// Errors that concern one cell and leave the rest of the sheet readable.
fn goes_on(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::ParseFloat(_)
            | XlsxError::ParseInt(_)
            | XlsxError::CellError(_)
            | XlsxError::CellTAttribute(_)
            | XlsxError::Unexpected(_)
            | XlsxError::UnexpectedNode(_)
            | XlsxError::Unrecognized { .. }
            | XlsxError::Alphanumeric(_)
            | XlsxError::NumericColumn(_)
            | XlsxError::RangeWithoutColumnComponent
            | XlsxError::RangeWithoutRowComponent
            | XlsxError::ColumnNumberOverflow
            | XlsxError::RowNumberOverflow
    )
}

/// Notes a cell that cannot be read.
pub(super) fn damaged_cell(
    error: &dyn std::fmt::Display,
    outlet: &mut Outlet<'_>,
) -> Result<(), Stop> {
    outlet.problem(
        "damaged-cell",
        Severity::Warning,
        (0, 0),
        &error.to_string(),
        "A cell of this sheet cannot be read and was left out.",
    )
}

/// Notes a sheet that cannot be read to its end.
pub(super) fn broken_off(
    error: &dyn std::fmt::Display,
    row: u32,
    outlet: &mut Outlet<'_>,
) -> Result<(), Stop> {
    outlet.problem(
        "damaged-sheet",
        Severity::Warning,
        (row, 0),
        &error.to_string(),
        &format!(
            "This sheet is damaged and was read to row {} only.",
            row + 1
        ),
    )
}

pub(super) fn broken(error: &dyn std::fmt::Display, container: &Container) -> Refusal {
    Refusal::Damaged {
        what: container.damaged.first().map_or_else(
            || "its workbook cannot be read".to_owned(),
            |(part, bytes)| format!("its part {part} breaks off after {} bytes", grouped(*bytes)),
        ),
        details: error.to_string(),
    }
}
