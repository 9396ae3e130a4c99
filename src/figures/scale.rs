/// Largest number that is drawn; what is beyond is no figure.
const LIMIT: f64 = 1e15;

/// The number, if it can be drawn.
pub(crate) fn drawable(value: f64) -> Option<f64> {
    (value.is_finite() && value.abs() <= LIMIT).then_some(value)
}

/// A stretch of numbers that a picture covers. Both ends are finite and apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Span {
    /// Smaller end.
    pub(crate) from: f64,
    /// Larger end.
    pub(crate) to: f64,
}

impl Span {
    /// The stretch that covers all drawable numbers; none where there are none. A single number is widened.
    pub(crate) fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut span: Option<Self> = None;
        for value in values.into_iter().filter_map(drawable) {
            span = Some(span.map_or(
                Self {
                    from: value,
                    to: value,
                },
                |span| Self {
                    from: span.from.min(value),
                    to: span.to.max(value),
                },
            ));
        }
        span.map(Self::widened)
    }

    /// The same, with room where both ends are one.
    fn widened(self) -> Self {
        let least = (self.from.abs().max(self.to.abs()) * 1e-9).max(1e-9);
        if self.to - self.from > least {
            return self;
        }
        let room = (self.to.abs() * 0.05).max(0.5);
        Self {
            from: self.from - room,
            to: self.to + room,
        }
    }

    /// With a number more inside.
    pub(crate) fn with(self, value: f64) -> Self {
        drawable(value).map_or(self, |value| Self {
            from: self.from.min(value),
            to: self.to.max(value),
        })
    }

    /// Length.
    pub(crate) fn length(self) -> f64 {
        self.to - self.from
    }

    /// Where a number lies: 0 at the smaller end, 1 at the larger, never beyond.
    pub(crate) fn share(self, value: f64) -> f32 {
        if !value.is_finite() {
            return 0.0;
        }
        (((value - self.from) / self.length()).clamp(0.0, 1.0)) as f32
    }
}

/// Round numbers on an axis, and the stretch that they enclose.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ticks {
    /// From the first to the last round number.
    pub(crate) span: Span,
    /// The round numbers, smallest first.
    pub(crate) at: Vec<f64>,
    /// Decimals they need.
    pub(crate) decimals: u8,
}

impl Ticks {
    /// The stretch of an axis; one without ticks runs from 0 to 1.
    pub(crate) fn span_of(ticks: Option<&Self>) -> Span {
        ticks.map_or(Span { from: 0.0, to: 1.0 }, |ticks| ticks.span)
    }

    /// Round numbers round a stretch, about `wanted` of them. An axis that comes near zero starts there.
    pub(crate) fn around(span: Span, wanted: usize) -> Self {
        let mut span = span;
        if span.from > 0.0 && span.from < span.length() * 0.75 {
            span.from = 0.0;
        }
        if span.to < 0.0 && -span.to < span.length() * 0.75 {
            span.to = 0.0;
        }
        let step = step(span.length() / wanted.max(1) as f64);
        let first = (span.from / step + 1e-9).floor();
        let last = (span.to / step - 1e-9).ceil().max(first + 1.0);
        let count = ((last - first).round() as usize).clamp(1, 40);
        let at: Vec<f64> = (0..=count)
            .map(|index| (first + index as f64) * step)
            .collect();
        Self {
            span: Span {
                from: first * step,
                to: (first + count as f64) * step,
            },
            at,
            decimals: (-step.log10().floor()).clamp(0.0, 6.0) as u8,
        }
    }

    /// True when zero is on the axis: else it carries a sign of a break at its foot.
    pub(crate) fn holds_zero(&self) -> bool {
        self.span.from <= 0.0 && self.span.to >= 0.0
    }

    /// A round number as the axis shows it.
    pub(crate) fn label(&self, value: f64) -> String {
        crate::domain::thousands(value, self.decimals)
    }
}

