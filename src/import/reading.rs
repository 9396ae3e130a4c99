use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::assembler::Assembler;
use super::refusal::{ReadError, Refusal};
use super::worker_run::{run_here, run_process};
use super::{Format, Problem, Severity, SourceFile, Workbook, limits};
use crate::domain::Origin;
use crate::message::Progress;

/// The program that is run to read files, so that whatever they do, this one goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerProgram(Runs);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Runs {
    Program(PathBuf),
    Here,
}

impl WorkerProgram {
    /// This very program, whose `main` hands the hidden argument to [`super::worker_main`].
    pub fn current() -> io::Result<Self> {
        std::env::current_exe().map(Self::at)
    }

    /// The Levelbook program at a path.
    pub fn at(program: impl Into<PathBuf>) -> Self {
        Self(Runs::Program(program.into()))
    }

    /// No process of its own: for tests on files that they made themselves. Unit tests need it, since the program that runs
    /// them is no reader of files.
    pub fn here() -> Self {
        Self(Runs::Here)
    }
}

/// Reads a file as cells. What it is is told by its bytes; they are read by a process of their own, which is ended when the
/// work is cancelled, when it makes no progress or when it takes too long.
pub fn read(
    path: &Path,
    worker: &WorkerProgram,
    progress: &dyn Progress,
) -> Result<Workbook, ReadError> {
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned();
    let mut file = open(path)?;
    let unreadable = |source| unreadable(path, source);
    let size = file.metadata().map_err(unreadable)?.len();
    let refused = |refusal| ReadError::Refused {
        file: name.clone(),
        refusal,
    };
    if size == 0 {
        return Err(refused(Refusal::Empty));
    }
    if size > limits::TEXT_BYTES {
        return Err(refused(Refusal::TooLarge {
            what: "a file may have 2 GB".to_owned(),
        }));
    }
    let words = format!("Reading {name}");
    let sha256 = hash(&mut file, size, &words, progress).map_err(|error| match error {
        None => ReadError::Cancelled,
        Some(source) => unreadable(source),
    })?;
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let told = match &worker.0 {
        Runs::Program(program) => run_process(program, file, &name, progress)?,
        Runs::Here => run_here(file, &name)?,
    };
    let Assembler {
        format,
        mut sheets,
        mut problems,
        end,
        ..
    } = told;
    if let Some(Err(refusal)) = end {
        return Err(refused(refusal));
    }
    let format = format.unwrap_or(Format::Csv);
    for sheet in sheets.iter_mut().filter(|sheet| sheet.name.is_empty()) {
        sheet.name.clone_from(&name);
    }
    for problem in problems
        .iter_mut()
        .filter(|problem| problem.origin.sheet.is_empty())
    {
        problem.origin.sheet.clone_from(&name);
    }
    let cells = sheets
        .iter()
        .map(|sheet| sheet.grid.filled_cells() as u64)
        .sum();
    problems.extend(large(&name, format, size, cells));
    problems.extend(unlike_its_name(&name, format));
    problems.extend(sheets.iter().filter_map(|sheet| cut_off(sheet, format)));
    problems.extend(sheets.iter().filter_map(given_twice));
    problems.extend(sheets.iter().filter_map(hides));
    Ok(Workbook {
        file: SourceFile {
            name,
            sha256,
            size,
            format,
        },
        sheets,
        problems,
        sidecar: sidecar(path),
    })
}

/// The hash by which a file is known, of its bytes alone.
pub fn hash_of(path: &Path, progress: &dyn Progress) -> Result<String, ReadError> {
    let mut file = open(path)?;
    let size = file.metadata().map_or(0, |about| about.len());
    let words = format!("Reading {}", path.display());
    hash(&mut file, size, &words, progress).map_err(|error| match error {
        None => ReadError::Cancelled,
        Some(source) => unreadable(path, source),
    })
}

fn unreadable(path: &Path, source: io::Error) -> ReadError {
    ReadError::Unreadable {
        file: path.display().to_string(),
        source,
    }
}

fn open(path: &Path) -> Result<File, ReadError> {
    let shown = || path.display().to_string();
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => ReadError::NotFound { file: shown() },
        _ => ReadError::Unreadable {
            file: shown(),
            source,
        },
    };
    // Asked before it is opened: opening a pipe would wait for its other end.
    if !std::fs::metadata(path).map_err(failed)?.is_file() {
        return Err(ReadError::NotAFile { file: shown() });
    }
    File::open(path).map_err(failed)
}

fn hash(
    file: &mut File,
    size: u64,
    words: &str,
    progress: &dyn Progress,
) -> Result<String, Option<io::Error>> {
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; 1 << 20];
    let mut done = 0;
    loop {
        if progress.is_cancelled() {
            return Err(None);
        }
        let read = file.read(&mut chunk).map_err(Some)?;
        if read == 0 {
            break;
        }
        hasher.update(chunk.get(..read).unwrap_or_default());
        done += read as u64;
        // Hashing is quick beside reading: it has the first tenth of the way.
        progress.report(done.saturating_mul(100) / size.max(1), 1000, words);
    }
    Ok(hex(&hasher.finalize()))
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digits = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|half| digits.get(usize::from(half)).copied().map(char::from))
        .collect()
}

