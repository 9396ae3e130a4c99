use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::ActionError;
use super::recipes::{RecipeChoice, recipe_to_keep, recognise, tell};
use crate::book::{Comparison, EditionOrder, ImportOutcome, ImportTerms, Reader, Writer};
use crate::domain::{GoalLink, IndicatorCode};
use crate::import::{self, ReadingChoices, Recipe, ReviewedFile, Workbook, WorkerProgram};
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
    let review = import::review_watched(&workbook, choices, &reader.known()?, progress)?;
    Ok((workbook, review))
}

/// A file that was read and understood, with all that is needed to write it.
#[derive(Clone, Debug)]
pub struct ReadFile {
    /// How it was understood.
    pub review: Arc<ReviewedFile>,
    /// How it compares with what is in the book.
    pub comparison: Comparison,
    /// Name of the recipe that it was read with.
    pub read_with: Option<String>,
    /// The recipe to be kept with it.
    pub recipe: Option<Recipe>,
    /// In what manner it was read.
    pub manner: String,
}

/// Reads a file with the recipe that it is recognised by, or that is named, and compares it with what is in the book. Writes
/// nothing. A list of plans or outcomes is given back as the error that it is no figures.
pub fn read_file(
    reader: &Reader,
    path: &Path,
    (said, wanted): (&ReadingChoices, &RecipeChoice),
    worker: &WorkerProgram,
    progress: &dyn Progress,
) -> Result<ReadFile, ActionError> {
    let workbook = import::read(path, worker, progress)?;
    if let Some(list) = import::listed(&workbook) {
        return Err(ActionError::Listed(Box::new(list)));
    }
    let recognised = recognise(reader, &workbook, said, wanted)?;
    let known = reader.known()?;
    let mut review = import::review_watched(&workbook, &recognised.choices, &known, progress)?;
    tell(&recognised, &mut review);
    let recipe = recipe_to_keep(reader, &recognised, &workbook, &review)?;
    drop(workbook);
    Ok(ReadFile {
        comparison: reader.compare(&review)?,
        review: Arc::new(review),
        read_with: recognised.recipe.map(|recipe| recipe.name),
        recipe,
        manner: super::again::manner(path, said, wanted),
    })
}

/// What the user says of an edition where the file does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditionAnswer {
    /// It is an earlier edition than what is in the book: its figures go behind.
    Earlier,
    /// It is the later one: its figures stand.
    Later,
}

/// The import before which a file goes; none where it is the latest edition. Refused where only somebody who knows can tell.
pub fn settle_edition(
    comparison: &Comparison,
    answer: Option<EditionAnswer>,
) -> Result<Option<u32>, ActionError> {
    match (answer, &comparison.order) {
        (Some(EditionAnswer::Later), _) | (None, EditionOrder::Later) => Ok(None),
        (Some(EditionAnswer::Earlier), EditionOrder::Later) => Ok(comparison.contradicts),
        (_, EditionOrder::Earlier { before, .. })
        | (Some(EditionAnswer::Earlier), EditionOrder::Unclear { before, .. }) => Ok(Some(*before)),
        (None, EditionOrder::Unclear { before, why }) => Err(ActionError::EditionUnclear {
            before: *before,
            revised: comparison.difference.revised.count,
            why: why.clone(),
        }),
    }
}

/// Writes a review in one transaction, as the edition for which its release date speaks. Refused where none does.
pub fn write_review(
    writer: &Writer,
    review: impl Into<Arc<ReviewedFile>>,
    now: Timestamp,
    progress: &dyn Progress,
) -> Result<ImportOutcome, ActionError> {
    let review = review.into();
    let comparison = Reader::open(writer.path())?.compare(&review)?;
    let terms = ImportTerms {
        before: settle_edition(&comparison, None)?,
        ..ImportTerms::default()
    };
    write_review_on(writer, review, terms, now, progress)
}

/// Writes a review in one transaction on the terms that are settled. Where its figures are in the book already, the goals that
/// the user chose for its indicators are still taken over.
pub fn write_review_on(
    writer: &Writer,
    review: impl Into<Arc<ReviewedFile>>,
    terms: ImportTerms,
    now: Timestamp,
    progress: &dyn Progress,
) -> Result<ImportOutcome, ActionError> {
    let review = review.into();
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
    let mut outcome = writer.import_on(review, terms, now, progress)?;
    if chosen.is_empty() {
        return Ok(outcome);
    }
    let held = Reader::open(writer.path())?.goal_links()?;
    for (indicator, links) in chosen {
        if links.iter().all(|link| held.contains(link)) {
            continue;
        }
        if outcome.already_imported.is_some() {
            writer.set_goals(&indicator, links, now)?;
        } else {
            outcome.goals_kept.push(indicator);
        }
    }
    Ok(outcome)
}

/// Reads, understands and writes a file, as the latest edition of what it holds.
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
    let review = Arc::new(review);
    let terms = ImportTerms::default();
    let outcome = write_review_on(writer, Arc::clone(&review), terms, now, progress)?;
    Ok(Imported {
        review: Arc::unwrap_or_clone(review),
        outcome,
    })
}
