//! How a publisher's spreadsheet is read, kept for its next release: the answers that somebody gave, and the layout that tells
//! the next edition. Knows neither where recipes are kept nor what is done with them.

mod answers;
mod fingerprint;
mod refused;

use serde::{Deserialize, Serialize};

use super::{ColumnRole, Layout, ReadingChoices, ReviewedFile, Workbook, limits};

pub use answers::said_over;
pub use fingerprint::{Fingerprint, TablePrint};
pub use refused::RecipeError;
pub(super) use refused::is_nested_deeper;

/// The version of recipe files that this program writes and reads.
const VERSION: u32 = 1;

/// A column that a recipe was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipeColumn {
    /// Its header.
    pub header: String,
    /// What it was taken for.
    pub role: ColumnRole,
}

/// An accepted reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Version of the way in which it is written.
    #[serde(rename = "levelbook_recipe")]
    pub version: u32,
    /// By what name it is known in its book.
    pub name: String,
    /// Who published the file that it was made from; empty when the file did not say.
    pub publisher: String,
    /// Of what dataset.
    pub dataset: String,
    /// Name of the file that was last read with it.
    pub file: String,
    /// Hash of that file.
    pub sha256: String,
    /// When it was made, UTC. The book knows it best.
    pub made: String,
    /// When a file was last read with it, UTC.
    pub used: String,
    /// Every answer that was given.
    pub choices: ReadingChoices,
    /// The layout.
    pub fingerprint: Fingerprint,
    /// What the columns were taken for.
    pub columns: Vec<RecipeColumn>,
}

/// How a recipe meets a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The answers that hold for this file.
    pub choices: ReadingChoices,
    /// True where the file is of the same release by its name; else only answers about the layout are taken over.
    pub is_same_release: bool,
    /// True where the layout is the very same.
    pub is_exact: bool,
    /// How much of the layout is the same, 0 to 1.
    pub likeness: f64,
    /// What differs from the layout that the recipe was made from, a short sentence each.
    pub changes: Vec<String>,
    /// Answers that are not taken over, in words: `period`, `indicator`.
    pub left_out: Vec<&'static str>,
}

impl Recipe {
    /// The recipe of a file that was read with these answers. Letters of columns become headers, so that a column may move.
    pub fn of(
        name: &str,
        workbook: &Workbook,
        review: &ReviewedFile,
        choices: &ReadingChoices,
    ) -> Self {
        let tables = review
            .sheets
            .iter()
            .filter(|sheet| sheet.layout != Layout::NoFigures);
        let columns: Vec<RecipeColumn> = tables
            .clone()
            .flat_map(|sheet| &sheet.columns)
            .filter(|column| !column.header.is_empty())
            .map(|column| RecipeColumn {
                header: column.header.clone(),
                role: column.role,
            })
            .collect();
        let source = tables
            .clone()
            .flat_map(|sheet| &sheet.indicators)
            .map(|indicator| &indicator.source)
            .next();
        let read: Vec<&str> = tables.map(|sheet| sheet.sheet.as_str()).collect();
        let mut recipe = Self {
            version: VERSION,
            name: name.to_owned(),
            publisher: source.map_or_else(String::new, |source| source.publisher.clone()),
            dataset: source.map_or_else(String::new, |source| source.dataset.clone()),
            file: review.file.name.clone(),
            sha256: review.file.sha256.clone(),
            made: String::new(),
            used: String::new(),
            choices: answers::with_headers(choices, review),
            fingerprint: Fingerprint::of(workbook, choices, &read),
            columns,
        };
        recipe.shorten();
        recipe
    }

