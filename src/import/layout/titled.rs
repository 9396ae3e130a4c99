use super::Across;
use super::labels::{dimension_beside_places, dimension_of_title, is_total};
use crate::import::units::unit_in;

/// A total among the labels and a title that says along what they are: `…, by tenure`.
pub(super) fn by_title(
    pieces: &[&Vec<String>],
    title: &str,
    of_rows: &[String],
) -> Option<Vec<Across>> {
    let beside_places = dimension_beside_places(title);
    let dimension = dimension_of_title(title).or(beside_places.clone())?;
    // What names the rows, `Sub ICB name`, is nothing along which columns are.
    let names_rows = of_rows
        .iter()
        .map(|header| header.to_lowercase())
        .any(|header| {
            header.split_whitespace().any(|word| {
                word.len() > 2 && dimension.split(' ').any(|other| other.starts_with(word))
            })
        });
    if names_rows {
        return None;
    }
    let label = |list: &Vec<String>| match list.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    };
    let labels: Vec<String> = pieces.iter().filter_map(|list| label(list)).collect();
    let totals = labels.iter().filter(|label| is_total(label)).count();
    let measured = labels.iter().any(|label| unit_in(label).0.is_some());
    // A share among them is a measure of its own, and the others are measures beside it.
    let complete = !measured && (totals == 1 || (totals == 0 && beside_places.is_some()));
    if labels.len() != pieces.len() || labels.len() < 3 || !complete {
        return None;
    }
    Some(
        labels
            .into_iter()
            .map(|label| Across {
                groups: if is_total(&label) {
                    Vec::new()
                } else {
                    vec![(dimension.clone(), label)]
                },
                ..Across::default()
            })
            .collect(),
    )
}
