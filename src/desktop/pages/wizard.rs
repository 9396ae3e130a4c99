use std::collections::HashSet;
use std::hash::Hash;

use super::causes::{ProblemGroup, group_problems};
use super::foreseen::Foreseen;
use super::number;
use super::read_back::{goals_of, indicators};
use super::source_grid::{GridPreview, preview};
use crate::book::EditionOrder;
use crate::desktop::contents::Contents;
use crate::desktop::state::{Drafts, IMPORT_FIELD, Step, Wizard};
use crate::desktop::widgets::Table;
use crate::domain::{Origin, PeopleGroup};
use crate::import::{Answer, Choice, Counts, Layout, OpenAnswer, ReviewedSheet, SubjectsAre};
use crate::message::Message;

/// A file on its way in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct WizardPage {
    /// The file.
    pub file: String,
    /// Where one is.
    pub step: Step,
    /// Why the file could not be read or understood.
    pub failure: Option<Message>,
    /// True while it is read.
    pub reading: bool,
    /// True while it is understood anew.
    pub reviewing: bool,
    /// The recipe that it was read with; empty for none.
    pub read_with: String,
    /// Names of the book's recipes.
    pub recipes: Vec<String>,
    /// `2,310 figures read: 2,288 ready (41 of them withheld), 22 left out`.
    pub counts: String,
    /// Why it cannot be imported; empty when it can.
    pub not_ready: String,
    /// Name, what is in it, whether it is read.
    pub sheets: Vec<(String, String, bool)>,
    /// Index of the sheet that is shown.
    pub sheet: usize,
    /// The cells of that sheet.
    pub grid: Option<GridPreview>,
    /// What must be answered or should be looked at.
    pub questions: Vec<Asked>,
    /// What was said, each in words.
    pub said: Vec<(String, Choice)>,
    /// What was noticed, by cause.
    pub problems: Vec<ProblemGroup>,
    /// The cause whose cells are listed; all that are left out for none.
    pub cause: Option<usize>,
    /// The cells of that cause, or those that are left out.
    pub cells: Table,
    /// Where each of them stands.
    pub origins: Vec<Origin>,
    /// How many cells are left out.
    pub left_out: usize,
    /// The indicators with their goals, and one figure of each as it was read.
    pub indicators: Table,
    /// Where each of those figures stands.
    pub read_from: Vec<Option<Origin>>,
    /// True where an indicator has no goal yet.
    pub goals_wanted: bool,
    /// Goals to place new indicators under: number, name, chosen.
    pub goals: Vec<(u32, String, bool)>,
    /// What was said of period, unit, indicator.
    pub texts: [String; 3],
    /// The row of the header, as it was said or found.
    pub header_row: String,
    /// What the subjects are, as said.
    pub subjects: Option<SubjectsAre>,
    /// Indicators, subjects, periods and groups that were found, in words.
    pub found: String,
    /// What is being typed about it.
    pub drafts: Drafts,
    /// What writing it will do; none while it is worked out.
    pub foreseen: Option<Foreseen>,
}

/// A question about the file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    /// The question.
    pub ask: String,
    /// How much waits on it, in words.
    pub waits: String,
    /// A cell that it is about.
    pub origin: Origin,
    /// The answers, the likeliest first.
    pub answers: Vec<Answer>,
    /// Set where a text answers it too.
    pub open: Option<OpenAnswer>,
}

pub(super) fn build(wizard: &Wizard, contents: &Contents, drafts: &Drafts) -> WizardPage {
    let review = wizard.review.value();
    let sheets = || review.into_iter().flat_map(|review| &review.sheets);
    let counts = review.map(|review| review.counts()).unwrap_or_default();
    let workbook = wizard.workbook.value();
    let sheet = wizard.reviewed_sheet();
    let goals_wanted = !wizard.choices.goals.is_empty()
        || sheets().any(|sheet| {
            let mut indicators = sheet.indicators.iter();
            indicators.any(|indicator| goals_of(sheet, indicator).is_empty())
        });
    let (indicators, read_from) = match review {
        Some(review) if wizard.step == Step::Summary => indicators(&review.sheets),
        _ => Default::default(),
    };
    let not_ready = if wizard.review.is_waiting() || wizard.workbook.is_waiting() {
        "The file is still being read."
    } else if edition_is_open(wizard) {
        "Say first whether it is an earlier or a later edition."
    } else if counts.kept == 0 {
        "Nothing in this file was understood as a figure yet. Say what its columns hold."
    } else {
        ""
    };
    let problems = group_problems(sheets().flat_map(|sheet| &sheet.problems));
    let cause = wizard
        .cause
        .as_ref()
        .and_then(|key| problems.iter().position(|group| group.key == *key));
    let chosen = cause.and_then(|at| problems.get(at));
    let (cells, origins) = super::causes::cells(
        sheets().flat_map(|sheet| &sheet.problems),
        chosen.map(|group| group.key.as_str()),
    );
    WizardPage {
        file: wizard
            .path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        step: wizard.step,
        failure: wizard
            .workbook
            .failure()
            .or_else(|| wizard.review.failure())
            .cloned(),
        reading: wizard.workbook.is_waiting() || (review.is_none() && wizard.review.is_waiting()),
        reviewing: wizard.review.is_waiting(),
        read_with: wizard.read_with.clone().unwrap_or_default(),
        recipes: contents
            .recipes
            .iter()
            .map(|recipe| recipe.name.clone())
            .collect(),
        counts: counts_line(&counts),
        not_ready: not_ready.to_owned(),
        sheets: sheet_lines(wizard),
        sheet: wizard.sheet,
        grid: workbook.and_then(|workbook| {
            preview(workbook, review, wizard.sheet, (wizard.look, wizard.looks))
        }),
        questions: questions(wizard),
        said: wizard
            .choices
            .said()
            .into_iter()
            .map(|choice| (choice.in_words(), choice))
            .collect(),
        left_out: sheets()
            .flat_map(|sheet| &sheet.problems)
            .filter(|problem| problem.rejected)
            .count(),
        problems,
        cause,
        cells: Table {
            pressable: true,
            ..cells
        },
        origins,
        indicators,
        read_from,
        goals_wanted,
        goals: contents
            .goals
            .iter()
            .map(|goal| {
                let chosen = wizard.choices.goals.contains(&goal.number);
                (goal.number, goal.name.clone(), chosen)
            })
            .collect(),
        texts: [
            wizard.choices.period.clone().unwrap_or_default(),
            wizard.choices.unit.clone().unwrap_or_default(),
            wizard.choices.indicator.clone().unwrap_or_default(),
        ],
        header_row: wizard
            .choices
            .header_row
            .or_else(|| sheet?.header_rows.iter().max().copied())
            .map_or_else(String::new, |row| row.to_string()),
        subjects: wizard.choices.subjects,
        drafts: drafts.only(IMPORT_FIELD),
        found: review.map_or_else(String::new, |file| found(&file.sheets)),
        foreseen: wizard
            .foreseen
            .value()
            .map(|comparison| Foreseen::of(comparison, &counts, wizard.edition, contents)),
    }
}

