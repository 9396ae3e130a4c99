use super::assign::{CHOSEN, Guess};
use super::named::numbers_of_registers;
use super::shapes::says_how_sure;
use super::{Part, Profile, names_things};
use crate::domain::IdKind;
use crate::import::layout::Table;
use crate::import::period_text::{self, PeriodStyle};
use crate::import::subject_header::says_subjects;
use crate::import::subject_header::{Aspect, Kinds, aspect_of, is_about, kinds_in};
use crate::import::units::is_unit;

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
    let like_the_others = guesses
        .iter()
        .zip(&table.headers)
        .any(|(other, header)| other.part == Part::Figure && is_time(header));
    for index in 1..guesses.len() {
        let (Some(profile), Some(header)) = (profiles.get(index), table.headers.get(index)) else {
            continue;
        };
        let is_figure = |at: usize| {
            let guess = guesses.get(at);
            guess.is_some_and(|guess| guess.part == Part::Figure)
        };
        let (right_of_figure, left_of_figure) = (is_figure(index - 1), is_figure(index + 1));
        let timed = is_time(header);
        let low = header.to_lowercase();
        let named = ["indicator", "reliab", "flag", "marker", "quality", "status"]
            .iter()
            .any(|word| low.contains(word));
        let some_numbers =
            profile.numbers > 0 && (profile.numbers + profile.signs) * 3 >= profile.filled;
        let only_signs = profile.filled > 0 && profile.filled == profile.signs;
        let full = profile.filled * 10 >= profile.rows * 6;
        let Some(guess) = guesses.get_mut(index) else {
            continue;
        };
        if !matches!(guess.part, Part::Context | Part::Ignore) || guess.reason == CHOSEN {
            continue;
        }
        if some_numbers && like_the_others && timed {
            let reason = "its header is a time, as are those of the figures";
            *guess = Guess::new(Part::Figure, 0.6, reason);
        } else if only_signs
            && guess.part == Part::Ignore
            && (right_of_figure || (left_of_figure && timed))
        {
            if says_how_sure(header) {
                continue;
            }
            if named {
                let reason = "nothing but signs, beside the figures to its left";
                *guess = Guess::new(Part::Status, 0.6, reason);
            } else if full && !chosen {
                *guess = Guess::new(Part::Figure, 0.5, "signs in the place of all figures");
            }
        }
    }
}

/// A column of words of which every one is a unit gives the units, where no other does.
pub(super) fn units_by_their_words(profiles: &[Profile], guesses: &mut [Guess]) {
    let named = |guess: &Guess| matches!(guess.part, Part::Unit | Part::Measure);
    if guesses.iter().any(named) {
        return;
    }
    let words = guesses.iter_mut().zip(profiles).find(|(guess, profile)| {
        guess.part == Part::Context
            && profile.filled == profile.rows
            && !profile.distinct.is_empty()
            // An amount such as `£1.2m` is no unit.
            && profile.no_figures * 2 < profile.filled
            && profile.distinct.iter().all(|text| is_unit(text))
    });
    if let Some((guess, _)) = words {
        *guess = Guess::new(Part::Unit, 0.6, "every value of it is a unit");
    }
}

/// Numbers of registers that name no subject here.
pub(super) fn other_registers(table: &Table, profiles: &[Profile], guesses: &mut [Guess]) {
    numbers_before_names(table, profiles, guesses);
    codes_of_places_first(profiles, guesses);
}

/// Whole numbers under no header, left of the names of the rows, are numbers of a register: those of the Department for Education
/// have three digits.
fn numbers_before_names(table: &Table, profiles: &[Profile], guesses: &mut [Guess]) {
    let Some(first_name) = guesses
        .iter()
        .position(|guess| matches!(guess.part, Part::Name { .. }))
    else {
        return;
    };
    let names = table.headers.get(first_name).map(|name| aspect_of(name));
    for (index, guess) in guesses.iter_mut().enumerate().take(first_name) {
        let (Some(profile), Some(header)) = (profiles.get(index), table.headers.get(index)) else {
            continue;
        };
        let is_number = guess.part == Part::Figure
            || (guess.part == Part::Ignore && guess.reason != CHOSEN && names_things(header));
        let is_figure = is_number && profile.whole == profile.numbers;
        let all_differ = profile.numbers > 3 && profile.different_numbers.len() == profile.numbers;
        let short = header.len() <= 6 && header.chars().all(|c| c.is_ascii_uppercase());
        let of_names = match (&names, aspect_of(header)) {
            (Some((of_names, Some(Aspect::Name))), (own, Some(Aspect::Number))) => *of_names == own,
            _ => false,
        };
        if is_figure && all_differ && of_names {
            let part = Part::Code(Some(IdKind::Other));
            *guess = Guess::new(part, 0.6, "a number for each name beside it");
        } else if is_figure && !header.is_empty() && all_differ && short {
            *guess = Guess::new(Part::Ignore, 0.6, "a number for each row, before its name");
        } else if is_figure && header.is_empty() {
            *guess = if profile.is_education_numbers() {
                let reason = "numbers of three digits before the names";
                Guess::new(Part::Identifier(IdKind::DfeNumber), 0.6, reason)
            } else {
                Guess::new(Part::Ignore, 0.6, "numbers before the names of the rows")
            };
        }
    }
}

