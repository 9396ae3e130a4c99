use egui::{Pos2, Rect, pos2};

use super::model::{Series, Trend};
use crate::domain::Period;
use crate::figures::lettering::Style;
use crate::figures::scale::{Span, Ticks};
use crate::questions::RowRole;

/// A year on the horizontal axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TimeTick {
    pub(super) x: f32,
    pub(super) label: String,
    /// Middle of its text, moved in from the edges.
    pub(super) label_x: f32,
}

/// Where everything lies in a rectangle.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub(super) body: Rect,
    /// The rectangle between the axes.
    pub(super) plot: Rect,
    pub(super) time: Span,
    pub(super) ticks: Ticks,
    pub(super) years: Vec<TimeTick>,
    /// Left edge of the labels at the end of the lines.
    pub(super) labels_left: f32,
}

impl Placed {
    /// Places the lines; none where there is no point to draw.
    pub(super) fn of(trend: &Trend, body: Rect, k: f32) -> Option<Self> {
        let axis = Style::regular(14.0 * k);
        let top = body.top() + 28.0 * k;
        let bottom = (body.bottom() - 30.0 * k).max(top + 20.0 * k);
        let wanted = ((bottom - top) / (54.0 * k)).round().clamp(2.0, 8.0) as usize;
        let ticks = Ticks::around(trend.span()?, wanted);
        let axis_width = ticks
            .at
            .iter()
            .map(|at| axis.width(&ticks.label(*at)))
            .fold(0.0, f32::max);
        let labels_width = trend
            .series
            .iter()
            .filter(|series| labelled(series))
            .map(|series| Style::bold(14.0 * k).width(&series.name) + 56.0 * k)
            .fold(0.0, f32::max)
            .clamp(100.0 * k, (body.width() * 0.27).max(100.0 * k));
        let left = body.left() + axis_width + 10.0 * k;
        let right = (body.right() - labels_width - 16.0 * k).max(left + 40.0 * k);
        let plot = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        let time = Span::of(trend.periods.iter().map(|period| period.middle()))?;
        let mut placed = Self {
            body,
            plot,
            time,
            ticks,
            years: Vec::new(),
            labels_left: right + 16.0 * k,
        };
        placed.years = placed.time_ticks(&trend.periods, axis, k);
        Some(placed)
    }

    pub(super) fn x(&self, at: f64) -> f32 {
        self.plot.left() + self.time.share(at) * self.plot.width()
    }

    pub(super) fn y(&self, at: f64) -> f32 {
        self.plot.bottom() - self.ticks.span.share(at) * self.plot.height()
    }

    pub(super) fn at(&self, x: f64, y: f64) -> Pos2 {
        pos2(self.x(x), self.y(y))
    }

    /// As many periods as fit with their labels side by side, the first and the last among them.
    fn time_ticks(&self, periods: &[Period], style: Style, k: f32) -> Vec<TimeTick> {
        let ticks: Vec<TimeTick> = periods
            .iter()
            .map(|period| {
                let label = period.label();
                let half = style.width(&label) / 2.0;
                let x = self.x(period.middle());
                TimeTick {
                    x,
                    label_x: x.min(self.body.right() - half).max(self.body.left() + half),
                    label,
                }
            })
            .collect();
        let room = 14.0 * k;
        for stride in 1..=ticks.len() {
            let mut kept: Vec<TimeTick> = ticks.iter().step_by(stride).cloned().collect();
            if let (Some(last), Some(shown)) = (ticks.last(), kept.last())
                && last != shown
            {
                if overlap(shown, last, style, room) && kept.len() > 1 {
                    kept.pop();
                }
                kept.push(last.clone());
            }
            let clear = kept.windows(2).all(|pair| match pair {
                [a, b] => !overlap(a, b, style, room),
                _ => true,
            });
            if clear {
                return kept;
            }
        }
        ticks.into_iter().next_back().into_iter().collect()
    }
}

fn overlap(a: &TimeTick, b: &TimeTick, style: Style, room: f32) -> bool {
    b.label_x - a.label_x < f32::midpoint(style.width(&a.label), style.width(&b.label)) + room
}

/// Whether a series is named at its end.
pub(super) fn labelled(series: &Series) -> bool {
    series.role != RowRole::Crowd && series.last().is_some()
}
