use serde::{Deserialize, Serialize};

use super::IndicatorCode;

/// A versioned list of goals, kept as data: no goal's number, name or count is written in code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Framework {
    /// Stable code, such as `levelling-up-goals`.
    pub code: String,
    /// Version of the list, such as `2021`.
    pub version: String,
    /// Title as a person reads it.
    pub title: String,
    /// Who published the list.
    pub publisher: String,
    /// When it was published, as a date or a year.
    pub published: String,
    /// What should be known about it.
    pub note: String,
}

/// One goal of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Code of the framework that it belongs to.
    pub framework: String,
    /// Number inside the framework, from 1.
    pub number: u32,
    /// Stable code, such as `early-years`.
    pub code: String,
    /// Full wording.
    pub name: String,
    /// At most three words, for the rail and the tiles.
    pub short_name: String,
    /// What the goal is about, in one or two sentences.
    pub about: String,
}

/// Whether a goal is an indicator's first home or one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// The goal that the indicator serves first.
    Main,
    /// A further goal.
    Also,
}

/// An indicator placed under a goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalLink {
    /// Code of the framework.
    pub framework: String,
    /// Number of the goal in it.
    pub goal: u32,
    /// The indicator.
    pub indicator: IndicatorCode,
    /// First home or further one.
    pub kind: LinkKind,
    /// True when the user set it: an update of the built-in list leaves it alone.
    pub by_user: bool,
}
