use egui::{Rect, pos2, vec2};

use crate::figures::Mark;
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::few::few;
use crate::figures::lettering::Style;
use crate::figures::scale::{Span, Ticks, apart, drawable};
use crate::figures::speech;
use crate::questions::{Answer, GapChange, RowRole};

/// Most lines that carry a name; the others are pale.
const NAMED: usize = 12;
const HEAD: f32 = 40.0;

/// A gap from its start to its end.
#[derive(Clone, Debug, PartialEq)]
struct Slope {
    row: usize,
    name: String,
    ends: (f64, f64),
    shown: (String, String),
    /// The same without the unit.
    bare: (String, String),
    spoken: String,
    focus: bool,
}

/// Gaps of one unit, a slope each.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::figures) struct Slopes {
    lines: Vec<Slope>,
    headings: (String, String),
    /// What the gaps are measured in, in words.
    unit: String,
    /// Gaps in another unit than most, which stand in the table only.
    elsewhere: usize,
}

impl Slopes {
    pub(super) fn of(answer: &Answer, changes: &[GapChange]) -> Self {
        let unit = |change: &GapChange| {
            let row = answer.rows.get(change.first.0)?;
            Some(row.unit.text.clone())
        };
        let units: Vec<Option<String>> = changes.iter().map(unit).collect();
        let count = |unit: &Option<String>| units.iter().filter(|one| *one == unit).count();
        let most = units
            .iter()
            .rev()
            .max_by_key(|unit| count(unit))
            .cloned()
            .flatten();
        let lines: Vec<Slope> = changes
            .iter()
            .filter(|change| unit(change) == most)
            .filter_map(|change| {
                let row = answer.rows.get(change.first.0)?;
                let ends = (drawable(change.start_gap)?, drawable(change.end_gap)?);
                let shown = |gap: f64| speech::signed_difference(row, gap).replace('+', "");
                let bare = |gap: f64| speech::signed_bare(row, gap).replace('+', "");
                Some(Slope {
                    row: change.first.1,
                    name: change.name.clone(),
                    ends,
                    shown: (shown(ends.0), shown(ends.1)),
                    bare: (bare(ends.0), bare(ends.1)),
                    spoken: format!(
                        "{}: gap {} in {}, {} in {}, {}",
                        change.name,
                        shown(ends.0),
                        change.start.label(),
                        shown(ends.1),
                        change.end.label(),
                        change.summary.closing.label()
                    )
                    .replace(" pp", " percentage points"),
                    focus: row.role == RowRole::Focus
                        && answer.question.focus.contains(&row.subject_code),
                })
            })
            .collect();
        let heading = |label: fn(&GapChange) -> String, otherwise: &str| {
            let mut all: Vec<String> = changes.iter().map(label).collect();
            all.dedup();
            match all.as_slice() {
                [only] => only.clone(),
                _ => otherwise.to_owned(),
            }
        };
        Self {
            elsewhere: changes.len() - lines.len(),
            unit: most.unwrap_or_default(),
            lines,
            headings: (
                heading(|one| one.start.label(), "First"),
                heading(|one| one.end.label(), "Latest"),
            ),
        }
    }

    /// Whether each line carries its name: those in focus, and of the others the first and the last.
    fn named(&self, most: usize) -> Vec<bool> {
        let focus = |index: usize| self.lines.get(index).is_some_and(|line| line.focus);
        let kept = few(self.lines.len(), most.min(NAMED), focus);
        (0..self.lines.len())
            .map(|index| kept.contains(&index))
            .collect()
    }
}

/// Height that the slopes ask for.
pub(super) fn height(slopes: &Slopes, k: f32) -> f32 {
    let named = slopes.lines.len().min(NAMED);
    (HEAD + 120.0 + 22.0 * named as f32) * k
}

pub(super) fn notes(slopes: &Slopes, names: usize) -> Vec<String> {
    let mut out = Vec::new();
    let pale = slopes.named(names).iter().filter(|named| !**named).count();
    if pale > 0 {
        out.push(format!(
            "Named: the gaps that closed most and least; {} in the table.",
            if pale == 1 {
                "1 pale line is".to_owned()
            } else {
                format!("{pale} pale lines are")
            }
        ));
    }
    if slopes.elsewhere > 0 {
        out.push(format!(
            "{} in other units are in the table only.",
            if slopes.elsewhere == 1 {
                "1 gap".to_owned()
            } else {
                format!("{} gaps", slopes.elsewhere)
            }
        ));
    }
    if slopes.lines.iter().any(|line| line.ends.1 < 0.0) {
        out.push("Below 0 the order has turned.".to_owned());
    }
    out
}

