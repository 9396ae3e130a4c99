use super::trend::guard;
use super::{Reason, SAME, TrendPoint};
use crate::domain::Marker;

/// Fewest and most points that a line is fitted to (METHODS M10; the upper limit is ours).
const FEWEST: usize = 5;
const MOST: usize = 10;
/// Years ahead beyond which no year is named (METHODS M10, ours).
pub const FARTHEST_NAMED: f64 = 25.0;
/// 0.975 quantiles of Student's t from 3 degrees of freedom on (METHODS M10).
const STUDENT: [f64; 6] = [
    3.182_446, 2.776_445, 2.570_582, 2.446_912, 2.364_624, 2.306_004,
];

/// A line fitted to the recent points of a yearly series; times are in years.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Middles of the first and last period, in years.
    pub span: (f64, f64),
    /// Points that it rests on.
    pub points: usize,
    slope: f64,
    middle: (f64, f64),
    residual: f64,
    spread: f64,
    is_percentage: bool,
}

/// Where a line leads at a time: the value and its 95% band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projected {
    /// The line itself.
    pub value: f64,
    /// The band's lower limit.
    pub lower: f64,
    /// The band's upper limit.
    pub upper: f64,
}

/// When a gap would close if the recent trend continued (METHODS M10).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum YearsToClose {
    /// Closing: in this range of years, or later than [`FARTHEST_NAMED`] years ahead where the second is none.
    Closing {
        /// First year of the range; none when it lies further ahead too.
        earliest: Option<f64>,
        /// Its last year.
        latest: Option<f64>,
    },
    /// It may not close; not before this year.
    MayNotClose {
        /// The earliest year; none when it lies further ahead than is named.
        earliest: Option<f64>,
    },
    /// It is not closing.
    NotClosing,
}

impl YearsToClose {
    /// The label exactly as METHODS writes it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Closing { .. } => "closing",
            Self::MayNotClose { .. } => "may not close",
            Self::NotClosing => "not closing",
        }
    }
}

/// Fits a line to the last five to ten consecutive yearly points of a series in order of time (METHODS M10). Percentages are
/// fitted on the logit scale.
///
/// Cannot say: as for a recent trend; the median of all pairwise slopes has another sign (`slope-not-robust`); 0 or 100 among
/// percentages (`near-bounds`).
pub fn fit(
    series: &[TrendPoint],
    trend_allowed: bool,
    is_percentage: bool,
) -> Result<Line, Reason> {
    let last = series
        .get(series.len().saturating_sub(FEWEST)..)
        .unwrap_or_default();
    guard(series, last, trend_allowed)?;
    let points = run(series);
    if is_percentage
        && points
            .iter()
            .any(|(_, value)| *value <= 0.0 || *value >= 100.0)
    {
        return Err(Reason::NearBounds);
    }
    fit_points(&points, is_percentage)
}

/// Fits a line to points (year, value) in order of time.
pub fn fit_points(points: &[(f64, f64)], is_percentage: bool) -> Result<Line, Reason> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Err(Reason::TooFewPoints);
    };
    if points.len() < FEWEST {
        return Err(Reason::TooFewPoints);
    }
    let scaled: Vec<(f64, f64)> = points
        .iter()
        .map(|(t, value)| (*t, if is_percentage { logit(*value) } else { *value }))
        .collect();
    let n = scaled.len() as f64;
    let mean = |part: fn(&(f64, f64)) -> f64| scaled.iter().map(part).sum::<f64>() / n;
    let middle = (mean(|point| point.0), mean(|point| point.1));
    let spread: f64 = scaled.iter().map(|(t, _)| (t - middle.0).powi(2)).sum();
    let slope = scaled
        .iter()
        .map(|(t, value)| (t - middle.0) * (value - middle.1))
        .sum::<f64>()
        / spread;
    let squares: f64 = scaled
        .iter()
        .map(|(t, value)| (value - middle.1 - slope * (t - middle.0)).powi(2))
        .sum();
    let robust = theil_sen(&scaled);
    if robust.abs() < SAME || robust.signum() * slope < -SAME {
        return Err(Reason::SlopeNotRobust);
    }
    Ok(Line {
        span: (first.0, last.0),
        points: points.len(),
        slope,
        middle,
        residual: (squares / (n - 2.0)).sqrt(),
        spread,
        is_percentage,
    })
}

impl Line {
    /// Where the line leads at a time. Cannot say further ahead than the fitted series is long.
    pub fn at(&self, time: f64) -> Result<Projected, Reason> {
        if time - self.span.1 > self.span.1 - self.span.0 + SAME {
            return Err(Reason::TooFarAhead);
        }
        let value = self.middle.1 + self.slope * (time - self.middle.0);
        let half = self.student()
            * self.residual
            * (1.0 + 1.0 / self.points as f64 + (time - self.middle.0).powi(2) / self.spread)
                .sqrt();
        let back = |value: f64| {
            if self.is_percentage {
                100.0 / (1.0 + (-value).exp())
            } else {
                value
            }
        };
        Ok(Projected {
            value: back(value),
            lower: back(value - half),
            upper: back(value + half),
        })
    }

    /// Change a year and its 95% limits, on the scale of the fit: of use for series that are no percentages.
    pub fn slope(&self) -> (f64, f64, f64) {
        let half = self.student() * self.residual / self.spread.sqrt();
        (self.slope, self.slope - half, self.slope + half)
    }