fn edition_is_open(wizard: &Wizard) -> bool {
    let order = wizard.foreseen.value().map(|comparison| &comparison.order);
    wizard.edition.is_none() && matches!(order, Some(EditionOrder::Unclear { .. }))
}

/// What all sheets of a file hold together.
fn found(sheets: &[ReviewedSheet]) -> String {
    fn distinct<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> usize {
        keys.collect::<HashSet<_>>().len()
    }
    let count = |count: usize, one: &str, many: &str| {
        let words = if count == 1 { one } else { many };
        format!("{} {words}", number(count as u64))
    };
    let indicators = sheets.iter().flat_map(|sheet| &sheet.indicators);
    let subjects = sheets.iter().flat_map(|sheet| &sheet.subjects);
    let periods = sheets.iter().flat_map(|sheet| &sheet.periods);
    let groups = sheets.iter().flat_map(|sheet| &sheet.groups);
    [
        count(
            distinct(indicators.map(|indicator| &indicator.code)),
            "indicator",
            "indicators",
        ),
        count(
            distinct(subjects.map(|subject| &subject.code)),
            "place or organisation",
            "places or organisations",
        ),
        count(distinct(periods), "period", "periods"),
        count(
            distinct(groups.map(PeopleGroup::key)),
            "people group",
            "people groups",
        ),
    ]
    .join(", ")
}

fn counts_line(counts: &Counts) -> String {
    format!(
        "{} figures read: {} ready ({} of them withheld), {} left out",
        number(counts.read),
        number(counts.kept),
        number(counts.all_withheld()),
        number(counts.rejected)
    )
}

fn sheet_lines(wizard: &Wizard) -> Vec<(String, String, bool)> {
    let Some(workbook) = wizard.workbook.value() else {
        return Vec::new();
    };
    workbook
        .sheets
        .iter()
        .map(|sheet| {
            let of_sheet = |table: &&ReviewedSheet| table.is_of(&sheet.name);
            let found = wizard
                .review
                .value()
                .into_iter()
                .flat_map(|review| &review.sheets);
            let tables: Vec<&ReviewedSheet> = found.filter(of_sheet).collect();
            let first = tables.first();
            let holds = first.is_some_and(|first| first.layout != Layout::NoFigures);
            let mut words = match first {
                Some(first) if holds => format!(
                    "{} figures, {}",
                    number(tables.iter().map(|table| table.counts.read).sum()),
                    first.layout.in_words()
                ),
                Some(_) => "no figures: passed over".to_owned(),
                None => "left out".to_owned(),
            };
            if !sheet.visible {
                words.push_str(", hidden");
            }
            let read = if wizard.choices.sheets.is_empty() {
                holds
            } else {
                wizard.choices.sheets.contains(&sheet.name)
            };
            (sheet.name.clone(), words, read)
        })
        .collect()
}

/// The questions of all sheets, each once, the one on which most figures wait first.
fn questions(wizard: &Wizard) -> Vec<Asked> {
    let mut all: Vec<(u64, &str, &str, Asked)> = Vec::new();
    let sheets = wizard.review.value().into_iter();
    for question in sheets
        .flat_map(|review| &review.sheets)
        .flat_map(|sheet| &sheet.questions)
    {
        let known = all
            .iter_mut()
            .find(|(_, code, about, _)| *code == question.code && *about == question.about);
        if let Some((figures, ..)) = known {
            *figures += question.figures;
            continue;
        }
        let asked = Asked {
            ask: question.ask.clone(),
            waits: String::new(),
            origin: question.origin.clone(),
            answers: question.answers.clone(),
            open: question.open,
        };
        all.push((question.figures, &question.code, &question.about, asked));
    }
    all.sort_by_key(|(figures, ..)| std::cmp::Reverse(*figures));
    all.into_iter()
        .map(|(figures, _, _, asked)| Asked {
            waits: match figures {
                0 => "no figure waits".to_owned(),
                1 => "1 figure waits".to_owned(),
                many => format!("{} figures wait", number(many)),
            },
            ..asked
        })
        .collect()
}
