use std::collections::HashMap;

use super::PeriodKind;
use super::Severity;
use super::notices::Notices;
use super::period_text::{self, Doubt, PeriodReading, PeriodStyle, SplitYear};
use crate::domain::{Period, PeriodLength};

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
    by_text: HashMap<String, PeriodFound>,
    by_indicator: HashMap<String, Option<SplitYear>>,
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
            by_text: HashMap::new(),
            by_indicator: HashMap::new(),
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
        Severity::Info,
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
        _ => "days",
    }
}

/// One row's texts as a period.
fn read(
    texts: &PeriodTexts<'_>,
    style: &PeriodStyle,
    fixed: Option<Period>,
) -> Option<PeriodReading> {
    let sure = |period| PeriodReading {
        period,
        doubt: None,
        note: None,
    };
    if !texts.start.is_empty() && !texts.length.is_empty() {
        return Period::from_key(&format!("{}/{}", texts.start, texts.length)).map(sure);
    }
    if !texts.start.is_empty() && !texts.end.is_empty() {
        let day = |text| {
            period_text::read(text, style)
                .map(|reading| reading.period)
                .filter(|period| period.length() == PeriodLength::Day)
        };
        return period_text::days_between(day(texts.start)?, day(texts.end)?);
    }
    if texts.whole.is_empty() && !texts.due.is_empty() {
        let due = period_text::read(texts.due, style)?.period;
        return Period::financial_year(due.start().year() - 1).map(sure);
    }
    let text = if texts.whole.is_empty() {
        texts.start
    } else {
        texts.whole
    };
    if !texts.kind.is_empty() {
        return of_kind(text, texts.kind, style);
    }
    if !texts.end_month.is_empty() {
        return quarter_to(text, texts.end_month, style, fixed);
    }
    period_text::read(text, style)
}

/// `201617` beside `Academic year`, `2021` beside `January`.
fn of_kind(text: &str, kind: &str, style: &PeriodStyle) -> Option<PeriodReading> {
    let kind = kind.to_lowercase();
    let split = if kind.contains("financial") {
        Some(period_text::SplitYear::Financial)
    } else if kind.contains("academic") || kind.contains("term") {
        Some(period_text::SplitYear::Academic)
    } else {
        style.split
    };
    let style = PeriodStyle {
        split,
        split_by_header: split.is_some()
            && (kind.contains("academic") || kind.contains("financial")),
        year_pairs: true,
        ..*style
    };
    if let Some(reading) = period_text::read(&format!("{kind} {text}"), &style)
        && reading.period.length() != PeriodLength::Months(12)
    {
        return Some(reading);
    }
    let mut reading = period_text::read(text, &style)?;
    let year = reading.period.start().year();
    let term = match kind.as_str() {
        "autumn term" => Some((year, 9, 4)),
        "spring term" => Some((year + 1, 1, 4)),
        "summer term" => Some((year + 1, 5, 4)),
        "autumn and spring term" | "autumn and spring terms" => Some((year, 9, 8)),
        _ => None,
    };
    if let Some((year, month, months)) = term {
        reading.period = Period::from_month(year, month, months)?;
        reading.doubt = None;
    }
    Some(reading)
}

/// `2020-21` and `June`: the quarter to June 2020, or the sheet's own period where it ends with that month.
fn quarter_to(
    text: &str,
    month: &str,
    style: &PeriodStyle,
    fixed: Option<Period>,
) -> Option<PeriodReading> {
    let year = period_text::read(text, style)?;
    let first = year.period.start();
    let name = period_text::read(&format!("{month} 2000"), style)?;
    let month = name.period.start().month();
    let of_year = if first.month() > 1 && month < first.month() {
        first.year() + 1
    } else {
        first.year()
    };
    let end = Period::from_month(of_year, month, 1)?;
    if let Some(fixed) = fixed
        && fixed.end() == end.end()
    {
        return Some(PeriodReading {
            period: fixed,
            doubt: None,
            note: None,
        });
    }
    let period = if month % 3 == 0 {
        Period::from_month(of_year, month - 2, 3)?
    } else {
        end
    };
    Some(PeriodReading {
        period,
        doubt: None,
        note: None,
    })
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
        "leaving care",
    ]) {
        Some(SplitYear::Academic)
    } else {
        None
    }
}
