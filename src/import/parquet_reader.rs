//! Parquet, column by column in step, a few thousand rows at a time, so that a row group is never held whole.

use std::fs::File;

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetStatisticsPolicy;
use parquet::file::reader::FileReader;
use parquet::file::serialized_reader::{ReadOptionsBuilder, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;

use super::outlet::{Note, Outlet, Stop, grouped, too_large};
use super::parquet_value::{Meaning, Stored};
use super::refusal::Refusal;
use super::{Cell, Format, Severity, limits};

/// Rows that are read of every column before the next ones.
const BATCH: usize = 2048;
/// Batches between two signs of progress.
const PROGRESS_EVERY: usize = 10;

/// Reads a Parquet file into one sheet: its columns' names in the first row, its rows below.
pub(super) fn read_parquet(file: File, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    let options = ReadOptionsBuilder::new()
        .with_column_stats_policy(ParquetStatisticsPolicy::SkipAll)
        .with_size_stats_policy(ParquetStatisticsPolicy::SkipAll)
        .build();
    let reader =
        SerializedFileReader::new_with_options(file, options).map_err(|error| refused(&error))?;
    let about = reader.metadata().file_metadata();
    let said = about.num_rows();
    if said >= i64::from(limits::TEXT_ROWS) {
        return Err(too_large(format!(
            "it has more than {} rows",
            grouped(u64::from(limits::TEXT_ROWS))
        )));
    }
    let schema = about.schema_descr();
    if schema.num_columns() > limits::COLUMNS as usize {
        return Err(too_large(format!(
            "it has more than {} columns",
            grouped(u64::from(limits::COLUMNS))
        )));
    }
    outlet.bound(limits::CELLS, limits::TEXT_ROWS);
    outlet.note(&Note::Format(Format::Parquet))?;
    outlet.sheet("", true)?;
    for (at, column) in (0..).zip(schema.columns()) {
        begin_column(at, column, outlet)?;
    }
    let mut row = 1;
    for at in 0..reader.num_row_groups() {
        let group = reader.get_row_group(at).map_err(|error| refused(&error))?;
        let mut columns = Vec::new();
        for (at, column) in (0_u32..).zip(schema.columns()) {
            if column.max_rep_level() == 0 {
                let values = group
                    .get_column_reader(at as usize)
                    .map_err(|error| refused(&error))?;
                columns.push((at, in_step(values, Meaning::of(column))));
            }
        }
        row = read_group(&mut columns, row, said, outlet)?;
    }
    if i64::from(row) == said + 1 {
        Ok(())
    } else {
        Err(broken(
            format!("it says that it has {said} rows and has {}", row - 1),
            "",
        )
        .into())
    }
}

/// Writes the name of a column, and notes one that is not read.
fn begin_column(at: u32, column: &ColumnDescriptor, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    let parts = column.path().parts();
    if column.max_rep_level() == 0 {
        return outlet.cell(0, at, Cell::Text(&parts.join(" – ")));
    }
    let name = parts.first().map_or("", String::as_str);
    outlet.cell(0, at, Cell::Text(name))?;
    outlet.problem(
        "column-of-lists",
        Severity::Warning,
        (0, at),
        name,
        "Every cell of this column holds a list; it was passed over.",
    )
}

type InStep = Box<dyn Column>;

/// Reads all rows of a group; gives the row after its last one.
fn read_group(
    columns: &mut [(u32, InStep)],
    first: u32,
    said: i64,
    outlet: &mut Outlet<'_>,
) -> Result<u32, Stop> {
    let mut row = first;
    let mut until_progress = PROGRESS_EVERY;
    loop {
        let mut read = None;
        for (_, column) in columns.iter_mut() {
            let rows = column.read().map_err(|error| refused(&error))?;
            if *read.get_or_insert(rows) != rows {
                return Err(broken("its columns are of different lengths".to_owned(), "").into());
            }
        }
        let rows = read.unwrap_or(0);
        if rows == 0 {
            return Ok(row);
        }
        for _ in 0..rows {
            for (at, column) in columns.iter_mut() {
                column.put((row, *at), outlet)?;
            }
            row = row.saturating_add(1);
        }
        until_progress -= 1;
        if until_progress == 0 {
            until_progress = PROGRESS_EVERY;
            outlet.progress(u64::from(row), said.unsigned_abs())?;
        }
    }
}

/// A column that is read in step with its neighbours.
trait Column {
    /// Reads the next rows and gives how many there were.
    fn read(&mut self) -> Result<usize, ParquetError>;
    /// Puts the next of them in its place.
    fn put(&mut self, place: (u32, u32), outlet: &mut Outlet<'_>) -> Result<(), Stop>;
}

struct Values<T: DataType> {
    reader: ColumnReaderImpl<T>,
    meaning: Meaning,
    /// Level of a value that is there; what is less deep is missing.
    depth: i16,
    levels: Vec<i16>,
    batch: Vec<T::T>,
    next_level: usize,
    next_value: usize,
    text: String,
}

impl<T: DataType> Column for Values<T>
where
    T::T: Stored,
{
    fn read(&mut self) -> Result<usize, ParquetError> {
        self.levels.clear();
        self.batch.clear();
        self.next_level = 0;
        self.next_value = 0;
        let (rows, values, _) =
            self.reader
                .read_records(BATCH, Some(&mut self.levels), None, &mut self.batch)?;
        if self.levels.is_empty() && values != rows {
            return Err(ParquetError::General("values are missing".to_owned()));
        }
        Ok(rows)
    }

    fn put(&mut self, (row, column): (u32, u32), outlet: &mut Outlet<'_>) -> Result<(), Stop> {
        let level = self.levels.get(self.next_level).copied();
        self.next_level += 1;
        if level.is_some_and(|level| level < self.depth) {
            return Ok(());
        }
        let Some(value) = self.batch.get(self.next_value) else {
            return Ok(());
        };
        self.next_value += 1;
        match value.cell(self.meaning, &mut self.text) {
            Some(cell) => outlet.cell(row, column, cell),
            None => outlet.problem(
                "damaged-cell",
                Severity::Warning,
                (row, column),
                "",
                "This cell holds neither text nor a number nor a date; it was left out.",
            ),
        }
    }
}

fn in_step(values: ColumnReader, meaning: Meaning) -> InStep {
    match values {
        ColumnReader::BoolColumnReader(reader) => boxed(reader, meaning),
        ColumnReader::Int32ColumnReader(reader) => boxed(reader, meaning),
        ColumnReader::Int64ColumnReader(reader) => boxed(reader, meaning),
        ColumnReader::Int96ColumnReader(reader) => boxed(reader, meaning),
        ColumnReader::FloatColumnReader(reader) => boxed(reader, meaning),
        ColumnReader::DoubleColumnReader(reader) => boxed(reader, meaning),
        ColumnReader::ByteArrayColumnReader(reader) => boxed(reader, meaning),
        ColumnReader::FixedLenByteArrayColumnReader(reader) => boxed(reader, meaning),
    }
}

fn boxed<T: DataType>(reader: ColumnReaderImpl<T>, meaning: Meaning) -> InStep
where
    T::T: Stored,
{
    Box::new(Values {
        depth: meaning.depth,
        meaning,
        reader,
        levels: Vec::new(),
        batch: Vec::new(),
        next_level: 0,
        next_value: 0,
        text: String::new(),
    })
}

fn broken(what: String, details: &str) -> Refusal {
    Refusal::Damaged {
        what,
        details: details.to_owned(),
    }
}

/// What an error of the reader says of the file.
fn refused(error: &ParquetError) -> Refusal {
    let details = error.to_string();
    let said = details.to_lowercase();
    if said.contains("encrypt") {
        return Refusal::Password;
    }
    if said.contains("disabled feature") || said.contains("codec") {
        return Refusal::Foreign {
            what: "a Parquet file that is packed in a rare way".to_owned(),
            instead: "Save it anew with Snappy, Zstandard or gzip, or as CSV, and import that."
                .to_owned(),
        };
    }
    broken("its table cannot be read".to_owned(), &details)
}
