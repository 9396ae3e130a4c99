use super::super::answer::{Row, RowRole};
use super::super::ranking::{Asked, ended_since};
use super::super::shown::Shown;
use super::super::{notes, wording};
use crate::domain::{Markers, Polarity};
use crate::statistics::{Reason, middle_label};

/// What is said where nobody has a figure that counts.
pub(super) fn nobody(asked: &Asked<'_>) -> String {
    wording::headline(&[format!(
        "{} cannot be compared on {} for {}: {}.",
        asked.who(),
        wording::inside(&wording::brief(asked.indicator)),
        asked.period.label(),
        Reason::TooFewSubjects.in_words()
    )])
}

/// The finding: where the one in focus lies, else from where to where the figures reach.
pub(super) fn headline(asked: &Asked<'_>, rows: &[Row], shown: &Shown) -> String {
    let indicator = asked.indicator;
    let name = wording::inside(&wording::brief(indicator));
    let show = |value: f64| wording::figure(indicator, value, Markers::none());
    let n = wording::counted(shown.count);
    let (peers, during) = (&shown.peers, wording::during(asked.period));
    let middle = show(shown.median);
    if let Some(focus) = asked.focus.first() {
        let subject = wording::the(&focus.name);
        let own = rows
            .iter()
            .zip(&shown.scores)
            .find(|(row, _)| row.subject_code == focus.code);
        return match own {
            Some((row, Some(score))) => {
                let place = middle_label(*score).label(indicator.polarity != Polarity::None);
                let value = wording::figure(
                    indicator,
                    row.reading.value().unwrap_or_default(),
                    row.markers,
                );
                let value = wording::bracketed(&value);
                let whose = wording::indicator_of(indicator, focus);
                wording::headline(&[
                    format!(
                        "{whose} {value} is {place} of {n} {peers} {during}; their median is {middle}."
                    ),
                    format!("{whose} {value} is {place} of {n} {peers}; their median is {middle}."),
                    format!(
                        "{} {value} is {place} of {n} {peers}; their median is {middle}.",
                        wording::cut(&subject, 6)
                    ),
                ])
            }
            Some((row, None)) if row.reading.value().is_none() => wording::headline(&[
                format!(
                    "Where {subject} lies on {name} cannot be said for {}: its figure is {}.",
                    asked.period.label(),
                    row.reading.state().in_words()
                ),
                format!(
                    "Where {} lies cannot be said: its figure is {}.",
                    wording::cut(&subject, 8),
                    row.reading.state().in_words()
                ),
            ]),
            Some(_) => wording::headline(&[
                format!(
                    "How {subject} lies to the middle of {n} {peers} on {name} cannot be said: {}.",
                    shown.reason
                ),
                format!(
                    "How {} lies to the middle of {n} {peers} cannot be said: {}.",
                    wording::cut(&subject, 4),
                    shown.reason
                ),
            ]),
            None => wording::headline(&[
                format!(
                    "{subject} has no figure for {name} {during}; the median of {n} {peers} is {middle}."
                ),
                format!("{} has no figure {during}.", wording::cut(&subject, 8)),
            ]),
        };
    }
    let mut ranked: Vec<&Row> = rows.iter().filter(|row| row.rank.is_some()).collect();
    ranked.sort_by(|a, b| {
        let value = |row: &Row| row.reading.value().unwrap_or_default();
        value(a).total_cmp(&value(b))
    });
    let (Some(low), Some(high)) = (ranked.first(), ranked.last()) else {
        return nobody(asked);
    };
    let end = |row: &Row| show(row.reading.value().unwrap_or_default());
    if shown.count == 1 {
        return wording::headline(&[format!(
            "Only {} has a figure for {name} {during}: {}.",
            wording::the(&low.subject),
            end(low)
        )]);
    }
    let named = |row: &Row| {
        format!(
            "{} ({})",
            end(row),
            wording::one_word(&wording::the(&row.subject))
        )
    };
    let mut candidates = Vec::new();
    if let Some((quarter, three_quarters)) = shown.quarters {
        let (from, to) = (show(quarter), show(three_quarters));
        candidates.push(format!(
            "{} {name} of {n} {peers} ran from {} to {}; half of them lay between {from} and {to}.",
            wording::sentence(&during),
            end(low),
            end(high)
        ));
        candidates.push(format!(
            "Among {n} {peers} {name} ran from {} to {}, the middle half from {from} to {to}.",
            end(low),
            end(high)
        ));
    } else {
        candidates.push(format!(
            "{} {name} of {n} {peers} ran from {} to {}.",
            wording::sentence(&during),
            named(low),
            named(high)
        ));
    }
    candidates.push(format!(
        "Among {n} {peers} {name} ran from {} to {}.",
        end(low),
        end(high)
    ));
    wording::headline(&candidates)
}

