//! Files of the shared folder, each read by itself into an empty book's knowledge, as the command line does.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use jiff::Timestamp;
use levelbook::actions;
use levelbook::book::{Reader, Writer};
use levelbook::import::{
    OpenAnswer, ReadingChoices, ReviewedFile, Workbook, WorkerProgram, review,
};
use levelbook::message::{Explain, Unwatched};

use super::folder;
use super::table::{Line, on_one_line};

const FOLDERS: [&str; 6] = ["csvw", "els", "fingertips", "gov", "ods_gov", "org"];

/// Largest file that is read where not all of them are asked for, in bytes.
const SMALL: u64 = 500_000;

/// Whether all files are to be read, which takes minutes, rather than the small ones.
pub(crate) fn all_are_asked_for() -> bool {
    let asked = std::env::var_os("LEVELBOOK_LONG").is_some();
    if !asked {
        eprintln!("passed over: files above {SMALL} bytes; set LEVELBOOK_LONG=1 to read them too");
    }
    asked
}

/// A file of the shared folder.
pub(crate) struct Published {
    pub(crate) path: PathBuf,
    /// Its path below the folder, with forward slashes.
    pub(crate) name: String,
}

/// All files in the order of their names.
fn files(shared: &Path) -> Vec<Published> {
    let below = FOLDERS
        .iter()
        .flat_map(|name| folder::files_below(&shared.join(name)));
    let mut found: Vec<Published> = below
        .map(|path| {
            let name = path.strip_prefix(shared).unwrap().to_string_lossy();
            let name = name.replace('\\', "/");
            Published { path, name }
        })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// What is understood of every table, in the order of files and sheets; nothing where the folder is not there. Read once.
pub(crate) fn all() -> Option<&'static [Line]> {
    static ALL: OnceLock<Option<Vec<Line>>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let mut files = files(&folder::shared("")?);
        if !all_are_asked_for() {
            files.retain(|file| file.path.metadata().is_ok_and(|about| about.len() <= SMALL));
        }
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
                    let read = lines_of(file, Asker::ask_and_answer(&reader, &file.path));
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

    /// The reading with no option, what is asked until nothing more is, by sheet, and the reading with the first answer to
    /// each; a period that any text answers is said to be 2020, the unit per cent, a name `Given`, the subject the United Kingdom.
    pub(crate) fn ask_and_answer(reader: &Reader, path: &Path) -> Result<Answered, String> {
        let (workbook, first) = read(reader, path)?;
        let known = reader.known().unwrap();
        let mut asked = vec![BTreeSet::new(); first.sheets.len()];
        let mut choices = ReadingChoices::default();
        let mut last = first.clone();
        for _round in 0..4 {
            let mut more = false;
            for (sheet, asked) in last.sheets.iter().zip(&mut asked) {
                for question in &sheet.questions {
                    let about = on_one_line(&question.about);
                    more |= asked.insert(format!("{} {about}", question.code).trim().to_owned());
                    let answer = question.answers.first().map(|one| one.choice.clone());
                    let open = question.open.map(|open| match open {
                        OpenAnswer::Period => open.choice("2020"),
                        OpenAnswer::Unit => open.choice("%"),
                        OpenAnswer::Indicator => open.choice("Given"),
                        OpenAnswer::Subject => open.choice("K02000001"),
                    });
                    if let Some(choice) = answer.or(open) {
                        choices = choices.with(&choice);
                    }
                }
            }
            if !more {
                break;
            }
            last = review(&workbook, &choices, &known);
        }
        Ok(Answered { first, asked, last })
    }
}

/// The workbook and its reading with no option, or the sentence with which the file is refused.
fn read(reader: &Reader, path: &Path) -> Result<(Workbook, ReviewedFile), String> {
    let worker = WorkerProgram::at(env!("CARGO_BIN_EXE_levelbook"));
    let choices = ReadingChoices::default();
    actions::review_file(reader, path, &choices, &worker, &Unwatched)
        .map_err(|error| error.explain().headline)
}

/// What became of a file, before and after its questions were answered.
pub(crate) struct Answered {
    pub(crate) first: ReviewedFile,
    /// What is asked, by sheet: the question's code and what it is about.
    pub(crate) asked: Vec<BTreeSet<String>>,
    pub(crate) last: ReviewedFile,
}

fn lines_of(file: &Published, read: Result<Answered, String>) -> Vec<Line> {
    match read {
        Ok(answered) => (0..answered.first.sheets.len())
            .map(|place| Line::of_sheet(file, place, &answered))
            .collect(),
        Err(why) => vec![Line::refused(file, &why)],
    }
}
