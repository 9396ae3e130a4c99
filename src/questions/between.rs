use super::address::{group_of, group_text, list, plain, said};
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

/// The two of a gap as an address writes them; nothing where they are not said.
pub(super) fn between_text(between: &Between) -> Option<String> {
    if let Some(word) = between.word() {
        return Some(word.to_owned());
    }
    match between {
        Between::Groups(one, other) => {
            let text = |group: &PeopleGroup| match group_text(group) {
                text if text.is_empty() => "All".to_owned(),
                text => text,
            };
            Some(format!("{},{}", text(one), text(other)))
        }
        Between::Subjects(one, other) => Some(list([&one.0, &other.0].into_iter())),
        _ => None,
    }
}

/// The two that an address names: people groups where either holds a `=`, subjects otherwise.
pub(super) fn between_of(value: &str) -> Option<Between> {
    if plain(value).trim().is_empty() {
        return Some(Between::Unsaid);
    }
    if let Some(known) = Between::from_word(plain(value).trim()) {
        return Some(known);
    }
    let (one, other) = value.split_once(',')?;
    if other.contains(',') {
        return None;
    }
    if one.contains('=') || other.contains('=') {
        return Some(Between::Groups(group_of(one), group_of(other)));
    }
    Some(Between::Subjects(
        SubjectCode(said(one)?),
        SubjectCode(said(other)?),
    ))
}
