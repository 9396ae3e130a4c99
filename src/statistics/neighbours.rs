use super::{Reason, SAME, median, quantile};

/// Percentiles to which extreme values are drawn in (METHODS M11; ours).
const WINSOR: (f64, f64) = (0.05, 0.95);
/// Fewest variables, and fewest subjects (METHODS M11).
const FEWEST_VARIABLES: usize = 3;
const FEWEST: usize = 11;
/// How many neighbours are kept (METHODS M11; ours).
pub const NEIGHBOURS: usize = 10;

/// A subject that is like another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// Its place in the list of subjects.
    pub subject: usize,
    /// How far off it is, in standard deviations over all variables.
    pub distance: f64,
}

/// The subjects that are most like one (METHODS M11), nearest first, and which variables had no spread and were dropped.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbours {
    /// Ten at most.
    pub nearest: Vec<Neighbour>,
    /// Variables, by their place, in which all subjects are alike.
    pub dropped: Vec<usize>,
}

/// The nearest neighbours of `subject` among subjects, each a row with a value a variable or none (METHODS M11). `left_out` names
/// those that contain it or lie in it. Ties keep the order of the list.
///
/// Cannot say: fewer than three variables with a spread or eleven subjects (`too-few-subjects`); the subject lacks a third of the variables
/// or more (`low-coverage`, ours).
pub fn neighbours(
    subject: usize,
    rows: &[Vec<Option<f64>>],
    left_out: &[usize],
) -> Result<Neighbours, Reason> {
    let own = rows.get(subject).ok_or(Reason::TooFewSubjects)?;
    if rows.len() < FEWEST {
        return Err(Reason::TooFewSubjects);
    }
    let missing = own.iter().filter(|value| value.is_none()).count();
    if missing * 3 >= own.len().max(1) {
        return Err(Reason::LowCoverage);
    }
    let scores: Vec<Option<Vec<f64>>> = (0..own.len())
        .map(|variable| {
            let column: Vec<Option<f64>> = rows
                .iter()
                .map(|row| row.get(variable).copied().flatten())
                .collect();
            standardised(&column)
        })
        .collect();
    let dropped: Vec<usize> = scores
        .iter()
        .zip(0..)
        .filter_map(|(scores, variable)| scores.is_none().then_some(variable))
        .collect();
    let kept: Vec<Vec<f64>> = scores.into_iter().flatten().collect();
    if kept.len() < FEWEST_VARIABLES {
        return Err(Reason::TooFewSubjects);
    }
    let mut nearest: Vec<Neighbour> = (0..rows.len())
        .filter(|other| *other != subject && !left_out.contains(other))
        .map(|other| Neighbour {
            subject: other,
            distance: distance(&kept, subject, other),
        })
        .collect();
    let steps = |one: &Neighbour| (one.distance / SAME).round();
    nearest.sort_by(|one, other| steps(one).total_cmp(&steps(other)));
    nearest.truncate(NEIGHBOURS);
    Ok(Neighbours { nearest, dropped })
}

fn distance(scores: &[Vec<f64>], one: usize, other: usize) -> f64 {
    let squares = scores.iter().filter_map(|variable| {
        let (a, b) = (variable.get(one)?, variable.get(other)?);
        Some((a - b).powi(2))
    });
    squares.sum::<f64>().sqrt()
}

/// A variable with its extremes drawn in, its holes filled with the median, as standard scores; none without a spread.
fn standardised(column: &[Option<f64>]) -> Option<Vec<f64>> {
    let held: Vec<f64> = column.iter().copied().flatten().collect();
    let (low, high) = (quantile(&held, WINSOR.0)?, quantile(&held, WINSOR.1)?);
    let middle = median(&held)?;
    let filled: Vec<f64> = column
        .iter()
        .map(|value| value.unwrap_or(middle).clamp(low, high))
        .collect();
    let n = filled.len() as f64;
    let mean = filled.iter().sum::<f64>() / n;
    let deviation = (filled
        .iter()
        .map(|value| (value - mean).powi(2))
        .sum::<f64>()
        / n)
        .sqrt();
    (deviation > SAME).then(|| {
        filled
            .iter()
            .map(|value| (value - mean) / deviation)
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twelve subjects on a line: the further apart in the list, the less alike. The last variable is the same for all.
    fn rows() -> Vec<Vec<Option<f64>>> {
        (0..12)
            .map(|index| {
                let x = f64::from(index);
                vec![Some(x), Some(2.0 * x + 5.0), Some(100.0 - x), Some(7.0)]
            })
            .collect()
    }

    #[test]
    fn the_nearest_come_first_and_kin_are_left_out() {
        let found = neighbours(5, &rows(), &[4]).expect("neighbours");
        let order: Vec<usize> = found.nearest.iter().map(|one| one.subject).collect();
        assert_eq!(order.get(..4), Some([6, 3, 7, 2].as_slice()));
        assert_eq!(found.nearest.len(), 10);
        assert_eq!(found.dropped, [3]);
    }

    #[test]
    fn one_outlier_does_not_stretch_the_scale() {
        let mut far = rows();
        far[11][0] = Some(1e9);
        let found = neighbours(0, &far, &[]).expect("neighbours");
        assert_eq!(found.nearest.first().map(|one| one.subject), Some(1));
        assert!(found.nearest.iter().all(|one| one.distance.is_finite()));
    }

    #[test]
    fn few_subjects_few_variables_and_holes_say_nothing() {
        assert_eq!(
            neighbours(0, &rows()[..10], &[]),
            Err(Reason::TooFewSubjects)
        );
        let narrow: Vec<Vec<Option<f64>>> = rows().iter().map(|row| row[2..].to_vec()).collect();
        assert_eq!(neighbours(0, &narrow, &[]), Err(Reason::TooFewSubjects));
        let mut holed = rows();
        holed[0][0] = None;
        holed[0][1] = None;
        assert_eq!(neighbours(0, &holed, &[]), Err(Reason::LowCoverage));
    }
}
