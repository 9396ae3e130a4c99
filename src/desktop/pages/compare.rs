use std::sync::Arc;

use crate::desktop::address::View;
use crate::desktop::contents::Contents;
use crate::desktop::effects::Shown;
use crate::desktop::state::{MOST_COMPARED, TEN_IS_MOST};
use crate::desktop::widgets::{Cell, Column, Table};
use crate::domain::{
    AreaSet, IndicatorCode, OrganisationSet, OrganisationType, Subject, SubjectCode, thousands,
};
use crate::questions::{Detail, Row};

/// Several subjects side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ComparePage {
    /// The finding.
    pub headline: String,
    /// What it is about.
    pub subtitle: String,
    /// Every goal to choose from: all, then each.
    pub goals: Vec<(Option<u32>, String)>,
    /// The goal that was chosen.
    pub goal: Option<u32>,
    /// The subjects.
    pub subjects: Vec<(SubjectCode, String)>,
    /// Sets to start with: their names and subjects.
    pub suggested: Vec<(String, Vec<SubjectCode>)>,
    /// `4 of at most 10`.
    pub count: String,
    /// Why none can be added; empty when one can.
    pub full: String,
    /// Indicators, in order.
    pub(crate) lines: Vec<CompareLine>,
    /// The table twin: an indicator a row, a subject a column.
    pub(crate) table: Table,
    /// The picture of the chosen row.
    pub shown: Option<Arc<Shown>>,
    /// How it is looked at.
    pub view: View,
    /// Index of the chosen line over all sections.
    pub line: usize,
    /// What must be known.
    pub notes: Vec<String>,
    /// Where the figures come from.
    pub sources: Vec<String>,
    /// What is not among the rows, and why.
    pub left_out: Vec<String>,
}

/// An indicator over the subjects.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CompareLine {
    /// Which.
    pub(crate) code: IndicatorCode,
    /// Its name with unit.
    pub(crate) name: String,
    /// The goal it stands under.
    pub(crate) goal: String,
    /// Row of the answer of its first figure.
    pub(crate) row: usize,
}

fn goals(contents: &Contents) -> Vec<(Option<u32>, String)> {
    std::iter::once((None, "All goals".to_owned()))
        .chain(
            contents
                .goals
                .iter()
                .map(|goal| (Some(goal.number), format!("{} {}", goal.number, goal.name))),
        )
        .collect()
}

pub(super) fn empty(contents: &Contents, goal: Option<u32>) -> ComparePage {
    ComparePage {
        headline: "Compare organisations or places".to_owned(),
        goals: goals(contents),
        goal,
        suggested: suggested(contents),
        ..ComparePage::default()
    }
}

/// Sets of two to ten that the book holds whole, and the first organisations of each type.
fn suggested(contents: &Contents) -> Vec<(String, Vec<SubjectCode>)> {
    let areas = AreaSet::ALL.into_iter().map(|set| {
        let codes = codes(contents, |subject| {
            subject.in_areas(set) && !subject.has_ended()
        });
        (format!("All {}", set.plural()), codes)
    });
    let areas = areas.filter(|(_, codes)| (2..=MOST_COMPARED).contains(&codes.len()));
    let types = OrganisationType::ALL.into_iter().filter_map(|kind| {
        let set = OrganisationSet::Type(kind);
        let mut codes = codes(contents, |subject| subject.in_organisations(set));
        let all = codes.len() <= MOST_COMPARED;
        codes.truncate(MOST_COMPARED);
        let name = if all {
            format!("All {}", set.plural())
        } else {
            format!("Ten {}", set.plural())
        };
        (codes.len() > 1).then_some((name, codes))
    });
    areas.chain(types).collect()
}

fn codes(contents: &Contents, fits: impl Fn(&Subject) -> bool) -> Vec<SubjectCode> {
    contents
        .subjects
        .iter()
        .filter(|subject| fits(subject))
        .map(|subject| subject.code.clone())
        .collect()
}

pub(super) fn build(
    shown: &Arc<Shown>,
    contents: &Contents,
    goal: Option<u32>,
    subjects: &[SubjectCode],
    (line, view): (usize, View),
) -> ComparePage {
    let answer = &shown.answer;
    let benchmark = match &answer.detail {
        Detail::Comparison { benchmark_name, .. } => benchmark_name.clone(),
        _ => answer.benchmark_name.clone(),
    };
    let mut lines: Vec<CompareLine> = Vec::new();
    let mut columns = vec![
        Column::words("Indicator", 3.0),
        Column::words("Period", 1.0),
    ];
    columns.extend(
        subjects
            .iter()
            .map(|code| Column::numbers(contents.subject_name(code), 1.2)),
    );
    columns.push(Column::numbers(benchmark, 1.2));
    let mut rows = Vec::new();
    let mut at = 0;
    while let Some(first) = answer.rows.get(at) {
        let rest = answer.rows.get(at..).unwrap_or(&[]);
        let length = rest
            .iter()
            .take_while(|row| row.indicator_code == first.indicator_code && row.goal == first.goal)
            .count()
            .max(1);
        let name = with_unit(first);
        rows.push(cells(rest.get(..length).unwrap_or(&[]), &name, subjects));
        lines.push(CompareLine {
            code: first.indicator_code.clone(),
            name,
            goal: first
                .goal
                .map_or_else(String::new, |number| format!("Goal {number}")),
            row: at,
        });
        at += length;
    }
    let line = line.min(lines.len().saturating_sub(1));
    let row = lines.get(line).map(|line| line.row);
    ComparePage {
        headline: answer.headline.clone(),
        subtitle: answer.subtitle.clone(),
        goals: goals(contents),
        suggested: Vec::new(),
        goal,
        subjects: subjects
            .iter()
            .map(|code| (code.clone(), contents.subject_name(code)))
            .collect(),
        count: format!("{} of at most {MOST_COMPARED}", subjects.len()),
        full: if subjects.len() >= MOST_COMPARED {
            TEN_IS_MOST.to_owned()
        } else {
            String::new()
        },
        table: Table {
            name: answer.headline.clone(),
            columns,
            rows,
            selected: Some(line),
            pressable: true,
            row_height: 28.0,
        },
        view,
        lines,
        shown: Some(Arc::new(Shown {
            answer: answer.clone(),
            figure: shown.figure.clone().with_selected(row),
        })),
        line,
        notes: answer.notes.clone(),
        sources: answer.sources.clone(),
        left_out: answer
            .left_out
            .iter()
            .map(|left| format!("{}: {}", left.what, left.why))
            .collect(),
    }
}

fn with_unit(row: &Row) -> String {
    if row.unit.text.is_empty() {
        row.indicator_short.clone()
    } else {
        format!("{} ({})", row.indicator_short, row.unit.text)
    }
}

/// An indicator's row of the table twin.
fn cells(rows: &[Row], name: &str, subjects: &[SubjectCode]) -> Vec<Cell> {
    let first = rows.first();
    let period = first.and_then(|row| row.period);
    let mut cells = vec![
        Cell::plain(name),
        Cell::muted(period.map_or_else(String::new, crate::domain::Period::label)),
    ];
    cells.extend(subjects.iter().map(|code| {
        let Some(row) = rows.iter().find(|row| row.subject_code == *code) else {
            return Cell::muted("–");
        };
        Cell {
            judgement: crate::figures::standing(row),
            ..Cell::plain(row.shown())
        }
    }));
    cells.push(Cell::strong(
        first
            .and_then(|row| row.benchmark.map(|value| thousands(value, row.decimals)))
            .unwrap_or_else(|| "–".to_owned()),
    ));
    cells
}
