//! Plans as a spreadsheet: a column a field, a row a plan. What is written is read back to the same plans; without plans it is the
//! template for them.

use std::path::Path;

use super::csv::CsvTable;
use super::words::answer_words;
use super::{About, ExportError, Field, TableFile, TableKind};
use crate::domain::{FieldValue, Plan, PlanField};
use crate::questions::{Answer, Column, Detail, Holds};

/// The columns: a stable interface, and what the importer reads back.
fn columns() -> Vec<Column> {
    let empty = Plan::of("", "", "");
    let holds = |field: PlanField| match field.value(&empty) {
        FieldValue::Text(_) => Holds::Text,
        FieldValue::Number(_) => Holds::Number,
        FieldValue::Day(_) => Holds::Day,
    };
    PlanField::ALL
        .into_iter()
        .map(|field| Column::new(field.column(), holds(field)))
        .collect()
}

fn values(plan: &Plan) -> Vec<FieldValue> {
    PlanField::ALL
        .into_iter()
        .map(|field| field.value(plan))
        .collect()
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
    let mut table = TableFile::begin(path, kind, &columns())?;
    for plan in plans {
        let values = values(plan);
        table.push(&fields(&values))?;
    }
    table.finish(about)
}

/// The plans as comma separated values.
pub(super) fn csv(plans: &[&Plan]) -> String {
    let columns = columns();
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let mut table = CsvTable::new(&names);
    for plan in plans {
        let values = values(plan);
        table.push(&fields(&values));
    }
    table.finish()
}

/// What a workbook of plans says: the answer's words, and what each column holds.
pub(super) fn words(answer: &Answer, date: &str) -> About {
    let mut about = answer_words(answer, date);
    about.notes.extend(
        PlanField::ALL
            .into_iter()
            .map(|field| format!("{}: {}", field.column(), field.help())),
    );
    about
}

/// Writes the template for plans: the columns and what each of them holds, and no plan.
pub fn write_plan_template(path: &Path, kind: TableKind, date: &str) -> Result<(), ExportError> {
    let about = About {
        title: "A list of plans".to_owned(),
        subtitle: "Write one plan a row, and import the file into the book.".to_owned(),
        date: date.to_owned(),
        notes: PlanField::ALL
            .into_iter()
            .map(|field| format!("{}: {}", field.column(), field.help()))
            .collect(),
        ..About::default()
    };
    write(&[], path, kind, &about)
}
