use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::sample_files::sample_files;
use super::{ActionError, Folders, import_file, import_plans, read_list};
use crate::book::{BookError, Reader, Writer};
use crate::domain::{Outcome, SubjectCode};
use crate::import::{Listed, ReadingChoices, WorkerProgram};
use crate::message::Progress;

/// Makes the sample book at `path` with the importer itself, as a user would import the shipped files.
/// It is built beside and renamed, so that an interrupted start leaves nothing half.
pub fn make_sample_book(
    path: &Path,
    worker: &WorkerProgram,
    now: Timestamp,
    progress: &dyn Progress,
) -> Result<(), ActionError> {
    if path.exists() {
        return Err(BookError::Exists(path.to_path_buf()).into());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let scratch = tempfile::Builder::new()
        .prefix(".levelbook-sample-")
        .tempdir_in(folder)
        .map_err(|source| ActionError::folder(folder, source))?;
    let unfinished = scratch.path().join("sample.levelbook");
    {
        let writer = Writer::create_unkept(&unfinished, now)?;
        let reader = Reader::open(&unfinished)?;
        let files = sample_files().map_err(|source| ActionError::folder(scratch.path(), source))?;
        add_examples(&writer, &reader, scratch.path(), worker, (now, progress))?;
        for (index, (name, content)) in files.iter().enumerate() {
            progress.report(index as u64, files.len() as u64, "Making the sample book");
            let file = scratch.path().join(name);
            fs::write(&file, content).map_err(|source| ActionError::folder(&file, source))?;
            import_file(
                &writer,
                &reader,
                &file,
                &ReadingChoices::default(),
                worker,
                now,
                progress,
            )?;
        }
        writer.mark_sample()?;
    }
    fs::rename(&unfinished, path).map_err(|source| ActionError::folder(path, source))?;
    Ok(())
}

/// Plans of organisations that do not exist, each marked as an example.
const EXAMPLE_PLANS: &str = include_str!("../../assets/example-plans.csv");

/// Made-up outcomes: what was said, by whom, how, priority and goal.
const EXAMPLE_OUTCOMES: [(&str, &str, &str, u32, u32); 2] = [
    (
        "A bus home when the late shift ends",
        "a made-up workshop",
        "a show of hands (example)",
        1,
        11,
    ),
    (
        "Somebody at school who knows how people get into the trades",
        "a made-up youth forum",
        "dot votes (example)",
        1,
        4,
    ),
];

/// Puts examples of plans and of community-defined outcomes into the book, none of them anybody's own word.
fn add_examples(
    writer: &Writer,
    reader: &Reader,
    scratch: &Path,
    worker: &WorkerProgram,
    (now, progress): (Timestamp, &dyn Progress),
) -> Result<(), ActionError> {
    let file = scratch.join("example-plans.csv");
    fs::write(&file, EXAMPLE_PLANS).map_err(|source| ActionError::folder(&file, source))?;
    if let Listed::Plans(list) = read_list(&file, worker, progress)? {
        import_plans(reader, Some(writer), list, now)?;
    }
    for (words, defined_by, defined_how, priority, goal) in EXAMPLE_OUTCOMES {
        let outcome = Outcome {
            words: words.to_owned(),
            defined_by: defined_by.to_owned(),
            defined_how: defined_how.to_owned(),
            priority: Some(priority),
            goal: Some(goal),
            subject: Some(SubjectCode::from("E12000001")),
            example: true,
            ..Outcome::default()
        };
        writer.keep_outcome(outcome, now)?;
    }
    Ok(())
}

/// The sample book in the user's folder, made on the first call.
pub fn open_or_make_sample(
    folders: &Folders,
    worker: &WorkerProgram,
    now: Timestamp,
    progress: &dyn Progress,
) -> Result<PathBuf, ActionError> {
    folders.data()?;
    let path = folders.sample_book();
    if !path.exists() {
        make_sample_book(&path, worker, now, progress)?;
    }
    Ok(path)
}
