//! Periods as publishers write them. What can be read two ways is read by the company it keeps in its column, and says so.

mod find;
mod style;
mod tokens;

use jiff::civil::DateTime;

use crate::domain::{Period, PeriodLength};
pub(super) use find::{find_in, find_in_file_name};
pub(super) use style::{PeriodStyle, SplitYear};
use tokens::{Token, month_of, tokens};

/// Why a reading of a period should be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Doubt {
    /// `2016/17` without a word on which year is meant.
    WhichYear,
    /// `01/02/2020`: day first.
    DayFirst,
    /// `202021`: the separator was lost.
    LostSeparator,
    /// `2011-12`: a year or December 2011.
    YearOrMonth,
    /// `2020 to 2021`: one year across two or two whole years.
    YearOrSpan,
    /// `Q1 2022`: of the calendar year.
    WhichQuarter,
}

impl Doubt {
    /// What the reading assumes, for the problem's text.
    pub(super) fn in_words(self) -> &'static str {
        match self {
            Self::WhichYear => "nothing says whether this is a financial or an academic year",
            Self::DayFirst => "the day is taken to stand before the month",
            Self::LostSeparator => "the separator between the years seems to have been lost",
            Self::YearOrMonth => "it could also be a month",
            Self::YearOrSpan => "it could also be two whole years",
            Self::WhichQuarter => "the quarter is taken to be one of the calendar year",
        }
    }

    /// Whether the reading is a guess that somebody must check, rather than a usual understanding.
    pub(super) fn is_guess(self) -> bool {
        matches!(self, Self::LostSeparator | Self::YearOrMonth)
    }
}

/// A period as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PeriodReading {
    pub(super) period: Period,
    pub(super) doubt: Option<Doubt>,
    /// What stood beside it: `revised`, `(OT)`.
    pub(super) note: Option<String>,
}

impl PeriodReading {
    fn sure(period: Period) -> Self {
        Self {
            period,
            doubt: None,
            note: None,
        }
    }

    fn doubtful(period: Period, doubt: Doubt) -> Self {
        Self {
            period,
            doubt: Some(doubt),
            note: None,
        }
    }
}

/// Reads a cell's text as a period.
pub(super) fn read(text: &str, style: &PeriodStyle) -> Option<PeriodReading> {
    if let Some(period) = Period::from_key(text) {
        return Some(PeriodReading::sure(period));
    }
    let mut low = normal(text);
    let mut note = None;
    for tail in [" revised", " provisional", " [r]", " [p]", " (r)", " (p)"] {
        if let Some(rest) = low.strip_suffix(tail) {
            note = Some(tail.trim().to_owned());
            low = rest.trim_end().to_owned();
        }
    }
    if let Some(open) = low.find('(')
        && low.ends_with(')')
        && open > 0
    {
        let inside = low.get(open + 1..low.len() - 1).unwrap_or("").to_owned();
        let year = read_tokens(&tokens(low.get(..open).unwrap_or("")), style);
        let part = months_of_year(&tokens(&inside), year.as_ref());
        let mut reading = part.or(year)?;
        if reading.period.length() != PeriodLength::Months(12) || month_of(&inside).is_none() {
            reading.note = Some(inside);
        }
        return Some(reading);
    }
    let mut reading = read_tokens(&tokens(&low), style)?;
    reading.note = note;
    Some(reading)
}

/// Reads a date that the workbook holds as such.
pub(super) fn of_date(date: DateTime) -> Period {
    Period::new(date.date(), PeriodLength::Day)
}

/// Small letters, one kind of dash, single spaces, no times of day.
fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            '–' | '—' | '−' | '‑' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c != ' ' || !out.ends_with(' ') {
            out.extend(c.to_lowercase());
        }
    }
    out.trim().to_owned()
}

/// `(Aug to Apr)` beside a year: those months of it.
fn months_of_year(inside: &[Token], year: Option<&PeriodReading>) -> Option<PeriodReading> {
    let year = year?;
    let [Token::Word(first), Token::To, Token::Word(last)] = inside else {
        return None;
    };
    let (first, last) = (month_of(first)?, month_of(last)?);
    let start_year = year.period.start().year();
    let months = (last - first).rem_euclid(12) + 1;
    let period = Period::from_month(start_year, first, u16::try_from(months).ok()?)?;
    Some(PeriodReading::sure(period))
}

