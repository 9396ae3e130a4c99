use std::collections::HashMap;
use std::io::Write;

use serde_json::{Value, json};

use super::refusal::Refusal;
use crate::book::{Changes, Comparison, Difference, EditionOrder, Named, Revision, Revisions};
use crate::domain::{Indicator, IndicatorCode, Period, Reading};
use crate::export::{CsvTable, Field};

/// Items of a list that are printed.
const SHOWN: usize = 5;

/// Indicators by code: how figures are shown.
pub(super) type Indicators = HashMap<IndicatorCode, Indicator>;

/// Says in lines what changed between editions; nothing where there is nothing to compare with.
pub(super) fn print(
    out: &mut dyn Write,
    difference: &Difference,
    indicators: &Indicators,
    most: usize,
) -> Result<(), Refusal> {
    let Difference {
        revised,
        withheld,
        given,
        gone,
        ..
    } = difference;
    if let Some((number, file)) = &difference.against {
        writeln!(
            out,
            "  Compared with import {number} ({file}): {} figures revised, {} withheld now, {} given now, {} no longer there, {} restated, {} new, {} unchanged",
            revised.count,
            withheld.count,
            given.count,
            gone.count,
            difference.restated,
            difference.added,
            difference.unchanged
        )?;
    } else if revised.count + withheld.count + given.count > 0 {
        writeln!(
            out,
            "  Of figures from other files, {} are revised, {} withheld now and {} given now",
            revised.count, withheld.count, given.count
        )?;
    }
    let names = |of: &[Named]| of.iter().map(|of| of.name.clone()).collect::<Vec<_>>();
    let labels = |of: &[Period]| of.iter().map(|of| of.label()).collect::<Vec<_>>();
    let Difference {
        columns,
        indicators: of_indicators,
        subjects,
        periods,
        ..
    } = difference;
    for (what, added, lost) in [
        ("columns", columns.added.clone(), columns.gone.clone()),
        (
            "indicators",
            names(&of_indicators.added),
            names(&of_indicators.gone),
        ),
        (
            "places and organisations",
            names(&subjects.added),
            names(&subjects.gone),
        ),
        ("periods", labels(&periods.added), labels(&periods.gone)),
    ] {
        for (how, list) in [("New", added), ("No longer there:", lost)] {
            if !list.is_empty() {
                writeln!(out, "  {how} {what}: {}", listed(&list))?;
            }
        }
    }
    for (title, revisions) in [
        ("Revised", revised),
        ("Withheld now", withheld),
        ("Given now", given),
        ("No longer there", gone),
    ] {
        for revision in revisions.listed.iter().take(most) {
            writeln!(out, "  {title}: {}", sentence(revision, indicators))?;
        }
        let more = revisions.count.saturating_sub(most as u64);
        if more > 0 && !revisions.listed.is_empty() {
            writeln!(out, "  {title}: {more} more")?;
        }
    }
    Ok(())
}

fn listed(items: &[String]) -> String {
    let shown = items.get(..SHOWN.min(items.len())).unwrap_or(items);
    let mut text = shown.join("; ");
    if items.len() > SHOWN {
        text = format!("{text} and {} more", items.len() - SHOWN);
    }
    text
}

/// A revision in words: `North East, Employment rate, 2023: 71.5% → 72.8% (+1.3 percentage points, +1.8%)`.
fn sentence(revision: &Revision, indicators: &Indicators) -> String {
    let indicator = indicators.get(&revision.indicator);
    let show = |reading: Reading| match (reading.value(), indicator) {
        (Some(value), Some(indicator)) => indicator.show(value),
        (Some(value), None) => value.to_string(),
        (None, _) => reading.state().sign(),
    };
    let group = if revision.group.is_all() {
        String::new()
    } else {
        format!(", {}", revision.group)
    };
    let mut text = format!(
        "{}, {}, {}{group}: {}",
        revision.subject_name,
        indicator.map_or(revision.indicator.0.as_str(), |of| of.name.as_str()),
        revision.period.label(),
        show(revision.old),
    );
    if let Some(new) = revision.new {
        text = format!("{text} → {}", show(new));
    }
    if let (Some(difference), Some(indicator)) = (revision.difference(), indicator) {
        let sign = |of: f64| if of < 0.0 { "−" } else { "+" };
        let relative = revision
            .relative_percent()
            .map_or_else(String::new, |of| format!(", {}{:.1}%", sign(of), of.abs()));
        text = format!(
            "{text} ({}{}{relative})",
            sign(difference),
            indicator.show_difference(difference)
        );
    }
    text
}

