//! Gaps line by line: a dot for the first of the two, a diamond for the other, what lies between them, and how much at the right.

use egui::{Rect, Vec2, pos2, vec2};

use super::Mark;
use super::canvas::{Anchor, Canvas};
use super::glyph::diamond;
use super::lettering::Style;
use super::scale::{Span, Ticks, drawable};
use super::speech;
use crate::domain::thousands;
use crate::questions::{Answer, Detail, GapPair, Row, RowRole};

const HEAD: f32 = 52.0;
const FOOT: f32 = 30.0;
const LINE: f32 = 30.0;
/// Lines are pressed to this height before some are left away.
const LEAST: f32 = 18.0;
/// Up to so many lines carry the intervals of both figures.
const WITH_WHISKERS: usize = 12;

/// One line of the picture.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    first: usize,
    other: usize,
    name: String,
    /// The two numbers, where they can be drawn.
    ends: (Option<f64>, Option<f64>),
    /// The gap in words, or why there is none.
    gap: String,
    ratio: String,
    /// False where the unit is not that of the axis.
    on_axis: bool,
    by_chance: bool,
    focus: bool,
}

/// The lines of an answer about gaps, in the answer's order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lines {
    lines: Vec<Line>,
    unit: String,
    names: (String, String),
}

impl Lines {
    pub(super) fn of(answer: &Answer) -> Self {
        let none: (&[GapPair], &str, &str) = (&[], "", "");
        let (pairs, first, other) = match &answer.detail {
            Detail::Gap {
                pairs,
                first,
                other,
            } => (pairs.as_slice(), first.as_str(), other.as_str()),
            _ => none,
        };
        let unit = most_common_unit(answer, pairs);
        let by_indicator = pairs.len() > 1
            && pairs.windows(2).any(|two| {
                let code = |pair: Option<&GapPair>| {
                    let row = answer.rows.get(pair?.first)?;
                    Some(row.indicator_code.clone())
                };
                code(two.first()) != code(two.last())
            });
        let lines = pairs
            .iter()
            .filter_map(|pair| {
                let (one, two) = (answer.rows.get(pair.first)?, answer.rows.get(pair.other)?);
                let alone = pairs.len() == 1;
                Some(Line {
                    first: pair.first,
                    other: pair.other,
                    name: match (alone, by_indicator) {
                        (true, _) => one.indicator_short.clone(),
                        (false, true) if first.is_empty() || other.is_empty() => {
                            format!("{} ({}, {})", pair.name, pair.first_name, pair.other_name)
                        }
                        _ => pair.name.clone(),
                    },
                    ends: (
                        one.reading.value().and_then(drawable),
                        two.reading.value().and_then(drawable),
                    ),
                    gap: match pair.difference {
                        Some(difference) => speech::difference(one, difference),
                        None => {
                            let withheld = if one.reading.value().is_none() {
                                one
                            } else {
                                two
                            };
                            withheld.shown()
                        }
                    },
                    ratio: pair
                        .ratio
                        .map_or(String::new(), |ratio| thousands(ratio, 2)),
                    on_axis: one.unit.text == unit,
                    by_chance: pair.certainty == "could be chance",
                    focus: one.role == RowRole::Focus,
                })
            })
            .collect();
        let or =
            |name: &str, otherwise: &str| if name.is_empty() { otherwise } else { name }.to_owned();
        Self {
            lines,
            unit,
            names: (or(first, "First"), or(other, "Other")),
        }
    }

    fn span(&self) -> Option<Span> {
        let on_axis = self.lines.iter().filter(|line| line.on_axis);
        Span::of(
            on_axis
                .flat_map(|line| [line.ends.0, line.ends.1])
                .flatten(),
        )
    }