/// Names the line of no gap, above or below it where fewest slopes cross the words.
fn no_gap(
    slopes: &Slopes,
    (plot, zero): (Rect, f32),
    y: &dyn Fn(f64) -> f32,
    canvas: &Canvas,
    body: Rect,
) {
    let k = canvas.k;
    let style = Style::regular(13.0 * k);
    let text = style.fit("No gap", plot.width());
    let size = vec2(style.width(&text), style.size);
    let crossed = |cover: Rect| {
        let height = |line: &Slope, x: f32| {
            let share = (x - plot.left()) / plot.width();
            egui::lerp(y(line.ends.0)..=y(line.ends.1), share)
        };
        let crosses = |line: &&Slope| {
            let (one, other) = (height(line, cover.left()), height(line, cover.right()));
            one.min(other) < cover.bottom() && one.max(other) > cover.top()
        };
        slopes.lines.iter().filter(crosses).count()
    };
    let mut ways = Vec::new();
    for step in [4_u8, 2, 6, 1, 7] {
        let x = egui::lerp(plot.left()..=plot.right(), f32::from(step) / 8.0);
        for away in [9.0, -9.0] {
            let cover = Rect::from_center_size(pos2(x, zero + away * k), size);
            let inside = cover.bottom() <= body.bottom() && cover.top() >= plot.top();
            let apart = cover.left() > plot.left() && cover.right() < plot.right();
            if inside && apart {
                ways.push(cover);
            }
        }
    }
    if let Some(cover) = ways.into_iter().min_by_key(|cover| crossed(*cover)) {
        let ink = canvas.palette.muted;
        canvas.text(cover.center(), Anchor::Centre, &text, style, ink);
    }
}

/// Those of the named lines whose names have room, so many: those in focus, then from the widest and the narrowest gap inwards.
fn with_room(mut named: Vec<&Slope>, room: usize) -> Vec<&Slope> {
    named.sort_by(|a, b| b.ends.1.total_cmp(&a.ends.1));
    let count = named.len();
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by_key(|place| {
        let focus = named.get(*place).is_some_and(|line| line.focus);
        (!focus, (*place).min(count - 1 - place))
    });
    places.truncate(room);
    let kept = places.iter().filter_map(|place| named.get(*place).copied());
    kept.collect()
}

