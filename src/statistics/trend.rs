use super::{Reason, SAME};
use crate::domain::{Marker, Markers, Period, PeriodKind, PeriodLength};

/// Threshold of a trend: the square of the 99.8% normal quantile (METHODS M4b).
const THRESHOLD: f64 = 9.549_535_706;
/// Points that a trend needs.
const POINTS: usize = 5;

/// One figure of a series, withheld ones among them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrendPoint {
    /// What it covers.
    pub period: Period,
    /// The number; none where withheld.
    pub value: Option<f64>,
    /// Published 95% limits.
    pub limits: Option<(f64, f64)>,
    /// Count and denominator, for proportions.
    pub count_of: Option<(f64, f64)>,
    /// What qualifies it.
    pub markers: Markers,
}

/// The direction of a recent trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrendLabel {
    /// Rising.
    Increasing,
    /// Falling.
    Decreasing,
    /// Neither.
    NoSignificantChange,
}

impl TrendLabel {
    /// The label exactly as METHODS writes it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Increasing => "increasing",
            Self::Decreasing => "decreasing",
            Self::NoSignificantChange => "no significant change",
        }
    }
}

/// A recent trend.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// Its direction.
    pub label: TrendLabel,
    /// Change a year, in the figure's unit.
    pub slope: f64,
    /// χ² of the slope.
    pub chi_square: f64,
    /// Slopes with each point left out in turn.
    pub slopes_without_one: Vec<f64>,
    /// First and last of the five points.
    pub ends: (TrendPoint, TrendPoint),
}

/// The recent trend of a series in order of time (METHODS M4b), by values with intervals or else by counts; or the first
/// reason, in METHODS' order, why none can be given. `is_proportion` is true for percentages of counted people.
pub fn recent_trend(
    series: &[TrendPoint],
    trend_allowed: bool,
    is_proportion: bool,
) -> Result<Trend, Reason> {
    let start = series.len().saturating_sub(POINTS);
    let last = series.get(start..).unwrap_or_default();
    guard(series, last, trend_allowed)?;
    let (Some(first_point), Some(last_point)) = (last.first(), last.last()) else {
        return Err(Reason::TooFewPoints);
    };
    let (slope, chi_square, all_slopes) = if last.iter().all(|point| point.limits.is_some()) {
        by_values(last)?
    } else if is_proportion && last.iter().any(|point| point.count_of.is_some()) {
        by_counts(last)?
    } else {
        return Err(Reason::NoInterval);
    };
    let (direction, without_one) = match all_slopes.split_first() {
        Some((direction, without_one)) => (*direction, without_one.to_vec()),
        None => return Err(Reason::TooFewPoints),
    };
    let robust = without_one
        .iter()
        .all(|one| one.signum() == direction.signum() && one.abs() > 0.0);
    let label = if chi_square > THRESHOLD && robust && direction > 0.0 {
        TrendLabel::Increasing
    } else if chi_square > THRESHOLD && robust && direction < 0.0 {
        TrendLabel::Decreasing
    } else {
        TrendLabel::NoSignificantChange
    };
    Ok(Trend {
        label,
        slope,
        chi_square,
        slopes_without_one: without_one,
        ends: (*first_point, *last_point),
    })
}

/// The guards of a yearly series and of its last points, in METHODS' order.
pub(super) fn guard(
    series: &[TrendPoint],
    last: &[TrendPoint],
    trend_allowed: bool,
) -> Result<(), Reason> {
    let pairs = || last.iter().zip(last.iter().skip(1));
    if pairs().any(|(one, next)| one.period.overlaps(next.period)) {
        return Err(Reason::OverlappingPeriods);
    }
    if !last.iter().all(|point| is_yearly(point.period)) {
        return Err(Reason::NotAnnual);
    }
    if pairs().any(|(one, next)| next.period.middle() - one.period.middle() < 0.9) {
        return Err(Reason::NotAnnual);
    }
    if !trend_allowed {
        return Err(Reason::TrendNotAllowed);
    }
    if last.iter().any(|point| point.markers.has(Marker::Forecast)) {
        return Err(Reason::Forecast);
    }
    if last
        .iter()
        .skip(1)
        .any(|point| point.markers.has(Marker::Break))
    {
        return Err(Reason::BreakInSeries);
    }
    let held = series.iter().filter(|point| point.value.is_some()).count();
    let hole = pairs().any(|(one, next)| next.period.middle() - one.period.middle() > 1.1)
        || last.iter().any(|point| point.value.is_none());
    if held >= POINTS && hole {
        return Err(Reason::MissingPeriod);
    }
    if held < POINTS {
        return Err(Reason::TooFewPoints);
    }
    Ok(())
}

