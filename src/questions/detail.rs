//! What each kind of question adds to its rows.

mod gaps;

pub use gaps::{GapChange, GapPair, Gradient, Unequal};

use serde::{Deserialize, Serialize};

use super::planned::{Contribution, Planned};
use super::shown::{Grid, Pairs, Shown, Tiles, WithinBetween};
use crate::domain::{Period, State};

/// What a kind of question adds to its rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Detail {
    /// Nothing.
    None,
    /// A trend: rows are the points of all series, grouped by subject and in order of time. The label is METHODS M4b's or
    /// the reason why none can be given.
    Trend {
        /// `increasing`, `decreasing`, `no significant change` or `cannot say`.
        label: String,
        /// `getting better` or `getting worse`, where there is a trend and a polarity; empty otherwise.
        verdict: String,
        /// Why no trend can be given; empty otherwise.
        reason: String,
        /// Change a year, in the indicator's unit, where a trend can be tested.
        slope: Option<f64>,
        /// Who the pale lines are: `other regions`; empty when there are none.
        crowd: String,
    },
    /// A ranking: rows are in order of rank, then those without a rank.
    Ranking {
        /// The subjects in words: `local authorities`.
        peers: String,
        /// How many have a rank.
        ranked: usize,
        /// Which end rank 1 is: `highest first`, `lowest first`, `closest to 0 first`.
        order: String,
    },
    /// A spread: rows as in a ranking, with where they lie.
    Spread(Shown),
    /// A relationship: rows are pairs, a subject's figure of the first indicator and of the second.
    Relationship(Pairs),
    /// A map: rows as in a ranking.
    Map(Tiles),
    /// A coverage: rows are cells, line by line.
    Coverage(Grid),
    /// Who has what for which goal: rows are cells that hold something, line by line.
    #[serde(skip)]
    Contribution(Contribution),
    /// Plans: rows are the figures they are measured by, one a plan; or those who improved most.
    #[serde(skip)]
    Plans(Box<Planned>),
    /// A comparison: rows are indicator by indicator, subject by subject in the order asked.
    Comparison {
        /// Name of the last column, the benchmark: `England`, `all employers’ median`.
        benchmark_name: String,
        /// Number and name of the goals under which rows stand.
        goals: Vec<(u32, String)>,
    },
    /// A profile: rows are indicator by indicator, in the order of goals.
    Profile {
        /// The peers in words.
        peers: String,
    },
    /// An overview: rows are the latest figures of the subject.
    Overview {
        /// Every goal of the framework, with or without figures.
        goals: Vec<GoalSummary>,
    },
    /// A gap, or a gap a line: rows stand two by two, the first of the two and the other.
    Gap {
        /// The lines, the widest first.
        pairs: Vec<GapPair>,
        /// The first of the two in words, where it is the same in all lines; empty otherwise.
        first: String,
        /// The other of the two in words, where it is the same in all lines; empty otherwise.
        other: String,
    },
    /// Inequality: rows are the subjects from the lowest figure to the highest, or groups from the most deprived to the least.
    Inequality(Box<Unequal>),
    /// Whether a gap closed, or a gap a line. Of one line the rows are both series in order of time, of several both ends of each.
    Closing {
        /// The lines, those that closed most first.
        changes: Vec<GapChange>,
        /// Why nothing can be said, where nothing can; empty otherwise.
        reason: String,
    },
    /// A goal: rows are the latest figures of the subject, one an indicator.
    Goal {
        /// One a row, in the same order.
        indicators: Vec<IndicatorSummary>,
    },
}

/// One point of a small line.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// What it covers.
    pub period: Period,
    /// The number; none where the figure is withheld, which leaves a gap.
    pub value: Option<f64>,
    /// What the figure is.
    pub state: State,
    /// True where the series breaks before it.
    pub breaks: bool,
}

/// What became of a gap (METHODS M6, in the interface's words).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Closing {
    /// Smaller than at the start.
    Closing,
    /// Larger than at the start.
    Widening,
    /// The order has turned.
    Reversed,
    /// The change could be chance, or there is none.
    NoClearChange,
    /// Cannot be said.
    CannotSay,
}

impl Closing {
    /// The word that is shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Closing => "closing",
            Self::Widening => "widening",
            Self::Reversed => "reversed",
            Self::NoClearChange => "no clear change",
            Self::CannotSay => "cannot say",
        }
    }
}

/// A gap between subject and benchmark and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapSummary {
    /// Subject less benchmark, latest period.
    pub now: f64,
    /// Subject less benchmark at the start; none when only one period is held.
    pub then: Option<f64>,
    /// The start's period.
    pub since: Option<Period>,
    /// What became of it.
    pub closing: Closing,
    /// The label exactly as METHODS M6 writes it: `levelled up`; empty where nothing can be said.
    pub label: String,
    /// `clear`, `could be chance` or `not known`; empty where nothing can be said.
    pub certainty: String,
    /// Share of the starting gap that has closed, in per cent, where it can be given.
    pub percent_closed: Option<f64>,
    /// Why, where nothing can be said; empty otherwise.
    pub reason: String,
}

/// One indicator as a goal's table and tiles show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndicatorSummary {
    /// Index of its row in the answer.
    pub row: usize,
    /// The subject over time.
    pub series: Vec<Point>,
    /// The benchmark over time.
    pub benchmark: Vec<Point>,
    /// Their gap.
    pub gap: Option<GapSummary>,
}

/// One goal as a tile shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalSummary {
    /// Its number.
    pub number: u32,
    /// Its full wording.
    pub name: String,
    /// At most three words.
    pub short_name: String,
    /// What it is about.
    pub about: String,
    /// Indicators of the goal in the book, whether or not the subject has figures.
    pub indicators: usize,
    /// Of them, those with figures for places.
    pub for_places: usize,
    /// Of them, those of which the subject has figures of people groups but none of all people.
    pub by_group: usize,
    /// Of them, those with figures for organisations.
    pub for_organisations: usize,
    /// Judged better (or in the two best fifths).
    pub better: usize,
    /// Judged similar (or in the middle fifth).
    pub similar: usize,
    /// Judged worse (or in the two worst fifths).
    pub worse: usize,
    /// Not compared.
    pub not_compared: usize,
    /// Of indicators of which neither higher nor lower counts as better.
    pub not_judged: usize,
    /// The goal's indicators that the subject has figures for.
    pub summaries: Vec<IndicatorSummary>,
    /// The one to show: widest gap among those judged worse in MAD units, else the first; an index into `summaries`.
    pub shown: Option<usize>,
}
