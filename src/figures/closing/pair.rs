use egui::{Color32, Rect, Shape, Stroke, pos2, vec2};

use super::panel::{Panel, panel};
use crate::domain::{Period, Reveal, thousands};
use crate::figures::Mark;
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::glyph::diamond;
use crate::figures::lettering::Style;
use crate::figures::scale::{Span, Ticks, apart, drawable};
use crate::figures::speech;
use crate::figures::steps::Steps;
use crate::questions::{Answer, GapChange};

/// A line of one of the two, or of their gap.
#[derive(Clone, Debug, PartialEq)]
struct Series {
    name: String,
    points: Vec<(Period, Option<f64>, Option<usize>)>,
}

/// Both lines, their gap, and what lies ahead.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::figures) struct PairLines {
    first: Series,
    other: Series,
    gap: Series,
    ahead: Vec<(f64, f64, f64, f64)>,
    unit: String,
    gap_unit: String,
    decimals: u8,
}

impl PairLines {
    pub(super) fn of(answer: &Answer, change: &GapChange) -> Self {
        let series = |(from, to): (usize, usize), name: &str| Series {
            name: name.to_owned(),
            points: (from..=to)
                .filter_map(|index| {
                    let row = answer.rows.get(index)?;
                    Some((
                        row.period?,
                        row.reading.value().and_then(drawable),
                        Some(index),
                    ))
                })
                .collect(),
        };
        let row = answer.rows.first();
        Self {
            first: series(change.first, &change.first_name),
            other: series(change.other, &change.other_name),
            gap: Series {
                name: "Gap".to_owned(),
                points: change
                    .gaps
                    .iter()
                    .map(|(period, gap)| (*period, gap.and_then(drawable), None))
                    .collect(),
            },
            ahead: change.ahead.clone(),
            unit: crate::figures::unit_line(answer),
            gap_unit: row.map_or(String::new(), |row| match row.unit.kind {
                crate::domain::UnitKind::PerCent | crate::domain::UnitKind::PercentagePoints => {
                    "percentage points".to_owned()
                }
                _ => speech::unit_sign(&row.unit),
            }),
            decimals: row.map_or(1, |row| row.decimals),
        }
    }

    fn values(&self) -> Option<Span> {
        let all = self.first.points.iter().chain(&self.other.points);
        Span::of(all.filter_map(|point| point.1))
    }

    fn gaps(&self) -> Option<Span> {
        let held = self.gap.points.iter().filter_map(|point| point.1);
        let ahead = self.ahead.iter().flat_map(|at| [at.1, at.3]);
        Span::of(held.chain(ahead)).map(|span| span.with(0.0))
    }
}

/// Height at a width: two panels side by side where there is room, else one above the other.
pub(super) fn height(width: f32, k: f32) -> f32 {
    if wide(width, k) { 320.0 * k } else { 520.0 * k }
}

fn wide(width: f32, k: f32) -> bool {
    width > 540.0 * k
}

pub(super) fn notes(lines: &PairLines) -> Vec<String> {
    let mut out = Vec::new();
    if lines.ahead.len() > 1 {
        out.push("Dashed: if the recent trend continued, with its 95% range.".to_owned());
    }
    if lines
        .values()
        .is_some_and(|span| !Ticks::around(span, 4).holds_zero())
    {
        out.push("The axis of the figures does not start at 0.".to_owned());
    }
    out
}

pub(super) fn paint(lines: &PairLines, answer: &Answer, canvas: &Canvas, body: Rect) -> Vec<Mark> {
    let k = canvas.k;
    let (Some(values), Some(gaps)) = (lines.values(), lines.gaps()) else {
        return Vec::new();
    };
    let (left, right) = if wide(body.width(), k) {
        let middle = body.left() + body.width() * 0.54;
        (
            Rect::from_min_max(body.min, pos2(middle - 14.0 * k, body.bottom())),
            Rect::from_min_max(pos2(middle + 14.0 * k, body.top()), body.max),
        )
    } else {
        let middle = body.top() + body.height() * 0.52;
        (
            Rect::from_min_max(body.min, pos2(body.right(), middle - 8.0 * k)),
            Rect::from_min_max(pos2(body.left(), middle + 8.0 * k), body.max),
        )
    };
    let mut marks = both(lines, answer, canvas, left, values);
    let canvas = canvas.of(Reveal::Gap);
    marks.extend(gap_line(lines, answer, &canvas, right, gaps));
    marks
}

