use crate::domain::Polarity;
use crate::figures::few::few;
use crate::figures::scale::{Span, drawable};
use crate::figures::{benchmark_name, speech};
use crate::questions::{Answer, Detail, RowRole};

/// Up to so many dots are all named.
const NAMED: usize = 12;
/// Most that are drawn large.
const MOST_CHOSEN: usize = 12;

/// One subject's figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dot {
    pub(super) row: usize,
    pub(super) value: f64,
    /// Its place among those in focus.
    pub(super) chosen: Option<usize>,
    /// Name and figure beside it, where it is named.
    pub(super) label: Option<(String, String)>,
}

/// An upright line with a name: the median, the benchmark.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    pub(super) value: f64,
    pub(super) label: String,
    /// Its row, where it has one.
    pub(super) row: Option<usize>,
}

/// The figures of a spread, lowest first.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::figures) struct Swarm {
    pub(super) dots: Vec<Dot>,
    /// What is shown of them.
    pub(super) shown: Option<Span>,
    pub(super) median: Option<Tick>,
    pub(super) benchmark: Option<Tick>,
    /// The value that counts as good, where there is one.
    pub(super) target: Option<f64>,
    pub(super) unit: String,
}

impl Swarm {
    pub(in crate::figures) fn of(answer: &Answer) -> Self {
        let mut dots: Vec<Dot> = Vec::new();
        let mut benchmark = None;
        let mut chosen = 0;
        for (index, row) in answer.rows.iter().enumerate() {
            let Some(value) = row.reading.value().and_then(drawable) else {
                continue;
            };
            if row.role == RowRole::Benchmark && row.rank.is_none() {
                benchmark = Some(Tick {
                    value,
                    label: format!("{} {}", row.subject, speech::tight(row, value)),
                    row: Some(index),
                });
                continue;
            }
            let is_chosen = row.role == RowRole::Focus && chosen < MOST_CHOSEN;
            // Each keeps the mark of its place in the question.
            let focus = &answer.question.focus;
            let asked = focus.iter().position(|code| *code == row.subject_code);
            dots.push(Dot {
                row: index,
                value,
                chosen: is_chosen.then_some(asked.unwrap_or(chosen)),
                label: None,
            });
            chosen += usize::from(is_chosen);
        }
        dots.sort_by(|a, b| a.value.total_cmp(&b.value));
        name(&mut dots, answer);
        let shown = match &answer.detail {
            Detail::Spread(shown) => Span::of([shown.from, shown.to]),
            _ => Span::of(dots.iter().map(|dot| dot.value)),
        };
        let median = match &answer.detail {
            Detail::Spread(shown) if shown.count > 2 => drawable(shown.median).and_then(|value| {
                let row = answer.rows.first()?;
                Some(Tick {
                    value,
                    label: format!("Median {}", speech::tight(row, value)),
                    row: None,
                })
            }),
            _ => None,
        };
        let is_median = |tick: &Tick| {
            median
                .as_ref()
                .is_some_and(|median: &Tick| (median.value - tick.value).abs() < 1e-9)
        };
        let benchmark = benchmark.or_else(|| {
            let row = answer.rows.iter().find(|row| row.benchmark.is_some())?;
            let value = row.benchmark.and_then(drawable)?;
            Some(Tick {
                value,
                label: format!("{} {}", benchmark_name(answer), speech::tight(row, value)),
                row: None,
            })
        });
        let (median, benchmark) = match benchmark {
            Some(tick) if is_median(&tick) => (None, Some(tick)),
            other => (median, other),
        };
        Self {
            dots,
            shown,
            median,
            benchmark,
            target: answer.rows.first().and_then(|row| match row.polarity {
                Polarity::CloserTo(target) => drawable(target),
                _ => None,
            }),
            unit: crate::figures::unit_line(answer),
        }
    }

    /// The dots that are named.
    pub(super) fn names(&self) -> impl Iterator<Item = &Dot> {
        self.dots.iter().filter(|dot| dot.label.is_some())
    }

    /// The dots that are named where only `most` names may stand, those of the upright lines among them.
    pub(super) fn named(
        &self,
        most: usize,
        first: impl Fn(usize) -> bool,
    ) -> impl Iterator<Item = (usize, &Dot)> {
        let all: Vec<(usize, &Dot)> = (0..)
            .zip(&self.dots)
            .filter(|(_, dot)| dot.label.is_some())
            .collect();
        let most = most.saturating_sub(self.ticks().count());
        let kept = few(all.len(), most, |at| {
            all.get(at).is_some_and(|(index, _)| first(*index))
        });
        kept.into_iter().filter_map(move |at| all.get(at).copied())
    }

    /// The upright lines.
    pub(super) fn ticks(&self) -> impl Iterator<Item = &Tick> {
        self.median.iter().chain(&self.benchmark)
    }

    /// What the axis must cover.
    pub(super) fn span(&self) -> Option<Span> {
        let mut span = self.shown?;
        for tick in self.ticks() {
            span = span.with(tick.value);
        }
        Some(span)
    }

    /// How many lie below and above what is shown.
    pub(super) fn beyond(&self) -> (usize, usize) {
        let Some(shown) = self.shown else {
            return (0, 0);
        };
        let below = self.dots.iter().filter(|dot| dot.value < shown.from);
        let above = self.dots.iter().filter(|dot| dot.value > shown.to);
        (below.count(), above.count())
    }
}

/// Names those in focus; where nobody is, all of a few, or the two ends of many.
fn name(dots: &mut [Dot], answer: &Answer) {
    let last = dots.len().saturating_sub(1);
    let few = dots.len() <= NAMED;
    let any = dots.iter().any(|dot| dot.chosen.is_some());
    for (place, dot) in dots.iter_mut().enumerate() {
        if dot.chosen.is_some() || few || (!any && (place == 0 || place == last)) {
            dot.label = answer
                .rows
                .get(dot.row)
                .map(|row| (row.subject.clone(), speech::tight(row, dot.value)));
        }
    }
}
