use egui::{Pos2, Rect, Vec2, pos2};

use super::labels;
use super::model::Scatter;
use crate::figures::Mark;
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::glyph::series_mark;
use crate::figures::lettering::Style;
use crate::figures::scale::Ticks;
use crate::questions::Answer;

/// More dots than this are smaller and paler.
const MANY: usize = 60;

/// Where the dots lie.
struct Placed {
    plot: Rect,
    ticks: [Ticks; 2],
}

impl Placed {
    fn of(scatter: &Scatter, body: Rect, k: f32) -> Option<Self> {
        let [across, upwards] = scatter.spans;
        let (across, upwards) = (across?, upwards?);
        let top = body.top() + 32.0 * k;
        let bottom = body.bottom() - 46.0 * k;
        let up = Ticks::around(
            upwards,
            ((bottom - top) / (60.0 * k)).clamp(2.0, 8.0) as usize,
        );
        let style = Style::regular(14.0 * k);
        let widest = up
            .at
            .iter()
            .map(|at| style.width(&up.label(*at)))
            .fold(0.0, f32::max);
        let plot = Rect::from_min_max(
            pos2(body.left() + widest + 10.0 * k, top),
            pos2(body.right() - 12.0 * k, bottom.max(top + 20.0)),
        );
        let wide = (plot.width() / (110.0 * k)).clamp(2.0, 9.0) as usize;
        Some(Self {
            ticks: [Ticks::around(across, wide), up],
            plot,
        })
    }

    fn at(&self, [x, y]: [f64; 2]) -> Pos2 {
        let [across, upwards] = &self.ticks;
        pos2(
            self.plot.left() + across.span.share(x) * self.plot.width(),
            self.plot.bottom() - upwards.span.share(y) * self.plot.height(),
        )
    }
}

pub(super) fn paint(scatter: &Scatter, answer: &Answer, canvas: &Canvas, body: Rect) -> Vec<Mark> {
    let (k, palette) = (canvas.k, canvas.palette);
    let Some(placed) = Placed::of(scatter, body, k) else {
        return Vec::new();
    };
    axes(scatter, &placed, canvas, body);
    lines(scatter, &placed, canvas);
    let many = scatter.dots.len() > MANY;
    let (r, crowd) = if many {
        (3.2 * k, palette.crowd)
    } else {
        (4.5 * k, palette.named)
    };
    let large = 7.5 * k;
    for dot in scatter.dots.iter().filter(|dot| dot.chosen.is_none()) {
        canvas.dot(placed.at(dot.at), r, crowd);
    }
    // Those that are named are told from the crowd.
    for index in scatter.wanted.iter().take(canvas.names) {
        if let Some(dot) = scatter.dots.get(*index).filter(|dot| dot.chosen.is_none()) {
            canvas.dot(placed.at(dot.at), r, palette.ink_2);
        }
    }
    for dot in &scatter.dots {
        if let Some(index) = dot.chosen {
            let at = placed.at(dot.at);
            canvas.dot(at, large + 1.5 * k, palette.ground);
            series_mark(canvas.painter(), at, large * 0.9, index, palette);
        }
    }
    let taken = medians(scatter, &placed, canvas);
    let style = Style::semibold(13.0 * k);
    let wishes: Vec<(usize, Pos2, &str)> = scatter
        .wanted
        .iter()
        .take(canvas.names)
        .filter_map(|index| {
            let dot = scatter.dots.get(*index)?;
            Some((*index, placed.at(dot.at), dot.name.as_str()))
        })
        .collect();
    for label in labels::place(&wishes, &taken, style, placed.plot, 10.0 * k) {
        canvas.fill(label.rect, 2.0, palette.ground.gamma_multiply(0.72));
        canvas.text(
            pos2(label.rect.left(), label.rect.center().y),
            Anchor::Left,
            &label.text,
            style,
            palette.ink,
        );
    }
    scatter
        .dots
        .iter()
        .filter(|dot| dot.rows.iter().all(|row| *row < answer.rows.len()))
        .map(|dot| {
            let r = if dot.chosen.is_some() {
                large
            } else {
                r.max(4.0 * k)
            };
            let [row, _] = dot.rows;
            Mark {
                row,
                rect: Rect::from_center_size(placed.at(dot.at), Vec2::splat(r * 2.0)),
                spoken: dot.spoken.clone(),
            }
        })
        .collect()
}

