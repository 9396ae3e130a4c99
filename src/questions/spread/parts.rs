use std::collections::BTreeMap;

use super::super::catalogue::Catalogue;
use super::super::held::Held;
use super::super::ranking::{Among, Asked};
use super::super::shown::WithinBetween;
use crate::domain::{AreaSet, Indicator, Level, Period, Subject, SubjectCode, UnitKind};
use crate::questions::peers::Peers;
use crate::statistics::{Reason, SAME, TheilSplit, Weighted, theil_split};

/// A percentage whose mean lies nearer than this to 0 or 100 depends on which side is counted (METHODS M8, ours).
const NEAR_BOUNDS: f64 = 10.0;
/// Deepest chain of parents that is followed.
const DEEPEST: usize = 6;

/// How much of the inequality among places lies inside regions and how much between them, each place counted once (METHODS M8).
/// None for organisations, for places that are named one by one and for those that no two regions contain.
pub(super) fn of(asked: &Asked<'_>, held: &Held) -> Option<WithinBetween> {
    let Among::Set(peers) = &asked.among else {
        return None;
    };
    of_set(asked.catalogue, asked.indicator, *peers, held, asked.period)
}

/// The same of a set.
pub(in crate::questions) fn of_set(
    catalogue: &Catalogue,
    indicator: &Indicator,
    peers: Peers,
    held: &Held,
    period: Period,
) -> Option<WithinBetween> {
    let code = &indicator.code;
    let mut regions: BTreeMap<SubjectCode, (Level, Vec<Weighted>)> = BTreeMap::new();
    for (subject, value) in held.numbers(catalogue, peers, code, period) {
        let region = region_of(catalogue, subject)?;
        let of_region = regions
            .entry(region.code.clone())
            .or_insert_with(|| (region.level().unwrap_or(Level::Other), Vec::new()));
        of_region.1.push(Weighted { value, weight: 1.0 });
    }
    if regions.len() < 2 {
        return None;
    }
    let members = catalogue
        .subjects
        .iter()
        .filter(|one| peers.contains(one) && !one.has_ended())
        .filter(|one| {
            region_of(catalogue, one).is_some_and(|region| regions.contains_key(&region.code))
        })
        .count();
    let countries = regions.values().any(|(level, _)| *level == Level::Country);
    let figures: Vec<Vec<Weighted>> = regions.into_values().map(|(_, figures)| figures).collect();
    let held: usize = figures.iter().map(Vec::len).sum();
    let split = split(indicator.unit.kind, &figures, members.max(held));
    Some(WithinBetween {
        of: if countries {
            "regions and countries".to_owned()
        } else {
            AreaSet::Region.plural().to_owned()
        },
        regions: figures.len(),
        within: split
            .as_ref()
            .ok()
            .map(|split| 100.0 * split.share_within()),
        reason: split
            .err()
            .map(|reason| reason.in_words().to_owned())
            .unwrap_or_default(),
    })
}

fn split(unit: UnitKind, regions: &[Vec<Weighted>], members: usize) -> Result<TheilSplit, Reason> {
    if matches!(
        unit,
        UnitKind::Score | UnitKind::Index | UnitKind::PercentagePoints
    ) {
        return Err(Reason::NotComparable);
    }
    let split = theil_split(regions, members as f64)?;
    let values = || regions.iter().flatten().map(|figure| figure.value);
    let mean = values().sum::<f64>() / values().count().max(1) as f64;
    if unit == UnitKind::PerCent && !(NEAR_BOUNDS..=100.0 - NEAR_BOUNDS).contains(&mean) {
        return Err(Reason::NearBounds);
    }
    if split.within + split.between < SAME {
        return Err(Reason::NoSpread);
    }
    Ok(split)
}

/// The region of England, or the country, that contains a place.
pub(super) fn region_of<'a>(catalogue: &'a Catalogue, subject: &Subject) -> Option<&'a Subject> {
    let mut code = subject.parent.as_ref()?;
    for _ in 0..DEEPEST {
        let parent = catalogue.known(code)?;
        match parent.level()? {
            Level::Region => return Some(parent),
            Level::Country => {
                return (!parent.code.0.starts_with('E')).then_some(parent);
            }
            _ => code = parent.parent.as_ref()?,
        }
    }
    None
}
