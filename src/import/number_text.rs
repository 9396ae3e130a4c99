use serde::{Deserialize, Serialize};

mod short;

pub(super) use short::is_shortest;
use short::{finite, plain, thousands};

/// Which character separates the decimals of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DecimalSign {
    /// `1,234.5`, as in the United Kingdom.
    #[default]
    Point,
    /// `1.234,5`.
    Comma,
}

/// A number as a cell wrote it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NumberText {
    pub(super) value: f64,
    /// `12%`.
    pub(super) per_cent: bool,
    /// Signs behind the number, without brackets: `p`, `note 2`, `*`.
    pub(super) marks: Vec<String>,
    /// Digits of another script were used.
    pub(super) foreign_digits: bool,
}

/// Why a text is not taken for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberFault {
    /// Not written like a number at all.
    NoNumber,
    /// `NaN`, `inf`, `1e400`.
    NotFinite,
    /// Beyond ±10^15: an identifier rather than a figure.
    TooLarge,
    /// More digits than a number holds: an identifier, or a mistake.
    TooManyDigits,
    /// `(12)`: negative in accounts, a note elsewhere.
    Brackets,
    /// `1.2m`, `12k`.
    Scaled,
    /// `1,5` in a column of decimal points, or the reverse.
    OtherDecimalSign,
}

/// How the separators of a text may be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fits {
    /// Only with a decimal point: `1,234.5`, `0.25`.
    OnlyPoint,
    /// Only with a decimal comma: `1,5`, `1.234,5`.
    OnlyComma,
    /// Both ways, with different values: `1,234`.
    Both,
    /// No separators that could be confused.
    Either,
}

/// How programs write what is no number.
const NOT_FINITE: [&str; 5] = ["nan", "inf", "infinity", "1.#inf", "1.#qnan"];

/// Reads a number, with what stands around it. `text` may have spaces at its ends.
pub(super) fn read(text: &str, decimals: DecimalSign) -> Result<NumberText, NumberFault> {
    let text = trim(text);
    if (decimals == DecimalSign::Point || !text.contains('.'))
        && let Some(value) = plain(text)
    {
        return value.map(NumberText::bare);
    }
    if decimals == DecimalSign::Point
        && let Some(value) = thousands(text)
    {
        return Ok(NumberText::bare(value));
    }
    let bare = text.trim_start_matches(['-', '+', '−']);
    if NOT_FINITE
        .iter()
        .any(|word| bare.eq_ignore_ascii_case(word))
    {
        return Err(NumberFault::NotFinite);
    }
    // Words, the most that a sheet holds beside its numbers. A sign of another script may be a digit.
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(NumberFault::NoNumber);
    }
    if let Some(inner) = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        && read(inner, decimals).is_ok()
    {
        return Err(NumberFault::Brackets);
    }
    let (text, remark) = split_remark(text);
    let (core, mut marks) = split_marks(text);
    marks.extend(remark);
    let mut digits = String::with_capacity(core.len());
    let (mut per_cent, mut foreign_digits) = (false, false);
    for c in core.chars() {
        match c {
            '−' | '–' => digits.push('-'),
            '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' => digits.push(' '),
            '’' => digits.push('\''),
            c if c.is_ascii() => digits.push(c),
            '£' | '€' => digits.push('£'),
            c => {
                let digit = foreign_digit(c).ok_or(NumberFault::NoNumber)?;
                foreign_digits = true;
                digits.push(digit);
            }
        }
    }
    let mut body = digits.trim();
    if let Some(rest) = body.strip_suffix('%') {
        per_cent = true;
        body = rest.trim_end();
    }
    let (negative, body) = unsigned(body)?;
    if let Some(number) = body
        .strip_suffix("bn")
        .or_else(|| body.strip_suffix(['k', 'm', 'K', 'M']))
        && grouped(number.trim_end(), decimals).is_ok()
    {
        return Err(NumberFault::Scaled);
    }
    let ascii = grouped(body, decimals)?;
    let value = finite(&ascii)?;
    Ok(NumberText {
        value: if negative { -value } else { value },
        per_cent,
        marks,
        foreign_digits,
    })
}

