//! The indicators of a sheet: matched by code, name and alias, else new; their units, decimals and sources.

mod index;
mod stated_sources;
mod texts;

use std::collections::HashMap;

use foldhash::fast::RandomState;

pub(super) use index::IndicatorIndex;
use stated_sources::{StatedSources, fill};
use texts::{decimals_of, polarity_of};

use super::ReadingChoices;
use super::sidecar::Sidecar;
use super::unit_question::{UnitQuestion, differ, is_count_or_rate};
use super::units::{spaced, unit_in};
use crate::domain::{GoalLink, Indicator, IndicatorCode, LinkKind, Source, Unit, UnitKind, slug};

/// Framework under which the user's goals are numbered.
const DEFAULT_FRAMEWORK: &str = "levelling-up-goals";

/// What a row or a header says of its indicator.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct IndicatorText<'a> {
    pub(super) code: &'a str,
    pub(super) name: &'a str,
    pub(super) unit: &'a str,
    pub(super) measure: &'a str,
    pub(super) polarity: &'a str,
    pub(super) decimals: &'a str,
    pub(super) publisher: &'a str,
    pub(super) dataset: &'a str,
    pub(super) licence: &'a str,
}

/// What the figures themselves tell of an indicator.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing known of an indicator, independent of the others"
)]
struct Seen {
    per_cent: u64,
    bare: u64,
    decimals: u8,
    long_decimals: bool,
    largest: f64,
    decimals_given: bool,
    is_known: bool,
    unit_chosen: bool,
}

/// The indicators found so far.
pub(super) struct Indicators<'k> {
    index: &'k IndicatorIndex<'k>,
    sidecar: Option<&'k Sidecar>,
    source: Source,
    unit: Option<String>,
    fixed_unit: Option<String>,
    fixed_units: Vec<(String, String)>,
    list: Vec<Indicator>,
    seen: Vec<Seen>,
    goals: Vec<GoalLink>,
    chosen_goals: Vec<u32>,
    by_text: HashMap<String, u32, RandomState>,
    by_code: HashMap<String, u32>,
    questions: Vec<UnitQuestion>,
    sources: StatedSources,
    buffer: String,
}

impl<'k> Indicators<'k> {
    /// With the source and unit that the sheet states for all of its figures.
    pub(super) fn new(
        index: &'k IndicatorIndex<'k>,
        sidecar: Option<&'k Sidecar>,
        source: Source,
        unit: Option<String>,
        choices: &ReadingChoices,
    ) -> Self {
        Self {
            index,
            sidecar,
            source,
            unit,
            fixed_unit: choices.unit.clone(),
            fixed_units: choices.units.clone(),
            list: Vec::new(),
            seen: Vec::new(),
            goals: Vec::new(),
            chosen_goals: choices.goals.clone(),
            by_text: HashMap::default(),
            by_code: HashMap::new(),
            questions: Vec::new(),
            sources: StatedSources::default(),
            buffer: String::new(),
        }
    }

    /// Index of the indicator that a row or header names; nothing when it names none.
    pub(super) fn resolve(&mut self, text: &IndicatorText<'_>) -> Option<u32> {
        if text.code.is_empty() && text.name.is_empty() {
            return None;
        }
        self.buffer.clear();
        for part in [text.code, text.name, text.unit] {
            self.buffer.push_str(part);
            self.buffer.push('\u{1f}');
        }
        if let Some(index) = self.by_text.get(self.buffer.as_str()) {
            return Some(*index);
        }
        let (mut indicator, goals, is_known, unit_chosen) = self.indicator(text)?;
        self.make_unique(&mut indicator, text, is_known);
        let code = indicator.code.0.clone();
        let index = if let Some(index) = self.by_code.get(&code).copied() {
            index
        } else {
            let index = u32::try_from(self.list.len()).ok()?;
            self.by_code.insert(code, index);
            self.seen.push(Seen {
                decimals_given: is_known
                    || !text.decimals.is_empty()
                    || self
                        .sidecar
                        .is_some_and(|sidecar| sidecar.gives_decimals(text.name)),
                is_known,
                unit_chosen,
                ..Seen::default()
            });
            self.list.push(indicator);
            self.goals.extend(goals);
            index
        };
        self.by_text.insert(self.buffer.clone(), index);
        Some(index)
    }

    /// Index of the source that a row states for its figure; none where that is the source of its indicator.
    pub(super) fn source_of_row(&mut self, index: u32, text: &IndicatorText<'_>) -> Option<u32> {
        let says =
            !(text.publisher.is_empty() && text.dataset.is_empty() && text.licence.is_empty());
        if !says && self.sources.is_unused() {
            return None;
        }
        let own = || {
            let mut described =
                Indicator::named(IndicatorCode(String::new()), "", Unit::from_text(""));
            if let Some(sidecar) = self.sidecar {
                sidecar.describe(text.name, &mut described);
            }
            fill(&mut described.source, text, &self.source);
            let of_indicator = self.list.get(index as usize);
            (
                described.source,
                of_indicator.map(|indicator| &indicator.source),
            )
        };
        self.sources.of_row(index, text, own)
    }

    /// Two names that give one code are two indicators all the same.
    fn make_unique(&self, indicator: &mut Indicator, text: &IndicatorText<'_>, is_known: bool) {
        if is_known || !text.code.is_empty() {
            return;
        }
        let base = indicator.code.0.clone();
        let mut number = 2;
        while self
            .by_code
            .get(&indicator.code.0)
            .and_then(|index| self.list.get(*index as usize))
            .is_some_and(|other| other.name != indicator.name)
        {
            indicator.code.0 = format!("{base}-{number}");
            number += 1;
        }
    }

