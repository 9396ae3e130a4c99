//! Groups by deprivation in their order, from the most to the least deprived, as their names tell it.

use std::collections::BTreeMap;

use super::pairs::below;
use crate::domain::PeopleGroup;
use crate::statistics::Reason;

/// Groups by deprivation, the most deprived first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ordered {
    /// The dimension that they are categories of.
    pub(super) dimension: String,
    pub(super) order: Vec<PeopleGroup>,
    /// What the names do not say and is taken for granted.
    pub(super) assumed: Option<String>,
}

/// Places in words, from second on.
const ORDINALS: [&str; 9] = [
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

/// The groups by deprivation among those that lie below `base`: of the dimension with the most of them.
///
/// Cannot say: no group names deprivation (`too-few-groups`), or the names tell no order (`no-order`).
pub(super) fn ordered(base: &PeopleGroup, held: &[PeopleGroup]) -> Result<Ordered, Reason> {
    let mut by: BTreeMap<&str, Vec<(&str, &PeopleGroup)>> = BTreeMap::new();
    for group in held {
        let Some((dimension, category)) = below(base, group) else {
            continue;
        };
        let low = format!("{dimension} {}", category.to_lowercase());
        if ["deprivation", "deprived", "imd"]
            .iter()
            .any(|word| low.contains(word))
        {
            by.entry(dimension).or_default().push((category, group));
        }
    }
    let (dimension, groups) = by
        .into_iter()
        .max_by_key(|(_, groups)| groups.len())
        .ok_or(Reason::TooFewGroups)?;
    let by_words: Option<Vec<((u8, i32), &PeopleGroup)>> = groups
        .iter()
        .map(|(category, group)| Some((by_words(category)?, *group)))
        .collect();
    if let Some(mut keyed) = by_words {
        keyed.sort();
        return distinct(dimension, keyed, None);
    }
    let numbered: Option<Vec<(i32, &PeopleGroup)>> = groups
        .iter()
        .map(|(category, group)| Some((number(category)?, *group)))
        .collect();
    let mut keyed = numbered.ok_or(Reason::NoOrder)?;
    keyed.sort();
    let ends = |word: &str| {
        groups
            .iter()
            .find(|(category, _)| category.to_lowercase().contains(word))
            .and_then(|(category, _)| number(category))
    };
    let first = keyed.first().map(|(number, _)| *number);
    let last = keyed.last().map(|(number, _)| *number);
    let (poorest, richest) = (ends("most"), ends("least"));
    let at = |end: Option<i32>, place: Option<i32>| end.is_some() && end == place;
    let turned = at(poorest, last) || at(richest, first);
    let told = turned || at(poorest, first) || at(richest, last);
    if turned {
        keyed.reverse();
    }
    let assumed = (!told).then(|| {
        format!("{dimension} 1 is taken for the most deprived, as in the indices of deprivation.")
    });
    distinct(dimension, keyed, assumed)
}

fn distinct<K: PartialEq>(
    dimension: &str,
    keyed: Vec<(K, &PeopleGroup)>,
    assumed: Option<String>,
) -> Result<Ordered, Reason> {
    let twice = keyed
        .windows(2)
        .any(|pair| pair.first().map(|one| &one.0) == pair.last().map(|one| &one.0));
    if keyed.len() < 2 {
        return Err(Reason::TooFewGroups);
    }
    if twice {
        return Err(Reason::NoOrder);
    }
    Ok(Ordered {
        dimension: dimension.to_owned(),
        order: keyed.into_iter().map(|(_, group)| group.clone()).collect(),
        assumed,
    })
}

/// The place that a category's words tell: `second most deprived`, `fourth less deprived decile`, `middle fifth`.
fn by_words(category: &str) -> Option<(u8, i32)> {
    let low = category.to_lowercase();
    let words: Vec<&str> = low.split(|c: char| !c.is_alphanumeric()).collect();
    let side = words
        .iter()
        .position(|word| ["most", "more", "least", "less", "middle"].contains(word))?;
    let before = words.get(..side)?;
    if before
        .iter()
        .any(|word| word.chars().any(|c| c.is_ascii_digit()))
    {
        return None;
    }
    let place = before
        .iter()
        .find_map(|word| ORDINALS.iter().position(|one| one == word))
        .map_or(1, |index| i32::try_from(index).unwrap_or(0) + 2);
    match *words.get(side)? {
        "most" | "more" => Some((0, place)),
        "middle" => Some((1, 0)),
        _ => Some((2, -place)),
    }
}

/// The first number of a category: 3 of `Quintile 3`, 1 of `IMD 1 (most deprived)`.
fn number(category: &str) -> Option<i32> {
    category
        .split(|c: char| !c.is_ascii_digit())
        .find(|digits| !digits.is_empty() && digits.len() < 4)?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(dimension: &str, categories: &[&str]) -> Result<Vec<String>, Reason> {
        let groups: Vec<PeopleGroup> = categories
            .iter()
            .map(|category| PeopleGroup::of([(dimension, *category)]))
            .collect();
        ordered(&PeopleGroup::all(), &groups)
            .map(|found| found.order.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn names_tell_who_is_more_deprived() {
        for (dimension, given, expected) in [
            (
                "imd",
                vec![
                    "Least deprived fifth",
                    "Middle fifth",
                    "Most deprived fifth",
                    "Second least deprived fifth",
                    "Second most deprived fifth",
                ],
                vec![
                    "Most deprived fifth",
                    "Second most deprived fifth",
                    "Middle fifth",
                    "Second least deprived fifth",
                    "Least deprived fifth",
                ],
            ),
            (
                "deprivation",
                vec!["Q5 (least deprived)", "Q1 (most deprived)", "Q3"],
                vec!["Q1 (most deprived)", "Q3", "Q5 (least deprived)"],
            ),
            (
                "deprivation",
                vec!["Quintile 1 (least deprived)", "Quintile 2", "Quintile 5"],
                vec!["Quintile 5", "Quintile 2", "Quintile 1 (least deprived)"],
            ),
            (
                "deprivation decile",
                vec![
                    "Fifth less deprived decile",
                    "Fifth more deprived decile",
                    "Third more deprived decile",
                    "Third less deprived decile",
                ],
                vec![
                    "Third more deprived decile",
                    "Fifth more deprived decile",
                    "Fifth less deprived decile",
                    "Third less deprived decile",
                ],
            ),
            ("imd decile", vec!["10", "2", "1"], vec!["1", "2", "10"]),
        ] {
            assert_eq!(order(dimension, &given).expect("an order"), expected);
        }
    }

    #[test]
    fn names_without_order_have_none() {
        assert_eq!(order("sex", &["Female", "Male"]), Err(Reason::TooFewGroups));
        assert_eq!(
            order("deprivation", &["North", "South"]),
            Err(Reason::NoOrder)
        );
        assert_eq!(
            order("deprivation", &["Most deprived", "Most deprived areas"]),
            Err(Reason::NoOrder)
        );
    }
}
