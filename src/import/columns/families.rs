//! Tables whose publisher's habit says what their columns hold.

use std::collections::HashSet;

use super::assign::Guess;
use super::{Part, PeriodPart, Profile, part_of_header};
use crate::import::layout::Table;
use crate::import::sidecar::{ColumnKind, Sidecar};

/// What the headers of a table are called, without regard to capitals.
struct Headers<'t>(&'t [String]);

impl Headers<'_> {
    fn at(&self, name: &str) -> Option<usize> {
        self.0
            .iter()
            .position(|header| header.eq_ignore_ascii_case(name))
    }

    fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.at(name).is_some())
    }
}

fn set(guesses: &mut [Guess], at: Option<usize>, part: Part, confidence: f64, reason: &str) {
    if let Some(guess) = at.and_then(|index| guesses.get_mut(index))
        && guess.confidence < 1.0
    {
        *guess = Guess::new(part, confidence, reason);
    }
}

/// Tables of Nomis give every dimension as an id, a name, a code, a type and an order; its name is read.
pub(super) fn nomis(table: &Table, guesses: &mut [Guess]) {
    let headers = Headers(&table.headers);
    if !headers.has(&["OBS_VALUE", "GEOGRAPHY_CODE"]) {
        return;
    }
    for (index, header) in table.headers.iter().enumerate() {
        let name = header.to_uppercase();
        let (part, reason) = match name.as_str() {
            "OBS_VALUE" => (Part::Value, "its header says so"),
            "OBS_STATUS" => (Part::Status, "its header says so"),
            "GEOGRAPHY_CODE" => (Part::Code(None), "its header says so"),
            "GEOGRAPHY_NAME" => (Part::Name { weak: false }, "its header says so"),
            "GEOGRAPHY_TYPE" => (Part::Level, "its header says so"),
            "DATE_NAME" => (Part::Period(PeriodPart::Whole), "its header says so"),
            "DATE" if headers.at("DATE_NAME").is_none() => {
                (Part::Period(PeriodPart::Whole), "its header says so")
            }
            "MEASURE_NAME" | "VARIABLE_NAME" | "STATISTIC_NAME" => {
                (Part::Indicator, "what is measured, by name")
            }
            "MEASURES_NAME" => (Part::Measure, "how it is measured, by name"),
            "SEX_NAME" | "GENDER_NAME" | "C_SEX_NAME" => {
                (Part::Group("sex".to_owned()), "the sexes by name")
            }
            "AGE_NAME" | "C_AGE_NAME" => (Part::Group("age".to_owned()), "the ages by name"),
            _ if name.ends_with("_NAME") && !name.starts_with("OBS_") => {
                (Part::Context, "a dimension by name")
            }
            _ => (Part::Ignore, "the same as a name beside it"),
        };
        set(guesses, Some(index), part, 0.9, reason);
    }
}

/// Tables of HESA name what is measured in `Category`, under a heading in `Category marker`.
pub(super) fn hesa(table: &Table, profiles: &[Profile], guesses: &mut [Guess]) {
    let headers = Headers(&table.headers);
    let category = headers.at("Category");
    let several = category
        .and_then(|index| profiles.get(index))
        .is_some_and(|profile| profile.distinct.len() > 1);
    if !headers.has(&["UKPRN", "HE provider", "Category", "Category marker"]) || !several {
        return;
    }
    let marker = headers.at("Category marker");
    let of_people = marker
        .and_then(|index| profiles.get(index))
        .is_some_and(|profile| are_dimensions(&profile.distinct));
    if of_people {
        let reason = "the markers beside it are what people are told apart by";
        set(
            guesses,
            category,
            Part::Group("category".to_owned()),
            0.8,
            reason,
        );
        let reason = "it names what people are told apart by";
        set(guesses, marker, Part::Ignore, 0.8, reason);
        return;
    }
    let reason = "HESA names there what is measured";
    set(guesses, category, Part::Indicator, 0.8, reason);
    set(
        guesses,
        marker,
        Part::IndicatorBand,
        0.8,
        "the heading over what is measured",
    );
}

/// Whether texts name what people are told apart by: `Sex`, `Disability status`, `Ethnicity marker`.
fn are_dimensions(texts: &HashSet<String>) -> bool {
    let of_people = |text: &&String| {
        let low = text.to_lowercase();
        let bare = low.trim_end_matches(" marker").trim_end_matches(" group");
        matches!(part_of_header(bare), Some(Part::Group(_)))
    };
    texts.iter().any(|text| of_people(&text))
        && texts.iter().filter(of_people).count() * 2 > texts.len()
}