/// The metadata beside a file, in the same folder: its name with another ending, or that of the dataset and edition in it.
pub(super) fn sidecar(path: &Path) -> Option<String> {
    let mut beside: Vec<PathBuf> = ["json", "meta.csv", "yaml", "yml"]
        .iter()
        .map(|ending| path.with_extension(ending))
        .collect();
    let stem = path.file_stem()?.to_string_lossy();
    let mut parts = stem.split("__");
    if let (Some(dataset), Some(edition), Some(_)) = (parts.next(), parts.next(), parts.next()) {
        beside.push(path.with_file_name(format!("{dataset}_{edition}.json")));
    }
    beside
        .iter()
        .filter(|beside| *beside != path)
        .find_map(|beside| text_of_sidecar(beside))
}

fn text_of_sidecar(path: &Path) -> Option<String> {
    let file = File::open(path).ok()?;
    let about = file.metadata().ok()?;
    if !about.is_file() || about.len() > limits::SIDECAR_BYTES {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(limits::SIDECAR_BYTES)
        .read_to_end(&mut bytes)
        .ok()?;
    let text = String::from_utf8(bytes).ok()?;
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

fn about_sheet(sheet: &str, code: &str, severity: Severity, raw: &str, message: String) -> Problem {
    Problem {
        code: code.to_owned(),
        severity,
        origin: Origin {
            import: 0,
            sheet: sheet.to_owned(),
            row: 1,
            column: 1,
        },
        raw: raw.to_owned(),
        about: String::new(),
        message,
        rejected: false,
    }
}

/// Says so when a file is large, though not too large.
pub(super) fn large(name: &str, format: Format, size: u64, cells: u64) -> Option<Problem> {
    let (bytes_from, cells_from) = match format {
        Format::Csv | Format::Parquet | Format::GeoJson => {
            (limits::TEXT_BYTES, limits::LARGE_CELLS)
        }
        Format::Xlsx | Format::Xlsb => (limits::LARGE_ZIPPED_BYTES, limits::LARGE_CELLS),
        Format::Ods => (limits::LARGE_ZIPPED_BYTES, limits::LARGE_BUILT_CELLS),
        Format::Xls => (limits::XLS_BYTES, limits::LARGE_BUILT_CELLS),
    };
    (size > bytes_from || cells > cells_from).then(|| {
        about_sheet(
            name,
            "large-file",
            Severity::Info,
            &size.to_string(),
            format!(
                "This is a large file: {} MB with {} filled cells. Reading and writing it takes a while, and the book grows with it.",
                size / 1_000_000,
                super::outlet::grouped(cells)
            ),
        )
    })
}

/// Says so when a file is not what its name promises.
fn unlike_its_name(name: &str, format: Format) -> Option<Problem> {
    let (_, ending) = name.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    let (expected, what): (&[&str], &str) = match format {
        Format::Csv => (&[], "text with separated values"),
        Format::Xlsx => (
            &["xlsx", "xlsm", "xltx", "xltm", "xlam"],
            "an XLSX workbook",
        ),
        Format::Xlsb => (&["xlsb"], "an XLSB workbook"),
        Format::Xls => (&["xls", "xlt", "xla"], "an XLS workbook"),
        Format::Ods => (&["ods", "ots"], "an ODS spreadsheet"),
        Format::Parquet => (&["parquet", "pq"], "a Parquet table"),
        Format::GeoJson => (&["geojson", "json"], "a map (GeoJSON)"),
    };
    // In an archive each file has its own name.
    if ending == "zip" {
        return None;
    }
    let unlike = match format {
        Format::Csv => ["xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&ending.as_str()),
        _ => !expected.contains(&ending.as_str()),
    };
    unlike.then(|| {
        about_sheet(
            name,
            "unlike-its-name",
            Severity::Info,
            &ending,
            format!("The file is called .{ending} but holds {what}; it was read as that."),
        )
    })
}

/// Warns when a workbook gives a cell more than once.
fn given_twice(sheet: &super::Sheet) -> Option<Problem> {
    let times = sheet.grid.replaced_cells();
    (times > 0).then(|| {
        about_sheet(
            &sheet.name,
            "cell-given-twice",
            Severity::Warning,
            &times.to_string(),
            "Some cells of this sheet are given more than once; the last of each was taken."
                .to_owned(),
        )
    })
}

/// Says which of its cells a sheet does not show.
fn hides(sheet: &super::Sheet) -> Option<Problem> {
    let said = sheet.hidden.said_of(&sheet.grid)?;
    Some(about_sheet(
        &sheet.name,
        "hidden-rows",
        Severity::Info,
        "",
        said,
    ))
}

/// Warns when a sheet is exactly as long as its format allows: rows may have been lost when it was saved.
fn cut_off(sheet: &super::Sheet, format: Format) -> Option<Problem> {
    let height = sheet.grid.height();
    let full = match format {
        Format::Xls => height == limits::OLD_SHEET_ROWS,
        _ => height == limits::OLD_SHEET_ROWS || height == limits::SHEET_ROWS,
    };
    // A lone cell in the last row is a stray, not the end of a table.
    (full && sheet.grid.filled_rows() as u64 * 2 > u64::from(height)).then(|| {
        about_sheet(
            &sheet.name,
            "cut-off",
            Severity::Warning,
            &height.to_string(),
            format!(
                "This table has exactly {} rows, the most that a spreadsheet of some kind holds: the source may be cut off.",
                super::outlet::grouped(u64::from(height))
            ),
        )
    })
}
