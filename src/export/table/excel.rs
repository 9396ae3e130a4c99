//! A workbook by the rules for releasing statistics in spreadsheets: a cover, notes, and one table that is marked as one, from
//! column A, with one header row. Texts stay texts and numbers numbers; there are no formulas, no merged cells, nothing hidden.

use std::fs::File;

use rust_xlsxwriter::{
    DocProperties, Format, FormatAlign, Table, TableColumn, TableStyle, Workbook, Worksheet,
    XlsxError,
};

use super::{About, Column, ExportError, Field};
use crate::questions::Holds;

/// Most rows that are put into one workbook. Excel opens four times as many, slowly; with so many the workbook stays small enough
/// to be read again.
const MOST_ROWS: u32 = 250_000;
/// Most characters that a cell holds.
const MOST_CHARS: usize = 32_000;
/// Widths of columns, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 8..=60;
/// Width of a column of prose, in characters.
const PROSE: f64 = 100.0;

const COVER: &str = "Cover";
const NOTES: &str = "Notes";
const TABLE: &str = "Table 1";

/// A table on its way into a workbook.
pub(super) struct ExcelTable {
    columns: Vec<Column>,
    sheet: Worksheet,
    widths: Vec<usize>,
    rows: u32,
}

/// The lines above the table: title, what it holds, that it is one, what blank cells mean, the shorthand. The header follows.
const HEADER: u32 = 5;

impl ExcelTable {
    pub(super) fn new(columns: &[Column]) -> Result<Self, ExportError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(TABLE)?;
        Ok(Self {
            widths: columns.iter().map(|column| column.name.len() + 2).collect(),
            columns: columns.to_vec(),
            sheet,
            rows: 0,
        })
    }

    pub(super) fn push(&mut self, fields: &[Field<'_>]) -> Result<(), ExportError> {
        if self.rows == MOST_ROWS {
            return Err(ExportError::TooManyRows { most: MOST_ROWS });
        }
        self.rows += 1;
        let row = HEADER + self.rows;
        for ((field, column), width) in fields.iter().zip(0..).zip(&mut self.widths) {
            let chars = write(&mut self.sheet, row, column, *field)?;
            *width = chars.max(*width);
        }
        Ok(())
    }

    pub(super) fn finish(mut self, about: &About, file: File) -> Result<(), ExportError> {
        let mut book = Workbook::new();
        book.set_properties(
            &DocProperties::new()
                .set_title(&about.title)
                .set_subject(&about.subtitle)
                .set_author("Levelbook")
                .set_comment(about.sources.join("\n"))
                .set_custom_property("Language", "en-GB"),
        );
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        book.push_worksheet(cover(about, &wrapped)?);
        book.push_worksheet(notes(about, &wrapped)?);
        self.head(about)?;
        book.push_worksheet(self.sheet);
        book.save_to_writer(file)?;
        Ok(())
    }

    /// What stands above the table, and that it is one.
    fn head(&mut self, about: &About) -> Result<(), XlsxError> {
        let lines = [
            about.title.clone(),
            about.subtitle.clone(),
            format!("This worksheet contains one table. Notes are on the worksheet “{NOTES}”."),
            "Some cells are blank because nothing is held that belongs there.".to_owned(),
            shorthand(about),
        ];
        for (line, row) in lines.iter().zip(0..) {
            if row == 0 {
                self.sheet
                    .write_string_with_format(row, 0, cut(line), &heading())?;
            } else {
                self.sheet.write_string(row, 0, cut(line))?;
            }
        }
        let columns: Vec<TableColumn> = self
            .columns
            .iter()
            .map(|column| TableColumn::new().set_header(column.name))
            .collect();
        let last = u16::try_from(columns.len()).unwrap_or(1).saturating_sub(1);
        self.sheet.add_table(
            HEADER,
            0,
            HEADER + self.rows.max(1),
            last,
            &marked("Table_1", &columns).set_alt_text(&about.subtitle),
        )?;
        for ((width, column), at) in self.widths.iter().zip(&self.columns).zip(0..) {
            let width = width.clamp(WIDTHS.start(), WIDTHS.end());
            self.sheet.set_column_width(at, *width as f64)?;
            if column.holds == Holds::Text {
                self.sheet
                    .set_column_format(at, &Format::new().set_num_format("@"))?;
            }
        }
        Ok(())
    }
}

