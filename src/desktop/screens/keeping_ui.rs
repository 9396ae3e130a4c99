use egui::{CornerRadius, Frame, Margin, Ui};

use crate::desktop::commands::Command;
use crate::desktop::keeping::KeepingCommand;
use crate::desktop::pages::KeepingPage;
use crate::desktop::state::State;
use crate::desktop::theme::{self, Type, size};
use crate::desktop::widgets::{
    Banner, Button, Icon, ListRow, banner, icon, list_row, page_header, section, strip, wrapped,
};
use crate::message::Message;

/// What is kept of a book; and, where the book itself was not opened, why, and the ways on.
pub(super) fn keeping_ui(ui: &mut Ui, page: &KeepingPage, commands: &mut Vec<Command>) {
    let ask = |command| Command::Keeping(command);
    ui.add_space(20.0);
    page_header(ui, &page.title, &page.subtitle, |ui| {
        if page.refused.is_none() && Button::primary("Back up now").show(ui).clicked() {
            commands.push(ask(KeepingCommand::BackUp));
        }
    });
    if let Some(message) = &page.refused {
        why(ui, message, commands);
        ways(ui, page, commands);
    }
    ui.add_space(16.0);
    let palette = theme::palette(ui);
    if page.backups.is_empty() {
        section(ui, "Backups", "");
        let words = if page.refused.is_some() {
            "No backup of this book is kept on this computer. Whoever keeps backups of your folders may have one."
        } else {
            "None yet: the first is made before the next change."
        };
        wrapped(ui, Type::Body, palette.ink_2, words);
        return;
    }
    section(ui, "Restore a backup", "press one to open it");
    wrapped(ui, Type::Note, palette.muted, &page.where_to);
    ui.add_space(4.0);
    for (when, holds, path) in &page.backups {
        if list_row(ui, ListRow::new(when, holds)).clicked() {
            commands.push(ask(KeepingCommand::Restore(path.clone())));
        }
    }
    ui.add_space(16.0);
}

/// One sentence and the next step, large enough not to be missed.
fn why(ui: &mut Ui, message: &Message, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    ui.add_space(12.0);
    Frame::new()
        .fill(palette.error_fill)
        .corner_radius(CornerRadius::same(size::CARD_RADIUS))
        .inner_margin(Margin::same(16))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                let (mark, _) =
                    ui.allocate_exact_size(egui::vec2(20.0, 20.0), egui::Sense::empty());
                icon(ui.painter(), mark.center(), Icon::Blocker, palette.error);
                ui.vertical(|ui| {
                    wrapped(ui, Type::Strong, palette.ink, &message.headline);
                    wrapped(ui, Type::Body, palette.ink_2, &message.next);
                    if !message.details.is_empty() {
                        ui.add_space(4.0);
                        ui.horizontal(|ui| {
                            if Button::ghost("Copy the details").show(ui).clicked() {
                                commands.push(Command::CopyText(format!(
                                    "{message}\n{}",
                                    message.details
                                )));
                            }
                        });
                    }
                });
            });
        });
}

fn ways(ui: &mut Ui, page: &KeepingPage, commands: &mut Vec<Command>) {
    ui.add_space(12.0);
    ui.horizontal_wrapped(|ui| {
        if let Some((_, _, newest)) = page.backups.first() {
            let restore = Button::primary("Restore the newest backup");
            if restore.show(ui).clicked() {
                commands.push(Command::Keeping(KeepingCommand::Restore(newest.clone())));
            }
        }
        if page.can_be_recovered {
            let recover = Button::secondary("Recover what can be read");
            if recover.show(ui).clicked() {
                commands.push(Command::Keeping(KeepingCommand::Recover));
            }
        }
        if page.may_pass && Button::secondary("Try again").show(ui).clicked() {
            commands.push(Command::Keeping(KeepingCommand::OpenAgain));
        }
        if Button::secondary("Open another book…").show(ui).clicked() {
            commands.push(Command::OpenBook);
        }
        match &page.behind {
            Some(book) => {
                let back = format!("Back to {book}");
                if Button::ghost(&back).show(ui).clicked() {
                    commands.push(Command::Keeping(KeepingCommand::Leave));
                }
            }
            None => {
                if Button::ghost("Open the sample book").show(ui).clicked() {
                    commands.push(Command::OpenSample);
                }
            }
        }
        if Button::ghost("Copy its path").show(ui).clicked() {
            commands.push(Command::CopyText(page.subtitle.clone()));
        }
    });
}

/// Above every screen: that the book is gone, that it can only be read, or what is worth knowing of its folder.
pub(in crate::desktop) fn standing_ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    if state.refused.is_some() || state.book.is_none() {
        return;
    }
    let standing = &state.standing;
    let copy = ("Save a copy…", Command::SaveCopy);
    let again = Command::Keeping(KeepingCommand::OpenAgain);
    if let Some(message) = &standing.gone {
        let ways = [copy, ("Open it again", again)];
        bar(ui, Banner::Failure, message, &ways, commands);
    } else if let Some(message) = &standing.read_only {
        let ways = [copy, ("Try again", again)];
        bar(ui, Banner::Info, message, &ways, commands);
    }
    if let Some(message) = standing.notes.first() {
        let (closed, _) = banner(ui, Banner::Info, &message.headline, &message.next, None);
        if closed {
            commands.push(Command::Keeping(KeepingCommand::DismissNote));
        }
    }
}

/// A strip that stays for as long as it holds: what is the case, and the ways on.
fn bar(
    ui: &mut Ui,
    kind: Banner,
    message: &Message,
    ways: &[(&str, Command)],
    commands: &mut Vec<Command>,
) {
    let room = 150.0 * ways.len() as f32;
    strip(ui, kind, &message.headline, &message.next, room, |ui| {
        for (text, command) in ways.iter().rev() {
            if Button::secondary(text).show(ui).clicked() {
                commands.push(command.clone());
            }
        }
    });
    ui.add_space(4.0);
}