/// How the separators of a number-like text may be understood; `None` when it is no number either way.
pub(super) fn fits(text: &str) -> Option<Fits> {
    let text = trim(text);
    if !text.contains([',', '.']) {
        return read(text, DecimalSign::Point).ok().map(|_| Fits::Either);
    }
    if thousands(text).is_some_and(|value| value.abs() < 1e6) {
        return Some(Fits::Both);
    }
    let point = read(text, DecimalSign::Point);
    let comma = read(text, DecimalSign::Comma);
    match (point, comma) {
        (Ok(a), Ok(b)) if (a.value - b.value).abs() > 0.0 => Some(Fits::Both),
        (Ok(_), Ok(_)) => Some(Fits::Either),
        (Ok(_), Err(_)) => Some(Fits::OnlyPoint),
        (Err(_), Ok(_)) => Some(Fits::OnlyComma),
        (Err(_), Err(_)) => None,
    }
}

/// Whether a text is a number, in the British way of writing or with a decimal comma.
pub(super) fn is_number(text: &str) -> bool {
    (text.len() <= 15 && plain(text).is_some_and(|value| value.is_ok()))
        || read_either(text).is_ok()
}

/// Reads a number in the British way of writing or, where it is none that way, with a decimal comma.
pub(super) fn read_either(text: &str) -> Result<NumberText, NumberFault> {
    match read(text, DecimalSign::Point) {
        Err(NumberFault::OtherDecimalSign) => read(text, DecimalSign::Comma),
        other => other,
    }
}

/// Without spaces of any kind and byte order marks at the ends.
pub(super) fn trim(text: &str) -> &str {
    let ends = (text.bytes().next(), text.bytes().next_back());
    if let (Some(b'!'..=b'~'), Some(b'!'..=b'~')) = ends {
        return text;
    }
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}

/// Takes sign and currency off the front, in either order.
fn unsigned(body: &str) -> Result<(bool, &str), NumberFault> {
    let mut rest = body;
    let (mut negative, mut signs, mut money) = (false, 0, 0);
    while let Some(first) = rest.chars().next() {
        match first {
            '-' => {
                negative = true;
                signs += 1;
            }
            '+' => signs += 1,
            '£' | '$' => money += 1,
            _ => break,
        }
        rest = rest.get(first.len_utf8()..).unwrap_or("");
        if first == '£' || first == '$' {
            rest = rest.trim_start();
        }
    }
    if signs > 1 || money > 1 || rest.starts_with(' ') {
        return Err(NumberFault::NoNumber);
    }
    Ok((negative, rest))
}

/// Digits with separators of thousands and decimals as plain ASCII: `1,234.5` gives `1234.5`.
fn grouped(body: &str, decimals: DecimalSign) -> Result<String, NumberFault> {
    let (mantissa, exponent) = match body.find(['e', 'E']) {
        Some(at) => (body.get(..at).unwrap_or(""), body.get(at..).unwrap_or("")),
        None => (body, ""),
    };
    if !exponent.is_empty() {
        let digits = exponent
            .get(1..)
            .unwrap_or("")
            .trim_start_matches(['+', '-']);
        if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NumberFault::NoNumber);
        }
    }
    let (point, group) = match decimals {
        DecimalSign::Point => ('.', ','),
        DecimalSign::Comma => (',', '.'),
    };
    let (whole, fraction) = match mantissa.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let number_like = mantissa
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\''))
        && mantissa.contains(|c: char| c.is_ascii_digit());
    if !number_like {
        return Err(NumberFault::NoNumber);
    }
    if fraction.is_some_and(|fraction| fraction.is_empty() || !all_digits(fraction)) {
        return Err(NumberFault::OtherDecimalSign);
    }
    let separators: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    if let Some(used) = separators.first().copied() {
        let parts: Vec<&str> = whole.split(used).collect();
        let first_fits = parts
            .first()
            .is_some_and(|part| (1..=3).contains(&part.len()) && *part != "0");
        let rest_fit = parts.iter().skip(1).all(|part| part.len() == 3);
        let allowed = used == group || used == ' ' || used == '\'';
        if !(allowed && first_fits && rest_fit && parts.iter().all(|part| all_digits(part))) {
            return Err(
                if [group, point].iter().any(|sign| separators.contains(sign)) {
                    NumberFault::OtherDecimalSign
                } else {
                    NumberFault::NoNumber
                },
            );
        }
    }
    let mut ascii: String = whole.chars().filter(char::is_ascii_digit).collect();
    if let Some(fraction) = fraction {
        ascii.push('.');
        ascii.push_str(fraction);
    }
    ascii.push_str(exponent);
    Ok(ascii)
}

