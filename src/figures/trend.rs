//! One indicator over time: what is asked about in front, its benchmark grey, the crowd pale. Gaps are never joined.

mod labels;
mod model;
mod paint;
mod placed;

use egui::{Rect, Ui};

use super::Mark;
use super::canvas::Canvas;
use crate::questions::Answer;
pub(super) use model::Trend;

/// Height that the lines ask for.
pub(super) fn height(width: f32, k: f32) -> f32 {
    (width * 0.42).clamp(220.0 * k, 440.0 * k)
}

/// Notes that the picture itself needs.
pub(super) fn notes(trend: &Trend) -> Vec<String> {
    trend.notes()
}

/// Paints the lines into `body`.
pub(super) fn paint(
    trend: &Trend,
    answer: &Answer,
    ui: &mut Ui,
    canvas: &Canvas,
    body: Rect,
) -> Vec<Mark> {
    match placed::Placed::of(trend, body, canvas.k) {
        Some(placed) => paint::paint(trend, &placed, answer, ui, canvas),
        None => super::empty::paint(canvas, body, answer),
    }
}
