//! One goal for one subject: an indicator a row, with small line, spread, value, judgement, gap and what became of it.

mod columns;

use egui::{Rect, Vec2, pos2, vec2};

use super::Mark;
use super::canvas::{Anchor, Canvas};
use super::field::Field;
use super::glyph::glyph;
use super::lettering::Style;
use super::sparkline::sparkline;
use super::speech;
use super::strip::strip;
use crate::domain::thousands;
use crate::questions::{Answer, Closing, Detail, IndicatorSummary, Row};
use columns::{Columns, columns};

const HEAD: f32 = 36.0;
const LINE: f32 = 92.0;
const LEAST: f32 = 64.0;

/// Height that all rows ask for.
pub(super) fn height(answer: &Answer, k: f32) -> f32 {
    (HEAD + answer.rows.len().max(1) as f32 * LINE) * k
}

fn room(answer: &Answer, height: f32, k: f32, names: usize) -> usize {
    let fit = ((height / k - HEAD) / LEAST).floor().max(1.0) as usize;
    answer.rows.len().min(fit).min(names)
}

/// Notes that the picture itself needs at the size of its body.
pub(super) fn notes(answer: &Answer, body: Vec2, (k, names): (f32, usize)) -> Vec<String> {
    let shown = room(answer, body.y, k, names);
    let mut notes = Vec::new();
    if shown < answer.rows.len() {
        notes.push(format!(
            "Shown: {shown} of {} indicators.",
            answer.rows.len()
        ));
    }
    let mut words = Vec::new();
    let with_spread = columns::has_spread(body.x, k, names == usize::MAX);
    if answer.rows.iter().any(|row| row.spread.is_some()) && with_spread {
        words.push("Spread ends at the median ± 3 MAD; carets count the rest.");
    }
    if !summaries(answer).is_empty() {
        words.push("Small lines have scales of their own; missing periods are left open.");
    }
    if !words.is_empty() {
        notes.push(words.join(" "));
    }
    notes
}

fn summaries(answer: &Answer) -> &[IndicatorSummary] {
    match &answer.detail {
        Detail::Goal { indicators } => indicators,
        _ => &[],
    }
}

/// Paints the rows into `body`; on paper only those that fit.
pub(super) fn paint(answer: &Answer, canvas: &Canvas, body: Rect) -> Vec<Mark> {
    let (k, palette) = (canvas.k, canvas.palette);
    let columns = columns(body, k, !canvas.is_in_a_room());
    let benchmark = super::benchmark_name(answer);
    head(answer, &benchmark, &columns, body, canvas);
    let count = room(answer, body.height(), k, canvas.names);
    let line = ((body.height() - HEAD * k) / count.max(1) as f32).min(LINE * k);
    let mut marks = Vec::new();
    for (index, row) in answer.rows.iter().enumerate().take(count) {
        let top = body.top() + HEAD * k + index as f32 * line;
        let rect = Rect::from_min_size(pos2(body.left(), top), vec2(body.width(), line));
        canvas.rule(rect.left(), rect.right(), rect.bottom(), palette.hairline);
        let summary = summaries(answer)
            .iter()
            .find(|summary| summary.row == index);
        paint_row(row, summary, &benchmark, rect, &columns, canvas);
        marks.push(Mark {
            row: index,
            rect,
            spoken: speech::spoken(row),
        });
    }
    marks
}

fn head(answer: &Answer, benchmark: &str, columns: &Columns, body: Rect, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let bar = Rect::from_min_size(body.min, vec2(body.width(), HEAD * k));
    canvas.fill(bar, 4.0 * k, palette.panel);
    let style = Style::semibold(13.0 * k);
    let y = bar.center().y;
    let text = |x: f32, anchor: Anchor, words: &str, width: f32, ink| {
        canvas.text(pos2(x, y), anchor, &style.fit(words, width), style, ink);
    };
    let name = answer.rows.first().map_or("", |row| row.subject.as_str());
    text(
        columns.name.0 + 8.0 * k,
        Anchor::Left,
        "Indicator",
        120.0 * k,
        palette.ink_2,
    );
    if let Some((left, right)) = columns.trend {
        text(left, Anchor::Left, "Trend", right - left, palette.ink_2);
    }
    if let Some((left, right)) = columns.spread {
        text(
            left,
            Anchor::Left,
            "Spread, better to the right",
            right - left,
            palette.ink_2,
        );
    }
    text(columns.value, Anchor::Right, name, 82.0 * k, palette.brand);
    if let Some(x) = columns.benchmark {
        text(x, Anchor::Right, benchmark, 68.0 * k, palette.ink_2);
    }
    if columns.words {
        text(
            columns.judgement,
            Anchor::Left,
            "Judgement",
            100.0 * k,
            palette.ink_2,
        );
    }
    if let Some(x) = columns.gap {
        text(x, Anchor::Right, "Gap", 70.0 * k, palette.ink_2);
    }
    if let Some(x) = columns.closing {
        text(
            x + 12.0 * k,
            Anchor::Left,
            "Closing?",
            100.0 * k,
            palette.ink_2,
        );
    }
}

