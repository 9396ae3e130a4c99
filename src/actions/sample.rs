use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::sample_files::sample_files;
use super::{ActionError, Folders, import_file};
use crate::book::{BookError, Reader, Writer};
use crate::import::{ReadingChoices, WorkerProgram};
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
