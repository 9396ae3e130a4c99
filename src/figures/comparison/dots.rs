use egui::{Rect, pos2, vec2};

use super::model::{Line, Rug};
use crate::figures::Mark;
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::glyph::series_mark;
use crate::figures::lettering::Style;
use crate::figures::scale::{Span, Ticks, drawable};
use crate::figures::speech;
use crate::questions::{Answer, Row};

/// One subject's dot and where its label goes.
struct Dot<'a> {
    index: usize,
    row: &'a Row,
    column: usize,
    x: f32,
    y: f32,
}

/// Paints one indicator's figures as dots on one axis, each with its name.
pub(super) fn paint(
    rug: &Rug,
    line: &Line,
    answer: &Answer,
    canvas: &Canvas,
    rect: Rect,
) -> Vec<Mark> {
    let (k, palette) = (canvas.k, canvas.palette);
    let cells: Vec<(usize, usize, &Row, f64)> = line
        .cells
        .iter()
        .enumerate()
        .filter_map(|(column, index)| {
            let row = answer.rows.get((*index)?)?;
            Some((
                column,
                (*index)?,
                row,
                row.reading.value().and_then(drawable)?,
            ))
        })
        .collect();
    let Some((_, _, first, _)) = cells.first() else {
        return Vec::new();
    };
    let values = cells
        .iter()
        .map(|(_, _, _, value)| *value)
        .chain(line.benchmark);
    let Some(span) = Span::of(values) else {
        return Vec::new();
    };
    heading(first, line, canvas, rect);
    let ticks = Ticks::around(span, ((rect.width() / (140.0 * k)) as usize).clamp(2, 8));
    let plot = Rect::from_min_max(
        pos2(rect.left() + 24.0 * k, rect.top() + 54.0 * k),
        pos2(rect.right() - 24.0 * k, rect.bottom() - 22.0 * k),
    );
    let x = |value: f64| plot.left() + ticks.span.share(value) * plot.width();
    let middle = plot.center().y;
    let style = Style::regular(14.0 * k);
    for at in &ticks.at {
        let colour = if at.abs() < 1e-12 {
            palette.muted
        } else {
            canvas.grid()
        };
        canvas.line(
            pos2(x(*at), plot.top()),
            pos2(x(*at), plot.bottom()),
            k,
            colour,
        );
        canvas.text(
            pos2(x(*at), plot.bottom() + 11.0 * k),
            Anchor::Centre,
            &ticks.label(*at),
            style,
            palette.muted,
        );
    }
    if !ticks.holds_zero() {
        canvas.axis_break(pos2(plot.left() + 10.0 * k, plot.bottom()));
        canvas.rule(plot.left(), plot.right(), plot.bottom(), palette.muted);
    }
    if let Some(spread) = &first.spread
        && let (Some(low), Some(high)) = (drawable(spread.quarter), drawable(spread.three_quarters))
    {
        let band = Rect::from_min_max(
            pos2(x(low.max(ticks.span.from)), middle - 12.0 * k),
            pos2(x(high.min(ticks.span.to)), middle + 12.0 * k),
        );
        if band.width() > 0.0 {
            canvas.fill(band, 0.0, palette.hairline.gamma_multiply(0.55));
        }
    }
    let mut taken = Vec::new();
    if let Some(value) = line.benchmark {
        let at = x(value);
        canvas.line(
            pos2(at, plot.top() - 4.0 * k),
            pos2(at, plot.bottom()),
            2.0 * k,
            palette.named,
        );
        let style = Style::semibold(13.0 * k);
        let text = format!("{} {}", rug.benchmark, speech::tight(first, value));
        let text = style.fit(&text, rect.width());
        let half = style.width(&text) / 2.0;
        let at = pos2(
            at.min(rect.right() - half).max(rect.left() + half),
            plot.top() - 13.0 * k,
        );
        canvas.text(at, Anchor::Centre, &text, style, palette.ink_2);
        taken.push(Rect::from_center_size(at, vec2(half * 2.0, 14.0 * k)));
    }
    let mut dots: Vec<Dot> = cells
        .iter()
        .map(|(column, index, row, value)| Dot {
            index: *index,
            row,
            column: *column,
            x: x(*value),
            y: middle,
        })
        .collect();
    stack(&mut dots, k);
    let rule = line.benchmark.map(|value| {
        Rect::from_x_y_ranges(x(value)..=x(value), plot.top()..=plot.bottom()).expand(k)
    });
    names(&dots, plot, rect, rule, canvas, &mut taken);
    dots.iter()
        .map(|dot| {
            let at = pos2(dot.x, dot.y);
            canvas.dot(at, 7.5 * k, palette.ground);
            series_mark(canvas.painter(), at, 5.5 * k, dot.column, palette);
            Mark {
                row: dot.index,
                rect: Rect::from_center_size(at, vec2(14.0, 14.0) * k),
                spoken: speech::spoken(dot.row),
            }
        })
        .collect()
}

