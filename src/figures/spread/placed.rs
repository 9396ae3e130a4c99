use egui::{Pos2, Rect, pos2};

use super::labels::{self, Label, Wish};
use super::model::Swarm;
use crate::figures::lettering::Style;
use crate::figures::scale::{Span, Ticks};

/// More dots than this are drawn as a shape.
const MOST_DOTS: usize = 1500;
/// Height of the axis below the swarm and of the unit above, at scale 1.
const FOOT: f32 = 30.0;
const HEAD: f32 = 18.0;
/// Height of a line of names.
pub(super) const NAME: f32 = 19.0;
/// Height of the names of the lines, between swarm and axis.
pub(super) const UNDER: f32 = 20.0;
/// Room at both ends for the counts of what lies beyond.
const ENDS: f32 = 34.0;

/// Where dots, names and the axis lie.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub(super) body: Rect,
    /// Between the axis and the names.
    pub(super) plot: Rect,
    /// Where the dots go.
    pub(super) swarm: Rect,
    pub(super) ticks: Option<Ticks>,
    /// The middle of each dot.
    pub(super) at: Vec<Pos2>,
    /// Radius of the crowd.
    pub(super) r: f32,
    /// Radius of those in focus.
    pub(super) large: f32,
    /// How many lie in each column where there are too many for dots.
    pub(super) columns: Option<Vec<usize>>,
    pub(super) labels: Vec<Label>,
    shown: Option<Span>,
}

/// Width of a column of the shape.
pub(super) const COLUMN: f32 = 4.0;

impl Placed {
    pub(super) fn of(swarm: &Swarm, body: Rect, (k, names): (f32, usize)) -> Self {
        let left = body.left() + ENDS * k;
        let right = (body.right() - ENDS * k).max(left + 20.0);
        let wanted = ((right - left) / (110.0 * k)).round().clamp(2.0, 9.0) as usize;
        let ticks = swarm.span().map(|span| Ticks::around(span, wanted));
        let span = Ticks::span_of(ticks.as_ref());
        let shown = swarm.shown;
        let x = |value: f64| {
            let inside = shown.map_or(value, |shown| value.clamp(shown.from, shown.to));
            left + span.share(inside) * (right - left)
        };
        let xs: Vec<f32> = swarm.dots.iter().map(|dot| x(dot.value)).collect();
        let bottom = body.bottom() - FOOT * k;
        let top = body.top() + HEAD * k;
        let rows = (((bottom - top) * 0.5) / (NAME * k))
            .floor()
            .clamp(0.0, 9.0) as usize;
        let style = Style::semibold(14.0 * k);
        let first = |index: usize| {
            swarm
                .dots
                .get(index)
                .is_some_and(|dot| dot.chosen.is_some())
        };
        let wishes: Vec<Wish> = swarm
            .named(names, first)
            .filter_map(|(index, dot)| {
                // A long name is cut, its figure never.
                let (name, figure) = dot.label.as_ref()?;
                let room = (right - left) * 0.45 - style.width(figure) - style.width(" ");
                let text = format!("{} {figure}", style.fit(name, room));
                Some((index, xs.get(index).copied()?, text))
            })
            .collect();
        let lines = labels::place(
            &wishes,
            &first,
            style,
            (body.left(), body.right()),
            rows,
            8.0 * k,
        );
        let used = lines.iter().map(|label| label.line + 1).max().unwrap_or(0);
        let plot = Rect::from_min_max(
            pos2(left, top + used as f32 * NAME * k + 4.0 * k),
            pos2(right, bottom),
        );
        let room = Rect::from_min_max(plot.min, pos2(right, bottom - UNDER * k));
        let half = room.height() / 2.0 - 3.0 * k;
        let large = (half * 0.5).clamp(3.0 * k, 9.0 * k);
        let chosen: Vec<bool> = swarm.dots.iter().map(|dot| dot.chosen.is_some()).collect();
        let many = swarm.dots.len() > MOST_DOTS;
        let packed = if many {
            None
        } else {
            packed(&xs, &chosen, large, half, k)
        };
        let columns = packed.is_none().then(|| counts(&xs, &chosen, room, k));
        let (r, offsets) = packed.unwrap_or((1.2 * k, vec![0.0; xs.len()]));
        let middle = room.center().y;
        Self {
            body,
            plot,
            swarm: room,
            ticks,
            at: xs
                .iter()
                .zip(offsets)
                .map(|(x, y)| pos2(*x, middle + y))
                .collect(),
            r,
            large,
            columns,
            labels: lines,
            shown,
        }
    }

