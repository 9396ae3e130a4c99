use egui::{Rect, pos2};

use super::model::{RankLine, Ranking};
use super::placed::{Placed, Shown};
use crate::domain::Reveal;
use crate::figures::Mark;
use crate::figures::axis;
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::glyph::glyph;
use crate::figures::lettering::Style;
use crate::figures::speech;
use crate::questions::{Answer, Row};

pub(super) fn paint(
    ranking: &Ranking,
    placed: &Placed,
    answer: &Answer,
    canvas: &Canvas,
) -> Vec<Mark> {
    let k = canvas.k;
    for (place, shown) in placed.shown.iter().enumerate() {
        if let Shown::Line(index) = shown
            && ranking.lines.get(*index).is_some_and(|line| line.focus)
        {
            canvas
                .of(Reveal::Focus)
                .fill(row_rect(placed, place), 0.0, canvas.palette.selected);
        }
    }
    axis(placed, canvas);
    headings(ranking, placed, canvas);
    let mut marks = Vec::new();
    if let Some(rule) = &ranking.rule {
        let x = placed.x(rule.value);
        canvas.of(Reveal::Context).line(
            pos2(x, placed.plot.top() - 4.0 * k),
            pos2(x, placed.plot.bottom()),
            2.0 * k,
            canvas.palette.named,
        );
        marks.extend(rule.row.and_then(|index| {
            answer.rows.get(index).map(|row| Mark {
                row: index,
                rect: Rect::from_center_size(
                    pos2(x, placed.plot.top() - 12.0 * k),
                    egui::vec2(60.0, 16.0) * k,
                ),
                spoken: speech::spoken(row),
            })
        }));
    }
    for (place, shown) in placed.shown.iter().enumerate() {
        match shown {
            Shown::Gap(count) => {
                let style = Style::regular(13.0 * k);
                canvas.text(
                    pos2(placed.name_left, placed.y(place)),
                    Anchor::Left,
                    &style.fit(&format!("… {count} more"), placed.name_width),
                    style,
                    canvas.palette.muted,
                );
            }
            Shown::Line(index) => {
                let line = ranking.lines.get(*index);
                let row = line.and_then(|line| answer.rows.get(line.row));
                if let (Some(line), Some(row)) = (line, row) {
                    let part = if line.focus {
                        Reveal::Focus
                    } else {
                        Reveal::Context
                    };
                    paint_line(line, row, place, placed, &canvas.of(part));
                    marks.push(Mark {
                        row: line.row,
                        rect: row_rect(placed, place),
                        spoken: speech::spoken(row),
                    });
                }
            }
        }
    }
    marks
}

fn row_rect(placed: &Placed, place: usize) -> Rect {
    let y = placed.y(place);
    Rect::from_min_max(
        pos2(placed.body.left(), y - placed.row_height / 2.0),
        pos2(placed.body.right(), y + placed.row_height / 2.0),
    )
}

fn axis(placed: &Placed, canvas: &Canvas) {
    if let Some(ticks) = &placed.ticks {
        let ends = (placed.body.left(), placed.body.right());
        axis::below(canvas, placed.plot, ticks, |at| placed.x(at), ends);
    }
}

fn headings(ranking: &Ranking, placed: &Placed, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let style = Style::semibold(13.0 * k);
    let y = placed.body.top() + 10.0 * k;
    let head = |x: f32, anchor: Anchor, text: &str, width: f32| {
        canvas.text(
            pos2(x, y),
            anchor,
            &style.fit(text, width),
            style,
            palette.ink_2,
        )
    };
    if ranking.lines.iter().any(|line| !line.rank.is_empty()) {
        head(placed.body.left(), Anchor::Left, "Rank", 60.0 * k);
    }
    head(
        placed.name_left,
        Anchor::Left,
        &ranking.peers,
        placed.name_width,
    );
    let mut free = (placed.plot.left(), placed.plot.right());
    if let Some(rule) = &ranking.rule {
        let style = Style::semibold(14.0 * k);
        let text = style.fit(&rule.label, placed.plot.width());
        let half = style.width(&text) / 2.0;
        let x = placed
            .x(rule.value)
            .min(placed.plot.right() - half)
            .max(placed.plot.left() + half);
        canvas.text(pos2(x, y), Anchor::Centre, &text, style, palette.ink);
        if x - half - placed.plot.left() > placed.plot.right() - x - half {
            free.1 = x - half - 10.0 * k;
        } else {
            free.0 = x + half + 10.0 * k;
        }
    }
    let unit = Style::regular(14.0 * k);
    if ranking.unit != "%" && free.1 - free.0 > unit.width(&ranking.unit).min(60.0 * k) {
        let unit = unit.within(&ranking.unit, free.1 - free.0, canvas.least(11.0));
        canvas.text(
            pos2(free.0, y),
            Anchor::Left,
            &unit.fit(&ranking.unit, free.1 - free.0),
            unit,
            palette.muted,
        );
    }
    let value = if ranking.unit.starts_with('%') {
        "%"
    } else {
        "Value"
    };
    head(placed.value_right, Anchor::Right, value, 80.0 * k);
    if let Some(left) = placed.interval_left {
        head(left, Anchor::Left, "95% interval", 100.0 * k);
    }
    if let (Some(left), true) = (placed.glyph_left, placed.words) {
        let name = ranking
            .rule
            .as_ref()
            .map_or("Judgement".to_owned(), |rule| format!("To {}", rule.name));
        let text = style.fit(&name, placed.body.right() - left + 16.0 * k);
        canvas.text(
            pos2(placed.body.right(), y),
            Anchor::Right,
            &text,
            style,
            palette.ink_2,
        );
    }
}

