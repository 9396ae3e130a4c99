//! What stands behind a period's text and is no part of it: `revised`, `[p]`, `2022/23p`.

use super::SplitYear;
use crate::domain::{Period, PeriodLength};

/// The kind of year behind years that cross two: `2018/19 financial year`.
pub(super) fn kind_behind(low: &str) -> Option<(&str, SplitYear)> {
    let stem = low
        .strip_suffix(" years")
        .or_else(|| low.strip_suffix(" year"))?;
    let (years, kind) = stem.rsplit_once(' ')?;
    let split = match kind {
        "financial" | "fiscal" | "tax" => SplitYear::Financial,
        "academic" | "school" => SplitYear::Academic,
        _ => return None,
    };
    Some((years.trim_end(), split))
}

/// Whether words say no more than that figures of several years were taken together: `4-year aggregate`.
pub(super) fn says_pooled(low: &str) -> bool {
    ["aggregate", "average", "rolling", "pooled", "combined"]
        .iter()
        .any(|word| low.contains(word))
}

/// The text of a period, in small letters, and the note behind it.
pub(super) fn apart(mut low: String) -> (String, Option<String>) {
    let mut note = None;
    if let Some((years, more)) = low.split_once(';')
        && says_pooled(more)
    {
        note = Some(more.trim().to_owned());
        low = years.trim_end().to_owned();
    }
    for tail in [
        " calendar years",
        " calendar year",
        " survey year",
        " snapshot",
        " mid-year estimates",
        " mid-year estimate",
        " mid-year",
        " census",
        " revised",
        " provisional",
        " estimated",
        " final",
        " (r)",
        " (p)",
        " r",
        " p",
    ] {
        if let Some(rest) = low.strip_suffix(tail) {
            note = Some(tail.trim().to_owned());
            low = rest.trim_end().to_owned();
        }
    }
    if low.ends_with(']')
        && let Some((before, inside)) = low.trim_end_matches(']').rsplit_once('[')
        && !before.trim().is_empty()
    {
        note = Some(inside.to_owned());
        low = before.trim_end().to_owned();
    }
    if let Some(mark @ ('p' | 'r' | 'e')) = low.chars().last()
        && let Some(before) = low.strip_suffix(mark)
        && before.ends_with(|c: char| c.is_ascii_digit())
        && before.len() >= 4
    {
        note = Some(mark.to_string());
        low = before.to_owned();
    }
    (low, note)
}

/// Whether a text is the code of a month or the number of a quarter, of which its name in brackets says the same or more: `202304 (April
/// 2023)`, `Q1 (Jan-Mar 2023)`.
pub(super) fn is_named_behind(text: &str, named: Period) -> bool {
    let is_month = text.len() == 6
        && named.length() == PeriodLength::Months(1)
        && text == named.start().strftime("%Y%m").to_string();
    let number = text.strip_prefix("quarter ").or(text.strip_prefix('q'));
    let is_quarter = number.is_some_and(|number| matches!(number.trim(), "1" | "2" | "3" | "4"))
        && named.length() == PeriodLength::Months(3);
    is_month || is_quarter
}
