use super::{FEWEST_SUBJECTS, Reason};

/// A figure of one subject with its weight: mostly the people it is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighted {
    /// The figure.
    pub value: f64,
    /// Its weight, above zero; 1 for all where each place counts once.
    pub weight: f64,
}

/// Least share of the level's weight that must have a figure (METHODS M8, ours).
const LEAST_COVERAGE: f64 = 0.8;

/// A percentage whose mean lies under this or over its complement tells another story by the side that is counted (METHODS M8, ours).
const NEAR_BOUND: f64 = 10.0;

/// How unequal the figures of one level are (METHODS M8). Gini and the coefficient of variation need figures not below zero;
/// Theil's index and the mean log deviation need figures above it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inequality {
    /// Weighted mean.
    pub mean: f64,
    /// Gini coefficient, 0 to 1.
    pub gini: f64,
    /// Theil's T, or why not.
    pub theil: Result<f64, Reason>,
    /// Mean log deviation, or why not.
    pub mean_log_deviation: Result<f64, Reason>,
    /// Coefficient of variation, weighted.
    pub variation: f64,
    /// Share of the level's weight that has a figure, at most 1.
    pub coverage: f64,
}

/// Theil's T taken apart into what lies within regions and what lies between them (METHODS M8): the two add up to the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TheilSplit {
    /// Inside the regions.
    pub within: f64,
    /// Between their means.
    pub between: f64,
}

impl TheilSplit {
    /// The share that lies within regions, 0 to 1.
    pub fn share_within(&self) -> f64 {
        self.within / (self.within + self.between)
    }
}

/// Inequality of the figures of one level (METHODS M8). `level_weight` is the weight of all its subjects, those without a
/// figure among them.
///
/// Cannot say: fewer than five figures, under 80% of the weight with a figure, figures below zero, a mean of zero or less, a
/// percentage whose mean is under 10 or over 90.
pub fn inequality(
    figures: &[Weighted],
    level_weight: f64,
    is_percentage: bool,
) -> Result<Inequality, Reason> {
    let total = weight_of(figures, level_weight)?;
    if figures.iter().any(|figure| figure.value < 0.0) {
        return Err(Reason::NonPositiveValue);
    }
    let mean = mean_of(figures, total);
    if mean <= 0.0 {
        return Err(Reason::NonPositiveValue);
    }
    if is_percentage && !(NEAR_BOUND..=100.0 - NEAR_BOUND).contains(&mean) {
        return Err(Reason::NearBounds);
    }
    let squares: f64 = figures
        .iter()
        .map(|figure| figure.weight / total * (figure.value - mean).powi(2))
        .sum();
    let logs = |term: fn(f64, f64) -> f64| {
        if figures.iter().any(|figure| figure.value <= 0.0) {
            return Err(Reason::NonPositiveValue);
        }
        let terms = figures
            .iter()
            .map(|figure| figure.weight / total * term(figure.value, mean));
        Ok(terms.sum())
    };
    Ok(Inequality {
        mean,
        gini: gini(figures, total, mean),
        theil: logs(|value, mean| value / mean * (value / mean).ln()),
        mean_log_deviation: logs(|value, mean| (mean / value).ln()),
        variation: squares.sqrt() / mean,
        coverage: (total / level_weight).min(1.0),
    })
}

/// Gini's coefficient: the mean difference of all pairs over twice the mean, in the order of the figures rather than pair by
/// pair.
fn gini(figures: &[Weighted], total: f64, mean: f64) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(|one, other| one.value.total_cmp(&other.value));
    let (mut weight_below, mut sum_below, mut differences) = (0.0, 0.0, 0.0);
    for figure in sorted {
        differences += figure.weight * (figure.value * weight_below - sum_below);
        weight_below += figure.weight;
        sum_below += figure.weight * figure.value;
    }
    differences / (total * total * mean)
}

/// The split of Theil's T over regions (METHODS M8). Each region is the figures of its subjects.
///
/// Cannot say: as for [`inequality`], and figures of zero.
pub fn theil_split(regions: &[Vec<Weighted>], level_weight: f64) -> Result<TheilSplit, Reason> {
    let all: Vec<Weighted> = regions.iter().flatten().copied().collect();
    let total = weight_of(&all, level_weight)?;
    if all.iter().any(|figure| figure.value <= 0.0) {
        return Err(Reason::NonPositiveValue);
    }
    let mean = mean_of(&all, total);
    let mut split = TheilSplit {
        within: 0.0,
        between: 0.0,
    };
    for region in regions.iter().filter(|region| !region.is_empty()) {
        let weight: f64 = region.iter().map(|figure| figure.weight).sum();
        let own_mean = mean_of(region, weight);
        let share = weight / total * own_mean / mean;
        let own: f64 = region
            .iter()
            .map(|figure| {
                let ratio = figure.value / own_mean;
                figure.weight / weight * ratio * ratio.ln()
            })
            .sum();
        split.within += share * own;
        split.between += share * (own_mean / mean).ln();
    }
    Ok(split)
}

