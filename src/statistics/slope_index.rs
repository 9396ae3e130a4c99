use super::{Reason, Z95, quantile};

/// Fewest and most groups that a gradient is fitted to, and the number above which it is unstable (METHODS M7).
const FEWEST: usize = 5;
const MOST: usize = 100;
const STABLE: usize = 10;
/// Draws of the simulated limits, and the seed from which they are drawn: the same figures give the same limits every time.
const DRAWS: usize = 4_000;
const SEED: u64 = 0x4C65_7665_6C62_6F6F;

/// One of several groups in order from worse to better off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// How many people it holds.
    pub population: f64,
    /// Its figure.
    pub value: f64,
    /// The figure's standard error, where known.
    pub error: Option<f64>,
}

/// The scale on which the line is fitted (METHODS M7): rates on that of logarithms, percentages on that of odds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// As the figures are.
    Plain,
    /// Logarithms, for rates.
    Log,
    /// Logarithms of odds, for percentages.
    Logit,
}

impl Scale {
    fn to(self, value: f64) -> f64 {
        match self {
            Self::Plain => value,
            Self::Log => value.ln(),
            Self::Logit => (value / (100.0 - value)).ln(),
        }
    }

    fn back(self, value: f64) -> f64 {
        match self {
            Self::Plain => value,
            Self::Log => value.exp(),
            Self::Logit => 100.0 / (1.0 + (-value).exp()),
        }
    }

    fn holds(self, value: f64) -> bool {
        match self {
            Self::Plain => true,
            Self::Log => value > 0.0,
            Self::Logit => value > 0.0 && value < 100.0,
        }
    }
}

/// The slope index of inequality with the relative one (METHODS M7): the difference and the ratio of the fitted figures of the
/// very best off and the very worst off.
#[derive(Clone, Debug, PartialEq)]
pub struct SlopeIndex {
    /// Best off less worst off, in the figures' unit.
    pub slope: f64,
    /// 95% limits of the slope, where every standard error is known.
    pub limits: Option<(f64, f64)>,
    /// Best off over worst off, or why not.
    pub relative: Result<f64, Reason>,
    /// 95% limits of the ratio.
    pub relative_limits: Option<(f64, f64)>,
    /// Where each group lies between the worst off, 0, and the best off, 1.
    pub mid_ranks: Vec<f64>,
    /// True for more than ten groups.
    pub unstable: bool,
    line: (f64, f64),
    scale: Scale,
}

impl SlopeIndex {
    /// The fitted figure at a place between the worst off, 0, and the best off, 1.
    pub fn at(&self, rank: f64) -> f64 {
        self.scale.back(self.line.0 + self.line.1 * rank)
    }
}

/// The gradient over groups in order from worse to better off (METHODS M7), by weighted least squares of the figures on their
/// cumulative mid-ranks.
///
/// Cannot say: fewer than five groups or more than a hundred (`too-few-groups`), a group without people (`missing-group`), a
/// figure that the scale does not hold (`near-bounds`, `non-positive-value`); no ratio where a fitted end is not above zero.
pub fn slope_index(groups: &[Step], scale: Scale) -> Result<SlopeIndex, Reason> {
    if groups.len() < FEWEST || groups.len() > MOST {
        return Err(Reason::TooFewGroups);
    }
    if groups.iter().any(|group| group.population <= 0.0) {
        return Err(Reason::MissingGroup);
    }
    if groups.iter().any(|group| !scale.holds(group.value)) {
        return Err(if scale == Scale::Logit {
            Reason::NearBounds
        } else {
            Reason::NonPositiveValue
        });
    }
    let total: f64 = groups.iter().map(|group| group.population).sum();
    let mut below = 0.0;
    let ranked: Vec<(f64, f64)> = groups
        .iter()
        .map(|group| {
            let share = group.population / total;
            let rank = below + share / 2.0;
            below += share;
            (share, rank)
        })
        .collect();
    let values: Vec<f64> = groups.iter().map(|group| group.value).collect();
    let line = fitted(&ranked, values.iter().map(|value| scale.to(*value)));
    let ends = |line: (f64, f64)| (scale.back(line.0), scale.back(line.0 + line.1));
    let (worst, best) = ends(line);
    let relative = if worst > 0.0 && best > 0.0 {
        Ok(best / worst)
    } else {
        Err(Reason::InterceptNotPositive)
    };
    let errors: Option<Vec<f64>> = groups.iter().map(|group| group.error).collect();
    let drawn = errors.as_ref().map(|errors| {
        let mut chance = Chance(SEED);
        let mut draw = || {
            let drawn = values.iter().zip(errors).map(|(value, error)| {
                let value = value + error * chance.normal();
                match scale {
                    Scale::Plain => value,
                    Scale::Log => value.max(f64::MIN_POSITIVE).ln(),
                    Scale::Logit => scale.to(value.clamp(1e-9, 100.0 - 1e-9)),
                }
            });
            ends(fitted(&ranked, drawn.collect::<Vec<_>>().into_iter()))
        };
        (0..DRAWS).map(|_| draw()).collect::<Vec<(f64, f64)>>()
    });
    let within = |of: fn(&(f64, f64)) -> f64| {
        let all: Vec<f64> = drawn.as_ref()?.iter().map(of).collect();
        Some((quantile(&all, 0.025)?, quantile(&all, 0.975)?))
    };
    let limits = match (&errors, scale) {
        (Some(errors), Scale::Plain) => {
            let half = Z95 * error_of_slope(&ranked, errors);
            Some((best - worst - half, best - worst + half))
        }
        _ => within(|(worst, best)| best - worst),
    };
    Ok(SlopeIndex {
        slope: best - worst,
        limits,
        relative_limits: relative
            .ok()
            .and_then(|_| within(|(worst, best)| best / worst)),
        relative,
        mid_ranks: ranked.iter().map(|(_, rank)| *rank).collect(),
        unstable: groups.len() > STABLE,
        line,
        scale,
    })
}

