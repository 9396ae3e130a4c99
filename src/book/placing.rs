//! The figures of a review in the order in which the book keeps them, one indicator at a time, so that a million of them need
//! no list of their places.

use std::collections::BTreeMap;

use super::BookError;
use super::naming::{Placed, out_of_place};
use crate::import::{Observations, ReviewedFile, ReviewedSheet};

/// Row numbers in the book of a sheet's indicators, subjects, periods and groups; none for a name without figures.
type Names = [Vec<Option<u32>>; 4];

/// See the file's first line.
#[derive(Default)]
pub(super) struct PlacedFigures {
    names: Vec<Names>,
    /// Places in their sheets of the figures of an indicator, by sheet.
    figures: BTreeMap<u32, Vec<(u32, Vec<u32>)>>,
    count: u64,
}

impl PlacedFigures {
    /// Adds the figures of the next sheet.
    pub(super) fn add(&mut self, sheet: &ReviewedSheet, names: Names) -> Result<(), BookError> {
        let number = self.names.len() as u32;
        for index in 0..sheet.observations.len() {
            let place = placed(&sheet.observations, &names, number, index)?;
            let by_sheet = self.figures.entry(place.indicator).or_default();
            match by_sheet.last_mut() {
                Some((of, places)) if *of == number => places.push(place.index),
                _ => by_sheet.push((number, vec![place.index])),
            }
        }
        self.count += sheet.observations.len() as u64;
        self.names.push(names);
        Ok(())
    }

    /// How many figures there are.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// The figures of each indicator, sorted by their place in the book.
    pub(super) fn by_indicator(
        &self,
        file: &ReviewedFile,
    ) -> impl Iterator<Item = Result<Vec<Placed>, BookError>> {
        self.figures.values().map(|by_sheet| {
            let mut sorted = Vec::new();
            for (number, places) in by_sheet {
                let sheet = file.sheets.get(*number as usize).ok_or_else(out_of_place)?;
                let names = self.names.get(*number as usize).ok_or_else(out_of_place)?;
                for index in places {
                    let place = placed(&sheet.observations, names, *number, *index as usize)?;
                    sorted.push(place);
                }
            }
            // All are of one indicator. As one number their order is found sooner than field by field.
            sorted.sort_unstable_by_key(|place| {
                let parts = [place.subject, place.period, place.group, place.sheet];
                let order = parts
                    .iter()
                    .fold(0, |all: u128, part| all << 32 | u128::from(*part));
                (order, place.index)
            });
            Ok(sorted)
        })
    }
}

fn placed(
    figures: &Observations,
    names: &Names,
    sheet: u32,
    index: usize,
) -> Result<Placed, BookError> {
    let of = figures.names(index).ok_or_else(out_of_place)?;
    let [indicators, subjects, periods, groups] = names;
    let [indicator, subject, period, group] = of;
    let id = |ids: &[Option<u32>], at: u32| ids.get(at as usize).copied().flatten();
    let all = || {
        Some((
            id(indicators, indicator)?,
            id(subjects, subject)?,
            id(periods, period)?,
            id(groups, group)?,
        ))
    };
    let (indicator, subject, period, group) = all().ok_or_else(out_of_place)?;
    Ok(Placed {
        indicator,
        subject,
        period,
        group,
        sheet,
        index: index as u32,
    })
}
