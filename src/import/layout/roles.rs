use std::collections::HashSet;

use super::labels::{group_of, is_total, is_unplaced};
use super::lift::Lift;
use super::stub::{Stub, is_period};
use crate::import::code_text;
use crate::import::columns::{
    Part, PeriodPart, names_things, part_of_header, speaks_of_another_time,
};
use crate::import::subject_header::{Kinds, is_about, kinds_in, names_subjects};

/// Headers of columns that name measures.
const MEASURES: [&str; 8] = [
    "category",
    "measure",
    "series",
    "variable",
    "component",
    "statistic",
    "measures",
    "item",
];

/// Decides what columns left of the figures hold whose headers do not tell, by what stands in them.
pub(super) fn take(stub: &Stub<'_>, lift: &mut Lift) {
    let mut subjects = lift
        .hints
        .iter()
        .any(|hint| matches!(hint.part, Part::Name { .. } | Part::Code(_)));
    let mut periods = false;
    // Where one column names what is measured, another may say something of that: it is a group only if it tells rows apart.
    let mut measured = false;
    let mut open: Vec<u32> = Vec::new();
    for column in stub.columns.iter().copied() {
        let hinted = lift.hints.iter().find(|hint| hint.column == column);
        if let Some(hint) = hinted {
            periods |= matches!(hint.part, Part::Period(_));
            continue;
        }
        let header = stub.header(column).to_owned();
        match part_of_header(&header) {
            Some(Part::Period(_)) if names_places(stub, lift, column) => open.push(column),
            Some(Part::Period(_)) => periods = true,
            Some(Part::Code(_) | Part::Identifier(_)) => subjects = true,
            Some(Part::Name { weak: false }) => {
                subjects = true;
            }
            Some(Part::Indicator) => measured = true,
            None | Some(Part::Name { weak: true } | Part::Context) => open.push(column),
            Some(_) => {}
        }
    }
    let with_values: Vec<u32> = stub
        .rows
        .iter()
        .copied()
        .filter(|row| stub.has_values(*row))
        .take(500)
        .collect();
    let filled = |lift: &Lift, column: u32| -> Vec<String> {
        with_values
            .iter()
            .map(|row| stub.text(lift, *row, column))
            .filter(|text| !text.is_empty())
            .collect()
    };
    for column in open.clone() {
        let texts = filled(lift, column);
        let codes = texts
            .iter()
            .filter(|text| code_text::place_code(text).is_some() || code_text::is_ods_code(text))
            .count();
        if !texts.is_empty() && codes * 10 >= texts.len() * 8 {
            subjects = true;
            open.retain(|other| *other != column);
        }
    }
    for column in open {
        let texts = filled(lift, column);
        let numbers = texts.iter().filter(|text| text.parse::<f64>().is_ok());
        let nameless = stub.header(column).is_empty();
        if texts.is_empty() || (nameless && numbers.count() * 10 >= texts.len() * 9) {
            continue;
        }
        // Rows of changes stand under the times that they compare.
        let times = texts.iter().filter(|text| !is_of_change(text));
        let are_times = times.clone().next().is_some() && {
            let read = times.clone().filter(|text| is_period(text)).count();
            read * 10 >= times.count() * 9
        };
        let in_every_row = texts.len() * 10 >= with_values.len() * 8;
        let header = stub.header(column).to_owned();
        let low = header.to_lowercase();
        let share = |wanted: &dyn Fn(&str) -> bool| {
            texts.iter().filter(|text| wanted(text)).count() * 10 / texts.len().max(1)
        };
        let groups: Vec<String> = texts
            .iter()
            .filter_map(|text| group_of(text))
            .map(|(dimension, _)| dimension)
            .collect();
        let of_birth = of_birth(&low);
        let names_subject = names_subjects(&header) && !of_birth;
        let wide = header.is_empty() || part_of_header(&header).is_some();
        if are_times && speaks_of_another_time(&header) {
            continue;
        }
        if nameless && are_units(texts.iter().map(String::as_str)) {
            lift.hint(column, Part::Unit, "its words are units");
            continue;
        }
        if !periods && are_times && !names_things(&header) {
            lift.hint(
                column,
                Part::Period(PeriodPart::Whole),
                "every value is a period",
            );
            periods = true;
        } else if !of_birth && share(stub.is_place) >= 6 {
            let named = part_of_header(&header);
            let coded = share(&|text| code_text::place_code(text).is_some()) >= 6;
            if !subjects && matches!(named, None | Some(Part::Period(_))) {
                let (part, reason) = if coded {
                    (Part::Code(None), "most values are codes of places")
                } else {
                    (
                        Part::Name { weak: false },
                        "most values are names of places",
                    )
                };
                lift.hint(column, part, reason);
            }
            subjects = true;
        } else if !groups.is_empty()
            && share(&|text| group_of(text).is_some() || is_total(text) || is_unplaced(text)) >= 8
        {
            let dimension = if wide {
                groups.first().cloned().unwrap_or_default()
            } else {
                low
            };
            lift.hint(
                column,
                Part::Group(dimension),
                "the values are groups of people",
            );
        } else if !subjects
            && in_every_row
            && nameless
            && !are_sentences(&texts)
            && names_what_is_measured(&texts)
            && stub
                .values
                .iter()
                .filter(|value| stub.is_under_place(**value))
                .count()
                > 1
        {
            let reason = "the columns are places, and its words name what is measured";
            lift.hint(column, Part::Indicator, reason);
        } else if !subjects && in_every_row && MEASURES.contains(&low.as_str()) && periods {
            lift.hint(
                column,
                Part::Indicator,
                "its header says that it names what is measured",
            );
        } else if !subjects
            && in_every_row
            && !wide
            && (names_outright(&header) || (names_subject && share(stub.is_place) >= 3))
        {
            let reason = "its header says so";
            lift.hint(column, Part::Name { weak: false }, reason);
            subjects = true;
        } else if subjects && in_every_row && header.is_empty() && !are_sentences(&texts) {
            let (part, reason) = if names_what_is_measured(&texts) {
                (Part::Indicator, "most of its words name what is measured")
            } else {
                (Part::Context, "words beside the names of the rows")
            };
            lift.hint(column, part, reason);
        } else if !subjects
            && in_every_row
            && !names_subject
            && !stub.coverage.is_empty()
            && !are_sentences(&texts)
        {
            if wide || MEASURES.contains(&low.as_str()) || names_what_is_measured(&texts) {
                lift.hint(
                    column,
                    Part::Indicator,
                    &format!(
                        "the sheet is about {}, so its rows name what is measured",
                        stub.coverage
                    ),
                );
            } else if !measured {
                lift.hint(
                    column,
                    Part::Group(low),
                    &format!(
                        "the sheet is about {}, so its rows name groups",
                        stub.coverage
                    ),
                );
            }
        }
    }
}

