use std::collections::HashSet;

use jiff::ToSpan;

use super::tokens::{Token, tokens};
use super::years::{follows, full_year, spans_to};
use super::{Doubt, normal};
use crate::domain::{Period, PeriodLength};
use crate::import::PeriodKind;

/// What `2016/17` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum SplitYear {
    /// From September.
    Academic,
    /// From April.
    Financial,
}

/// Which day of a week names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Week {
    /// Its first: `w/c 5 January`.
    From,
    /// Its last: `w/e 5 January`.
    To,
}

/// What is said of years that are named by no more than their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum YearsNamed {
    /// They end in this month.
    EndIn(i8),
    /// What is meant of each is this day: its month and its day.
    At(i8, i8),
}

impl Week {
    /// What words say of a week: `week ending`, `w c`.
    pub(super) fn of_words(words: &str) -> Option<Self> {
        let mut words = words.split_whitespace();
        let first = words.next()?;
        let second = words.next().unwrap_or("");
        match (first, second) {
            ("week" | "wk" | "weeks", "ending" | "ended" | "end" | "to")
            | ("w", "e")
            | ("we", "") => Some(Self::To),
            (
                "week" | "wk" | "weeks",
                "commencing" | "beginning" | "starting" | "start" | "from",
            )
            | ("w", "c" | "b")
            | ("wc", "") => Some(Self::From),
            _ => None,
        }
    }

    /// The week of a day; nothing for what is no day.
    pub(in crate::import) fn of(self, named: Period) -> Option<Period> {
        if named.length() != PeriodLength::Day {
            return None;
        }
        let day = named.start();
        let first = match self {
            Self::From => day,
            Self::To => day.checked_sub(6.days()).ok()?,
        };
        Some(Period::new(first, PeriodLength::Week))
    }
}

impl PeriodKind {
    /// The years across two that it means, where it means such.
    pub(in crate::import) fn split(self) -> Option<SplitYear> {
        match self {
            Self::Financial => Some(SplitYear::Financial),
            Self::Academic => Some(SplitYear::Academic),
            Self::Calendar | Self::Month | Self::DayFirst | Self::MonthFirst => None,
        }
    }
}

/// How the periods of one column are to be read, from all of its texts together and from its header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing seen in a column, independent of the others"
)]
pub(in crate::import) struct PeriodStyle {
    /// What a year across two is, where something says so.
    pub(in crate::import) split: Option<SplitYear>,
    /// The header itself says so, so that `2019` is such a year too.
    pub(in crate::import) split_by_header: bool,
    /// The header says that the year named is the one in which it ends.
    pub(in crate::import) names_end: bool,
    /// Some text can only have the month before the day.
    pub(in crate::import) month_first: bool,
    /// Some text can only have the day before the month.
    pub(in crate::import) day_first: bool,
    /// Some text can only be a pair of years: `2012-13`.
    pub(in crate::import) year_pairs: bool,
    /// Some text can only be a month: `2012-05`.
    pub(in crate::import) months: bool,
    /// Pairs are written with a dash.
    pub(in crate::import) dashes: bool,
    /// Some text can only be a span of whole years: `2011-13`.
    pub(in crate::import) spans: bool,
    /// Some text can only be a month and no span: `2012-05`.
    pub(in crate::import) only_months: bool,
    /// All texts that can be a month name the same one: `2022-04`, `2023-04`.
    pub(in crate::import) one_month: bool,
    /// What the user said of periods that can be read in several ways.
    pub(in crate::import) kind: Option<PeriodKind>,
    /// What the user said of this very text.
    pub(in crate::import) kind_of_text: Option<PeriodKind>,
    /// The header says that days begin or end weeks.
    pub(in crate::import) week: Option<Week>,
    /// Some text of six digits can only be two years whose separator was lost: `201820`.
    pub(in crate::import) lost_separators: bool,
    /// What all texts are the first days of.
    pub(in crate::import) first_days: FirstDays,
    /// The texts are years of two digits one after the other: `04/05`, `05/06`, `06/07`.
    pub(in crate::import) short_pairs: bool,
    /// What is said of years that are named by no more than their number.
    pub(in crate::import) years: Option<YearsNamed>,
}

/// Whether three texts at least are two years of two digits each, `04/05`, and these years go on from one to the next, so that they are
/// neither days nor months.
fn are_short_pairs(texts: &[&str]) -> bool {
    let pair = |text: &&&str| match tokens(&normal(text)).as_slice() {
        [
            Token::Number(first),
            Token::Slash | Token::Dash,
            Token::Number(second),
        ] if first.len() == 2 && second.len() == 2 => {
            let year = full_year(first)?;
            Some((year, follows(year, second)))
        }
        _ => None,
    };
    let mut years: Vec<(i16, bool)> = texts.iter().filter_map(|text| pair(&text)).collect();
    years.sort_unstable();
    years.dedup();
    let goes_on = |pair: &[(i16, bool)]| matches!(pair, [(one, _), (next, _)] if one + 1 == *next);
    years.len() > 2 && years.iter().all(|(_, follows)| *follows) && years.windows(2).all(goes_on)
}

/// What days are the first days of, where they are no days: one month after the other, or one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) enum FirstDays {
    #[default]
    None,
    OfMonths,
    OfYears,
}

