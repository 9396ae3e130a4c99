//! Numbers as they are shown. Rounding is decided on the shortest decimal text of the value, halves away from zero, so
//! that 0.25 at one decimal is 0.3 as in a spreadsheet, and there is no negative zero.

/// A value at `decimals` decimals as plain text: `-0.5`, `1234.0`. `-0.04` at one decimal is `0.0`.
/// What is not finite gives an empty text: such a number is never shown.
pub fn round_half_away(value: f64, decimals: u8) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let text = format!("{}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let keep = usize::from(decimals);
    let mut digits: Vec<u8> = whole
        .bytes()
        .chain(fraction.bytes().chain(std::iter::repeat(b'0')).take(keep))
        .collect();
    if fraction
        .as_bytes()
        .get(keep)
        .is_some_and(|next| *next >= b'5')
    {
        let mut carried = true;
        for digit in digits.iter_mut().rev() {
            if *digit == b'9' {
                *digit = b'0';
            } else {
                *digit += 1;
                carried = false;
                break;
            }
        }
        if carried {
            digits.insert(0, b'1');
        }
    }
    let zero = digits.iter().all(|digit| *digit == b'0');
    let mut out: String = digits.iter().map(|digit| char::from(*digit)).collect();
    if keep > 0 {
        out.insert(out.len() - keep, '.');
    }
    if value < 0.0 && !zero {
        out.insert(0, '-');
    }
    out
}

/// The same as a person reads it: thousands separated by commas, with a true minus: `−1,234.5`.
pub fn thousands(value: f64, decimals: u8) -> String {
    let plain = round_half_away(value, decimals);
    let (sign, plain) = match plain.strip_prefix('-') {
        Some(rest) => ("−", rest),
        None => ("", plain.as_str()),
    };
    let (whole, fraction) = match plain.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (plain, None),
    };
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{round_half_away, thousands};

    #[test]
    fn halves_go_away_from_zero_and_there_is_no_negative_zero() {
        for (value, decimals, expected) in [
            (0.25, 1, "0.3"),
            (2.5, 0, "3"),
            (0.5, 0, "1"),
            (-0.25, 1, "-0.3"),
            (-0.04, 1, "0.0"),
            (0.1 + 0.2, 1, "0.3"),
            (9.96, 1, "10.0"),
            (1e15, 0, "1000000000000000"),
            (73.600_000_000_000_01, 1, "73.6"),
            (f64::NAN, 1, ""),
        ] {
            assert_eq!(
                round_half_away(value, decimals),
                expected,
                "{value} at {decimals}"
            );
        }
    }

    #[test]
    fn thousands_are_separated_and_the_minus_is_a_minus() {
        assert_eq!(thousands(-1234.5, 1), "−1,234.5");
        assert_eq!(thousands(999.0, 0), "999");
        assert_eq!(thousands(2_859_535.0, 0), "2,859,535");
    }
}
