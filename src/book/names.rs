//! All names of a book at one revision: what the row numbers beside a figure stand for, and how figures are ordered by them.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use rusqlite::Connection;

use super::breakdowns::{self, GroupId, PeriodId};
use super::figure_sources;
use super::imports::{self, SheetId};
use super::indicators::{self, IndicatorId};
use super::kinds::Kinds;
use super::past::Past;
use super::slices::Slices;
use super::subjects::{self, SubjectId};
use crate::domain::{
    AsOf, IdKind, Indicator, IndicatorCode, Level, OrganisationType, PeopleGroup, Period, Source,
    Subject, SubjectCode, SubjectKind,
};

pub(super) struct Names {
    pub(super) revision: u64,
    /// What there was, where a day in the past is looked at.
    pub(super) past: Option<Past>,
    pub(super) indicators: HashMap<IndicatorId, Indicator>,
    pub(super) subjects: HashMap<SubjectId, Subject>,
    pub(super) periods: HashMap<PeriodId, Period>,
    pub(super) groups: HashMap<GroupId, PeopleGroup>,
    pub(super) sheets: HashMap<SheetId, (u32, String)>,
    /// Sources of figures that have one of their own, by sheet.
    pub(super) sources: HashMap<SheetId, Arc<Source>>,
    pub(super) indicator_ids: HashMap<IndicatorCode, IndicatorId>,
    pub(super) subject_ids: HashMap<SubjectCode, SubjectId>,
    /// Which row numbers are those of places and which of organisations.
    pub(super) kinds: Kinds,
    /// What was read of the figures at this revision.
    pub(super) slices: Slices,
    subject_ranks: HashMap<SubjectId, u32>,
    period_ranks: HashMap<PeriodId, u32>,
    group_ranks: HashMap<GroupId, u32>,
}

/// The place of each row number when they are ordered by what they stand for.
fn ranks<T, K: Ord>(named: &HashMap<i64, T>, key: impl Fn(&T) -> K) -> HashMap<i64, u32> {
    let mut order: Vec<(K, i64)> = named.iter().map(|(id, of)| (key(of), *id)).collect();
    order.sort();
    order
        .into_iter()
        .zip(0u32..)
        .map(|((_, id), rank)| (id, rank))
        .collect()
}

fn ids<T, K: Eq + Hash>(named: &HashMap<i64, T>, key: impl Fn(&T) -> K) -> HashMap<K, i64> {
    named.iter().map(|(id, of)| (key(of), *id)).collect()
}

impl Names {
    /// Reads the names; as of a moment only of what had figures then, each as it is called today.
    pub(super) fn read(
        connection: &Connection,
        revision: u64,
        as_of: Option<AsOf>,
    ) -> rusqlite::Result<Self> {
        let mut indicators = indicators::all(connection)?;
        let mut subjects = subjects::all(connection)?;
        let past = match as_of {
            Some(as_of) => Some(Past::read(connection, as_of)?),
            None => None,
        };
        if let Some(past) = &past {
            let known: HashSet<IndicatorId> = past.coverage.keys().map(|key| key.0).collect();
            indicators.retain(|id, _| known.contains(id));
            subjects.retain(|id, _| past.subjects.contains(id));
        }
        let periods = breakdowns::periods(connection)?;
        let groups = breakdowns::groups(connection)?;
        Ok(Self {
            revision,
            past,
            indicator_ids: ids(&indicators, |indicator| indicator.code.clone()),
            subject_ids: ids(&subjects, |subject| subject.code.clone()),
            subject_ranks: ranks(&subjects, |subject| subject.code.clone()),
            period_ranks: ranks(&periods, |period| *period),
            group_ranks: ranks(&groups, Clone::clone),
            sheets: imports::sheets(connection)?,
            sources: figure_sources::all(connection)?,
            kinds: Kinds::of(&subjects),
            slices: Slices::default(),
            indicators,
            subjects,
            periods,
            groups,
        })
    }