/// Intercept and slope of the line through figures at their ranks.
fn fitted(ranked: &[(f64, f64)], values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let mean: f64 = ranked
        .iter()
        .zip(values.clone())
        .map(|((share, _), value)| share * value)
        .sum();
    let slope = ranked
        .iter()
        .zip(values)
        .map(|((share, rank), value)| share * (rank - 0.5) * value)
        .sum::<f64>()
        / spread(ranked);
    (mean - slope * 0.5, slope)
}

/// Σ a(b − ½)²; the weighted mean of the mid-ranks is ½ by their making.
fn spread(ranked: &[(f64, f64)]) -> f64 {
    ranked
        .iter()
        .map(|(share, rank)| share * (rank - 0.5).powi(2))
        .sum()
}

/// The slope is a sum of the figures, so its error is that of the sum (METHODS M7, ours).
fn error_of_slope(ranked: &[(f64, f64)], errors: &[f64]) -> f64 {
    let spread = spread(ranked);
    let squares = ranked.iter().zip(errors).map(|((share, rank), error)| {
        let weight = share * (rank - 0.5) / spread;
        (weight * error).powi(2)
    });
    squares.sum::<f64>().sqrt()
}

/// A stream of chance from a seed: splitmix64, by Steele, Lea and Flood 2014.
struct Chance(u64);

impl Chance {
    /// Above 0 and below 1.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        ((z >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// Standard normal, by Box and Muller 1958.
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.share().ln()).sqrt();
        radius * (std::f64::consts::TAU * self.share()).cos()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(scale: f64, error: Option<f64>) -> Vec<Step> {
        [
            (12_000.0, 24.0),
            (11_000.0, 20.5),
            (10_500.0, 18.0),
            (9_800.0, 15.2),
            (9_200.0, 12.1),
        ]
        .map(|(population, value)| Step {
            population,
            value: value * scale,
            error,
        })
        .to_vec()
    }

    #[test]
    fn the_known_answer_holds() {
        let found = slope_index(&known(1.0, None), Scale::Plain).expect("an index");
        for (rank, expected) in found
            .mid_ranks
            .iter()
            .zip([0.114_286, 0.333_333, 0.538_095, 0.731_429, 0.912_381])
        {
            assert!((rank - expected).abs() < 1e-6, "{rank}");
        }
        assert!((found.slope + 14.5606).abs() < 5e-5, "{found:?}");
        assert!((found.at(0.0) - 25.6190).abs() < 5e-5, "{found:?}");
        let relative = found.relative.expect("a ratio");
        assert!((relative - 0.431_648).abs() < 5e-7, "{relative}");
        assert_eq!((found.limits, found.relative_limits), (None, None));
        let thousand = slope_index(&known(1000.0, None), Scale::Plain).expect("an index");
        assert!((thousand.relative.expect("a ratio") - relative).abs() < 1e-12);
    }

    /// Independent: numpy's weighted polyfit of ln y and of ln(y/(100 − y)) on the mid-ranks.
    #[test]
    fn rates_and_percentages_are_fitted_on_their_scales() {
        for (scale, slope, relative) in
            [(Scale::Log, LOG.0, LOG.1), (Scale::Logit, LOGIT.0, LOGIT.1)]
        {
            let found = slope_index(&known(1.0, None), scale).expect("an index");
            assert!((found.slope - slope).abs() < 1e-5, "{found:?}");
            assert!(
                (found.relative.expect("a ratio") - relative).abs() < 1e-6,
                "{found:?}"
            );
        }
    }

    const LOG: (f64, f64) = (-15.145_900, 0.438_343_1);
    const LOGIT: (f64, f64) = (-14.845_292, 0.440_868_3);

    /// The simulated limits come near those that follow from the sum, and are the same every time.
    #[test]
    fn limits_are_those_of_the_sum_and_the_same_every_time() {
        let found = slope_index(&known(1.0, Some(0.6)), Scale::Plain).expect("an index");
        let (low, high) = found.limits.expect("limits");
        let half = (high - low) / 2.0;
        assert!((half - HALF).abs() < 1e-4, "{half}");
        let (low, high) = found.relative_limits.expect("limits");
        assert!(
            low < 0.431_648 && high > 0.431_648 && high - low < 0.16,
            "{low} {high}"
        );
        let again = slope_index(&known(1.0, Some(0.6)), Scale::Plain).expect("an index");
        assert_eq!(found, again);
    }

    const HALF: f64 = 1.869_424;

    #[test]
    fn what_has_no_gradient_is_not_given_one() {
        let all = known(1.0, None);
        assert_eq!(
            slope_index(&all[..4], Scale::Plain),
            Err(Reason::TooFewGroups)
        );
        let mut empty = all.clone();
        empty[2].population = 0.0;
        assert_eq!(slope_index(&empty, Scale::Plain), Err(Reason::MissingGroup));
        let mut bounds = all.clone();
        bounds[0].value = 100.0;
        assert_eq!(slope_index(&bounds, Scale::Logit), Err(Reason::NearBounds));
        bounds[0].value = 0.0;
        assert_eq!(
            slope_index(&bounds, Scale::Log),
            Err(Reason::NonPositiveValue)
        );
        let steep: Vec<Step> = all
            .iter()
            .zip([40.0, 20.0, 10.0, 5.0, 1.0])
            .map(|(step, value)| Step { value, ..*step })
            .collect();
        let found = slope_index(&steep, Scale::Plain).expect("an index");
        assert_eq!(found.relative, Err(Reason::InterceptNotPositive));
    }
}
