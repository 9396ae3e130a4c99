use super::{FEWEST_SUBJECTS, Reason};

/// Makes the median absolute deviation comparable with a standard deviation (METHODS M1).
const MAD_FACTOR: f64 = 1.4826;

/// Percentile `p` (0 to 1) of values, type 7: the spreadsheet's PERCENTILE.INC (METHODS, conventions). None for no values.
pub fn quantile(values: &[f64], p: f64) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    let h = last as f64 * p.clamp(0.0, 1.0);
    let mut moved = values.to_vec();
    let (_, below, above) = moved.select_nth_unstable_by(h.floor() as usize, f64::total_cmp);
    let next = above.iter().copied().min_by(f64::total_cmp);
    Some(*below + (h - h.floor()) * (next.unwrap_or(*below) - *below))
}

/// Middle value; the mean of the two middle ones when their number is even (METHODS, conventions).
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// Median absolute deviation times 1.4826 (METHODS M1). Cannot be said for fewer than five values, nor where it is zero.
pub fn mad(values: &[f64]) -> Result<f64, Reason> {
    if values.len() < FEWEST_SUBJECTS {
        return Err(Reason::TooFewSubjects);
    }
    let middle = median(values).ok_or(Reason::TooFewSubjects)?;
    let distances: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    let mad = MAD_FACTOR * median(&distances).ok_or(Reason::TooFewSubjects)?;
    if mad < super::SAME {
        return Err(Reason::NoSpread);
    }
    Ok(mad)
}

/// How many median absolute deviations a value lies from the middle of its level (METHODS M1). All three are in benefit terms, and
/// `mad` is that of [`mad`].
pub fn score(value: f64, middle: f64, mad: f64) -> f64 {
    (value - middle) / mad
}

/// Where a score lies (METHODS M1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MiddleLabel {
    /// More than one above.
    Above,
    /// Within one.
    Around,
    /// More than one below.
    Below,
}

impl MiddleLabel {
    /// The label exactly as METHODS writes it.
    pub fn label(self, judged: bool) -> &'static str {
        match (self, judged) {
            (Self::Above, true) => "better than the middle",
            (Self::Below, true) => "worse than the middle",
            (Self::Above, false) => "above the middle",
            (Self::Below, false) => "below the middle",
            (Self::Around, _) => "around the middle",
        }
    }
}

/// The label of a score (METHODS M1).
pub fn middle_label(score: f64) -> MiddleLabel {
    if score > 1.0 {
        MiddleLabel::Above
    } else if score < -1.0 {
        MiddleLabel::Below
    } else {
        MiddleLabel::Around
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_a_spreadsheet() {
        let values = [7.0, 1.0, 3.0, 5.0];
        for (p, expected) in [(0.0, 1.0), (0.25, 2.5), (0.5, 4.0), (0.75, 5.5), (1.0, 7.0)] {
            assert_eq!(quantile(&values, p), Some(expected));
        }
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
    }

    #[test]
    fn one_outlier_does_not_move_the_scale() {
        let values = [41.0, 40.0, 42.0, 39.0, 43.0, 4.1];
        let spread = mad(&values).expect("a spread");
        assert!((spread - 1.4826 * 1.5).abs() < 1e-9, "{spread}");
        let middle = median(&values).expect("a middle");
        let label = middle_label(score(4.1, middle, spread));
        assert_eq!(label, MiddleLabel::Below);
        assert_eq!(MiddleLabel::Below.label(true), "worse than the middle");
    }

    #[test]
    fn equal_or_few_values_have_no_spread() {
        assert_eq!(mad(&[1.0; 6]), Err(Reason::NoSpread));
        assert_eq!(mad(&[1.0, 2.0, 3.0, 4.0]), Err(Reason::TooFewSubjects));
    }
}
