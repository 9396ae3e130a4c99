mod figures;

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use crate::book::{Numbers, Shared};
use crate::domain::{
    AreaSet, Indicator, IndicatorCode, Observation, PeopleGroup, Period, PeriodLength, Subject,
    SubjectCode, UnitKind,
};
use crate::statistics::{FEWEST_SUBJECTS, median, standard_error};

use super::benchmark::Benchmark;
use super::catalogue::Catalogue;
use super::circle::Circle;
use super::counted::Counted;
use super::judging::{Core, Field};
use super::peers::{Peers, ended_before};
use figures::Figures;

/// Figures that were read for a question, by indicator and subject, each series in order of time.
#[derive(Default)]
pub(super) struct Held {
    by_indicator: HashMap<IndicatorCode, Figures>,
    /// Bare numbers of everybody for a period, where only they were read.
    numbers: HashMap<(IndicatorCode, Period), Arc<Numbers>>,
    /// The people group that they are of.
    group: PeopleGroup,
    /// Medians that were worked out already: among thousands of employers that takes a while.
    medians: RefCell<HashMap<(IndicatorCode, Period, Peers), Option<f64>>>,
}

impl Held {
    /// Sorts figures. What comes twice is kept once.
    pub(super) fn of(observations: impl IntoIterator<Item = Observation>) -> Self {
        Self::holding(figures::listed(observations))
    }

    /// Figures over time that are shared, a list each of an indicator and a subject.
    pub(super) fn over_time(lists: Vec<Shared>) -> Self {
        Self::holding(figures::over_time(lists))
    }

    /// Figures of one period that are shared, a list an indicator, each by subject.
    pub(super) fn of_period(lists: impl IntoIterator<Item = Shared>) -> Self {
        Self::holding(figures::of_period(lists))
    }

    /// The same with figures of everybody and with what was worked out.
    pub(super) fn and(self, shared: Option<&Shared>, worked_out: Vec<Observation>) -> Self {
        if shared.is_none() && worked_out.is_empty() {
            return self;
        }
        let own = self.by_indicator.values().flat_map(Figures::iter);
        let shared = shared.into_iter().flat_map(|list| list.iter());
        Self::of(own.chain(shared).cloned().chain(worked_out))
    }

    fn holding(by_indicator: HashMap<IndicatorCode, Figures>) -> Self {
        Self {
            by_indicator,
            ..Self::default()
        }
    }

    /// The same with the bare numbers of everybody in a people group for some periods.
    pub(super) fn with_numbers(
        self,
        numbers: HashMap<(IndicatorCode, Period), Arc<Numbers>>,
        group: &PeopleGroup,
    ) -> Self {
        Self {
            numbers,
            group: group.clone(),
            ..self
        }
    }

    /// Every figure of a subject.
    pub(super) fn all(&self, indicator: &IndicatorCode, subject: &SubjectCode) -> &[Observation] {
        let all = self.by_indicator.get(indicator);
        all.map_or(&[], |all| all.of(subject))
    }

    /// The figures of a subject that are of one kind of period with its latest one (METHODS M16).
    pub(super) fn series(
        &self,
        indicator: &IndicatorCode,
        subject: &SubjectCode,
    ) -> Vec<&Observation> {
        let all = self.all(indicator, subject);
        let kind = all.last().map(|last| last.period.kind());
        all.iter()
            .filter(|one| Some(one.period.kind()) == kind)
            .collect()
    }

    /// The period of every figure of an indicator, in no order.
    pub(super) fn periods(&self, indicator: &IndicatorCode) -> Vec<Period> {
        let all = self.by_indicator.get(indicator).into_iter();
        let all = all.flat_map(Figures::iter);
        let found: std::collections::HashSet<Period> = all.map(|one| one.period).collect();
        found.into_iter().collect()
    }

    /// The figure for one period.
    pub(super) fn at(
        &self,
        indicator: &IndicatorCode,
        subject: &SubjectCode,
        period: Period,
    ) -> Option<&Observation> {
        self.all(indicator, subject)
            .iter()
            .find(|one| one.period == period)
    }

    /// Every subject with a figure, withheld or not, for a period, by code.
    pub(super) fn everyone(
        &self,
        indicator: &IndicatorCode,
        period: Period,
    ) -> impl Iterator<Item = &Observation> {
        self.by_indicator
            .get(indicator)
            .into_iter()
            .flat_map(Figures::iter)
            .filter(move |one| one.period == period)
    }

