use std::collections::HashMap;

use serde::Deserialize;

use super::{Known, KnownIndicator};
use crate::domain::{
    GoalLink, IdKind, Indicator, IndicatorCode, Level, LinkKind, Polarity, Subject, SubjectCode,
    SubjectKind, Unit,
};

const PLACES: &str = include_str!("../../assets/places.csv");
const INDICATORS: &str = include_str!("../../assets/indicators.json");

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
    /// What is known before anything was imported: the shipped indicators with their goals, and the places of the
    /// United Kingdom, those that have ended among them.
    pub fn shipped() -> Self {
        let shipped: Vec<ShippedIndicator> = serde_json::from_str(INDICATORS).unwrap_or_default();
        let indicators: HashMap<IndicatorCode, KnownIndicator> = shipped
            .into_iter()
            .map(|shipped| {
                let known = known(shipped);
                (known.indicator.code.clone(), known)
            })
            .collect();
        Self {
            indicators,
            subjects: places()
                .into_iter()
                .map(|place| (place.code.clone(), place))
                .collect(),
        }
    }
}

#[derive(Deserialize)]
struct ShippedPlace {
    code: String,
    name: String,
    level: String,
    parent: String,
    from: String,
    to: String,
    successor: String,
    other_names: String,
}

fn places() -> Vec<Subject> {
    csv::Reader::from_reader(PLACES.as_bytes())
        .into_deserialize()
        .filter_map(Result::ok)
        .map(place)
        .collect()
}

fn place(shipped: ShippedPlace) -> Subject {
    let code = |text: String| (!text.is_empty()).then_some(SubjectCode(text));
    let mut subject = Subject::place(&shipped.code, &shipped.name);
    if let Some(level) = Level::from_code(&shipped.level) {
        subject.kind = SubjectKind::Place(level);
    }
    subject.ids.push((IdKind::Gss, shipped.code));
    subject.parent = code(shipped.parent);
    subject.successor = code(shipped.successor);
    subject.from = shipped.from.parse().ok();
    subject.to = shipped.to.parse().ok();
    subject.other_names = shipped
        .other_names
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    subject
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
