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
    let value: f64 = ascii.parse().map_err(|_| NumberFault::NoNumber)?;
    if !value.is_finite() {
        return Err(NumberFault::NotFinite);
    }
    if value.abs() > Reading::LIMIT {
        return Err(NumberFault::TooLarge);
    }
    Ok(if value == 0.0 { 0.0 } else { value })
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
