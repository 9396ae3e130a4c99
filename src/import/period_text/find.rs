use super::tokens::{Token, tokens};
use super::{PeriodReading, PeriodStyle, normal, read_tokens};
use crate::domain::{PeriodLength, month_named};

/// The one period that a title or another line names: `…, as at 30 April 2017, headcount`. Nothing when it names none, or
/// several that are equally well written.
pub(in crate::import) fn find_in(text: &str, style: &PeriodStyle) -> Option<PeriodReading> {
    let text: String = normal(text).chars().take(600).collect();
    longest(&tokens(&text), style)
}

/// The same in a file's name, where dashes and underscores join words.
pub(in crate::import) fn find_in_file_name(
    name: &str,
    style: &PeriodStyle,
) -> Option<PeriodReading> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = without_moment(stem);
    if is_edition(&stem) {
        return None;
    }
    let words = normal(&stem).replace('_', " ").replace(" - ", ", ");
    longest(&tokens(&words), style).or_else(|| {
        let is_joined = !words.contains(' ');
        is_joined.then(|| longest(&tokens(&words.replace('-', " ")), style))?
    })
}

/// A name without the day and time of day at which its file was made: `table_2024-07-12_20-31-26`, `X.20230401T100432`.
fn without_moment(name: &str) -> String {
    let starts = name
        .char_indices()
        .filter(|(at, c)| {
            let before = name
                .get(..*at)
                .and_then(|before| before.chars().next_back());
            c.is_ascii_digit() && !before.is_some_and(|c| c.is_ascii_digit())
        })
        .map(|(at, _)| at);
    for start in starts {
        let rest = name.get(start..).unwrap_or_default();
        if let Some(length) = length_of_moment(rest) {
            let before = name.get(..start).unwrap_or_default();
            let after = rest.get(length..).unwrap_or_default();
            return format!("{before} {after}");
        }
    }
    name.to_owned()
}

/// How many bytes at the start of a text are a day and a time of day, where it begins with them.
fn length_of_moment(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut number = |digits: usize, between: &[u8], range: std::ops::RangeInclusive<u32>| {
        if at > 0 && bytes.get(at).is_some_and(|byte| between.contains(byte)) {
            at += 1;
        }
        let read: u32 = text.get(at..at + digits)?.parse().ok()?;
        at += digits;
        range.contains(&read).then_some(at)
    };
    number(4, b"", 1990..=2099)?;
    number(2, b"-_. ", 1..=12)?;
    number(2, b"-_. ", 1..=31)?;
    number(2, b"-_. Tt", 0..=23)?;
    let minutes = number(2, b"-_.:", 0..=59)?;
    let seconds = number(2, b"-_.:", 0..=59);
    let goes_on = |end: usize| {
        let next = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
        next(end).is_ascii_digit()
            || (b"-_.".contains(&next(end)) && next(end + 1).is_ascii_digit())
    };
    seconds
        .filter(|end| !goes_on(*end))
        .or(Some(minutes).filter(|end| !goes_on(*end)))
}

