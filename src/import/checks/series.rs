use std::collections::{BTreeMap, HashMap};

use foldhash::fast::RandomState;

use crate::domain::{AreaSet, Period, SubjectKind};
use crate::import::{Observations, ReviewedSheet};

/// One figure of a series.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    /// Index into the subjects of the sheet.
    pub(super) subject: u32,
    /// Place of its period among the periods of the sheet in order of time, those of one kind together.
    pub(super) rank: u32,
    /// The number, unless it is withheld.
    pub(super) value: Option<f32>,
    /// Index into the figures of the sheet.
    pub(super) at: u32,
}

/// Which figures of a sheet are of one indicator and group. Wards and small areas are left out: they are many and move a lot.
pub(super) struct Series {
    /// Places of the figures, those of one indicator and group together.
    places: Vec<u32>,
    /// Where those of each indicator and group start among them.
    starts: BTreeMap<(u32, u32), usize>,
    /// Indices of the periods by rank.
    by_rank: Vec<u32>,
    /// The rank of each period.
    ranks: Vec<u32>,
}

/// The figures of one indicator and group.
pub(super) struct Block {
    pub(super) indicator: u32,
    pub(super) group: u32,
    pub(super) points: Vec<Point>,
}

impl Series {
    pub(super) fn new(sheet: &ReviewedSheet) -> Self {
        let mut by_rank: Vec<u32> = (0..sheet.periods.len() as u32).collect();
        by_rank.sort_by_key(|index| {
            let period = sheet.periods.get(*index as usize);
            period.map(|period| (period.kind(), period.end(), *period))
        });
        let mut ranks = vec![0_u32; by_rank.len()];
        for (rank, index) in (0..).zip(&by_rank) {
            if let Some(slot) = ranks.get_mut(*index as usize) {
                *slot = rank;
            }
        }
        let wanted: Vec<bool> = sheet
            .subjects
            .iter()
            .map(|subject| match subject.kind {
                SubjectKind::Organisation(_) => true,
                SubjectKind::Place(level) => AreaSet::of_level(level)
                    .is_some_and(|set| !matches!(set, AreaSet::Ward | AreaSet::SmallArea)),
            })
            .collect();
        let mut series = Self {
            places: Vec::new(),
            starts: BTreeMap::new(),
            by_rank,
            ranks,
        };
        series.sort(&sheet.observations, &wanted);
        series
    }

    /// Counts the figures of each indicator and group, and then puts their places where that count says: a million figures have
    /// nothing but one number each.
    fn sort(&mut self, figures: &Observations, wanted: &[bool]) {
        let wanted = || {
            (0..figures.len()).filter_map(|at| {
                let [indicator, subject, _, group] = figures.names(at)?;
                let is_wanted = wanted.get(subject as usize) == Some(&true);
                is_wanted.then_some((at as u32, (indicator, group)))
            })
        };
        let mut counts: HashMap<(u32, u32), usize, RandomState> = HashMap::default();
        for (_, of) in wanted() {
            *counts.entry(of).or_default() += 1;
        }
        self.starts = counts.iter().map(|(of, count)| (*of, *count)).collect();
        let mut all = 0;
        for (of, count) in &mut self.starts {
            let start = all;
            all += *count;
            *count = start;
            counts.insert(*of, start);
        }
        self.places = vec![0; all];
        for (at, of) in wanted() {
            if let Some(next) = counts.get_mut(&of)
                && let Some(place) = self.places.get_mut(*next)
            {
                *place = at;
                *next += 1;
            }
        }
    }

    /// The figures by indicator and group, one lot at a time; in each by subject, then in order of time.
    pub(super) fn blocks(&self, sheet: &ReviewedSheet) -> impl Iterator<Item = Block> {
        let ends = self.starts.values().skip(1).copied();
        let ends = ends.chain(std::iter::once(self.places.len()));
        self.starts
            .iter()
            .zip(ends)
            .map(|(((indicator, group), start), end)| {
                let places = self.places.get(*start..end).unwrap_or_default();
                let mut points: Vec<Point> = places
                    .iter()
                    .filter_map(|at| {
                        let figure = sheet.observations.bare(*at as usize)?;
                        Some(Point {
                            subject: figure.subject,
                            rank: self
                                .ranks
                                .get(figure.period as usize)
                                .copied()
                                .unwrap_or_default(),
                            value: figure.reading.value().map(|value| value as f32),
                            at: *at,
                        })
                    })
                    .collect();
                // As one number their order is found sooner than field by field.
                points.sort_by_key(|point| u64::from(point.subject) << 32 | u64::from(point.rank));
                Block {
                    indicator: *indicator,
                    group: *group,
                    points,
                }
            })
    }

    /// The period of a rank.
    pub(super) fn period(&self, sheet: &ReviewedSheet, rank: u32) -> Option<Period> {
        let index = self.by_rank.get(rank as usize)?;
        sheet.periods.get(*index as usize).copied()
    }
}

/// The middle value; nothing for no values. The order of the values is lost.
pub(super) fn middle(values: &mut [f32]) -> Option<f32> {
    let at = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let even = values.len().is_multiple_of(2);
    let (below, middle, _) = values.select_nth_unstable_by(at, f32::total_cmp);
    let middle = *middle;
    let other = below.iter().copied().max_by(f32::total_cmp);
    Some(match other {
        Some(other) if even => f32::midpoint(other, middle),
        _ => middle,
    })
}

/// Middle value and median absolute deviation, made comparable with a standard deviation.
pub(super) fn spread(values: &mut [f32]) -> Option<(f32, f32)> {
    let centre = middle(values)?;
    for value in values.iter_mut() {
        *value = (*value - centre).abs();
    }
    Some((centre, 1.4826 * middle(values)?))
}
