use super::{FEWEST_SUBJECTS, Reason, SAME, mad};
use crate::domain::Polarity;

/// How a figure stands to a benchmark (METHODS M3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// On the better side.
    Better,
    /// Not told apart.
    Similar,
    /// On the worse side.
    Worse,
    /// Higher, without judgement.
    Higher,
    /// Lower, without judgement.
    Lower,
}

/// The standing of a figure that is higher (`true`) or lower than the benchmark.
fn side(higher: bool, polarity: Polarity) -> Standing {
    match (polarity, higher) {
        (Polarity::None, true) => Standing::Higher,
        (Polarity::None, false) => Standing::Lower,
        (Polarity::Lower, true) | (Polarity::Higher | Polarity::CloserTo(_), false) => {
            Standing::Worse
        }
        (Polarity::Lower, false) | (Polarity::Higher | Polarity::CloserTo(_), true) => {
            Standing::Better
        }
    }
}

/// Judgement by the 95% interval: the benchmark lies outside it or does not; one that touches it is similar (METHODS M3).
/// With a target, the distances at the limits are compared with the benchmark's distance.
pub fn judge_by_interval(limits: (f64, f64), benchmark: f64, polarity: Polarity) -> Standing {
    let (lower, upper) = limits;
    if let Polarity::CloserTo(target) = polarity {
        let own = benchmark_distance(benchmark, target);
        let near = if (lower..=upper).contains(&target) {
            0.0
        } else {
            (lower - target).abs().min((upper - target).abs())
        };
        let far = (lower - target).abs().max((upper - target).abs());
        return if far < own {
            Standing::Better
        } else if near > own {
            Standing::Worse
        } else {
            Standing::Similar
        };
    }
    if upper < benchmark {
        side(false, polarity)
    } else if lower > benchmark {
        side(true, polarity)
    } else {
        Standing::Similar
    }
}

fn benchmark_distance(benchmark: f64, target: f64) -> f64 {
    (benchmark - target).abs()
}

/// The MAD of figures in benefit terms, by which their level is judged. `values` are those of the level, as published.
pub fn benefit_mad(values: &[f64], polarity: Polarity) -> Result<f64, Reason> {
    let benefits: Vec<f64> = values.iter().map(|one| polarity.benefit(*one)).collect();
    mad(&benefits)
}

/// Judgement by position, where no interval is published: within one MAD of the benchmark is similar (METHODS M1, M3).
/// `mad` is that of the figure's level, of [`benefit_mad`].
pub fn judge_by_mad(value: f64, benchmark: f64, mad: f64, polarity: Polarity) -> Standing {
    let ahead = polarity.benefit(value) - polarity.benefit(benchmark);
    if ahead.abs() <= mad + SAME {
        return Standing::Similar;
    }
    match polarity {
        Polarity::None => side(ahead > 0.0, Polarity::None),
        _ => side(ahead > 0.0, Polarity::Higher),
    }
}

/// The fifth of every value: 1 the one furthest from good (the lowest without judgement) and 5 the best (METHODS M4). Values come in
/// the order of their subjects' codes; with `n = 5q + r` the first r runs, upwards by value, hold one more, and tied
/// values take the run of the first of them. With a target it is the distances to it that are sorted.
pub fn fifths(values: &[f64], polarity: Polarity) -> Result<Vec<u8>, Reason> {
    if values.len() < FEWEST_SUBJECTS {
        return Err(Reason::TooFewSubjects);
    }
    let keyed: Vec<f64> = values
        .iter()
        .map(|value| match polarity {
            Polarity::CloserTo(target) => (value - target).abs(),
            _ => *value,
        })
        .collect();
    let low_is_good = matches!(polarity, Polarity::Lower | Polarity::CloserTo(_));
    let mut order: Vec<(usize, f64)> = keyed.into_iter().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let (q, r) = (values.len() / 5, values.len() % 5);
    let mut out = vec![0; values.len()];
    let mut previous: Option<(f64, u8)> = None;
    for (position, (index, key)) in order.iter().enumerate() {
        let run = match previous {
            Some((last, run)) if (key - last).abs() < SAME => run,
            _ => run_at(position, q, r),
        };
        previous = Some((*key, run));
        if let Some(slot) = out.get_mut(*index) {
            *slot = if low_is_good { 6 - run } else { run };
        }
    }
    Ok(out)
}

