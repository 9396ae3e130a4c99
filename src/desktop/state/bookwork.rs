use std::path::PathBuf;

use super::State;
use super::apply::window;
use super::dialog::Dialog;
use crate::actions;
use crate::desktop::address::Address;
use crate::desktop::commands::Command;
use crate::desktop::effects::{Effect, Picking, WindowEffect};
use crate::desktop::keeping::KeepingCommand;
use crate::domain::slug;
use crate::export::{self, LeftOut};
use crate::import::Problem;

impl State {
    /// Commands about the book as a file and about its imports.
    pub(super) fn apply_to_book(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::NewBook => self.pick(Picking::NewBook, "Untitled.levelbook"),
            Command::OpenBook => self.pick(Picking::OpenBook, ""),
            Command::OpenPath(path) => {
                let ticket = self.ticket();
                self.opening = Some(ticket);
                vec![Effect::OpenBook(ticket, path)]
            }
            Command::OpenSample => {
                let ticket = self.ticket();
                self.opening = Some(ticket);
                vec![Effect::OpenSample(ticket)]
            }
            Command::SaveCopy => {
                let Some(book) = &self.book else {
                    return Vec::new();
                };
                let stem = book.path.file_stem().map_or_else(
                    || "Book".to_owned(),
                    |stem| stem.to_string_lossy().into_owned(),
                );
                self.pick(Picking::SaveCopy, &format!("{stem} copy.levelbook"))
            }
            Command::Save if matches!(self.address(), Address::Form(..)) => self.save_form(),
            Command::Save if self.standing.local.is_some() => {
                self.apply_keeping(KeepingCommand::PutBack)
            }
            Command::Save => {
                self.notice("Saved. Every change is written as it is made.");
                Vec::new()
            }
            Command::Undo | Command::Redo => self.step(command == Command::Redo),
            Command::AskUndo(number) => {
                let record = self.contents().and_then(|contents| {
                    let mut imports = contents.imports.iter();
                    imports.find(|record| record.number == number).cloned()
                });
                if let Some(record) = record {
                    self.dialog = Some(Dialog::Undo(Box::new(record)));
                }
                Vec::new()
            }
            Command::UndoImport(number) => {
                self.dialog = None;
                let Some(book) = self.book.clone() else {
                    return Vec::new();
                };
                let ticket = self.ticket();
                self.start_work(ticket, "Undoing the import".to_owned());
                vec![Effect::UndoImport(ticket, book.path, number)]
            }
            Command::TypedPath(text) => {
                let text = text.trim();
                let Some(Dialog::Path(picking, _)) = self.dialog else {
                    return Vec::new();
                };
                if text.is_empty() {
                    return Vec::new();
                }
                self.dialog = None;
                self.chosen(picking, PathBuf::from(text))
            }
            _ => Vec::new(),
        }
    }

    /// Commands that take something out of the window: to the clipboard, to a file, or to the cell it came from.
    pub(super) fn take_out(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::CopyAddress => {
                let Some(shown) = self.main_shown() else {
                    self.notice("This screen asks no question, so it has no address.");
                    return Vec::new();
                };
                let address = shown.answer.question.address();
                self.notice(format!("Copied: {address}"));
                vec![window(WindowEffect::CopyText(address))]
            }
            Command::CopyText(text) => {
                self.notice("Copied.");
                vec![window(WindowEffect::CopyText(text))]
            }
            Command::CopyTable => {
                let Some(shown) = self.main_shown().cloned() else {
                    return Vec::new();
                };
                self.notice("Copied: the table.");
                let table = export::pasted(&shown.answer);
                vec![window(WindowEffect::CopyTable(table))]
            }
            Command::CopyPicture => {
                let Some(shown) = self.main_shown().cloned() else {
                    return Vec::new();
                };
                let ticket = self.small_ticket();
                vec![Effect::MakePicture(
                    ticket,
                    shown,
                    crate::figures::Theme::Light,
                )]
            }
            Command::Export(kind) => {
                let Some(shown) = self.main_shown() else {
                    self.notice(
                        "There is no figure to export here. Open a goal or an indicator first.",
                    );
                    return Vec::new();
                };
                let mut name = slug(&shown.answer.headline);
                name.truncate(60);
                let name = format!("{}.{}", name.trim_end_matches('-'), kind.extension());
                self.pick(Picking::Export(kind), &name)
            }
            Command::ExportLeftOut => {
                let Some((file, cells)) = self.left_out() else {
                    return Vec::new();
                };
                if cells.is_empty() {
                    self.notice("Nothing was left out.");
                    return Vec::new();
                }
                let stem = PathBuf::from(file);
                let stem = stem.file_stem().unwrap_or_default().to_string_lossy();
                self.pick(Picking::LeftOut, &format!("{stem} left out.xlsx"))
            }
            Command::ShowSource(key) => {
                let Some(book) = self.book.clone() else {
                    return Vec::new();
                };
                let ticket = self.small_ticket();
                self.dialog = Some(Dialog::Source(None));
                vec![Effect::FindSource(ticket, book.path, Box::new(key))]
            }
            _ => Vec::new(),
        }
    }

    /// The cells that the file on its way in, or the import that is shown, leaves out.
    pub(super) fn left_out(&self) -> Option<(String, Vec<LeftOut>)> {
        let review = self
            .wizard
            .as_ref()
            .and_then(|wizard| wizard.review.value());
        let (file, problems): (&str, Vec<&Problem>) = match (self.address(), review) {
            (Address::Wizard, Some(review)) => {
                let sheets = review.sheets.iter();
                let problems = sheets.flat_map(|sheet| &sheet.problems).collect();
                (&review.file.name, problems)
            }
            (Address::ImportReport(_), _) => {
                let record = &self.report.value()?.record;
                (&record.file, record.problems.iter().collect())
            }
            _ => return None,
        };
        Some((file.to_owned(), actions::cells_left_out(problems)))
    }
}
