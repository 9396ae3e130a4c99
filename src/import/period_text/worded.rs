use super::style::Week;
use super::tokens::Token;
use super::years::{follows, full_year, number};
use super::{Doubt, PeriodReading, PeriodStyle, SplitYear, read_tokens};
use crate::domain::{Period, month_named};
use crate::import::PeriodKind;

/// `Q1 2022`, `2022 Q1`, `2022-Q1`, `Q1 2021/22`.
pub(super) fn quarter(tokens: &[Token], style: &PeriodStyle) -> Option<PeriodReading> {
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
    // The quarters of school years begin in August with some and in September with others.
    let of_split_year = |first: i16| {
        let (year, month) = financial_quarter(first, quarter);
        let period = Period::from_month(year, month, 3)?;
        match style.split {
            Some(SplitYear::Financial) => Some(PeriodReading::sure(period)),
            Some(SplitYear::Academic) => None,
            None => Some(PeriodReading::doubtful(period, Doubt::WhichYear)),
        }
    };
    match year {
        // `Q1 2324`: the first quarter of 2023/24.
        [Number(years)] if years.len() == 4 && follows_within(years) => {
            of_split_year(full_year(years.get(..2)?)?)
        }
        [Number(year)] if year.len() == 4 => Period::from_month(number(year)?, quarter * 3 - 2, 3)
            .map(|period| PeriodReading::doubtful(period, Doubt::WhichQuarter)),
        [Number(first), Token::Slash | Token::Dash, Number(_)] if first.len() == 4 => {
            read_tokens(year, style)?;
            of_split_year(number(first)?)
        }
        _ => None,
    }
}

/// The year and month with which a quarter of a financial year begins.
fn financial_quarter(first: i16, quarter: i8) -> (i16, i8) {
    if quarter == 4 {
        (first + 1, 1)
    } else {
        (first, quarter * 3 + 1)
    }
}

/// Whether four digits can be no year of our time, and are two years that follow each other: `2324`.
fn follows_within(digits: &str) -> bool {
    let halves = digits.split_at_checked(2);
    !(digits.starts_with("19") || digits.starts_with("20"))
        && halves.is_some_and(|(first, second)| {
            number::<i16>(first).is_some_and(|first| follows(first, second))
        })
}

/// `w/e 5 January 2020`: the letters parted as words are.
fn parted(tokens: &[Token]) -> Option<Vec<Token>> {
    match tokens {
        [Token::Word(w), Token::Slash, rest @ ..] if w == "w" => {
            Some([&[Token::Word(w.clone())], rest].concat())
        }
        _ => None,
    }
}

/// Periods with words in front: `Year ending March 2022`, `FY22`, `As at 31 January 2024`, `Academic year 2021/22`.
pub(super) fn worded(tokens: &[Token], style: &PeriodStyle) -> Option<PeriodReading> {
    let parted = parted(tokens);
    let tokens = parted.as_deref().unwrap_or(tokens);
    let words = tokens
        .iter()
        .take_while(|token| {
            matches!(token, Token::Word(word) if month_named(word).is_none())
                || **token == Token::To
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
                if style.kind == Some(PeriodKind::Calendar) {
                    return Period::calendar_year(ends).map(PeriodReading::sure);
                }
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
        "calendar year" | "year" | "period" | "date" | "as at" | "at" | "as of" | "as on"
        | "on" | "position at" | "snapshot" | "as at end" | "snapshot at" | "snapshot as at"
        | "census" => read_tokens(rest, style),
        "year ending" | "year to" | "ye" | "year ended" | "y e" | "years ending" => year_to(rest),
        "quarter to"
        | "quarter ending"
        | "quarter ended"
        | "three months to"
        | "three months ending" => months_to(rest, 3),
        other => {
            let week = Week::of_words(other)?;
            let named = read_tokens(rest, style)?;
            Some(PeriodReading {
                period: week.of(named.period)?,
                ..named
            })
        }
    }
}

/// Twelve months to the month that the tokens name.
pub(super) fn year_to(tokens: &[Token]) -> Option<PeriodReading> {
    months_to(tokens, 12)
}

/// So many months to the month that the tokens name.
fn months_to(tokens: &[Token], months: i8) -> Option<PeriodReading> {
    use Token::{Number, Word};
    let (month, year) = match tokens {
        [Word(month), Number(year)] | [Number(_), Word(month), Number(year)] => {
            (month_named(month)?, number::<i16>(year)?)
        }
        _ => return None,
    };
    let first = month - months + 1;
    let (start_year, start_month) = if first > 0 {
        (year, first)
    } else {
        (year - 1, first + 12)
    };
    let months = u16::try_from(months).ok()?;
    Period::from_month(start_year, start_month, months).map(PeriodReading::sure)
}

/// `(Aug to Apr)` beside a year: those months of it.
pub(super) fn months_of_year(
    inside: &[Token],
    year: Option<&PeriodReading>,
) -> Option<PeriodReading> {
    let year = year?;
    let [Token::Word(first), Token::To, Token::Word(last)] = inside else {
        return None;
    };
    let (first, last) = (month_named(first)?, month_named(last)?);
    let of_year = year.period.start();
    // School years begin in August as well as in September.
    let is_next = first < of_year.month() && (first, of_year.month()) != (8, 9);
    let start_year = of_year.year() + i16::from(is_next);
    let months = (last - first).rem_euclid(12) + 1;
    let period = Period::from_month(start_year, first, u16::try_from(months).ok()?)?;
    Some(PeriodReading::sure(period))
}