/// Writes a field where there is one, and gives how many characters it shows.
fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    field: Field<'_>,
) -> Result<usize, XlsxError> {
    let number = match field {
        Field::Text("") | Field::Day(None) => return Ok(0),
        Field::Text(text) => {
            sheet.write_string(row, column, cut(text))?;
            return Ok(text.chars().count());
        }
        Field::Figure(reading) if reading.value().is_none() => {
            let sign = reading.state().sign();
            sheet.write_string(row, column, &sign)?;
            return Ok(sign.len());
        }
        Field::Day(Some(day)) => {
            let day = day.to_string();
            sheet.write_string(row, column, &day)?;
            return Ok(day.len());
        }
        Field::Figure(reading) => reading.value(),
        Field::Number(number) => number,
    };
    if let Some(number) = number.filter(|number| number.is_finite()) {
        sheet.write_number(row, column, number)?;
    }
    Ok(10)
}

/// A table as readers of spreadsheets and of screens find it: named, with a header row, and without filters and stripes.
fn marked(name: &str, columns: &[TableColumn]) -> Table {
    Table::new()
        .set_name(name)
        .set_columns(columns)
        .set_autofilter(false)
        .set_banded_rows(false)
        .set_style(TableStyle::Light1)
}

fn cover(about: &About, wrapped: &Format) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(COVER)?;
    sheet.set_column_width(0, PROSE)?;
    let mut lines = vec![(about.title.clone(), true)];
    let mut say = |line: String| {
        if !line.is_empty() {
            lines.push((line, false));
        }
    };
    say(about.subtitle.clone());
    say(match about.date.as_str() {
        "" => "Written by Levelbook.".to_owned(),
        date => format!("Written by Levelbook on {date}."),
    });
    say(format!(
        "This workbook has three worksheets: “{COVER}”, “{NOTES}” and “{TABLE}”, which holds the figures."
    ));
    if !about.question.is_empty() {
        say(format!("It answers the question {}", about.question));
    }
    lines.push(("Sources and licences".to_owned(), true));
    if about.sources.is_empty() {
        lines.push(("The figures name no source.".to_owned(), false));
    }
    lines.extend(about.sources.iter().map(|line| (line.clone(), false)));
    for ((line, is_heading), row) in lines.into_iter().zip(0..) {
        let format = if is_heading { &heading() } else { wrapped };
        sheet.write_string_with_format(row, 0, cut(&line), format)?;
    }
    Ok(sheet)
}

/// Shorthand and notes as a table.
fn notes(about: &About, wrapped: &Format) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(NOTES)?;
    sheet.set_column_width(0, 20)?;
    sheet.set_column_width(1, PROSE)?;
    sheet.write_string_with_format(0, 0, NOTES, &heading())?;
    sheet.write_string(1, 0, "This worksheet contains one table.")?;
    let mut rows: Vec<(String, String)> = about.shorthand.clone();
    rows.extend(
        (1..)
            .zip(&about.notes)
            .map(|(number, note)| (format!("note {number}"), note.clone())),
    );
    if rows.is_empty() {
        rows.push(("note 1".to_owned(), "There are no notes.".to_owned()));
    }
    let first: u32 = 2;
    let mut last = first;
    for ((short, meaning), row) in rows.iter().zip(first + 1..) {
        sheet.write_string_with_format(row, 0, short, wrapped)?;
        sheet.write_string_with_format(row, 1, cut(meaning), wrapped)?;
        last = row;
    }
    let columns = ["Shorthand or note", "Meaning"].map(|name| TableColumn::new().set_header(name));
    sheet.add_table(first, 0, last, 1, &marked("Notes", &columns))?;
    Ok(sheet)
}

/// The shorthand of a table in the sentence that readers of such tables look for.
fn shorthand(about: &About) -> String {
    if about.shorthand.is_empty() {
        return "No shorthand is used in this table.".to_owned();
    }
    let each: Vec<String> = about
        .shorthand
        .iter()
        .map(|(sign, meaning)| format!("{sign} = {meaning}"))
        .collect();
    format!("Shorthand is used in this table, {}.", each.join(", "))
}

fn heading() -> Format {
    Format::new().set_bold().set_font_size(14)
}

fn cut(text: &str) -> String {
    text.chars().take(MOST_CHARS).collect()
}