fn paint_row(
    row: &Row,
    summary: Option<&IndicatorSummary>,
    benchmark: &str,
    rect: Rect,
    columns: &Columns,
    canvas: &Canvas,
) {
    let (k, palette) = (canvas.k, canvas.palette);
    let middle = rect.center().y;
    name(row, rect, columns, canvas);
    if let (Some((left, right)), Some(summary)) = (columns.trend, summary) {
        trend(summary, left, right, rect, canvas);
    }
    if let Some((left, right)) = columns.spread {
        let area = Rect::from_min_max(
            pos2(left, rect.top() + 8.0 * k),
            pos2(right, rect.bottom() - 6.0 * k),
        );
        let field = Field::of(row);
        strip(
            canvas.painter(),
            area,
            (row, field.as_ref()),
            benchmark,
            palette,
            k,
        );
    }
    let number = row.reading.value();
    let bold = Style::bold(15.0 * k);
    let shown = number.map_or(row.shown(), |value| {
        format!("{} {}", speech::tight(row, value), row.markers.signs())
            .trim_end()
            .to_owned()
    });
    // The unit stands below the indicator's name too.
    let shown = if bold.width(&shown) > 82.0 * k {
        row.shown()
    } else {
        shown
    };
    let bold = bold.within(&shown, 82.0 * k, canvas.least(12.0));
    canvas.text(
        pos2(columns.value, middle),
        Anchor::Right,
        &bold.fit(&shown, 82.0 * k),
        bold,
        palette.ink,
    );
    let style = Style::regular(14.0 * k);
    if let (Some(x), Some(value)) = (columns.benchmark, row.benchmark) {
        canvas.text(
            pos2(x, middle),
            Anchor::Right,
            &style.fit(&speech::tight(row, value), 68.0 * k),
            style,
            palette.muted,
        );
    }
    if let Some(judgement) = speech::standing(row) {
        let at = pos2(columns.judgement + 6.0 * k, middle);
        glyph(canvas.painter(), at, 11.0 * k, judgement, palette);
        if columns.words {
            let left = columns.judgement + 19.0 * k;
            let said = speech::standing_in_words(row);
            let word = Style::semibold(14.0 * k).within(said, 88.0 * k, canvas.least(12.0));
            canvas.text(
                pos2(left, middle),
                Anchor::Left,
                &word.fit(said, 92.0 * k),
                word,
                palette.ink,
            );
            let note = Style::regular(13.0 * k);
            let most = if rect.height() > 88.0 * k { 3 } else { 1 };
            let lines = note.wrap(&row.judged_by, 108.0 * k, most);
            let mut y = middle + if lines.len() > 2 { 16.0 } else { 20.0 } * k;
            for line in lines {
                let at = pos2(columns.judgement, y);
                canvas.text(at, Anchor::Left, &line, note, palette.muted);
                y += 14.0 * k;
            }
        }
    }
    gap(row, summary, middle, columns, canvas);
}

fn name(row: &Row, rect: Rect, columns: &Columns, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let left = columns.name.0 + 8.0 * k;
    let width = columns.name.1 - left;
    let style = Style::semibold(14.0 * k);
    let note = Style::regular(13.0 * k);
    let unit = match row.period {
        Some(period) => format!("{}, {}", speech::unit_sign(&row.unit), period.label()),
        None => speech::unit_sign(&row.unit),
    };
    let roomy = rect.height() > 78.0 * k;
    let lines = style.wrap(&row.indicator_short, width, if roomy { 2 } else { 1 });
    let mut small = note.wrap(
        unit.trim_start_matches(", "),
        width,
        if roomy { 2 } else { 1 },
    );
    small.push(row.polarity.in_words().to_lowercase());
    let total = lines.len() as f32 * 19.0 + small.len() as f32 * 17.0;
    let mut y = rect.center().y - total * k / 2.0 + 9.0 * k;
    for line in &lines {
        canvas.text(pos2(left, y), Anchor::Left, line, style, palette.ink);
        y += 19.0 * k;
    }
    for line in &small {
        let note = note.within(line, width, canvas.least(11.0));
        let text = note.fit(line, width);
        canvas.text(pos2(left, y), Anchor::Left, &text, note, palette.muted);
        y += 17.0 * k;
    }
}

