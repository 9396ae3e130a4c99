//! The numbers of a table's rows: nearly always a few unbroken runs, so that those of a million rows take a few bytes.

use std::ops::Range;

/// Row numbers from 0, which rise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Rows {
    /// Unbroken runs.
    runs: Vec<Range<u32>>,
    count: usize,
}

impl Rows {
    /// How many there are.
    pub(in crate::import) fn len(&self) -> usize {
        self.count
    }

    /// The first one.
    pub(in crate::import) fn first(&self) -> Option<u32> {
        self.iter().next()
    }

    /// Whether a row is one of them.
    pub(in crate::import) fn contains(&self, row: u32) -> bool {
        let at = self.runs.partition_point(|run| run.end <= row);
        self.runs.get(at).is_some_and(|run| run.contains(&row))
    }

    /// The stretches between them.
    pub(in crate::import) fn gaps(&self) -> impl Iterator<Item = Range<u32>> {
        let next = self.runs.iter().skip(1);
        self.runs
            .iter()
            .zip(next)
            .map(|(run, next)| run.end..next.start)
    }

    /// The numbers in their order.
    pub(in crate::import) fn iter(&self) -> impl DoubleEndedIterator<Item = u32> {
        self.runs.iter().cloned().flatten()
    }
}

impl FromIterator<u32> for Rows {
    fn from_iter<I: IntoIterator<Item = u32>>(rows: I) -> Self {
        let mut all = Self::default();
        for row in rows {
            all.count += 1;
            match all.runs.last_mut() {
                Some(run) if run.end == row => run.end = row.saturating_add(1),
                _ => all.runs.push(row..row.saturating_add(1)),
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn rows_come_back_in_their_order() {
        for rows in [vec![], vec![4], vec![0, 1, 2, 3], vec![2, 3, 7, 8, 9, 20]] {
            let packed: Rows = rows.iter().copied().collect();
            assert_eq!(packed.iter().collect::<Vec<_>>(), rows);
            assert!((0..30).all(|row| packed.contains(row) == rows.contains(&row)));
            assert_eq!(
                (packed.len(), packed.first()),
                (rows.len(), rows.first().copied())
            );
        }
        let long: Rows = (5..1_000_000).collect();
        assert_eq!((long.len(), long.runs.len()), (999_995, 1));
    }
}
