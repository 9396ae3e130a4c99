//! What is held, withheld and missing: a grid of cells, a line each. A full cell is filled, one with withheld figures is hatched
//! and carries its sign, an empty one is an outline that says so.

use egui::{Rect, Vec2, pos2, vec2};

use super::Mark;
use super::canvas::{Anchor, Canvas};
use super::lettering::Style;
use crate::domain::State;
use crate::questions::{Answer, Detail, Grid, Holding};

/// Height of the key and of the names of the columns.
const HEAD: f32 = 50.0;

fn grid(answer: &Answer) -> Option<&Grid> {
    match &answer.detail {
        Detail::Coverage(grid) => Some(grid),
        _ => None,
    }
}

fn line_height(lines: usize) -> f32 {
    if lines > 30 { 20.0 } else { 26.0 }
}

/// Height that all lines ask for.
pub(super) fn height(answer: &Answer, k: f32) -> f32 {
    let lines = grid(answer).map_or(0, |grid| grid.lines.len());
    (HEAD + lines as f32 * line_height(lines)) * k
}

/// How many lines and columns fit.
fn room(grid: &Grid, body: Vec2, k: f32, names: usize) -> (usize, usize, f32) {
    let least = 16.0 * k;
    // The last line says what is left away.
    let most = names.saturating_add(1);
    let lines = (((body.y - HEAD * k) / least).floor().max(1.0) as usize).min(most);
    let style = Style::regular(14.0 * k);
    let names = grid
        .lines
        .iter()
        .map(|name| style.width(name))
        .fold(60.0 * k, f32::max)
        .min(body.x * 0.36);
    let columns = ((body.x - names - 12.0 * k) / (22.0 * k)).floor().max(1.0) as usize;
    (
        lines.min(grid.lines.len()),
        columns.min(grid.columns.len()),
        names,
    )
}

/// Paints the cells into `body`.
pub(super) fn paint(answer: &Answer, canvas: &Canvas, body: Rect) -> Vec<Mark> {
    let Some(grid) = grid(answer) else {
        return Vec::new();
    };
    let (k, palette) = (canvas.k, canvas.palette);
    let (fit, columns, names) = room(grid, body.size(), k, canvas.names);
    // What is left away is said in the last line.
    let is_cut = fit < grid.lines.len() || fit > canvas.names;
    let lines = if is_cut { fit - 1 } else { fit };
    let from = grid.columns.len() - columns;
    let wide = ((body.width() - names - 12.0 * k) / columns.max(1) as f32).min(84.0 * k);
    let high = ((body.height() - HEAD * k) / fit.max(1) as f32).min(line_height(lines) * k);
    let left = body.left() + names + 12.0 * k;
    let top = body.top() + HEAD * k;
    key(grid, canvas, body);
    heads(grid, (from, wide, left), canvas, top);
    let style = Style::regular((high * 0.7).min(14.0 * k));
    let mut marks = Vec::new();
    for (place, (name, cells)) in grid.lines.iter().zip(&grid.cells).take(lines).enumerate() {
        let y = top + high * (place as f32 + 0.5);
        canvas.text(
            pos2(body.left(), y),
            Anchor::Left,
            &style.fit(name, names),
            style,
            palette.ink,
        );
        for (column, cell) in cells.iter().skip(from).enumerate() {
            let rect = Rect::from_center_size(
                pos2(left + wide * (column as f32 + 0.5), y),
                vec2(wide, high),
            )
            .shrink2(vec2(1.5 * k, 1.5 * k));
            paint_cell(cell, rect, canvas);
            let head = grid.columns.get(from + column).map_or("", String::as_str);
            if let Some(row) = row_of(answer, name, head) {
                marks.push(Mark {
                    row,
                    rect,
                    spoken: format!("{name}, {head}: {}", said(cell)),
                });
            }
        }
    }
    if lines < grid.lines.len() {
        let y = top + high * (lines as f32 + 0.5);
        let text = match grid.lines.len() - lines {
            1 => "… 1 more line is in the table".to_owned(),
            more => format!("… {more} more lines are in the table"),
        };
        canvas.text(
            pos2(body.left(), y),
            Anchor::Left,
            &text,
            style,
            palette.muted,
        );
    }
    marks
}

/// The row of a cell: the line's figure for the column, or its count.
fn row_of(answer: &Answer, name: &str, column: &str) -> Option<usize> {
    answer.rows.iter().position(|row| {
        (row.subject == name || row.indicator_short == name)
            && row.period.is_some_and(|period| {
                period.label() == column || period.end().year().to_string() == column
            })
    })
}

