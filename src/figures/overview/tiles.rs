use egui::{Rect, pos2, vec2};

use crate::figures::Mark;
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::glyph::{glyph, glyph_in};
use crate::figures::lettering::Style;
use crate::figures::sparkline::sparkline;
use crate::figures::speech;
use crate::questions::{Answer, GoalSummary, Judgement};

const GAP: f32 = 12.0;
const TILE: f32 = 134.0;
/// From this height on the name of what a tile shows has a line of its own.
const ROOMY: f32 = 128.0;

fn columns(width: f32, k: f32) -> usize {
    ((width + GAP * k) / (188.0 * k)).floor().clamp(1.0, 5.0) as usize
}

/// Height of all tiles at a width.
pub(super) fn height(count: usize, width: f32, k: f32) -> f32 {
    let rows = count.div_ceil(columns(width, k).max(1));
    rows as f32 * (TILE + GAP) * k
}

/// Paints a tile a goal; they become lower where there is less room, and lose their small lines first.
pub(super) fn paint(
    answer: &Answer,
    goals: &[GoalSummary],
    canvas: &Canvas,
    rect: Rect,
) -> Vec<Mark> {
    let k = canvas.k;
    let across = columns(rect.width(), k);
    let down = goals.len().div_ceil(across).max(1);
    let width = (rect.width() - GAP * k * (across - 1) as f32) / across as f32;
    let height = (rect.height() / down as f32 - GAP * k).clamp(24.0 * k, TILE * k);
    let mut marks = Vec::new();
    for (index, goal) in goals.iter().enumerate() {
        let tile = Rect::from_min_size(
            pos2(
                rect.left() + (index % across) as f32 * (width + GAP * k),
                rect.top() + (index / across) as f32 * (height + GAP * k),
            ),
            vec2(width, height),
        );
        if let Some(row) = paint_tile(answer, goal, canvas, tile) {
            marks.push(Mark {
                row,
                rect: tile,
                spoken: spoken(goal),
            });
        }
    }
    marks
}

fn spoken(goal: &GoalSummary) -> String {
    format!(
        "Goal {}, {}: {} better, {} similar, {} worse, {} not compared",
        goal.number, goal.short_name, goal.better, goal.similar, goal.worse, goal.not_compared
    )
}

