//! What the window knows: a plain value. Commands go in and effects come out; results are folded in. Nothing here reads a file,
//! starts a thread or sees what paints.

mod absorb;
mod apply;
mod asking;
mod basket;
mod bookwork;
mod dialog;
mod displays;
mod drafts;
mod imported;
mod keeping;
mod moving;
mod ordering;
mod planning;
mod recipes;
mod show;
mod showing;
mod stepping;
mod stories;
mod wizard;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

pub use asking::Slot;
pub(super) use asking::main_slot;
pub(super) use basket::{alike, likeness};
pub(super) use dialog::TEN_IS_MOST;
pub use dialog::{CompareEdit, Dialog, MOST_COMPARED};
pub use displays::{Display, Seats};
pub use drafts::Drafts;
pub(super) use drafts::{IMPORT_FIELD, NEW_NOTE, NEW_VOTE, slide_field, story_field};
pub use planning::Saving;
pub use show::{Cover, Show, Top};
pub use stories::Stories;
pub use wizard::{Step, Wizard};

use super::address::Address;
use super::contents::Contents;
use super::effects::{Effect, Picking, Report, Shown};
use super::history::{History, Stop};
use super::keeping::{KeptBook, Refused, Standing};
use super::loadable::{Loadable, Ticket};
use super::settings::Settings;
use crate::domain::{PeopleGroup, SubjectCode};
use crate::message::Message;
use crate::questions::{Question, QuestionKind, Subjects};

/// What all screens share: whose figures, compared with whom, for when, of which people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// The subject; whoever fits best for `None`.
    pub subject: Option<SubjectCode>,
    /// Compared with whom; the question's own choice for `None`.
    pub benchmark: Option<SubjectCode>,
    /// The latest period for `None`.
    pub period: Option<String>,
    /// Of which people.
    pub group: PeopleGroup,
}

/// A book that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenBook {
    /// Its file.
    pub path: PathBuf,
    /// Its lists.
    pub contents: Arc<Contents>,
}

/// A question on its way or answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// What was asked last, and at which revision of the book.
    pub question: Option<(Question, u64)>,
    /// The answer.
    pub answer: Loadable<Arc<Shown>>,
}

/// Long work in progress.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Its ticket.
    pub ticket: Ticket,
    /// What is being done.
    pub title: String,
    /// Words from the work itself.
    pub words: String,
    /// Done so far.
    pub done: u64,
    /// Of so many; 0 when not known.
    pub total: u64,
    /// True once it was asked to stop.
    pub stopping: bool,
}

/// Something done, said in passing.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Its number.
    pub number: u64,
    /// What was done.
    pub text: String,
    /// What can be done about it: a text and a command.
    pub action: Option<(String, super::commands::Command)>,
}

/// Everything that the window knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Kept outside the book.
    pub settings: Settings,
    /// The book, once one is open.
    pub book: Option<OpenBook>,
    /// The book that is being opened.
    pub opening: Option<Ticket>,
    /// The lists that are being read again.
    pub rereading: Option<Ticket>,
    /// Where one is and was, and what all screens share there.
    pub history: History,
    /// Answers, one a slot.
    pub answers: BTreeMap<Slot, Asked>,
    /// The gaps that are shown, where they stand in another order than that of their answer.
    ordered: Option<ordering::Ordered>,
    /// Whom the comparison is of, on its screen or the next time.
    pub basket: Vec<SubjectCode>,
    /// The import whose report is shown.
    pub report: Loadable<Arc<Report>>,
    /// The recipe that was chosen on the list of recipes, by name.
    pub recipe: Option<String>,
    /// The file on its way in.
    pub wizard: Option<Wizard>,
    /// What lies over the screen.
    pub dialog: Option<Dialog>,
    /// What was done lately.
    pub notices: Vec<Notice>,
    /// What failed last.
    pub failure: Option<Message>,
    /// How its file stands.
    pub standing: Standing,
    /// The book that was not opened, until one is, or the user goes back.
    pub refused: Option<Refused>,
    /// The backups of the open book, once they were asked for.
    pub backups: Option<Vec<KeptBook>>,
    /// What is said once the book is open.
    pub at_opening: Option<Message>,
    /// What is being typed and not yet kept.
    pub drafts: Drafts,
    /// Why what is being typed could not be kept so far.
    pub typed_unkept: Option<Message>,
    /// The form that is being saved.
    pub saving: Option<Saving>,
    /// Stories of the book.
    pub stories: Stories,
    /// The show.
    pub show: Option<Show>,
    /// Long work in progress.
    pub work: Option<Work>,
    /// A file is being chosen for this.
    pub picking: Option<(Ticket, Picking)>,
    /// Small work whose result becomes a notice.
    pub small_work: Vec<Ticket>,
    /// True while the window covers the screen.
    pub full_screen: bool,
    /// The screens of the machine.
    pub displays: Vec<Display>,
    tickets: u64,
}

