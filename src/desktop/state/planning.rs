use std::path::PathBuf;

use super::State;
use crate::desktop::address::{Address, FormKind, FormStart};
use crate::desktop::commands::{Command, PlanCommand};
use crate::desktop::effects::{Effect, Picking, PlanWork};
use crate::desktop::forms;
use crate::desktop::loadable::Ticket;
use crate::message::Message;

/// A form that is being saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    ticket: Ticket,
    /// How the names of its drafts begin.
    drafts: String,
}

impl State {
    pub(super) fn apply_plan(&mut self, command: PlanCommand) -> Vec<Effect> {
        match command {
            PlanCommand::Save => self.save_form(),
            PlanCommand::Leave => {
                let mut effects = self.forget_drafts();
                effects.extend(self.leave_form());
                effects
            }
            PlanCommand::Remove => {
                let Address::Form(kind, start) = self.address().clone() else {
                    return Vec::new();
                };
                let work = match kind {
                    FormKind::Plan => PlanWork::Remove(start.code.clone()),
                    FormKind::Outcome => PlanWork::RemoveOutcome(start.code.clone()),
                };
                self.plan_work(work, Some((kind, &start)))
            }
            PlanCommand::Import => self.pick(Picking::Plans, ""),
            PlanCommand::Template => self.pick(Picking::PlanTemplate, "Plans.xlsx"),
            PlanCommand::Outcomes => self.pick(Picking::Outcomes, "Outcomes.xlsx"),
        }
    }

    /// Saves the form that is shown; what is wrong in it is said, and it stays.
    pub(super) fn save_form(&mut self) -> Vec<Effect> {
        let (Address::Form(kind, start), Some(contents)) =
            (self.address().clone(), self.contents().cloned())
        else {
            return Vec::new();
        };
        let form = forms::form(kind, &start, &contents, &self.drafts);
        if !form.missing.is_empty() {
            self.notice(form.missing);
            return Vec::new();
        }
        let work = match kind {
            FormKind::Plan => PlanWork::Keep(Box::new(
                forms::read_plan(&start, &contents, &self.drafts).0,
            )),
            FormKind::Outcome => PlanWork::KeepOutcome(Box::new(
                forms::read_outcome(&start, &contents, &self.drafts).0,
            )),
        };
        self.plan_work(work, Some((kind, &start)))
    }

    /// Brings a list of plans into the book.
    pub(super) fn import_plans(&mut self, file: PathBuf) -> Vec<Effect> {
        self.plan_work(PlanWork::Import(file), None)
    }

    /// A file that came as figures is a list of plans or outcomes: it goes where these are.
    pub(super) fn take_list_instead(&mut self, file: PathBuf) -> Vec<Effect> {
        self.wizard = None;
        self.history.replace(Address::Plans(None));
        let mut effects = self.arrived();
        effects.extend(self.import_plans(file));
        effects
    }

    fn plan_work(&mut self, work: PlanWork, form: Option<(FormKind, &FormStart)>) -> Vec<Effect> {
        let Some(book) = self.book.clone() else {
            return Vec::new();
        };
        let ticket = self.small_ticket();
        self.saving = form.map(|(kind, start)| Saving {
            ticket,
            drafts: forms::drafts_of(kind, start),
        });
        vec![Effect::Plans(ticket, book.path, work)]
    }

    /// Plans or outcomes changed, or not. Only once they are in the book is what was typed forgotten.
    pub(super) fn plans_changed(
        &mut self,
        ticket: Ticket,
        result: Result<String, Message>,
    ) -> Vec<Effect> {
        let saved = self.saving.take_if(|saving| saving.ticket == ticket);
        match result {
            Ok(text) => {
                self.notice_with(text, ("Undo".to_owned(), Command::Undo));
                let mut effects = Vec::new();
                if let Some(saving) = saved {
                    effects.extend(self.forget(&saving.drafts));
                    if let Address::Form(kind, start) = self.address()
                        && forms::drafts_of(*kind, start) == saving.drafts
                    {
                        effects.extend(self.leave_form());
                    }
                }
                effects.extend(self.reread());
                effects
            }
            Err(message) => {
                self.failure = Some(message);
                Vec::new()
            }
        }
    }

    /// Back to where the form was opened; to the plans where that is not known.
    fn leave_form(&mut self) -> Vec<Effect> {
        self.history.back();
        if matches!(self.address(), Address::Form(..)) {
            self.history.replace(Address::Plans(None));
        }
        self.arrived()
    }

    fn forget_drafts(&mut self) -> Vec<Effect> {
        let Address::Form(kind, start) = self.address().clone() else {
            return Vec::new();
        };
        self.forget(&forms::drafts_of(kind, &start))
    }
}
