use egui::{Rect, pos2};

use super::Mark;
use super::canvas::{Anchor, Canvas};
use super::lettering::Style;
use crate::questions::Answer;

/// Says that there is nothing to draw, and why, in place of a picture.
pub(super) fn paint(canvas: &Canvas, body: Rect, answer: &Answer) -> Vec<Mark> {
    let k = canvas.k;
    let style = Style::regular(15.0 * k);
    let why = answer
        .left_out
        .first()
        .map_or("There is no figure to draw.".to_owned(), |out| {
            format!("There is no figure to draw: {}, {}.", out.what, out.why)
        });
    for (index, line) in style.wrap(&why, body.width(), 3).iter().enumerate() {
        canvas.text(
            pos2(body.left(), body.top() + (16.0 + 22.0 * index as f32) * k),
            Anchor::Left,
            line,
            style,
            canvas.palette.muted,
        );
    }
    Vec::new()
}
