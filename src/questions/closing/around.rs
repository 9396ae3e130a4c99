use super::super::change::Changed;
use super::super::pairs::{Each, Pair, Pairs, Side};
use super::super::wording::{self, brief, inside, listed, sentence, so_many};
use super::super::{GapChange, Question};
use super::words::bottom_and_top;
use crate::domain::{Marker, Observation, Period, Polarity, thousands};
use crate::statistics::{Certainty, FARTHEST_NAMED, Reason, YearsToClose};

/// What the trend of a gap says when it is carried on (M19, projection); empty where nothing is said.
pub(super) fn outlook(pair: &Pair<'_>, changed: &Changed) -> String {
    let name = inside(&brief(pair.indicator));
    let lead = format!("If the recent trend continued, the gap in {name}");
    match &changed.outlook {
        Err(Reason::GapNotPositive) => String::new(),
        Err(reason) => format!(
            "No projection can be given for the gap in {name}: {}.",
            reason.in_words()
        ),
        Ok((_, years)) => match years {
            YearsToClose::Closing {
                earliest: Some(from),
                latest: Some(to),
            } if (to - from).abs() < 0.5 => format!("{lead} would close in {from:.0}."),
            YearsToClose::Closing {
                earliest: Some(from),
                latest: Some(to),
            } => format!("{lead} would close between {from:.0} and {to:.0}."),
            YearsToClose::Closing {
                earliest: Some(from),
                latest: None,
            } => format!(
                "{lead} would not close before {from:.0}, and may take more than {FARTHEST_NAMED:.0} years."
            ),
            YearsToClose::MayNotClose {
                earliest: Some(from),
            } => format!("{lead} would not close before {from:.0}, and may not close."),
            YearsToClose::Closing { .. } => {
                format!("{lead} would take more than {FARTHEST_NAMED:.0} years to close.")
            }
            YearsToClose::MayNotClose { .. } => format!(
                "{lead} would take more than {FARTHEST_NAMED:.0} years to close, and may not close."
            ),
            YearsToClose::NotClosing => {
                format!("On the recent trend the gap in {name} is not closing.")
            }
        },
    }
}

/// Measure, the two, place and span.
pub(super) fn subtitle(question: &Question, found: &Pairs<'_>, changes: &[GapChange]) -> String {
    let pair = found.all.first();
    let measure = match (&found.each, pair) {
        (Each::Indicator, _) => "Gaps from the first comparable figures to the latest".to_owned(),
        (_, Some(pair)) => wording::measure(pair.indicator),
        _ => String::new(),
    };
    let two = match (&found.each, pair) {
        (Each::One, Some(pair)) => format!("{} and {}", pair.first.name, pair.other.name),
        (Each::Subject(_), Some(pair)) if pair.first.subject.code == pair.other.subject.code => {
            format!("{} and {}", pair.first.name, pair.other.name)
        }
        (Each::Subject(_), Some(pair)) => format!("compared with {}", pair.other.name),
        _ => String::new(),
    };
    let place = match (&found.each, &found.place) {
        (Each::Subject(plural), _) => plural.clone(),
        (_, Some(place)) => place.name.clone(),
        _ => String::new(),
    };
    let grouped = pair.is_some_and(|pair| pair.first.figures.iter().any(|one| !one.group.is_all()));
    let group = if question.group.is_all() && grouped {
        String::new()
    } else {
        wording::group(&question.group)
    };
    let start = changes
        .iter()
        .map(|one| one.start)
        .min_by_key(|one| one.start());
    let end = changes
        .iter()
        .map(|one| one.end)
        .max_by_key(|one| one.start());
    let span = match (start, end) {
        (Some(start), Some(end)) => super::super::when::span(&[start, end]),
        _ => String::new(),
    };
    wording::subtitle(&[measure, two, group, place, span])
}

