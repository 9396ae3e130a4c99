use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::findings::{Finding, Findings, cell};
use super::series::{Block, Series, spread};
use crate::domain::{AreaSet, Indicator, UnitKind};
use crate::import::{ReviewedSheet, Severity};

/// A change is named when it lies more than so many median absolute deviations (times 1.4826) from the middle of the changes of
/// the others between the same two periods ...
const OTHERS: f32 = 12.0;
/// ... and from the middle of the changes of the subject's own series.
const OWN: f32 = 12.0;
/// A change of fewer steps than this in the last decimal is rounding.
const STEPS: f32 = 5.0;
/// Where more than one change in so many leaps, leaping is what these figures do.
const OFTEN: usize = 200;
/// Fewest other subjects, and fewest changes of its own, to judge by.
const FEWEST_OTHERS: usize = 8;
const FEWEST_OWN: usize = 4;

/// A change from one period to the next.
struct Step {
    subject: u32,
    rank: u32,
    by: f32,
    /// The difference, whatever changes are compared as.
    size: f32,
    from: u32,
    to: u32,
}

/// Whether changes are compared as ratios: for what is above zero and has no bounds.
fn as_ratios(block: &Block, indicator: &Indicator) -> bool {
    let bounded = matches!(
        indicator.unit.kind,
        UnitKind::PerCent | UnitKind::Proportion | UnitKind::Score | UnitKind::PercentagePoints
    );
    !bounded
        && block
            .points
            .iter()
            .all(|point| point.value.is_none_or(|value| value > 0.0))
}

/// Looks for figures that leap where neither the others nor the subject's own past do.
pub(super) fn look(sheet: &ReviewedSheet, series: &Series, block: &Block, findings: &mut Findings) {
    let Some(indicator) = sheet.indicators.get(block.indicator as usize) else {
        return;
    };
    let ratios = as_ratios(block, indicator);
    let steps = steps(sheet, series, block, ratios);
    if steps.len() < FEWEST_OTHERS {
        return;
    }
    // A change that a reader would not call a leap is none, however even the others are.
    let rounding = STEPS * 10_f32.powi(-i32::from(indicator.decimals));
    let least = if ratios {
        0.4
    } else {
        let mut sizes: Vec<f32> = block
            .points
            .iter()
            .filter_map(|point| point.value.map(f32::abs))
            .collect();
        let usual = super::series::middle(&mut sizes).unwrap_or_default();
        (usual * 0.25).max(rounding)
    };
    let set = |subject: u32| {
        sheet
            .subjects
            .get(subject as usize)
            .and_then(crate::domain::Subject::level)
            .and_then(AreaSet::of_level)
    };
    let mut together: HashMap<(Option<AreaSet>, u32), Vec<f32>, RandomState> = HashMap::default();
    for own in steps.chunk_by(|a, b| a.subject == b.subject) {
        let set = own.first().and_then(|step| set(step.subject));
        for step in own {
            together.entry((set, step.rank)).or_default().push(step.by);
        }
    }
    let others: HashMap<(Option<AreaSet>, u32), (f32, f32), RandomState> = together
        .into_iter()
        .filter(|(_, changes)| changes.len() > FEWEST_OTHERS)
        .filter_map(|(key, mut changes)| Some((key, spread(&mut changes)?)))
        .collect();
    let mut leaps: Vec<(&Step, f32)> = Vec::new();
    for own in steps.chunk_by(|a, b| a.subject == b.subject) {
        let mut leapt_to = None;
        let set = own.first().and_then(|step| set(step.subject));
        for step in own {
            let Some((centre, width)) = others.get(&(set, step.rank)) else {
                continue;
            };
            let off = (step.by - centre).abs();
            let width = width.max(least * 0.05);
            let small = off < least || step.by.abs() < least || step.size < rounding;
            if small || off <= OTHERS * width {
                continue;
            }
            let mut changes: Vec<f32> = own
                .iter()
                .filter(|other| other.rank != step.rank)
                .map(|other| other.by)
                .collect();
            if changes.len() < FEWEST_OWN {
                continue;
            }
            let Some((own_centre, own_width)) = spread(&mut changes) else {
                continue;
            };
            let own_width = own_width.max(least * 0.05);
            if (step.by - own_centre).abs() <= OWN * own_width {
                continue;
            }
            // A spike is one finding: the way back from it is none.
            if leapt_to != Some(step.from) {
                leaps.push((step, off / width));
                leapt_to = Some(step.to);
            }
        }
    }
    if leaps.len() * OFTEN > steps.len().max(OFTEN * 3) {
        return;
    }
    for (step, weight) in leaps {
        say(sheet, indicator, step, weight, findings);
    }
}

/// The changes of every subject between neighbouring periods of one kind.
fn steps(sheet: &ReviewedSheet, series: &Series, block: &Block, ratios: bool) -> Vec<Step> {
    block
        .points
        .windows(2)
        .filter_map(|pair| {
            let [before, after] = pair else { return None };
            let (from, to) = (before.value?, after.value?);
            let kind = |rank| series.period(sheet, rank).map(crate::domain::Period::kind);
            (before.subject == after.subject && kind(before.rank) == kind(after.rank)).then(|| {
                Step {
                    subject: after.subject,
                    rank: after.rank,
                    size: (to - from).abs(),
                    by: if ratios { (to / from).ln() } else { to - from },
                    from: before.at,
                    to: after.at,
                }
            })
        })
        .collect()
}

fn say(
    sheet: &ReviewedSheet,
    indicator: &Indicator,
    step: &Step,
    weight: f32,
    findings: &mut Findings,
) {
    let (Some(before), Some(after), Some(subject)) = (
        sheet.observations.get(step.from as usize),
        sheet.observations.get(step.to as usize),
        sheet.subjects.get(step.subject as usize),
    ) else {
        return;
    };
    let shown = |one: &crate::import::ReviewedObservation| {
        let value = one
            .reading
            .value()
            .map_or_else(String::new, |value| indicator.show(value));
        let period = sheet.periods.get(one.period as usize);
        (
            value,
            period.map_or_else(String::new, |period| period.label()),
        )
    };
    let ((from, first), (to, then)) = (shown(&before), shown(&after));
    let group = sheet
        .groups
        .get(after.group as usize)
        .filter(|group| !group.is_all())
        .map_or_else(String::new, |group| format!(" ({})", group.key()));
    findings.add(Finding {
        code: "jump",
        severity: Severity::Info,
        at: cell(&after),
        raw: to.clone(),
        message: format!(
            "“{}”{group}: {} went from {from} in {first} to {to} in {then}, far outside its own changes and those of the others; it may be right.",
            indicator.name, subject.name
        ),
        weight: f64::from(weight),
    });
}
