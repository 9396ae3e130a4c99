use super::assign::{CHOSEN, Guess};
use super::{Part, Profile};
use crate::import::layout::Table;

/// Puts in what is known from the way the table lies.
pub(super) fn hints(table: &Table, guesses: &mut [Guess]) {
    for hint in &table.hints {
        if let Some(guess) = guesses
            .get_mut(hint.column as usize)
            .filter(|guess| guess.reason != CHOSEN)
        {
            *guess = Guess::new(hint.part.clone(), 0.7, &hint.reason);
        }
    }
}

/// Words over limits stand where figures should: each is read, and left out by name.
pub(super) fn over_limits(table: &Table, guesses: &mut [Guess]) {
    for column in table.limits.keys() {
        if let Some(guess) = guesses.get_mut(*column as usize)
            && matches!(guess.part, Part::Context | Part::Ignore)
            && guess.reason != CHOSEN
        {
            *guess = Guess::new(Part::Figure, 0.6, "limits stand under its cells");
        }
    }
}

/// Columns of nothing but signs right of figures say how reliable those are.
pub(super) fn statuses(table: &Table, profiles: &[Profile], guesses: &mut [Guess]) {
    let chosen = guesses
        .iter()
        .any(|guess| guess.part == Part::Figure && guess.reason == CHOSEN);
    for index in 1..guesses.len() {
        let right_of_figure = guesses
            .get(index - 1)
            .is_some_and(|guess| guess.part == Part::Figure);
        let named = table.headers.get(index).is_some_and(|header| {
            let low = header.to_lowercase();
            ["indicator", "reliab", "flag", "marker", "quality", "status"]
                .iter()
                .any(|word| low.contains(word))
        });
        let (only_signs, full) = profiles.get(index).map_or((false, false), |profile| {
            (
                profile.filled > 0 && profile.filled == profile.signs,
                profile.filled * 10 >= profile.rows * 6,
            )
        });
        if let Some(guess) = guesses.get_mut(index)
            && right_of_figure
            && only_signs
            && guess.part == Part::Ignore
            && guess.reason != CHOSEN
        {
            if named {
                *guess = Guess::new(
                    Part::Status,
                    0.6,
                    "nothing but signs, beside the figures to its left",
                );
            } else if full && !chosen {
                *guess = Guess::new(Part::Figure, 0.5, "signs in the place of all figures");
            }
        }
    }
}

/// Where no column names the subject, the words with the most different values do.
pub(super) fn find_subject(profiles: &[Profile], guesses: &mut [Guess]) -> Option<usize> {
    let has_code = guesses
        .iter()
        .any(|guess| matches!(guess.part, Part::Code(_)));
    let has_name = guesses
        .iter()
        .any(|guess| matches!(guess.part, Part::Name { .. }));
    if has_name {
        return None;
    }
    if has_code {
        let named = guesses.iter_mut().zip(profiles).find(|(guess, profile)| {
            guess.part == Part::Context
                && profile.is_words()
                && profile.distinct.len() * 10 >= profile.filled.min(200) * 6
        });
        if let Some((guess, _)) = named {
            *guess = Guess::new(
                Part::Name { weak: false },
                0.6,
                "words that differ from row to row, beside a code",
            );
        }
        return None;
    }
    if let Some(level) = guesses
        .iter_mut()
        .find(|guess| guess.part == Part::Level && guess.confidence < 1.0)
    {
        level.part = Part::Name { weak: true };
        "the only column that can name the places".clone_into(&mut level.reason);
        return None;
    }
    let best = guesses
        .iter()
        .zip(profiles)
        .enumerate()
        .filter(|(_, (guess, profile))| guess.part == Part::Context && profile.is_words())
        .max_by_key(|(index, (_, profile))| (profile.distinct.len(), usize::MAX - index))
        .map(|(index, _)| index);
    if let Some(guess) = best.and_then(|index| guesses.get_mut(index)) {
        *guess = Guess::new(
            Part::Name { weak: true },
            0.4,
            "the words with the most different values",
        );
    }
    best
}