    /// The indicators of some codes, or all of them for none, each once and by code.
    pub(super) fn indicators_by_code(
        &self,
        codes: &[IndicatorCode],
    ) -> Vec<(IndicatorId, &Indicator)> {
        let mut found: Vec<_> = if codes.is_empty() {
            self.indicators.iter().map(|(id, of)| (*id, of)).collect()
        } else {
            let ids = codes.iter().filter_map(|code| self.indicator_ids.get(code));
            ids.filter_map(|id| Some((*id, self.indicators.get(id)?)))
                .collect()
        };
        found.sort_by(|a, b| a.1.code.cmp(&b.1.code));
        found.dedup_by_key(|one| one.0);
        found
    }

    /// An indicator by its code.
    pub(super) fn indicator(&self, code: &IndicatorCode) -> Option<(IndicatorId, &Indicator)> {
        let id = *self.indicator_ids.get(code)?;
        Some((id, self.indicators.get(&id)?))
    }

    /// The row numbers of an indicator, a period and a people group that figures may have.
    pub(super) fn key(
        &self,
        indicator: &IndicatorCode,
        period: Period,
        group: &PeopleGroup,
    ) -> Option<((IndicatorId, PeriodId, GroupId), &Indicator)> {
        let (id, indicator) = self.indicator(indicator)?;
        let (period, _) = self.periods.iter().find(|(_, of)| **of == period)?;
        let (group, _) = self.groups.iter().find(|(_, of)| *of == group)?;
        Some(((id, *period, *group), indicator))
    }

    /// Where a figure stands among those of its indicator.
    pub(super) fn rank(&self, subject: SubjectId, period: PeriodId, group: GroupId) -> [u32; 3] {
        let of = |ranks: &HashMap<i64, u32>, id: i64| ranks.get(&id).copied().unwrap_or(u32::MAX);
        [
            of(&self.subject_ranks, subject),
            of(&self.period_ranks, period),
            of(&self.group_ranks, group),
        ]
    }

    /// The subjects by kind, level and name: places first, wide before narrow.
    pub(super) fn sorted_subjects(&self) -> Vec<Subject> {
        let mut all: Vec<Subject> = self.subjects.values().cloned().collect();
        let place = |level: Level| Level::ALL.iter().position(|of| *of == level);
        let kind = |kind: OrganisationType| OrganisationType::ALL.iter().position(|of| *of == kind);
        all.sort_by_cached_key(|subject| {
            let (first, second) = match subject.kind {
                SubjectKind::Place(level) => (0, place(level)),
                SubjectKind::Organisation(of) => (1, kind(of)),
            };
            (
                first,
                second,
                subject.name.to_lowercase(),
                subject.code.clone(),
            )
        });
        all
    }

    /// A subject by its code, or by an identifier in any register; letters may be of either case.
    pub(super) fn subject(&self, code: &SubjectCode) -> Option<&Subject> {
        let exact = |code: &SubjectCode| {
            self.subject_ids
                .get(code)
                .and_then(|id| self.subjects.get(id))
        };
        let wanted = code.0.trim();
        exact(code)
            .or_else(|| exact(&SubjectCode(wanted.to_uppercase())))
            .or_else(|| {
                self.subjects
                    .values()
                    .filter_map(|subject| Some((register(subject, wanted)?, subject)))
                    .min_by(|a, b| (a.0, &a.1.code).cmp(&(b.0, &b.1.code)))
                    .map(|(_, subject)| subject)
            })
    }
}

/// The register in which the subject has this identifier; one that has not ended goes first.
fn register(subject: &Subject, wanted: &str) -> Option<(bool, Reverse<bool>, usize)> {
    let has = |id: &str| id.eq_ignore_ascii_case(wanted);
    let register = subject
        .ids
        .iter()
        .filter(|(_, id)| has(id))
        .filter_map(|(kind, _)| IdKind::ALL.iter().position(|of| of == kind))
        .min();
    let own = has(&subject.code.0);
    match register {
        Some(register) => Some((subject.has_ended(), Reverse(own), register)),
        None => own.then_some((subject.has_ended(), Reverse(true), usize::MAX)),
    }
}
