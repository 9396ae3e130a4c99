use egui::{Rect, pos2};

use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::lettering::Style;
use crate::figures::scale::{Span, Ticks};

/// One panel: its axes and what lies between them.
pub(super) struct Panel {
    pub(super) plot: Rect,
    pub(super) ticks: Ticks,
    pub(super) time: Span,
}

impl Panel {
    pub(super) fn at(&self, time: f64, value: f64) -> egui::Pos2 {
        pos2(
            self.plot.left() + self.time.share(time) * self.plot.width(),
            self.plot.bottom() - self.ticks.span.share(value) * self.plot.height(),
        )
    }
}

/// Axes of a panel inside a rectangle, with room at the right for names.
pub(super) fn panel(
    canvas: &Canvas,
    rect: Rect,
    right: f32,
    values: Span,
    time: Span,
    unit: &str,
) -> Panel {
    let (k, palette) = (canvas.k, canvas.palette);
    let style = Style::regular(14.0 * k);
    let wanted = (rect.height() / (60.0 * k)).round().clamp(2.0, 6.0) as usize;
    let ticks = Ticks::around(values, wanted);
    let widest = ticks
        .at
        .iter()
        .map(|at| style.width(&ticks.label(*at)))
        .fold(0.0, f32::max);
    let plot = Rect::from_min_max(
        pos2(rect.left() + widest + 10.0 * k, rect.top() + 24.0 * k),
        pos2(
            (rect.right() - right).max(rect.left() + widest + 40.0 * k),
            rect.bottom() - 26.0 * k,
        ),
    );
    let unit = style.fit(unit, rect.width());
    let at = pos2(rect.left(), rect.top() + 8.0 * k);
    canvas.text(at, Anchor::Left, &unit, style, palette.muted);
    let panel = Panel { plot, ticks, time };
    for value in &panel.ticks.at {
        let y = panel.at(time.from, *value).y;
        canvas.rule(plot.left(), plot.right(), y, canvas.grid());
        let at = pos2(plot.left() - 8.0 * k, y);
        let label = panel.ticks.label(*value);
        canvas.text(at, Anchor::Right, &label, style, palette.muted);
    }
    if !panel.ticks.holds_zero() {
        canvas.axis_break(pos2(plot.left(), plot.bottom() - 7.0 * k));
    }
    panel
}
