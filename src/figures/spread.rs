//! How figures lie among many subjects: a swarm over one axis, those in focus large and named, the median as a tick. What lies
//! beyond the median ± 3 MAD is a caret with a count.

mod labels;
mod model;
mod paint;
mod placed;

use egui::{Rect, Vec2};

use super::Mark;
use super::canvas::Canvas;
use crate::questions::Answer;
pub(super) use model::Swarm;

/// Height that the picture asks for: more where there are many dots or names.
pub(super) fn height(swarm: &Swarm, width: f32, k: f32) -> f32 {
    let names = 20.0 * swarm.names().count().min(8) as f32;
    let dots = if swarm.dots.len() > 20 { 200.0 } else { 110.0 };
    ((90.0 + names + dots) * k).min(width.max(260.0 * k))
}

/// Notes that the picture itself needs at the size of its body.
pub(super) fn notes(swarm: &Swarm, body: Vec2, (k, names): (f32, usize)) -> Vec<String> {
    let rect = Rect::from_min_size(egui::Pos2::ZERO, body);
    let placed = placed::Placed::of(swarm, rect, (k, names));
    let mut notes = Vec::new();
    if placed.columns.is_some() {
        notes.push("The height of the shape shows how many figures lie there.".to_owned());
    }
    if placed
        .ticks
        .as_ref()
        .is_some_and(|ticks| !ticks.holds_zero())
    {
        notes.push("The axis does not start at 0.".to_owned());
    }
    notes
}

/// How high each column of the shape of an answer is.
#[cfg(test)]
pub(super) fn heights(answer: &Answer, body: Vec2) -> Vec<f32> {
    let swarm = Swarm::of(answer);
    let rect = Rect::from_min_size(egui::Pos2::ZERO, body);
    let placed = placed::Placed::of(&swarm, rect, (1.0, usize::MAX));
    placed
        .columns
        .iter()
        .flatten()
        .map(|count| paint::column_height(&placed, *count))
        .collect()
}

/// Paints the swarm into `body`.
pub(super) fn paint(swarm: &Swarm, answer: &Answer, canvas: &Canvas, body: Rect) -> Vec<Mark> {
    let placed = placed::Placed::of(swarm, body, (canvas.k, canvas.names));
    paint::paint(swarm, &placed, answer, canvas)
}
