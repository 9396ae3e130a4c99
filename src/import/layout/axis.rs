use std::collections::{HashMap, HashSet};

use super::Table;
use super::labels::{group_of, is_total, is_unplaced};
use super::names::joined;
use super::shares::by_shares;
use super::titled::by_title;
use crate::import::Layout;
use crate::import::code_text;

/// What a column of figures is about, by the labels over it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::import) struct Across {
    /// Groups of people.
    pub(in crate::import) groups: Vec<(String, String)>,
    /// The place, by name or code.
    pub(in crate::import) subject: Option<String>,
    /// What is left of its name; empty where nothing is.
    pub(in crate::import) name: String,
}

/// What the labels over the figures are, where they are places or groups of people rather than indicators; one for each of the
/// columns. Nothing where they are neither.
pub(in crate::import) fn across(
    table: &Table,
    columns: &[u32],
    title: &str,
    is_place: &dyn Fn(&str) -> bool,
) -> Option<(Layout, Vec<Across>)> {
    if columns.len() < 2 {
        return None;
    }
    let none = Vec::new();
    let lists: Vec<&Vec<String>> = columns
        .iter()
        .map(|column| table.pieces.get(*column as usize).unwrap_or(&none))
        .collect();
    let parted = without_units(&lists);
    let pieces: Vec<&Vec<String>> = parted.iter().collect();
    let apart = places_apart(&parted, is_place);
    let with_places: Vec<&Vec<String>> = apart.iter().collect();
    by_place(table, &with_places, is_place)
        .map(|found| (Layout::WideBySubject, found))
        .or_else(|| {
            by_shares(table, columns, &pieces, title)
                .or_else(|| by_named_axis(table, &pieces))
                .or_else(|| by_group(&pieces, is_place))
                .or_else(|| by_years_of_age(&pieces))
                .or_else(|| {
                    let first = columns.iter().min().copied().unwrap_or(0);
                    let of_rows = table.headers.get(..first as usize).unwrap_or_default();
                    by_title(&pieces, title, of_rows)
                })
                .map(|found| (Layout::WideByGroup, found))
        })
}

/// Pieces of which a group of people stands before its unit are parted: `Male %` is `Male` and `%`; and so are those of everybody beside
/// them, `All %`.
fn without_units(lists: &[&Vec<String>]) -> Vec<Vec<String>> {
    let parts = |piece: &str| {
        let (group, unit) = piece.rsplit_once(' ')?;
        let unit = match unit.to_lowercase().as_str() {
            "%" | "(%)" => "%",
            "#" | "n" | "(n)" | "no" | "no." | "(no.)" | "number" | "(number)" => "number",
            _ => return None,
        };
        Some((group.to_owned(), unit.to_owned()))
    };
    let of_group =
        |piece: &String| parts(piece).is_some_and(|(group, _)| group_of(&group).is_some());
    let any = lists.iter().any(|list| list.iter().any(of_group));
    let parted = |piece: &String| match parts(piece) {
        Some((group, unit)) if any && (group_of(&group).is_some() || is_total(&group)) => {
            vec![group, unit]
        }
        _ => vec![piece.clone()],
    };
    lists
        .iter()
        .map(|list| list.iter().flat_map(parted).collect())
        .collect()
}

/// Pieces of which a place stands before its unit are parted: `North East (%)` is `North East` and `%`.
fn places_apart(parted: &[Vec<String>], is_place: &dyn Fn(&str) -> bool) -> Vec<Vec<String>> {
    let of_place = |piece: &String| {
        let (place, unit) = piece.rsplit_once(' ')?;
        let unit = match unit.to_lowercase().as_str() {
            "%" | "(%)" => "%",
            "(numbers)" | "(number)" | "(no.)" | "(n)" | "(count)" => "number",
            "(rate)" => "rate",
            "(£)" => "(£)",
            _ => return None,
        };
        is_place(place).then(|| vec![place.to_owned(), unit.to_owned()])
    };
    let parts = |piece: &String| of_place(piece).unwrap_or_else(|| vec![piece.clone()]);
    parted
        .iter()
        .map(|list| list.iter().flat_map(parts).collect())
        .collect()
}

