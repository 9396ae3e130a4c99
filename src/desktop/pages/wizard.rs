use super::said::without_options;
use super::source_grid::{GridPreview, preview};
use crate::desktop::contents::Contents;
use crate::desktop::state::{Step, Wizard};
use crate::desktop::widgets::Table;
use crate::domain::{Origin, State, thousands};
use crate::import::{Counts, Layout, Problem, ReviewedSheet, Severity, SubjectsAre};
use crate::message::Message;

/// A file on its way in.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a page says of each part whether it is shown"
)]
pub(crate) struct WizardPage {
    /// The file.
    pub file: String,
    /// Where one is.
    pub step: Step,
    /// The steps that can be gone back to.
    pub reached: Option<Step>,
    /// Why the file could not be read or understood.
    pub failure: Option<Message>,
    /// True while it is read.
    pub reading: bool,
    /// True while it is understood anew.
    pub reviewing: bool,
    /// `2,310 figures read: 2,288 ready (41 of them withheld), 22 left out`.
    pub counts: String,
    /// True when something can be imported.
    pub ready: bool,
    /// Why it cannot be imported; empty when it can.
    pub not_ready: String,
    /// Name, what is in it, whether it is read, whether it can be.
    pub sheets: Vec<(String, String, bool, bool)>,
    /// Index of the sheet that is shown.
    pub sheet: usize,
    /// The cells of that sheet.
    pub grid: Option<GridPreview>,
    /// What was noticed, by cause.
    pub problems: Vec<ProblemGroup>,
    /// Signs that were not understood: text, cells, and what they were said to mean.
    pub signs: Vec<(String, usize, Option<State>)>,
    /// Every cell that is left out.
    pub rejected: Table,
    /// What the sheet's indicators are, and how they are placed.
    pub indicators: Vec<String>,
    /// True where an indicator has no goal yet.
    pub goals_wanted: bool,
    /// Goals to place new indicators under: number, name, chosen.
    pub goals: Vec<(u32, String, bool)>,
    /// What was said of period, unit, indicator.
    pub said: [String; 3],
    /// The row of the header, as it was said or found.
    pub header_row: String,
    /// What the subjects are, as said.
    pub subjects: Option<SubjectsAre>,
    /// Subjects, periods and groups that were found, in words.
    pub found: String,
}

/// A cause of problems.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ProblemGroup {
    /// Its stable code.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// How many cells.
    pub count: usize,
    /// What it means.
    pub message: String,
    /// The first cells.
    pub cells: Vec<Origin>,
}

