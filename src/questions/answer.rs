use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::{
    IndicatorCode, Marker, Markers, Origin, PeopleGroup, Period, Polarity, Reading, Source, State,
    SubjectCode, Unit,
};

use super::kept::Word;
use super::{Detail, Question};

/// How a figure stands to the benchmark (METHODS M3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Judgement {
    /// Better: ▲.
    Better,
    /// Similar: ●.
    Similar,
    /// Worse: ▼.
    Worse,
    /// Higher, where neither counts as better.
    Higher,
    /// Lower, where neither counts as better.
    Lower,
    /// One of five equal runs, 1 the one furthest from good and 5 the best; for full counts (METHODS M4).
    Fifth(u8),
    /// Not compared.
    NotCompared,
}

impl Judgement {
    /// The label exactly as METHODS writes it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Similar => "similar",
            Self::Worse => "worse",
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Fifth(1) => "worst fifth",
            Self::Fifth(2) => "second worst",
            Self::Fifth(3) => "middle",
            Self::Fifth(4) => "second best",
            Self::Fifth(_) => "best fifth",
            Self::NotCompared => "not compared",
        }
    }

    /// The label, with the words that METHODS M4 gives to fifths of an indicator without judgement.
    pub fn label_for(self, polarity: Polarity) -> &'static str {
        match (self, polarity) {
            (Self::Fifth(1), Polarity::None) => "lowest fifth",
            (Self::Fifth(2), Polarity::None) => "second lowest",
            (Self::Fifth(4), Polarity::None) => "second highest",
            (Self::Fifth(5), Polarity::None) => "highest fifth",
            _ => self.label(),
        }
    }

    /// The judgement whose mark and colour stand for it: where neither higher nor lower counts as better, a fifth is high, middle
    /// or low, never good.
    #[must_use]
    pub fn mark_for(self, polarity: Polarity) -> Self {
        match (self, polarity) {
            (Self::Fifth(4..), Polarity::None) => Self::Higher,
            (Self::Fifth(3), Polarity::None) => Self::Similar,
            (Self::Fifth(_), Polarity::None) => Self::Lower,
            _ => self,
        }
    }

    /// How a key or a cell says it: fifths of a distance to a target are `closest to target` ... `furthest from target`.
    pub fn in_words(self, polarity: Polarity) -> &'static str {
        match (self, polarity) {
            (Self::Fifth(1), Polarity::CloserTo(_)) => "furthest from target",
            (Self::Fifth(2), Polarity::CloserTo(_)) => "second furthest",
            (Self::Fifth(4), Polarity::CloserTo(_)) => "second closest",
            (Self::Fifth(5), Polarity::CloserTo(_)) => "closest to target",
            _ => self.label_for(polarity),
        }
    }
}

/// The part a row plays in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RowRole {
    /// Asked about: drawn in front.
    Focus,
    /// What the others are compared with.
    Benchmark,
    /// One of several named.
    Named,
    /// One of the crowd: drawn pale, without a label.
    Crowd,
}

/// Where a subject's peers lie: quartiles (METHODS percentile, type 7) of the values of its level or type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Sorted values of all peers, the subject among them.
    pub values: Vec<f64>,
    /// Smallest value.
    pub lowest: f64,
    /// First quartile.
    pub quarter: f64,
    /// Median.
    pub median: f64,
    /// Third quartile.
    pub three_quarters: f64,
    /// Largest value.
    pub highest: f64,
    /// Median absolute deviation times 1.4826 (METHODS M1).
    pub mad: f64,
    /// The peers in words: `local authorities`, `universities`.
    pub peers: String,
}