/// Takes the words in brackets off a percentage or a number with decimals: `6.3% (1.5 million adults)`.
fn split_remark(text: &str) -> (&str, Option<String>) {
    let whole = (text, None);
    let Some((before, behind)) = text.split_once('(').filter(|(_, rest)| rest.contains(')')) else {
        return whole;
    };
    let before = before.trim_end();
    let exact = before.ends_with('%') || before.contains('.');
    let is_words = behind.chars().filter(|c| c.is_alphabetic()).count() > 2;
    if !exact || !(is_words || is_interval(behind)) {
        return whole;
    }
    let words = behind.replace(')', " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (before, Some(words))
}

/// Whether the rest of brackets is two limits: `11.0 to 13.2)`, `11.0–13.2)`.
fn is_interval(behind: &str) -> bool {
    let Some(inside) = behind.trim_end().strip_suffix(')') else {
        return false;
    };
    [" to ", "–", " - ", "-", ", "].into_iter().any(|between| {
        let ends = inside.split_once(between);
        ends.is_some_and(|(lower, upper)| {
            [lower, upper].iter().all(|end| {
                let end = end.trim().trim_end_matches('%');
                plain(end).is_some_and(|number| number.is_ok())
            })
        })
    })
}

/// Takes note marks and status signs off the end: `12 [r][e]`, `12*`, `12p`, `12²`.
fn split_marks(text: &str) -> (&str, Vec<String>) {
    let mut core = text;
    let mut marks = Vec::new();
    loop {
        core = core.trim_end();
        if let Some(before) = core.strip_suffix(']')
            && let Some(open) = before.rfind('[')
            && open > 0
        {
            marks.push(before.get(open + 1..).unwrap_or("").trim().to_lowercase());
            core = core.get(..open).unwrap_or("");
            continue;
        }
        if let Some(before) = core.strip_suffix(')')
            && let Some(open) = before.rfind('(')
            && open > 0
            && before.len() - open <= 3
        {
            marks.push(before.get(open + 1..).unwrap_or("").trim().to_lowercase());
            core = core.get(..open).unwrap_or("");
            continue;
        }
        let Some(last) = core.chars().next_back() else {
            break;
        };
        let before = core.get(..core.len() - last.len_utf8()).unwrap_or("");
        let behind_number = before
            .trim_end()
            .ends_with(|c: char| c.is_ascii_digit() || matches!(c, '%' | ']' | '*' | '.'));
        let is_mark = matches!(last, '*' | '†' | '‡' | '^' | '#' | '¹' | '²' | '³')
            || ('⁰'..='⁹').contains(&last)
            || (behind_number && matches!(last, 'p' | 'r' | 'e' | 'f' | 'b' | 'u' | 'P' | 'R'));
        if !is_mark || before.is_empty() {
            break;
        }
        marks.push(last.to_lowercase().collect());
        core = before;
    }
    marks.reverse();
    (core, marks)
}

/// The ASCII digit that a digit of another script stands for.
fn foreign_digit(c: char) -> Option<char> {
    let starts = ['\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}'];
    starts.into_iter().find_map(|start| {
        let offset = u32::from(c).checked_sub(u32::from(start))?;
        char::from_digit(offset, 10)
    })
}

#[cfg(test)]
mod tests;
