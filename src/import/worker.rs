//! The process that reads a stranger's file: this same program, run again with a hidden argument, with a cap on its memory and
//! nothing in its hands but that file. Whatever the file does to it, the program goes on.

use std::alloc::System;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::process::ExitCode;
use std::time::Duration;

use cap::Cap;

use super::archive::read_archive;
use super::binary_cells::read_xlsb;
use super::csv_reader::read_csv;
use super::excel_reader::read_xlsx;
use super::geojson_reader::read_geojson;
use super::ods_reader::read_ods;
use super::old_excel_reader::read_xls;
use super::outlet::{Note, Outlet, Send, Stop, grouped, too_large};
use super::parquet_reader::read_parquet;
use super::prescan::{Container, Zipped, prescan};
use super::refusal::Refusal;
use super::sniff::{Promise, promise};
use super::{Format, Severity, limits};

/// The hidden argument that makes the program a reader of files.
pub const WORKER_ARGUMENT: &str = "--parse-worker";

/// Counts all memory of the program; only the reading process gives it a limit.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// Reads the file that is the standard input and writes what it finds to the standard output. For the hidden argument only.
pub fn worker_main() -> ExitCode {
    if ALLOCATOR.set_limit(limits::WORKER_MEMORY).is_err() {
        return ExitCode::FAILURE;
    }
    std::panic::set_hook(Box::new(|_| {}));
    let watch = std::thread::Builder::new()
        .name("clock".to_owned())
        .spawn(|| {
            std::thread::sleep(Duration::from_secs(limits::WORKER_TOTAL));
            std::process::exit(3);
        });
    if watch.is_err() {
        return ExitCode::FAILURE;
    }
    let Ok(file) = standard_input() else {
        return ExitCode::FAILURE;
    };
    let Ok(mut out) = standard_output() else {
        return ExitCode::FAILURE;
    };
    let mut send = |kind: u8, payload: &[u8]| write_frame(&mut out, kind, payload);
    match read_into(file, &mut send) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// The standard input as a file in which one can go back.
fn standard_input() -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        io::stdin().as_fd().try_clone_to_owned().map(File::from)
    }
    #[cfg(windows)]
    {
        use std::os::windows::io::AsHandle;
        io::stdin().as_handle().try_clone_to_owned().map(File::from)
    }
}

/// The standard output without the buffer that looks for the ends of lines.
fn standard_output() -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        io::stdout().as_fd().try_clone_to_owned().map(File::from)
    }
    #[cfg(windows)]
    {
        use std::os::windows::io::AsHandle;
        io::stdout()
            .as_handle()
            .try_clone_to_owned()
            .map(File::from)
    }
}

fn write_frame(out: &mut impl Write, kind: u8, payload: &[u8]) -> io::Result<()> {
    let length = u32::try_from(payload.len()).map_err(|_| io::ErrorKind::InvalidData)?;
    let [a, b, c, d] = length.to_le_bytes();
    out.write_all(&[a, b, c, d, kind])?;
    out.write_all(payload)?;
    out.flush()
}

/// Reads a file and sends what it finds; its last frame says that all is said, or why the file was refused.
pub(super) fn read_into(file: File, send: &mut Send<'_>) -> io::Result<()> {
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut outlet = Outlet::new(send);
        read_any(file, &mut outlet).and_then(|()| outlet.flush())
    }));
    let last = match caught {
        Ok(Ok(())) => Note::Done,
        Ok(Err(Stop::Refused(refusal))) => Note::Refused(refusal),
        Ok(Err(Stop::Closed)) => return Err(io::ErrorKind::BrokenPipe.into()),
        Err(panic) => Note::Refused(Refusal::Damaged {
            what: "its workbook cannot be read".to_owned(),
            details: panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
                .unwrap_or_default(),
        }),
    };
    Outlet::new(send)
        .note(&last)
        .map_err(|_| io::ErrorKind::BrokenPipe.into())
}

