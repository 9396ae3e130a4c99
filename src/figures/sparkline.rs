use egui::{Color32, Painter, Rect, pos2};

use super::Palette;
use super::canvas::Canvas;
use super::scale::{Span, drawable};
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
    let drawn = |points: &[Point]| -> Vec<(f64, Option<f64>)> {
        points
            .iter()
            .map(|point| {
                let value = point.value.filter(|_| point.state.is_number());
                (point.period.middle(), value.and_then(drawable))
            })
            .collect()
    };
    let (own, other) = (drawn(series), drawn(benchmark));
    let all = || own.iter().chain(&other);
    let (Some(time), Some(values)) = (
        Span::of(all().map(|(x, _)| *x)),
        Span::of(all().filter_map(|(_, y)| *y)),
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
    let line = |points: &[(f64, Option<f64>)], width: f32, colour: Color32| {
        let mut steps: Vec<f64> = points
            .windows(2)
            .filter_map(|pair| match pair {
                [(a, _), (b, _)] => Some(b - a),
                _ => None,
            })
            .collect();
        steps.sort_by(f64::total_cmp);
        let usual = steps.get(steps.len() / 2).copied().unwrap_or(1.0);
        let mut run = Vec::new();
        let mut last = f64::NEG_INFINITY;
        let flush = |run: &mut Vec<egui::Pos2>| {
            if let [only] = run.as_slice() {
                canvas.dot(*only, width * 0.9, colour);
            }
            canvas.path(std::mem::take(run), width, colour);
        };
        for (x, y) in points {
            let far = x - last > usual * 1.6;
            if far || y.is_none() {
                flush(&mut run);
            }
            if let Some(y) = y {
                run.push(at(*x, *y));
                last = *x;
            }
        }
        flush(&mut run);
    };
    line(&other, 1.5 * k, palette.named);
    line(&own, 2.0 * k, palette.brand);
    if let Some((x, Some(y))) = own.iter().rev().find(|(_, y)| y.is_some()) {
        canvas.dot(at(*x, *y), 3.0 * k, palette.brand);
    }
}
