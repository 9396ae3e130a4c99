//! Numbers of a few digits, as most are, without the long way round.

use super::{NumberFault, NumberText};
use crate::domain::Reading;
use crate::import::limits;

impl NumberText {
    /// A number with nothing around it.
    pub(super) fn bare(value: f64) -> Self {
        Self {
            value,
            per_cent: false,
            marks: Vec::new(),
            foreign_digits: false,
        }
    }
}

/// The common case: an optional minus, digits, at most one point.
pub(super) fn plain(text: &str) -> Option<Result<f64, NumberFault>> {
    let body = text.strip_prefix('-').unwrap_or(text);
    let mut points = 0;
    for byte in body.bytes() {
        match byte {
            b'0'..=b'9' => {}
            b'.' => points += 1,
            _ => return None,
        }
    }
    let ends_well = body
        .bytes()
        .next()
        .is_some_and(|byte| byte != b'.' || body.len() > 1)
        && !body.ends_with('.');
    (points <= 1 && ends_well).then(|| finite(text))
}

pub(super) fn finite(ascii: &str) -> Result<f64, NumberFault> {
    let value: f64 = ascii.parse().map_err(|_| NumberFault::NoNumber)?;
    if !value.is_finite() {
        return Err(NumberFault::NotFinite);
    }
    if value.abs() > Reading::LIMIT {
        return Err(NumberFault::TooLarge);
    }
    if ascii.len() > limits::DIGITS && digits(ascii) > limits::DIGITS {
        return Err(NumberFault::TooManyDigits);
    }
    Ok(if value == 0.0 { 0.0 } else { value })
}

/// How many digits of a number count: none of the noughts before and behind the others.
fn digits(ascii: &str) -> usize {
    let mantissa = ascii.split(['e', 'E']).next().unwrap_or_default();
    let (mut counted, mut noughts) = (0, 0);
    for byte in mantissa.bytes() {
        match byte {
            b'0' if counted > 0 => noughts += 1,
            b'1'..=b'9' => counted += std::mem::take(&mut noughts) + 1,
            _ => {}
        }
    }
    counted
}

/// A whole number with commas between its thousands: `1,234`, `-12,345,678`. At most fifteen digits, which a number holds exactly.
pub(super) fn thousands(text: &str) -> Option<f64> {
    let body = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let first = body.len() % 4;
    if !(5..=19).contains(&body.len()) || first == 0 || body.first() == Some(&b'0') {
        return None;
    }
    let mut value = 0_u64;
    for (at, byte) in body.iter().enumerate() {
        match byte {
            b',' if at % 4 == first => {}
            b'0'..=b'9' if at % 4 != first => value = value * 10 + u64::from(byte - b'0'),
            _ => return None,
        }
    }
    let value = value as f64;
    Some(if body.len() < text.len() {
        -value
    } else {
        value
    })
}

/// Whether a text is the shortest that gives its number: at most fifteen digits, and no zero that says nothing.
pub(in crate::import) fn is_shortest(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    digits.len() <= 15
        && !whole.is_empty()
        && all_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(|fraction| {
            !fraction.is_empty() && all_digits(fraction) && !fraction.ends_with('0')
        })
        && text != "-0"
}

#[cfg(test)]
mod tests {
    use super::is_shortest;
    use crate::import::number_text::{DecimalSign, read};

    #[test]
    fn thousands_are_read_as_the_long_way_reads_them() {
        for (text, value) in [
            ("1,234", Some(1234.0)),
            ("-12,345,678", Some(-12_345_678.0)),
            ("999,999,999,999,999", Some(999_999_999_999_999.0)),
            ("0,123", None),
            ("1,23", None),
            ("1234,567", None),
            ("12,34,567", None),
            ("1,234.5", None),
            (",123", None),
        ] {
            assert_eq!(super::thousands(text), value, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_shortest_text_is_what_its_number_gives(text in "-?[0-9]{0,9}(\\.[0-9]{0,7})?") {
            if let Ok(number) = read(&text, DecimalSign::Point)
                && is_shortest(&text)
            {
                proptest::prop_assert_eq!(number.value.to_string(), text);
            }
        }
    }
}
