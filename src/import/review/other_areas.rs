use std::collections::HashSet;

use crate::import::columns::Profile;
use crate::import::layout::Table;
use crate::import::plan::Plan;
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
    strangers || headed_by_other_areas(plan, table)
}

fn headed_by_other_areas(plan: &Plan, table: &Table) -> bool {
    const OTHERS: [&str; 16] = [
        "force",
        "constabular",
        "fire and rescue",
        "fire service",
        "health board",
        "constituenc",
        "ward",
        "integrated care",
        "icb",
        "ccg",
        "jobcentre",
        "parish",
        "frs",
        "lcjb",
        "csp",
        "court",
    ];
    const COUNCILS: [&str; 14] = [
        "authorit",
        "council",
        "local",
        "district",
        "lad",
        "la ",
        "geograph",
        "unitary",
        "county",
        "administrative",
        "region",
        "borough",
        "name",
        "reference",
    ];
    let header = |column: &u32| table.headers.get(*column as usize);
    let mut headers = plan.subject.names.iter().filter_map(header);
    headers.any(|header| {
        let own = header.rsplit(" – ").next().unwrap_or(header);
        let text = own.to_lowercase();
        let words = || {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
        };
        let of_council = COUNCILS.iter().any(|council| text.contains(council));
        let of_some_area =
            words().next_back() == Some("area") && words().count() > 1 && !of_council;
        let named = OTHERS.iter().any(|other| {
            words().any(|word| word.starts_with(other))
                || (other.contains(' ') && text.contains(other))
        });
        of_some_area || (named && !words().any(|word| matches!(word, "workforce" | "authority")))
    })
}
