use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::lettering::{Style, clean};
use super::{Look, Palette};
use crate::domain::Reveal;

/// Letters of a label, in points at scale 1: none are smaller in front of a room.
const LABEL: f32 = 13.0;

/// Which part of a text stands at its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// Its beginning.
    Left,
    /// Its middle.
    Centre,
    /// Its end.
    Right,
}

/// What figures are painted on: a painter, the colours and the factor on sizes.
pub(crate) struct Canvas {
    painter: Painter,
    /// Colours.
    pub(crate) palette: &'static Palette,
    /// Factor on type and strokes.
    pub(crate) k: f32,
    /// Most marks, rows or columns that carry a name.
    pub(crate) names: usize,
    /// The last part that is painted.
    shown: Reveal,
}

impl Canvas {
    /// A canvas over a painter.
    pub(crate) fn new(painter: Painter, look: &Look) -> Self {
        Self {
            names: look.names,
            ..Self::with_palette(painter, look.theme.palette(), look.scale)
        }
    }

    /// A canvas for a small picture inside a widget.
    pub(crate) fn with_palette(painter: Painter, palette: &'static Palette, scale: f32) -> Self {
        Self {
            painter,
            palette,
            k: if scale.is_finite() {
                scale.clamp(0.25, 8.0)
            } else {
                1.0
            },
            names: usize::MAX,
            shown: Reveal::Remark,
        }
    }

    /// Whether it is read from the back of a room.
    pub(crate) fn is_in_a_room(&self) -> bool {
        self.names < usize::MAX
    }

    /// The size below which letters do not go: `near` points where they are read from near, else that of a label.
    pub(crate) fn least(&self, near: f32) -> f32 {
        let least = if self.is_in_a_room() { LABEL } else { near };
        least * self.k
    }

    /// The same, with nothing painted of the parts behind one. Everything keeps its place.
    pub(crate) fn up_to(mut self, shown: Reveal) -> Self {
        self.shown = shown;
        self
    }

    /// Whether a part is painted.
    pub(crate) fn shows(&self, part: Reveal) -> bool {
        part <= self.shown
    }

    /// What a part is painted on: its marks are placed and not seen where it is not shown yet.
    pub(crate) fn of(&self, part: Reveal) -> Self {
        let mut painter = self.painter.clone();
        if !self.shows(part) {
            painter.set_invisible();
        }
        Self { painter, ..*self }
    }

    /// The painter below.
    pub(crate) fn painter(&self) -> &Painter {
        &self.painter
    }

    /// Colour of a grid: decoration, so it steps back where the theme has only strong colours.
    pub(crate) fn grid(&self) -> Color32 {
        if self.palette.stroke > 1 {
            self.palette.hairline.gamma_multiply(0.35)
        } else {
            self.palette.hairline
        }
    }

    /// One line of text whose middle line lies at `at.y`. Returns what it covers.
    pub(crate) fn text(
        &self,
        at: Pos2,
        anchor: Anchor,
        text: &str,
        style: Style,
        colour: Color32,
    ) -> Rect {
        if text.is_empty() {
            return Rect::from_min_size(at, Vec2::ZERO);
        }
        let galley = self
            .painter
            .layout_no_wrap(clean(text), style.font(), colour);
        let width = galley.size().x;
        let x = match anchor {
            Anchor::Left => at.x,
            Anchor::Centre => at.x - width / 2.0,
            Anchor::Right => at.x - width,
        };
        let baseline = galley
            .rows
            .first()
            .and_then(|row| row.glyphs.first())
            .map_or(style.size, |glyph| glyph.pos.y);
        self.painter.galley(
            pos2(x, at.y + 0.355 * style.size - baseline),
            galley,
            colour,
        );
        Rect::from_min_size(pos2(x, at.y - style.size / 2.0), vec2(width, style.size))
    }

    /// A straight line.
    pub(crate) fn line(&self, from: Pos2, to: Pos2, width: f32, colour: Color32) {
        self.painter
            .line_segment([from, to], Stroke::new(width, colour));
    }

