use egui::{Color32, Rect, Sense, Ui, UiBuilder, pos2, vec2};
use egui_plot::{FilledArea, Line, LineStyle, Plot, PlotBounds, PlotPoints};

use super::labels::{labels, names_of_dots};
use super::model::{Gap, Run, Series, Trend};
use super::placed::Placed;
use crate::domain::Reveal;
use crate::figures::Mark;
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::glyph::{diamond, series_colour};
use crate::figures::lettering::Style;
use crate::figures::speech;
use crate::questions::{Answer, RowRole};

/// Room round the plot, so that strokes and dots on its edge are whole.
const ROOM: f32 = 8.0;

pub(super) fn paint(
    trend: &Trend,
    placed: &Placed,
    answer: &Answer,
    ui: &mut Ui,
    canvas: &Canvas,
) -> Vec<Mark> {
    axes(trend, placed, canvas);
    lines(trend, placed, ui, canvas);
    let mut marks = Vec::new();
    for series in trend.series.iter().rev() {
        dots(series, placed, &canvas.of(part(series)));
    }
    for series in &trend.series {
        for point in series.points() {
            let size = if series.role == RowRole::Crowd {
                6.0
            } else {
                14.0
            };
            marks.push(Mark {
                row: point.row,
                rect: Rect::from_center_size(
                    placed.at(point.x, point.y),
                    vec2(size, size) * canvas.k,
                ),
                spoken: trend.spoken(point.row),
            });
        }
    }
    gaps(trend, placed, answer, canvas, &mut marks);
    labels(trend, placed, answer, canvas);
    names_of_dots(trend, placed, answer, &canvas.of(Reveal::Context));
    marks
}

/// With which part of the picture a series comes.
pub(super) fn part(series: &Series) -> Reveal {
    if series.role == RowRole::Focus {
        Reveal::Focus
    } else {
        Reveal::Context
    }
}

/// Colour of a series.
fn colour(series: &Series, canvas: &Canvas) -> Color32 {
    match series.role {
        RowRole::Benchmark => canvas.palette.named,
        RowRole::Crowd => canvas.palette.crowd,
        RowRole::Focus if series.colour == 0 => canvas.palette.brand,
        RowRole::Focus | RowRole::Named => series_colour(series.colour, canvas.palette),
    }
}

fn axes(trend: &Trend, placed: &Placed, canvas: &Canvas) {
    let (k, palette, plot) = (canvas.k, canvas.palette, placed.plot);
    let style = Style::regular(14.0 * k);
    canvas.text(
        pos2(placed.body.left(), placed.body.top() + 8.0 * k),
        Anchor::Left,
        &style.fit(&trend.unit, placed.body.width()),
        style,
        palette.muted,
    );
    for at in &placed.ticks.at {
        let y = placed.y(*at);
        let zero = at.abs() < placed.ticks.span.length() * 1e-9;
        let rule = if zero { palette.muted } else { canvas.grid() };
        canvas.rule(plot.left(), plot.right(), y, rule);
        canvas.text(
            pos2(plot.left() - 8.0 * k, y),
            Anchor::Right,
            &placed.ticks.label(*at),
            style,
            palette.muted,
        );
    }
    canvas.rule(plot.left(), plot.right(), plot.bottom(), palette.muted);
    for year in &placed.years {
        canvas.line(
            pos2(year.x, plot.bottom()),
            pos2(year.x, plot.bottom() + 5.0 * k),
            k,
            palette.muted,
        );
        canvas.text(
            pos2(year.label_x, plot.bottom() + 16.0 * k),
            Anchor::Centre,
            &year.label,
            style,
            palette.muted,
        );
    }
    if !placed.ticks.holds_zero() {
        canvas.axis_break(pos2(plot.left(), plot.bottom() - 7.0 * k));
    }
}

/// Ribbons and lines. The plot only gets numbers that the model has checked.
fn lines(trend: &Trend, placed: &Placed, ui: &mut Ui, canvas: &Canvas) {
    let k = canvas.k;
    let room = ROOM * k;
    let rect = placed.plot.expand(room);
    let per_x = placed.time.length() / f64::from(placed.plot.width());
    let per_y = placed.ticks.span.length() / f64::from(placed.plot.height());
    let room = f64::from(room);
    let bounds = PlotBounds::from_min_max(
        [
            placed.time.from - room * per_x,
            placed.ticks.span.from - room * per_y,
        ],
        [
            placed.time.to + room * per_x,
            placed.ticks.span.to + room * per_y,
        ],
    );
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    Plot::new("trend")
        .width(rect.width())
        .height(rect.height())
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .set_margin_fraction(vec2(0.0, 0.0))
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .cursor_color(Color32::TRANSPARENT)
        .sense(Sense::hover())
        .show(&mut child, |plot| {
            plot.set_plot_bounds(bounds);
            let shown = |series: &&Series| canvas.shows(part(series));
            for series in trend.series.iter().rev().filter(shown) {
                let colour = colour(series, canvas);
                if series.role == RowRole::Focus {
                    for run in &series.runs {
                        for area in ribbons(run, colour.gamma_multiply(0.14)) {
                            plot.add(area);
                        }
                    }
                }
                let width = match series.role {
                    RowRole::Focus => 3.0,
                    RowRole::Named | RowRole::Benchmark => 2.0,
                    RowRole::Crowd => 1.0,
                };
                for run in series.runs.iter().filter(|run| run.points.len() > 1) {
                    let points: PlotPoints = run
                        .points
                        .iter()
                        .map(|point| [point.x, point.y])
                        .collect::<Vec<_>>()
                        .into();
                    let style = if run.forecast {
                        LineStyle::dashed_dense()
                    } else {
                        LineStyle::Solid
                    };
                    plot.line(
                        Line::new("", points)
                            .color(colour)
                            .width(width * k)
                            .style(style)
                            .allow_hover(false),
                    );
                }
            }
        });
}

