//! An answer as text: JSON, rows of cells, and an aligned table for a terminal. Pure formatting; nobody prints here.

mod aligned;
mod json;

use super::{Answer, Row};
use crate::domain::{Period, Polarity};

/// Names of the columns of [`Answer::cells`].
const COLUMNS: [&str; 19] = [
    "indicator_code",
    "indicator",
    "unit",
    "polarity",
    "subject_code",
    "subject",
    "period",
    "group",
    "value",
    "lower",
    "upper",
    "state",
    "markers",
    "judgement",
    "judged_by",
    "benchmark",
    "difference",
    "rank",
    "role",
];

impl Answer {
    /// The answer as JSON: `question, headline, subtitle, unit, rows, notes, sources` and what the kind adds.
    pub fn json(&self) -> String {
        json::of(self)
    }

    /// The answer as a person reads it in a terminal.
    pub fn text(&self) -> String {
        aligned::of(self)
    }

    /// The rows as cells, the first row holding the columns' names. Numbers are plain; a withheld figure's value is empty.
    pub fn cells(&self) -> Vec<Vec<String>> {
        let mut out = vec![COLUMNS.map(str::to_owned).to_vec()];
        out.extend(self.rows.iter().map(cells));
        out
    }
}

fn cells(row: &Row) -> Vec<String> {
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    vec![
        row.indicator_code.0.clone(),
        row.indicator.clone(),
        row.unit.text.clone(),
        row.polarity.code(),
        row.subject_code.0.clone(),
        row.subject.clone(),
        row.period.map(Period::label).unwrap_or_default(),
        row.group.key(),
        number(row.reading.value()),
        number(row.lower),
        number(row.upper),
        row.reading.state().code().to_owned(),
        row.markers.signs(),
        judgement(row),
        row.judged_by.clone(),
        number(row.benchmark),
        number(row.difference),
        row.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        role(row).to_owned(),
    ]
}

/// The label of a row's judgement; empty where there is none.
fn judgement(row: &Row) -> String {
    let label = |polarity: Polarity| row.judgement.map(|one| one.label_for(polarity));
    label(row.polarity).unwrap_or_default().to_owned()
}

/// The part that a row plays.
fn role(row: &Row) -> &'static str {
    match row.role {
        super::RowRole::Focus => "focus",
        super::RowRole::Benchmark => "benchmark",
        super::RowRole::Named => "named",
        super::RowRole::Crowd => "crowd",
    }
}

/// A rank as a table shows it: `13=` where it is shared.
fn rank(row: &Row) -> String {
    match (row.rank, row.tied) {
        (Some(rank), true) => format!("{rank}="),
        (Some(rank), false) => rank.to_string(),
        (None, _) => String::new(),
    }
}

#[cfg(test)]
mod tests;
