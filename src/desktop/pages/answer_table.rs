use super::goal::key_of;
use crate::desktop::effects::FigureKey;
use crate::desktop::widgets::{Cell, Column, Table};
use crate::domain::thousands;
use crate::figures;
use crate::questions::{Answer, Row};

/// The table twin of a figure, with the key of each row's figure.
pub(super) fn table(answer: &Answer) -> (Table, Vec<Option<FigureKey>>) {
    let differ = |of: fn(&Row) -> String| {
        let mut values = answer.rows.iter().map(of);
        values
            .next()
            .is_some_and(|first| values.any(|value| value != first))
    };
    let with_indicator = differ(|row| row.indicator.clone());
    let with_group = differ(|row| row.group.key());
    let ranked = answer.rows.iter().any(|row| row.rank.is_some());
    let with_interval = answer.rows.iter().any(|row| row.lower.is_some());
    let judged = answer.rows.iter().any(|row| row.judgement.is_some());
    let with_benchmark = answer.rows.iter().any(|row| row.benchmark.is_some());
    let mut columns = Vec::new();
    if ranked {
        columns.push(Column::numbers("Rank", 0.6));
    }
    columns.push(Column::words("Subject", 2.2));
    if with_indicator {
        columns.push(Column::words("Indicator", 2.6));
    }
    if with_group {
        columns.push(Column::words("People", 1.4));
    }
    columns.push(Column::words("Period", 1.2));
    let unit = if answer.unit.is_empty() {
        "Value".to_owned()
    } else {
        format!("Value, {}", answer.unit)
    };
    columns.push(Column::numbers(unit, 1.2));
    if with_interval {
        columns.push(Column::words("95% interval", 1.4));
    }
    if with_benchmark {
        columns.push(Column::numbers("Benchmark", 1.0));
    }
    if judged {
        columns.push(Column::words("Judgement", 1.3));
    }
    let mut rows = Vec::new();
    let mut keys = Vec::new();
    for row in &answer.rows {
        let show = |value: f64| thousands(value, row.decimals);
        let mut cells = Vec::new();
        if ranked {
            cells.push(Cell::plain(rank(row)));
        }
        cells.push(Cell::plain(row.subject.clone()));
        if with_indicator {
            cells.push(Cell::plain(row.indicator.clone()));
        }
        if with_group {
            cells.push(Cell::plain(row.group.to_string()));
        }
        cells.push(Cell::plain(
            row.period
                .map_or_else(String::new, crate::domain::Period::label),
        ));
        cells.push(Cell::strong(row.shown()));
        if with_interval {
            cells.push(Cell::muted(match (row.lower, row.upper) {
                (Some(lower), Some(upper)) => format!("{} to {}", show(lower), show(upper)),
                _ => String::new(),
            }));
        }
        if with_benchmark {
            cells.push(Cell::muted(row.benchmark.map_or_else(String::new, show)));
        }
        if judged {
            cells.push(
                figures::standing(row).map_or_else(Cell::default, |judgement| {
                    Cell::judged(judgement, figures::standing_in_words(row))
                }),
            );
        }
        rows.push(cells);
        keys.push(key_of(row));
    }
    let table = Table {
        name: answer.headline.clone(),
        columns,
        rows,
        selected: None,
        pressable: true,
        row_height: 28.0,
    };
    (table, keys)
}

/// A rank as tables show it: `13=` for one of two at 13th place.
pub(super) fn rank(row: &Row) -> String {
    match (row.rank, row.tied) {
        (Some(rank), true) => format!("{rank}="),
        (Some(rank), false) => rank.to_string(),
        (None, _) => "–".to_owned(),
    }
}
