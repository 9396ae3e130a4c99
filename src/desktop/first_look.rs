use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::address::{Address, IndicatorAsk};
use crate::domain::{IndicatorCode, PeopleGroup, SubjectCode, SubjectKind};
use crate::import::{ReviewedFile, ReviewedSheet};

/// What is shown first of a file that was imported: a chart with figures in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstLook {
    /// The indicator, over time or over subjects.
    pub address: Address,
    /// All people where they have figures, else the group that has most.
    pub group: PeopleGroup,
    /// Subjects with a number, those with most periods first, and of them those of the commonest kind.
    pub subjects: Vec<SubjectCode>,
    /// Whether most of them are organisations.
    pub of_organisations: bool,
}

/// Numbers enough for a chart.
const A_CHART: usize = 8;

/// Most subjects that are remembered of a file.
const MOST_SUBJECTS: usize = 500;

impl FirstLook {
    /// The first indicator that the book does not hold yet and that has a chart's worth of numbers; the first of all where all are
    /// held. Nothing where no figure is a number.
    pub(super) fn of(review: &ReviewedFile, held: &HashSet<IndicatorCode>) -> Option<Self> {
        let mut candidates = Vec::new();
        for (at, sheet) in review.sheets.iter().enumerate() {
            let mut numbers: HashMap<(u32, u32), usize> = HashMap::new();
            for figure in &sheet.observations {
                if figure.reading.value().is_some() {
                    *numbers.entry((figure.indicator, figure.group)).or_default() += 1;
                }
            }
            for ((indicator, group), count) in numbers {
                let code = &sheet.indicators.get(indicator as usize)?.code;
                let is_all = sheet.groups.get(group as usize)?.is_all();
                let worth = (!held.contains(code), is_all);
                candidates.push((worth, (at, indicator, Reverse(count), group)));
            }
        }
        let best = candidates.iter().map(|(worth, _)| *worth).max()?;
        candidates.retain(|(worth, _)| *worth == best);
        let most = candidates.iter().map(|(_, (.., count, _))| count.0).max()?;
        let (at, indicator, _, group) = candidates
            .into_iter()
            .map(|(_, one)| one)
            .filter(|(.., count, _)| count.0 >= most.min(A_CHART))
            .min()?;
        look(review.sheets.get(at)?, indicator, group)
    }
}

fn look(sheet: &ReviewedSheet, indicator: u32, group: u32) -> Option<FirstLook> {
    let mut periods: HashMap<u32, BTreeSet<u32>> = HashMap::new();
    for figure in &sheet.observations {
        let is_shown = figure.indicator == indicator && figure.group == group;
        if is_shown && figure.reading.value().is_some() {
            periods
                .entry(figure.subject)
                .or_default()
                .insert(figure.period);
        }
    }
    let kind = |subject: u32| sheet.subjects.get(subject as usize).map(|one| one.kind);
    let mut alike: HashMap<Option<SubjectKind>, usize> = HashMap::new();
    for subject in periods.keys() {
        *alike.entry(kind(*subject)).or_default() += 1;
    }
    let alike = |subject: u32| alike.get(&kind(subject)).copied();
    let mut subjects: Vec<(Reverse<usize>, Reverse<Option<usize>>, u32)> = periods
        .iter()
        .map(|(subject, periods)| (Reverse(periods.len()), Reverse(alike(*subject)), *subject))
        .collect();
    subjects.sort_unstable();
    let (periods_of_first, _, first) = subjects.first()?;
    let over_time = periods_of_first.0 > 1;
    let of_organisations = matches!(kind(*first), Some(SubjectKind::Organisation(_)));
    Some(FirstLook {
        address: Address::Indicator {
            code: sheet.indicators.get(indicator as usize)?.code.clone(),
            ask: if over_time || subjects.len() < 2 {
                IndicatorAsk::Trend
            } else {
                IndicatorAsk::Ranking
            },
        },
        group: sheet.groups.get(group as usize)?.clone(),
        of_organisations,
        subjects: subjects
            .into_iter()
            .take(MOST_SUBJECTS)
            .filter_map(|(.., subject)| Some(sheet.subjects.get(subject as usize)?.code.clone()))
            .collect(),
    })
}
