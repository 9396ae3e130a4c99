use super::super::answer::{Row, RowRole};
use super::super::{notes, wording};
use super::{Among, Asked};
use crate::domain::Polarity;
use crate::statistics::Reason;

/// M19, ranking.
pub(in crate::questions) fn headline(asked: &Asked<'_>, rows: &[Row], peers: &str) -> String {
    let indicator = asked.indicator;
    let name = wording::inside(&wording::brief(indicator));
    let period = asked.period.label();
    let ranked: Vec<&Row> = rows.iter().filter(|row| row.rank.is_some()).collect();
    let downwards = |a: &&&Row, b: &&&Row| {
        let value = |row: &Row| row.reading.value().unwrap_or_default();
        let by_value = value(b).total_cmp(&value(a));
        by_value.then_with(|| a.subject_code.cmp(&b.subject_code))
    };
    let n = wording::counted(ranked.len());
    let show = |row: &Row| {
        wording::figure(
            indicator,
            row.reading.value().unwrap_or_default(),
            row.markers,
        )
    };
    if let Some(focus) = asked.focus.first() {
        let subject = wording::the(&focus.name);
        let own = ranked.iter().find(|row| row.subject_code == focus.code);
        if let Some(row) = own.filter(|_| ranked.len() > 1) {
            let place = position(&ranked, row, indicator.polarity);
            let stands = match indicator.polarity {
                Polarity::CloserTo(_) => format!("is {place} of {n} {peers} on {name}"),
                _ => format!("has the {place} {name} of {n} {peers}"),
            };
            let (during, shown) = (wording::during(asked.period), show(row));
            return wording::headline(&[
                format!("{subject} {stands} {during}: {shown}."),
                format!("{subject} {stands}: {shown}."),
                format!(
                    "{} is {place} of {n} {peers}: {shown}.",
                    wording::cut(&subject, 8)
                ),
            ]);
        }
        if let Some(row) = rows
            .iter()
            .find(|row| row.subject_code == focus.code && row.role == RowRole::Focus)
            .filter(|_| own.is_none())
        {
            return wording::headline(&[
                format!(
                    "{subject} cannot be ranked on {name} for {period}: its figure is {}.",
                    row.reading.state().in_words()
                ),
                format!(
                    "{subject} is not ranked: its figure is {}.",
                    row.reading.state().in_words()
                ),
            ]);
        }
    }
    let (top, bottom) = (
        ranked.iter().min_by(downwards),
        ranked.iter().max_by(downwards),
    );
    let (Some(top), Some(bottom)) = (top, bottom) else {
        return wording::headline(&[format!(
            "{peers} cannot be ranked on {name} for {period}: {}.",
            Reason::TooFewSubjects.in_words()
        )]);
    };
    if ranked.len() == 1 {
        return wording::headline(&[format!(
            "Only {} has a figure for {name} {}: {}.",
            wording::the(&top.subject),
            wording::during(asked.period),
            show(top)
        )]);
    }
    let (first, others) = (wording::the(&top.subject), as_many(&ranked, top) - 1);
    let has = if others > 0 { "have" } else { "has" };
    let (first, first_cut) = (with_others(&first, others), wording::cut(&first, 5));
    let first_cut = with_others(&first_cut, others);
    let (last, others) = (wording::the(&bottom.subject), as_many(&ranked, bottom) - 1);
    let last_cut = with_others(&wording::cut(&last, 5), others);
    let last = with_others(&last, others);
    let (high, low) = (show(top), show(bottom));
    let (high_in, low_in) = (wording::bracketed(&high), wording::bracketed(&low));
    if high == low {
        return wording::headline(&[
            format!(
                "All {n} {peers} have the same {name} {}: {high}.",
                wording::during(asked.period)
            ),
            format!("All {n} {peers} have the same {name}: {high}."),
        ]);
    }
    let mut candidates = vec![
        format!(
            "Of {n} {peers}, {first} {has} the highest {name} {high_in} and {last} the lowest {low_in}, {period}."
        ),
        format!(
            "Of {n} {peers}, {first} {has} the highest {name} {high_in} and {last} the lowest {low_in}."
        ),
    ];
    if let Among::Circle(_) = asked.among {
        // Which of all it is about must be said; who is first and last stands in the table.
        candidates.push(format!(
            "Of {n} {peers}, {name} ran from {low} to {high}, {period}."
        ));
        candidates.push(format!("Of {n} {peers}, {name} ran from {low} to {high}."));
    }
    candidates.push(format!(
        "Of {n}, {first_cut} {has} the highest {name} {high_in} and {last_cut} the lowest {low_in}."
    ));
    wording::headline(&candidates)
}

