use super::assign::{CHOSEN, Guess};
use super::{Part, PeriodPart, Profile};
use crate::domain::{Period, PeriodLength, month_named};
use crate::import::layout::{Table, is_total};
use crate::import::period_text::{self, PeriodStyle};

/// Several columns that say the same of a row: the one that says it in more words is read. `Statistic Label` beside
/// `STATISTIC`, `2018 to 2020` under `Period` beside `2019` under `Year`.
pub(super) fn doubled(table: &Table, profiles: &[Profile], guesses: &mut [Guess]) {
    let hinted = |column: usize| {
        let mut hints = table.hints.iter();
        hints.any(|hint| hint.column as usize == column)
    };
    one_of_each_dimension(profiles, guesses);
    for wanted in [Part::Indicator, Part::Period(PeriodPart::Whole)] {
        let columns: Vec<usize> = (0..guesses.len())
            .filter(|column| guesses.get(*column).is_some_and(|one| one.part == wanted))
            .collect();
        let settled = columns.iter().any(|column| {
            let chosen = guesses.get(*column).is_some_and(|one| one.reason == CHOSEN);
            chosen || hinted(*column)
        });
        if columns.len() < 2 || settled {
            continue;
        }
        let Some(best) = best_of(&columns, profiles, &wanted) else {
            continue;
        };
        if wanted == Part::Period(PeriodPart::Whole) && columns.first() != Some(&best) {
            let parts_of_the_other = guesses.iter_mut().filter(|guess| {
                matches!(
                    guess.part,
                    Part::Period(PeriodPart::Month | PeriodPart::Quarter)
                ) && guess.reason != CHOSEN
            });
            for guess in parts_of_the_other {
                *guess = Guess::new(Part::Ignore, 0.6, "another column says more of the time");
            }
        }
        for column in columns.into_iter().filter(|column| *column != best) {
            if let Some(guess) = guesses.get_mut(column) {
                *guess = Guess::new(
                    Part::Ignore,
                    0.6,
                    "another column says the same in more words",
                );
            }
        }
    }
}

/// Of two columns of one dimension, such as `sex` with its codes and `Sex` with its names, the names are read.
fn one_of_each_dimension(profiles: &[Profile], guesses: &mut [Guess]) {
    let different = |column: usize| profiles.get(column).map_or(0, |one| one.distinct.len());
    let dimensions: Vec<Option<String>> = guesses
        .iter()
        .map(|guess| match &guess.part {
            Part::Group(dimension) => Some(without_count(&dimension.to_lowercase()).to_owned()),
            _ => None,
        })
        .collect();
    for (index, own) in dimensions.iter().enumerate() {
        let Some(own) = own.as_ref().filter(|own| *own != "group") else {
            continue;
        };
        let mut rest = dimensions.iter().enumerate().skip(index + 1);
        let again = rest.find(|(column, other)| {
            other.as_ref() == Some(own) && different(*column) >= different(index)
        });
        let Some((names, _)) = again else {
            continue;
        };
        let Some(guess) = guesses
            .get_mut(index)
            .filter(|guess| guess.reason != CHOSEN)
        else {
            continue;
        };
        *guess = Guess::new(Part::Ignore, 0.6, "the same as the names in another column");
        if let Some(Part::Group(dimension)) = guesses.get_mut(names).map(|guess| &mut guess.part) {
            own.clone_into(dimension);
        }
    }
}

/// A dimension without the number that tells it from another column of its name: `sex (2)`.
fn without_count(dimension: &str) -> &str {
    let counted = dimension
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once(" ("));
    counted.map_or(dimension, |(bare, count)| {
        let is_count = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
        if is_count { bare } else { dimension }
    })
}

