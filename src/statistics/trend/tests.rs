use super::*;

/// Yearly points from 2019 with an interval of ±1.
fn series(values: &[f64]) -> Vec<TrendPoint> {
    values
        .iter()
        .zip(2019..)
        .map(|(value, year)| TrendPoint {
            period: Period::calendar_year(year).expect("a year"),
            value: Some(*value),
            limits: Some((value - 1.0, value + 1.0)),
            count_of: None,
            markers: Markers::none(),
        })
        .collect()
}

const FALLING: [f64; 5] = [61.2, 60.8, 60.1, 59.9, 59.0];

#[test]
fn the_known_answer_by_values() {
    let trend = recent_trend(&series(&FALLING), true, true).expect("a trend");
    assert_eq!(trend.label, TrendLabel::Decreasing);
    assert!((trend.slope + 0.53).abs() < 1e-9);
    assert!(
        (trend.chi_square - 10.7911).abs() < 5e-5,
        "{}",
        trend.chi_square
    );
    let error = (trend.slope * trend.slope / trend.chi_square).sqrt();
    assert!((error - 0.161_341).abs() < 5e-7);
    let expected = [-0.56, -0.52, -0.53, -0.562_857, -0.46];
    for (slope, expected) in trend.slopes_without_one.iter().zip(expected) {
        assert!((slope - expected).abs() < 5e-7, "{slope}");
    }
}

#[test]
fn counts_give_a_trend_of_proportions() {
    let with_counts = |counts: [f64; 5]| {
        let mut points = series(&FALLING);
        for (point, count) in points.iter_mut().zip(counts) {
            point.limits = None;
            point.count_of = Some((count, 1000.0));
        }
        points
    };
    let rising = recent_trend(
        &with_counts([300.0, 330.0, 350.0, 380.0, 400.0]),
        true,
        true,
    )
    .expect("a trend");
    assert_eq!(rising.label, TrendLabel::Increasing);
    assert!((rising.slope - 2.5).abs() < 1e-9);
    assert!(
        (rising.chi_square - 27.400_744).abs() < 1e-5,
        "{}",
        rising.chi_square
    );
    let limit = with_counts([0.0, 330.0, 350.0, 380.0, 400.0]);
    assert_eq!(recent_trend(&limit, true, true), Err(Reason::CountAtLimit));
    assert_eq!(recent_trend(&limit, true, false), Err(Reason::NoInterval));
}

#[test]
fn a_flat_series_has_no_trend() {
    let flat = recent_trend(&series(&[60.0, 61.0, 60.0, 61.0, 60.0]), true, true);
    assert_eq!(
        flat.map(|trend| trend.label),
        Ok(TrendLabel::NoSignificantChange)
    );
}

/// What spoils a series, and the reason it must give.
type Spoil = (fn(&mut Vec<TrendPoint>), Reason);

#[test]
fn every_guard_gives_its_reason() {
    let spoils: [Spoil; 9] = [
        (
            |points| {
                for point in points {
                    let start = point.period.start();
                    point.period = Period::new(start, PeriodLength::Months(36));
                }
            },
            Reason::OverlappingPeriods,
        ),
        (
            |points| {
                for point in points {
                    let start = point.period.start();
                    point.period = Period::new(start, PeriodLength::Months(3));
                }
            },
            Reason::NotAnnual,
        ),
        (
            |points| points[4].markers = Markers::none().with(Marker::Forecast),
            Reason::Forecast,
        ),
        (
            |points| points[2].markers = Markers::none().with(Marker::Break),
            Reason::BreakInSeries,
        ),
        (
            |points| {
                points.extend(series(&[60.0; 7]).into_iter().skip(6));
            },
            Reason::MissingPeriod,
        ),
        (|points| points.truncate(4), Reason::TooFewPoints),
        (|points| points[1].value = None, Reason::TooFewPoints),
        (|points| points[1].limits = None, Reason::NoInterval),
        (
            |points| points[1].limits = Some((60.0, 60.0)),
            Reason::ZeroWidthInterval,
        ),
    ];
    for (spoil, reason) in spoils {
        let mut points = series(&FALLING);
        spoil(&mut points);
        assert_eq!(recent_trend(&points, true, true), Err(reason));
    }
    assert_eq!(
        recent_trend(&series(&FALLING), false, true),
        Err(Reason::TrendNotAllowed)
    );
    let mut first_breaks = series(&FALLING);
    first_breaks[0].markers = Markers::none().with(Marker::Break);
    assert!(recent_trend(&first_breaks, true, true).is_ok());
}
