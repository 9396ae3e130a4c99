//! The periods of a sheet: what its rows say of theirs, and what holds for those that say nothing.

mod of_row;

use std::collections::HashMap;

use foldhash::fast::RandomState;
use of_row::read;

use super::PeriodKind;
use super::Severity;
use super::figure_cell::shortened;
use super::notices::Notices;
use super::period_text::{Doubt, PeriodReading, PeriodStyle, SplitYear};
use crate::domain::Period;

/// What a row says of its period.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PeriodTexts<'a> {
    pub(super) whole: &'a str,
    pub(super) start: &'a str,
    /// Its last day.
    pub(super) end: &'a str,
    pub(super) length: &'a str,
    /// Kind of period in words: `Academic year`.
    pub(super) kind: &'a str,
    /// Month with which the period ends, beside a year.
    pub(super) end_month: &'a str,
    /// Month of the year beside it.
    pub(super) month: &'a str,
    /// Quarter of the year beside it.
    pub(super) quarter: &'a str,
    /// Day by which a pay gap return is due.
    pub(super) due: &'a str,
    /// Name of the row's indicator, which may tell academic from financial years.
    pub(super) indicator: &'a str,
}

/// A period of a row: its index, and what stood beside it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PeriodOfRow {
    pub(super) index: u32,
    pub(super) note: Option<String>,
}

/// What was found of a row's period.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum PeriodFound {
    /// A period.
    Of(PeriodOfRow),
    /// A text that can be read in several ways, of which none may be guessed.
    Asked(Doubt),
    /// Nothing that can be read.
    None,
}

impl PeriodFound {
    /// Index of the period, where there is one.
    pub(super) fn index(&self) -> Option<u32> {
        match self {
            Self::Of(period) => Some(period.index),
            Self::Asked(_) | Self::None => None,
        }
    }
}

/// How a period that the user chose goes before those that the rows give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PeriodChoice {
    /// None was chosen.
    None,
    /// The rows give one period, if any: the chosen one stands for all.
    ForAll,
    /// The rows give several: the chosen one stands where theirs cannot be read, and in place of a guess that starts in
    /// the same year.
    ForUnreadable,
}

/// The periods found so far.
#[derive(Debug)]
pub(super) struct Periods {
    style: PeriodStyle,
    /// For rows that do not say.
    fixed: Option<Period>,
    choice: PeriodChoice,
    list: Vec<Period>,
    by_period: HashMap<Period, u32>,
    by_text: HashMap<String, PeriodFound, RandomState>,
    by_indicator: HashMap<String, Option<SplitYear>, RandomState>,
    /// What the user said of single texts.
    kinds: Vec<(String, PeriodKind)>,
    buffer: String,
}

impl Periods {
    /// With the period of rows that give none, and how the user's choice goes before what rows give.
    pub(super) fn new(
        style: PeriodStyle,
        fixed: Option<Period>,
        choice: PeriodChoice,
        kinds: &[(String, PeriodKind)],
    ) -> Self {
        Self {
            style,
            fixed,
            choice,
            list: Vec::new(),
            by_period: HashMap::new(),
            by_text: HashMap::default(),
            by_indicator: HashMap::default(),
            kinds: kinds.to_vec(),
            buffer: String::new(),
        }
    }

    pub(super) fn into_list(self) -> Vec<Period> {
        self.list
    }

    /// Index of a period.
    pub(super) fn index(&mut self, period: Period) -> u32 {
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let index = *self.by_period.entry(period).or_insert(next);
        if index == next {
            self.list.push(period);
        }
        index
    }

    /// Whether some periods are two years side by side of which nothing was said: those of several years are settled with them.
    pub(super) fn has_pairs(&self) -> bool {
        self.style.year_pairs && self.style.kind.is_none()
    }

    /// What the years of an indicator are, where its name tells.
    fn split_of(&mut self, indicator: &str) -> Option<SplitYear> {
        if let Some(split) = self.by_indicator.get(indicator) {
            return *split;
        }
        let split = split_year(&indicator.to_lowercase());
        self.by_indicator.insert(indicator.to_owned(), split);
        split
    }

