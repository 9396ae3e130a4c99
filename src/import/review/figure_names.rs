use super::{FileReader, under_title};
use crate::domain::{Unit, UnitKind};
use crate::import::Severity;
use crate::import::columns::{Columns, Part, Profile};
use crate::import::layout::{Table, names_measures};
use crate::import::notices::Notices;
use crate::import::plan::Plan;
use crate::import::title_block::TitleBlock;
use crate::import::units::unit_in;

/// Whether a header says no more than “figure”.
pub(super) fn says_nothing(header: &str) -> bool {
    if let Some((first, rest)) = header.split_once(" – ") {
        return says_nothing(first) && says_nothing(rest);
    }
    let low = header.to_lowercase();
    let of_change = ["annual ", "percentage ", "% ", "per cent ", ""]
        .iter()
        .any(|start| {
            let rest = low.strip_prefix(start).unwrap_or("");
            rest.starts_with("percentage change")
                || rest.starts_with("change on")
                || rest == "change"
        });
    let bare = low.split('(').next().unwrap_or("").trim();
    let of_open_data = bare.len() == 4 && bare.starts_with("v4");
    let of_percentile = bare.starts_with("percentile") || bare.ends_with(" percentile");
    of_open_data
        || of_change
        || of_percentile
        || bare.parse::<f64>().is_ok()
        || matches!(
            bare,
            "value"
                | "values"
                | "observation"
                | "number"
                | "numbers"
                | "figure"
                | "percentage"
                | "%"
                | "count"
                | "rate"
                | "estimate"
                | "total"
                | "obs_value"
                | "real"
                | "per cent"
                | "mean"
                | "median"
                | "measure"
                | "percent"
                | "change"
                | "% change"
                | "percentage change"
                | "difference"
                | "gap"
                | "target"
                | "outcome"
                | "result"
                | "indicator value"
                | "area value"
                | "local value"
        )
}

/// The only thing that a column of measures names, where it says something: `GDP index` in every row.
pub(super) fn only_measure(
    table: &Table,
    columns: &Columns,
    profiles: &[Profile],
) -> Option<String> {
    let named = |column: &u32| {
        let header = table.headers.get(*column as usize);
        header.is_some_and(|header| names_measures(header))
    };
    let column = columns
        .first(&Part::Measure)
        .or_else(|| columns.having(|part| *part == Part::Context).find(named))?;
    let profile = profiles.get(column as usize)?;
    let texts = &profile.distinct;
    let alone = texts.len() == 1 && profile.filled == profile.rows;
    let only = texts.iter().next().filter(|_| alone)?;
    let is_unit = unit_in(only).0.is_some()
        || !matches!(
            Unit::from_text(only).kind,
            UnitKind::Other | UnitKind::Index | UnitKind::Score | UnitKind::Ratio
        );
    (!is_unit && !says_nothing(only) && only.len() > 6).then(|| only.clone())
}

/// Says that nothing but the file's or the sheet's name tells what is measured.
pub(super) fn say_named_after(name: &str, of: &str, row: u32, notices: &mut Notices) {
    notices.say(
        (row, 0),
        "named-after",
        Severity::Warning,
        name,
        format!("Nothing in the table says what is measured: its figures are named after the {of}, “{name}”."),
    );
}

/// Headers that say no more than “figure” give way to the name that the sheet states.
fn name_plain_figures(
    plan: &mut Plan,
    table: &Table,
    (name, title): (&str, &str),
    (chosen, rows_name): (bool, bool),
) {
    let only = plan.figures.len() == 1;
    let columns = plan.figures.iter().map(|figure| figure.column);
    let units_differ = table.unit_of_all(columns).is_none();
    // Where no header says what is measured and no title does, the name of the file or the user's does.
    let mut headers = plan
        .figures
        .iter()
        .map(|figure| figure.indicator.as_deref());
    let all_plain = headers.all(|header| header.is_some_and(says_nothing));
    let title = if title.is_empty() && all_plain && !only {
        name
    } else {
        title
    };
    let of_shares = unit_in(title)
        .0
        .is_some_and(|unit| unit.kind == UnitKind::PerCent);
    for figure in &mut plan.figures {
        if figure.indicator.is_none()
            && units_differ
            && !title.is_empty()
            && let Some(unit) = table.units.get(&figure.column)
        {
            figure.indicator = Some(format!("{title} ({unit})"));
        }
        let says_nothing = figure.indicator.as_deref().is_some_and(says_nothing);
        let of_unit = figure.indicator.as_deref().and_then(unit_in_brackets);
        if rows_name
            && !only
            && let Some(unit) = of_unit
        {
            // The rows name what is measured.
            figure.indicator = Some(unit.to_owned());
            continue;
        }
        if only && (says_nothing || chosen) {
            let unit = if chosen {
                let header = table.headers.get(figure.column as usize);
                let unit = header.and_then(|header| unit_in(header).0);
                unit.filter(|_| unit_in(name).0.is_none())
                    .map_or_else(String::new, |unit| format!("({})", unit.text))
            } else {
                let header = figure.indicator.as_deref().unwrap_or("");
                header
                    .find('(')
                    .and_then(|at| header.get(at..))
                    .unwrap_or("")
                    .to_owned()
            };
            // A unit alone names nothing.
            let named = (!name.is_empty()).then(|| format!("{name} {unit}"));
            figure.indicator = named.map(|named| named.trim().to_owned());
        } else if says_nothing && !title.is_empty() {
            let header = figure.indicator.as_deref().unwrap_or("").trim();
            let low = header.to_lowercase();
            let unit = match low.as_str() {
                _ if of_unit.is_some() => of_unit.unwrap_or_default().to_owned(),
                _ if low.contains("change")
                    && (low.starts_with('%') || low.contains("percentage"))
                    && !low.ends_with(')') =>
                {
                    format!("– {header} (%)")
                }
                "gap" if of_shares => format!("– {header} (percentage points)"),
                _ => format!("– {header}"),
            };
            figure.indicator = Some(format!("{title} {unit}"));
        } else if says_nothing && all_plain {
            figure.indicator = None;
        }
    }
}

