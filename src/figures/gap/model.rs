use super::{FOOT, HEAD, LEAST};
use crate::domain::thousands;
use crate::figures::scale::{Span, drawable};
use crate::figures::speech;
use crate::questions::{Answer, Detail, GapPair, Row, RowRole};

/// Up to so many lines carry the intervals of both figures.
const WITH_WHISKERS: usize = 12;

/// One line of the picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) first: usize,
    pub(super) other: usize,
    pub(super) name: String,
    /// The two numbers, where they can be drawn.
    pub(super) ends: (Option<f64>, Option<f64>),
    /// Their intervals, where they have any.
    pub(super) limits: [Option<(f64, f64)>; 2],
    /// The gap in words, or why there is none.
    pub(super) gap: String,
    pub(super) ratio: String,
    /// False where the unit is not that of the axis.
    pub(super) on_axis: bool,
    pub(super) by_chance: bool,
    pub(super) focus: bool,
}

/// The lines of an answer about gaps, in the answer's order.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::figures) struct Lines {
    pub(super) all: Vec<Line>,
    pub(super) unit: String,
    pub(super) names: (String, String),
}

impl Lines {
    pub(in crate::figures) fn of(answer: &Answer) -> Self {
        let none: (&[GapPair], &str, &str) = (&[], "", "");
        let (pairs, first, other) = match &answer.detail {
            Detail::Gap {
                pairs,
                first,
                other,
            } => (pairs.as_slice(), first.as_str(), other.as_str()),
            _ => none,
        };
        let unit = most_common_unit(answer, pairs);
        let by_indicator = pairs.len() > 1
            && pairs.windows(2).any(|two| {
                let code = |pair: Option<&GapPair>| {
                    let row = answer.rows.get(pair?.first)?;
                    Some(row.indicator_code.clone())
                };
                code(two.first()) != code(two.last())
            });
        let lines = pairs
            .iter()
            .filter_map(|pair| {
                let (one, two) = (answer.rows.get(pair.first)?, answer.rows.get(pair.other)?);
                let alone = pairs.len() == 1;
                Some(Line {
                    first: pair.first,
                    other: pair.other,
                    name: match (alone, by_indicator) {
                        (true, _) => one.indicator_short.clone(),
                        (false, true) if first.is_empty() || other.is_empty() => {
                            format!("{} ({}, {})", pair.name, pair.first_name, pair.other_name)
                        }
                        _ => pair.name.clone(),
                    },
                    ends: (
                        one.reading.value().and_then(drawable),
                        two.reading.value().and_then(drawable),
                    ),
                    limits: [limits(one), limits(two)],
                    gap: if let Some(difference) = pair.difference {
                        speech::above_or_below(one, difference)
                    } else if one.reading.value().is_none() {
                        one.shown()
                    } else {
                        two.shown()
                    },
                    ratio: pair
                        .ratio
                        .map_or(String::new(), |ratio| thousands(ratio, 2)),
                    on_axis: one.unit.text == unit,
                    by_chance: pair.certainty == "could be chance",
                    focus: one.role == RowRole::Focus,
                })
            })
            .collect();
        let or =
            |name: &str, otherwise: &str| if name.is_empty() { otherwise } else { name }.to_owned();
        Self {
            all: lines,
            unit,
            names: (or(first, "First"), or(other, "Other")),
        }
    }

    /// Whether the intervals of both figures are drawn: where there are few lines.
    pub(super) fn with_whiskers(&self) -> bool {
        self.all.len() <= WITH_WHISKERS
    }

    /// What the axis must cover: both figures and, where they are drawn, their intervals.
    pub(super) fn span(&self) -> Option<Span> {
        let whiskers = self.with_whiskers();
        let on_axis = self.all.iter().filter(|line| line.on_axis);
        let numbers = on_axis.flat_map(|line| {
            let limits = line.limits.into_iter().flatten();
            let limits = limits
                .filter(move |_| whiskers)
                .flat_map(|(low, high)| [low, high]);
            [line.ends.0, line.ends.1]
                .into_iter()
                .flatten()
                .chain(limits)
        });
        Span::of(numbers)
    }

    /// The lines that fit and that may carry a name, and how many are left away before the last ones: the widest, those in focus and
    /// the narrowest.
    pub(super) fn shown(&self, height: f32, k: f32, names: usize) -> (Vec<usize>, usize) {
        let room = ((height / k - HEAD - FOOT) / LEAST).floor().max(2.0) as usize;
        let count = self.all.len();
        if count <= room.min(names) {
            return ((0..count).collect(), 0);
        }
        let room = (room - 1).min(names);
        let mut kept: Vec<usize> = (0..count)
            .filter(|index| self.all.get(*index).is_some_and(|line| line.focus))
            .take(room.div_ceil(3))
            .collect();
        let tail = (room / 5).max(1).min(count);
        for index in (count - tail..count).chain(0..count) {
            if kept.len() < room && !kept.contains(&index) {
                kept.push(index);
            }
        }
        kept.sort_unstable();
        (kept, count - room)
    }
}

/// The interval of a figure, where it can be drawn.
fn limits(row: &Row) -> Option<(f64, f64)> {
    speech::interval(row)?;
    Some((row.lower.and_then(drawable)?, row.upper.and_then(drawable)?))
}

/// The unit of most lines: the one of the axis.
fn most_common_unit(answer: &Answer, pairs: &[GapPair]) -> String {
    let units: Vec<&str> = pairs
        .iter()
        .filter_map(|pair| Some(answer.rows.get(pair.first)?.unit.text.as_str()))
        .collect();
    let count = |unit: &str| units.iter().filter(|one| **one == unit).count();
    units
        .iter()
        .rev()
        .max_by_key(|unit| count(unit))
        .map_or(String::new(), |unit| (*unit).to_owned())
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use crate::figures::fixtures;

    #[test]
    fn the_axis_covers_figures_and_intervals_that_are_drawn() {
        let mut answer = fixtures::gap(3);
        let value = answer.rows[0].reading.value().expect("a number");
        answer.rows[0].lower = Some(value - 30.0);
        answer.rows[0].upper = Some(value + 60.0);
        let span = Lines::of(&answer).span().expect("a span");
        assert!(
            span.from <= value - 30.0 && span.to >= value + 60.0,
            "{span:?}"
        );
        let many = Lines::of(&fixtures::gap(40));
        assert!(!many.with_whiskers());
        let span = many.span().expect("a span");
        for row in &fixtures::gap(40).rows {
            let value = row.reading.value().expect("a number");
            assert!((span.from..=span.to).contains(&value));
        }
    }
}
