//! XLS, and the other things that an OLE container may hold.

use std::collections::HashSet;
use std::io::{BufReader, Read, Seek, SeekFrom};

use calamine::{Reader, Xls, XlsError};

use super::compound::{ENTRY, named};
use super::excel_reader::{broken_off, each_worksheet, tell_merged};
use super::excel_value::{as_cell, told};
use super::outlet::{Note, Outlet, Stop, grouped, too_large};
use super::refusal::Refusal;
use super::{Format, Severity, limits, old_records};

/// Reads the worksheets of an XLS file.
pub(super) fn read_xls(
    mut file: impl Read + Seek,
    size: u64,
    outlet: &mut Outlet<'_>,
) -> Result<(), Stop> {
    let holds = inside(&mut file).map_err(|error| broken(&error))?;
    if let Some(refusal) = refusal(&holds) {
        return Err(refusal.into());
    }
    if size > limits::XLS_BYTES {
        return Err(too_large(
            "a workbook in the old format may have 64 MB".to_owned(),
        ));
    }
    weigh(&mut file, size)?;
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
    let mut book = Xls::new(BufReader::new(file)).map_err(|error| match error {
        XlsError::Password => Refusal::Password,
        // The oldest protection garbles the record that names the code page.
        XlsError::Cfb(cause) if cause.to_string().contains("odepage") => Refusal::Foreign {
            what: "a workbook that is protected with a password, or written in an unknown code page".to_owned(),
            instead: "Open it in a spreadsheet program, save a copy as XLSX without a password, and import that.".to_owned(),
        },
        other => broken(&other),
    })?;
    let sheets = book.sheets_metadata().to_vec();
    each_worksheet(&sheets, outlet, |sheet, _, outlet| {
        match book.worksheet_range(&sheet.name) {
            Ok(range) => {
                let (top, left) = range.start().unwrap_or_default();
                for (row, cells) in (top..).zip(range.rows()) {
                    for (column, data) in (left..).zip(cells) {
                        outlet.cell(row, column, as_cell(&told(data.clone())))?;
                    }
                }
            }
            Err(error) => {
                broken_off(&error, 0, outlet)?;
                return Ok(false);
            }
        }
        if let Ok(merged) = book.merge_cells_by_sheet_name(&sheet.name) {
            tell_merged(&merged, outlet)?;
        }
        Ok(true)
    })
}

/// Refuses what the reader would follow in circles, or would need more memory for than there is.
fn weigh(file: &mut (impl Read + Seek), size: u64) -> Result<(), Stop> {
    let mut bytes = Vec::new();
    let mut whole = || {
        file.seek(SeekFrom::Start(0))?;
        (&mut *file).take(size).read_to_end(&mut bytes)?;
        file.seek(SeekFrom::Start(0))
    };
    whole().map_err(|error| broken(&error))?;
    let extent = old_records::extent(&bytes).map_err(|_| Refusal::Damaged {
        what: "its list of what lies where runs in a circle".to_owned(),
        details: String::new(),
    })?;
    let (many, far) = (
        extent.sheets > limits::SHEETS,
        extent.places > limits::OLD_PLACES,
    );
    if (many || far) && extent.protected {
        return Err(Refusal::Password.into());
    }
    if many {
        return Err(too_large(format!(
            "it has more than {} sheets",
            limits::SHEETS
        )));
    }
    if far {
        return Err(too_large(format!(
            "its cells lie as far apart as {} cells take, and {} can be held",
            grouped(extent.places),
            grouped(limits::OLD_PLACES)
        )));
    }
    Ok(())
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

    use super::{limits, weigh};
    use crate::import::old_records::tests::{number, workbook, workbook_after};
    use crate::import::outlet::Stop;
    use crate::import::refusal::Refusal;

    #[test]
    fn cells_may_lie_so_far_apart_and_no_farther() {
        // Places of the cells are held twice: once while they are handed on.
        let rows = u16::try_from(limits::OLD_PLACES / 2 / 1000).expect("rows");
        let fits = |rows: u16| {
            let bytes = workbook(&[number(0, 0), number(rows - 1, 999)]);
            weigh(&mut Cursor::new(&bytes), bytes.len() as u64).is_ok()
        };
        assert!(fits(rows) && !fits(rows + 1));
    }

    #[test]
    fn a_password_is_named_before_what_its_garbled_records_claim() {
        let bytes = workbook_after(0x002F, &[number(0, 0), number(60_000, 60_000)]);
        let refused = weigh(&mut Cursor::new(&bytes), bytes.len() as u64);
        assert!(matches!(refused, Err(Stop::Refused(Refusal::Password))));
    }
}
