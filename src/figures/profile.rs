//! One subject on all its indicators: a spine with the benchmark in the middle and better to the right.

use egui::{Rect, Vec2, pos2, vec2};

use super::Mark;
use super::canvas::{Anchor, Canvas};
use super::field::{Field, ends};
use super::glyph::glyph;
use super::lettering::Style;
use super::speech;
use super::strip::spine_cell;
use crate::domain::{Polarity, thousands};
use crate::questions::{Answer, Detail, Row};

const HEAD: f32 = 32.0;
const LINE: f32 = 30.0;
const LEAST: f32 = 20.0;

/// Height that all rows ask for.
pub(super) fn height(answer: &Answer, k: f32) -> f32 {
    (HEAD + 4.0 + answer.rows.len() as f32 * LINE) * k
}

/// How many rows fit.
fn room(answer: &Answer, height: f32, k: f32, names: usize) -> usize {
    let fit = ((height / k - HEAD) / LEAST).floor().max(1.0) as usize;
    answer.rows.len().min(fit).min(names)
}

/// Notes that the picture itself needs at the size of its body.
pub(super) fn notes(answer: &Answer, body: Vec2, (k, names): (f32, usize)) -> Vec<String> {
    let peers = match &answer.detail {
        Detail::Profile { peers } if !peers.is_empty() => format!(" of {peers}"),
        _ => String::new(),
    };
    let mut notes = Vec::new();
    if answer.rows.iter().any(|row| row.spread.is_some()) {
        let way = match ends_in_words(answer) {
            ("Lowest", _) => "Higher is to the right",
            ("Worst", _) => "Better is to the right",
            _ => "Better, or higher where nothing is judged, is to the right",
        };
        notes.push(format!(
            "Bars: light is the range{peers}, dark the middle half. {way}. A caret counts those beyond 3 MAD of the median."
        ));
    }
    let shown = room(answer, body.y, k, names);
    if shown < answer.rows.len() {
        notes.insert(
            0,
            format!("Shown: {shown} of {} indicators.", answer.rows.len()),
        );
    }
    notes
}

/// Where the columns lie. A column without room is none.
struct Columns {
    name: (f32, f32),
    value: f32,
    median: Option<f32>,
    worst: Option<f32>,
    spine: (f32, f32),
    best: Option<f32>,
    position: Option<f32>,
    judgement: f32,
    words: bool,
}

fn columns(body: Rect, k: f32) -> Columns {
    let width = body.width() / k;
    let words = width > 620.0;
    let mut right = body.right();
    let judgement = right - if words { 130.0 } else { 14.0 } * k;
    right = judgement - 8.0 * k;
    let position = (width > 880.0).then(|| {
        right -= 128.0 * k;
        right
    });
    let best = (width > 760.0).then(|| {
        right -= 16.0 * k;
        let at = right;
        right -= 58.0 * k;
        at
    });
    let spine_right = right;
    let share = if width > 860.0 {
        0.29
    } else if width > 760.0 {
        0.36
    } else {
        0.42
    };
    let name_right = body.left() + body.width() * share;
    let mut left = name_right + 66.0 * k;
    let value = left;
    let mut column = |shown: bool| {
        shown.then(|| {
            left += 70.0 * k;
            left
        })
    };
    let median = column(width > 560.0);
    let worst = column(width > 760.0);
    Columns {
        name: (body.left(), name_right),
        value,
        median,
        worst,
        spine: (left + 14.0 * k, spine_right - 10.0 * k),
        best,
        position,
        judgement,
        words,
    }
}

/// Paints the rows into `body`; on paper only those that fit.
pub(super) fn paint(answer: &Answer, canvas: &Canvas, body: Rect) -> Vec<Mark> {
    let (k, palette) = (canvas.k, canvas.palette);
    let columns = columns(body, k);
    let count = room(answer, body.height(), k, canvas.names);
    let line = ((body.height() - HEAD * k) / count.max(1) as f32).min(LINE * k);
    head(answer, &columns, body, canvas);
    let mut marks = Vec::new();
    for (index, row) in answer.rows.iter().enumerate().take(count) {
        let top = body.top() + HEAD * k + index as f32 * line;
        let rect = Rect::from_min_size(pos2(body.left(), top), vec2(body.width(), line));
        canvas.rule(rect.left(), rect.right(), rect.bottom(), palette.hairline);
        paint_row(row, rect, &columns, canvas);
        marks.push(Mark {
            row: index,
            rect,
            spoken: speech::spoken(row),
        });
    }
    marks
}

/// What the columns of the ends are called: where neither higher nor lower counts as better they are not worst and best.
fn ends_in_words(answer: &Answer) -> (&'static str, &'static str) {
    let mut neutral = answer.rows.iter().map(|row| row.polarity == Polarity::None);
    if neutral.clone().all(|neutral| neutral) {
        ("Lowest", "Highest")
    } else if neutral.any(|neutral| neutral) {
        ("Left end", "Right end")
    } else {
        ("Worst", "Best")
    }
}

