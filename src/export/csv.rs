//! Tables as comma separated values. A text that a spreadsheet would run as a formula is made harmless; numbers stay as they are.

use super::Field;
use crate::questions::Answer;

/// A table that is written row by row. Lines end as spreadsheets expect, the text is UTF-8.
#[derive(Clone, Debug)]
pub struct CsvTable {
    text: String,
}

impl CsvTable {
    /// A table whose first row names the columns.
    pub fn new(columns: &[&str]) -> Self {
        let mut table = Self {
            text: String::new(),
        };
        let header: Vec<Field<'_>> = columns.iter().map(|name| Field::Text(name)).collect();
        table.push(&header);
        table
    }

    /// Adds a row.
    pub fn push(&mut self, fields: &[Field<'_>]) {
        for (index, field) in fields.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            match field {
                Field::Text(text) => self.quote(text),
                Field::Number(value) => self.number(*value),
                Field::Figure(reading) => self.number(reading.value()),
                Field::Day(day) => {
                    if let Some(day) = day {
                        self.text.push_str(&day.to_string());
                    }
                }
            }
        }
        self.text.push_str("\r\n");
    }

    fn number(&mut self, value: Option<f64>) {
        if let Some(value) = value.filter(|value| value.is_finite()) {
            self.text.push_str(&value.to_string());
        }
    }

    fn quote(&mut self, text: &str) {
        let guarded = harmless(text);
        if guarded.contains([',', '"', '\n', '\r']) {
            self.text.push('"');
            self.text.push_str(&guarded.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(&guarded);
        }
    }

    /// What was written since it was last taken.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// The whole table.
    pub fn finish(self) -> String {
        self.text
    }
}

/// The text with an apostrophe before it where a spreadsheet would take it for a formula. A plain number is left alone, and so is
/// a sign that stands by itself, such as the `-` of a missing figure.
pub(super) fn harmless(text: &str) -> String {
    let risky = text.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠',
    ]);
    let number = text.parse::<f64>().is_ok_and(f64::is_finite);
    if risky && !number && text.chars().count() > 1 {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The rows of an answer, with the columns that the command line prints; of an answer about plans the plans.
pub fn answer_csv(answer: &Answer) -> String {
    if let Some(plans) = super::plans_of(answer) {
        return super::lists::csv(&plans);
    }
    let names: Vec<&str> = Answer::columns().iter().map(|column| column.name).collect();
    let mut table = CsvTable::new(&names);
    for row in answer.cells() {
        table.push(&row.iter().map(Field::from).collect::<Vec<_>>());
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::CsvTable;
    use crate::export::Field;

    #[test]
    fn texts_are_no_formulas_and_numbers_stay_numbers() {
        let mut table = CsvTable::new(&["name", "value"]);
        for (name, value) in [
            ("=HYPERLINK(\"x\")", Some(-5.0)),
            ("+cmd|x", None),
            ("@SUM", Some(0.1)),
            ("-", Some(f64::NAN)),
            ("-4.5", Some(1e15)),
            ("one, \"two\"", Some(f64::INFINITY)),
        ] {
            table.push(&[Field::Text(name), Field::Number(value)]);
        }
        assert_eq!(
            table.finish(),
            "name,value\r\n\"'=HYPERLINK(\"\"x\"\")\",-5\r\n'+cmd|x,\r\n'@SUM,0.1\r\n-,\r\n-4.5,1000000000000000\r\n\"one, \"\"two\"\"\",\r\n"
        );
    }
}
