use egui::{Align2, Area, Context, Id, Order, vec2};

use crate::desktop::commands::Command;
use crate::desktop::state::{Notice, State};
use crate::desktop::theme::size;
use crate::desktop::widgets::notice;

/// Room that the choices of the context bar take.
const CHOICES: f32 = 910.0;

/// What was done lately, at the right end of the context bar, where it covers neither a figure nor its source.
pub(in crate::desktop) fn notices(ctx: &Context, state: &State, commands: &mut Vec<Command>) {
    if state.notices.is_empty() || state.presenting().is_some() {
        return;
    }
    Area::new(Id::unique("notices"))
        .order(Order::Foreground)
        .anchor(Align2::RIGHT_TOP, vec2(-12.0, size::MENU_BAR + 2.0))
        .show(ctx, |ui| {
            let width = ctx.content_rect().width();
            ui.set_max_width((width - CHOICES - 12.0).clamp(360.0, 720.0));
            ui.vertical(|ui| {
                for shown in &state.notices {
                    let action = shown.action.as_ref();
                    let (acted, closed) =
                        notice(ui, &shown.text, action.map(|(text, _)| text.as_str()));
                    if let (true, Some((_, command))) = (acted, action) {
                        commands.push(command.clone());
                        commands.push(Command::DismissNotice(shown.number));
                    }
                    if closed || has_passed(ui.ctx(), shown) {
                        commands.push(Command::DismissNotice(shown.number));
                    }
                }
            });
        });
}

/// Whether a notice was there long enough: longer where something can be done about it.
fn has_passed(ctx: &Context, notice: &Notice) -> bool {
    let now = ctx.input(|input| input.time);
    let id = Id::unique(("notice", notice.number));
    let since = ctx.data_mut(|data| *data.get_temp_mut_or_insert_with(id, || now));
    let lasts = if notice.action.is_some() { 30.0 } else { 8.0 };
    let left = since + lasts - now;
    if left > 0.0 {
        ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
    }
    left <= 0.0
}
