use std::path::PathBuf;
use std::sync::Arc;

use super::dialog::Dialog;
use super::show::Top;
use super::{Loadable, State};
use crate::actions::{frozen_of, mark_of};
use crate::book::{Telling, Told};
use crate::desktop::address::Address;
use crate::desktop::commands::{Command, StoryCommand};
use crate::desktop::effects::{Effect, Picking, StoryRoom};
use crate::desktop::loadable::Ticket;
use crate::domain::{SlideContent, Story, StoryId, Vote, VoteId, slug};
use crate::figures::{Face, FaceBody};
use crate::message::Message;
use crate::questions::Answer;

/// Slides that are kept as they are painted.
const MOST_FACES: usize = 24;

/// Stories of the book as the window knows them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stories {
    /// The list, the open story and what rooms said.
    pub room: Loadable<Arc<StoryRoom>>,
    /// The story that is open.
    pub open: Option<StoryId>,
    /// The slide of it that is chosen, from 0.
    pub at: usize,
    faces: Vec<Kept>,
    telling: Vec<(Ticket, Vec<(String, String)>)>,
}

/// A slide as it is painted, or on its way.
#[derive(Clone, Debug, PartialEq)]
struct Kept {
    content: SlideContent,
    number: usize,
    face: Loadable<Arc<Face>>,
}

impl Stories {
    /// The open story.
    pub fn story(&self) -> Option<&Story> {
        let story = self.room.value()?.story.as_ref()?;
        Some(story).filter(|story| Some(story.id) == self.open)
    }

    /// Every vote.
    pub fn votes(&self) -> &[Vote] {
        self.room.value().map_or(&[], |room| &room.record.votes)
    }

    /// One vote.
    pub fn vote(&self, id: VoteId) -> Option<&Vote> {
        self.votes().iter().find(|vote| vote.id == id)
    }

    /// A slide as it is painted, once it is known.
    pub fn face(&self, content: &SlideContent, number: usize) -> Option<&Face> {
        self.kept(content, number)?.face.value().map(Arc::as_ref)
    }

    /// Why a slide cannot be painted.
    pub fn fault_of(&self, content: &SlideContent, number: usize) -> Option<&Message> {
        self.kept(content, number)?.face.failure()
    }

    fn kept(&self, content: &SlideContent, number: usize) -> Option<&Kept> {
        let mut faces = self.faces.iter();
        faces.find(|kept| kept.number == number && kept.content == *content)
    }

    pub(super) fn forget_faces(&mut self) {
        self.faces.clear();
    }

    pub(super) fn face_made(&mut self, ticket: Ticket, result: Result<Arc<Face>, Message>) {
        let mut faces = self.faces.iter_mut();
        if let Some(kept) = faces.find(|kept| kept.face.awaited() == Some(ticket)) {
            kept.face.finish(ticket, result);
        }
    }

    /// Keeps what was read; what is open and chosen stays inside it.
    fn keep(&mut self) {
        let Some(room) = self.room.value() else {
            return;
        };
        if room.story.is_none() {
            self.open = None;
        }
        let slides = self.story().map_or(0, |story| story.slides.len());
        self.at = self.at.min(slides.saturating_sub(1));
    }
}

impl State {
    /// Reads the stories again.
    pub(super) fn read_stories(&mut self) -> Vec<Effect> {
        let Some(book) = self.book.clone() else {
            return Vec::new();
        };
        let ticket = self.ticket();
        self.stories.room.wait(ticket);
        vec![Effect::ReadStories(ticket, book.path, self.stories.open)]
    }

    /// Has the slides painted that are seen now or next.
    pub(super) fn ask_faces(&mut self) -> Vec<Effect> {
        let mut wanted: Vec<(SlideContent, usize)> = Vec::new();
        if let Some(show) = &self.show {
            let slides = show.slides.iter().enumerate().skip(show.at).take(2);
            wanted.extend(slides.map(|(at, (_, content))| (content.clone(), at + 1)));
        } else if *self.address() == Address::Stories
            && let Some(story) = self.stories.story()
            && let Some(slide) = story.slides.get(self.stories.at)
        {
            wanted.push((slide.content.clone(), self.stories.at + 1));
        }
        let Some(book) = self.book.clone() else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        for (content, number) in wanted {
            if self.stories.kept(&content, number).is_some() {
                continue;
            }
            let ticket = self.ticket();
            let mut face = Loadable::default();
            face.wait(ticket);
            if self.stories.faces.len() == MOST_FACES {
                self.stories.faces.remove(0);
            }
            let at = content.clone();
            self.stories.faces.push(Kept {
                content,
                number,
                face,
            });
            let path = book.path.clone();
            effects.push(Effect::MakeFace(ticket, path, Box::new(at), number));
        }
        effects
    }

