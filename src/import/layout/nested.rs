use std::collections::{HashMap, HashSet};

use super::labels::{Beside, beside_of, dimension_in, group_of, is_total};
use super::lift::{Lift, Limits, Shown};
use super::look::is_filled;
use super::stub::Stub;
use crate::import::code_text;
use crate::import::columns::{Part, part_of_header};

/// Rows without the code of a place that come again under one place after another are groups within those places:
/// `Public sector`, `Private sector` under each region.
pub(super) fn within_places(stub: &Stub<'_>, lift: &mut Lift, width: u32) {
    let Some(code) = stub
        .columns
        .iter()
        .copied()
        .find(|column| matches!(part_of_header(stub.header(*column)), Some(Part::Code(None))))
    else {
        return;
    };
    let Some(name) = stub.columns.iter().copied().find(|column| {
        *column != code
            && stub
                .rows
                .iter()
                .take(5)
                .any(|row| !stub.text(lift, *row, *column).is_empty())
    }) else {
        return;
    };
    let mut parents = 0_usize;
    let mut under: HashMap<String, HashSet<usize>> = HashMap::new();
    let mut children: Vec<(u32, String, String, u32)> = Vec::new();
    let mut parent: Option<u32> = None;
    for row in stub.rows.iter().filter(|row| stub.has_values(**row)) {
        let own_code = stub.text(lift, *row, code);
        let mut label = stub.text(lift, *row, name);
        if let Some(parent) = parent {
            let of_place = format!("{}, ", stub.text(lift, parent, name));
            if let Some(own) = label.strip_prefix(&of_place) {
                label = String::from(own);
            }
        }
        if code_text::place_code(&own_code).is_some() {
            parent = Some(*row);
            parents += 1;
        } else if let Some(parent) = parent.filter(|_| !label.is_empty()) {
            under.entry(label.clone()).or_default().insert(parents);
            children.push((*row, label, own_code, parent));
        }
    }
    let repeated = children
        .iter()
        .filter(|(_, label, _, _)| under.get(label).is_some_and(|places| places.len() > 1))
        .count();
    if parents < 2 || children.len() < parents || repeated * 10 < children.len() * 8 {
        return;
    }
    let worded: Vec<String> = under
        .keys()
        .filter_map(|label| group_of(label))
        .map(|(dimension, _)| dimension)
        .collect();
    let dimension = match worded.first() {
        Some(first) if worded.len() * 2 > under.len() => first.clone(),
        _ => dimension_in(stub.words).unwrap_or("category").to_owned(),
    };
    let group = lift.add(
        width,
        &dimension,
        Part::Group("group".to_owned()),
        "rows without the code of a place come again under each place",
    );
    let (mut repeats, mut seen) = (HashSet::new(), HashSet::new());
    for (_, label, _, parent) in &children {
        if !seen.insert((label.clone(), *parent)) {
            repeats.insert(label.clone());
        }
    }
    for (row, label, own_code, parent) in children {
        if under.get(&label).is_none_or(|places| places.len() < 2) {
            continue;
        }
        let text = if repeats.contains(&label) && !own_code.is_empty() {
            format!("{dimension}={label} ({own_code})")
        } else {
            format!("{dimension}={label}")
        };
        lift.show(row, group, &text);
        for column in [code, name] {
            lift.cells
                .insert((row, column), Shown::Same(parent, column));
        }
    }
    lift.hint(
        name,
        Part::Name { weak: false },
        "names beside codes of places; rows without one are groups within the place above",
    );
    lift.done.push(format!(
        "rows of one {dimension} are nested in the place above them"
    ));
}

