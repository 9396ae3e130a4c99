use egui::{Painter, Rect, Stroke, pos2, vec2};

use super::goals;
use crate::domain::UnitKind;
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::glyph::diamond;
use crate::figures::lettering::Style;
use crate::figures::scale::{Span, Ticks, drawable};
use crate::figures::speech;
use crate::figures::{Mark, Palette};
use crate::questions::{Answer, GapSummary, Judgement, Row};

const HEAD: f32 = 34.0;
const LINE: f32 = 24.0;
const FOOT: f32 = 24.0;
const MOST: usize = 5;

/// A gap of a row, with both its ends as percentages.
struct Gap<'a> {
    index: usize,
    row: &'a Row,
    value: f64,
    benchmark: f64,
    summary: Option<&'a GapSummary>,
}

/// The widest gaps in percentage points among what is judged worse; one unit, so that one axis serves all.
fn widest(answer: &Answer) -> Vec<Gap<'_>> {
    let summary = |index: usize| {
        goals(answer)
            .iter()
            .flat_map(|goal| &goal.summaries)
            .find(|summary| summary.row == index)
            .and_then(|summary| summary.gap.as_ref())
    };
    let mut gaps: Vec<Gap> = answer
        .rows
        .iter()
        .enumerate()
        .filter_map(|(index, row)| {
            let behind = matches!(
                row.judgement
                    .map(|judgement| judgement.mark_for(row.polarity)),
                Some(Judgement::Worse | Judgement::Fifth(..=2))
            );
            (behind && row.unit.kind == UnitKind::PerCent).then_some(())?;
            Some(Gap {
                index,
                row,
                value: row.reading.value().and_then(drawable)?,
                benchmark: row.benchmark.and_then(drawable)?,
                summary: summary(index),
            })
        })
        .collect();
    gaps.sort_by(|a, b| {
        let size = |gap: &Gap| (gap.value - gap.benchmark).abs();
        size(b).total_cmp(&size(a))
    });
    gaps.dedup_by(|a, b| a.row.indicator_code == b.row.indicator_code);
    gaps.truncate(MOST);
    gaps
}

/// Height of the gaps.
pub(super) fn height(answer: &Answer, k: f32) -> f32 {
    match widest(answer).len() {
        0 => 0.0,
        count => (HEAD + FOOT + count as f32 * LINE) * k,
    }
}

/// Paints a gap: the subject's dot and the benchmark's diamond at the two `ends`, and what lies between them.
pub fn dumbbell(
    painter: &Painter,
    (own, benchmark): (f32, f32),
    y: f32,
    palette: &Palette,
    scale: f32,
) {
    let between = own.min(benchmark)..=own.max(benchmark);
    painter.hline(between, y, Stroke::new(3.0 * scale, palette.crowd));
    diamond(painter, pos2(benchmark, y), 6.0 * scale, palette.named);
    painter.circle_filled(pos2(own, y), 5.0 * scale, palette.brand);
}

