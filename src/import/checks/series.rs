use crate::domain::{AreaSet, Period, SubjectKind};
use crate::import::{ReviewedObservation, ReviewedSheet};

/// A figure as the checks need it, small: a sheet may hold a million.
#[derive(Clone, Copy, Debug)]
struct Record {
    /// Indicator, group, subject and period in one number, in the order in which figures are looked at.
    key: u64,
    /// Not a number where the figure is withheld.
    value: f32,
    at: u32,
}

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

/// The figures of a sheet by indicator and group, then by subject, then in order of time. Wards and small areas are left out:
/// they are many and move a lot.
pub(super) struct Series {
    records: Vec<Record>,
    subjects: u64,
    groups: u64,
    /// Indices of the periods by rank.
    by_rank: Vec<u32>,
    /// The rank of each period.
    ranks: Vec<u64>,
    /// Which subjects are looked at.
    wanted: Vec<bool>,
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
        let mut ranks = vec![0_u64; by_rank.len()];
        for (rank, index) in (0..).zip(&by_rank) {
            if let Some(slot) = ranks.get_mut(*index as usize) {
                *slot = rank;
            }
        }
        let wanted = sheet
            .subjects
            .iter()
            .map(|subject| match subject.kind {
                SubjectKind::Organisation(_) => true,
                SubjectKind::Place(level) => AreaSet::of_level(level)
                    .is_some_and(|set| !matches!(set, AreaSet::Ward | AreaSet::SmallArea)),
            })
            .collect();
        Self {
            records: Vec::with_capacity(sheet.observations.len()),
            subjects: sheet.subjects.len().max(1) as u64,
            groups: sheet.groups.len().max(1) as u64,
            by_rank,
            ranks,
            wanted,
        }
    }

    /// Takes a figure in.
    pub(super) fn saw(&mut self, at: u32, one: &ReviewedObservation) {
        if self.wanted.get(one.subject as usize) != Some(&true) {
            return;
        }
        let rank = self.ranks.get(one.period as usize).copied();
        let series = u64::from(one.indicator) * self.groups + u64::from(one.group);
        let of_subject = series * self.subjects + u64::from(one.subject);
        let periods = self.by_rank.len().max(1) as u64;
        self.records.push(Record {
            key: of_subject * periods + rank.unwrap_or_default(),
            value: one.reading.value().map_or(f32::NAN, |value| value as f32),
            at,
        });
    }

    /// Puts the figures in order, once all are in.
    pub(super) fn sort(&mut self) {
        // Figures are taken in by their place, so that this order is the same as one that keeps equals in place.
        self.records
            .sort_unstable_by_key(|record| (record.key, record.at));
    }

    /// The figures by indicator and group, one lot at a time.
    pub(super) fn blocks(&self) -> impl Iterator<Item = Block> + '_ {
        let periods = self.by_rank.len().max(1) as u64;
        let in_block = self.subjects * periods;
        self.records
            .chunk_by(move |a, b| a.key / in_block == b.key / in_block)
            .map(move |records| {
                let block = records.first().map_or(0, |record| record.key / in_block);
                let points = records
                    .iter()
                    .map(|record| Point {
                        subject: (record.key / periods % self.subjects) as u32,
                        rank: (record.key % periods) as u32,
                        value: (!record.value.is_nan()).then_some(record.value),
                        at: record.at,
                    })
                    .collect();
                Block {
                    indicator: (block / self.groups) as u32,
                    group: (block % self.groups) as u32,
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