/// Reads tokens, the whole of them.
pub(super) fn read_tokens(tokens: &[Token], style: &PeriodStyle) -> Option<PeriodReading> {
    use Token::{Number, To, Word};
    match tokens {
        [Number(digits)] => digits_alone(digits, style),
        [Number(year), Number(time), ..] if year.len() == 4 && time.len() > 4 => None,
        [Number(year), Token::Dash | Token::Slash, Number(second)] if year.len() == 4 => {
            two_years(year, second, false, style)
        }
        [Number(year), To, Number(second)] if year.len() == 4 => {
            two_years(year, second, true, style)
        }
        [
            Number(a),
            Token::Slash | Token::Dash | Token::Dot,
            Number(b),
            Token::Slash | Token::Dash | Token::Dot,
            Number(c),
        ]
        | [
            Number(a),
            Token::Slash | Token::Dash | Token::Dot,
            Number(b),
            Token::Slash | Token::Dash | Token::Dot,
            Number(c),
            Token::Clock,
        ] => day(a, b, c, style),
        [Number(month), Token::Slash | Token::Dash, Number(year)]
            if year.len() == 4 && month.len() <= 2 =>
        {
            Period::from_month(number(year)?, number(month)?, 1).map(PeriodReading::sure)
        }
        [
            Number(m1),
            Token::Slash,
            Number(y1),
            Token::Dash | To,
            Number(m2),
            Token::Slash,
            Number(y2),
        ] if y1.len() == 4 && y2.len() == 4 => {
            months_between((number(y1)?, number(m1)?), (number(y2)?, number(m2)?))
        }
        [
            Number(y1),
            Token::Slash | Token::Dash,
            Number(_),
            To | Token::Dash,
            Number(y2),
            Token::Slash | Token::Dash,
            Number(end),
        ] if y1.len() == 4 && y2.len() == 4 && end.len() <= 4 => {
            years_between(number(y1)?, number(y2)?, style)
        }
        [
            Number(d1),
            Token::Slash,
            Number(m1),
            Token::Slash,
            Number(y1),
            Token::Dash | To,
            Number(d2),
            Token::Slash,
            Number(m2),
            Token::Slash,
            Number(y2),
        ] => {
            let first = day(d1, m1, y1, style)?.period;
            let last = day(d2, m2, y2, style)?.period;
            days_between(first, last)
        }
        [Word(month), Number(year)] | [Number(year), Word(month)]
            if year.len() == 4 && month_of(month).is_some() =>
        {
            Period::from_month(number(year)?, month_of(month)?, 1).map(PeriodReading::sure)
        }
        [Word(month), Token::Dash | Token::Slash, Number(year)]
            if year.len() == 4 || year.len() == 2 =>
        {
            Period::from_month(full_year(year)?, month_of(month)?, 1).map(PeriodReading::sure)
        }
        [
            Word(first),
            To | Token::Dash | Token::Slash,
            Word(last),
            Number(year),
        ] if year.len() == 4 => {
            let (m1, m2, year) = (month_of(first)?, month_of(last)?, number(year)?);
            let start = if m1 > m2 { year - 1 } else { year };
            months_between((start, m1), (year, m2))
        }
        [Word(m1), Number(y1), To | Token::Dash, Word(m2), Number(y2)] => {
            months_between((number(y1)?, month_of(m1)?), (number(y2)?, month_of(m2)?))
        }
        [Number(day), Word(month), Number(year)] if year.len() == 4 && day.len() <= 2 => {
            Period::day(number(year)?, month_of(month)?, number(day)?).map(PeriodReading::sure)
        }
        [
            Number(day),
            Token::Dash,
            Word(month),
            Token::Dash,
            Number(year),
        ] if day.len() <= 2 => {
            Period::day(full_year(year)?, month_of(month)?, number(day)?).map(PeriodReading::sure)
        }
        [Word(month), Number(day), Number(year)] if year.len() == 4 && day.len() <= 2 => {
            Period::day(number(year)?, month_of(month)?, number(day)?).map(PeriodReading::sure)
        }
        [
            Number(d1),
            Word(m1),
            Number(y1),
            To | Token::Dash,
            Number(d2),
            Word(m2),
            Number(y2),
        ] => {
            let first = Period::day(number(y1)?, month_of(m1)?, number(d1)?)?;
            let last = Period::day(number(y2)?, month_of(m2)?, number(d2)?)?;
            days_between(first, last)
        }
        _ => quarter(tokens, style).or_else(|| worded(tokens, style)),
    }
}

