use egui::{Painter, Rect, Vec2, pos2};

use super::Palette;
use super::canvas::{Anchor, Canvas};
use super::field::Field;
use super::glyph::judgement_colour;
use super::lettering::Style;
use super::scale::Span;
use super::speech;
use crate::questions::Row;

/// Paints where a row lies among its peers: a swarm of dots, better to the right, with the benchmark as a tick. What lies beyond
/// the median ± 3 MAD is a caret with a count. `benchmark` is its name.
pub fn strip(
    painter: &Painter,
    rect: Rect,
    (row, field): (&Row, Option<&Field>),
    benchmark: &str,
    palette: &'static Palette,
    scale: f32,
) {
    let canvas = Canvas::with_palette(painter.clone(), palette, scale);
    let k = canvas.k;
    let note = Style::regular(13.0 * k);
    let Some(field) = field else {
        let text = note.fit("no peers with figures", rect.width());
        canvas.text(rect.center(), Anchor::Centre, &text, note, palette.muted);
        return;
    };
    let foot = 16.0 * k;
    let swarm = Rect::from_min_max(
        pos2(rect.left() + 14.0 * k, rect.top()),
        pos2(rect.right() - 14.0 * k, rect.bottom() - foot),
    );
    let middle = swarm.center().y;
    let x = |value: f64| swarm.left() + field.shown.share(value) * swarm.width();
    canvas.rule(swarm.left(), swarm.right(), middle, palette.hairline);
    let r = (swarm.width() / 110.0).clamp(1.2 * k, 2.2 * k);
    let inside = field
        .values
        .iter()
        .filter(|value| **value >= field.shown.from && **value <= field.shown.to);
    let mut columns: std::collections::BTreeMap<i64, usize> = std::collections::BTreeMap::new();
    let most = (((swarm.height() / 2.0 - r) / (r * 1.9)) as usize) * 2;
    for value in inside {
        let column = (x(*value) / (r * 2.1)).round() as i64;
        let count = columns.entry(column).or_insert(0);
        let level = (*count).min(most);
        let up = level.div_ceil(2) as f32 * if level.is_multiple_of(2) { 1.0 } else { -1.0 };
        canvas.dot(
            pos2(column as f32 * r * 2.1, middle + up * r * 1.9),
            r,
            palette.crowd,
        );
        *count += 1;
    }
    for (count, at, to_right) in [
        (field.beyond.0, rect.left() + 6.0 * k, false),
        (field.beyond.1, rect.right() - 6.0 * k, true),
    ] {
        if count > 0 {
            canvas.caret(pos2(at, middle), to_right, palette.muted);
            canvas.text(
                pos2(at, middle - 13.0 * k),
                if to_right {
                    Anchor::Right
                } else {
                    Anchor::Left
                },
                &count.to_string(),
                note,
                palette.muted,
            );
        }
    }
    let mut label = Rect::NOTHING;
    if let Some(value) = row.benchmark
        && let Some(benefit) = field.benefit(value)
    {
        let at = x(benefit);
        canvas.line(
            pos2(at, swarm.top() + 2.0 * k),
            pos2(at, swarm.bottom() - 2.0 * k),
            2.0 * k,
            palette.ink_2,
        );
        let text = note.fit(
            &format!("{benchmark} {}", speech::tight(row, value)),
            rect.width(),
        );
        let half = note.width(&text) / 2.0;
        let at = at.min(rect.right() - half).max(rect.left() + half);
        let y = rect.bottom() - foot / 2.0;
        canvas.text(pos2(at, y), Anchor::Centre, &text, note, palette.ink_2);
        label = Rect::from_center_size(pos2(at, y), Vec2::new(half * 2.0 + 10.0 * k, foot));
    }
    shown_ends(row, field, &canvas, rect, label);
    if let Some(benefit) = row.reading.value().and_then(|value| field.benefit(value)) {
        canvas.ringed_dot(pos2(x(benefit), middle), 6.0 * k, palette.brand);
    }
}