/// What must be known to read the change, certainty first, then who moved, how much closed and what lies ahead.
pub(super) fn closing_notes(
    found: &Pairs<'_>,
    lines: &[(&Pair<'_>, Changed)],
    changes: &[GapChange],
) -> Vec<String> {
    let mut out = Vec::new();
    let not_known = changes
        .iter()
        .filter(|one| one.summary.certainty == Certainty::NotKnown.label())
        .count();
    out.extend(found.without_interval("the change", not_known, changes.len()));
    match (lines, changes) {
        ([(pair, over_time)], [line]) => out.extend(of_one(pair, over_time, line)),
        _ => out.extend(of_many(changes)),
    }
    let cut: Vec<String> = lines
        .iter()
        .filter(|(_, changed)| changed.after_break)
        .map(|(pair, changed)| format!("{} from {}", pair.name, changed.start.label()))
        .collect();
    let starts: std::collections::BTreeSet<Period> =
        lines.iter().map(|(_, changed)| changed.start).collect();
    if let (true, Some(start)) = (
        cut.len() == lines.len() && starts.len() == 1,
        starts.first(),
    ) {
        out.push(format!(
            "Earlier figures lie beyond a break in the series: compared from {}.",
            start.label()
        ));
    } else if !cut.is_empty() {
        out.push(format!(
            "Earlier figures lie beyond a break in the series and are not compared: {}.",
            listed(cut.get(..6).unwrap_or(&cut))
        ));
    }
    out
}

fn of_one(pair: &Pair<'_>, changed: &Changed, line: &GapChange) -> Vec<String> {
    let indicator = pair.indicator;
    let (bottom, top) = bottom_and_top(pair, changed);
    let mut out = Vec::new();
    let value = |side: &Side, period: Period| {
        let shown = side.at(period).and_then(Observation::value);
        shown.map_or(String::new(), |value| indicator.show(value))
    };
    let moved = |side: &Side| {
        format!(
            "{} went from {} to {}",
            side.who,
            value(side, line.start),
            value(side, line.end)
        )
    };
    out.push(sentence(&format!("{}; {}.", moved(bottom), moved(top))));
    let certainty = match line.summary.certainty.as_str() {
        "clear" => "; the change is more than chance would explain",
        "could be chance" => "; the change could be chance",
        _ => "",
    };
    let change = changed.change.as_ref().ok();
    let closed = match change.map(|change| (change.percent_closed, change.reversed)) {
        Some((_, true)) if pair.polarity() != Polarity::None => {
            "The gap closed and reversed".to_owned()
        }
        Some((Ok(share), _)) if share >= 0.0 => format!(
            "{}% of the gap of {} has closed",
            thousands(share, 0),
            line.start.label()
        ),
        Some((Ok(share), _)) => format!(
            "The gap is {}% wider than in {}",
            thousands(-share, 0),
            line.start.label()
        ),
        Some((Err(reason), _)) => {
            format!("No share of the gap is given: {}", reason.in_words())
        }
        None => String::new(),
    };
    if !closed.is_empty() {
        out.push(format!(
            "{closed}{certainty}. In one term: {}.",
            line.summary.label
        ));
    }
    if !line.outlook.is_empty() {
        out.push(line.outlook.clone());
    }
    if line.gaps.iter().any(|(_, gap)| gap.is_none()) {
        out.push("Where a figure is withheld the line is left open.".to_owned());
    }
    out
}

fn of_many(changes: &[GapChange]) -> Vec<String> {
    let mut by: Vec<(&str, usize)> = Vec::new();
    for one in changes {
        let label = one.summary.label.as_str();
        match by.iter_mut().find(|(known, _)| *known == label) {
            Some((_, count)) => *count += 1,
            None => by.push((label, 1)),
        }
    }
    let counts: Vec<String> = by
        .iter()
        .map(|(label, count)| format!("{label} {count}"))
        .collect();
    let mut out = vec![format!(
        "Of {}: {}.",
        so_many(changes.len(), "gap", "gaps"),
        listed(&counts)
    )];
    let starts: std::collections::BTreeSet<String> =
        changes.iter().map(|one| one.start.label()).collect();
    if starts.len() > 1 {
        out.push(
            "Each gap starts with its first comparable figures, not all in one year.".to_owned(),
        );
    }
    out
}

/// What is held of a pair of which nothing can be said.
pub(super) fn what_is_held(pair: &Pair<'_>) -> Vec<String> {
    [&pair.first, &pair.other]
        .into_iter()
        .map(|side| {
            let periods: Vec<Period> = side.figures.iter().map(|one| one.period).collect();
            let breaks: Vec<String> = side
                .figures
                .iter()
                .filter(|one| one.markers.has(Marker::Break))
                .map(|one| one.period.label())
                .collect();
            let broken = if breaks.is_empty() {
                String::new()
            } else {
                format!(", with a break in {}", listed(&breaks))
            };
            format!(
                "{}: {}, {}{broken}.",
                side.name,
                so_many(periods.len(), "figure", "figures"),
                super::super::when::span(&periods)
            )
        })
        .collect()
}
