//! Habits of whole families of tables, known by their headers: what a publisher's form means by a cell, whatever column it is in.

use super::grid::Cell;
use super::layout::Table;
use super::number_text;

/// The family that a table belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Family {
    /// None that is known.
    #[default]
    Any,
    /// What we export: an apostrophe keeps spreadsheets from taking a text for a formula.
    OwnExport {
        /// The column of the row that a figure was read from, in the table of an answer: where it is empty the number was worked
        /// out, and is no figure of anybody's.
        source_row: Option<u32>,
    },
    /// The form in which figures are sent to Fingertips: −1 says that there is none, and a period is a year, the number of its
    /// years, and a quarter or month of it.
    FingertipsUpload {
        /// Column of the year, from 0.
        year: u32,
        /// Column of the number of years.
        range: u32,
        /// Column of the quarter.
        quarter: Option<u32>,
        /// Column of the month.
        month: Option<u32>,
    },
}

impl Family {
    /// The family that the headers of a table give away.
    pub(super) fn of(table: &Table) -> Self {
        let at = |name: &str| {
            (0..)
                .zip(&table.headers)
                .find(|(_, header)| header.eq_ignore_ascii_case(name))
                .map(|(column, _)| column)
        };
        let all = |names: &[&str]| names.iter().all(|name| at(name).is_some());
        if all(&["indicator_code", "subject_code", "period_length"]) {
            if all(&["judged_by", "role", "row"]) {
                let source_row = at("row");
                return Self::OwnExport { source_row };
            }
            if all(&["raw"]) {
                return Self::OwnExport { source_row: None };
            }
        }
        match (at("IndicatorId"), at("Year"), at("YearRange")) {
            (Some(_), Some(year), Some(range)) if at("AreaCode").is_some() => {
                Self::FingertipsUpload {
                    year,
                    range,
                    quarter: at("Quarter"),
                    month: at("Month"),
                }
            }
            _ => Self::Any,
        }
    }

    /// A cell as the family means it. Figures keep what stands there, so that it can be named.
    pub(super) fn cell<'c>(&self, cell: Cell<'c>, is_figure: bool) -> Cell<'c> {
        match (self, cell) {
            (Self::OwnExport { .. }, Cell::Text(text)) => Cell::Text(unguarded(text)),
            _ if !is_figure && self.is_missing(cell) => Cell::Empty,
            _ => cell,
        }
    }

    /// Whether a row of an answer's table holds what we worked out, such as a median, or nothing at all.
    pub(super) fn is_worked_out(&self, line: &[Cell<'_>]) -> bool {
        let Self::OwnExport {
            source_row: Some(column),
        } = *self
        else {
            return false;
        };
        matches!(
            line.get(column as usize),
            None | Some(Cell::Empty | Cell::Text(""))
        )
    }

    /// Whether a number stands for no number.
    pub(super) fn is_missing(&self, cell: Cell<'_>) -> bool {
        matches!(self, Self::FingertipsUpload { .. })
            && match cell {
                Cell::Number(value) => (value + 1.0).abs() < f64::EPSILON,
                Cell::Text(text) => matches!(number_text::trim(text), "-1" | "-1.0"),
                _ => false,
            }
    }

    /// Whether a period is told by the columns of periods alone.
    pub(super) fn has_plain_periods(&self) -> bool {
        !matches!(self, Self::FingertipsUpload { .. })
    }

    /// First day and length of a row's period, where the family writes it in parts and the column of periods is its year.
    pub(super) fn period(
        &self,
        periods: Option<u32>,
        text: impl Fn(u32) -> String,
    ) -> Option<(String, String)> {
        let Self::FingertipsUpload {
            year,
            range,
            quarter,
            month,
        } = *self
        else {
            return None;
        };
        if periods != Some(year) {
            return None;
        }
        let number = |column: u32| text(column).parse::<u32>().ok();
        let part = |column: Option<u32>, last: u32| {
            column
                .and_then(number)
                .filter(|part| (1..=last).contains(part))
        };
        let year = number(year)?;
        let (first, length) = match (part(month, 12), part(quarter, 4)) {
            (Some(month), _) => (month, "P1M".to_owned()),
            (None, Some(quarter)) => (quarter * 3 - 2, "P3M".to_owned()),
            (None, None) => (1, format!("P{}Y", number(range).unwrap_or(1).max(1))),
        };
        Some((format!("{year:04}-{first:02}-01"), length))
    }
}

