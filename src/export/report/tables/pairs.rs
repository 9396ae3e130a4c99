use super::plain;
use crate::domain::{Period, thousands};
use crate::export::document::{Sheet, SheetCell};
use crate::questions::{Answer, GapChange, GapPair, Row};

/// What the lines are about, over the column that names them.
fn naming(answer: &Answer) -> String {
    let one_indicator = answer.rows.windows(2).all(|pair| match pair {
        [a, b] => a.indicator_code == b.indicator_code,
        _ => true,
    });
    if one_indicator { "Gap of" } else { "Indicator" }.to_owned()
}

/// A heading for all lines where they share it, and a cell in each where they do not.
fn shared<'a>(mut names: impl Iterator<Item = &'a str>, otherwise: &str) -> (String, bool) {
    let first = names.next().unwrap_or("");
    if !first.is_empty() && names.all(|name| name == first) {
        (first.to_owned(), true)
    } else {
        (otherwise.to_owned(), false)
    }
}

/// The figure of a row, with whose it is where the heading does not say.
fn figure(answer: &Answer, at: usize, name: &str, in_heading: bool) -> SheetCell {
    let shown = answer.rows.get(at).map(Row::shown).unwrap_or_default();
    plain(if in_heading {
        shown
    } else {
        format!("{name}: {shown}")
    })
}

fn number(answer: &Answer, at: usize, value: Option<f64>) -> String {
    let decimals = answer.rows.get(at).map_or(1, |row| row.decimals);
    value.map_or_else(String::new, |value| thousands(value, decimals))
}

/// A gap a line: both figures, and what lies between them.
pub(super) fn gaps(answer: &Answer, pairs: &[GapPair]) -> Sheet {
    let (first, first_shared) = shared(pairs.iter().map(|pair| pair.first_name.as_str()), "First");
    let (other, other_shared) = shared(pairs.iter().map(|pair| pair.other_name.as_str()), "Other");
    let has_limits = pairs.iter().any(|pair| pair.limits.is_some());
    let has_ratio = pairs.iter().any(|pair| pair.ratio.is_some());
    let mut columns = vec![
        (naming(answer), false),
        ("Period".to_owned(), false),
        (first, true),
        (other, true),
        ("Difference".to_owned(), true),
    ];
    if has_limits {
        columns.push(("95% interval".to_owned(), true));
    }
    if has_ratio {
        columns.push(("Ratio".to_owned(), true));
    }
    columns.push(("Certainty".to_owned(), false));
    let rows = pairs.iter().map(|pair| {
        let period = answer.rows.get(pair.first).and_then(|row| row.period);
        let mut cells = vec![
            plain(pair.name.clone()),
            plain(period.map(Period::label).unwrap_or_default()),
            figure(answer, pair.first, &pair.first_name, first_shared),
            figure(answer, pair.other, &pair.other_name, other_shared),
            plain(number(answer, pair.first, pair.difference)),
        ];
        if has_limits {
            cells.push(plain(pair.limits.map_or_else(
                String::new,
                |(lower, upper)| {
                    let limit = |value| number(answer, pair.first, Some(value));
                    format!("{} to {}", limit(lower), limit(upper))
                },
            )));
        }
        if has_ratio {
            let ratio = pair.ratio.map(|ratio| thousands(ratio, 2));
            cells.push(plain(ratio.unwrap_or_default()));
        }
        let certainty = match pair.certainty.as_str() {
            "" => pair.reason.clone(),
            certainty => certainty.to_owned(),
        };
        cells.push(plain(certainty));
        cells
    });
    Sheet {
        caption: answer.subtitle.clone(),
        rows: rows.collect(),
        columns,
        naming: 0,
    }
}

/// What became of a gap a line: the gap at both ends of the longest comparable span.
pub(super) fn changes(answer: &Answer, changes: &[GapChange]) -> Sheet {
    let between = |change: &GapChange| format!("{} and {}", change.first_name, change.other_name);
    let differ = changes
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if between(a) != between(b)));
    let mut columns = vec![
        (naming(answer), false),
        ("From".to_owned(), false),
        ("To".to_owned(), false),
        ("Gap then".to_owned(), true),
        ("Gap now".to_owned(), true),
        ("Share closed (%)".to_owned(), true),
        ("What became of it".to_owned(), false),
        ("Certainty".to_owned(), false),
    ];
    if differ {
        columns.insert(1, ("Between".to_owned(), false));
    }
    let rows = changes.iter().map(|change| {
        let summary = &change.summary;
        let closed = summary.percent_closed.map(|share| thousands(share, 0));
        let mut cells = vec![
            change.name.clone(),
            change.start.label(),
            change.end.label(),
            number(answer, change.first.0, Some(change.start_gap)),
            number(answer, change.first.1, Some(change.end_gap)),
            closed.unwrap_or_default(),
            summary.closing.label().to_owned(),
            match summary.certainty.as_str() {
                "" => summary.reason.clone(),
                certainty => certainty.to_owned(),
            },
        ];
        if differ {
            cells.insert(1, between(change));
        }
        cells.into_iter().map(plain).collect()
    });
    Sheet {
        caption: answer.subtitle.clone(),
        rows: rows.collect(),
        columns,
        naming: 0,
    }
}
