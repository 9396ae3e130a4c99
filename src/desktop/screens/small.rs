use egui::{Align2, Pos2, Rect, Stroke, Ui, pos2, vec2};

use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::text_at;
use crate::domain::{Polarity, thousands};
use crate::questions::{Point, Row, Spread};

/// A small line of the subject over the benchmark's, on its own scale. Gaps stay open, a lone year is a dot.
pub(super) fn sparkline(ui: &Ui, rect: Rect, series: &[Point], benchmark: &[Point]) {
    let palette = theme::palette(ui);
    let values = || {
        series
            .iter()
            .chain(benchmark)
            .filter_map(|point| point.value.map(|value| (point.period.middle(), value)))
    };
    let (mut left, mut right, mut low, mut high) = (
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::INFINITY,
        f64::NEG_INFINITY,
    );
    for (x, y) in values() {
        left = left.min(x);
        right = right.max(x);
        low = low.min(y);
        high = high.max(y);
    }
    if left > right {
        return;
    }
    let inside = rect.shrink(3.0);
    let place = |point: &Point| -> Option<Pos2> {
        let value = point.value?;
        let part = |at: f64, from: f64, to: f64| {
            if to > from {
                ((at - from) / (to - from)) as f32
            } else {
                0.5
            }
        };
        Some(pos2(
            inside.left() + inside.width() * part(point.period.middle(), left, right),
            inside.bottom() - inside.height() * part(value, low, high),
        ))
    };
    for (points, width, colour) in [
        (benchmark, 1.2, palette.named),
        (series, 1.8, palette.brand),
    ] {
        let mut run: Vec<Pos2> = Vec::new();
        let finish = |run: &mut Vec<Pos2>| {
            if let [only] = run.as_slice() {
                ui.painter().circle_filled(*only, width, colour);
            } else if run.len() > 1 {
                ui.painter().line(run.clone(), Stroke::new(width, colour));
            }
            run.clear();
        };
        for point in points {
            match place(point) {
                Some(at) => run.push(at),
                None => finish(&mut run),
            }
        }
        finish(&mut run);
    }
    if let Some(end) = series.iter().rev().find_map(place) {
        ui.painter().circle_filled(end, 3.0, palette.brand);
    }
}

/// Where a subject's peers lie, better to the right: a swarm of dots, the subject's own in front, the benchmark as a tick.
pub(super) fn strip(ui: &Ui, rect: Rect, row: &Row, spread: &Spread) {
    let palette = theme::palette(ui);
    let reach = if spread.mad > 0.0 {
        3.0 * spread.mad
    } else {
        (spread.highest - spread.lowest).max(1e-9)
    };
    let own = row.reading.value();
    let mut low = spread.lowest.max(spread.median - reach);
    let mut high = spread.highest.min(spread.median + reach);
    for value in own.into_iter().chain(row.benchmark) {
        low = low.min(value);
        high = high.max(value);
    }
    if high <= low {
        high = low + 1.0;
    }
    let backwards = row.polarity == Polarity::Lower;
    let line = rect.top() + rect.height() * 0.42;
    let x_of = |value: f64| {
        let part = ((value.clamp(low, high) - low) / (high - low)) as f32;
        let part = if backwards { 1.0 - part } else { part };
        rect.left() + 14.0 + (rect.width() - 28.0) * part
    };
    ui.painter().hline(
        (rect.left() + 14.0)..=(rect.right() - 14.0),
        line,
        Stroke::new(1.0, palette.hairline),
    );
    let radius = 2.2;
    let mut columns = std::collections::BTreeMap::<i32, usize>::new();
    let (mut below, mut above) = (0, 0);
    for value in &spread.values {
        if *value < low {
            below += 1;
            continue;
        }
        if *value > high {
            above += 1;
            continue;
        }
        let column = (x_of(*value) / (radius * 2.1)) as i32;
        let stacked = columns.entry(column).or_insert(0);
        let step = (*stacked).div_ceil(2) as f32 * radius * 2.0;
        let side = if (*stacked).is_multiple_of(2) {
            1.0
        } else {
            -1.0
        };
        *stacked += 1;
        if step < rect.height() * 0.36 {
            let at = pos2((column as f32 + 0.5) * radius * 2.1, line + side * step);
            ui.painter().circle_filled(at, radius, palette.crowd);
        }
    }
    let (mut at_left, mut at_right) = (below, above);
    if backwards {
        std::mem::swap(&mut at_left, &mut at_right);
    }
    for (count, x, anchor) in [
        (at_left, rect.left(), Align2::LEFT_BOTTOM),
        (at_right, rect.right(), Align2::RIGHT_BOTTOM),
    ] {
        if count > 0 {
            let at = pos2(x, line - 2.0);
            text_at(
                ui,
                at,
                anchor,
                Type::Note,
                palette.muted,
                &count.to_string(),
            );
        }
    }
    if let Some(value) = row.benchmark {
        let x = x_of(value);
        ui.painter().vline(
            x,
            (line - 22.0)..=(line + 22.0),
            Stroke::new(2.0, palette.ink_2),
        );
    }
    if let Some(value) = own {
        let at = pos2(x_of(value), line);
        ui.painter().circle_filled(at, 9.0, palette.ground);
        ui.painter().circle_filled(at, 7.0, palette.brand);
    }
    let show = |value: f64| row.unit.with_value(&thousands(value, row.decimals));
    let (first, last) = if backwards { (high, low) } else { (low, high) };
    let y = rect.bottom();
    text_at(
        ui,
        pos2(rect.left() + 8.0, y),
        Align2::LEFT_BOTTOM,
        Type::Note,
        palette.muted,
        &show(first),
    );
    text_at(
        ui,
        pos2(rect.right() - 8.0, y),
        Align2::RIGHT_BOTTOM,
        Type::Note,
        palette.muted,
        &show(last),
    );
}

