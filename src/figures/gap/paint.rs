use egui::{Rect, pos2, vec2};

use super::model::{Line, Lines};
use super::placed::Placed;
use crate::domain::Reveal;
use crate::figures::Mark;
use crate::figures::axis;
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::glyph::diamond;
use crate::figures::lettering::Style;
use crate::figures::speech;
use crate::questions::{Answer, Row};

/// Paints the lines that fit into `body`.
pub(in crate::figures) fn paint(
    lines: &Lines,
    answer: &Answer,
    canvas: &Canvas,
    body: Rect,
) -> Vec<Mark> {
    let (shown, away) = lines.shown(body.height(), canvas.k, canvas.names);
    let places = shown.len() + usize::from(away > 0);
    let frame = Placed::of(lines, answer, places, body, canvas.k);
    axis(&frame, canvas);
    heading(lines, &frame, canvas);
    let mut marks = Vec::new();
    let mut place = 0;
    let mut before = None;
    for index in shown {
        if away > 0 && before.map_or(index > 0, |before| index > before + 1) && place > 0 {
            let style = Style::regular(13.0 * canvas.k);
            let at = pos2(frame.body.left(), frame.y(place));
            if place + 1 < places {
                canvas.text(at, Anchor::Left, "…", style, canvas.palette.muted);
                place += 1;
            }
        }
        before = Some(index);
        if let Some(line) = lines.all.get(index) {
            marks.extend(paint_line(
                line,
                lines,
                answer,
                place.min(places - 1),
                &frame,
                canvas,
            ));
        }
        place += 1;
    }
    marks
}

fn axis(placed: &Placed, canvas: &Canvas) {
    if let Some(ticks) = &placed.ticks {
        let ends = (placed.body.left(), placed.body.right());
        axis::below(canvas, placed.plot, ticks, |at| placed.x(at), ends);
    }
}

/// Which mark is whose, the unit, and what stands at the right.
fn heading(lines: &Lines, placed: &Placed, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let style = Style::semibold(14.0 * k);
    let y = placed.body.top() + 11.0 * k;
    let half = placed.body.width() / 2.0 - 30.0 * k;
    let mut x = placed.body.left() + 7.0 * k;
    canvas.dot(pos2(x, y), 6.0 * k, palette.brand);
    let first = style.fit(&lines.names.0, half);
    let drawn = canvas.text(
        pos2(x + 12.0 * k, y),
        Anchor::Left,
        &first,
        style,
        palette.ink,
    );
    x = drawn.right() + 24.0 * k;
    diamond(canvas.painter(), pos2(x, y), 7.0 * k, palette.named);
    let room = placed.body.right() - x - 12.0 * k;
    let other = style.fit(&lines.names.1, room);
    canvas.text(
        pos2(x + 12.0 * k, y),
        Anchor::Left,
        &other,
        style,
        palette.ink,
    );
    let y = placed.body.top() + 37.0 * k;
    let small = Style::regular(14.0 * k);
    let head = Style::semibold(13.0 * k);
    let gap = canvas.text(
        pos2(placed.gap_right, y),
        Anchor::Right,
        "Gap",
        head,
        palette.ink_2,
    );
    if lines.all.iter().any(|line| !line.ratio.is_empty()) {
        canvas.text(
            pos2(placed.ratio_right, y),
            Anchor::Right,
            "Ratio",
            head,
            palette.ink_2,
        );
    }
    let left = placed.body.left() + placed.name_width + 14.0 * k;
    let unit = small.fit(&lines.unit, (gap.left() - left - 10.0 * k).max(0.0));
    canvas.text(pos2(left, y), Anchor::Left, &unit, small, palette.muted);
}

