//! XLS, and the other things that an OLE container may hold.

use std::collections::HashSet;
use std::io::{Read, Seek, SeekFrom};

use super::compound::{Compound, ENTRY, Endless, named};
use super::excel_reader::{broken_off, each_worksheet};
use super::old_cells::OldCells;
use super::old_workbook::OldWorkbook;
use super::outlet::{Note, Outlet, Stop, too_large};
use super::refusal::Refusal;
use super::{Format, Severity, limits};

/// Reads the worksheets of an XLS file.
pub(super) fn read_xls(
    file: impl Read + Seek,
    size: u64,
    outlet: &mut Outlet<'_>,
) -> Result<(), Stop> {
    read_whole(file, size, outlet).map_err(|stop| match stop {
        Stop::Refused(Refusal::Damaged { details, .. }) if !size.is_multiple_of(SECTOR) => {
            Refusal::breaks_off(size, details).into()
        }
        other => other,
    })
}

/// Such a container consists of sectors; one of another length was cut off.
const SECTOR: u64 = 512;

fn read_whole(mut file: impl Read + Seek, size: u64, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    let holds = inside(&mut file).map_err(|error| broken(&error))?;
    if let Some(refusal) = refusal(&holds) {
        return Err(refusal.into());
    }
    if size > limits::XLS_BYTES {
        return Err(too_large(
            "a workbook in the old format may have 64 MB".to_owned(),
        ));
    }
    let stream = stream(&mut file, size)?;
    let book = OldWorkbook::read(&stream)?;
    outlet.note(&Note::Format(Format::Xls))?;
    outlet.bound(limits::BUILT_CELLS, limits::SHEET_ROWS);
    if holds.contains(&Stream::Macros) {
        outlet.problem(
            "macros",
            Severity::Info,
            (0, 0),
            "",
            "The workbook contains macros; they were not run and not looked at.",
        )?;
    }
    let mut cells = OldCells::new(&book);
    each_worksheet(&book.sheets, outlet, |_, at, outlet| {
        if let Some(records) = book.of_sheet(at as usize, &stream) {
            return cells.read(records, outlet);
        }
        broken_off(&"no sheet begins where it should", 0, outlet)?;
        Ok(false)
    })
}

/// The workbook in the container.
fn stream(file: &mut (impl Read + Seek), size: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))
        .and_then(|_| file.take(size).read_to_end(&mut bytes))
        .map_err(|error| broken(&error))?;
    let found = || {
        let container = Compound::new(&bytes)?;
        match container.stream("Workbook")? {
            Some(stream) => Ok(Some(stream)),
            None => container.stream("Book"),
        }
    };
    match found() {
        Ok(Some(stream)) => Ok(stream),
        Ok(None) => Err(broken(&"its list of streams names none")),
        Err(Endless) => Err(Refusal::Damaged {
            what: "its list of what lies where runs in a circle".to_owned(),
            details: String::new(),
        }),
    }
}

/// Known streams of a container, by the names in its directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Stream {
    Workbook,
    Encrypted,
    Word,
    Slides,
    Mail,
    Macros,
}

fn refusal(found: &HashSet<Stream>) -> Option<Refusal> {
    let what = if found.contains(&Stream::Encrypted) {
        return Some(Refusal::Password);
    } else if found.contains(&Stream::Workbook) {
        return None;
    } else if found.contains(&Stream::Word) {
        "a Word document"
    } else if found.contains(&Stream::Slides) {
        "a PowerPoint presentation"
    } else if found.contains(&Stream::Mail) {
        "an e-mail"
    } else {
        return Some(Refusal::Damaged {
            what: "it holds no workbook".to_owned(),
            details: String::new(),
        });
    };
    Some(Refusal::Foreign {
        what: what.to_owned(),
        instead: "Copy its table into a spreadsheet, save that as XLSX, and import it.".to_owned(),
    })
}

/// Looks for the names of known streams. Directory entries lie at multiples of their size, wherever their sectors are.
fn inside(file: &mut impl Read) -> std::io::Result<HashSet<Stream>> {
    let mut found = HashSet::new();
    let mut chunk = vec![0; ENTRY * 1024];
    loop {
        let mut filled = 0;
        while filled < chunk.len() {
            let read = file.read(chunk.get_mut(filled..).unwrap_or_default())?;
            if read == 0 {
                break;
            }
            filled += read;
        }
        for entry in chunk.get(..filled).unwrap_or_default().chunks_exact(ENTRY) {
            let stream = match entry_name(entry).as_str() {
                "Workbook" | "Book" | "WORKBOOK" | "BOOK" => Stream::Workbook,
                "EncryptedPackage" => Stream::Encrypted,
                "WordDocument" => Stream::Word,
                "PowerPoint Document" => Stream::Slides,
                "__properties_version1.0" => Stream::Mail,
                "_VBA_PROJECT_CUR" | "_VBA_PROJECT" => Stream::Macros,
                _ => continue,
            };
            found.insert(stream);
        }
        if filled < chunk.len() {
            return Ok(found);
        }
    }
}

