//! One cell of an OpenDocument table: its typed value, or the text that is shown.

use jiff::civil::DateTime;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use quick_xml::events::attributes::Attribute;

use super::outlet::{Outlet, Stop};
use super::{Cell, limits};

/// A cell while it is read.
#[derive(Debug)]
pub(super) struct OdsCell {
    /// How many columns it fills.
    pub(super) repeat: u32,
    /// Rows and columns that it spans.
    pub(super) spans: (u32, u32),
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

impl Value {
    fn of(kind: &str, held: String) -> Option<Self> {
        Some(match kind {
            "float" | "currency" => Self::Number(held.trim().parse().ok()?),
            "percentage" => Self::Percent(held.trim().parse().ok()?),
            "date" => Self::Date(held.parse().ok()?),
            "boolean" => Self::Bool(held == "true"),
            "string" => Self::Text(held),
            _ => return None,
        })
    }
}

impl OdsCell {
    /// A cell as its element describes it.
    pub(super) fn new(element: &BytesStart<'_>) -> Self {
        let mut kind = None;
        let mut held = None;
        let mut cell = Self {
            repeat: 1,
            spans: (1, 1),
            value: Value::Shown,
            text: String::new(),
            paragraphs: 0,
        };
        let mut failed = false;
        for attribute in element
            .attributes()
            .with_checks(false)
            .filter_map(Result::ok)
        {
            match attribute.key.as_ref() {
                b"office:value-type" => kind = normalised(&attribute),
                b"office:value"
                | b"office:date-value"
                | b"office:boolean-value"
                | b"office:string-value" => {
                    held = normalised(&attribute);
                }
                b"calcext:value-type" => {
                    failed = normalised(&attribute).as_deref() == Some("error");
                }
                b"table:number-columns-repeated" => cell.repeat = counted(&attribute),
                b"table:number-rows-spanned" => cell.spans.0 = counted(&attribute),
                b"table:number-columns-spanned" => cell.spans.1 = counted(&attribute),
                _ => {}
            }
        }
        cell.value = if failed {
            Value::Error
        } else {
            kind.zip(held)
                .and_then(|(kind, held)| Value::of(&kind, held))
                .unwrap_or(Value::Shown)
        };
        cell
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

/// The text of an attribute.
pub(super) fn normalised(attribute: &Attribute<'_>) -> Option<String> {
    attribute
        .normalized_value(XmlVersion::Implicit1_0)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

fn counted(attribute: &Attribute<'_>) -> u32 {
    normalised(attribute).map_or(1, |text| count(&text))
}

/// How often: at least once, and as often as can be where the text says more than fits.
pub(super) fn count(text: &str) -> u32 {
    text.parse().unwrap_or(u32::MAX).max(1)
}
