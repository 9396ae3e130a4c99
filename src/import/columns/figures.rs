use super::assign::Guess;
use super::shapes::speaks_of_another_time;
use super::{BESIDE_FIGURES, Part, PeriodPart, Profile};
use crate::import::layout::Table;

/// One figure column where one is named, else all columns of numbers.
pub(super) fn choose_figures(
    table: &Table,
    profiles: &[Profile],
    guesses: &mut [Guess],
    chosen: &[usize],
) {
    if !chosen.is_empty() {
        for (index, guess) in guesses.iter_mut().enumerate() {
            if matches!(guess.part, Part::Value | Part::Figure) && !chosen.contains(&index) {
                *guess = Guess::new(
                    Part::Ignore,
                    1.0,
                    "another column was chosen for the figures",
                );
            }
        }
        return;
    }
    let named = guesses.iter().position(|guess| guess.part == Part::Value);
    if let Some(value) = named {
        for (index, guess) in guesses.iter_mut().enumerate() {
            if index != value && matches!(guess.part, Part::Value | Part::Figure) {
                *guess = Guess::new(Part::Ignore, 0.7, BESIDE_FIGURES);
            }
        }
        return;
    }
    let figures = guesses
        .iter()
        .filter(|guess| guess.part == Part::Figure)
        .count();
    // A count beside another number of things, such as a rolling total, is a figure of its own.
    let counted = guesses.iter().zip(&table.headers).any(|(guess, header)| {
        let low = header.to_lowercase();
        let counts = ["total", "rolling", "number of"];
        guess.part == Part::Figure && counts.iter().any(|word| low.contains(word))
    });
    if figures != 1 || counted {
        for (guess, profile) in guesses.iter_mut().zip(profiles) {
            if matches!(guess.part, Part::Count | Part::Denominator) && profile.is_numeric() {
                *guess = Guess::new(Part::Figure, 0.6, "numbers under a header of their own");
            }
        }
    }
    let has_period = guesses.iter().any(|guess| {
        matches!(
            guess.part,
            Part::Period(PeriodPart::Whole | PeriodPart::Start)
        )
    });
    if has_period {
        return;
    }
    let headers = table.headers.iter();
    let columns = guesses.iter_mut().zip(profiles.iter().zip(headers));
    let mut all_are_times = columns.filter(|(guess, (profile, header))| {
        guess.part == Part::Context && profile.is_all_times() && !speaks_of_another_time(header)
    });
    if let Some((guess, _)) = all_are_times.next() {
        let period = Part::Period(PeriodPart::Whole);
        *guess = Guess::new(period, 0.6, "every value is a time");
        return;
    }
    let several = figures > 1;
    for ((guess, profile), header) in guesses.iter_mut().zip(profiles).zip(&table.headers) {
        let low = header.to_lowercase();
        let may_be_time = header.is_empty()
            || [
                "year", "yr", "period", "time", "date", "wave", "cohort", "edition",
            ]
            .iter()
            .any(|word| low.contains(word));
        let all_periods = profile.filled > 0
            && profile.periods == profile.filled
            && profile.numbers == profile.filled;
        if guess.part == Part::Figure
            && several
            && may_be_time
            && all_periods
            && profile.years == profile.numbers
            && profile.rows > 1
        {
            *guess = Guess::new(
                Part::Period(PeriodPart::Whole),
                0.6,
                "every value is a year",
            );
            return;
        }
    }
}
