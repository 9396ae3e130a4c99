use std::path::PathBuf;
use std::sync::Arc;

use super::dialog::Dialog;
use super::{Drafts, OpenBook, State, apply::window};
use crate::desktop::address::{Address, FormKind};
use crate::desktop::commands::{Command, WizardCommand};
use crate::desktop::contents::Contents;
use crate::desktop::effects::{Effect, Event, Picked, Understood, WindowEffect};
use crate::desktop::keeping::{KeepingWork, Standing};
use crate::desktop::loadable::Ticket;
use crate::import::listed;
use crate::message::Message;

impl State {
    /// Folds a result in, and says what it leads to. Late results are dropped.
    pub fn absorb(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::BookOpened(ticket, result) => self.book_opened(ticket, result),
            Event::BookRefused(ticket, refused) => {
                self.book_refused(ticket, *refused);
                Vec::new()
            }
            Event::Keeping(ticket, event) => {
                self.was_awaited(ticket);
                self.absorb_keeping(ticket, event)
            }
            Event::ContentsRead(ticket, result) => self.contents_read(ticket, result),
            Event::Answered(ticket, result) => {
                self.answered(ticket, result);
                self.ask()
            }
            Event::StoriesRead(ticket, result) => self.stories_read(ticket, result),
            Event::Told(ticket, result) => self.told(ticket, result),
            Event::FaceMade(ticket, result) => {
                self.stories.face_made(ticket, result);
                self.ask()
            }
            Event::SourceFound(ticket, result) => {
                if self.was_awaited(ticket) && matches!(self.dialog, Some(Dialog::Source(_))) {
                    match result {
                        Ok(found) => self.dialog = Some(Dialog::Source(Some(found))),
                        Err(message) => {
                            self.dialog = None;
                            self.failure = Some(message);
                        }
                    }
                }
                Vec::new()
            }
            Event::ImportRead(ticket, result) => {
                self.report.finish(ticket, result);
                Vec::new()
            }
            Event::Picked(ticket, picked) => self.picked(ticket, picked),
            Event::FileRead(ticket, result) => {
                let Some(wizard) = &mut self.wizard else {
                    return Vec::new();
                };
                if !wizard.workbook.finish(ticket, result) {
                    return Vec::new();
                }
                match wizard.workbook.value() {
                    Some(workbook) if listed(workbook).is_some() => {
                        let path = wizard.path.clone();
                        self.take_list_instead(path)
                    }
                    Some(_) => self.review(),
                    None => Vec::new(),
                }
            }
            Event::Reviewed(ticket, result) => {
                let Some(wizard) = &mut self.wizard else {
                    return Vec::new();
                };
                let first = wizard.review.value().is_none();
                let result = result.map(|understood| {
                    let Understood {
                        review,
                        read_with,
                        keep,
                        first_look,
                    } = *understood;
                    if wizard.review.awaited() == Some(ticket) {
                        wizard.read_with = read_with;
                        wizard.keep = keep;
                        wizard.first_look = first_look;
                    }
                    review
                });
                if !wizard.review.finish(ticket, result) {
                    return Vec::new();
                }
                if first {
                    wizard.show_first_with_figures();
                    wizard.step = super::Step::Check;
                }
                if wizard.again {
                    return self.review();
                }
                self.foresee()
            }
            Event::Foreseen(ticket, result) => {
                if let Some(wizard) = &mut self.wizard {
                    wizard.foreseen.finish(ticket, result);
                }
                Vec::new()
            }
            Event::ImportWritten(ticket, result) => self.import_written(ticket, result),
            Event::ImportUndone(ticket, result) => self.import_undone(ticket, result),
            Event::Undone(ticket, result) => self.stepped(ticket, result, false),
            Event::Redone(ticket, result) => self.stepped(ticket, result, true),
            Event::RecipesChanged(ticket, result) => {
                if !self.was_awaited(ticket) {
                    return Vec::new();
                }
                match result {
                    Ok(text) => {
                        self.notice_with(text, ("Undo".to_owned(), Command::Undo));
                        self.recipe = None;
                        self.reread()
                    }
                    Err(message) => {
                        self.failure = Some(message);
                        Vec::new()
                    }
                }
            }
            Event::PlansChanged(ticket, result) => {
                if self.was_awaited(ticket) {
                    self.plans_changed(ticket, result)
                } else {
                    Vec::new()
                }
            }
            Event::Written(ticket, result) => {
                if self.was_awaited(ticket) {
                    match result {
                        Ok(text) => self.notice(text),
                        Err(message) => self.failure = Some(message),
                    }
                }
                Vec::new()
            }
            Event::PictureMade(ticket, result) => {
                if !self.was_awaited(ticket) {
                    return Vec::new();
                }
                match result {
                    Ok(picture) => {
                        self.notice("Copied: the picture. Edit, Copy table takes the figures.");
                        vec![window(WindowEffect::CopyPicture(picture))]
                    }
                    Err(message) => {
                        self.failure = Some(message);
                        Vec::new()
                    }
                }
            }
            Event::Progressed(ticket, done, total, words) => {
                if let Some(work) = &mut self.work
                    && work.ticket == ticket
                {
                    work.done = done;
                    work.total = total;
                    work.words = words;
                }
                Vec::new()
            }
            Event::Broke(ticket, message) => {
                if let Some(ticket) = ticket {
                    self.give_up(ticket, &message);
                }
                self.failure = Some(message);
                Vec::new()
            }
            Event::NotKept(message) => {
                self.failure = Some(message);
                Vec::new()
            }
            Event::DraftsKept(kept) => {
                let before = std::mem::replace(&mut self.typed_unkept, kept.err());
                if self.typed_unkept.is_some() || self.failure == before {
                    self.failure.clone_from(&self.typed_unkept);
                }
                Vec::new()
            }
        }
    }

    /// Waits no longer for what a ticket was to bring.
    fn give_up(&mut self, ticket: Ticket, message: &Message) {
        self.was_awaited(ticket);
        self.opening.take_if(|awaited| *awaited == ticket);
        self.rereading.take_if(|awaited| *awaited == ticket);
        self.picking.take_if(|(awaited, _)| *awaited == ticket);
        self.work.take_if(|work| work.ticket == ticket);
        self.report.finish(ticket, Err(message.clone()));
        self.stories.face_made(ticket, Err(message.clone()));
        self.stories.room.finish(ticket, Err(message.clone()));
        if let Some(wizard) = &mut self.wizard {
            wizard.writing.take_if(|awaited| *awaited == ticket);
            wizard.workbook.finish(ticket, Err(message.clone()));
            wizard.review.finish(ticket, Err(message.clone()));
            wizard.foreseen.finish(ticket, Err(message.clone()));
        }
        if matches!(self.dialog, Some(Dialog::Source(None))) {
            self.dialog = None;
        }
    }

    pub(super) fn work_is(&self, ticket: Ticket) -> bool {
        self.work.as_ref().is_some_and(|work| work.ticket == ticket)
    }

    fn was_awaited(&mut self, ticket: Ticket) -> bool {
        let before = self.small_work.len();
        self.small_work.retain(|other| *other != ticket);
        self.small_work.len() < before
    }

    fn book_opened(
        &mut self,
        ticket: Ticket,
        result: Result<(PathBuf, Arc<Contents>), Message>,
    ) -> Vec<Effect> {
        if self.opening != Some(ticket) {
            return Vec::new();
        }
        self.opening = None;
        let (path, contents) = match result {
            Ok(opened) => opened,
            Err(message) => {
                self.failure = Some(message);
                return Vec::new();
            }
        };
        self.failure = self.at_opening.take();
        self.refused = None;
        self.standing = Standing::default();
        self.backups = None;
        self.drafts = Drafts::found(&contents.drafts);
        self.typed_unkept = None;
        if let Some(file) = self.drafts.file_on_its_way() {
            let words = format!(
                "Your answers about {file} are kept: import it again and they are filled in."
            );
            let choose = Command::Wizard(WizardCommand::Choose);
            self.notice_with(words, ("Import".to_owned(), choose));
        } else if !self.drafts.is_empty() {
            self.notice("What you were typing and had not kept is back in its field.");
        }
        self.dialog = None;
        self.wizard = None;
        let other = self.book.as_ref().is_some_and(|book| book.path != path);
        if other || self.settings.recent.first() != Some(&path) {
            self.history.restart(Address::Goals);
            self.basket.clear();
        }
        self.answers.clear();
        self.stories = super::Stories::default();
        self.report = super::Loadable::default();
        self.settings.remember_book(&path);
        self.settings.address = self.address().clone();
        let name = path.file_name().map_or_else(
            || "book".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
        self.book = Some(OpenBook {
            path: path.clone(),
            contents,
        });
        let ticket = self.small_ticket();
        let mut effects = vec![
            Effect::Keeping(ticket, path, KeepingWork::Hold),
            window(WindowEffect::Title(format!("Levelbook: {name}"))),
            self.write_settings(),
        ];
        effects.extend(self.ask());
        if *self.address() == Address::Stories {
            effects.extend(self.read_stories());
        }
        effects
    }

    /// Reads the book's lists again after it was changed.
    pub(super) fn reread(&mut self) -> Vec<Effect> {
        let Some(book) = self.book.clone() else {
            return Vec::new();
        };
        let ticket = self.ticket();
        self.rereading = Some(ticket);
        vec![Effect::ReadContents(ticket, book.path)]
    }

    fn contents_read(
        &mut self,
        ticket: Ticket,
        result: Result<Arc<Contents>, Message>,
    ) -> Vec<Effect> {
        if self.rereading != Some(ticket) {
            return Vec::new();
        }
        self.rereading = None;
        match result {
            Ok(contents) => {
                if let Some(book) = &mut self.book {
                    if book.contents.imports != contents.imports
                        || book.contents.links != contents.links
                    {
                        self.stories.forget_faces();
                    }
                    book.contents = contents;
                }
                self.leave_what_is_gone();
                let mut effects = self.ask();
                if *self.address() == Address::Stories && self.stories.room.awaited().is_none() {
                    effects.extend(self.read_stories());
                }
                effects
            }
            Err(message) => {
                self.failure = Some(message);
                Vec::new()
            }
        }
    }

    /// A screen about something that the book no longer holds gives way to the imports.
    fn leave_what_is_gone(&mut self) {
        let Some(contents) = self.contents() else {
            return;
        };
        let gone = match self.address() {
            Address::Indicator { code, .. } => contents.indicator(code).is_none(),
            Address::Profile(code) => contents.subject(code).is_none(),
            Address::Form(FormKind::Plan, start) => {
                !start.code.is_empty() && contents.plans.iter().all(|one| one.code != start.code)
            }
            Address::Form(FormKind::Outcome, start) => {
                !start.code.is_empty() && contents.outcomes.iter().all(|one| one.code != start.code)
            }
            _ => false,
        };
        let subject = self.context().subject.as_ref();
        if subject.is_some_and(|code| contents.subject(code).is_none()) {
            self.history.here_mut().context.subject = None;
        }
        if gone {
            self.history.replace(Address::Data);
            self.settings.address = Address::Data;
        }
    }

    fn answered(
        &mut self,
        ticket: Ticket,
        result: Result<Arc<crate::desktop::effects::Shown>, Message>,
    ) {
        let Some(asked) = self
            .answers
            .values_mut()
            .find(|asked| asked.answer.awaited() == Some(ticket))
        else {
            return;
        };
        asked.answer.finish(ticket, result);
        self.take_alike();
        self.take_ends();
        self.put_in_order();
    }

    fn picked(&mut self, ticket: Ticket, picked: Picked) -> Vec<Effect> {
        let Some((awaited, picking)) = self.picking else {
            return Vec::new();
        };
        if awaited != ticket {
            return Vec::new();
        }
        self.picking = None;
        match picked {
            Picked::File(path) => return self.chosen(picking, path),
            Picked::Nothing => {}
            Picked::NoDialog => self.dialog = Some(Dialog::Path(picking, true)),
        }
        Vec::new()
    }
}
