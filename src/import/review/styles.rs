use std::collections::HashSet;

use crate::import::PeriodKind;
use crate::import::columns::{Columns, Part, PeriodPart};
use crate::import::grid::{Cell, Grid};
use crate::import::layout::Table;
use crate::import::period_text::{PeriodStyle, SplitYear, YearsNamed};
use crate::import::rows::text_of;

/// How the column of periods writes them, from all of its rows, and how many different ones there are.
pub(super) fn period_style(
    grid: &Grid,
    table: &Table,
    columns: &Columns,
    (split, said_beside, years): (Option<SplitYear>, &str, Option<YearsNamed>),
    kind: Option<PeriodKind>,
) -> (PeriodStyle, usize) {
    let column = columns
        .first(&Part::Period(PeriodPart::Whole))
        .or_else(|| columns.first(&Part::Period(PeriodPart::DueDate)));
    let Some(column) = column else {
        let style = PeriodStyle {
            split,
            ..PeriodStyle::default()
        };
        return (style.with_kind(kind), 0);
    };
    let header = table
        .headers
        .get(column as usize)
        .map_or("", String::as_str);
    let mut texts: HashSet<String> = HashSet::new();
    let mut above = "";
    for row in table.rows.iter() {
        let cell = grid.cell(row, column);
        if let Cell::Text(text) = cell {
            if text == above {
                continue;
            }
            above = text;
        }
        let text = text_of(cell);
        if !text.is_empty() && !texts.contains(text.as_ref()) {
            texts.insert(text.into_owned());
        }
    }
    let header = format!("{header} {said_beside}");
    let style = PeriodStyle::of(&header, texts.iter().map(String::as_str), split);
    let style = style.with_kind(kind).with_years(years);
    (style, texts.len())
}
