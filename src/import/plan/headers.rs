//! Headers of figures that name periods, with groups of people or measures beside them.

use std::collections::HashSet;

use super::times::{
    Times, compares_times, is_a_series, months_of_a_year, quarters_of_a_year, years_end,
};
use super::{FigureColumn, header_of};
use crate::domain::{Period, PeriodLength};
use crate::import::PeriodKind;
use crate::import::layout::{self, Table};
use crate::import::period_text::{self, PeriodReading, PeriodStyle};

/// Reads the headers of the figures as periods, wholly or with a name beside; true when they are.
pub(super) fn periods_in_headers(
    table: &Table,
    figures: &mut [FigureColumn],
    times: &Times,
    (kind, has_period_column): (Option<PeriodKind>, bool),
) -> bool {
    let headers: Vec<String> = figures
        .iter()
        .map(|figure| header_of(table, figure.column))
        .collect();
    if !has_period_column
        && (months_of_a_year(&headers, figures, times.year)
            || quarters_of_a_year(&headers, figures, times.year))
    {
        return true;
    }
    let (split, years) = (times.split, times.years);
    let parts: Vec<Vec<&str>> = figures
        .iter()
        .zip(&headers)
        .map(|(figure, header)| {
            let pieces = table.pieces.get(figure.column as usize);
            match pieces.filter(|pieces| pieces.len() > 1) {
                Some(pieces) => pieces.iter().map(String::as_str).collect(),
                None => header.split(" – ").collect(),
            }
        })
        .collect();
    let first = figures
        .iter()
        .map(|figure| figure.column)
        .min()
        .unwrap_or(0);
    let mut labels = table.headers.iter().take(first as usize);
    let week = labels.find(|header| header.to_lowercase().starts_with("week"));
    let week = week.map_or("", String::as_str);
    let style = PeriodStyle::of(week, parts.iter().flatten().copied(), split)
        .with_kind(kind)
        .with_years(years);
    let found: Vec<Option<(PeriodReading, String)>> = headers
        .iter()
        .zip(&parts)
        .map(|(header, parts)| {
            if compares_times(header) {
                return None;
            }
            let (mut reading, name) = split_header(header, parts, &style)?;
            if let Some(week) = style.week.and_then(|week| week.of(reading.period)) {
                reading.period = week;
            }
            Some((reading, name))
        })
        .collect();
    let count = found.iter().filter(|found| found.is_some()).count();
    let compared = headers.iter().filter(|header| compares_times(header));
    let others = figures.len() - compared.count();
    let enough = count * 10 >= others * 6 || (count * 10 >= others * 4 && is_a_series(&found));
    if count == 0 || !enough || (figures.len() == 1 && !is_whole(&found)) {
        return false;
    }
    // Beside a column of times those in the headers are the figures' own where one thing stands at several of them: `2025-26 milestone`
    // and `2026-27 milestone` beside the year of a baseline.
    if has_period_column && !is_a_series(&found) {
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

/// Columns of which several end in times of their own, each in another, beside others that say none: `Claimant rate, March 2024`,
/// `Median income 2020`. Whatever the time of the others, theirs is the one that they say.
pub(super) fn times_of_single_headers(table: &Table, figures: &mut [FigureColumn]) {
    let style = PeriodStyle::default();
    let own: Vec<Option<(PeriodReading, String)>> = figures
        .iter()
        .map(|figure| {
            let header = header_of(table, figure.column);
            let says_else =
                figure.period.is_some() || figure.subject.is_some() || !figure.groups.is_empty();
            if says_else || compares_times(&header) {
                return None;
            }
            split_header(&header, &[], &style)
                .filter(|(reading, name)| reading.doubt.is_none() && !name.is_empty())
        })
        .collect();
    let of_own = own.iter().flatten().map(|(reading, _)| reading);
    let all = figures.iter().filter_map(|figure| figure.period.as_ref());
    let different: HashSet<Period> = of_own.chain(all).map(|reading| reading.period).collect();
    if different.len() < 2 {
        return;
    }
    for (figure, own) in figures.iter_mut().zip(own) {
        if let Some((reading, name)) = own {
            figure.period = Some(reading);
            figure.indicator = Some(name);
        }
    }
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
    if let Some(found) = unit_of_period(header, style) {
        return Some(found);
    }
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
    if let Some(found) = after_stroke(header, style) {
        return Some(found);
    }
    let (header, unit) = unit_behind(header);
    let header = header.trim_end_matches("[p]").trim_end_matches("[r]");
    let words: Vec<&str> = if header.contains(' ') {
        header.split_whitespace().collect()
    } else {
        header.split('_').collect()
    };
    if !unit.is_empty() {
        let with_unit = |name: String| format!("{name} {unit}").trim().to_owned();
        return (1..words.len()).find_map(|split| {
            let (name, tail) = words.split_at(split);
            let reading = period_text::read(&tail.join(" "), style)?;
            Some((reading, with_unit(without_linking_word(name))))
        });
    }
    for split in 1..words.len() {
        let (name, tail) = words.split_at(split);
        // `Six months to March 2022` is no March.
        let goes_on = name.last().is_some_and(|word| {
            matches!(
                word.to_lowercase().as_str(),
                "to" | "ending" | "ended" | "until" | "since" | "before" | "after"
            )
        });
        // `Rate (%) March 2024` says its unit before the time.
        let of_time = |word: &&str| word.contains(char::is_alphanumeric);
        if goes_on || !tail.first().is_some_and(of_time) {
            continue;
        }
        let tail = tail.join(" ");
        if let Some(reading) = period_text::read(&tail, style) {
            let note = reading.note.as_deref().map(|note| as_written(&tail, note));
            let name = with_note(without_linking_word(name), note);
            return Some((reading, name));
        }
    }
    // `2022/23 outturn`: the time first.
    (1..words.len()).rev().find_map(|split| {
        let (first, name) = words.split_at(split);
        let reading = period_text::read(&first.join(" "), style)?;
        let goes_on = name
            .first()?
            .starts_with(|c: char| c.is_alphabetic() || c == '(');
        goes_on.then(|| (reading, without_linking_word(name)))
    })
}

/// A name and a time with a stroke between them: `Stage 4 score / 2022`, where the number belongs to the name.
fn after_stroke(header: &str, style: &PeriodStyle) -> Option<(PeriodReading, String)> {
    let (name, time) = [" / ", " | ", "→"]
        .iter()
        .find_map(|between| header.rsplit_once(between))?;
    let name = name.trim();
    let goes_on = name
        .split_whitespace()
        .next_back()
        .is_none_or(|last| last.len() > 1 && last.contains(|c: char| c.is_ascii_digit()));
    let reading = period_text::read(time, style).filter(|_| !goes_on)?;
    Some((reading, without_linking_word(&[name])))
}

/// No more than a unit behind a period: `2021 %` beside `2021 No.`.
fn unit_of_period(header: &str, style: &PeriodStyle) -> Option<(PeriodReading, String)> {
    let (period, unit) = header.rsplit_once(' ')?;
    let name = match unit.to_lowercase().as_str() {
        "%" | "percentage" => "%",
        "no." | "number" | "n" | "count" => "Number",
        "£" => "£",
        "rate" => "Rate",
        _ => return None,
    };
    Some((period_text::read(period, style)?, name.to_owned()))
}

/// A header and the unit in brackets behind it: `Children FYE 2022 (%)`.
fn unit_behind(header: &str) -> (&str, &str) {
    let Some(open) = header.rfind('(').filter(|_| header.ends_with(')')) else {
        return (header, "");
    };
    let (before, unit) = header.split_at(open);
    let inside = unit.trim_matches(['(', ')']);
    if matches!(
        inside,
        "%" | "£" | "per cent" | "number" | "thousands" | "£m"
    ) {
        (before.trim_end(), unit)
    } else {
        (header, "")
    }
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
                && (matches!(reading.period.length(), PeriodLength::Months(months) if months < 12)
                    || (ends_a_year(part) && reading.period != of_year.period))
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

/// Words of a text in the capitals that they have there.
fn as_written<'t>(text: &'t str, low: &'t str) -> &'t str {
    let at = text.to_ascii_lowercase().find(low);
    at.and_then(|at| text.get(at..at + low.len()))
        .unwrap_or(low)
}

/// A name with what stands in brackets behind the time, where that says more of it than how final it is: `PM2.5 2021 (total)`.
fn with_note(name: String, note: Option<&str>) -> String {
    let says = |note: &&str| {
        let low = note.to_lowercase();
        let of_state = [
            "provisional",
            "revised",
            "final",
            "estimate",
            "note",
            "latest",
            "projected",
        ];
        low.len() > 3 && !low.starts_with('[') && !of_state.iter().any(|word| low.contains(word))
    };
    match note.filter(says) {
        Some(note) if !name.is_empty() => format!("{name} ({note})"),
        _ => name,
    }
}

/// Whether a row of a header says in which month the years under or over it end: `Year ending March`.
fn ends_a_year(part: &str) -> bool {
    years_end(part).is_some()
}

/// The words before a period without the one that leads to it: `Leavers from`, `Homes built, in`.
fn without_linking_word(words: &[&str]) -> String {
    // What the figures of a time were, beside what they were meant to be.
    if let [only] = words
        && matches!(
            only.to_lowercase().as_str(),
            "outturn" | "actual" | "actuals" | "result" | "performance" | "final" | "figures"
        )
    {
        return String::new();
    }
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

/// Places over or under the periods of headers: `England` over `2010/11` and `2016/17`.
pub(super) fn places_beside_periods(
    figures: &mut [FigureColumn],
    is_place: &dyn Fn(&str) -> bool,
) -> bool {
    let place_of = |figure: &FigureColumn| {
        let name = figure.indicator.as_deref()?;
        name.split(" – ")
            .find(|piece| is_place(piece))
            .map(str::to_owned)
    };
    let places: Vec<Option<String>> = figures.iter().map(place_of).collect();
    let different: std::collections::HashSet<&String> = places.iter().flatten().collect();
    if different.len() < 2 || places.iter().any(Option::is_none) {
        return false;
    }
    for (figure, place) in figures.iter_mut().zip(places) {
        let name = figure.indicator.take().unwrap_or_default();
        let rest: Vec<&str> = name
            .split(" – ")
            .filter(|piece| Some(*piece) != place.as_deref())
            .collect();
        figure.indicator = (!rest.is_empty()).then(|| rest.join(" – "));
        figure.subject = place;
    }
    true
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
