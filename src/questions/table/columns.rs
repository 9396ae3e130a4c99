use jiff::civil::Date;

use super::{Row, judgement, role};
use crate::domain::{Period, Reading};

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words or codes.
    Text,
    /// The figure itself, or why there is none.
    Figure,
    /// A number.
    Number,
    /// A whole number that counts or orders.
    Whole,
    /// A day.
    Day,
}

/// A column of a table that leaves the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, which scripts rely on.
    pub name: &'static str,
    /// What its cells hold.
    pub holds: Holds,
}

impl Column {
    /// A column of a name.
    pub const fn new(name: &'static str, holds: Holds) -> Self {
        Self { name, holds }
    }

    /// A cell of it that holds nothing.
    pub(super) fn empty(&self) -> Cell {
        match self.holds {
            Holds::Text | Holds::Figure => Cell::Text(String::new()),
            Holds::Number => Cell::Number(None),
            Holds::Whole => Cell::Whole(None),
            Holds::Day => Cell::Day(None),
        }
    }
}

/// A cell of a table that leaves the program.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words or a code.
    Text(String),
    /// The figure itself, or why there is none.
    Figure(Reading),
    /// A number, where there is one.
    Number(Option<f64>),
    /// A whole number, where there is one.
    Whole(Option<u32>),
    /// A day, where there is one.
    Day(Option<Date>),
}

pub(super) const COLUMNS: [Column; 27] = [
    Column::new("indicator_code", Holds::Text),
    Column::new("indicator", Holds::Text),
    Column::new("unit", Holds::Text),
    Column::new("polarity", Holds::Text),
    Column::new("subject_code", Holds::Text),
    Column::new("subject", Holds::Text),
    Column::new("level", Holds::Text),
    Column::new("period", Holds::Text),
    Column::new("period_start", Holds::Day),
    Column::new("period_length", Holds::Text),
    Column::new("group", Holds::Text),
    Column::new("value", Holds::Figure),
    Column::new("lower", Holds::Number),
    Column::new("upper", Holds::Number),
    Column::new("state", Holds::Text),
    Column::new("markers", Holds::Text),
    Column::new("judgement", Holds::Text),
    Column::new("judged_by", Holds::Text),
    Column::new("benchmark", Holds::Number),
    Column::new("difference", Holds::Number),
    Column::new("ratio", Holds::Number),
    Column::new("rank", Holds::Whole),
    Column::new("role", Holds::Text),
    Column::new("import", Holds::Whole),
    Column::new("sheet", Holds::Text),
    Column::new("row", Holds::Whole),
    Column::new("column", Holds::Whole),
];

/// A number that was worked out, without the digits that only the machine made: 3.3 for 3.299999999999997.
fn worked_out(number: Option<f64>) -> Cell {
    Cell::Number(number.map(|number| format!("{number:.11e}").parse().unwrap_or(number)))
}

/// The cells of a row, in the order of [`COLUMNS`].
pub(super) fn cells(row: &Row) -> Vec<Cell> {
    let origin = row.origin.as_ref();
    let text = |text: &str| Cell::Text(text.to_owned());
    vec![
        text(&row.indicator_code.0),
        text(&row.indicator),
        text(&row.unit.text),
        Cell::Text(row.polarity.code()),
        text(&row.subject_code.0),
        text(&row.subject),
        text(row.level),
        Cell::Text(row.period.map(Period::label).unwrap_or_default()),
        Cell::Day(row.period.map(Period::start)),
        Cell::Text(row.period.map(Period::length_key).unwrap_or_default()),
        Cell::Text(row.group.key()),
        Cell::Figure(row.reading),
        Cell::Number(row.lower),
        Cell::Number(row.upper),
        text(row.reading.state().code()),
        Cell::Text(row.markers.signs()),
        Cell::Text(judgement(row)),
        text(&row.judged_by),
        worked_out(row.benchmark),
        worked_out(row.difference),
        worked_out(row.ratio),
        Cell::Whole(row.rank),
        text(role(row)),
        Cell::Whole(origin.map(|origin| origin.import)),
        text(origin.map_or("", |origin| &origin.sheet)),
        Cell::Whole(origin.map(|origin| origin.row)),
        Cell::Whole(origin.map(|origin| origin.column)),
    ]
}
