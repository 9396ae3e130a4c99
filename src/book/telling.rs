use jiff::Timestamp;
use rusqlite::Transaction;

use super::{BookError, Reader, Writer, meta, slides, stories, votes, workshop_notes};
use crate::domain::{
    Hand, SlideContent, SlideId, Story, StoryId, StoryOutline, VoteDraft, VoteId,
    WorkshopNoteDraft, WorkshopNoteId, WorkshopRecord,
};

/// One action on stories, their slides and what a room said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Make a story.
    AddStory {
        /// Its title.
        title: String,
        /// Its slides.
        slides: Vec<SlideContent>,
    },
    /// Give a story another title.
    RenameStory(StoryId, String),
    /// Remove a story with its slides. What the room said stays.
    RemoveStory(StoryId),
    /// Put a slide into a story.
    AddSlide {
        /// The story.
        story: StoryId,
        /// What it shows and says.
        content: Box<SlideContent>,
        /// Before which other one; at the end for `None`.
        before: Option<SlideId>,
    },
    /// Give a slide another content.
    SetSlide(SlideId, Box<SlideContent>),
    /// Let the figures of a slide stand still from now on. What they are, as a short mark, goes with it.
    Freeze(SlideId, String),
    /// Let the figures of a slide follow the book again, from what they are now.
    Thaw(SlideId, String),
    /// Put a slide before another one, at the end for `None`.
    MoveSlide(SlideId, Option<SlideId>),
    /// Put the same slide in once more, behind itself.
    CopySlide(SlideId),
    /// Remove a slide. What the room said on it stays.
    RemoveSlide(SlideId),
    /// Ask the room.
    OpenVote(Box<VoteDraft>),
    /// Count a hand for an option, from 0.
    Raise(VoteId, u32, Hand),
    /// Take the last hand of the open round back.
    TakeBack(VoteId),
    /// Open another round.
    NextRound(VoteId),
    /// Say how many people are in the room.
    SetPeople(VoteId, Option<u32>),
    /// Remove a vote with all that was counted.
    RemoveVote(VoteId),
    /// Write a note down.
    AddNote(Box<WorkshopNoteDraft>),
    /// Give a note another content.
    SetNote(WorkshopNoteId, Box<WorkshopNoteDraft>),
    /// Remove a note.
    RemoveNote(WorkshopNoteId),
}

/// What was made by an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// A story.
    Story(StoryId),
    /// A slide.
    Slide(SlideId),
    /// A vote.
    Vote(VoteId),
    /// A note.
    Note(WorkshopNoteId),
    /// Nothing new: something was changed or removed.
    Changed,
}

impl Telling {
    /// The action as a menu names it behind “Undo”.
    pub fn name(&self) -> &'static str {
        match self {
            Self::AddStory { .. } => "making a story",
            Self::RenameStory(..) => "renaming a story",
            Self::RemoveStory(_) => "removing a story",
            Self::AddSlide { .. } => "adding a slide",
            Self::SetSlide(..) => "changing a slide",
            Self::Freeze(..) => "freezing a slide",
            Self::Thaw(..) => "bringing a slide up to date",
            Self::MoveSlide(..) => "moving a slide",
            Self::CopySlide(_) => "duplicating a slide",
            Self::RemoveSlide(_) => "removing a slide",
            Self::OpenVote(_) => "opening a vote",
            Self::Raise(..) => "a vote",
            Self::TakeBack(_) => "taking a vote back",
            Self::NextRound(_) => "a new round",
            Self::SetPeople(..) => "the number of people",
            Self::RemoveVote(_) => "removing a vote",
            Self::AddNote(_) => "adding a note",
            Self::SetNote(..) => "changing a note",
            Self::RemoveNote(_) => "removing a note",
        }
    }

    fn tell(&self, book: &Transaction<'_>, at: &str) -> Result<Told, BookError> {
        match self {
            Self::AddStory { title, slides } => {
                let story = stories::add(book, title, at)?;
                for content in slides {
                    slides::add(book, story, content, None)?;
                }
                return Ok(Told::Story(story));
            }
            Self::RenameStory(id, title) => stories::rename(book, *id, title),
            Self::RemoveStory(id) => stories::remove(book, *id),
            Self::AddSlide {
                story,
                content,
                before,
            } => return slides::add(book, *story, content, *before).map(Told::Slide),
            Self::SetSlide(id, content) => slides::set(book, *id, content),
            Self::Freeze(id, mark) => slides::freeze(book, *id, Some(at), mark),
            Self::Thaw(id, mark) => slides::freeze(book, *id, None, mark),
            Self::MoveSlide(id, before) => slides::place(book, *id, *before),
            Self::CopySlide(id) => return slides::copy(book, *id).map(Told::Slide),
            Self::RemoveSlide(id) => slides::remove(book, *id),
            Self::OpenVote(draft) => return votes::open(book, draft, at).map(Told::Vote),
            Self::Raise(vote, option, hand) => votes::raise(book, *vote, *option, *hand, at),
            Self::TakeBack(vote) => votes::take_back(book, *vote),
            Self::NextRound(vote) => votes::next_round(book, *vote),
            Self::SetPeople(vote, people) => votes::set_people(book, *vote, *people),
            Self::RemoveVote(vote) => votes::remove(book, *vote),
            Self::AddNote(draft) => return workshop_notes::add(book, draft, at).map(Told::Note),
            Self::SetNote(id, draft) => workshop_notes::set(book, *id, draft),
            Self::RemoveNote(id) => workshop_notes::remove(book, *id),
        }?;
        Ok(Told::Changed)
    }
}

impl Writer {
    /// Does one action on stories and what a room said. It is on the disk when this returns.
    pub fn tell(&self, action: Telling, now: Timestamp) -> Result<Told, BookError> {
        self.act(now, action.name(), move |transaction| {
            action.tell(transaction, &meta::written(now))
        })
    }
}

impl Reader {
    /// Every story, in the order in which they were made.
    pub fn stories(&self) -> Result<Vec<StoryOutline>, BookError> {
        self.at_once(|connection| Ok(stories::all(connection)?))
    }

    /// A story with its slides.
    pub fn story(&self, id: StoryId) -> Result<Story, BookError> {
        self.at_once(|connection| stories::one(connection, id))
    }

    /// What rooms said, in one story or in all.
    pub fn workshop_record(&self, story: Option<StoryId>) -> Result<WorkshopRecord, BookError> {
        self.at_once(|connection| {
            Ok(WorkshopRecord {
                votes: votes::all(connection, story)?,
                notes: workshop_notes::all(connection, story)?,
            })
        })
    }
}
