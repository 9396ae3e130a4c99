use std::path::Path;

use jiff::Timestamp;

use super::ActionError;
use crate::book::{Reader, Writer};
use crate::domain::Origin;
use crate::export;
use crate::import::{
    self, Fit, Layout, Problem, ReadingChoices, Recipe, ReviewedFile, Severity, Workbook,
};
use crate::message::nearest;

/// With which recipe a file is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RecipeChoice {
    /// The one whose layout and release it has, if there is one.
    #[default]
    Recognised,
    /// None, and none is kept.
    None,
    /// The one of this name.
    Named(String),
}

/// What the book's recipes say of a file.
#[derive(Clone, Debug, Default)]
pub struct Recognised {
    /// The answers to read it with: what was said now before what was kept.
    pub choices: ReadingChoices,
    /// The recipe whose answers they are; none where no recipe was used.
    pub recipe: Option<Recipe>,
    /// What there is to say about that. [`tell`] puts it into the review.
    pub notices: Vec<Problem>,
    /// Where the reading is kept: the recipe's name, a new one for the empty text, or not at all.
    keep_as: Option<String>,
}

/// Finds the recipe of a file among the book's. What is said now goes before what was kept.
pub fn recognise(
    reader: &Reader,
    workbook: &Workbook,
    said: &ReadingChoices,
    wanted: &RecipeChoice,
) -> Result<Recognised, ActionError> {
    let unread = |keep_as| Recognised {
        choices: said.clone(),
        keep_as,
        ..Recognised::default()
    };
    let recipes = reader.recipes()?;
    let found = match wanted {
        RecipeChoice::None => return Ok(unread(None)),
        RecipeChoice::Named(name) => {
            let recipe = find(&recipes, name)?;
            Some((recipe.clone(), recipe.fit_as_named(workbook)))
        }
        RecipeChoice::Recognised => best(&recipes, workbook),
    };
    let Some((recipe, fit)) = found else {
        return Ok(unread(Some(String::new())));
    };
    let choices = import::said_over(said, &fit.choices);
    let is_used = fit.is_same_release || fit.choices != ReadingChoices::default();
    let keep_as = if fit.is_same_release {
        recipe.name.clone()
    } else {
        String::new()
    };
    Ok(Recognised {
        notices: notices(&recipe, &fit, is_used, said),
        choices,
        recipe: is_used.then_some(recipe),
        keep_as: Some(keep_as),
    })
}

/// The recipe that fits best: of the same release before others, then the one whose layout is most alike, then the last used.
/// One of another release is taken for its layout only, where that is the very same and no other recipe of it says otherwise.
fn best(recipes: &[Recipe], workbook: &Workbook) -> Option<(Recipe, Fit)> {
    let mut fits: Vec<(&Recipe, Fit)> = recipes
        .iter()
        .filter_map(|recipe| Some((recipe, recipe.fit(workbook)?)))
        .filter(|(_, fit)| fit.is_same_release || fit.is_exact)
        .collect();
    fits.sort_by(|(one, a), (other, b)| {
        (b.is_same_release, b.likeness)
            .partial_cmp(&(a.is_same_release, a.likeness))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then_with(|| other.used.cmp(&one.used))
    });
    let (recipe, fit) = fits.first()?;
    let is_sure = fit.is_same_release || fits.iter().all(|(_, other)| other.choices == fit.choices);
    is_sure.then(|| ((*recipe).clone(), fit.clone()))
}

fn find<'a>(recipes: &'a [Recipe], name: &str) -> Result<&'a Recipe, ActionError> {
    recipes
        .iter()
        .find(|recipe| recipe.name == name)
        .or_else(|| {
            recipes
                .iter()
                .find(|recipe| recipe.name.eq_ignore_ascii_case(name.trim()))
        })
        .ok_or_else(|| ActionError::UnknownRecipe {
            name: name.to_owned(),
            near: nearest(name, recipes.iter().map(|recipe| recipe.name.as_str())),
        })
}

fn notice(code: &str, severity: Severity, raw: &str, message: String) -> Problem {
    Problem {
        code: code.to_owned(),
        severity,
        origin: Origin {
            row: 1,
            column: 1,
            ..Origin::default()
        },
        raw: raw.to_owned(),
        about: String::new(),
        message,
        rejected: false,
    }
}