    /// The lines that fit, and how many are left away before the last ones: the widest, those in focus and the narrowest.
    fn shown(&self, height: f32, k: f32) -> (Vec<usize>, usize) {
        let room = ((height / k - HEAD - FOOT) / LEAST).floor().max(2.0) as usize;
        let count = self.lines.len();
        if count <= room {
            return ((0..count).collect(), 0);
        }
        let room = room - 1;
        let mut kept: Vec<usize> = (0..count)
            .filter(|index| self.lines.get(*index).is_some_and(|line| line.focus))
            .take(room / 3)
            .collect();
        let tail = (room / 5).max(1).min(count);
        for index in (count - tail..count).chain(0..count) {
            if kept.len() < room && !kept.contains(&index) {
                kept.push(index);
            }
        }
        kept.sort_unstable();
        (kept, count - room)
    }
}

/// The unit of most lines: the one of the axis.
fn most_common_unit(answer: &Answer, pairs: &[GapPair]) -> String {
    let units: Vec<&str> = pairs
        .iter()
        .filter_map(|pair| Some(answer.rows.get(pair.first)?.unit.text.as_str()))
        .collect();
    let count = |unit: &str| units.iter().filter(|one| **one == unit).count();
    units
        .iter()
        .rev()
        .max_by_key(|unit| count(unit))
        .map_or(String::new(), |unit| (*unit).to_owned())
}

/// Height that all lines ask for.
pub(super) fn height(lines: &Lines, k: f32) -> f32 {
    (HEAD + FOOT + LINE * lines.lines.len().max(1) as f32) * k
}

/// Notes that the picture itself needs at the size of its body.
pub(super) fn notes(lines: &Lines, body: Vec2, k: f32) -> Vec<String> {
    let mut out = Vec::new();
    if lines.shown(body.y, k).1 > 0 {
        out.push(format!(
            "Shown: the widest gaps, the narrowest and those in focus; all {} are in the table.",
            lines.lines.len()
        ));
    }
    if lines.lines.iter().any(|line| line.by_chance) {
        out.push("Dotted: the difference could be chance.".to_owned());
    }
    let span = lines.span().map(|span| Ticks::around(span, 4));
    if span.is_some_and(|ticks| !ticks.holds_zero()) {
        out.push("The axis does not start at 0.".to_owned());
    }
    out
}

/// Where everything lies.
struct Placed {
    body: Rect,
    plot: Rect,
    ticks: Option<Ticks>,
    line: f32,
    name_width: f32,
    gap_right: f32,
    ratio_right: f32,
}

