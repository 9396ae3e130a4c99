mod places;

use std::collections::HashMap;
use std::sync::Arc;

pub(super) use places::Places;
use serde::Deserialize;

use super::{Known, KnownIndicator};
use crate::domain::{GoalLink, Indicator, IndicatorCode, Lineage, LinkKind, Polarity, Unit};

/// A table as `assets/pack.rs` packs it.
macro_rules! packed {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".zst"))
    };
}
use packed;

fn unpacked(packed: &[u8]) -> String {
    let unpacked = zstd::decode_all(packed);
    debug_assert!(unpacked.is_ok(), "packed by our own hand");
    String::from_utf8(unpacked.unwrap_or_default()).unwrap_or_default()
}

#[derive(Deserialize)]
struct ShippedIndicator {
    code: String,
    name: String,
    short_name: String,
    measure: String,
    unit: String,
    polarity: String,
    decimals: u8,
    #[serde(default = "yes")]
    trend_allowed: bool,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    goals: Vec<ShippedLink>,
}

#[derive(Deserialize)]
struct ShippedLink {
    framework: String,
    goal: u32,
    kind: LinkKind,
}

fn yes() -> bool {
    true
}

impl Known {
    /// How places followed one another, without the rest of what is known.
    pub fn lineage() -> Arc<Lineage> {
        Arc::clone(&Places::shipped().lineage)
    }

    /// What is known before anything was imported: the shipped indicators with their goals, and the places of the
    /// United Kingdom, those that have ended among them.
    pub fn shipped() -> Self {
        let table = unpacked(packed!("indicators"));
        let shipped: Vec<ShippedIndicator> = serde_json::from_str(&table).unwrap_or_default();
        let indicators: HashMap<IndicatorCode, KnownIndicator> = shipped
            .into_iter()
            .map(|shipped| {
                let known = known(shipped);
                (known.indicator.code.clone(), known)
            })
            .collect();
        Self {
            indicators,
            subjects: Places::shipped()
                .subjects
                .iter()
                .map(|place| (place.code.clone(), place.clone()))
                .collect(),
            lineage: Self::lineage(),
        }
    }
}

fn known(shipped: ShippedIndicator) -> KnownIndicator {
    let code = IndicatorCode(shipped.code);
    let mut indicator =
        Indicator::named(code.clone(), &shipped.name, Unit::from_text(&shipped.unit));
    indicator.short_name = shipped.short_name;
    indicator.measure = shipped.measure;
    indicator.polarity = Polarity::from_code(&shipped.polarity).unwrap_or(Polarity::None);
    indicator.decimals = shipped.decimals;
    indicator.trend_allowed = shipped.trend_allowed;
    KnownIndicator {
        indicator,
        aliases: shipped.aliases,
        goals: shipped
            .goals
            .into_iter()
            .map(|link| GoalLink {
                framework: link.framework,
                goal: link.goal,
                indicator: code.clone(),
                kind: link.kind,
                by_user: false,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{IndicatorCode, Polarity, SubjectCode};
    use crate::import::Known;

    #[test]
    fn the_shipped_table_is_read() {
        let known = Known::shipped();
        let gap = known
            .indicators
            .get(&IndicatorCode::from("gender-pay-gap"))
            .expect("the pay gap is known");
        assert_eq!(gap.indicator.polarity, Polarity::CloserTo(0.0));
        assert!(gap.goals.iter().any(|link| link.goal == 14));
        assert!(
            gap.aliases
                .iter()
                .any(|alias| alias == "DiffMedianHourlyPercent")
        );
        let hull = known
            .subjects
            .get(&SubjectCode::from("E06000010"))
            .expect("Hull is known");
        assert_eq!(hull.name, "Kingston upon Hull, City of");
        assert!(hull.other_names.iter().any(|name| name == "Hull"));
        let ended = known
            .subjects
            .get(&SubjectCode::from("E47000011"))
            .expect("North of Tyne is known");
        assert_eq!(ended.successor, Some(SubjectCode::from("E47000014")));
        assert!(ended.has_ended());
    }
}