/// The round step next above a length: 1, 2, 2.5 or 5 times a power of ten.
fn step(raw: f64) -> f64 {
    let power = 10_f64.powf(raw.max(1e-12).log10().floor());
    let whole = raw / power;
    let factor = if whole <= 1.0 {
        1.0
    } else if whole <= 2.0 {
        2.0
    } else if whole <= 5.0 {
        5.0
    } else {
        10.0
    };
    factor * power
}

/// Middles of labels moved apart so that none overlaps, each as near to where it wants to be as can be, all inside `from..to`.
/// Sizes are heights (or widths); the order is kept.
pub(crate) fn apart(wanted: &[f32], sizes: &[f32], from: f32, to: f32) -> Vec<f32> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    let want = |index: usize| wanted.get(index).copied().unwrap_or(0.0);
    let size = |index: usize| sizes.get(index).copied().unwrap_or(0.0);
    order.sort_by(|a, b| want(*a).total_cmp(&want(*b)));
    let mut groups: Vec<(f32, f32, Vec<usize>)> = Vec::new();
    for index in order {
        groups.push((want(index), size(index), vec![index]));
        while groups.len() > 1 {
            let (Some(last), Some(before)) = (groups.pop(), groups.pop()) else {
                break;
            };
            let clamp =
                |middle: f32, height: f32| middle.min(to - height / 2.0).max(from + height / 2.0);
            let low = clamp(before.0, before.1) + before.1 / 2.0;
            let high = clamp(last.0, last.1) - last.1 / 2.0;
            if low <= high {
                groups.push(before);
                groups.push(last);
                break;
            }
            let count = (before.2.len() + last.2.len()) as f32;
            let middle = (before.0 * before.2.len() as f32 + last.0 * last.2.len() as f32) / count;
            let mut members = before.2;
            members.extend(last.2);
            groups.push((middle, before.1 + last.1, members));
        }
    }
    let mut out = wanted.to_vec();
    for (middle, height, members) in groups {
        let mut top = (middle - height / 2.0).min(to - height).max(from);
        for index in members {
            if let Some(place) = out.get_mut(index) {
                *place = top + size(index) / 2.0;
            }
            top += size(index);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Span, Ticks, apart, drawable};

    #[test]
    fn only_numbers_that_can_be_drawn_make_a_span() {
        assert_eq!(drawable(f64::NAN), None);
        assert_eq!(Span::of([f64::NAN, f64::INFINITY, 1e300]), None);
        let one = Span::of([5.0, f64::NAN]).expect("a span");
        assert!(one.from < 5.0 && one.to > 5.0);
    }

    #[test]
    fn ticks_are_round_and_cover_the_numbers() {
        for (from, to, expected) in [
            (58.0, 86.0, vec![50.0, 60.0, 70.0, 80.0, 90.0]),
            (12.0, 29.0, vec![0.0, 10.0, 20.0, 30.0]),
            (-0.4, 0.3, vec![-0.4, -0.2, 0.0, 0.2, 0.4]),
        ] {
            let ticks = Ticks::around(Span { from, to }, 4);
            let found: Vec<f64> = ticks.at.iter().map(|at| (at * 1e6).round() / 1e6).collect();
            assert_eq!(found, expected);
        }
        for (from, to) in [(-1e15, 1e15), (1e-9, 2e-9), (1e15, 1e15 + 1.0), (3.0, 3.1)] {
            let ticks = Ticks::around(Span { from, to }, 5);
            assert!(ticks.span.from <= from && ticks.span.to >= to * 0.999_999);
            assert!(ticks.at.len() < 45);
        }
    }

    #[test]
    fn labels_are_moved_apart_and_stay_inside() {
        let sizes = [30.0; 4];
        let placed = apart(&[10.0, 100.0, 102.0, 390.0], &sizes, 0.0, 400.0);
        let mut sorted = placed.clone();
        sorted.sort_by(f32::total_cmp);
        assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 29.99));
        assert!(placed.iter().all(|at| *at >= 15.0 && *at <= 385.0));
        assert_eq!(placed.first(), Some(&15.0));
    }
}
