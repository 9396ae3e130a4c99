use egui::{Rect, Ui, Vec2, pos2, vec2};

use super::{FIGURE_SCALE, Face, FaceBody, Placed, foot_style, look, remark_style, subtitle_style};
use crate::domain::Reveal;
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::lettering::Style;
use crate::figures::{Figure, Mark, Theme};

impl Face {
    pub(super) fn paint_head(&self, placed: &Placed, canvas: &Canvas) {
        let (k, palette) = (placed.k, canvas.palette);
        let mut y = placed.page.top();
        if self.is_section() {
            let height = placed.title.len() as f32 * placed.title_style.line();
            y = placed.page.center().y - height;
            canvas.fill(
                Rect::from_min_size(pos2(placed.page.left(), y - 36.0 * k), vec2(120.0, 8.0) * k),
                0.0,
                palette.brand,
            );
        }
        for (lines, style, ink) in [
            (&placed.title, placed.title_style, palette.ink),
            (&placed.subtitle, subtitle_style(k), palette.ink_2),
        ] {
            for line in lines {
                let at = pos2(placed.page.left(), y + style.line() / 2.0);
                canvas.text(at, Anchor::Left, line, style, ink);
                y += style.line();
            }
        }
    }

    pub(super) fn paint_body(
        &self,
        placed: &Placed,
        canvas: &Canvas,
        ui: &mut Ui,
        theme: Theme,
        shown: Reveal,
    ) -> Vec<Mark> {
        let (k, palette) = (placed.k, canvas.palette);
        match &self.body {
            FaceBody::Figure(figure) => {
                return Figure::clone(figure).up_to(shown).paint_in(
                    ui,
                    placed.body,
                    &look(theme, k),
                );
            }
            FaceBody::Text(points) => points_of_text(points, placed.body, canvas),
            FaceBody::Section(about) => {
                let style = Style::regular(32.0 * k);
                let mut y = placed.page.center().y + 24.0 * k;
                for line in style.wrap(about, placed.page.width() * 0.8, 4) {
                    let at = pos2(placed.page.left(), y + style.line() / 2.0);
                    canvas.text(at, Anchor::Left, &line, style, palette.ink_2);
                    y += style.line();
                }
            }
            FaceBody::Unanswered(why) => {
                let points = [why.clone()];
                points_of_text(&points, placed.body, canvas);
            }
        }
        Vec::new()
    }

    pub(super) fn paint_foot(&self, placed: &Placed, canvas: &Canvas) {
        let (k, palette, page) = (placed.k, canvas.palette, placed.page);
        let style = remark_style(k);
        let front = canvas.of(Reveal::Remark);
        let mut y = placed.body.bottom() + 12.0 * k;
        for line in &placed.remark {
            let at = pos2(page.left(), y + style.line() / 2.0);
            front.text(at, Anchor::Left, line, style, palette.brand);
            y += style.line();
        }
        canvas.rule(page.left(), page.right(), placed.rule, palette.hairline);
        let note = foot_style(k);
        let mut y = placed.rule + 8.0 * k;
        for (number, line) in placed.foot.iter().enumerate() {
            let at = pos2(page.left(), y + note.line() / 2.0);
            let ink = if number == 0 && !self.warning.is_empty() {
                palette.warning
            } else {
                palette.muted
            };
            canvas.text(at, Anchor::Left, line, note, ink);
            y += note.line();
        }
        let at = pos2(page.right(), page.bottom() - note.line() / 2.0);
        let strong = Style::semibold(20.0 * k);
        let number = self.number.to_string();
        let drawn = canvas.text(at, Anchor::Right, &number, strong, palette.ink_2);
        let beside = pos2(drawn.left() - 28.0 * k, at.y);
        canvas.text(beside, Anchor::Right, &self.goal, strong, palette.ink_2);
    }
}

/// Sizes of letters of text, the largest that fits; never below what is read from the back.
const TEXT_SIZES: [f32; 4] = [36.0, 32.0, 28.0, 24.0];
/// Between the edge and a point's text.
const INDENT: f32 = 36.0;

fn lines_of(points: &[String], width: f32, size: f32, k: f32) -> Vec<Vec<String>> {
    let style = Style::regular(size * k);
    let width = (width - INDENT * k).min(1600.0 * k);
    points
        .iter()
        .map(|point| style.wrap(point, width, 6))
        .collect()
}

/// The largest size at which points of text fit.
pub(super) fn size_of_text(points: &[String], room: Vec2, k: f32) -> f32 {
    let fits = |size: &f32| {
        let lines = lines_of(points, room.x, *size, k);
        let count: usize = lines.iter().map(Vec::len).sum();
        let between = points.len() as f32 * size * k * 0.6;
        count as f32 * Style::regular(size * k).line() + between <= room.y
    };
    TEXT_SIZES.into_iter().find(fits).unwrap_or(24.0)
}

/// Points below each other, as large as all of them fit. What does not fit is marked as left away.
fn points_of_text(points: &[String], body: Rect, canvas: &Canvas) {
    let (k, palette) = (canvas.k / FIGURE_SCALE, canvas.palette);
    let size = size_of_text(points, body.size(), k);
    let style = Style::regular(size * k);
    let left = body.left() + INDENT * k;
    let mut y = body.top() + 12.0 * k;
    for point in lines_of(points, body.width(), size, k) {
        if y + style.line() > body.bottom() {
            let at = pos2(left, y + style.line() / 2.0);
            canvas.text(at, Anchor::Left, "…", style, palette.muted);
            return;
        }
        let dot = pos2(body.left() + 8.0 * k, y + style.line() / 2.0);
        canvas.dot(dot, 6.0 * k, palette.brand);
        for line in point {
            let at = pos2(left, y + style.line() / 2.0);
            canvas.text(at, Anchor::Left, &line, style, palette.ink);
            y += style.line();
        }
        y += style.size * 0.6;
    }
}
