//! Periods as publishers write them. What can be read two ways is read by the company it keeps in its column, and says so.

mod find;
mod months;
mod notes;
mod style;
mod tokens;
mod worded;
mod years;

use jiff::civil::DateTime;

use super::PeriodKind;
use crate::domain::{Period, PeriodLength, month_named};
pub(super) use find::{find_in, find_in_file_name, is_told_by};
use months::month_to_month;
pub(super) use style::{PeriodStyle, SplitYear, YearsNamed};
use tokens::{Token, tokens};
use worded::{months_of_year, quarter, worded};
pub(super) use years::days_between;
use years::{
    day, digits_alone, follows, full_year, months_between, number, two_years, years_between,
};

/// Why a reading of a period should be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Doubt {
    /// `2016/17` without a word on which year is meant.
    WhichYear,
    /// `01/02/2020`: day first.
    DayFirst,
    /// `202021`: the separator was lost.
    LostSeparator,
    /// `201820`: several years whose separator was lost.
    LostSpan,
    /// `201820` beside `202021`, of which it was said what they are.
    ThreeYears,
    /// `2011-12`: a year or December 2011.
    YearOrMonth,
    /// `2020 to 2021`: one year across two or two whole years.
    YearOrSpan,
    /// `Q1 2022`: of the calendar year.
    WhichQuarter,
    /// `01/01/2022`, `01/02/2022`, `01/03/2022`: months named by their first days.
    FirstDays,
    /// `2020-01-01`, `2021-01-01`, `2022-01-01`: years named by their first days.
    FirstDaysOfYears,
}