/// Paints as many of the widest gaps as fit.
pub(super) fn paint(answer: &Answer, canvas: &Canvas, rect: Rect) -> Vec<Mark> {
    let (k, palette) = (canvas.k, canvas.palette);
    let mut gaps = widest(answer);
    let fit = ((rect.height() / k - HEAD - FOOT) / LINE).max(0.0) as usize;
    gaps.truncate(fit);
    let Some(span) = Span::of(gaps.iter().flat_map(|gap| [gap.value, gap.benchmark])) else {
        return Vec::new();
    };
    let Some(first) = gaps.first() else {
        return Vec::new();
    };
    let head = Style::semibold(16.0 * k);
    let y = rect.top() + 14.0 * k;
    let title = head.fit(
        &format!("Biggest gaps in {}", first.row.subject),
        rect.width(),
    );
    let title = canvas.text(
        pos2(rect.left(), y),
        Anchor::Left,
        &title,
        head,
        palette.ink,
    );
    let small = Style::regular(14.0 * k);
    canvas.text(
        pos2(title.right() + 10.0 * k, y),
        Anchor::Left,
        &small.fit(
            &format!(
                "percentage points, compared with {}, latest period",
                crate::figures::benchmark_name(answer)
            ),
            rect.right() - title.right() - 10.0 * k,
        ),
        small,
        palette.ink_2,
    );
    let roomy = rect.width() > 640.0 * k;
    let plot = Rect::from_min_max(
        pos2(rect.left() + rect.width() * 0.32, rect.top() + HEAD * k),
        pos2(
            rect.right() - if roomy { 270.0 } else { 74.0 } * k,
            rect.top() + (HEAD + LINE * gaps.len() as f32) * k,
        ),
    );
    let ticks = Ticks::around(
        span.with(0.0),
        ((plot.width() / (100.0 * k)) as usize).clamp(2, 5),
    );
    let x = |value: f64| plot.left() + ticks.span.share(value) * plot.width();
    for at in &ticks.at {
        canvas.line(
            pos2(x(*at), plot.top()),
            pos2(x(*at), plot.bottom()),
            k,
            canvas.grid(),
        );
        canvas.text(
            pos2(x(*at), plot.bottom() + 11.0 * k),
            Anchor::Centre,
            &ticks.label(*at),
            small,
            palette.muted,
        );
    }
    let mut marks = Vec::new();
    for (place, gap) in gaps.iter().enumerate() {
        let y = plot.top() + (place as f32 + 0.5) * LINE * k;
        let goal = gap.row.goal.map_or(String::new(), |goal| goal.to_string());
        canvas.text(
            pos2(rect.left() + 20.0 * k, y),
            Anchor::Right,
            &goal,
            Style::semibold(14.0 * k),
            palette.muted,
        );
        canvas.text(
            pos2(rect.left() + 30.0 * k, y),
            Anchor::Left,
            &small.fit(
                &gap.row.indicator_short,
                plot.left() - rect.left() - 44.0 * k,
            ),
            small,
            palette.ink,
        );
        let ends = (x(gap.value), x(gap.benchmark));
        dumbbell(canvas.painter(), ends, y, palette, k);
        let bold = Style::semibold(14.0 * k);
        let size = speech::difference(gap.row, gap.value - gap.benchmark);
        canvas.text(
            pos2(plot.right() + 70.0 * k, y),
            Anchor::Right,
            &size,
            bold,
            palette.ink,
        );
        if let (true, Some(summary)) = (roomy, gap.summary) {
            let left = plot.right() + 84.0 * k;
            let mut words = summary.closing.label().to_owned();
            if let Some(since) = summary.since {
                words = format!("{words} since {}", since.label());
            }
            canvas.text(
                pos2(left, y),
                Anchor::Left,
                &small.fit(&words, rect.right() - left),
                small,
                palette.muted,
            );
        }
        marks.push(Mark {
            row: gap.index,
            rect: Rect::from_min_size(
                pos2(rect.left(), y - LINE * k / 2.0),
                vec2(rect.width(), LINE * k),
            ),
            spoken: speech::spoken(gap.row),
        });
    }
    key(answer, first, plot, rect, canvas);
    marks
}

fn key(answer: &Answer, first: &Gap, plot: Rect, rect: Rect, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let style = Style::regular(13.0 * k);
    let y = plot.bottom() + 12.0 * k;
    canvas.dot(pos2(rect.left() + 8.0 * k, y), 5.0 * k, palette.brand);
    let half = (plot.left() - rect.left()) / 2.0 - 20.0 * k;
    let name = canvas.text(
        pos2(rect.left() + 18.0 * k, y),
        Anchor::Left,
        &style.fit(&first.row.subject, half),
        style,
        palette.muted,
    );
    let left = name.right() + 20.0 * k;
    diamond(canvas.painter(), pos2(left, y), 6.0 * k, palette.named);
    canvas.text(
        pos2(left + 10.0 * k, y),
        Anchor::Left,
        &style.fit(&crate::figures::benchmark_name(answer), half),
        style,
        palette.muted,
    );
}
