use std::fmt;

use jiff::civil::Date;

/// A field of what stands in a list, one a row: at once a column of its spreadsheet and a field of its form.
pub trait ListField: Copy + PartialEq + fmt::Debug + 'static {
    /// What stands in the list.
    type Of;

    /// Every field, in the order of columns.
    fn all() -> &'static [Self];

    /// The column's name and the label in words.
    fn names(self) -> (&'static str, &'static str);

    /// What belongs into it, in one sentence.
    fn help(self) -> &'static str;

    /// What one in the list holds in it.
    fn value(self, of: &Self::Of) -> FieldValue;

    /// Puts a text into one. What cannot be read is said in words, and it is left as it was.
    fn read(self, into: &mut Self::Of, text: &str) -> Result<(), String>;

    /// The name of its column: a stable interface.
    fn column(self) -> &'static str {
        self.names().0
    }

    /// Its label in words.
    fn label(self) -> &'static str {
        self.names().1
    }

    /// The field of a column; capitals, spaces and hyphens do not matter, and the label will do.
    fn of_column(name: &str) -> Option<Self> {
        let plain = |text: &str| text.trim().to_lowercase().replace([' ', '-'], "_");
        let name = plain(name);
        let mut all = Self::all().iter().copied();
        all.find(|field| field.column() == name || plain(field.label()) == name)
    }

    /// What one in the list holds in it, as text that [`ListField::read`] reads back.
    fn text(self, of: &Self::Of) -> String {
        match self.value(of) {
            FieldValue::Text(text) => text,
            FieldValue::Number(number) => {
                number.map_or_else(String::new, |number| number.to_string())
            }
            FieldValue::Day(day) => day.map_or_else(String::new, |day| day.to_string()),
        }
    }
}

/// Writes every field of one as text and reads it into another one; every column is found by its name and by its label.
#[cfg(test)]
pub(super) fn written_and_read<F: ListField>(of: &F::Of, mut into: F::Of) -> F::Of {
    for field in F::all() {
        let text = field.text(of);
        assert_eq!(field.read(&mut into, &text), Ok(()), "{field:?} {text}");
        assert_eq!(F::of_column(field.column()), Some(*field));
        assert_eq!(F::of_column(field.label()), Some(*field));
    }
    into
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// Words or codes.
    Text(String),
    /// A number, where there is one.
    Number(Option<f64>),
    /// A day, where there is one.
    Day(Option<Date>),
}

/// A text of a field; none where it is empty.
pub(super) fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Whether a text says yes.
pub(super) fn yes(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "" | "no" | "false" | "0" => Ok(false),
        "yes" | "true" | "1" | "example" => Ok(true),
        _ => Err(format!("“{text}” is neither yes nor no.")),
    }
}