impl Placed {
    fn of(lines: &Lines, answer: &Answer, shown: usize, body: Rect, k: f32) -> Self {
        let style = Style::regular(14.0 * k);
        let bold = Style::semibold(14.0 * k);
        let widest = |text: &dyn Fn(&Line) -> f32| lines.lines.iter().map(text).fold(0.0, f32::max);
        let has_ratio = lines.lines.iter().any(|line| !line.ratio.is_empty());
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
            .min(LINE * k)
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

    fn x(&self, value: f64) -> f32 {
        let share = self
            .ticks
            .as_ref()
            .map_or(0.5, |ticks| ticks.span.share(value));
        self.plot.left() + share * self.plot.width()
    }

    fn y(&self, place: usize) -> f32 {
        self.plot.top() + (place as f32 + 0.5) * self.line
    }
}

/// Paints the lines that fit into `body`.
pub(super) fn paint(lines: &Lines, answer: &Answer, canvas: &Canvas, body: Rect) -> Vec<Mark> {
    let (shown, away) = lines.shown(body.height(), canvas.k);
    let places = shown.len() + usize::from(away > 0);
    let placed = Placed::of(lines, answer, places, body, canvas.k);
    axis(&placed, canvas);
    heading(lines, &placed, canvas);
    let mut marks = Vec::new();
    let mut place = 0;
    let mut before = None;
    for index in shown {
        if away > 0 && before.map_or(index > 0, |before| index > before + 1) && place > 0 {
            let style = Style::regular(13.0 * canvas.k);
            let at = pos2(placed.body.left(), placed.y(place));
            if place + 1 < places {
                canvas.text(at, Anchor::Left, "…", style, canvas.palette.muted);
                place += 1;
            }
        }
        before = Some(index);
        if let Some(line) = lines.lines.get(index) {
            marks.extend(paint_line(
                line,
                lines,
                answer,
                place.min(places - 1),
                &placed,
                canvas,
            ));
        }
        place += 1;
    }
    marks
}

fn axis(placed: &Placed, canvas: &Canvas) {
    let (k, palette, plot) = (canvas.k, canvas.palette, placed.plot);
    let Some(ticks) = &placed.ticks else { return };
    let style = Style::regular(14.0 * k);
    let mut edge = f32::NEG_INFINITY;
    for at in &ticks.at {
        let x = placed.x(*at);
        canvas.line(
            pos2(x, plot.top()),
            pos2(x, plot.bottom()),
            k,
            canvas.grid(),
        );
        let label = ticks.label(*at);
        let half = style.width(&label) / 2.0;
        if x - half > edge {
            let at = pos2(x, plot.bottom() + 13.0 * k);
            canvas.text(at, Anchor::Centre, &label, style, palette.muted);
            edge = x + half + 6.0 * k;
        }
    }
    canvas.rule(plot.left(), plot.right(), plot.bottom(), palette.muted);
    if !ticks.holds_zero() {
        canvas.axis_break(pos2(plot.left() + 8.0 * k, plot.bottom()));
    }
}

/// Which mark is whose, the unit, and what stands at the right.
fn heading(lines: &Lines, placed: &Placed, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let style = Style::semibold(14.0 * k);
    let y = placed.body.top() + 11.0 * k;
    let half = placed.body.width() / 2.0 - 30.0 * k;
    let mut x = placed.body.left() + 7.0 * k;
    canvas.dot(pos2(x, y), 6.0 * k, palette.brand);
    let first = style.fit(&lines.names.0, half);
    let drawn = canvas.text(
        pos2(x + 12.0 * k, y),
        Anchor::Left,
        &first,
        style,
        palette.ink,
    );
    x = drawn.right() + 24.0 * k;
    diamond(canvas.painter(), pos2(x, y), 7.0 * k, palette.named);
    let room = placed.body.right() - x - 12.0 * k;
    let other = style.fit(&lines.names.1, room);
    canvas.text(
        pos2(x + 12.0 * k, y),
        Anchor::Left,
        &other,
        style,
        palette.ink,
    );
    let y = placed.body.top() + 37.0 * k;
    let small = Style::regular(14.0 * k);
    let head = Style::semibold(13.0 * k);
    let gap = canvas.text(
        pos2(placed.gap_right, y),
        Anchor::Right,
        "Gap",
        head,
        palette.ink_2,
    );
    if lines.lines.iter().any(|line| !line.ratio.is_empty()) {
        canvas.text(
            pos2(placed.ratio_right, y),
            Anchor::Right,
            "Ratio",
            head,
            palette.ink_2,
        );
    }
    let left = placed.body.left() + placed.name_width + 14.0 * k;
    let unit = small.fit(&lines.unit, (gap.left() - left - 10.0 * k).max(0.0));
    canvas.text(pos2(left, y), Anchor::Left, &unit, small, palette.muted);
}

fn paint_line(
    line: &Line,
    lines: &Lines,
    answer: &Answer,
    place: usize,
    placed: &Placed,
    canvas: &Canvas,
) -> Vec<Mark> {
    let (k, palette) = (canvas.k, canvas.palette);
    let (Some(first), Some(other)) = (answer.rows.get(line.first), answer.rows.get(line.other))
    else {
        return Vec::new();
    };
    let y = placed.y(place);
    let size = (placed.line * 0.72).min(14.0 * k);
    let band = Rect::from_min_max(
        pos2(placed.body.left(), y - placed.line / 2.0),
        pos2(placed.body.right(), y + placed.line / 2.0),
    );
    if line.focus {
        canvas.fill(band, 0.0, palette.selected);
    }
    let ink = if line.focus {
        palette.on_selected
    } else {
        palette.ink
    };
    let name = if line.focus {
        Style::bold(size)
    } else {
        Style::regular(size)
    };
    let fitted = name.fit(&line.name, placed.name_width);
    canvas.text(
        pos2(placed.body.left(), y),
        Anchor::Left,
        &fitted,
        name,
        ink,
    );
    let strong = Style::semibold(size);
    canvas.text(
        pos2(placed.gap_right, y),
        Anchor::Right,
        &line.gap,
        strong,
        ink,
    );
    canvas.text(
        pos2(placed.ratio_right, y),
        Anchor::Right,
        &line.ratio,
        Style::regular(size),
        if line.focus { ink } else { palette.ink_2 },
    );
    let spoken = |row: &Row| format!("{}; gap {}", speech::spoken(row), spoken_gap(line, first));
    let mark = |row: usize, rect: Rect, spoken: String| Mark { row, rect, spoken };
    if !line.on_axis {
        let text = format!(
            "{} and {} ({})",
            first.shown(),
            other.shown(),
            first.unit.text
        );
        let style = Style::regular(size);
        let left = placed.body.left() + placed.name_width + 14.0 * k;
        let fitted = style.fit(&text, (placed.plot.right() - left).max(0.0));
        let under = Rect::from_center_size(
            pos2(left + style.width(&fitted) / 2.0, y),
            vec2(style.width(&fitted) + 6.0 * k, style.size),
        );
        canvas.fill(under, 0.0, canvas.palette.ground);
        canvas.text(pos2(left, y), Anchor::Left, &fitted, style, palette.ink_2);
        return vec![
            mark(line.first, band, spoken(first)),
            mark(line.other, band, speech::spoken(other)),
        ];
    }
    let at = (
        line.ends.0.map(|v| placed.x(v)),
        line.ends.1.map(|v| placed.x(v)),
    );
    if let (Some(a), Some(b)) = at {
        let (from, to) = (pos2(a, y), pos2(b, y));
        if line.by_chance {
            canvas.dotted(from, to, palette.named);
        } else {
            canvas.line(from, to, 3.0 * k, palette.crowd);
        }
    }
    if lines.lines.len() <= WITH_WHISKERS {
        for (row, colour) in [(first, palette.brand), (other, palette.named)] {
            if let (Some(_), Some(low), Some(high)) = (speech::interval(row), row.lower, row.upper)
            {
                let x = |value: f64| placed.x(value);
                canvas.whiskers(x(low), x(high), y, 1.0 * k, colour);
            }
        }
    }
    let mut out = Vec::new();
    if let Some(x) = at.1 {
        diamond(
            canvas.painter(),
            pos2(x, y),
            7.0 * k * size / (14.0 * k),
            palette.named,
        );
        label(
            other,
            x,
            at.0.is_some_and(|a| a < x) || at.0.is_none(),
            (y, size),
            canvas,
        );
        let rect = Rect::from_center_size(pos2(x, y), vec2(16.0 * k, placed.line));
        out.push(mark(line.other, rect, speech::spoken(other)));
    }
    if let Some(x) = at.0 {
        canvas.dot(pos2(x, y), 6.0 * k * size / (14.0 * k), palette.brand);
        label(first, x, at.1.is_some_and(|b| b <= x), (y, size), canvas);
        let rect = Rect::from_center_size(pos2(x, y), vec2(16.0 * k, placed.line));
        out.insert(0, mark(line.first, rect, spoken(first)));
    }
    for (row, index) in [(first, line.first), (other, line.other)] {
        if row.reading.value().is_none() {
            out.push(mark(index, band, speech::spoken(row)));
        }
    }
    out
}

/// The gap as it is spoken: `22.0 percentage points`.
fn spoken_gap(line: &Line, row: &Row) -> String {
    let gap = line.gap.replace(" pp", " percentage points");
    if line.ends.0.is_some() && line.ends.1.is_some() {
        gap
    } else {
        format!("not known: {}", row.reading.state().in_words())
    }
}

/// The number of a mark, on the side that lies away from the other one.
fn label(row: &Row, x: f32, at_right: bool, (y, size): (f32, f32), canvas: &Canvas) {
    let k = canvas.k;
    let (x, anchor) = if at_right {
        (x + 11.0 * k, Anchor::Left)
    } else {
        (x - 11.0 * k, Anchor::Right)
    };
    let style = Style::regular(size * 0.94);
    canvas.text(
        pos2(x, y),
        anchor,
        &row.shown(),
        style,
        canvas.palette.ink_2,
    );
}