fn trend(summary: &IndicatorSummary, left: f32, right: f32, rect: Rect, canvas: &Canvas) {
    let k = canvas.k;
    let area = Rect::from_min_max(
        pos2(left, rect.top() + 10.0 * k),
        pos2(right, rect.bottom() - 24.0 * k),
    );
    sparkline(
        canvas.painter(),
        area,
        &summary.series,
        &summary.benchmark,
        canvas.palette,
        k,
    );
    let note = Style::regular(canvas.least(12.0));
    let periods = || {
        summary
            .series
            .iter()
            .chain(&summary.benchmark)
            .map(|point| point.period)
    };
    let by_time =
        |a: &crate::domain::Period, b: &crate::domain::Period| a.middle().total_cmp(&b.middle());
    let (Some(first), Some(last)) = (periods().min_by(by_time), periods().max_by(by_time)) else {
        return;
    };
    let y = rect.bottom() - 13.0 * k;
    // Where a period has no room its year stands for it: it is written out below the name.
    let label = |period: crate::domain::Period| {
        let whole = period.label();
        if note.width(&whole) > right - left {
            return period.end().year().to_string();
        }
        whole
    };
    let (first, last) = (label(first), label(last));
    let both = note.width(&first) + note.width(&last) + 5.0 * k < right - left;
    if both && first != last {
        canvas.text(
            pos2(left, y),
            Anchor::Left,
            &first,
            note,
            canvas.palette.muted,
        );
    }
    canvas.text(
        pos2(right, y),
        Anchor::Right,
        &note.fit(&last, right - left),
        note,
        canvas.palette.muted,
    );
}

fn gap(
    row: &Row,
    summary: Option<&IndicatorSummary>,
    middle: f32,
    columns: &Columns,
    canvas: &Canvas,
) {
    let (k, palette) = (canvas.k, canvas.palette);
    let gap = summary.and_then(|summary| summary.gap.as_ref());
    let now = gap.map(|gap| gap.now).or(row.difference);
    if let (Some(x), Some(now)) = (columns.gap, now.filter(|now| now.is_finite())) {
        let style = Style::semibold(14.0 * k);
        let (whole, room) = (speech::difference(row, now), 76.0 * k);
        // The unit stands below the indicator's name too.
        let gap = if style.width(&whole) > room {
            thousands(now.abs(), row.decimals)
        } else {
            whole
        };
        let at = pos2(x, middle);
        canvas.text(
            at,
            Anchor::Right,
            &style.fit(&gap, room),
            style,
            palette.ink,
        );
    }
    let (Some(x), Some(gap)) = (columns.closing, gap) else {
        return;
    };
    let x = x + 12.0 * k;
    let style = Style::regular(14.0 * k);
    let note = Style::regular(13.0 * k);
    let then = gap.then.filter(|then| then.is_finite());
    let room = 112.0 * k;
    let mut lines = Vec::new();
    if let Some(then) = then {
        let whole = speech::difference(row, then);
        lines.push(if note.width(&whole) > room {
            thousands(then.abs(), row.decimals)
        } else {
            whole
        });
    }
    if let Some(since) = gap.since.filter(|_| then.is_some()) {
        lines.extend(note.wrap(&format!("in {}", since.label()), room, 2));
    }
    if gap.closing == Closing::CannotSay && lines.is_empty() && !gap.reason.is_empty() {
        lines = note.wrap(&gap.reason, room, 2);
    }
    let mut y = middle - lines.len() as f32 * 8.5 * k;
    canvas.text(
        pos2(x, y),
        Anchor::Left,
        &style.fit(gap.closing.label(), 114.0 * k),
        style,
        palette.ink,
    );
    for line in lines {
        y += 17.0 * k;
        canvas.text(
            pos2(x, y),
            Anchor::Left,
            &note.fit(&line, room),
            note,
            palette.muted,
        );
    }
}
