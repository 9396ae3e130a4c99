//! What Parquet stores in a cell, in our words.

use jiff::civil::{DateTime, date};
use jiff::tz::Offset;
use jiff::{Span, Timestamp};
use parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use parquet::data_type::{ByteArray, FixedLenByteArray, Int96};
use parquet::schema::types::ColumnDescriptor;

use super::Cell;

/// Whole numbers up to here are exact as a number; larger ones are identifiers and become text.
const EXACT: u64 = 1 << 53;

/// What the values of a column stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Meaning {
    kind: Kind,
    /// How deep a value lies that is there.
    pub(super) depth: i16,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// What the storage says: a number, a text, true or false.
    Plain,
    Unsigned,
    /// A number with so many decimals.
    Decimal(i32),
    /// Days from 1970.
    Day,
    /// So many of them a second, from 1970.
    Moment(i64),
    /// So many of them a second, from midnight.
    Clock(i64),
    /// A number of two bytes.
    Half,
    /// Sixteen bytes that are written in hexadecimal digits.
    Identifier,
}

impl Meaning {
    /// What the file says that the values of a column stand for.
    pub(super) fn of(column: &ColumnDescriptor) -> Self {
        Self {
            kind: kind(column),
            depth: column.max_def_level(),
        }
    }
}

fn kind(column: &ColumnDescriptor) -> Kind {
    match column.logical_type_ref() {
        Some(LogicalType::Decimal(of)) => return Kind::Decimal(of.scale),
        Some(LogicalType::Date) => return Kind::Day,
        Some(LogicalType::Timestamp(of)) => return Kind::Moment(a_second(of.unit)),
        Some(LogicalType::Time(of)) => return Kind::Clock(a_second(of.unit)),
        Some(LogicalType::Integer(of)) if !of.is_signed => return Kind::Unsigned,
        Some(LogicalType::Float16) => return Kind::Half,
        Some(LogicalType::Uuid) => return Kind::Identifier,
        _ => {}
    }
    match column.converted_type() {
        ConvertedType::DECIMAL => Kind::Decimal(column.type_scale()),
        ConvertedType::DATE => Kind::Day,
        ConvertedType::TIMESTAMP_MILLIS => Kind::Moment(1_000),
        ConvertedType::TIMESTAMP_MICROS => Kind::Moment(1_000_000),
        ConvertedType::TIME_MILLIS => Kind::Clock(1_000),
        ConvertedType::TIME_MICROS => Kind::Clock(1_000_000),
        ConvertedType::UINT_8
        | ConvertedType::UINT_16
        | ConvertedType::UINT_32
        | ConvertedType::UINT_64 => Kind::Unsigned,
        _ => Kind::Plain,
    }
}

fn a_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1_000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    }
}

/// A value as Parquet stores it.
pub(super) trait Stored {
    /// The cell that it stands for, its text lent from the value or from `text`; None where it stands for nothing that a table
    /// can hold.
    fn cell<'a>(&'a self, meaning: Meaning, text: &'a mut String) -> Option<Cell<'a>>;
}

impl Stored for bool {
    fn cell<'a>(&'a self, _: Meaning, _: &'a mut String) -> Option<Cell<'a>> {
        Some(Cell::Bool(*self))
    }
}

impl Stored for i32 {
    fn cell<'a>(&'a self, meaning: Meaning, text: &'a mut String) -> Option<Cell<'a>> {
        match meaning.kind {
            Kind::Unsigned => Some(Cell::Number(f64::from(self.cast_unsigned()))),
            Kind::Day => day(*self),
            Kind::Plain => Some(Cell::Number(f64::from(*self))),
            _ => whole(i64::from(*self), meaning, text),
        }
    }
}

impl Stored for i64 {
    fn cell<'a>(&'a self, meaning: Meaning, text: &'a mut String) -> Option<Cell<'a>> {
        whole(*self, meaning, text)
    }
}

impl Stored for Int96 {
    fn cell<'a>(&'a self, _: Meaning, _: &'a mut String) -> Option<Cell<'a>> {
        moment(self.to_millis(), 1_000)
    }
}

impl Stored for f32 {
    /// The number with the same digits, not the one with the same bits: `0.1` stays 0.1.
    fn cell<'a>(&'a self, _: Meaning, _: &'a mut String) -> Option<Cell<'a>> {
        self.to_string().parse().ok().map(Cell::Number)
    }
}

impl Stored for f64 {
    fn cell<'a>(&'a self, _: Meaning, _: &'a mut String) -> Option<Cell<'a>> {
        Some(Cell::Number(*self))
    }
}

impl Stored for ByteArray {
    fn cell<'a>(&'a self, meaning: Meaning, text: &'a mut String) -> Option<Cell<'a>> {
        bytes(self.data(), meaning, text)
    }
}

impl Stored for FixedLenByteArray {
    fn cell<'a>(&'a self, meaning: Meaning, text: &'a mut String) -> Option<Cell<'a>> {
        bytes(self.data(), meaning, text)
    }
}

fn whole(value: i64, meaning: Meaning, text: &mut String) -> Option<Cell<'_>> {
    match meaning.kind {
        Kind::Decimal(scale) => decimal(i128::from(value), scale),
        Kind::Moment(a_second) => moment(value, a_second),
        Kind::Clock(a_second) => {
            let seconds = value.div_euclid(a_second);
            *text = format!(
                "{:02}:{:02}:{:02}",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60
            );
            Some(Cell::Text(text))
        }
        Kind::Unsigned if value < 0 => Some(written(&value.cast_unsigned(), text)),
        _ if value.unsigned_abs() > EXACT => Some(written(&value, text)),
        _ => Some(Cell::Number(value as f64)),
    }
}

