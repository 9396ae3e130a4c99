use crate::domain::{PeopleGroup, SubjectCode};

/// Between which two there is a gap.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Between {
    /// Whichever two suit the figures that are held.
    #[default]
    Unsaid,
    /// Two people groups.
    Groups(PeopleGroup, PeopleGroup),
    /// Two places or two organisations.
    Subjects(SubjectCode, SubjectCode),
    /// The two furthest apart: of groups where there are any, else of subjects.
    Extremes,
    /// The most and the least deprived.
    Deprivation,
    /// A tenth from the bottom and the middle of a set of subjects.
    LowestTenth,
}

impl Between {
    /// What an address may say, in words.
    pub(super) const KNOWN: &str = "two people groups or two subjects with a comma between them, extremes, deprivation or lowest-tenth..median";

    /// The word of an address, for what is said in a word.
    pub(super) fn word(&self) -> Option<&'static str> {
        match self {
            Self::Extremes => Some("extremes"),
            Self::Deprivation => Some("deprivation"),
            Self::LowestTenth => Some("lowest-tenth..median"),
            Self::Unsaid | Self::Groups(..) | Self::Subjects(..) => None,
        }
    }

    /// Reads what [`Between::word`] writes.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        [Self::Extremes, Self::Deprivation, Self::LowestTenth]
            .into_iter()
            .find(|one| one.word() == Some(word))
    }
}