/// The text without the apostrophe that was put before the sign of a formula.
fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::Family;
    use crate::import::grid::Cell;
    use crate::import::layout::Table;

    fn family(headers: &[&str]) -> Family {
        Family::of(&Table {
            header_rows: vec![0],
            headers: headers.iter().map(|&header| header.to_owned()).collect(),
            ..Table::default()
        })
    }

    #[test]
    fn minus_one_is_missing_in_the_upload_form_alone() {
        let form = family(&[
            "INDICATORID",
            "Year",
            "YearRange",
            "Quarter",
            "Month",
            "AreaCode",
        ]);
        assert!(form.is_missing(Cell::Number(-1.0)) && form.is_missing(Cell::Text(" -1 ")));
        assert!(!form.is_missing(Cell::Number(-1.5)));
        let read = family(&["Indicator ID", "Area Code", "Time period", "Value"]);
        assert!(!read.is_missing(Cell::Number(-1.0)));
    }

    #[test]
    fn the_apostrophe_that_guards_a_formula_falls_off_in_our_own_export() {
        let own = family(&["indicator_code", "subject_code", "period_length", "raw"]);
        for (text, meant) in [
            ("'=SUM(A1)", "=SUM(A1)"),
            ("'+cmd", "+cmd"),
            ("'-", "-"),
            ("'@home", "@home"),
            ("'PRIFYSGOL ABERYSTWYTH'", "'PRIFYSGOL ABERYSTWYTH'"),
            ("''=x", "''=x"),
            ("plain", "plain"),
        ] {
            assert_eq!(own.cell(Cell::Text(text), false), Cell::Text(meant));
            assert_eq!(Family::Any.cell(Cell::Text(text), false), Cell::Text(text));
        }
    }

    #[test]
    fn what_was_worked_out_is_no_figure_of_an_answer() {
        let answer = family(&[
            "indicator_code",
            "subject_code",
            "period_length",
            "value",
            "judged_by",
            "role",
            "row",
        ]);
        let row = |from: Cell<'static>| {
            [
                Cell::Text("a"),
                Cell::Number(1.0),
                Cell::Empty,
                Cell::Empty,
                Cell::Empty,
                Cell::Empty,
                from,
            ]
        };
        assert!(answer.is_worked_out(&row(Cell::Empty)));
        assert!(!answer.is_worked_out(&row(Cell::Number(12.0))));
        let figures = family(&["indicator_code", "subject_code", "period_length", "raw"]);
        assert!(!figures.is_worked_out(&row(Cell::Empty)));
    }

    #[test]
    fn a_period_is_put_together_from_its_parts() {
        let form = family(&[
            "IndicatorId",
            "Year",
            "YearRange",
            "Quarter",
            "Month",
            "AreaCode",
        ]);
        for (parts, start, length) in [
            (["", "2016", "1", "", ""], "2016-01-01", "P1Y"),
            (["", "2016", "3", "", ""], "2016-01-01", "P3Y"),
            (["", "2016", "1", "2", ""], "2016-04-01", "P3M"),
            (["", "2016", "1", "2", "11"], "2016-11-01", "P1M"),
        ] {
            let text = |column: u32| parts.get(column as usize).copied().unwrap_or("").to_owned();
            assert_eq!(form.period(Some(7), text), None);
            assert_eq!(
                form.period(Some(1), text),
                Some((start.to_owned(), length.to_owned()))
            );
        }
    }
}
