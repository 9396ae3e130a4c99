//! Figures in memory: read for one question, or shared with others as the book keeps them.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use super::order;
use crate::book::Shared;
use crate::domain::{IndicatorCode, Observation, SubjectCode};

/// Figures of one indicator.
pub(super) enum Figures {
    /// By subject, then in order of time.
    Listed(Shared),
    /// A list a subject in order of time, by subject.
    OverTime(Vec<Shared>),
}

impl Figures {
    /// The lists, by subject.
    fn lists(&self) -> &[Shared] {
        match self {
            Self::Listed(list) => std::slice::from_ref(list),
            Self::OverTime(lists) => lists,
        }
    }

    /// All of them, by subject and then in order of time.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Observation> {
        self.lists().iter().flat_map(|list| list.iter())
    }

    /// Those of a subject.
    pub(super) fn of(&self, subject: &SubjectCode) -> &[Observation] {
        match self {
            Self::OverTime(lists) => {
                let code = |list: &Shared| list.first().map(|one| one.subject.cmp(subject));
                let at = lists.binary_search_by(|list| code(list).unwrap_or(Ordering::Less));
                let list = at.ok().and_then(|at| lists.get(at));
                list.map_or(&[], |list| list.as_slice())
            }
            Self::Listed(list) => {
                let from = list.partition_point(|one| one.subject < *subject);
                let rest = list.get(from..).unwrap_or_default();
                let others = rest.iter().position(|one| one.subject != *subject);
                rest.get(..others.unwrap_or(rest.len())).unwrap_or_default()
            }
        }
    }
}

/// Sorts figures into one list an indicator. What comes twice is kept once.
pub(super) fn listed(
    observations: impl IntoIterator<Item = Observation>,
) -> HashMap<IndicatorCode, Figures> {
    let mut all: HashMap<IndicatorCode, Vec<Observation>> = HashMap::new();
    let mut of_one: Vec<Observation> = Vec::new();
    let mut put = |mut of_one: Vec<Observation>| {
        let Some(first) = of_one.first() else { return };
        match all.get_mut(&first.indicator) {
            Some(all) => all.append(&mut of_one),
            None => {
                all.insert(first.indicator.clone(), of_one);
            }
        }
    };
    for observation in observations {
        if of_one
            .last()
            .is_some_and(|last| last.indicator != observation.indicator)
        {
            put(std::mem::take(&mut of_one));
        }
        of_one.push(observation);
    }
    put(of_one);
    let sorted = |(code, mut list): (IndicatorCode, Vec<Observation>)| {
        list.sort_by(|a, b| a.subject.cmp(&b.subject).then_with(|| by_time(a, b)));
        list.dedup_by(|a, b| a.subject == b.subject && a.period == b.period);
        (code, Figures::Listed(Arc::new(list)))
    };
    all.into_iter().map(sorted).collect()
}

/// Lists of an indicator and a subject each, by indicator.
pub(super) fn over_time(lists: Vec<Shared>) -> HashMap<IndicatorCode, Figures> {
    let mut all: HashMap<IndicatorCode, Vec<Shared>> = HashMap::new();
    for mut list in lists {
        if !list.is_sorted_by(|a, b| by_time(a, b).is_le()) {
            Arc::make_mut(&mut list).sort_by(by_time);
        }
        let Some(first) = list.first() else { continue };
        match all.get_mut(&first.indicator) {
            Some(all) => all.push(list),
            None => {
                all.insert(first.indicator.clone(), vec![list]);
            }
        }
    }
    let subject = |list: &Shared| list.first().map(|one| one.subject.clone());
    let sorted = |(code, mut lists): (IndicatorCode, Vec<Shared>)| {
        lists.sort_by_cached_key(subject);
        lists.dedup_by(|a, b| subject(a) == subject(b));
        (code, Figures::OverTime(lists))
    };
    all.into_iter().map(sorted).collect()
}

/// Lists of an indicator and a period each, by indicator.
pub(super) fn of_period(
    lists: impl IntoIterator<Item = Shared>,
) -> HashMap<IndicatorCode, Figures> {
    let named = |list: Shared| {
        let code = list.first()?.indicator.clone();
        Some((code, Figures::Listed(list)))
    };
    lists.into_iter().filter_map(named).collect()
}

/// Order of figures of one subject.
fn by_time(a: &Observation, b: &Observation) -> Ordering {
    order(a.period).cmp(&order(b.period))
}