    /// A name for the recipe of a file: its dataset, or the file's name, without what changes from release to release.
    pub fn name_for(review: &ReviewedFile) -> String {
        let mut datasets: Vec<&str> = review
            .sheets
            .iter()
            .flat_map(|sheet| &sheet.indicators)
            .map(|indicator| indicator.source.dataset.as_str())
            .collect();
        datasets.sort_unstable();
        datasets.dedup();
        let stem = review
            .file
            .name
            .rsplit_once('.')
            .map_or(review.file.name.as_str(), |(stem, _)| stem);
        let name = match datasets.as_slice() {
            [one] if !one.trim().is_empty() => *one,
            _ => stem,
        };
        let name: String = name
            .chars()
            .map(|c| if c.is_control() || c == '_' { ' ' } else { c })
            .take(limits::RECIPE_NAME_CHARS)
            .collect();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            "Recipe".to_owned()
        } else {
            name
        }
    }

    /// How it meets a file; none where the layout is another one.
    pub fn fit(&self, workbook: &Workbook) -> Option<Fit> {
        let mut met = self.fingerprint.meet(workbook, &self.choices)?;
        let is_same_file = self.sha256 == workbook.file.sha256;
        let is_same_release =
            is_same_file || answers::is_same_release(&self.file, &workbook.file.name);
        let (choices, left_out) =
            answers::that_hold(&self.choices, &met, is_same_file, is_same_release);
        if self.fingerprint.format != workbook.file.format {
            met.changes
                .push("it comes as another kind of file".to_owned());
        }
        Some(Fit {
            choices,
            is_same_release,
            is_exact: met.likeness >= 1.0,
            likeness: met.likeness,
            changes: met.changes,
            left_out,
        })
    }

    /// All answers for a file for which somebody named this recipe, but for the period of another file.
    pub fn fit_as_named(&self, workbook: &Workbook) -> Fit {
        let met = self.fingerprint.meet(workbook, &self.choices);
        let is_same_file = self.sha256 == workbook.file.sha256;
        let changes = match &met {
            Some(met) => met.changes.clone(),
            None => vec!["the layout is another one".to_owned()],
        };
        let met = met.unwrap_or_default();
        let (choices, left_out) = answers::that_hold(&self.choices, &met, is_same_file, true);
        Fit {
            choices,
            is_same_release: true,
            is_exact: met.likeness >= 1.0,
            likeness: met.likeness,
            changes,
            left_out,
        }
    }

    /// Columns that are taken for something else than when the recipe was kept: header, then and now.
    pub fn taken_otherwise(&self, review: &ReviewedFile) -> Vec<(String, ColumnRole, ColumnRole)> {
        let mut found = Vec::new();
        let columns = review
            .sheets
            .iter()
            .filter(|sheet| sheet.layout != Layout::NoFigures)
            .flat_map(|sheet| &sheet.columns);
        for column in columns {
            let folded = fingerprint::folded(&column.header);
            let mut then = self
                .columns
                .iter()
                .filter(|of| fingerprint::folded(&of.header) == folded)
                .peekable();
            if let Some(first) = then.peek().map(|of| of.role)
                && then.all(|of| of.role != column.role)
            {
                found.push((column.header.clone(), first, column.role));
            }
        }
        found
    }

    /// The text of its file.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// Reads the text of a file, which may be of a stranger.
    pub fn from_json(text: &str) -> Result<Self, RecipeError> {
        refused::check_size_and_depth(text)?;
        let value: serde_json::Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(RecipeError::NoJson)?;
        match value
            .get("levelbook_recipe")
            .and_then(serde_json::Value::as_u64)
        {
            None => return Err(RecipeError::NoRecipe),
            Some(version) if version != u64::from(VERSION) => {
                return Err(RecipeError::OtherVersion(version));
            }
            Some(_) => {}
        }
        let recipe: Self = serde_json::from_value(value).map_err(RecipeError::Broken)?;
        refused::check_contents(&recipe)?;
        Ok(recipe)
    }

    /// Keeps what a file of a recipe may hold.
    fn shorten(&mut self) {
        self.columns.truncate(limits::RECIPE_LIST);
        for text in [&mut self.publisher, &mut self.dataset, &mut self.file]
            .into_iter()
            .chain(self.columns.iter_mut().map(|column| &mut column.header))
        {
            *text = text
                .chars()
                .filter(|c| !c.is_control())
                .take(limits::RECIPE_TEXT_CHARS)
                .collect();
        }
    }
}