pub(super) fn build(wizard: &Wizard, contents: &Contents) -> WizardPage {
    let review = wizard.review.value();
    let counts = review.map(|review| review.counts()).unwrap_or_default();
    let workbook = wizard.workbook.value();
    let sheet = wizard.reviewed_sheet();
    let new_without_goal = review.is_some_and(|review| {
        review.sheets.iter().any(|sheet| {
            sheet.indicators.iter().any(|indicator| {
                sheet
                    .goals
                    .iter()
                    .all(|link| link.indicator != indicator.code)
            })
        })
    });
    let not_ready = if wizard.review.is_waiting() || wizard.workbook.is_waiting() {
        "The file is still being read."
    } else if counts.kept == 0 {
        "Nothing in this file was understood as a figure yet. Say what its columns hold."
    } else {
        ""
    };
    WizardPage {
        file: wizard
            .path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        step: wizard.step,
        reached: review.map(|_| Step::Check),
        failure: wizard
            .workbook
            .failure()
            .or_else(|| wizard.review.failure())
            .cloned(),
        reading: wizard.workbook.is_waiting(),
        reviewing: wizard.review.is_waiting(),
        counts: counts_line(&counts),
        ready: not_ready.is_empty(),
        not_ready: not_ready.to_owned(),
        sheets: sheets(wizard),
        sheet: wizard.sheet,
        grid: workbook
            .and_then(|workbook| workbook.sheets.get(wizard.sheet))
            .map(|cells| preview(&cells.grid, sheet, wizard.look_at)),
        problems: review.map_or_else(Vec::new, |review| {
            group_problems(review.sheets.iter().flat_map(|sheet| &sheet.problems))
        }),
        signs: signs(wizard),
        rejected: review.map_or_else(Table::default, |review| {
            super::data::left_out(review.sheets.iter().flat_map(|sheet| &sheet.problems))
        }),
        indicators: review.map_or_else(Vec::new, |review| {
            review
                .sheets
                .iter()
                .flat_map(|sheet| {
                    sheet.indicators.iter().map(|indicator| {
                        let goals: Vec<String> = sheet
                            .goals
                            .iter()
                            .filter(|link| link.indicator == indicator.code)
                            .map(|link| link.goal.to_string())
                            .collect();
                        let unit = &indicator.unit.text;
                        let placed = if goals.is_empty() {
                            "no goal yet".to_owned()
                        } else {
                            format!("goal {}", goals.join(", "))
                        };
                        format!("{} ({unit}), {placed}", indicator.name)
                    })
                })
                .collect()
        }),
        goals_wanted: new_without_goal || !wizard.choices.goals.is_empty(),
        goals: contents
            .goals
            .iter()
            .map(|goal| {
                let chosen = wizard.choices.goals.contains(&goal.number);
                (goal.number, goal.name.clone(), chosen)
            })
            .collect(),
        said: [
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
        found: sheet.map_or_else(String::new, found),
    }
}

fn found(sheet: &ReviewedSheet) -> String {
    let count = |count: usize, one: &str, many: &str| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    [
        count(sheet.indicators.len(), "indicator", "indicators"),
        count(
            sheet.subjects.len(),
            "place or organisation",
            "places or organisations",
        ),
        count(sheet.periods.len(), "period", "periods"),
        count(sheet.groups.len(), "people group", "people groups"),
    ]
    .join(", ")
}

fn counts_line(counts: &Counts) -> String {
    let number = |value: u64| thousands(value as f64, 0);
    let withheld: u64 = counts.withheld.values().sum();
    format!(
        "{} figures read: {} ready ({} of them withheld), {} left out",
        number(counts.read),
        number(counts.kept),
        number(withheld),
        number(counts.rejected)
    )
}

fn sheets(wizard: &Wizard) -> Vec<(String, String, bool, bool)> {
    let Some(workbook) = wizard.workbook.value() else {
        return Vec::new();
    };
    workbook
        .sheets
        .iter()
        .map(|sheet| {
            let review = wizard
                .review
                .value()
                .and_then(|review| review.sheets.iter().find(|other| other.sheet == sheet.name));
            let holds = review.is_some_and(|review| review.layout != Layout::NoFigures);
            let mut words = match review {
                Some(review) if holds => format!(
                    "{} figures, {}",
                    thousands(review.counts.read as f64, 0),
                    layout_words(review.layout)
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
            (sheet.name.clone(), words, read, true)
        })
        .collect()
}

fn layout_words(layout: Layout) -> &'static str {
    match layout {
        Layout::Long => "one figure a row",
        Layout::WideByPeriod => "periods side by side",
        Layout::WideByIndicator => "indicators side by side",
        Layout::NoFigures => "no figures",
    }
}

/// Problems by cause, worst first.
pub(super) fn group_problems<'a>(problems: impl Iterator<Item = &'a Problem>) -> Vec<ProblemGroup> {
    let mut groups: Vec<ProblemGroup> = Vec::new();
    for problem in problems {
        let known = groups
            .iter_mut()
            .find(|group| group.code == problem.code && group.severity == problem.severity);
        match known {
            Some(group) => {
                group.count += 1;
                if group.cells.len() < 3 && !group.cells.contains(&problem.origin) {
                    group.cells.push(problem.origin.clone());
                }
            }
            None => groups.push(ProblemGroup {
                code: problem.code.clone(),
                severity: problem.severity,
                count: 1,
                message: without_options(&problem.message),
                cells: vec![problem.origin.clone()],
            }),
        }
    }
    groups.sort_by(|a, b| {
        a.severity
            .cmp(&b.severity)
            .then_with(|| b.count.cmp(&a.count))
            .then_with(|| a.code.cmp(&b.code))
    });
    groups
}

/// Most signs that are asked about, and the longest text that can be one.
const SIGNS: usize = 8;
const LONGEST_SIGN: usize = 12;

/// Texts in place of figures that were not understood, most frequent first, and those that were given a meaning.
fn signs(wizard: &Wizard) -> Vec<(String, usize, Option<State>)> {
    let mut signs: Vec<(String, usize, Option<State>)> = wizard
        .choices
        .markers
        .iter()
        .map(|(sign, state)| (sign.clone(), 0, Some(*state)))
        .collect();
    let problems = wizard
        .review
        .value()
        .into_iter()
        .flat_map(|review| &review.sheets)
        .flat_map(|sheet| &sheet.problems)
        .filter(|problem| problem.code == "unknown-marker");
    for problem in problems {
        let sign = problem.raw.trim();
        if sign.is_empty() || sign.chars().count() > LONGEST_SIGN {
            continue;
        }
        match signs.iter_mut().find(|(other, ..)| other == sign) {
            Some((_, count, _)) => *count += 1,
            None => signs.push((sign.to_owned(), 1, None)),
        }
    }
    signs.sort_by_key(|(_, count, _)| std::cmp::Reverse(*count));
    signs.truncate(SIGNS);
    signs
}
