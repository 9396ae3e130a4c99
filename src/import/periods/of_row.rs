use super::PeriodTexts;
use crate::domain::{Period, PeriodLength, month_named};
use crate::import::columns::{first_of_three, quarter_of};
use crate::import::layout::is_total;
use crate::import::period_text::{self, Doubt, PeriodReading, PeriodStyle};

/// One row's texts as a period.
pub(super) fn read(
    texts: &PeriodTexts<'_>,
    style: &PeriodStyle,
    fixed: Option<Period>,
) -> Option<PeriodReading> {
    let sure = |period| PeriodReading {
        period,
        doubt: None,
        note: None,
    };
    if !texts.start.is_empty() && !texts.length.is_empty() {
        return Period::from_key(&format!("{}/{}", texts.start, texts.length)).map(sure);
    }
    if !texts.start.is_empty() && !texts.end.is_empty() {
        let day = |text| {
            period_text::read(text, style)
                .map(|reading| reading.period)
                .filter(|period| period.length() == PeriodLength::Day)
        };
        return period_text::days_between(day(texts.start)?, day(texts.end)?);
    }
    if texts.whole.is_empty() && !texts.due.is_empty() {
        let due = period_text::read(texts.due, style)?.period;
        return Period::financial_year(due.start().year() - 1).map(sure);
    }
    let text = if texts.whole.is_empty() {
        texts.start
    } else {
        texts.whole
    };
    if !texts.kind.is_empty() {
        return of_kind(text, texts.kind, style);
    }
    if !texts.end_month.is_empty() {
        return quarter_to(text, texts.end_month, style, fixed);
    }
    if !texts.month.is_empty() && !is_total(texts.month) {
        return month_of(text, texts.month, style);
    }
    if !texts.quarter.is_empty() && !is_total(texts.quarter) {
        return quarter_in(text, texts.quarter, style);
    }
    let mut reading = period_text::read(text, style)?;
    if let Some(week) = style.week.and_then(|week| week.of(reading.period)) {
        reading.period = week;
    }
    Some(reading)
}

/// `201617` beside `Academic year`, `2021` beside `January`.
fn of_kind(text: &str, kind: &str, style: &PeriodStyle) -> Option<PeriodReading> {
    let kind = kind.to_lowercase();
    let half = kind.starts_with("part ") && (kind.contains("(apr") || kind.contains("(oct"));
    let split = if kind.contains("financial") || kind.starts_with("tax year") || half {
        Some(period_text::SplitYear::Financial)
    } else if kind.contains("academic") || kind.contains("term") {
        Some(period_text::SplitYear::Academic)
    } else {
        style.split
    };
    let style = PeriodStyle {
        split,
        split_by_header: split.is_some()
            && (kind.contains("academic") || kind.contains("financial")),
        year_pairs: true,
        ..*style
    };
    if let Some(reading) = period_text::read(&format!("{kind} {text}"), &style)
        && reading.period.length() != PeriodLength::Months(12)
    {
        return Some(reading);
    }
    if half && let Some((_, months)) = kind.split_once('(') {
        let reading = period_text::read(&format!("{text} ({months}"), &style)?;
        return Some(PeriodReading {
            note: None,
            ..reading
        });
    }
    let mut reading = period_text::read(text, &style)?;
    if reading.period.length() != PeriodLength::Months(12) && !kind.starts_with("week ") {
        return Some(reading);
    }
    let first = reading.period.start();
    let year = first.year();
    if let Some((of, quarters)) = kind.split_once(" year q") {
        // The quarters of school years begin in August with some and in September with others.
        let known = matches!(of, "financial" | "tax" | "calendar");
        let numbers = quarters
            .split('-')
            .map(|one| one.trim_start_matches('q').parse::<i8>());
        let numbers: Vec<i8> = numbers.collect::<Result<_, _>>().ok().filter(|_| known)?;
        let (from, to) = (*numbers.first()?, *numbers.last()?);
        if numbers.len() > 2 || !(1..=4).contains(&from) || !(from..=4).contains(&to) {
            return None;
        }
        let month = first.month() + (from - 1) * 3;
        let later = i16::from(month > 12);
        let month = if month > 12 { month - 12 } else { month };
        let months = u16::try_from((to - from + 1) * 3).ok()?;
        reading.period = Period::from_month(year + later, month, months)?;
        reading.doubt = None;
        return Some(reading);
    }
    if let Some(week) = kind.strip_prefix("week ") {
        let week = week.trim().parse().ok()?;
        // A week that ends before the school or financial year begins is one of its second half.
        let named = Period::new(monday(year, week)?, PeriodLength::Week);
        reading.period = if named.end() < first {
            Period::new(monday(year + 1, week)?, PeriodLength::Week)
        } else {
            named
        };
        reading.doubt = None;
        return Some(reading);
    }
    let is_year = !kind.contains(|c: char| c.is_ascii_digit())
        && ["year", "term", "annual"]
            .iter()
            .any(|word| kind.contains(word));
    if !is_year {
        return None;
    }
    let term = match kind.as_str() {
        "autumn term" => Some((year, 9, 4)),
        "spring term" => Some((year + 1, 1, 4)),
        "summer term" => Some((year + 1, 5, 4)),
        "autumn and spring term" | "autumn and spring terms" => Some((year, 9, 8)),
        _ => None,
    };
    if let Some((year, month, months)) = term {
        reading.period = Period::from_month(year, month, months)?;
        reading.doubt = None;
    }
    Some(reading)
}

