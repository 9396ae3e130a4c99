use std::collections::HashMap;

use super::assign::{Guess, ONLY_SIGNS};
use super::{Part, PeriodPart, Profile, part_of_header};
use crate::domain::IdKind;
use crate::import::layout::Table;

/// The layout of 2024, where `unique` is the code, `group` the name, `real` the figure and `value` a score.
pub(super) fn swapped_names(table: &Table, profiles: &[Profile], guesses: &mut [Guess]) {
    let at = |name: &str| {
        table
            .headers
            .iter()
            .position(|header| header.eq_ignore_ascii_case(name))
    };
    let (Some(code), Some(name)) = (at("unique"), at("group")) else {
        return;
    };
    if !profiles.get(code).is_some_and(Profile::is_place_codes) {
        return;
    }
    if let Some(guess) = guesses.get_mut(code) {
        *guess = Guess::new(
            Part::Code(None),
            0.9,
            "nearly every value is the code of a place",
        );
    }
    if let Some(guess) = guesses.get_mut(name) {
        *guess = Guess::new(Part::Name { weak: false }, 0.8, "one name for each code");
    }
    if let (Some(real), Some(value)) = (at("real"), at("value")) {
        if let Some(guess) = guesses.get_mut(real) {
            *guess = Guess::new(
                Part::Value,
                0.8,
                "the figure; “value” beside it is a score over all places",
            );
        }
        if let Some(guess) = guesses.get_mut(value) {
            *guess = Guess::new(Part::Ignore, 0.8, "a score over all places, not a figure");
        }
    }
}

/// The two columns of which nobody can tell which holds the figures: `real` and `value` in the layout of 2024.
pub(super) fn rival_figures(table: &Table, guesses: &[Guess]) -> Option<(u32, u32)> {
    let at = |name: &str| {
        (0_u32..)
            .zip(&table.headers)
            .find(|(_, header)| header.eq_ignore_ascii_case(name))
            .map(|(column, _)| column)
    };
    let (real, value) = (at("real")?, at("value")?);
    let is_value = |column: u32| {
        guesses.get(column as usize).is_some_and(|guess| {
            matches!(guess.part, Part::Value | Part::Figure) && guess.confidence < 1.0
        })
    };
    (is_value(real) || is_value(value)).then_some((real, value))
}

/// In our own layouts `subject_code` is the code, and other codes are identifiers beside it.
pub(super) fn own_layout(table: &Table, guesses: &mut [Guess]) {
    let is_own = |header: &String| header.eq_ignore_ascii_case("subject_code");
    if !table.headers.iter().any(is_own) {
        let has_code = guesses
            .iter()
            .any(|guess| matches!(guess.part, Part::Code(_)));
        for (guess, header) in guesses.iter_mut().zip(&table.headers) {
            if has_code && header.eq_ignore_ascii_case("subject") && guess.confidence < 1.0 {
                *guess = Guess::new(
                    Part::Context,
                    0.5,
                    "beside a code this is a subject of study",
                );
            }
        }
        return;
    }
    for (guess, header) in guesses.iter_mut().zip(&table.headers) {
        if let Part::Code(kind) = &guess.part
            && !is_own(header)
            && guess.confidence < 1.0
        {
            guess.part = Part::Identifier(kind.unwrap_or(IdKind::Other));
        }
    }
}

/// Names spread over columns by level: columns without a header right of a name, filled where it is not.
pub(super) fn split_names(table: &Table, profiles: &[Profile], guesses: &mut [Guess]) {
    for index in 1..guesses.len() {
        let after_name = guesses
            .get(index - 1)
            .is_some_and(|guess| matches!(guess.part, Part::Name { weak: false }));
        let nameless = table.headers.get(index).is_some_and(String::is_empty);
        let words = profiles.get(index).is_some_and(Profile::is_words);
        let open = guesses
            .get(index)
            .is_some_and(|guess| !matches!(guess.part, Part::Code(_)));
        if after_name
            && nameless
            && words
            && open
            && let Some(guess) = guesses.get_mut(index)
        {
            *guess = Guess::new(
                Part::Name { weak: false },
                0.7,
                "goes on with the names to its left",
            );
        }
    }
}

