use egui::{Color32, Painter, Pos2, Shape, Stroke, pos2, vec2};

use super::Palette;
use crate::questions::Judgement;

/// Colour of a judgement's mark on the ground.
pub fn judgement_colour(judgement: Judgement, palette: &Palette) -> Color32 {
    let [_, _, _, lower, higher] = palette.sequential;
    match judgement {
        Judgement::Better | Judgement::Fifth(4..) => palette.better,
        Judgement::Similar | Judgement::Fifth(3) => palette.similar,
        Judgement::Worse | Judgement::Fifth(_) => palette.worse,
        Judgement::Higher => higher,
        Judgement::Lower => lower,
        Judgement::NotCompared => palette.muted,
    }
}

/// Paints the mark of a judgement: ▲ better, ● similar, ▼ worse, a box filled in its upper or lower half for higher or lower
/// without judgement, ○ not compared.
/// `size` is its height.
pub fn glyph(painter: &Painter, at: Pos2, size: f32, judgement: Judgement, palette: &Palette) {
    glyph_in(
        painter,
        at,
        size,
        judgement,
        judgement_colour(judgement, palette),
    );
}

/// The same in a colour of its own: on a coloured cell, or pale for a count of none.
pub fn glyph_in(painter: &Painter, at: Pos2, size: f32, judgement: Judgement, colour: Color32) {
    let r = size / 2.0;
    match judgement {
        Judgement::Better | Judgement::Fifth(4..) => triangle(painter, at, r, true, colour),
        Judgement::Worse | Judgement::Fifth(..=2) => triangle(painter, at, r, false, colour),
        Judgement::Similar | Judgement::Fifth(_) => {
            painter.circle_filled(at, r * 0.85, colour);
        }
        Judgement::Higher => half_box(painter, at, r, true, colour),
        Judgement::Lower => half_box(painter, at, r, false, colour),
        Judgement::NotCompared => {
            painter.circle_stroke(at, r * 0.75, Stroke::new(r * 0.3, colour));
        }
    }
}

fn triangle(painter: &Painter, at: Pos2, r: f32, up: bool, colour: Color32) {
    let y = if up { r * 0.9 } else { -r * 0.9 };
    painter.add(Shape::convex_polygon(
        vec![
            pos2(at.x - r, at.y + y),
            pos2(at.x + r, at.y + y),
            pos2(at.x, at.y - y),
        ],
        colour,
        Stroke::NONE,
    ));
}

fn half_box(painter: &Painter, at: Pos2, r: f32, up: bool, colour: Color32) {
    let side = r * 0.85;
    let whole = egui::Rect::from_center_size(at, vec2(side, side) * 2.0);
    let stroke = Stroke::new(r * 0.25, colour);
    painter.rect_stroke(whole, 0.0, stroke, egui::StrokeKind::Middle);
    let filled = if up {
        egui::Rect::from_min_max(whole.min, pos2(whole.right(), at.y))
    } else {
        egui::Rect::from_min_max(pos2(whole.left(), at.y), whole.max)
    };
    painter.rect_filled(filled, 0.0, colour);
}

/// Colour of the `index`th of several subjects.
pub fn series_colour(index: usize, palette: &Palette) -> Color32 {
    let [first, ..] = palette.series;
    palette
        .series
        .get(index % palette.series.len())
        .copied()
        .unwrap_or(first)
}

/// Number of subjects that each have a mark of their own.
pub const SERIES_MARKS: usize = 12;

/// Paints the mark of the `index`th of several subjects: colour and shape together are its own among ten.
pub fn series_mark(painter: &Painter, at: Pos2, r: f32, index: usize, palette: &Palette) {
    let (shape, colour) = match index % SERIES_MARKS {
        0 => (0, 0),
        1 => (1, 1),
        2 => (5, 0),
        3 => (2, 2),
        4 => (3, 3),
        5 => (4, 4),
        6 => (5, 5),
        7 => (1, 0),
        8 => (2, 1),
        9 => (0, 2),
        10 => (3, 0),
        _ => (4, 1),
    };
    let colour = series_colour(colour, palette);
    match shape {
        0 => {
            painter.circle_filled(at, r, colour);
        }
        1 => {
            painter.rect_filled(
                egui::Rect::from_center_size(at, vec2(r * 1.8, r * 1.8)),
                0.0,
                colour,
            );
        }
        2 => triangle(painter, at, r * 1.1, true, colour),
        3 => {
            let points = (0..6)
                .map(|corner| {
                    let turn = std::f32::consts::FRAC_PI_3 * corner as f32;
                    pos2(at.x + r * 1.1 * turn.sin(), at.y + r * 1.1 * turn.cos())
                })
                .collect();
            painter.add(Shape::convex_polygon(points, colour, Stroke::NONE));
        }
        4 => {
            let stroke = Stroke::new(r * 0.6, colour);
            painter.line_segment([pos2(at.x - r, at.y), pos2(at.x + r, at.y)], stroke);
            painter.line_segment([pos2(at.x, at.y - r), pos2(at.x, at.y + r)], stroke);
        }
        _ => {
            painter.circle_filled(at, r, palette.ground);
            painter.circle_stroke(at, r * 0.8, Stroke::new(r * 0.4, colour));
        }
    }
}

/// Paints ◆, the mark of the benchmark.
pub fn diamond(painter: &Painter, at: Pos2, r: f32, colour: Color32) {
    painter.add(Shape::convex_polygon(
        vec![
            pos2(at.x, at.y - r),
            pos2(at.x + r, at.y),
            pos2(at.x, at.y + r),
            pos2(at.x - r, at.y),
        ],
        colour,
        Stroke::NONE,
    ));
}
