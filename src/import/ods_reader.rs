//! ODS, element by element. A few bytes may stand for many repeated cells: they are counted before they are put in.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read, Seek};

use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

use super::excel_reader::{broken_off, further_sheets};
use super::ods_cell::{OdsCell, count, normalised};
use super::outlet::{Outlet, Stop, grouped, too_large};
use super::prescan::Container;
use super::refusal::Refusal;
use super::{Hidden, MergedRange, Severity, limits};

/// Reads the sheets of an OpenDocument spreadsheet.
pub(super) fn read_ods(
    file: impl Read + Seek,
    container: &Container,
    outlet: &mut Outlet<'_>,
) -> Result<(), Stop> {
    let mut zip = ZipArchive::new(file).map_err(|error| broken(&error))?;
    if encrypted(&mut zip) {
        return Err(Refusal::Password.into());
    }
    let total = container.sizes.get("content.xml").copied().unwrap_or(0);
    let content = zip.by_name("content.xml").map_err(|error| broken(&error))?;
    outlet.bound(limits::BUILT_CELLS, limits::SHEET_ROWS);
    let mut sheets = Sheets::new(outlet, total);
    sheets.read(BufReader::new(content))?;
    if sheets.count == 0 {
        return Err(Refusal::NoSheets.into());
    }
    if let Some(next) = &sheets.first_unread {
        further_sheets(next, sheets.count, sheets.outlet)?;
    }
    Ok(())
}

fn encrypted<R: Read + Seek>(zip: &mut ZipArchive<R>) -> bool {
    let mut bytes = Vec::new();
    zip.by_name("META-INF/manifest.xml").is_ok_and(|part| {
        part.take(limits::CONTENTS_BYTES)
            .read_to_end(&mut bytes)
            .is_ok()
            && String::from_utf8_lossy(&bytes).contains("encryption-data")
    })
}

fn broken(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::Damaged {
        what: "its content cannot be unpacked".to_owned(),
        details: error.to_string(),
    }
}

/// How far one is in the content.
struct Sheets<'o, 'a> {
    outlet: &'o mut Outlet<'a>,
    total: u64,
    /// Sheets, those among them that are not read.
    count: usize,
    /// The first sheet past as many as are read.
    first_unread: Option<String>,
    hidden_styles: HashSet<String>,
    style: String,
    /// How many tables one is inside of; only the outermost is a sheet.
    tables: u32,
    /// What the sheet hides, and its columns so far.
    hidden: Hidden,
    columns: u32,
    row: u32,
    row_repeat: u32,
    column: u32,
    /// Filled cells of the row, each with its first column.
    cells: Vec<(u32, OdsCell)>,
    cell: Option<OdsCell>,
    /// Filled cells that were written, and those that only repeat them.
    written: u64,
    repeated: u64,
    /// How many elements deep one is in what does not belong to a cell's text, such as a comment.
    skipped: u32,
}

impl<'o, 'a> Sheets<'o, 'a> {
    fn new(outlet: &'o mut Outlet<'a>, total: u64) -> Self {
        Self {
            outlet,
            total,
            count: 0,
            first_unread: None,
            hidden_styles: HashSet::new(),
            style: String::new(),
            tables: 0,
            hidden: Hidden::default(),
            columns: 0,
            row: 0,
            row_repeat: 1,
            column: 0,
            cells: Vec::new(),
            cell: None,
            written: 0,
            repeated: 0,
            skipped: 0,
        }
    }

