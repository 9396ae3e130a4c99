use super::apply::window;
use super::{Display, Seats, State, asking};
use crate::book::Telling;
use crate::desktop::address::Address;
use crate::desktop::commands::ShowCommand;
use crate::desktop::effects::{Effect, WindowEffect};
use crate::desktop::history::{History, Stop};
use crate::domain::{Reveal, SlideContent, SlideId, StoryId, Vote, VoteDraft, VoteId};
use crate::figures::Face;
use crate::questions::Question;

/// Slides in front of a room, one at a time.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own, by a key of its own"
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Show {
    /// The story that is shown; none for the figures of a goal or of a screen.
    pub story: Option<StoryId>,
    /// The slides, each with its number in the book where it is kept there.
    pub slides: Vec<(Option<SlideId>, SlideContent)>,
    /// Which one is shown, from 0.
    pub at: usize,
    /// At which of its stops it is; beyond the last for the whole slide.
    pub step: usize,
    /// What covers the slide.
    pub cover: Option<Cover>,
    /// The number that is being typed.
    pub typed: String,
    /// Only what lies round the pointer is lit.
    pub spotlight: bool,
    /// What lies round the pointer is twice as large.
    pub magnified: bool,
    /// A large dot stands in for the pointer.
    pub pointer: bool,
    /// The time since the start is shown.
    pub timer: bool,
    /// The speaker's window is open.
    pub presenter: bool,
    /// Where the room looks and where the speaker does, where there are two screens.
    pub seats: Option<Seats>,
    /// The window is free to look further; the show waits.
    pub exploring: bool,
    /// What lies over the slide.
    pub top: Top,
    /// Where one was before one looked further.
    pub(super) before: Option<Box<History>>,
}

/// What covers a slide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// All black.
    Black,
    /// All white.
    White,
}

/// What lies over a slide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Top {
    /// Nothing.
    #[default]
    Nothing,
    /// A vote is being worded.
    AskVote,
    /// A vote is being counted.
    Counting {
        /// Which.
        vote: VoteId,
        /// Whether the room sees bars.
        bars: bool,
    },
    /// A note is being written.
    Note,
}

impl Show {
    /// The slide that is shown.
    pub fn content(&self) -> Option<&SlideContent> {
        self.slides.get(self.at).map(|(_, content)| content)
    }

    /// The number of the slide that is shown, where the book keeps it.
    pub(super) fn slide(&self) -> Option<SlideId> {
        self.slides.get(self.at).and_then(|(id, _)| *id)
    }

    fn go_to(&mut self, at: usize) {
        self.at = at.min(self.slides.len().saturating_sub(1));
        self.step = 0;
    }
}

/// The longest show that can be planned, in minutes.
const MOST_MINUTES: u32 = 480;

/// Full screen: on the screen of the room where there is one of its own.
fn full_screen(seats: Option<Seats>) -> Effect {
    window(match seats {
        Some(seats) => WindowEffect::FullScreenOn(seats.room),
        None => WindowEffect::FullScreen(true),
    })
}

impl State {
    /// Takes in which screens there are. Where the speaker's own goes during a show, the notes go with it.
    pub fn set_displays(&mut self, displays: Vec<Display>) -> Vec<Effect> {
        let before = std::mem::replace(&mut self.displays, displays);
        let seats = Seats::of(&self.displays);
        match &mut self.show {
            Some(show) if before.len() != self.displays.len() && show.seats.is_some() => {
                show.seats = seats;
                show.presenter &= seats.is_some();
                vec![full_screen(seats)]
            }
            _ => Vec::new(),
        }
    }

    /// The show, while the room sees it: not while one explores.
    pub fn presenting(&self) -> Option<&Show> {
        self.show.as_ref().filter(|show| !show.exploring)
    }

    /// The slide of the show so many places on, as it is painted, once it is known.
    pub fn face_of_show(&self, on: usize) -> Option<&Face> {
        let show = self.show.as_ref()?;
        let at = show.at + on;
        let (_, content) = show.slides.get(at)?;
        self.stories.face(content, at + 1)
    }

    /// Up to which part the slide is shown, and how many stops it has.
    pub fn stop_of_show(&self) -> (Reveal, usize) {
        let stops = self.stops();
        let step = self.show.as_ref().map_or(0, |show| show.step);
        let last = stops.last().copied().unwrap_or(Reveal::Remark);
        (stops.get(step).copied().unwrap_or(last), stops.len())
    }

    fn stops(&self) -> Vec<Reveal> {
        let content = self.show.as_ref().and_then(Show::content);
        let parts = self.face_of_show(0).map(Face::parts).unwrap_or_default();
        content.map_or_else(Vec::new, |content| content.stops(&parts))
    }

    /// The vote that is being counted.
    pub fn counting(&self) -> Option<(&Vote, bool)> {
        let Top::Counting { vote, bars } = self.show.as_ref()?.top else {
            return None;
        };
        self.stories.vote(vote).map(|vote| (vote, bars))
    }

    /// Starts a show: of the open story, of the indicators of a goal, or of what is on the screen.
    pub(super) fn present(&mut self, from_here: bool) -> Vec<Effect> {
        let show = match self.address() {
            Address::Stories => self.story_show(from_here),
            _ => self.figure_show(),
        };
        let Some(show) = show.filter(|show| !show.slides.is_empty()) else {
            self.notice("There is nothing to present here. Open a story with slides, a goal or an indicator first.");
            return Vec::new();
        };
        self.dialog = None;
        self.failure = None;
        self.stories.forget_faces();
        let seats = Seats::of(&self.displays);
        self.show = Some(Show {
            seats,
            presenter: seats.is_some(),
            ..show
        });
        let mut effects = vec![full_screen(seats), Effect::KeepAwake(true)];
        effects.extend(self.read_stories());
        effects.extend(self.ask());
        effects
    }

