use egui::{Color32, Painter, Rect, pos2};

use super::Palette;
use super::canvas::Canvas;
use super::scale::{Span, drawable};
use super::steps::Steps;
use crate::questions::Point;

/// Paints a small line: the subject in front with a dot at its end, the benchmark grey behind it. The scale is its own. Gaps stay
/// open, and a lone figure is a dot.
pub fn sparkline(
    painter: &Painter,
    rect: Rect,
    series: &[Point],
    benchmark: &[Point],
    palette: &'static Palette,
    scale: f32,
) {
    let canvas = Canvas::with_palette(painter.clone(), palette, scale);
    let k = canvas.k;
    let drawn = |point: &Point| {
        point
            .value
            .filter(|_| point.state.is_number())
            .and_then(drawable)
    };
    let all = || series.iter().chain(benchmark);
    let (Some(time), Some(values)) = (
        Span::of(all().map(|point| point.period.middle())),
        Span::of(all().filter_map(drawn)),
    ) else {
        return;
    };
    let inner = rect.shrink(3.0 * k);
    let at = |x: f64, y: f64| {
        pos2(
            inner.left() + time.share(x) * inner.width(),
            inner.bottom() - values.share(y) * inner.height(),
        )
    };
    let line = |points: &[Point], width: f32, colour: Color32| {
        let periods: Vec<_> = points.iter().map(|point| point.period).collect();
        let steps = Steps::of(&periods);
        let mut run = Vec::new();
        let mut last = None;
        let flush = |run: &mut Vec<egui::Pos2>| {
            if let [only] = run.as_slice() {
                canvas.dot(*only, width * 0.9, colour);
            }
            canvas.path(std::mem::take(run), width, colour);
        };
        for point in points {
            let value = drawn(point);
            let far = last.is_some_and(|earlier| !steps.joins(earlier, point.period));
            if far || point.breaks || value.is_none() {
                flush(&mut run);
            }
            if let Some(y) = value {
                run.push(at(point.period.middle(), y));
            }
            last = Some(point.period);
        }
        flush(&mut run);
    };
    line(benchmark, 1.5 * k, palette.named);
    line(series, 2.0 * k, palette.brand);
    let end = series
        .iter()
        .rev()
        .find_map(|point| Some((point.period.middle(), drawn(point)?)));
    if let Some((x, y)) = end {
        canvas.dot(at(x, y), 3.0 * k, palette.brand);
    }
}
