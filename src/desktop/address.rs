use serde::{Deserialize, Serialize};

use crate::domain::{IndicatorCode, SubjectCode};
use crate::questions::{Question, QuestionKind, Subjects};

/// How an answer is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum View {
    /// As a picture.
    #[default]
    Chart,
    /// On a map.
    Map,
    /// As the picture's table.
    Table,
    /// What it means and where it comes from.
    About,
}

impl View {
    /// The tab's text.
    pub fn label(self) -> &'static str {
        match self {
            Self::Chart => "Chart",
            Self::Map => "Map",
            Self::Table => "Table",
            Self::About => "About",
        }
    }
}

/// What is asked of an indicator.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum IndicatorAsk {
    /// Over time.
    #[default]
    Trend,
    /// Over subjects of one level or type.
    Ranking,
    /// How the figures of a level or type lie.
    Spread,
    /// Between people groups, or to the benchmark.
    Gap,
    /// Whether that closes.
    Closing,
    /// How unequal the subjects of a level or type are.
    Inequality,
    /// Who improved most, and what they plan.
    Improved,
    /// Of whom and when there are figures.
    Coverage,
}

impl IndicatorAsk {
    /// All, as the select shows them.
    pub const ALL: [Self; 8] = [
        Self::Trend,
        Self::Ranking,
        Self::Spread,
        Self::Gap,
        Self::Closing,
        Self::Inequality,
        Self::Improved,
        Self::Coverage,
    ];

    /// The option's text.
    pub fn label(self) -> &'static str {
        match self {
            Self::Trend => "Over time",
            Self::Ranking => "Ranking",
            Self::Spread => "Spread",
            Self::Gap => "Gap",
            Self::Closing => "Is it closing?",
            Self::Inequality => "Inequality",
            Self::Improved => "Who improved most",
            Self::Coverage => "What is held",
        }
    }

    /// The kind of question.
    pub fn kind(self) -> QuestionKind {
        match self {
            Self::Trend => QuestionKind::Trend,
            Self::Ranking => QuestionKind::Ranking,
            Self::Spread => QuestionKind::Spread,
            Self::Gap => QuestionKind::Gap,
            Self::Closing => QuestionKind::Closing,
            Self::Inequality => QuestionKind::Inequality,
            Self::Improved => QuestionKind::Plans,
            Self::Coverage => QuestionKind::Coverage,
        }
    }

    /// Whether it is asked of many subjects, among whom one stands out.
    pub fn is_of_many(self) -> bool {
        matches!(
            self,
            Self::Ranking | Self::Spread | Self::Inequality | Self::Improved
        )
    }

    /// Which of them a question asks, where it asks one of one indicator.
    pub fn of(question: &Question) -> Option<Self> {
        let asked = Self::ALL
            .into_iter()
            .find(|ask| ask.kind() == question.kind);
        asked.filter(|_| question.indicators.len() == 1)
    }
}

/// In which order gaps stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GapOrder {
    /// The widest first.
    #[default]
    Size,
    /// The one that closed most first, those that widened last.
    Change,
    /// By name.
    Name,
}

impl GapOrder {
    /// All, as the select shows them.
    pub const ALL: [Self; 3] = [Self::Size, Self::Change, Self::Name];

    /// The option's text.
    pub fn label(self) -> &'static str {
        match self {
            Self::Size => "widest first",
            Self::Change => "closing fastest first",
            Self::Name => "by name",
        }
    }
}

/// What is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FormKind {
    /// A plan of an organisation.
    Plan,
    /// A community-defined outcome.
    Outcome,
}

impl FormKind {
    /// The word with which its drafts begin.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Outcome => "outcome",
        }
    }
}

/// With what a form starts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FormStart {
    /// Code of what is changed; empty for something new.
    pub code: String,
    /// The goal of something new.
    pub goal: Option<u32>,
    /// The place or organisation of something new.
    pub subject: Option<SubjectCode>,
}

