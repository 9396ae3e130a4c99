use super::labels::{group_of, is_total};
use super::lift::Lift;
use super::look::{is_filled, words};
use super::stub::Stub;
use crate::import::code_text;
use crate::import::columns::{Part, PeriodPart, part_of_header};
use crate::import::rows::text_of;
use crate::import::subject_header::names_subjects;
use crate::import::units::unit_in;

/// What a heading inside a table says of the rows under it.
#[derive(Clone, Debug, PartialEq)]
enum Heading {
    Code(String),
    Place(String),
    Group(String, String),
    Total,
    /// What the labels under it are: `household composition`.
    Dimension(String),
    Period(String),
}

/// Rows that hold nothing but a name say whose, or of whom, the rows under them are.
pub(super) fn take(stub: &Stub<'_>, lift: &mut Lift, width: u32) {
    let headings: Vec<(usize, Heading)> = stub
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| heading(stub, *row).map(|heading| (at, heading)))
        .collect();
    let Some(label) = stub.label_column(lift) else {
        return;
    };
    let of_measures = matches!(
        part_of_header(stub.header(label)),
        Some(Part::Indicator | Part::Measure)
    );
    let are_sections = headings
        .iter()
        .all(|(_, heading)| matches!(heading, Heading::Dimension(_)));
    // Under a header of places a row without figures, after others with them, is a place that has none.
    let of_subjects = names_subjects(stub.header(label))
        && headings.len() == 1
        && headings.first().is_some_and(|(at, _)| *at > 0);
    if headings.is_empty() || ((of_measures || of_subjects) && are_sections) {
        return;
    }
    let labels: Vec<String> = stub
        .rows
        .iter()
        .filter(|row| stub.has_values(**row))
        .take(400)
        .map(|row| stub.text(lift, *row, label))
        .collect();
    let places = labels.iter().filter(|text| (stub.is_place)(text)).count();
    let of_places = headings
        .iter()
        .any(|(_, heading)| matches!(heading, Heading::Code(_) | Heading::Place(_)));
    let are = |wanted: fn(&Heading) -> bool| headings.iter().all(|(_, one)| wanted(one));
    if are(|one| matches!(one, Heading::Period(_))) && headings.len() > 1 {
        by_period(stub, lift, width, &headings);
    } else if of_places && places * 5 < labels.len() {
        by_place(stub, lift, width, &headings);
    } else if places * 10 < labels.len() * 6
        || are(|one| matches!(one, Heading::Group(..) | Heading::Total))
    {
        by_group(stub, lift, width, &headings, label);
    }
}

/// A row with one text in a column left of the figures, and nothing else.
fn heading(stub: &Stub<'_>, row: u32) -> Option<Heading> {
    let mut cells = stub
        .sheet
        .grid
        .row(row)
        .filter(|(_, cell)| is_filled(*cell));
    let (column, cell) = cells.next()?;
    if cells.next().is_some() || !stub.columns.contains(&column) {
        return None;
    }
    let period = text_of(cell);
    if super::stub::is_period(&period) {
        return Some(Heading::Period(period.into_owned()));
    }
    let text = words(cell)?;
    let text = super::names::clean(text);
    let low = text.to_lowercase();
    let is_note = text.len() > 80
        || low.starts_with("source")
        || low.starts_with("note")
        || text.ends_with('.')
        || text.starts_with(|c: char| c.is_ascii_digit() && text.contains(' ') && text.len() > 30);
    if is_note || text.is_empty() {
        return None;
    }
    Some(if code_text::place_code(&text).is_some() {
        Heading::Code(text)
    } else if (stub.is_place)(&text) {
        Heading::Place(text)
    } else if let Some((dimension, category)) = group_of(&text) {
        Heading::Group(dimension, category)
    } else if is_total(&text) {
        Heading::Total
    } else {
        Heading::Dimension(low)
    })
}

/// Headings name the place of the rows under them, with its code beside or below.
fn by_place(stub: &Stub<'_>, lift: &mut Lift, width: u32, headings: &[(usize, Heading)]) {
    let reason = "the headings above the rows name it";
    let name = lift.add(width, "Area name", Part::Name { weak: false }, reason);
    let with_codes = headings
        .iter()
        .any(|(_, heading)| matches!(heading, Heading::Code(_)));
    let code = with_codes.then(|| lift.add(width, "Area code", Part::Code(None), reason));
    let mut next = headings.iter().peekable();
    let (mut place, mut of_code) = (String::new(), String::new());
    for (at, row) in stub.rows.iter().enumerate() {
        if let Some((_, heading)) = next.next_if(|(index, _)| *index == at) {
            match heading {
                Heading::Place(text) | Heading::Dimension(text) => {
                    place.clone_from(text);
                    of_code.clear();
                }
                Heading::Code(text) => of_code.clone_from(text),
                Heading::Group(..) | Heading::Total | Heading::Period(_) => {}
            }
            lift.taken_out.insert(*row);
        } else if stub.has_values(*row) {
            lift.show(*row, name, &place);
            if let Some(code) = code {
                lift.show(*row, code, &of_code);
            }
        }
    }
    lift.done
        .push("rows stand under headings that name their place".to_owned());
}

