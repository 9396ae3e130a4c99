use egui::{Rect, Vec2, pos2, vec2};

use super::labels::cover;
use super::model::{Swarm, Tick};
use super::placed::{COLUMN, NAME, Placed, UNDER};
use crate::domain::Reveal;
use crate::figures::Mark;
use crate::figures::axis;
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
    let front = canvas.of(Reveal::Focus);
    let canvas = &canvas.of(Reveal::Context);
    for label in &placed.labels {
        let to = placed
            .at
            .get(label.dot)
            .map_or(placed.swarm.center().y, |at| at.y);
        let y = line_y(placed, label.line, k);
        front.line(
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
            front.dot(*at, placed.large + 1.5 * k, palette.ground);
            series_mark(front.painter(), *at, placed.large * 0.9, index, palette);
        }
    }
    let style = Style::semibold(14.0 * k);
    for label in &placed.labels {
        let y = line_y(placed, label.line, k);
        front.text(
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
    let (width, middle) = (COLUMN * canvas.k, placed.swarm.center().y);
    for (index, count) in columns.iter().enumerate().filter(|(_, count)| **count > 0) {
        let left = placed.plot.left() + index as f32 * width;
        let high = column_height(placed, *count);
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

/// Half the height of a column that holds so many figures: none is none, twice as many are twice as high.
pub(super) fn column_height(placed: &Placed, count: usize) -> f32 {
    let columns = placed.columns.iter().flatten();
    let most = columns.copied().max().unwrap_or(0).max(1) as f32;
    placed.swarm.height() / 2.0 * 0.94 * count as f32 / most
}

/// How many lie beyond either end of what is shown.
fn carets(swarm: &Swarm, placed: &Placed, canvas: &Canvas) {
    let Some((from, to)) = placed.ends() else {
        return;
    };
    let k = canvas.k;
    let style = Style::semibold(13.0 * k);
    let (below, above) = swarm.beyond();
    let y = placed.swarm.center().y;
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
    if let Some(ticks) = &placed.ticks {
        let ends = (placed.body.left(), placed.body.right());
        axis::below(canvas, placed.plot, ticks, |at| placed.x(at), ends);
    }
}

/// The median and the benchmark as upright lines named at their feet, the target as a dotted one, and the unit above.
fn lines(swarm: &Swarm, placed: &Placed, answer: &Answer, canvas: &Canvas) -> Vec<Mark> {
    let (k, palette, plot) = (canvas.k, canvas.palette, placed.plot);
    let unit = Style::regular(14.0 * k);
    canvas.text(
        pos2(placed.body.left(), placed.body.top() + 8.0 * k),
        Anchor::Left,
        &unit.fit(&swarm.unit, placed.body.width()),
        unit,
        palette.muted,
    );
    if let Some(target) = swarm.target
        && let Some((from, to)) = placed.ends()
    {
        let x = placed.x(target);
        if (from..=to).contains(&x) {
            canvas.dotted(pos2(x, plot.top()), pos2(x, plot.bottom()), palette.ink_2);
        }
    }
    let style = Style::semibold(14.0 * k);
    let ticks: Vec<&Tick> = swarm.ticks().collect();
    let widest = placed.body.width() / ticks.len().max(1) as f32 - 16.0 * k;
    let texts: Vec<String> = ticks
        .iter()
        .map(|tick| style.fit(&tick.label, widest))
        .collect();
    let xs: Vec<f32> = ticks.iter().map(|tick| placed.x(tick.value)).collect();
    let furthest = xs.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sizes: Vec<f32> = texts
        .iter()
        .map(|text| style.width(text) + 12.0 * k)
        .collect();
    // The lower of two stands to the left of its line, any other to the right.
    let wanted: Vec<f32> = xs
        .iter()
        .zip(&sizes)
        .map(|(x, size)| {
            let left = xs.len() > 1 && *x < furthest;
            if left { x - size / 2.0 } else { x + size / 2.0 }
        })
        .collect();
    let middles = apart(&wanted, &sizes, placed.body.left(), placed.body.right());
    let y = plot.bottom() - UNDER * k / 2.0;
    let mut marks = Vec::new();
    for (tick, x) in ticks.iter().zip(&xs) {
        let is_median = swarm.median.as_ref() == Some(*tick);
        let colour = if is_median {
            palette.ink_2
        } else {
            palette.named
        };
        canvas.line(
            pos2(*x, plot.top()),
            pos2(*x, plot.bottom()),
            2.0 * k,
            colour,
        );
    }
    for ((tick, middle), (text, size)) in ticks.iter().zip(&middles).zip(texts.iter().zip(&sizes)) {
        let cover = Rect::from_center_size(pos2(*middle, y), vec2(size - 8.0 * k, 17.0 * k));
        canvas.fill(cover, 0.0, palette.ground);
        canvas.text(pos2(*middle, y), Anchor::Centre, text, style, palette.ink);
        if let Some((row, of)) = tick.row.and_then(|row| Some((row, answer.rows.get(row)?))) {
            marks.push(Mark {
                row,
                rect: cover,
                spoken: speech::spoken(of),
            });
        }
    }
    marks
}
