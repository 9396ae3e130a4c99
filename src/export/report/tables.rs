mod grids;
mod pairs;
mod plans;

use std::fmt::Write;

use crate::domain::thousands;
use crate::export::document::{Sheet, SheetCell};
use crate::export::svg::escaped;
use crate::questions::{Answer, Detail, QuestionKind, Row, RowRole};

/// The rows of an answer as a table: a trend by period, a comparison by subject, a gap a line, all else a row a figure.
pub(in crate::export) fn of(answer: &Answer) -> Sheet {
    if let Some(columns) = answer.own_columns() {
        return plans::own(answer, &columns);
    }
    match &answer.detail {
        Detail::Gap { pairs, .. } => return pairs::gaps(answer, pairs),
        Detail::Closing { changes, .. } if !changes.is_empty() => {
            return pairs::changes(answer, changes);
        }
        Detail::Coverage(grid) => return grids::coverage(answer, grid),
        Detail::Relationship(pairs) => return grids::side_by_side(answer, pairs),
        _ => {}
    }
    match answer.question.kind {
        QuestionKind::Trend => crossed(
            answer,
            "Period",
            |row| row.role != RowRole::Crowd,
            |row| {
                row.period
                    .map(crate::domain::Period::label)
                    .unwrap_or_default()
            },
            |row| row.period.map_or(f64::MAX, crate::domain::Period::middle),
        ),
        QuestionKind::Comparison => crossed(
            answer,
            "Indicator",
            |_| true,
            |row| match row.unit.text.as_str() {
                "" => row.indicator.clone(),
                unit => format!("{} ({unit})", row.indicator),
            },
            |_| 0.0,
        ),
        _ => list(answer),
    }
}

