//! Subjects by indicators: a number in each cell with its judgement as colour and mark, and one indicator as dots below.

mod cells;
mod dots;
mod model;
mod rug;

use egui::{Rect, Vec2, pos2};

use super::Mark;
use super::canvas::Canvas;
use crate::questions::Answer;
pub(super) use model::Rug;

/// Height of the dots below the cells.
const DOTS: f32 = 190.0;
/// Least height at which the dots are painted.
const LEAST_DOTS: f32 = 154.0;

/// Height that all cells and the dots ask for.
pub(super) fn height(rug: &Rug, k: f32) -> f32 {
    let dots = if rug.columns.len() > 1 { DOTS * k } else { 0.0 };
    rug::height(rug, k) + dots
}

/// Notes that the picture itself needs at the size of its body.
pub(super) fn notes(rug: &Rug, body: Vec2, (k, names): (f32, usize)) -> Vec<String> {
    let rect = Rect::from_min_size(pos2(0.0, 0.0), body);
    let placed = rug::Placed::of(rug, rect, (k, names));
    let mut notes = Vec::new();
    if placed.columns < rug.columns.len() {
        notes.push(format!(
            "Shown: {} of {} compared.",
            placed.columns,
            rug.columns.len()
        ));
    }
    if placed.lines < rug.lines.len() {
        notes.push(format!(
            "Shown: {} of {} indicators.",
            placed.lines,
            rug.lines.len()
        ));
    }
    notes
}

/// Paints the cells into `body`, and the dots of the chosen indicator where there is room below.
pub(super) fn paint(
    rug: &Rug,
    answer: &Answer,
    selected: Option<usize>,
    canvas: &Canvas,
    body: Rect,
) -> Vec<Mark> {
    let chosen = rug.chosen(answer, selected);
    let placed = rug::Placed::of(rug, body, (canvas.k, canvas.names));
    let mut marks = rug::paint(rug, &placed, answer, chosen, canvas);
    let below = Rect::from_min_max(pos2(body.left(), placed.bottom), body.max);
    if let Some(line) = chosen.and_then(|index| rug.lines.get(index))
        && below.height() >= (LEAST_DOTS - 1.0) * canvas.k
        && rug.columns.len() > 1
        && !canvas.is_in_a_room()
    {
        marks.extend(dots::paint(rug, line, answer, canvas, below));
    }
    marks
}
