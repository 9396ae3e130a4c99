mod field;

pub use field::OutcomeField;

use jiff::civil::Date;

use super::plan::{tidy_line, tidy_text};
use super::{IndicatorCode, SubjectCode};

/// An outcome that the people concerned have defined themselves, in their own words. It stands beside official indicators and is
/// never mistaken for one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Its code in the book: `outcome-2`. Empty for one that is not in a book yet.
    pub code: String,
    /// The outcome as it was said.
    pub words: String,
    /// Who defined it: a group or a meeting, no names needed.
    pub defined_by: String,
    /// How: a workshop, a vote, a survey.
    pub defined_how: String,
    /// An indicator that comes near it; none where no figure does.
    pub proxy: Option<IndicatorCode>,
    /// 1 is first; none where nobody put them in order.
    pub priority: Option<u32>,
    /// Code of the framework whose goal is meant.
    pub framework: String,
    /// The goal under which it stands.
    pub goal: Option<u32>,
    /// The place or organisation that it is about.
    pub subject: Option<SubjectCode>,
    /// True for a made-up example.
    pub example: bool,
    /// The day on which it was written into the book, or last changed there.
    pub recorded: Option<Date>,
}

impl Outcome {
    /// The same with its texts in good order, as of [`super::Plan::tidy`].
    #[must_use]
    pub fn tidy(mut self) -> Self {
        self.code = tidy_line(&self.code);
        self.framework = tidy_line(&self.framework);
        for text in [&mut self.words, &mut self.defined_by, &mut self.defined_how] {
            *text = tidy_text(text);
        }
        self.proxy = self
            .proxy
            .map(|code| IndicatorCode(tidy_line(&code.0)))
            .filter(|code| !code.0.is_empty());
        self.subject = self
            .subject
            .map(|code| SubjectCode(tidy_line(&code.0)))
            .filter(|code| !code.0.is_empty());
        self
    }

    /// By whom and how it was defined, in one line; empty where neither was said.
    pub fn origin(&self) -> String {
        match (self.defined_by.is_empty(), self.defined_how.is_empty()) {
            (false, false) => format!("Defined by {}: {}", self.defined_by, self.defined_how),
            (false, true) => format!("Defined by {}", self.defined_by),
            (true, false) => format!("Defined: {}", self.defined_how),
            (true, true) => String::new(),
        }
    }
}