/// `2021` and `February` or `2`, `2021/22` and `February`. Whether the `2` of `2021/22` is February or the second month of that
/// year nothing tells, so it is none.
fn month_of(text: &str, month: &str, style: &PeriodStyle) -> Option<PeriodReading> {
    let mut year = period_text::read(text, style)?;
    if year.period.length() == PeriodLength::Day {
        return Some(year);
    }
    let first = year.period.start();
    let month = match month.trim().parse::<i8>() {
        Ok(number) if first.month() == 1 => number,
        Ok(_) => return None,
        Err(_) => month_named(&month.trim().to_lowercase())?,
    };
    let later = i16::from(month < first.month());
    year.period = Period::from_month(first.year() + later, month, 1)?;
    if later == 0 && first.month() == 1 {
        year.doubt = None;
    }
    Some(year)
}

/// `2021/22` and `2`: the second three months of that year; `2021-06-30` and `2`: those that end with the day.
fn quarter_in(text: &str, quarter: &str, style: &PeriodStyle) -> Option<PeriodReading> {
    let mut year = period_text::read(text, style)?;
    let first = year.period.start();
    if year.period.length() == PeriodLength::Day {
        let own = (first.month() - 1) / 3 + 1;
        let of_day = Period::from_month(first.year(), own * 3 - 2, 3)?;
        if quarter_of(quarter) == Some(own) && (of_day.end() == first || of_day.start() == first) {
            year.period = of_day;
            year.doubt = None;
        }
        return Some(year);
    }
    if let Some(month) = first_of_three(quarter) {
        let later = i16::from(month < first.month());
        year.period = Period::from_month(first.year() + later, month, 3)?;
        return Some(year);
    }
    let month = first.month() + (quarter_of(quarter)? - 1) * 3;
    let (later, month) = if month > 12 {
        (1, month - 12)
    } else {
        (0, month)
    };
    year.period = Period::from_month(first.year() + later, month, 3)?;
    if first.month() == 1 {
        year.doubt = Some(Doubt::WhichQuarter);
    }
    Some(year)
}

/// The first day of a week of a year, as they are numbered by ISO 8601: the first holds the year's first Thursday.
fn monday(year: i16, week: i8) -> Option<jiff::civil::Date> {
    jiff::civil::ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday)
        .ok()
        .map(jiff::civil::Date::from)
}

/// `2020-21` and `June`: the quarter to June 2020, or the sheet's own period where it ends with that month.
fn quarter_to(
    text: &str,
    month: &str,
    style: &PeriodStyle,
    fixed: Option<Period>,
) -> Option<PeriodReading> {
    let year = period_text::read(text, style)?;
    let first = year.period.start();
    let name = period_text::read(&format!("{month} 2000"), style)?;
    let month = name.period.start().month();
    let of_year = if first.month() > 1 && month < first.month() {
        first.year() + 1
    } else {
        first.year()
    };
    let end = Period::from_month(of_year, month, 1)?;
    if let Some(fixed) = fixed
        && fixed.end() == end.end()
    {
        return Some(PeriodReading {
            period: fixed,
            doubt: None,
            note: None,
        });
    }
    let period = if month % 3 == 0 {
        Period::from_month(of_year, month - 2, 3)?
    } else {
        end
    };
    Some(PeriodReading {
        period,
        doubt: None,
        note: None,
    })
}

#[cfg(test)]
mod tests {
    use super::{PeriodStyle, PeriodTexts, read};
    use crate::import::period_text::SplitYear;

    #[test]
    fn weeks_and_months_lie_in_the_year_beside_them() {
        let style = PeriodStyle {
            split: Some(SplitYear::Financial),
            ..PeriodStyle::default()
        };
        for (whole, kind, month, expected) in [
            ("2021", "week 36", "", Some("2021-09-06/P7D")),
            ("2020", "week 1", "", Some("2019-12-30/P7D")),
            ("2021/22", "week 36", "", Some("2021-09-06/P7D")),
            ("2021/22", "week 10", "", Some("2022-03-07/P7D")),
            ("2021", "", "February", Some("2021-02-01/P1M")),
            ("2021", "", "2", Some("2021-02-01/P1M")),
            ("2021/22", "", "February", Some("2022-02-01/P1M")),
            ("2021/22", "", "2", None),
            ("2021", "", "13", None),
        ] {
            let texts = PeriodTexts {
                whole,
                kind,
                month,
                ..PeriodTexts::default()
            };
            let found = read(&texts, &style, None).map(|reading| reading.period.key());
            assert_eq!(found.as_deref(), expected, "{whole} {kind}{month}");
        }
    }
}
