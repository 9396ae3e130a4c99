use std::collections::HashMap;

use super::review::SheetDraft;
use super::{ReviewedObservation, Severity};
use crate::domain::Origin;

/// Figures of a file by what they are about: indicator, subject, period and group, as numbers that hold for all sheets.
type Key = (u32, u32, u32, u32);

/// How many repeats of a sheet are named with both cells; the rest are counted.
const NAMED: usize = 200;

/// Sees to figures that a file gives twice: an equal one is merged into the first, with a note; a different one is left out with
/// a warning that names both cells. Sheets that differ in whole tables have the sheet's name put into their indicators.
pub(super) fn settle(drafts: &mut [SheetDraft]) {
    let mut numbers = Numbers::default();
    let mut first: HashMap<Key, (usize, usize)> = HashMap::new();
    for at in 0..drafts.len() {
        let keys = numbers.keys(drafts, at);
        if drafts.len() > 1 && conflicts(drafts, at, &keys, &first) * 4 > keys.len() {
            if let Some(draft) = drafts.get_mut(at) {
                rename(draft);
            }
            let keys = numbers.keys(drafts, at);
            leave_out(drafts, at, &keys, &mut first);
        } else {
            leave_out(drafts, at, &keys, &mut first);
        }
    }
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

    fn keys(&mut self, drafts: &[SheetDraft], at: usize) -> Vec<Key> {
        let Some(sheet) = drafts.get(at).map(|draft| &draft.sheet) else {
            return Vec::new();
        };
        let indicators: Vec<u32> = sheet
            .indicators
            .iter()
            .map(|i| self.of(format!("i{}", i.code)))
            .collect();
        let subjects: Vec<u32> = sheet
            .subjects
            .iter()
            .map(|s| self.of(format!("s{}", s.code)))
            .collect();
        let periods: Vec<u32> = sheet
            .periods
            .iter()
            .map(|p| self.of(format!("p{}", p.key())))
            .collect();
        let groups: Vec<u32> = sheet
            .groups
            .iter()
            .map(|g| self.of(format!("g{}", g.key())))
            .collect();
        let get = |list: &[u32], index: u32| list.get(index as usize).copied().unwrap_or(u32::MAX);
        sheet
            .observations
            .iter()
            .map(|o| {
                (
                    get(&indicators, o.indicator),
                    get(&subjects, o.subject),
                    get(&periods, o.period),
                    get(&groups, o.group),
                )
            })
            .collect()
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

/// How many figures of a sheet differ from those that earlier sheets give for the same.
fn conflicts(
    drafts: &[SheetDraft],
    at: usize,
    keys: &[Key],
    first: &HashMap<Key, (usize, usize)>,
) -> usize {
    let Some(own) = drafts.get(at) else {
        return 0;
    };
    keys.iter()
        .zip(&own.sheet.observations)
        .filter(|(key, observation)| {
            first
                .get(*key)
                .and_then(|(sheet, index)| drafts.get(*sheet)?.sheet.observations.get(*index))
                .is_some_and(|earlier| !same(earlier, observation))
        })
        .count()
}

/// Puts the sheet's name into the names and codes of its indicators.
fn rename(draft: &mut SheetDraft) {
    let name = super::layout::apart(&draft.sheet.sheet);
    let suffix = crate::domain::slug(&name);
    for indicator in &mut draft.sheet.indicators {
        let old = indicator.code.clone();
        indicator.code.0 = format!("{}-{suffix}", indicator.code.0);
        indicator.name = format!("{}, {name}", indicator.name);
        indicator.short_name.clone_from(&indicator.name);
        for link in draft
            .sheet
            .goals
            .iter_mut()
            .filter(|link| link.indicator == old)
        {
            link.indicator = indicator.code.clone();
        }
    }
    draft.notices.say(
        (0, 0),
        "sheets-differ",
        Severity::Info,
        &name,
        format!("Other sheets give different figures under the same names; those of this sheet carry its name, “{name}”."),
    );
}

/// Takes repeats out of a sheet.
fn leave_out(
    drafts: &mut [SheetDraft],
    at: usize,
    keys: &[Key],
    first: &mut HashMap<Key, (usize, usize)>,
) {
    let mut repeats: Vec<(usize, bool, Origin)> = Vec::new();
    let mut kept = 0;
    for (index, key) in keys.iter().enumerate() {
        let Some((sheet, earlier)) = first.get(key).copied() else {
            first.insert(*key, (at, kept));
            kept += 1;
            continue;
        };
        let index_of_earlier = if sheet == at {
            original(&repeats, earlier)
        } else {
            earlier
        };
        let found = drafts.get(sheet).and_then(|draft| {
            let earlier = draft.sheet.observations.get(index_of_earlier)?;
            let own = drafts.get(at)?.sheet.observations.get(index)?;
            Some((
                same(earlier, own),
                Origin {
                    import: 0,
                    sheet: draft.sheet.sheet.clone(),
                    row: earlier.row,
                    column: earlier.column,
                },
            ))
        });
        let Some((equal, origin)) = found else {
            kept += 1;
            continue;
        };
        repeats.push((index, equal, origin));
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
    if !repeats.is_empty() {
        let gone: std::collections::HashSet<usize> =
            repeats.iter().map(|(index, _, _)| *index).collect();
        let mut index = 0;
        draft.sheet.observations.retain(|_| {
            index += 1;
            !gone.contains(&(index - 1))
        });
        draft.sheet.counts.withheld.retain(|_, count| *count > 0);
        draft.sheet.counts.markers.retain(|_, count| *count > 0);
    }
}

/// Index of a kept figure before the repeats above it were taken out.
fn original(repeats: &[(usize, bool, Origin)], kept: usize) -> usize {
    repeats.iter().fold(
        kept,
        |index, (gone, _, _)| {
            if *gone <= index { index + 1 } else { index }
        },
    )
}