    /// Where a value lies on the axis, whether or not it is shown.
    pub(super) fn x(&self, value: f64) -> f32 {
        let span = Ticks::span_of(self.ticks.as_ref());
        self.plot.left() + span.share(value) * self.plot.width()
    }

    /// The ends of what is shown.
    pub(super) fn ends(&self) -> Option<(f32, f32)> {
        let shown = self.shown?;
        Some((self.x(shown.from), self.x(shown.to)))
    }
}

/// The largest radius at which the dots fit one beside the other, and how far each lies from the middle; none where they do not.
fn packed(xs: &[f32], chosen: &[bool], large: f32, half: f32, k: f32) -> Option<(f32, Vec<f32>)> {
    let most = if xs.len() > 20 { 6.0 } else { 8.0 };
    [8.0, 6.0, 5.0, 4.2, 3.5, 3.0, 2.5, 2.1, 1.7, 1.4]
        .into_iter()
        .filter(|r| *r <= most)
        .map(|r: f32| r * k)
        .filter(|r| *r <= half && roughly_fits(xs, *r, half))
        .find_map(|r| pack(xs, chosen, (r, large), half).map(|offsets| (r, offsets)))
}

/// Whether the densest stretch of the dots, stacked, is no higher than the room for it.
fn roughly_fits(xs: &[f32], r: f32, half: f32) -> bool {
    let mut from = 0;
    let mut most = 0;
    for (index, x) in xs.iter().enumerate() {
        while xs.get(from).is_some_and(|first| x - first > 2.0 * r) {
            from += 1;
        }
        most = most.max(index + 1 - from);
    }
    most as f32 * r * 1.2 <= half * 2.0
}

/// Puts every dot as near to the middle as those before it let it; those in focus first.
fn pack(xs: &[f32], chosen: &[bool], (r, large): (f32, f32), half: f32) -> Option<Vec<f32>> {
    let is_chosen = |index: usize| chosen.get(index).copied().unwrap_or(false);
    let mut out = vec![0.0; xs.len()];
    let mut front: Vec<(f32, f32, f32)> = Vec::new();
    let mut crowd: Vec<(f32, f32, f32)> = Vec::new();
    let order = (0..xs.len())
        .filter(|index| is_chosen(*index))
        .chain((0..xs.len()).filter(|index| !is_chosen(*index)));
    for index in order {
        let x = xs.get(index).copied()?;
        let own = if is_chosen(index) { large } else { r };
        let recent = crowd
            .iter()
            .rev()
            .take_while(|(other, ..)| x - other < 2.0 * r);
        let near: Vec<(f32, f32, f32)> = front
            .iter()
            .filter(|(other, _, size)| (x - other).abs() < size + own)
            .chain(recent)
            .copied()
            .collect();
        let free = |y: f32| {
            near.iter().all(|(ox, oy, size)| {
                let reach = size + own - 0.05;
                (x - ox).powi(2) + (y - oy).powi(2) >= reach * reach
            })
        };
        let mut best = free(0.0).then_some(0.0_f32);
        if best.is_none() {
            for (ox, oy, size) in &near {
                let reach = size + own;
                let away = (reach * reach - (x - ox).powi(2)).max(0.0).sqrt();
                for y in [oy - away, oy + away] {
                    if best.is_none_or(|best| y.abs() < best.abs()) && free(y) {
                        best = Some(y);
                    }
                }
            }
        }
        let y = best.filter(|y| y.abs() + own <= half.max(own))?;
        if let Some(slot) = out.get_mut(index) {
            *slot = y;
        }
        if is_chosen(index) {
            front.push((x, y, own));
        } else {
            crowd.push((x, y, own));
        }
    }
    Some(out)
}

/// How many of the crowd lie in each column of the plot.
fn counts(xs: &[f32], chosen: &[bool], plot: Rect, k: f32) -> Vec<usize> {
    let width = COLUMN * k;
    let mut columns = vec![0; (plot.width() / width).ceil() as usize + 1];
    for (x, chosen) in xs.iter().zip(chosen) {
        let column = ((x - plot.left()) / width).floor().max(0.0) as usize;
        if let Some(count) = columns.get_mut(column).filter(|_| !chosen) {
            *count += 1;
        }
    }
    columns
}