/// `Q1 2022`, `2022 Q1`, `2022-Q1`, `Q1 2021/22`.
fn quarter(tokens: &[Token], style: &PeriodStyle) -> Option<PeriodReading> {
    use Token::{Number, Word};
    let is_q = |word: &str| matches!(word, "q" | "quarter" | "qtr");
    let (quarter, year) = match tokens {
        [Word(q), Number(n), year @ ..] if is_q(q) && n.len() == 1 => (n, year),
        [year @ .., Token::Dash, Word(q), Number(n)] | [year @ .., Word(q), Number(n)]
            if is_q(q) && n.len() == 1 =>
        {
            (n, year)
        }
        _ => return None,
    };
    let quarter: i8 = number(quarter)?;
    if !(1..=4).contains(&quarter) {
        return None;
    }
    match year {
        [Number(year)] if year.len() == 4 => Period::from_month(number(year)?, quarter * 3 - 2, 3)
            .map(|period| PeriodReading::doubtful(period, Doubt::WhichQuarter)),
        [Number(first), Token::Slash | Token::Dash, Number(_)] if first.len() == 4 => {
            read_tokens(year, style)?;
            let first: i16 = number(first)?;
            let (year, month) = if quarter == 4 {
                (first + 1, 1)
            } else {
                (first, quarter * 3 + 1)
            };
            Period::from_month(year, month, 3).map(PeriodReading::sure)
        }
        _ => None,
    }
}

/// Periods with words in front: `Year ending March 2022`, `FY22`, `As at 31 January 2024`, `Academic year 2021/22`.
fn worded(tokens: &[Token], style: &PeriodStyle) -> Option<PeriodReading> {
    let words = tokens
        .iter()
        .take_while(|token| {
            matches!(token, Token::Word(word) if month_of(word).is_none()) || **token == Token::To
        })
        .count();
    if words == 0 && !matches!(tokens, [Token::Number(n), Token::Word(_), ..] if n == "12") {
        return None;
    }
    let phrase = tokens
        .iter()
        .take(words)
        .map(Token::text)
        .collect::<Vec<_>>()
        .join(" ");
    let rest = tokens.get(words..)?;
    if let [Token::Number(twelve), Token::Word(months), ..] = rest
        && twelve == "12"
        && months.starts_with("month")
    {
        return year_to(tokens.get(words + 3..)?);
    }
    let kind = |split: SplitYear| PeriodStyle {
        split: Some(split),
        ..*style
    };
    match phrase.as_str() {
        "financial year"
        | "fin year"
        | "fiscal year"
        | "tax year"
        | "fy"
        | "financial year ending"
        | "financial year to"
        | "fye"
        | "financial year end"
        | "fiscal year ending" => match rest {
            [Token::Number(year)] if year.len() == 4 || year.len() == 2 => {
                let ends: i16 = full_year(year)?;
                Period::financial_year(ends - 1).map(|period| {
                    if phrase.contains("end") || phrase.ends_with("to") || phrase == "fye" {
                        PeriodReading::sure(period)
                    } else {
                        PeriodReading::doubtful(period, Doubt::WhichYear)
                    }
                })
            }
            [Token::Word(_), ..] | [Token::Number(_), Token::Word(_), ..] => year_to(rest),
            _ => read_tokens(rest, &kind(SplitYear::Financial)),
        },
        "academic year" | "school year" | "ay" => read_tokens(rest, &kind(SplitYear::Academic)),
        "calendar year" | "year" | "period" | "date" => read_tokens(rest, style),
        "year ending" | "year to" | "ye" | "year ended" | "y e" | "years ending" => year_to(rest),
        "as at" | "at" | "as of" | "as on" | "on" | "position at" | "snapshot" | "as at end" => {
            read_tokens(rest, style)
        }
        _ => None,
    }
}

/// Twelve months to the month that the tokens name.
fn year_to(tokens: &[Token]) -> Option<PeriodReading> {
    use Token::{Number, Word};
    let (month, year) = match tokens {
        [Word(month), Number(year)] | [Number(_), Word(month), Number(year)] => {
            (month_of(month)?, number::<i16>(year)?)
        }
        _ => return None,
    };
    let (start_year, start_month) = if month == 12 {
        (year, 1)
    } else {
        (year - 1, month + 1)
    };
    Period::from_month(start_year, start_month, 12).map(PeriodReading::sure)
}

