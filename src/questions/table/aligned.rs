use std::fmt::Write as _;

use super::super::{Answer, Judgement, Row, RowRole};
use super::OwnColumn;
use crate::domain::{Period, thousands};

/// Widest that a column of words gets before its cells are cut.
const WIDEST: usize = 44;

/// Headline, subtitle, table, notes and sources. Pale lines of a trend are left to the figure.
pub(super) fn of(answer: &Answer) -> String {
    let rows: Vec<&Row> = answer
        .rows
        .iter()
        .filter(|row| row.role != RowRole::Crowd)
        .collect();
    let mut out = format!("{}\n", answer.headline);
    if !answer.subtitle.is_empty() {
        out.push_str(&answer.subtitle);
        out.push('\n');
    }
    if let Some(own) = answer.own_columns() {
        out.push('\n');
        out.push_str(&table(&own));
    } else if !rows.is_empty() {
        out.push('\n');
        out.push_str(&table(&columns(&rows)));
    }
    if !answer.notes.is_empty() {
        out.push('\n');
    }
    for note in &answer.notes {
        out.push_str(note);
        out.push('\n');
    }
    for source in &answer.sources {
        let _ = writeln!(out, "Source: {source}");
    }
    out
}

/// The columns that say something: those whose cells are all empty fall away, and so do those that are the same in every
/// row and stand in the subtitle.
fn columns(rows: &[&Row]) -> Vec<OwnColumn> {
    let column = |title, right, cell: &dyn Fn(&Row) -> String| OwnColumn {
        title,
        right,
        cells: rows.iter().map(|row| cell(row)).collect(),
    };
    let number = |row: &Row, value: Option<f64>| {
        value
            .map(|value| thousands(value, row.decimals))
            .unwrap_or_default()
    };
    let interval = |row: &Row| match (row.lower, row.upper) {
        (Some(lower), Some(upper)) => format!(
            "{} to {}",
            thousands(lower, row.decimals),
            thousands(upper, row.decimals)
        ),
        _ => String::new(),
    };
    let judged = |row: &Row| match row.judgement {
        None => String::new(),
        Some(Judgement::NotCompared) => format!("not compared: {}", row.judged_by),
        Some(judgement) => judgement.in_words(row.polarity).to_owned(),
    };
    let mut columns = vec![
        column("Rank", true, &super::rank),
        column("Goal", true, &|row| {
            row.goal.map(|goal| goal.to_string()).unwrap_or_default()
        }),
        column("Indicator", false, &|row| row.indicator_short.clone()),
        column("Subject", false, &|row| row.subject.clone()),
        column("Group", false, &|row| {
            if row.group.is_all() {
                String::new()
            } else {
                row.group.to_string()
            }
        }),
        column("Period", false, &|row| {
            row.period.map(Period::label).unwrap_or_default()
        }),
        column("Value", true, &Row::shown),
        column("Unit", false, &|row| row.unit.text.clone()),
        column("95% interval", true, &interval),
        column("Benchmark", true, &|row| number(row, row.benchmark)),
        column("Difference", true, &|row| {
            let gap = row.ratio.is_some() || row.judgement.is_none();
            number(row, row.difference.filter(|_| gap))
        }),
        column("Ratio", true, &|row| {
            let ratio = row.ratio.map(|ratio| thousands(ratio, 2));
            ratio.unwrap_or_default()
        }),
        column("Judgement", false, &judged),
    ];
    let one_indicator = rows.windows(2).all(|pair| {
        pair.first().map(|row| &row.indicator_code) == pair.last().map(|row| &row.indicator_code)
    });
    columns.retain(|column| {
        let same = column
            .cells
            .windows(2)
            .all(|pair| pair.first() == pair.last());
        let must = matches!(column.title, "Value" | "Subject");
        let empty = column.cells.iter().all(String::is_empty);
        let in_subtitle = one_indicator || matches!(column.title, "Goal" | "Indicator");
        let repeats = same && in_subtitle && rows.len() > 1;
        must || !(empty || repeats)
    });
    columns
}

/// The table with two spaces between columns and a rule under the titles.
fn table(columns: &[OwnColumn]) -> String {
    let height = columns.first().map_or(0, |column| column.cells.len());
    let widths: Vec<usize> = columns
        .iter()
        .map(|column| {
            let cells = column.cells.iter().map(|cell| cell.chars().count());
            let widest = cells.max().unwrap_or(0).min(WIDEST);
            widest.max(column.title.chars().count())
        })
        .collect();
    let line = |cell: &dyn Fn(&OwnColumn) -> String| {
        let cells: Vec<String> = columns
            .iter()
            .zip(&widths)
            .map(|(column, width)| padded(&cell(column), *width, column.right))
            .collect();
        cells.join("  ").trim_end().to_owned() + "\n"
    };
    let mut out = line(&|column| column.title.to_owned());
    let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    out.push_str(&(rules.join("  ") + "\n"));
    for index in 0..height {
        out.push_str(&line(&|column| {
            column.cells.get(index).cloned().unwrap_or_default()
        }));
    }
    out
}

/// A cell at its column's width, cut with … where it is longer than any column gets.
fn padded(text: &str, width: usize, right: bool) -> String {
    let mut text = text.to_owned();
    if text.chars().count() > WIDEST {
        text = text.chars().take(WIDEST - 1).collect::<String>() + "…";
    }
    let spaces = " ".repeat(width.saturating_sub(text.chars().count()));
    if right {
        spaces + &text
    } else {
        text + &spaces
    }
}
