//! The words by which publishers name groups of people, everybody, limits and samples.

use super::names::clean;
use super::roles::names_measures;
use crate::import::subject_header::names_subjects;

/// Words of dimensions, each with the category words that belong to it alone.
const CATEGORIES: [(&str, &[&str]); 11] = [
    (
        "sex",
        &[
            "male", "males", "female", "females", "men", "women", "man", "woman", "boys", "girls",
        ],
    ),
    (
        "working pattern",
        &["full-time", "full time", "part-time", "part time"],
    ),
    (
        "disability",
        &[
            "disabled",
            "not disabled",
            "non-disabled",
            "disability",
            "no disability",
        ],
    ),
    (
        "sector",
        &[
            "public sector",
            "private sector",
            "non-profit body or mutual association",
            "voluntary sector",
        ],
    ),
    (
        "ethnicity",
        &[
            "white",
            "white british",
            "white other",
            "other white",
            "black",
            "black african",
            "black caribbean",
            "asian",
            "indian",
            "pakistani",
            "bangladeshi",
            "chinese",
            "mixed",
            "arab",
            "ethnic minority",
            "minority ethnic",
            "black and minority ethnic",
            "bme",
            "other ethnic group",
            "asian or asian british",
            "black or black british",
            "black (or black british)",
            "asian (or asian british)",
            "any other asian background",
            "any other ethnic group",
        ],
    ),
    (
        "marital status",
        &["married", "single", "widowed", "divorced", "cohabiting"],
    ),
    (
        "free school meals",
        &[
            "fsm",
            "fsm pupils",
            "fsm eligible",
            "non-fsm",
            "non fsm",
            "not fsm",
            "eligible for free school meals",
            "not eligible for free school meals",
        ],
    ),
    (
        "disadvantage",
        &[
            "disadvantaged",
            "disadvantaged pupils",
            "not disadvantaged",
            "non-disadvantaged",
            "non-disadvantaged pupils",
            "all other pupils",
            "other pupils",
        ],
    ),
    (
        "special educational needs",
        &["sen", "sen support", "no sen", "non-sen", "not sen", "ehcp"],
    ),
    ("first language", &["eal", "non-eal", "non eal", "not eal"]),
    (
        "tenure",
        &["owned", "owner occupied", "private rented", "social rented"],
    ),
];

/// Words of a sheet or file by which it says along what its rows are broken down.
const DIMENSIONS: [(&str, &str); 11] = [
    ("occupation", "occupation"),
    ("industry", "industry"),
    ("pubpriv", "sector"),
    ("public and private", "sector"),
    ("ethnic", "ethnicity"),
    ("marital", "marital status"),
    ("tenure", "tenure"),
    ("religion", "religion"),
    ("disab", "disability"),
    ("by age", "age"),
    ("by sex", "sex"),
];

/// The people group that a label names: `Females`, `Aged 16-24 years`.
pub(in crate::import) fn group_of(label: &str) -> Option<(String, String)> {
    let name = clean(label);
    let low = name.to_lowercase();
    if low.is_empty() || low.len() > 60 {
        return None;
    }
    let worded = CATEGORIES
        .iter()
        .find(|(_, words)| words.contains(&low.as_str()))
        .map(|(dimension, _)| (*dimension).to_owned());
    if let Some(dimension) = worded {
        return Some((dimension, name));
    }
    is_age(&low).then(|| ("age".to_owned(), plain_age(&name)))
}

/// An age without the words around it: `Aged 16-24 years` is `16-24`.
fn plain_age(name: &str) -> String {
    let low = name.to_lowercase();
    let mut text = name;
    for start in ["aged ", "ages ", "age "] {
        if low.starts_with(start) {
            text = text.get(start.len()..).unwrap_or(text);
        }
    }
    for end in [" years old", " year olds", " year-olds", " years", " yrs"] {
        if text.to_lowercase().ends_with(end) {
            text = text.get(..text.len() - end.len()).unwrap_or(text);
        }
    }
    text.trim().to_owned()
}

/// Whether a label stands for everybody or everything: `All people`, `All GB`, `Total`, `Column Total`.
pub(in crate::import) fn is_total(label: &str) -> bool {
    let low = clean(label).to_lowercase();
    let low = low.trim_start_matches('*');
    let words = low.split_whitespace().count();
    is_sum(low)
        || matches!(
            low,
            "persons" | "people" | "everyone" | "both sexes" | "both"
        )
        || (low.starts_with("all ") && words <= 4)
}

/// Whether a label in small letters says no more than that others are taken together.
pub(in crate::import) fn is_sum(low: &str) -> bool {
    matches!(
        low,
        "all" | "total" | "totals" | "column total" | "grand total" | "overall" | "overall total"
    )
}

/// Whether a label says that the figures are not placed: `Not stated`, `Unknown`.
pub(in crate::import) fn is_unplaced(label: &str) -> bool {
    let label = clean(label);
    crate::domain::is_unplaced(&label) || label.to_lowercase().contains("prefer not to say")
}

/// What a sheet's name says besides groups of people: `Men - NSA` gives `NSA`, a name that says nothing else all of it.
pub(in crate::import) fn apart(name: &str) -> String {
    let left: Vec<&str> = name
        .trim()
        .split(" - ")
        .map(str::trim)
        .filter(|part| group_of(part).is_none() && !is_total(part))
        .collect();
    if left.is_empty() {
        name.trim().to_owned()
    } else {
        left.join(" - ")
    }
}

/// What a row or column beside figures says of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    Lower,
    Upper,
    Sample,
}

