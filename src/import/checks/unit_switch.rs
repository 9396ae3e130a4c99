use std::collections::{BTreeMap, HashMap};

use foldhash::fast::RandomState;

use super::findings::{Finding, Findings, cell};
use super::series::{Block, Series, middle};
use crate::domain::AreaSet;
use crate::import::{ReviewedSheet, Severity};

/// Fewest figures of a period that are compared with those of a single period beside it.
const FEWEST: usize = 3;

/// Factors by which a unit may have changed, with the room on either side: a proportion among percentages is a hundredth, and
/// thousands are a thousandth.
const FACTORS: [f32; 2] = [100.0, 1000.0];
const ROOM: f32 = 1.35;
/// Neighbouring periods of one unit differ by less.
const EVEN: f32 = 1.6;

/// Looks for periods from which on, or at which alone, figures are about a hundred or a thousand times those of the others.
pub(super) fn look(sheet: &ReviewedSheet, series: &Series, block: &Block, findings: &mut Findings) {
    let mut values: HashMap<(Option<AreaSet>, u32), Vec<f32>, RandomState> = HashMap::default();
    let mut first: HashMap<u32, u32, RandomState> = HashMap::default();
    for own in block.points.chunk_by(|a, b| a.subject == b.subject) {
        let subject = own
            .first()
            .and_then(|point| sheet.subjects.get(point.subject as usize));
        let level = subject.and_then(crate::domain::Subject::level);
        let set = level.and_then(AreaSet::of_level);
        for point in own {
            let Some(value) = point.value.filter(|value| *value != 0.0) else {
                continue;
            };
            values
                .entry((set, point.rank))
                .or_default()
                .push(value.abs());
            first.entry(point.rank).or_insert(point.at);
        }
    }
    let mut middles: BTreeMap<Option<AreaSet>, Vec<(u32, f32, usize)>> = BTreeMap::new();
    let values: BTreeMap<_, _> = values.into_iter().collect();
    for ((set, rank), mut values) in values {
        let figures = values.len();
        if let Some(middle) = middle(&mut values) {
            middles
                .entry(set)
                .or_default()
                .push((rank, middle, figures));
        }
    }
    for of_set in middles.values_mut() {
        let many = of_set.iter().any(|(_, _, figures)| *figures >= FEWEST);
        of_set.retain(|(_, _, figures)| !many || *figures >= FEWEST);
        for (rank, factor, more, lasting) in switches(of_set, many) {
            let at = first
                .get(&rank)
                .and_then(|at| sheet.observations.get(*at as usize));
            let name = sheet
                .indicators
                .get(block.indicator as usize)
                .map_or("", |indicator| indicator.name.as_str());
            let period = series
                .period(sheet, rank)
                .map_or_else(String::new, crate::domain::Period::label);
            let times = match (factor > 500.0, more) {
                (false, true) => "100 times",
                (false, false) => "a hundredth of",
                (true, true) => "1,000 times",
                (true, false) => "a thousandth of",
            };
            let said = if lasting {
                format!("from {period} on the figures are about {times} those before")
            } else {
                format!("the figures of {period} are about {times} those of the periods beside it")
            };
            findings.add(Finding {
                code: "unit-switch",
                severity: Severity::Warning,
                at: at.as_ref().map(cell).unwrap_or_default(),
                raw: period,
                message: format!("“{name}”: {said}; the unit may have changed."),
                weight: f64::from(factor),
            });
        }
    }
}

/// The periods at which a series of middles changes by such a factor: with the factor, whether it grows, and whether it stays. One
/// period that stands out says something where there are many figures of each.
fn switches(of_set: &[(u32, f32, usize)], many: bool) -> Vec<(u32, f32, bool, bool)> {
    let middle = |at: usize| of_set.get(at).map(|(_, middle, _)| *middle);
    let ratio = |from: usize, to: usize| Some(middle(to)? / middle(from)?);
    let even = |from: usize, to: usize| {
        ratio(from, to).is_some_and(|ratio| (1.0 / EVEN..EVEN).contains(&ratio))
    };
    let mut found = Vec::new();
    for (at, (rank, _, _)) in of_set.iter().enumerate() {
        let before = at.checked_sub(1);
        let ratios: Vec<f32> = [before.and_then(|b| ratio(b, at)), ratio(at + 1, at)]
            .into_iter()
            .flatten()
            .collect();
        let alone = FACTORS
            .into_iter()
            .find(|factor| !ratios.is_empty() && ratios.iter().all(|r| is_near(*r, *factor)));
        if let Some(factor) = alone {
            // Between two periods, it is said of the later one.
            if many && !(at == 0 && of_set.len() == 2) {
                let more = ratios.iter().all(|ratio| *ratio > 1.0);
                found.push((*rank, factor, more, false));
            }
            continue;
        }
        // A new unit that stays: two even periods on either side of the change.
        let lasting = before.and_then(|b| Some((b, ratio(b, at)?)));
        if let Some((b, change)) = lasting
            && let Some(factor) = FACTORS.into_iter().find(|f| is_near(change, *f))
            && even(at, at + 1)
            && b.checked_sub(1).is_some_and(|earlier| even(earlier, b))
        {
            found.push((*rank, factor, change > 1.0, true));
        }
    }
    found
}

/// Whether a ratio, or its inverse, is about a factor.
fn is_near(ratio: f32, factor: f32) -> bool {
    let off = if ratio > 1.0 {
        ratio / factor
    } else {
        ratio * factor
    };
    (1.0 / ROOM..ROOM).contains(&off)
}