/// Limits of a figure that stands to their left: `95% CI lower`.
pub(super) fn confidence_limits(table: &Table, guesses: &mut [Guess]) {
    for (guess, header) in guesses.iter_mut().zip(&table.headers) {
        if guess.part != Part::Figure {
            continue;
        }
        let low = header.to_lowercase();
        let words: Vec<&str> = low.split(|c: char| !c.is_alphanumeric()).collect();
        let of_interval = [
            "ci",
            "lcl",
            "ucl",
            "cl",
            "lci",
            "uci",
            "confidence",
            "limit",
            "bound",
            "95",
            "99",
            "lower95",
            "upper95",
        ]
        .iter()
        .any(|word| words.contains(word));
        let is = |any: &[&str]| any.iter().any(|word| words.contains(word));
        // `High confidence` is no limit of anything.
        let is_end = |end: &str| {
            words.contains(&end)
                && words.iter().any(|word| {
                    matches!(
                        *word,
                        "ci" | "cl" | "limit" | "bound" | "interval" | "95" | "99"
                    )
                })
        };
        if of_interval && (is(&["lower", "lcl", "lci", "lower95"]) || is_end("low")) {
            *guess = Guess::new(Part::Lower, 0.8, "its header names a lower limit");
        } else if of_interval
            && (is(&["upper", "ucl", "uci", "upper95"]) || is_end("high") || is_end("upp"))
        {
            *guess = Guess::new(Part::Upper, 0.8, "its header names an upper limit");
        }
    }
}

/// Whether a header names half the width of an interval rather than a figure: `conf`, `+/-`, `Margin of error`.
pub(in crate::import) fn says_how_sure(header: &str) -> bool {
    let low = header.trim().to_lowercase();
    let bare =
        low.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '%' | ' ' | ')' | '('));
    matches!(bare, "conf" | "confidence")
        || bare.ends_with(" conf")
        || low.contains("+/-")
        || low.contains('±')
        || bare.ends_with("margin of error")
        || (!low.contains("lower")
            && !low.contains("upper")
            && low
                .split(" (")
                .next()
                .is_some_and(|name| name.ends_with("confidence interval")))
        || low.contains("coefficient of variation")
        || low.contains("standard error")
        || low
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == "cv")
}

/// `Stress_base` is what `Stress_rate` is out of.
pub(super) fn bases(table: &Table, guesses: &mut [Guess], bases: &mut HashMap<u32, u32>) {
    let stem_of = |header: &str| {
        let low = header.to_lowercase();
        ["_base", " base", "_denominator", " denominator"]
            .iter()
            .find_map(|end| low.strip_suffix(end).map(str::to_owned))
    };
    for index in 0..guesses.len() {
        if guesses
            .get(index)
            .is_none_or(|guess| guess.part != Part::Figure)
        {
            continue;
        }
        let Some(stem) = table.headers.get(index).and_then(|header| stem_of(header)) else {
            continue;
        };
        let mut found = false;
        for (other, header) in table.headers.iter().enumerate() {
            let low = header.to_lowercase();
            let same = low.strip_prefix(&stem).is_some_and(|rest| {
                rest.starts_with(['_', ' '])
                    && (rest.ends_with("rate") || rest.ends_with('%') || rest.ends_with("percent"))
            });
            let is_figure = guesses
                .get(other)
                .is_some_and(|guess| guess.part == Part::Figure);
            if other != index && same && is_figure {
                found = true;
                bases.insert(
                    u32::try_from(other).unwrap_or(u32::MAX),
                    u32::try_from(index).unwrap_or(u32::MAX),
                );
            }
        }
        if found && let Some(guess) = guesses.get_mut(index) {
            *guess = Guess::new(
                Part::Denominator,
                0.8,
                "the base of the rates of the same name",
            );
        }
    }
}

/// Where no column holds figures, the last one of numbers and of what may have been meant for numbers does, beside subjects and
/// periods: so what is odd in it is said cell by cell.
pub(super) fn odd_figures(profiles: &[Profile], guesses: &mut [Guess]) {
    let has = |wanted: &dyn Fn(&Part) -> bool| guesses.iter().any(|guess| wanted(&guess.part));
    let has_figures = has(&|part| matches!(part, Part::Value | Part::Figure));
    let has_subject = has(&|part| matches!(part, Part::Code(_) | Part::Name { .. }));
    let has_period = has(&|part| matches!(part, Part::Period(_)));
    if has_figures || !has_subject || !has_period {
        return;
    }
    let found = guesses.iter_mut().zip(profiles).rfind(|(guess, one)| {
        let meant = one.numbers + one.not_finite;
        let is_odd = (meant + one.signs + one.odd_numbers) * 10 >= one.filled * 7;
        let none_is_sound = one.no_figures * 10 >= one.filled * 7 && one.periods * 2 < one.filled;
        let is_free = guess.part == Part::Context || guess.reason == ONLY_SIGNS;
        one.filled > 0 && is_free && (none_is_sound || meant > 0 && is_odd)
    });
    if let Some((guess, _)) = found {
        *guess = Guess::new(
            Part::Figure,
            0.5,
            "numbers, and what may be meant for numbers",
        );
    }
}

