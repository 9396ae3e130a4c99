use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Shared;
use crate::actions::{self, ActionError, Stage};
use crate::book::{BookError, Reader, Telling};
use crate::desktop::effects::{Event, StoryRoom};
use crate::desktop::loadable::Ticket;
use crate::domain::{SlideContent, StoryId, SubjectCode};
use crate::message::Explain;

pub(super) fn read(ticket: Ticket, book: &Path, open: Option<StoryId>) -> Event {
    let read = room(book, open).map_err(|error| error.explain());
    Event::StoriesRead(ticket, read)
}

/// The list, the open story where it is still there, and what rooms said.
fn room(book: &Path, open: Option<StoryId>) -> Result<Arc<StoryRoom>, BookError> {
    let reader = Reader::open(book)?;
    let stories = reader.stories()?;
    let open = open.filter(|open| stories.iter().any(|story| story.id == *open));
    Ok(Arc::new(StoryRoom {
        story: open.map(|open| reader.story(open)).transpose()?,
        record: reader.workshop_record(None)?,
        stories,
    }))
}

pub(super) fn tell(
    shared: &Shared,
    ticket: Ticket,
    book: &PathBuf,
    action: Telling,
    open: Option<StoryId>,
) -> Event {
    let now = (shared.surroundings.now)();
    let told = shared
        .writer(book)
        .and_then(|writer| writer.tell(action, now))
        .and_then(|told| {
            let open = match told {
                crate::book::Told::Story(id) => Some(id),
                _ => open,
            };
            Ok((told, room(book, open)?))
        })
        .map_err(|error| error.explain());
    Event::Told(ticket, told)
}

/// Keeps a story that is made out of what the book holds.
pub(super) fn make(
    shared: &Shared,
    ticket: Ticket,
    book: &PathBuf,
    code: &str,
    subject: Option<&SubjectCode>,
) -> Event {
    let made = Reader::open(book)
        .map_err(ActionError::from)
        .and_then(|reader| {
            // The subject of the screens is taken where the story is of one of its kind.
            let known = subject.map(|code| reader.subject(code)).transpose()?;
            let is_place = known.flatten().map(|subject| subject.level().is_some());
            let fits = match code {
                "this-place" => is_place == Some(true),
                "this-organisation" => is_place == Some(false),
                _ => true,
            };
            actions::ready_story(&reader, code, subject.filter(|_| fits))
        });
    match made {
        Ok(story) => {
            let action = Telling::AddStory {
                title: story.title,
                slides: story.slides,
            };
            tell(shared, ticket, book, action, None)
        }
        Err(error) => Event::Told(ticket, Err(error.explain())),
    }
}

pub(super) fn face(ticket: Ticket, book: &Path, content: &SlideContent, number: usize) -> Event {
    let face = Reader::open(book)
        .map_err(ActionError::from)
        .and_then(|reader| Stage::of(&reader)?.face(content, number))
        .map(Arc::new)
        .map_err(|error| error.explain());
    Event::FaceMade(ticket, face)
}

pub(super) fn write_story(
    shared: &Shared,
    ticket: Ticket,
    book: &Path,
    story: StoryId,
    (to, with_notes): (&Path, bool),
) -> Event {
    let now = (shared.surroundings.now)();
    let written = Reader::open(book)
        .map_err(ActionError::from)
        .and_then(|reader| {
            let story = reader.story(story)?;
            actions::write_story(&reader, &story.into(), (to, with_notes), now)
        })
        .map(|slides| format!("Exported {slides} slides to {}", to.display()))
        .map_err(|error| error.explain());
    Event::Written(ticket, written)
}

pub(super) fn write_record(
    shared: &Shared,
    ticket: Ticket,
    book: &Path,
    story: Option<StoryId>,
    to: &Path,
) -> Event {
    let now = (shared.surroundings.now)();
    let written = Reader::open(book)
        .map_err(ActionError::from)
        .and_then(|reader| actions::write_record(&reader, story, to, now))
        .map(|_| format!("Exported to {}", to.display()))
        .map_err(|error| error.explain());
    Event::Written(ticket, written)
}
