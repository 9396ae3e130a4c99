use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::month::{month_name, month_short};

/// How long a period lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PeriodLength {
    /// Counted on one day.
    Day,
    /// Seven days.
    Week,
    /// So many months, at least one.
    Months(u16),
}

/// What kind of period it is. Figures of different kinds are never compared (METHODS M16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PeriodKind {
    /// Counted on one day.
    Day,
    /// Seven days.
    Week,
    /// One month.
    Month,
    /// Three months.
    Quarter,
    /// January to December.
    CalendarYear,
    /// April to March.
    FinancialYear,
    /// A year from August or September.
    AcademicYear,
    /// Twelve months from another month, by the number of that month.
    YearFrom(i8),
    /// Several whole years rolled into one figure.
    Years(u16),
    /// Another number of months.
    Months(u16),
}

/// What a figure covers: a first day and a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Period {
    start: Date,
    length: PeriodLength,
}

impl Period {
    /// A period that starts on `start` and lasts `length`. Zero months are one month.
    pub fn new(start: Date, length: PeriodLength) -> Self {
        let length = match length {
            PeriodLength::Months(0) => PeriodLength::Months(1),
            other => other,
        };
        Self { start, length }
    }

    /// `months` months from the first of `month` in `year`; nothing if there is no such month or year.
    pub fn from_month(year: i16, month: i8, months: u16) -> Option<Self> {
        let start = Date::new(year, month, 1).ok()?;
        (1..=9998)
            .contains(&year)
            .then(|| Self::new(start, PeriodLength::Months(months)))
    }

    /// The calendar year.
    pub fn calendar_year(year: i16) -> Option<Self> {
        Self::from_month(year, 1, 12)
    }

    /// April of `year` to March of the next.
    pub fn financial_year(year: i16) -> Option<Self> {
        Self::from_month(year, 4, 12)
    }

    /// September of `year` to August of the next.
    pub fn academic_year(year: i16) -> Option<Self> {
        Self::from_month(year, 9, 12)
    }

    /// One day.
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day)
            .ok()
            .map(|start| Self::new(start, PeriodLength::Day))
    }

    /// First day.
    pub fn start(self) -> Date {
        self.start
    }

    /// How long it lasts.
    pub fn length(self) -> PeriodLength {
        self.length
    }

    /// Last day.
    pub fn end(self) -> Date {
        match self.length {
            PeriodLength::Day => self.start,
            PeriodLength::Week => self.start.saturating_add(6.days()),
            PeriodLength::Months(months) => {
                let (year, month) = self.month_after(months);
                Date::new(year, month, 1)
                    .ok()
                    .and_then(|next| next.yesterday().ok())
                    .unwrap_or(self.start)
            }
        }
    }

    /// Year and month that lie `months` months after the start.
    fn month_after(self, months: u16) -> (i16, i8) {
        let index = i32::from(self.start.year()) * 12 + i32::from(self.start.month()) - 1
            + i32::from(months);
        (
            i16::try_from(index.div_euclid(12)).unwrap_or(i16::MAX),
            i8::try_from(index.rem_euclid(12) + 1).unwrap_or(1),
        )
    }

    /// What kind of period it is.
    pub fn kind(self) -> PeriodKind {
        match self.length {
            PeriodLength::Day => PeriodKind::Day,
            PeriodLength::Week => PeriodKind::Week,
            PeriodLength::Months(1) => PeriodKind::Month,
            PeriodLength::Months(3) => PeriodKind::Quarter,
            PeriodLength::Months(12) => match self.start.month() {
                1 => PeriodKind::CalendarYear,
                4 => PeriodKind::FinancialYear,
                8 | 9 => PeriodKind::AcademicYear,
                month => PeriodKind::YearFrom(month),
            },
            PeriodLength::Months(months) if months % 12 == 0 => PeriodKind::Years(months / 12),
            PeriodLength::Months(months) => PeriodKind::Months(months),
        }
    }

    /// Middle of the period in years, such as 2023.5: what a time axis and a fitted line use.
    pub fn middle(self) -> f64 {
        let start = f64::from(self.start.year()) + f64::from(self.start.day_of_year() - 1) / 365.25;
        match self.length {
            PeriodLength::Day => start,
            PeriodLength::Week => start + 3.5 / 365.25,
            PeriodLength::Months(months) => start + f64::from(months) / 24.0,
        }
    }

    /// True when the two share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.start <= other.end() && other.start <= self.end()
    }

    /// The text that the book and addresses use: `2024-09-01/P1Y`, `2024-07-01/P3M`, `2024-07-01/P7D`, `2021-03-31/P1D`.
    pub fn key(self) -> String {
        format!("{}/{}", self.start, self.length_key())
    }

    /// Its first and last day, `1 April 2021 to 31 March 2022`; one day alone is `31 March 2021`.
    pub fn days(self) -> String {
        let (first, last) = (self.start(), self.end());
        if first == last {
            day_label(first)
        } else {
            format!("{} to {}", day_label(first), day_label(last))
        }
    }

    /// The length as ISO 8601 writes it: `P1Y`, `P3M`, `P7D`, `P1D`.
    pub fn length_key(self) -> String {
        match self.length {
            PeriodLength::Day => "P1D".to_owned(),
            PeriodLength::Week => "P7D".to_owned(),
            PeriodLength::Months(months) if months % 12 == 0 => format!("P{}Y", months / 12),
            PeriodLength::Months(months) => format!("P{months}M"),
        }
    }

    /// Reads what [`Period::key`] writes, upper or lower case.
    pub fn from_key(key: &str) -> Option<Self> {
        let (start, length) = key.trim().split_once('/')?;
        let start: Date = start.get(..10)?.parse().ok()?;
        let length = length.to_uppercase();
        let length = length.strip_prefix('P')?;
        match length {
            "1D" => return Some(Self::new(start, PeriodLength::Day)),
            "7D" | "1W" => return Some(Self::new(start, PeriodLength::Week)),
            _ => {}
        }
        let (number, per) = match length.strip_suffix('Y') {
            Some(number) => (number, 12),
            None => (length.strip_suffix('M')?, 1),
        };
        let number: u16 = number
            .parse()
            .ok()
            .filter(|number| (1..=1200).contains(number))?;
        Some(Self::new(
            start,
            PeriodLength::Months(number.checked_mul(per)?),
        ))
    }

    /// As a person reads it: `2023`, `2024/25`, `2022 to 2024`, `Jul to Sep 2024`, `April 2024`,
    /// `week ending 5 January 2020`, `31 March 2021`.
    pub fn label(self) -> String {
        let start = self.start;
        let end = self.end();
        match self.kind() {
            PeriodKind::Day => day_label(start),
            PeriodKind::Week => format!("week ending {}", day_label(end)),
            PeriodKind::Month => format!("{} {}", month_name(start.month()), start.year()),
            PeriodKind::CalendarYear => start.year().to_string(),
            PeriodKind::FinancialYear | PeriodKind::AcademicYear => {
                format!("{}/{:02}", start.year(), end.year().rem_euclid(100))
            }
            PeriodKind::YearFrom(_) => {
                format!("year to {} {}", month_name(end.month()), end.year())
            }
            PeriodKind::Years(_) if start.month() == 1 => {
                format!("{} to {}", start.year(), end.year())
            }
            PeriodKind::Years(years) => {
                let last = end.year() - 1;
                let first = start.year();
                if years == 1 {
                    first.to_string()
                } else {
                    format!(
                        "{first}/{:02} to {last}/{:02}",
                        (first + 1).rem_euclid(100),
                        end.year().rem_euclid(100)
                    )
                }
            }
            PeriodKind::Quarter | PeriodKind::Months(_) if start.year() == end.year() => {
                format!(
                    "{} to {} {}",
                    month_short(start.month()),
                    month_short(end.month()),
                    end.year()
                )
            }
            PeriodKind::Quarter | PeriodKind::Months(_) => format!(
                "{} {} to {} {}",
                month_short(start.month()),
                start.year(),
                month_short(end.month()),
                end.year()
            ),
        }
    }
}

