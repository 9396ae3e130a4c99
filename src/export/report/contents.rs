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
    /// What is asked across goals: a profile, what is missing.
    pub across: Vec<Answer>,
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
    /// Why it shows no figures, in words; empty where it shows some.
    pub fn why_nothing(&self) -> &str {
        if self.has_figures() {
            ""
        } else if self.nothing.is_empty() {
            "This book holds no figures for this goal yet. That says nothing about how things are."
        } else {
            &self.nothing
        }
    }

    /// The answers that hold something.
    pub fn shown(&self) -> impl Iterator<Item = &Answer> {
        self.answers.iter().filter(|answer| !answer.rows.is_empty())
    }

    /// Whether any answer holds a row.
    pub fn has_figures(&self) -> bool {
        self.answers.iter().any(|answer| !answer.rows.is_empty())
    }
}

impl ReportContents {
    /// Its title: the book, and of whom it speaks.
    pub fn title(&self) -> String {
        if self.subject.is_empty() {
            self.book.clone()
        } else {
            format!("{}: {}", self.book, self.subject)
        }
    }

    /// Every answer, in the order in which they are shown.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        let of_goals = self.goals.iter().flat_map(|goal| &goal.answers);
        self.overview.iter().chain(&self.across).chain(of_goals)
    }

    /// Every source line, each once, in the order in which it is met.
    pub fn sources(&self) -> Vec<&str> {
        let mut seen = std::collections::HashSet::new();
        self.answers()
            .flat_map(|answer| &answer.sources)
            .map(String::as_str)
            .filter(|line| !line.trim().is_empty() && seen.insert(*line))
            .collect()
    }
}
