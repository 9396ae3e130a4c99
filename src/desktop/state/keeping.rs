use std::path::PathBuf;

use super::State;
use crate::desktop::address::Address;
use crate::desktop::commands::Command;
use crate::desktop::effects::Effect;
use crate::desktop::keeping::{KeepingCommand, KeepingEvent, KeepingWork, Refused};
use crate::desktop::loadable::Ticket;

impl State {
    /// The book that backups and recovery are about: the one that was refused, or the open one.
    fn kept_book(&self) -> Option<PathBuf> {
        let refused = self.refused.as_ref().map(|refused| refused.path.clone());
        refused.or_else(|| self.book.as_ref().map(|book| book.path.clone()))
    }

    /// Commands about backups and about a book that was not opened.
    pub(super) fn apply_keeping(&mut self, command: KeepingCommand) -> Vec<Effect> {
        let Some(path) = self.kept_book() else {
            return Vec::new();
        };
        match command {
            KeepingCommand::ShowBackups => {
                let mut effects = self.apply(Command::Go(Address::Backups));
                effects.push(self.keeping_work(path, KeepingWork::List));
                effects
            }
            KeepingCommand::BackUp => vec![self.keeping_work(path, KeepingWork::BackUp)],
            KeepingCommand::Restore(backup) => {
                vec![self.long_keeping(path, "Restoring the backup", KeepingWork::Restore(backup))]
            }
            KeepingCommand::Recover => {
                vec![self.long_keeping(path, "Reading what can be read", KeepingWork::Recover)]
            }
            KeepingCommand::TurnLocal if self.standing.local.is_some() => {
                vec![self.long_keeping(path, "Leaving the local copy", KeepingWork::EndLocally)]
            }
            KeepingCommand::TurnLocal => {
                vec![self.long_keeping(path, "Making a local copy", KeepingWork::WorkLocally)]
            }
            KeepingCommand::PutBack => {
                vec![self.long_keeping(path, "Putting the book back", KeepingWork::PutBack)]
            }
            KeepingCommand::OpenAgain => self.apply(Command::OpenPath(path)),
            KeepingCommand::Leave => {
                self.refused = None;
                Vec::new()
            }
            KeepingCommand::DismissNote => {
                if !self.standing.notes.is_empty() {
                    self.standing.notes.remove(0);
                }
                Vec::new()
            }
        }
    }

    fn keeping_work(&mut self, path: PathBuf, work: KeepingWork) -> Effect {
        Effect::Keeping(self.small_ticket(), path, work)
    }

    fn long_keeping(&mut self, path: PathBuf, title: &str, work: KeepingWork) -> Effect {
        let ticket = self.ticket();
        self.start_work(ticket, title.to_owned());
        Effect::Keeping(ticket, path, work)
    }

    /// A book could not be opened: why is shown, with the ways on.
    pub(super) fn book_refused(&mut self, ticket: Ticket, refused: Refused) {
        if self.opening != Some(ticket) {
            return;
        }
        self.opening = None;
        self.dialog = None;
        self.failure = None;
        self.refused = Some(refused);
    }

    /// Folds in what became of backups and of the open file.
    pub(super) fn absorb_keeping(&mut self, ticket: Ticket, event: KeepingEvent) -> Vec<Effect> {
        let is_open = |path: &PathBuf| self.book.as_ref().is_some_and(|book| book.path == *path);
        match event {
            KeepingEvent::Stands(path, standing) if is_open(&path) => self.standing = *standing,
            KeepingEvent::Gone(path, gone) if is_open(&path) => {
                let came_back = self.standing.gone.is_some() && gone.is_none();
                self.standing.gone = gone;
                if came_back {
                    self.notice("The book is back where it was.");
                    return self.reread();
                }
            }
            KeepingEvent::Listed(path, backups) if is_open(&path) => self.backups = Some(backups),
            KeepingEvent::Stands(..) | KeepingEvent::Gone(..) | KeepingEvent::Listed(..) => {}
            KeepingEvent::PutBack(result) => {
                if self.work_is(ticket) {
                    self.work = None;
                }
                match result {
                    Ok((copy, said)) => {
                        if is_open(&copy.path) {
                            self.standing.local = Some(*copy);
                        }
                        self.notice(said);
                    }
                    Err(message) => self.failure = Some(message),
                }
            }
            KeepingEvent::Written(result) => {
                if self.work_is(ticket) {
                    self.work = None;
                }
                match result {
                    Ok((path, said)) if said.next.is_empty() => {
                        self.notice(said.headline);
                        return self.apply(Command::OpenPath(path));
                    }
                    Ok((path, said)) => {
                        self.at_opening = Some(said);
                        return self.apply(Command::OpenPath(path));
                    }
                    Err(message) => self.failure = Some(message),
                }
            }
        }
        Vec::new()
    }

    /// How the local copy stands to its book; none where the open book is one of its own.
    pub(crate) fn local_in_words(&self) -> Option<String> {
        let (local, contents) = (self.standing.local.as_ref()?, self.contents()?);
        Some(match contents.revision.abs_diff(local.revision) {
            0 => "Local copy, all changes put back".to_owned(),
            1 => "Local copy, 1 change not put back".to_owned(),
            changes => format!("Local copy, {changes} changes not put back"),
        })
    }

    /// What is said in the place of a command that would change a book which can only be read.
    pub(super) fn refuses(&self, command: &Command) -> bool {
        use crate::desktop::commands::{RecipeCommand, WizardCommand};
        let changes = matches!(
            command,
            Command::Wizard(WizardCommand::Choose | WizardCommand::Read(_) | WizardCommand::Import)
                | Command::Undo
                | Command::Redo
                | Command::AskUndo(_)
                | Command::UndoImport(_)
                | Command::Recipe(
                    RecipeCommand::Import
                        | RecipeCommand::Remove
                        | RecipeCommand::AskName
                        | RecipeCommand::Rename(_)
                )
        );
        changes && (self.standing.read_only.is_some() || self.standing.gone.is_some())
    }
}
