use std::sync::Arc;

use super::answer::{Judgement, Row, Spread};
use super::benchmark::{Benchmark, BenchmarkFigure};
use crate::domain::{Observation, Polarity, Subject, SubjectCode, SubjectKind};
use crate::statistics::{
    FEWEST_SUBJECTS, Place, Reason, Standing, benefit_mad, fifths, judge_by_interval, judge_by_mad,
    median, quantile, ranks,
};

use super::held::limits;

/// Judged by the published interval.
pub(super) const BY_INTERVAL: &str = "by 95% interval";
/// Judged by position among places.
pub(super) const BY_MAD: &str = "by ±1 MAD";
/// Judged by position among organisations.
pub(super) const BY_FIFTHS: &str = "by fifths";

/// What follows from numbers, whosever they are.
#[derive(Debug)]
pub(super) struct Core {
    count: usize,
    fifths: Result<Vec<u8>, Reason>,
    mad: Result<f64, Reason>,
    places: Vec<Place>,
    ranks: Vec<(u32, bool)>,
    spread: Option<Spread>,
}

impl Core {
    /// Of numbers in the order of their subjects' codes.
    pub(super) fn of(mut values: Vec<f64>, polarity: Polarity) -> Self {
        let places = ranks(&values, polarity);
        let mut by_index = vec![(0, false); values.len()];
        for place in &places {
            if let Some(slot) = by_index.get_mut(place.index) {
                *slot = (place.rank, place.tied);
            }
        }
        let mad = benefit_mad(&values, polarity);
        Self {
            count: values.len(),
            fifths: fifths(&values, polarity),
            spread: {
                values.sort_by(f64::total_cmp);
                spread(values, *mad.as_ref().unwrap_or(&0.0))
            },
            mad,
            places,
            ranks: by_index,
        }
    }
}

/// Where numbers lie, which come in order; none for fewer than five.
fn spread(values: Vec<f64>, mad: f64) -> Option<Spread> {
    if values.len() < FEWEST_SUBJECTS {
        return None;
    }
    Some(Spread {
        lowest: *values.first()?,
        quarter: quantile(&values, 0.25)?,
        median: median(&values)?,
        three_quarters: quantile(&values, 0.75)?,
        highest: *values.last()?,
        mad,
        values,
        peers: String::new(),
    })
}

/// The numbers of the peers of one indicator and period with what follows from them; worked out once for all rows.
pub(super) struct Field<'a> {
    numbers: Vec<(&'a Subject, f64)>,
    core: Arc<Core>,
    words: String,
    polarity: Polarity,
}

impl<'a> Field<'a> {
    /// The field of these numbers, in the order of codes.
    pub(super) fn new(numbers: Vec<(&'a Subject, f64)>, polarity: Polarity, words: String) -> Self {
        let values = numbers.iter().map(|(_, value)| *value).collect();
        Self {
            core: Arc::new(Core::of(values, polarity)),
            numbers,
            words,
            polarity,
        }
    }

    /// The field of numbers of which everything is worked out already.
    pub(super) fn known(
        numbers: Vec<(&'a Subject, f64)>,
        core: Arc<Core>,
        polarity: Polarity,
        words: String,
    ) -> Self {
        Self {
            numbers,
            core,
            words,
            polarity,
        }
    }

    /// The subjects in order of rank, each with its place among the numbers.
    pub(super) fn ranked(&self) -> impl Iterator<Item = (&'a Subject, &Place)> {
        let places = self.core.places.iter();
        places.filter_map(|place| Some((self.numbers.get(place.index)?.0, place)))
    }

    /// Of each number the figure among some that come by code too.
    pub(super) fn figures<'h>(
        &self,
        all: impl Iterator<Item = &'h Observation>,
    ) -> Vec<Option<&'h Observation>> {
        let mut all = all.peekable();
        let mut of = |code: &SubjectCode| {
            while all.next_if(|one| one.subject < *code).is_some() {}
            all.next_if(|one| one.subject == *code)
        };
        let subjects = self.numbers.iter();
        subjects.map(|(subject, _)| of(&subject.code)).collect()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.core.count
    }

    fn index(&self, subject: &Subject) -> Option<usize> {
        self.numbers
            .binary_search_by(|(one, _)| one.code.cmp(&subject.code))
            .ok()
    }

    /// The place of a subject among the numbers, which is probably `likely`.
    pub(super) fn place(&self, subject: &Subject, likely: usize) -> Option<usize> {
        let there = self.numbers.get(likely);
        if there.is_some_and(|(one, _)| std::ptr::eq(*one, subject)) {
            return Some(likely);
        }
        self.index(subject)
    }

    /// Where the peers lie; none for fewer than five.
    pub(super) fn spread(&self) -> Option<Box<Spread>> {
        let spread = self.core.spread.clone()?;
        Some(Box::new(Spread {
            peers: self.words.clone(),
            ..spread
        }))
    }

