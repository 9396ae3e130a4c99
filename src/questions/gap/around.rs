use super::super::pairs::{Each, Pairs};
use super::super::wording::{self, listed};
use super::super::{GapPair, Question, Row};
use crate::domain::{Indicator, Period, thousands};
use crate::statistics::Certainty;

/// Measure, the two, place and period.
pub(super) fn subtitle(
    question: &Question,
    found: &Pairs<'_>,
    rows: &[Row],
    gaps: &[GapPair],
) -> String {
    let pair = found.all.first();
    let measure = match (&found.each, pair) {
        (Each::Indicator, _) => "Latest figures for each indicator".to_owned(),
        (_, Some(pair)) => wording::measure(pair.indicator),
        _ => String::new(),
    };
    let two = gaps.first().map_or(String::new(), |gap| {
        let alike = gaps
            .iter()
            .all(|one| one.first_name == gap.first_name && one.other_name == gap.other_name);
        let dimension = rows
            .get(gap.first)
            .and_then(|row| {
                let mut own = row.group.pairs().iter();
                own.find(|pair| !question.group.pairs().contains(pair))
            })
            .map_or(String::new(), |(dimension, _)| format!("{dimension}: "));
        match (&found.each, alike) {
            (_, true) => format!("{dimension}{} and {}", gap.first_name, gap.other_name),
            (Each::Subject(_), false) if !gap.other_name.is_empty() => {
                format!("compared with {}", gap.other_name)
            }
            _ => String::new(),
        }
    });
    let group = if question.group.is_all() && rows.iter().any(|row| !row.group.is_all()) {
        String::new()
    } else {
        wording::group(&question.group)
    };
    let place = match (&found.each, &found.place) {
        (Each::Subject(plural), _) => plural.clone(),
        (_, Some(place)) => place.name.clone(),
        _ => String::new(),
    };
    let mut labels: Vec<String> = rows
        .iter()
        .filter_map(|row| row.period.map(Period::label))
        .collect();
    labels.dedup();
    let period = match (&found.each, labels.as_slice()) {
        (Each::Indicator, _) | (_, []) => String::new(),
        (_, [one, ..]) => one.clone(),
    };
    wording::subtitle(&[measure, two, group, place, period])
}

/// What must be known to read the gaps, certainty first.
pub(super) fn gap_notes(found: &Pairs<'_>, gaps: &[GapPair]) -> Vec<String> {
    let mut out = Vec::new();
    let of = |certainty: Certainty| {
        gaps.iter()
            .filter(|gap| gap.certainty == certainty.label())
            .count()
    };
    let not_known = of(Certainty::NotKnown);
    out.extend(found.without_interval("the difference", not_known, gaps.len()));
    if let ([gap], Some(indicator)) = (gaps, found.all.first().map(|pair| pair.indicator)) {
        out.extend(single(indicator, gap));
    } else if of(Certainty::CouldBeChance) > 0 {
        let names: Vec<String> = gaps
            .iter()
            .filter(|gap| gap.certainty == Certainty::CouldBeChance.label())
            .take(6)
            .map(|gap| gap.name.clone())
            .collect();
        out.push(format!(
            "The gap could be chance in {} of {}: {}.",
            of(Certainty::CouldBeChance),
            gaps.len(),
            listed(&names)
        ));
    }
    if gaps
        .iter()
        .any(|gap| gap.difference.is_some() && gap.ratio.is_none())
    {
        out.push("No ratio is shown where it would say little: of scores, index numbers, gaps, figures not above 0 and percentages below 1.".to_owned());
    }
    out
}

/// Difference and ratio of one gap with their intervals.
fn single(indicator: &Indicator, gap: &GapPair) -> Option<String> {
    let difference = gap.difference?;
    let mut text = format!("Difference {}", indicator.show_difference(difference));
    if let Some((low, high)) = gap.limits {
        let (low, high) = if difference < 0.0 {
            (-high, -low)
        } else {
            (low, high)
        };
        text = format!(
            "{text} (95% interval {} to {})",
            indicator.show_bare(low),
            indicator.show_bare(high)
        );
    }
    if let Some(ratio) = gap.ratio {
        text = format!("{text}; ratio {}", thousands(ratio, 2));
        if let Some((low, high)) = gap.ratio_limits {
            text = format!("{text} ({} to {})", thousands(low, 2), thousands(high, 2));
        }
    }
    Some(format!("{text}."))
}