fn read_any(mut file: File, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    let size = file.metadata().map_or(0, |about| about.len());
    let mut head = Vec::new();
    (&mut file)
        .take(8192)
        .read_to_end(&mut head)
        .map_err(|error| unreadable(&error))?;
    file.seek(SeekFrom::Start(0))
        .map_err(|error| unreadable(&error))?;
    match promise(&head) {
        Promise::Refused(refusal) => Err(refusal.into()),
        Promise::Text => read_csv(file, outlet),
        Promise::Zip => {
            if size > limits::ZIPPED_BYTES {
                return Err(too_large(
                    "a workbook or an archive may have 200 MB".to_owned(),
                ));
            }
            match prescan(&mut file)? {
                Zipped::Workbook(container) => read_workbook(file, &container, outlet),
                Zipped::Archive(archive) => read_archive(file, &archive, outlet, read_part),
            }
        }
        Promise::Compound => read_xls(file, size, outlet),
        Promise::Parquet => read_parquet(file, outlet),
        Promise::Map => read_geojson(file, outlet),
    }
}

/// Reads a file of an archive.
fn read_part(bytes: Vec<u8>, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    let size = bytes.len() as u64;
    let promised = promise(bytes.get(..8192).unwrap_or(&bytes));
    let mut file = Cursor::new(bytes);
    match promised {
        Promise::Refused(refusal) => Err(refusal.into()),
        Promise::Text => read_csv(file, outlet),
        Promise::Zip => match prescan(&mut file)? {
            Zipped::Workbook(container) => read_workbook(file, &container, outlet),
            Zipped::Archive(_) => Err(not_in_archives("an archive in an archive")),
        },
        Promise::Compound => read_xls(file, size, outlet),
        Promise::Map => read_geojson(file, outlet),
        Promise::Parquet => Err(not_in_archives("a Parquet table in an archive")),
    }
}

fn not_in_archives(what: &str) -> Stop {
    Stop::Refused(Refusal::Foreign {
        what: what.to_owned(),
        instead: "Unpack it and import the file inside.".to_owned(),
    })
}

/// Reads a workbook in its container.
fn read_workbook(
    mut file: impl Read + Seek,
    container: &Container,
    outlet: &mut Outlet<'_>,
) -> Result<(), Stop> {
    file.seek(SeekFrom::Start(0))
        .map_err(|error| unreadable(&error))?;
    outlet.note(&Note::Format(container.format))?;
    tell_extras(container, outlet)?;
    match container.format {
        Format::Xlsb => read_xlsb(file, container, outlet),
        Format::Ods => read_ods(file, container, outlet),
        _ => read_xlsx(file, container, outlet),
    }
}

fn tell_extras(container: &Container, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    if container.macros {
        outlet.problem(
            "macros",
            Severity::Info,
            (0, 0),
            "",
            "The workbook contains macros; they were not run and not looked at.",
        )?;
    }
    if container.links {
        outlet.problem(
            "external-links",
            Severity::Info,
            (0, 0),
            "",
            "The workbook points to other files; they were not opened, and its cells hold what was last seen in them.",
        )?;
    }
    let texts = "xl/sharedStrings.xml";
    if container.names_texts && !container.sizes.contains_key(&texts.to_lowercase()) {
        outlet.problem(
            "missing-part",
            Severity::Warning,
            (0, 0),
            texts,
            "The part xl/sharedStrings.xml of the workbook is missing: the texts of its cells stood there and are lost. Open the workbook in a spreadsheet program, or download it again.",
        )?;
    }
    for (part, bytes) in &container.damaged {
        outlet.problem(
            "damaged-part",
            Severity::Warning,
            (0, 0),
            part,
            &format!(
                "The part {part} of the workbook is damaged after {} bytes; what stands behind them is missing.",
                grouped(*bytes)
            ),
        )?;
    }
    Ok(())
}

fn unreadable(error: &io::Error) -> Refusal {
    Refusal::Damaged {
        what: "its bytes cannot be read".to_owned(),
        details: error.to_string(),
    }
}
