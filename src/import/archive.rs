//! A zip archive of tables, as some publishers send them: each file in it is read from memory as if it lay alone, and nothing is
//! unpacked to the disk.

use std::io::{Read, Seek};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use super::outlet::{Note, Outlet, Stop, grouped, too_large};
use super::prescan::bounded;
use super::refusal::Refusal;
use super::{Severity, limits};

/// Endings of files that are read, or refused with a reason of their own.
const TABLES: [&str; 10] = [
    "csv", "tsv", "tab", "xlsx", "xlsm", "xlsb", "xls", "ods", "parquet", "geojson",
];
/// Endings of what may stand beside a table and describe it.
const BESIDE: [&str; 3] = ["json", "yaml", "yml"];
/// The ending of the Department for Education's.
const META: &str = ".meta.csv";

/// What an archive holds of use.
#[derive(Debug)]
pub(super) struct Archive {
    /// The tables, in the order of the archive.
    tables: Vec<Table>,
}

/// A file with a table in an archive.
#[derive(Debug)]
struct Table {
    name: String,
    at: usize,
    /// Where what describes it lies.
    beside: Option<usize>,
}

/// The files with tables in an archive; one without any is refused.
pub(super) fn tables_in<R: Read + Seek>(zip: &ZipArchive<R>) -> Result<Archive, Stop> {
    let names: Vec<String> = (0..zip.len())
        .map(|at| {
            let name = zip.name_for_index(at).and_then(Result::ok);
            name.unwrap_or_default().replace('\\', "/")
        })
        .collect();
    let tables: Vec<Table> = names
        .iter()
        .enumerate()
        .filter(|(_, name)| is_table(name))
        .map(|(at, name)| Table {
            name: name.clone(),
            at,
            beside: beside(name, &names),
        })
        .collect();
    if tables.is_empty() {
        return Err(foreign(
            "a zip archive without a table in it",
            "Unpack it, and look for the tables as CSV, XLSX or ODS.",
        )
        .into());
    }
    if tables.len() > limits::SHEETS {
        return Err(too_large(format!(
            "it holds {} tables where {} are read",
            grouped(tables.len() as u64),
            limits::SHEETS
        )));
    }
    Ok(Archive { tables })
}

fn ending(name: &str) -> String {
    Path::new(name)
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

fn is_table(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    let hidden = file.starts_with(['.', '~']) || name.starts_with("__MACOSX/");
    !hidden && !name.to_lowercase().ends_with(META) && TABLES.contains(&ending(name).as_str())
}

/// Where the description of a table lies in the archive: its name with another ending.
fn beside(table: &str, names: &[String]) -> Option<usize> {
    let (stem, _) = table.rsplit_once('.')?;
    let of_table = |ending: &str| {
        let wanted = format!("{stem}{ending}");
        names
            .iter()
            .position(|name| name.eq_ignore_ascii_case(&wanted))
    };
    of_table(META).or_else(|| {
        BESIDE
            .iter()
            .find_map(|ending| of_table(&format!(".{ending}")))
    })
}

/// Reads every table of an archive with `read_one`. Of several, one that cannot be read is told of and the others are read.
pub(super) fn read_archive(
    file: impl Read + Seek,
    archive: &Archive,
    outlet: &mut Outlet<'_>,
    mut read_one: impl FnMut(Vec<u8>, &mut Outlet<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let mut zip = ZipArchive::new(file).map_err(|error| broken(&error))?;
    let alone = archive.tables.len() == 1;
    let mut before = 0;
    let mut any = false;
    for table in &archive.tables {
        outlet.begin_part(&table.name, alone);
        let read = unpacked(&mut zip, table.at, before).and_then(|bytes| {
            before += bytes.len() as u64;
            if bytes.is_empty() {
                return Err(Refusal::Empty.into());
            }
            read_one(bytes, outlet)
        });
        match read {
            Ok(()) => any = true,
            Err(Stop::Refused(refusal)) if !alone && refusal.is_of_one_part() => {
                let why = refusal.explain_for(&table.name).headline;
                outlet.problem("unread-part", Severity::Warning, (0, 0), &table.name, &why)?;
            }
            other => return other,
        }
        let beside = table
            .beside
            .and_then(|at| unpacked(&mut zip, at, before).ok());
        let beside = beside
            .filter(|bytes| bytes.len() as u64 <= limits::SIDECAR_BYTES)
            .and_then(|bytes| String::from_utf8(bytes).ok());
        outlet.note(&Note::EndOfPart(beside))?;
    }
    if any {
        Ok(())
    } else {
        Err(Refusal::NoSheets.into())
    }
}

/// A part's bytes, counted as they come.
fn unpacked<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    at: usize,
    before: u64,
) -> Result<Vec<u8>, Stop> {
    let mut part = zip.by_index(at).map_err(|error| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::Password,
        other => broken(&other),
    })?;
    let packed = part.compressed_size();
    let mut bytes = Vec::new();
    let mut chunk = vec![0; 64 * 1024];
    loop {
        let read = part.read(&mut chunk).map_err(|error| broken(&error))?;
        if read == 0 {
            return Ok(bytes);
        }
        bytes.extend_from_slice(chunk.get(..read).unwrap_or_default());
        bounded(bytes.len() as u64, packed, before)?;
    }
}

fn foreign(what: &str, instead: &str) -> Refusal {
    Refusal::Foreign {
        what: what.to_owned(),
        instead: instead.to_owned(),
    }
}

fn broken(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::Damaged {
        what: "a file in the archive cannot be unpacked".to_owned(),
        details: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{beside, is_table};

    #[test]
    fn tables_are_told_from_what_lies_beside_them() {
        for (name, expected) in [
            ("data/absence.csv", true),
            ("ABSENCE.CSV", true),
            ("absence.meta.csv", false),
            ("__MACOSX/._absence.csv", false),
            ("data/~$book.xlsx", false),
            ("readme.txt", false),
            ("boundaries.shp", false),
        ] {
            assert_eq!(is_table(name), expected, "{name}");
        }
        let names = ["data/a.json", "a.meta.csv", "a.csv", "A.JSON"].map(str::to_owned);
        assert_eq!(beside("a.csv", &names), Some(1));
        assert_eq!(beside("data/a.csv", &names), Some(0));
        assert_eq!(beside("b.csv", &names), None);
    }
}