/// Places side by side, with a total of them perhaps.
fn by_place(
    table: &Table,
    pieces: &[&Vec<String>],
    is_place: &dyn Fn(&str) -> bool,
) -> Option<Vec<Across>> {
    let mut places: HashSet<&str> = HashSet::new();
    let mut found = Vec::new();
    let mut with_place = 0;
    for list in pieces {
        let place = list.iter().find(|piece| is_place(piece));
        let total = list.iter().find(|piece| is_total(piece));
        let label = place.or(total);
        if let Some(place) = place {
            places.insert(place);
            with_place += 1;
        }
        let subject = match (place, total) {
            (Some(place), _) => Some(place.clone()),
            (None, Some(_)) => Some(table.coverage.clone()),
            (None, None) => None,
        };
        found.push(Across {
            groups: Vec::new(),
            subject,
            name: rest(
                list,
                &list
                    .iter()
                    .filter(|piece| Some(*piece) == label || code_text::place_code(piece).is_some())
                    .collect::<Vec<_>>(),
            ),
        });
    }
    // Under codes stand the names of the places, each another.
    let names: HashSet<&str> = found.iter().map(|one| one.name.as_str()).collect();
    let coded = places
        .iter()
        .all(|place| code_text::place_code(place).is_some());
    if coded && names.len() == found.len() && places.len() == found.len() {
        for one in &mut found {
            one.name.clear();
        }
    }
    (places.len() > 1 && with_place * 10 >= pieces.len() * 6).then_some(found)
}

/// The sheet itself says what its labels are: `Religion`.
fn by_named_axis(table: &Table, pieces: &[&Vec<String>]) -> Option<Vec<Across>> {
    let (dimension, labels) = table.axis.as_ref()?;
    let dimension = dimension.to_lowercase();
    Some(
        pieces
            .iter()
            .map(|list| {
                let label = list.iter().find(|piece| labels.contains(piece));
                let group = label
                    .filter(|label| !is_total(label))
                    .map(|label| (dimension.clone(), label.clone()));
                Across {
                    groups: group.into_iter().collect(),
                    subject: None,
                    name: rest(list, &label.into_iter().collect::<Vec<_>>()),
                }
            })
            .collect(),
    )
}

/// Groups of people among the labels over the figures, with what is left of their names.
pub(in crate::import) fn groups_across(pieces: &[Vec<String>]) -> Option<Vec<Across>> {
    by_group(&pieces.iter().collect::<Vec<_>>(), &|_| false)
}