fn head(answer: &Answer, columns: &Columns, body: Rect, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let style = Style::semibold(13.0 * k);
    let y = body.top() + 16.0 * k;
    let text = |x: f32, anchor: Anchor, words: &str, width: f32, ink| {
        canvas.text(pos2(x, y), anchor, &style.fit(words, width), style, ink);
    };
    let name = answer.rows.first().map_or("", |row| row.subject.as_str());
    let beside = if answer.rows.iter().any(|row| row.benchmark.is_some()) {
        super::benchmark_name(answer)
    } else {
        "Median".to_owned()
    };
    let beside = beside.as_str();
    text(
        columns.name.0,
        Anchor::Left,
        "Indicator (unit)",
        160.0 * k,
        palette.ink_2,
    );
    text(columns.value, Anchor::Right, name, 100.0 * k, palette.brand);
    let (low, high) = ends_in_words(answer);
    for (at, words) in [
        (columns.median, beside),
        (columns.worst, low),
        (columns.best, high),
    ] {
        if let Some(x) = at {
            text(x, Anchor::Right, words, 64.0 * k, palette.ink_2);
        }
    }
    let middle = f32::midpoint(columns.spine.0, columns.spine.1);
    text(middle, Anchor::Centre, beside, 150.0 * k, palette.ink_2);
    if let Some(x) = columns.position {
        text(x, Anchor::Left, "Position", 120.0 * k, palette.ink_2);
    }
    if columns.words {
        text(
            columns.judgement,
            Anchor::Left,
            "Judgement",
            120.0 * k,
            palette.ink_2,
        );
    }
    canvas.rule(
        body.left(),
        body.right(),
        body.top() + HEAD * k,
        palette.muted,
    );
}

fn paint_row(row: &Row, rect: Rect, columns: &Columns, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let y = rect.center().y;
    let size = (rect.height() * 0.66).min(14.0 * k);
    let style = Style::regular(size);
    let mut left = columns.name.0;
    if let Some(goal) = row.goal {
        let number = Style::semibold(size);
        canvas.text(
            pos2(left + 20.0 * k, y),
            Anchor::Right,
            &goal.to_string(),
            number,
            palette.muted,
        );
        left += 28.0 * k;
    }
    let unit = speech::unit_sign(&row.unit);
    let mut behind = String::new();
    if !unit.is_empty() {
        behind = format!(" ({unit})");
    }
    if let Some(period) = row.period {
        behind = format!("{behind}, {}", period.label());
    }
    // A long name is written smaller first, and cut before its unit and its period are.
    let room = columns.name.1 - left;
    let whole = format!("{}{behind}", row.indicator_short);
    let letters = style.within(&whole, room, canvas.least(10.5));
    let own = (room - letters.width(&behind)).max(room * 0.4);
    let name = format!("{}{behind}", letters.fit(&row.indicator_short, own));
    canvas.text(
        pos2(left, y),
        Anchor::Left,
        &letters.fit(&name, room),
        letters,
        palette.ink,
    );
    let bold = Style::bold(size);
    canvas.text(
        pos2(columns.value, y),
        Anchor::Right,
        &bold.fit(&row.shown(), 64.0 * k),
        bold,
        palette.ink,
    );
    let number = |at: Option<f32>, value: Option<f64>| {
        if let (Some(x), Some(value)) = (at, value.filter(|value| value.is_finite())) {
            canvas.text(
                pos2(x, y),
                Anchor::Right,
                &style.fit(&thousands(value, row.decimals), 66.0 * k),
                style,
                palette.muted,
            );
        }
    };
    let ends = ends(row);
    let middle = row
        .benchmark
        .or(row.spread.as_ref().map(|spread| spread.median));
    number(columns.median, middle);
    number(columns.worst, ends.map(|(worst, _)| worst));
    number(columns.best, ends.map(|(_, best)| best));
    let spine = Rect::from_min_max(
        pos2(columns.spine.0, rect.top()),
        pos2(columns.spine.1, rect.bottom()),
    );
    if row.reading.value().is_some() {
        let field = Field::of(row);
        spine_cell(canvas.painter(), spine, (row, field.as_ref()), palette, k);
    } else {
        canvas.text(
            spine.center(),
            Anchor::Centre,
            &style.fit(row.reading.state().in_words(), spine.width()),
            style,
            palette.muted,
        );
    }
    if let (Some(x), Some(rank)) = (columns.position, row.rank) {
        let tied = if row.tied { "=" } else { "" };
        let of = row.spread.as_ref().map_or(String::new(), |spread| {
            format!(" of {}", thousands(spread.values.len() as f64, 0))
        });
        canvas.text(
            pos2(x, y),
            Anchor::Left,
            &style.fit(
                &format!("{}{tied}{of}", thousands(f64::from(rank), 0)),
                120.0 * k,
            ),
            style,
            palette.ink_2,
        );
    }
    if let Some(judgement) = speech::standing(row) {
        let at = pos2(columns.judgement + 5.0 * k, y);
        glyph(canvas.painter(), at, 10.0 * k, judgement, palette);
        if columns.words {
            canvas.text(
                pos2(columns.judgement + 16.0 * k, y),
                Anchor::Left,
                &style.fit(speech::standing_in_words(row), 114.0 * k),
                style,
                palette.ink,
            );
        }
    }
}
