use crate::domain::{Unit, UnitKind, thousands};
use crate::questions::{Judgement, Row};

/// A number as a tight cell shows it: the sign of its unit where it has one, bare otherwise.
pub(crate) fn tight(row: &Row, value: f64) -> String {
    let bare = thousands(value, row.decimals);
    match row.unit.kind {
        UnitKind::PerCent | UnitKind::Money => row.unit.with_value(&bare),
        _ => bare,
    }
}

/// The unit as it stands above an axis or behind an indicator's name.
pub(crate) fn unit_sign(unit: &Unit) -> String {
    match unit.kind {
        UnitKind::PercentagePoints => "pp".to_owned(),
        _ => unit.text.clone(),
    }
}

/// A difference as a tight cell shows it, without sign: `6.3 pp`.
pub(crate) fn difference(row: &Row, difference: f64) -> String {
    let bare = thousands(difference.abs(), row.decimals);
    match row.unit.kind {
        UnitKind::PerCent | UnitKind::PercentagePoints => format!("{bare} pp"),
        UnitKind::Score | UnitKind::Index => bare,
        _ => row.unit.with_value(&bare),
    }
}

/// Whether a shown number is zero once it is rounded.
fn shows_zero(bare: &str) -> bool {
    !bare.chars().any(|c| ('1'..='9').contains(&c))
}

/// A difference with the side on which the first of the two lies: `6.3 pp below`.
pub(crate) fn above_or_below(row: &Row, value: f64) -> String {
    let bare = difference(row, value);
    match (shows_zero(&bare), value > 0.0) {
        (true, _) => bare,
        (false, true) => format!("{bare} above"),
        (false, false) => format!("{bare} below"),
    }
}

/// The same with its sign: `−6.3 pp`.
pub(crate) fn signed_difference(row: &Row, value: f64) -> String {
    signed(difference(row, value), value)
}

/// The same without its unit, for where that has no room: `+443.8`.
pub(crate) fn signed_bare(row: &Row, value: f64) -> String {
    signed(thousands(value.abs(), row.decimals), value)
}

fn signed(bare: String, value: f64) -> String {
    match (shows_zero(&bare), value > 0.0) {
        (true, _) => bare,
        (false, true) => format!("+{bare}"),
        (false, false) => format!("−{bare}"),
    }
}

/// The interval of a row: `64.8% to 74.6%`.
pub(crate) fn interval(row: &Row) -> Option<String> {
    let value = row.reading.value()?;
    let (lower, upper) = (row.lower?, row.upper?);
    (lower.is_finite() && upper.is_finite() && lower <= value && value <= upper)
        .then(|| format!("{} to {}", tight(row, lower), tight(row, upper)))
}

/// The same without the sign of the unit, for a column whose heading names it.
pub(crate) fn bare_interval(row: &Row) -> Option<String> {
    interval(row)?;
    Some(format!(
        "{} to {}",
        thousands(row.lower?, row.decimals),
        thousands(row.upper?, row.decimals)
    ))
}

/// The judgement whose mark a row carries: where neither higher nor lower counts as better, a fifth is high or low, never good.
pub fn standing(row: &Row) -> Option<Judgement> {
    row.reading.value()?;
    Some(row.judgement?.mark_for(row.polarity))
}

/// The word beside that mark.
pub fn standing_in_words(row: &Row) -> &'static str {
    row.judgement
        .map_or("", |judgement| judgement.in_words(row.polarity))
}

/// What is said of a row's mark: who, what, when, the value or why there is none, and how it stands.
pub(crate) fn spoken(row: &Row) -> String {
    let mut out = row.subject.clone();
    if !row.indicator_short.is_empty() {
        out = format!("{out}, {}", row.indicator_short);
    }
    if let Some(period) = row.period {
        out = format!("{out}, {}", period.label());
    }
    out = format!("{out}: {}", row.shown_with_unit());
    if let Some(interval) = interval(row) {
        out = format!("{out}, 95% interval {interval}");
    }
    for marker in row.markers.iter() {
        out = format!("{out}, {}", marker.in_words());
    }
    if standing(row).is_some() {
        out = format!("{out}, {}", standing_in_words(row));
    }
    if let Some(rank) = row.rank {
        let tied = if row.tied { "joint " } else { "" };
        out = format!("{out}, {tied}rank {rank}");
    }
    out
}
