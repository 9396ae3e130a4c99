use egui::{Color32, Rect, pos2, vec2};

use super::model::Line;
use crate::domain::Polarity;
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::glyph::glyph_in;
use crate::figures::lettering::Style;
use crate::questions::{Judgement, Row};

/// The least share of its size to which the number of one cell is set, rather than cut.
const LEAST_SHARE: f32 = 0.7;

/// Fill of a cell and the colour of what stands on it.
pub(super) fn colours(
    row: &Row,
    line: &Line,
    canvas: &Canvas,
) -> (Color32, Color32, Option<Judgement>) {
    let palette = canvas.palette;
    let step = match row.judgement.filter(|_| row.polarity != Polarity::None) {
        Some(Judgement::Better | Judgement::Fifth(5..)) => Some(4),
        Some(Judgement::Fifth(4)) => Some(3),
        Some(Judgement::Similar | Judgement::Fifth(3)) => Some(2),
        Some(Judgement::Fifth(2)) => Some(1),
        Some(Judgement::Worse | Judgement::Fifth(_)) => Some(0),
        _ => None,
    };
    let unjudged = row.polarity == Polarity::None
        || matches!(row.judgement, Some(Judgement::Higher | Judgement::Lower));
    let pick = |fills: [Color32; 5], inks: [Color32; 5], step: usize| {
        (
            fills.get(step).copied().unwrap_or(palette.panel),
            inks.get(step).copied().unwrap_or(palette.ink),
        )
    };
    match (step, row.reading.value()) {
        (Some(step), _) => {
            let (fill, ink) = pick(palette.diverging, palette.on_diverging, step);
            (fill, ink, row.judgement)
        }
        (None, Some(value)) if unjudged => {
            let share = line.span.map_or(0.5, |span| span.share(value));
            let step = ((share * 5.0) as usize).min(4);
            let (fill, ink) = pick(palette.sequential, palette.on_sequential, step);
            (fill, ink, None)
        }
        _ => (palette.panel, palette.ink, None),
    }
}

/// Paints a cell: number and mark on their colour, or a hatch with the sign of why there is none.
pub(super) fn paint(row: &Row, line: &Line, rect: Rect, size: f32, bold: bool, canvas: &Canvas) {
    let k = canvas.k;
    let style = if bold {
        Style::bold(size)
    } else {
        Style::regular(size)
    };
    if row.reading.value().is_none() {
        canvas.fill(rect, 2.0 * k, canvas.palette.ground);
        canvas.hatch(rect, canvas.palette.hairline);
        canvas.outline(rect, 2.0 * k, canvas.palette.hairline);
        let text = row.shown();
        let width = style.width(&text) + 6.0 * k;
        canvas.fill(
            Rect::from_center_size(rect.center(), vec2(width, rect.height() - 6.0 * k)),
            0.0,
            canvas.palette.ground,
        );
        canvas.text(
            rect.center(),
            Anchor::Centre,
            &text,
            style,
            canvas.palette.ink_2,
        );
        return;
    }
    let (fill, ink, judgement) = colours(row, line, canvas);
    canvas.fill(rect, 2.0 * k, fill);
    let marked = judgement.is_some() && rect.width() > 44.0 * k;
    let room = if marked { 22.0 * k } else { 6.0 * k };
    let width = rect.width() - room - 2.0 * k;
    let parts = parts(row, style, width);
    for (part, number) in parts.iter().zip(0_u8..) {
        let share = (width / style.width(part).max(1.0)).clamp(LEAST_SHARE, 1.0);
        let (mut style, mut y) = (style, rect.center().y);
        style.size = (style.size * share).max(canvas.least(0.0));
        if parts.len() > 1 {
            style.size = style
                .size
                .min((rect.height() * 0.42).max(canvas.least(0.0)));
            y += rect.height() * if number == 0 { -0.21 } else { 0.23 };
        }
        let text = style.fit(part, width);
        let at = pos2(rect.right() - room, y);
        canvas.text(at, Anchor::Right, &text, style, ink);
    }
    if let (Some(judgement), true) = (judgement, marked) {
        glyph_in(
            canvas.painter(),
            pos2(rect.right() - 12.0 * k, rect.center().y),
            9.0 * k,
            judgement,
            ink,
        );
    }
}