impl FirstDays {
    /// The month or the year that a first day names.
    pub(super) fn named(self, day: Period) -> Option<(Period, Doubt)> {
        let first = day.start();
        if day.length() != PeriodLength::Day || first.day() != 1 {
            return None;
        }
        match self {
            Self::None => None,
            Self::OfMonths => {
                let month = Period::from_month(first.year(), first.month(), 1)?;
                Some((month, Doubt::FirstDays))
            }
            Self::OfYears => {
                let year = Period::calendar_year(first.year())?;
                Some((year, Doubt::FirstDaysOfYears))
            }
        }
    }
}

/// What all texts are the first days of: days, three at least, with no month or no year left out between. Days in words, such as
/// `1 January 2022`, are no years. Where the header speaks of months, any first days are months.
fn first_days_of(header: &str, texts: &[&str], style: &PeriodStyle) -> FirstDays {
    let mut months: Vec<i32> = Vec::new();
    let mut in_digits = true;
    for text in texts {
        let Some(reading) = super::read(text, style) else {
            continue;
        };
        let first = reading.period.start();
        if reading.period.length() != PeriodLength::Day || first.day() != 1 {
            return FirstDays::None;
        }
        in_digits &= !text.contains(char::is_alphabetic);
        months.push(i32::from(first.year()) * 12 + i32::from(first.month()));
    }
    if header.contains("month") && !months.is_empty() {
        return FirstDays::OfMonths;
    }
    months.sort_unstable();
    months.dedup();
    let follow = |step: i32| {
        months
            .windows(2)
            .all(|pair| matches!(pair, [one, next] if next - one == step))
    };
    if months.len() < 3 {
        FirstDays::None
    } else if follow(1) {
        FirstDays::OfMonths
    } else if in_digits && follow(12) && months.iter().all(|month| month % 12 == 1) {
        FirstDays::OfYears
    } else {
        FirstDays::None
    }
}

impl PeriodStyle {
    /// The style of a column with this header and these texts.
    pub(in crate::import) fn of<'a>(
        header: &str,
        texts: impl IntoIterator<Item = &'a str>,
        split: Option<SplitYear>,
    ) -> Self {
        let header = header.to_lowercase();
        let by_header = if header.contains("academic") || header.contains("school year") {
            Some(SplitYear::Academic)
        } else if header.contains("financial") || header.contains("fiscal") {
            Some(SplitYear::Financial)
        } else {
            None
        };
        let mut style = Self {
            split: by_header.or(split),
            week: Week::of_words(&header.replace(['/', '(', ')', '_'], " ")),
            split_by_header: by_header.is_some(),
            names_end: by_header.is_some() && header.contains("end"),
            ..Self::default()
        };
        let mut months = HashSet::new();
        let texts: Vec<&str> = texts.into_iter().collect();
        for text in &texts {
            let tokens = tokens(&normal(text));
            if let [Token::Number(year), Token::Dash, Token::Number(month)] = tokens.as_slice()
                && year.len() == 4
                && month.len() == 2
            {
                months.insert(month.clone());
            }
            style.spans |= text.contains(" - ")
                && matches!(tokens.as_slice(), [Token::Number(year), Token::Dash, Token::Number(last)] if year.len() == 4 && last.len() == 2);
            style.take(&tokens);
        }
        style.one_month = months.len() == 1;
        if style.week.is_none() {
            style.first_days = first_days_of(&header, &texts, &style);
        }
        style.short_pairs = are_short_pairs(&texts);
        style
    }

    /// With the user's word on what such periods are.
    pub(in crate::import) fn with_kind(mut self, kind: Option<PeriodKind>) -> Self {
        self.kind = kind;
        self.split = kind.and_then(PeriodKind::split).or(self.split);
        self
    }

    /// With what is said of the years named, unless the user said what they are.
    pub(in crate::import) fn with_years(mut self, years: Option<YearsNamed>) -> Self {
        self.years = years.filter(|_| self.kind.is_none());
        self
    }

    fn take(&mut self, tokens: &[Token]) {
        match tokens {
            [
                Token::Number(year),
                between @ (Token::Dash | Token::Slash),
                Token::Number(second),
            ] if year.len() == 4 && second.len() == 2 => {
                self.dashes |= *between == Token::Dash;
                let (Ok(first), Ok(month)) = (year.parse::<i16>(), second.parse::<i8>()) else {
                    return;
                };
                let second_number = month;
                let (follows, month) = (follows(first, second), (1..=12).contains(&month));
                self.year_pairs |= follows && !month;
                self.months |= month && !follows;
                let span = spans_to(first, i16::from(second_number));
                self.spans |= !follows && !month && span;
                self.only_months |= month && !follows && !span;
            }
            [Token::Number(digits)] if digits.len() == 6 => {
                let (Some(Ok(first)), Some(second)) =
                    (digits.get(..4).map(str::parse::<i16>), digits.get(4..))
                else {
                    return;
                };
                let Ok(month) = second.parse::<i8>() else {
                    return;
                };
                let (follows, month) = (follows(first, second), (1..=12).contains(&month));
                self.year_pairs |= follows && !month;
                self.months |= month && !follows;
                self.lost_separators |= !follows && !month;
            }
            [
                Token::Number(first),
                Token::Slash,
                Token::Number(second),
                Token::Slash,
                Token::Number(year),
                ..,
            ] if year.len() == 4 => {
                let above = |text: &str| text.parse::<i8>().is_ok_and(|n| n > 12);
                self.month_first |= above(second) && !above(first);
                self.day_first |= above(first) && !above(second);
            }
            _ => {}
        }
    }
}