/// Writes a table into a page.
pub(in crate::export) fn write(out: &mut String, sheet: &Sheet) {
    let _ = write!(
        out,
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table: {0}\"><table>\n<caption>{0}</caption>\n<thead><tr>",
        escaped(&sheet.caption)
    );
    for (name, is_number) in &sheet.columns {
        let _ = write!(
            out,
            "<th scope=\"col\"{}>{}</th>",
            class(*is_number),
            escaped(name)
        );
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &sheet.rows {
        out.push_str("<tr>");
        for (index, (cell, (_, is_number))) in row.iter().zip(&sheet.columns).enumerate() {
            let class = class(*is_number);
            let text = escaped(&cell.text);
            let _ = if index == sheet.naming {
                write!(out, "<th scope=\"row\"{class}>{text}</th>")
            } else if cell.aside.is_empty() {
                write!(out, "<td{class}>{text}</td>")
            } else {
                write!(
                    out,
                    "<td{class}>{text} <span class=\"muted\">{}</span></td>",
                    escaped(cell.aside)
                )
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn plain(text: String) -> SheetCell {
    SheetCell { text, aside: "" }
}

/// A table whose columns are the subjects.
fn crossed(
    answer: &Answer,
    corner: &str,
    shown: impl Fn(&Row) -> bool,
    name: impl Fn(&Row) -> String,
    order: impl Fn(&Row) -> f64,
) -> Sheet {
    let mut columns: Vec<(String, String)> = Vec::new();
    let mut lines: Vec<(String, f64)> = Vec::new();
    let mut cells = std::collections::HashMap::new();
    for row in answer.rows.iter().filter(|row| shown(row)) {
        let heading = if row.group.is_all() {
            row.subject.clone()
        } else {
            format!("{}, {}", row.subject, row.group)
        };
        let column = (format!("{}{}", row.subject_code, row.group.key()), heading);
        if !columns.iter().any(|known| known.0 == column.0) {
            columns.push(column.clone());
        }
        let line = name(row);
        if !lines.iter().any(|known| known.0 == line) {
            lines.push((line.clone(), order(row)));
        }
        cells.insert((line, column.0), row);
    }
    lines.sort_by(|a, b| a.1.total_cmp(&b.1));
    let cell = |line: &str, column: &str| {
        cells
            .get(&(line.to_owned(), column.to_owned()))
            .map_or_else(SheetCell::default, |row| SheetCell {
                text: row.shown(),
                aside: judgement(row).unwrap_or_default(),
            })
    };
    Sheet {
        caption: answer.subtitle.clone(),
        columns: std::iter::once((corner.to_owned(), false))
            .chain(columns.iter().map(|(_, heading)| (heading.clone(), true)))
            .collect(),
        rows: lines
            .iter()
            .map(|(line, _)| {
                std::iter::once(plain(line.clone()))
                    .chain(columns.iter().map(|(column, _)| cell(line, column)))
                    .collect()
            })
            .collect(),
        naming: 0,
    }
}

/// The word of a row's judgement, where its figure is given.
fn judgement(row: &Row) -> Option<&'static str> {
    row.reading.value()?;
    Some(row.judgement?.in_words(row.polarity))
}

type Column = (&'static str, bool, fn(&Row) -> String);

/// A table with a figure a row; columns that would be empty are left away.
fn list(answer: &Answer) -> Sheet {
    let all: [Column; 11] = [
        ("Rank", true, |row| {
            row.rank.map_or(String::new(), |rank| {
                format!("{rank}{}", if row.tied { "=" } else { "" })
            })
        }),
        ("Indicator", false, |row| row.indicator.clone()),
        ("Subject", false, |row| row.subject.clone()),
        ("Group", false, |row| row.group.to_string()),
        ("Period", false, |row| {
            row.period
                .map(crate::domain::Period::label)
                .unwrap_or_default()
        }),
        ("Unit", false, |row| row.unit.text.clone()),
        ("Value", true, Row::shown),
        ("95% interval", true, |row| {
            match (row.reading.value(), row.lower, row.upper) {
                (Some(_), Some(lower), Some(upper)) => format!(
                    "{} to {}",
                    thousands(lower, row.decimals),
                    thousands(upper, row.decimals)
                ),
                _ => String::new(),
            }
        }),
        ("Benchmark", true, |row| {
            row.benchmark
                .map_or(String::new(), |value| thousands(value, row.decimals))
        }),
        ("Difference", true, |row| {
            row.difference
                .map_or(String::new(), |value| thousands(value, row.decimals))
        }),
        ("Judgement", false, |row| {
            judgement(row).unwrap_or_default().to_owned()
        }),
    ];
    let several_indicators = answer.rows.windows(2).any(|pair| match pair {
        [a, b] => a.indicator_code != b.indicator_code,
        _ => false,
    });
    let several_subjects = answer.rows.windows(2).any(|pair| match pair {
        [a, b] => a.subject_code != b.subject_code,
        _ => false,
    });
    let several_groups = answer.rows.windows(2).any(|pair| match pair {
        [a, b] => a.group != b.group,
        _ => false,
    });
    let columns: Vec<&Column> = all
        .iter()
        .filter(|(name, _, cell)| {
            let filled = answer.rows.iter().any(|row| !cell(row).is_empty());
            let wanted = match *name {
                "Indicator" | "Unit" => several_indicators || answer.rows.len() == 1,
                "Subject" => several_subjects,
                "Group" => several_groups,
                _ => true,
            };
            filled && wanted
        })
        .collect();
    let naming = columns
        .iter()
        .position(|(name, _, _)| matches!(*name, "Indicator" | "Subject"))
        .unwrap_or(0);
    Sheet {
        caption: answer.subtitle.clone(),
        columns: columns
            .iter()
            .map(|(name, is_number, _)| match *name {
                "Benchmark" if !answer.benchmark_name.is_empty() => {
                    (answer.benchmark_name.clone(), *is_number)
                }
                name => (name.to_owned(), *is_number),
            })
            .collect(),
        rows: answer
            .rows
            .iter()
            .map(|row| {
                columns
                    .iter()
                    .map(|(_, _, cell)| plain(cell(row)))
                    .collect()
            })
            .collect(),
        naming,
    }
}

fn class(is_number: bool) -> &'static str {
    if is_number { " class=\"number\"" } else { "" }
}
