//! How far plans are on their way (METHODS M9): from the figures that the book holds, else from those that the organisation
//! reports itself.

use jiff::civil::Date;

use super::super::catalogue::Catalogue;
use super::super::planned::{PlanLine, PlanProgress};
use crate::domain::{
    Indicator, IndicatorCode, Marker, Observation, Plan, Polarity, SubjectCode, Unit, thousands,
};
use crate::statistics::{Aim, ProgressLabel, progress};

/// Years up to which a change is one year's only.
const ONE_YEAR: f64 = 1.01;

/// The latest figure of a plan.
struct Latest<'a> {
    value: f64,
    time: f64,
    when: String,
    from: String,
    /// Where the book holds it.
    held: Option<&'a Observation>,
}

/// A plan with what the book knows of it, and the figure of the book that it was measured by.
pub(super) fn line<'a>(
    plan: &Plan,
    catalogue: &Catalogue,
    figures: &'a [Observation],
) -> (PlanLine, Option<&'a Observation>) {
    let indicator = plan
        .indicator
        .as_ref()
        .and_then(|code| catalogue.indicator(code).ok());
    let own = own_measure(plan);
    let shown = indicator.unwrap_or(&own);
    let series = series(plan, figures);
    let latest = latest(plan, &series, catalogue);
    let goals: Vec<u32> = catalogue.goals.iter().map(|goal| goal.number).collect();
    let (said, notes) = judge(plan, indicator, latest.as_ref(), &series);
    let show = |value: Option<f64>| value.map_or_else(String::new, |value| shown.show(value));
    let line = PlanLine {
        organisation: catalogue
            .subject(&plan.organisation)
            .map_or_else(|_| plan.organisation_name.clone(), |one| one.name.clone()),
        place: plan.place.as_ref().map_or_else(String::new, |code| {
            let known = catalogue.subject(code);
            known.map_or_else(|_| code.0.clone(), |one| one.name.clone())
        }),
        measure: shown.name.clone(),
        baseline: show(plan.baseline),
        target: show(plan.target),
        latest: show(latest.as_ref().map(|one| one.value)),
        latest_when: latest
            .as_ref()
            .map_or_else(String::new, |one| one.when.clone()),
        latest_from: latest
            .as_ref()
            .map_or_else(String::new, |one| one.from.clone()),
        share: share(plan, indicator, latest.as_ref()),
        progress: said,
        notes,
        remarks: plan.remarks(indicator, &goals),
        plan: plan.clone(),
    };
    (line, latest.and_then(|one| one.held))
}

/// What a plan measures itself by where it names no indicator that the book holds.
pub(super) fn own_measure(plan: &Plan) -> Indicator {
    let name = [&plan.outcome, &plan.outputs, &plan.activity]
        .into_iter()
        .find_map(|text| text.lines().next())
        .unwrap_or_default();
    let numbers = [plan.baseline, plan.target, plan.latest];
    let decimals = |digits: i32| {
        numbers.iter().flatten().all(|number| {
            let scaled = number * 10f64.powi(digits);
            (scaled - scaled.round()).abs() < 1e-6
        })
    };
    Indicator {
        decimals: (0..3u8)
            .find(|digits| decimals(i32::from(*digits)))
            .unwrap_or(3),
        ..Indicator::named(IndicatorCode::from(""), name, Unit::from_text(&plan.unit))
    }
}

/// The figures of the book by which a plan is measured: those of the organisation, else of the place, of the kind of period of the
/// latest of them.
fn series<'a>(plan: &Plan, figures: &'a [Observation]) -> Vec<&'a Observation> {
    let Some(indicator) = &plan.indicator else {
        return Vec::new();
    };
    let of = |subject: &SubjectCode| -> Vec<&'a Observation> {
        let mut own: Vec<&Observation> = figures
            .iter()
            .filter(|one| {
                one.indicator == *indicator && one.subject == *subject && one.group == plan.group
            })
            .collect();
        own.sort_by_key(|one| one.period.end());
        let kind = own.last().map(|one| one.period.kind());
        own.retain(|one| Some(one.period.kind()) == kind);
        own
    };
    let own = of(&plan.organisation);
    match &plan.place {
        Some(place) if own.is_empty() => of(place),
        _ => own,
    }
}