/// The name of a directory entry; empty for what is none.
fn entry_name(entry: &[u8]) -> String {
    match entry.get(64..) {
        Some([_, 0, 1 | 2 | 5, ..]) => named(entry),
        _ => String::new(),
    }
}

fn broken(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::Damaged {
        what: "its workbook cannot be read".to_owned(),
        details: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::read_xls;
    use crate::import::assembler::Assembler;
    use crate::import::compound::tests::container;
    use crate::import::outlet::{NOTE, Outlet, Stop};
    use crate::import::refusal::Refusal;
    use crate::import::{Cell, Sheet};

    type Records<'a> = &'a [(u16, &'a [u8])];

    /// A workbook of these records, and of those of its sheets.
    fn workbook(before: Records<'_>, sheets: &[Records<'_>]) -> Vec<u8> {
        let put = |stream: &mut Vec<u8>, records: Records<'_>| {
            for (kind, bytes) in records {
                stream.extend_from_slice(&kind.to_le_bytes());
                stream.extend_from_slice(&(bytes.len() as u16).to_le_bytes());
                stream.extend_from_slice(bytes);
            }
        };
        let mut globals = Vec::new();
        put(&mut globals, &[(0x0809, &[0, 6, 5, 0])]);
        put(&mut globals, before);
        let mut start = globals.len() + 13 * sheets.len() + 4;
        let mut of_sheets = Vec::new();
        for (name, records) in (b'A'..).zip(sheets) {
            let at = (start as u32).to_le_bytes();
            put(
                &mut globals,
                &[(0x0085, &[at[0], at[1], at[2], at[3], 0, 0, 1, 0, name])],
            );
            let before = of_sheets.len();
            put(&mut of_sheets, &[(0x0809, &[0, 6, 16, 0])]);
            put(&mut of_sheets, records);
            start += of_sheets.len() - before;
        }
        put(&mut globals, &[(0x000A, &[])]);
        globals.extend_from_slice(&of_sheets);
        globals.resize(globals.len().max(4096), 0);
        container(&globals, u32::MAX)
    }

    fn read(bytes: &[u8]) -> (Result<(), Stop>, Vec<Sheet>, Vec<String>) {
        let mut assembler = Assembler::default();
        let mut send = |kind: u8, payload: &[u8]| {
            assembler.take(kind, payload).expect("an honest frame");
            Ok(())
        };
        let mut outlet = Outlet::new(&mut send);
        let ended = read_xls(Cursor::new(bytes), bytes.len() as u64, &mut outlet);
        outlet.flush().expect("sends");
        drop(outlet);
        assembler.take(NOTE, br#""done""#).expect("a note");
        let told = assembler
            .problems
            .iter()
            .map(|problem| problem.code.clone());
        let told = told.collect();
        (ended, assembler.sheets, told)
    }

    fn number(row: u16, column: u16, format: u16, value: f64) -> Vec<u8> {
        let mut record = [row, column, format].map(u16::to_le_bytes).concat();
        record.extend_from_slice(&value.to_le_bytes());
        record
    }

    #[test]
    fn every_kind_of_cell_is_read() {
        let text = b"\x02\0\x01A\0B\0";
        let before: Records<'_> = &[
            (0x041E, b"\0\0\x08\0\0Standard"),
            (0x041E, b"\xA4\0\x05\0\0d-mmm"),
            (0x00E0, &[0, 0, 0, 0]),
            (0x00E0, &[0, 0, 0xA4, 0]),
            (0x00E0, &[0, 0, 10, 0]),
            (0x00FC, b"\x01\0\0\0\x01\0\0\0\x03\0\0one"),
        ];
        let at = |row: u8, rest: &[u8]| [&[row, 0, 1, 0, 0, 0], rest].concat();
        let records = [
            (0x0203, number(0, 1, 0, 1.5)),
            (0x0203, number(1, 1, 1, 45_943.0)),
            (0x0203, number(2, 1, 2, 0.12)),
            (0x027E, at(3, &[0xB3, 4, 0, 0])),
            (0x00BD, at(4, &[6, 0, 0, 0, 0, 0, 10, 0, 0, 0, 2, 0])),
            (0x00FD, at(5, &[0, 0, 0, 0])),
            (0x0204, at(6, text)),
            (0x0205, at(7, &[1, 0])),
            (0x0205, at(8, &[0x2A, 1])),
            (0x0006, at(9, &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF])),
            (0x0207, text.to_vec()),
            (0x0006, at(10, &2.5f64.to_le_bytes())),
            // A chart, and a text that is not in the list.
            (0x0809, Vec::new()),
            (0x0203, number(0, 1, 0, 9.0)),
            (0x000A, Vec::new()),
            (0x00FD, at(11, &[7, 0, 0, 0])),
            (0x00E5, vec![1, 0, 0, 0, 1, 0, 0, 0, 1, 0]),
            // Columns D and E are hidden, F is not; rows 3 and 5 are hidden.
            (0x007D, [[3, 0, 4, 0], [0; 4], [1, 0, 0, 0]].concat()),
            (0x007D, [[5, 0, 5, 0], [0; 4], [0; 4]].concat()),
            (
                0x0208,
                [[2, 0, 0, 0], [0; 4], [0; 4], [0x20, 0, 0, 0]].concat(),
            ),
            (
                0x0208,
                [[4, 0, 0, 0], [0; 4], [0; 4], [0x20, 0, 0, 0]].concat(),
            ),
            (0x000A, Vec::new()),
        ];
        let records: Vec<(u16, &[u8])> = records.iter().map(|(kind, b)| (*kind, &**b)).collect();
        let (ended, sheets, told) = read(&workbook(before, &[&records]));
        assert!(ended.is_ok(), "{ended:?}");
        let grid = &sheets[0].grid;
        let date = jiff::civil::date(2025, 10, 13).at(0, 0, 0, 0);
        for (row, expected) in (0..).zip([
            Cell::Number(1.5),
            Cell::Date(date),
            Cell::Number(0.12),
            Cell::Number(3.0),
            Cell::Number(1.0),
            Cell::Text("one"),
            Cell::Text("AB"),
            Cell::Bool(true),
            Cell::Error("#N/A"),
            Cell::Text("AB"),
            Cell::Number(2.5),
            Cell::Empty,
        ]) {
            assert_eq!(grid.cell(row, 1), expected, "row {row}");
        }
        assert_eq!(grid.cell(4, 2), Cell::Number(2.0));
        assert!(grid.is_percent(2, 1) && !grid.is_percent(0, 1));
        assert_eq!(sheets[0].merged.len(), 1);
        let hidden = &sheets[0].hidden;
        assert!((0..9).all(|row| hidden.row(row) == [2, 4].contains(&row)));
        assert!((0..9).all(|column| hidden.column(column) == [3, 4].contains(&column)));
        assert_eq!(told, ["damaged-cell"]);
    }

    #[test]
    fn what_a_workbook_claims_takes_no_memory() {
        // Cells in the farthest corners, and a sheet that says it has four thousand million places.
        let (near, far) = (number(0, 0, 0, 1.0), number(65_535, 255, 0, 2.0));
        let claim = [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0];
        let sheet: Records<'_> = &[
            (0x0200, &claim),
            (0x0203, &near),
            (0x0203, &far),
            (0x000A, &[]),
        ];
        let (ended, sheets, told) = read(&workbook(&[], &[sheet]));
        assert!(ended.is_ok() && told.is_empty(), "{ended:?} {told:?}");
        assert_eq!(sheets[0].grid.cell(65_535, 255), Cell::Number(2.0));
        assert_eq!(sheets[0].grid.filled_cells(), 2);
    }

    #[test]
    fn a_sheet_that_breaks_off_is_told_and_one_that_is_another_is_not_read_again() {
        let one = number(3, 0, 0, 1.0);
        let sheet: Records<'_> = &[(0x0203, &one)];
        let (ended, sheets, told) = read(&workbook(&[], &[sheet]));
        assert!(ended.is_ok(), "{ended:?}");
        assert_eq!(
            (sheets[0].grid.filled_cells(), told),
            (1, vec!["damaged-sheet".to_owned()])
        );
        let whole: Records<'_> = &[(0x0203, &one), (0x000A, &[])];
        let mut bytes = workbook(&[], &[whole, whole]);
        let first = bytes
            .windows(4)
            .position(|four| four == [0x85, 0, 9, 0])
            .expect("a sheet");
        bytes.copy_within(first + 4..first + 8, first + 17);
        let (_, sheets, told) = read(&bytes);
        let cells: Vec<usize> = sheets
            .iter()
            .map(|sheet| sheet.grid.filled_cells())
            .collect();
        assert_eq!(
            (cells, told),
            (vec![1, 0], vec!["damaged-sheet".to_owned()])
        );
    }

    #[test]
    fn a_password_is_named_and_so_is_what_is_no_workbook() {
        let (refused, _, _) = read(&workbook(&[(0x002F, &[0, 0])], &[]));
        assert!(matches!(refused, Err(Stop::Refused(Refusal::Password))));
        let (refused, _, _) = read(&container(&[0; 4096], u32::MAX));
        assert!(matches!(
            refused,
            Err(Stop::Refused(Refusal::Damaged { .. }))
        ));
    }
}
