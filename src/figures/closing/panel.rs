use egui::{Rect, pos2};

use crate::figures::axis;
use crate::figures::canvas::Canvas;
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
    let inner = Rect::from_min_max(rect.min, pos2(rect.right() - right, rect.bottom()));
    let (plot, ticks) = axis::upright(canvas, inner, values, unit, 26.0 * canvas.k);
    Panel { plot, ticks, time }
}