    fn read(&mut self, content: impl BufRead) -> Result<(), Stop> {
        let mut reader = quick_xml::Reader::from_reader(content);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Start(start)) => self.start(&start)?,
                Ok(Event::End(end)) => self.end(end.name().as_ref(), reader.buffer_position())?,
                Ok(Event::Text(text)) => self.text(&text.decode().unwrap_or_default()),
                Ok(Event::CData(text)) => self.text(&text.decode().unwrap_or_default()),
                Ok(Event::GeneralRef(entity)) => self.entity(&entity),
                Ok(Event::Eof) => return Ok(()),
                Ok(_) => {}
                Err(error) if self.count > 0 => {
                    return broken_off(&error, self.row, self.outlet);
                }
                Err(error) => return Err(broken(&error).into()),
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Stop> {
        let name = element.name();
        let name = name.as_ref();
        if self.skipped > 0 || is_beside_the_text(name) && self.cell.is_some() {
            self.skipped += 1;
            return Ok(());
        }
        match name {
            b"style:style" => self.style = attribute(element, b"style:name").unwrap_or_default(),
            b"style:table-properties"
                if attribute(element, b"table:display").as_deref() == Some("false") =>
            {
                self.hidden_styles.insert(std::mem::take(&mut self.style));
            }
            b"table:table" if is_linked(element) => self.skipped = 1,
            b"table:table" => {
                self.tables += 1;
                if self.tables == 1 {
                    self.begin_sheet(element)?;
                }
            }
            b"table:table-column" if self.tables == 1 => {
                let first = self.columns;
                let columns = repeat(element, b"table:number-columns-repeated");
                self.columns = first.saturating_add(columns);
                if is_hidden(element) {
                    let last = self.columns.min(limits::COLUMNS) - 1;
                    self.hidden.add_columns(first, last);
                }
            }
            b"table:table-row" if self.tables == 1 => {
                self.row_repeat = repeat(element, b"table:number-rows-repeated");
                if is_hidden(element) {
                    let end = self.row.saturating_add(self.row_repeat);
                    self.hidden
                        .add_rows(self.row, end.min(limits::SHEET_ROWS) - 1);
                }
                self.column = 0;
                self.cells.clear();
            }
            b"table:table-cell" | b"table:covered-table-cell" if self.tables == 1 => {
                let cell = OdsCell::new(element);
                let (rows, columns) = cell.spans;
                self.cell = Some(cell);
                if rows > 1 || columns > 1 {
                    self.outlet.merged(MergedRange {
                        first_row: self.row,
                        first_column: self.column,
                        last_row: self.row.saturating_add(rows - 1),
                        last_column: self.column.saturating_add(columns - 1),
                    })?;
                }
            }
            b"text:p" => {
                if let Some(cell) = &mut self.cell {
                    cell.begin_paragraph();
                }
            }
            b"text:s" => {
                let spaces = repeat(element, b"text:c").min(limits::CELL_CHARS as u32);
                self.text(&" ".repeat(spaces as usize));
            }
            b"text:tab" => self.text("\t"),
            b"text:line-break" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn begin_sheet(&mut self, element: &BytesStart<'_>) -> Result<(), Stop> {
        self.count += 1;
        let name =
            attribute(element, b"table:name").unwrap_or_else(|| format!("Sheet {}", self.count));
        if self.count > limits::SHEETS {
            self.first_unread.get_or_insert(name);
            // Nothing in it is read: one goes on behind its end.
            (self.tables, self.skipped) = (0, 1);
            return Ok(());
        }
        let visible = attribute(element, b"table:style-name")
            .is_none_or(|style| !self.hidden_styles.contains(&style));
        (self.row, self.columns) = (0, 0);
        self.outlet.sheet(&name, visible)
    }

    fn end(&mut self, name: &[u8], position: u64) -> Result<(), Stop> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        match name {
            b"table:table" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    let hidden = std::mem::take(&mut self.hidden);
                    self.outlet.hidden(&hidden)?;
                }
            }
            b"table:table-cell" | b"table:covered-table-cell" if self.tables == 1 => {
                if let Some(cell) = self.cell.take() {
                    let repeat = cell.repeat;
                    if !cell.is_empty() {
                        self.cells.push((self.column, cell));
                    }
                    self.column = self.column.saturating_add(repeat);
                }
            }
            b"table:table-row" if self.tables == 1 => self.end_row(position)?,
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self, position: u64) -> Result<(), Stop> {
        let cells = std::mem::take(&mut self.cells);
        let in_row: u64 = cells.iter().map(|(_, cell)| u64::from(cell.repeat)).sum();
        self.outlet
            .expect_cells(in_row.saturating_mul(u64::from(self.row_repeat)))?;
        if !cells.is_empty() {
            let rows = self.row_repeat.min(limits::REPEATED_ROWS);
            self.written += cells.len() as u64;
            self.repeated += in_row * u64::from(rows) - cells.len() as u64;
            let allowed = limits::REPEATED_CELLS + self.written * limits::REPEATED_PER_CELL;
            if self.repeated > allowed {
                return Err(too_large(format!(
                    "it says that {} of its cells are repeated as {} others",
                    grouped(self.written),
                    grouped(self.repeated)
                )));
            }
            for row in self.row..self.row.saturating_add(rows) {
                for (first, cell) in &cells {
                    for column in *first..first.saturating_add(cell.repeat) {
                        cell.put(row, column, self.outlet)?;
                    }
                }
            }
            if self.row_repeat > rows {
                self.outlet.problem(
                    "repeated-row",
                    Severity::Warning,
                    (self.row, 0),
                    "",
                    &format!(
                        "This row is said to stand {} times; it was read {} times.",
                        grouped(u64::from(self.row_repeat)),
                        grouped(u64::from(rows))
                    ),
                )?;
            }
        }
        let before = self.row / 10_000;
        self.row = self.row.saturating_add(self.row_repeat);
        if self.row / 10_000 != before {
            self.outlet.progress(position, self.total.max(position))?;
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.skipped == 0
            && let Some(cell) = &mut self.cell
        {
            cell.add(text);
        }
    }

    fn entity(&mut self, entity: &BytesRef<'_>) {
        if let Ok(Some(letter)) = entity.resolve_char_ref() {
            self.text(letter.encode_utf8(&mut [0; 4]));
            return;
        }
        let known = match entity.decode().as_deref() {
            Ok("amp") => "&",
            Ok("lt") => "<",
            Ok("gt") => ">",
            Ok("quot") => "\"",
            Ok("apos") => "'",
            _ => "",
        };
        self.text(known);
    }
}

/// Comments, drawings and pronunciations stand inside a cell but are not its text.
fn is_beside_the_text(name: &[u8]) -> bool {
    name.starts_with(b"office:annotation")
        || name.starts_with(b"draw:")
        || name == b"text:ruby-text"
}

/// What was last seen in another file is no sheet of this one.
fn is_linked(element: &BytesStart<'_>) -> bool {
    attribute(element, b"table:name").is_some_and(|name| name.starts_with("'file:"))
}

/// Whether rows or columns are not shown.
fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, b"table:visibility")
        .is_some_and(|text| matches!(text.as_str(), "collapse" | "filter"))
}

