use egui::{Pos2, Rect, pos2, vec2};

use crate::domain::thousands;
use crate::figures::Mark;
use crate::figures::axis;
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::lettering::Style;
use crate::figures::scale::{Span, apart, drawable};
use crate::figures::speech;
use crate::questions::{Answer, Row, RowRole, Unequal};

/// Up to so many places the lowest and the highest carry their names.
const FEW: usize = 40;

/// Every place in order beside the curve, which falls away where there is none or no room.
pub(super) fn paint(
    answer: &Answer,
    unequal: &Unequal,
    span: Span,
    canvas: &Canvas,
    body: Rect,
) -> Vec<Mark> {
    let k = canvas.k;
    let side = (body.width() * 0.36).min(body.height());
    let with_curve = !unequal.lorenz.is_empty() && side > 150.0 * k && body.width() > 480.0 * k;
    let left = if with_curve {
        Rect::from_min_max(
            body.min,
            pos2(body.right() - side - 24.0 * k, body.bottom()),
        )
    } else {
        body
    };
    let marks = places(answer, unequal, span, canvas, left);
    if with_curve {
        let right = Rect::from_min_max(pos2(body.right() - side, body.top()), body.max);
        curve(unequal, canvas, right);
    }
    marks
}

fn places(
    answer: &Answer,
    unequal: &Unequal,
    span: Span,
    canvas: &Canvas,
    rect: Rect,
) -> Vec<Mark> {
    let (k, palette) = (canvas.k, canvas.palette);
    let style = Style::semibold(14.0 * k);
    let row = answer.rows.first();
    let show = |value: f64| row.map_or(String::new(), |row| speech::tight(row, value));
    let ends: Vec<(f64, String)> = unequal
        .ends
        .iter()
        .flat_map(|(low, middle, high)| {
            [(*high, "90th"), (*middle, "Middle"), (*low, "10th")]
                .map(|(value, name)| (value, format!("{name} {}", show(value))))
        })
        .collect();
    let width = ends
        .iter()
        .map(|(_, label)| style.width(label))
        .fold(0.0, f32::max);
    let inner = Rect::from_min_max(
        rect.min,
        pos2(
            (rect.right() - width - 12.0 * k).max(rect.left() + 80.0 * k),
            rect.bottom(),
        ),
    );
    let unit = crate::figures::unit_line(answer);
    let (plot, ticks) = axis::upright(canvas, inner, span, &unit, 26.0 * k);
    let y = |value: f64| plot.bottom() - ticks.span.share(value) * plot.height();
    let read: Vec<(usize, &Row, f64)> = answer
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.role != RowRole::Benchmark)
        .filter_map(|(index, row)| Some((index, row, row.reading.value().and_then(drawable)?)))
        .collect();
    let wanted: Vec<f32> = ends.iter().map(|(value, _)| y(*value)).collect();
    let heights = vec![style.line(); ends.len()];
    let placed = apart(&wanted, &heights, rect.top(), plot.bottom() + 10.0 * k);
    for ((value, label), at) in ends.iter().zip(placed) {
        canvas.dotted(
            pos2(plot.left(), y(*value)),
            pos2(plot.right() + 4.0 * k, y(*value)),
            palette.named,
        );
        canvas.text(
            pos2(plot.right() + 10.0 * k, at),
            Anchor::Left,
            label,
            style,
            palette.ink,
        );
    }
    let step = plot.width() / read.len().max(1) as f32;
    let r = (step * 0.45).clamp(1.6 * k, 5.0 * k);
    let at = |place: usize, value: f64| pos2(plot.left() + (place as f32 + 0.5) * step, y(value));
    let dots: Vec<Pos2> = read
        .iter()
        .enumerate()
        .map(|(place, (_, _, value))| at(place, *value))
        .collect();
    let named = read.iter().enumerate().filter(|(place, (_, row, _))| {
        let at_end = *place == 0 || place + 1 == read.len();
        row.role == RowRole::Focus || (at_end && read.len() <= FEW)
    });
    let named: Vec<(Pos2, &Row)> = named
        .map(|(place, (_, row, value))| (at(place, *value), *row))
        .collect();
    names(&named, &dots, plot, canvas);
    let mut marks = Vec::new();
    for ((index, row, _), at) in read.iter().zip(&dots) {
        let at = *at;
        if row.role == RowRole::Focus {
            canvas.ringed_dot(at, r.max(5.0 * k), palette.brand);
        } else {
            canvas.dot(at, r, palette.brand);
        }
        marks.push(Mark {
            row: *index,
            rect: Rect::from_center_size(at, vec2(step.max(4.0 * k), 14.0 * k)),
            spoken: speech::spoken(row),
        });
    }
    let small = Style::regular(14.0 * k);
    let foot = format!("{} {}, lowest to highest", read.len(), unequal.peers);
    let foot = small.fit(&foot, rect.right() - plot.left());
    let at = pos2(plot.left(), plot.bottom() + 14.0 * k);
    canvas.text(at, Anchor::Left, &foot, small, palette.muted);
    marks
}

