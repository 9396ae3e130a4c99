use crate::domain::{IdKind, Level, OrganisationType, slug};
use crate::import::code_text;
use crate::import::layout::is_sum;

/// The level that a publisher's words name.
pub(super) fn level_of_words(words: &str) -> Option<Level> {
    if words.is_empty() {
        return None;
    }
    let slug = slug(words);
    if let Some(level) = Level::from_code(&slug) {
        return Some(level);
    }
    Some(match slug.as_str() {
        "national" | "nation" | "countries" => Level::Country,
        "regional" | "regions" | "gor" | "government-office-region" => Level::Region,
        "combined-authorities" | "combined-authority-or-city-region" => Level::CombinedAuthority,
        "uk" | "united-kingdom" | "great-britain" => Level::Kingdom,
        "unitary-authority" | "unitary-authorities" | "ua" => Level::Unitary,
        "local-authority-district" | "lower-tier-local-authority" | "non-metropolitan-district" => {
            Level::District
        }
        "counties" | "county-council" => Level::County,
        "london-boroughs" => Level::LondonBorough,
        "metropolitan-districts" => Level::MetropolitanDistrict,
        "parliamentary-constituency" | "westminster-constituency" => Level::Constituency,
        "lsoa" | "msoa" | "output-area" => Level::SmallArea,
        text if text.starts_with("itl") || text.starts_with("nuts") => Level::StatisticalRegion,
        _ => return None,
    })
}

/// Whether the name of a row stands for nobody: a total over others, a mean, a sign for nothing.
pub(super) fn names_nobody(name: &str) -> bool {
    let low = name.trim().to_lowercase();
    let of_others = ["average", "mean", "median", "sum", "sub-total", "subtotal"];
    let behind = low.rsplit_once(' ').map_or("", |(_, last)| last);
    is_sum(low.trim_start_matches('*'))
        || of_others.contains(&behind)
        || of_others.contains(&low.as_str())
        || of_others.iter().any(|word| {
            low.strip_prefix(word)
                .is_some_and(|rest| rest.starts_with(" of ") || rest.starts_with(" for "))
        })
        || matches!(
            low.as_str(),
            "-" | "–" | ".." | ":" | "national" | "range" | "minimum" | "maximum" | "min" | "max"
        )
}

/// The type of organisation that a code or a publisher's words name.
pub(super) fn type_of_words(words: &str) -> Option<OrganisationType> {
    OrganisationType::from_code(&slug(words))
}

/// The type of a provider of learning of this name: those of the register are universities, colleges and firms that train.
pub(super) fn type_of_provider(name: &str) -> OrganisationType {
    const HIGHER: [&str; 14] = [
        "imperial college",
        "king's college london",
        "university college",
        "school of economics",
        "royal college",
        "royal academy",
        "royal holloway",
        "conservatoire",
        "goldsmiths",
        "birkbeck",
        "queen mary",
        "institute of cancer",
        "guildhall school",
        "business school",
    ];
    let low = name.to_lowercase();
    if HIGHER.iter().any(|words| low.contains(words)) {
        OrganisationType::University
    } else {
        type_of_name(name)
    }
}

/// The type of organisation that a name tells.
pub(in crate::import) fn type_of_name(name: &str) -> OrganisationType {
    let low = format!(
        " {} ",
        name.to_lowercase()
            .replace(|c: char| !c.is_alphanumeric(), " ")
    );
    let has = |any: &[&str]| any.iter().any(|word| low.contains(word));
    if has(&[" nhs ", " health board ", " clinical commissioning "]) {
        OrganisationType::NhsTrust
    } else if has(&[" university ", " prifysgol ", " universities "])
        && !has(&[" students ", " press ", " superannuation "])
    {
        OrganisationType::University
    } else if has(&[
        " academy ",
        " academies ",
        " school ",
        " schools ",
        " college ",
        " multi academy ",
    ]) {
        OrganisationType::School
    } else if has(&[
        " council ",
        " london borough of ",
        " combined authority ",
        " city of london corporation ",
    ]) && !has(&[
        " british council ",
        " research council ",
        " medical council ",
        " housing ",
    ]) {
        OrganisationType::Council
    } else if has(&[
        " department for ",
        " department of ",
        " ministry of ",
        " agency ",
        " cabinet office ",
        " home office ",
        " hm revenue ",
        " hm treasury ",
        " government ",
        " crown prosecution ",
    ]) && !has(&[" limited ", " ltd ", " plc ", " llp "])
    {
        OrganisationType::Department
    } else {
        OrganisationType::Employer
    }
}

/// Regions of the health service share the registers of its trusts: `Y56`, `YDF21`.
pub(super) fn health_area(code: &str, kind: Option<IdKind>) -> Option<Level> {
    let known = kind.is_none_or(|kind| kind == IdKind::OdsCode);
    (known && code.starts_with('Y') && code_text::is_ods_code(code)).then_some(Level::HealthArea)
}