fn notices(recipe: &Recipe, fit: &Fit, is_used: bool, said: &ReadingChoices) -> Vec<Problem> {
    let mut notices = Vec::new();
    let name = recipe.name.as_str();
    if is_used {
        let message = format!(
            "Read with the recipe “{name}”, kept on {}.",
            day(&recipe.used)
        );
        notices.push(notice("recipe", Severity::Info, name, message));
        if !fit.changes.is_empty() {
            let message = format!(
                "The layout is not quite that of the recipe “{name}”: {}.",
                fit.changes.join("; ")
            );
            notices.push(notice("recipe-changed", Severity::Warning, name, message));
        }
    }
    let left_out: Vec<&str> = fit
        .left_out
        .iter()
        .copied()
        .filter(|answer| match *answer {
            "period" => said.period.is_none(),
            "indicator" => said.indicator.is_none(),
            "subject" => said.subject.is_none(),
            "unit" => said.unit.is_none() && said.units.is_empty(),
            _ => said.goals.is_empty(),
        })
        .collect();
    if !left_out.is_empty() {
        let why = if fit.is_same_release {
            "it was that of another file"
        } else {
            "the file is named otherwise; choose the recipe by its name if it is the same release"
        };
        let message = format!(
            "Not taken over from the recipe “{name}”: {} ({why}).",
            left_out.join(", ")
        );
        notices.push(notice("recipe-left-out", Severity::Info, name, message));
    }
    notices
}

fn day(at: &str) -> String {
    at.parse::<Timestamp>()
        .map_or_else(|_| at.to_owned(), |at| at.strftime("%-d %B %Y").to_string())
}

/// Puts what there is to say about the recipe into the review, at the first table that was read.
pub fn tell(recognised: &Recognised, review: &mut ReviewedFile) {
    let mut notices = recognised.notices.clone();
    if let Some(recipe) = &recognised.recipe {
        for (header, then, now) in recipe.taken_otherwise(review) {
            let message = format!(
                "The column “{header}” is taken for {} now; when the recipe was kept it was taken for {}.",
                now.code(),
                then.code()
            );
            notices.push(notice("recipe-column", Severity::Warning, &header, message));
        }
    }
    let first = review
        .sheets
        .iter()
        .position(|sheet| sheet.layout != Layout::NoFigures)
        .unwrap_or(0);
    if let Some(sheet) = review.sheets.get_mut(first) {
        for notice in &mut notices {
            notice.origin.sheet.clone_from(&sheet.sheet);
        }
        sheet.problems.splice(0..0, notices);
        sheet.problems.sort_by_key(|problem| problem.severity);
    }
}

/// The recipe under which a reading is kept with its import; none where the user wanted none.
pub fn recipe_to_keep(
    reader: &Reader,
    recognised: &Recognised,
    workbook: &Workbook,
    review: &ReviewedFile,
) -> Result<Option<Recipe>, ActionError> {
    let Some(name) = &recognised.keep_as else {
        return Ok(None);
    };
    let name = if name.is_empty() {
        let taken = reader.recipes()?;
        let is_free = |name: &str| {
            !taken
                .iter()
                .any(|recipe| recipe.name.eq_ignore_ascii_case(name))
        };
        let wanted = Recipe::name_for(review);
        let mut name = wanted.clone();
        let mut number = 2_u32;
        while !is_free(&name) {
            let short: String = wanted.chars().take(90).collect();
            name = format!("{short} {number}");
            number += 1;
        }
        name
    } else {
        name.clone()
    };
    Ok(Some(Recipe::of(
        &name,
        workbook,
        review,
        &recognised.choices,
    )))
}

/// Writes a recipe as a small file, and gives its name as the book has it.
pub fn export_recipe(reader: &Reader, name: &str, path: &Path) -> Result<String, ActionError> {
    let recipes = reader.recipes()?;
    let recipe = find(&recipes, name)?;
    export::write_beside_and_rename(path, recipe.to_json().as_bytes())?;
    Ok(recipe.name.clone())
}

/// Takes a recipe from a file into the book and gives its name. One of the same name is replaced if its layout is the same.
pub fn import_recipe(writer: &Writer, path: &Path, now: Timestamp) -> Result<String, ActionError> {
    let unreadable = |source| ActionError::RecipeUnreadable {
        path: path.to_path_buf(),
        source,
    };
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > import::limits::RECIPE_BYTES as u64 {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        return Err(import::RecipeError::TooLarge(size).into());
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let recipe = Recipe::from_json(&String::from_utf8_lossy(&bytes))?;
    let name = recipe.name.clone();
    let held = Reader::open(writer.path())?.recipes()?;
    let clashes = held.iter().any(|of| {
        of.name.eq_ignore_ascii_case(&name)
            && (of.name != name || of.fingerprint != recipe.fingerprint)
    });
    if clashes {
        return Err(ActionError::RecipeExists { name });
    }
    writer.keep_recipe(recipe, now)?;
    Ok(name)
}

/// Removes a recipe from the book and gives its name as the book had it.
pub fn remove_recipe(writer: &Writer, name: &str, now: Timestamp) -> Result<String, ActionError> {
    let recipes = Reader::open(writer.path())?.recipes()?;
    let name = find(&recipes, name)?.name.clone();
    writer.remove_recipe(&name, now)?;
    Ok(name)
}
