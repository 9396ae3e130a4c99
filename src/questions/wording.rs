//! How findings are put into words (METHODS M18, M19): neutral verbs, at most 25 words, never a cause.

mod people;

pub(super) use people::{category, indicator_gap, people};

use crate::domain::{
    Indicator, Marker, Markers, PeopleGroup, Period, PeriodKind, Subject, SubjectKind, UnitKind,
    thousands,
};

use super::judging::Tally;

/// Most words of a headline; a figure with its unit counts as one.
pub(super) const MOST_WORDS: usize = 25;
/// Most words of an indicator's name once it must be shortened.
const SHORT_NAME: usize = 5;
/// Holds a figure and its unit together while words are counted.
const JOIN: char = '\u{a0}';

/// A text that counts as one word.
pub(super) fn one_word(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// A value with its unit, as one word, and with the markers that a sentence must carry.
pub(super) fn figure(indicator: &Indicator, value: f64, markers: Markers) -> String {
    let words: Vec<&str> = [Marker::Provisional, Marker::Estimated, Marker::Forecast]
        .into_iter()
        .filter(|marker| markers.has(*marker))
        .map(Marker::in_words)
        .collect();
    let mut text = indicator.show(value);
    if !words.is_empty() {
        text = format!("{text} ({})", words.join(", "));
    }
    one_word(&text)
}

/// The same inside brackets: `(16.4%, provisional)`.
pub(super) fn bracketed(figure: &str) -> String {
    match figure.rsplit_once("\u{a0}(") {
        Some((value, marker)) if figure.ends_with(')') => format!("({value},\u{a0}{marker}"),
        _ => format!("({figure})"),
    }
}

/// Whether a name stands for several things: `claimants were`, `absence was`. Told by its leading noun.
pub(super) fn is_plural(name: &str) -> bool {
    const ENDS: [&str; 16] = [
        ",",
        "(",
        " at ",
        " in ",
        " per ",
        " by ",
        " with ",
        " who ",
        " led ",
        " below ",
        " under ",
        " to ",
        " of ",
        " receiving ",
        " among ",
        " from ",
    ];
    const SINGULAR: [&str; 6] = [
        "maths",
        "mathematics",
        "economics",
        "news",
        "arts",
        "thanks",
    ];
    let head = ENDS
        .iter()
        .filter_map(|end| name.find(end))
        .min()
        .and_then(|end| name.get(..end))
        .unwrap_or(name);
    let noun = head.split_whitespace().last().unwrap_or_default();
    let noun = noun.to_lowercase();
    ["children", "people", "men", "women"].contains(&noun.as_str())
        || noun.len() > 3
            && noun.ends_with('s')
            && !["ss", "us", "is"].iter().any(|end| noun.ends_with(end))
            && !SINGULAR.contains(&noun.as_str())
}

/// An indicator of a subject as the beginning of a sentence: `Healthy life expectancy, women, in the North East`.
pub(super) fn indicator_of(indicator: &Indicator, subject: &Subject) -> String {
    let name = brief(indicator);
    let comma = if name.contains(", ") { "," } else { "" };
    format!("{name}{comma} {}", within(subject))
}

/// The first of the candidates, longest first, that is short enough; the last one is cut to size if none is.
pub(super) fn headline(candidates: &[String]) -> String {
    let fits = |text: &&String| words(text) <= MOST_WORDS;
    let chosen = match candidates.iter().find(fits) {
        Some(text) => text.clone(),
        None => candidates
            .last()
            .map(|text| cut(text, MOST_WORDS))
            .unwrap_or_default(),
    };
    sentence(&chosen)
}

/// Number of words.
pub(super) fn words(text: &str) -> usize {
    text.split(' ').filter(|word| !word.is_empty()).count()
}

/// A text of at most so many words, with … where it was cut.
pub(super) fn cut(text: &str, most: usize) -> String {
    if words(text) <= most {
        return text.to_owned();
    }
    let kept: Vec<&str> = text
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(most)
        .collect();
    format!("{}…", kept.join(" ").trim_end_matches([',', ';', ':', '.']))
}

/// A sentence begins with a capital letter and has plain spaces.
pub(super) fn sentence(text: &str) -> String {
    let text = text.replace(JOIN, " ");
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => text,
    }
}

/// An indicator's short name, cut to five words where it is longer.
pub(super) fn brief(indicator: &Indicator) -> String {
    cut(&indicator.short_name, SHORT_NAME)
}