    /// The period of a row, from its own texts or from what holds for the sheet.
    pub(super) fn resolve(
        &mut self,
        texts: &PeriodTexts<'_>,
        at: (u32, u32),
        notices: &mut Notices,
    ) -> PeriodFound {
        self.buffer.clear();
        let told = self.style.split.is_some() && self.style.kind.is_none();
        let split = if told || texts.indicator.is_empty() {
            self.style.split
        } else {
            self.split_of(texts.indicator).or(self.style.split)
        };
        self.buffer.push(match split {
            None => 'n',
            Some(SplitYear::Academic) => 'a',
            Some(SplitYear::Financial) => 'f',
        });
        for part in [
            texts.whole,
            texts.start,
            texts.end,
            texts.length,
            texts.kind,
            texts.end_month,
            texts.month,
            texts.quarter,
            texts.due,
        ] {
            self.buffer.push_str(part);
            self.buffer.push('\u{1f}');
        }
        if let Some(found) = self.by_text.get(self.buffer.as_str()) {
            return found.clone();
        }
        let key = self.buffer.clone();
        let blank = [texts.whole, texts.start, texts.due]
            .iter()
            .all(|text| text.is_empty());
        let fixed = self.fixed.map(|period| PeriodReading {
            period,
            doubt: None,
            note: None,
        });
        let reading = if blank || self.choice == PeriodChoice::ForAll {
            fixed
        } else {
            let of_text = self
                .kinds
                .iter()
                .find(|(text, _)| text == texts.whole)
                .map(|(_, kind)| *kind);
            let mut style = PeriodStyle {
                split,
                kind_of_text: of_text,
                ..self.style
            };
            if of_text.is_some() {
                style = style.with_kind(of_text);
            }
            let own = read(texts, &style, self.fixed);
            let guessed = own.as_ref().is_none_or(|own| {
                own.doubt.is_some_and(Doubt::is_asked)
                    && self
                        .fixed
                        .is_some_and(|chosen| chosen.start().year() == own.period.start().year())
            });
            if guessed && self.choice == PeriodChoice::ForUnreadable {
                fixed
            } else {
                own
            }
        };
        let found = match reading {
            None => PeriodFound::None,
            Some(PeriodReading {
                doubt: Some(doubt), ..
            }) if doubt.is_asked() => PeriodFound::Asked(doubt),
            Some(reading) => {
                if let Some(doubt) = reading.doubt {
                    say_doubt(doubt, texts.whole, reading.period, at, notices);
                }
                let chosen = self.style.kind.and_then(PeriodKind::split);
                if chosen.is_some_and(|chosen| split != Some(chosen))
                    && reading.period.start().month() == 9
                {
                    say_school_years(texts, at, notices);
                }
                PeriodFound::Of(PeriodOfRow {
                    index: self.index(reading.period),
                    note: reading.note,
                })
            }
        };
        self.by_text.insert(key, found.clone());
        found
    }
}

/// Says that an indicator's own name went before what was said of all periods.
fn say_school_years(texts: &PeriodTexts<'_>, at: (u32, u32), notices: &mut Notices) {
    notices.say(
        at,
        "period-kind-kept",
        Severity::Warning,
        texts.whole,
        format!(
            "“{}” speaks of school years by its name, so its periods stay school years whatever was said of the others.",
            shortened(texts.indicator)
        ),
    );
}

/// Reports a reading that assumes something.
pub(super) fn say_doubt(
    doubt: Doubt,
    text: &str,
    period: Period,
    at: (u32, u32),
    notices: &mut Notices,
) {
    notices.say(
        at,
        "period-assumed",
        if doubt == Doubt::WhichYear {
            Severity::Warning
        } else {
            Severity::Info
        },
        text,
        format!(
            "Periods written in this way are read as {}: {}.",
            described(doubt, period),
            doubt.in_words()
        ),
    );
}

fn described(doubt: Doubt, period: Period) -> &'static str {
    match (doubt, period.start().month()) {
        (Doubt::WhichYear | Doubt::YearOrSpan, 4) => "financial years",
        (Doubt::WhichYear | Doubt::YearOrSpan, _) => "academic years",
        (Doubt::WhichQuarter, _) => "quarters of the calendar year",
        (Doubt::ThreeYears, 4) => "three financial years",
        (Doubt::ThreeYears, 9) => "three academic years",
        (Doubt::ThreeYears, _) => "three calendar years",
        (Doubt::FirstDays, _) => "months",
        (Doubt::FirstDaysOfYears, _) => "years",
        _ => "days",
    }
}

/// Words that tell academic years from financial ones.
pub(super) fn split_year(words: &str) -> Option<SplitYear> {
    let has = |any: &[&str]| any.iter().any(|word| words.contains(word));
    if has(&["financial year", "tax year"]) {
        Some(SplitYear::Financial)
    } else if has(&[
        "academic",
        "pupil",
        "school",
        "key stage",
        "gcse",
        "hesa",
        "he provider",
        "student",
        "early years",
        "foundation stage",
        "apprentice",
        "time_identifier",
        "learner",
        "absence",
        "further education",
        "ofsted",
        "ukprn",
        "leaving care",
        "graduat",
        "honours degree",
        "degree class",
        "universities",
        "teachers",
        "attainment 8",
        "a level result",
        "good level of development",
        "eyfs",
        "phonics",
        "progress 8",
        "suspension",
        "permanent exclusion",
        "ehc plan",
        "ncmp",
        "child measurement",
        "undergraduate",
        "postgraduate",
    ]) {
        Some(SplitYear::Academic)
    } else {
        None
    }
}
