use egui::{Rect, pos2};

use super::canvas::{Anchor, Canvas};
use super::lettering::Style;
use super::scale::{Span, Ticks};

/// Paints the axis below a plot: pale lines, their numbers as far as there is room between two ends, the axis itself, and the break
/// where it does not start at 0.
pub(super) fn below(
    canvas: &Canvas,
    plot: Rect,
    ticks: &Ticks,
    x: impl Fn(f64) -> f32,
    (left, right): (f32, f32),
) {
    let (k, palette) = (canvas.k, canvas.palette);
    let style = Style::regular(14.0 * k);
    let mut edge = left;
    for at in &ticks.at {
        let x = x(*at);
        let (top, foot) = (pos2(x, plot.top()), pos2(x, plot.bottom()));
        canvas.line(top, foot, k, canvas.grid());
        let label = ticks.label(*at);
        let half = style.width(&label) / 2.0;
        if x - half >= edge && x + half <= right {
            let at = pos2(x, plot.bottom() + 13.0 * k);
            canvas.text(at, Anchor::Centre, &label, style, palette.muted);
            edge = x + half + 6.0 * k;
        }
    }
    canvas.rule(plot.left(), plot.right(), plot.bottom(), palette.muted);
    if !ticks.holds_zero() {
        canvas.axis_break(pos2(plot.left() + 8.0 * k, plot.bottom()));
    }
}

/// The upright axis of a plot inside a rectangle; the plot that is left beside it.
pub(super) fn upright(
    canvas: &Canvas,
    rect: Rect,
    span: Span,
    unit: &str,
    foot: f32,
) -> (Rect, Ticks) {
    let (k, palette) = (canvas.k, canvas.palette);
    let style = Style::regular(14.0 * k);
    let wanted = (rect.height() / (60.0 * k)).round().clamp(2.0, 6.0) as usize;
    let ticks = Ticks::around(span, wanted);
    let widest = ticks
        .at
        .iter()
        .map(|at| style.width(&ticks.label(*at)))
        .fold(0.0, f32::max);
    let plot = Rect::from_min_max(
        pos2(rect.left() + widest + 10.0 * k, rect.top() + 24.0 * k),
        pos2(
            rect.right().max(rect.left() + widest + 40.0 * k),
            rect.bottom() - foot,
        ),
    );
    let unit = style.fit(unit, rect.width());
    let at = pos2(rect.left(), rect.top() + 8.0 * k);
    canvas.text(at, Anchor::Left, &unit, style, palette.muted);
    for value in &ticks.at {
        let y = plot.bottom() - ticks.span.share(*value) * plot.height();
        canvas.rule(plot.left(), plot.right(), y, canvas.grid());
        let label = ticks.label(*value);
        let at = pos2(plot.left() - 8.0 * k, y);
        canvas.text(at, Anchor::Right, &label, style, palette.muted);
    }
    if !ticks.holds_zero() {
        canvas.axis_break(pos2(plot.left(), plot.bottom() - 7.0 * k));
    }
    (plot, ticks)
}
