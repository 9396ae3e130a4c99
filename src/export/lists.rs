//! Plans and community-defined outcomes as spreadsheets: a column a field, a row each. What is written is read back to the same;
//! with no row it is the template.

use std::path::Path;

use super::csv::CsvTable;
use super::words::answer_words;
use super::{About, ExportError, Field, TableFile, TableKind};
use crate::domain::{FieldValue, ListField, Outcome, OutcomeField, Plan, PlanField};
use crate::questions::{Answer, Column, Detail, Holds};

/// The columns: a stable interface, and what the importer reads back.
fn columns<F: ListField>(empty: &F::Of) -> Vec<Column> {
    let holds = |field: F| match field.value(empty) {
        FieldValue::Text(_) => Holds::Text,
        FieldValue::Number(_) => Holds::Number,
        FieldValue::Day(_) => Holds::Day,
    };
    let all = F::all().iter().copied();
    all.map(|field| Column::new(field.column(), holds(field)))
        .collect()
}

fn values<F: ListField>(of: &F::Of) -> Vec<FieldValue> {
    F::all().iter().map(|field| field.value(of)).collect()
}

fn fields(values: &[FieldValue]) -> Vec<Field<'_>> {
    values
        .iter()
        .map(|value| match value {
            FieldValue::Text(text) => Field::Text(text),
            FieldValue::Number(number) => Field::Number(*number),
            FieldValue::Day(day) => Field::Day(*day),
        })
        .collect()
}

/// What each column holds, a line each.
fn help<F: ListField>() -> impl Iterator<Item = String> {
    let all = F::all().iter().copied();
    all.map(|field| format!("{}: {}", field.column(), field.help()))
}

fn write_list<F: ListField>(
    (empty, items): (&F::Of, &[&F::Of]),
    path: &Path,
    kind: TableKind,
    about: &About,
) -> Result<(), ExportError> {
    let mut table = TableFile::begin(path, kind, &columns::<F>(empty))?;
    for item in items {
        let values = values::<F>(item);
        table.push(&fields(&values))?;
    }
    table.finish(about)
}

/// The plans of an answer that is about plans; none of any other, nor of who improved most.
pub fn plans_of(answer: &Answer) -> Option<Vec<&Plan>> {
    match &answer.detail {
        Detail::Plans(planned) if planned.improved.is_empty() => {
            Some(planned.plans.iter().map(|line| &line.plan).collect())
        }
        _ => None,
    }
}

/// Writes plans into a file of a kind; `about` is what the workbook says of them.
pub(super) fn write(
    plans: &[&Plan],
    path: &Path,
    kind: TableKind,
    about: &About,
) -> Result<(), ExportError> {
    write_list::<PlanField>((&Plan::of("", "", ""), plans), path, kind, about)
}

/// The plans as comma separated values.
pub(super) fn csv(plans: &[&Plan]) -> String {
    let columns = columns::<PlanField>(&Plan::of("", "", ""));
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let mut table = CsvTable::new(&names);
    for plan in plans {
        let values = values::<PlanField>(plan);
        table.push(&fields(&values));
    }
    table.finish()
}

/// What a workbook of plans says: the answer's words, and what each column holds.
pub(super) fn words(answer: &Answer, date: &str) -> About {
    let mut about = answer_words(answer, date);
    about.notes.extend(help::<PlanField>());
    about
}

/// Writes the template for plans: the columns and what each of them holds, and no plan.
pub fn write_plan_template(path: &Path, kind: TableKind, date: &str) -> Result<(), ExportError> {
    let about = About {
        title: "A list of plans".to_owned(),
        subtitle: "Write one plan a row, and import the file into the book.".to_owned(),
        date: date.to_owned(),
        notes: help::<PlanField>().collect(),
        ..About::default()
    };
    write(&[], path, kind, &about)
}

/// Writes community-defined outcomes; without any it is the template for them.
pub fn write_outcomes(
    outcomes: &[Outcome],
    path: &Path,
    kind: TableKind,
    date: &str,
) -> Result<(), ExportError> {
    let about = About {
        title: "Community-defined outcomes".to_owned(),
        subtitle: "One outcome a row, in the words of those who said it. Add rows, and import the file into the book."
            .to_owned(),
        date: date.to_owned(),
        notes: help::<OutcomeField>().collect(),
        ..About::default()
    };
    let items: Vec<&Outcome> = outcomes.iter().collect();
    write_list::<OutcomeField>((&Outcome::default(), &items), path, kind, &about)
}