    /// When a gap of this size at the end of the fitted series would be closed; the line is that of the gap in benefit terms.
    pub fn years_to_close(&self, gap: f64) -> YearsToClose {
        let (slope, low, high) = self.slope();
        let year = |slope: f64| self.span.1 + gap / -slope;
        let near = |year: f64| year - self.span.1 <= FARTHEST_NAMED;
        let from = |year: f64| near(year).then(|| year.floor());
        let to = |year: f64| near(year).then(|| year.ceil());
        if slope >= -SAME {
            YearsToClose::NotClosing
        } else if high < 0.0 {
            YearsToClose::Closing {
                earliest: from(year(low)),
                latest: to(year(high)),
            }
        } else {
            YearsToClose::MayNotClose {
                earliest: from(year(low)),
            }
        }
    }

    fn student(&self) -> f64 {
        let freedom = self.points - 2;
        STUDENT.get(freedom - 3).copied().unwrap_or(2.306_004)
    }
}

/// The run of consecutive yearly points at the end of a series, ten at most: it starts after a hole, a withheld figure, a
/// forecast or at a break.
fn run(series: &[TrendPoint]) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for point in series.iter().rev().take(MOST) {
        let time = point.period.middle();
        let follows = points.last().is_none_or(|(next, _)| {
            let step = next - time;
            (0.9..=1.1).contains(&step)
        });
        match point.value {
            Some(value) if follows && !point.markers.has(Marker::Forecast) => {
                points.push((time, value));
            }
            _ => break,
        }
        if point.markers.has(Marker::Break) {
            break;
        }
    }
    points.reverse();
    points
}

fn logit(percentage: f64) -> f64 {
    (percentage / (100.0 - percentage)).ln()
}

/// Median of the slopes of all pairs.
fn theil_sen(points: &[(f64, f64)]) -> f64 {
    let slopes: Vec<f64> = points
        .iter()
        .enumerate()
        .flat_map(|(index, one)| {
            points
                .iter()
                .skip(index + 1)
                .map(move |other| (other.1 - one.1) / (other.0 - one.0))
        })
        .collect();
    super::median(&slopes).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Markers, Period};

    fn series(values: &[f64]) -> Vec<TrendPoint> {
        (2015..)
            .zip(values)
            .map(|(year, value)| TrendPoint {
                period: Period::calendar_year(year).expect("a year"),
                value: Some(*value),
                limits: None,
                count_of: None,
                markers: Markers::default(),
            })
            .collect()
    }

    /// Independent: numpy.polyfit on 1..6 and these values, and the quantile that METHODS gives.
    #[test]
    fn the_band_is_that_of_a_prediction() {
        let line = fit(&series(&[10.0, 9.1, 8.4, 7.2, 6.1, 5.3]), true, false).expect("a line");
        let (slope, low, high) = line.slope();
        assert!((slope + 0.962_857).abs() < 1e-6, "{slope}");
        assert!((low + 1.059_145).abs() < 1e-5, "{low}");
        assert!((high + 0.866_569).abs() < 1e-5, "{high}");
        let next = line.at(line.span.1 + 1.0).expect("next year");
        assert!((next.value - 4.313_333).abs() < 1e-6, "{next:?}");
        assert!(
            (next.upper - next.value - 0.550_331).abs() < 1e-5,
            "{next:?}"
        );
    }

    #[test]
    fn a_gap_closes_in_a_range_of_years_or_not() {
        let line = fit(&series(&[10.0, 9.1, 8.4, 7.2, 6.1, 5.3]), true, false).expect("a line");
        let YearsToClose::Closing { earliest, latest } = line.years_to_close(5.3) else {
            panic!("closing");
        };
        let earliest = earliest.expect("a year");
        assert!(earliest < latest.expect("a year"));
        assert!((earliest - 2025.0).abs() < 1e-9, "{earliest}");
        let noisy = fit(&series(&[10.0, 12.0, 8.0, 11.0, 9.0]), true, false).expect("a line");
        assert_eq!(noisy.years_to_close(9.0).label(), "may not close");
        let rising = fit(&series(&[5.0, 6.0, 7.0, 8.0, 9.5]), true, false).expect("a line");
        assert_eq!(rising.years_to_close(9.5), YearsToClose::NotClosing);
        let slow = fit(&series(&[10.0, 9.99, 9.98, 9.97, 9.96]), true, false).expect("a line");
        assert!(matches!(
            slow.years_to_close(9.96),
            YearsToClose::Closing { latest: None, .. }
        ));
    }

    #[test]
    fn percentages_stay_between_0_and_100() {
        let line = fit(&series(&[90.0, 93.0, 95.0, 97.0, 98.5]), true, true).expect("a line");
        let far = line.at(line.span.1 + 4.0).expect("a value");
        assert!(far.upper < 100.0 && far.lower > 0.0 && far.lower < far.value);
    }

    #[test]
    fn what_cannot_be_carried_on_is_not() {
        let up = [5.0, 6.0, 7.0, 8.0, 9.5];
        assert_eq!(
            fit(&series(&up[..4]), true, false),
            Err(Reason::TooFewPoints)
        );
        assert_eq!(
            fit(&series(&up), false, false),
            Err(Reason::TrendNotAllowed)
        );
        assert_eq!(
            fit(&series(&[5.0, 6.0, 100.0, 8.0, 9.5]), true, true),
            Err(Reason::NearBounds)
        );
        assert_eq!(
            fit(&series(&[5.0; 5]), true, false),
            Err(Reason::SlopeNotRobust)
        );
        let line = fit(&series(&up), true, false).expect("a line");
        assert_eq!(line.at(line.span.1 + 5.0), Err(Reason::TooFarAhead));
        let mut broken = series(&[1.0, 2.0, 5.0, 6.0, 7.0, 8.0, 9.5]);
        broken[2].markers = broken[2].markers.with(Marker::Break);
        assert_eq!(fit(&broken, true, false).expect("a line").points, 5);
    }
}
