use std::collections::HashMap;

use super::findings::{Finding, Findings, cell, cell_at};
use super::series::Block;
use crate::domain::{Indicator, PeopleGroup, UnitKind};
use crate::import::{ReviewedObservation, ReviewedSheet, Severity};

/// Percentages that may pass a hundred by what they measure.
const UNBOUNDED: [&str; 12] = [
    "change",
    "growth",
    "gap",
    "increase",
    "decrease",
    "ratio",
    "index",
    "difference",
    "target",
    "bonus",
    "relative",
    "compared",
];

/// Shares above a hundred.
pub(super) struct Shares {
    /// Of each indicator that is a share of a whole, what was seen of it.
    seen: Vec<Option<SeenShare>>,
}

#[derive(Default)]
struct SeenShare {
    above: u64,
    below_zero: u64,
    all: u64,
    highest: f64,
    at: u32,
}

impl Shares {
    pub(super) fn new(sheet: &ReviewedSheet) -> Self {
        let is_share = |indicator: &Indicator| {
            let name = indicator.name.to_lowercase();
            indicator.unit.kind == UnitKind::PerCent
                && !UNBOUNDED.iter().any(|word| name.contains(word))
        };
        let indicators = sheet.indicators.iter();
        Self {
            seen: indicators
                .map(|one| is_share(one).then(SeenShare::default))
                .collect(),
        }
    }

    pub(super) fn saw(&mut self, at: u32, one: &ReviewedObservation) {
        let (Some(Some(seen)), Some(value)) = (
            self.seen.get_mut(one.indicator as usize),
            one.reading.value(),
        ) else {
            return;
        };
        seen.all += 1;
        if value < 0.0 {
            seen.below_zero += 1;
        }
        // A share of 100.0001 is a sum of rounded parts.
        if value > 100.05 {
            seen.above += 1;
            if value > seen.highest {
                (seen.highest, seen.at) = (value, at);
            }
        }
    }

    pub(super) fn say(&self, sheet: &ReviewedSheet, findings: &mut Findings) {
        for (indicator, seen) in sheet.indicators.iter().zip(&self.seen) {
            let Some(seen) = seen else { continue };
            // What is often above a hundred, or below nothing, is no share of a whole.
            if seen.above == 0 || seen.below_zero > 0 || seen.above * 10 > seen.all {
                continue;
            }
            findings.add(Finding {
                code: "above-the-whole",
                severity: Severity::Warning,
                at: cell_at(sheet, seen.at as usize),
                raw: indicator.show(seen.highest),
                message: format!(
                    "“{}”: {} of {} percentages {} above 100; the highest is {}.",
                    indicator.name,
                    seen.above,
                    seen.all,
                    if seen.above == 1 { "is" } else { "are" },
                    indicator.show(seen.highest)
                ),
                weight: seen.above as f64,
            });
        }
    }
}

/// Figures outside their own limits.
pub(super) struct Limits {
    /// Of each indicator: by how much a rounded figure may lie outside, how many lie outside, of how many, and the first.
    seen: Vec<(f64, u64, u64, u32)>,
}

impl Limits {
    pub(super) fn new(sheet: &ReviewedSheet) -> Self {
        let room = |indicator: &Indicator| 0.5 * 10_f64.powi(-i32::from(indicator.decimals));
        let indicators = sheet.indicators.iter();
        Self {
            seen: indicators.map(|one| (room(one), 0, 0, 0)).collect(),
        }
    }

    pub(super) fn saw(&mut self, at: u32, one: &ReviewedObservation) {
        let (Some(lower), Some(upper), Some(value)) = (one.lower, one.upper, one.reading.value())
        else {
            return;
        };
        let Some((room, outside, all, first)) = self.seen.get_mut(one.indicator as usize) else {
            return;
        };
        *all += 1;
        let room = *room + value.abs() * 1e-9;
        if value < lower - room || value > upper + room || lower > upper + room {
            if *outside == 0 {
                *first = at;
            }
            *outside += 1;
        }
    }