fn paint_line(
    line: &Line,
    lines: &Lines,
    answer: &Answer,
    place: usize,
    placed: &Placed,
    canvas: &Canvas,
) -> Vec<Mark> {
    let (k, palette) = (canvas.k, canvas.palette);
    let (Some(first), Some(other)) = (answer.rows.get(line.first), answer.rows.get(line.other))
    else {
        return Vec::new();
    };
    let y = placed.y(place);
    let size = (placed.line * 0.72).min(14.0 * k);
    let band = Rect::from_min_max(
        pos2(placed.body.left(), y - placed.line / 2.0),
        pos2(placed.body.right(), y + placed.line / 2.0),
    );
    if line.focus {
        canvas.fill(band, 0.0, palette.selected);
    }
    let ink = if line.focus {
        palette.on_selected
    } else {
        palette.ink
    };
    let name = if line.focus {
        Style::bold(size)
    } else {
        Style::regular(size)
    };
    let fitted = name.fit(&line.name, placed.name_width);
    canvas.text(
        pos2(placed.body.left(), y),
        Anchor::Left,
        &fitted,
        name,
        ink,
    );
    let strong = Style::semibold(size);
    let apart = canvas.of(Reveal::Gap);
    let canvas = &canvas.of(Reveal::Focus);
    apart.text(
        pos2(placed.gap_right, y),
        Anchor::Right,
        &line.gap,
        strong,
        ink,
    );
    apart.text(
        pos2(placed.ratio_right, y),
        Anchor::Right,
        &line.ratio,
        Style::regular(size),
        if line.focus { ink } else { palette.ink_2 },
    );
    let spoken = |row: &Row| format!("{}; gap {}", speech::spoken(row), spoken_gap(line, first));
    let mark = |row: usize, rect: Rect, spoken: String| Mark { row, rect, spoken };
    if !line.on_axis {
        let text = format!(
            "{} and {} ({})",
            first.shown(),
            other.shown(),
            first.unit.text
        );
        let style = Style::regular(size);
        let left = placed.body.left() + placed.name_width + 14.0 * k;
        let fitted = style.fit(&text, (placed.plot.right() - left).max(0.0));
        let under = Rect::from_center_size(
            pos2(left + style.width(&fitted) / 2.0, y),
            vec2(style.width(&fitted) + 6.0 * k, style.size),
        );
        canvas.fill(under, 0.0, canvas.palette.ground);
        canvas.text(pos2(left, y), Anchor::Left, &fitted, style, palette.ink_2);
        return vec![
            mark(line.first, band, spoken(first)),
            mark(line.other, band, speech::spoken(other)),
        ];
    }
    let at = (
        line.ends.0.map(|v| placed.x(v)),
        line.ends.1.map(|v| placed.x(v)),
    );
    if let (Some(a), Some(b)) = at {
        let (from, to) = (pos2(a, y), pos2(b, y));
        if line.by_chance {
            apart.dotted(from, to, palette.named);
        } else {
            apart.line(from, to, 3.0 * k, palette.crowd);
        }
    }
    let [own, against] = line.limits;
    let limits = [(own, palette.brand), (against, palette.named)];
    for (limits, colour) in limits.iter().filter(|_| lines.with_whiskers()) {
        if let Some((low, high)) = limits {
            canvas.whiskers(placed.x(*low), placed.x(*high), y, 1.0 * k, *colour);
        }
    }
    // Numbers stand beyond everything that is drawn on the line.
    let drawn = limits
        .iter()
        .filter(|_| lines.with_whiskers())
        .filter_map(|(limits, _)| *limits)
        .flat_map(|(low, high)| [placed.x(low), placed.x(high)])
        .chain([at.0, at.1].into_iter().flatten());
    let (from, to) = drawn.fold((f32::MAX, f32::MIN), |(from, to), x| {
        (from.min(x), to.max(x))
    });
    let mut out = Vec::new();
    if let Some(x) = at.1 {
        diamond(
            canvas.painter(),
            pos2(x, y),
            7.0 * k * size / (14.0 * k),
            palette.named,
        );
        let at_right = at.0.is_none_or(|a| a < x);
        label(
            other,
            if at_right { to } else { from },
            at_right,
            (y, size),
            canvas,
        );
        let rect = Rect::from_center_size(pos2(x, y), vec2(16.0 * k, placed.line));
        out.push(mark(line.other, rect, speech::spoken(other)));
    }
    if let Some(x) = at.0 {
        canvas.dot(pos2(x, y), 6.0 * k * size / (14.0 * k), palette.brand);
        let at_right = at.1.is_some_and(|b| b <= x);
        label(
            first,
            if at_right { to } else { from },
            at_right,
            (y, size),
            canvas,
        );
        let rect = Rect::from_center_size(pos2(x, y), vec2(16.0 * k, placed.line));
        out.insert(0, mark(line.first, rect, spoken(first)));
    }
    for (row, index) in [(first, line.first), (other, line.other)] {
        if row.reading.value().is_none() {
            out.push(mark(index, band, speech::spoken(row)));
        }
    }
    out
}

/// The gap as it is spoken: `22.0 percentage points`.
fn spoken_gap(line: &Line, row: &Row) -> String {
    let gap = line.gap.replace(" pp", " percentage points");
    if line.ends.0.is_some() && line.ends.1.is_some() {
        gap
    } else {
        format!("not known: {}", row.reading.state().in_words())
    }
}

/// The number of a mark, on the side that lies away from the other one.
fn label(row: &Row, x: f32, at_right: bool, (y, size): (f32, f32), canvas: &Canvas) {
    let k = canvas.k;
    let (x, anchor) = if at_right {
        (x + 11.0 * k, Anchor::Left)
    } else {
        (x - 11.0 * k, Anchor::Right)
    };
    let style = Style::regular((size * 0.94).max(canvas.least(0.0)).min(size));
    canvas.text(
        pos2(x, y),
        anchor,
        &row.shown(),
        style,
        canvas.palette.ink_2,
    );
}
