use egui::pos2;

use super::model::{Series, Trend};
use super::paint::part;
use super::placed::{Placed, labelled};
use crate::domain::{Reveal, thousands};
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::few::few;
use crate::figures::glyph::glyph;
use crate::figures::lettering::Style;
use crate::figures::scale::apart;
use crate::figures::speech;
use crate::questions::{Answer, Row, RowRole};

/// A label at the end of a line: its lines of text, and where it wants to be.
struct Label<'a> {
    row: &'a Row,
    series: &'a Series,
    lines: Vec<(String, Style)>,
    interval: Option<String>,
}

/// Names, values and intervals at the ends of the lines, moved apart.
pub(super) fn labels(trend: &Trend, placed: &Placed, answer: &Answer, canvas: &Canvas) {
    let k = canvas.k;
    let left = placed.labels_left;
    let width = (placed.body.right() - left).max(20.0 * k);
    let mut labels: Vec<Label> = trend
        .series
        .iter()
        .filter(|series| labelled(series))
        .filter_map(|series| label(series, answer, width, k, trend))
        .collect();
    let compared = |label: &Label| label.series.role == RowRole::Benchmark;
    while labels.len() > canvas.names
        && let Some(last) = labels.iter().rposition(|label| !compared(label))
    {
        labels.remove(last);
    }
    let (top, bottom) = (placed.plot.top() - 16.0 * k, placed.plot.bottom() + 8.0 * k);
    let judged = judged_row(trend, answer);
    let judged_height = if judged.is_some() { 26.0 * k } else { 0.0 };
    let height = |label: &Label| {
        label.lines.len() as f32 * 18.0 * k
            + label.interval.as_ref().map_or(0.0, |_| 17.0 * k)
            + 4.0 * k
    };
    let total = |labels: &[Label]| labels.iter().map(height).sum::<f32>();
    if total(&labels) + judged_height > bottom - top {
        for label in &mut labels {
            label.interval = None;
        }
    }
    while labels.len() > 1 && total(&labels) > bottom - top {
        labels.pop();
    }
    let with_judgement = judged.filter(|_| total(&labels) + judged_height <= bottom - top);
    let mut wanted: Vec<f32> = labels
        .iter()
        .filter_map(|label| label.series.last().map(|end| placed.y(end.y)))
        .collect();
    let mut sizes: Vec<f32> = labels.iter().map(height).collect();
    if let Some((_, middle)) = with_judgement {
        wanted.push(placed.y(middle));
        sizes.push(judged_height);
    }
    let middles = apart(&wanted, &sizes, top, bottom);
    for ((label, middle), size) in labels.iter().zip(&middles).zip(&sizes) {
        let canvas = &canvas.of(part(label.series));
        let mut y = middle - size / 2.0 + 10.0 * k;
        let ink = match label.series.role {
            RowRole::Focus if label.series.colour == 0 => canvas.palette.brand,
            RowRole::Benchmark => canvas.palette.ink_2,
            _ => canvas.palette.ink,
        };
        for (index, (text, style)) in label.lines.iter().enumerate() {
            let rect = canvas.text(pos2(left, y), Anchor::Left, text, *style, ink);
            if index + 1 == label.lines.len() && label.lines.len() == 1 {
                let value = value_text(label, trend);
                let bold = Style::bold(14.0 * k);
                canvas.text(
                    pos2(rect.right() + 5.0 * k, y),
                    Anchor::Left,
                    &value,
                    bold,
                    ink,
                );
            }
            y += 18.0 * k;
        }
        if let Some(interval) = &label.interval {
            let style = Style::regular(13.0 * k);
            canvas.text(
                pos2(left, y),
                Anchor::Left,
                &style.fit(interval, width),
                style,
                canvas.palette.muted,
            );
        }
    }
    if let (Some((row, _)), Some(y)) = (with_judgement, middles.get(labels.len())) {
        judgement(row, left, *y, width, &canvas.of(Reveal::Focus));
    }
}

/// Most dots of one period that are named beside themselves.
const MOST_NAMED: usize = 14;

