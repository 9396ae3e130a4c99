use egui::{Rect, pos2};

use super::model::Ranking;
use crate::figures::canvas::Canvas;
use crate::figures::few::few;
use crate::figures::lettering::Style;
use crate::figures::scale::Ticks;
use crate::figures::speech;
use crate::questions::Answer;

/// Height of heading and axis, in points at scale 1.
pub(super) const AROUND: f32 = 58.0;

/// Height of a row: less where there are many.
pub(super) fn row_height(count: usize) -> f32 {
    if count > 40 { 20.0 } else { 28.0 }
}

/// A line on the page: a row of the ranking, or how many are left away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shown {
    /// Index into the ranking's lines.
    Line(usize),
    /// So many are not shown here.
    Gap(usize),
}

/// The lines that fit into a height and that may carry a name beside what they are compared with: all, or the first, the last and
/// those in focus. Also how many lines are shown.
pub(super) fn chosen(ranking: &Ranking, height: f32, k: f32, names: usize) -> (Vec<Shown>, usize) {
    let count = ranking.lines.len();
    let least = 18.0 * k;
    let room = ((height - AROUND * k) / least).floor().max(3.0) as usize;
    let names = names.saturating_sub(usize::from(ranking.rule.is_some()));
    if count <= room.min(names) {
        return ((0..count).map(Shown::Line).collect(), count);
    }
    let ranked = ranking
        .lines
        .iter()
        .filter(|line| line.value.is_some())
        .count();
    let focus = |index: usize| ranking.lines.get(index).is_some_and(|line| line.focus);
    let most = room.saturating_sub(3).clamp(1, names.max(1));
    let mut all = few(ranked, most, focus);
    all.extend((ranked..count).filter(|index| focus(*index)).take(1));
    let kept = |index: usize| all.contains(&index);
    let mut shown = Vec::new();
    let mut away = 0;
    for index in 0..count {
        if kept(index) {
            if away > 0 {
                shown.push(Shown::Gap(away));
                away = 0;
            }
            shown.push(Shown::Line(index));
        } else {
            away += 1;
        }
    }
    if away > 0 {
        shown.push(Shown::Gap(away));
    }
    (shown, all.len())
}

/// Where the columns and lines lie.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub(super) body: Rect,
    pub(super) shown: Vec<Shown>,
    pub(super) row_height: f32,
    /// Right edge of the ranks.
    pub(super) rank_right: f32,
    pub(super) name_left: f32,
    pub(super) name_width: f32,
    /// Between the axes.
    pub(super) plot: Rect,
    pub(super) ticks: Option<Ticks>,
    /// Right edge of the values.
    pub(super) value_right: f32,
    /// Left edge of the intervals, where there is room.
    pub(super) interval_left: Option<f32>,
    /// Left edge of the judgements, where there are any.
    pub(super) glyph_left: Option<f32>,
    /// Whether the judgement is written beside its mark.
    pub(super) words: bool,
}

impl Placed {
    pub(super) fn of(ranking: &Ranking, answer: &Answer, body: Rect, canvas: &Canvas) -> Self {
        let k = canvas.k;
        let style = Style::regular(14.0 * k);
        let bold = Style::bold(14.0 * k);
        let (shown, _) = chosen(ranking, body.height(), k, canvas.names);
        let row_height = ((body.height() - AROUND * k) / shown.len().max(1) as f32)
            .min(row_height(shown.len()) * k)
            .max(14.0 * k);
        let widest = |text: &dyn Fn(usize) -> String, style: Style| {
            ranking
                .lines
                .iter()
                .map(|line| style.width(&text(line.row)))
                .fold(0.0, f32::max)
        };
        let row = |index: usize| answer.rows.get(index);
        let rank_width = ranking
            .lines
            .iter()
            .map(|line| bold.width(&line.rank))
            .fold(style.width("Rank"), f32::max);
        let value_width = widest(
            &|index| row(index).map_or(String::new(), crate::questions::Row::shown),
            bold,
        )
        .min(body.width() * 0.2);
        let interval_width = widest(
            &|index| {
                row(index)
                    .and_then(speech::bare_interval)
                    .unwrap_or_default()
            },
            style,
        );
        let word_width = widest(
            &|index| {
                row(index).map_or(String::new(), |row| {
                    speech::standing_in_words(row).to_owned()
                })
            },
            bold,
        );
        let judged = ranking
            .lines
            .iter()
            .any(|line| row(line.row).is_some_and(|row| row.judgement.is_some()));
        let roomy = body.width() > 620.0 * k;
        let mut right = body.right() - 4.0 * k;
        let mut glyph_left = None;
        if judged {
            right -= if roomy {
                word_width + 20.0 * k
            } else {
                12.0 * k
            };
            glyph_left = Some(right);
            right -= 20.0 * k;
        }
        let mut interval_left = None;
        if roomy && ranking.has_intervals() && interval_width < body.width() * 0.25 {
            right -= interval_width.max(86.0 * k);
            interval_left = Some(right);
            right -= 20.0 * k;
        }
        let value_right = right;
        let plot_right = value_right - value_width.max(30.0 * k) - 20.0 * k;
        let rank_right = body.left() + rank_width;
        let name_left = rank_right + 12.0 * k;
        let name_width = widest(
            &|index| row(index).map_or(String::new(), |row| row.subject.clone()),
            bold,
        )
        .min((plot_right - name_left) * 0.42)
        .max(40.0 * k);
        let top = body.top() + 26.0 * k;
        let plot = Rect::from_min_max(
            pos2(name_left + name_width + 22.0 * k, top),
            pos2(plot_right, top + row_height * shown.len() as f32),
        );
        let wanted = (plot.width() / (110.0 * k)).round().clamp(2.0, 7.0) as usize;
        Self {
            body,
            row_height,
            rank_right,
            name_left,
            name_width,
            ticks: ranking.span().map(|span| Ticks::around(span, wanted)),
            plot,
            value_right,
            interval_left,
            glyph_left,
            words: roomy,
            shown,
        }
    }

    pub(super) fn x(&self, value: f64) -> f32 {
        let span = Ticks::span_of(self.ticks.as_ref());
        self.plot.left() + span.share(value) * self.plot.width()
    }

    pub(super) fn y(&self, place: usize) -> f32 {
        self.plot.top() + (place as f32 + 0.5) * self.row_height
    }
}
