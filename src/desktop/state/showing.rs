use super::apply::window;
use super::show::Top;
use super::{Slot, State};
use crate::book::Telling;
use crate::desktop::effects::{Effect, WindowEffect};
use crate::domain::{NoteKind, SlideBody, VoteId, WorkshopNoteDraft};
use crate::questions::{Question, Subjects};

impl State {
    /// Leaves the show to look further from the figure that is shown; it waits at the very step.
    pub(super) fn explore(&mut self) -> Vec<Effect> {
        let Some(show) = &mut self.show else {
            return Vec::new();
        };
        let address = match show.content().map(|content| &content.body) {
            Some(SlideBody::Figure(address)) => address.clone(),
            _ => return Vec::new(),
        };
        show.exploring = true;
        show.top = Top::Nothing;
        show.before = Some(Box::new(self.history.clone()));
        self.go_to_line(&address)
    }

    /// Takes away what lies on top: what covers the slide, a vote or a form, a way of pointing, and at last the show.
    pub(super) fn leave_layer(&mut self) -> Vec<Effect> {
        let Some(show) = &mut self.show else {
            return Vec::new();
        };
        if show.cover.take().is_some() {
            return Vec::new();
        }
        if std::mem::take(&mut show.top) != Top::Nothing {
            return Vec::new();
        }
        if show.spotlight || show.magnified {
            (show.spotlight, show.magnified) = (false, false);
            return Vec::new();
        }
        self.leave_show()
    }

    /// Ends the show, on the slide that was shown last.
    pub(super) fn leave_show(&mut self) -> Vec<Effect> {
        let Some(show) = self.show.take() else {
            return Vec::new();
        };
        if let Some(before) = show.before {
            self.history = *before;
        }
        if show.story.is_some() {
            self.stories.at = show.at;
        }
        self.answers.remove(&Slot::Question);
        let mut effects = vec![
            window(WindowEffect::FullScreen(self.full_screen)),
            window(WindowEffect::Zoom(self.settings.zoom)),
            Effect::KeepAwake(false),
        ];
        effects.extend(self.reread());
        effects
    }

    /// The vote of the slide that is shown, where there is one; else the form for a new one. Nothing while one is open.
    pub(super) fn vote_or_ask(&self) -> Top {
        let Some(show) = self.show.as_ref().filter(|show| show.top == Top::Nothing) else {
            return Top::Nothing;
        };
        let last = self
            .stories
            .votes()
            .iter()
            .rev()
            .find(|vote| vote.draft.story == show.story && vote.draft.slide == show.slide());
        match last.filter(|_| show.story.is_some()) {
            Some(vote) => Top::Counting {
                vote: vote.id,
                bars: false,
            },
            None => Top::AskVote,
        }
    }

    /// An action on the vote that is being counted.
    pub(super) fn tell_of_vote(&mut self, action: impl FnOnce(VoteId) -> Telling) -> Vec<Effect> {
        match self.show.as_ref().map(|show| show.top) {
            Some(Top::Counting { vote, .. }) => self.tell(action(vote)),
            _ => Vec::new(),
        }
    }

    fn question_of_show(&self) -> Option<Question> {
        match &self.show.as_ref()?.content()?.body {
            SlideBody::Figure(address) => Question::from_address(address).ok(),
            _ => None,
        }
    }

    /// The goal that the slide is about.
    pub fn goal_of_show(&self) -> Option<u32> {
        let question = self.question_of_show()?;
        let of_indicator = || {
            let first = question.indicators.first()?;
            Some(self.contents()?.goal_of(first)?.number)
        };
        question.goal.or_else(of_indicator)
    }

    /// What a room may vote on with dots: goals, the indicators of the goal that is shown, and the actions written down so far.
    pub fn options_for_dots(&self) -> [(&'static str, Vec<String>); 3] {
        let contents = self.contents();
        let goals = contents.into_iter().flat_map(|contents| &contents.goals);
        let codes = match (contents, self.goal_of_show()) {
            (Some(contents), Some(goal)) => contents.indicators_of(goal),
            _ => Vec::new(),
        };
        let named = codes
            .iter()
            .filter_map(|code| contents.and_then(|contents| contents.indicator(code)));
        let room = self.stories.room.value();
        let notes = room.into_iter().flat_map(|room| &room.record.notes);
        let actions = notes.filter(|note| note.draft.kind == NoteKind::Action);
        [
            ("goals", goals.map(|goal| goal.short_name.clone()).collect()),
            (
                "indicators",
                named
                    .map(|indicator| indicator.short_name.clone())
                    .collect(),
            ),
            (
                "actions",
                actions.map(|note| note.draft.text.clone()).collect(),
            ),
        ]
    }

    /// Keeps a note, tied to what is shown: slide, goal, place or organisation.
    pub(super) fn add_note(&mut self, note: WorkshopNoteDraft) -> Vec<Effect> {
        let Some(show) = &self.show else {
            return Vec::new();
        };
        let (question, goal) = (self.question_of_show(), self.goal_of_show());
        let subject = question
            .as_ref()
            .and_then(|question| match &question.subjects {
                Subjects::Codes(codes) => codes.first().cloned(),
                _ => question.focus.first().cloned(),
            });
        let note = WorkshopNoteDraft {
            story: show.story,
            slide: show.slide(),
            goal,
            subject,
            ..note
        };
        self.tell(Telling::AddNote(Box::new(note)))
    }
}
