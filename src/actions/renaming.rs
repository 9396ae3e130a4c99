use jiff::Timestamp;

use super::ActionError;
use crate::book::{Reader, Writer};

/// Gives a recipe of the book another name.
pub fn rename_recipe(
    writer: &Writer,
    from: &str,
    to: &str,
    now: Timestamp,
) -> Result<(), ActionError> {
    let to = to.trim();
    let held = Reader::open(writer.path())?.recipes()?;
    let taken = held
        .iter()
        .any(|recipe| recipe.name != from && recipe.name.eq_ignore_ascii_case(to));
    if taken {
        return Err(ActionError::RecipeExists {
            name: to.to_owned(),
        });
    }
    let Some(recipe) = held.into_iter().find(|recipe| recipe.name == from) else {
        return Err(ActionError::UnknownRecipe {
            name: from.to_owned(),
            near: String::new(),
        });
    };
    if to.is_empty() || to == from {
        return Ok(());
    }
    let mut renamed = recipe;
    to.clone_into(&mut renamed.name);
    Ok(writer.rename_recipe(from, renamed, now)?)
}
