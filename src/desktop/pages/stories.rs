use std::sync::Arc;

use crate::actions::offered_stories;
use crate::desktop::contents::Contents;
use crate::desktop::state::{Drafts, State};
use crate::domain::{
    Reveal, Slide, SlideBody, StoryId, Vote, VoteId, WorkshopNote, WorkshopNoteId,
};
use crate::figures::Face;

/// The stories of a book, or the one that is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct StoriesPage {
    /// Whether the stories are known already.
    pub is_known: bool,
    /// Stories of the book: number, title, how many slides.
    pub own: Vec<(StoryId, String, String)>,
    /// Stories that can be made: code, title.
    pub ready: Vec<(String, String)>,
    /// The open story.
    pub open: Option<Box<OpenStory>>,
    /// What rooms said: in the open story, or in all.
    pub votes: Vec<(VoteId, String)>,
    /// Notes, with what they are.
    pub notes: Vec<(WorkshopNoteId, String, &'static str)>,
}

/// A story with its slides.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OpenStory {
    /// Its number.
    pub id: StoryId,
    /// Its title.
    pub title: String,
    /// What is being typed about it and its slides.
    pub drafts: Drafts,
    /// A line a slide: what it is called, and what it is.
    pub lines: Vec<(String, &'static str)>,
    /// The chosen slide, from 0.
    pub at: usize,
    /// What it says.
    pub slide: Option<Slide>,
    /// How it looks, once that is known.
    pub face: Option<Arc<Face>>,
    /// Why it cannot be shown; empty where it can.
    pub fault: String,
    /// Parts at which a show can stop on it.
    pub parts: Vec<Reveal>,
    /// Whether its figures have changed since it was made.
    pub changed: bool,
}

/// The page of a state.
pub(super) fn build(state: &State, contents: &Contents) -> StoriesPage {
    let Some(room) = state.stories.room.value() else {
        return StoriesPage::default();
    };
    let open = state.stories.open;
    let own = room.stories.iter().map(|story| {
        let slides = match story.slides {
            1 => "1 slide".to_owned(),
            many => format!("{many} slides"),
        };
        (story.id, story.title.clone(), slides)
    });
    let of_open = |story: Option<StoryId>| open.is_none() || story == open;
    StoriesPage {
        is_known: true,
        own: own.collect(),
        ready: offered_stories(&contents.goals, &contents.subjects),
        open: state.stories.story().map(|story| {
            let lines = story.slides.iter().enumerate();
            let at = state.stories.at;
            let slide = story.slides.get(at).cloned();
            let face = slide
                .as_ref()
                .and_then(|slide| state.stories.face(&slide.content, at + 1));
            let fault = slide
                .as_ref()
                .and_then(|slide| state.stories.fault_of(&slide.content, at + 1));
            let mut parts = face.map_or_else(Vec::new, Face::parts);
            if slide
                .as_ref()
                .is_some_and(|slide| !slide.content.remark.is_empty())
            {
                parts.push(Reveal::Remark);
            }
            Box::new(OpenStory {
                id: story.id,
                title: story.title.clone(),
                drafts: state.drafts.clone(),
                lines: lines
                    .map(|(at, slide)| (title_of(slide, at, state, contents), kind_of(slide)))
                    .collect(),
                at,
                changed: face.is_some_and(|face| !face.warning.is_empty()),
                face: face.map(|face| Arc::new(face.clone())),
                fault: fault.map_or_else(String::new, ToString::to_string),
                slide,
                parts,
            })
        }),
        votes: room
            .record
            .votes
            .iter()
            .filter(|vote| of_open(vote.draft.story))
            .map(|vote| (vote.id, in_a_line(vote)))
            .collect(),
        notes: room
            .record
            .notes
            .iter()
            .filter(|note| of_open(note.draft.story))
            .map(|note| (note.id, note_line(note), note.draft.kind.label()))
            .collect(),
    }
}

fn kind_of(slide: &Slide) -> &'static str {
    match (&slide.content.body, slide.content.frozen) {
        (SlideBody::Figure(_), Some(_)) => "frozen figure",
        (SlideBody::Figure(_), None) => "figure",
        (SlideBody::Text(_), _) => "text",
        (SlideBody::Section(_), _) => "section",
    }
}

/// Its own title, the headline where it is known, or else what is asked.
fn title_of(slide: &Slide, at: usize, state: &State, contents: &Contents) -> String {
    let content = &slide.content;
    if !content.title.is_empty() {
        return content.title.clone();
    }
    if let Some(face) = state.stories.face(content, at + 1) {
        return face.title.clone();
    }
    // Read off the address itself: a story may have a thousand slides.
    let address = content.body.words();
    let (kind, keys) = address.split_once('?').unwrap_or((address, ""));
    let mut word = kind.to_owned();
    if let Some(first) = word.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    let mut keys = keys.split('&');
    let code = keys.find_map(|key| key.strip_prefix("indicator="));
    let mut indicators = contents.indicators.iter();
    match code.and_then(|code| indicators.find(|indicator| indicator.code.0 == code)) {
        Some(indicator) => format!("{word}: {}", indicator.short_name),
        None => word,
    }
}

fn in_a_line(vote: &Vote) -> String {
    let round = vote.round();
    let options = vote.draft.options.iter().enumerate();
    let counts: Vec<String> = options
        .map(|(option, words)| format!("{words} {}", vote.count(round, option)))
        .collect();
    format!("{} {}", vote.draft.question, counts.join(", "))
}

fn note_line(note: &WorkshopNote) -> String {
    let draft = &note.draft;
    let mut line = draft.text.clone();
    if !draft.owner.is_empty() {
        line = format!("{line} Owner: {}.", draft.owner);
    }
    if let Some(due) = draft.due {
        line = format!("{line} By {}.", due.strftime("%-d %B %Y"));
    }
    line
}
