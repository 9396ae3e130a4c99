//! Who has measures, plans and evidence for which goal: organisations down, goals across. A plan is a filled cell with its number,
//! evidence a bar below it, measures alone an outline; an empty cell is left open and neutral.

use egui::{Rect, Vec2, pos2, vec2};

use super::Mark;
use super::canvas::{Anchor, Canvas};
use super::lettering::Style;
use crate::questions::{Answer, Contribution, Detail, Part};

/// Height of the key and the goals' numbers and names.
const HEAD: f32 = 64.0;
const LINE: f32 = 28.0;
/// Least height of a line.
const LEAST: f32 = 18.0;

fn found(answer: &Answer) -> Option<&Contribution> {
    match &answer.detail {
        Detail::Contribution(found) => Some(found),
        _ => None,
    }
}

/// Height that all lines ask for.
pub(super) fn height(answer: &Answer, k: f32) -> f32 {
    let lines = found(answer).map_or(1, |found| found.organisations.len().max(1));
    (HEAD + lines as f32 * LINE).max(120.0) * k
}

fn room(found: &Contribution, body: Vec2, k: f32, names: usize) -> usize {
    let fit = ((body.y / k - HEAD) / LEAST).floor().max(1.0) as usize;
    found.organisations.len().min(fit).min(names)
}

/// Notes of the picture itself at the size of its body.
pub(super) fn notes(answer: &Answer, body: Vec2, (k, names): (f32, usize)) -> Vec<String> {
    let Some(found) = found(answer) else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    let shown = room(found, body, k, names);
    if shown < found.organisations.len() {
        notes.push(format!(
            "Shown: {shown} of {} organisations.",
            found.organisations.len()
        ));
    }
    notes
}

/// Paints the cells into `body`.
pub(super) fn paint(answer: &Answer, canvas: &Canvas, body: Rect) -> Vec<Mark> {
    let Some(found) = found(answer) else {
        return Vec::new();
    };
    let (k, palette) = (canvas.k, canvas.palette);
    let count = room(found, body.size(), k, canvas.names);
    let line = ((body.height() - HEAD * k) / count.max(1) as f32).min(LINE * k);
    let style = Style::regular((line * 0.62).min(14.0 * k).max(canvas.least(0.0)));
    let widest = found
        .organisations
        .iter()
        .map(|(_, name)| style.width(name));
    let names = widest.fold(80.0 * k, f32::max).min(body.width() * 0.34);
    let left = body.left() + names + 12.0 * k;
    let wide = ((body.right() - left) / found.goals.len().max(1) as f32).min(84.0 * k);
    key(canvas, body);
    heads(found, (left, wide), body, canvas);
    let mut marks = Vec::new();
    let top = body.top() + HEAD * k;
    let mut row = 0;
    for (at, ((_, name), cells)) in found.organisations.iter().zip(&found.cells).enumerate() {
        if at >= count {
            break;
        }
        let y = top + line * (at as f32 + 0.5);
        canvas.text(
            pos2(body.left(), y),
            Anchor::Left,
            &style.fit(name, names),
            style,
            palette.ink,
        );
        canvas.rule(body.left(), body.right(), y + line / 2.0, palette.hairline);
        for (column, (part, (goal, of))) in cells.iter().zip(&found.goals).enumerate() {
            let centre = pos2(left + wide * (column as f32 + 0.5), y);
            let rect = Rect::from_center_size(centre, vec2(wide, line)).shrink(2.0 * k);
            cell(*part, rect, canvas);
            if !part.is_empty() {
                marks.push(Mark {
                    row,
                    rect,
                    spoken: format!("{name}, goal {goal}, {of}: {}", part.in_words()),
                });
                row += 1;
            }
        }
    }
    marks
}

fn cell(part: Part, rect: Rect, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    if part.plans > 0 {
        canvas.fill(rect, 3.0 * k, palette.brand);
        let style = Style::semibold((rect.height() * 0.62).min(13.0 * k).max(canvas.least(0.0)));
        canvas.text(
            rect.center(),
            Anchor::Centre,
            &part.plans.to_string(),
            style,
            palette.on_brand,
        );
        if part.evidence > 0 {
            let mut bar = rect;
            bar.min.y = rect.bottom() - 4.0 * k;
            canvas.fill(bar.shrink2(vec2(3.0 * k, 1.0 * k)), 0.0, palette.on_brand);
        }
    } else if part.measures > 0 {
        canvas.outline(rect, 3.0 * k, palette.control_border);
    }
}

/// Numbers of the goals, and their names where there is room.
fn heads(found: &Contribution, (left, wide): (f32, f32), body: Rect, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let (number, name) = (
        Style::semibold(14.0 * k),
        Style::regular(canvas.least(12.0)),
    );
    let roomy = wide > 58.0 * k && found.goals.len() <= canvas.names;
    for (column, (goal, short)) in found.goals.iter().enumerate() {
        let x = left + wide * (column as f32 + 0.5);
        let y = body.top() + if roomy { 38.0 } else { 50.0 } * k;
        canvas.text(
            pos2(x, y),
            Anchor::Centre,
            &goal.to_string(),
            number,
            palette.ink,
        );
        if roomy {
            let text = name.fit(short, wide - 6.0 * k);
            canvas.text(
                pos2(x, y + 15.0 * k),
                Anchor::Centre,
                &text,
                name,
                palette.ink_2,
            );
        }
    }
}

/// What the cells mean.
fn key(canvas: &Canvas, body: Rect) {
    let k = canvas.k;
    let style = Style::regular(13.0 * k);
    let plan = Part {
        plans: 1,
        ..Part::default()
    };
    let evident = Part {
        evidence: 1,
        ..plan
    };
    let measured = Part {
        measures: 1,
        ..Part::default()
    };
    let mut x = body.left();
    for (part, words) in [
        (plan, "plans, how many"),
        (evident, "with evidence"),
        (measured, "figures only"),
        (Part::default(), "nothing recorded, which is no failure"),
    ] {
        let width = 32.0 * k + style.width(words) + 18.0 * k;
        if x + width > body.right() + 18.0 * k {
            break;
        }
        let rect = Rect::from_min_size(pos2(x, body.top() + 2.0 * k), vec2(26.0 * k, 18.0 * k));
        cell(part, rect, canvas);
        if part.is_empty() {
            canvas.rule(
                rect.left() + 4.0 * k,
                rect.right() - 4.0 * k,
                rect.bottom(),
                canvas.palette.hairline,
            );
        }
        canvas.text(
            pos2(x + 32.0 * k, rect.center().y),
            Anchor::Left,
            words,
            style,
            canvas.palette.ink_2,
        );
        x += width;
    }
}
