const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Full English name of a month, 1 to 12.
pub(super) fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|index| NAMES.get(index))
        .copied()
        .unwrap_or("")
}

/// First three letters of a month's name.
pub(super) fn month_short(month: i8) -> &'static str {
    month_name(month).get(..3).unwrap_or("")
}

/// The month, 1 to 12, that a word names in full or by its first letters, three at least: `March`, `sept`.
pub fn month_named(word: &str) -> Option<i8> {
    if word.len() < 3 {
        return None;
    }
    let starts = |name: &str| {
        name.get(..word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    (1..)
        .zip(NAMES)
        .find_map(|(month, name)| starts(name).then_some(month))
}

#[cfg(test)]
mod tests {
    use super::{month_name, month_named};

    #[test]
    fn a_month_is_known_by_its_name_and_by_its_first_letters() {
        for month in 1..=12 {
            assert_eq!(month_named(month_name(month)), Some(month));
        }
        for (word, month) in [
            ("SEPT", Some(9)),
            ("jun", Some(6)),
            ("ju", None),
            ("", None),
            ("marches", None),
            ("mä", None),
            ("revised", None),
        ] {
            assert_eq!(month_named(word), month, "{word}");
        }
    }
}