    /// Does one action on stories or on what the room said.
    pub(super) fn tell(&mut self, action: Telling) -> Vec<Effect> {
        let Some(book) = self.book.clone() else {
            return Vec::new();
        };
        let ticket = self.ticket();
        self.stories.room.wait(ticket);
        let taken = self.drafts.taken_by(&action);
        self.stories.telling.push((ticket, taken));
        let open = self.stories.open;
        vec![Effect::Tell(ticket, book.path, Box::new(action), open)]
    }

    /// An action was done, or was not: what was made is opened.
    pub(super) fn told(
        &mut self,
        ticket: Ticket,
        result: Result<(Told, Arc<StoryRoom>), Message>,
    ) -> Vec<Effect> {
        let mut telling = self.stories.telling.iter();
        let Some(at) = telling.position(|(other, _)| *other == ticket) else {
            return Vec::new();
        };
        let (_, taken) = self.stories.telling.remove(at);
        let (told, room) = match result {
            Ok(done) => done,
            Err(message) => {
                self.failure = Some(message);
                return self.read_stories();
            }
        };
        self.stories.room.finish(ticket, Ok(Arc::clone(&room)));
        // Only once it is in the book is what was typed forgotten.
        let mut effects = self.forget_taken(taken);
        match told {
            Told::Story(id) => {
                self.stories.open = Some(id);
                self.stories.at = 0;
            }
            Told::Slide(id) => {
                let story = room.story.as_ref();
                let at = story.and_then(|story| story.slides.iter().position(|one| one.id == id));
                self.stories.at = at.unwrap_or(self.stories.at);
            }
            Told::Vote(vote) => {
                if let Some(show) = &mut self.show {
                    show.top = Top::Counting { vote, bars: false };
                }
            }
            Told::Note(_) | Told::Changed => {}
        }
        self.stories.keep();
        effects.extend(if self.show.is_some() {
            self.ask_faces()
        } else {
            self.reread()
        });
        effects
    }

    pub(super) fn stories_read(
        &mut self,
        ticket: Ticket,
        result: Result<Arc<StoryRoom>, Message>,
    ) -> Vec<Effect> {
        if self.stories.room.finish(ticket, result) {
            self.stories.keep();
        }
        self.ask_faces()
    }

