use super::assign::{CHOSEN, Guess};
use super::{Part, PeriodPart, Profile};
use crate::domain::IdKind;
use crate::import::layout::Table;

/// Of several codes of the health service the one that is named as the names are is the rows' own: `Org code` beside `ICS code` and
/// `Org name`. Where several are, it is the one with the most different codes.
pub(super) fn code_named_as_the_names(table: &Table, profiles: &[Profile], guesses: &mut [Guess]) {
    let stem = |header: &str, end: &str| {
        let low = header.to_lowercase().replace("organisation", "org");
        let key: String = low.chars().filter(|c| c.is_alphanumeric()).collect();
        key.strip_suffix(end).map(str::to_owned)
    };
    let is_code = |guess: &Guess| guess.part == Part::Code(Some(IdKind::OdsCode));
    let names: Vec<String> = guesses
        .iter()
        .zip(&table.headers)
        .filter(|(guess, _)| guess.part == Part::Name { weak: false })
        .filter_map(|(_, header)| stem(header, "name"))
        .collect();
    let own = guesses
        .iter()
        .zip(&table.headers)
        .zip(profiles)
        .enumerate()
        .filter(|(_, ((guess, header), _))| {
            is_code(guess) && stem(header, "code").is_some_and(|stem| names.contains(&stem))
        })
        .max_by_key(|(_, (_, profile))| profile.distinct.len())
        .map(|(index, _)| index);
    let chosen = |guess: &Guess| guess.reason == CHOSEN;
    let Some(own) = own.filter(|_| !guesses.iter().any(chosen)) else {
        return;
    };
    for (index, guess) in guesses.iter_mut().enumerate() {
        if is_code(guess) && index != own {
            *guess = Guess::new(Part::Context, 0.6, "where the organisations are");
        }
    }
}

/// Beside a column whose header says that it gives the period, dates that say no more are not read: `Effective date` beside `Period`.
pub(super) fn period_by_its_header(table: &Table, profiles: &[Profile], guesses: &mut [Guess]) {
    let is_whole = |guess: &Guess| guess.part == Part::Period(PeriodPart::Whole);
    let named =
        guesses
            .iter()
            .zip(&table.headers)
            .zip(profiles)
            .find_map(|((guess, header), profile)| {
                let says_so = header.trim().eq_ignore_ascii_case("period");
                (is_whole(guess) && says_so).then_some(profile.distinct.len())
            });
    let Some(different) = named.filter(|count| *count > 0) else {
        return;
    };
    for ((guess, header), profile) in guesses.iter_mut().zip(&table.headers).zip(profiles) {
        let is_date = header.to_lowercase().contains("date");
        if is_whole(guess)
            && guess.reason != CHOSEN
            && is_date
            && profile.distinct.len() == different
        {
            *guess = Guess::new(Part::Ignore, 0.6, "a date beside the period");
        }
    }
}
