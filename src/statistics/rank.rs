use super::SAME;
use crate::domain::Polarity;

/// A place in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the value in what was ranked.
    pub index: usize,
    /// Its rank: both of two at 13th place have 13, and the next has 15.
    pub rank: u32,
    /// True when another value has the same rank.
    pub tied: bool,
}

/// Values in order: the lowest first when lower is better, the closest first with a target, otherwise the highest first.
/// Equal values share a rank and stay in the order given, which is that of their subjects' codes.
pub fn ranks(values: &[f64], polarity: Polarity) -> Vec<Place> {
    let mut order: Vec<(usize, f64)> = values
        .iter()
        .map(|value| polarity.benefit(*value))
        .enumerate()
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut places: Vec<Place> = Vec::with_capacity(order.len());
    let mut last: Option<f64> = None;
    for (position, (index, key)) in order.into_iter().enumerate() {
        let shared = last.is_some_and(|last| (last - key).abs() < SAME);
        let rank = match places.last_mut() {
            Some(before) if shared => {
                before.tied = true;
                before.rank
            }
            _ => u32::try_from(position + 1).unwrap_or(u32::MAX),
        };
        places.push(Place {
            index,
            rank,
            tied: shared,
        });
        last = Some(key);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_a_rank_and_the_next_is_skipped() {
        let places = ranks(&[5.0, 9.0, 5.0, 1.0], Polarity::Higher);
        let seen: Vec<(usize, u32, bool)> = places
            .iter()
            .map(|at| (at.index, at.rank, at.tied))
            .collect();
        assert_eq!(
            seen,
            [(1, 1, false), (0, 2, true), (2, 2, true), (3, 4, false)]
        );
    }

    #[test]
    fn what_is_better_comes_first() {
        let first = |polarity| {
            ranks(&[-30.0, 4.0, 9.0], polarity)
                .first()
                .map(|at| at.index)
        };
        assert_eq!(first(Polarity::Lower), Some(0));
        assert_eq!(first(Polarity::CloserTo(0.0)), Some(1));
        assert_eq!(first(Polarity::None), Some(2));
    }
}
