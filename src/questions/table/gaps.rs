use serde_json::{Value, json};

use super::super::{Answer, Closing, Detail, GapChange, GapPair, GapSummary, Unequal};
use crate::domain::Period;

/// What answers about gaps and inequality add to their JSON: a key and its value; nothing of other kinds.
pub(super) fn of(answer: &Answer) -> Option<(&'static str, Value)> {
    Some(match &answer.detail {
        Detail::Gap { pairs, .. } => ("gaps", pairs.iter().map(gap).collect()),
        Detail::Closing { changes, .. } => ("closing", changes.iter().map(change).collect()),
        Detail::Inequality(unequal) => ("inequality", inequality(unequal)),
        _ => return None,
    })
}

/// What became of the gap of a row that is the first of two.
pub(super) fn closing(answer: &Answer, row: usize) -> Option<&'static str> {
    match &answer.detail {
        Detail::Gap { pairs, .. } => pairs
            .iter()
            .find(|pair| pair.first == row)
            .and_then(|pair| pair.change.as_ref())
            .map(|change| change.closing),
        Detail::Closing { changes, .. } => changes
            .iter()
            .find(|change| change.first.1 == row)
            .map(|change| change.summary.closing),
        _ => None,
    }
    .map(Closing::label)
}

fn gap(pair: &GapPair) -> Value {
    json!({
        "name": pair.name,
        "first_row": pair.first,
        "other_row": pair.other,
        "first": pair.first_name,
        "other": pair.other_name,
        "difference": pair.difference,
        "difference_lower": pair.limits.map(|limits| limits.0),
        "difference_upper": pair.limits.map(|limits| limits.1),
        "ratio": pair.ratio,
        "ratio_lower": pair.ratio_limits.map(|limits| limits.0),
        "ratio_upper": pair.ratio_limits.map(|limits| limits.1),
        "certainty": pair.certainty,
        "reason": pair.reason,
        "behind": pair.behind,
        "change": pair.change.as_ref().map(summary),
    })
}

fn summary(gap: &GapSummary) -> Value {
    json!({
        "now": gap.now,
        "then": gap.then,
        "since": gap.since.map(Period::label),
        "closing": gap.closing.label(),
        "label": gap.label,
        "certainty": gap.certainty,
        "percent_closed": gap.percent_closed,
        "reason": gap.reason,
    })
}

fn change(change: &GapChange) -> Value {
    let gaps: Vec<Value> = change
        .gaps
        .iter()
        .map(|(period, gap)| json!({"period": period.label(), "gap": gap}))
        .collect();
    let ahead: Vec<Value> = change
        .ahead
        .iter()
        .map(|(year, lower, gap, upper)| {
            json!({"year": year, "lower": lower, "gap": gap, "upper": upper})
        })
        .collect();
    json!({
        "name": change.name,
        "first": change.first_name,
        "other": change.other_name,
        "behind_at_start": if change.first_is_bottom {
            &change.first_name
        } else {
            &change.other_name
        },
        "start": change.start.label(),
        "start_key": change.start.key(),
        "end": change.end.label(),
        "end_key": change.end.key(),
        "start_gap": change.start_gap,
        "end_gap": change.end_gap,
        "reversed": change.end_gap < 0.0,
        "closing": change.summary.closing.label(),
        "label": change.summary.label,
        "certainty": change.summary.certainty,
        "percent_closed": change.summary.percent_closed,
        "gaps": gaps,
        "ahead": ahead,
        "outlook": change.outlook,
    })
}

fn inequality(unequal: &Unequal) -> Value {
    json!({
        "peers": unequal.peers,
        "count": unequal.count,
        "tenth_from_lowest": unequal.ends.map(|ends| ends.0),
        "median": unequal.ends.map(|ends| ends.1),
        "tenth_from_highest": unequal.ends.map(|ends| ends.2),
        "ratio": unequal.ratio,
        "gini": unequal.gini,
        "theil": unequal.theil,
        "mean_log_deviation": unequal.mean_log_deviation,
        "variation": unequal.variation,
        "reason": unequal.reason,
        "parts": unequal.parts.as_ref().map(|parts| json!({
            "of": parts.of,
            "regions": parts.regions,
            "within": parts.within,
            "between": parts.within.map(|within| 100.0 - within),
            "reason": parts.reason,
        })),
        "gradient": unequal.gradient.as_ref().map(|gradient| json!({
            "slope": gradient.slope,
            "lower": gradient.limits.map(|limits| limits.0),
            "upper": gradient.limits.map(|limits| limits.1),
            "relative": gradient.relative,
            "relative_lower": gradient.relative_limits.map(|limits| limits.0),
            "relative_upper": gradient.relative_limits.map(|limits| limits.1),
            "ranks": gradient.ranks,
        })),
    })
}
