use super::{Reason, Z95, quantile};

/// Whether chance could explain a difference (METHODS, conventions).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The 95% interval of the difference excludes 0.
    Clear,
    /// It does not.
    CouldBeChance,
    /// A standard error is missing.
    NotKnown,
}

impl Certainty {
    /// The label exactly as METHODS writes it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::CouldBeChance => "could be chance",
            Self::NotKnown => "not known",
        }
    }

    /// The certainty of a difference with its standard error.
    pub(super) fn of(difference: f64, error: Option<f64>) -> Self {
        match error {
            None => Self::NotKnown,
            Some(error) if error <= 0.0 => {
                if difference.abs() < super::SAME {
                    Self::CouldBeChance
                } else {
                    Self::Clear
                }
            }
            Some(error) if (difference / error).abs() >= Z95 => Self::Clear,
            Some(_) => Self::CouldBeChance,
        }
    }
}

/// A gap between two figures (METHODS M5).
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// First less second.
    pub difference: f64,
    /// 95% limits of the difference, where both standard errors are known.
    pub limits: Option<(f64, f64)>,
    /// First over second, or why not.
    pub ratio: Result<f64, Reason>,
    /// 95% limits of the ratio.
    pub ratio_limits: Option<(f64, f64)>,
    /// Whether chance could explain it.
    pub certainty: Certainty,
}

/// The gap between two figures, each with its standard error where known (METHODS M5).
pub fn gap(a: (f64, Option<f64>), b: (f64, Option<f64>)) -> Gap {
    let difference = a.0 - b.0;
    let error = match (a.1, b.1) {
        (Some(first), Some(second)) => Some(first.hypot(second)),
        _ => None,
    };
    let ratio = if a.0 > 0.0 && b.0 > 0.0 {
        Ok(a.0 / b.0)
    } else {
        Err(Reason::NonPositiveValue)
    };
    let ratio_limits = match (&ratio, a.1, b.1) {
        (Ok(ratio), Some(first), Some(second)) => {
            let width = Z95 * (first / a.0).hypot(second / b.0);
            Some(((ratio.ln() - width).exp(), (ratio.ln() + width).exp()))
        }
        _ => None,
    };
    Gap {
        difference,
        limits: error.map(|error| (difference - Z95 * error, difference + Z95 * error)),
        ratio,
        ratio_limits,
        certainty: Certainty::of(difference, error),
    }
}

/// Fewest subjects of which a tenth from the bottom or the top is taken (METHODS M5, ours).
const FEWEST_FOR_TENTH: usize = 10;

/// A tenth from either end of the figures of one level, and the middle (METHODS M5), unweighted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ends {
    /// A tenth from the lowest figure.
    pub low: f64,
    /// The median.
    pub middle: f64,
    /// A tenth from the highest figure.
    pub high: f64,
}

/// The ends of the figures of one level (METHODS M5). Cannot be said of fewer than ten.
pub fn ends(values: &[f64]) -> Result<Ends, Reason> {
    if values.len() < FEWEST_FOR_TENTH {
        return Err(Reason::TooFewSubjects);
    }
    let at = |p| quantile(values, p).ok_or(Reason::TooFewSubjects);
    Ok(Ends {
        low: at(0.1)?,
        middle: at(0.5)?,
        high: at(0.9)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapping_the_two_turns_the_sign_and_inverts_the_ratio() {
        let one = gap((69.7, Some(2.5)), (76.0, Some(0.2)));
        let other = gap((76.0, Some(0.2)), (69.7, Some(2.5)));
        assert!((one.difference + other.difference).abs() < 1e-12);
        let product = one.ratio.expect("a ratio") * other.ratio.expect("a ratio");
        assert!((product - 1.0).abs() < 1e-12);
        assert_eq!(one.certainty, Certainty::Clear);
    }

    /// Independent: numpy.percentile of the squares of 1 to 12.
    #[test]
    fn the_ends_lie_a_tenth_from_either_end() {
        let values: Vec<f64> = (1..=12).map(|n| f64::from(n * n)).collect();
        let ends = ends(&values).expect("ends");
        assert!((ends.low - 4.5).abs() < 1e-9, "{ends:?}");
        assert!((ends.middle - 42.5).abs() < 1e-9, "{ends:?}");
        assert!((ends.high - 118.9).abs() < 1e-9, "{ends:?}");
        assert_eq!(super::ends(&values[..9]), Err(Reason::TooFewSubjects));
    }

    #[test]
    fn without_an_error_chance_is_not_known_and_below_zero_there_is_no_ratio() {
        let gap = gap((-1.0, None), (2.0, Some(1.0)));
        assert_eq!(gap.certainty, Certainty::NotKnown);
        assert_eq!(gap.limits, None);
        assert_eq!(gap.ratio, Err(Reason::NonPositiveValue));
    }
}