/// The latest figure after the baseline, be it the book's or the organisation's own; the book's where both are of one time.
fn latest<'a>(
    plan: &Plan,
    series: &[&'a Observation],
    catalogue: &Catalogue,
) -> Option<Latest<'a>> {
    let start = plan.baseline_date.map(time);
    let after = |time: f64| start.is_none_or(|start| time > start);
    let held = series.iter().rev().find_map(|one| {
        let value = one.value()?;
        let time = time(one.period.end());
        after(time).then(|| Latest {
            value,
            time,
            when: one.period.label(),
            from: catalogue.subject(&one.subject).map_or_else(
                |_| "published".to_owned(),
                |subject| {
                    format!(
                        "published for {}",
                        super::super::wording::the(&subject.name)
                    )
                },
            ),
            held: Some(one),
        })
    });
    let reported = plan.latest.and_then(|value| {
        let day = plan.latest_date?;
        after(time(day)).then(|| Latest {
            value,
            time: time(day),
            when: day.strftime("%-d %B %Y").to_string(),
            from: "reported by the organisation".to_owned(),
            held: None,
        })
    });
    match (held, reported) {
        (Some(held), Some(reported)) if reported.time > held.time => Some(reported),
        (None, reported) => reported,
        (held, _) => held,
    }
}

/// A day in years: a figure speaks for the time up to the last day that it covers.
fn time(day: Date) -> f64 {
    f64::from(day.year()) + f64::from(day.day_of_year() - 1) / 365.25
}

/// Which way is better: as the indicator says; where the plan measures by itself, from its baseline to its target.
fn polarity(plan: &Plan, indicator: Option<&Indicator>) -> Polarity {
    match (indicator, plan.baseline, plan.target) {
        (Some(indicator), ..) => indicator.polarity,
        (None, Some(baseline), Some(target)) if target < baseline => Polarity::Lower,
        _ => Polarity::Higher,
    }
}

/// A value on the scale on which progress is worked out: as it is, or its distance where closer to something is better.
fn scaled(polarity: Polarity, value: f64) -> f64 {
    match polarity {
        Polarity::CloserTo(_) => -polarity.benefit(value),
        _ => value,
    }
}

/// The share of the way that is behind.
fn share(plan: &Plan, indicator: Option<&Indicator>, latest: Option<&Latest<'_>>) -> Option<f64> {
    let polarity = polarity(plan, indicator);
    let (from, to) = (plan.baseline?, plan.target?);
    let (from, to, now) = (
        scaled(polarity, from),
        scaled(polarity, to),
        scaled(polarity, latest?.value),
    );
    let way = to - from;
    let share = (now - from) / way;
    (way.abs() > f64::EPSILON && polarity != Polarity::None && share.is_finite())
        .then(|| share.clamp(0.0, 1.0))
}

fn judge(
    plan: &Plan,
    indicator: Option<&Indicator>,
    latest: Option<&Latest<'_>>,
    series: &[&Observation],
) -> (PlanProgress, Vec<String>) {
    let cannot = |why: &str| (PlanProgress::CannotSay(why.to_owned()), Vec::new());
    let Some(target) = plan.target else {
        return (PlanProgress::NotMeasured, Vec::new());
    };
    let polarity = polarity(plan, indicator);
    if polarity == Polarity::None {
        return cannot("neither higher nor lower counts as better");
    }
    let Some(baseline) = plan.baseline else {
        return cannot("the baseline is missing");
    };
    if polarity.benefit(target) < polarity.benefit(baseline) {
        return cannot("the target lies the wrong way");
    }
    let (Some(start), Some(due)) = (plan.baseline_date.map(time), plan.target_date.map(time))
    else {
        return cannot("a date is missing");
    };
    let Some(latest) = latest else {
        return cannot("no figure since the baseline is held");
    };
    let broken = |one: &&&Observation| {
        let at = time(one.period.end());
        at > start && at <= latest.time && one.markers.has(Marker::Break)
    };
    if latest.held.is_some() && series.iter().any(|one| broken(&one)) {
        return cannot("the series has a break since the baseline");
    }
    let to = scaled(polarity, target);
    let aim = match polarity {
        Polarity::Higher => Aim::AtLeast(to),
        _ => Aim::AtMost(to),
    };
    let from = (scaled(polarity, baseline), start);
    let now = (scaled(polarity, latest.value), latest.time);
    match progress(from, now, aim, due) {
        Err(reason) => cannot(reason.in_words()),
        Ok(found) => {
            let mut notes = Vec::new();
            if latest.time - start <= ONE_YEAR {
                notes.push("One year’s change only.".to_owned());
            }
            let ahead = matches!(found.label, ProgressLabel::OnTrack | ProgressLabel::Behind);
            if ahead && !matches!(polarity, Polarity::CloserTo(_)) {
                let shown = indicator.map_or_else(
                    || {
                        let own = own_measure(plan);
                        let value = thousands(found.at_target_time, own.decimals);
                        own.unit.with_value(&value)
                    },
                    |indicator| indicator.show(found.at_target_time),
                );
                notes.push(format!(
                    "At the pace so far it would be {shown} by the target date."
                ));
            }
            (PlanProgress::Said(found.label), notes)
        }
    }
}
