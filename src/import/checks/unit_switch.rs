use std::collections::{BTreeMap, HashMap};

use super::findings::{Finding, Findings, cell};
use super::series::{Series, middle};
use crate::domain::AreaSet;
use crate::import::{ReviewedSheet, Severity};

/// Fewest figures of a period that have a middle worth comparing.
const FEWEST: usize = 3;

/// Factors by which a unit may have changed, with the room on either side: a proportion among percentages is a hundredth, and
/// thousands are a thousandth.
const FACTORS: [f32; 2] = [100.0, 1000.0];
const ROOM: f32 = 1.35;

/// Looks for a period whose figures are about a hundred or a thousand times those of the others.
pub(super) fn look(sheet: &ReviewedSheet, series: &Series, findings: &mut Findings) {
    let sets: Vec<Option<AreaSet>> = sheet
        .subjects
        .iter()
        .map(|subject| subject.level().and_then(AreaSet::of_level))
        .collect();
    for block in series.blocks() {
        let mut values: BTreeMap<(Option<AreaSet>, u32), Vec<f32>> = BTreeMap::new();
        let mut first: HashMap<u32, u32> = HashMap::new();
        for point in &block.points {
            let Some(value) = point.value.filter(|value| *value != 0.0) else {
                continue;
            };
            let set = sets.get(point.subject as usize).copied().flatten();
            values
                .entry((set, point.rank))
                .or_default()
                .push(value.abs());
            first.entry(point.rank).or_insert(point.at);
        }
        let mut middles: BTreeMap<Option<AreaSet>, Vec<(u32, f32)>> = BTreeMap::new();
        for ((set, rank), mut values) in values {
            if values.len() >= FEWEST
                && let Some(middle) = middle(&mut values)
            {
                middles.entry(set).or_default().push((rank, middle));
            }
        }
        for of_set in middles.values() {
            for (index, (rank, own)) in of_set.iter().enumerate() {
                let before = index.checked_sub(1).and_then(|index| of_set.get(index));
                let neighbours = [before, of_set.get(index + 1)];
                let ratios: Vec<f32> = neighbours.iter().flatten().map(|(_, m)| own / m).collect();
                let switched = FACTORS.into_iter().find(|factor| {
                    let near = |ratio: f32| {
                        let off = if ratio > 1.0 {
                            ratio / factor
                        } else {
                            ratio * factor
                        };
                        (1.0 / ROOM..ROOM).contains(&off)
                    };
                    // At an end there is one neighbour: a new unit that lasts is told at its first period alone.
                    !ratios.is_empty() && ratios.iter().all(|ratio| near(*ratio))
                });
                let Some(factor) = switched else { continue };
                // Between two periods, say it of the later one.
                if ratios.len() == 1 && index == 0 && of_set.len() == 2 {
                    continue;
                }
                let at = first
                    .get(rank)
                    .and_then(|at| sheet.observations.get(*at as usize));
                let name = sheet
                    .indicators
                    .get(block.indicator as usize)
                    .map_or("", |indicator| indicator.name.as_str());
                let period = series
                    .period(sheet, *rank)
                    .map_or_else(String::new, crate::domain::Period::label);
                let more = ratios.iter().all(|ratio| *ratio > 1.0);
                findings.add(Finding {
                    code: "unit-switch",
                    severity: Severity::Warning,
                    at: at.as_ref().map(cell).unwrap_or_default(),
                    raw: period.clone(),
                    message: format!(
                        "“{name}”: the figures of {period} are about {} those of the periods beside it; the unit may have changed.",
                        match (factor > 500.0, more) {
                            (false, true) => "100 times",
                            (false, false) => "a hundredth of",
                            (true, true) => "1,000 times",
                            (true, false) => "a thousandth of",
                        }
                    ),
                    weight: f64::from(factor),
                });
            }
        }
    }
}
