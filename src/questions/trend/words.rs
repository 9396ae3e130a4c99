use super::super::held::limits;
use super::super::when::span;
use super::super::{Question, wording};
use super::Asked;
use crate::domain::{Indicator, Marker, Markers, Observation, Period, Polarity, Subject};
use crate::statistics::{Reason, Trend, TrendLabel};

/// `getting better` or `getting worse`.
pub(super) fn verdict(indicator: &Indicator, trend: &Trend) -> Option<&'static str> {
    let rising = match trend.label {
        TrendLabel::Increasing => true,
        TrendLabel::Decreasing => false,
        TrendLabel::NoSignificantChange => return None,
    };
    let better = match indicator.polarity {
        Polarity::Higher => rising,
        Polarity::Lower => !rising,
        Polarity::CloserTo(target) => {
            let last = trend.ends.1.value?;
            if last < target { rising } else { !rising }
        }
        Polarity::None => return None,
    };
    Some(if better {
        "getting better"
    } else {
        "getting worse"
    })
}

/// M19, trend.
pub(super) fn headline(
    indicator: &Indicator,
    subject: &Subject,
    series: &[&Observation],
    trend: &Result<Trend, Reason>,
) -> String {
    let name = wording::brief(indicator);
    let within = wording::within(subject);
    let whole = wording::indicator_of(indicator, subject);
    let (was, is) = if wording::is_plural(&name) {
        ("were", "are")
    } else {
        ("was", "is")
    };
    let Some(latest) = series.last() else {
        return wording::headline(&[
            format!("No figures for {} {within}.", wording::inside(&name)),
            format!("No figures {within}."),
        ]);
    };
    let period = latest.period.label();
    let Some(value) = latest.value() else {
        let state = latest.state().in_words();
        return wording::headline(&[
            format!("{whole} for {period} {is} withheld: {state}."),
            format!("{whole} {is} withheld: {state}."),
        ]);
    };
    let value = wording::figure(indicator, value, latest.markers);
    let said = format!("{whole} {was} {value} {}", wording::during(latest.period));
    match trend {
        Err(reason) => wording::headline(&[
            format!("{said}. No trend can be given: {}.", reason.in_words()),
            format!("{said}. No trend can be given."),
            format!("{whole} {was} {value}."),
        ]),
        Ok(trend) if trend.label == TrendLabel::NoSignificantChange => wording::headline(&[
            format!("{said}; the last five years show no clear trend."),
            format!("{whole} {was} {value}; the last five years show no clear trend."),
            format!("{whole} {was} {value}; no clear trend."),
        ]),
        Ok(trend) => {
            let (from, to) = trend.ends;
            let first = wording::figure(indicator, from.value.unwrap_or_default(), Markers::none());
            let moved = if trend.ends.0.value < trend.ends.1.value {
                "rose"
            } else {
                "fell"
            };
            let recent = match verdict(indicator, trend) {
                Some(verdict) => format!("the recent trend is {}, {verdict}", trend.label.label()),
                None => format!("the recent trend is {}", trend.label.label()),
            };
            wording::headline(&[
                format!(
                    "{whole} {moved} from {first} {} to {value} {}; {recent}.",
                    wording::during(from.period),
                    wording::during(to.period)
                ),
                format!("{whole} {moved} from {first} to {value}; {recent}."),
                format!("{whole} {moved} from {first} to {value}."),
            ])
        }
    }
}

pub(super) fn subtitle(question: &Question, asked: &Asked<'_>, periods: &[Period]) -> String {
    let mut names: Vec<String> = asked
        .subjects
        .iter()
        .take(4)
        .map(|one| one.name.clone())
        .collect();
    if asked.subjects.len() > names.len() {
        names.push(format!("{} more", asked.subjects.len() - names.len()));
    }
    let benchmark = asked.benchmark.label();
    if asked.benchmark.is_median() {
        names.push(asked.benchmark.name());
    } else if !benchmark.is_empty() && !names.contains(&benchmark) {
        names.push(benchmark);
    }
    wording::subtitle(&[
        wording::measure(asked.indicator),
        wording::group(&question.group),
        wording::listed(&names),
        span(periods),
    ])
}

/// What must be known to read the trend, certainty first.
pub(super) fn trend_notes(
    indicator: &Indicator,
    series: &[&Observation],
    trend: &Result<Trend, Reason>,
) -> Vec<String> {
    let mut notes = Vec::new();
    if let Ok(trend) = trend {
        let slope = indicator.show_difference(trend.slope);
        let way = if trend.slope < 0.0 { "down" } else { "up" };
        notes.push(format!(
            "Over the last five periods the fitted line goes {way} {slope} a year."
        ));
        let qualified = |marker: Marker| {
            series
                .iter()
                .rev()
                .take(5)
                .any(|one| one.markers.has(marker))
        };
        if qualified(Marker::Provisional) || qualified(Marker::Revised) {
            notes.push("Provisional and revised figures take part in the trend.".to_owned());
        }
    }
    if let Some(last) = series.last()
        && series.iter().any(|one| limits(one).is_some())
        && limits(last).is_some()
    {
        notes.push("Ranges are 95% confidence intervals.".to_owned());
    }
    let holes = holes(series);
    if !holes.is_empty() {
        notes.push(format!(
            "No figure is held for {}: the line is left open.",
            wording::listed(&holes)
        ));
    }
    notes
}

/// The years that are missing between the first and the last of a yearly series, at most four named.
pub(super) fn holes(series: &[&Observation]) -> Vec<String> {
    let mut out = Vec::new();
    for (one, next) in series.iter().zip(series.iter().skip(1)) {
        let years = (next.period.middle() - one.period.middle()).round() as i16;
        let yearly = one.period.length() == next.period.length()
            && one.period.start().month() == next.period.start().month();
        if !yearly {
            continue;
        }
        for step in 1..years {
            let start = one.period.start();
            let missing = jiff::civil::Date::new(start.year() + step, start.month(), start.day());
            if let Ok(start) = missing {
                out.push(Period::new(start, one.period.length()).label());
            }
        }
    }
    if out.len() > 4 {
        let more = out.len() - 3;
        out.truncate(3);
        out.push(format!("{more} more"));
    }
    out
}
