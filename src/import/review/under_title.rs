use crate::import::plan::Plan;
use crate::import::units::unit_in;

/// Words by which a header or title says what is measured, or of what else a column is.
const MEASURING: [&str; 40] = [
    "number",
    "rate",
    "percent",
    "per cent",
    "%",
    "average",
    "mean",
    "median",
    "count",
    "score",
    "proportion",
    "ratio",
    "index",
    "total",
    "headcount",
    "fte",
    "population",
    "people",
    "persons",
    "gap",
    "change",
    "difference",
    "cost",
    "spend",
    "income",
    "expenditure",
    "price",
    "value",
    "target",
    "baseline",
    "sample",
    "base",
    "level",
    "rank",
    "share",
    "estimate",
    "numerator",
    "denominator",
    "£",
    "pay",
];

/// Words of bands whose columns are parts of one thing.
const BREAKDOWNS: [&str; 6] = ["quintile", "decile", "age group", "ethnic", "sex", "gender"];

/// Where the title says what is measured, and the columns name nothing but parts of it, each part's figures are of the title's
/// measure: `Percentage of sessions missed` over `Primary schools` and `Secondary schools`. Beside columns that measure something of
/// their own that holds for the parts under a band of a breakdown alone.
pub(super) fn name_parts(plan: &mut Plan, title: &str) {
    if !states_one_measure(title) {
        return;
    }
    let is_own = |name: &str| name.starts_with(title) || measures(name);
    let any_own = plan
        .figures
        .iter()
        .filter_map(|figure| figure.indicator.as_deref())
        .any(is_own);
    for figure in &mut plan.figures {
        if let Some(name) = figure.indicator.as_mut()
            && !is_own(name)
            && (!any_own || is_of_breakdown(name))
        {
            *name = format!("{title} – {name}");
        }
    }
}

/// Whether a title says what is measured, and of one measure only.
fn states_one_measure(title: &str) -> bool {
    let low = title.to_lowercase();
    let of_several = [" and ", ", "]
        .iter()
        .flat_map(|between| low.split(between).skip(1))
        .any(|rest| MEASURING.iter().any(|word| rest.starts_with(word)));
    let begins = ["rate of", "average ", "mean ", "median ", "proportion of"]
        .iter()
        .any(|word| low.starts_with(word));
    !of_several && (begins || unit_in(title).0.is_some())
}

fn measures(name: &str) -> bool {
    let low = name.to_lowercase();
    let said = |word: &str| match low.find(word) {
        // `Base` is no part of `basement`, and `20-40%` is a share that names a group.
        Some(_) if word.chars().all(char::is_alphabetic) => low
            .split(|c: char| !c.is_alphabetic())
            .any(|one| one.trim_end_matches('s') == word.trim_end_matches('s')),
        Some(at) if word == "%" => !low
            .get(..at)
            .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit())),
        found => found.is_some(),
    };
    unit_in(name).0.is_some() || MEASURING.iter().any(|word| said(word))
}

fn is_of_breakdown(name: &str) -> bool {
    let low = name.to_lowercase();
    low.split_once(" – ")
        .is_some_and(|(band, _)| BREAKDOWNS.iter().any(|word| band.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::{measures, states_one_measure};

    #[test]
    fn titles_and_headers_say_what_is_measured_or_do_not() {
        assert!(states_one_measure(
            "Percentage of sessions missed by pupils"
        ));
        assert!(!states_one_measure(
            "Percentage and number of sessions missed"
        ));
        assert!(!states_one_measure("Pupils and schools"));
        assert!(!measures("SIMD 2020 quintile – 20-40%"));
        assert!(!measures("Primary schools"));
        assert!(measures("Number of leavers") && measures("Attainment 8 score"));
    }
}
