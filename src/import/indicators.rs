//! The indicators of a sheet: matched by code, name and alias, else new; their units, decimals and sources.

mod apart;
mod described;
mod index;
mod stated_sources;
mod texts;

use std::collections::HashMap;

use foldhash::fast::RandomState;

use apart::Stated;
use described::Described;
pub(super) use index::IndicatorIndex;
use stated_sources::{StatedSources, fill};
use texts::decimals_of;

use super::ReadingChoices;
use super::sidecar::Sidecar;
use super::unit_question::UnitQuestion;
use crate::domain::{GoalLink, Indicator, IndicatorCode, Source, Unit, UnitKind};

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
    /// The largest of those without a per cent sign.
    largest_bare: f64,
    /// How many are no larger than 1, and the cell of the first that is.
    up_to_one: u64,
    above_one: Option<(u32, u32)>,
    decimals_given: bool,
    is_known: bool,
    unit_chosen: bool,
    /// Known in a unit of which the file says nothing.
    unit_unsaid: bool,
    /// Some figure is no whole number.
    broken: bool,
}

impl Seen {
    /// Whether some figures carry a per cent sign and the others are shares of one: 12% beside 0.17.
    fn mixes_shares(&self) -> bool {
        self.largest_bare > 0.0 && self.largest_bare <= 1.0 && self.largest > 1.0
    }

    /// Whether figures that are known in this unit are whole numbers that may be counts: a share is hardly ever so large, or
    /// the name says that things are counted.
    fn looks_counted(&self, known: &Indicator) -> bool {
        let says_count = || {
            let low = known.name.to_lowercase();
            let mut words = low.split(|c: char| !c.is_alphanumeric());
            words.any(|word| matches!(word, "count" | "counts" | "number"))
        };
        let may_be = match known.unit.kind {
            UnitKind::Rate => true,
            UnitKind::PerCent => self.largest > 100.0 || says_count(),
            UnitKind::Proportion => self.largest > 1.0,
            _ => false,
        };
        may_be && self.bare > 0 && !self.broken
    }

    /// How many decimals are shown: those that were written, or, of numbers as a computation leaves them, so many that three digits
    /// of the largest are seen; of per cent, one.
    fn decimals(&self, unit: UnitKind) -> u8 {
        let per_cent = unit == UnitKind::PerCent || self.per_cent > 0;
        match self.largest {
            _ if !self.long_decimals => self.decimals,
            ..=1.0 => 3,
            ..10.0 if !per_cent => 2,
            _ => 1,
        }
    }

    /// Whether a share of this kind is never so large: these can only be counts.
    fn is_no_share(&self, known: UnitKind) -> bool {
        known == UnitKind::PerCent && self.largest > 1000.0
    }

    /// Whether nearly all figures are shares of one, as the name says, and hardly any is not.
    fn slips_from(&self, indicator: &Indicator) -> bool {
        indicator.unit.text.is_empty()
            && self.up_to_one * 10 >= (self.per_cent + self.bare) * 8
            && indicator.name.to_lowercase().contains("proportion")
    }
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
    stated: Vec<Stated>,
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
            stated: Vec::new(),
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
        // What was chosen stands as if the file had said it.
        let chosen = self.chosen_unit(text).map(str::to_owned);
        let unit = chosen.as_deref().unwrap_or(text.unit);
        let text = &IndicatorText { unit, ..*text };
        let described = self.describe(text)?;
        let index = self.place(text, described)?;
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

    /// A new indicator at the end of the list.
    fn add(&mut self, text: &IndicatorText<'_>, described: Described) -> Option<u32> {
        let index = u32::try_from(self.list.len()).ok()?;
        let code = described.indicator.code.0.clone();
        self.by_code.insert(code, index);
        self.seen.push(self.nothing_seen(text, &described));
        self.stated.push(Stated::of(text));
        if let Some(question) = described.question {
            self.ask(question);
        }
        self.list.push(described.indicator);
        self.goals.extend(described.goals);
        Some(index)
    }

    /// Of whose figures none was seen yet.
    fn nothing_seen(&self, text: &IndicatorText<'_>, described: &Described) -> Seen {
        Seen {
            decimals_given: described.is_known
                || !text.decimals.is_empty()
                || self
                    .sidecar
                    .is_some_and(|sidecar| sidecar.gives_decimals(text.name)),
            is_known: described.is_known,
            unit_chosen: described.unit_chosen,
            unit_unsaid: described.unit_unsaid,
            ..Seen::default()
        }
    }

    fn ask(&mut self, question: UnitQuestion) {
        if !self.questions.contains(&question) {
            self.questions.push(question);
        }
    }

    /// Takes note of a number: where it stands, from 0, how it was written and how large it is.
    pub(super) fn saw(
        &mut self,
        indicator: u32,
        cell: (u32, u32),
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
            seen.largest_bare = seen.largest_bare.max(value.abs());
        }
        seen.largest = seen.largest.max(value.abs());
        if value.abs() > 1.0 {
            seen.above_one.get_or_insert(cell);
        } else {
            seen.up_to_one += 1;
        }
        seen.broken |= value.fract() != 0.0;
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
        self.count_apart();
        let mut questions = std::mem::take(&mut self.questions);
        let mut doubts: Vec<(&mut Indicator, UnitQuestion)> = Vec::new();
        for (indicator, seen) in self.list.iter_mut().zip(&self.seen) {
            if !seen.decimals_given {
                indicator.decimals = seen.decimals(indicator.unit.kind);
            }
            if seen.unit_chosen {
                continue;
            }
            let name = indicator.name.clone();
            if seen.per_cent > 0 && seen.bare == 0 && indicator.unit.text.is_empty() {
                indicator.unit = Unit::from_text("%");
            } else if seen.per_cent > 0
                && seen.bare > 0
                && (indicator.unit.kind != UnitKind::PerCent || seen.mixes_shares())
            {
                questions.push(UnitQuestion::Mixed(name));
            } else if seen.per_cent > 0 && seen.is_known && indicator.unit.kind != UnitKind::PerCent
            {
                questions.push(UnitQuestion::Differs {
                    name,
                    known: indicator.unit.text.clone(),
                    stated: "%".to_owned(),
                });
            } else if seen.unit_unsaid && seen.looks_counted(indicator) {
                questions.push(UnitQuestion::Unsaid {
                    name,
                    known: indicator.unit.text.clone(),
                });
            } else if indicator.unit.kind == UnitKind::PerCent
                && seen.bare > 9
                && seen.largest > 0.0
                && seen.largest <= 1.0
            {
                doubts.push((indicator, UnitQuestion::LooksLikeProportions(name)));
            } else if let Some(cell) = seen.above_one
                && (indicator.unit.kind == UnitKind::Proportion || seen.slips_from(indicator))
            {
                doubts.push((indicator, UnitQuestion::TooLargeForProportion(name, cell)));
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
