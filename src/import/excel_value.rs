//! What Excel stores in a cell, in our words.

use calamine::{Data, ExcelDateTime, ExcelDateTimeType};
use jiff::civil::DateTime;

use super::Cell;

/// A cell's value with its text, ready to be lent.
pub(super) enum Told {
    Empty,
    Text(String),
    Number(f64),
    Date(DateTime),
    Bool(bool),
    Error(String),
}

/// The cell that a told value stands for.
pub(super) fn as_cell(told: &Told) -> Cell<'_> {
    match told {
        Told::Empty => Cell::Empty,
        Told::Text(text) => Cell::Text(text),
        Told::Number(value) => Cell::Number(*value),
        Told::Date(date) => Cell::Date(*date),
        Told::Bool(value) => Cell::Bool(*value),
        Told::Error(text) => Cell::Error(text),
    }
}

/// Tells a value of calamine's in our words.
pub(super) fn told(data: Data) -> Told {
    match data {
        Data::Empty => Told::Empty,
        Data::Int(value) => Told::Number(value as f64),
        Data::Float(value) => Told::Number(value),
        Data::String(text) | Data::DurationIso(text) => Told::Text(text),
        Data::Bool(value) => Told::Bool(value),
        Data::Error(error) => Told::Error(error.to_string()),
        Data::DateTime(moment) => calendar(&moment),
        Data::DateTimeIso(text) => text
            .parse::<DateTime>()
            .map_or(Told::Text(text), Told::Date),
    }
}

/// A date; a time of day or a length of time as text; a number where no calendar holds it.
fn calendar(date: &ExcelDateTime) -> Told {
    let value = date.as_f64();
    if !(0.0..2_958_466.0).contains(&value) {
        return Told::Number(value);
    }
    if date.is_duration() || value < 1.0 {
        let seconds = (value * 86_400.0).round() as u64;
        return Told::Text(format!(
            "{:02}:{:02}:{:02}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        ));
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let small = |part: u8| i8::try_from(part).unwrap_or(0);
    i16::try_from(year)
        .ok()
        .and_then(|year| {
            DateTime::new(
                year,
                small(month),
                small(day),
                small(hour),
                small(minute),
                small(second),
                0,
            )
            .ok()
        })
        .map_or(Told::Number(value), Told::Date)
}

/// True for number formats that show a fraction as a percentage: `0.0%`, but not a `%` that stands in quotes.
pub(super) fn is_percent_format(code: &str) -> bool {
    let first = code.split(';').next().unwrap_or(code);
    let mut quoted = false;
    let mut escaped = false;
    for letter in first.chars() {
        match letter {
            _ if escaped => escaped = false,
            '"' => quoted = !quoted,
            '\\' | '_' | '*' => escaped = true,
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

/// The kind of date or time that a number format shows a number as, by the first letter of one that is neither quoted nor in brackets.
pub(super) fn date_format(code: &str) -> Option<ExcelDateTimeType> {
    let (mut quoted, mut escaped, mut half_day) = (false, false, false);
    let mut bracket: Option<String> = None;
    for letter in code.chars() {
        if escaped {
            escaped = false;
            continue;
        }
        match (letter.to_ascii_lowercase(), &mut bracket) {
            ('"', _) => quoted = !quoted,
            _ if quoted => {}
            ('\\' | '_' | '*', _) => escaped = true,
            (';', _) => return None,
            ('[', None) => bracket = Some(String::new()),
            (']', Some(inside)) => {
                // Hours, minutes or seconds that go on beyond a day.
                let one = inside.chars().next().unwrap_or_default();
                let same = inside.chars().all(|letter| letter == one);
                if same && matches!(one, 'h' | 'm' | 's') {
                    return Some(ExcelDateTimeType::TimeDelta);
                }
                bracket = None;
            }
            (letter, Some(inside)) => inside.push(letter),
            // Half of a day, as in `AM/PM` or `a/p`.
            ('a', None) => half_day = true,
            ('p' | 'm' | '/', None) if half_day => return Some(ExcelDateTimeType::DateTime),
            ('d' | 'm' | 'h' | 'y' | 's', None) if !half_day => {
                return Some(ExcelDateTimeType::DateTime);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};
    use calamine::{Data, ExcelDateTime};

    use super::{Told, date_format, is_percent_format, told};

    #[test]
    fn date_formats_are_told_from_colours_and_words() {
        for (code, expected) in [
            ("d-mmm-yy", Some(DateTime)),
            ("[$-409]h:mm AM/PM;@", Some(DateTime)),
            ("[h]:mm:ss", Some(TimeDelta)),
            ("[MM]:ss", Some(TimeDelta)),
            ("General", None),
            ("[Red]0.0", None),
            ("0\" days\"", None),
            ("0\\d", None),
            ("#,##0_d;d", None),
        ] {
            assert_eq!(date_format(code), expected, "{code}");
        }
    }

    #[test]
    fn percent_formats_are_told_from_signs_in_quotes() {
        for (code, expected) in [
            ("0%", true),
            ("0.0%;-0.0%", true),
            ("0.0\"%\"", false),
            ("0.0\\%", false),
            ("General", false),
        ] {
            assert_eq!(is_percent_format(code), expected, "{code}");
        }
    }

    #[test]
    fn dates_never_panic_and_odd_ones_stay_what_they_are() {
        let tell = |value: f64, kind, old| match told(Data::DateTime(ExcelDateTime::new(
            value, kind, old,
        ))) {
            Told::Date(date) => date.to_string(),
            Told::Number(value) => format!("number {value}"),
            Told::Text(text) => text,
            _ => "other".to_owned(),
        };
        for (value, kind, old, expected) in [
            (45_943.5, DateTime, false, "2025-10-13T12:00:00"),
            (0.0, DateTime, true, "00:00:00"),
            (43_831.0, DateTime, true, "2024-01-02T00:00:00"),
            (0.75, DateTime, false, "18:00:00"),
            (1.5, TimeDelta, false, "36:00:00"),
            (-5.0, DateTime, false, "number -5"),
            (1e300, DateTime, false, &format!("number {}", 1e300)),
            (f64::NAN, DateTime, false, "number NaN"),
        ] {
            assert_eq!(tell(value, kind, old), expected, "{value}");
        }
        // Day 60 of 1900 was never a day.
        assert!(!tell(60.0, DateTime, false).is_empty());
    }
}