/// The numbers at both ends of what is shown, where they do not touch the benchmark's label.
fn shown_ends(row: &Row, field: &Field, canvas: &Canvas, rect: Rect, label: Rect) {
    let note = Style::regular(13.0 * canvas.k);
    let y = rect.bottom() - 8.0 * canvas.k;
    for (shown, at, anchor) in [
        (field.shown_ends.0, rect.left(), Anchor::Left),
        (field.shown_ends.1, rect.right(), Anchor::Right),
    ] {
        let Some(text) = shown.map(|value| speech::tight(row, value)) else {
            continue;
        };
        let width = note.width(&text);
        let left = if anchor == Anchor::Left {
            at
        } else {
            at - width
        };
        let cover = Rect::from_min_size(
            pos2(left, y - 7.0 * canvas.k),
            Vec2::new(width, 14.0 * canvas.k),
        );
        if !cover.intersects(label) {
            canvas.text(pos2(at, y), anchor, &text, note, canvas.palette.muted);
        }
    }
}

/// Paints a row of a spine: the range of its peers in light grey, their middle half darker, the benchmark (the median where there
/// is none) in the middle, each side to the scale of the longer, better to the right (METHODS M13). The dot is coloured by
/// judgement.
pub fn spine_cell(
    painter: &Painter,
    rect: Rect,
    (row, field): (&Row, Option<&Field>),
    palette: &'static Palette,
    scale: f32,
) {
    let canvas = Canvas::with_palette(painter.clone(), palette, scale);
    let k = canvas.k;
    let middle = rect.center();
    let Some(field) = field else {
        let note = Style::regular(13.0 * k);
        let text = note.fit("no peers with figures", rect.width());
        canvas.text(middle, Anchor::Centre, &text, note, palette.muted);
        return;
    };
    let centre = row
        .benchmark
        .and_then(|value| field.benefit(value))
        .unwrap_or(field.median);
    let half = (centre - field.shown.from).max(field.shown.to - centre);
    if half <= 0.0 || !half.is_finite() {
        return;
    }
    let scale = Span {
        from: centre - half,
        to: centre + half,
    };
    let margin = 22.0 * k;
    let bar = Rect::from_center_size(
        middle,
        Vec2::new(
            (rect.width() - margin * 2.0).max(10.0),
            (rect.height() * 0.55).min(14.0 * k),
        ),
    );
    let x = |value: f64| bar.left() + scale.share(value) * bar.width();
    let part = |from: f64, to: f64| {
        Rect::from_min_max(pos2(x(from), bar.top()), pos2(x(to), bar.bottom()))
    };
    canvas.fill(
        part(field.shown.from, field.shown.to),
        0.0,
        palette.hairline.gamma_multiply(0.5),
    );
    canvas.fill(
        part(
            field.quarter.max(field.shown.from),
            field.three_quarters.min(field.shown.to),
        ),
        0.0,
        palette.hairline,
    );
    let note = Style::regular(13.0 * k);
    for (count, edge, to_right) in [
        (field.beyond.0, x(field.shown.from), false),
        (field.beyond.1, x(field.shown.to), true),
    ] {
        if count > 0 {
            let side = if to_right { 1.0 } else { -1.0 };
            canvas.caret(
                pos2(edge + side * 6.0 * k, middle.y),
                to_right,
                palette.muted,
            );
            canvas.text(
                pos2(edge + side * 11.0 * k, middle.y),
                if to_right {
                    Anchor::Left
                } else {
                    Anchor::Right
                },
                &count.to_string(),
                note,
                palette.muted,
            );
        }
    }
    canvas.line(
        pos2(middle.x, rect.top()),
        pos2(middle.x, rect.bottom()),
        2.0 * k,
        palette.named,
    );
    if let Some(benefit) = row.reading.value().and_then(|value| field.benefit(value)) {
        let colour = speech::standing(row).map_or(palette.brand, |judgement| {
            judgement_colour(judgement, palette)
        });
        canvas.ringed_dot(pos2(x(benefit), middle.y), 5.5 * k, colour);
    }
}
