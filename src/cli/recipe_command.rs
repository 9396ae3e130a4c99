use std::io::Write;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::arguments::RecipeAction;
use super::refusal::Refusal;
use super::safety_commands::tell_trouble;
use crate::actions;
use crate::book::{Reader, Writer};
use crate::import::Recipe;

/// Exports, imports or removes a recipe.
pub(super) fn run(
    action: &RecipeAction,
    now: Timestamp,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    match action {
        RecipeAction::Export { book, name, output } => {
            let name = actions::export_recipe(&Reader::open(book)?, name, output)?;
            writeln!(out, "Wrote the recipe “{name}” to {}.", output.display())?;
        }
        RecipeAction::Import { book, file } => {
            let writer = Writer::open(book)?;
            let name = actions::import_recipe(&writer, file, now)?;
            tell_trouble(writer.close());
            writeln!(out, "The book reads with the recipe “{name}” now.")?;
        }
        RecipeAction::Remove { book, name } => {
            let writer = Writer::open(book)?;
            let name = actions::remove_recipe(&writer, name, now)?;
            tell_trouble(writer.close());
            writeln!(out, "The recipe “{name}” is removed.")?;
        }
    }
    Ok(())
}

/// A recipe as `list` prints it.
pub(super) fn as_json(recipe: &Recipe) -> Value {
    let columns: Vec<Value> = recipe
        .columns
        .iter()
        .map(|column| json!({"header": column.header, "role": column.role}))
        .collect();
    json!({
        "code": recipe.name,
        "name": if recipe.publisher.is_empty() { recipe.dataset.clone() } else { format!("{}, {}", recipe.dataset, recipe.publisher) },
        "publisher": recipe.publisher,
        "dataset": recipe.dataset,
        "file": recipe.file,
        "made": recipe.made,
        "used": recipe.used,
        "at": recipe.used,
        "answers": recipe.choices,
        "columns": columns,
    })
}
