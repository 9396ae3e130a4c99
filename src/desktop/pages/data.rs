use std::collections::BTreeMap;

use super::causes::{ProblemGroup, cells, group_problems};
use super::chrome::day;
use super::{foreseen, number};
use crate::desktop::contents::Contents;
use crate::desktop::effects::Report;
use crate::desktop::widgets::{Cell, Column, Table};
use crate::domain::Indicator;
use crate::import::Recipe;

/// Imports.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DataPage {
    /// What the book holds, in words.
    pub summary: String,
    /// A row an import, newest first.
    pub imports: Table,
    /// Their numbers.
    pub numbers: Vec<u32>,
    /// A row a recipe.
    pub recipes: Table,
    /// Their names.
    pub recipe_names: Vec<String>,
    /// A row an indicator.
    pub indicators: Table,
    /// Their codes.
    pub codes: Vec<crate::domain::IndicatorCode>,
}

/// One import.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ReportPage {
    /// Its number.
    pub number: u32,
    /// The file.
    pub file: String,
    /// Counts in words.
    pub counts: String,
    /// When, and whether it was undone.
    pub when: String,
    /// Which file it was, exactly.
    pub sha256: String,
    /// True once it was taken back.
    pub undone: bool,
    /// What was withheld, by state.
    pub withheld: String,
    /// What was noticed, by cause.
    pub problems: Vec<ProblemGroup>,
    /// Every cell that was left out.
    pub rejected: Table,
    /// What it changed, each count with its words; empty once it was taken back.
    pub changes: Vec<(String, String)>,
    /// Against which file.
    pub against: String,
    /// The figures that it changed, the largest revisions first.
    pub revisions: Table,
}

pub(super) fn build(contents: &Contents, recipe: Option<&str>) -> DataPage {
    let columns = vec![
        Column::words("File", 3.4),
        Column::words("Imported", 1.6),
        Column::numbers("Read", 1.0),
        Column::numbers("Kept", 1.0),
        Column::numbers("Withheld", 1.0),
        Column::numbers("Left out", 1.0),
        Column::words("", 1.1),
    ];
    let rows = contents
        .imports
        .iter()
        .map(|import| {
            vec![
                Cell::plain(import.file.clone()),
                Cell::muted(day(&import.at)),
                Cell::plain(number(import.counts.read)),
                Cell::strong(number(import.counts.kept)),
                Cell::plain(number(import.counts.all_withheld())),
                Cell::plain(number(import.counts.rejected)),
                Cell::muted(if import.undone {
                    "undone"
                } else {
                    "in the book"
                }),
            ]
        })
        .collect();
    let places = contents
        .subjects
        .iter()
        .filter(|subject| subject.level().is_some())
        .count();
    DataPage {
        summary: format!(
            "{} figures of {} indicators, for {} places and {} organisations",
            number(contents.summary.figures),
            contents.indicators.len(),
            places,
            contents.subjects.len() - places,
        ),
        imports: Table {
            pressable: true,
            row_height: 32.0,
            ..Table::new("Imports, newest first", columns, rows)
        },
        numbers: contents
            .imports
            .iter()
            .map(|import| import.number)
            .collect(),
        recipes: recipes(contents, recipe),
        recipe_names: contents
            .recipes
            .iter()
            .map(|recipe| recipe.name.clone())
            .collect(),
        indicators: indicators(contents),
        codes: contents
            .indicators
            .iter()
            .map(|indicator| indicator.code.clone())
            .collect(),
    }
}

fn indicators(contents: &Contents) -> Table {
    let columns = vec![
        Column::words("Indicator", 4.0),
        Column::words("Goal", 2.2),
        Column::words("Publisher", 2.6),
        Column::numbers("Figures", 1.0),
    ];
    let row = |indicator: &Indicator| {
        let count = contents.figure_counts.get(&indicator.code);
        vec![
            Cell::plain(indicator.name.clone()),
            Cell::muted(contents.goal_of(&indicator.code).map_or_else(
                || "no goal yet".to_owned(),
                |goal| format!("{} {}", goal.number, goal.short_name),
            )),
            Cell::muted(indicator.source.publisher.clone()),
            Cell::plain(number(count.copied().unwrap_or(0))),
        ]
    };
    let rows = contents.indicators.iter().map(row).collect();
    Table {
        pressable: true,
        ..Table::new("Indicators in this book", columns, rows)
    }
}

fn recipes(contents: &Contents, chosen: Option<&str>) -> Table {
    let columns = vec![
        Column::words("Recipe", 3.0),
        Column::words("Publisher", 2.0),
        Column::words("Last read with it", 3.0),
        Column::words("On", 1.4),
    ];
    let row = |recipe: &Recipe| {
        vec![
            Cell::strong(recipe.name.clone()),
            Cell::muted(recipe.publisher.clone()),
            Cell::plain(recipe.file.clone()),
            Cell::muted(day(&recipe.used)),
        ]
    };
    let rows = contents.recipes.iter().map(row).collect();
    let mut names = contents.recipes.iter().map(|recipe| recipe.name.as_str());
    Table {
        selected: chosen.and_then(|chosen| names.position(|name| name == chosen)),
        pressable: true,
        ..Table::new("Recipes", columns, rows)
    }
}

pub(super) fn report(report: &Report, contents: &Contents) -> ReportPage {
    let record = &report.record;
    let words = |counts: &BTreeMap<String, u64>| {
        let parts: Vec<String> = counts
            .iter()
            .map(|(code, count)| format!("{} [{code}]", number(*count)))
            .collect();
        parts.join(", ")
    };
    ReportPage {
        number: record.number,
        file: record.file.clone(),
        counts: format!(
            "{} figures read: {} kept ({} withheld), {} left out. {} new, {} revised, {} already there.",
            number(record.counts.read),
            number(record.counts.kept),
            number(record.counts.all_withheld()),
            number(record.counts.rejected),
            number(record.added),
            number(record.superseded),
            number(record.unchanged),
        ),
        when: if record.undone {
            format!("Imported {}, since undone", day(&record.at))
        } else {
            format!("Imported {}", day(&record.at))
        },
        sha256: record.sha256.clone(),
        undone: record.undone,
        withheld: words(&record.counts.withheld),
        problems: group_problems(record.problems.iter()),
        rejected: cells(record.problems.iter(), None).0,
        changes: report
            .difference
            .as_ref()
            .map_or_else(Vec::new, foreseen::lines),
        against: report
            .difference
            .as_ref()
            .and_then(|difference| difference.against.as_ref())
            .map_or_else(String::new, |(_, file)| format!("against {file}")),
        revisions: report
            .difference
            .as_ref()
            .map_or_else(Table::default, |difference| {
                foreseen::revisions(difference, contents)
            }),
    }
}
