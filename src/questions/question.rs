use super::Between;
use super::narrow::Narrowing;
use crate::domain::{AreaSet, AsOf, IndicatorCode, OrganisationSet, PeopleGroup, SubjectCode};

/// What kind of question it is; the first word of its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuestionKind {
    /// All goals for a subject.
    Overview,
    /// One goal for a subject.
    Goal,
    /// One indicator over time.
    Trend,
    /// One indicator over many subjects.
    Ranking,
    /// How one indicator's figures lie among many subjects.
    Spread,
    /// How two indicators of the same subjects go together.
    Relationship,
    /// One indicator on a map of equal tiles.
    Map,
    /// What is held, withheld and missing.
    Coverage,
    /// What organisations say they will do.
    Plans,
    /// Several subjects on the indicators of a goal.
    Comparison,
    /// One subject on all its indicators.
    Profile,
    /// The gap between two groups, two subjects, or the ends of a set.
    Gap,
    /// Whether such a gap closed.
    Closing,
    /// How unequal places are, or the gradient over groups by deprivation.
    Inequality,
}

impl QuestionKind {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Overview,
        Self::Goal,
        Self::Trend,
        Self::Ranking,
        Self::Spread,
        Self::Relationship,
        Self::Map,
        Self::Coverage,
        Self::Plans,
        Self::Comparison,
        Self::Profile,
        Self::Gap,
        Self::Closing,
        Self::Inequality,
    ];

    /// The first word of its address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Goal => "goal",
            Self::Trend => "trend",
            Self::Ranking => "ranking",
            Self::Spread => "spread",
            Self::Relationship => "relationship",
            Self::Map => "map",
            Self::Coverage => "coverage",
            Self::Plans => "plans",
            Self::Comparison => "comparison",
            Self::Profile => "profile",
            Self::Gap => "gap",
            Self::Closing => "closing",
            Self::Inequality => "inequality",
        }
    }

    /// Reads what [`QuestionKind::word`] writes.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Of whom a question asks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Subjects {
    /// Whoever fits the question best.
    #[default]
    Unsaid,
    /// These, in this order.
    Codes(Vec<SubjectCode>),
    /// All places of a set.
    Areas(AreaSet),
    /// All organisations of a set.
    Organisations(OrganisationSet),
}

/// On which boundaries figures are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Boundaries {
    /// Each figure for the area it was published for.
    #[default]
    Published,
    /// Areas that were merged as the area of today, worked out where that can be done.
    Current,
}

/// A question. It is a plain value: what a screen shows, back and forward remember, a bookmark holds and the command line takes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    /// What is asked.
    pub kind: QuestionKind,
    /// Of which indicators; all that fit when empty.
    pub indicators: Vec<IndicatorCode>,
    /// Of which goal.
    pub goal: Option<u32>,
    /// Of which framework's goals; the default one when not said.
    pub framework: Option<String>,
    /// Of whom.
    pub subjects: Subjects,
    /// Which of them, where the question does not ask of all.
    pub narrowed: Narrowing,
    /// Who stands out among many: the row in focus of a ranking over a set.
    pub focus: Vec<SubjectCode>,
    /// Of which people.
    pub group: PeopleGroup,
    /// Between which two there is a gap.
    pub between: Between,
    /// Compared with whom: a code, or `median`, `nation`, `region`, `parent`, `level`, `type`, `sector`, `size`, `set`, `neighbours`.
    pub benchmark: Option<SubjectCode>,
    /// For when: `latest`, a label such as `2024/25`, a key, or `from..to`. `latest` when not said.
    pub period: Option<String>,
    /// With the figures that the book held on that day; those that stand now when not said.
    pub as_of: Option<AsOf>,
    /// On which boundaries.
    pub boundaries: Boundaries,
}

impl Question {
    /// A question of a kind about nothing in particular yet.
    pub fn new(kind: QuestionKind) -> Self {
        Self {
            kind,
            indicators: Vec::new(),
            goal: None,
            framework: None,
            subjects: Subjects::Unsaid,
            narrowed: Narrowing::default(),
            focus: Vec::new(),
            group: PeopleGroup::all(),
            between: Between::Unsaid,
            benchmark: None,
            period: None,
            as_of: None,
            boundaries: Boundaries::default(),
        }
    }
}
