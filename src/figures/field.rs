use super::scale::{Span, drawable};
use crate::domain::Polarity;
use crate::questions::Row;

/// The peers of a row in the order of benefit: larger is better, whatever the polarity. Clamped to the median ± 3 MAD.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    polarity: Polarity,
    /// Sorted, smallest benefit first.
    pub(crate) values: Vec<f64>,
    pub(crate) quarter: f64,
    pub(crate) median: f64,
    pub(crate) three_quarters: f64,
    /// What is shown of them.
    pub(crate) shown: Span,
    /// How many lie below and above what is shown.
    pub(crate) beyond: (usize, usize),
    /// The publisher's numbers at both ends of what is shown, the worse first.
    pub(crate) shown_ends: (Option<f64>, Option<f64>),
}

impl Field {
    /// The peers of a row; none where fewer than two have figures. Among thousands of peers this is worked out once, not at
    /// every painting.
    pub fn of(row: &Row) -> Option<Self> {
        let spread = row.spread.as_ref()?;
        let polarity = row.polarity;
        let mut values: Vec<f64> = spread
            .values
            .iter()
            .filter_map(|value| drawable(polarity.benefit(*value)))
            .collect();
        values.sort_by(f64::total_cmp);
        if values.len() < 2 {
            return None;
        }
        let median = percentile(&values, 0.5);
        let mut away: Vec<f64> = values.iter().map(|value| (value - median).abs()).collect();
        away.sort_by(f64::total_cmp);
        let reach = 3.0 * 1.4826 * percentile(&away, 0.5);
        let all = Span::of(values.iter().copied())?;
        let shown = if reach > 0.0 {
            let inside = values
                .iter()
                .copied()
                .filter(|value| (value - median).abs() <= reach);
            Span::of(inside).unwrap_or(all)
        } else {
            all
        };
        let beyond = (
            values.iter().filter(|value| **value < shown.from).count(),
            values.iter().filter(|value| **value > shown.to).count(),
        );
        let nearest = |wanted: f64| {
            let finite = spread
                .values
                .iter()
                .copied()
                .filter(|value| value.is_finite());
            finite.min_by(|a, b| {
                let away = |value: f64| (polarity.benefit(value) - wanted).abs();
                away(*a).total_cmp(&away(*b))
            })
        };
        Some(Self {
            shown_ends: (nearest(shown.from), nearest(shown.to)),
            polarity,
            quarter: percentile(&values, 0.25),
            median,
            three_quarters: percentile(&values, 0.75),
            shown,
            beyond,
            values,
        })
    }

    /// A value in terms of benefit.
    pub(crate) fn benefit(&self, value: f64) -> Option<f64> {
        drawable(self.polarity.benefit(value))
    }
}

/// The values of the spread at its worst and best ends, as the publisher gives them.
pub(crate) fn ends(row: &Row) -> Option<(f64, f64)> {
    let spread = row.spread.as_ref()?;
    let by_benefit = |a: &&f64, b: &&f64| {
        row.polarity
            .benefit(**a)
            .total_cmp(&row.polarity.benefit(**b))
    };
    let finite = || spread.values.iter().filter(|value| value.is_finite());
    Some((*finite().min_by(by_benefit)?, *finite().max_by(by_benefit)?))
}

/// The value under which a share of sorted values lies, between two by proportion (type 7).
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let place = share * sorted.len().saturating_sub(1) as f64;
    let low = place.floor() as usize;
    let at = |index: usize| sorted.get(index).copied().unwrap_or(0.0);
    let (below, above) = (at(low), at((low + 1).min(sorted.len().saturating_sub(1))));
    below + (above - below) * (place - low as f64)
}

#[cfg(test)]
mod tests {
    use super::{Field, percentile};
    use crate::domain::Polarity;
    use crate::figures::fixtures;

    #[test]
    fn a_percentile_lies_between_two_values() {
        assert!((percentile(&[1.0, 2.0, 3.0, 4.0], 0.25) - 1.75).abs() < 1e-12);
        assert!((percentile(&[1.0, 2.0, 3.0, 4.0], 0.5) - 2.5).abs() < 1e-12);
    }

    #[test]
    fn better_is_always_larger_and_what_is_far_out_is_counted() {
        let mut row = fixtures::row("York", "Gap", "%", 9.0);
        row.spread = Some(Box::new(fixtures::spread()));
        row.polarity = Polarity::Lower;
        let field = Field::of(&row).expect("a field");
        assert!(field.values.windows(2).all(|pair| pair[0] <= pair[1]));
        assert_eq!(field.beyond, (5, 3), "the largest numbers are the worst");
        row.polarity = Polarity::CloserTo(0.0);
        let field = Field::of(&row).expect("a field");
        assert!(field.values.iter().all(|value| *value <= 0.0));
    }
}
