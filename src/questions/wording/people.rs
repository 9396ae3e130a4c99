use super::{brief, inside, sentence};
use crate::domain::{Indicator, PeopleGroup};

/// The gap of an indicator inside a sentence: `employment rate gap`; `gap in the pay gap` would say it twice.
pub(in crate::questions) fn indicator_gap(indicator: &Indicator) -> String {
    let name = inside(&brief(indicator));
    if name.to_lowercase().ends_with("gap") {
        format!("difference in {name}")
    } else {
        format!("{name} gap")
    }
}

/// A category as a label shows it: `Eligible`, `Age 2`.
pub(in crate::questions) fn category(dimension: &str, category: &str) -> String {
    let vague = category
        .chars()
        .all(|c| !c.is_alphabetic() || "toandTOAND ".contains(c))
        || ["yes", "no"].contains(&category.to_lowercase().as_str());
    if vague {
        sentence(&format!("{dimension} {category}"))
    } else {
        category.to_owned()
    }
}

/// A people group as a sentence names it beside another: what both have in common is left away.
/// `those eligible for free school meals`, `disadvantaged people`, `others`, `all people`.
pub(in crate::questions) fn people(group: &PeopleGroup, beside: &PeopleGroup) -> String {
    let denied = |group: &PeopleGroup, other: &PeopleGroup| {
        let mut own = group
            .pairs()
            .iter()
            .filter(|pair| !other.pairs().contains(pair));
        own.any(|(_, is)| is.to_lowercase().starts_with("not "))
    };
    if denied(group, beside) && !beside.is_all() && !denied(beside, group) {
        return "others".to_owned();
    }
    let own: Vec<String> = group
        .pairs()
        .iter()
        .filter(|pair| !beside.pairs().contains(pair))
        .map(|(dimension, is)| {
            let low = is.to_lowercase();
            if ["female", "male"].contains(&low.as_str()) {
                return format!("{low}s");
            }
            let proper = ["ethnic", "religion", "nationality", "language", "country"]
                .iter()
                .any(|word| dimension.contains(word));
            if low.starts_with("eligible") || low.starts_with("not eligible") {
                format!("those {low} for {dimension}")
            } else if low == "disadvantaged" {
                "disadvantaged people".to_owned()
            } else if proper {
                is.clone()
            } else {
                inside(&category(dimension, is))
            }
        })
        .collect();
    if own.is_empty() {
        "all people".to_owned()
    } else {
        own.join(", ")
    }
}
