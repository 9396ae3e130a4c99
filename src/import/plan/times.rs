//! What titles say of the times that headers name.

use std::collections::HashSet;

use super::{FigureColumn, header_of};
use crate::domain::{Period, PeriodLength, month_named};
use crate::import::layout::Table;
use crate::import::period_text::{Doubt, PeriodReading, PeriodStyle, SplitYear, YearsNamed, read};

/// What is said around a table of the times of its figures.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::import) struct Times {
    /// What a year across two is.
    pub(in crate::import) split: Option<SplitYear>,
    /// What is said of years that are named by no more than their number.
    pub(in crate::import) years: Option<YearsNamed>,
    /// The one year that the title names.
    pub(in crate::import) year: Option<Period>,
}

/// A column of figures at the middle of a year that its name says, whatever year those beside it are of: `Population: mid 2015`.
pub(super) fn mid_years(table: &Table, figures: &mut [FigureColumn]) {
    for figure in figures.iter_mut().filter(|figure| figure.period.is_none()) {
        let header = header_of(table, figure.column).to_lowercase();
        let words: Vec<&str> = header
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && *word != "year")
            .collect();
        let year = words.windows(2).find_map(|pair| match pair {
            ["mid", year] => Some(*year),
            _ => None,
        });
        figure.period = year.and_then(|year| read(&format!("mid-{year}"), &PeriodStyle::default()));
    }
}

/// Months by name over all figures are those of the year that the title names: `Apr`, `May` under `2023/24`.
pub(super) fn months_of_a_year(
    headers: &[String],
    figures: &mut [FigureColumn],
    year: Option<Period>,
) -> bool {
    let months: Vec<i8> = headers
        .iter()
        .filter_map(|header| month_named(header))
        .collect();
    let different: HashSet<&i8> = months.iter().collect();
    let Some(year) = year.filter(|_| months.len() == headers.len() && months.len() > 2) else {
        return false;
    };
    if different.len() < months.len() {
        return false;
    }
    let first = year.start();
    for (figure, month) in figures.iter_mut().zip(months) {
        let later = i16::from(month < first.month());
        figure.period =
            Period::from_month(first.year() + later, month, 1).map(|period| PeriodReading {
                period,
                doubt: None,
                note: None,
            });
        figure.indicator = None;
    }
    true
}

/// Quarters by number over figures are those of the year that the title names: `Q1`, `Q2` under `2023/24`, beside a target perhaps.
pub(super) fn quarters_of_a_year(
    headers: &[String],
    figures: &mut [FigureColumn],
    year: Option<Period>,
) -> bool {
    let quarters: Vec<Option<i8>> = headers.iter().map(|header| quarter_named(header)).collect();
    let named: Vec<i8> = quarters.iter().copied().flatten().collect();
    let different: HashSet<i8> = named.iter().copied().collect();
    let year = year.filter(|year| year.length() == PeriodLength::Months(12));
    let Some(year) = year.filter(|_| named.len() > 1 && different.len() == named.len()) else {
        return false;
    };
    let first = year.start();
    for (figure, quarter) in figures.iter_mut().zip(quarters) {
        let Some(quarter) = quarter else {
            continue;
        };
        let month = first.month() + quarter * 3 - 3;
        let later = i16::from(month > 12);
        let period = Period::from_month(
            first.year() + later,
            month - if later > 0 { 12 } else { 0 },
            3,
        );
        figure.period = period.map(|period| PeriodReading {
            period,
            doubt: (first.month() == 1).then_some(Doubt::WhichQuarter),
            note: None,
        });
        figure.indicator = None;
    }
    true
}

/// The number of a quarter: `Q1`, `Quarter 1`, `Q1 actual`.
fn quarter_named(header: &str) -> Option<i8> {
    let low = header.trim().to_lowercase();
    let rest = ["quarter ", "qtr ", "q"]
        .iter()
        .find_map(|start| low.strip_prefix(start))?;
    let mut words = rest.split_whitespace();
    let number: i8 = words.next()?.parse().ok()?;
    let plain = words.all(|word| {
        matches!(
            word,
            "actual" | "result" | "outturn" | "performance" | "value"
        )
    });
    (plain && (1..=4).contains(&number)).then_some(number)
}