    fn indicator(
        &mut self,
        text: &IndicatorText<'_>,
    ) -> Option<(Indicator, Vec<GoalLink>, bool, bool)> {
        let (unit_of_name, bare_name) = unit_in(text.name);
        let label = self.sidecar.and_then(|sidecar| sidecar.label(text.name));
        let mut known = self
            .index
            .find(text.code)
            .or_else(|| self.index.find(text.name))
            .or_else(|| label.as_deref().and_then(|label| self.index.find(label)))
            .or_else(|| self.index.find(&bare_name));
        let own_names = [
            text.name,
            text.code,
            &bare_name,
            label.as_deref().unwrap_or(""),
        ];
        let chosen_unit = self
            .fixed_units
            .iter()
            .find(|(name, _)| own_names.iter().any(|own| own.eq_ignore_ascii_case(name)))
            .map(|(_, unit)| unit.as_str())
            .or(self.fixed_unit.as_deref());
        let is_chosen = chosen_unit.is_some();
        let stated_unit = chosen_unit
            .or_else(|| Some(text.unit).filter(|unit| !unit.is_empty()))
            .map(Unit::from_text)
            .or_else(|| {
                let of_sidecar = self.sidecar.and_then(|sidecar| sidecar.unit(text.name));
                of_sidecar.as_deref().map(Unit::from_text)
            })
            .or(unit_of_name)
            .or_else(|| self.unit.as_deref().map(Unit::from_text));
        if let (Some(found), Some(unit), false) = (known, &stated_unit, is_chosen)
            && is_count_or_rate(&found.indicator.unit, unit)
        {
            // So many per so many is another indicator than how many, whatever the name.
            known = None;
        }
        let shown = label.clone().unwrap_or_else(|| spaced(&bare_name));
        let code = if text.code.is_empty() {
            slug(&spaced(&bare_name).replace('%', " percent "))
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
        if let Some(unit) = stated_unit {
            if known.is_none() || is_chosen || indicator.unit.text.is_empty() {
                indicator.unit = unit;
            } else if differ(&indicator.unit, &unit) {
                self.ask(UnitQuestion::Differs {
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
        Some((indicator, goals, known.is_some(), is_chosen))
    }

    fn ask(&mut self, question: UnitQuestion) {
        if !self.questions.contains(&question) {
            self.questions.push(question);
        }
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

    /// Takes note of a number: how it was written and how large it is.
    pub(super) fn saw(
        &mut self,
        indicator: u32,
        value: f64,
        written: Option<&str>,
        per_cent: bool,
    ) {
        let Some(seen) = self.seen.get_mut(indicator as usize) else {
            return;
        };
        if per_cent {
            seen.per_cent += 1;
        } else {
            seen.bare += 1;
        }
        seen.largest = seen.largest.max(value.abs());
        if seen.decimals_given || seen.per_cent + seen.bare > 400 {
            return;
        }
        let decimals = match written {
            Some(text) => decimals_of(text),
            None => decimals_of(&format!("{value}")),
        };
        if decimals > 3 {
            seen.long_decimals = true;
        } else {
            seen.decimals = seen.decimals.max(decimals);
        }
    }

    /// The indicators with what their figures told, their goals, what should be looked at, and the sources of single figures.
    pub(super) fn finish(
        mut self,
    ) -> (
        Vec<Indicator>,
        Vec<GoalLink>,
        Vec<UnitQuestion>,
        Vec<Source>,
    ) {
        let mut questions = std::mem::take(&mut self.questions);
        let mut doubts: Vec<(&mut Indicator, UnitQuestion)> = Vec::new();
        for (indicator, seen) in self.list.iter_mut().zip(&self.seen) {
            if !seen.decimals_given {
                indicator.decimals = if seen.long_decimals { 1 } else { seen.decimals };
            }
            if seen.unit_chosen {
                continue;
            }
            let name = indicator.name.clone();
            if seen.per_cent > 0 && seen.bare == 0 && indicator.unit.text.is_empty() {
                indicator.unit = Unit::from_text("%");
            } else if seen.per_cent > 0 && seen.bare > 0 && indicator.unit.kind != UnitKind::PerCent
            {
                questions.push(UnitQuestion::Mixed(name));
            } else if seen.per_cent > 0 && seen.is_known && indicator.unit.kind != UnitKind::PerCent
            {
                questions.push(UnitQuestion::Differs {
                    name,
                    known: indicator.unit.text.clone(),
                    stated: "%".to_owned(),
                });
            } else if indicator.unit.kind == UnitKind::PerCent
                && !seen.is_known
                && seen.bare > 9
                && seen.largest > 0.0
                && seen.largest <= 1.0
            {
                doubts.push((indicator, UnitQuestion::LooksLikeProportions(name)));
            } else if indicator.unit.kind == UnitKind::Proportion && seen.largest > 1.0 {
                doubts.push((indicator, UnitQuestion::TooLargeForProportion(name)));
            }
        }
        for (indicator, question) in doubts {
            let of_all = self
                .fixed_units
                .iter()
                .find(|(unit, _)| question.of_unit() == Some(unit.as_str()));
            match of_all {
                Some((_, unit)) => indicator.unit = Unit::from_text(unit),
                None => questions.push(question),
            }
        }
        (self.list, self.goals, questions, self.sources.list)
    }
}
