use super::assign::CHOSEN;
use super::organisations::{different, settles, texts_of};
use super::{Columns, Part, Profile};
use crate::domain::IdKind;
use crate::import::grid::Grid;
use crate::import::layout::Table;

/// The reason of a code that names less than the row is about.
const AROUND: &str = "the area in which it lies";

impl Columns {
    /// Decides between several codes, and between several names beside a code, by what stands in them row by row.
    pub(in crate::import) fn settle_names(
        &mut self,
        grid: &Grid,
        table: &Table,
        profiles: &[Profile],
    ) {
        if self.parts.contains(&Part::Level) {
            return;
        }
        let full = |column: &u32| {
            let profile = profiles.get(*column as usize);
            profile.is_some_and(|one| one.filled == one.rows && one.rows > 2)
        };
        let codes: Vec<(u32, Vec<String>)> = self
            .having(|part| matches!(part, Part::Code(_)))
            .filter(full)
            .map(|column| (column, texts_of(grid, table, column)))
            .collect();
        for (coarse, of_coarse) in &codes {
            let is_around = codes.iter().any(|(_, of_fine)| {
                different(of_coarse) < different(of_fine) && settles(of_fine, of_coarse)
            });
            if is_around && !self.is_chosen(*coarse) {
                self.take_for(*coarse, Part::Context, AROUND);
            }
        }
        if let Some(own) = self.guessed_subject.filter(|_| codes.is_empty()) {
            let own = u32::try_from(own).unwrap_or(u32::MAX);
            self.take_own_code(grid, table, (own, &texts_of(grid, table, own)));
        }
        let left = codes
            .into_iter()
            .find(|(column, _)| matches!(self.parts.get(*column as usize), Some(Part::Code(_))));
        if let Some((code, texts)) = left {
            self.name_of_code(grid, table, profiles, (code, &texts));
        }
    }

    /// The name of a code is one that the code tells and that tells the code, rather than that of an area around it, or words that
    /// differ within the rows of one code.
    fn name_of_code(
        &mut self,
        grid: &Grid,
        table: &Table,
        profiles: &[Profile],
        (code, codes): (u32, &[String]),
    ) {
        let belongs = |column: u32| {
            let names = texts_of(grid, table, column);
            settles(codes, &names) && settles(&names, codes)
        };
        let names: Vec<u32> = self
            .having(|part| matches!(part, Part::Name { .. }))
            .collect();
        if names
            .iter()
            .any(|name| self.is_chosen(*name) || belongs(*name))
        {
            return;
        }
        let guessed = |column: u32| {
            let mut guesses = self.guesses.iter();
            guesses.any(|guess| guess.column == column && guess.confidence < 0.7)
        };
        let only_guessed = names.iter().all(|name| guessed(*name));
        let header = |column: u32| {
            let header = table.headers.get(column as usize);
            header.map_or(String::new(), |header| header.to_lowercase())
        };
        let own = self
            .having(|part| *part == Part::Context)
            .filter(|column| *column != code && !self.is_chosen(*column))
            .filter(|column| only_guessed || header(*column).contains("name"))
            .filter(|column| {
                let profile = profiles.get(*column as usize);
                profile.is_some_and(|one| one.is_words() && one.filled * 10 >= one.rows * 9)
            })
            .find(|column| belongs(*column));
        let several = different(codes) > 2;
        let Some(own) = own.filter(|_| several) else {
            for name in names {
                let told = settles(codes, &texts_of(grid, table, name));
                if only_guessed && !told {
                    self.take_for(name, Part::Context, "words that differ within one code");
                }
            }
            return;
        };
        for name in names {
            self.take_for(name, Part::Context, AROUND);
        }
        self.take_for(own, Part::Name { weak: false }, "one name for each code");
    }

    fn is_chosen(&self, column: u32) -> bool {
        let mut guesses = self.guesses.iter();
        guesses.any(|guess| guess.column == column && guess.reason == CHOSEN)
    }
}

/// Where nothing names the rows and no place has a code, the number that a register gave each of them is its code: `URN`.
pub(super) fn numbers_of_registers(
    profiles: &[Profile],
    guesses: &mut [super::assign::Guess],
) -> bool {
    let named = |part: &Part| matches!(part, Part::Code(_) | Part::Name { .. } | Part::Level);
    if guesses.iter().any(|guess| named(&guess.part)) {
        return false;
    }
    let number = guesses.iter_mut().zip(profiles).find(|(guess, profile)| {
        guess.part == Part::Identifier(IdKind::Other)
            && guess.reason != CHOSEN
            && profile.filled > 0
            && profile.filled == profile.rows
    });
    let Some((guess, _)) = number else {
        return false;
    };
    guess.part = Part::Code(Some(IdKind::Other));
    "the only number or name of each row".clone_into(&mut guess.reason);
    true
}
