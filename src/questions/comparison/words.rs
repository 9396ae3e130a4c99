use super::super::answer::{Judgement, Row, RowRole};
use super::super::judging::Tally;
use super::super::wording;
use super::Asked;
use crate::domain::{Indicator, Period, Polarity, Subject};

/// M19, comparison.
pub(super) fn headline(
    asked: &Asked<'_>,
    rows: &[Row],
    shown: &[&Indicator],
    peers: &str,
) -> String {
    let Some(first) = asked.subjects.first() else {
        return String::new();
    };
    let benchmark = asked.benchmark.name();
    let own: Vec<&Row> = rows
        .iter()
        .filter(|row| row.subject_code == first.code)
        .collect();
    match (shown, asked.subjects.len()) {
        ([], _) => "None of those compared has a figure.".to_owned(),
        ([indicator], 1) => own
            .first()
            .map_or_else(String::new, |row| one(indicator, first, row, &benchmark)),
        ([indicator], _) => several(indicator, rows, peers),
        _ => {
            let tally = Tally::of(own.iter().copied());
            let name = wording::the(&first.name);
            if tally.judged() == 0 || tally.not_compared == tally.judged() {
                wording::headline(&[format!(
                    "{} beside each other on {}.",
                    wording::so_many(asked.subjects.len(), "subject", &asked.set_in_words()),
                    wording::so_many(shown.len(), "indicator", "indicators")
                )])
            } else {
                wording::headline(&wording::many(&name, &benchmark, tally, ""))
            }
        }
    }
}

/// M19, comparison of one indicator for one subject.
pub(in crate::questions) fn one(
    indicator: &Indicator,
    subject: &Subject,
    row: &Row,
    benchmark: &str,
) -> String {
    let name = wording::brief(indicator);
    let whole = wording::indicator_of(indicator, subject);
    let (was, is) = if wording::is_plural(&name) {
        ("were", "are")
    } else {
        ("was", "is")
    };
    let period = row.period.map(Period::label).unwrap_or_default();
    let Some(value) = row.reading.value() else {
        let state = row.reading.state().in_words();
        return wording::headline(&[
            format!("{whole} for {period} {is} withheld: {state}."),
            format!("{whole} {is} withheld: {state}."),
        ]);
    };
    let value = wording::figure(indicator, value, row.markers);
    let plain = value.clone();
    let value = wording::bracketed(&value);
    let stands = match row.judgement {
        Some(Judgement::Better | Judgement::Fifth(4..)) => "better than",
        Some(Judgement::Similar | Judgement::Fifth(3)) => "similar to",
        Some(Judgement::Worse | Judgement::Fifth(_)) => "worse than",
        Some(Judgement::Higher) => "higher than",
        Some(Judgement::Lower) => "lower than",
        Some(Judgement::NotCompared) | None => {
            let said = match row.period {
                Some(period) => format!("{whole} {was} {plain} {}", wording::during(period)),
                None => format!("{whole} {was} {plain}"),
            };
            return wording::headline(&[
                format!("{said}; not compared with {benchmark}: {}.", row.judged_by),
                format!("{said}; not compared with {benchmark}."),
                format!("{said}."),
            ]);
        }
    };
    let stands = match (row.judgement, indicator.polarity) {
        (Some(Judgement::Fifth(4..)), Polarity::None) => "higher than",
        (Some(Judgement::Fifth(1 | 2)), Polarity::None) => "lower than",
        _ => stands,
    };
    let against = row
        .benchmark
        .map(|figure| {
            format!(
                " ({})",
                wording::figure(indicator, figure, crate::domain::Markers::none())
            )
        })
        .unwrap_or_default();
    wording::headline(&[
        format!("{whole} {value} {is} {stands} {benchmark}{against}, {period}."),
        format!("{whole} {value} {is} {stands} {benchmark}{against}."),
    ])
}

/// One indicator for several subjects: highest and lowest of them.
pub(super) fn several(indicator: &Indicator, rows: &[Row], peers: &str) -> String {
    let mut with: Vec<(&Row, f64)> = rows
        .iter()
        .filter(|row| row.role != RowRole::Benchmark)
        .filter_map(|row| Some((row, row.reading.value()?)))
        .collect();
    with.sort_by(|a, b| b.1.total_cmp(&a.1));
    let name = wording::inside(&wording::brief(indicator));
    let (Some((top, high)), Some((bottom, low))) = (with.first(), with.last()) else {
        return wording::headline(&[format!("None of those compared has a figure for {name}.")]);
    };
    let period = top.period.map(Period::label).unwrap_or_default();
    let shown =
        |row: &Row, value: f64| wording::bracketed(&wording::figure(indicator, value, row.markers));
    let sentence = |who: &str| {
        format!(
            "Of {} {who}, {} has the highest {name} {} and {} the lowest {}",
            with.len(),
            wording::the(&top.subject),
            shown(top, *high),
            wording::the(&bottom.subject),
            shown(bottom, *low)
        )
    };
    wording::headline(&[
        format!("{}, {period}.", sentence(peers)),
        format!("{}.", sentence(peers)),
        format!("{}.", sentence("compared")),
    ])
}