/// Where no column gives the period, one whose header says so does, if some of its cells can be read: the others are named.
pub(super) fn odd_periods(table: &Table, profiles: &[Profile], guesses: &mut [Guess]) {
    let is_period = |part: &Part| {
        matches!(
            part,
            Part::Period(PeriodPart::Whole | PeriodPart::Start | PeriodPart::DueDate)
        )
    };
    if guesses.iter().any(|guess| is_period(&guess.part)) {
        return;
    }
    let columns = guesses.iter_mut().zip(profiles).zip(&table.headers);
    let mut free = columns.filter(|((guess, _), _)| {
        matches!(guess.part, Part::Context | Part::Ignore | Part::Figure)
    });
    let found = free.find(|((_, profile), header)| {
        part_of_header(header).is_some_and(|part| is_period(&part))
            && profile.periods > 0
            && profile.periods * 5 >= profile.filled
    });
    if let Some(((guess, _), header)) = found
        && let Some(part) = part_of_header(header)
    {
        *guess = Guess::new(
            part,
            0.5,
            "its header says so, and some of its cells give a time",
        );
    }
}

/// Words of a header whose dates are dates.
const OF_TIME: [&str; 26] = [
    "date", "day", "month", "year", "week", "quarter", "period", "time", "publish", "update",
    "release", "start", "end", "from", "until", "since", "valid", "open", "close", "creat",
    "modif", "inspect", "birth", "founded", "snapshot", "as at",
];

/// Whether a header says that its dates are dates.
pub(in crate::import) fn speaks_of_time(header: &str) -> bool {
    let low = header.to_lowercase();
    OF_TIME.iter().any(|word| low.contains(word))
}

/// Words of a header whose time is not the figures': when they were published, or when something opened.
const OF_OTHER_TIMES: [&str; 14] = [
    "release", "publi", "updat", "extract", "download", "retriev", "access", "refresh", "inspect",
    "birth", "founded", "open", "creat", "modif",
];

/// Whether a header says that its time is another than the figures'.
pub(in crate::import) fn speaks_of_another_time(header: &str) -> bool {
    let low = header.to_lowercase();
    OF_OTHER_TIMES.iter().any(|word| low.contains(word))
}

/// A column whose header speaks of no time and that holds dates holds labels, of which a spreadsheet made dates: `1-2`, `Mar-1`. It is
/// kept where it holds labels besides, or where another column gives the time.
pub(super) fn dated_labels(table: &Table, profiles: &[Profile], guesses: &mut [Guess]) {
    let is_time = |guess: &Guess| matches!(guess.part, Part::Period(_));
    let has_time = guesses.iter().any(is_time) || !table.hints.is_empty();
    for ((guess, profile), header) in guesses.iter_mut().zip(profiles).zip(&table.headers) {
        let dates = guess.part == Part::Ignore && profile.dates > 0 && guess.confidence < 1.0;
        let has_labels = profile.texts() > profile.periods.saturating_sub(profile.dates);
        if dates && !header.is_empty() && (has_labels || has_time) && !speaks_of_time(header) {
            *guess = Guess::new(
                Part::Context,
                0.4,
                "dates that may be labels of which a spreadsheet made dates",
            );
        }
    }
}

/// Whether whole numbers may stand for groups: ages and tenths may, and the few codes of a dimension that come again and again;
/// numbers that differ from row to row are figures about it.
pub(super) fn numbers_groups(dimension: &str, profile: &Profile) -> bool {
    let low = dimension.to_lowercase();
    let counted = ["age", "decile", "quintile", "id", "group"];
    counted.iter().any(|word| low.contains(word))
        || profile.different_numbers.len() * 2 <= profile.numbers
        || profile.rows < 4
}

/// Column by its letters: `A`, `AB`.
pub(super) fn by_letter(text: &str) -> Option<usize> {
    if text.is_empty() || text.len() > 3 || !text.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let number = text.bytes().fold(0_usize, |number, b| {
        number * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1
    });
    number.checked_sub(1)
}
