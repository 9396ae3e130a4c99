use std::collections::HashSet;

use crate::desktop::widgets::{Cell, Column, Table};
use crate::domain::{Indicator, Origin};
use crate::import::{ReadBack, ReviewedSheet};

/// The goals under which a table places an indicator: `3, 5`; empty for none.
pub(super) fn goals_of(sheet: &ReviewedSheet, indicator: &Indicator) -> String {
    let links = sheet.goals.iter();
    let own = links.filter(|link| link.indicator == indicator.code);
    own.map(|link| link.goal.to_string())
        .collect::<Vec<_>>()
        .join(", ")
}

/// Each indicator with its goals and one figure as it was read, and where those figures stand.
pub(super) fn indicators(sheets: &[ReviewedSheet]) -> (Table, Vec<Option<Origin>>) {
    let columns = vec![
        Column::words("Indicator", 3.6),
        Column::words("Goal", 0.7),
        Column::words("Place or organisation", 2.2),
        Column::words("Period", 2.3),
        Column::words("People group", 1.6),
        Column::numbers("Figure", 1.2),
        Column::words("Cell", 0.7),
    ];
    let mut named = HashSet::new();
    let (mut rows, mut read_from) = (Vec::new(), Vec::new());
    for sheet in sheets {
        let figures = sheet.read_back();
        for (at, indicator) in (0..).zip(&sheet.indicators) {
            if !named.insert(&indicator.code) {
                continue;
            }
            let figure = figures.iter().find(|figure| figure.of == at);
            let said =
                |of: fn(&ReadBack) -> String| Cell::plain(figure.map_or_else(String::new, of));
            let goal = match goals_of(sheet, indicator) {
                none if none.is_empty() => Cell::muted("–"),
                goals => Cell::plain(goals),
            };
            rows.push(vec![
                Cell::strong(indicator.name.clone()),
                goal,
                said(|figure| figure.subject.clone()),
                said(|figure| figure.period.clone()),
                said(|figure| figure.group.clone()),
                said(|figure| figure.figure.clone()),
                said(|figure| figure.origin.cell()),
            ]);
            read_from.push(figure.map(|figure| figure.origin.clone()));
        }
    }
    let table = Table::new(
        "Indicators, and one figure of each as it was read",
        columns,
        rows,
    );
    (
        Table {
            pressable: true,
            ..table
        },
        read_from,
    )
}