/// Which of several columns is read: of periods the first, unless it gives no more than years and another more than those.
fn best_of(columns: &[usize], profiles: &[Profile], wanted: &Part) -> Option<usize> {
    let profile = |column: usize| profiles.get(column);
    let first = *columns.first()?;
    if *wanted == Part::Indicator {
        let code = |text: &String| !text.contains(' ') && text.chars().all(|c| !c.is_lowercase());
        if !profile(first)?.distinct.iter().all(code) {
            return Some(first);
        }
        let says = |column: usize| profile(column).map_or(0, letters);
        let most = columns.iter().map(|column| says(*column)).max()?;
        return columns.iter().copied().find(|column| says(*column) == most);
    }
    // The first days of months, and the months themselves beside them.
    let all = |column: usize, wanted: &dyn Fn(&Period) -> bool| {
        profile(column).is_some_and(|one| {
            let mut texts = one.distinct.iter();
            let read = |text: &String| period_text::read(text, &PeriodStyle::default());
            !one.distinct.is_empty()
                && texts.all(|text| read(text).is_some_and(|one| wanted(&one.period)))
        })
    };
    let first_day = |one: &Period| one.length() == PeriodLength::Day && one.start().day() == 1;
    if all(first, &first_day) {
        let months = |column: &usize| all(*column, &|one| one.length() == PeriodLength::Months(1));
        if let Some(months) = columns.iter().copied().find(months) {
            return Some(months);
        }
    }
    let years = profile(first)?;
    if years.years * 10 < years.filled * 9 {
        return Some(first);
    }
    let says_more = |column: &usize| {
        let Some(other) = profile(*column) else {
            return false;
        };
        let day = |text: &String| {
            let reading = period_text::read(text, &PeriodStyle::default());
            reading.is_some_and(|one| one.period.length() == PeriodLength::Day)
        };
        let days = other.distinct.iter().filter(|text| day(text)).count() + other.dates;
        let different = other.distinct.len().max(other.dates);
        let finer = different > years.distinct.len().max(1) * 3
            || (days == different && different > years.distinct.len().max(1));
        letters(other) > 60 && (days == 0 || finer)
    };
    columns.iter().copied().find(says_more).or(Some(first))
}

/// How many letters and digits the different texts of a column have, on average and in tenths.
fn letters(profile: &Profile) -> usize {
    let count: usize = profile.distinct.iter().map(String::len).sum();
    count * 10 / profile.distinct.len().max(1)
}

/// What a header says its column gives of the year beside it: `Month`, `Financial quarter`.
pub(in crate::import) fn part_of_year(header: &str) -> Option<PeriodPart> {
    let low = header.to_lowercase();
    let mut words = low
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    match words.next_back()? {
        "month" => Some(PeriodPart::Month),
        "quarter" | "qtr" => Some(PeriodPart::Quarter),
        _ => None,
    }
}

/// Months and quarters in a column of their own are read together with the year in another.
pub(super) fn parts_of_years(table: &Table, profiles: &[Profile], guesses: &mut [Guess]) {
    let year_beside = guesses.iter().zip(profiles).any(|(guess, profile)| {
        guess.part == Part::Period(PeriodPart::Whole) && profile.filled > 0
    });
    if !year_beside {
        return;
    }
    for (column, header) in table.headers.iter().enumerate() {
        let (Some(part), Some(profile)) = (part_of_year(header), profiles.get(column)) else {
            continue;
        };
        let hinted = table
            .hints
            .iter()
            .any(|hint| hint.column as usize == column);
        let names = profile.distinct.iter().all(|text| {
            month_named(&text.to_lowercase()).is_some()
                || text
                    .parse::<u8>()
                    .is_ok_and(|number| (1..13).contains(&number))
                || quarter_of(text).is_some()
                || first_of_three(text).is_some()
                || is_total(text)
        });
        let numbers = profile.numbers == profile.whole && profile.periods == 0;
        if let Some(guess) = guesses.get_mut(column)
            && guess.reason != CHOSEN
            && !hinted
            && names
            && numbers
            && profile.filled > 0
        {
            *guess = Guess::new(Part::Period(part), 0.8, "read with the year beside it");
        }
    }
}

/// The first month of three that a text names: `January - March`, `Apr to Jun`.
pub(in crate::import) fn first_of_three(text: &str) -> Option<i8> {
    let low = text.to_lowercase().replace(['–', '—', '/'], "-");
    let (first, last) = low.split_once('-').or_else(|| low.split_once(" to "))?;
    let (first, last) = (month_named(first.trim())?, month_named(last.trim())?);
    ((last - first).rem_euclid(12) == 2).then_some(first)
}

/// The number of a quarter: `Q1`, `Quarter 2`, `3`.
pub(in crate::import) fn quarter_of(text: &str) -> Option<i8> {
    let low = text.trim().to_lowercase();
    let number = ["quarter", "qtr", "q"]
        .iter()
        .find_map(|word| low.strip_prefix(word))
        .unwrap_or(&low);
    // Two digits are a month: the `04` of `2022-04`.
    let digit = Some(number.trim()).filter(|digit| digit.len() == 1)?;
    digit.parse().ok().filter(|number| (1..5).contains(number))
}