fn paint_line(line: &RankLine, row: &Row, place: usize, placed: &Placed, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let y = placed.y(place);
    let size = (placed.row_height * 0.72).min(14.0 * k);
    let (name, colour) = if line.focus {
        (Style::bold(size), palette.on_selected)
    } else {
        (Style::regular(size), palette.ink)
    };
    canvas.text(
        pos2(placed.rank_right, y),
        Anchor::Right,
        &line.rank,
        name,
        if line.focus { colour } else { palette.muted },
    );
    canvas.text(
        pos2(placed.name_left, y),
        Anchor::Left,
        &name.fit(&row.subject, placed.name_width),
        name,
        colour,
    );
    let Some(value) = line.value else {
        withheld(row, y, size, placed, canvas);
        return;
    };
    let dot = if line.focus {
        palette.brand
    } else {
        palette.named
    };
    if let Some((low, high)) = line.interval {
        canvas.whiskers(
            placed.x(low),
            placed.x(high),
            y,
            if line.focus { 2.0 } else { 1.5 } * k,
            dot,
        );
    }
    let r = if line.focus { 7.0 } else { 5.0 } * k * (size / (14.0 * k));
    let at = pos2(placed.x(value), y);
    canvas.dot(
        at,
        r + 1.5 * k,
        if line.focus {
            palette.selected
        } else {
            palette.ground
        },
    );
    canvas.dot(at, r, dot);
    let shown = Style::semibold(size).fit(&row.shown(), placed.value_right - placed.plot.right());
    let style = if line.focus {
        Style::bold(size)
    } else {
        Style::semibold(size)
    };
    canvas.text(
        pos2(placed.value_right, y),
        Anchor::Right,
        &shown,
        style,
        colour,
    );
    if let (Some(left), Some(interval)) = (placed.interval_left, speech::bare_interval(row)) {
        let ink = if line.focus {
            palette.ink
        } else {
            palette.ink_2
        };
        canvas.text(
            pos2(left, y),
            Anchor::Left,
            &interval,
            Style::regular(size),
            ink,
        );
    }
    if let (Some(left), Some(judgement)) = (placed.glyph_left, speech::standing(row)) {
        glyph(
            canvas.painter(),
            pos2(left + 5.0 * k, y),
            10.0 * k,
            judgement,
            palette,
        );
        if placed.words {
            canvas.text(
                pos2(left + 16.0 * k, y),
                Anchor::Left,
                speech::standing_in_words(row),
                if line.focus {
                    Style::bold(size)
                } else {
                    Style::regular(size)
                },
                palette.ink,
            );
        }
    }
}

/// A figure that is not given: its sign where the value would stand, the reason where the dot would.
fn withheld(row: &Row, y: f32, size: f32, placed: &Placed, canvas: &Canvas) {
    let style = Style::regular(size);
    canvas.text(
        pos2(placed.value_right, y),
        Anchor::Right,
        &row.shown(),
        style,
        canvas.palette.ink_2,
    );
    canvas.text(
        pos2(placed.plot.left() + 22.0 * canvas.k, y),
        Anchor::Left,
        &style.fit(
            row.reading.state().in_words(),
            placed.plot.width() - 22.0 * canvas.k,
        ),
        style,
        canvas.palette.muted,
    );
}