/// Both lines with their names and values at the end.
fn both(
    lines: &PairLines,
    answer: &Answer,
    canvas: &Canvas,
    rect: Rect,
    values: Span,
) -> Vec<Mark> {
    let (k, palette) = (canvas.k, canvas.palette);
    let style = Style::semibold(14.0 * k);
    let label = |series: &Series| -> Vec<String> {
        let last = series.points.iter().rev().find_map(|point| point.1);
        let value = last.map_or(String::new(), |value| thousands(value, lines.decimals));
        let mut all = style.wrap(&series.name, rect.width() * 0.28, 3);
        all.push(value);
        all
    };
    let labels = [label(&lines.first), label(&lines.other)];
    let width = labels
        .iter()
        .flatten()
        .map(|line| style.width(line))
        .fold(0.0, f32::max);
    let panel = panel(
        canvas,
        rect,
        width + 14.0 * k,
        values,
        time_of(lines, false),
        &lines.unit,
    );
    let series = [
        (&lines.first, palette.brand, 3.0, Reveal::Focus),
        (&lines.other, palette.named, 2.0, Reveal::Context),
    ];
    let mut marks = Vec::new();
    let mut ends = Vec::new();
    for (series, colour, width, part) in series {
        let canvas = &canvas.of(part);
        runs(series, &panel, canvas, colour, width);
        let end = series
            .points
            .iter()
            .rev()
            .find_map(|point| Some((point.0, point.1?)));
        let Some((period, value)) = end else { continue };
        let at = panel.at(period.middle(), value);
        if colour == palette.brand {
            canvas.dot(at, 5.5 * k, colour);
        } else {
            diamond(canvas.painter(), at, 6.5 * k, colour);
        }
        ends.push(at);
        marks.extend(marks_of(series, answer, &panel, k));
    }
    let heights: Vec<f32> = labels
        .iter()
        .map(|lines| lines.len() as f32 * style.line())
        .collect();
    let wanted: Vec<f32> = ends.iter().map(|at| at.y).collect();
    let placed = apart(&wanted, &heights, rect.top(), rect.bottom());
    let parts = [Reveal::Focus, Reveal::Context];
    for (((label, middle), height), part) in labels.iter().zip(&placed).zip(&heights).zip(parts) {
        let canvas = canvas.of(part);
        let mut y = middle - height / 2.0 + style.line() / 2.0;
        for line in label {
            let at = pos2(panel.plot.right() + 12.0 * k, y);
            canvas.text(at, Anchor::Left, line, style, palette.ink);
            y += style.line();
        }
    }
    ends_of_time(lines, &panel, canvas, false);
    marks
}

/// The line of the gap, down to 0 where it would be closed, and its trend carried on.
fn gap_line(
    lines: &PairLines,
    answer: &Answer,
    canvas: &Canvas,
    rect: Rect,
    gaps: Span,
) -> Vec<Mark> {
    let (k, palette) = (canvas.k, canvas.palette);
    let unit = format!("Gap, {}", lines.gap_unit);
    let unit = unit.trim_end_matches([',', ' ']);
    let panel = panel(canvas, rect, 10.0 * k, gaps, time_of(lines, true), unit);
    for pair in lines.ahead.windows(2) {
        if let [a, b] = pair {
            let corners = vec![
                panel.at(a.0, a.1),
                panel.at(b.0, b.1),
                panel.at(b.0, b.3),
                panel.at(a.0, a.3),
            ];
            canvas.painter().add(Shape::convex_polygon(
                corners,
                palette.selected,
                Stroke::new(k, palette.selected),
            ));
        }
    }
    let zero = panel.at(panel.time.from, 0.0).y;
    canvas.line(
        pos2(panel.plot.left(), zero),
        pos2(panel.plot.right(), zero),
        1.5 * k,
        palette.muted,
    );
    let middle: Vec<egui::Pos2> = lines.ahead.iter().map(|at| panel.at(at.0, at.2)).collect();
    canvas.painter().extend(Shape::dashed_line(
        &middle,
        Stroke::new(2.0 * k, palette.brand),
        6.0 * k,
        4.0 * k,
    ));
    runs(&lines.gap, &panel, canvas, palette.brand, 3.0);
    let style = Style::semibold(14.0 * k);
    let held: Vec<(Period, f64)> = lines
        .gap
        .points
        .iter()
        .filter_map(|point| Some((point.0, point.1?)))
        .collect();
    let mut marks = Vec::new();
    let ends = [held.first(), held.last()];
    for (index, end) in ends.into_iter().flatten().enumerate() {
        let at = panel.at(end.0.middle(), end.1);
        canvas.dot(at, 5.0 * k, palette.brand);
        let text = thousands(end.1, lines.decimals);
        let half = style.width(&text) / 2.0;
        let x = (at.x).clamp(panel.plot.left() + half, rect.right() - half);
        // On the side to which the line does not go.
        let beside = if index == 0 {
            1
        } else {
            held.len().wrapping_sub(2)
        };
        let rises = held.get(beside).is_some_and(|next| next.1 > end.1);
        let has_room = at.y - 14.0 * k > panel.plot.top() + 4.0 * k;
        let has_room_below = at.y + 22.0 * k < zero;
        let above = has_room && !(rises && has_room_below);
        let y = if above {
            at.y - 14.0 * k
        } else {
            at.y + 14.0 * k
        };
        canvas.text(pos2(x, y), Anchor::Centre, &text, style, palette.ink);
        let row = lines
            .first
            .points
            .iter()
            .find(|point| point.0 == end.0)
            .and_then(|point| point.2);
        marks.extend(
            row.and_then(|index| Some((index, answer.rows.get(index)?)))
                .map(|(row, of)| Mark {
                    row,
                    rect: Rect::from_center_size(at, vec2(14.0, 14.0) * k),
                    spoken: format!(
                        "Gap, {}: {}",
                        end.0.label(),
                        speech::difference(of, end.1).replace(" pp", " percentage points")
                    ),
                }),
        );
        if index == 0 && held.len() == 1 {
            break;
        }
    }
    ends_of_time(lines, &panel, canvas, true);
    marks
}

