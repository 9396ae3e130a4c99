//! Parquet: a column a type, packed in groups of rows, for those who outgrow a spreadsheet.

use std::fs::File;
use std::sync::Arc;

use jiff::civil::Date;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::{About, Column, ExportError, Field};
use crate::questions::Holds;

/// Rows that are packed together.
const GROUP: usize = 65_536;

/// The first day that Parquet counts from.
const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// A table on its way into a Parquet file.
pub(super) struct ParquetTable {
    file: SerializedFileWriter<File>,
    columns: Vec<Buffer>,
    rows: usize,
}

/// The cells of a column that wait for their group to be full: the values that are there, and for every row whether one is.
struct Buffer {
    values: Values,
    there: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    Number(Vec<f64>),
    Whole(Vec<i32>),
}

impl ParquetTable {
    pub(super) fn new(columns: &[Column], file: File) -> Result<Self, ExportError> {
        let fields = columns
            .iter()
            .map(|column| field(*column).map(Arc::new))
            .collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("figures")
            .with_fields(fields)
            .build()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("levelbook version ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        Ok(Self {
            file: SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))?,
            columns: columns.iter().map(|column| Buffer::of(*column)).collect(),
            rows: 0,
        })
    }

    pub(super) fn push(&mut self, fields: &[Field<'_>]) -> Result<(), ExportError> {
        for (buffer, field) in self.columns.iter_mut().zip(fields) {
            buffer.push(*field);
        }
        self.rows += 1;
        if self.rows == GROUP {
            self.write_group()?;
        }
        Ok(())
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.file.next_row_group()?;
        for buffer in &mut self.columns {
            match &mut buffer.values {
                Values::Text(values) => {
                    write::<ByteArrayType>(&mut group, values, &buffer.there)?;
                    values.clear();
                }
                Values::Number(values) => {
                    write::<DoubleType>(&mut group, values, &buffer.there)?;
                    values.clear();
                }
                Values::Whole(values) => {
                    write::<Int32Type>(&mut group, values, &buffer.there)?;
                    values.clear();
                }
            }
            buffer.there.clear();
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }

    pub(super) fn finish(mut self, about: &About) -> Result<(), ExportError> {
        if self.rows > 0 {
            self.write_group()?;
        }
        for (key, text) in [
            ("title", about.title.clone()),
            ("description", about.subtitle.clone()),
            ("question", about.question.clone()),
            ("sources", about.sources.join("\n")),
            ("notes", about.notes.join("\n")),
        ] {
            if !text.is_empty() {
                self.file
                    .append_key_value_metadata(KeyValue::new(key.to_owned(), text));
            }
        }
        self.file.close()?;
        Ok(())
    }
}

/// Every column may have rows without a value.
fn field(column: Column) -> Result<Type, ParquetError> {
    let (physical, logical) = match column.holds {
        Holds::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Holds::Figure | Holds::Number => (Physical::DOUBLE, None),
        Holds::Whole => (Physical::INT32, None),
        Holds::Day => (Physical::INT32, Some(LogicalType::Date)),
    };
    Type::primitive_type_builder(column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

fn write<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, File>,
    values: &[T::T],
    there: &[i16],
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("a column too many".to_owned()));
    };
    column.typed::<T>().write_batch(values, Some(there), None)?;
    column.close()
}

impl Buffer {
    fn of(column: Column) -> Self {
        Self {
            values: match column.holds {
                Holds::Text => Values::Text(Vec::new()),
                Holds::Figure | Holds::Number => Values::Number(Vec::new()),
                Holds::Whole | Holds::Day => Values::Whole(Vec::new()),
            },
            there: Vec::new(),
        }
    }

    fn push(&mut self, field: Field<'_>) {
        let is_there = match (&mut self.values, field) {
            (Values::Text(values), Field::Text(text)) if !text.is_empty() => {
                values.push(text.into());
                true
            }
            (values, Field::Figure(reading)) => values.number(reading.value()),
            (values, Field::Number(number)) => values.number(number),
            (Values::Whole(values), Field::Day(Some(day))) => {
                let days = EPOCH.until(day).map(|span| span.get_days());
                values.extend(&days);
                days.is_ok()
            }
            _ => false,
        };
        self.there.push(i16::from(is_there));
    }
}

impl Values {
    /// Keeps a number, if it is one that the column can hold, and tells whether it did.
    fn number(&mut self, number: Option<f64>) -> bool {
        match (self, number.filter(|number| number.is_finite())) {
            (Self::Number(values), Some(number)) => {
                values.push(number);
                true
            }
            (Self::Whole(values), Some(number)) => {
                values.push(number as i32);
                true
            }
            _ => false,
        }
    }
}