/// Digits without separators: `2019`, `201617`, `202304`, `20200131`.
fn digits_alone(digits: &str, style: &PeriodStyle) -> Option<PeriodReading> {
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
            if style.lost_separators {
                return if follows || !later {
                    let reading = two_years(digits.get(..4)?, second, false, style)?;
                    Some(PeriodReading::doubtful(
                        reading.period,
                        Doubt::LostSeparator,
                    ))
                } else {
                    let years = u16::try_from(i16::from(months) - year.rem_euclid(100) + 1).ok()?;
                    (years <= 10).then_some(())?;
                    Period::from_month(year, 1, years * 12)
                        .map(|period| PeriodReading::doubtful(period, Doubt::LostSeparator))
                };
            }
            match (follows, (1..=12).contains(&months)) {
                (true, true) if style.split.is_none() && !style.year_pairs => None,
                (true, _) => {
                    let mut reading = two_years(digits.get(..4)?, second, false, style)?;
                    if style.split.is_none() {
                        reading.doubt = Some(Doubt::LostSeparator);
                    }
                    Some(reading)
                }
                (false, true) => Period::from_month(year, months, 1).map(PeriodReading::sure),
                (false, false) => None,
            }
        }
        8 => Period::day(year, number(digits.get(4..6)?)?, number(digits.get(6..8)?)?)
            .map(PeriodReading::sure),
        _ => None,
    }
}

/// One year, as the column's header understands it.
fn single_year(year: i16, style: &PeriodStyle) -> Option<Period> {
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
fn two_years(year: &str, second: &str, to: bool, style: &PeriodStyle) -> Option<PeriodReading> {
    let first: i16 = number(year)?;
    if !(1500..=2300).contains(&first) {
        return None;
    }
    let last: i16 = match second.len() {
        4 => number(second)?,
        2 if follows(first, second) => first + 1,
        2 => {
            let month: i8 = number(second)?;
            if (1..=12).contains(&month) && !to {
                return Period::from_month(first, month, 1).map(PeriodReading::sure);
            }
            first - first.rem_euclid(100) + i16::from(month)
        }
        _ => return None,
    };
    if last == first + 1 {
        let month: Option<i8> = number(second);
        let split = style.split.unwrap_or(SplitYear::Financial);
        let period = match split {
            SplitYear::Academic => Period::academic_year(first)?,
            SplitYear::Financial => Period::financial_year(first)?,
        };
        let could_be_month =
            second.len() == 2 && !to && month.is_some_and(|month| (1..=12).contains(&month));
        if could_be_month && style.months && !style.year_pairs {
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

/// `2018/19 to 2020/21`.
fn years_between(first: i16, last: i16, style: &PeriodStyle) -> Option<PeriodReading> {
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

/// From one month to another, both included.
fn months_between(first: (i16, i8), last: (i16, i8)) -> Option<PeriodReading> {
    let months = i32::from(last.0 - first.0) * 12 + i32::from(last.1 - first.1) + 1;
    let months = u16::try_from(months)
        .ok()
        .filter(|months| (1..=600).contains(months))?;
    Period::from_month(first.0, first.1, months).map(PeriodReading::sure)
}

/// From one day to another, where that is a whole number of months.
fn days_between(first: Period, last: Period) -> Option<PeriodReading> {
    let next = last.start().tomorrow().ok()?;
    let start = first.start();
    if next.day() != start.day() {
        return None;
    }
    let months =
        i32::from(next.year() - start.year()) * 12 + i32::from(next.month() - start.month());
    let months = u16::try_from(months).ok().filter(|months| *months > 0)?;
    Some(PeriodReading::sure(Period::new(
        start,
        PeriodLength::Months(months),
    )))
}

/// A day of three numbers: year first when the first has four digits, else day first unless the column says otherwise.
fn day(a: &str, b: &str, c: &str, style: &PeriodStyle) -> Option<PeriodReading> {
    if a.len() == 4 {
        return Period::day(number(a)?, number(b)?, number(c)?).map(PeriodReading::sure);
    }
    let year = full_year(c)?;
    let (first, second): (i8, i8) = (number(a)?, number(b)?);
    let (day, month) = if style.month_first {
        (second, first)
    } else {
        (first, second)
    };
    let period = Period::day(year, month, day)?;
    let unclear = !style.day_order_known && first <= 12 && second <= 12 && first != second;
    Some(PeriodReading {
        period,
        doubt: unclear.then_some(Doubt::DayFirst),
        note: None,
    })
}

/// Whether two digits name the year after.
fn follows(year: i16, second: &str) -> bool {
    number::<i16>(second).is_some_and(|second| second == (year + 1).rem_euclid(100))
}

fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    digits.parse().ok()
}

/// A year of four digits, or of two: 00 to 69 are of this century.
fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = number(digits)?;
    match digits.len() {
        4 => Some(year),
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
