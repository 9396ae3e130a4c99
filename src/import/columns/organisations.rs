use std::collections::{HashMap, HashSet};

use super::assign::CHOSEN;
use super::{Columns, Part};
use crate::domain::IdKind;
use crate::import::grid::Grid;
use crate::import::layout::Table;
use crate::import::rows::text_of;
use crate::import::subject_header::{Aspect, Kinds, aspect_of, is_about, kinds_in};

/// Names so few that one area with two of them tells what lies in what.
const FEW: usize = 20;

/// Rows that are looked at.
const SAMPLE: usize = 5000;

impl Columns {
    /// Where rows are about organisations of which the area they lie in is given too, the organisations are the subjects: each lies in
    /// one area, and an area has several of them.
    pub(in crate::import) fn prefer_organisations(&mut self, grid: &Grid, table: &Table) {
        let chosen = self.guesses.iter().any(|guess| guess.reason == CHOSEN);
        if chosen || self.parts.contains(&Part::Level) {
            return;
        }
        let header = |column: &u32| {
            table
                .headers
                .get(*column as usize)
                .map_or("", String::as_str)
        };
        let texts = |column: u32| texts_of(grid, table, column);
        let candidates = self.having(|part| matches!(part, Part::Name { .. } | Part::Context));
        let candidates: Vec<(usize, u32, Vec<String>)> = candidates
            .filter(|column| names_organisations(header(column)))
            .map(|column| (column, texts(column)))
            .map(|(column, texts)| (different(&texts), column, texts))
            .collect();
        let Some((_, own, names)) = candidates.into_iter().max_by_key(|(count, ..)| *count) else {
            return;
        };
        let others: Vec<(u32, Vec<String>)> = self
            .having(|part| {
                matches!(
                    part,
                    Part::Code(_) | Part::Name { .. } | Part::Identifier(IdKind::Other)
                )
            })
            .filter(|column| *column != own)
            .map(|column| (column, texts(column)))
            .collect();
        let around: Vec<(u32, bool)> = others
            .iter()
            .filter(|(_, texts)| settles(&names, texts))
            .map(|(column, texts)| (*column, is_coarser(&names, texts)))
            .collect();
        let is_place = |column: &u32| self.parts.get(*column as usize) == Some(&Part::Code(None));
        // Councils among organisations have the codes of their places.
        let are_places = around
            .iter()
            .any(|(column, coarser)| !coarser && is_place(column));
        if are_places || !around.iter().any(|(_, coarser)| *coarser) {
            return;
        }
        self.take_for(own, Part::Name { weak: false }, "each row's organisation");
        self.take_own_code(grid, table, (own, &names));
        let mut has_code = self
            .parts
            .iter()
            .any(|part| matches!(part, Part::Code(Some(_))));
        for (column, coarser) in around {
            match self.parts.get(column as usize) {
                // A register of their own: names change, and its numbers do not.
                Some(Part::Code(Some(_))) if !coarser => {}
                Some(Part::Identifier(_)) if !coarser && has_code => {}
                Some(Part::Identifier(kind)) if !coarser => {
                    let part = Part::Code(Some(*kind));
                    has_code = true;
                    self.take_for(column, part, "each organisation has its own");
                }
                _ => self.take_for(column, Part::Context, "where the organisations are"),
            }
        }
    }

    /// Takes a column for a part of its rows, whatever it was taken for before.
    pub(super) fn take_for(&mut self, column: u32, part: Part, reason: &str) {
        let role = part.role();
        if let Some(old) = self.parts.get_mut(column as usize) {
            if *old == part {
                return;
            }
            *old = part;
        }
        for guess in self.guesses.iter_mut().filter(|one| one.column == column) {
            guess.role = role;
            reason.clone_into(&mut guess.reason);
        }
    }

    /// The codes by which the named are known, where a column gives each of them its own: `Practice code` beside `Practice name`.
    pub(super) fn take_own_code(
        &mut self,
        grid: &Grid,
        table: &Table,
        (own, names): (u32, &[String]),
    ) {
        let header = |column: u32| {
            table
                .headers
                .get(column as usize)
                .map_or("", String::as_str)
        };
        let (of_own, _) = aspect_of(header(own));
        let free = |part: &Part| matches!(part, Part::Context | Part::Ignore);
        let code = self.having(free).find(|column| {
            let (of_code, aspect) = aspect_of(header(*column));
            of_code == of_own && matches!(aspect, Some(Aspect::Code | Aspect::Number))
        });
        let Some(code) = code else {
            return;
        };
        let texts = texts_of(grid, table, code);
        if texts
            .iter()
            .all(|text| !text.is_empty() && !text.contains(' '))
            && settles(&texts, names)
        {
            let part = Part::Code(Some(IdKind::Other));
            self.take_for(code, part, "each of those named has its own");
        }
    }

    /// Takes a column of measures for what the rows measure.
    pub(in crate::import) fn measures_name_rows(&mut self, column: u32) {
        let reason = "nothing else names what the rows measure";
        self.take_for(column, Part::Indicator, reason);
    }
}

/// The texts of a column, row by row.
pub(super) fn texts_of(grid: &Grid, table: &Table, column: u32) -> Vec<String> {
    let rows = table.rows.iter().take(SAMPLE);
    rows.map(|row| text_of(grid.cell(row, column)).into_owned())
        .collect()
}

/// Whether a header says that its column names organisations.
fn names_organisations(header: &str) -> bool {
    header.split(|c: char| !c.is_alphanumeric()).count() <= 4
        && !is_about(header)
        && kinds_in(header).has(Kinds::ORGANISATIONS)
}

pub(super) fn different(texts: &[String]) -> usize {
    texts
        .iter()
        .filter(|text| !text.is_empty())
        .collect::<HashSet<_>>()
        .len()
}

/// Whether clearly fewer things stand in the other column than names beside it.
fn is_coarser(names: &[String], texts: &[String]) -> bool {
    let both = names
        .iter()
        .zip(texts)
        .filter(|(name, text)| !name.is_empty() && !text.is_empty());
    let (names, texts): (HashSet<&String>, HashSet<&String>) = both.unzip();
    let few = names.len() <= FEW;
    texts.len() * 10 < names.len() * 8 || (few && texts.len() < names.len())
}

/// Whether a name tells what stands in another column: one thing for each name, but for a slip in fifty.
pub(super) fn settles(names: &[String], texts: &[String]) -> bool {
    let mut first: HashMap<&str, &str> = HashMap::new();
    let filled = names
        .iter()
        .zip(texts)
        .filter(|(name, text)| !name.is_empty() && !text.is_empty());
    let (mut seen, mut other) = (0_usize, 0_usize);
    for (name, text) in filled {
        seen += 1;
        other += usize::from(first.entry(name).or_insert(text) != text);
    }
    seen > 0 && other * 50 <= seen
}
