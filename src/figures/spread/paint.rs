use egui::{Rect, Vec2, pos2, vec2};

use super::labels::cover;
use super::model::{Swarm, Tick};
use super::placed::{COLUMN, NAME, Placed};
use crate::figures::Mark;
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::glyph::series_mark;
use crate::figures::lettering::Style;
use crate::figures::scale::apart;
use crate::figures::speech;
use crate::questions::Answer;

pub(super) fn paint(swarm: &Swarm, placed: &Placed, answer: &Answer, canvas: &Canvas) -> Vec<Mark> {
    let (k, palette) = (canvas.k, canvas.palette);
    axis(placed, canvas);
    let mut marks = lines(swarm, placed, answer, canvas);
    for label in &placed.labels {
        let to = placed
            .at
            .get(label.dot)
            .map_or(placed.plot.center().y, |at| at.y);
        let y = line_y(placed, label.line, k);
        canvas.line(
            pos2(label.x, y + 9.0 * k),
            pos2(label.x, to),
            k,
            palette.control_border,
        );
    }
    shape(placed, canvas);
    let few = swarm.dots.len() <= 40;
    let crowd = if few { palette.named } else { palette.crowd };
    for (dot, at) in swarm.dots.iter().zip(&placed.at) {
        if dot.chosen.is_none() && placed.columns.is_none() {
            canvas.dot(*at, placed.r * 0.94, crowd);
        }
    }
    carets(swarm, placed, canvas);
    for (dot, at) in swarm.dots.iter().zip(&placed.at) {
        if let Some(index) = dot.chosen {
            canvas.dot(*at, placed.large + 1.5 * k, palette.ground);
            series_mark(canvas.painter(), *at, placed.large * 0.9, index, palette);
        }
    }
    let style = Style::semibold(14.0 * k);
    for label in &placed.labels {
        let y = line_y(placed, label.line, k);
        canvas.text(
            pos2(label.from, y),
            Anchor::Left,
            &label.text,
            style,
            palette.ink,
        );
    }
    let named = |dot: usize| placed.labels.iter().find(|label| label.dot == dot);
    for (index, (dot, at)) in swarm.dots.iter().zip(&placed.at).enumerate() {
        let Some(row) = answer.rows.get(dot.row) else {
            continue;
        };
        let r = if dot.chosen.is_some() {
            placed.large
        } else {
            placed.r.max(3.0 * k)
        };
        let mut rect = Rect::from_center_size(*at, Vec2::splat(r * 2.0));
        if let Some(label) = named(index).filter(|_| dot.chosen.is_some()) {
            rect = rect.union(cover(label, line_y(placed, label.line, k), NAME * k));
        }
        marks.push(Mark {
            row: dot.row,
            rect,
            spoken: speech::spoken(row),
        });
    }
    marks
}

/// The middle of a line of names.
fn line_y(placed: &Placed, line: usize, k: f32) -> f32 {
    placed.plot.top() - (4.0 + NAME * (line as f32 + 0.5)) * k
}

/// Where there are too many for dots: a shape as high in each column as there are figures.
fn shape(placed: &Placed, canvas: &Canvas) {
    let Some(columns) = &placed.columns else {
        return;
    };
    let most = columns.iter().copied().max().unwrap_or(0).max(1) as f32;
    let (width, middle) = (COLUMN * canvas.k, placed.plot.center().y);
    let half = placed.plot.height() / 2.0 - 3.0 * canvas.k;
    for (index, count) in columns.iter().enumerate().filter(|(_, count)| **count > 0) {
        let left = placed.plot.left() + index as f32 * width;
        let high = (half * *count as f32 / most).max(0.6);
        canvas.fill(
            Rect::from_min_max(
                pos2(left, middle - high),
                pos2(left + width * 0.86, middle + high),
            ),
            0.0,
            canvas.palette.crowd,
        );
    }
}

