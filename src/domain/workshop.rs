use jiff::civil::Date;

use super::{SlideId, StoryId, SubjectCode};

/// A vote of a book, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VoteId(pub i64);

/// A note of a book, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorkshopNoteId(pub i64);

/// How a room votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum VoteKind {
    /// By show of hands: one a person.
    #[default]
    Hands,
    /// With several dots a person, over more options.
    Dots,
}

impl VoteKind {
    /// The word under which the book keeps it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Hands => "hands",
            Self::Dots => "dots",
        }
    }

    /// Reads what [`VoteKind::code`] writes.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Hands, Self::Dots]
            .into_iter()
            .find(|kind| kind.code() == code)
    }

    /// As a person reads it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Hands => "Show of hands",
            Self::Dots => "Dots",
        }
    }

    /// The most options that a vote of the kind may have.
    pub fn most_options(self) -> usize {
        match self {
            Self::Hands => 8,
            Self::Dots => 40,
        }
    }
}

/// A vote that is about to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteDraft {
    /// In which story, where in one.
    pub story: Option<StoryId>,
    /// On which slide, where on one.
    pub slide: Option<SlideId>,
    /// How the room votes.
    pub kind: VoteKind,
    /// What is asked.
    pub question: String,
    /// What can be chosen.
    pub options: Vec<String>,
    /// How many people are in the room, where it was said.
    pub people: Option<u32>,
}

/// A vote with what was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// Its number.
    pub id: VoteId,
    /// What it is.
    pub draft: VoteDraft,
    /// When it was opened, as the book writes times.
    pub at: String,
    /// Counts by round and option; every round has a count for each option.
    pub rounds: Vec<Vec<u32>>,
}

impl Vote {
    /// The round that is being counted, from 0.
    pub fn round(&self) -> usize {
        self.rounds.len().saturating_sub(1)
    }

    /// What was counted for an option in a round; none counted is 0.
    pub fn count(&self, round: usize, option: usize) -> u32 {
        self.rounds
            .get(round)
            .and_then(|counts| counts.get(option))
            .copied()
            .unwrap_or(0)
    }

    /// All hands of a round.
    pub fn total(&self, round: usize) -> u32 {
        self.rounds
            .get(round)
            .map_or(0, |counts| counts.iter().sum())
    }
}

/// One hand more or one less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// One more.
    Up,
    /// One less; an option that has none stays without.
    Down,
}

/// What a note of a workshop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum NoteKind {
    /// Something that could be done.
    #[default]
    Idea,
    /// Something that was asked.
    Question,
    /// Something that nobody has figures on.
    EvidenceGap,
    /// Something that somebody will do.
    Action,
    /// Something for another time.
    Parked,
}

impl NoteKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Idea,
        Self::Question,
        Self::EvidenceGap,
        Self::Action,
        Self::Parked,
    ];

    /// The word under which the book keeps it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Question => "question",
            Self::EvidenceGap => "evidence-gap",
            Self::Action => "action",
            Self::Parked => "parked",
        }
    }

    /// Reads what [`NoteKind::code`] writes.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// As a person reads it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Idea => "Idea",
            Self::Question => "Question",
            Self::EvidenceGap => "Evidence gap",
            Self::Action => "Action",
            Self::Parked => "Parked",
        }
    }

    /// As a heading of a record names several.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Idea => "Ideas",
            Self::Question => "Questions",
            Self::EvidenceGap => "Evidence gaps",
            Self::Action => "Actions",
            Self::Parked => "Parked for another time",
        }
    }
}

/// A note that is about to be kept. It needs nobody's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkshopNoteDraft {
    /// In which story, where in one.
    pub story: Option<StoryId>,
    /// On which slide, where on one.
    pub slide: Option<SlideId>,
    /// On which goal of the default framework.
    pub goal: Option<u32>,
    /// On which place or organisation.
    pub subject: Option<SubjectCode>,
    /// What it is.
    pub kind: NoteKind,
    /// What was said.
    pub text: String,
    /// Who will do it; for actions.
    pub owner: String,
    /// By when; for actions.
    pub due: Option<Date>,
}

/// A note of a workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkshopNote {
    /// Its number.
    pub id: WorkshopNoteId,
    /// What it says.
    pub draft: WorkshopNoteDraft,
    /// When it was written, as the book writes times.
    pub at: String,
}

/// What a room said: votes and notes, the first ones first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkshopRecord {
    /// The votes.
    pub votes: Vec<Vote>,
    /// The notes.
    pub notes: Vec<WorkshopNote>,
}

#[cfg(test)]
mod tests {
    use super::{NoteKind, VoteKind};

    #[test]
    fn kinds_are_read_as_they_were_written() {
        for kind in NoteKind::ALL {
            assert_eq!(NoteKind::from_code(kind.code()), Some(kind));
        }
        for kind in [VoteKind::Hands, VoteKind::Dots] {
            assert_eq!(VoteKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(NoteKind::from_code("Idea"), None);
    }
}
