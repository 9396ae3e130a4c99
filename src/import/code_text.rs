use std::borrow::Cow;

use crate::domain::{IdKind, Level};

/// A code as it was recognised by its shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CodeText {
    /// Capital letters, without spaces at the ends.
    pub(super) code: String,
    /// The register that codes of this shape belong to.
    pub(super) kind: IdKind,
    /// The level, where the shape tells.
    pub(super) level: Option<Level>,
}

/// Recognises the code of a place by its shape: `E08000032`, `k02000001`, `TLC3`, `UKC11`, `00AA`, `95GG01S1`.
pub(super) fn place_code(text: &str) -> Option<CodeText> {
    let text = text.trim();
    if !(3..=9).contains(&text.len()) || !text.is_ascii() {
        return None;
    }
    let code = text.to_uppercase();
    let found = |kind, level| {
        Some(CodeText {
            code: code.clone(),
            kind,
            level,
        })
    };
    let bytes = code.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).all(u8::is_ascii_digit);
    let letters = |n: usize| bytes.iter().take(n).all(u8::is_ascii_uppercase);
    if let Some(level) = Level::of_code(&code) {
        return found(IdKind::Gss, Some(level));
    }
    let region_letters = code.starts_with("TL") || code.starts_with("UK");
    let rest_fits = bytes.iter().skip(2).all(u8::is_ascii_alphanumeric);
    let starts_region = bytes.get(2).is_some_and(u8::is_ascii_uppercase);
    if region_letters && rest_fits && starts_region && code.len() <= 5 && !digits(2) {
        return found(IdKind::Other, Some(Level::StatisticalRegion));
    }
    match code.len() {
        4 if digits_then_letters(bytes, 2) => found(IdKind::OldOns, Some(Level::Other)),
        8 if digits_then_letters(bytes.get(..4)?, 2) && bytes.get(6) == Some(&b'S') => {
            found(IdKind::Other, Some(Level::SmallArea))
        }
        7 if letters(1) && digits(1) && code.starts_with('S') => {
            found(IdKind::Other, Some(Level::SmallArea))
        }
        _ => None,
    }
}

fn digits_then_letters(bytes: &[u8], at: usize) -> bool {
    bytes.iter().take(at).all(u8::is_ascii_digit)
        && bytes.iter().skip(at).all(u8::is_ascii_uppercase)
}

/// Whether a text has the shape of a code of the health service: `R1H`, `00L`, `YDF21`, `Y56`.
pub(super) fn is_ods_code(text: &str) -> bool {
    let text = text.trim();
    (3..=6).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && text.bytes().any(|b| b.is_ascii_digit() || text.len() == 3)
        && text.bytes().filter(u8::is_ascii_digit).count() < text.len()
}

/// A company number with its zeros: eight characters, digits or two letters before six digits. Numbers that lost their
/// zeros to a spreadsheet get them back.
pub(super) fn company_number(text: &str) -> Option<String> {
    let text = text.trim().to_uppercase();
    let bytes = text.as_bytes();
    let all_digits = bytes.iter().all(u8::is_ascii_digit);
    if all_digits && (5..=8).contains(&bytes.len()) {
        return Some(format!("{text:0>8}"));
    }
    let prefixed = bytes.len() == 8
        && bytes.first().is_some_and(u8::is_ascii_uppercase)
        && bytes.iter().skip(1).all(u8::is_ascii_alphanumeric)
        && bytes.iter().skip(2).filter(|b| b.is_ascii_digit()).count() >= 5;
    prefixed.then_some(text)
}

/// A number that a spreadsheet made of a code, as the code's text: `10000.0` gives `10000`.
pub(super) fn of_number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        format!("{value:.0}")
    } else {
        format!("{value}")
    }
}

/// Whether a code cell says that there is no code.
pub(super) fn means_no_code(text: &str) -> bool {
    matches!(
        text.trim().to_lowercase().as_str(),
        "" | "na"
            | "n/a"
            | "-"
            | "null"
            | "none"
            | "nan"
            | "z"
            | "[z]"
            | "x"
            | "[x]"
            | ":"
            | ".."
            | "total"
            | "totals"
            | "all"
    )
}

/// A name and the code of a place written with it, behind or before.
pub(super) fn code_beside(text: &str) -> Option<(&str, &str)> {
    code_behind(text).or_else(|| code_before(text))
}