/// `31 March 2021`.
fn day_label(day: Date) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), day.year())
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label())
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.key()
    }
}

impl TryFrom<String> for Period {
    type Error = String;

    fn try_from(key: String) -> Result<Self, String> {
        Self::from_key(&key).ok_or_else(|| format!("“{key}” is no period"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Period, PeriodKind};

    #[test]
    fn a_period_reads_as_people_write_it() {
        for (key, label, kind) in [
            ("2023-01-01/P1Y", "2023", PeriodKind::CalendarYear),
            ("2024-09-01/P1Y", "2024/25", PeriodKind::AcademicYear),
            ("2024-04-01/P1Y", "2024/25", PeriodKind::FinancialYear),
            ("1999-04-01/P1Y", "1999/00", PeriodKind::FinancialYear),
            ("2022-01-01/P3Y", "2022 to 2024", PeriodKind::Years(3)),
            ("2020-04-01/P3Y", "2020/21 to 2022/23", PeriodKind::Years(3)),
            ("2024-07-01/P3M", "Jul to Sep 2024", PeriodKind::Quarter),
            (
                "2024-11-01/P3M",
                "Nov 2024 to Jan 2025",
                PeriodKind::Quarter,
            ),
            ("2024-04-01/P1M", "April 2024", PeriodKind::Month),
            ("2021-03-31/P1D", "31 March 2021", PeriodKind::Day),
            (
                "2019-12-30/P7D",
                "week ending 5 January 2020",
                PeriodKind::Week,
            ),
            (
                "2022-11-16/P1Y",
                "year to October 2023",
                PeriodKind::YearFrom(11),
            ),
        ] {
            let period = Period::from_key(key).expect(key);
            assert_eq!(period.label(), label);
            assert_eq!(period.kind(), kind);
            assert_eq!(period.key(), key);
        }
        for wrong in [
            "2023",
            "2023-13-01/P1Y",
            "2023-01-01/P0Y",
            "2023-01-01/1Y",
            "",
            "x/P1Y",
            "2023-01-01/P99999Y",
        ] {
            assert_eq!(Period::from_key(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn rolling_years_overlap_and_whole_years_do_not() {
        let period = |key| Period::from_key(key).expect("a period");
        assert!(period("2020-01-01/P3Y").overlaps(period("2021-01-01/P3Y")));
        assert!(!period("2020-01-01/P1Y").overlaps(period("2021-01-01/P1Y")));
    }
}
