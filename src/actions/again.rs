use std::path::Path;
use std::sync::Arc;

use super::{ActionError, ReadFile, RecipeChoice};
use crate::book::{Comparison, Difference, EditionOrder, ImportOutcome, Reader};
use crate::import::{self, ReadingChoices, Recipe};
use crate::message::Progress;

/// In what manner a file is read, for telling whether it was read so before.
pub(super) fn manner(path: &Path, said: &ReadingChoices, wanted: &RecipeChoice) -> String {
    let recipe = match wanted {
        RecipeChoice::Recognised => "recognised",
        RecipeChoice::None => "none",
        RecipeChoice::Named(name) => name,
    };
    import::manner(path, said, recipe)
}

/// A file whose figures are all there: known by its bytes, its answers and its recipe, before anything in it is read. None where
/// only reading it can tell.
pub fn imported_before(
    reader: &Reader,
    path: &Path,
    (said, wanted): (&ReadingChoices, &RecipeChoice),
    progress: &dyn Progress,
) -> Result<Option<(ReadFile, ImportOutcome)>, ActionError> {
    let is_known = match std::fs::metadata(path) {
        Ok(about) => about.is_file() && reader.has_file_of_size(about.len())?,
        Err(_) => false,
    };
    if !is_known || !said.goals.is_empty() || matches!(wanted, RecipeChoice::Named(_)) {
        return Ok(None);
    }
    let sha256 = import::hash_of(path, progress)?;
    let manner = manner(path, said, wanted);
    let Some(before) = reader.read_before(&sha256, &manner)? else {
        return Ok(None);
    };
    let by_recipe = *wanted == RecipeChoice::Recognised;
    if by_recipe && !still_holds(&reader.recipes()?, before.recipe.as_ref()) {
        return Ok(None);
    }
    let read = ReadFile {
        comparison: Comparison {
            difference: Difference {
                unchanged: before.import.added + before.import.superseded + before.import.unchanged,
                ..Difference::default()
            },
            order: EditionOrder::Later,
            contradicts: None,
        },
        review: Arc::new(before.review),
        read_with: before
            .recipe
            .map(|recipe| recipe.name)
            .filter(|_| by_recipe),
        recipe: None,
        manner,
    };
    let outcome = ImportOutcome {
        already_imported: Some(before.earliest),
        ..ImportOutcome::default()
    };
    Ok(Some((read, outcome)))
}

/// Whether the recipe that was kept with an import would be used again, with the answers of that time: it stands, and no recipe
/// of the same layout says otherwise.
fn still_holds(held: &[Recipe], kept: Option<&Recipe>) -> bool {
    let Some(kept) = kept else {
        return false;
    };
    let mut alike = held
        .iter()
        .filter(|recipe| recipe.fingerprint == kept.fingerprint);
    held.iter()
        .any(|recipe| recipe.name == kept.name && recipe.sha256 == kept.sha256)
        && alike.all(|recipe| recipe.choices == kept.choices)
}