/// Groups of people side by side, each with the same names under it.
fn by_group(pieces: &[&Vec<String>], is_place: &dyn Fn(&str) -> bool) -> Option<Vec<Across>> {
    let mut categories: HashMap<String, HashSet<String>> = HashMap::new();
    for (dimension, category) in pieces
        .iter()
        .flat_map(|list| list.iter())
        .filter_map(|piece| group_of(piece))
    {
        categories.entry(dimension).or_default().insert(category);
    }
    // One category with as many others beside it: `Disadvantaged` and `Other`.
    let with = |wanted: &dyn Fn(&String) -> bool| {
        let lists = pieces.iter().filter(|list| list.iter().any(wanted));
        lists.count()
    };
    let others = with(&|piece| is_others(piece));
    let of_groups = with(&|piece| group_of(piece).is_some());
    categories.retain(|_, categories| categories.len() > 1 || (others > 0 && others == of_groups));
    if categories.is_empty() {
        return None;
    }
    let mut found: Vec<(bool, Across)> = Vec::new();
    for list in pieces {
        let mut labels: Vec<&String> = Vec::new();
        let mut groups = Vec::new();
        for piece in *list {
            if let Some((dimension, category)) =
                group_of(piece).filter(|(dimension, _)| categories.contains_key(dimension))
            {
                groups.push((dimension, category));
                labels.push(piece);
            }
        }
        if groups.is_empty() {
            // Those who are placed nowhere, or elsewhere, are a group beside the others and never everybody.
            let apart = |piece: &&String| is_unplaced(piece) || is_others(piece);
            if let (Some(only), 1) = (categories.keys().next(), categories.len())
                && let Some(piece) = list.iter().find(apart)
            {
                groups.push((only.clone(), piece.clone()));
                labels.push(piece);
            } else {
                labels.extend(
                    list.iter()
                        .filter(|piece| is_total(piece) || is_unplaced(piece)),
                );
            }
        }
        // `Sex` over `Male` and `Female` says what those are told apart by.
        let dimensions = list.iter().filter(|piece| names_dimension(piece, &groups));
        labels.extend(dimensions);
        // A place beside groups of people: `Male`, `Female`, `North East`.
        let place = list
            .iter()
            .find(|piece| labels.is_empty() && is_place(piece));
        labels.extend(place);
        let covered = !labels.is_empty();
        let name = rest(list, &labels);
        found.push((
            covered,
            Across {
                groups,
                subject: place.cloned(),
                name,
            },
        ));
    }
    let mut times: HashMap<String, usize> = HashMap::new();
    for (_, across) in found.iter().filter(|(covered, _)| *covered) {
        *times.entry(across.name.clone()).or_default() += 1;
    }
    let covered = found.iter().filter(|(covered, _)| *covered).count();
    let paired = found
        .iter()
        .filter(|(covered, across)| *covered && times.get(&across.name).is_some_and(|n| *n > 1))
        .count();
    if covered * 2 < pieces.len() || paired * 10 < covered * 8 {
        return None;
    }
    let found = found
        .into_iter()
        .zip(pieces)
        .map(|((covered, mut across), list)| {
            let alone = times.get(&across.name).is_none_or(|times| *times < 2);
            if !covered || (alone && across.groups.is_empty()) {
                across.name = joined(list);
                across.groups.clear();
                across.subject = None;
            }
            across
        })
        .collect();
    Some(found)
}

fn is_others(label: &str) -> bool {
    matches!(label.to_lowercase().as_str(), "other" | "others")
}

/// Whether a label over groups of people names what they are told apart by: `Sex`, `Age group`, `Gender`.
fn names_dimension(piece: &str, groups: &[(String, String)]) -> bool {
    let low = piece.to_lowercase();
    groups.iter().any(|(dimension, _)| {
        let first = low.split([' ', '(']).next().unwrap_or("");
        low == *dimension || first == dimension || (dimension == "sex" && first == "gender")
    })
}

/// Single years of age side by side, with an open end and a total perhaps: `All ages`, `0`, `1`, `2`, `90+`.
fn by_years_of_age(pieces: &[&Vec<String>]) -> Option<Vec<Across>> {
    let mut before: Option<u32> = None;
    let mut single = 0;
    let mut found = Vec::new();
    for list in pieces {
        let [label] = list.as_slice() else {
            return None;
        };
        let age = label.parse::<u32>().ok().filter(|age| *age < 126);
        if let Some(age) = age {
            if before.is_some_and(|before| before + 1 != age) {
                return None;
            }
            before = Some(age);
            single += 1;
        } else if !is_total(label)
            && group_of(label).is_none_or(|(dimension, _)| dimension != "age")
        {
            return None;
        }
        let groups = if is_total(label) {
            Vec::new()
        } else {
            vec![("age".to_owned(), label.clone())]
        };
        found.push(Across {
            groups,
            ..Across::default()
        });
    }
    (single > 4).then_some(found)
}

/// The pieces of a name that are no labels, joined.
fn rest(list: &[String], labels: &[&String]) -> String {
    let left: Vec<String> = list
        .iter()
        .filter(|piece| !labels.contains(piece))
        .cloned()
        .collect();
    joined(&left)
}
