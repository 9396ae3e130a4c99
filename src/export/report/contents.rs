use crate::questions::Answer;

/// What a report is made of: answers that are already computed.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReportContents {
    /// Name of the book.
    pub book: String,
    /// When the report is written, as a person reads it: `22 November 2026`.
    pub date: String,
    /// Title of the framework of goals.
    pub framework: String,
    /// Of whom the report speaks: a place or an organisation.
    pub subject: String,
    /// All goals at once.
    pub overview: Option<Answer>,
    /// The goals, in order.
    pub goals: Vec<ReportGoal>,
}

/// One goal of a report.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReportGoal {
    /// Its number.
    pub number: u32,
    /// Its full wording.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// What is known: the goal itself first, then trends and comparisons.
    pub answers: Vec<Answer>,
    /// Why there is no figure, where there is none; a plain sentence stands in when this is empty.
    pub nothing: String,
}

impl ReportGoal {
    /// Whether any answer holds a row.
    pub fn has_figures(&self) -> bool {
        self.answers.iter().any(|answer| !answer.rows.is_empty())
    }
}

impl ReportContents {
    /// Every source line, each once, in the order in which it is met.
    pub fn sources(&self) -> Vec<&str> {
        let mut seen = std::collections::HashSet::new();
        self.overview
            .iter()
            .chain(self.goals.iter().flat_map(|goal| &goal.answers))
            .flat_map(|answer| &answer.sources)
            .map(String::as_str)
            .filter(|line| !line.trim().is_empty() && seen.insert(*line))
            .collect()
    }
}