/// Points of the Lorenz curve, from (0, 0) to (1, 1): shares of the weight, lowest figures first, and of the sum.
///
/// Cannot say: figures below zero, or nothing to share.
pub fn lorenz(figures: &[Weighted]) -> Result<Vec<(f64, f64)>, Reason> {
    let total: f64 = figures.iter().map(|figure| figure.weight).sum();
    let sum: f64 = figures
        .iter()
        .map(|figure| figure.weight * figure.value)
        .sum();
    if figures.iter().any(|figure| figure.value < 0.0) || sum <= 0.0 {
        return Err(Reason::NonPositiveValue);
    }
    let mut sorted = figures.to_vec();
    sorted.sort_by(|one, other| one.value.total_cmp(&other.value));
    let mut at = (0.0, 0.0);
    let mut points = vec![at];
    for figure in sorted {
        at.0 += figure.weight / total;
        at.1 += figure.weight * figure.value / sum;
        points.push(at);
    }
    Ok(points)
}

/// The weight of the figures, where there are enough of them.
fn weight_of(figures: &[Weighted], level_weight: f64) -> Result<f64, Reason> {
    if figures.len() < FEWEST_SUBJECTS {
        return Err(Reason::TooFewSubjects);
    }
    let total: f64 = figures.iter().map(|figure| figure.weight).sum();
    if figures.iter().any(|figure| figure.weight <= 0.0) || total < LEAST_COVERAGE * level_weight {
        return Err(Reason::LowCoverage);
    }
    Ok(total)
}

fn mean_of(figures: &[Weighted], total: f64) -> f64 {
    let sum: f64 = figures
        .iter()
        .map(|figure| figure.weight * figure.value)
        .sum();
    sum / total
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(scale: f64) -> Vec<Weighted> {
        [
            (20.0, 5.0),
            (25.0, 4.0),
            (30.0, 3.0),
            (35.0, 2.0),
            (60.0, 1.0),
        ]
        .map(|(value, weight)| Weighted {
            value: value * scale,
            weight,
        })
        .to_vec()
    }

    #[test]
    fn the_known_answer_holds_at_every_scale() {
        let one = inequality(&known(1.0), 15.0, false).expect("a measure");
        assert!((one.mean - 28.0).abs() < 1e-9);
        assert!((one.gini - 0.166_667).abs() < 1e-6, "{one:?}");
        let thousand = inequality(&known(1000.0), 15.0, false).expect("a measure");
        for (a, b) in [
            (one.gini, thousand.gini),
            (one.variation, thousand.variation),
            (one.theil.expect("T"), thousand.theil.expect("T")),
            (
                one.mean_log_deviation.expect("L"),
                thousand.mean_log_deviation.expect("L"),
            ),
        ] {
            assert!((a - b).abs() < 1e-12);
        }
    }

    #[test]
    fn within_and_between_add_up_to_the_whole() {
        let all = known(1.0);
        let (low, high) = all.split_at(2);
        let split = theil_split(&[low.to_vec(), high.to_vec()], 15.0).expect("a split");
        let whole = inequality(&all, 15.0, false)
            .and_then(|one| one.theil)
            .expect("T");
        assert!((split.within + split.between - whole).abs() < 1e-12);
        assert!(split.between > 0.0 && split.share_within() < 1.0);
    }

    #[test]
    fn the_curve_ends_at_one_and_holds_the_gini() {
        let points = lorenz(&known(1.0)).expect("a curve");
        let under: f64 = points
            .iter()
            .zip(points.iter().skip(1))
            .map(|(a, b)| (b.0 - a.0) * (a.1 + b.1) / 2.0)
            .sum();
        assert!((1.0 - 2.0 * under - 0.166_667).abs() < 1e-6);
        let last = points.last().expect("a point");
        assert!((last.0 - 1.0).abs() < 1e-12 && (last.1 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn what_cannot_be_measured_is_not() {
        let mut figures = known(1.0);
        assert_eq!(inequality(&figures, 19.0, false), Err(Reason::LowCoverage));
        assert_eq!(
            inequality(&figures[..4], 14.0, false),
            Err(Reason::TooFewSubjects)
        );
        let shares: Vec<Weighted> = figures
            .iter()
            .map(|one| Weighted {
                value: one.value / 4.0,
                ..*one
            })
            .collect();
        assert_eq!(inequality(&shares, 15.0, true), Err(Reason::NearBounds));
        assert!(inequality(&shares, 15.0, false).is_ok());
        let most = inequality(&figures, 18.0, true).expect("a measure");
        assert!((most.coverage - 15.0 / 18.0).abs() < 1e-12);
        figures[0].value = 0.0;
        let zero = inequality(&figures, 15.0, false).expect("a Gini");
        assert_eq!(zero.theil, Err(Reason::NonPositiveValue));
        assert_eq!(
            theil_split(&[figures.clone()], 15.0),
            Err(Reason::NonPositiveValue)
        );
        figures[0].value = -1.0;
        assert_eq!(
            inequality(&figures, 15.0, false),
            Err(Reason::NonPositiveValue)
        );
    }
}
