//! Files of *Explore education statistics*: a row has the codes of several areas, and its geographic level says which of them
//! the row is about.

use std::collections::HashMap;

use super::layout::Table;
use crate::domain::slug;

/// Columns of an area's code and name.
pub(super) type CodeAndName = (Option<u32>, Option<u32>);

/// For each level the columns that may hold its code, and those that may hold its name, the best first.
const LEVELS: [(&str, &[&str], &[&str]); 15] = [
    ("national", &["country_code"], &["country_name"]),
    ("regional", &["region_code"], &["region_name"]),
    (
        "local-authority",
        &["new_la_code", "old_la_code", "la_code"],
        &["la_name"],
    ),
    ("local-authority-district", &["lad_code"], &["lad_name"]),
    ("parliamentary-constituency", &["pcon_code"], &["pcon_name"]),
    (
        "local-enterprise-partnership",
        &["local_enterprise_partnership_code", "lep_code"],
        &["local_enterprise_partnership_name", "lep_name"],
    ),
    (
        "english-devolved-area",
        &["english_devolved_area_code"],
        &["english_devolved_area_name"],
    ),
    (
        "mayoral-combined-authority",
        &["mayoral_combined_authority_code", "mca_code"],
        &["mayoral_combined_authority_name"],
    ),
    (
        "local-skills-improvement-plan-area",
        &["lsip_code"],
        &["lsip_name"],
    ),
    (
        "opportunity-area",
        &["opportunity_area_code"],
        &["opportunity_area_name"],
    ),
    ("ward", &["ward_code"], &["ward_name"]),
    ("school", &["school_urn"], &["school_name"]),
    ("provider", &["provider_ukprn"], &["provider_name"]),
    ("mat", &["trust_id"], &["trust_name"]),
    ("institution", &["institution_id"], &["institution_name"]),
];

/// The columns of code and name for each level, where the table is of this kind.
pub(super) fn columns_by_level(table: &Table) -> HashMap<String, Vec<CodeAndName>> {
    let at = |name: &str| {
        (0_u32..)
            .zip(&table.headers)
            .find(|(_, header)| header.trim().eq_ignore_ascii_case(name))
            .map(|(column, _)| column)
    };
    if at("geographic_level").is_none() || at("time_period").is_none() {
        return HashMap::new();
    }
    LEVELS
        .iter()
        .map(|(level, codes, names)| {
            let name = names.iter().find_map(|name| at(name));
            let mut columns: Vec<CodeAndName> = codes
                .iter()
                .filter_map(|code| at(code))
                .map(|code| (Some(code), name))
                .collect();
            if columns.is_empty() && name.is_some() {
                columns.push((None, name));
            }
            ((*level).to_owned(), columns)
        })
        .collect()
}

/// A level as its key: `Local authority` gives `local-authority`.
pub(super) fn level_key(text: &str) -> String {
    slug(text)
}
