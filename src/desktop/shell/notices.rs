use egui::{Align2, Area, Context, Id, Order, vec2};

use crate::desktop::commands::Command;
use crate::desktop::state::State;
use crate::desktop::widgets::notice;

/// What was done lately, above the status bar.
pub(in crate::desktop) fn notices(ctx: &Context, state: &State, commands: &mut Vec<Command>) {
    if state.notices.is_empty() || state.show.is_some() {
        return;
    }
    Area::new(Id::unique("notices"))
        .order(Order::Foreground)
        .anchor(Align2::RIGHT_BOTTOM, vec2(-20.0, -40.0))
        .show(ctx, |ui| {
            ui.set_max_width(720.0);
            ui.with_layout(egui::Layout::bottom_up(egui::Align::Max), |ui| {
                for shown in state.notices.iter().rev() {
                    let action = shown.action.as_ref();
                    let (acted, closed) =
                        notice(ui, &shown.text, action.map(|(text, _)| text.as_str()));
                    if let (true, Some((_, command))) = (acted, action) {
                        commands.push(command.clone());
                        commands.push(Command::DismissNotice(shown.number));
                    }
                    if closed {
                        commands.push(Command::DismissNotice(shown.number));
                    }
                }
            });
        });
}