fn written<'a>(value: &dyn std::fmt::Display, text: &'a mut String) -> Cell<'a> {
    *text = value.to_string();
    Cell::Text(text)
}

fn decimal(digits: i128, scale: i32) -> Option<Cell<'static>> {
    format!("{digits}e{}", scale.checked_neg()?)
        .parse()
        .ok()
        .map(Cell::Number)
}

fn day(days: i32) -> Option<Cell<'static>> {
    let day = date(1970, 1, 1)
        .checked_add(Span::new().try_days(days).ok()?)
        .ok()?;
    Some(Cell::Date(DateTime::from(day)))
}

fn moment(value: i64, a_second: i64) -> Option<Cell<'static>> {
    let second = Timestamp::from_second(value.div_euclid(a_second)).ok()?;
    Some(Cell::Date(Offset::UTC.to_datetime(second)))
}

fn bytes<'a>(bytes: &'a [u8], meaning: Meaning, text: &'a mut String) -> Option<Cell<'a>> {
    match meaning.kind {
        Kind::Decimal(scale) => {
            let first = *bytes.first()?;
            if bytes.len() > 16 {
                return None;
            }
            let fill = if first & 0x80 == 0 { 0 } else { 0xff };
            let mut wide = [fill; 16];
            wide.get_mut(16 - bytes.len()..)?.copy_from_slice(bytes);
            decimal(i128::from_be_bytes(wide), scale)
        }
        Kind::Half => Some(Cell::Number(half(u16::from_le_bytes(
            bytes.try_into().ok()?,
        )))),
        Kind::Identifier => {
            text.clear();
            for (at, byte) in bytes.iter().enumerate() {
                if matches!(at, 4 | 6 | 8 | 10) {
                    text.push('-');
                }
                for half in [byte >> 4, byte & 15] {
                    text.extend(char::from_digit(u32::from(half), 16));
                }
            }
            Some(Cell::Text(text))
        }
        _ => std::str::from_utf8(bytes).ok().map(Cell::Text),
    }
}

/// A number of two bytes: a sign, five bits of exponent, ten of fraction.
fn half(bits: u16) -> f64 {
    let fraction = f64::from(bits & 0x3ff);
    let size = match bits >> 10 & 0x1f {
        0 => fraction * (-24_f64).exp2(),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        exponent => (1024.0 + fraction) * (f64::from(exponent) - 25.0).exp2(),
    };
    if bits >> 15 == 0 { size } else { -size }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use parquet::data_type::ByteArray;

    use super::{Kind, Meaning, Stored, half};
    use crate::import::Cell;

    fn check(value: &impl Stored, kind: Kind, expected: Option<Cell<'_>>) {
        let mut text = String::new();
        let meaning = Meaning { kind, depth: 0 };
        assert_eq!(value.cell(meaning, &mut text), expected, "{kind:?}");
    }

    #[test]
    fn what_is_stored_is_told_in_our_words() {
        check(&7_i32, Kind::Plain, Some(Cell::Number(7.0)));
        check(&-1_i32, Kind::Unsigned, Some(Cell::Number(4_294_967_295.0)));
        check(&-12_345_i32, Kind::Decimal(2), Some(Cell::Number(-123.45)));
        let christmas = date(2024, 12, 25).at(0, 0, 0, 0);
        check(&20_082_i32, Kind::Day, Some(Cell::Date(christmas)));
        check(&i32::MAX, Kind::Day, None);
        check(
            &9_007_199_254_740_993_i64,
            Kind::Plain,
            Some(Cell::Text("9007199254740993")),
        );
        check(
            &-1_i64,
            Kind::Unsigned,
            Some(Cell::Text("18446744073709551615")),
        );
        let noon = date(1969, 12, 31).at(23, 59, 59, 0);
        check(&-1_i64, Kind::Moment(1000), Some(Cell::Date(noon)));
        check(&i64::MIN, Kind::Moment(1000), None);
        check(
            &45_296_000_i64,
            Kind::Clock(1000),
            Some(Cell::Text("12:34:56")),
        );
        check(&0.1_f32, Kind::Plain, Some(Cell::Number(0.1)));
        check(&ByteArray::from("£5"), Kind::Plain, Some(Cell::Text("£5")));
        check(&ByteArray::from(vec![0xff, 0xfe]), Kind::Plain, None);
        check(
            &ByteArray::from(vec![0xff, 0x85]),
            Kind::Decimal(1),
            Some(Cell::Number(-12.3)),
        );
        check(&ByteArray::from(vec![1; 17]), Kind::Decimal(1), None);
    }

    #[test]
    fn numbers_of_two_bytes_are_read() {
        for (bits, expected) in [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x3555, 0.333_251_953_125),
            (0x0001, 2.0_f64.powi(-24)),
            (0x7bff, 65_504.0),
        ] {
            assert_eq!(half(bits).to_bits(), f64::to_bits(expected), "{bits:x}");
        }
        assert!(half(0x7c00).is_infinite() && half(0x7e00).is_nan());
    }
}