/// What a cell says.
fn said(cell: &Holding) -> String {
    let mut parts = Vec::new();
    if cell.numbers > 0 {
        parts.push(format!("{} held", cell.numbers));
    }
    for (state, count) in &cell.withheld {
        parts.push(format!("{count} {}", state.in_words()));
    }
    if cell.missing > 0 {
        parts.push(format!("{} missing", cell.missing));
    }
    if parts.is_empty() {
        "none held".to_owned()
    } else {
        parts.join(", ")
    }
}

fn paint_cell(cell: &Holding, rect: Rect, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let all = (cell.held() + cell.missing).max(1);
    // A few withheld figures among many still show.
    let other = if cell.numbers == all {
        0.0
    } else {
        (rect.width() * (1.0 - cell.numbers as f32 / all as f32)).max(6.0 * k)
    };
    let split = rect.right() - other.min(rect.width());
    let style = Style::regular((rect.height() * 0.72).min(12.0 * k).max(canvas.least(0.0)));
    if cell.numbers > 0 {
        // The fill is as wide as the share of figures that are numbers.
        let [_, _, held, ..] = palette.sequential;
        canvas.fill(
            Rect::from_min_max(rect.min, pos2(split, rect.bottom())),
            0.0,
            held,
        );
        let [_, _, ink, ..] = palette.on_sequential;
        let count = cell.numbers.to_string();
        if all > 1 && style.width(&count) + 6.0 * k < split - rect.left() {
            let middle = pos2(rect.left().midpoint(split), rect.center().y);
            canvas.text(middle, Anchor::Centre, &count, style, ink);
        }
    }
    canvas.outline(rect, 0.0, palette.control_border);
    if cell.held() > cell.numbers {
        canvas.hatch(
            Rect::from_min_max(pos2(split, rect.top()), rect.max),
            palette.muted,
        );
        let sign = cell
            .withheld
            .first()
            .map_or(String::new(), |(state, _)| state.sign());
        if cell.numbers == 0 && style.width(&sign) + 6.0 * k < rect.width() {
            let cover = vec2(style.width(&sign) + 4.0 * k, style.size * 1.1);
            canvas.fill(
                Rect::from_center_size(rect.center(), cover),
                0.0,
                palette.ground,
            );
            canvas.text(rect.center(), Anchor::Centre, &sign, style, palette.ink);
        }
    } else if cell.numbers == 0 {
        let y = rect.center().y;
        canvas.line(
            pos2(rect.center().x - 4.0 * k, y),
            pos2(rect.center().x + 4.0 * k, y),
            k,
            palette.muted,
        );
    }
}

/// The names of the columns, as many as have room.
fn heads(grid: &Grid, (from, wide, left): (usize, f32, f32), canvas: &Canvas, top: f32) {
    let k = canvas.k;
    let style = Style::semibold(13.0 * k);
    let mut edge = f32::NEG_INFINITY;
    for (column, name) in grid.columns.iter().skip(from).enumerate() {
        let x = left + wide * (column as f32 + 0.5);
        let width = style.width(name);
        let at = x
            .min(left + wide * (grid.columns.len() - from) as f32 - width / 2.0)
            .max(left + width / 2.0);
        if at - width / 2.0 > edge {
            canvas.text(
                pos2(at, top - 12.0 * k),
                Anchor::Centre,
                name,
                style,
                canvas.palette.ink_2,
            );
            edge = at + width / 2.0 + 8.0 * k;
        }
    }
}

/// What the cells mean: those kinds that occur.
fn key(grid: &Grid, canvas: &Canvas, body: Rect) {
    let (k, palette) = (canvas.k, canvas.palette);
    let style = Style::regular(13.0 * k);
    let any = |of: fn(&Holding) -> bool| grid.cells.iter().flatten().any(of);
    let withheld = Holding {
        withheld: vec![(State::Confidential, 1)],
        ..Holding::default()
    };
    let held = Holding {
        numbers: 1,
        ..Holding::default()
    };
    let kinds = [
        (any(|cell| cell.numbers > 0), held, "held"),
        (any(|cell| cell.held() > cell.numbers), withheld, "withheld"),
        (any(|cell| cell.held() == 0), Holding::default(), "not held"),
    ];
    let mut x = body.left();
    let y = body.top() + 10.0 * k;
    for (_, cell, words) in kinds.into_iter().filter(|(occurs, ..)| *occurs) {
        let width = 24.0 * k + style.width(words) + 18.0 * k;
        if x + width > body.right() + 18.0 * k {
            break;
        }
        let rect = Rect::from_min_size(pos2(x, y - 7.0 * k), vec2(18.0 * k, 14.0 * k));
        paint_cell(&cell, rect, canvas);
        canvas.text(
            pos2(x + 24.0 * k, y),
            Anchor::Left,
            words,
            style,
            palette.ink_2,
        );
        x += width;
    }
}
