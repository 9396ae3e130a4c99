use serde::{Deserialize, Serialize};

use crate::domain::Origin;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The cells concerned are left out unless the question is answered.
    Blocker,
    /// The figures are kept; somebody should look.
    Warning,
    /// Worth knowing.
    Info,
}

/// Something seen in the data: where, what, and what it means for the figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable code of the cause, such as `unknown-marker`; problems are grouped by it.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// The cell.
    pub origin: Origin,
    /// What stood there.
    pub raw: String,
    /// What it means and what to do, in one sentence.
    pub message: String,
    /// True when the cell should hold a figure and was left out because of this.
    pub rejected: bool,
}