/// The unit that is all a header says, in brackets.
fn unit_in_brackets(header: &str) -> Option<&'static str> {
    match header.trim().to_lowercase().as_str() {
        "%" | "percentage" | "per cent" => Some("(%)"),
        "number" | "count" => Some("(number)"),
        _ => None,
    }
}

impl FileReader<'_> {
    /// Gives headers that say nothing the name that the sheet states, and says so where the book holds figures under the bare
    /// header from before.
    pub(super) fn name_figures(
        &self,
        plan: &mut Plan,
        table: &Table,
        names: (&str, &str),
        rows_name: bool,
        notices: &mut Notices,
    ) {
        let before: Vec<Option<String>> = plan
            .figures
            .iter()
            .map(|figure| figure.indicator.clone())
            .collect();
        let chosen = self.choices.indicator.is_some();
        name_plain_figures(plan, table, names, (chosen, rows_name));
        let rows_are_measures = table.hints.iter().any(|hint| hint.part == Part::Indicator);
        if !chosen && !rows_are_measures {
            under_title::name_parts(plan, names.1);
        }
        let row = table.header_rows.last().copied().unwrap_or(0);
        for (figure, bare) in plan.figures.iter().zip(before) {
            let (Some(bare), Some(now)) = (bare, figure.indicator.as_deref()) else {
                continue;
            };
            if bare != now && self.indicators.find(&bare, None).is_some() {
                notices.say(
                    (row, figure.column),
                    "name-changed",
                    Severity::Warning,
                    &bare,
                    format!(
                        "The book holds figures under the plain name “{bare}”. These are kept as “{now}”, so that tables of one heading are not mixed; they do not go on from those. To have one series, take the earlier import back and import its file again."
                    ),
                );
            }
        }
    }
}

/// The unit in the header of the only column of figures, where its indicators are named elsewhere: `Value (£000s)`.
fn unit_of_only_header(plan: &Plan, table: &Table) -> Option<String> {
    let [only] = plan.figures.as_slice() else {
        return None;
    };
    if only.indicator.is_some() {
        return None;
    }
    let header = table.headers.get(only.column as usize)?;
    unit_in(header).0.map(|unit| unit.text)
}

/// The unit in brackets behind a title that names what all figures measure: `Annual pay (£)`.
fn unit_of_title(names_all: bool, title: &str) -> Option<String> {
    let low = title.to_lowercase();
    // `(percentages)` is said of all figures, whatever their headers name.
    if low.ends_with("(percentages)") || low.ends_with("(percentage)") {
        return Some("%".to_owned());
    }
    let unit = names_all.then(|| unit_in(title).0)??;
    Some(unit.text)
}

/// The unit of all figures, where the lines above, the header or the title name one.
pub(super) fn unit_of_all(
    block: &TitleBlock,
    (plan, table): (&Plan, &Table),
    (names_all, title): (bool, &str),
) -> Option<String> {
    block
        .get(&["unit", "units"])
        .map(str::to_owned)
        .or_else(|| unit_of_only_header(plan, table))
        .or_else(|| table.unit_of_all(plan.figures.iter().map(|figure| figure.column)))
        .or_else(|| unit_of_title(names_all, title))
        .or_else(|| unit_alone(block).filter(|_| names_all))
}

/// The unit that stands alone in a line above: `Percentage`, `Thousands`.
fn unit_alone(block: &TitleBlock) -> Option<String> {
    let is_unit = |line: &&String| {
        let low = line.trim().to_lowercase();
        matches!(
            low.as_str(),
            "percentage"
                | "percentages"
                | "per cent"
                | "percent"
                | "%"
                | "thousands"
                | "thousand"
                | "millions"
                | "£"
                | "£ million"
                | "£ millions"
                | "£ thousand"
                | "£ thousands"
                | "pounds"
                | "hectares"
                | "tonnes"
                | "miles"
                | "kilometres"
        )
    };
    let line = block.lines.iter().find(is_unit)?;
    let low = line.trim().to_lowercase();
    Some(match low.as_str() {
        "percentage" | "percentages" | "per cent" | "percent" => "%".to_owned(),
        _ => low,
    })
}
