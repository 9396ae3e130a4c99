use super::State;
use crate::book::ImportOutcome;
use crate::desktop::address::Address;
use crate::desktop::commands::Command;
use crate::desktop::effects::Effect;
use crate::desktop::loadable::Ticket;
use crate::domain::{Subject, SubjectKind, thousands};
use crate::message::Message;

impl State {
    /// An import was written or stopped: what it brought is shown.
    pub(super) fn import_written(
        &mut self,
        ticket: Ticket,
        result: Result<Box<ImportOutcome>, Message>,
    ) -> Vec<Effect> {
        if !self.work_is(ticket) {
            return Vec::new();
        }
        let stopped = self.work.take().is_some_and(|work| work.stopping);
        let Some(wizard) = &mut self.wizard else {
            return Vec::new();
        };
        wizard.writing = None;
        let outcome = match result {
            Ok(outcome) => outcome,
            Err(_) if stopped => {
                self.notice("Import cancelled. The book is as it was.");
                return Vec::new();
            }
            Err(message) => {
                self.failure = Some(message);
                return Vec::new();
            }
        };
        let first = wizard.first_look.take();
        let file = std::mem::take(&mut wizard.path);
        self.wizard = None;
        let looked_at = self.looked_at();
        let mut effects = self.forget_answers(&file);
        match (&outcome.import, outcome.already_imported) {
            (Some(record), _) => {
                let number = record.number;
                let text = format!(
                    "{} figures kept ({} withheld), {} left out.",
                    thousands(record.counts.kept as f64, 0),
                    thousands(record.counts.all_withheld() as f64, 0),
                    thousands(record.counts.rejected as f64, 0),
                );
                self.notice_with(text, ("Undo".to_owned(), Command::AskUndo(number)));
            }
            (None, Some(earlier)) => self.notice_with(
                "This file is in the book already, so nothing was written.",
                (
                    "Show it".to_owned(),
                    Command::Go(Address::ImportReport(earlier)),
                ),
            ),
            (None, None) => self.notice("Nothing was written."),
        }
        match (first, &outcome.import) {
            (Some(first), Some(_)) => {
                // A book of both sorts would show the other one's figures of the same indicator.
                let is_other = |one: &Subject| {
                    matches!(one.kind, SubjectKind::Organisation(_)) != first.of_organisations
                };
                let holds_others = self
                    .book
                    .as_ref()
                    .is_some_and(|book| book.contents.subjects.iter().any(is_other));
                self.history.go(first.address);
                let context = &mut self.history.here_mut().context;
                // Who is looked at stays where the file has figures of them; whoever fits best is left to the question where
                // everybody is asked about.
                let unsaid = context.subject.is_none() && first.group.is_all() && !holds_others;
                let stays = looked_at.filter(|one| first.subjects.contains(one));
                context.subject = stays.or_else(|| {
                    let other = first.subjects.first().filter(|_| !unsaid);
                    other.cloned()
                });
                context.group = first.group;
                context.period = None;
            }
            _ => self.history.go(Address::Data),
        }
        self.settings.address = self.address().clone();
        effects.extend(self.reread());
        effects
    }
}