/// How many have the same figure as one of them.
fn as_many(ranked: &[&Row], row: &Row) -> usize {
    let value = |row: &Row| row.reading.value().unwrap_or_default();
    let same = |one: &&&Row| (value(one) - value(row)).abs() <= 1e-9;
    ranked.iter().filter(same).count().max(1)
}

/// A name with those who share its place: nobody is highest alone who is not.
fn with_others(name: &str, others: usize) -> String {
    match others {
        0 => name.to_owned(),
        1 => format!("{name} and 1 other"),
        more => format!("{name} and {} others", wording::counted(more)),
    }
}

/// `3rd lowest`, `joint 13th highest`, `highest`, `2nd closest to 0`: counted from the nearer end.
fn position(ranked: &[&Row], row: &Row, polarity: Polarity) -> String {
    let value = |row: &Row| {
        let value = row.reading.value().unwrap_or_default();
        match polarity {
            Polarity::CloserTo(target) => (value - target).abs(),
            _ => value,
        }
    };
    let own = value(row);
    let above = ranked.iter().filter(|one| value(one) > own + 1e-9).count();
    let below = ranked.iter().filter(|one| value(one) < own - 1e-9).count();
    let same = ranked.len() - above - below;
    let (high, low) = match polarity {
        Polarity::CloserTo(target) => (
            format!("furthest from {target}"),
            format!("closest to {target}"),
        ),
        _ => ("highest".to_owned(), "lowest".to_owned()),
    };
    let (before, end) = if above <= below {
        (above, high)
    } else {
        (below, low)
    };
    let joint = if same > 1 { "joint " } else { "" };
    match before {
        0 => format!("{joint}{end}"),
        more => format!(
            "{joint}{} {end}",
            wording::nth(u32::try_from(more + 1).unwrap_or(u32::MAX))
        ),
    }
}

/// Says which of the ranked places have ended since: the period is one of theirs.
pub(in crate::questions) fn ended_since(asked: &Asked<'_>, ranked: &[&Row]) -> Option<String> {
    const NAMED: usize = 4;
    let ended: Vec<&str> = ranked
        .iter()
        .filter(|row| {
            let subject = asked.catalogue.known(&row.subject_code);
            subject.is_some_and(crate::domain::Subject::has_ended)
        })
        .map(|row| row.subject.as_str())
        .collect();
    let mut names: Vec<String> = ended
        .iter()
        .take(NAMED)
        .map(|one| (*one).to_owned())
        .collect();
    if ended.len() > NAMED {
        names.push(format!("{} more", ended.len() - NAMED));
    }
    (!ended.is_empty()).then(|| {
        let has = if ended.len() == 1 { "has" } else { "have" };
        format!("{} {has} ended since.", wording::listed(&names))
    })
}

/// What must be known to read the ranking.
pub(in crate::questions) fn ranking_notes(
    asked: &Asked<'_>,
    rows: &[Row],
    withheld: usize,
    peers: &str,
) -> Vec<String> {
    let mut out = Vec::new();
    let mut not_known = false;
    let ranked: Vec<&Row> = rows.iter().filter(|row| row.rank.is_some()).collect();
    let pairs: Vec<bool> = ranked
        .iter()
        .zip(ranked.iter().skip(1))
        .filter_map(|(one, next)| {
            let (low, high) = (one.lower?, one.upper?);
            Some(next.lower? <= high && low <= next.upper?)
        })
        .collect();
    let overlapping = pairs.iter().filter(|overlaps| **overlaps).count();
    if pairs.is_empty() && ranked.len() > 1 {
        not_known = asked.among.peers().are_places()
            && ranked
                .iter()
                .all(|row| row.lower.is_none() || row.upper.is_none());
    } else if overlapping * 2 > pairs.len() {
        out.push(
            "Most intervals overlap: a difference in rank may not be a true difference.".to_owned(),
        );
    } else if overlapping > 0 {
        out.push(
            "Some intervals overlap: a difference in rank may not be a true difference.".to_owned(),
        );
    }
    if withheld > 0 {
        out.push(if withheld == 1 {
            format!("1 of the {peers} has no figure and is not ranked.")
        } else {
            format!("{withheld} {peers} have no figure and are not ranked.")
        });
    }
    out.extend(ended_since(asked, &ranked));
    if let Some((period, few)) = asked.passed_over {
        out.push(format!(
            "{} is not shown: only {few} of the {peers} {} a figure.",
            period.label(),
            if few == 1 { "has" } else { "have" }
        ));
    }
    let judged = ranked.iter().copied();
    out.extend(notes::judging(judged, &asked.benchmark.name(), peers));
    notes::certainty_first(&mut out, not_known);
    out
}
