use std::collections::HashSet;

use crate::import::columns::Profile;
use crate::import::layout::Table;
use crate::import::plan::Plan;
use crate::import::subject_header::{Kinds, kinds_in, names_areas_of_its_own};
use crate::import::subjects::KnownIndex;

/// Whether the names of rows are, by their header, those of areas that are no councils, though they are often called as those are:
/// police forces, health boards, constituencies. So they are where hardly any of several names is that of a council, so that the few that are called as one are none either.
pub(super) fn names_other_areas(
    plan: &Plan,
    table: &Table,
    profiles: &[Profile],
    subjects: &KnownIndex<'_>,
) -> bool {
    let profile = |column: &u32| profiles.get(*column as usize);
    let names: HashSet<&String> = plan
        .subject
        .names
        .iter()
        .filter_map(profile)
        .flat_map(|profile| &profile.distinct)
        .collect();
    let is_known =
        |name: &&&String| subjects.is_place(name) || subjects.place_within(name).is_some();
    let known = names.iter().filter(is_known).count();
    let strangers = plan.subject.codes.is_empty() && names.len() > 2 && known * 3 < names.len();
    strangers || are_police_forces(&names) || headed_by_other_areas(plan, table)
}

/// Whether some names are those that nothing but a police force has, so that Norfolk beside them is a force too.
fn are_police_forces(names: &HashSet<&String>) -> bool {
    const FORCES: [&str; 10] = [
        "avon and somerset",
        "thames valley",
        "west mercia",
        "dyfed-powys",
        "devon and cornwall",
        "northumbria",
        "humberside",
        "metropolitan",
        "gwent",
        "british transport",
    ];
    let is_force = |name: &&&String| {
        let low = name.to_lowercase().replace('&', "and");
        FORCES.iter().any(|force| low.starts_with(force))
    };
    names.iter().filter(is_force).count() > 2
}

fn headed_by_other_areas(plan: &Plan, table: &Table) -> bool {
    let header = |column: &u32| table.headers.get(*column as usize);
    let mut headers = plan.subject.names.iter().filter_map(header);
    headers.any(|header| {
        let own = header.rsplit(" – ").next().unwrap_or(header);
        let of_councils = own.to_lowercase().contains("authorit");
        names_areas_of_its_own(own) || (kinds_in(own).has(Kinds::OTHERS) && !of_councils)
    })
}