/// A name inside a sentence: a small first letter unless the word is a name or an abbreviation.
pub(super) fn inside(name: &str) -> String {
    const PROPER: [&str; 12] = [
        "English",
        "England",
        "Welsh",
        "Wales",
        "Scottish",
        "Scotland",
        "British",
        "Northern",
        "European",
        "Universal",
        "Gatsby",
        "Attainment",
    ];
    let first = name.split([' ', ',', '-']).next().unwrap_or_default();
    let mut letters = first.chars();
    let starts = letters.next();
    let plain = letters.all(|c| c.is_lowercase() || c == '’') && first.chars().count() > 1;
    match starts {
        Some(start) if plain && !PROPER.contains(&first) => {
            start.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}

/// A subject's name with its article where it has one: `the North East`, `the University of York`.
pub(super) fn the(name: &str) -> String {
    const BARE: [&str; 1] = ["East Sussex"];
    let regions = [
        "North East",
        "North West",
        "South East",
        "South West",
        "East Midlands",
        "West Midlands",
        "East of England",
        "East",
        "United Kingdom",
    ];
    let organisations = [
        "University of ",
        "Ministry of ",
        "Department for ",
        "Department of ",
        "Royal Borough of ",
    ];
    if !BARE.contains(&name)
        && (regions.contains(&name) || organisations.iter().any(|start| name.starts_with(start)))
    {
        format!("the {name}")
    } else {
        name.to_owned()
    }
}

/// `in England`, `at the University of York`.
pub(super) fn within(subject: &Subject) -> String {
    match subject.kind {
        SubjectKind::Place(_) => format!("in {}", the(&subject.name)),
        SubjectKind::Organisation(_) => format!("at {}", the(&subject.name)),
    }
}

/// `in 2023`, `in the year to October 2025`, `on 30 April 2025`.
pub(super) fn during(period: Period) -> String {
    match period.kind() {
        PeriodKind::Day => format!("on {}", period.label()),
        PeriodKind::Week | PeriodKind::YearFrom(_) => format!("in the {}", period.label()),
        _ => format!("in {}", period.label()),
    }
}

/// `1st`, `2nd`, `13th`.
pub(super) fn nth(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{}{ending}", counted(number as usize))
}

/// A count as a sentence shows it: `33,755`.
pub(super) fn counted(number: usize) -> String {
    thousands(number as f64, 0)
}

/// Names with commas and an `and`: `Leeds, York and Hull`.
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A number of things in words where it is none.
pub(super) fn count(number: usize) -> String {
    if number == 0 {
        "none".to_owned()
    } else {
        number.to_string()
    }
}

/// So many of something: `1 indicator`, `4 indicators`.
pub(super) fn so_many(number: usize, one: &str, many: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {many}")
    }
}

/// M19, comparison of many: of so many indicators a subject is better than the benchmark on so many.
pub(super) fn many(subject: &str, benchmark: &str, tally: Tally, of_what: &str) -> Vec<String> {
    let rest = match tally.not_compared {
        0 => String::new(),
        1 => "; 1 was not compared".to_owned(),
        more => format!("; {more} were not compared"),
    };
    let counts = format!(
        "better than {benchmark} on {}, similar on {} and worse on {}",
        count(tally.better),
        count(tally.similar),
        count(tally.worse)
    );
    let indicators = so_many(tally.judged(), "indicator", "indicators");
    vec![
        format!("Of {indicators}{of_what}, {subject} is {counts}{rest}."),
        format!("Of {indicators}, {subject} is {counts}{rest}."),
        format!("Of {indicators}, {} is {counts}{rest}.", cut(subject, 4)),
        format!("Of {indicators}, {} is {counts}.", cut(subject, 3)),
    ]
}

/// The measure of an indicator as a subtitle says it: `People aged 16 to 64 in employment (%)`.
pub(super) fn measure(indicator: &Indicator) -> String {
    let words = if indicator.measure.is_empty() {
        &indicator.name
    } else {
        &indicator.measure
    };
    let unit = indicator.unit.text.trim();
    let low = words.to_lowercase();
    let said = match indicator.unit.kind {
        UnitKind::PerCent => low.contains("percentage") || low.contains("per cent"),
        UnitKind::PercentagePoints => low.contains("percentage points"),
        _ => low.contains(&unit.to_lowercase()),
    };
    if unit.is_empty() || said {
        words.clone()
    } else {
        format!("{words} ({unit})")
    }
}

/// A people group inside a subtitle.
pub(super) fn group(group: &PeopleGroup) -> String {
    inside(&group.to_string())
}

/// Parts of a subtitle with commas between, those that say something.
pub(super) fn subtitle(parts: &[String]) -> String {
    let said: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    sentence(&said.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_sentences_as_people_write_them() {
        for (name, expected) in [
            ("Employment rate", "employment rate"),
            ("GVA per hour", "GVA per hour"),
            ("English and maths by 19", "English and maths by 19"),
            ("NEET", "NEET"),
            ("Attainment 8", "Attainment 8"),
            ("4G coverage", "4G coverage"),
        ] {
            assert_eq!(inside(name), expected);
        }
        assert_eq!(the("North East"), "the North East");
        assert_eq!(the("North East Lincolnshire"), "North East Lincolnshire");
        assert_eq!(the("University of York"), "the University of York");
        assert_eq!(the("Bradford"), "Bradford");
    }

    #[test]
    fn verbs_agree_with_names() {
        for (name, plural) in [
            ("Claimants", true),
            ("Greenhouse gas emissions", true),
            ("Overweight children at 11", true),
            ("Women in top quarter", true),
            ("Adults who smoke", true),
            ("Persistent absence", false),
            ("Education among care leavers", false),
            ("Happiness", false),
            ("English and maths by 19", false),
            ("House price to earnings", false),
            ("Employment rate", false),
        ] {
            assert_eq!(is_plural(name), plural, "{name}");
        }
        assert_eq!(
            bracketed("16.4%\u{a0}(provisional)"),
            "(16.4%,\u{a0}provisional)"
        );
        assert_eq!(bracketed("16.4%"), "(16.4%)");
    }

    #[test]
    fn ordinals_end_as_they_are_spoken() {
        let spoken: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 102, 1013].map(nth).to_vec();
        assert_eq!(
            spoken,
            [
                "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "1,013th"
            ]
        );
    }

    #[test]
    fn a_headline_is_never_longer_than_25_words() {
        let long = vec!["word"; 40].join(" ");
        assert_eq!(words(&headline(std::slice::from_ref(&long))), 25);
        assert_eq!(headline(&[long, "a short one.".to_owned()]), "A short one.");
    }

    #[test]
    fn many_indicators_are_counted_in_one_sentence() {
        let tally = Tally {
            better: 3,
            similar: 9,
            worse: 10,
            not_compared: 2,
            not_judged: 1,
        };
        assert_eq!(
            headline(&many("Burnley", "England", tally, "")),
            "Of 24 indicators, Burnley is better than England on 3, similar on 9 and worse on 10; 2 were not compared."
        );
    }
}
