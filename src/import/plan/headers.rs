//! Headers of figures that name periods, with groups of people or measures beside them.

use super::{FigureColumn, header_of};
use crate::domain::PeriodLength;
use crate::import::PeriodKind;
use crate::import::layout::{self, Table};
use crate::import::period_text::{self, PeriodReading, PeriodStyle, SplitYear};

/// Reads the headers of the figures as periods, wholly or with a name beside; true when they are.
pub(super) fn periods_in_headers(
    table: &Table,
    figures: &mut [FigureColumn],
    split: Option<SplitYear>,
    kind: Option<PeriodKind>,
) -> bool {
    let headers: Vec<String> = figures
        .iter()
        .map(|figure| header_of(table, figure.column))
        .collect();
    let parts: Vec<Vec<&str>> = headers
        .iter()
        .map(|header| header.split(" – ").collect())
        .collect();
    let style = PeriodStyle::of("", parts.iter().flatten().copied(), split).with_kind(kind);
    let found: Vec<Option<(PeriodReading, String)>> = headers
        .iter()
        .zip(&parts)
        .map(|(header, parts)| split_header(header, parts, &style))
        .collect();
    let count = found.iter().filter(|found| found.is_some()).count();
    if count == 0 || count * 10 < figures.len() * 6 || (figures.len() == 1 && !is_whole(&found)) {
        return false;
    }
    for (figure, found) in figures.iter_mut().zip(found) {
        if let Some((period, name)) = found {
            figure.period = Some(period);
            figure.indicator = (!name.is_empty()).then_some(name);
        }
    }
    true
}

/// Whether the only header is nothing but a period.
fn is_whole(found: &[Option<(PeriodReading, String)>]) -> bool {
    found
        .iter()
        .all(|found| found.as_ref().is_some_and(|(_, name)| name.is_empty()))
}

/// A header as a period and the name beside it.
fn split_header(
    header: &str,
    parts: &[&str],
    style: &PeriodStyle,
) -> Option<(PeriodReading, String)> {
    if let Some(reading) = period_text::read(header, style) {
        return Some((reading, String::new()));
    }
    if let Some(found) = in_two_parts(parts, style) {
        return Some(found);
    }
    for (index, part) in parts.iter().enumerate() {
        if let Some(reading) = period_text::read(part, style) {
            let rest: Vec<&str> = parts
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index)
                .map(|(_, part)| *part)
                .collect();
            return Some((reading, rest.join(" – ")));
        }
    }
    let words: Vec<&str> = header.split_whitespace().collect();
    for split in 1..words.len() {
        let (name, tail) = words.split_at(split);
        if let Some(reading) = period_text::read(&tail.join(" "), style) {
            return Some((reading, without_linking_word(name)));
        }
    }
    None
}

/// A year in one row of a header and its quarter or month in another: `2022` over `Q1`, `2022/23` over `April`.
fn in_two_parts(parts: &[&str], style: &PeriodStyle) -> Option<(PeriodReading, String)> {
    for (at, year) in parts.iter().enumerate() {
        let Some(of_year) = period_text::read(year, style) else {
            continue;
        };
        if of_year.period.length() != PeriodLength::Months(12) {
            continue;
        }
        for (other, part) in parts.iter().enumerate() {
            let is_alone = other == at || period_text::read(part, style).is_some();
            if is_alone {
                continue;
            }
            if let Some(reading) = period_text::read(&format!("{part} {year}"), style)
                && matches!(reading.period.length(), PeriodLength::Months(months) if months < 12)
            {
                let rest: Vec<&str> = parts
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| *index != at && *index != other)
                    .map(|(_, part)| *part)
                    .collect();
                return Some((reading, rest.join(" – ")));
            }
        }
    }
    None
}

/// The words before a period without the one that leads to it: `Leavers from`, `Homes built, in`.
fn without_linking_word(words: &[&str]) -> String {
    let words = match words.split_last() {
        Some((last, rest))
            if matches!(
                last.to_lowercase().as_str(),
                "from"
                    | "in"
                    | "at"
                    | "for"
                    | "during"
                    | "on"
                    | "as"
                    | "of"
                    | "between"
                    | "-"
                    | "–"
            ) =>
        {
            rest
        }
        _ => words,
    };
    words
        .join(" ")
        .trim_end_matches([',', ':', '-', ' '])
        .to_owned()
}

/// Groups of people over or under the periods of headers: `Males` over `2021` and `2022`.
pub(super) fn groups_beside_periods(figures: &mut [FigureColumn]) {
    let pieces: Vec<Vec<String>> = figures
        .iter()
        .map(|figure| {
            let name = figure.indicator.as_deref().unwrap_or("");
            name.split(" – ")
                .filter(|piece| !piece.is_empty())
                .map(str::to_owned)
                .collect()
        })
        .collect();
    let Some(found) = layout::groups_across(&pieces) else {
        return;
    };
    for (figure, of_people) in figures.iter_mut().zip(found) {
        figure.indicator = (!of_people.name.is_empty()).then_some(of_people.name);
        figure.groups = of_people.groups;
    }
}
