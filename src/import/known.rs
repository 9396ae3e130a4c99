use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::{GoalLink, Indicator, IndicatorCode, Lineage, Subject, SubjectCode};

/// An indicator that is known before a file is read: from the shipped table or from earlier imports.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownIndicator {
    /// What is known of it.
    pub indicator: Indicator,
    /// Names and codes by which sources call it, besides its own.
    pub aliases: Vec<String>,
    /// The goals it serves.
    pub goals: Vec<GoalLink>,
}

/// What a reading may rely on: indicators with their goals, and subjects with their identifiers.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Indicators by code.
    pub indicators: HashMap<IndicatorCode, KnownIndicator>,
    /// Subjects by code.
    pub subjects: HashMap<SubjectCode, Subject>,
    /// How places followed one another.
    pub lineage: Arc<Lineage>,
}
