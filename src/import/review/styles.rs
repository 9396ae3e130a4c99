use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use crate::import::columns::{Columns, Part, PeriodPart};
use crate::import::grid::{Cell, Grid};
use crate::import::layout::Table;
use crate::import::notices::Notices;
use crate::import::number_text::{DecimalSign, Fits, fits};
use crate::import::period_text::{PeriodStyle, SplitYear};
use crate::import::plan::Plan;
use crate::import::rows::text_of;
use crate::import::{PeriodKind, Severity};

/// How the column of periods writes them, from all of its rows, and how many different ones there are.
pub(super) fn period_style(
    grid: &Grid,
    table: &Table,
    columns: &Columns,
    (split, said_beside): (Option<SplitYear>, &str),
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
    for row in &table.rows {
        let cell = grid.cell(*row, column);
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
    (style.with_kind(kind), texts.len())
}

/// Which columns write decimal commas: those where some figure can be read in no other way.
pub(super) fn decimal_signs(
    grid: &Grid,
    table: &Table,
    plan: &Plan,
    chosen: Option<DecimalSign>,
    notices: &mut Notices,
) -> HashMap<u32, DecimalSign, RandomState> {
    if let Some(sign) = chosen {
        return plan
            .figures
            .iter()
            .map(|figure| (figure.column, sign))
            .collect();
    }
    let mut signs = HashMap::default();
    let mut seen: HashMap<u32, (u64, u64, Option<u32>)> = HashMap::new();
    let mut columns: Vec<u32> = plan.figures.iter().map(|figure| figure.column).collect();
    columns.sort_unstable();
    for row in &table.rows {
        for (column, cell) in grid.row(*row) {
            let Cell::Text(text) = cell else {
                continue;
            };
            if columns.binary_search(&column).is_err() || !text.contains(',') || text.len() > 30 {
                continue;
            }
            let entry = seen.entry(column).or_default();
            match fits(text) {
                Some(Fits::OnlyPoint) => entry.0 += 1,
                Some(Fits::OnlyComma) => entry.1 += 1,
                Some(Fits::Both) => entry.2 = entry.2.or(Some(*row)),
                _ => {}
            }
        }
    }
    for (column, (point, comma, both)) in seen {
        if comma > 0 && point == 0 {
            signs.insert(column, DecimalSign::Comma);
        } else if comma == 0
            && point == 0
            && let Some(row) = both
        {
            let text = text_of(grid.cell(row, column));
            notices.say(
                (row, column),
                "thousands-assumed",
                Severity::Info,
                &text,
                "Commas before three digits are read as separators of thousands.".to_owned(),
            );
        }
    }
    signs
}
