//! One indicator over many subjects: dots in order of rank with their intervals, the benchmark as a rule.

mod model;
mod paint;
mod placed;

use egui::{Rect, Vec2};

use super::Mark;
use super::canvas::Canvas;
use crate::questions::Answer;
pub(super) use model::Ranking;

/// Height that all rows ask for.
pub(super) fn height(ranking: &Ranking, k: f32) -> f32 {
    placed::AROUND * k + ranking.lines.len() as f32 * placed::row_height(ranking.lines.len()) * k
}

/// Notes that the picture itself needs at the size of its body.
pub(super) fn notes(ranking: &Ranking, body: Vec2, (k, names): (f32, usize)) -> Vec<String> {
    let mut notes = Vec::new();
    let (_, shown) = placed::chosen(ranking, body.y, k, names);
    if shown < ranking.lines.len() {
        notes.push(format!(
            "Shown: {shown} of {} rows, the first, the last and those in focus.",
            ranking.lines.len()
        ));
    }
    if ranking
        .span()
        .is_some_and(|span| !super::scale::Ticks::around(span, 4).holds_zero())
    {
        notes.push("The axis does not start at 0.".to_owned());
    }
    notes
}

/// Paints the rows into `body`; on paper only those that fit.
pub(super) fn paint(ranking: &Ranking, answer: &Answer, canvas: &Canvas, body: Rect) -> Vec<Mark> {
    let placed = placed::Placed::of(ranking, answer, body, canvas);
    paint::paint(ranking, &placed, answer, canvas)
}
