//! What a text says of an indicator, and what is known of it.

use super::stated_sources::fill;
use super::texts::{code_of, polarity_of};
use super::{IndicatorText, Indicators};
use crate::domain::{GoalLink, Indicator, IndicatorCode, LinkKind, Source, Unit, UnitKind};
use crate::import::KnownIndicator;
use crate::import::unit_question::{UnitQuestion, differ, is_count_or_rate};
use crate::import::units::{spaced, unit_in};

/// Framework under which the user's goals are numbered.
const DEFAULT_FRAMEWORK: &str = "levelling-up-goals";

/// An indicator as a text describes it.
pub(super) struct Described {
    pub(super) indicator: Indicator,
    pub(super) goals: Vec<GoalLink>,
    pub(super) is_known: bool,
    pub(super) unit_chosen: bool,
    /// Known in a unit of which the file says nothing.
    pub(super) unit_unsaid: bool,
    pub(super) question: Option<UnitQuestion>,
}

/// The unit that a row states: of things counted whose measure is a share or a rate of them, that of the measure.
fn stated_unit(text: &IndicatorText<'_>) -> Option<Unit> {
    let unit = Some(text.unit)
        .filter(|unit| !unit.is_empty())
        .map(Unit::from_text);
    let counted = unit
        .as_ref()
        .is_none_or(|unit| matches!(unit.kind, UnitKind::Count | UnitKind::Other));
    let of_measure = unit_in(text.measure)
        .0
        .filter(|unit| matches!(unit.kind, UnitKind::PerCent | UnitKind::Rate));
    of_measure.filter(|_| counted).or(unit)
}

impl Indicators<'_> {
    /// The indicator that a text names: the known one of its name, else a new one.
    pub(super) fn describe(&self, text: &IndicatorText<'_>) -> Option<Described> {
        let (of_name, bare_name) = unit_in(text.name);
        let unit = stated_unit(text).or(of_name);
        let label = self.sidecar.and_then(|sidecar| sidecar.label(text.name));
        let known = [
            text.code,
            text.name,
            label.as_deref().unwrap_or(""),
            &bare_name,
        ]
        .into_iter()
        .find_map(|name| self.index.find(name, unit.as_ref()));
        self.describe_as(text, &bare_name, known)
    }

    /// A new indicator of this name and code, whatever is known.
    pub(super) fn describe_new(
        &self,
        text: &IndicatorText<'_>,
        name: &str,
        code: String,
    ) -> Option<Described> {
        let mut described = self.describe_as(text, name, None)?;
        described.indicator.code = IndicatorCode(code);
        described.goals = self.chosen_links(&described.indicator.code);
        Some(described)
    }

    fn describe_as(
        &self,
        text: &IndicatorText<'_>,
        bare_name: &str,
        known: Option<&KnownIndicator>,
    ) -> Option<Described> {
        let label = self.sidecar.and_then(|sidecar| sidecar.label(text.name));
        let mut known = known;
        let is_chosen = self.chosen_unit(text).is_some();
        let stated_unit = stated_unit(text)
            .or_else(|| {
                let of_sidecar = self.sidecar.and_then(|sidecar| sidecar.unit(text.name));
                of_sidecar.as_deref().map(Unit::from_text)
            })
            .or_else(|| unit_in(text.name).0)
            .or_else(|| self.unit.as_deref().map(Unit::from_text));
        if let (Some(found), Some(unit)) = (known, &stated_unit)
            && (is_count_or_rate(&found.indicator.unit, unit)
                || (is_chosen && differ(&found.indicator.unit, unit)))
        {
            // So many per so many is another indicator than how many, whatever the name; so is what was said to be in another unit.
            known = None;
        }
        let shown = label.clone().unwrap_or_else(|| spaced(bare_name));
        let code = if text.code.is_empty() {
            code_of(bare_name)
        } else {
            text.code.to_owned()
        };
        let mut indicator = match known {
            Some(known) => known.indicator.clone(),
            None if code.is_empty() => return None,
            None => Indicator::named(
                IndicatorCode(code),
                if shown.is_empty() { text.code } else { &shown },
                Unit::from_text(""),
            ),
        };
        let mut question = None;
        let unit_unsaid = known.is_some() && stated_unit.is_none();
        if let Some(unit) = stated_unit {
            if known.is_none() || is_chosen || indicator.unit.text.is_empty() {
                indicator.unit = unit;
            } else if differ(&indicator.unit, &unit) {
                question = Some(UnitQuestion::Differs {
                    name: indicator.name.clone(),
                    known: indicator.unit.text.clone(),
                    stated: unit.text,
                });
            }
        }
        let known_decimals = known.map(|_| indicator.decimals);
        // What is known of an indicator came from elsewhere: only the file itself says whose figures these are.
        indicator.source = Source::default();
        if let Some(sidecar) = self.sidecar {
            sidecar.describe(text.name, &mut indicator);
        }
        if let Some(decimals) = known_decimals {
            indicator.decimals = decimals;
        }
        if known.is_none() {
            if let Some(polarity) = polarity_of(text.polarity) {
                indicator.polarity = polarity;
            }
            if let Some(decimals) = text
                .decimals
                .trim()
                .parse()
                .ok()
                .filter(|decimals| *decimals <= 6)
            {
                indicator.decimals = decimals;
            }
        }
        if indicator.measure.is_empty() {
            text.measure.clone_into(&mut indicator.measure);
        }
        fill(&mut indicator.source, text, &self.source);
        let goals = match known {
            Some(known) if !known.goals.is_empty() => known.goals.clone(),
            _ => self.chosen_links(&indicator.code),
        };
        Some(Described {
            indicator,
            goals,
            is_known: known.is_some(),
            unit_chosen: is_chosen,
            unit_unsaid,
            question,
        })
    }

    /// The unit that was chosen for the figures of this text, by its own name or for the whole file.
    pub(super) fn chosen_unit(&self, text: &IndicatorText<'_>) -> Option<&str> {
        if self.fixed_units.is_empty() {
            return self.fixed_unit.as_deref();
        }
        let (_, bare_name) = unit_in(text.name);
        let label = self.sidecar.and_then(|sidecar| sidecar.label(text.name));
        let label = label.as_deref().unwrap_or("");
        let own_names = [text.code, text.name, label, &bare_name];
        // It is asked by the name under which the indicator is known.
        let known = own_names
            .into_iter()
            .find_map(|name| self.index.find(name, None));
        let known = known.map(|known| known.indicator.name.as_str());
        let of_name = self.fixed_units.iter().find(|(name, _)| {
            let mut names = own_names.into_iter().chain(known);
            names.any(|own| own.eq_ignore_ascii_case(name))
        });
        of_name
            .map(|(_, unit)| unit.as_str())
            .or(self.fixed_unit.as_deref())
    }

    fn chosen_links(&self, indicator: &IndicatorCode) -> Vec<GoalLink> {
        self.chosen_goals
            .iter()
            .enumerate()
            .map(|(index, goal)| GoalLink {
                framework: DEFAULT_FRAMEWORK.to_owned(),
                goal: *goal,
                indicator: indicator.clone(),
                kind: if index == 0 {
                    LinkKind::Main
                } else {
                    LinkKind::Also
                },
                by_user: true,
            })
            .collect()
    }
}