/// Beside `geographic_level` a column called `level` holds levels of learning.
pub(super) fn levels_of_learning(table: &Table, guesses: &mut [Guess]) {
    let headers = Headers(&table.headers);
    if headers.has(&["geographic_level", "level"]) {
        let reason = "beside the level of places these are levels of something else";
        set(
            guesses,
            headers.at("level"),
            Part::Group("level".to_owned()),
            0.8,
            reason,
        );
    }
}

/// Tables of the Department for Education: the file of metadata beside them says which columns are filters and which hold
/// figures.
pub(super) fn described(table: &Table, sidecar: Option<&Sidecar>, guesses: &mut [Guess]) {
    let Some(sidecar) = sidecar else {
        return;
    };
    for (index, header) in table.headers.iter().enumerate() {
        match sidecar.column(header) {
            Some(ColumnKind::Filter(label)) => set(
                guesses,
                Some(index),
                Part::Group(label.to_lowercase()),
                0.95,
                "the metadata beside the file calls it a filter",
            ),
            Some(ColumnKind::Indicator) => set(
                guesses,
                Some(index),
                Part::Figure,
                0.95,
                "the metadata beside the file calls it an indicator",
            ),
            None => {}
        }
    }
}

/// Whether numbers under this header name things rather than measure them.
pub(in crate::import) fn names_things(header: &str) -> bool {
    let low = header.trim().to_lowercase();
    let words: Vec<&str> = low
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let last = words.last().copied().unwrap_or("");
    let camel = header.len() > 2
        && (header.ends_with("ID") || header.ends_with("Id"))
        && header
            .chars()
            .rev()
            .nth(2)
            .is_some_and(|c| c.is_ascii_lowercase());
    let joined = words.join(" ");
    let updated = words.contains(&"update") || words.contains(&"updated");
    camel
        || updated
        || matches!(
            last,
            "id" | "ids"
                | "ref"
                | "uprn"
                | "urn"
                | "code"
                | "codes"
                | "latitude"
                | "longitude"
                | "easting"
                | "northing"
                | "sequence"
                | "sortorder"
                | "order"
        )
        || [
            "sort priority",
            "sort order",
            "transaction number",
            "transaction no",
            "invoice number",
            "invoice no",
            "voucher number",
            "row number",
            "record number",
            "display order",
        ]
        .contains(&joined.as_str())
        || (joined.contains("inspection number") && !joined.starts_with("number"))
        || [
            "organisation number",
            "charity number",
            "company number",
            "registration number",
            "reference number",
        ]
        .iter()
        .any(|number| joined.ends_with(number))
}

/// What a table lists where it holds no figures about subjects: payments, or the columns of another file.
pub(in crate::import) fn is_a_list_of(table: &Table) -> Option<&'static str> {
    let headers = Headers(&table.headers);
    let any = |words: &[&str]| {
        table.headers.iter().any(|header| {
            let low = header.to_lowercase();
            words.iter().any(|word| low.contains(word))
        })
    };
    if headers.has(&["col_name", "col_type"]) {
        return Some("the columns of another file");
    }
    let paid = any(&["supplier", "payee", "beneficiary", "vendor"]);
    (paid && any(&["amount", "payment", "invoice"])).then_some("payments to suppliers")
}

/// What the figures of a table of HESA count, where only its breakdowns tell.
pub(in crate::import) fn counted_by_hesa(table: &Table) -> Option<&'static str> {
    let headers = Headers(&table.headers);
    if !headers.has(&["UKPRN", "HE provider"]) {
        return None;
    }
    let any = |words: &[&str]| {
        table.headers.iter().any(|header| {
            let low = header.to_lowercase();
            words.iter().any(|word| low.contains(word))
        })
    };
    if any(&["level of study", "mode of study"]) {
        Some("Students")
    } else if any(&["contract", "mode of employment"]) {
        Some("Staff")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::names_things;

    #[test]
    fn numbers_that_name_things_are_known_by_their_header() {
        for (header, expected) in [
            ("HESA_ID", true),
            ("HospitalID", true),
            ("Transaction Number", true),
            ("Sort Priority", true),
            ("SIC code", true),
            ("Latest inspection number since then", true),
            ("Covid", false),
            ("PAID", false),
            ("Number of homes", false),
            ("Households paid", false),
        ] {
            assert_eq!(names_things(header), expected, "{header}");
        }
    }
}
