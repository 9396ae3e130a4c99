//! Two indicators of the same subjects: a dot a subject, the medians as lines, those that stand out named.

mod labels;
mod model;
mod paint;

use egui::Rect;

use super::Mark;
use super::canvas::Canvas;
use crate::questions::Answer;
pub(super) use model::Scatter;

/// Height that the picture asks for.
pub(super) fn height(width: f32, k: f32) -> f32 {
    (width * 0.62).clamp(300.0 * k, 560.0 * k)
}

/// Notes that the picture itself needs.
pub(super) fn notes(scatter: &Scatter) -> Vec<String> {
    let broken = scatter
        .spans
        .iter()
        .flatten()
        .any(|span| !super::scale::Ticks::around(*span, 5).holds_zero());
    let mut notes = Vec::new();
    if broken {
        notes.push("The axes do not all start at 0.".to_owned());
    }
    notes
}

/// Paints the dots into `body`.
pub(super) fn paint(scatter: &Scatter, answer: &Answer, canvas: &Canvas, body: Rect) -> Vec<Mark> {
    paint::paint(scatter, answer, canvas, body)
}
