use serde_json::{Map, Value};

use super::{ColumnKind, Sidecar};
use crate::domain::{Source, Unit, UnitKind};

const LICENCE: &str = "Open Government Licence v3.0";

/// The metadata of the Department for Education beside `name.csv` in `name.meta.csv`: a row a column.
pub(super) fn of_columns(text: &str) -> Option<Sidecar> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let headers = reader.headers().ok()?.clone();
    let at = |name: &str| {
        headers
            .iter()
            .position(|header| header.trim().eq_ignore_ascii_case(name))
    };
    let (name, kind) = (at("col_name")?, at("col_type")?);
    let (label, unit, decimals) = (at("label"), at("indicator_unit"), at("indicator_dp"));
    let mut sidecar = Sidecar::default();
    for row in reader.records().map_while(Result::ok).take(2000) {
        let get = |column: Option<usize>| {
            column
                .and_then(|column| row.get(column))
                .map(str::trim)
                .filter(|text| !text.is_empty() && !matches!(*text, "NA" | "NULL"))
        };
        let Some(column) = get(Some(name)) else {
            continue;
        };
        let shown = get(label).unwrap_or(column);
        let kind = match get(Some(kind)).unwrap_or("").to_lowercase().as_str() {
            "filter" => ColumnKind::Filter(shown.to_owned()),
            "indicator" => ColumnKind::Indicator,
            _ => continue,
        };
        if kind == ColumnKind::Indicator {
            let mut entry = Map::new();
            entry.insert("label".to_owned(), Value::from(shown));
            if let Some(unit) = get(unit) {
                entry.insert("unit".to_owned(), Value::from(unit));
            }
            if let Some(decimals) = get(decimals).and_then(|text| text.parse::<u64>().ok()) {
                entry.insert("decimalPlaces".to_owned(), Value::from(decimals));
            }
            sidecar.entries.push((column.to_owned(), entry));
        }
        sidecar.columns.push((column.to_owned(), kind));
    }
    (!sidecar.columns.is_empty()).then_some(sidecar)
}

/// The description of a dataset with its editions: title, summary, publisher, licence.
pub(super) fn of_editions(value: &Value) -> Option<Sidecar> {
    let edition = value.get("editions")?.as_array()?.first()?.as_object()?;
    let get = |key: &str| {
        edition
            .get(key)
            .and_then(Value::as_str)
            .or_else(|| value.get(key).and_then(Value::as_str))
            .map(str::trim)
            .filter(|text| !text.is_empty())
    };
    let title = get("title")?;
    let mut entry = Map::new();
    for (from, to) in [
        ("title", "label"),
        ("summary", "subtitle"),
        ("description", "longDescription"),
    ] {
        if let Some(text) = get(from) {
            entry.insert(to.to_owned(), Value::from(text));
        }
    }
    let licence = get("licence").unwrap_or("");
    let source = Source {
        publisher: get("creator")
            .or_else(|| get("publisher"))
            .map_or_else(String::new, named_by_address),
        dataset: title.to_owned(),
        released: get("issued").map_or_else(String::new, |text| text.chars().take(10).collect()),
        licence: if licence.contains("open-government-licence/version/3") {
            LICENCE.to_owned()
        } else {
            licence.to_owned()
        },
        url: get("@id").unwrap_or("").to_owned(),
    };
    Some(Sidecar {
        entries: vec![(String::new(), entry)],
        source: Some(source),
        ..Sidecar::default()
    })
}

/// `…/publishers/office-for-national-statistics` in words.
fn named_by_address(address: &str) -> String {
    let slug = address.rsplit('/').next().unwrap_or(address);
    slug.split('-')
        .enumerate()
        .map(|(index, word)| {
            let small = index > 0 && matches!(word, "for" | "of" | "and" | "the");
            let mut letters = word.chars();
            match letters.next() {
                Some(first) if !small => first.to_uppercase().chain(letters).collect(),
                _ => word.to_owned(),
            }
        })
        .collect::<Vec<String>>()
        .join(" ")
}

/// Whether the name or type of a column is a unit and says nothing of what is measured: `Percentage`, `GBP`.
fn is_bare_unit(text: &str) -> bool {
    let is_kind = matches!(
        Unit::from_text(text).kind,
        UnitKind::PerCent | UnitKind::PercentagePoints | UnitKind::Money | UnitKind::Time
    );
    is_kind && text.split_whitespace().count() < 3
}

/// A plain list of keys with their values, nested by spaces: title, source, and the label, unit and format of `value`.
pub(super) fn of_keys(text: &str) -> Option<Sidecar> {
    let mut path: Vec<(usize, String)> = Vec::new();
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines().take(2000) {
        let depth = line.len() - line.trim_start().len();
        let line = line.trim();
        if line.starts_with(['#', '-']) {
            continue;
        }
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        path.retain(|(of, _)| *of < depth);
        path.push((depth, key.trim().to_owned()));
        let value = value.split(" #").next().unwrap_or("").trim();
        let value = value.trim_matches(['\'', '"']);
        if !value.is_empty() {
            let keys: Vec<&str> = path.iter().map(|(_, key)| key.as_str()).collect();
            found.push((keys.join("."), value.to_owned()));
        }
    }
    let get = |key: &str| {
        found
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    };
    let title = get("title")?;
    get("schema.value.id")?;
    let mut entry = Map::new();
    entry.insert("label".to_owned(), Value::from(title));
    if let Some(subtitle) = get("subtitle") {
        entry.insert("subtitle".to_owned(), Value::from(subtitle));
    }
    let named = |key: &str| get(key).filter(|text| is_bare_unit(text));
    let unit = get("schema.value.unit_string")
        .or_else(|| named("schema.value.label"))
        .or_else(|| named("schema.value.type"));
    if let Some(unit) = unit {
        entry.insert("unit".to_owned(), Value::from(unit));
    }
    let decimals = get("schema.value.format")
        .and_then(|format| format.strip_prefix('.'))
        .and_then(|format| format.strip_suffix('f'))
        .and_then(|digits| digits.parse::<u64>().ok());
    if let Some(decimals) = decimals {
        entry.insert("decimalPlaces".to_owned(), Value::from(decimals));
    }
    Some(Sidecar {
        entries: vec![(String::new(), entry)],
        period_label: get("schema.year.label").unwrap_or("").to_owned(),
        source: Some(Source {
            publisher: get("source_name").unwrap_or("").to_owned(),
            dataset: title.to_owned(),
            url: get("source_url").unwrap_or("").to_owned(),
            ..Source::default()
        }),
        ..Sidecar::default()
    })
}