/// What a title says of the years that are named under it.
pub(in crate::import) fn years_named(title: &str) -> Option<YearsNamed> {
    years_end(title)
        .map(YearsNamed::EndIn)
        .or_else(|| day_of_years(title))
}

/// The day of each year that a title names: `at 31 March, 2021 to 2023`. A title with one year of its own, such as `at 31 March
/// 2023`, says no more than that.
fn day_of_years(title: &str) -> Option<YearsNamed> {
    let low = title.to_lowercase();
    let words: Vec<&str> = low.split_whitespace().collect();
    let bare = |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    (1..words.len()).find_map(|at| {
        let led = matches!(*words.get(at - 1)?, "at" | "on");
        let day: i8 = words.get(at).map(bare)?.parse().ok()?;
        let month = month_named(&words.get(at + 1).map(bare)?)?;
        let rest: Vec<String> = words.get(at + 2..)?.iter().map(bare).collect();
        let is_year = |word: Option<&String>| {
            word.is_some_and(|word| {
                word.len() == 4
                    && word.starts_with(['1', '2'])
                    && word.bytes().all(|b| b.is_ascii_digit())
            })
        };
        let range = |words: &[String]| {
            matches!(words, [one, to, two] if is_year(Some(one)) && matches!(to.as_str(), "to" | "and" | "") && is_year(Some(two)))
        };
        let several = rest.windows(3).any(range);
        let none = !rest.iter().any(|word| is_year(Some(word)));
        (led && (1..=31).contains(&day) && (several || none)).then_some(YearsNamed::At(month, day))
    })
}

/// The month in which a title says that the years named under it end: `years ending 31 March`, `Years ending June 2019 to 2022`. A
/// title with one year of its own, such as `year ending March 2022`, says no more than that.
pub(super) fn years_end(title: &str) -> Option<i8> {
    let low = title.to_lowercase();
    [
        "years ending",
        "years ended",
        "year ending",
        "year ended",
        "years to",
        "year to",
    ]
    .iter()
    .flat_map(|words| low.split(words).skip(1).map(move |after| (words, after)))
    .find_map(|(words, after)| {
        let after = after.trim_start();
        let after = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let end = after
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(after.len());
        let month = month_named(after.get(..end)?)?;
        let rest = after.get(end..).unwrap_or("").trim_start();
        let year = rest
            .split(|c: char| !c.is_ascii_digit())
            .next()
            .unwrap_or("");
        let goes_on = rest.get(year.len()..).unwrap_or("").trim_start();
        let several = words.starts_with("years")
            || goes_on.starts_with("to ")
            || goes_on.starts_with(['-', '–']);
        (year.is_empty() || several).then_some(month)
    })
}

/// Whether headers name one thing at several times: `Band D 2022-23` and `Band D 2023-24`, beside `Change`.
pub(super) fn is_a_series(found: &[Option<(PeriodReading, String)>]) -> bool {
    let named: Vec<&(PeriodReading, String)> = found.iter().flatten().collect();
    named.iter().any(|(reading, name)| {
        let others = named
            .iter()
            .filter(|(other, again)| again == name && other.period != reading.period);
        others.count() > 0
    })
}

/// Whether a header says how much the last of the times beside it differs from the one before: `Percentage change on previous year`,
/// or `Change` beside two times.
pub(super) fn is_change_on_the_year(header: &str, figures: &[FigureColumn]) -> bool {
    let low = header.to_lowercase();
    let mut times: Vec<Period> = figures
        .iter()
        .filter_map(|figure| Some(figure.period.as_ref()?.period))
        .collect();
    times.sort_unstable();
    times.dedup();
    let bare = low.split(" (").next().unwrap_or("").trim();
    if times.len() == 2
        && matches!(
            bare,
            "change"
                | "percentage change"
                | "% change"
                | "difference"
                | "percent change"
                | "per cent change"
        )
    {
        return true;
    }
    let has = |words: &[&str]| words.iter().any(|word| low.contains(word));
    has(&["change", "difference"])
        && has(&[
            "previous",
            "last year",
            "latest year",
            "on the year",
            "on year",
            "over the year",
            "year-on-year",
            "annual change",
            "annual percentage change",
        ])
        && !low.contains(|c: char| c.is_ascii_digit())
}

