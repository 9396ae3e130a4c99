use super::{Reason, quantile};
use crate::domain::Polarity;

/// A spine: where the quartiles and a value lie when the benchmark is the centre line (METHODS M13). Positions are 0 to 1, and better is
/// to the right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spine {
    /// Positions of the smallest value, the quartiles and the largest value, from left to right.
    pub bands: [f64; 4],
    /// Position of the value.
    pub position: f64,
}

/// The spine of a value among `values` of its level, `members` of which should have a figure.
pub fn spine(
    value: f64,
    benchmark: Option<f64>,
    values: &[f64],
    members: usize,
    polarity: Polarity,
) -> Result<Spine, Reason> {
    let middle = benchmark.ok_or(Reason::NoBenchmark)?;
    if members > 0 && (members - values.len().min(members)) * 4 >= members {
        return Err(Reason::LowCoverage);
    }
    let at = |p| quantile(values, p).ok_or(Reason::TooFewSubjects);
    let (q0, q25, q75, q100) = (at(0.0)?, at(0.25)?, at(0.75)?, at(1.0)?);
    let half = (middle - q0).max(q100 - middle);
    if half.abs() < super::SAME {
        return Err(Reason::NoSpread);
    }
    let turned = polarity == Polarity::Lower;
    let place = |value: f64| {
        let position = (value - (middle - half)) / (2.0 * half);
        if turned { 1.0 - position } else { position }
    };
    let mut bands = [place(q0), place(q25), place(q75), place(q100)];
    bands.sort_by(f64::total_cmp);
    Ok(Spine {
        bands,
        position: place(value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_benchmark_is_the_centre_and_better_is_to_the_right() {
        let values = [0.0, 10.0, 20.0, 30.0, 40.0];
        for (polarity, expected) in [(Polarity::Higher, 0.75), (Polarity::Lower, 0.25)] {
            let spine = spine(25.0, Some(10.0), &values, 5, polarity).expect("a spine");
            assert!((spine.position - expected).abs() < 1e-9, "{spine:?}");
        }
        let centre = spine(10.0, Some(10.0), &values, 5, Polarity::Higher).expect("a spine");
        assert!((centre.position - 0.5).abs() < 1e-9);
    }

    #[test]
    fn what_cannot_be_scaled_is_not() {
        let values = [1.0; 5];
        let tried = |benchmark, members| spine(1.0, benchmark, &values, members, Polarity::Higher);
        assert_eq!(tried(None, 5), Err(Reason::NoBenchmark));
        assert_eq!(tried(Some(1.0), 5), Err(Reason::NoSpread));
        assert_eq!(tried(Some(2.0), 7), Err(Reason::LowCoverage));
    }
}