/// A spine: the peers' range light, their middle half darker, the median in the middle, the subject as a dot; better to the right.
pub(super) fn spine(ui: &Ui, rect: Rect, row: &Row, spread: &Spread) {
    let palette = theme::palette(ui);
    let benefit = |value: f64| row.polarity.benefit(value);
    let mut values: Vec<f64> = spread.values.iter().map(|value| benefit(*value)).collect();
    values.sort_by(f64::total_cmp);
    let (Some(worst), Some(best)) = (values.first().copied(), values.last().copied()) else {
        return;
    };
    let at = |part: f64| {
        let index = part * (values.len() - 1) as f64;
        let (low, high) = (index.floor() as usize, index.ceil() as usize);
        let value = |index: usize| values.get(index).copied().unwrap_or(worst);
        value(low) + (value(high) - value(low)) * (index - index.floor())
    };
    let (quarter, median, three) = (at(0.25), at(0.5), at(0.75));
    let half = (median - worst).max(best - median).max(1e-12);
    let reach = if spread.mad > 0.0 {
        half.min(3.0 * spread.mad)
    } else {
        half
    };
    let x_of = |value: f64| {
        let part = ((value - median) / reach).clamp(-1.0, 1.0) as f32;
        rect.center().x + rect.width() / 2.0 * part
    };
    let bar = |from: f64, to: f64, colour| {
        let filled = Rect::from_min_max(
            pos2(x_of(from), rect.center().y - 7.0),
            pos2(x_of(to), rect.center().y + 7.0),
        );
        ui.painter().rect_filled(filled, 0.0, colour);
    };
    bar(worst, best, palette.panel);
    bar(quarter, three, palette.hairline);
    ui.painter().vline(
        rect.center().x,
        rect.y_range(),
        Stroke::new(2.0, palette.named),
    );
    if let Some(value) = row.reading.value() {
        let centre = pos2(x_of(benefit(value)), rect.center().y);
        let colour = row.judgement.map_or(palette.brand, |judgement| {
            crate::figures::judgement_colour(judgement.mark_for(row.polarity), palette)
        });
        ui.painter().circle_filled(centre, 7.5, palette.ground);
        ui.painter().circle_filled(centre, 6.0, colour);
    }
}

/// Most sources that a page lists; each indicator names its own.
const MOST_SOURCES: usize = 8;

/// Notes and sources under a page.
pub(super) fn notes(ui: &mut Ui, notes: &[String], left_out: &[String], sources: &[String]) {
    let palette = theme::palette(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
        for line in notes {
            crate::desktop::widgets::wrapped(ui, Type::Note, palette.muted, line);
        }
        for line in left_out.iter().take(4) {
            let words = format!("Left out: {line}");
            crate::desktop::widgets::wrapped(ui, Type::Note, palette.muted, &words);
        }
        if left_out.len() > 4 {
            let words = format!("Left out: {} more.", left_out.len() - 4);
            crate::desktop::widgets::wrapped(ui, Type::Note, palette.muted, &words);
        }
        for line in sources.iter().take(MOST_SOURCES) {
            let words = if line.starts_with("Source") {
                line.clone()
            } else {
                format!("Source: {line}")
            };
            crate::desktop::widgets::wrapped(ui, Type::Note, palette.muted, &words);
        }
        if sources.len() > MOST_SOURCES {
            let words = format!(
                "And {} more sources: each indicator names its own.",
                sources.len() - MOST_SOURCES
            );
            crate::desktop::widgets::wrapped(ui, Type::Note, palette.muted, &words);
        }
    });
}
