//! Which backups make way for others. Pure: the time and the room come in.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::Kept;

/// The newest are never fewer than these.
const NEVER_FEWER: usize = 3;

/// Of the last 24 hours so many are kept.
const OF_THE_LAST_DAY: usize = 12;

/// One a day, one a week and one a month, for so many of each.
const LADDER: [(i64, i64); 3] = [(1, 14), (7, 8), (30, 6)];

const DAY_SECONDS: i64 = 24 * 60 * 60;

/// Positions in `kept`, which is newest first, of those that go. Those made before an upgrade and the newest three stay, whatever
/// room they take; the others stay by their age, and the oldest of them go where all take more than `room` bytes.
pub(super) fn to_remove(kept: &[Kept], now: Timestamp, room: u64) -> Vec<usize> {
    let guarded = |index: usize, one: &Kept| index < NEVER_FEWER || one.before_upgrade;
    let mut staying: BTreeSet<usize> = BTreeSet::new();
    let age = |one: &Kept| (now.as_second() - one.at.as_second()).max(0);
    let lately = kept
        .iter()
        .enumerate()
        .filter(|(_, one)| age(one) < DAY_SECONDS);
    staying.extend(lately.take(OF_THE_LAST_DAY).map(|(index, _)| index));
    for (days, rungs) in LADDER {
        let mut filled = BTreeSet::new();
        for (index, one) in kept.iter().enumerate() {
            let span = days * DAY_SECONDS;
            let rung = now.as_second().div_euclid(span) - one.at.as_second().div_euclid(span);
            if rung < rungs && filled.insert(rung) {
                staying.insert(index);
            }
        }
    }
    let mut taken: u64 = kept
        .iter()
        .enumerate()
        .filter(|(index, one)| guarded(*index, one))
        .map(|(_, one)| one.size)
        .sum();
    let mut going = Vec::new();
    for (index, one) in kept.iter().enumerate() {
        if guarded(index, one) {
            continue;
        }
        let fits = taken.saturating_add(one.size) <= room;
        if staying.contains(&index) && fits {
            taken += one.size;
        } else {
            going.push(index);
        }
    }
    going
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{DAY_SECONDS, to_remove};
    use crate::book::backups::Kept;

    const NOON: i64 = 1_795_348_800;
    const MEGABYTE: u64 = 1 << 20;

    fn kept(seconds_ago: i64) -> Kept {
        Kept {
            path: format!("{seconds_ago}").into(),
            at: Timestamp::from_second(NOON - seconds_ago).expect("a time"),
            revision: 1,
            before_upgrade: false,
            size: MEGABYTE,
            of_copy: None,
            of_other: None,
        }
    }

    /// Ages in days of what stays of backups of these ages.
    fn stay(ages: &[Kept], room: u64) -> Vec<i64> {
        let now = Timestamp::from_second(NOON).expect("a time");
        let going = to_remove(ages, now, room);
        let staying = ages
            .iter()
            .enumerate()
            .filter(|(index, _)| !going.contains(index));
        staying
            .map(|(_, one)| (NOON - one.at.as_second()) / DAY_SECONDS)
            .collect()
    }

    #[test]
    fn backups_thin_out_with_age_and_the_newest_three_always_stay() {
        let quarters: Vec<Kept> = (0..96 * 400).map(|quarter| kept(quarter * 900)).collect();
        let staying = stay(&quarters, u64::MAX);
        assert!(staying.iter().filter(|days| **days == 0).count() >= 12);
        let days: Vec<i64> = (1..13).collect();
        assert!(days.iter().all(|day| staying.contains(day)), "{staying:?}");
        assert!(staying.iter().any(|day| (45..=56).contains(day)));
        assert!(staying.iter().any(|day| (120..=150).contains(day)));
        assert!(staying.iter().all(|day| *day <= 180), "{staying:?}");
        assert!(staying.len() <= 12 + 14 + 8 + 6, "{}", staying.len());
        assert_eq!(stay(&quarters, 0).len(), 3);
        let old: Vec<Kept> = (0..5)
            .map(|year| kept((400 + year) * DAY_SECONDS))
            .collect();
        assert_eq!(stay(&old, u64::MAX).len(), 3);
    }

    #[test]
    fn a_backup_made_before_an_upgrade_stays_for_good() {
        let mut all: Vec<Kept> = (0..50).map(|day| kept(day * DAY_SECONDS)).collect();
        all.push(Kept {
            before_upgrade: true,
            ..kept(1000 * DAY_SECONDS)
        });
        for room in [u64::MAX, 10 * MEGABYTE, 0] {
            assert_eq!(stay(&all, room).last(), Some(&1000));
        }
        assert_eq!(stay(&all, 10 * MEGABYTE).len(), 10);
    }

    /// A year of an hour's work a day, thinned after every backup as it happens.
    #[test]
    fn thinning_step_by_step_keeps_the_ladder() {
        let mut held: Vec<Kept> = Vec::new();
        for day in (0..365).rev() {
            for quarter in (0..4).rev() {
                let ago = day * DAY_SECONDS + quarter * 900;
                held.insert(0, kept(ago));
                let now = Timestamp::from_second(NOON - ago).expect("a time");
                let going = to_remove(&held, now, u64::MAX);
                let mut index = 0;
                held.retain(|_| {
                    index += 1;
                    !going.contains(&(index - 1))
                });
            }
        }
        let ages: Vec<i64> = held
            .iter()
            .map(|one| (NOON - one.at.as_second()) / DAY_SECONDS)
            .collect();
        assert!((20..=40).contains(&ages.len()), "{ages:?}");
        for day in 0..13 {
            assert!(ages.contains(&day), "{ages:?}");
        }
        assert!(ages.iter().any(|day| (35..=60).contains(day)), "{ages:?}");
        assert!(ages.iter().any(|day| (100..=180).contains(day)), "{ages:?}");
    }
}