/// How many lie beyond either end of what is shown.
fn carets(swarm: &Swarm, placed: &Placed, canvas: &Canvas) {
    let Some((from, to)) = placed.ends() else {
        return;
    };
    let k = canvas.k;
    let style = Style::semibold(13.0 * k);
    let (below, above) = swarm.beyond();
    let y = placed.plot.center().y;
    for (count, x, to_right) in [(below, from, false), (above, to, true)] {
        if count == 0 {
            continue;
        }
        let side = if to_right { 1.0 } else { -1.0 };
        let at = x + side * (placed.large + 4.0 * k);
        canvas.caret(pos2(at, y), to_right, canvas.palette.ink_2);
        canvas.text(
            pos2(at + side * 7.0 * k, y),
            if to_right {
                Anchor::Left
            } else {
                Anchor::Right
            },
            &count.to_string(),
            style,
            canvas.palette.ink_2,
        );
    }
}

fn axis(placed: &Placed, canvas: &Canvas) {
    let (k, palette, plot) = (canvas.k, canvas.palette, placed.plot);
    let Some(ticks) = &placed.ticks else { return };
    let style = Style::regular(14.0 * k);
    let mut edge = f32::NEG_INFINITY;
    for at in &ticks.at {
        let x = placed.x(*at);
        canvas.line(
            pos2(x, plot.top()),
            pos2(x, plot.bottom()),
            k,
            canvas.grid(),
        );
        let label = ticks.label(*at);
        let half = style.width(&label) / 2.0;
        if x - half > edge && x + half <= placed.body.right() && x - half >= placed.body.left() {
            canvas.text(
                pos2(x, plot.bottom() + 13.0 * k),
                Anchor::Centre,
                &label,
                style,
                palette.muted,
            );
            edge = x + half + 6.0 * k;
        }
    }
    canvas.rule(plot.left(), plot.right(), plot.bottom(), palette.muted);
    if !ticks.holds_zero() {
        canvas.axis_break(pos2(plot.left() + 8.0 * k, plot.bottom()));
    }
}

/// The median, the benchmark and the target as upright lines with their names above, and the unit where there is room.
fn lines(swarm: &Swarm, placed: &Placed, answer: &Answer, canvas: &Canvas) -> Vec<Mark> {
    let (k, palette, plot) = (canvas.k, canvas.palette, placed.plot);
    let style = Style::semibold(14.0 * k);
    let ticks: Vec<&Tick> = swarm.ticks().collect();
    let widest = placed.body.width() / ticks.len().max(1) as f32 - 12.0 * k;
    let texts: Vec<String> = ticks
        .iter()
        .map(|tick| style.fit(&tick.label, widest))
        .collect();
    let wanted: Vec<f32> = ticks.iter().map(|tick| placed.x(tick.value)).collect();
    let sizes: Vec<f32> = texts
        .iter()
        .map(|text| style.width(text) + 12.0 * k)
        .collect();
    let middles = apart(&wanted, &sizes, placed.body.left(), placed.body.right());
    let y = placed.body.top() + 10.0 * k;
    if let Some(target) = swarm.target
        && let Some((from, to)) = placed.ends()
    {
        let x = placed.x(target);
        if (from..=to).contains(&x) {
            canvas.dotted(pos2(x, plot.top()), pos2(x, plot.bottom()), palette.ink_2);
        }
    }
    let mut marks = Vec::new();
    for (index, (tick, middle)) in ticks.iter().zip(&middles).enumerate() {
        let x = placed.x(tick.value);
        let is_median = swarm.median.as_ref() == Some(*tick);
        canvas.line(
            pos2(x, y + 10.0 * k),
            pos2(x, plot.bottom()),
            2.0 * k,
            if is_median {
                palette.ink_2
            } else {
                palette.named
            },
        );
        let text = texts.get(index).map_or("", String::as_str);
        let covered = canvas.text(pos2(*middle, y), Anchor::Centre, text, style, palette.ink);
        if let Some((row, of)) = tick.row.and_then(|row| Some((row, answer.rows.get(row)?))) {
            marks.push(Mark {
                row,
                rect: covered.expand2(vec2(0.0, 2.0)),
                spoken: speech::spoken(of),
            });
        }
    }
    let free = middles
        .iter()
        .zip(&sizes)
        .map(|(middle, size)| middle - size / 2.0)
        .fold(placed.body.right(), f32::min)
        - placed.body.left();
    let unit = Style::regular(14.0 * k);
    if free > unit.width(&swarm.unit).min(80.0 * k) {
        canvas.text(
            pos2(placed.body.left(), y),
            Anchor::Left,
            &unit.fit(&swarm.unit, free - 8.0 * k),
            unit,
            palette.muted,
        );
    }
    marks
}