fn axes(scatter: &Scatter, placed: &Placed, canvas: &Canvas, body: Rect) {
    let (k, palette, plot) = (canvas.k, canvas.palette, placed.plot);
    let style = Style::regular(14.0 * k);
    let [across, upwards] = &placed.ticks;
    for at in &upwards.at {
        let y = plot.bottom() - upwards.span.share(*at) * plot.height();
        canvas.rule(plot.left(), plot.right(), y, canvas.grid());
        canvas.text(
            pos2(plot.left() - 8.0 * k, y),
            Anchor::Right,
            &upwards.label(*at),
            style,
            palette.muted,
        );
    }
    let mut edge = f32::NEG_INFINITY;
    for at in &across.at {
        let x = plot.left() + across.span.share(*at) * plot.width();
        canvas.line(
            pos2(x, plot.bottom()),
            pos2(x, plot.bottom() + 5.0 * k),
            k,
            palette.muted,
        );
        let label = across.label(*at);
        let half = style.width(&label) / 2.0;
        if x - half > edge && x + half <= body.right() {
            canvas.text(
                pos2(x, plot.bottom() + 14.0 * k),
                Anchor::Centre,
                &label,
                style,
                palette.muted,
            );
            edge = x + half + 6.0 * k;
        }
    }
    canvas.rule(plot.left(), plot.right(), plot.bottom(), palette.muted);
    if !across.holds_zero() {
        canvas.axis_break(pos2(plot.left() + 8.0 * k, plot.bottom()));
    }
    let title = Style::semibold(14.0 * k);
    let [x_title, y_title] = &scatter.titles;
    let summary = Style::semibold(14.0 * k);
    let width = summary.width(&scatter.summary);
    canvas.text(
        pos2(body.right(), body.top() + 9.0 * k),
        Anchor::Right,
        &scatter.summary,
        summary,
        palette.ink,
    );
    canvas.text(
        pos2(body.left(), body.top() + 9.0 * k),
        Anchor::Left,
        &title.fit(y_title, body.width() - width - 20.0 * k),
        title,
        palette.ink_2,
    );
    canvas.text(
        pos2(plot.right(), plot.bottom() + 35.0 * k),
        Anchor::Right,
        &title.fit(x_title, body.width()),
        title,
        palette.ink_2,
    );
}

/// The medians as dotted lines.
fn lines(scatter: &Scatter, placed: &Placed, canvas: &Canvas) {
    let plot = placed.plot;
    if let [Some(x), Some(y)] = scatter.medians {
        let (at, colour) = (placed.at([x, y]), canvas.palette.ink_2);
        canvas.dotted(pos2(at.x, plot.top()), pos2(at.x, plot.bottom()), colour);
        canvas.dotted(pos2(plot.left(), at.y), pos2(plot.right(), at.y), colour);
    }
}

/// The values of the medians beside their lines; returns what they cover.
fn medians(scatter: &Scatter, placed: &Placed, canvas: &Canvas) -> Vec<Rect> {
    let (k, palette, plot) = (canvas.k, canvas.palette, placed.plot);
    let ([Some(x), Some(y)], [x_text, y_text]) = (scatter.medians, &scatter.median_texts) else {
        return Vec::new();
    };
    let at = placed.at([x, y]);
    let style = Style::regular(13.0 * k);
    let left = at.x + 6.0 * k + style.width(x_text) > plot.right();
    let top = Rect::from_min_size(
        pos2(
            if left {
                at.x - 6.0 * k - style.width(x_text)
            } else {
                at.x + 6.0 * k
            },
            plot.top() + 1.0 * k,
        ),
        egui::vec2(style.width(x_text), style.size),
    );
    // At the end of the line where it hides no dot, rather on the right and above.
    let dots: Vec<Pos2> = scatter.dots.iter().map(|dot| placed.at(dot.at)).collect();
    let hides = |rect: Rect| dots.iter().any(|dot| rect.expand(6.0 * k).contains(*dot));
    let size = egui::vec2(style.width(y_text), style.size);
    let (above, below) = (at.y - style.size - 3.0 * k, at.y + 4.0 * k);
    let right = plot.right() - size.x;
    let ways = [
        (right, above),
        (right, below),
        (plot.left() + 4.0 * k, above),
        (plot.left() + 4.0 * k, below),
    ];
    let ways = ways.map(|(x, y)| Rect::from_min_size(pos2(x, y), size));
    let fits = |rect: &&Rect| rect.top() >= plot.top() && !rect.expand(3.0).intersects(top);
    let free = ways.iter().filter(fits).find(|rect| !hides(**rect));
    let beside = free.or_else(|| ways.iter().find(fits));
    let beside = beside.copied().unwrap_or(Rect::NOTHING);
    let mut covered = Vec::new();
    for (rect, text) in [(top, x_text), (beside, y_text)] {
        if !rect.is_positive() || covered.iter().any(|other: &Rect| other.intersects(rect)) {
            continue;
        }
        if !hides(rect) {
            canvas.fill(rect.expand(1.0), 0.0, palette.ground);
        }
        canvas.text(
            pos2(rect.left(), rect.center().y),
            Anchor::Left,
            text,
            style,
            palette.ink_2,
        );
        covered.push(rect.expand(3.0 * k));
    }
    covered
}
