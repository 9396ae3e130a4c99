//! Figures that a person took from published files by eye, twenty a file, one file a class of layout (`golden/*.csv`): sheet,
//! cell, subject, indicator, period, people group, value, state. What the program reads in that cell must say the same: the
//! subject by its code, or by its name where the source gives no code; the indicator and the group in the source's own words,
//! all of which must stand in what the program calls it; an empty period is not compared.

use std::path::Path;

use levelbook::import::{ReviewedFile, ReviewedObservation, ReviewedSheet};

/// A golden, the file from which it was taken, and, for as long as the program reads it wrongly, what is wrong.
pub(crate) const GOLDENS: &[(&str, &str, Option<&str>)] = &[
    (
        "answers-down-groups-across",
        "gov/mikeAdamss+tidychef/coronavirusandlonelinessreferencetable.xlsx",
        None,
    ),
    (
        "bands-of-rows-and-years-carried-down",
        "gov/mikeAdamss+tidychef/house-prices.xls",
        None,
    ),
    (
        "bands-of-rows-by-place",
        "gov/mjthomas01+UK-Gender-Pay-Gap-Data-Analysis/PROV - Work Region PubPriv Table 25.12  Gender pay gap 2025.xlsx",
        None,
    ),
    (
        "employers-measures-across",
        "org/jonathon0301+comp0035-cw-g-team-18/UK Gender Pay Gap Data - 2021 to 2022-2.csv",
        None,
    ),
    (
        "indented-names-two-header-rows",
        "org/TechForUK+my_eu/HCHS_staff_with_an_EU_or_UK_nationality__by_staff_group_and_organisation.xls",
        None,
    ),
    (
        "levels-mixed",
        "gov/Conall66+Fuel-Poverty-UK-Project/2022_Sub-Regional-Data-LILEE.xlsx",
        None,
    ),
    (
        "long-with-a-json",
        "els/els-2026/persistent-absences-for-pupils-looked-after-by-local-authorities/persistent-absences-for-pupils-looked-after-by-local-authorities.csv",
        None,
    ),
    (
        "lower-case-codes-with-status",
        "csvw/ONSdigital+csvcubed/anxiety.csv",
        None,
    ),
    (
        "organisations-measures-across",
        "ods_gov/ropensci+readODS/civil-service-postcodes-2021.ods",
        None,
    ),
    (
        "places-across-periods-down",
        "gov/ONSdigital+sdg_data_updates/PWS_2021.xlsx",
        None,
    ),
    (
        "quarters-beside-places",
        "gov/mikeAdamss+tidychef/EB1-_Existing_Domestic_Properties.ods",
        None,
    ),
    (
        "quarters-down-three-header-rows",
        "gov/ONSdigital+sdg_data_updates/notineducationemploymentortrainingod221.xlsx",
        None,
    ),
    (
        "repeated-names-under-bands",
        "org/britishredcrosssociety+resilience-index/2021-Q1-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx",
        None,
    ),
    (
        "three-header-rows",
        "gov/mjthomas01+UK-Gender-Pay-Gap-Data-Analysis/PROV - Home Geography Table 8.12  Gender pay gap 2025.xlsx",
        None,
    ),
    (
        "title-block-above",
        "els/d-lazenby+ons_subnational_indicators/Male HLE-Table 1.csv",
        None,
    ),
    (
        "universities-long",
        "org/kjp07+HE-2018-2019/finances.csv",
        None,
    ),
    (
        "years-across",
        "gov/ONSdigital+sdg_data_updates/banks_by_LA.xlsx",
        None,
    ),
];

/// What differs between a golden and a reading, a sentence each.
pub(crate) fn differences(name: &str, review: &ReviewedFile) -> Vec<String> {
    let path = format!("tests/published_files/golden/{name}.csv");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut reader = csv::Reader::from_path(path).unwrap();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), 20, "{name}");
    records
        .iter()
        .filter_map(|golden| {
            let found = review
                .sheets
                .iter()
                .filter(|sheet| {
                    let name = sheet.sheet.split(" (table ").next();
                    name == Some(&golden[0])
                })
                .find_map(|sheet| Some((sheet, at(sheet, &golden[1])?)));
            let wrong = match found {
                None if elsewhere(golden, review) => return None,
                None => "is not read".to_owned(),
                Some((sheet, o)) => differs(golden, sheet, &o)?,
            };
            Some(format!("{name}: {} {} {wrong}", &golden[0], &golden[1]))
        })
        .collect()
}

/// The figure that was read in a cell such as `AB12`.
fn at(sheet: &ReviewedSheet, cell: &str) -> Option<ReviewedObservation> {
    let digits = cell.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = cell.split_at(digits);
    let column = letters.bytes().fold(0, |column, letter| {
        column * 26 + u32::from(letter - b'A') + 1
    });
    let row: u32 = row.parse().ok()?;
    sheet
        .observations
        .iter()
        .find(|o| o.row == row && o.column == column)
}

/// Whether the same figure stands in another cell of the file, with which it was kept as one.
fn elsewhere(golden: &csv::StringRecord, review: &ReviewedFile) -> bool {
    review.sheets.iter().any(|sheet| {
        let mut figures = sheet.observations.iter();
        figures.any(|o| differs(golden, sheet, &o).is_none())
    })
}

fn differs(
    golden: &csv::StringRecord,
    sheet: &ReviewedSheet,
    o: &ReviewedObservation,
) -> Option<String> {
    let subject = &sheet.subjects[o.subject as usize];
    if subject.code.0.as_str() != &golden[2] && !words_in(&golden[2], &subject.name) {
        return Some(format!("is of {} “{}”", subject.code, subject.name));
    }
    let indicator = &sheet.indicators[o.indicator as usize];
    let called = format!(
        "{} {} {}",
        indicator.name, indicator.unit.text, indicator.measure
    );
    if !words_in(&golden[3], &called) {
        return Some(format!("is called “{called}”"));
    }
    let period = sheet.periods[o.period as usize].key();
    if !golden[4].is_empty() && period != golden[4] {
        return Some(format!("covers {period}"));
    }
    let group = sheet.groups[o.group as usize].key();
    let as_said = if &golden[5] == "All" {
        group == "All"
    } else {
        words_in(&golden[5], &group)
    };
    if !as_said {
        return Some(format!("is of the group {group}"));
    }
    let state = o.reading.state().code();
    let value: Option<f64> = golden[6].parse().ok();
    let same = match (value, o.reading.value()) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
        (a, b) => a.is_none() && b.is_none(),
    };
    (!same || state != &golden[7]).then(|| format!("is {state} {:?}", o.reading.value()))
}

/// Whether every word of one text stands in another, whatever the case; `16 to 24` and `16-24` are the same words.
fn words_in(wanted: &str, text: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase()
            .replace(" to ", "-")
            .split(|c: char| !c.is_alphanumeric() && c != '%' && c != '+')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let held = words(text);
    words(wanted).iter().all(|word| held.contains(word))
}
