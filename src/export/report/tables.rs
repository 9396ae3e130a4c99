use std::fmt::Write;

use crate::domain::thousands;
use crate::export::svg::escaped;
use crate::questions::{Answer, QuestionKind, Row, RowRole};

/// The rows of an answer as a table: a trend by period, a comparison by subject, all else a row a figure.
pub(super) fn write(out: &mut String, answer: &Answer) {
    match answer.question.kind {
        QuestionKind::Trend => crossed(
            out,
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
            out,
            answer,
            "Indicator",
            |_| true,
            |row| match row.unit.text.as_str() {
                "" => row.indicator.clone(),
                unit => format!("{} ({unit})", row.indicator),
            },
            |_| 0.0,
        ),
        _ => list(out, answer),
    }
}

fn begin(out: &mut String, answer: &Answer) {
    let _ = writeln!(
        out,
        "<div class=\"wide\"><table>\n<caption>{}</caption>",
        escaped(&answer.subtitle)
    );
}

/// A table whose columns are the subjects.
fn crossed(
    out: &mut String,
    answer: &Answer,
    corner: &str,
    shown: impl Fn(&Row) -> bool,
    name: impl Fn(&Row) -> String,
    order: impl Fn(&Row) -> f64,
) {
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
    begin(out, answer);
    let _ = write!(out, "<thead><tr><th scope=\"col\">{corner}</th>");
    for (_, heading) in &columns {
        let _ = write!(
            out,
            "<th scope=\"col\" class=\"number\">{}</th>",
            escaped(heading)
        );
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (line, _) in lines {
        let _ = write!(out, "<tr><th scope=\"row\">{}</th>", escaped(&line));
        for (column, _) in &columns {
            match cells.get(&(line.clone(), column.clone())) {
                Some(row) => {
                    let _ = write!(out, "<td class=\"number\">{}", escaped(&row.shown()));
                    if let Some(word) = judgement(row) {
                        let _ = write!(out, " <span class=\"muted\">{}</span>", escaped(word));
                    }
                    out.push_str("</td>");
                }
                None => out.push_str("<td class=\"number\"></td>"),
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

/// The word of a row's judgement, where its figure is given.
fn judgement(row: &Row) -> Option<&'static str> {
    row.reading.value()?;
    Some(row.judgement?.in_words(row.polarity))
}

type Column = (&'static str, bool, fn(&Row) -> String);

/// A table with a figure a row; columns that would be empty are left away.
fn list(out: &mut String, answer: &Answer) {
    let all: [Column; 10] = [
        ("Rank", true, |row| {
            row.rank.map_or(String::new(), |rank| {
                format!("{rank}{}", if row.tied { "=" } else { "" })
            })
        }),
        ("Indicator", false, |row| row.indicator.clone()),
        ("Subject", false, |row| row.subject.clone()),
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
    let columns: Vec<&Column> = all
        .iter()
        .filter(|(name, _, cell)| {
            let filled = answer.rows.iter().any(|row| !cell(row).is_empty());
            let wanted = match *name {
                "Indicator" | "Unit" => several_indicators || answer.rows.len() == 1,
                "Subject" => several_subjects,
                _ => true,
            };
            filled && wanted
        })
        .collect();
    begin(out, answer);
    out.push_str("<thead><tr>");
    for (name, is_number, _) in &columns {
        let heading = match *name {
            "Benchmark" if !answer.benchmark_name.is_empty() => answer.benchmark_name.as_str(),
            name => name,
        };
        let _ = write!(
            out,
            "<th scope=\"col\"{}>{}</th>",
            class(*is_number),
            escaped(heading)
        );
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let naming = columns
        .iter()
        .position(|(name, _, _)| matches!(*name, "Indicator" | "Subject"))
        .unwrap_or(0);
    for row in &answer.rows {
        out.push_str("<tr>");
        for (index, (_, is_number, cell)) in columns.iter().enumerate() {
            let text = escaped(&cell(row));
            let _ = if index == naming {
                write!(out, "<th scope=\"row\"{}>{text}</th>", class(*is_number))
            } else {
                write!(out, "<td{}>{text}</td>", class(*is_number))
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn class(is_number: bool) -> &'static str {
    if is_number { " class=\"number\"" } else { "" }
}