fn heading(row: &Row, line: &Line, canvas: &Canvas, rect: Rect) {
    let k = canvas.k;
    let style = Style::semibold(16.0 * k);
    let y = rect.top() + 14.0 * k;
    let name = style.fit(&line.name, rect.width() * 0.6);
    let title = canvas.text(
        pos2(rect.left(), y),
        Anchor::Left,
        &name,
        style,
        canvas.palette.ink,
    );
    let small = Style::regular(14.0 * k);
    let mut words = vec![row.polarity.in_words()];
    words.extend(row.period.map(crate::domain::Period::label));
    if let Some(spread) = &row.spread {
        words.push(format!("band: middle half of {}", spread.peers));
    }
    // What has no room is left away as a whole.
    let room = rect.right() - title.right() - 12.0 * k;
    while words.len() > 1 && small.width(&words.join(" · ")) > room {
        words.pop();
    }
    canvas.text(
        pos2(title.right() + 12.0 * k, y),
        Anchor::Left,
        &small.fit(&words.join(" · "), room),
        small,
        canvas.palette.ink_2,
    );
}

/// Dots at nearly one place stand above one another.
fn stack(dots: &mut [Dot], k: f32) {
    dots.sort_by(|a, b| a.x.total_cmp(&b.x));
    let middle = dots.first().map_or(0.0, |dot| dot.y);
    let mut placed: Vec<egui::Pos2> = Vec::new();
    for dot in dots.iter_mut() {
        for step in [0.0, -13.0, 13.0, -26.0, 26.0] {
            let at = pos2(dot.x, middle + step * k);
            if placed.iter().all(|other| other.distance(at) > 11.0 * k) {
                dot.y = at.y;
                break;
            }
        }
        placed.push(pos2(dot.x, dot.y));
    }
}

/// Names each dot in one of the lanes above and below; a name that would lie on another is left away.
fn names(
    dots: &[Dot],
    plot: Rect,
    rect: Rect,
    rule: Option<Rect>,
    canvas: &Canvas,
    taken: &mut Vec<Rect>,
) {
    let k = canvas.k;
    let style = Style::regular(14.0 * k);
    let middle = plot.center().y;
    let mut lanes = Vec::new();
    for step in 0..4 {
        let away = (21.0 + 18.0 * step as f32) * k;
        lanes.extend([middle - away, middle + away]);
    }
    lanes.retain(|y| y - 7.0 * k >= plot.top() - 6.0 * k && y + 7.0 * k <= plot.bottom() + 1.0 * k);
    for dot in dots {
        taken.push(Rect::from_center_size(
            pos2(dot.x, dot.y),
            vec2(12.0, 12.0) * k,
        ));
    }
    for dot in dots {
        let value = dot
            .row
            .reading
            .value()
            .map_or(String::new(), |value| speech::tight(dot.row, value));
        let name = style.fit(&dot.row.subject, 200.0 * k);
        let text = format!("{name} {value}");
        let half = style.width(&text) / 2.0;
        let x = dot.x.min(rect.right() - half).max(rect.left() + half);
        let place = |y: &f32| {
            let cover = Rect::from_center_size(pos2(x, *y), vec2(half * 2.0 + 10.0 * k, 17.0 * k));
            let leader = Rect::from_two_pos(pos2(dot.x, dot.y), pos2(dot.x, *y)).expand(2.0 * k);
            (cover, leader)
        };
        let own = Rect::from_center_size(pos2(dot.x, dot.y), vec2(12.0, 12.0) * k);
        let free = |y: &&f32, rule: Option<Rect>| {
            let (cover, leader) = place(y);
            !taken
                .iter()
                .any(|other| other.intersects(cover) || (*other != own && other.intersects(leader)))
                && !rule.is_some_and(|rule| rule.intersects(cover))
        };
        let lane = lanes
            .iter()
            .find(|y| free(y, rule))
            .or_else(|| lanes.iter().find(|y| free(y, None)));
        if let Some(y) = lane {
            let (cover, leader) = place(y);
            taken.push(cover);
            if (y - dot.y).abs() > 30.0 * k {
                taken.push(leader);
            }
            if (y - dot.y).abs() > 30.0 * k {
                let towards = if *y < dot.y { -1.0 } else { 1.0 };
                canvas.line(
                    pos2(dot.x, dot.y + 8.0 * k * towards),
                    pos2(dot.x, y - 9.0 * k * towards),
                    k,
                    canvas.palette.muted,
                );
            }
            canvas.fill(cover.shrink(2.0 * k), 0.0, canvas.palette.ground);
            canvas.text(
                pos2(x, *y),
                Anchor::Centre,
                &text,
                style,
                canvas.palette.ink,
            );
        }
    }
}
