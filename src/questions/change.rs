//! What became of the gap of a pair over its longest comparable span (METHODS M6, M16), and where its trend leads (M10).

use super::detail::{Closing, GapSummary};
use super::gap::{common, has_numbers};
use super::held::{error_of, order};
use super::pairs::{Pair, Side};
use super::standing::in_interface_words;
use super::when::When;
use crate::domain::{Marker, Markers, Observation, Period, Polarity};
use crate::statistics::{Change, End, Line, Reason, TrendPoint, YearsToClose, closing, fit};

/// The gap of a pair from the first comparable period to the last.
pub(super) struct Changed {
    /// Every period of the span that both have, in order of time; withheld ones among them.
    pub(super) periods: Vec<Period>,
    pub(super) start: Period,
    pub(super) end: Period,
    /// First less other, start and end, as published.
    pub(super) differences: (f64, f64),
    /// What became of it.
    pub(super) change: Result<Change, Reason>,
    /// True where the first is the one behind at the start.
    pub(super) first_is_bottom: bool,
    /// True where earlier figures lie beyond a break.
    pub(super) after_break: bool,
    /// The line through the recent gaps and when they would close, or why none is given.
    pub(super) outlook: Result<(Line, YearsToClose), Reason>,
}

impl Changed {
    /// As tiles and tables show it; the reason where nothing can be said.
    pub(super) fn summary(&self, polarity: Polarity) -> GapSummary {
        let mut gap = GapSummary {
            now: self.differences.1,
            then: Some(self.differences.0),
            since: Some(self.start),
            closing: Closing::CannotSay,
            label: String::new(),
            certainty: String::new(),
            percent_closed: None,
            reason: String::new(),
        };
        match &self.change {
            Err(reason) => reason.in_words().clone_into(&mut gap.reason),
            Ok(change) => {
                gap.closing = in_interface_words(
                    change.label,
                    change.reversed && polarity != Polarity::None,
                    change.start_gap,
                    change.end_gap,
                );
                change.label.clone_into(&mut gap.label);
                change.certainty.label().clone_into(&mut gap.certainty);
                gap.percent_closed = change.percent_closed.ok();
            }
        }
        gap
    }
}

/// What became of a pair's gap over the longest comparable span up to `until`, or over the years that are asked for.
///
/// Cannot say: fewer than two periods with both figures; a break among the years that are asked for; rolling periods that
/// share years.
pub(super) fn changed(
    pair: &Pair<'_>,
    when: &When,
    until: Option<Period>,
) -> Result<Changed, Reason> {
    let mut periods = common(pair, when);
    periods.retain(|period| {
        until.is_none_or(|until| order(*period) <= order(until)) && !forecast(pair, *period)
    });
    let end = periods
        .iter()
        .rev()
        .find(|period| has_numbers(pair, **period))
        .copied()
        .ok_or(Reason::TooFewPoints)?;
    periods.retain(|period| period.kind() == end.kind() && order(*period) <= order(end));
    let last_break = [&pair.first, &pair.other]
        .into_iter()
        .flat_map(|side| &side.figures)
        .filter(|one| one.markers.has(Marker::Break) && order(one.period) <= order(end))
        .map(|one| order(one.period))
        .max();
    let first = periods.first().copied();
    let after_break = last_break.is_some_and(|at| first.is_some_and(|first| order(first) < at));
    if after_break && matches!(when, When::Range(Some(_), _)) {
        return Err(Reason::BreakInSeries);
    }
    if let Some(at) = last_break {
        periods.retain(|period| order(*period) >= at);
    }
    let numbered: Vec<Period> = periods
        .iter()
        .filter(|period| has_numbers(pair, **period))
        .copied()
        .collect();
    if numbered.len() < 2 {
        return Err(if after_break {
            Reason::BreakInSeries
        } else {
            Reason::TooFewPoints
        });
    }
    let start = numbered
        .iter()
        .find(|period| !period.overlaps(end))
        .copied()
        .ok_or(Reason::OverlappingPeriods)?;
    periods.retain(|period| order(*period) >= order(start));
    let at = |side: &Side, period| -> Result<End, Reason> {
        let one = side.at(period).ok_or(Reason::TooFewPoints)?;
        let error = error_of(one, pair.indicator).filter(|_| !side.worked_out);
        Ok(End {
            value: one.value().ok_or(Reason::Withheld)?,
            error: error.filter(|_| !pair.nested),
        })
    };
    let one = (at(&pair.first, start)?, at(&pair.first, end)?);
    let other = (at(&pair.other, start)?, at(&pair.other, end)?);
    let polarity = pair.polarity();
    let behind = polarity.benefit(one.0.value) <= polarity.benefit(other.0.value);
    Ok(Changed {
        change: closing(one, other, polarity, pair.indicator.decimals),
        outlook: outlook(pair, &periods, behind),
        periods,
        start,
        end,
        differences: (one.0.value - other.0.value, one.1.value - other.1.value),
        first_is_bottom: behind,
        after_break,
    })
}

/// The gap of every period in benefit terms: how far the one that was behind at the start lies behind.
pub(super) fn gaps(pair: &Pair<'_>, periods: &[Period], first_is_bottom: bool) -> Vec<Option<f64>> {
    let polarity = pair.polarity();
    periods
        .iter()
        .map(|period| {
            let value = |side: &Side| side.at(*period).and_then(Observation::value);
            let (a, b) = (value(&pair.first)?, value(&pair.other)?);
            let ahead = polarity.benefit(b) - polarity.benefit(a);
            Some(if first_is_bottom { ahead } else { -ahead })
        })
        .collect()
}

/// Where the trend of the gap leads (METHODS M10).
fn outlook(
    pair: &Pair<'_>,
    periods: &[Period],
    first_is_bottom: bool,
) -> Result<(Line, YearsToClose), Reason> {
    let values = gaps(pair, periods, first_is_bottom);
    let points: Vec<TrendPoint> = periods
        .iter()
        .zip(&values)
        .map(|(period, value)| TrendPoint {
            period: *period,
            value: *value,
            limits: None,
            count_of: None,
            markers: markers(pair, *period),
        })
        .collect();
    let now = values.last().copied().flatten().ok_or(Reason::Withheld)?;
    if now <= 0.0 {
        return Err(Reason::GapNotPositive);
    }
    let line = fit(&points, pair.indicator.trend_allowed, false)?;
    let years = line.years_to_close(now);
    Ok((line, years))
}

fn markers(pair: &Pair<'_>, period: Period) -> Markers {
    [&pair.first, &pair.other]
        .into_iter()
        .filter_map(|side| side.at(period))
        .fold(Markers::none(), |all, one| all.and(one.markers))
}

fn forecast(pair: &Pair<'_>, period: Period) -> bool {
    markers(pair, period).has(Marker::Forecast)
}
