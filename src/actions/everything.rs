use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::json;

use super::ActionError;
use super::outcomes::write_outcomes;
use super::recipes::export_recipe;
use super::records::write_record;
use super::tables::{export_answer, export_figures};
use crate::book::Reader;
use crate::export;
use crate::questions::Question;

/// The ending of an archive of everything.
const ENDING: &str = "zip";

/// Whether a file's name asks for everything that a book holds.
pub fn is_everything(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING))
}

/// Writes all that a book holds into one archive of files that other programs read: figures, plans, outcomes, votes and notes as
/// CSV; recipes and stories as JSON. Tells how many figures there were.
pub fn export_everything(reader: &Reader, path: &Path, now: Timestamp) -> Result<u64, ActionError> {
    let failed = |source| {
        ActionError::from(export::ExportError::Write {
            path: path.to_path_buf(),
            source,
        })
    };
    let folder = tempfile::tempdir().map_err(failed)?;
    let mut files: Vec<PathBuf> = Vec::new();
    let mut next = |name: &str| {
        let file = folder.path().join(name);
        files.push(file.clone());
        file
    };
    let figures = export_figures(reader, &next("figures.csv"), now)?;
    let plans = Question::from_address("plans")?.answer(reader)?;
    export_answer(&plans, &next("plans.csv"), now)?;
    write_outcomes(reader, &next("outcomes.csv"), now)?;
    write_record(reader, None, &next("votes-and-notes.csv"), now)?;
    for (number, recipe) in (1..).zip(reader.recipes()?) {
        let file = next(&format!("recipe-{number}.json"));
        export_recipe(reader, &recipe.name, &file)?;
    }
    let stories = serde_json::to_vec_pretty(&stories(reader)?).unwrap_or_default();
    export::write_beside_and_rename(&next("stories.json"), &stories)?;
    export::pack(path, &files)?;
    Ok(figures)
}

fn stories(reader: &Reader) -> Result<serde_json::Value, ActionError> {
    let mut all = Vec::new();
    for outline in reader.stories()? {
        let slides: Vec<_> = reader
            .story(outline.id)?
            .slides
            .into_iter()
            .map(|slide| slide.content)
            .map(|slide| {
                json!({
                    "kind": slide.body.kind(),
                    "shows": slide.body.words(),
                    "title": slide.title,
                    "remark": slide.remark,
                    "notes": slide.notes,
                    "frozen": slide.frozen.map(|at| at.to_string()),
                })
            })
            .collect();
        all.push(json!({ "code": outline.code, "title": outline.title, "slides": slides }));
    }
    Ok(json!({ "levelbook_stories": 1, "stories": all }))
}
