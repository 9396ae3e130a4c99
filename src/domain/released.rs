use jiff::civil::{Date, date};

use super::month_named;

/// The first and the last day that a release date may mean: `16 April 2024` is one day, `April 2024` a month, `2024` a year. Of
/// several dates with commas between them the latest counts. None where it is no date.
pub fn released_between(text: &str) -> Option<(Date, Date)> {
    text.split(',').filter_map(one).max()
}

/// Whether a source with the release date `one` came out before one with `other`: none where that cannot be told.
pub fn released_before(one: &str, other: &str) -> Option<bool> {
    let (one, other) = (released_between(one)?, released_between(other)?);
    if one.1 < other.0 {
        Some(true)
    } else if other.1 < one.0 || (one == other && one.0 == one.1) {
        Some(false)
    } else {
        None
    }
}

fn one(text: &str) -> Option<(Date, Date)> {
    let text = text.trim().to_lowercase();
    let text = text
        .get(..10)
        .filter(|head| head.contains('-'))
        .unwrap_or(&text);
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.'))
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &str| {
        word.trim_end_matches(char::is_alphabetic)
            .parse::<i16>()
            .ok()
    };
    let year = |word: &str| number(word).filter(|year| (1900..=2200).contains(year));
    let month = |word: &str| -> Option<i8> {
        month_named(word).or_else(|| {
            i8::try_from(number(word)?)
                .ok()
                .filter(|month| (1..=12).contains(month))
        })
    };
    let day = |of: i16, month: i8, word: &str| {
        Date::new(of, month, i8::try_from(number(word)?).ok()?).ok()
    };
    match words.as_slice() {
        [of] => {
            let of = year(of)?;
            Some((date(of, 1, 1), date(of, 12, 31)))
        }
        [of_month, of] if year(of).is_some() => {
            let first = Date::new(year(of)?, month(of_month)?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        [of_day, of_month, of] if year(of).is_some() => {
            let one = day(year(of)?, month(of_month)?, of_day)?;
            Some((one, one))
        }
        [of, of_month, of_day] => {
            let one = day(year(of)?, month(of_month)?, of_day)?;
            Some((one, one))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{released_before, released_between};

    #[test]
    fn release_dates_are_days_months_or_years() {
        for (text, expected) in [
            ("16 April 2024", Some("2024-04-16 2024-04-16")),
            ("2024-04-16", Some("2024-04-16 2024-04-16")),
            ("2024-04-16T09:30:00Z", Some("2024-04-16 2024-04-16")),
            ("16/04/2024", Some("2024-04-16 2024-04-16")),
            ("3rd Sept 2024", Some("2024-09-03 2024-09-03")),
            ("February 2024", Some("2024-02-01 2024-02-29")),
            ("2024", Some("2024-01-01 2024-12-31")),
            ("1 May 2026, 3 June 2026", Some("2026-06-03 2026-06-03")),
            ("soon", None),
            ("", None),
            ("31 February 2024", None),
        ] {
            let found = released_between(text).map(|(first, last)| format!("{first} {last}"));
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn which_came_first_is_told_only_where_it_is_sure() {
        for (one, other, expected) in [
            ("16 April 2024", "May 2024", Some(true)),
            ("May 2024", "16 April 2024", Some(false)),
            ("16 April 2024", "16 April 2024", Some(false)),
            ("April 2024", "16 April 2024", None),
            ("2024", "2024", None),
            ("", "2024", None),
        ] {
            assert_eq!(released_before(one, other), expected, "{one} / {other}");
        }
    }
}
