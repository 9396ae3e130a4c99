use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::review::SheetDraft;
use super::sheets_apart::tell_apart;
use super::{ReviewedObservation, Severity};
use crate::domain::Origin;

/// Figures of a file by what they are about: indicator, subject, period and group, as numbers that hold for all sheets.
type Key = (u32, u32, u32, u32);

/// How many repeats of a sheet are named with both cells; the rest are counted.
const NAMED: usize = 50_000;

/// Sees to figures that a file gives twice: an equal one is merged into the first, with a note; a different one is left out with
/// a warning that names both cells. Sheets that differ in whole tables are told apart by their names or titles.
pub(super) fn settle(drafts: &mut [SheetDraft]) {
    let mut numbers = Numbers::default();
    if drafts.len() > 1 {
        for sheets in clashing(drafts, &mut numbers) {
            tell_apart(drafts, &sheets);
        }
    }
    let mut first = FirstPlaces::of(drafts, &mut numbers);
    for at in 0..drafts.len() {
        let names = numbers.names(drafts, at);
        leave_out(drafts, at, &names, &mut first);
    }
}

/// Sheets of which more than a quarter of the figures differ from what earlier ones give for the same, with those.
fn clashing(drafts: &[SheetDraft], numbers: &mut Numbers) -> Vec<Vec<usize>> {
    let mut first = FirstPlaces::of(drafts, numbers);
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let names = numbers.names(drafts, at);
        let figures = draft.sheet.observations.len();
        let mut others: HashSet<usize> = HashSet::new();
        let mut different = 0_usize;
        for index in 0..figures {
            let Some(key) = names
                .key(draft, index)
                .filter(|key| first.suspected.contains(key))
            else {
                continue;
            };
            let Some((sheet, place)) = first.get(key) else {
                first.places.insert(key, (at, index));
                continue;
            };
            let earlier = drafts
                .get(sheet)
                .and_then(|draft| draft.sheet.observations.get(place));
            let own = draft.sheet.observations.get(index);
            if let (Some(earlier), Some(own)) = (earlier, own)
                && sheet != at
                && !same(&earlier, &own)
            {
                different += 1;
                others.insert(sheet);
            }
        }
        if different * 4 > figures {
            let (with, mut apart): (Vec<_>, Vec<_>) = sets
                .into_iter()
                .partition(|set| set.iter().any(|sheet| others.contains(sheet)));
            let mut set: Vec<usize> = with.into_iter().flatten().chain(others).collect();
            set.push(at);
            set.sort_unstable();
            set.dedup();
            apart.push(set);
            sets = apart;
        }
    }
    sets
}

/// Where the first figure of each key stands, for keys that may be given more than once. Which they are is told by a sieve of
/// bits, so that a million figures that differ cost a few bytes each at most.
struct FirstPlaces {
    sieve: Vec<u64>,
    suspected: HashSet<Key, RandomState>,
    /// Sheet, and index among the figures that are left of it.
    places: HashMap<Key, (usize, usize), RandomState>,
}

impl FirstPlaces {
    fn of(drafts: &[SheetDraft], numbers: &mut Numbers) -> Self {
        let figures: usize = drafts
            .iter()
            .map(|draft| draft.sheet.observations.len())
            .sum();
        let words = (figures / 4).next_power_of_two().max(64);
        let mut first = Self {
            sieve: vec![0; words],
            suspected: HashSet::default(),
            places: HashMap::default(),
        };
        for at in 0..drafts.len() {
            let names = numbers.names(drafts, at);
            first.take_in(drafts, at, &names);
        }
        first
    }

    /// Takes in the keys of a sheet; one that seems to have been there is suspected from then on.
    fn take_in(&mut self, drafts: &[SheetDraft], at: usize, names: &Names) {
        let Some(draft) = drafts.get(at) else {
            return;
        };
        for index in 0..draft.sheet.observations.len() {
            let Some(key) = names.key(draft, index) else {
                continue;
            };
            // Both bits lie in one word, so that the memory is asked once.
            let hash = mixed(key);
            let bits = 1 << (hash & 63) | 1 << (hash >> 6 & 63);
            let at = (hash >> 12) as usize & (self.sieve.len() - 1);
            let mut seen = false;
            if let Some(word) = self.sieve.get_mut(at) {
                seen = *word & bits == bits;
                *word |= bits;
            }
            if seen {
                self.suspected.insert(key);
            }
        }
    }

    fn get(&self, key: Key) -> Option<(usize, usize)> {
        self.places.get(&key).copied()
    }
}

/// A key's bits, well stirred.
fn mixed((indicator, subject, period, group): Key) -> u64 {
    [indicator, subject, period, group].into_iter().fold(
        0x9e37_79b9_7f4a_7c15,
        |hash: u64, part| {
            let product = u128::from(hash ^ u64::from(part)) * 0xa076_1d64_78bd_642f;
            (product >> 64) as u64 ^ product as u64
        },
    )
}

/// Numbers for texts, the same in all sheets.
#[derive(Default)]
struct Numbers {
    texts: HashMap<String, u32>,
}

impl Numbers {
    fn of(&mut self, text: String) -> u32 {
        let next = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        *self.texts.entry(text).or_insert(next)
    }

