//! What a file beside a table says of its indicators and columns.

mod other_forms;

use serde_json::{Map, Value};

use crate::domain::{Indicator, Source};

/// What a column is by the metadata beside a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ColumnKind {
    /// A people group, with the name of its dimension.
    Filter(String),
    /// Figures.
    Indicator,
}

/// The metadata beside a file: the JSON of ONS *Explore local statistics*, the `*.meta.csv` of the Department for Education,
/// the description of a dataset's editions, or a plain list of keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Sidecar {
    shared: Map<String, Value>,
    /// By the name that the figures use.
    entries: Vec<(String, Map<String, Value>)>,
    /// What columns are, by their header.
    columns: Vec<(String, ColumnKind)>,
    /// What the periods are called: `Academic year (start)`.
    period_label: String,
    /// Where the figures come from, where the metadata are not those of the store.
    source: Option<Source>,
}

/// Where all figures with such a JSON come from.
const STORE: &str = "Explore local statistics";
const LICENCE: &str = "Open Government Licence v3.0";

impl Sidecar {
    /// Reads the metadata; nothing when they are of no known kind.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let Ok(value) = serde_json::from_str::<Value>(text) else {
            return other_forms::of_columns(text).or_else(|| other_forms::of_keys(text));
        };
        if value.get("editions").is_some() {
            return other_forms::of_editions(&value);
        }
        let metadata = value.get("ess-beta-metadata")?.as_object()?;
        let mut sidecar = Self::default();
        if metadata.contains_key("label") {
            sidecar.entries.push((String::new(), metadata.clone()));
            return Some(sidecar);
        }
        for (name, entry) in metadata {
            let Some(entry) = entry.as_object() else {
                continue;
            };
            if name == "shared" {
                sidecar.shared.clone_from(entry);
            } else {
                sidecar.entries.push((name.clone(), entry.clone()));
            }
        }
        (!sidecar.entries.is_empty()).then_some(sidecar)
    }

    /// The label of the one indicator that it describes.
    pub(super) fn only_label(&self) -> Option<String> {
        match self.entries.as_slice() {
            [(_, entry)] => text(entry, "label"),
            _ => None,
        }
    }

    /// The label of the indicator that the figures call `name`.
    pub(super) fn label(&self, name: &str) -> Option<String> {
        text(self.entry(name)?, "label")
    }

    /// What it calls the periods; empty where it says nothing of them.
    pub(super) fn period_label(&self) -> &str {
        &self.period_label
    }

    /// What the column of this header is.
    pub(super) fn column(&self, header: &str) -> Option<&ColumnKind> {
        self.columns
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(header.trim()))
            .map(|(_, kind)| kind)
    }

    /// Whether it says with how many decimals the indicator is shown that the figures call `name`.
    pub(super) fn gives_decimals(&self, name: &str) -> bool {
        self.shared.contains_key("decimalPlaces")
            || self
                .entry(name)
                .is_some_and(|entry| entry.contains_key("decimalPlaces"))
    }

    /// The unit of the indicator that the figures call `name`.
    pub(super) fn unit(&self, name: &str) -> Option<String> {
        text(self.entry(name)?, "unit")
    }

    fn entry(&self, name: &str) -> Option<&Map<String, Value>> {
        if let [(_, only)] = self.entries.as_slice()
            && self.columns.is_empty()
        {
            return Some(only);
        }
        self.entries
            .iter()
            .find(|(key, entry)| {
                key.eq_ignore_ascii_case(name)
                    || text(entry, "label").is_some_and(|label| label.eq_ignore_ascii_case(name))
            })
            .map(|(_, entry)| entry)
    }

    /// Fills what is still unknown of an indicator.
    pub(super) fn describe(&self, name: &str, indicator: &mut Indicator) {
        let Some(entry) = self.entry(name) else {
            return;
        };
        let get = |key: &str| text(entry, key).or_else(|| text(&self.shared, key));
        for (key, field) in [
            ("subtitle", &mut indicator.measure),
            ("longDescription", &mut indicator.definition),
            ("caveats", &mut indicator.caveats),
        ] {
            if field.is_empty()
                && let Some(found) = get(key)
            {
                *field = found;
            }
        }
        let decimals = entry
            .get("decimalPlaces")
            .or_else(|| self.shared.get("decimalPlaces"))
            .and_then(Value::as_u64);
        if let Some(decimals) = decimals.and_then(|decimals| u8::try_from(decimals).ok()) {
            indicator.decimals = decimals.min(6);
        }
        if !self.columns.is_empty() {
            return;
        }
        if let Some(source) = &self.source {
            indicator.source = source.clone();
            return;
        }
        let label = get("label").unwrap_or_else(|| name.to_owned());
        indicator.source = Source {
            publisher: get("sourceOrg").map_or_else(
                || "Office for National Statistics".to_owned(),
                |publisher| listed(&publisher),
            ),
            dataset: format!("{STORE}: {label}"),
            released: get("sourceDate").map_or_else(String::new, |dates| listed(&dates)),
            licence: LICENCE.to_owned(),
            url: get("sourceURL")
                .and_then(|urls| urls.split('|').next().map(|url| url.trim().to_owned()))
                .unwrap_or_default(),
        };
    }
}

/// Parts between bars as a list, each once: `Ofsted|ONS` gives `Ofsted, ONS`.
fn listed(text: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in text.split('|').map(str::trim) {
        if !part.is_empty() && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(", ")
}

fn text(object: &Map<String, Value>, key: &str) -> Option<String> {
    object
        .get(key)
        .and_then(Value::as_str)
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::Sidecar;
    use crate::domain::{Indicator, IndicatorCode, Unit};

    #[test]
    fn shared_and_own_metadata_describe_an_indicator() {
        let sidecar = Sidecar::parse(
            r#"{"_note":"x","ess-beta-metadata":{"shared":{"decimalPlaces":1,"sourceOrg":"DfT|ONS","sourceDate":"1 May 2026","caveats":"Careful."},
            "Cycle to work":{"label":"Travel time by bicycle","subtitle":"Minutes"},"Drive":{"label":"By car","decimalPlaces":0}}}"#,
        )
        .expect("metadata");
        let mut indicator = Indicator::named(
            IndicatorCode::from("cycle-to-work"),
            "Cycle to work",
            Unit::from_text("mins"),
        );
        sidecar.describe("Cycle to work", &mut indicator);
        assert_eq!(
            sidecar.label("cycle to work").as_deref(),
            Some("Travel time by bicycle")
        );
        assert_eq!(indicator.measure, "Minutes");
        assert_eq!(indicator.caveats, "Careful.");
        assert_eq!(indicator.decimals, 1);
        assert_eq!(indicator.source.publisher, "DfT, ONS");
        assert_eq!(
            indicator.source.dataset,
            "Explore local statistics: Travel time by bicycle"
        );
        assert!(Sidecar::parse("{}").is_none() && Sidecar::parse("no json").is_none());
    }
}
