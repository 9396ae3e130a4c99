use egui::{Rect, pos2, vec2};

use crate::figures::Mark;
use crate::figures::axis;
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::few::few;
use crate::figures::lettering::Style;
use crate::figures::scale::{Span, drawable};
use crate::figures::speech;
use crate::questions::{Answer, Gradient, Row};

/// Each group at its place between the worst and the best off, with the line through them.
pub(super) fn paint(
    answer: &Answer,
    gradient: &Gradient,
    span: Span,
    canvas: &Canvas,
    body: Rect,
) -> Vec<Mark> {
    let (k, palette) = (canvas.k, canvas.palette);
    let unit = crate::figures::unit_line(answer);
    let (plot, ticks) = axis::upright(canvas, body, span, &unit, 46.0 * k);
    let at = |rank: f64, value: f64| {
        pos2(
            plot.left() + rank as f32 * plot.width(),
            plot.bottom() - ticks.span.share(value) * plot.height(),
        )
    };
    canvas.path(
        gradient
            .line
            .iter()
            .map(|(rank, value)| at(*rank, *value))
            .collect(),
        2.5 * k,
        palette.named,
    );
    let mut marks = Vec::new();
    let style = Style::regular(14.0 * k);
    let bold = Style::semibold(14.0 * k);
    let wide = plot.width() / answer.rows.len().max(1) as f32 - 6.0 * k;
    let named = few(answer.rows.len(), canvas.names, |_| false);
    for (index, (row, rank)) in answer.rows.iter().zip(&gradient.ranks).enumerate() {
        let Some(value) = row.reading.value().and_then(drawable) else {
            continue;
        };
        let place = at(*rank, value);
        if let (Some(_), Some(low), Some(high)) = (speech::interval(row), row.lower, row.upper) {
            canvas.line(at(*rank, low), at(*rank, high), 1.5 * k, palette.brand);
        }
        canvas.ringed_dot(place, 6.0 * k, palette.brand);
        let shown = row.shown();
        let above = place.y - 16.0 * k > plot.top();
        let y = if above {
            place.y - 15.0 * k
        } else {
            place.y + 15.0 * k
        };
        let half = bold.width(&shown) / 2.0;
        let x = place.x.clamp(
            plot.left() + half,
            (plot.right() - half).max(plot.left() + half),
        );
        canvas.text(pos2(x, y), Anchor::Centre, &shown, bold, palette.ink);
        if named.contains(&index) {
            let name = style.fit(&name(row), wide);
            let x = pos2(place.x, plot.bottom() + 14.0 * k);
            canvas.text(x, Anchor::Centre, &name, style, palette.muted);
        }
        marks.push(Mark {
            row: index,
            rect: Rect::from_center_size(place, vec2(18.0, 18.0) * k),
            spoken: format!("{}: {}", row.group, speech::spoken(row)),
        });
    }
    let y = plot.bottom() + 35.0 * k;
    let half = plot.width() / 2.0 - 6.0 * k;
    for (x, anchor, text) in [
        (plot.left(), Anchor::Left, "Most deprived"),
        (plot.right(), Anchor::Right, "Least deprived"),
    ] {
        let text = bold.fit(text, half);
        canvas.text(pos2(x, y), anchor, &text, bold, palette.ink_2);
    }
    marks
}

fn name(row: &Row) -> String {
    let pairs = row.group.pairs();
    let of = pairs.iter().find(|(dimension, category)| {
        let text = format!("{dimension} {}", category.to_lowercase());
        ["depriv", "imd"].iter().any(|word| text.contains(word))
    });
    of.map_or_else(|| row.group.to_string(), |(_, category)| category.clone())
}