    /// What a command on the screen of stories changes.
    pub(super) fn apply_story(&mut self, command: StoryCommand) -> Vec<Effect> {
        let story = self.stories.story().cloned();
        let slides = story.as_ref().map_or(&[][..], |story| &story.slides);
        let chosen = slides.get(self.stories.at).cloned();
        match (command, story.as_ref(), chosen) {
            (StoryCommand::Open(id), ..) => {
                self.stories.open = id;
                self.stories.at = 0;
                self.read_stories()
            }
            (StoryCommand::New, ..) => self.tell(Telling::AddStory {
                title: "New story".to_owned(),
                slides: Vec::new(),
            }),
            (StoryCommand::MakeReady(code), ..) => {
                let Some(book) = self.book.clone() else {
                    return Vec::new();
                };
                let ticket = self.ticket();
                self.stories.room.wait(ticket);
                self.stories.telling.push((ticket, Vec::new()));
                let subject = self.context().subject.clone();
                vec![Effect::MakeStory(ticket, book.path, code, subject)]
            }
            (StoryCommand::Choose(at), ..) => {
                self.stories.at = at;
                self.stories.keep();
                self.ask_faces()
            }
            (StoryCommand::Move(from, before), Some(story), _) => {
                let Some(slide) = story.slides.get(from) else {
                    return Vec::new();
                };
                let others = || {
                    story
                        .slides
                        .iter()
                        .enumerate()
                        .filter(|(at, _)| *at != from)
                };
                let next = others()
                    .find(|(at, _)| *at >= before)
                    .map(|(_, one)| one.id);
                self.stories.at = others().filter(|(at, _)| *at < before).count();
                self.tell(Telling::MoveSlide(slide.id, next))
            }
            (StoryCommand::Copy, _, Some(slide)) => self.tell(Telling::CopySlide(slide.id)),
            (StoryCommand::Remove, _, Some(slide)) => self.tell(Telling::RemoveSlide(slide.id)),
            (StoryCommand::Add(content), Some(story), _) => {
                let before = story.slides.get(self.stories.at + 1).map(|slide| slide.id);
                self.tell(Telling::AddSlide {
                    story: story.id,
                    content,
                    before,
                })
            }
            (StoryCommand::AskAdd, ..) => {
                self.dialog = Some(Dialog::AddSlide);
                self.read_stories()
            }
            (StoryCommand::AddFigure(to, title), ..) => self.add_figure(to, title),
            (StoryCommand::Edit(id, content), ..) => self.tell(Telling::SetSlide(id, content)),
            (StoryCommand::Rename(title), Some(story), _) => {
                self.tell(Telling::RenameStory(story.id, title))
            }
            (StoryCommand::RemoveStory, Some(story), _) => {
                let id = story.id;
                self.stories.open = None;
                self.tell(Telling::RemoveStory(id))
            }
            (StoryCommand::Freeze(frozen), _, Some(slide)) => {
                let shown = self.answer_of_chosen();
                let seen = |seen: fn(&Answer) -> String| shown.map(seen).unwrap_or_default();
                let action = if frozen {
                    Telling::Freeze(slide.id, seen(frozen_of))
                } else {
                    Telling::Thaw(slide.id, seen(mark_of))
                };
                self.tell(action)
            }
            (StoryCommand::RemoveNote(id), ..) => self.tell(Telling::RemoveNote(id)),
            (StoryCommand::RemoveVote(id), ..) => self.tell(Telling::RemoveVote(id)),
            (StoryCommand::Export(ending, with_notes), Some(story), _) => {
                let name = format!("{}.{ending}", slug(&story.title));
                self.pick(Picking::Story(ending, with_notes), &name)
            }
            (StoryCommand::ExportRecord(ending), ..) => self.pick(
                Picking::Record(ending),
                &format!("what-the-room-said.{ending}"),
            ),
            _ => Vec::new(),
        }
    }

    /// What the chosen slide shows.
    fn answer_of_chosen(&self) -> Option<&Answer> {
        let slide = self.stories.story()?.slides.get(self.stories.at)?;
        let face = self.stories.face(&slide.content, self.stories.at + 1)?;
        match &face.body {
            FaceBody::Figure(figure) => Some(figure.answer()),
            _ => None,
        }
    }

    /// Adds the figure on the screen to a story, or to a new one.
    fn add_figure(&mut self, to: Option<StoryId>, title: String) -> Vec<Effect> {
        self.dialog = None;
        let Some(shown) = self.main_shown() else {
            return Vec::new();
        };
        let own = title.trim() != shown.answer.headline;
        let content = SlideContent {
            title: if own { title } else { String::new() },
            seen: mark_of(&shown.answer),
            ..SlideContent::figure(shown.answer.question.address())
        };
        let name = to.and_then(|to| {
            let room = self.stories.room.value()?;
            let found = room.stories.iter().find(|story| story.id == to)?;
            Some(found.title.clone())
        });
        let open = ("Open".to_owned(), Command::Go(Address::Stories));
        self.notice_with(
            format!("Added to “{}”.", name.as_deref().unwrap_or("New story")),
            open,
        );
        self.stories.open = to;
        self.tell(match to {
            Some(story) => Telling::AddSlide {
                story,
                content: Box::new(content),
                before: None,
            },
            None => Telling::AddStory {
                title: "New story".to_owned(),
                slides: vec![content],
            },
        })
    }

    /// Writes the open story, or what rooms said, to a file that was chosen.
    pub(super) fn write_story(&mut self, picking: Picking, to: PathBuf) -> Vec<Effect> {
        let (Some(book), story) = (
            self.book.clone(),
            self.stories.story().map(|story| story.id),
        ) else {
            return Vec::new();
        };
        let ticket = self.small_ticket();
        match (picking, story) {
            (Picking::Story(_, with_notes), Some(story)) => {
                vec![Effect::WriteStory(ticket, book.path, story, to, with_notes)]
            }
            (Picking::Record(_), story) => {
                vec![Effect::WriteRecord(ticket, book.path, story, to)]
            }
            _ => Vec::new(),
        }
    }
}