/// Writes names at their dots where they lie on no dot and on no other name: near, else further above with a line to the dot. Those in
/// focus come first; another one that has no room anywhere is left to the table.
fn names(named: &[(Pos2, &Row)], dots: &[Pos2], plot: Rect, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let style = Style::semibold(14.0 * k);
    let mut order: Vec<&(Pos2, &Row)> = named.iter().collect();
    order.sort_by_key(|(_, row)| row.role != RowRole::Focus);
    let mut taken: Vec<Rect> = Vec::new();
    for (at, row) in order {
        let name = style.fit(&row.subject, plot.width());
        let size = vec2(style.width(&name), style.size);
        let half = size.x / 2.0;
        let left = plot.left() + half.min(plot.width() / 2.0);
        let middle = at.x.clamp(left, (plot.right() - half).max(left));
        let beside = (at.x + half + 10.0 * k).min(plot.right() - half).max(left);
        let ways = [
            (middle, -14.0),
            (middle, 14.0),
            (beside, 12.0),
            (middle, -32.0),
            (middle, -50.0),
            (middle, -68.0),
            (middle, -86.0),
        ];
        let ways = ways.map(|(x, up)| Rect::from_center_size(pos2(x, at.y + up * k), size));
        let fits = |cover: &&Rect| {
            cover.top() >= plot.top() - 8.0 * k
                && cover.bottom() <= plot.bottom() + 2.0 * k
                && !taken
                    .iter()
                    .any(|other| other.intersects(cover.expand(2.0 * k)))
        };
        let clear = |cover: &&Rect| !dots.iter().any(|dot| cover.expand(5.0 * k).contains(*dot));
        let place = ways.iter().filter(fits).find(clear);
        let otherwise = || {
            ways.iter()
                .find(fits)
                .filter(|_| row.role == RowRole::Focus)
        };
        let Some(cover) = place.or_else(otherwise) else {
            continue;
        };
        if cover.bottom() < at.y - 16.0 * k {
            let to = pos2(at.x, cover.bottom() + 2.0 * k);
            canvas.line(*at, to, k, palette.muted);
        }
        canvas.text(cover.center(), Anchor::Centre, &name, style, palette.ink);
        taken.push(*cover);
    }
}

/// The Lorenz curve with the line of equality, and the coefficient inside.
fn curve(unequal: &Unequal, canvas: &Canvas, rect: Rect) {
    let (k, palette) = (canvas.k, canvas.palette);
    let style = Style::regular(14.0 * k);
    let side = (rect.width() - 4.0 * k).min(rect.height() - 50.0 * k);
    let plot = Rect::from_min_size(pos2(rect.left(), rect.top() + 24.0 * k), vec2(side, side));
    let at = |point: (f64, f64)| {
        pos2(
            plot.left() + point.0 as f32 * plot.width(),
            plot.bottom() - point.1 as f32 * plot.height(),
        )
    };
    let head = style.fit("Share of the whole", rect.width());
    canvas.text(
        pos2(plot.left(), rect.top() + 8.0 * k),
        Anchor::Left,
        &head,
        style,
        palette.muted,
    );
    canvas.rule(plot.left(), plot.right(), plot.bottom(), palette.muted);
    canvas.line(plot.left_top(), plot.left_bottom(), k, palette.muted);
    canvas.line(at((0.0, 0.0)), at((1.0, 1.0)), 1.5 * k, palette.named);
    canvas.path(
        unequal.lorenz.iter().map(|point| at(*point)).collect(),
        2.5 * k,
        palette.brand,
    );
    let foot = style.fit("Share of places", rect.width());
    canvas.text(
        pos2(plot.left(), plot.bottom() + 14.0 * k),
        Anchor::Left,
        &foot,
        style,
        palette.muted,
    );
    if let Some(gini) = unequal.gini {
        let strong = Style::semibold(14.0 * k);
        let text = strong.fit(&format!("Gini {}", thousands(gini, 3)), side * 0.7);
        let y = plot.top() + 14.0 * k;
        canvas.text(
            pos2(plot.left() + 10.0 * k, y),
            Anchor::Left,
            &text,
            strong,
            palette.ink,
        );
    }
}
