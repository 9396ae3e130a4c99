use serde::{Deserialize, Serialize};

use super::{GapSummary, WithinBetween};
use crate::domain::Period;

/// How unequal figures are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Unequal {
    /// The subjects in words: `local authorities`; the groups of a gradient: `deprivation fifths`.
    pub peers: String,
    /// How many have a figure.
    pub count: usize,
    /// A tenth from the lowest, the median, a tenth from the highest (METHODS M5); none for fewer than ten or where a distance counts.
    pub ends: Option<(f64, f64, f64)>,
    /// The higher end over the lower one, where that means something.
    pub ratio: Option<f64>,
    /// Gini coefficient (METHODS M8), 0 to 1.
    pub gini: Option<f64>,
    /// Theil’s T.
    pub theil: Option<f64>,
    /// Mean log deviation.
    pub mean_log_deviation: Option<f64>,
    /// Coefficient of variation.
    pub variation: Option<f64>,
    /// Why there is none of them; empty otherwise.
    pub reason: String,
    /// Theil’s T taken apart by region.
    pub parts: Option<WithinBetween>,
    /// Points of the Lorenz curve, from (0, 0) to (1, 1); empty where there is none.
    pub lorenz: Vec<(f64, f64)>,
    /// The gradient over groups by deprivation.
    pub gradient: Option<Gradient>,
}

/// A line through groups in order from worse to better off (METHODS M7).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gradient {
    /// Where each row's group lies between the worst off, 0, and the best off, 1.
    pub ranks: Vec<f64>,
    /// Fitted figures of the very best off less the very worst off.
    pub slope: f64,
    /// 95% limits of the slope.
    pub limits: Option<(f64, f64)>,
    /// The same two as a ratio, or none.
    pub relative: Option<f64>,
    /// 95% limits of the ratio.
    pub relative_limits: Option<(f64, f64)>,
    /// Points of the fitted line, from 0 to 1.
    pub line: Vec<(f64, f64)>,
}

/// A gap over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapChange {
    /// What the line is about: a place, an indicator; the measure where there is one line.
    pub name: String,
    /// The first of the two in words.
    pub first_name: String,
    /// The other in words.
    pub other_name: String,
    /// The first period of the longest comparable span.
    pub start: Period,
    /// Its last period.
    pub end: Period,
    /// Index of the first’s row at the start and at the end.
    pub first: (usize, usize),
    /// Index of the other’s row at the start and at the end.
    pub other: (usize, usize),
    /// The gap at the start: how far the one behind lay behind.
    pub start_gap: f64,
    /// The gap at the end, in the same order: below zero where the order has turned.
    pub end_gap: f64,
    /// The gap of every period of the span, none where a figure is withheld.
    pub gaps: Vec<(Period, Option<f64>)>,
    /// True where the first was behind at the start.
    pub first_is_bottom: bool,
    /// Label, certainty, share closed, or the reason why nothing can be said.
    pub summary: GapSummary,
    /// The recent trend carried on: middle of a year, lower limit, line and upper limit of the gap.
    pub ahead: Vec<(f64, f64, f64, f64)>,
    /// What that says, in one sentence; empty where nothing can be said.
    pub outlook: String,
}

/// Two figures side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapPair {
    /// Index of the row of the first.
    pub first: usize,
    /// Index of the row of the other.
    pub other: usize,
    /// What the line is about: a place, an indicator; the measure where there is one line.
    pub name: String,
    /// The first of the two in words.
    pub first_name: String,
    /// The other in words.
    pub other_name: String,
    /// First less other, in the indicator's unit; none where either figure is withheld.
    pub difference: Option<f64>,
    /// 95% limits of the difference, where both standard errors are known.
    pub limits: Option<(f64, f64)>,
    /// First over other, where that means something.
    pub ratio: Option<f64>,
    /// 95% limits of the ratio.
    pub ratio_limits: Option<(f64, f64)>,
    /// `clear`, `could be chance` or `not known`; empty where there is no difference.
    pub certainty: String,
    /// Why there is no difference, or why its certainty is not known; empty otherwise.
    pub reason: String,
    /// Whether the first is worse than the other; none where neither is, or nothing counts as better.
    pub behind: Option<bool>,
    /// What became of the gap, where it has a past.
    pub change: Option<GapSummary>,
}