/// Whether a label is that of a change between times: `Change on year`, `% change on quarter`.
fn is_of_change(label: &str) -> bool {
    let low = label.to_lowercase();
    ["change ", "% change ", "percentage change "]
        .iter()
        .any(|start| low.starts_with(start))
}

/// Whether all words of a column are units, in turn: `N` and `%`.
pub(super) fn are_units<'t>(texts: impl IntoIterator<Item = &'t str>) -> bool {
    let different: HashSet<String> = texts.into_iter().map(str::to_lowercase).collect();
    different.len() > 1
        && different.iter().all(|text| {
            matches!(
                text.as_str(),
                "n" | "no"
                    | "no."
                    | "number"
                    | "count"
                    | "%"
                    | "per cent"
                    | "percent"
                    | "percentage"
                    | "row %"
                    | "col %"
                    | "column %"
            )
        })
}

/// Whether the words of a column say what is measured: rates, numbers, averages.
fn names_what_is_measured(texts: &[String]) -> bool {
    const MEASURING: [&str; 16] = [
        "(£",
        "(number)",
        "rate",
        "number",
        "percentage",
        "per cent",
        "%",
        "average",
        "mean",
        "median",
        "count",
        "score",
        "proportion",
        " per ",
        "ratio",
        "index",
    ];
    let different: HashSet<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    let measuring = |text: &&String| MEASURING.iter().any(|word| text.contains(word));
    different.iter().filter(measuring).count() * 2 >= different.len()
}

/// Whether most texts of a column are names of places, whatever its header says: `Week ended` over the names of regions.
fn names_places(stub: &Stub<'_>, lift: &Lift, column: u32) -> bool {
    let texts: Vec<String> = stub
        .rows
        .iter()
        .filter(|row| stub.has_values(**row))
        .take(200)
        .map(|row| stub.text(lift, *row, column))
        .filter(|text| !text.is_empty())
        .collect();
    let places = texts.iter().filter(|text| (stub.is_place)(text)).count();
    places * 10 >= texts.len() * 6 && places > 1
}

fn of_birth(low: &str) -> bool {
    low.contains("birth") || low.contains("nationality")
}

/// Whether a header says that its column names such places or organisations as groups of people are never called after: `Police force
/// area` where the table is about England.
fn names_outright(header: &str) -> bool {
    let bodies = Kinds::COUNCILS.and(Kinds::OTHERS).and(Kinds::ORGANISATIONS);
    kinds_in(header).has(bodies) && !header.to_lowercase().contains(" of ") && !is_about(header)
}

/// Whether a header says that its column names measures.
pub(in crate::import) fn names_measures(header: &str) -> bool {
    MEASURES.contains(&header.trim().to_lowercase().as_str())
}

/// Whether most texts are too long to be labels.
fn are_sentences(texts: &[String]) -> bool {
    texts.iter().filter(|text| text.len() > 100).count() * 2 > texts.len()
}
