use super::{Loadable, State};
use crate::book::{ImportRecord, Step};
use crate::desktop::commands::Command;
use crate::desktop::effects::Effect;
use crate::desktop::loadable::Ticket;
use crate::domain::thousands;
use crate::message::Message;

/// Letters of an action's name that a menu shows.
const LETTERS: usize = 60;

impl State {
    /// What would be done again next, or undone, in words that follow "Redo" or "Undo"; none where there is nothing, or while
    /// other work is done.
    pub(crate) fn next_step(&self, forth: bool) -> Option<String> {
        let history = &self.contents()?.history;
        let name = if forth { &history.redo } else { &history.undo };
        let name = name.as_ref().filter(|_| self.work.is_none())?;
        if name.chars().count() <= LETTERS {
            return Some(name.clone());
        }
        let short: String = name.chars().take(LETTERS).collect();
        Some(format!("{}…", short.trim_end()))
    }

    /// One step back or forth over what was done.
    pub(super) fn step(&mut self, forth: bool) -> Vec<Effect> {
        let (Some(name), Some(book)) = (self.next_step(forth), self.book.clone()) else {
            self.notice(if forth {
                "There is nothing to do again."
            } else {
                "There is nothing left to undo."
            });
            return Vec::new();
        };
        let ticket = self.ticket();
        if forth {
            self.start_work(ticket, format!("Doing again: {name}"));
            vec![Effect::Redo(ticket, book.path)]
        } else {
            self.start_work(ticket, format!("Undoing: {name}"));
            vec![Effect::Undo(ticket, book.path)]
        }
    }

    /// A step was taken, or not: what it was is said, with the way back.
    pub(super) fn stepped(
        &mut self,
        ticket: Ticket,
        result: Result<Box<Step>, Message>,
        forth: bool,
    ) -> Vec<Effect> {
        let Some(step) = self.worked(ticket, result) else {
            return Vec::new();
        };
        let (said, back) = if forth {
            ("Done again", ("Undo".to_owned(), Command::Undo))
        } else {
            ("Undone", ("Redo".to_owned(), Command::Redo))
        };
        self.notice_with(format!("{said}: {}.", step.name), back);
        self.report = Loadable::default();
        self.recipe = None;
        self.reread()
    }

    /// An import was taken back, or not.
    pub(super) fn import_undone(
        &mut self,
        ticket: Ticket,
        result: Result<Box<ImportRecord>, Message>,
    ) -> Vec<Effect> {
        let Some(record) = self.worked(ticket, result) else {
            return Vec::new();
        };
        let kept = thousands(record.counts.kept as f64, 0);
        let said = format!("{kept} figures of {} left the book.", record.file);
        self.notice_with(said, ("Undo".to_owned(), Command::Undo));
        self.report = Loadable::default();
        self.reread()
    }

    /// What long work has done; none, and said why, where it did not, or where it is not the work that is awaited.
    fn worked<T>(&mut self, ticket: Ticket, result: Result<T, Message>) -> Option<T> {
        if !self.work_is(ticket) {
            return None;
        }
        let stopped = self.work.take().is_some_and(|work| work.stopping);
        match result {
            Ok(done) => return Some(done),
            Err(_) if stopped => self.notice("Cancelled. The book is as it was."),
            Err(message) => self.failure = Some(message),
        }
        None
    }
}
