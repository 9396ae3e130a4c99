use super::{FEWEST_SUBJECTS, Reason, SAME};

/// How closely two figures of the same subjects go together. An association is not a cause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Association {
    /// Pearson's correlation: how near the points lie to a straight line, −1 to 1.
    pub pearson: f64,
    /// Spearman's correlation: the same of their ranks, ties sharing the middle one.
    pub spearman: f64,
}

/// The association of pairs (Pearson 1896; Spearman 1904; both as in any textbook).
///
/// Cannot say: fewer than five pairs, or figures of one kind that are all but equal.
pub fn association(pairs: &[(f64, f64)]) -> Result<Association, Reason> {
    if pairs.len() < FEWEST_SUBJECTS {
        return Err(Reason::TooFewSubjects);
    }
    let (xs, ys): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    Ok(Association {
        pearson: pearson(&xs, &ys)?,
        spearman: pearson(&middle_ranks(&xs), &middle_ranks(&ys))?,
    })
}

fn pearson(xs: &[f64], ys: &[f64]) -> Result<f64, Reason> {
    let n = xs.len() as f64;
    let (mean_x, mean_y) = (xs.iter().sum::<f64>() / n, ys.iter().sum::<f64>() / n);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in xs.iter().zip(ys) {
        let (dx, dy) = (x - mean_x, y - mean_y);
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    if (xx / n).sqrt() < SAME || (yy / n).sqrt() < SAME {
        return Err(Reason::NoSpread);
    }
    Ok((xy / (xx * yy).sqrt()).clamp(-1.0, 1.0))
}

/// The rank of each value, lowest first; equal ones share the mean of theirs.
fn middle_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = values.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut out = vec![0.0; values.len()];
    let mut below = 0;
    for run in order.chunk_by(|a, b| (a.1 - b.1).abs() < SAME) {
        let rank = below as f64 + 0.5 + 0.5 * run.len() as f64;
        below += run.len();
        for (index, _) in run {
            if let Some(slot) = out.get_mut(*index) {
                *slot = rank;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Anscombe's first set: a published known answer.
    const ANSCOMBE: [(f64, f64); 11] = [
        (10.0, 8.04),
        (8.0, 6.95),
        (13.0, 7.58),
        (9.0, 8.81),
        (11.0, 8.33),
        (14.0, 9.96),
        (6.0, 7.24),
        (4.0, 4.26),
        (12.0, 10.84),
        (7.0, 4.82),
        (5.0, 5.68),
    ];

    #[test]
    fn known_answers_hold() {
        let found = association(&ANSCOMBE).expect("an association");
        assert!((found.pearson - 0.816_421).abs() < 1e-6, "{found:?}");
        assert!((found.spearman - 0.818_182).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn ties_share_the_middle_rank_and_signs_turn_with_one_of_the_two() {
        assert_eq!(middle_ranks(&[3.0, 1.0, 3.0, 7.0]), [2.5, 1.0, 2.5, 4.0]);
        let turned: Vec<(f64, f64)> = ANSCOMBE.iter().map(|(x, y)| (-x, *y)).collect();
        let (one, other) = (association(&ANSCOMBE), association(&turned));
        let (one, other) = (one.expect("one"), other.expect("other"));
        assert!((one.pearson + other.pearson).abs() < 1e-12);
        assert!((one.spearman + other.spearman).abs() < 1e-12);
        // A far point moves the first and hardly the second.
        let mut far = ANSCOMBE.to_vec();
        far.push((1000.0, 0.0));
        let far = association(&far).expect("far");
        assert!(far.pearson < -0.5 && far.spearman > 0.3, "{far:?}");
    }

    #[test]
    fn few_or_equal_figures_say_nothing() {
        assert_eq!(association(&[(1.0, 2.0); 4]), Err(Reason::TooFewSubjects));
        let flat: Vec<(f64, f64)> = (0..9).map(|index| (f64::from(index), 7.0)).collect();
        assert_eq!(association(&flat), Err(Reason::NoSpread));
    }
}