/// Where there is one period and so no line, the pale dots are named too: their order is all that the picture shows.
pub(super) fn names_of_dots(trend: &Trend, placed: &Placed, answer: &Answer, canvas: &Canvas) {
    let k = canvas.k;
    let crowd = || {
        let series = trend.series.iter();
        series.filter(|series| series.role == RowRole::Crowd)
    };
    if !trend.is_lone() || crowd().count() > MOST_NAMED {
        return;
    }
    let mut dots: Vec<(f32, f32, String)> = crowd()
        .filter_map(|series| {
            let point = series.last()?;
            let row = answer.rows.get(point.row)?;
            let at = placed.at(point.x, point.y);
            let value = speech::tight(row, row.reading.value()?);
            Some((at.x, at.y, format!("{} {value}", series.name)))
        })
        .collect();
    dots.sort_by(|a, b| a.1.total_cmp(&b.1));
    let others = trend
        .series
        .iter()
        .filter(|series| labelled(series))
        .count();
    let kept = few(dots.len(), canvas.names.saturating_sub(others), |_| false);
    let dots: Vec<_> = kept.iter().filter_map(|index| dots.get(*index)).collect();
    let wanted: Vec<f32> = dots.iter().map(|(_, y, _)| *y).collect();
    let sizes = vec![17.0 * k; dots.len()];
    let (top, bottom) = (placed.plot.top() - 8.0 * k, placed.plot.bottom());
    if sizes.iter().sum::<f32>() > bottom - top {
        return;
    }
    let style = Style::regular(13.0 * k);
    for ((x, y, words), beside) in dots.iter().zip(apart(&wanted, &sizes, top, bottom)) {
        let left = x + 26.0 * k;
        if (beside - y).abs() > 3.0 * k {
            let (from, to) = (pos2(x + 6.0 * k, *y), pos2(left - 4.0 * k, beside));
            canvas.line(from, to, 1.0 * k, canvas.palette.crowd);
        }
        let words = style.fit(words, (placed.plot.right() - left).max(20.0 * k));
        let at = pos2(left, beside);
        canvas.text(at, Anchor::Left, &words, style, canvas.palette.muted);
    }
}

/// A line of the gap between focus and benchmark: mark, size and word.
fn judgement(row: &Row, left: f32, y: f32, width: f32, canvas: &Canvas) {
    let k = canvas.k;
    let (Some(word), Some(difference)) = (speech::standing(row), row.difference) else {
        return;
    };
    glyph(
        canvas.painter(),
        pos2(left + 6.0 * k, y),
        10.0 * k,
        word,
        canvas.palette,
    );
    let style = Style::semibold(14.0 * k);
    let (room, word) = (width - 17.0 * k, speech::standing_in_words(row));
    // The unit stands above the axis too.
    let whole = format!("{}, {word}", speech::difference(row, difference));
    let bare = format!("{}, {word}", thousands(difference.abs(), row.decimals));
    let text = if style.width(&whole) <= room {
        whole
    } else {
        bare
    };
    let style = style.within(&text, room, canvas.least(12.0));
    canvas.text(
        pos2(left + 17.0 * k, y),
        Anchor::Left,
        &style.fit(&text, room),
        style,
        canvas.palette.ink,
    );
}

/// The last row of the only series in focus, where it is judged, and the middle between it and the benchmark.
fn judged_row<'a>(trend: &Trend, answer: &'a Answer) -> Option<(&'a Row, f64)> {
    let mut front = trend
        .series
        .iter()
        .filter(|series| series.role == RowRole::Focus);
    let (series, None) = (front.next()?, front.next()) else {
        return None;
    };
    let row = answer.rows.get(series.last()?.row)?;
    row.judgement?;
    let middle = row.reading.value()? - row.difference? / 2.0;
    middle.is_finite().then_some((row, middle))
}

/// The value, with its period where the line ends before the others.
fn value_text(label: &Label, trend: &Trend) -> String {
    let shown = format!(
        "{}{}",
        label
            .row
            .reading
            .value()
            .map_or(String::new(), |value| speech::tight(label.row, value)),
        match label.row.markers.signs() {
            signs if signs.is_empty() => signs,
            signs => format!(" {signs}"),
        }
    );
    let last = trend.periods.last();
    match label.row.period {
        Some(period) if last.is_some_and(|last| *last != period) => {
            format!("{shown} in {}", period.label())
        }
        _ => shown,
    }
}

fn label<'a>(
    series: &'a Series,
    answer: &'a Answer,
    width: f32,
    k: f32,
    trend: &Trend,
) -> Option<Label<'a>> {
    let row = answer.rows.get(series.last()?.row)?;
    let name = if series.role == RowRole::Focus {
        Style::bold(14.0 * k)
    } else {
        Style::regular(14.0 * k)
    };
    let mut label = Label {
        row,
        series,
        lines: Vec::new(),
        interval: speech::interval(row),
    };
    let value = value_text(&label, trend);
    let bold = Style::bold(14.0 * k);
    if name.width(&series.name) + 6.0 * k + bold.width(&value) <= width {
        label.lines.push((series.name.clone(), name));
    } else {
        for line in name.wrap(&series.name, width, 2) {
            label.lines.push((line, name));
        }
        for line in bold.wrap(&value, width, 2) {
            label.lines.push((line, bold));
        }
    }
    Some(label)
}