/// Beside codes of places, whole numbers under a header of codes are another register's: `LA code` beside `Area code`.
fn codes_of_places_first(profiles: &[Profile], guesses: &mut [Guess]) {
    let is_code = |guess: &Guess| guess.part == Part::Code(None) && guess.reason != CHOSEN;
    let with_places = guesses
        .iter()
        .zip(profiles)
        .any(|(guess, profile)| is_code(guess) && profile.is_place_codes());
    for (guess, profile) in guesses.iter_mut().zip(profiles) {
        let numbers = profile.numbers > 0 && profile.numbers == profile.filled;
        if with_places && is_code(guess) && numbers {
            let reason = "numbers beside the codes of the places";
            *guess = Guess::new(Part::Identifier(IdKind::Other), 0.6, reason);
        }
    }
}

/// Whether a header is nothing but a time: `2019/20`.
fn is_time(header: &str) -> bool {
    header.contains(|c: char| c.is_ascii_digit())
        && period_text::read(header, &PeriodStyle::default()).is_some()
}

/// A column whose header says that it names councils or organisations goes before one of regions, where it tells more rows apart.
fn named_by_header(table: &Table, profiles: &[Profile], guesses: &mut [Guess]) {
    let weak = guesses
        .iter()
        .zip(profiles)
        .filter(|(guess, _)| guess.part == Part::Name { weak: true })
        .map(|(_, profile)| profile.distinct.len())
        .max()
        .unwrap_or(0);
    let says = |header: &String| {
        let kinds = kinds_in(header);
        let narrow = kinds.has(Kinds::COUNCILS) && !kinds.has(Kinds::WIDE);
        (narrow || kinds.has(Kinds::ORGANISATIONS)) && !is_about(header)
    };
    let named =
        guesses
            .iter_mut()
            .zip(profiles)
            .zip(&table.headers)
            .find(|((guess, profile), header)| {
                guess.part == Part::Context
                    && profile.is_words()
                    && profile.distinct.len() > weak
                    && profile.filled * 10 >= profile.rows * 9
                    && says(header)
            });
    if let Some(((guess, _), _)) = named {
        *guess = Guess::new(Part::Name { weak: false }, 0.6, "its header says so");
    }
}

/// Words of which there are as many as codes name the subjects rather than what they lie in, of which there are fewer: `Authority` beside
/// `Region` and a code.
fn one_name_for_each_code(profiles: &[Profile], guesses: &mut [Guess]) {
    let different = |wanted: &dyn Fn(&Part) -> bool| {
        let of_these = guesses
            .iter()
            .zip(profiles)
            .filter(|(guess, _)| wanted(&guess.part));
        of_these.map(|(_, profile)| profile.distinct.len()).max()
    };
    let codes = different(&|part| matches!(part, Part::Code(None))).unwrap_or(0);
    let strong = different(&|part| matches!(part, Part::Name { weak: false }));
    let weak = different(&|part| matches!(part, Part::Name { weak: true }));
    if codes < 4 || strong.is_some() || weak.is_none_or(|weak| weak * 2 > codes) {
        return;
    }
    let named = guesses.iter_mut().zip(profiles).find(|(guess, profile)| {
        guess.part == Part::Context
            && profile.is_words()
            && profile.distinct.len() == codes
            && profile.filled * 10 >= profile.rows * 9
    });
    if let Some((guess, _)) = named {
        *guess = Guess::new(Part::Name { weak: false }, 0.6, "one name for each code");
    }
}

/// Where no column names the subject, the words with the most different values do.
pub(super) fn find_subject(
    table: &Table,
    profiles: &[Profile],
    guesses: &mut [Guess],
) -> Option<usize> {
    numbers_of_registers(profiles, guesses);
    let has_code = guesses
        .iter()
        .any(|guess| matches!(guess.part, Part::Code(_)));
    let has_name = guesses
        .iter()
        .any(|guess| matches!(guess.part, Part::Name { .. }));
    if has_code {
        one_name_for_each_code(profiles, guesses);
    }
    let weak_alone = !guesses
        .iter()
        .any(|guess| guess.part == Part::Name { weak: false });
    if !has_code && has_name && weak_alone {
        named_by_header(table, profiles, guesses);
    }
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
    let level = guesses
        .iter()
        .position(|guess| guess.part == Part::Level && guess.confidence < 1.0);
    if let Some(guess) = level.and_then(|index| guesses.get_mut(index)) {
        guess.part = Part::Name { weak: true };
        "the only column that can name the places".clone_into(&mut guess.reason);
        return level;
    }
    // Where every row is a measure of its own, the table is about one subject, which no column names.
    let of_measures = guesses.iter().zip(profiles).any(|(guess, profile)| {
        matches!(guess.part, Part::Measure | Part::Indicator)
            && profile.distinct.len() > 2
            && profile.distinct.len() == profile.filled
            && profile.filled == profile.rows
    });
    if of_measures {
        return None;
    }
    let best = guesses
        .iter()
        .zip(profiles)
        .enumerate()
        .filter(|(_, (guess, profile))| guess.part == Part::Context && profile.is_words())
        .max_by_key(|(index, (_, profile))| {
            let header = table.headers.get(*index).map_or("", String::as_str);
            let low = header.trim().to_lowercase();
            let names = !matches!(
                low.as_str(),
                "ref" | "ref." | "ref no" | "reference" | "no" | "no." | "id"
            );
            (
                names,
                says_subjects(header),
                profile.distinct.len(),
                usize::MAX - index,
            )
        })
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