impl Doubt {
    /// What the reading assumes, for the problem's text.
    pub(super) fn in_words(self) -> &'static str {
        match self {
            Self::WhichYear => "nothing says whether this is a financial or an academic year",
            Self::DayFirst => "nothing says whether the day or the month stands first",
            Self::LostSeparator => "the separator between the years seems to have been lost",
            Self::LostSpan => {
                "the separator between the first and the last year seems to have been lost"
            }
            Self::ThreeYears => "figures of several years are pooled over three as a rule",
            Self::YearOrMonth => "it could be a year or a month",
            Self::YearOrSpan => "it could be one year or two whole ones",
            Self::WhichQuarter => "the quarter is taken to be one of the calendar year",
            Self::FirstDays => "each is the first day of a month",
            Self::FirstDaysOfYears => "each is the first day of a year, one year after the other",
        }
    }

    /// Stable name of the doubt.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::WhichYear => "which-year",
            Self::DayFirst => "day-or-month",
            Self::LostSeparator => "lost-separator",
            Self::LostSpan => "lost-span",
            Self::ThreeYears => "three-years",
            Self::YearOrMonth => "year-or-month",
            Self::YearOrSpan => "year-or-span",
            Self::WhichQuarter => "which-quarter",
            Self::FirstDays => "first-days",
            Self::FirstDaysOfYears => "first-days-of-years",
        }
    }

    /// What the periods may be, the likeliest first.
    pub(super) fn kinds(self) -> &'static [PeriodKind] {
        match self {
            Self::YearOrMonth => &[
                PeriodKind::Month,
                PeriodKind::Financial,
                PeriodKind::Academic,
            ],
            Self::LostSeparator => &[
                PeriodKind::Financial,
                PeriodKind::Academic,
                PeriodKind::Calendar,
                PeriodKind::Month,
            ],
            Self::LostSpan => &[
                PeriodKind::Calendar,
                PeriodKind::Financial,
                PeriodKind::Academic,
            ],
            Self::DayFirst => &[PeriodKind::DayFirst, PeriodKind::MonthFirst],
            _ => &[
                PeriodKind::Financial,
                PeriodKind::Academic,
                PeriodKind::Calendar,
            ],
        }
    }

    /// Whether nobody may guess: only the source tells, and the readings are about different times.
    pub(super) fn is_asked(self) -> bool {
        matches!(
            self,
            Self::LostSeparator
                | Self::LostSpan
                | Self::YearOrMonth
                | Self::YearOrSpan
                | Self::DayFirst
        )
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
    let (low, note) = notes::apart(normal(text));
    if let Some(open) = low.find('(')
        && low.ends_with(')')
        && open > 0
    {
        let inside = low.get(open + 1..low.len() - 1).unwrap_or("").to_owned();
        let before = low.get(..open).unwrap_or("").trim();
        if notes::says_pooled(before) {
            return read_tokens(&tokens(&inside), style);
        }
        if let Some(named) = read_tokens(&tokens(&inside), style)
            && notes::is_named_behind(before, named.period)
        {
            return Some(named);
        }
        let year = read_tokens(&tokens(before), style);
        let part = months_of_year(&tokens(&inside), year.as_ref());
        let mut reading = part.or(year)?;
        if reading.period.length() != PeriodLength::Months(12) || month_named(&inside).is_none() {
            reading.note = Some(inside);
        }
        return Some(reading);
    }
    if let Some((years, split)) = notes::kind_behind(&low) {
        let style = PeriodStyle {
            split: Some(split),
            ..*style
        };
        return read_tokens(&tokens(years), &style);
    }
    let mut reading = read_tokens(&tokens(&low), style)?;
    if let Some((period, doubt)) = style.first_days.named(reading.period) {
        return Some(PeriodReading::doubtful(period, doubt));
    }
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

/// Reads tokens, the whole of them.
pub(super) fn read_tokens(tokens: &[Token], style: &PeriodStyle) -> Option<PeriodReading> {
    use Token::{Number, To, Word};
    if let Some(found) = month_to_month(tokens) {
        return Some(found);
    }
    match tokens {
        [Number(digits)] => digits_alone(digits, style),
        [Number(year), Number(time), ..] if year.len() == 4 && time.len() > 4 => None,
        [Number(year), Token::Dash | Token::Slash, Number(second)] if year.len() == 4 => {
            two_years(year, second, false, style)
        }
        [Number(year), To, Number(second)] if year.len() == 4 => {
            two_years(year, second, true, style)
        }
        [Number(year), Token::Dash | Token::Slash, Number(second)]
            if style.short_pairs && year.len() == 2 =>
        {
            two_years(&full_year(year)?.to_string(), second, false, style)
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
        ] if y1.len() == 4 && matches!(y2.len(), 2 | 4) && end.len() <= 4 => {
            years_between(number(y1)?, full_year(y2)?, style)
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
        [Word(mid), Token::Dash, Number(year)] | [Word(mid), Number(year)]
            if mid == "mid" && year.len() == 4 =>
        {
            Period::calendar_year(number(year)?).map(PeriodReading::sure)
        }
        [Word(mid), Token::Dash, Word(of), Number(year)] | [Word(mid), Word(of), Number(year)]
            if mid == "mid" && of == "year" && year.len() == 4 =>
        {
            Period::calendar_year(number(year)?).map(PeriodReading::sure)
        }
        [Word(month), Number(year)] | [Number(year), Word(month)]
            if year.len() == 4 && month_named(month).is_some() =>
        {
            Period::from_month(number(year)?, month_named(month)?, 1).map(PeriodReading::sure)
        }
        [Number(year), Token::Dash | Token::Slash, Word(month)] if year.len() == 4 => {
            Period::from_month(number(year)?, month_named(month)?, 1).map(PeriodReading::sure)
        }
        [Word(month), Token::Dash | Token::Slash, Number(year)]
            if year.len() == 4 || year.len() == 2 =>
        {
            Period::from_month(full_year(year)?, month_named(month)?, 1).map(PeriodReading::sure)
        }
        [
            Word(first),
            To | Token::Dash | Token::Slash,
            Word(last),
            Number(year),
        ] if year.len() == 4 && month_named(first).is_some() => {
            let (m1, m2, year) = (month_named(first)?, month_named(last)?, number(year)?);
            let start = if m1 > m2 { year - 1 } else { year };
            months_between((start, m1), (year, m2))
        }
        [Word(first), To | Token::Dash, Word(last), year @ ..]
            if matches!(year, [Number(y1), Token::Slash | Token::Dash, Number(_)] if y1.len() == 4)
                && month_named(first).is_some() =>
        {
            let (m1, m2) = (month_named(first)?, month_named(last)?);
            let of_year = read_tokens(year, style)?.period;
            let start = of_year.start();
            let later = |month: i8| start.year() + i16::from(month < start.month());
            let within = of_year.length() == PeriodLength::Months(12);
            within.then(|| months_between((later(m1), m1), (later(m2), m2)))?
        }
        // The twelve months from one to the same of the next year: `Nov 20-21`.
        [
            Word(month),
            Number(y1),
            To | Token::Dash | Token::Slash,
            Number(y2),
        ] if month_named(month).is_some() && follows(full_year(y1)?, y2) => {
            Period::from_month(full_year(y1)?, month_named(month)?, 12).map(PeriodReading::sure)
        }
        [Number(day), Word(month), Number(year)] if year.len() == 4 && day.len() <= 2 => {
            Period::day(number(year)?, month_named(month)?, number(day)?).map(PeriodReading::sure)
        }
        [
            Number(day),
            Token::Dash,
            Word(month),
            Token::Dash,
            Number(year),
        ] if day.len() <= 2 => Period::day(full_year(year)?, month_named(month)?, number(day)?)
            .map(PeriodReading::sure),
        [Word(month), Number(day), Number(year)]
            if year.len() == 4 && day.len() <= 2 && month_named(month).is_some() =>
        {
            Period::day(number(year)?, month_named(month)?, number(day)?).map(PeriodReading::sure)
        }
        [
            Number(d1),
            Word(m1),
            To | Token::Dash,
            Number(d2),
            Word(m2),
            Number(year),
        ] if year.len() == 4 && month_named(m1).is_some() => {
            let last = Period::day(number(year)?, month_named(m2)?, number(d2)?)?;
            let first = Period::day(number(year)?, month_named(m1)?, number(d1)?)?;
            days_between(first, last)
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
            let first = Period::day(number(y1)?, month_named(m1)?, number(d1)?)?;
            let last = Period::day(number(y2)?, month_named(m2)?, number(d2)?)?;
            days_between(first, last)
        }
        _ => quarter(tokens, style).or_else(|| worded(tokens, style)),
    }
}

#[cfg(test)]
mod tests;
