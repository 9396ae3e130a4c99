//! Tables that leave the program: one row after another into a file of the kind that its name says. Knows neither the book nor
//! how figures are asked for.

mod excel;
mod parquet;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use jiff::civil::Date;

use super::csv::CsvTable;
use super::file::Beside;
use super::{ExportError, answer_words};
use crate::domain::Reading;
use crate::questions::{Answer, Cell, Column};
use excel::ExcelTable;
use parquet::ParquetTable;

/// One cell of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Field<'a> {
    /// Text of whatever origin.
    Text(&'a str),
    /// A number, or nothing.
    Number(Option<f64>),
    /// The figure itself. Where it is withheld, a workbook shows the sign of its state, and all else leaves the cell empty.
    Figure(Reading),
    /// A day, or nothing.
    Day(Option<Date>),
}

impl<'a> From<&'a Cell> for Field<'a> {
    fn from(cell: &'a Cell) -> Self {
        match cell {
            Cell::Text(text) => Self::Text(text),
            Cell::Figure(reading) => Self::Figure(*reading),
            Cell::Number(value) => Self::Number(*value),
            Cell::Whole(value) => Self::Number(value.map(f64::from)),
            Cell::Day(day) => Self::Day(*day),
        }
    }
}

/// What is said about a table: on a workbook's cover and in its properties, and in a Parquet file's own notes.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct About {
    /// Title of the whole: the finding of an answer, the name of a book.
    pub title: String,
    /// What the table holds, in one line.
    pub subtitle: String,
    /// Address of the question that it answers; empty where it answers none.
    pub question: String,
    /// When it was written, as a person reads it.
    pub date: String,
    /// What must be known to read the figures.
    pub notes: Vec<String>,
    /// One line a source, with licence.
    pub sources: Vec<String>,
    /// Shorthand that occurs, each with its meaning.
    pub shorthand: Vec<(String, String)>,
}

/// A kind of file for tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Comma separated values.
    Csv,
    /// An Excel workbook.
    Excel,
    /// Parquet.
    Parquet,
}

impl TableKind {
    /// The endings that are known, as words.
    pub const ENDINGS: &'static str = ".csv, .xlsx and .parquet";

    /// The kind that a file's ending names.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        match ending.as_str() {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Excel),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }
}

/// A table on its way into a file. Nothing stands under the file's name before it is whole.
pub struct TableFile {
    beside: Beside,
    rows: Rows,
}

enum Rows {
    Csv(CsvTable, BufWriter<File>),
    Excel(Box<ExcelTable>),
    Parquet(Box<ParquetTable>),
}

impl TableFile {
    /// Begins a table of some columns in a new file beside `path`.
    pub fn begin(path: &Path, kind: TableKind, columns: &[Column]) -> Result<Self, ExportError> {
        let beside = Beside::of(path)?;
        let rows = match kind {
            TableKind::Csv => {
                let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
                let mut table = CsvTable::new(&names);
                let mut file = BufWriter::new(beside.file()?);
                file.write_all(table.take().as_bytes())
                    .map_err(|fault| beside.fault(fault))?;
                Rows::Csv(table, file)
            }
            TableKind::Excel => Rows::Excel(Box::new(ExcelTable::new(columns)?)),
            TableKind::Parquet => {
                Rows::Parquet(Box::new(ParquetTable::new(columns, beside.file()?)?))
            }
        };
        Ok(Self { beside, rows })
    }

    /// Adds a row: a field a column.
    pub fn push(&mut self, fields: &[Field<'_>]) -> Result<(), ExportError> {
        match &mut self.rows {
            Rows::Csv(table, file) => {
                table.push(fields);
                file.write_all(table.take().as_bytes())
                    .map_err(|fault| self.beside.fault(fault))
            }
            Rows::Excel(table) => table.push(fields),
            Rows::Parquet(table) => table.push(fields),
        }
    }

    /// Writes what is said about the table and gives the file its name.
    pub fn finish(self, about: &About) -> Result<(), ExportError> {
        match self.rows {
            Rows::Csv(_, mut file) => file.flush().map_err(|fault| self.beside.fault(fault))?,
            Rows::Excel(table) => table.finish(about, self.beside.file()?)?,
            Rows::Parquet(table) => table.finish(about)?,
        }
        self.beside.rename()
    }
}

/// Writes the rows of an answer into a file of the kind that its name says; of an answer about plans the plans.
pub fn write_answer(
    answer: &Answer,
    path: &Path,
    kind: TableKind,
    date: &str,
) -> Result<(), ExportError> {
    if let Some(plans) = super::plans_of(answer) {
        return super::lists::write(&plans, path, kind, &super::lists::words(answer, date));
    }
    let mut table = TableFile::begin(path, kind, Answer::columns())?;
    for row in answer.cells() {
        let fields: Vec<Field<'_>> = row.iter().map(Field::from).collect();
        table.push(&fields)?;
    }
    table.finish(&answer_words(answer, date))
}