/// Rows of limits and sample sizes under a row of figures are put beside it.
pub(super) fn limits_below(stub: &Stub<'_>, lift: &mut Lift, width: u32) {
    let Some(label) = stub
        .label_column(lift)
        .or_else(|| stub.columns.first().copied())
    else {
        return;
    };
    let kinds: Vec<Option<Beside>> = stub
        .rows
        .iter()
        .map(|row| beside_of(&stub.text(lift, *row, label)))
        .collect();
    let lowers = kinds
        .iter()
        .filter(|kind| **kind == Some(Beside::Lower))
        .count();
    let uppers = kinds
        .iter()
        .filter(|kind| **kind == Some(Beside::Upper))
        .count();
    if lowers == 0 || lowers != uppers {
        return;
    }
    for value in &stub.values {
        let limits = Limits {
            lower: Some(lift.add(
                width,
                "",
                Part::Lower,
                "the row of lower limits under the figure",
            )),
            upper: Some(lift.add(
                width,
                "",
                Part::Upper,
                "the row of upper limits under the figure",
            )),
            sample: kinds.contains(&Some(Beside::Sample)).then(|| {
                lift.add(
                    width,
                    "",
                    Part::Denominator,
                    "the row of sample sizes under the figure",
                )
            }),
        };
        lift.limits.insert(*value, limits);
    }
    let mut figures: Option<u32> = None;
    let mut without_sample: Vec<u32> = Vec::new();
    for (at, row) in stub.rows.iter().enumerate() {
        let kind = kinds.get(at).copied().flatten();
        let label_below = kinds.get(at + 1).copied().flatten() == Some(Beside::Sample);
        let unlabelled_sample =
            stub.text(lift, *row, label).is_empty() && stub.has_values(*row) && label_below;
        let to: Vec<u32> = match kind {
            Some(Beside::Lower | Beside::Upper) => figures.into_iter().collect(),
            Some(Beside::Sample) => std::mem::take(&mut without_sample),
            None if unlabelled_sample => std::mem::take(&mut without_sample),
            None => {
                let filled = stub
                    .values
                    .iter()
                    .any(|column| is_filled(stub.sheet.grid.cell(*row, *column)));
                if filled {
                    figures = Some(*row);
                    without_sample.push(*row);
                }
                continue;
            }
        };
        lift.taken_out.insert(*row);
        if to.is_empty() && stub.has_values(*row) {
            lift.lost.insert(*row);
        }
        for value in &stub.values {
            let Some(limits) = lift.limits.get(value).copied() else {
                continue;
            };
            let column = match kind {
                Some(Beside::Lower) => limits.lower,
                Some(Beside::Upper) => limits.upper,
                _ => limits.sample,
            };
            if let Some(column) = column {
                for of in &to {
                    lift.cells.insert((*of, column), Shown::Same(*row, *value));
                }
            }
        }
    }
    lift.done
        .push("limits stand in rows under their figures".to_owned());
}

/// Totals among places are figures of the place that the sheet is about; where nothing says which, they name no place.
pub(super) fn totals(stub: &Stub<'_>, lift: &mut Lift, firm: bool) {
    let Some(label) = stub.label_column(lift) else {
        return;
    };
    if lift.hints.iter().any(|hint| hint.column == label) {
        return;
    }
    let named: Vec<(u32, String)> = stub
        .rows
        .iter()
        .filter(|row| stub.has_values(**row))
        .map(|row| (*row, stub.text(lift, *row, label)))
        .collect();
    let places = named
        .iter()
        .filter(|(_, text)| (stub.is_place)(text))
        .count();
    if places * 10 < named.len() * 7 {
        return;
    }
    for (row, text) in named {
        let coded = stub.columns.iter().any(|column| {
            *column != label && code_text::place_code(&stub.text(lift, row, *column)).is_some()
        });
        if is_total(&text) && !coded && !(stub.is_place)(&text) {
            if !firm || stub.coverage.is_empty() {
                lift.cells.insert((row, label), Shown::Nothing);
                lift.totals = true;
            } else {
                lift.show(row, label, stub.coverage);
            }
            lift.done
                .push(format!("“{text}” is the total of the places"));
        }
    }
}
