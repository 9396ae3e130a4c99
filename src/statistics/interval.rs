use super::Reason;

/// Standard normal quantile of a 95% interval (METHODS, conventions).
pub const Z95: f64 = 1.959_963_984_540_054;
/// What the width of published 95% limits is divided by to give a standard error.
const WIDTH_TO_ERROR: f64 = 3.92;
/// Events from which Byar's approximation is used and below which the exact interval is (METHODS M2).
const BYAR_FROM: f64 = 10.0;

/// Wilson's limits of a proportion `x` of `n` (METHODS M2).
pub fn wilson(x: f64, n: f64) -> Result<(f64, f64), Reason> {
    if n <= 0.0 {
        return Err(Reason::ZeroDenominator);
    }
    if !is_count(x) || x > n {
        return Err(Reason::NoCounts);
    }
    let z2 = Z95 * Z95;
    let middle = 2.0 * x + z2;
    let half = Z95 * (z2 + 4.0 * x * (1.0 - x / n)).sqrt();
    let scale = 2.0 * (n + z2);
    let lower = if x == 0.0 {
        0.0
    } else {
        (middle - half) / scale
    };
    let upper = if x >= n { 1.0 } else { (middle + half) / scale };
    Ok((lower, upper))
}

/// Wilson's limits as a percentage.
pub fn wilson_interval(x: f64, n: f64) -> Result<(f64, f64), Reason> {
    wilson(x, n).map(|(lower, upper)| (100.0 * lower, 100.0 * upper))
}

/// Byar's limits of a count of events from 10 (METHODS M2).
pub fn byar(x: f64) -> Result<(f64, f64), Reason> {
    if !is_count(x) || x < BYAR_FROM {
        return Err(Reason::NoCounts);
    }
    let side = |count: f64, sign: f64| {
        count * (1.0 - 1.0 / (9.0 * count) + sign * Z95 / (3.0 * count.sqrt())).powi(3)
    };
    Ok((side(x, -1.0), side(x + 1.0, 1.0)))
}

/// Exact Poisson limits of a count of events (METHODS M2), for counts below 10. The limits are the means under which so many
/// events or more, and so many or fewer, have a chance of 2.5%: the same as METHODS' χ² quantiles.
pub fn exact_poisson(x: f64) -> Result<(f64, f64), Reason> {
    if !is_count(x) || x >= BYAR_FROM {
        return Err(Reason::NoCounts);
    }
    let lower = if x == 0.0 {
        0.0
    } else {
        mean_with(|mean| 1.0 - at_most(x - 1.0, mean) - 0.025)
    };
    Ok((lower, mean_with(|mean| 0.025 - at_most(x, mean))))
}

/// Limits of a rate `multiplier · x / n` (METHODS M2).
pub fn rate_interval(x: f64, n: f64, multiplier: f64) -> Result<(f64, f64), Reason> {
    if n <= 0.0 {
        return Err(Reason::ZeroDenominator);
    }
    let (lower, upper) = if x < BYAR_FROM {
        exact_poisson(x)?
    } else {
        byar(x)?
    };
    Ok((lower / n * multiplier, upper / n * multiplier))
}

/// Chance of at most `x` events under a mean.
fn at_most(x: f64, mean: f64) -> f64 {
    let mut term = (-mean).exp();
    let mut sum = term;
    let mut k = 1.0;
    while k <= x {
        term *= mean / k;
        sum += term;
        k += 1.0;
    }
    sum
}

/// The mean at which a rising function crosses zero, by halving.
fn mean_with(rising: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, 40.0);
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        if rising(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

fn is_count(x: f64) -> bool {
    x >= 0.0 && x.fract() == 0.0
}

/// Standard error of a figure, the first that applies (METHODS, conventions): published limits, then a count of a
/// denominator for a percentage. None where it is not known.
pub fn standard_error(
    limits: Option<(f64, f64)>,
    count_of: Option<(f64, f64)>,
    is_percentage: bool,
) -> Option<f64> {
    if let Some((lower, upper)) = limits {
        return (upper >= lower).then_some((upper - lower) / WIDTH_TO_ERROR);
    }
    let (x, n) = count_of?;
    if !is_percentage || n <= 0.0 || !is_count(x) || x > n {
        return None;
    }
    if x > 0.0 && x < n {
        let p = x / n;
        return Some(100.0 * (p * (1.0 - p) / n).sqrt());
    }
    let (lower, upper) = wilson_interval(x, n).ok()?;
    Some((upper - lower) / WIDTH_TO_ERROR)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(pair: (f64, f64), expected: (f64, f64), within: f64) {
        assert!(
            (pair.0 - expected.0).abs() < within && (pair.1 - expected.1).abs() < within,
            "{pair:?} is not {expected:?}"
        );
    }

    #[test]
    fn known_answers() {
        close(
            wilson(45.0, 300.0).expect("limits"),
            (0.114_032, 0.194_818),
            5e-7,
        );
        close(byar(25.0).expect("limits"), (16.1743, 36.9065), 5e-5);
        close(exact_poisson(0.0).expect("limits"), (0.0, 3.688_879), 5e-6);
        close(
            exact_poisson(5.0).expect("limits"),
            (1.623_486, 11.668_332),
            5e-6,
        );
        close(
            rate_interval(25.0, 1000.0, 1000.0).expect("limits"),
            (16.1743, 36.9065),
            5e-5,
        );
    }

    #[test]
    fn limits_stay_in_bounds_and_wrong_counts_have_none() {
        assert_eq!(wilson(0.0, 10.0).map(|limits| limits.0), Ok(0.0));
        assert_eq!(wilson(10.0, 10.0).map(|limits| limits.1), Ok(1.0));
        assert_eq!(wilson(1.0, 0.0), Err(Reason::ZeroDenominator));
        assert_eq!(wilson(11.0, 10.0), Err(Reason::NoCounts));
        assert_eq!(wilson(1.5, 10.0), Err(Reason::NoCounts));
        assert_eq!(byar(9.0), Err(Reason::NoCounts));
    }

    #[test]
    fn the_first_standard_error_that_applies_is_taken() {
        let published = standard_error(Some((60.08, 64.0)), Some((1.0, 4.0)), true);
        assert!(published.is_some_and(|se| (se - 1.0).abs() < 1e-9));
        let counted = standard_error(None, Some((50.0, 100.0)), true);
        assert!(counted.is_some_and(|se| (se - 5.0).abs() < 1e-9));
        assert_eq!(standard_error(None, Some((50.0, 100.0)), false), None);
        assert_eq!(standard_error(None, None, true), None);
    }
}