/// Limits and sample sizes by their labels: `Lower 95% Confidence Interval`, `Sample size (rounded)`.
pub(super) fn beside_of(label: &str) -> Option<Beside> {
    let low = clean(label).to_lowercase();
    if low.len() > 60 {
        return None;
    }
    let interval = ["confidence", "95%", " ci", "limit", "bound"]
        .iter()
        .any(|word| low.contains(word));
    if interval && low.contains("lower") {
        Some(Beside::Lower)
    } else if interval && low.contains("upper") {
        Some(Beside::Upper)
    } else if low.starts_with("sample size")
        || low.starts_with("unweighted base")
        || low.starts_with("unweighted sample")
    {
        Some(Beside::Sample)
    } else {
        None
    }
}

/// The dimension that the words around a table name for rows nested in others.
pub(super) fn dimension_in(words: &str) -> Option<&'static str> {
    DIMENSIONS
        .iter()
        .find(|(word, _)| words.contains(word))
        .map(|(_, dimension)| *dimension)
}

/// What a title says its labels are: `Loneliness by tenure, Great Britain` gives `tenure`.
pub(in crate::import) fn dimension_of_title(title: &str) -> Option<String> {
    let first = dimensions_of_title(title).into_iter().next()?;
    (!names_rows(&first)).then_some(first)
}

/// What a title says the columns are beside rows of places: `Pupils by local authority and year group` gives `year group`.
pub(super) fn dimension_beside_places(title: &str) -> Option<String> {
    let all = dimensions_of_title(title);
    let with_places = all.iter().any(|name| names_subjects(name));
    let mut others = all
        .into_iter()
        .filter(|name| !names_rows(name) && !names_measures(name));
    others.next().filter(|_| with_places)
}

/// `By local authority` says what the rows are, and nothing of the columns.
fn names_rows(name: &str) -> bool {
    names_subjects(name) || ["year", "quarter", "month", "week"].contains(&name)
}

/// What a title says that its figures are told apart by.
fn dimensions_of_title(title: &str) -> Vec<String> {
    let low = clean(title).to_lowercase();
    let Some((_, after)) = low.rsplit_once(" by ") else {
        return Vec::new();
    };
    let named = after.split([',', ':', ';', '(', '-']).next().unwrap_or("");
    let dimension = |part: &str| {
        let words: Vec<&str> = part
            .split_whitespace()
            .take_while(|word| !matches!(*word, "in" | "for" | "at" | "from" | "of"))
            .collect();
        let name = words.join(" ");
        let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
        (!name.is_empty() && words.len() <= 4).then(|| name.to_owned())
    };
    named.split(" and ").filter_map(dimension).collect()
}

/// Ages: `16-24`, `aged 70+ years`, `under 20`, `40 & over`.
fn is_age(low: &str) -> bool {
    let text = low.replace(['–', '—'], "-");
    let mut rest = text.trim();
    let mut worded = false;
    for start in ["aged ", "ages ", "age "] {
        if let Some(after) = rest.strip_prefix(start) {
            rest = after.trim();
            worded = true;
        }
    }
    for end in [" years old", " year olds", " year-olds", " years", " yrs"] {
        if let Some(before) = rest.strip_suffix(end) {
            rest = before.trim();
            worded = true;
        }
    }
    let age = |text: &str| text.trim().parse::<u32>().is_ok_and(|age| age <= 120);
    let two = |sign: &str| {
        rest.split_once(sign)
            .is_some_and(|(first, last)| age(first) && age(last))
    };
    let open = [
        "+",
        " and over",
        " & over",
        " or over",
        " or more",
        " years and over",
        " years or more",
        " years and above",
        " and above",
        " and older",
    ]
    .iter()
    .any(|end| rest.strip_suffix(end).is_some_and(age));
    let under = [
        "under ",
        "under age ",
        "<",
        "over ",
        "over age ",
        ">",
        "below ",
        "below age ",
        "up to ",
    ]
    .iter()
    .any(|start| rest.strip_prefix(start).is_some_and(age));
    two("-") || two(" to ") || open || under || (worded && age(rest))
}

#[cfg(test)]
mod tests {
    use super::{Beside, beside_of, dimension_of_title, group_of, is_total};

    #[test]
    fn labels_of_groups_are_known_and_others_are_not() {
        for (label, dimension) in [
            ("Females", Some("sex")),
            ("Aged 16-24\nyears", Some("age")),
            ("Aged 70+ \nyears", Some("age")),
            ("40 & over", Some("age")),
            ("< 66", Some("age")),
            ("Under age 5", Some("age")),
            ("   Public sector", Some("sector")),
            ("Pakistani", Some("ethnicity")),
            ("Full-Time", Some("working pattern")),
            ("Early neonatal Under 7 days", None),
            ("2016-17", None),
            ("Leeds", None),
            ("16", None),
        ] {
            let found = group_of(label).map(|(dimension, _)| dimension);
            assert_eq!(found.as_deref(), dimension, "{label}");
        }
        assert!(is_total("All GB") && is_total("Column Total") && !is_total("Allerdale"));
    }

    #[test]
    fn limits_and_titles_are_read() {
        assert_eq!(
            beside_of("Lower 95% Confidence Interval "),
            Some(Beside::Lower)
        );
        assert_eq!(beside_of("Sample size (rounded)"), Some(Beside::Sample));
        assert_eq!(beside_of("Lower Saxony"), None);
        assert_eq!(
            dimension_of_title("Proportion of people who feel lonely, by tenure, Great Britain")
                .as_deref(),
            Some("tenure")
        );
        assert_eq!(
            dimension_of_title("Homes built by local authority, 2022"),
            None
        );
        assert_eq!(dimension_of_title("Area of woodland, 1998-2021"), None);
    }
}