/// Whether a period can be one of a yearly series: a year, or one day a year.
fn is_yearly(period: Period) -> bool {
    period.length() == PeriodLength::Day || is_year(period.kind())
}

fn is_year(kind: PeriodKind) -> bool {
    matches!(
        kind,
        PeriodKind::CalendarYear
            | PeriodKind::FinancialYear
            | PeriodKind::AcademicYear
            | PeriodKind::YearFrom(_)
    )
}

/// Slope, χ² and the six slopes from values weighted by their intervals.
fn by_values(points: &[TrendPoint]) -> Result<(f64, f64, Vec<f64>), Reason> {
    let mut weighted = Vec::with_capacity(points.len());
    for (index, point) in points.iter().enumerate() {
        let (Some(value), Some((lower, upper))) = (point.value, point.limits) else {
            return Err(Reason::NoInterval);
        };
        let error = (upper - lower) / 3.92;
        if error < SAME {
            return Err(Reason::ZeroWidthInterval);
        }
        weighted.push(((index + 1) as f64, value, 1.0 / (error * error)));
    }
    let (slope, variance) = fitted(&weighted).ok_or(Reason::TooFewPoints)?;
    Ok((
        slope,
        slope * slope / variance,
        six_slopes(slope, &weighted),
    ))
}

/// The same from counts of denominators, by the trend test for proportions.
fn by_counts(points: &[TrendPoint]) -> Result<(f64, f64, Vec<f64>), Reason> {
    let (mut n, mut c, mut ct, mut nt, mut ntt) = (0.0, 0.0, 0.0, 0.0, 0.0);
    let mut logits = Vec::with_capacity(points.len());
    let mut percents = Vec::with_capacity(points.len());
    for (index, point) in points.iter().enumerate() {
        let t = (index + 1) as f64;
        let (count, of) = point.count_of.ok_or(Reason::NoCounts)?;
        if of <= 0.0 || count < 0.0 || count > of {
            return Err(Reason::NoCounts);
        }
        if count < SAME || of - count < SAME {
            return Err(Reason::CountAtLimit);
        }
        n += of;
        c += count;
        ct += count * t;
        nt += of * t;
        ntt += of * t * t;
        logits.push((t, (count / (of - count)).ln(), 1.0));
        percents.push((t, 100.0 * count / of, 1.0));
    }
    let top: f64 = n * ct - c * nt;
    let chi_square = n * top * top / (c * (n - c) * (n * ntt - nt * nt));
    let (direction, _) = fitted(&logits).ok_or(Reason::TooFewPoints)?;
    let (slope, _) = fitted(&percents).ok_or(Reason::TooFewPoints)?;
    Ok((slope, chi_square, six_slopes(direction, &logits)))
}

/// The slope over all points, then with each left out.
fn six_slopes(all: f64, weighted: &[(f64, f64, f64)]) -> Vec<f64> {
    let mut slopes = vec![all];
    for left_out in 0..weighted.len() {
        let kept: Vec<(f64, f64, f64)> = weighted
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != left_out)
            .map(|(_, point)| *point)
            .collect();
        slopes.push(fitted(&kept).map_or(0.0, |(slope, _)| slope));
    }
    slopes
}

/// Weighted least-squares slope of (t, value, weight) and its variance when the weights are inverse variances.
fn fitted(weighted: &[(f64, f64, f64)]) -> Option<(f64, f64)> {
    let (mut w, mut wt, mut wv, mut wtt, mut wtv) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (t, value, weight) in weighted {
        w += weight;
        wt += weight * t;
        wv += weight * value;
        wtt += weight * t * t;
        wtv += weight * value * t;
    }
    let d = w * wtt - wt * wt;
    (d.abs() > f64::EPSILON).then(|| ((w * wtv - wt * wv) / d, w / d))
}

#[cfg(test)]
mod tests;