/// Where in the window one is. Back and forward remember it, and the next start returns to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Address {
    /// All goals.
    #[default]
    Goals,
    /// One goal, by its number.
    Goal(u32),
    /// One indicator.
    Indicator {
        /// Which.
        code: IndicatorCode,
        /// What is asked of it.
        ask: IndicatorAsk,
    },
    /// Several subjects side by side.
    Compare {
        /// Of one goal; of all for `None`.
        goal: Option<u32>,
        /// The subjects, in order.
        subjects: Vec<SubjectCode>,
    },
    /// The list of places.
    Places,
    /// The list of organisations.
    Organisations,
    /// One place or organisation.
    Profile(SubjectCode),
    /// Any other question, by its own address.
    Question(String),
    /// What organisations say they will do: for one goal, or for all.
    Plans(Option<u32>),
    /// A plan or an outcome that is filled in.
    Form(FormKind, FormStart),
    /// Stories and their slides, and what rooms said.
    Stories,
    /// Imports.
    Data,
    /// One import and what was noticed in its file.
    ImportReport(u32),
    /// A file on its way in.
    Wizard,
    /// The backups of the book.
    Backups,
}

impl Address {
    /// An indicator's chart over time.
    pub fn indicator(code: &IndicatorCode) -> Self {
        Self::Indicator {
            code: code.clone(),
            ask: IndicatorAsk::Trend,
        }
    }

    /// The indicator that a screen asks one question of.
    pub fn indicator_asked(&self) -> Option<IndicatorCode> {
        match self {
            Self::Indicator { code, .. } => Some(code.clone()),
            Self::Question(line) => {
                let question = Question::from_address(line).ok()?;
                IndicatorAsk::of(&question)?;
                question.indicators.into_iter().next()
            }
            _ => None,
        }
    }

    /// The place of the rail under which this stands.
    pub fn rail(&self) -> RailPlace {
        match self {
            Self::Question(line) if line.starts_with("plans") => RailPlace::Plans,
            Self::Question(line) if line.starts_with("gap") || line.starts_with("closing") => {
                RailPlace::Gaps
            }
            Self::Goals | Self::Goal(_) | Self::Indicator { .. } | Self::Question(_) => {
                RailPlace::Goals
            }
            Self::Compare { .. } => RailPlace::Compare,
            Self::Places => RailPlace::Places,
            Self::Profile(code) if is_place(code) => RailPlace::Places,
            Self::Organisations | Self::Profile(_) => RailPlace::Organisations,
            Self::Plans(_) | Self::Form(..) => RailPlace::Plans,
            Self::Stories => RailPlace::Stories,
            Self::Data | Self::ImportReport(_) | Self::Wizard | Self::Backups => RailPlace::Data,
        }
    }

    /// The screen that shows a question, for an address pasted into the search box.
    pub fn of_question(question: &Question) -> Self {
        let first = question.indicators.first();
        let subjects = match &question.subjects {
            Subjects::Codes(codes) => codes.clone(),
            _ => Vec::new(),
        };
        match (question.kind, first, subjects.first()) {
            (QuestionKind::Plans, None, None) => Self::Plans(question.goal),
            (QuestionKind::Goal, ..) => question.goal.map_or(Self::Goals, Self::Goal),
            (QuestionKind::Comparison, ..) => Self::Compare {
                goal: question.goal,
                subjects,
            },
            (QuestionKind::Profile, _, Some(code)) => Self::Profile(code.clone()),
            (_, Some(code), _) => Self::Indicator {
                code: code.clone(),
                ask: IndicatorAsk::of(question).unwrap_or_default(),
            },
            _ => Self::Goals,
        }
    }
}

fn is_place(code: &SubjectCode) -> bool {
    crate::domain::Level::of_code(&code.0).is_some()
}

/// A row of the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RailPlace {
    /// All goals and each of them.
    Goals,
    /// Comparison.
    Compare,
    /// Gaps.
    Gaps,
    /// Places.
    Places,
    /// Organisations.
    Organisations,
    /// Plans and commitments.
    Plans,
    /// Imports.
    Data,
    /// Stories.
    Stories,
}
