//! The table `recipe_statements`: how files were read. Each import says how it was, the user may say it by hand, and the last
//! word is the recipe; so that an import that is taken back takes its word with it, and a recipe that nobody else used.

use rusqlite::{Connection, OptionalExtension, params};

use super::BookError;
use crate::import::Recipe;

/// The number under which the user's own word stands among the imports'.
const BY_HAND: u32 = 0;

/// Every recipe by name, each with when it was made and last used.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<Recipe>> {
    let rows = connection
        .prepare_cached(
            "SELECT s.said,
                 (SELECT min(at_utc) FROM recipe_statements WHERE name = s.name),
                 (SELECT max(at_utc) FROM recipe_statements WHERE name = s.name)
             FROM recipe_statements AS s
             WHERE s.position = (SELECT max(position) FROM recipe_statements WHERE name = s.name)
             ORDER BY lower(s.name), s.name",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<Vec<(String, String, String)>>>()?;
    // What cannot be read is of a newer program: it stays in the book and is not used.
    Ok(rows
        .into_iter()
        .filter_map(|(said, made, used)| {
            let mut recipe = Recipe::from_json(&said).ok()?;
            recipe.made = made;
            recipe.used = used;
            Some(recipe)
        })
        .collect())
}

/// What an import says of the recipe that its file was read with.
pub(super) fn of_import(connection: &Connection, import: u32) -> rusqlite::Result<Option<Recipe>> {
    let said: Option<String> = connection
        .prepare_cached(
            "SELECT said FROM recipe_statements WHERE import = ?1 ORDER BY position DESC LIMIT 1",
        )?
        .query_row([import], |row| row.get(0))
        .optional()?;
    Ok(said.and_then(|said| Recipe::from_json(&said).ok()))
}

/// Keeps what an import says of a recipe, or the user.
pub(super) fn state(
    connection: &Connection,
    import: Option<u32>,
    recipe: &Recipe,
    at: &str,
) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO recipe_statements (name, import, position, at_utc, said)
         SELECT ?1, ?2, coalesce(max(position), 0) + 1, ?3, ?4 FROM recipe_statements WHERE true
         ON CONFLICT DO UPDATE SET position = excluded.position, at_utc = excluded.at_utc, said = excluded.said",
        params![recipe.name, import.unwrap_or(BY_HAND), at, recipe.to_json()],
    )?;
    Ok(())
}

/// Forgets what an import said.
pub(super) fn retract(connection: &Connection, import: u32) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM recipe_statements WHERE import = ?1", [import])?;
    Ok(())
}

/// Gives a recipe another name: it is kept under the new one by the user's hand, and no longer under the old one.
pub(super) fn rename(
    connection: &Connection,
    from: &str,
    renamed: &Recipe,
    at: &str,
) -> Result<(), BookError> {
    state(connection, None, renamed, at)?;
    remove(connection, from)
}

/// Removes a recipe.
pub(super) fn remove(connection: &Connection, name: &str) -> Result<(), BookError> {
    match connection.execute("DELETE FROM recipe_statements WHERE name = ?1", [name])? {
        0 => Err(BookError::NoSuchRecipe(name.to_owned())),
        _ => Ok(()),
    }
}