    /// Judges a figure against the benchmark's: by its interval, else by position (METHODS M3).
    fn judge(
        &self,
        (subject, index): (&Subject, Option<usize>),
        one: &Observation,
        benchmark: Option<BenchmarkFigure>,
    ) -> (Judgement, &'static str) {
        let Some(value) = one.value() else {
            return (Judgement::NotCompared, Reason::Withheld.in_words());
        };
        if let SubjectKind::Organisation(_) = subject.kind
            && limits(one).is_none()
        {
            return match (&self.core.fifths, index) {
                (Ok(fifths), Some(index)) => {
                    let fifth = fifths.get(index).copied().unwrap_or(3);
                    (Judgement::Fifth(fifth), BY_FIFTHS)
                }
                (Err(reason), _) => (Judgement::NotCompared, reason.in_words()),
                (Ok(_), None) => (Judgement::NotCompared, Reason::NotComparable.in_words()),
            };
        }
        let Some(benchmark) = benchmark else {
            return (Judgement::NotCompared, Reason::NoBenchmark.in_words());
        };
        if let Some(limits) = limits(one) {
            let standing = judge_by_interval(limits, benchmark.value, self.polarity);
            return (standing.into(), BY_INTERVAL);
        }
        match &self.core.mad {
            Ok(mad) => {
                let standing = judge_by_mad(value, benchmark.value, *mad, self.polarity);
                (standing.into(), BY_MAD)
            }
            Err(_) => (Judgement::NotCompared, Reason::NoInterval.in_words()),
        }
    }

    /// Fills a row's judgement, benchmark, difference and rank.
    pub(super) fn fill(
        &self,
        row: &mut Row,
        subject: &Subject,
        one: &Observation,
        benchmark: &Benchmark,
        figure: Option<BenchmarkFigure>,
    ) {
        let known = (subject, self.index(subject));
        self.fill_known(row, known, one, (benchmark, figure));
    }

    /// The same of a subject whose place among the numbers is known.
    pub(super) fn fill_known(
        &self,
        row: &mut Row,
        (subject, index): (&Subject, Option<usize>),
        one: &Observation,
        (benchmark, figure): (&Benchmark, Option<BenchmarkFigure>),
    ) {
        if benchmark.is(&subject.code) {
            row.judgement = Some(Judgement::NotCompared);
            row.judged_by = Reason::SameSubject.in_words().into();
        } else {
            let (judgement, by) = self.judge((subject, index), one, figure);
            row.judgement = Some(judgement);
            row.judged_by = by.into();
            row.benchmark = figure.map(|figure| figure.value);
            row.difference = one
                .value()
                .zip(row.benchmark)
                .map(|(value, benchmark)| value - benchmark);
        }
        let rank = index.and_then(|index| self.core.ranks.get(index));
        if let Some((rank, tied)) = rank.copied() {
            row.rank = Some(rank);
            row.tied = tied;
        }
    }
}

impl From<Standing> for Judgement {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Better => Self::Better,
            Standing::Similar => Self::Similar,
            Standing::Worse => Self::Worse,
            Standing::Higher => Self::Higher,
            Standing::Lower => Self::Lower,
        }
    }
}

/// How many were judged how. Indicators without polarity are counted by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) better: usize,
    pub(super) similar: usize,
    pub(super) worse: usize,
    pub(super) not_compared: usize,
    pub(super) not_judged: usize,
}

impl Tally {
    /// Counts rows.
    pub(super) fn of<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Self {
        let mut tally = Self::default();
        for row in rows {
            let compared = !matches!(row.judgement, None | Some(Judgement::NotCompared));
            if compared && row.polarity == Polarity::None {
                tally.not_judged += 1;
                continue;
            }
            match row.judgement {
                Some(Judgement::Better | Judgement::Fifth(4..)) => tally.better += 1,
                Some(Judgement::Similar | Judgement::Fifth(3)) => tally.similar += 1,
                Some(Judgement::Worse | Judgement::Fifth(_)) => tally.worse += 1,
                Some(Judgement::Higher | Judgement::Lower) => tally.not_judged += 1,
                Some(Judgement::NotCompared) | None => tally.not_compared += 1,
            }
        }
        tally
    }

    /// Indicators that count as better or worse, or could.
    pub(super) fn judged(self) -> usize {
        self.better + self.similar + self.worse + self.not_compared
    }
}

/// Whether a row was judged worse, or lies in the two fifths furthest from good.
pub(super) fn is_worse(row: &Row) -> bool {
    row.polarity != Polarity::None
        && matches!(
            row.judgement,
            Some(Judgement::Worse | Judgement::Fifth(1 | 2))
        )
}
