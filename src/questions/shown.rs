//! What spreads, relationships, maps and coverages add to their rows.

use serde::{Deserialize, Serialize};

use crate::domain::{IndicatorCode, State};

/// How the figures of a set lie (METHODS M1), and what of them a picture shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// The subjects in words: `local authorities`.
    pub peers: String,
    /// How many have a figure.
    pub count: usize,
    /// Median of the figures.
    pub median: f64,
    /// First and third quartile; none for fewer than five.
    pub quarters: Option<(f64, f64)>,
    /// Median absolute deviation times 1.4826; none where it cannot be said.
    pub mad: Option<f64>,
    /// Why no score can be given; empty otherwise.
    pub reason: String,
    /// The stretch that a picture shows: the median ± 3 MAD, never wider than the figures.
    pub from: f64,
    /// Its upper end.
    pub to: f64,
    /// How many figures lie below it and above it.
    pub beyond: (usize, usize),
    /// One a row, in the same order: how many MAD its figure lies from the middle, more being better.
    pub scores: Vec<Option<f64>>,
    /// How much of the inequality lies inside regions, for places below them.
    pub parts: Option<WithinBetween>,
}

/// Inequality taken apart into what lies inside regions and what lies between them (METHODS M8).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithinBetween {
    /// The regions in words: `regions`, `regions and countries`.
    pub of: String,
    /// How many regions.
    pub regions: usize,
    /// Share that lies inside them, in per cent; none where it cannot be said.
    pub within: Option<f64>,
    /// Why it cannot be said; empty otherwise.
    pub reason: String,
}

/// How two indicators of the same subjects go together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pairs {
    /// The subjects in words.
    pub peers: String,
    /// The indicator across and the one upwards.
    pub codes: [IndicatorCode; 2],
    /// Their short names.
    pub names: [String; 2],
    /// How many subjects have both.
    pub count: usize,
    /// Pearson's correlation; none where it cannot be said.
    pub pearson: Option<f64>,
    /// Spearman's correlation of ranks.
    pub spearman: Option<f64>,
    /// Why nothing can be said; empty otherwise.
    pub reason: String,
    /// Medians of the pairs.
    pub medians: [f64; 2],
}

/// Which class a place's figure is in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tiles {
    /// The places in words.
    pub peers: String,
    /// One a row, in the same order: 0 the lowest class to 4; none where there is no figure.
    pub classes: Vec<Option<u8>>,
    /// The lowest and the highest figure of each class that has any, lowest class first.
    pub ranges: Vec<(u8, f64, f64)>,
}

/// What is held of something, as lines and columns of cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// What the lines are: `people group`, `place`, `indicator`.
    pub of: String,
    /// Names of the lines.
    pub lines: Vec<String>,
    /// Names of the columns: periods, or years, oldest first.
    pub columns: Vec<String>,
    /// Cells, line by line: what is held of each.
    pub cells: Vec<Vec<Holding>>,
    /// Figures in all of the lines, withheld or not.
    pub held: usize,
    /// Of them, withheld.
    pub withheld: usize,
    /// Figures that are missing.
    pub missing: usize,
    /// Lines without any figure.
    pub empty: usize,
    /// Lines that are not shown.
    pub more: usize,
    /// Columns before the first that are not shown.
    pub earlier: usize,
}

/// What is held in a cell of a coverage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// Figures that are numbers.
    pub numbers: usize,
    /// Figures that are withheld, by state.
    pub withheld: Vec<(State, usize)>,
    /// Figures that might be and are not held, where that is known.
    pub missing: usize,
}
