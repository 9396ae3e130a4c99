//! Files of the shared folder, each read by itself into an empty book's knowledge, as the command line does.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use jiff::Timestamp;
use levelbook::actions;
use levelbook::book::{Reader, Writer};
use levelbook::import::{ReadingChoices, ReviewedFile, WorkerProgram};
use levelbook::message::{Explain, Unwatched};

use super::table::Line;

const FOLDERS: [&str; 6] = ["csvw", "els", "fingertips", "gov", "ods_gov", "org"];

/// A file of the shared folder.
pub(crate) struct Published {
    pub(crate) path: PathBuf,
    /// Its path below the folder, with forward slashes.
    pub(crate) name: String,
}

/// The folder of published files, which are not part of this repository.
pub(crate) fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("LEVELBOOK_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(
        std::env::var_os("LEVELBOOK_SHARED").is_none(),
        "LEVELBOOK_SHARED names no folder: {}",
        folder.display()
    );
    eprintln!(
        "passed over: {} is not there; set LEVELBOOK_SHARED to a folder of published files",
        folder.display()
    );
    None
}

/// All files in the order of their names.
fn files(shared: &Path) -> Vec<Published> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = FOLDERS.iter().map(|name| shared.join(name)).collect();
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(shared).unwrap().to_string_lossy();
            let name = name.replace('\\', "/");
            found.push(Published { path, name });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// What is understood of every table, in the order of files and sheets; nothing where the folder is not there. Read once.
pub(crate) fn all() -> Option<&'static [Line]> {
    static ALL: OnceLock<Option<Vec<Line>>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let files = files(&shared()?);
        assert!(!files.is_empty(), "the shared folder holds no file");
        let mut lines = read_all(&files);
        lines.sort_by(|a, b| (&a.file, a.place).cmp(&(&b.file, b.place)));
        println!("{} files, {} tables", files.len(), lines.len());
        Some(lines)
    });
    all.as_deref()
}

/// Reads files, as many at once as there are processors.
fn read_all(files: &[Published]) -> Vec<Line> {
    let next = AtomicUsize::new(0);
    let lines = Mutex::new(Vec::new());
    let at_once = std::thread::available_parallelism().map_or(1, usize::from);
    let asker = Asker::new();
    std::thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(|| {
                let reader = asker.reader();
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let read = lines_of(file, asker.ask(&reader, &file.path));
                    lines.lock().unwrap().extend(read);
                }
            });
        }
    });
    lines.into_inner().unwrap()
}

/// Reads a file as the command line does with no option, from the knowledge of an empty book.
pub(crate) struct Asker {
    folder: tempfile::TempDir,
}

impl Asker {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        drop(
            Writer::create(
                &folder.path().join("empty.levelbook"),
                Timestamp::UNIX_EPOCH,
            )
            .unwrap(),
        );
        Self { folder }
    }

    pub(crate) fn reader(&self) -> Reader {
        Reader::open(&self.folder.path().join("empty.levelbook")).unwrap()
    }

    /// The reading, or the sentence with which the file is refused.
    pub(crate) fn ask(&self, reader: &Reader, path: &Path) -> Result<ReviewedFile, String> {
        let worker = WorkerProgram::at(env!("CARGO_BIN_EXE_levelbook"));
        let choices = ReadingChoices::default();
        actions::review_file(reader, path, &choices, &worker, &Unwatched)
            .map(|(_, review)| review)
            .map_err(|error| error.explain().headline)
    }
}

fn lines_of(file: &Published, read: Result<ReviewedFile, String>) -> Vec<Line> {
    match read {
        Ok(review) => review
            .sheets
            .iter()
            .enumerate()
            .map(|(place, sheet)| {
                assert_eq!(
                    sheet.counts.read,
                    sheet.counts.kept + sheet.counts.rejected,
                    "{} {}",
                    file.name,
                    sheet.sheet
                );
                Line::of_sheet(file, place, sheet)
            })
            .collect(),
        Err(why) => vec![Line::refused(file, &why)],
    }
}
