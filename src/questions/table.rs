//! An answer as text: JSON, rows of typed cells, and an aligned table for a terminal. Pure formatting; nobody prints here.

mod aligned;
mod columns;
mod gaps;
mod json;
mod measures;
mod more;
mod planned;

pub use columns::{Cell, Column, Holds};
pub use planned::OwnColumn;

use super::{Answer, Row};
use crate::domain::Polarity;

impl Answer {
    /// The answer as JSON: `question, headline, subtitle, unit, rows, notes, sources` and what the kind adds.
    pub fn json(&self) -> String {
        json::of(self)
    }

    /// The answer as a person reads it in a terminal.
    pub fn text(&self) -> String {
        aligned::of(self)
    }

    /// The columns of [`Answer::cells`]: the same for every kind of question, so that tables can be put together.
    pub fn columns() -> &'static [Column] {
        &columns::COLUMNS
    }

    /// The rows as cells: what leaves the program as a table. A withheld figure is its state and never a number. Below them stand
    /// the measures of all rows together, such as a Gini coefficient, in the role `measure`.
    pub fn cells(&self) -> Vec<Vec<Cell>> {
        let rows = self.rows.iter().map(columns::cells);
        rows.chain(measures::of(self)).collect()
    }
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