fn paint_tile(answer: &Answer, goal: &GoalSummary, canvas: &Canvas, area: Rect) -> Option<usize> {
    let (k, palette) = (canvas.k, canvas.palette);
    canvas.outline(area, 8.0 * k, palette.hairline);
    let inner = area.shrink2(vec2(12.0 * k, 0.0));
    let roomy = area.height() >= ROOMY * k;
    // In front of a room each count has a line with its word where there is room for that.
    let in_words = canvas.is_in_a_room() && area.height() >= 96.0 * k;
    let lines = match (in_words, roomy) {
        (true, _) => 5.3,
        (false, true) => 5.75,
        (false, false) => 4.83,
    };
    let least = if in_words { 18.0 } else { 20.0 };
    let step = (area.height() / lines).clamp(least * k, 24.0 * k);
    let line = |number: f32| area.top() + step * (number + 0.83);
    let title = Style::semibold(15.0 * k);
    let number = canvas.text(
        pos2(inner.left(), line(0.0)),
        Anchor::Left,
        &goal.number.to_string(),
        title,
        if goal.summaries.is_empty() {
            palette.muted
        } else {
            palette.brand
        },
    );
    let left = number.right().max(inner.left() + 14.0 * k) + 6.0 * k;
    canvas.text(
        pos2(left, line(0.0)),
        Anchor::Left,
        &title.fit(&goal.short_name, inner.right() - left),
        title,
        palette.ink,
    );
    let style = Style::regular(14.0 * k);
    if goal.summaries.is_empty() {
        let text = if goal.indicators == 0 {
            "No indicators for this goal yet.".to_owned()
        } else {
            elsewhere(answer, goal)
        };
        let lines = ((area.bottom() - line(0.6)) / (18.0 * k)).max(1.0) as usize;
        for (index, words) in style
            .wrap(&text, inner.width(), lines.min(3))
            .iter()
            .enumerate()
        {
            canvas.text(
                pos2(inner.left(), line(1.05) + index as f32 * 18.0 * k),
                Anchor::Left,
                words,
                style,
                palette.muted,
            );
        }
        return None;
    }
    let (mut x, mut down) = (inner.left() + 6.0 * k, 1.0);
    for (judgement, count) in [
        (Judgement::Better, goal.better),
        (Judgement::Similar, goal.similar),
        (Judgement::Worse, goal.worse),
        (Judgement::NotCompared, goal.not_compared),
    ] {
        if judgement == Judgement::NotCompared && count == 0 {
            continue;
        }
        let at = pos2(x, line(down));
        if count == 0 {
            glyph_in(canvas.painter(), at, 10.0 * k, judgement, palette.crowd);
        } else {
            glyph(canvas.painter(), at, 10.0 * k, judgement, palette);
        }
        let (style, ink) = if count == 0 {
            (Style::regular(14.0 * k), palette.muted)
        } else {
            (Style::semibold(14.0 * k), palette.ink)
        };
        let said = if in_words {
            format!("{count} {}", judgement.label())
        } else {
            count.to_string()
        };
        let at = pos2(x + 10.0 * k, line(down));
        let text = canvas.text(at, Anchor::Left, &said, style, ink);
        if in_words {
            down += 1.0;
        } else {
            x = text.right() + 18.0 * k;
        }
    }
    let shown = goal
        .shown
        .and_then(|index| goal.summaries.get(index))
        .or(goal.summaries.first())?;
    let row = answer.rows.get(shown.row)?;
    if area.height() < 82.0 * k || canvas.is_in_a_room() {
        return Some(shown.row);
    }
    let gap = shown.gap.as_ref().filter(|gap| gap.now.is_finite());
    let bold = Style::semibold(14.0 * k);
    let mut value = gap.map_or_else(
        || {
            row.reading
                .value()
                .map_or(row.shown(), |value| speech::tight(row, value))
        },
        |gap| speech::signed_difference(row, gap.now),
    );
    if let Some(gap) = gap.filter(|_| bold.width(&value) > inner.width() * 0.6) {
        value = speech::signed_bare(row, gap.now);
    }
    let value = bold.fit(&value, inner.width() * 0.6);
    let (at, beside) = if roomy {
        (line(3.0), 0.0)
    } else {
        (line(2.0), bold.width(&value) + 8.0 * k)
    };
    canvas.text(
        pos2(inner.right(), at),
        Anchor::Right,
        &value,
        bold,
        palette.ink,
    );
    let room = inner.width() - beside;
    let style = style.within(&row.indicator_short, room, canvas.least(12.0));
    canvas.text(
        pos2(inner.left(), line(2.0)),
        Anchor::Left,
        &style.fit(&row.indicator_short, room),
        style,
        palette.ink_2,
    );
    if area.height() < 104.0 * k {
        return Some(shown.row);
    }
    let small = Rect::from_min_max(
        pos2(inner.left(), line(2.6)),
        pos2(inner.left() + inner.width() * 0.36, area.bottom() - 8.0 * k),
    );
    sparkline(
        canvas.painter(),
        small,
        &shown.series,
        &shown.benchmark,
        palette,
        k,
    );
    let note = Style::regular(13.0 * k);
    let word = match gap {
        Some(gap) => gap.closing.label().to_owned(),
        None => row
            .period
            .map_or(String::new(), crate::domain::Period::label),
    };
    let room = inner.width() * 0.62;
    let lines = note.wrap(&word, room, if roomy { 2 } else { 1 });
    let first = if lines.len() > 1 { 3.8 } else { 3.95 };
    let mut y = line(if roomy { first } else { 3.05 });
    for text in lines {
        let at = pos2(inner.right(), y);
        canvas.text(at, Anchor::Right, &text, note, palette.muted);
        y += 14.0 * k;
    }
    Some(shown.row)
}

/// Says where the figures of a goal are, when the subject has none.
fn elsewhere(answer: &Answer, goal: &GoalSummary) -> String {
    let who = answer.rows.first().map_or("", |row| row.subject.as_str());
    let none = if who.is_empty() {
        "No figures here.".to_owned()
    } else {
        format!("No figures for {who}.")
    };
    if goal.by_group > 0 {
        let some = if goal.by_group == 1 {
            "1 indicator has".to_owned()
        } else {
            format!("{} indicators have", goal.by_group)
        };
        return format!("No figure for all people. {some} figures by people group.");
    }
    match (goal.for_places, goal.for_organisations) {
        (0, 0) => none,
        (places, 0) => format!("{none} Other places have {places}."),
        (0, organisations) => format!("{none} Organisations have {organisations}."),
        (places, organisations) => {
            format!("{none} Other places have {places}, organisations {organisations}.")
        }
    }
}
