//! All goals for one subject: a tile a goal, then the biggest gaps.

pub(super) mod gaps;
mod tiles;

use egui::{Rect, pos2};

use super::Mark;
use super::canvas::Canvas;
use crate::questions::{Answer, Detail, GoalSummary};

/// Goals of the answer.
fn goals(answer: &Answer) -> &[GoalSummary] {
    match &answer.detail {
        Detail::Overview { goals } => goals,
        _ => &[],
    }
}

/// Height that tiles and gaps ask for.
pub(super) fn height(answer: &Answer, width: f32, k: f32) -> f32 {
    tiles::height(goals(answer).len(), width, k) + gaps::height(answer, k)
}

/// Notes that the picture itself needs.
pub(super) fn notes(answer: &Answer, names: usize) -> Vec<String> {
    let compared = goals(answer)
        .iter()
        .any(|goal| goal.better + goal.similar + goal.worse > 0);
    // In front of a room a tile shows counts only.
    if compared && names == usize::MAX {
        vec!["A tile shows its widest gap among those judged worse. Small lines have scales of their own.".to_owned()]
    } else {
        Vec::new()
    }
}

/// Paints tiles, and below them as many of the biggest gaps as fit.
pub(super) fn paint(answer: &Answer, canvas: &Canvas, body: Rect) -> Vec<Mark> {
    let goals = goals(answer);
    let wanted = tiles::height(goals.len(), body.width(), canvas.k);
    let height = wanted.min(body.height());
    let upper = Rect::from_min_max(body.min, pos2(body.right(), body.top() + height));
    let mut marks = tiles::paint(answer, goals, canvas, upper);
    let lower = Rect::from_min_max(pos2(body.left(), upper.bottom()), body.max);
    if !canvas.is_in_a_room() {
        marks.extend(gaps::paint(answer, canvas, lower));
    }
    marks
}
