use std::path::Path;

use jiff::Timestamp;

use super::{BookError, ImportOutcome, ImportRecord};
use crate::domain::{GoalLink, IndicatorCode};
use crate::import::ReviewedFile;
use crate::message::Progress;

/// The one writer of a book: owns the only connection that writes, on a thread of its own. Clones share the thread.
#[derive(Clone)]
pub struct Writer {}

impl Writer {
    /// Makes a new book at `path` with the built-in frameworks. Refuses when there is a file already.
    pub fn create(_path: &Path, _now: Timestamp) -> Result<Self, BookError> {
        Ok(Self {})
    }
    /// Opens the book at `path` for writing, once it is known to be one.
    pub fn open(_path: &Path) -> Result<Self, BookError> {
        Ok(Self {})
    }
    /// Writes a reviewed file in one transaction, or nothing of it.
    pub fn import(
        &self,
        _file: ReviewedFile,
        _now: Timestamp,
        _progress: &dyn Progress,
    ) -> Result<ImportOutcome, BookError> {
        Err(BookError::Missing(std::path::PathBuf::new()))
    }
    /// Takes an import back, the last one that stands for `None`, and revives what it had superseded.
    pub fn undo_import(
        &self,
        _number: Option<u32>,
        _now: Timestamp,
    ) -> Result<ImportRecord, BookError> {
        Err(BookError::Missing(std::path::PathBuf::new()))
    }
    /// Places an indicator under goals by the user's choice, in the place of what was chosen before.
    pub fn set_goals(
        &self,
        _indicator: &IndicatorCode,
        _goals: Vec<GoalLink>,
        _now: Timestamp,
    ) -> Result<(), BookError> {
        Ok(())
    }
    /// Marks the book as the shipped sample.
    pub fn mark_sample(&self) -> Result<(), BookError> {
        Ok(())
    }
    /// Writes a verified copy to `to`, which must not exist.
    pub fn copy_to(&self, _to: &Path) -> Result<(), BookError> {
        Ok(())
    }
}
