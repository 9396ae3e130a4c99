//! Gaps line by line: a dot for the first of the two, a diamond for the other, what lies between them, and how much at the right.

mod model;
mod paint;
mod placed;

use egui::Vec2;

use super::scale::Ticks;
pub(super) use model::Lines;
pub(super) use paint::paint;

const HEAD: f32 = 52.0;
const FOOT: f32 = 30.0;
const LINE: f32 = 30.0;
/// A line alone, or one of few, has more room.
const ROOMY: f32 = 48.0;
/// Lines are pressed to this height before some are left away.
const LEAST: f32 = 18.0;

/// Height of a line among so many.
fn line_height(count: usize) -> f32 {
    if count < 4 { ROOMY } else { LINE }
}

/// Height that all lines ask for.
pub(super) fn height(lines: &Lines, k: f32) -> f32 {
    (HEAD + FOOT + line_height(lines.all.len()) * lines.all.len().max(1) as f32) * k
}

/// Notes that the picture itself needs at the size of its body.
pub(super) fn notes(lines: &Lines, body: Vec2, (k, names): (f32, usize)) -> Vec<String> {
    let mut out = Vec::new();
    if lines.shown(body.y, k, names).1 > 0 {
        out.push(format!(
            "Shown: the widest gaps, the narrowest and those in focus; all {} are in the table.",
            lines.all.len()
        ));
    }
    if lines.all.iter().any(|line| line.by_chance) {
        out.push("Dotted: the difference could be chance.".to_owned());
    }
    let span = lines.span().map(|span| Ticks::around(span, 4));
    if span.is_some_and(|ticks| !ticks.holds_zero()) {
        out.push("The axis does not start at 0.".to_owned());
    }
    out
}