/// A name with the code of a place behind it: `Leeds (E08000035)`, `Leeds [E08000035]`, `Leeds / E08000035`.
fn code_behind(name: &str) -> Option<(&str, &str)> {
    let name = name.trim();
    let after_stroke = || {
        name.rsplit_once(
            [" / ", " | "]
                .into_iter()
                .find(|sign| name.contains(sign))?,
        )
    };
    let in_brackets = || {
        let (before, behind) = name.rsplit_once(['(', '['])?;
        Some((before, behind.strip_suffix([')', ']'])?))
    };
    let (before, code) = in_brackets().or_else(after_stroke)?;
    let code = code.trim();
    let before = before.trim_end();
    let is_code = code.len() == 9 && place_code(code).is_some();
    (is_code && !before.is_empty()).then_some((before, code))
}

/// A name without the kind of area that Nomis writes before it: `lad2018:Hartlepool`, `gor:North East`.
pub(super) fn without_kind(name: Cow<'_, str>) -> Cow<'_, str> {
    const KINDS: [&str; 16] = [
        "country", "county", "gor", "itl", "lad", "lep", "lsoa", "msoa", "nuts", "pcon", "region",
        "rgn", "ttwa", "ua", "ualad", "ward",
    ];
    let behind = name.split_once(':').and_then(|(kind, behind)| {
        let stem = kind.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_name = behind.starts_with(|c: char| c.is_uppercase());
        (KINDS.contains(&stem) && is_name).then(|| behind.to_owned())
    });
    behind.map_or(name, Cow::Owned)
}

/// A name with the code of a place before it: `E08000035 : Leeds`, and as Nomis writes it, `lsoa2021:E01000001 : City of London 001A`.
fn code_before(name: &str) -> Option<(&str, &str)> {
    let (code, after) = name.trim().split_once(' ')?;
    let code = code.split_once(':').map_or(code, |(kind, behind)| {
        let is_kind = kind.bytes().all(|b| b.is_ascii_alphanumeric()) && !behind.is_empty();
        if is_kind { behind } else { code }
    });
    let after = after.trim_start_matches([' ', ':', '-', '–']);
    let is_code = code.len() == 9 && place_code(code).is_some();
    (is_code && !after.is_empty()).then_some((after, code))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{code_beside, company_number, is_ods_code, of_number, place_code, without_kind};
    use crate::domain::Level;

    #[test]
    fn places_are_known_by_the_shape_of_their_codes() {
        for (text, code, level) in [
            ("e08000032", "E08000032", Level::MetropolitanDistrict),
            ("TLC3", "TLC3", Level::StatisticalRegion),
            ("TLN9A", "TLN9A", Level::StatisticalRegion),
            ("UKC11", "UKC11", Level::StatisticalRegion),
            ("00AA", "00AA", Level::Other),
            ("95GG01S1", "95GG01S1", Level::SmallArea),
        ] {
            let found = place_code(text).expect(text);
            assert_eq!((found.code.as_str(), found.level), (code, Some(level)));
        }
        for text in ["na", "2016", "England", "19070", "UK", ""] {
            assert_eq!(place_code(text), None, "{text}");
        }
    }

    #[test]
    fn codes_beside_names_are_found() {
        for text in [
            "Leeds (E08000035)",
            "E08000035 : Leeds",
            "E08000035 Leeds",
            "lad2021:E08000035 : Leeds",
            "Leeds / E08000035",
        ] {
            assert_eq!(code_beside(text), Some(("Leeds", "E08000035")), "{text}");
        }
        for text in ["Leeds", "note: Leeds", "E08000035:", "lad2021:Leeds city"] {
            assert_eq!(code_beside(text), None, "{text}");
        }
    }

    #[test]
    fn kinds_before_names_fall_off() {
        for (text, name) in [
            ("lad2018:Hartlepool", "Hartlepool"),
            ("gor:North East", "North East"),
            ("Kites: Red", "Kites: Red"),
            ("lad2018:", "lad2018:"),
        ] {
            assert_eq!(without_kind(Cow::Borrowed(text)), name, "{text}");
        }
    }

    #[test]
    fn identifiers_keep_their_zeros_and_letters() {
        for (text, expected) in [
            ("00102498", Some("00102498")),
            ("102498", Some("00102498")),
            ("SC016876", Some("SC016876")),
            ("RC000641", Some("RC000641")),
            ("", None),
            ("n/a", None),
        ] {
            assert_eq!(company_number(text).as_deref(), expected, "{text}");
        }
        for code in ["R1H", "00L", "YDF21", "RFS"] {
            assert!(is_ods_code(code), "{code}");
        }
        for text in ["England", "NHS Trust", "12", "2016", "na"] {
            assert!(!is_ods_code(text), "{text}");
        }
        assert_eq!(of_number(10000.0), "10000");
    }
}
