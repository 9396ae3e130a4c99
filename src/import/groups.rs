use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Severity;
use super::columns::{Columns, Part, Profile, names_things};
use super::grid::Grid;
use super::layout::Table;
use super::notices::Notices;
use super::plan::Plan;
use super::rows::text_of;

/// Where rows cannot be told apart by subject, period, indicator and group, columns of words that do so become groups.
pub(super) fn add_what_tells_apart(
    grid: &Grid,
    table: &Table,
    columns: &Columns,
    plan: &mut Plan,
    notices: &mut Notices,
) {
    let candidates: Vec<u32> = columns.having(|part| *part == Part::Context).collect();
    if candidates.is_empty() {
        return;
    }
    let mut naming: Vec<u32> = columns
        .having(|part| {
            matches!(
                part,
                Part::Period(_)
                    | Part::Indicator
                    | Part::IndicatorCode
                    | Part::Group(_)
                    | Part::Level
            )
        })
        .collect();
    naming.extend(plan.subject.codes.iter().map(|(column, _, _)| *column));
    naming.extend(&plan.subject.names);
    let figure = plan.figures.first().map(|figure| figure.column);
    let mut rows: Vec<u32> = table.rows.iter().collect();
    rows.retain(|row| figure.is_some_and(|column| !text_of(grid.cell(*row, column)).is_empty()));
    let mut repeats = repeats(grid, &rows, &naming);
    let mut left = candidates;
    while repeats * 100 > rows.len() {
        let best = left
            .iter()
            .map(|candidate| {
                let mut with = naming.clone();
                with.push(*candidate);
                // Of a code and its name that part rows alike, the name says more.
                let header = table.headers.get(*candidate as usize);
                let is_code = header.is_some_and(|header| names_things(header));
                (self::repeats(grid, &rows, &with), is_code, *candidate)
            })
            .min();
        let Some((fewer, _, column)) = best else {
            break;
        };
        let (before, after) = (rows.len() - repeats, rows.len() - fewer);
        if after * 5 < before * 6 && fewer * 5 > repeats * 4 {
            break;
        }
        repeats = fewer;
        naming.push(column);
        left.retain(|candidate| *candidate != column);
        let header = table
            .headers
            .get(column as usize)
            .cloned()
            .unwrap_or_default();
        let row = table.header_rows.last().copied().unwrap_or(0);
        notices.say(
            (row, column),
            "kept-as-group",
            Severity::Info,
            &header,
            format!("Rows of one subject are told apart by “{header}”, which is kept as a group."),
        );
        plan.groups.push((column, header.to_lowercase()));
    }
}

/// The column of measures, where nothing else names what is measured and its rows do not all say the same.
pub(super) fn measures_of_rows(columns: &Columns, profiles: &[Profile]) -> Option<u32> {
    let named = |part: &Part| {
        matches!(
            part,
            Part::Indicator | Part::IndicatorCode | Part::IndicatorBand
        )
    };
    if columns.parts.iter().any(named) {
        return None;
    }
    let measure = columns.first(&Part::Measure)?;
    let profile = profiles.get(measure as usize)?;
    (profile.distinct.len() > 1).then_some(measure)
}

/// Rows that say the same in all of these columns as one above them.
fn repeats(grid: &Grid, rows: &[u32], columns: &[u32]) -> usize {
    let mut seen = HashSet::with_capacity(rows.len());
    rows.iter()
        .filter(|row| {
            let mut hasher = DefaultHasher::new();
            for column in columns {
                text_of(grid.cell(**row, *column)).hash(&mut hasher);
            }
            !seen.insert(hasher.finish())
        })
        .count()
}
