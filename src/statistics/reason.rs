/// Why something cannot be said (METHODS, conventions). A reason is a result, not an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Too few periods.
    TooFewPoints,
    /// A year is missing.
    MissingPeriod,
    /// A break in the series.
    BreakInSeries,
    /// Rolling periods.
    OverlappingPeriods,
    /// Months or quarters.
    NotAnnual,
    /// Modelled figures.
    TrendNotAllowed,
    /// A forecast among the figures.
    Forecast,
    /// No interval.
    NoInterval,
    /// An interval of no width.
    ZeroWidthInterval,
    /// No counts.
    NoCounts,
    /// A count of nothing or of everything.
    CountAtLimit,
    /// Nothing to divide by.
    ZeroDenominator,
    /// Too few subjects.
    TooFewSubjects,
    /// Too many figures missing.
    LowCoverage,
    /// All but equal figures.
    NoSpread,
    /// The benchmark itself.
    SameSubject,
    /// A part and its whole.
    NotIndependent,
    /// No figure of the benchmark.
    NoBenchmark,
    /// Unlike figures.
    NotComparable,
    /// A withheld figure.
    Withheld,
    /// No polarity.
    NoPolarity,
    /// A figure at or below zero.
    NonPositiveValue,
    /// Percentages near 0 or 100.
    NearBounds,
    /// No gap at the start.
    GapNotPositive,
    /// A starting gap within chance.
    GapWithinNoise,
    /// Too few groups.
    TooFewGroups,
    /// Groups without an order.
    NoOrder,
    /// A group without a figure.
    MissingGroup,
    /// A fitted line that reaches zero.
    InterceptNotPositive,
    /// A direction that hangs on few figures.
    SlopeNotRobust,
    /// A target too far ahead.
    TooFarAhead,
    /// A split area.
    SplitBoundary,
    /// A figure that cannot be combined.
    CannotCombine,
}

impl Reason {
    /// Every reason, in the order of METHODS.
    pub const ALL: [Self; 33] = [
        Self::TooFewPoints,
        Self::MissingPeriod,
        Self::BreakInSeries,
        Self::OverlappingPeriods,
        Self::NotAnnual,
        Self::TrendNotAllowed,
        Self::Forecast,
        Self::NoInterval,
        Self::ZeroWidthInterval,
        Self::NoCounts,
        Self::CountAtLimit,
        Self::ZeroDenominator,
        Self::TooFewSubjects,
        Self::LowCoverage,
        Self::NoSpread,
        Self::SameSubject,
        Self::NotIndependent,
        Self::NoBenchmark,
        Self::NotComparable,
        Self::Withheld,
        Self::NoPolarity,
        Self::NonPositiveValue,
        Self::NearBounds,
        Self::GapNotPositive,
        Self::GapWithinNoise,
        Self::TooFewGroups,
        Self::NoOrder,
        Self::MissingGroup,
        Self::InterceptNotPositive,
        Self::SlopeNotRobust,
        Self::TooFarAhead,
        Self::SplitBoundary,
        Self::CannotCombine,
    ];

    /// The stable code and the words, as METHODS lists them.
    fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::TooFewPoints => ("too-few-points", "too few periods are held"),
            Self::MissingPeriod => ("missing-period", "a year is missing among the last five"),
            Self::BreakInSeries => ("break-in-series", "the series has a break"),
            Self::OverlappingPeriods => ("overlapping-periods", "the periods overlap"),
            Self::NotAnnual => ("not-annual", "the figures are not yearly"),
            Self::TrendNotAllowed => (
                "trend-not-allowed",
                "the publisher advises against trends here",
            ),
            Self::Forecast => ("forecast", "one of the figures is a forecast"),
            Self::NoInterval => ("no-interval", "no confidence interval is published"),
            Self::ZeroWidthInterval => ("zero-width-interval", "the interval has no width"),
            Self::NoCounts => ("no-counts", "usable counts are not held"),
            Self::CountAtLimit => ("count-at-limit", "a count equals zero or its denominator"),
            Self::ZeroDenominator => ("zero-denominator", "the denominator is zero"),
            Self::TooFewSubjects => (
                "too-few-subjects",
                "too few places or organisations have figures",
            ),
            Self::LowCoverage => ("low-coverage", "too many figures are missing"),
            Self::NoSpread => ("no-spread", "the figures are all but equal"),
            Self::SameSubject => ("same-subject", "this is the benchmark itself"),
            Self::NotIndependent => ("not-independent", "one group is part of the other"),
            Self::NoBenchmark => ("no-benchmark", "the benchmark has no matching figure"),
            Self::NotComparable => (
                "not-comparable",
                "the figures do not measure the same thing",
            ),
            Self::Withheld => ("withheld", "the figure is withheld"),
            Self::NoPolarity => ("no-polarity", "neither higher nor lower counts as better"),
            Self::NonPositiveValue => ("non-positive-value", "it needs figures above zero"),
            Self::NearBounds => ("near-bounds", "the percentages lie too near 0 or 100"),
            Self::GapNotPositive => ("gap-not-positive", "there was no gap at the start"),
            Self::GapWithinNoise => ("gap-within-noise", "the starting gap could be chance"),
            Self::TooFewGroups => ("too-few-groups", "fewer than five groups are held"),
            Self::NoOrder => ("no-order", "the groups have no worse-to-better order"),
            Self::MissingGroup => ("missing-group", "a group has no figure"),
            Self::InterceptNotPositive => {
                ("intercept-not-positive", "the fitted line reaches zero")
            }
            Self::SlopeNotRobust => (
                "slope-not-robust",
                "the direction hangs on one figure or two",
            ),
            Self::TooFarAhead => ("too-far-ahead", "the target is too far ahead"),
            Self::SplitBoundary => ("split-boundary", "the area was split"),
            Self::CannotCombine => ("cannot-combine", "this kind of figure cannot be combined"),
        }
    }

    /// The stable code: `too-few-points`.
    pub fn code(self) -> &'static str {
        self.row().0
    }

    /// The words that a headline puts after its colon.
    pub fn in_words(self) -> &'static str {
        self.row().1
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Reason;

    #[test]
    fn codes_differ_and_words_are_few() {
        let codes: HashSet<&str> = Reason::ALL.iter().map(|reason| reason.code()).collect();
        assert_eq!(codes.len(), 33);
        for reason in Reason::ALL {
            assert!(
                reason.in_words().split(' ').count() <= 8,
                "{}",
                reason.in_words()
            );
        }
    }
}