/// The years that a panel covers.
fn time_of(lines: &PairLines, with_ahead: bool) -> Span {
    let held = lines.gap.points.iter().map(|point| point.0.middle());
    let ahead = lines.ahead.iter().filter(|_| with_ahead).map(|at| at.0);
    Span::of(held.chain(ahead)).unwrap_or(Span { from: 0.0, to: 1.0 })
}

/// The first and the last period below a panel, and the last year of what lies ahead.
fn ends_of_time(lines: &PairLines, panel: &Panel, canvas: &Canvas, with_ahead: bool) {
    let k = canvas.k;
    let style = Style::regular(14.0 * k);
    let periods = &lines.gap.points;
    let mut labels: Vec<(f64, String)> = [periods.first(), periods.last()]
        .into_iter()
        .flatten()
        .map(|point| (point.0.middle(), point.0.label()))
        .collect();
    if let (true, Some(last)) = (with_ahead && lines.ahead.len() > 1, lines.ahead.last()) {
        labels.push((last.0, format!("{:.0}", last.0.floor())));
    }
    let mut edge = f32::NEG_INFINITY;
    for (time, label) in labels {
        let half = style.width(&label) / 2.0;
        let x = panel.at(time, panel.ticks.span.from).x;
        let x = x
            .min(panel.plot.right() + 8.0 * k - half)
            .max(panel.plot.left() + half - 8.0 * k);
        if x - half > edge {
            let at = pos2(x, panel.plot.bottom() + 14.0 * k);
            canvas.text(at, Anchor::Centre, &label, style, canvas.palette.muted);
            edge = x + half + 8.0 * k;
        }
    }
}

/// The line through what is held, open where a period is missing or withheld.
fn runs(series: &Series, panel: &Panel, canvas: &Canvas, colour: Color32, width: f32) {
    let k = canvas.k;
    let periods: Vec<Period> = series.points.iter().map(|point| point.0).collect();
    let steps = Steps::of(&periods);
    let mut run: Vec<egui::Pos2> = Vec::new();
    let mut before: Option<Period> = None;
    let end = |run: &mut Vec<egui::Pos2>| {
        if let [only] = run.as_slice() {
            canvas.dot(*only, 3.5 * k, colour);
        }
        canvas.path(std::mem::take(run), width * k, colour);
    };
    for (period, value, _) in &series.points {
        let joined = before.is_some_and(|before| steps.joins(before, *period));
        match value {
            Some(value) => {
                if !joined {
                    end(&mut run);
                }
                run.push(panel.at(period.middle(), *value));
            }
            None => end(&mut run),
        }
        before = Some(*period);
    }
    end(&mut run);
}

/// A mark a figure; a withheld one stands at the foot.
fn marks_of(series: &Series, answer: &Answer, panel: &Panel, k: f32) -> Vec<Mark> {
    let mark = |(period, value, index): &(Period, Option<f64>, Option<usize>)| {
        let row = answer.rows.get((*index)?)?;
        let at = match value {
            Some(value) => panel.at(period.middle(), *value),
            None => pos2(
                panel.at(period.middle(), 0.0).x,
                panel.plot.bottom() - 8.0 * k,
            ),
        };
        Some(Mark {
            row: (*index)?,
            rect: Rect::from_center_size(at, vec2(14.0, 14.0) * k),
            spoken: speech::spoken(row),
        })
    };
    series.points.iter().filter_map(mark).collect()
}
