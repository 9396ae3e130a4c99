use super::Recipe;
use crate::import::limits;
use crate::message::{Explain, Message};

/// Why a file is no recipe that can be used.
#[derive(Debug, thiserror::Error)]
pub enum RecipeError {
    /// It is larger than any recipe.
    #[error("{0} bytes")]
    TooLarge(usize),
    /// Its values are nested deeper than in any recipe.
    #[error("nested too deep")]
    TooDeep,
    /// It is no JSON.
    #[error("no JSON: {0}")]
    NoJson(serde_json::Error),
    /// It is JSON of something else.
    #[error("no recipe")]
    NoRecipe,
    /// It is of another version.
    #[error("version {0}")]
    OtherVersion(u64),
    /// It lacks something, or holds something that recipes do not.
    #[error("{0}")]
    Broken(serde_json::Error),
    /// A part of it is out of bounds; the text says which.
    #[error("{0}")]
    OutOfBounds(&'static str),
}

impl Explain for RecipeError {
    fn explain(&self) -> Message {
        let again = "Ask whoever sent it to export the recipe again.";
        match self {
            Self::TooLarge(bytes) => Message::new(
                format!("This is no recipe: it has {bytes} bytes, and a recipe is small."),
                "Choose a file that was made with recipe export.",
            ),
            Self::TooDeep => Message::new(
                "This is no recipe: its values are nested deeper than in any recipe.",
                "Choose a file that was made with recipe export.",
            ),
            Self::NoJson(error) => Message::new(
                "This is no recipe: it is not the text that a recipe is written in.",
                "Choose a file that was made with recipe export.",
            )
            .with_details(error.to_string()),
            Self::NoRecipe => Message::new(
                "This is no recipe of Levelbook.",
                "Choose a file that was made with recipe export.",
            ),
            Self::OtherVersion(version) => Message::new(
                format!("The recipe is of version {version}, which this Levelbook does not know."),
                "Update Levelbook to use it.",
            ),
            Self::Broken(error) => {
                Message::new(format!("The recipe cannot be used: {error}."), again)
            }
            Self::OutOfBounds(what) => {
                Message::new(format!("The recipe cannot be used: {what}."), again)
            }
        }
    }
}

/// Looks at the text before anything is made of it.
pub(super) fn check_size_and_depth(text: &str) -> Result<(), RecipeError> {
    if text.len() > limits::RECIPE_BYTES {
        return Err(RecipeError::TooLarge(text.len()));
    }
    if is_nested_deeper(text, limits::RECIPE_DEPTH) {
        return Err(RecipeError::TooDeep);
    }
    Ok(())
}

/// Whether the values of a JSON text are nested deeper than so many times, before anything is made of it.
pub(in crate::import) fn is_nested_deeper(text: &str, most: usize) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => depth += 1,
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            return true;
        }
    }
    false
}

/// Looks at what a recipe holds.
pub(super) fn check_contents(recipe: &Recipe) -> Result<(), RecipeError> {
    let name = recipe.name.trim();
    if name.is_empty() || name.chars().count() > limits::RECIPE_NAME_CHARS || name != recipe.name {
        return Err(RecipeError::OutOfBounds("its name is empty or too long"));
    }
    let choices = &recipe.choices;
    let tables = &recipe.fingerprint.tables;
    let lists = [
        recipe.columns.len(),
        choices.columns.len(),
        choices.markers.len(),
        choices.sheets.len(),
        choices.units.len(),
        choices.period_kinds.len(),
        choices.named_subjects.len(),
        choices.goals.len(),
        tables.len(),
        tables.iter().map(|table| table.headers.len()).sum(),
    ];
    if lists.iter().any(|length| *length > limits::RECIPE_LIST) {
        return Err(RecipeError::OutOfBounds("one of its lists is too long"));
    }
    let texts = [
        &recipe.name,
        &recipe.publisher,
        &recipe.dataset,
        &recipe.file,
        &recipe.sha256,
    ]
    .into_iter()
    .chain(recipe.columns.iter().map(|column| &column.header))
    .chain(choices.columns.iter().map(|(_, name)| name))
    .chain(choices.markers.iter().map(|(sign, _)| sign))
    .chain(&choices.sheets)
    .chain(choices.units.iter().flat_map(|(of, unit)| [of, unit]))
    .chain(choices.period_kinds.iter().map(|(text, _)| text))
    .chain(
        choices
            .named_subjects
            .iter()
            .flat_map(|(of, code)| [of, code]),
    )
    .chain(
        [
            &choices.period,
            &choices.unit,
            &choices.indicator,
            &choices.subject,
        ]
        .into_iter()
        .flatten(),
    )
    .chain(tables.iter().flat_map(|table| &table.headers));
    for text in texts {
        if text.len() > limits::RECIPE_TEXT_CHARS * 4
            || text.chars().count() > limits::RECIPE_TEXT_CHARS
        {
            return Err(RecipeError::OutOfBounds("one of its texts is too long"));
        }
        if text.chars().any(char::is_control) {
            return Err(RecipeError::OutOfBounds(
                "one of its texts holds signs that no text has",
            ));
        }
    }
    Ok(())
}