    /// A horizontal rule.
    pub(crate) fn rule(&self, left: f32, right: f32, y: f32, colour: Color32) {
        self.line(pos2(left, y), pos2(right, y), self.k.max(0.75), colour);
    }

    /// A dotted line.
    pub(crate) fn dotted(&self, from: Pos2, to: Pos2, colour: Color32) {
        self.painter.extend(Shape::dashed_line(
            &[from, to],
            Stroke::new(1.2 * self.k, colour),
            2.0 * self.k,
            4.0 * self.k,
        ));
    }

    /// A line through several points.
    pub(crate) fn path(&self, points: Vec<Pos2>, width: f32, colour: Color32) {
        if points.len() > 1 {
            self.painter
                .add(Shape::line(points, Stroke::new(width, colour)));
        }
    }

    /// A filled rectangle.
    pub(crate) fn fill(&self, rect: Rect, radius: f32, colour: Color32) {
        self.painter.rect_filled(rect, radius, colour);
    }

    /// An outlined rectangle.
    pub(crate) fn outline(&self, rect: Rect, radius: f32, colour: Color32) {
        self.painter.rect_stroke(
            rect,
            radius,
            Stroke::new(f32::from(self.palette.stroke) * self.k, colour),
            StrokeKind::Inside,
        );
    }

    /// A filled disc.
    pub(crate) fn dot(&self, at: Pos2, radius: f32, colour: Color32) {
        self.painter.circle_filled(at, radius, colour);
    }

    /// A disc with a ring of the ground round it, so that it stands off what it lies on.
    pub(crate) fn ringed_dot(&self, at: Pos2, radius: f32, colour: Color32) {
        self.dot(at, radius + 2.0 * self.k, self.palette.ground);
        self.dot(at, radius, colour);
    }

    /// A line from `left` to `right` with an upright stroke at both ends.
    pub(crate) fn whiskers(&self, left: f32, right: f32, y: f32, width: f32, colour: Color32) {
        let half = 4.0 * self.k;
        self.line(pos2(left, y), pos2(right, y), width, colour);
        for x in [left, right] {
            self.line(pos2(x, y - half), pos2(x, y + half), width, colour);
        }
    }

    /// The sign that an axis does not start at zero: two short slanted strokes across its foot.
    pub(crate) fn axis_break(&self, at: Pos2) {
        let k = self.k;
        self.fill(
            Rect::from_center_size(at, vec2(8.0 * k, 6.0 * k)),
            0.0,
            self.palette.ground,
        );
        for shift in [-2.5 * k, 2.5 * k] {
            self.line(
                pos2(at.x + shift - 2.5 * k, at.y + 5.0 * k),
                pos2(at.x + shift + 2.5 * k, at.y - 5.0 * k),
                1.2 * k,
                self.palette.muted,
            );
        }
    }

    /// Slanted lines inside a rectangle: a figure that is not given.
    pub(crate) fn hatch(&self, rect: Rect, colour: Color32) {
        let step = 5.0 * self.k;
        let count = ((rect.width() + rect.height()) / step).ceil().min(400.0) as usize;
        for index in 1..count {
            let d = index as f32 * step;
            let from = if d <= rect.height() {
                pos2(rect.left(), rect.top() + d)
            } else {
                pos2(rect.left() + d - rect.height(), rect.bottom())
            };
            let to = if d <= rect.width() {
                pos2(rect.left() + d, rect.top())
            } else {
                pos2(rect.right(), rect.top() + d - rect.width())
            };
            self.line(from, to, self.k * 0.9, colour);
        }
    }

    /// An open angle that points out of a clamped scale: more lies beyond.
    pub(crate) fn caret(&self, at: Pos2, to_right: bool, colour: Color32) {
        let k = self.k;
        let tip = if to_right { 2.5 * k } else { -2.5 * k };
        self.path(
            vec![
                pos2(at.x - tip, at.y - 4.5 * k),
                pos2(at.x + tip, at.y),
                pos2(at.x - tip, at.y + 4.5 * k),
            ],
            1.4 * k,
            colour,
        );
    }
}