/// Whether a header compares times, so that none of those that it names is its own: `Percentage change: 2022 over 2021`, `Change since
/// 30 Sep 2023`.
pub(super) fn compares_times(header: &str) -> bool {
    let low = header.to_lowercase();
    let words: Vec<&str> = low
        .split(|c: char| !c.is_alphanumeric() && c != '%')
        .filter(|word| !word.is_empty())
        .collect();
    let Some(at) = words.iter().position(|word| {
        matches!(
            *word,
            "change" | "changes" | "difference" | "increase" | "decrease" | "growth"
        )
    }) else {
        return false;
    };
    let behind = words.get(at + 1..).unwrap_or_default();
    let between = behind.iter().any(|word| {
        matches!(
            *word,
            "since" | "over" | "from" | "between" | "and" | "to" | "on" | "compared" | "against"
        )
    });
    between
        && behind
            .iter()
            .any(|word| word.contains(|c: char| c.is_ascii_digit()))
}

/// Totals and means of the years beside them cover all of those: `Total` beside `2019-20`, `2020-21` and `2021-22` of one band.
pub(super) fn totals_of_years(table: &Table, figures: &mut [FigureColumn]) {
    let band = |column: u32| {
        let pieces = table.pieces.get(column as usize);
        pieces
            .map_or(&[][..], Vec::as_slice)
            .split_last()
            .map_or(&[][..], |(_, band)| band)
    };
    let of_years: Vec<(u32, Period)> = figures
        .iter()
        .filter_map(|figure| Some((figure.column, figure.period.as_ref()?.period)))
        .collect();
    for figure in figures.iter_mut().filter(|figure| figure.period.is_none()) {
        let last = table
            .pieces
            .get(figure.column as usize)
            .and_then(|pieces| pieces.last());
        let low = last.map_or(String::new(), |last| last.to_lowercase());
        let mut own: Vec<Period> = of_years
            .iter()
            .filter(|(column, _)| band(*column) == band(figure.column))
            .map(|(_, period)| *period)
            .collect();
        own.sort_unstable();
        own.dedup();
        if !are_together(&low, own.len()) {
            continue;
        }
        let follow = own.windows(2).all(|pair| match pair {
            [one, next] => {
                one.length() == next.length() && one.end().tomorrow().ok() == Some(next.start())
            }
            _ => true,
        });
        let months: u16 = own
            .iter()
            .map(|period| match period.length() {
                PeriodLength::Months(months) => months,
                _ => 0,
            })
            .sum();
        let (Some(first), true) = (own.first(), follow && own.len() > 1 && months > 0) else {
            continue;
        };
        let start = first.start();
        figure.period =
            Period::from_month(start.year(), start.month(), months).map(|period| PeriodReading {
                period,
                doubt: None,
                note: None,
            });
        let header = header_of(table, figure.column);
        figure.indicator.get_or_insert(header);
    }
}

/// Whether a label says that so many times are taken together: `Total`, `3 month average` of three.
fn are_together(low: &str, count: usize) -> bool {
    let words = [
        "total",
        "totals",
        "all years",
        "average",
        "mean",
        "sum",
        "cumulative",
    ];
    let counted = low
        .split_once([' ', '-'])
        .filter(|(first, _)| first.parse() == Ok(count))
        .and_then(|(_, rest)| rest.split_once(' '))
        .filter(|(unit, _)| {
            ["month", "quarter", "year", "week"].contains(&unit.trim_end_matches('s'))
        });
    let label = counted.map_or(low, |(_, label)| label);
    !label.contains(|c: char| c.is_ascii_digit())
        && words
            .iter()
            .any(|word| label == *word || label.starts_with(&format!("{word} of ")))
}
