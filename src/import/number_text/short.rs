//! Numbers of a few digits, as most are, without the long way round.

use super::NumberFault;
use crate::domain::Reading;

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
    if let Some(value) = few_digits(ascii) {
        return Ok(value);
    }
    let value: f64 = ascii.parse().map_err(|_| NumberFault::NoNumber)?;
    if !value.is_finite() {
        return Err(NumberFault::NotFinite);
    }
    if value.abs() > Reading::LIMIT {
        return Err(NumberFault::TooLarge);
    }
    Ok(if value == 0.0 { 0.0 } else { value })
}

/// Powers of ten that a number holds exactly.
const TENS: [f64; 16] = [
    1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/// A number of at most fifteen digits: digits and power of ten are exact, so that their quotient is the nearest number.
fn few_digits(ascii: &str) -> Option<f64> {
    let digits = ascii.strip_prefix('-').unwrap_or(ascii);
    if digits.is_empty() || digits.len() > 15 {
        return None;
    }
    let (mut whole, mut decimals) = (0_u64, None);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                whole = whole * 10 + u64::from(byte - b'0');
                decimals = decimals.map(|decimals| decimals + 1);
            }
            b'.' if decimals.is_none() => decimals = Some(0_usize),
            _ => return None,
        }
    }
    if whole == 0 {
        return None;
    }
    let value = whole as f64 / TENS.get(decimals.unwrap_or(0))?;
    Some(if digits.len() < ascii.len() {
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
    use super::{few_digits, is_shortest};
    use crate::import::number_text::{DecimalSign, read};

    proptest::proptest! {
        #[test]
        fn the_short_ways_agree_with_the_long_ones(text in "-?[0-9]{0,9}(\\.[0-9]{0,7})?") {
            if let Some(value) = few_digits(&text) {
                let parsed: f64 = text.parse().unwrap_or(f64::NAN);
                proptest::prop_assert_eq!(value.to_bits(), parsed.to_bits());
            }
            if let Ok(number) = read(&text, DecimalSign::Point)
                && is_shortest(&text)
            {
                proptest::prop_assert_eq!(number.value.to_string(), text);
            }
        }
    }
}