/// What must be known to read the picture.
pub(super) fn notes(
    asked: &Asked<'_>,
    rows: &[Row],
    shown: &Shown,
    withheld: usize,
) -> Vec<String> {
    let indicator = asked.indicator;
    let ranked: Vec<&Row> = rows.iter().filter(|row| row.rank.is_some()).collect();
    let show = |value: f64| indicator.show(value);
    let mut out = vec![format!("{}.", indicator.polarity.in_words())];
    out.extend(extremes(indicator, &ranked));
    match (shown.mad, indicator.polarity) {
        (Some(mad), Polarity::Higher | Polarity::Lower | Polarity::None) => out.push(format!(
            "Around the middle: no more than {} (1 MAD) from the median of {}.",
            by(indicator, mad),
            show(shown.median)
        )),
        (Some(_), Polarity::CloserTo(_)) => out.push(
            "Better or worse than the middle: more than 1 MAD from the median distance to the target."
                .to_owned(),
        ),
        (None, _) => {}
    }
    if shown.beyond != (0, 0) {
        let (below, above) = shown.beyond;
        out.push(format!(
            "At the edge of the picture, beyond the median ± 3 MAD: {below} below, {above} above."
        ));
    }
    if let Some(parts) = &shown.parts {
        out.push(match parts.within {
            Some(within) => format!(
                "{within:.0}% of the inequality among them lies within {} {} and {:.0}% between (Theil’s index, each place counted once).",
                parts.regions,
                parts.of,
                100.0 - within
            ),
            None => format!(
                "How much of the inequality lies within {} cannot be said: {}.",
                parts.of, parts.reason
            ),
        });
    }
    if withheld > 0 {
        out.push(format!(
            "{withheld} of the {} {} no figure and {} not drawn.",
            shown.peers,
            if withheld == 1 { "has" } else { "have" },
            if withheld == 1 { "is" } else { "are" }
        ));
    }
    out.extend(ended_since(asked, &ranked));
    if let Some((period, few)) = asked.passed_over {
        out.push(format!(
            "{} is not shown: only {few} of the {} {} a figure.",
            period.label(),
            shown.peers,
            if few == 1 { "has" } else { "have" }
        ));
    }
    let judged = rows.iter().filter(|row| row.role == RowRole::Focus);
    let judging = notes::judging(judged, &asked.benchmark.name(), &shown.peers);
    out.extend(judging);
    let not_known = ranked
        .iter()
        .all(|row| row.lower.is_none() || row.upper.is_none())
        && asked.among.peers().are_places();
    notes::certainty_first(&mut out, not_known);
    out
}

/// Who has the lowest and who the highest figure.
fn extremes(indicator: &crate::domain::Indicator, ranked: &[&Row]) -> Option<String> {
    let value = |row: &&&Row| row.reading.value().unwrap_or_default();
    let low = ranked.iter().min_by(|a, b| value(a).total_cmp(&value(b)))?;
    let high = ranked.iter().max_by(|a, b| value(a).total_cmp(&value(b)))?;
    (ranked.len() > 1).then(|| {
        format!(
            "Lowest: {}, {}. Highest: {}, {}.",
            low.subject,
            indicator.show(value(&low)),
            high.subject,
            indicator.show(value(&high))
        )
    })
}

/// A distance between two figures, in words: percentages lie percentage points apart (METHODS M18).
fn by(indicator: &crate::domain::Indicator, distance: f64) -> String {
    use crate::domain::{UnitKind, thousands};
    let bare = thousands(distance, indicator.decimals);
    match indicator.unit.kind {
        UnitKind::PerCent | UnitKind::PercentagePoints => format!("{bare} percentage points"),
        _ => indicator.unit.with_value(&bare),
    }
}