/// Whether the year in a name is that of an edition, whose figures are older: `fuel-poverty-statistics-2025`.
fn is_edition(name: &str) -> bool {
    const EDITIONS: [&str; 8] = [
        "statistics",
        "stats",
        "report",
        "bulletin",
        "release",
        "edition",
        "publication",
        "update",
    ];
    let low = name.to_lowercase();
    let words: Vec<&str> = low
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_year = |word: &str| {
        word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let years = words.iter().filter(|word| is_year(word)).count();
    let beside = words.windows(2).any(|pair| {
        matches!(pair, [one, other] if (EDITIONS.contains(one) && is_year(other))
            || (is_year(one) && EDITIONS.contains(other)))
    });
    years == 1 && beside
}

/// Whether a name may be believed about the time that stands in it. A day with which it begins is as likely that on which it was
/// written, and of a year that is glued to a word which ends like a month, `surveydec2017`, the month may be meant.
pub(in crate::import) fn is_told_by(name: &str, reading: &PeriodReading) -> bool {
    let low = normal(name);
    let digits = low.chars().filter(|c| !matches!(c, '-' | '_' | '.' | ' '));
    let begins_with_day = digits.take(8).all(|c| c.is_ascii_digit());
    if reading.period.length() == PeriodLength::Day {
        return !begins_with_day;
    }
    let year = reading.period.start().year().to_string();
    let glued = low.split(&year).next().map_or("", |before| {
        let end = before
            .trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .len();
        before.get(end..).unwrap_or("")
    });
    let ends_like_a_month = glued.char_indices().skip(1).any(|(at, _)| {
        let end = glued.get(at..).unwrap_or("");
        end.len() >= 3 && month_named(end).is_some()
    });
    reading.period.length() != PeriodLength::Months(12) || !ends_like_a_month
}

fn longest(tokens: &[Token], style: &PeriodStyle) -> Option<PeriodReading> {
    let mut best: Option<(usize, PeriodReading)> = None;
    let mut rivals = false;
    let mut cut = 0;
    let mut start = 0;
    while start < tokens.len() {
        let mut step = 1;
        for length in (1..=11).rev() {
            let Some(window) = tokens.get(start..start + length) else {
                continue;
            };
            if !stands_alone(tokens, start, length) || !is_plain(window) {
                continue;
            }
            let Some(reading) = read_tokens(window, style) else {
                continue;
            };
            if is_part_of_range(tokens, start, length) {
                cut = cut.max(length);
                step = length;
                break;
            }
            match &best {
                Some((longest, _)) if *longest > length => {}
                Some((longest, found)) if *longest == length => {
                    rivals |= found.period != reading.period;
                }
                _ => {
                    rivals = false;
                    best = Some((length, reading));
                }
            }
            step = length;
            break;
        }
        start += step;
    }
    best.filter(|(length, _)| !rivals && *length > cut)
        .map(|(_, reading)| reading)
}

/// Whether a window is no more than the end of a range that cannot be read, `3 May 2020` in `3 April to 3 May 2020`, or the start of
/// one that goes on to some later time: `from 2010`, `since 2010`, `2010 onwards`.
fn is_part_of_range(tokens: &[Token], start: usize, length: usize) -> bool {
    let at = |back: usize| start.checked_sub(back).and_then(|at| tokens.get(at));
    let says = |token: Option<&Token>, words: &[&str]| matches!(token, Some(Token::Word(word)) if words.contains(&word.as_str()));
    let after = tokens.get(start + length);
    let window = tokens.get(start..start + length).unwrap_or_default();
    if window.contains(&Token::To) {
        return false;
    }
    if says(at(1), &["since", "from"]) || says(after, &["onwards", "onward"]) {
        return true;
    }
    at(1) == Some(&Token::To)
        && matches!(at(2), Some(Token::Word(word)) if month_named(word).is_some())
}

/// Digits on their own are a period only as a year of our time.
fn is_plain(window: &[Token]) -> bool {
    match window {
        [Token::Number(year)] => {
            year.len() == 4 && (year.starts_with("19") || year.starts_with("20"))
        }
        [
            Token::Number(first),
            Token::Slash | Token::Dash,
            Token::Number(_),
        ] => first.len() == 4,
        _ => true,
    }
}

/// Whether no further digits or separators of numbers touch the window.
fn stands_alone(tokens: &[Token], start: usize, length: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| tokens.get(at));
    let two_before = start.checked_sub(2).and_then(|at| tokens.get(at));
    let number_before = matches!(two_before, Some(Token::Number(_)));
    // `Aged 16-24, December 2023` names no 24th.
    let ends_ages = matches!(before, Some(Token::Dash))
        && matches!(two_before, Some(Token::Number(first)) if first.len() < 3)
        && matches!(tokens.get(start), Some(Token::Number(last)) if last.len() < 3);
    let joined_before =
        (matches!(before, Some(Token::Slash | Token::Dot)) && number_before) || ends_ages;
    let after = tokens.get(start + length);
    let joined_after = matches!(after, Some(Token::Slash | Token::Dot))
        && matches!(tokens.get(start + length + 1), Some(Token::Number(_)));
    !joined_before && !joined_after
}
