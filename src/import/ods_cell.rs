//! One cell of an OpenDocument table: its typed value, or the text that is shown.

use jiff::civil::DateTime;

use super::outlet::{Outlet, Stop};
use super::{Cell, limits};

/// A cell while it is read.
#[derive(Debug)]
pub(super) struct OdsCell {
    /// How many columns it fills.
    pub(super) repeat: u32,
    value: Value,
    text: String,
    paragraphs: u32,
}

#[derive(Debug, PartialEq)]
enum Value {
    /// What is shown is what is held.
    Shown,
    Number(f64),
    Percent(f64),
    Date(DateTime),
    Bool(bool),
    Text(String),
    Error,
}

impl OdsCell {
    /// A cell of a value type, whose attributes `attribute` looks up.
    pub(super) fn new(
        kind: Option<String>,
        attribute: impl Fn(&[u8]) -> Option<String>,
        repeat: u32,
    ) -> Self {
        let number = || attribute(b"office:value").and_then(|text| text.trim().parse::<f64>().ok());
        let failed = attribute(b"calcext:value-type").as_deref() == Some("error");
        let value = match kind.as_deref() {
            _ if failed => Value::Error,
            Some("float" | "currency") => number().map_or(Value::Shown, Value::Number),
            Some("percentage") => number().map_or(Value::Shown, Value::Percent),
            Some("date") => attribute(b"office:date-value")
                .and_then(|text| text.parse().ok())
                .map_or(Value::Shown, Value::Date),
            Some("boolean") => attribute(b"office:boolean-value")
                .map_or(Value::Shown, |text| Value::Bool(text == "true")),
            Some("string") => attribute(b"office:string-value").map_or(Value::Shown, Value::Text),
            _ => Value::Shown,
        };
        Self {
            repeat,
            value,
            text: String::new(),
            paragraphs: 0,
        }
    }

    /// A further line of what is shown.
    pub(super) fn begin_paragraph(&mut self) {
        if self.paragraphs > 0 {
            self.add("\n");
        }
        self.paragraphs += 1;
    }

    /// More of what is shown.
    pub(super) fn add(&mut self, text: &str) {
        // A little more than is kept, so that what is too long is noticed further on.
        if self.paragraphs > 0 && self.text.len() <= limits::CELL_CHARS * 4 {
            self.text.push_str(text);
        }
    }

    /// True when it holds nothing.
    pub(super) fn is_empty(&self) -> bool {
        match &self.value {
            Value::Shown => self.text.is_empty(),
            Value::Text(text) => text.is_empty() && self.text.is_empty(),
            _ => false,
        }
    }

    /// Puts it into a column.
    pub(super) fn put(&self, row: u32, column: u32, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
        let cell = match &self.value {
            Value::Percent(value) if value.is_finite() => {
                return outlet.percent(row, column, *value);
            }
            Value::Number(value) | Value::Percent(value) => Cell::Number(*value),
            Value::Date(date) => Cell::Date(*date),
            Value::Bool(value) => Cell::Bool(*value),
            Value::Error => Cell::Error(&self.text),
            Value::Text(text) if !text.is_empty() => Cell::Text(text),
            Value::Text(_) | Value::Shown => Cell::Text(&self.text),
        };
        outlet.cell(row, column, cell)
    }
}
