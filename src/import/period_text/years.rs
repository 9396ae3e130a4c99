use super::{Doubt, PeriodReading, PeriodStyle, SplitYear, YearsNamed};
use crate::domain::{Period, PeriodLength};
use crate::import::PeriodKind;

/// Digits without separators: `2019`, `201617`, `202304`, `20200131`.
pub(super) fn digits_alone(digits: &str, style: &PeriodStyle) -> Option<PeriodReading> {
    let year: i16 = number(digits.get(..4)?)?;
    if !(1500..=2300).contains(&year) {
        return None;
    }
    match digits.len() {
        4 => single_year(year, style).map(PeriodReading::sure),
        6 => {
            let second = digits.get(4..)?;
            let months: i8 = number(second)?;
            let follows = follows(year, second);
            let later = i16::from(months) > year.rem_euclid(100);
            let month = (1..=12).contains(&months);
            if style.kind == Some(PeriodKind::Month) && month {
                return Period::from_month(year, months, 1).map(PeriodReading::sure);
            }
            if style.lost_separators && !follows && later {
                return lost_span(year, i16::from(months), style);
            }
            match (follows, month) {
                (true, true)
                    if style.split.is_none() && style.kind.is_none() && !style.year_pairs =>
                {
                    Period::from_month(year, months, 1)
                        .map(|period| PeriodReading::doubtful(period, Doubt::YearOrMonth))
                }
                (true, _) | (false, false) if style.lost_separators || follows => {
                    let mut reading = two_years(digits.get(..4)?, second, false, style)?;
                    let told = style.split.is_some() || style.kind.is_some();
                    reading.doubt = (!told).then_some(Doubt::LostSeparator);
                    Some(reading)
                }
                (false, true) => Period::from_month(year, months, 1).map(PeriodReading::sure),
                _ => None,
            }
        }
        8 => Period::day(year, number(digits.get(4..6)?)?, number(digits.get(6..8)?)?)
            .map(PeriodReading::sure),
        _ => None,
    }
}

/// `201820` for 2018 to 2020: whole calendar years, or those from April or September between them. Where it was said what the
/// pairs of years beside it are, spans are read as three years, as publishers pool them; others are asked.
fn lost_span(year: i16, second: i16, style: &PeriodStyle) -> Option<PeriodReading> {
    let between = u16::try_from(second - year.rem_euclid(100)).ok()?;
    (between <= 10).then_some(())?;
    let said = match (style.kind, between) {
        (Some(_), 2) => Some(PeriodKind::Calendar),
        (Some(kind @ (PeriodKind::Financial | PeriodKind::Academic)), 3) => Some(kind),
        _ => None,
    };
    let (month, years) = match style.kind_of_text.or(said) {
        Some(PeriodKind::Financial) => (4, between),
        Some(PeriodKind::Academic) => (9, between),
        _ => (1, between + 1),
    };
    Period::from_month(year, month, years * 12).map(|period| PeriodReading {
        doubt: match (style.kind_of_text, said) {
            (Some(_), _) => None,
            (None, Some(_)) => Some(Doubt::ThreeYears),
            (None, None) => Some(Doubt::LostSpan),
        },
        ..PeriodReading::sure(period)
    })
}

/// One year, as the column's header understands it.
pub(super) fn single_year(year: i16, style: &PeriodStyle) -> Option<Period> {
    match style.years {
        Some(YearsNamed::EndIn(month)) if month < 12 => {
            return Period::from_month(year - 1, month + 1, 12);
        }
        Some(YearsNamed::At(month, day)) => {
            let day = jiff::civil::Date::new(year, month, day).ok()?;
            return Some(Period::new(day, PeriodLength::Day));
        }
        _ => {}
    }
    match (style.names_end, style.split) {
        (true, Some(SplitYear::Academic)) => Period::academic_year(year - 1),
        (true, _) => Period::financial_year(year - 1),
        (false, Some(SplitYear::Academic)) if style.split_by_header => Period::academic_year(year),
        (false, Some(SplitYear::Financial)) if style.split_by_header => {
            Period::financial_year(year)
        }
        _ => Period::calendar_year(year),
    }
}

/// `2016/17`, `2016-17`, `2011-2012`, `2020 to 2021`, `2018 - 2020`, `2023-04`.
pub(super) fn two_years(
    year: &str,
    second: &str,
    to: bool,
    style: &PeriodStyle,
) -> Option<PeriodReading> {
    let first: i16 = number(year)?;
    if !(1500..=2300).contains(&first) {
        return None;
    }
    let last: i16 = match second.len() {
        4 => number(second)?,
        2 if follows(first, second) => first + 1,
        2 => {
            let month: i8 = number(second)?;
            let is_span = spans_to(first, i16::from(month)) && style.spans && !style.only_months;
            if (1..=12).contains(&month) && !to && !is_span {
                return year_and_month(first, month, style);
            }
            let last = first - first.rem_euclid(100) + i16::from(month);
            if last < first { last + 100 } else { last }
        }
        _ => return None,
    };
    if last == first + 1 && style.kind != Some(PeriodKind::Calendar) {
        let month: Option<i8> = number(second);
        let split = style.split.unwrap_or(SplitYear::Financial);
        let period = match split {
            SplitYear::Academic => Period::academic_year(first)?,
            SplitYear::Financial => Period::financial_year(first)?,
        };
        let could_be_month =
            second.len() == 2 && !to && month.is_some_and(|month| (1..=12).contains(&month));
        let chosen = style.kind == Some(PeriodKind::Month);
        if could_be_month && (chosen || (style.months && !style.year_pairs)) {
            return Period::from_month(first, month?, 1).map(PeriodReading::sure);
        }
        let doubt = if could_be_month && !style.year_pairs && style.dashes && style.split.is_none()
        {
            Some(Doubt::YearOrMonth)
        } else if style.split.is_some() {
            None
        } else if to {
            Some(Doubt::YearOrSpan)
        } else {
            Some(Doubt::WhichYear)
        };
        return Some(PeriodReading {
            period,
            doubt,
            note: None,
        });
    }
    let years = u16::try_from(last - first + 1).ok()?;
    (2..=30).contains(&years).then_some(())?;
    Period::from_month(first, 1, years * 12).map(PeriodReading::sure)
}

