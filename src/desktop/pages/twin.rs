use crate::desktop::effects::FigureKey;
use crate::desktop::widgets::{Cell, Column, Table};
use crate::domain::{IndicatorCode, SubjectCode, thousands};
use crate::figures;
use crate::questions::{Answer, OwnColumn, Row};

/// What a mark or a row of a table stands for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Meant {
    /// Whose figure it is, where it is one subject's.
    pub subject: Option<(SubjectCode, String)>,
    /// What is measured.
    pub indicator: (IndicatorCode, String),
    /// To find its cell, where it was read from one.
    pub key: Option<FigureKey>,
}

impl Meant {
    /// What a row stands for.
    pub(crate) fn of(row: &Row) -> Self {
        let subject = (row.subject_code.clone(), row.subject.clone());
        Self {
            subject: Some(subject).filter(|(code, _)| !code.0.is_empty()),
            indicator: (row.indicator_code.clone(), row.indicator.clone()),
            key: FigureKey::of(row),
        }
    }
}

/// The table twin of a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Twin {
    /// The table.
    pub table: Table,
    /// What each of its rows stands for.
    pub rows: Vec<Meant>,
}

/// The table twin of an answer's figure.
pub(super) fn twin(answer: &Answer) -> Twin {
    if let Some(columns) = answer.own_columns() {
        return own(answer, &columns);
    }
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
    let mut meant = Vec::new();
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
        meant.push(Meant::of(row));
    }
    let table = Table {
        name: answer.headline.clone(),
        columns,
        rows,
        selected: None,
        pressable: true,
        row_height: 28.0,
    };
    Twin { table, rows: meant }
}

/// The table of an answer that has columns of its own, such as plans. Its rows stand for figures where there is one a row.
fn own(answer: &Answer, columns: &[OwnColumn]) -> Twin {
    let count = columns.first().map_or(0, |column| column.cells.len());
    let cell = |column: &OwnColumn, row: usize| {
        Cell::plain(column.cells.get(row).cloned().unwrap_or_default())
    };
    let heads = columns.iter().map(|column| {
        let widest = column
            .cells
            .iter()
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0);
        let share = (widest.clamp(6, 34) as f32 / 12.0).max(0.6);
        if column.right {
            Column::numbers(column.title, share)
        } else {
            Column::words(column.title, share)
        }
    });
    let rows = (0..count).map(|row| columns.iter().map(|column| cell(column, row)).collect());
    let one_a_row = answer.rows.len() == count;
    Twin {
        table: Table {
            row_height: 28.0,
            ..Table::new(&answer.headline, heads.collect(), rows.collect())
        },
        rows: answer
            .rows
            .iter()
            .filter(|_| one_a_row)
            .map(Meant::of)
            .collect(),
    }
}

/// A rank as tables show it: `13=` for one of two at 13th place.
pub(super) fn rank(row: &Row) -> String {
    match (row.rank, row.tied) {
        (Some(rank), true) => format!("{rank}="),
        (Some(rank), false) => rank.to_string(),
        (None, _) => "–".to_owned(),
    }
}
