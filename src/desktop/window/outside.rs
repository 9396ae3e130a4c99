use egui::{Context, ViewportCommand};

use crate::desktop::commands::Command;
use crate::desktop::effects::WindowEffect;
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
        WindowEffect::Zoom(zoom) => ctx.set_zoom_factor(zoom),
        WindowEffect::Theme(theme) => theme::apply(ctx, theme),
        WindowEffect::FocusSearch => {
            ctx.memory_mut(|memory| memory.request_focus(egui::Id::unique(shell::SEARCH)));
        }
        WindowEffect::Title(title) => ctx.send_viewport_cmd(ViewportCommand::Title(title)),
        WindowEffect::Close => ctx.send_viewport_cmd(ViewportCommand::Close),
    }
}