/// The run, 1 to 5, of a position among `5q + r`.
fn run_at(position: usize, q: usize, r: usize) -> u8 {
    let longer = (q + 1) * r;
    let run = if position < longer {
        position / (q + 1)
    } else {
        r + (position - longer) / q.max(1)
    };
    u8::try_from(run + 1).unwrap_or(5).min(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_benchmark_lies_outside_the_interval_or_does_not() {
        use Standing::{Better, Higher, Lower, Similar, Worse};
        for (limits, polarity, expected) in [
            ((64.8, 74.6), Polarity::Higher, Worse),
            ((64.8, 74.6), Polarity::Lower, Better),
            ((64.8, 74.6), Polarity::None, Lower),
            ((76.2, 82.8), Polarity::Higher, Better),
            ((76.2, 82.8), Polarity::Lower, Worse),
            ((76.2, 82.8), Polarity::None, Higher),
            ((70.0, 76.0), Polarity::Higher, Similar),
        ] {
            assert_eq!(judge_by_interval(limits, 76.0, polarity), expected);
        }
    }

    #[test]
    fn with_a_target_the_distance_counts() {
        let to_zero = Polarity::CloserTo(0.0);
        assert_eq!(
            judge_by_interval((-4.0, 3.0), 9.7, to_zero),
            Standing::Better
        );
        assert_eq!(
            judge_by_interval((-20.0, -12.0), 9.7, to_zero),
            Standing::Worse
        );
        assert_eq!(
            judge_by_interval((5.0, 12.0), 9.7, to_zero),
            Standing::Similar
        );
    }

    #[test]
    fn without_an_interval_one_mad_decides() {
        let level = [10.0, 11.0, 12.0, 13.0, 14.0];
        let judged = |value, polarity| {
            benefit_mad(&level, polarity).map(|mad| judge_by_mad(value, 12.0, mad, polarity))
        };
        assert_eq!(judged(13.4, Polarity::Higher), Ok(Standing::Similar));
        assert_eq!(judged(14.0, Polarity::Higher), Ok(Standing::Better));
        assert_eq!(judged(14.0, Polarity::Lower), Ok(Standing::Worse));
        assert_eq!(judged(14.0, Polarity::None), Ok(Standing::Higher));
        assert_eq!(
            benefit_mad(&[1.0, 2.0], Polarity::Higher),
            Err(Reason::TooFewSubjects)
        );
    }

    #[test]
    fn fifths_are_five_runs_and_ties_stay_together() {
        let seven = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0];
        assert_eq!(
            fifths(&seven, Polarity::Higher),
            Ok(vec![1, 1, 2, 2, 3, 4, 5])
        );
        assert_eq!(
            fifths(&seven, Polarity::Lower),
            Ok(vec![5, 5, 4, 4, 3, 2, 1])
        );
        assert_eq!(
            fifths(&[1.0, 1.0, 1.0, 2.0, 3.0], Polarity::Higher),
            Ok(vec![1, 1, 1, 4, 5])
        );
        assert_eq!(
            fifths(&[-9.0, 0.5, 20.0, 3.0, -1.0], Polarity::CloserTo(0.0)),
            Ok(vec![2, 5, 1, 3, 4])
        );
        assert_eq!(
            fifths(&[0.0, 0.0, 0.0, 3.0, -9.0], Polarity::CloserTo(0.0)),
            Ok(vec![5, 5, 5, 2, 1])
        );
        assert_eq!(
            fifths(&[1.0; 4], Polarity::Higher),
            Err(Reason::TooFewSubjects)
        );
    }
}
