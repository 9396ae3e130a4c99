//! What single lines above a table are: its title with a number, a key to its signs, a title that says nothing, what was chosen of
//! a larger table.

use super::{KEYS, is_about_publishing};
use crate::import::layout;
use crate::import::period_text::{self, PeriodStyle};

/// A title without the number or code of its table: `Table 4a: Starts`, `RAS0403: Casualties`.
pub(super) fn without_number(title: &str) -> &str {
    let numbered = ["Table ", "Figure ", "Chart "]
        .iter()
        .find_map(|word| title.strip_prefix(word))
        .and_then(|rest| rest.split_once([':', ' ']))
        .filter(|(number, _)| number.chars().any(|c| c.is_ascii_digit()));
    let coded = || {
        let (code, rest) = title.split_once(": ")?;
        let digits = code.chars().filter(char::is_ascii_digit).count();
        let letters = code.chars().take_while(char::is_ascii_uppercase).count();
        let is_code = (2..=5).contains(&letters)
            && (2..=5).contains(&digits)
            && code.len() <= letters + digits + 1;
        is_code.then_some((code, rest))
    };
    numbered.or_else(coded).map_or(title, |(_, title)| {
        title.trim_start_matches(['-', '–', ':', ' ']).trim()
    })
}

/// Whether a line begins with the number of a table and goes on with its title: `Table 4a: Starts`.
pub(super) fn is_numbered(line: &str) -> bool {
    let rest = line.trim().strip_prefix("Table ");
    rest.and_then(|rest| rest.split_once([':', ' ']))
        .is_some_and(|(number, title)| {
            let ends = line.contains(&format!("{number}:"))
                || title.trim_start().starts_with(['-', '–', ':']);
            number.len() <= 8 && number.contains(|c: char| c.is_ascii_digit()) && ends
        })
}

/// Whether a title says that a table is about many things: `Key statistics`, `Area profile`.
pub(super) fn says_no_measure(line: &str) -> bool {
    matches!(
        line.trim().to_lowercase().as_str(),
        "key statistics"
            | "key facts"
            | "key figures"
            | "profile"
            | "area profile"
            | "in numbers"
            | "at a glance"
            | "overview"
            | "summary"
            | "headline figures"
            | "dashboard"
            | "indicators"
            | "key indicators"
    )
}

/// Whether a line says how a table is to be read, and is no title: a key to signs, what a sheet contains.
pub(super) fn is_about_reading(line: &str) -> bool {
    let low = line.to_lowercase();
    let key = low.split_once(" = ").is_some_and(|(before, _)| {
        let sign = before.rsplit(' ').next().unwrap_or("");
        sign.chars().count() <= 6 && !sign.contains(|c: char| c.is_ascii_digit() || c == '(')
    });
    // The way to a table through a publisher's catalogue: `Housing > Homes built > Homes built by council`.
    let path = line.matches(" > ").count() > 1;
    // Who made the file, and when.
    let address = low.contains("://") && low.split_whitespace().count() <= 4;
    let no_words = low.chars().filter(|c| c.is_alphabetic()).count() < 3;
    key || path
        || address
        || no_words
        || low == "contents"
        || [
            "this worksheet contains",
            "this sheet contains",
            "some cells refer",
            "some shorthand",
            "shorthand",
            "back to contents",
            "return to contents",
        ]
        .iter()
        .any(|start| low.starts_with(start))
}

/// Whether a key is about the file, its makers or its places, and no dimension of its figures: `contact`, `area type`.
fn is_about_the_file(key: &str) -> bool {
    const ABOUT: [&str; 18] = [
        "area",
        "areas",
        "author",
        "authority",
        "code",
        "contact",
        "country",
        "district",
        "email",
        "frequency",
        "level",
        "local",
        "name",
        "next",
        "region",
        "select",
        "table",
        "version",
    ];
    let mut words = key.split(|c: char| !c.is_alphanumeric());
    words.any(|word| ABOUT.contains(&word))
}

/// Whether a text may be what something was chosen of, such as `Industry`: a few words, and neither a place nor a time.
pub(super) fn names_a_dimension(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && !text.contains(',')
        && text.split_whitespace().count() <= 5
        && layout::only_place(text).is_none()
        && period_text::find_in(text, &PeriodStyle::default()).is_none()
}

/// Whether a key with a colon and its value choose a part of a larger table: `sex`, `Males`. A place, a time and what is said
/// of the file are no such choice.
pub(super) fn chooses(key: &str, value: &str) -> bool {
    !KEYS.contains(&key)
        && value.len() <= 80
        && value.contains(char::is_alphabetic)
        && !value.contains('@')
        && !value.contains("://")
        && names_a_dimension(key)
        && !is_about_publishing(key)
        && !is_about_the_file(key)
        && layout::only_place(value).is_none()
        && period_text::find_in(value, &PeriodStyle::default()).is_none()
}
