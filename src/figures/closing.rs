//! Whether gaps closed: of one pair both lines beside the line of their gap, with the recent trend carried on; of many a slope each.

mod pair;
mod panel;
mod slopes;

use egui::Rect;

use super::Mark;
use super::canvas::Canvas;
use crate::questions::{Answer, Detail};
use pair::PairLines;
use slopes::Slopes;

/// What is worked out from an answer once.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Closings {
    /// One pair over time.
    One(Box<PairLines>),
    /// A slope each.
    Many(Slopes),
    /// The figures of which nothing can be said.
    Unsaid(String),
}

impl Closings {
    pub(super) fn of(answer: &Answer) -> Self {
        match &answer.detail {
            Detail::Closing { changes, reason } => match changes.as_slice() {
                [] => Self::Unsaid(reason.clone()),
                [one] => Self::One(Box::new(PairLines::of(answer, one))),
                many => Self::Many(Slopes::of(answer, many)),
            },
            _ => Self::Unsaid(String::new()),
        }
    }
}

impl Closings {
    /// Whether it is of one pair.
    pub(super) fn is_one(&self) -> bool {
        matches!(self, Self::One(_))
    }
}

/// Height that the picture asks for.
pub(super) fn height(closings: &Closings, width: f32, k: f32) -> f32 {
    match closings {
        Closings::One(_) => pair::height(width, k),
        Closings::Many(slopes) => slopes::height(slopes, k),
        Closings::Unsaid(_) => 80.0 * k,
    }
}

/// Notes that the picture itself needs at the size of its body.
pub(super) fn notes(closings: &Closings, names: usize) -> Vec<String> {
    match closings {
        Closings::One(lines) => pair::notes(lines),
        Closings::Many(slopes) => slopes::notes(slopes, names),
        Closings::Unsaid(_) => Vec::new(),
    }
}

/// Paints the picture into `body`.
pub(super) fn paint(
    closings: &Closings,
    answer: &Answer,
    canvas: &Canvas,
    body: Rect,
) -> Vec<Mark> {
    match closings {
        Closings::One(lines) => pair::paint(lines, answer, canvas, body),
        Closings::Many(slopes) => slopes::paint(slopes, answer, canvas, body),
        Closings::Unsaid(_) => super::empty::paint(canvas, body, answer),
    }
}