/// `2023-04`: April 2023, or the year that begins with it where all the column's texts name that month alone.
fn year_and_month(year: i16, month: i8, style: &PeriodStyle) -> Option<PeriodReading> {
    let split = match month {
        4 => SplitYear::Financial,
        9 => SplitYear::Academic,
        _ => return Period::from_month(year, month, 1).map(PeriodReading::sure),
    };
    if style.kind.is_some() && style.kind.and_then(PeriodKind::split) == Some(split) {
        return Period::from_month(year, month, 12).map(PeriodReading::sure);
    }
    let open = style.kind.is_none() && (style.one_month || style.year_pairs);
    Period::from_month(year, month, 1).map(|period| PeriodReading {
        doubt: open.then_some(Doubt::YearOrMonth),
        ..PeriodReading::sure(period)
    })
}

/// `2018/19 to 2020/21`.
pub(super) fn years_between(first: i16, last: i16, style: &PeriodStyle) -> Option<PeriodReading> {
    let years = u16::try_from(last - first + 1).ok()?;
    (1..=30).contains(&years).then_some(())?;
    let (month, doubt) = match style.split {
        Some(SplitYear::Academic) => (9, None),
        Some(SplitYear::Financial) => (4, None),
        None => (4, Some(Doubt::WhichYear)),
    };
    Some(PeriodReading {
        period: Period::from_month(first, month, years * 12)?,
        doubt,
        note: None,
    })
}

/// Months from one to another that are still a period: half a century.
const LONGEST: u16 = 600;

/// From one month to another, both included.
pub(super) fn months_between(first: (i16, i8), last: (i16, i8)) -> Option<PeriodReading> {
    let months = i32::from(last.0 - first.0) * 12 + i32::from(last.1 - first.1) + 1;
    let months = u16::try_from(months)
        .ok()
        .filter(|months| (1..=LONGEST).contains(months))?;
    Period::from_month(first.0, first.1, months).map(PeriodReading::sure)
}

/// From one day to another, where that is a whole number of months.
pub(in crate::import) fn days_between(first: Period, last: Period) -> Option<PeriodReading> {
    let next = last.start().tomorrow().ok()?;
    let start = first.start();
    if next.day() != start.day() {
        return None;
    }
    let months =
        i32::from(next.year() - start.year()) * 12 + i32::from(next.month() - start.month());
    let months = u16::try_from(months)
        .ok()
        .filter(|months| (1..=LONGEST).contains(months))?;
    Some(PeriodReading::sure(Period::new(
        start,
        PeriodLength::Months(months),
    )))
}

/// A day of three numbers: year first when the first has four digits. What of the others is the day is told by one above 12, by what
/// was said, or by the other days of the column, if they agree; where nothing tells, it is open.
pub(super) fn day(a: &str, b: &str, c: &str, style: &PeriodStyle) -> Option<PeriodReading> {
    if a.len() == 4 {
        return Period::day(number(a)?, number(b)?, number(c)?).map(PeriodReading::sure);
    }
    let year = full_year(c)?;
    let (first, second): (i8, i8) = (number(a)?, number(b)?);
    let said = match style.kind {
        Some(PeriodKind::DayFirst) => Some(false),
        Some(PeriodKind::MonthFirst) => Some(true),
        _ => (style.day_first != style.month_first).then_some(style.month_first),
    };
    let is_open = first <= 12 && second <= 12 && first != second;
    let month_first = if is_open {
        said.unwrap_or(false)
    } else {
        second > 12
    };
    let (day, month) = if month_first {
        (second, first)
    } else {
        (first, second)
    };
    let period = Period::day(year, month, day)?;
    Some(PeriodReading {
        period,
        doubt: (is_open && said.is_none()).then_some(Doubt::DayFirst),
        note: None,
    })
}

/// Whether two digits can be the last year of a span of up to ten.
pub(super) fn spans_to(year: i16, second: i16) -> bool {
    (2..=10).contains(&(second - year.rem_euclid(100)).rem_euclid(100))
}

/// Whether two digits name the year after.
pub(super) fn follows(year: i16, second: &str) -> bool {
    number::<i16>(second).is_some_and(|second| second == (year + 1).rem_euclid(100))
}

pub(super) fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    digits.parse().ok()
}

/// A year of four digits, or of two: 00 to 69 are of this century.
pub(super) fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = number(digits)?;
    match digits.len() {
        4 => Some(year),
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}