/// Says as JSON which edition a file is and what changed.
pub(super) fn comparison_json(comparison: &Comparison, indicators: &Indicators) -> Value {
    let (edition, why) = match &comparison.order {
        EditionOrder::Later => ("later", None),
        EditionOrder::Earlier { why, .. } => ("earlier", Some(why)),
        EditionOrder::Unclear { why, .. } => ("unclear", Some(why)),
    };
    let mut value = as_json(&comparison.difference, indicators);
    if let Some(object) = value.as_object_mut() {
        object.insert("edition".to_owned(), json!(edition));
        object.insert("edition_reason".to_owned(), json!(why));
    }
    value
}

/// Says as JSON what changed.
pub(super) fn as_json(difference: &Difference, indicators: &Indicators) -> Value {
    let named = |of: &Changes<Named>| {
        let list = |of: &[Named]| -> Vec<Value> {
            of.iter()
                .map(|of| json!({"code": of.code, "name": of.name}))
                .collect()
        };
        json!({"added": list(&of.added), "gone": list(&of.gone)})
    };
    let labels = |of: &[Period]| of.iter().map(|of| of.label()).collect::<Vec<_>>();
    let list = |of: &Revisions| -> Vec<Value> {
        of.listed
            .iter()
            .map(|of| revision_json(of, indicators))
            .collect()
    };
    json!({
        "against": difference.against.as_ref().map(|(number, file)| json!({"import": number, "file": file})),
        "columns": {"added": difference.columns.added, "gone": difference.columns.gone},
        "indicators": named(&difference.indicators),
        "subjects": named(&difference.subjects),
        "periods": {"added": labels(&difference.periods.added), "gone": labels(&difference.periods.gone)},
        "figures": {
            "added": difference.added,
            "unchanged": difference.unchanged,
            "restated": difference.restated,
            "revised": difference.revised.count,
            "withheld": difference.withheld.count,
            "given": difference.given.count,
            "gone": difference.gone.count,
        },
        "revised": list(&difference.revised),
        "withheld": list(&difference.withheld),
        "given": list(&difference.given),
        "gone": list(&difference.gone),
    })
}

fn revision_json(revision: &Revision, indicators: &Indicators) -> Value {
    let unit = indicators
        .get(&revision.indicator)
        .map(|of| of.unit.text.as_str());
    json!({
        "indicator": revision.indicator.0,
        "unit": unit,
        "subject_code": revision.subject.0,
        "subject": revision.subject_name,
        "period": revision.period.label(),
        "group": revision.group.key(),
        "old": revision.old.value(),
        "old_state": revision.old.state().code(),
        "new": revision.new.and_then(Reading::value),
        "new_state": revision.new.map(|of| of.state().code()),
        "difference": revision.difference(),
        "relative_percent": revision.relative_percent(),
        "sheet": revision.origin.sheet,
        "cell": revision.origin.cell(),
    })
}

/// The figures that changed as CSV, one a row.
pub(super) fn as_csv(difference: &Difference, indicators: &Indicators) -> String {
    let mut table = CsvTable::new(&[
        "change",
        "indicator",
        "unit",
        "subject_code",
        "subject",
        "period",
        "group",
        "old",
        "old_state",
        "new",
        "new_state",
        "difference",
        "relative_percent",
    ]);
    for (change, revisions) in [
        ("revised", &difference.revised),
        ("withheld", &difference.withheld),
        ("given", &difference.given),
        ("gone", &difference.gone),
    ] {
        for one in &revisions.listed {
            let unit = indicators
                .get(&one.indicator)
                .map_or("", |of| of.unit.text.as_str());
            table.push(&[
                Field::Text(change),
                Field::Text(&one.indicator.0),
                Field::Text(unit),
                Field::Text(&one.subject.0),
                Field::Text(&one.subject_name),
                Field::Text(&one.period.label()),
                Field::Text(&one.group.key()),
                Field::Number(one.old.value()),
                Field::Text(one.old.state().code()),
                Field::Number(one.new.and_then(Reading::value)),
                Field::Text(one.new.map_or("", |of| of.state().code())),
                Field::Number(one.difference()),
                Field::Number(one.relative_percent()),
            ]);
        }
    }
    table.finish()
}
