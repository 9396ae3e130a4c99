use egui::Rect;

use crate::figures::lettering::Style;

/// A name above the swarm and the line that leads to its dot.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    /// Index of the dot.
    pub(super) dot: usize,
    pub(super) text: String,
    /// Left and right end of the text.
    pub(super) from: f32,
    pub(super) to: f32,
    /// Where it leads to.
    pub(super) x: f32,
    /// Line of text above the swarm, 0 the nearest.
    pub(super) line: usize,
}

/// A dot to name: its index, where it lies and its name.
pub(super) type Wish = (usize, f32, String);

/// Where a name may lie over its dot, as the share of it to the left of the dot; several ways, of which the one that places most is taken.
const WAYS: [[f32; 5]; 4] = [
    [0.5; 5],
    [0.5, 0.1, 0.9, 0.0, 1.0],
    [1.0, 0.9, 0.5, 0.1, 0.0],
    [0.0, 0.1, 0.5, 0.9, 1.0],
];

/// Places names in lines above their dots so that none lies on another nor on a line that leads to one. Those that come first
/// are placed first, then the two ends; what finds no room is left away.
pub(super) fn place(
    wishes: &[Wish],
    first: &impl Fn(usize) -> bool,
    style: Style,
    ends: (f32, f32),
    lines: usize,
    gap: f32,
) -> Vec<Label> {
    let ends_of = |all: &[Wish]| Some((all.first()?.0, all.last()?.0));
    let ends_of = ends_of(wishes);
    let is_end = |dot: usize| ends_of.is_some_and(|(low, high)| dot == low || dot == high);
    let (mut front, rest): (Vec<&Wish>, Vec<&Wish>) =
        wishes.iter().partition(|(dot, ..)| first(*dot));
    let (ends_first, rest): (Vec<&Wish>, Vec<&Wish>) =
        rest.into_iter().partition(|(dot, ..)| is_end(*dot));
    front.extend(ends_first);
    let from_left: Vec<&Wish> = front.iter().chain(&rest).copied().collect();
    let from_right: Vec<&Wish> = front.iter().chain(rest.iter().rev()).copied().collect();
    let tries = [&from_left, &from_right]
        .into_iter()
        .flat_map(|order| WAYS.map(|way| placed(order, style, ends, (lines, gap), way)));
    let is_front = |label: &&Label| first(label.dot) || is_end(label.dot);
    tries
        .max_by_key(|labels| {
            let highest = labels.iter().map(|label| label.line).max().unwrap_or(0);
            let front = labels.iter().filter(is_front).count();
            (front, labels.len(), lines - highest.min(lines))
        })
        .unwrap_or_default()
}

fn placed(
    order: &[&Wish],
    style: Style,
    (left, right): (f32, f32),
    (lines, gap): (usize, f32),
    way: [f32; 5],
) -> Vec<Label> {
    let mut out: Vec<Label> = Vec::new();
    for (dot, x, text) in order {
        let width = style.width(text);
        let fits = |line: usize, shift: f32| {
            let from = (x - width * shift).min(right - width).max(left);
            let label = Label {
                dot: *dot,
                text: text.clone(),
                from,
                to: from + width,
                x: *x,
                line,
            };
            let alone = out.iter().all(|other| apart(&label, other, gap));
            (alone && label.to <= right + 0.5).then_some(label)
        };
        let found = (0..lines).find_map(|line| way.into_iter().find_map(|at| fits(line, at)));
        out.extend(found);
    }
    out
}

/// Whether two names and the lines that lead from them leave each other alone.
fn apart(one: &Label, other: &Label, gap: f32) -> bool {
    let beside = one.to + gap <= other.from || other.to + gap <= one.from;
    let clear = |name: &Label, line_of: &Label| {
        line_of.line <= name.line || line_of.x < name.from - 3.0 || line_of.x > name.to + 3.0
    };
    (one.line != other.line || beside) && clear(one, other) && clear(other, one)
}

/// What a label covers when its line's middle is at `y`.
pub(super) fn cover(label: &Label, y: f32, height: f32) -> Rect {
    Rect::from_min_max(
        egui::pos2(label.from, y - height / 2.0),
        egui::pos2(label.to, y + height / 2.0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_crowd_go_to_lines_above_and_those_in_focus_stay() {
        let style = Style::semibold(14.0);
        let wishes: Vec<Wish> = (0..30)
            .map(|index| {
                (
                    index,
                    100.0 + 3.0 * index as f32,
                    format!("Place {index} 70.1%"),
                )
            })
            .collect();
        let placed = place(&wishes, &|dot| dot == 29, style, (0.0, 400.0), 6, 8.0);
        assert!(placed.iter().any(|label| label.dot == 29));
        assert!((3..30).contains(&placed.len()), "{placed:?}");
        for (index, one) in placed.iter().enumerate() {
            assert!(one.from >= 0.0 && one.to <= 400.5);
            for other in placed.iter().skip(index + 1) {
                let (a, b) = (
                    cover(one, one.line as f32 * 19.0, 14.0),
                    cover(other, other.line as f32 * 19.0, 14.0),
                );
                assert!(!a.intersects(b), "{one:?} {other:?}");
            }
        }
        let spaced: Vec<Wish> = (0..9)
            .map(|index| {
                (
                    index,
                    40.0 + 100.0 * index as f32,
                    format!("Region number {index}"),
                )
            })
            .collect();
        let all = place(&spaced, &|_| false, style, (0.0, 900.0), 6, 8.0);
        assert_eq!(all.len(), 9, "a few are all named");
    }
}
