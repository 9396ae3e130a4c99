//! How unequal figures are: every place from the lowest to the highest beside the Lorenz curve, or the line through groups by
//! deprivation.

mod fifths;
mod parade;

use egui::{Rect, Vec2};

use super::Mark;
use super::canvas::Canvas;
use super::scale::{Span, Ticks};
use crate::questions::{Answer, Detail, Unequal};

/// The detail of an answer about inequality.
fn detail(answer: &Answer) -> Option<&Unequal> {
    match &answer.detail {
        Detail::Inequality(unequal) => Some(unequal),
        _ => None,
    }
}

/// Height that the picture asks for.
pub(super) fn height(answer: &Answer, width: f32, k: f32) -> f32 {
    let _ = answer;
    if width > 560.0 * k {
        340.0 * k
    } else {
        300.0 * k
    }
}

/// Notes that the picture itself needs.
pub(super) fn notes(answer: &Answer, _body: Vec2, _k: f32) -> Vec<String> {
    let mut out = Vec::new();
    let Some(unequal) = detail(answer) else {
        return out;
    };
    if !unequal.lorenz.is_empty() {
        out.push("The curve: what share of the whole the lowest places hold; the straight line: if all were equal.".to_owned());
    }
    if unequal.gradient.is_some() {
        out.push(
            "The line is fitted through the groups, each as wide as its share of the people."
                .to_owned(),
        );
    }
    if span(answer).is_some_and(|span| !Ticks::around(span, 4).holds_zero()) {
        out.push("The axis does not start at 0.".to_owned());
    }
    out
}

/// What the axis must cover: figures, their intervals and the fitted line.
fn span(answer: &Answer) -> Option<Span> {
    let line = detail(answer)
        .and_then(|unequal| unequal.gradient.as_ref())
        .map_or(&[][..], |gradient| gradient.line.as_slice());
    let with_limits = !line.is_empty();
    let rows = answer.rows.iter().flat_map(|row| {
        let value = row.reading.value();
        let limits = value.filter(|_| with_limits);
        [value, limits.and(row.lower), limits.and(row.upper)]
    });
    Span::of(rows.flatten().chain(line.iter().map(|point| point.1)))
}

/// Paints the picture into `body`.
pub(super) fn paint(answer: &Answer, canvas: &Canvas, body: Rect) -> Vec<Mark> {
    let (Some(unequal), Some(span)) = (detail(answer), span(answer)) else {
        return super::empty::paint(canvas, body, answer);
    };
    match &unequal.gradient {
        Some(gradient) => fifths::paint(answer, gradient, span, canvas, body),
        None if unequal.ends.is_none() && unequal.peers.contains("depriv") => {
            super::empty::paint(canvas, body, answer)
        }
        None => parade::paint(answer, unequal, span, canvas, body),
    }
}