fn attribute(element: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let found = element
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.as_ref() == name)?;
    normalised(&found)
}

fn repeat(element: &BytesStart<'_>, name: &[u8]) -> u32 {
    attribute(element, name).map_or(1, |text| count(&text))
}

#[cfg(test)]
mod tests {
    use super::{Sheets, limits};
    use crate::import::outlet::{NOTE, Outlet, Stop};
    use crate::import::refusal::Refusal;

    fn row(rows: u64, cells: u64) -> String {
        format!(
            "<table:table-row table:number-rows-repeated='{rows}'><table:table-cell office:value-type='float' \
             office:value='1' table:number-columns-repeated='{cells}'/></table:table-row>"
        )
    }

    /// Whether a sheet of these rows is too large, and how many notes there are of it.
    fn read(rows: &str) -> (bool, usize) {
        let mut notes = 0;
        let mut send = |kind: u8, _: &[u8]| {
            notes += usize::from(kind == NOTE);
            Ok(())
        };
        let mut outlet = Outlet::new(&mut send);
        let content = format!("<table:table>{rows}</table:table>");
        let refused = match Sheets::new(&mut outlet, 0).read(content.as_bytes()) {
            Ok(()) => false,
            Err(Stop::Refused(Refusal::TooLarge { .. })) => true,
            Err(other) => panic!("{other:?}"),
        };
        drop(outlet);
        (refused, notes)
    }

    #[test]
    fn so_many_cells_may_only_be_repetitions() {
        // Two cells are written.
        let most = limits::REPEATED_CELLS + 2 * limits::REPEATED_PER_CELL + 2;
        let of = |cells: u64| {
            let across = 10_000;
            let rows = (cells - 1) / across;
            read(&(row(rows, across) + &row(1, cells - rows * across))).0
        };
        assert!(!of(most) && of(most + 1));
    }

    #[test]
    fn a_row_is_repeated_so_often_and_what_is_left_out_is_told() {
        let most = u64::from(limits::REPEATED_ROWS);
        let (_, notes) = read(&row(most, 2));
        assert_eq!(read(&row(most + 1, 2)), (false, notes + 1));
        // Rows without anything in them may be as many as there are.
        let empty = "<table:table-row table:number-rows-repeated='1048576'><table:table-cell/></table:table-row>";
        assert_eq!(read(empty), (false, notes));
    }
}