    fn names(&mut self, drafts: &[SheetDraft], at: usize) -> Names {
        let Some(sheet) = drafts.get(at).map(|draft| &draft.sheet) else {
            return Names::default();
        };
        Names([
            sheet
                .indicators
                .iter()
                .map(|i| self.of(format!("i{}", i.code)))
                .collect(),
            sheet
                .subjects
                .iter()
                .map(|s| self.of(format!("s{}", s.code)))
                .collect(),
            sheet
                .periods
                .iter()
                .map(|p| self.of(format!("p{}", p.key())))
                .collect(),
            sheet
                .groups
                .iter()
                .map(|g| self.of(format!("g{}", g.key())))
                .collect(),
        ])
    }
}

/// The numbers of a sheet's indicators, subjects, periods and groups.
#[derive(Default)]
struct Names([Vec<u32>; 4]);

impl Names {
    /// What a figure of the sheet is about.
    fn key(&self, draft: &SheetDraft, index: usize) -> Option<Key> {
        let names = draft.sheet.observations.names(index)?;
        let mut numbers = self
            .0
            .iter()
            .zip(names)
            .map(|(list, name)| list.get(name as usize).copied().unwrap_or(u32::MAX));
        Some((
            numbers.next()?,
            numbers.next()?,
            numbers.next()?,
            numbers.next()?,
        ))
    }
}

/// Whether two figures say the same; the last bit of a calculated number may differ between sheets.
fn same(a: &ReviewedObservation, b: &ReviewedObservation) -> bool {
    let near = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= a.abs().max(b.abs()) * 1e-12,
        (None, None) => true,
        _ => false,
    };
    a.reading.state() == b.reading.state()
        && near(a.reading.value(), b.reading.value())
        && near(a.lower, b.lower)
        && near(a.upper, b.upper)
}

/// Takes repeats out of a sheet.
fn leave_out(drafts: &mut [SheetDraft], at: usize, names: &Names, first: &mut FirstPlaces) {
    let figures = drafts.get(at).map(|draft| draft.sheet.observations.len());
    let mut repeats: Vec<(usize, bool, Origin)> = Vec::new();
    let mut first_here: HashMap<Key, usize> = HashMap::new();
    for index in 0..figures.unwrap_or(0) {
        let key = drafts.get(at).and_then(|draft| names.key(draft, index));
        let Some(key) = key.filter(|key| first.suspected.contains(key)) else {
            continue;
        };
        let here = || first_here.get(&key).map(|place| (at, *place));
        let Some((sheet, place)) = first.get(key).or_else(here) else {
            first_here.insert(key, index);
            continue;
        };
        let found = drafts.get(sheet).and_then(|draft| {
            let earlier = draft.sheet.observations.get(place)?;
            let own = drafts.get(at)?.sheet.observations.get(index)?;
            Some((
                same(&earlier, &own),
                Origin {
                    import: 0,
                    sheet: draft.sheet.sheet.clone(),
                    row: earlier.row,
                    column: earlier.column,
                },
            ))
        });
        if let Some((equal, origin)) = found {
            repeats.push((index, equal, origin));
        }
    }
    let gone: Vec<usize> = repeats.iter().map(|(index, _, _)| *index).collect();
    for (key, place) in first_here {
        let gone_before = gone.partition_point(|index| *index < place);
        first.places.insert(key, (at, place - gone_before));
    }
    let Some(draft) = drafts.get_mut(at) else {
        return;
    };
    let mut merged = 0;
    for (index, equal, origin) in &repeats {
        let Some(observation) = draft.sheet.observations.get(*index) else {
            continue;
        };
        let place = (observation.row - 1, observation.column - 1);
        let raw = observation
            .raw
            .clone()
            .or_else(|| observation.reading.value().map(|value| value.to_string()))
            .unwrap_or_else(|| observation.reading.state().sign());
        let other = if origin.sheet == draft.sheet.sheet {
            origin.cell()
        } else {
            format!("{} on sheet “{}”", origin.cell(), origin.sheet)
        };
        if *equal {
            merged += 1;
            let other = if merged > NAMED {
                "another cell"
            } else {
                &other
            };
            draft.notices.say(
                place,
                "duplicate",
                Severity::Info,
                &raw,
                format!("The same figure stands in {other}; the two are kept as one."),
            );
            continue;
        }
        let state = observation.reading.state();
        let counts = &mut draft.sheet.counts;
        counts.kept -= 1;
        counts.rejected += 1;
        if !state.is_number()
            && let Some(count) = counts.withheld.get_mut(state.code())
        {
            *count -= 1;
        }
        for marker in observation.markers.iter() {
            if let Some(count) = counts.markers.get_mut(marker.code()) {
                *count -= 1;
            }
        }
        draft.notices.rejected(
            place,
            "conflict",
            Severity::Warning,
            &raw,
            format!("Another figure for the same stands in {other}; the first is kept."),
        );
    }
    if !gone.is_empty() {
        draft.sheet.observations.leave_out(&gone);
        draft.sheet.counts.withheld.retain(|_, count| *count > 0);
        draft.sheet.counts.markers.retain(|_, count| *count > 0);
    }
}