/// What a cell shows: the number with its markers, in two lines where one has no room for both.
fn parts(row: &Row, style: Style, width: f32) -> Vec<String> {
    let text = row.shown();
    if style.width(&text) * LEAST_SHARE <= width {
        return vec![text];
    }
    match text.split_once(" [") {
        Some((number, markers)) => vec![number.to_owned(), format!("[{markers}")],
        None => vec![text],
    }
}

/// One size for all cells of a width, so that the widest number fits, down to three quarters.
pub(super) fn size_for(rows: &[&Row], width: f32, wanted: f32, k: f32) -> f32 {
    let style = Style::bold(wanted);
    let room = width - if width > 44.0 * k { 26.0 } else { 10.0 } * k;
    let number = |row: &Row| {
        let text = row.shown();
        style.width(text.split(" [").next().unwrap_or_default())
    };
    let widest = rows.iter().map(|row| number(row)).fold(1.0, f32::max);
    wanted * (room / widest).clamp(0.75, 1.0)
}

/// Paints the key to the colours that occur, in lines from `top`; returns where it ends.
pub(super) fn key(
    rows: &[&Row],
    lines: &[Line],
    left: f32,
    right: f32,
    top: f32,
    canvas: &Canvas,
) -> f32 {
    let (k, palette) = (canvas.k, canvas.palette);
    let style = Style::regular(13.0 * k);
    let mut entries: Vec<(Option<(Judgement, &Row)>, &str)> = Vec::new();
    let judgements = [
        Judgement::Fifth(5),
        Judgement::Better,
        Judgement::Fifth(4),
        Judgement::Fifth(3),
        Judgement::Similar,
        Judgement::Fifth(2),
        Judgement::Worse,
        Judgement::Fifth(1),
    ];
    for judgement in judgements {
        let judged = rows.iter().find(|row| {
            row.reading.value().is_some()
                && row.polarity != Polarity::None
                && row.judgement == Some(judgement)
        });
        if let Some(row) = judged {
            entries.push((Some((judgement, *row)), judgement.in_words(row.polarity)));
        }
    }
    let unjudged = rows.iter().any(|row| {
        row.reading.value().is_some()
            && (row.polarity == Polarity::None
                || matches!(row.judgement, Some(Judgement::Higher | Judgement::Lower)))
    });
    if unjudged {
        entries.push((None, "no judgement, low to high"));
    }
    let (mut x, mut y) = (left, top + 9.0 * k);
    let Some(line) = lines.first() else {
        return top;
    };
    for (judgement, words) in entries {
        let swatch = if judgement.is_some() { 20.0 } else { 50.0 } * k;
        let width = swatch + 6.0 * k + style.width(words) + 14.0 * k;
        if x + width > right && x > left {
            x = left;
            y += 20.0 * k;
        }
        let rect = Rect::from_min_size(pos2(x, y - 7.0 * k), vec2(swatch, 14.0 * k));
        match judgement {
            Some((judgement, row)) => {
                let (fill, ink, _) = colours(row, line, canvas);
                canvas.fill(rect, 2.0 * k, fill);
                glyph_in(canvas.painter(), rect.center(), 8.0 * k, judgement, ink);
            }
            None => {
                for (step, colour) in palette.sequential.iter().enumerate() {
                    let part = Rect::from_min_size(
                        pos2(x + step as f32 * 10.0 * k, rect.top()),
                        vec2(10.0, 14.0) * k,
                    );
                    canvas.fill(part, 0.0, *colour);
                }
            }
        }
        canvas.text(
            pos2(x + swatch + 6.0 * k, y),
            Anchor::Left,
            words,
            style,
            palette.muted,
        );
        x += width;
    }
    y + 12.0 * k
}
