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
    /// Whom or what it is about, where that is not what stood there: the name beside a figure. Else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// What it means and what to do, in one sentence.
    pub message: String,
    /// True when the cell should hold a figure and was left out because of this.
    pub rejected: bool,
}

impl Problem {
    /// The option of the command line that settles it, where one does; the sentence itself names none, since a window shows
    /// it too.
    pub fn option(&self) -> Option<&'static str> {
        Some(match self.code.as_str() {
            "no-goal" => "--goal N",
            "hidden-sheet" | "sheet-not-chosen" => "--sheet NAME",
            "hidden-figure" => "--hidden",
            "unknown-marker" | "asked-marker" | "proposed-marker" => "--marker SIGN=STATE",
            "no-period" | "unknown-period" | "period-from-text" => "--period PERIOD",
            "asked-period" | "period-assumed" => "--period-kind KIND",
            "no-subject" => "--subject NAME",
            "names-nobody" => "--subject NAME=CODE",
            "no-indicator" | "named-after" => "--indicator NAME",
            "unit-differs" | "mixed-units" | "percent-or-proportion" => "--unit UNIT",
            "decimal-sign" | "thousands-assumed" => "--decimal SIGN",
            "number-in-brackets" => "--brackets MEANING",
            "no-such-column" | "true-or-false" | "numbers-among-words" => "--column ROLE=NAME",
            _ => return None,
        })
    }
}
