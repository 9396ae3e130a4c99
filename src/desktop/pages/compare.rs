use std::sync::Arc;

use crate::desktop::contents::Contents;
use crate::desktop::effects::{FigureKey, Shown};
use crate::desktop::state::MOST_COMPARED;
use crate::domain::{AreaSet, OrganisationSet, OrganisationType, Subject, SubjectCode, thousands};
use crate::questions::{Detail, Judgement, Row};

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
    /// The benchmark's name.
    pub benchmark: String,
    /// Indicators by goal.
    pub sections: Vec<CompareSection>,
    /// The picture of the chosen row.
    pub shown: Option<Arc<Shown>>,
    /// Index of the chosen line over all sections.
    pub line: usize,
    /// Row of the answer that the picture shows.
    pub row: Option<usize>,
    /// True where fifths stand for judgement.
    pub by_fifths: bool,
    /// States that occur, with their words.
    pub states: Vec<(String, String)>,
    /// What must be known.
    pub notes: Vec<String>,
    /// Where the figures come from.
    pub sources: Vec<String>,
    /// What is not among the rows, and why.
    pub left_out: Vec<String>,
}

/// A goal's indicators.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CompareSection {
    /// The goal's number and name; empty for indicators without one.
    pub title: String,
    /// Its indicators.
    pub lines: Vec<CompareLine>,
}

/// An indicator over the subjects.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CompareLine {
    /// Its number over all sections.
    pub index: usize,
    /// Its name with unit.
    pub name: String,
    /// Its period.
    pub period: String,
    /// Row of the answer of its first figure.
    pub row: usize,
    /// A cell a subject.
    pub cells: Vec<CompareCell>,
    /// The benchmark's figure.
    pub benchmark: String,
}

/// One figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CompareCell {
    /// The figure as a cell shows it.
    pub text: String,
    /// How it stands.
    pub judgement: Option<Judgement>,
    /// Where it lies among the cells of its line, 0 to 4, where nothing is judged.
    pub step: usize,
    /// True where there is no number.
    pub withheld: bool,
    /// To find its cell.
    pub key: Option<FigureKey>,
    /// What a screen reader says.
    pub spoken: String,
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
    line: usize,
) -> ComparePage {
    let answer = &shown.answer;
    let benchmark = match &answer.detail {
        Detail::Comparison { benchmark_name } => benchmark_name.clone(),
        _ => "Benchmark".to_owned(),
    };
    let mut sections: Vec<CompareSection> = Vec::new();
    let mut index = 0;
    let mut at = 0;
    while let Some(first) = answer.rows.get(at) {
        let rest = answer.rows.get(at..).unwrap_or(&[]);
        let length = rest
            .iter()
            .take_while(|row| row.indicator_code == first.indicator_code && row.goal == first.goal)
            .count()
            .max(1);
        let rows = rest.get(..length).unwrap_or(&[]);
        let title = first
            .goal
            .and_then(|number| contents.goal(number))
            .map_or_else(String::new, |goal| {
                format!("Goal {}  {}", goal.number, goal.name)
            });
        let new = compare_line(rows, at, index, subjects);
        match sections.last_mut() {
            Some(section) if section.title == title => section.lines.push(new),
            _ => sections.push(CompareSection {
                title,
                lines: vec![new],
            }),
        }
        index += 1;
        at += length;
    }
    let line = line.min(index.saturating_sub(1));
    let row = sections
        .iter()
        .flat_map(|section| &section.lines)
        .find(|other| other.index == line)
        .map(|line| line.row);
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
            "Ten is the most that can be told apart. Take one out to add another.".to_owned()
        } else {
            String::new()
        },
        benchmark,
        sections,
        shown: Some(Arc::new(Shown {
            answer: answer.clone(),
            figure: shown.figure.clone().with_selected(row),
        })),
        line,
        row,
        by_fifths: answer
            .rows
            .iter()
            .any(|row| matches!(row.judgement, Some(Judgement::Fifth(_)))),
        states: answer
            .states()
            .into_iter()
            .map(|state| (state.sign(), state.in_words().to_owned()))
            .collect(),
        notes: answer.notes.clone(),
        sources: answer.sources.clone(),
        left_out: answer
            .left_out
            .iter()
            .map(|left| format!("{}: {}", left.what, left.why))
            .collect(),
    }
}

fn compare_line(rows: &[Row], row: usize, index: usize, subjects: &[SubjectCode]) -> CompareLine {
    let first = rows.first();
    let values: Vec<f64> = rows.iter().filter_map(|row| row.reading.value()).collect();
    let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let step = |value: f64| {
        if highest > lowest {
            (((value - lowest) / (highest - lowest) * 5.0) as usize).min(4)
        } else {
            2
        }
    };
    let cells = subjects
        .iter()
        .map(|code| {
            let Some(row) = rows.iter().find(|row| row.subject_code == *code) else {
                return CompareCell {
                    withheld: true,
                    spoken: "no figure".to_owned(),
                    ..CompareCell::default()
                };
            };
            let judged = row
                .judgement
                .map_or("", |judgement| judgement.in_words(row.polarity));
            CompareCell {
                text: row.shown(),
                judgement: row.judgement,
                step: row.reading.value().map_or(0, step),
                withheld: row.reading.value().is_none(),
                key: super::goal::key_of(row),
                spoken: format!(
                    "{}, {}: {} {judged}",
                    row.subject,
                    row.indicator_short,
                    row.shown_with_unit()
                ),
            }
        })
        .collect();
    let unit = first.map_or("", |row| row.unit.text.as_str());
    CompareLine {
        index,
        name: first.map_or_else(String::new, |row| {
            if unit.is_empty() {
                row.indicator_short.clone()
            } else {
                format!("{} ({unit})", row.indicator_short)
            }
        }),
        period: first
            .and_then(|row| row.period)
            .map_or_else(String::new, |period| period.label()),
        row,
        cells,
        benchmark: first
            .and_then(|row| row.benchmark.map(|value| thousands(value, row.decimals)))
            .unwrap_or_else(|| "–".to_owned()),
    }
}