/// One row of an answer: one figure with all that is needed to show, judge and trace it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Code of the subject.
    pub subject_code: SubjectCode,
    /// Name of the subject.
    pub subject: String,
    /// Code of its level or type; empty for what is no subject, such as a median.
    #[serde(with = "super::kept::level")]
    pub level: Word,
    /// Code of the indicator.
    pub indicator_code: IndicatorCode,
    /// Name of the indicator.
    pub indicator: String,
    /// At most five words.
    pub indicator_short: String,
    /// The unit.
    pub unit: Unit,
    /// What counts as better.
    pub polarity: Polarity,
    /// Decimals that the figure is shown with.
    pub decimals: u8,
    /// The goal under which the row stands, where it stands under one.
    pub goal: Option<u32>,
    /// What the figure covers; none where there is no figure at all.
    pub period: Option<Period>,
    /// Of which people.
    pub group: PeopleGroup,
    /// The number or the reason for its absence.
    pub reading: Reading,
    /// Lower 95% limit.
    pub lower: Option<f64>,
    /// Upper 95% limit.
    pub upper: Option<f64>,
    /// What qualifies it.
    pub markers: Markers,
    /// Free text beside it.
    pub note: Option<String>,
    /// How it stands to the benchmark.
    pub judgement: Option<Judgement>,
    /// By which method: `by 95% interval`, `by ±1 MAD`, `by fifths`; or the reason why not.
    pub judged_by: Cow<'static, str>,
    /// The benchmark's figure for the same indicator, period and group.
    pub benchmark: Option<f64>,
    /// Value less benchmark.
    pub difference: Option<f64>,
    /// Value over benchmark, where that means something.
    pub ratio: Option<f64>,
    /// Place in the order: 13 for both of two at 13th place.
    pub rank: Option<u32>,
    /// True when another row has the same rank.
    pub tied: bool,
    /// The part it plays in the picture.
    pub role: RowRole,
    /// Where the figure was read.
    pub origin: Option<Origin>,
    /// Its own source, where that is another one than what its import says of the indicator. The answer names it, so it is not kept.
    #[serde(skip)]
    pub source: Option<Arc<Source>>,
    /// Where its peers lie, in profiles and goals.
    pub spread: Option<Box<Spread>>,
}

impl Row {
    /// The figure as a cell shows it: `69.7`, `[c]`, with markers: `69.7 [p]`.
    pub fn shown(&self) -> String {
        let base = match self.reading.value() {
            Some(value) => crate::domain::thousands(value, self.decimals),
            None => self.reading.state().sign(),
        };
        let signs = self.markers.signs();
        if signs.is_empty() {
            base
        } else {
            format!("{base} {signs}")
        }
    }

    /// The figure with its unit, as a sentence shows it; a withheld one in words.
    pub fn shown_with_unit(&self) -> String {
        match self.reading.value() {
            Some(value) => self
                .unit
                .with_value(&crate::domain::thousands(value, self.decimals)),
            None => self.reading.state().in_words().to_owned(),
        }
    }
}

/// Something that is not among the rows, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// What: a subject, an indicator, a period, or how many of them.
    pub what: String,
    /// Why, in words.
    pub why: String,
}

/// An answer: a table with words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// What was asked, with everything that was left open filled in.
    #[serde(with = "super::kept::question")]
    pub question: Question,
    /// The finding in one sentence (METHODS M19).
    pub headline: String,
    /// Measure, unit, people group, place and period.
    pub subtitle: String,
    /// The unit that all rows share; empty when they do not.
    pub unit: String,
    /// What the rows are compared with, as a column or a label shows it: `England`; empty where there is nothing.
    pub benchmark_name: String,
    /// The figures.
    pub rows: Vec<Row>,
    /// What must be known to read them, most important first.
    pub notes: Vec<String>,
    /// One line a source, with licence.
    pub sources: Vec<String>,
    /// What a screen reader says of the whole.
    pub spoken: String,
    /// What is not among the rows.
    pub left_out: Vec<LeftOut>,
    /// What the kind of question adds.
    pub detail: Detail,
}

impl Answer {
    /// An answer without rows.
    pub fn empty(question: Question) -> Self {
        Self {
            question,
            headline: String::new(),
            subtitle: String::new(),
            unit: String::new(),
            benchmark_name: String::new(),
            rows: Vec::new(),
            notes: Vec::new(),
            sources: Vec::new(),
            spoken: String::new(),
            left_out: Vec::new(),
            detail: Detail::None,
        }
    }

    /// The states other than numbers that occur among the rows, in the order of notes.
    pub fn states(&self) -> Vec<State> {
        // A plan that no figure of the book measures withholds none.
        let by_plan = matches!(self.detail, Detail::Plans(_) | Detail::Contribution(_));
        let mut found: Vec<State> = Vec::new();
        for row in &self.rows {
            let state = row.reading.state();
            let counts = row.period.is_some() || !by_plan;
            if counts && !state.is_number() && !found.contains(&state) {
                found.push(state);
            }
        }
        State::ALL
            .into_iter()
            .filter(|state| found.contains(state))
            .collect()
    }

    /// The markers that occur among the rows.
    pub fn markers(&self) -> Vec<Marker> {
        let all = self
            .rows
            .iter()
            .fold(Markers::none(), |all, row| all.and(row.markers));
        all.iter().collect()
    }
}