impl State {
    /// A window at its start, with the settings that were kept.
    pub fn new(settings: Settings) -> Self {
        Self {
            history: History::at(match &settings.address {
                Address::Wizard | Address::Backups => Address::Data,
                other => other.clone(),
            }),
            settings,
            ..Self::default()
        }
    }

    /// Where one is.
    pub fn address(&self) -> &Address {
        self.history.current()
    }

    /// Where one is, with all that belongs to it.
    pub fn here(&self) -> &Stop {
        self.history.here()
    }

    /// What all screens share.
    pub fn context(&self) -> &Context {
        &self.here().context
    }

    /// Where a fault of the program ended a frame: what lay on top is closed, and the same screen comes back with the fault told.
    pub fn after_fault(&mut self, message: Message) -> Vec<Effect> {
        self.dialog = None;
        self.picking = None;
        let effects = if self.show.is_some() {
            self.leave_show()
        } else {
            Vec::new()
        };
        self.failure = Some(message);
        effects
    }

    /// Before the program gives up over a second fault: the next start is on a screen without a chart.
    pub fn before_giving_up(&mut self) {
        self.settings.address = Address::Data;
        self.settings.gave_up = true;
    }

    /// The lists of the open book.
    pub fn contents(&self) -> Option<&Arc<Contents>> {
        self.book.as_ref().map(|book| &book.contents)
    }

    /// The answer in a slot, be it the last but one.
    pub fn shown(&self, slot: Slot) -> Option<&Arc<Shown>> {
        self.answers.get(&slot)?.answer.value()
    }

    /// The answer that the current screen is mainly about.
    pub fn main_shown(&self) -> Option<&Arc<Shown>> {
        if self.presenting().is_some() {
            return None;
        }
        let shown = self.shown(asking::main_slot(self.here())?)?;
        let ordered = self.ordered.as_ref();
        Some(
            ordered
                .and_then(|ordered| ordered.instead_of(shown))
                .unwrap_or(shown),
        )
    }

    /// The answer that says who is looked at, against whom: of plans nobody is, so it is the overview's there.
    pub fn shown_of_somebody(&self) -> Option<&Arc<Shown>> {
        let plans = |shown: &&Arc<Shown>| shown.answer.question.kind == QuestionKind::Plans;
        let main = self.main_shown().filter(|shown| !plans(shown));
        main.or_else(|| self.shown(Slot::Overview))
    }

    /// Who is looked at: chosen, or else whom the shown answer picked by itself.
    pub fn looked_at(&self) -> Option<SubjectCode> {
        let picked = || {
            let question = &self.shown_of_somebody()?.answer.question;
            match &question.subjects {
                Subjects::Codes(codes) => codes.first().cloned(),
                _ => question.focus.first().cloned(),
            }
        };
        self.context().subject.clone().or_else(picked)
    }

    /// Whether the answer that the current screen is about is on its way.
    pub fn is_waiting(&self) -> bool {
        let asked = asking::main_slot(self.here()).and_then(|slot| self.answers.get(&slot));
        asked.is_some_and(|asked| asked.answer.is_waiting())
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    fn notice(&mut self, text: impl Into<String>) {
        let number = self.ticket().0;
        self.notices.push(Notice {
            number,
            text: text.into(),
            action: None,
        });
        self.keep_few_notices();
    }

    fn notice_with(&mut self, text: impl Into<String>, action: (String, super::commands::Command)) {
        let number = self.ticket().0;
        self.notices.push(Notice {
            number,
            text: text.into(),
            action: Some(action),
        });
        self.keep_few_notices();
    }

    fn keep_few_notices(&mut self) {
        while self.notices.len() > 3 {
            self.notices.remove(0);
        }
    }

    fn write_settings(&self) -> Effect {
        Effect::WriteSettings(Box::new(self.settings.clone()))
    }
}