/// The 95% interval of a run, in stretches where it is given.
fn ribbons(run: &Run, colour: Color32) -> Vec<FilledArea> {
    run.points
        .split(|point| point.interval.is_none())
        .filter(|points| points.len() > 1)
        .map(|points| {
            let limits = |limit: fn((f64, f64)) -> f64| -> Vec<f64> {
                points
                    .iter()
                    .filter_map(|point| point.interval.map(limit))
                    .collect()
            };
            let xs: Vec<f64> = points.iter().map(|point| point.x).collect();
            FilledArea::new("", &xs, &limits(|pair| pair.0), &limits(|pair| pair.1))
                .fill_color(colour)
                .allow_hover(false)
        })
        .collect()
}

/// Lone years and ends of lines.
fn dots(series: &Series, placed: &Placed, canvas: &Canvas) {
    let k = canvas.k;
    let colour = colour(series, canvas);
    let crowd = series.role == RowRole::Crowd;
    for run in &series.runs {
        if let [point] = run.points.as_slice() {
            let at = placed.at(point.x, point.y);
            if let (RowRole::Focus, Some((low, high))) = (series.role, point.interval) {
                let pale = colour.gamma_multiply(0.5);
                canvas.line(
                    pos2(at.x, placed.y(low)),
                    pos2(at.x, placed.y(high)),
                    1.5 * k,
                    pale,
                );
            }
            canvas.dot(at, if crowd { 1.5 } else { 3.0 } * k, colour);
        }
    }
    let Some(end) = series.last().filter(|_| !crowd) else {
        return;
    };
    let at = placed.at(end.x, end.y);
    match series.role {
        RowRole::Benchmark => diamond(canvas.painter(), at, 6.0 * k, colour),
        RowRole::Focus => canvas.dot(at, 5.5 * k, colour),
        RowRole::Named | RowRole::Crowd => canvas.dot(at, 4.5 * k, colour),
    }
}

/// The edges of what is missing, with the sign that says why, and breaks in the series.
fn gaps(trend: &Trend, placed: &Placed, answer: &Answer, canvas: &Canvas, marks: &mut Vec<Mark>) {
    let (k, palette, plot) = (canvas.k, canvas.palette, placed.plot);
    let front = trend
        .series
        .iter()
        .filter(|series| series.role == RowRole::Focus);
    let mut taken: Vec<Rect> = Vec::new();
    for series in front {
        for gap in &series.gaps {
            for x in [gap.before, gap.after].into_iter().flatten() {
                let x = placed.x(x);
                canvas.dotted(
                    pos2(x, plot.top() + 10.0 * k),
                    pos2(x, plot.bottom()),
                    palette.muted,
                );
            }
            gap_words(gap, placed, canvas, &mut taken);
            let x = placed.x(gap.x);
            for index in &gap.rows {
                marks.extend(answer.rows.get(*index).map(|row| Mark {
                    row: *index,
                    rect: Rect::from_center_size(
                        pos2(
                            row.period.map_or(x, |period| placed.x(period.middle())),
                            plot.bottom() - 20.0 * k,
                        ),
                        vec2(12.0, 40.0) * k,
                    ),
                    spoken: speech::spoken(row),
                }));
            }
        }
    }
    let mut breaks: Vec<f64> = trend
        .series
        .iter()
        .filter(|series| series.role != RowRole::Crowd)
        .flat_map(|series| series.breaks.iter().copied())
        .collect();
    breaks.sort_by(f64::total_cmp);
    breaks.dedup_by(|a, b| (*a - *b).abs() < 0.01);
    for x in breaks {
        let x = placed.x(x);
        let style = Style::semibold(13.0 * k);
        let rect = canvas.text(
            pos2(x, plot.top() + 8.0 * k),
            Anchor::Centre,
            "[b]",
            style,
            palette.muted,
        );
        canvas.dotted(
            pos2(x, rect.bottom() + 4.0 * k),
            pos2(x, plot.bottom()),
            palette.named,
        );
    }
}

fn gap_words(gap: &Gap, placed: &Placed, canvas: &Canvas, taken: &mut Vec<Rect>) {
    let (k, plot) = (canvas.k, placed.plot);
    let lines = [
        (gap.label.as_str(), Style::regular(13.0 * k), 28.0 * k),
        (gap.sign.as_str(), Style::semibold(13.0 * k), 12.0 * k),
    ];
    for (text, style, up) in lines {
        let width = style.width(text);
        let x = placed
            .x(gap.x)
            .min(plot.right() - width / 2.0)
            .max(plot.left() + width / 2.0 + 4.0 * k);
        let at = pos2(x, plot.bottom() - up);
        let rect = Rect::from_center_size(at, vec2(width, style.size)).expand(1.0 * k);
        if text.is_empty() || taken.iter().any(|other| other.intersects(rect)) {
            continue;
        }
        taken.push(rect);
        canvas.fill(rect, 0.0, canvas.palette.ground);
        canvas.text(at, Anchor::Centre, text, style, canvas.palette.ink_2);
    }
}
