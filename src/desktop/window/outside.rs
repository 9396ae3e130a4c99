use std::path::PathBuf;

use egui::{Context, ViewportCommand};

use crate::desktop::commands::{Command, WizardCommand};
use crate::desktop::effects::WindowEffect;
use crate::desktop::state::State;
use crate::desktop::{shell, theme};
use crate::log;

/// Notes what was asked for, by the name of the command alone.
pub(super) fn log_name(command: &Command) {
    if !matches!(command, Command::Draft(..)) {
        let said = format!("{command:?}");
        let name = said.split(|sign: char| !sign.is_alphanumeric()).next();
        log::line(name.unwrap_or_default());
    }
}

/// Does what only the window can do.
pub(super) fn in_window(ctx: &Context, effect: WindowEffect) {
    match effect {
        WindowEffect::CopyText(text) => ctx.copy_text(text),
        WindowEffect::CopyTable(table) => ctx.copy_text(table.text),
        WindowEffect::CopyPicture(picture) => {
            let size = [picture.width, picture.height];
            ctx.copy_image(egui::ColorImage::from_rgba_unmultiplied(
                size,
                &picture.rgba,
            ));
        }
        WindowEffect::FullScreen(on) => {
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(on));
        }
        WindowEffect::FullScreenOn(number) => {
            ctx.send_viewport_cmd(ViewportCommand::SetMonitor(number));
        }
        WindowEffect::Zoom(zoom) => ctx.set_zoom_factor(zoom),
        WindowEffect::Theme(theme) => theme::apply(ctx, theme),
        WindowEffect::FocusSearch => {
            ctx.memory_mut(|memory| memory.request_focus(egui::Id::unique(shell::SEARCH)));
        }
        WindowEffect::Title(title) => ctx.send_viewport_cmd(ViewportCommand::Title(title)),
        WindowEffect::Close => ctx.send_viewport_cmd(ViewportCommand::Close),
    }
}

/// Files dropped on the window: a book is opened, anything else is imported; nothing while long work lies over it.
pub(super) fn dropped(ctx: &Context, state: &State, commands: &mut Vec<Command>) {
    let files: Vec<PathBuf> = ctx.input(|input| {
        input
            .raw
            .dropped_files
            .iter()
            .map(|file| file.path().to_path_buf())
            .collect()
    });
    let Some(path) = files.into_iter().next().filter(|_| state.work.is_none()) else {
        return;
    };
    let is_book = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("levelbook"));
    if is_book {
        commands.push(Command::OpenPath(path));
    } else if state.book.is_some() {
        commands.push(Command::Wizard(WizardCommand::Read(path)));
    }
}
