use egui::{Align2, CentralPanel, Frame, Margin, Role, Ui, WidgetInfo, pos2};

use crate::desktop::commands::Command;
use crate::desktop::screens::spoken;
use crate::desktop::state::{Slot, State};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{text_at, waiting};
use crate::figures::Look;

/// A figure on all of the screen, large, with what it belongs to and its number at the foot.
pub(in crate::desktop) fn presenting(ui: &mut Ui, state: &State, _commands: &mut Vec<Command>) {
    let Some(show) = &state.show else {
        return;
    };
    let palette = theme::palette(ui);
    let theme = theme::current(ui.ctx());
    let margin = (ui.available_width() * 0.05).min(96.0);
    let frame = Frame::new()
        .fill(palette.ground)
        .inner_margin(Margin::symmetric(margin as i8, (margin * 0.6) as i8));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let whole = ui.max_rect();
        let Some(shown) = state.shown(Slot::Slide) else {
            let failure = state
                .answers
                .get(&Slot::Slide)
                .and_then(|asked| asked.answer.failure());
            match failure {
                Some(message) => waiting(ui, &message.headline),
                None => waiting(ui, "Working it out…"),
            }
            return;
        };
        let scale = (whole.height() / 1080.0 * 1.9).clamp(1.0, 2.4);
        let look = Look {
            theme,
            scale,
            with_title: true,
            with_notes: true,
        };
        let mut body = whole;
        body.max.y -= 40.0;
        let response = ui.interact(body, ui.scope_id().with("slide"), egui::Sense::hover());
        let answer = &shown.answer;
        response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, spoken(answer)));
        shown.figure.paint_in(ui, body, &look);
        let foot = whole.bottom();
        text_at(
            ui,
            pos2(whole.left(), foot),
            Align2::LEFT_BOTTOM,
            Type::Body,
            palette.muted,
            &show.title,
        );
        text_at(
            ui,
            pos2(whole.right(), foot),
            Align2::RIGHT_BOTTOM,
            Type::Strong,
            palette.ink_2,
            &format!("{} of {}", show.at + 1, show.slides.len()),
        );
    });
}