    /// The numbers of a set of peers for a period, by code: no withheld ones, nobody who had ended, and of an old and a new
    /// code the new one.
    pub(super) fn numbers<'a>(
        &'a self,
        catalogue: &'a Catalogue,
        peers: Peers,
        indicator: &'a IndicatorCode,
        period: Period,
    ) -> Vec<(&'a Subject, f64)> {
        if let Some(counted) = self.counted(catalogue, peers, indicator, period) {
            return counted_of(catalogue, &counted);
        }
        self.everyone(indicator, period)
            .filter_map(|one| Some((catalogue.known(&one.subject)?, one.value()?)))
            .filter(|(subject, _)| self.counts(catalogue, subject, peers, indicator, period))
            .collect()
    }

    /// Whether a subject's figure counts among those of some peers.
    fn counts(
        &self,
        catalogue: &Catalogue,
        subject: &Subject,
        peers: Peers,
        indicator: &IndicatorCode,
        period: Period,
    ) -> bool {
        let why_not = || self.superseded(catalogue, subject, indicator, period);
        peers.contains(subject) && why_not().is_none()
    }

    /// The numbers of some peers as they are kept, where bare ones were read.
    fn counted(
        &self,
        catalogue: &Catalogue,
        peers: Peers,
        indicator: &IndicatorCode,
        period: Period,
    ) -> Option<Arc<Counted>> {
        let bare = self.bare(indicator, period)?;
        let key = (indicator.clone(), period, self.group.clone(), peers);
        Some(catalogue.counted.of(key, || {
            let known = bare.iter().filter_map(|(code, value)| {
                let (index, subject) = catalogue.known_at(code)?;
                Some((index, subject, (*value)?))
            });
            known
                .filter(|(_, subject, _)| self.counts(catalogue, subject, peers, indicator, period))
                .map(|(index, _, value)| (index, value))
                .collect()
        }))
    }

    fn bare(&self, indicator: &IndicatorCode, period: Period) -> Option<&Arc<Numbers>> {
        if self.numbers.is_empty() {
            return None;
        }
        self.numbers.get(&(indicator.clone(), period))
    }

    /// Whether a subject has a figure for a period, withheld or not.
    fn has(&self, indicator: &IndicatorCode, subject: &SubjectCode, period: Period) -> bool {
        match self.bare(indicator, period) {
            Some(bare) => bare.binary_search_by(|one| one.0.cmp(subject)).is_ok(),
            None => self.at(indicator, subject, period).is_some(),
        }
    }

    /// The median of a set of peers for a period; none for fewer than five.
    pub(super) fn median(
        &self,
        catalogue: &Catalogue,
        peers: Peers,
        indicator: &IndicatorCode,
        period: Period,
    ) -> Option<f64> {
        if let Some(counted) = self.counted(catalogue, peers, indicator, period) {
            return counted.middle();
        }
        let key = (indicator.clone(), period, peers);
        if let Some(known) = self.medians.borrow().get(&key) {
            return *known;
        }
        let numbers = self.numbers(catalogue, peers, indicator, period);
        let values: Vec<f64> = numbers.into_iter().map(|(_, value)| value).collect();
        let middle = (values.len() >= FEWEST_SUBJECTS)
            .then(|| median(&values))
            .flatten();
        self.medians.borrow_mut().insert(key, middle);
        middle
    }

    /// The median of a circle for a period; none for fewer than five.
    pub(super) fn median_of(
        &self,
        catalogue: &Catalogue,
        circle: &Circle,
        indicator: &IndicatorCode,
        period: Period,
    ) -> Option<f64> {
        let values: Vec<f64> = self
            .numbers(catalogue, circle.base, indicator, period)
            .into_iter()
            .filter(|(subject, _)| circle.contains(subject))
            .map(|(_, value)| value)
            .collect();
        (values.len() >= FEWEST_SUBJECTS)
            .then(|| median(&values))
            .flatten()
    }

    /// The peers for which an indicator is published: upper-tier authorities in the place of local ones where the figures are
    /// those of counties rather than of their districts.
    pub(super) fn published_for(
        &self,
        catalogue: &Catalogue,
        peers: Peers,
        indicator: &IndicatorCode,
        period: Period,
    ) -> Peers {
        let Peers::Areas(AreaSet::LocalAuthority, country) = peers else {
            return peers;
        };
        let upper = Peers::Areas(AreaSet::UpperTier, country);
        let count = |peers| match self.counted(catalogue, peers, indicator, period) {
            Some(counted) => counted.numbers.len(),
            None => self.numbers(catalogue, peers, indicator, period).len(),
        };
        if count(upper) > count(peers) {
            upper
        } else {
            peers
        }
    }

    /// Ranks, fifths and the like of a set of peers, where they are kept.
    pub(super) fn core(
        &self,
        catalogue: &Catalogue,
        peers: Peers,
        indicator: &Indicator,
        period: Period,
    ) -> Option<Arc<Core>> {
        let counted = self.counted(catalogue, peers, &indicator.code, period)?;
        Some(counted.core(indicator.polarity))
    }

    /// The field of a subject's peers for one indicator and period.
    pub(super) fn field<'a>(
        &'a self,
        catalogue: &'a Catalogue,
        peers: Option<Peers>,
        indicator: &'a Indicator,
        period: Period,
    ) -> Field<'a> {
        let Some(peers) = peers else {
            return Field::new(Vec::new(), indicator.polarity, String::new());
        };
        let peers = self.published_for(catalogue, peers, &indicator.code, period);
        if let Some(counted) = self.counted(catalogue, peers, &indicator.code, period) {
            let numbers = counted_of(catalogue, &counted);
            let core = counted.core(indicator.polarity);
            return Field::known(numbers, core, indicator.polarity, peers.plural());
        }
        let numbers = self.numbers(catalogue, peers, &indicator.code, period);
        Field::new(numbers, indicator.polarity, peers.plural())
    }

    /// The field in which a subject is judged beside a benchmark: an organisation among those whose median that is, everybody else
    /// among the peers.
    pub(super) fn field_beside<'a>(
        &'a self,
        catalogue: &'a Catalogue,
        (subject, peers): (&Subject, Option<Peers>),
        benchmark: &Benchmark,
        indicator: &'a Indicator,
        period: Period,
    ) -> Field<'a> {
        match benchmark {
            Benchmark::MedianOf(circle) if subject.level().is_none() => {
                let mut numbers = self.numbers(catalogue, circle.base, &indicator.code, period);
                numbers.retain(|(one, _)| circle.contains(one) || one.code == subject.code);
                Field::new(numbers, indicator.polarity, circle.words.clone())
            }
            Benchmark::Median(own @ Peers::Organisations(_)) if subject.level().is_none() => {
                self.field(catalogue, Some(*own), indicator, period)
            }
            _ => self.field(catalogue, peers, indicator, period),
        }
    }

    /// Why a subject's figure is not counted for a period: it had ended, or its successor has a figure too.
    pub(super) fn superseded(
        &self,
        catalogue: &Catalogue,
        subject: &Subject,
        indicator: &IndicatorCode,
        period: Period,
    ) -> Option<&'static str> {
        if ended_before(subject, period) {
            return Some("ended before the period");
        }
        subject
            .successor
            .iter()
            .chain(catalogue.lineage.descendants(&subject.code))
            .any(|next| self.has(indicator, next, period))
            .then_some("its successor has a figure too")
    }
}

/// Kept numbers with their subjects.
fn counted_of<'a>(catalogue: &'a Catalogue, counted: &Counted) -> Vec<(&'a Subject, f64)> {
    let of = |(index, value): &(usize, f64)| Some((catalogue.subjects.get(*index)?, *value));
    counted.numbers.iter().filter_map(of).collect()
}

/// Order of periods: by last day, the longer one last.
pub(super) fn order(period: Period) -> (jiff::civil::Date, u16) {
    let months = match period.length() {
        PeriodLength::Day | PeriodLength::Week => 0,
        PeriodLength::Months(months) => months,
    };
    (period.end(), months)
}

/// Published 95% limits of a figure.
pub(super) fn limits(one: &Observation) -> Option<(f64, f64)> {
    one.value()?;
    one.lower.zip(one.upper)
}

/// Count and denominator of a figure.
pub(super) fn count_of(one: &Observation) -> Option<(f64, f64)> {
    one.value()?;
    one.count.zip(one.denominator)
}

/// Standard error of a figure, where known.
pub(super) fn error_of(one: &Observation, indicator: &Indicator) -> Option<f64> {
    standard_error(
        limits(one),
        count_of(one),
        indicator.unit.kind == UnitKind::PerCent,
    )
}
