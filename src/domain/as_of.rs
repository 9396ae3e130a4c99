use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The moment as of which figures are looked at: the end of a day, or a time. Both in UTC, as imports are dated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AsOf {
    /// What stood when this day ended.
    Day(Date),
    /// What stood at this moment.
    Moment(Timestamp),
}

impl AsOf {
    /// Reads `2026-11-20` or `2026-11-20T10:15:00Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() <= 10 {
            return text.parse().ok().map(Self::Day);
        }
        text.parse().ok().map(Self::Moment)
    }

    /// The last moment that counts, written as imports are dated: `2026-11-20T23:59:59Z`.
    pub fn last_moment(self) -> String {
        match self {
            Self::Day(day) => format!("{day}T23:59:59Z"),
            Self::Moment(moment) => moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        }
    }

    /// As a sentence says it: `20 November 2026`, with the time where one was asked for.
    pub fn label(self) -> String {
        match self {
            Self::Day(day) => day.strftime("%-d %B %Y").to_string(),
            Self::Moment(moment) => moment
                .to_zoned(TimeZone::UTC)
                .strftime("%-d %B %Y at %H:%M UTC")
                .to_string(),
        }
    }
}

impl fmt::Display for AsOf {
    /// What [`AsOf::parse`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Moment(_) => f.write_str(&self.last_moment()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::AsOf;

    #[test]
    fn a_day_ends_and_a_moment_is_what_it_is() {
        for (text, last, label) in [
            ("2026-11-20", "2026-11-20T23:59:59Z", "20 November 2026"),
            (
                "2026-11-20T10:15:00Z",
                "2026-11-20T10:15:00Z",
                "20 November 2026 at 10:15 UTC",
            ),
        ] {
            let as_of = AsOf::parse(text).expect(text);
            assert_eq!(as_of.last_moment(), last);
            assert_eq!(as_of.label(), label);
            assert_eq!(as_of.to_string(), text);
        }
        for wrong in ["", "2026", "20/11/2026", "2026-02-30", "yesterday"] {
            assert_eq!(AsOf::parse(wrong), None, "{wrong}");
        }
    }
}
