use egui::{Rect, pos2};

use super::model::{Line, Lines};
use super::{FOOT, HEAD};
use crate::figures::lettering::Style;
use crate::figures::scale::Ticks;
use crate::questions::Answer;

/// Where everything lies.
pub(super) struct Placed {
    pub(super) body: Rect,
    pub(super) plot: Rect,
    pub(super) ticks: Option<Ticks>,
    pub(super) line: f32,
    pub(super) name_width: f32,
    pub(super) gap_right: f32,
    pub(super) ratio_right: f32,
}

impl Placed {
    pub(super) fn of(lines: &Lines, answer: &Answer, shown: usize, body: Rect, k: f32) -> Self {
        let style = Style::regular(14.0 * k);
        let bold = Style::semibold(14.0 * k);
        let widest = |text: &dyn Fn(&Line) -> f32| lines.all.iter().map(text).fold(0.0, f32::max);
        let has_ratio = lines.all.iter().any(|line| !line.ratio.is_empty());
        let ratio_right = body.right() - 2.0 * k;
        let ratio_width = if has_ratio { 52.0 * k } else { 0.0 };
        let gap_right = ratio_right - ratio_width;
        let gap_width = widest(&|line| bold.width(&line.gap))
            .max(34.0 * k)
            .min(body.width() * 0.26);
        let right = gap_right - gap_width - 12.0 * k;
        let name_width = widest(&|line| bold.width(&line.name))
            .min((right - body.left()) * 0.4)
            .max(40.0 * k);
        let value = |index: usize| {
            let row = answer.rows.get(index);
            row.map_or(0.0, |row| style.width(&row.shown()))
        };
        let label = widest(&|line| value(line.first).max(value(line.other))) + 12.0 * k;
        let label = label.min((right - body.left() - name_width) * 0.22);
        let left = body.left() + name_width + 14.0 * k;
        let line = ((body.height() - (HEAD + FOOT) * k) / shown.max(1) as f32)
            .min(super::line_height(shown) * k)
            .max(12.0 * k);
        let top = body.top() + HEAD * k;
        let plot = Rect::from_min_max(
            pos2(left + label, top),
            pos2(
                (right - label).max(left + label + 20.0 * k),
                top + line * shown as f32,
            ),
        );
        let wanted = (plot.width() / (100.0 * k)).round().clamp(2.0, 6.0) as usize;
        Self {
            body,
            ticks: lines.span().map(|span| Ticks::around(span, wanted)),
            plot,
            line,
            name_width,
            gap_right,
            ratio_right,
        }
    }

    pub(super) fn x(&self, value: f64) -> f32 {
        let share = self
            .ticks
            .as_ref()
            .map_or(0.5, |ticks| ticks.span.share(value));
        self.plot.left() + share * self.plot.width()
    }

    pub(super) fn y(&self, place: usize) -> f32 {
        self.plot.top() + (place as f32 + 0.5) * self.line
    }
}