    fn story_show(&self, from_here: bool) -> Option<Show> {
        let story = self.stories.story()?;
        let slides = story.slides.iter();
        Some(Show {
            story: Some(story.id),
            slides: slides
                .map(|slide| (Some(slide.id), slide.content.clone()))
                .collect(),
            at: if from_here { self.stories.at } else { 0 },
            ..Show::default()
        })
    }

    fn figure_show(&self) -> Option<Show> {
        let book = self.book.as_ref()?;
        let contents = &book.contents;
        let trend = |code| {
            let stop = Stop {
                address: Address::indicator(code),
                context: self.context().clone(),
                ..Stop::default()
            };
            asking::question_of(&stop, contents)
        };
        let shown = || asking::question_of(self.here(), contents);
        let (mut questions, mut at) = (Vec::new(), 0);
        match self.address() {
            Address::Indicator { code, .. } => {
                let goal = contents.goal_of(code);
                let codes = goal.map_or_else(
                    || vec![code.clone()],
                    |goal| contents.indicators_of(goal.number),
                );
                at = codes.iter().position(|other| other == code).unwrap_or(0);
                questions = codes.iter().filter_map(trend).collect();
                if let (Some(question), Some(slide)) = (shown(), questions.get_mut(at)) {
                    *slide = question;
                }
            }
            Address::Goal(number) => {
                questions = contents
                    .indicators_of(*number)
                    .iter()
                    .filter_map(trend)
                    .collect();
            }
            _ => questions.extend(shown()),
        }
        let slides = questions.iter().map(Question::address);
        Some(Show {
            slides: slides
                .map(|address| (None, SlideContent::figure(address)))
                .collect(),
            at,
            ..Show::default()
        })
    }

    /// What a command of the show changes.
    pub(super) fn apply_show(&mut self, command: ShowCommand) -> Vec<Effect> {
        let stops = self.stops().len();
        let vote = self.vote_or_ask();
        let Some(show) = &mut self.show else {
            return Vec::new();
        };
        // Back from the slide behind, it is at the last stop, however many there are.
        let step = show.step.min(stops.saturating_sub(1));
        match command {
            ShowCommand::Next if step + 1 < stops => show.step = step + 1,
            ShowCommand::Next if show.at + 1 < show.slides.len() => show.go_to(show.at + 1),
            ShowCommand::Next => show.step = step,
            ShowCommand::Previous if step > 0 => show.step = step - 1,
            ShowCommand::Previous if show.at > 0 => {
                show.go_to(show.at - 1);
                show.step = usize::MAX;
            }
            ShowCommand::Previous => {}
            ShowCommand::First => show.go_to(0),
            ShowCommand::Last => show.go_to(usize::MAX),
            ShowCommand::Digit(digit) => show.typed.push(digit),
            ShowCommand::Enter => match show.typed.parse::<usize>() {
                Ok(number) => show.go_to(number.saturating_sub(1)),
                Err(_) => return self.apply_show(ShowCommand::Next),
            },
            ShowCommand::Cover(cover) => {
                show.cover = Some(cover).filter(|cover| show.cover != Some(*cover));
            }
            ShowCommand::Spotlight => show.spotlight = !show.spotlight,
            ShowCommand::Magnify => show.magnified = !show.magnified,
            ShowCommand::Pointer => show.pointer = !show.pointer,
            ShowCommand::Timer => show.timer = !show.timer,
            ShowCommand::Presenter => {
                show.presenter = !show.presenter;
                show.seats = show.seats.or(Seats::of(&self.displays));
            }
            ShowCommand::Swap => {
                show.seats = show.seats.map(Seats::swapped);
                return vec![full_screen(show.seats)];
            }
            ShowCommand::Minutes(more) => {
                let minutes = &mut self.settings.show_minutes;
                *minutes = minutes.saturating_add_signed(more).min(MOST_MINUTES);
                return vec![self.write_settings()];
            }
            ShowCommand::Explore => return self.explore(),
            ShowCommand::Return => {
                show.exploring = false;
                if let Some(before) = show.before.take() {
                    self.history = *before;
                }
                self.dialog = None;
            }
            ShowCommand::Leave => return self.leave_layer(),
            ShowCommand::Note => show.top = Top::Note,
            ShowCommand::CloseTop => show.top = Top::Nothing,
            ShowCommand::Vote => show.top = vote,
            ShowCommand::Bars => {
                if let Top::Counting { bars, .. } = &mut show.top {
                    *bars = !*bars;
                }
            }
            ShowCommand::Hand(option, hand) => {
                return self.tell_of_vote(|vote| Telling::Raise(vote, option, hand));
            }
            ShowCommand::TakeBack => return self.tell_of_vote(Telling::TakeBack),
            ShowCommand::Round => return self.tell_of_vote(Telling::NextRound),
            ShowCommand::People(people) => {
                return self.tell_of_vote(|vote| Telling::SetPeople(vote, people));
            }
            ShowCommand::OpenVote(kind, question, options) => {
                let draft = VoteDraft {
                    story: show.story,
                    slide: show.slide(),
                    kind,
                    question,
                    options,
                    people: None,
                };
                show.top = Top::Nothing;
                return self.tell(Telling::OpenVote(Box::new(draft)));
            }
            ShowCommand::AddNote(note) => {
                show.top = Top::Nothing;
                return self.add_note(*note);
            }
        }
        if !matches!(command, ShowCommand::Digit(_))
            && let Some(show) = &mut self.show
        {
            show.typed.clear();
        }
        self.ask()
    }
}
