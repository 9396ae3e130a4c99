use std::collections::{HashMap, HashSet};

use super::assign::CHOSEN;
use super::organisations::{different, settles, texts_of};
use super::{Columns, Part, PeriodPart, Profile};
use crate::domain::IdKind;
use crate::import::ColumnRole;
use crate::import::grid::Grid;
use crate::import::groups::repeats;
use crate::import::layout::{Table, group_of};
use crate::import::subject_header::{Kinds, aspect_of, is_about, kinds_in};

/// Things of which each lies in one area, and an area has several: stations, monitoring sites, libraries.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Sites {
    /// The column that names them.
    pub(in crate::import) own: u32,
    /// The column that names the areas.
    pub(in crate::import) area: u32,
    /// Names that things of several areas share: `Central Library`.
    pub(in crate::import) shared: HashSet<String>,
    /// Whether nothing but the way they lie says that they are no groups of people.
    pub(in crate::import) unsure: bool,
}

impl Columns {
    /// Where words beside an area tell its rows apart and belong, each of them, to one area, they name what the figures are about:
    /// groups of people are found in every area.
    pub(in crate::import) fn find_sites(
        &mut self,
        (grid, table): (&Grid, &Table),
        profiles: &[Profile],
        is_place: &dyn Fn(&str) -> bool,
    ) {
        let chosen = self.guesses.iter().filter(|guess| guess.reason == CHOSEN);
        let chosen: HashMap<u32, ColumnRole> =
            chosen.map(|guess| (guess.column, guess.role)).collect();
        let of_place = |part: &Part| {
            matches!(
                part,
                Part::Code(None | Some(IdKind::Gss)) | Part::Name { .. }
            )
        };
        if self.parts.contains(&Part::Level) {
            return;
        }
        let header = |column: u32| {
            table
                .headers
                .get(column as usize)
                .map_or("", String::as_str)
        };
        let said = |column: &u32| chosen.get(column) == Some(&ColumnRole::Name);
        let areas: Vec<u32> = self
            .having(|part| of_place(part) || *part == Part::Context)
            .filter(|column| !said(column) && names_areas(header(*column)))
            .collect();
        let candidates: Vec<u32> = self
            .having(|part| matches!(part, Part::Context | Part::Name { .. }))
            .filter(|column| {
                said(column) || self.parts.get(*column as usize) == Some(&Part::Context)
            })
            .filter(|column| {
                let words = profiles.get(*column as usize);
                words.is_some_and(|one| {
                    one.numbers == 0
                        && one.periods * 2 <= one.filled
                        && one.filled * 10 >= one.rows * 9
                }) && !names_areas(header(*column))
                    && !is_about(header(*column))
                    && (said(column) || !chosen.contains_key(column))
            })
            .collect();
        let anything_said = chosen.values().any(|role| *role == ColumnRole::Name);
        for area in areas {
            let of_areas = texts_of(grid, table, area);
            for own in candidates.iter().copied() {
                if own == area || (anything_said && !said(&own)) {
                    continue;
                }
                let names = texts_of(grid, table, own);
                let by_header = names_sites(header(own));
                let Some(shared) = lie_in(&names, &of_areas, by_header) else {
                    continue;
                };
                if !said(&own) && !self.tells_apart(grid, table, (area, own)) {
                    continue;
                }
                let different: HashSet<&String> = names.iter().collect();
                let places = different.iter().filter(|name| is_place(name)).count();
                if by_header || places * 10 < different.len() * 6 {
                    let unsure = !said(&own) && !by_header;
                    self.sites = Some(Sites {
                        own,
                        area,
                        shared,
                        unsure,
                    });
                }
                self.take_for(
                    own,
                    Part::Name { weak: false },
                    "each row's own, of which an area has several",
                );
                self.take_own_code(grid, table, (own, &names));
                let others: Vec<u32> = self
                    .having(of_place)
                    .filter(|column| *column != own)
                    .filter(|column| {
                        self.parts.get(*column as usize) != Some(&Part::Code(Some(IdKind::Other)))
                    })
                    .collect();
                for column in others {
                    let texts = texts_of(grid, table, column);
                    if column == area || settles(&names, &texts) {
                        self.take_for(column, Part::Context, "the area in which it lies");
                    }
                }
                return;
            }
        }
    }

    /// Whether rows of one area, time and indicator are told apart by this column, and by nothing that is known already.
    fn tells_apart(&self, grid: &Grid, table: &Table, (area, own): (u32, u32)) -> bool {
        let mut naming: Vec<u32> = self
            .having(|part| {
                matches!(
                    part,
                    Part::Period(
                        PeriodPart::Whole
                            | PeriodPart::Start
                            | PeriodPart::Month
                            | PeriodPart::Quarter
                    ) | Part::Indicator
                        | Part::IndicatorCode
                        | Part::Measure
                        | Part::Group(_)
                        | Part::Code(_)
                )
            })
            .collect();
        naming.push(area);
        naming.retain(|column| *column != own);
        let rows: Vec<u32> = table.rows.iter().take(5000).collect();
        let before = repeats(grid, &rows, &naming);
        naming.push(own);
        before * 5 >= rows.len() && repeats(grid, &rows, &naming) * 5 < before
    }
}

/// Whether a header says that its column names areas in which others lie.
fn names_areas(header: &str) -> bool {
    let kinds = kinds_in(header);
    aspect_of(header).0 == "area"
        || (kinds.has(Kinds::COUNCILS.and(Kinds::WIDE)) && !kinds.has(Kinds::ORGANISATIONS))
}

fn names_sites(header: &str) -> bool {
    kinds_in(header).has(Kinds::SITES)
}

/// Whether each of these names stands in one area, but for a few that several areas have, which are given; and areas have several.
fn lie_in(names: &[String], areas: &[String], said: bool) -> Option<HashSet<String>> {
    let mut areas_of: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (name, area) in names.iter().zip(areas) {
        if !name.is_empty() && !area.is_empty() {
            areas_of.entry(name).or_default().insert(area);
        }
    }
    let shared: HashSet<String> = areas_of
        .iter()
        .filter(|(_, areas)| areas.len() > 1)
        .map(|(name, _)| (*name).to_owned())
        .collect();
    let groups = areas_of
        .keys()
        .filter(|name| group_of(name).is_some())
        .count();
    let several = different(areas);
    let holds = several > 1
        && areas_of.len() * 8 > several * if said { 8 } else { 10 }
        && shared.len() * 3 <= areas_of.len()
        && groups * 5 <= areas_of.len();
    holds.then_some(shared)
}
