use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;

use super::ActionError;
use crate::book::{ImportOutcome, Reader, Writer};
use crate::domain::{GoalLink, IndicatorCode};
use crate::import::{self, ReadingChoices, ReviewedFile, Workbook, WorkerProgram};
use crate::message::Progress;

/// A file that was read, understood and written.
#[derive(Debug)]
pub struct Imported {
    /// How it was understood.
    pub review: ReviewedFile,
    /// What writing it did.
    pub outcome: ImportOutcome,
}

/// Reads a file and understands it as far as the book and the choices allow. Writes nothing.
pub fn review_file(
    reader: &Reader,
    path: &Path,
    choices: &ReadingChoices,
    worker: &WorkerProgram,
    progress: &dyn Progress,
) -> Result<(Workbook, ReviewedFile), ActionError> {
    let workbook = import::read(path, worker, progress)?;
    let review = import::review(&workbook, choices, &reader.known()?);
    Ok((workbook, review))
}

/// Writes a review in one transaction. Where its figures are in the book already, the goals that the user chose for its
/// indicators are still taken over.
pub fn write_review(
    writer: &Writer,
    review: ReviewedFile,
    now: Timestamp,
    progress: &dyn Progress,
) -> Result<ImportOutcome, ActionError> {
    let mut chosen: BTreeMap<IndicatorCode, Vec<GoalLink>> = BTreeMap::new();
    for link in review
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.goals)
        .filter(|link| link.by_user)
    {
        let links = chosen.entry(link.indicator.clone()).or_default();
        if !links.contains(link) {
            links.push(link.clone());
        }
    }
    let outcome = writer.import(review, now, progress)?;
    if outcome.already_imported.is_some() && !chosen.is_empty() {
        let held = Reader::open(writer.path())?.goal_links()?;
        for (indicator, links) in chosen {
            if !links.iter().all(|link| held.contains(link)) {
                writer.set_goals(&indicator, links, now)?;
            }
        }
    }
    Ok(outcome)
}

/// Reads, understands and writes a file.
pub fn import_file(
    writer: &Writer,
    reader: &Reader,
    path: &Path,
    choices: &ReadingChoices,
    worker: &WorkerProgram,
    now: Timestamp,
    progress: &dyn Progress,
) -> Result<Imported, ActionError> {
    let (_, review) = review_file(reader, path, choices, worker, progress)?;
    let outcome = write_review(writer, review.clone(), now, progress)?;
    Ok(Imported { review, outcome })
}
