use std::io::{Read, Seek};

use super::csv_dialect::{declared, sniffed};
use super::csv_records::{Records, Remark};
use super::outlet::{Note, Outlet, Stop, too_large};
use super::refusal::Refusal;
use super::text_source::{Encoding, TextSource, survey};
use super::{Cell, Format, Severity, limits};

/// Records between two signs of progress.
const PROGRESS_EVERY: u32 = 20_000;

/// Reads separated values into one sheet.
pub(super) fn read_csv(mut file: impl Read + Seek, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    let (encoding, mark, size) = survey(&mut file)?;
    if size > limits::TEXT_BYTES {
        return Err(too_large("a text file may have 2 GB".to_owned()));
    }
    outlet.bound(limits::CELLS, limits::TEXT_ROWS);
    outlet.note(&Note::Format(Format::Csv))?;
    outlet.sheet("", true)?;
    tell_encoding(encoding, outlet)?;
    let source = TextSource::new(file, encoding, mark).map_err(|error| Refusal::Damaged {
        what: "its bytes cannot be read".to_owned(),
        details: error.to_string(),
    })?;
    let mut records = Records::new(source);
    let sample = records.sample()?;
    let (delimiter, leave_out) = declared(&sample).unwrap_or_else(|| (sniffed(&sample), 0));
    records.set_delimiter(delimiter, leave_out);
    drop(sample);
    let mut until_progress = PROGRESS_EVERY;
    while let Some((line, remark)) = records.next()? {
        for (column, field) in (0..).zip(records.fields()) {
            outlet.cell(line, column, Cell::Text(&field))?;
        }
        if let Some(remark) = remark {
            tell_remark(remark, outlet)?;
        }
        until_progress -= 1;
        if until_progress == 0 {
            until_progress = PROGRESS_EVERY;
            outlet.progress(records.done(), size)?;
        }
    }
    Ok(())
}

fn tell_encoding(encoding: Encoding, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    let (code, severity, message) = match encoding {
        Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => return Ok(()),
        Encoding::Windows1252 => (
            "old-encoding",
            Severity::Info,
            "The file is not UTF-8; it was read as Windows-1252, the code page of older Windows programs.",
        ),
        Encoding::Mixed => (
            "mixed-encoding",
            Severity::Warning,
            "Some lines are UTF-8 and others are not; those were read as Windows-1252. Look at names with accents and at pound signs.",
        ),
    };
    outlet.problem(code, severity, (0, 0), "", message)
}

fn tell_remark(remark: Remark, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    match remark {
        Remark::Unclosed(line) => outlet.problem(
            "unclosed-quote",
            Severity::Warning,
            (line, 0),
            "\"",
            &format!("A quotation mark opens a cell on line {} and is never closed; the line was read as it stands.", line + 1),
        ),
        Remark::Long(line, lines) => outlet.problem(
            "long-quoted-cell",
            Severity::Warning,
            (line, 0),
            "\"",
            &format!("A quoted cell that starts on line {} runs over {} lines; a quotation mark may be missing.", line + 1, lines + 1),
        ),
    }
}
