use std::collections::HashSet;

use super::Severity;
use super::layout::{apart, group_of, is_total};
use super::review::SheetDraft;
use crate::domain::{IndicatorCode, PeopleGroup, slug};

/// The longest words of a title that are put behind a name.
const LONGEST: usize = 90;

/// Tells sheets apart that give different figures under the same names: by what the name of each says, or its title, and those of
/// the others do not. The first is told apart as the others are, lest it be taken for all of them.
pub(super) fn tell_apart(drafts: &mut [SheetDraft], clashing: &[usize]) {
    let of = |said: &dyn Fn(&SheetDraft) -> String| -> Vec<String> {
        let these = clashing.iter().filter_map(|at| drafts.get(*at));
        these.map(said).collect()
    };
    let names = of(&|draft| draft.sheet.sheet.clone());
    let titles = of(&|draft| draft.title.clone());
    let own: Vec<String> = names.iter().map(|name| apart(name)).collect();
    let (words, said) = if names.iter().all(|name| says_something(name)) && differ(&own) {
        (own, "name")
    } else if let Some(words) = different_words(&titles) {
        (words, "title")
    } else {
        (names, "name")
    };
    let shared = shared_codes(drafts, clashing);
    let groups = groups_of(drafts, clashing, &words);
    for (order, at) in clashing.iter().enumerate() {
        let (Some(draft), Some(words)) = (drafts.get_mut(*at), words.get(order)) else {
            continue;
        };
        if words.is_empty() || is_total(words) {
            continue;
        }
        match groups.as_ref().and_then(|groups| groups.get(order)) {
            Some(Some(group)) => put_into_groups(draft, group),
            _ => put_into_names(draft, words, &shared),
        }
        draft.notices.say(
            (0, 0),
            "sheets-differ",
            Severity::Warning,
            words,
            format!(
                "Other sheets give different figures under the same names; those of this sheet carry what its {said} says and theirs do not, “{words}”."
            ),
        );
    }
}

/// Whether a sheet's name says what it holds: `Private rented`, and not `Table_1`, `1a` or `Sheet2`.
fn says_something(name: &str) -> bool {
    let name = name.split(" (table ").next().unwrap_or(name);
    name.split(|c: char| !c.is_alphabetic()).any(|word| {
        let low = word.to_lowercase();
        word.chars().count() > 2
            && !matches!(
                low.as_str(),
                "table"
                    | "tables"
                    | "tab"
                    | "sheet"
                    | "worksheet"
                    | "figure"
                    | "fig"
                    | "chart"
                    | "data"
            )
    })
}

fn differ(texts: &[String]) -> bool {
    let different: HashSet<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    different.len() == texts.len()
}

/// What each of several titles says between the words with which all of them begin and end; nothing where that does not tell each
/// from the others in a few words.
fn different_words(titles: &[String]) -> Option<Vec<String>> {
    let bare = |word: &str| -> String {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    let split: Vec<Vec<&str>> = titles
        .iter()
        .map(|title| {
            let words = title.split_whitespace();
            // `1a: Homes built` and `1b: Homes sold` differ by more than their numbers.
            words
                .skip_while(|word| word.len() < 6 && word.contains(|c: char| c.is_ascii_digit()))
                .collect()
        })
        .collect();
    let shortest = split.iter().map(Vec::len).min()?;
    let all_same = |word: &dyn Fn(&Vec<&str>) -> Option<String>| {
        let mut words = split.iter().map(word);
        let first = words.next().flatten();
        first.is_some() && words.all(|word| word == first)
    };
    let front = (0..shortest)
        .take_while(|at| all_same(&|words| words.get(*at).map(|word| bare(word))))
        .count();
    let back = (1..=shortest - front)
        .take_while(|at| all_same(&|words| words.get(words.len() - at).map(|word| bare(word))))
        .count();
    let between: Vec<String> = split
        .iter()
        .map(|words| {
            let own = words.get(front..words.len() - back).unwrap_or_default();
            own.join(" ")
                .trim_matches(|c: char| {
                    c.is_whitespace() || matches!(c, ',' | ':' | ';' | '-' | '–')
                })
                .to_owned()
        })
        .collect();
    let few = between.iter().all(|words| words.len() <= LONGEST);
    (few && differ(&between)).then_some(between)
}

/// Codes of indicators that more than one of the sheets has.
fn shared_codes(drafts: &[SheetDraft], clashing: &[usize]) -> HashSet<IndicatorCode> {
    let mut seen = HashSet::new();
    let these = clashing.iter().filter_map(|at| drafts.get(*at));
    these
        .flat_map(|draft| &draft.sheet.indicators)
        .filter(|indicator| !seen.insert(&indicator.code))
        .map(|indicator| indicator.code.clone())
        .collect()
}

/// The groups of people by which the sheets differ, where each names one of the same kind or everybody, and their rows none of it.
fn groups_of(
    drafts: &[SheetDraft],
    clashing: &[usize],
    words: &[String],
) -> Option<Vec<Option<(String, String)>>> {
    let found: Vec<Option<(String, String)>> = words.iter().map(|words| group_of(words)).collect();
    let mut named = found.iter().flatten();
    let (dimension, _) = named.next()?;
    let alike = named.all(|(other, _)| other == dimension)
        && found
            .iter()
            .zip(words)
            .all(|(group, words)| group.is_some() || words.is_empty() || is_total(words));
    let these = clashing.iter().filter_map(|at| drafts.get(*at));
    let taken = these
        .flat_map(|draft| &draft.sheet.groups)
        .flat_map(PeopleGroup::pairs)
        .any(|(other, _)| other == dimension);
    (alike && !taken).then_some(found)
}

fn put_into_groups(draft: &mut SheetDraft, group: &(String, String)) {
    for of_rows in &mut draft.sheet.groups {
        let pairs = of_rows.pairs().iter().chain([group]).cloned();
        *of_rows = PeopleGroup::of(pairs);
    }
}

fn put_into_names(draft: &mut SheetDraft, words: &str, shared: &HashSet<IndicatorCode>) {
    let suffix = slug(words);
    for indicator in &mut draft.sheet.indicators {
        if !shared.contains(&indicator.code) {
            continue;
        }
        let old = indicator.code.clone();
        indicator.code.0 = format!("{}-{suffix}", indicator.code.0);
        indicator.name = format!("{}, {words}", indicator.name);
        indicator.short_name.clone_from(&indicator.name);
        let links = draft.sheet.goals.iter_mut();
        for link in links.filter(|link| link.indicator == old) {
            link.indicator = indicator.code.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{different_words, says_something};

    #[test]
    fn titles_are_told_apart_by_what_stands_between_their_common_words() {
        for (titles, words) in [
            (
                ["Pay of men, 2023", "Pay of women, 2023"].as_slice(),
                Some(["men", "women"].as_slice()),
            ),
            (
                &["1a: Pay by council", "1b: Pay by council, part-time"],
                Some(&["", "part-time"]),
            ),
            (&["Pay by council", "Pay by council"], None),
            (&["", ""], None),
        ] {
            let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
            let found = different_words(&titles);
            assert_eq!(
                found.as_deref(),
                words
                    .map(|words| words
                        .iter()
                        .map(|&word| word.to_owned())
                        .collect::<Vec<_>>())
                    .as_deref(),
                "{titles:?}"
            );
        }
        assert!(says_something("Private rented") && says_something("Men - NSA"));
        assert!(!says_something("Table_1") && !says_something("1a (table 2)"));
    }
}
