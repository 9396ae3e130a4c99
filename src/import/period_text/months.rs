use super::PeriodReading;
use super::tokens::Token;
use super::years::{follows, full_year, months_between, number};
use crate::domain::{Period, month_named};

/// A month with its year, and from one such to another: `2019M03`, `Jul-17 to Jun-18`, `2014-04 to 2019-09`.
pub(super) fn month_to_month(tokens: &[Token]) -> Option<PeriodReading> {
    use Token::{Dash, Number, To, Word};
    match tokens {
        [Number(year), Word(m), Number(month)]
            if m == "m" && year.len() == 4 && month.len() == 2 =>
        {
            Period::from_month(number(year)?, number(month)?, 1).map(PeriodReading::sure)
        }
        [Word(m1), Number(y1), To | Dash, Word(m2), Number(y2)]
        | [Word(m1), Dash, Number(y1), To, Word(m2), Dash, Number(y2)] => months_between(
            (full_year(y1)?, month_named(m1)?),
            (full_year(y2)?, month_named(m2)?),
        ),
        // Where each second number is that of the next year, these are years: `2011-12 to 2012-13`.
        [
            Number(y1),
            Dash,
            Number(m1),
            To,
            Number(y2),
            Dash,
            Number(m2),
        ] if [y1, y2].iter().all(|year| year.len() == 4)
            && [m1, m2].iter().all(|month| month.len() == 2)
            && !(follows(number(y1)?, m1) && follows(number(y2)?, m2)) =>
        {
            months_between((number(y1)?, number(m1)?), (number(y2)?, number(m2)?))
        }
        // A return of the health service names itself before its month: `MSitAE-APRIL-2025`, `RTT-April-2024`.
        [Word(source), Dash, Word(month), Dash, Number(year)]
            if matches!(source.as_str(), "msitae" | "rtt") && year.len() == 4 =>
        {
            Period::from_month(number(year)?, month_named(month)?, 1).map(PeriodReading::sure)
        }
        _ => None,
    }
}