/// Paints the slopes into `body`.
pub(super) fn paint(slopes: &Slopes, answer: &Answer, canvas: &Canvas, body: Rect) -> Vec<Mark> {
    let (k, palette) = (canvas.k, canvas.palette);
    let Some(span) = Span::of(
        slopes
            .lines
            .iter()
            .flat_map(|line| [line.ends.0, line.ends.1]),
    ) else {
        return Vec::new();
    };
    let span = Ticks::around(span, 4).span;
    let style = Style::regular(14.0 * k);
    let bold = Style::semibold(14.0 * k);
    // A unit that is longer than the figures stands above them once.
    let long = |line: &Slope| style.width(&line.shown.0) > style.width(&line.bare.0) + 40.0 * k;
    let is_long = slopes.lines.iter().any(long);
    let words = |line: &'_ Slope| {
        if is_long {
            line.bare.clone()
        } else {
            line.shown.clone()
        }
    };
    let is_named = slopes.named(canvas.names);
    let with_names = || slopes.lines.iter().zip(&is_named);
    let named: Vec<&Slope> = with_names()
        .filter(|(_, named)| **named)
        .map(|(line, _)| line)
        .collect();
    let widest =
        |text: &dyn Fn(&Slope) -> f32| named.iter().map(|line| text(line)).fold(0.0, f32::max);
    let left_width = widest(&|line| style.width(&words(line).0)) + 20.0 * k;
    let value_width = widest(&|line| bold.width(&words(line).1)) + 14.0 * k;
    let name_width = widest(&|line| style.width(&line.name)).min(body.width() * 0.36);
    let plot = Rect::from_min_max(
        pos2(body.left() + left_width, body.top() + HEAD * k),
        pos2(
            (body.right() - value_width - name_width - 20.0 * k)
                .max(body.left() + left_width + 40.0 * k),
            body.bottom() - 12.0 * k,
        ),
    );
    let y = |value: f64| plot.bottom() - span.share(value) * plot.height();
    let head = Style::semibold(14.0 * k);
    let top = body.top() + 12.0 * k;
    let middle = plot.center().x;
    let (first, last) = &slopes.headings;
    let first = head.fit(first, middle - body.left() - 6.0 * k);
    let last = head.fit(last, body.right() - middle - 6.0 * k);
    // A heading that is wider than half of the plot reaches beyond it.
    let from = plot.left().min(middle - 6.0 * k - head.width(&first));
    let to = plot.right().max(middle + 6.0 * k + head.width(&last));
    if is_long {
        let small = Style::regular(13.0 * k);
        let unit = small.fit(&format!("Gap, {}", slopes.unit), body.width());
        let at = pos2(body.left(), top + 18.0 * k);
        canvas.text(at, Anchor::Left, &unit, small, palette.muted);
    }
    for (x, at, anchor, text) in [
        (plot.left(), from, Anchor::Left, &first),
        (plot.right(), to, Anchor::Right, &last),
    ] {
        canvas.text(pos2(at, top), anchor, text, head, palette.ink_2);
        canvas.line(
            pos2(x, plot.top()),
            pos2(x, plot.bottom()),
            k,
            palette.muted,
        );
    }
    if span.from <= 0.0 && span.to >= 0.0 {
        let (from, to) = (pos2(plot.left(), y(0.0)), pos2(plot.right(), y(0.0)));
        canvas.line(from, to, 1.5 * k, palette.muted);
        no_gap(slopes, (plot, y(0.0)), &y, canvas, body);
    }
    let mut marks = Vec::new();
    for (line, is_named) in with_names().rev() {
        let (from, to) = (
            pos2(plot.left(), y(line.ends.0)),
            pos2(plot.right(), y(line.ends.1)),
        );
        let (colour, width) = match (line.focus, *is_named) {
            (true, _) => (palette.brand, 3.0),
            (false, true) => (palette.named, 1.5),
            (false, false) => (palette.crowd, 1.0),
        };
        canvas.line(from, to, width * k, colour);
        for at in [from, to] {
            canvas.dot(at, (width + 1.5) * k, colour);
        }
        if answer.rows.get(line.row).is_some() {
            marks.push(Mark {
                row: line.row,
                rect: Rect::from_center_size(to, vec2(16.0, 14.0) * k),
                spoken: line.spoken.clone(),
            });
        }
    }
    marks.reverse();
    let room = ((body.bottom() - plot.top() + 8.0 * k) / style.line()).floor();
    let named = with_room(named, room as usize);
    let heights = vec![style.line(); named.len()];
    let places = |end: fn(&Slope) -> f64| {
        let wanted: Vec<f32> = named.iter().map(|line| y(end(line))).collect();
        apart(&wanted, &heights, plot.top() - 8.0 * k, body.bottom())
    };
    for (line, (left, right)) in named.iter().zip(
        places(|line| line.ends.0)
            .into_iter()
            .zip(places(|line| line.ends.1)),
    ) {
        let strong = if line.focus { bold } else { style };
        for (x, end, to, way) in [
            (plot.left(), line.ends.0, left, -1.0),
            (plot.right(), line.ends.1, right, 1.0),
        ] {
            let from = pos2(x + way * 2.0 * k, y(end));
            canvas.line(from, pos2(x + way * 9.0 * k, to), k, canvas.grid());
        }
        let at = pos2(plot.left() - 12.0 * k, left);
        let (before, now) = words(line);
        canvas.text(at, Anchor::Right, &before, style, palette.ink_2);
        let at = pos2(plot.right() + 13.0 * k, right);
        let value = canvas.text(at, Anchor::Left, &now, bold, palette.ink);
        let x = value.left().max(plot.right() + 13.0 * k) + value_width;
        let name = strong.fit(&line.name, (body.right() - x).max(0.0));
        canvas.text(
            pos2(x - 4.0 * k, right),
            Anchor::Left,
            &name,
            strong,
            palette.ink,
        );
    }
    marks
}