    pub(super) fn say(&self, sheet: &ReviewedSheet, findings: &mut Findings) {
        for (indicator, (_, outside, all, first)) in sheet.indicators.iter().zip(&self.seen) {
            let Some(one) = sheet
                .observations
                .get(*first as usize)
                .filter(|_| *outside > 0)
            else {
                continue;
            };
            let show = |value: Option<f64>| {
                let thousandths = |value: f64| (value * 1000.0).round() / 1000.0;
                value.map_or_else(String::new, |value| thousandths(value).to_string())
            };
            findings.add(Finding {
                code: "outside-its-limits",
                severity: Severity::Warning,
                at: cell(&one),
                raw: show(one.reading.value()),
                message: format!(
                    "“{}”: {outside} of {all} figures {} outside their own interval, such as {} in {} to {}.",
                    indicator.name,
                    if *outside == 1 { "lies" } else { "lie" },
                    show(one.reading.value()),
                    show(one.lower),
                    show(one.upper)
                ),
                weight: *outside as f64,
            });
        }
    }
}

type OfSexes = [Option<(f32, u32)>; 3];

/// Women and men together against everybody, where people are counted.
pub(super) struct Sexes {
    /// Women, men or everybody, by group; nothing where one of the three is not there.
    of_group: Vec<Option<usize>>,
    /// The indicator that is looked at.
    indicator: u32,
    /// Women, men and everybody of its subjects and periods: each figure and where it is.
    figures: HashMap<(u32, u32), OfSexes>,
}

impl Sexes {
    pub(super) fn new(sheet: &ReviewedSheet) -> Self {
        let sex = |group: &PeopleGroup| match group.pairs() {
            [(dimension, category)] if dimension == "sex" => match category.to_lowercase().as_str()
            {
                "female" | "females" | "women" | "girls" => Some(0),
                "male" | "males" | "men" | "boys" => Some(1),
                _ => None,
            },
            _ => group.is_all().then_some(2),
        };
        let mut of_group: Vec<Option<usize>> = sheet.groups.iter().map(sex).collect();
        if !(0..3).all(|wanted| of_group.contains(&Some(wanted))) {
            of_group.clear();
        }
        Self {
            of_group,
            indicator: 0,
            figures: HashMap::new(),
        }
    }

    /// Takes a series in; those of one indicator come one after the other.
    pub(super) fn saw(&mut self, sheet: &ReviewedSheet, block: &Block, findings: &mut Findings) {
        if block.indicator != self.indicator {
            self.say(sheet, findings);
            self.indicator = block.indicator;
        }
        let counts = sheet
            .indicators
            .get(block.indicator as usize)
            .is_some_and(|indicator| indicator.unit.kind == UnitKind::Count);
        let sex = self.of_group.get(block.group as usize).copied().flatten();
        let Some(sex) = sex.filter(|_| counts) else {
            return;
        };
        for point in &block.points {
            let of_one = self.figures.entry((point.subject, point.rank)).or_default();
            if let (Some(slot), Some(value)) = (of_one.get_mut(sex), point.value) {
                *slot = Some((value, point.at));
            }
        }
    }

    /// Says what was found of the indicator, and forgets it.
    pub(super) fn say(&mut self, sheet: &ReviewedSheet, findings: &mut Findings) {
        let mut count = 0_u64;
        let mut worst: Option<(f32, f32, f32, u32)> = None;
        for (_, figures) in self.figures.drain() {
            let [Some((women, _)), Some((men, _)), Some((all, at))] = figures else {
                continue;
            };
            // Counts are often rounded to tens, each for itself.
            let excess = women + men - all;
            if excess <= all.abs() * 0.01 + 20.0 {
                continue;
            }
            count += 1;
            if worst.is_none_or(|(most, ..)| excess > most) {
                worst = Some((excess, women + men, all, at));
            }
        }
        let Some((excess, parts, all, at)) = worst else {
            return;
        };
        let Some(indicator) = sheet.indicators.get(self.indicator as usize) else {
            return;
        };
        findings.add(Finding {
            code: "parts-above-whole",
            severity: Severity::Warning,
            at: cell_at(sheet, at as usize),
            raw: indicator.show(f64::from(all)),
            message: format!(
                "“{}”: women and men together are more than everybody in {count} {}, such as {} against {}.",
                indicator.name,
                if count == 1 { "place and period" } else { "places and periods" },
                indicator.show(f64::from(parts)),
                indicator.show(f64::from(all))
            ),
            weight: f64::from(excess),
        });
    }
}