/// Headings name a group, or what the labels under them are.
fn by_group(
    stub: &Stub<'_>,
    lift: &mut Lift,
    width: u32,
    headings: &[(usize, Heading)],
    label: u32,
) {
    let is_period = stub
        .rows
        .iter()
        .filter(|row| stub.has_values(**row))
        .take(40)
        .all(|row| super::stub::is_period(&stub.text(lift, *row, label)));
    let are_measures = is_period
        && headings.iter().all(
            |(_, heading)| matches!(heading, Heading::Dimension(text) if unit_in(text).0.is_some()),
        );
    if are_measures {
        by_measure(stub, lift, width, headings);
        return;
    }
    let group = lift.add(
        width,
        "Group",
        Part::Group("group".to_owned()),
        "the headings above the rows say of whom they are",
    );
    let mut next = headings.iter().peekable();
    let mut groups: Vec<String> = Vec::new();
    let mut dimension = String::new();
    let mut after_values = false;
    let mut places_left = false;
    for (at, row) in stub.rows.iter().enumerate() {
        if let Some((_, heading)) = next.next_if(|(index, _)| *index == at) {
            if after_values {
                groups.clear();
                dimension.clear();
            }
            after_values = false;
            match heading {
                Heading::Group(of, category) => groups.push(format!("{of}={category}")),
                Heading::Dimension(text) => dimension.clone_from(text),
                Heading::Total | Heading::Code(_) | Heading::Place(_) | Heading::Period(_) => {}
            }
            lift.taken_out.insert(*row);
            continue;
        }
        if !stub.has_values(*row) {
            continue;
        }
        after_values = true;
        let mut pairs = groups.clone();
        let text = stub.text(lift, *row, label);
        if !is_period {
            if (stub.is_place)(&text) {
                places_left = true;
            } else {
                if !is_total(&text)
                    || text.split_whitespace().count() > 2
                        && !dimension.is_empty()
                        && !ends_table(stub, at)
                {
                    let of = if dimension.is_empty() {
                        "category"
                    } else {
                        &dimension
                    };
                    pairs.push(format!("{of}={text}"));
                }
                lift.show(*row, label, stub.coverage);
            }
        } else if !dimension.is_empty() {
            pairs.push(format!("group={dimension}"));
        }
        if !pairs.is_empty() {
            lift.show(*row, group, &pairs.join(";"));
        }
    }
    if !is_period && (places_left || !stub.coverage.is_empty()) {
        lift.hint(
            label,
            Part::Name { weak: false },
            "places by name; other rows are of the place that the sheet is about",
        );
    } else if !is_period {
        lift.hint(label, Part::Ignore, "kept as the group of the row");
    }
    lift.done
        .push("rows stand under headings that say of whom they are".to_owned());
}

/// Headings name the time of the rows under them: `2021` over councils, `2022` over the same again.
fn by_period(stub: &Stub<'_>, lift: &mut Lift, width: u32, headings: &[(usize, Heading)]) {
    let reason = "the headings above the rows name it";
    let period = lift.add(width, "Period", Part::Period(PeriodPart::Whole), reason);
    let mut next = headings.iter().peekable();
    let mut named = "";
    for (at, row) in stub.rows.iter().enumerate() {
        if let Some((_, heading)) = next.next_if(|(index, _)| *index == at) {
            if let Heading::Period(text) = heading {
                named = text;
            }
            lift.taken_out.insert(*row);
        } else if stub.has_values(*row) {
            lift.show(*row, period, named);
        }
    }
    lift.done
        .push("rows stand under headings that name their time".to_owned());
}

/// Headings with a unit name what the rows under them measure: `Average price (£)`.
fn by_measure(stub: &Stub<'_>, lift: &mut Lift, width: u32, headings: &[(usize, Heading)]) {
    let reason = "the headings above the rows name what they measure, with its unit";
    let measure = lift.add(width, "Measure", Part::Indicator, reason);
    let mut next = headings.iter().peekable();
    let mut named = "";
    for (at, row) in stub.rows.iter().enumerate() {
        if let Some((_, heading)) = next.next_if(|(index, _)| *index == at) {
            if let Heading::Dimension(text) = heading {
                named = text;
            }
            lift.taken_out.insert(*row);
        } else if stub.has_values(*row) {
            lift.show(*row, measure, named);
        }
    }
    lift.done
        .push("rows stand under headings that say what they measure".to_owned());
}

/// Whether a row is the last one with figures: a total there is one of the whole table.
fn ends_table(stub: &Stub<'_>, at: usize) -> bool {
    !stub
        .rows
        .iter()
        .skip(at + 1)
        .any(|row| stub.has_values(*row))
}
