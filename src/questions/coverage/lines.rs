use std::collections::{BTreeMap, BTreeSet};

use super::super::catalogue::Catalogue;
use super::super::peers::ended_before;
use super::super::wording;
use crate::domain::{AreaSet, Indicator, Observation, PeopleGroup, Period, Subject};

/// What one line of a grid is about: those of its figures are counted that it takes.
pub(super) struct Line<'a> {
    pub(super) name: String,
    pub(super) indicator: &'a Indicator,
    pub(super) subject: Option<&'a Subject>,
    /// The figures of the line.
    pub(super) figures: Vec<&'a Observation>,
    /// How many figures each period could have: the most subjects that any line has for it; one for a line about one figure.
    pub(super) expected: BTreeMap<Period, usize>,
}

/// A line a subject; each could have a figure for every period for which any has one.
pub(super) fn subject_lines<'a>(
    indicator: &'a Indicator,
    subjects: &[&'a Subject],
    all: &'a [Observation],
) -> Vec<Line<'a>> {
    let codes: BTreeSet<_> = subjects.iter().map(|one| &one.code).collect();
    let expected: BTreeMap<Period, usize> = all
        .iter()
        .filter(|one| codes.contains(&one.subject))
        .map(|one| (one.period, 1))
        .collect();
    let mut by_code: BTreeMap<_, Vec<&Observation>> = BTreeMap::new();
    for one in all {
        by_code.entry(&one.subject).or_default().push(one);
    }
    subjects
        .iter()
        .map(|subject| Line {
            name: subject.name.clone(),
            indicator,
            subject: Some(subject),
            figures: by_code.remove(&subject.code).unwrap_or_default(),
            expected: expected
                .iter()
                .filter(|(period, _)| {
                    let began = subject.from.is_none_or(|from| from <= period.end());
                    began && !ended_before(subject, **period)
                })
                .map(|(period, count)| (*period, *count))
                .collect(),
        })
        .collect()
}

/// A line a people group; each could have as many figures for a period as the fullest has.
pub(super) fn group_lines<'a>(
    indicator: &'a Indicator,
    groups: &BTreeSet<&'a PeopleGroup>,
    all: &'a [Observation],
) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = groups
        .iter()
        .map(|group| Line {
            name: group.to_string(),
            indicator,
            subject: None,
            figures: all.iter().filter(|one| one.group == **group).collect(),
            expected: BTreeMap::new(),
        })
        .collect();
    let mut fullest: BTreeMap<Period, usize> = BTreeMap::new();
    for line in &lines {
        for (period, count) in counts(&line.figures) {
            let most = fullest.entry(period).or_default();
            *most = (*most).max(count);
        }
    }
    for line in &mut lines {
        line.expected.clone_from(&fullest);
    }
    lines
}

/// A line a level of places, or organisations; how many could have a figure is not known.
pub(super) fn kind_lines<'a>(
    catalogue: &'a Catalogue,
    indicator: &'a Indicator,
    all: &'a [Observation],
) -> Vec<Line<'a>> {
    // A unitary authority counts once: of the upper tier only the counties have a line of their own.
    let kind = |one: &Observation| {
        let subject = catalogue.known(&one.subject)?;
        let Some(level) = subject.level() else {
            return Some((AreaSet::ALL.len() + 1, "Organisations".to_owned()));
        };
        let place = AreaSet::ALL
            .into_iter()
            .filter(|set| *set != AreaSet::UpperTier)
            .position(|set| set.contains(level));
        let sets = AreaSet::ALL
            .into_iter()
            .filter(|set| *set != AreaSet::UpperTier);
        Some(match place.and_then(|at| sets.clone().nth(at)) {
            Some(set) => (place.unwrap_or_default(), wording::sentence(set.plural())),
            None => (AreaSet::ALL.len(), wording::sentence(&level.plural())),
        })
    };
    let mut lines: BTreeMap<(usize, String), Vec<&Observation>> = BTreeMap::new();
    for one in all {
        if let Some(kind) = kind(one) {
            lines.entry(kind).or_default().push(one);
        }
    }
    lines
        .into_iter()
        .map(|((_, name), figures)| (name, figures))
        .filter(|(_, figures)| !figures.is_empty())
        .map(|(name, figures)| Line {
            name,
            indicator,
            subject: None,
            figures,
            expected: BTreeMap::new(),
        })
        .collect()
}

/// Figures a period.
fn counts(figures: &[&Observation]) -> BTreeMap<Period, usize> {
    let mut counts = BTreeMap::new();
    for one in figures {
        *counts.entry(one.period).or_default() += 1;
    }
    counts
}
