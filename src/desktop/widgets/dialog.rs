use egui::{Context, CornerRadius, Frame, Id, Margin, Modal, Role, Stroke, Ui};

use super::{Button, Icon, rule, text};
use crate::desktop::theme::{self, Type, size};

/// A dialog: its title, how wide it is, and the buttons at its foot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dialogue<'a> {
    /// What it asks.
    pub title: &'a str,
    /// Width in points.
    pub width: f32,
    /// The button that does it; none for a dialog that only shows.
    pub accept: Option<&'a str>,
    /// True when accepting takes something away.
    pub danger: bool,
    /// Why it cannot be accepted yet; empty when it can.
    pub disabled: &'a str,
}

/// What was done to a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answered {
    /// Nothing yet.
    Open,
    /// Accepted.
    Accepted,
    /// Closed without.
    Closed,
}

/// Shows a dialog over everything: focus stays inside, Esc closes, Enter accepts, the default button is at the right.
pub(crate) fn dialog(ctx: &Context, dialogue: Dialogue<'_>, add: impl FnOnce(&mut Ui)) -> Answered {
    let palette = theme::current(ctx).palette();
    let mut answered = Answered::Open;
    let room = ctx.content_rect();
    let width = dialogue.width.min(room.width() - 48.0);
    let id = Id::unique(("dialog", dialogue.title));
    let just_opened = opened_now(ctx, id);
    let focused = ctx.memory(egui::Memory::focused);
    if just_opened {
        // What was pointed at below lets go of its hover card.
        ctx.request_repaint();
    }
    if just_opened && let Some(below) = focused {
        ctx.memory_mut(|memory| memory.surrender_focus(below));
    }
    let takes_enter = !just_opened && (focused.is_none() || ctx.text_edit_focused());
    let modal = Modal::new(id)
        .frame(
            Frame::new()
                .fill(palette.ground)
                .stroke(Stroke::new(f32::from(palette.stroke), palette.hairline))
                .corner_radius(CornerRadius::same(size::CARD_RADIUS))
                .shadow(ctx.global_style().visuals.window_shadow)
                .inner_margin(Margin::same(16)),
        )
        .show(ctx, |ui| {
            ui.set_width(width);
            ui.set_max_height(room.height() - 80.0);
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(Role::Dialog);
                node.set_label(dialogue.title);
            });
            ui.horizontal(|ui| {
                text(ui, Type::Section, palette.ink, dialogue.title);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if Button::icon_only(Icon::Close, "Close").show(ui).clicked() {
                        answered = Answered::Closed;
                    }
                });
            });
            ui.add_space(4.0);
            add(ui);
            let Some(accept) = dialogue.accept else {
                return;
            };
            ui.add_space(8.0);
            rule(ui);
            let foot = egui::vec2(ui.available_width(), size::CONTROL);
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.allocate_ui_with_layout(foot, layout, |ui| {
                let button = if dialogue.danger {
                    Button {
                        kind: super::Kind::Danger,
                        ..Button::secondary(accept)
                    }
                } else {
                    Button::primary(accept)
                };
                let response = button.disabled(dialogue.disabled).show(ui);
                if just_opened && ui.memory(|memory| memory.focused().is_none()) {
                    response.request_focus();
                }
                let entered = takes_enter && dialogue.disabled.is_empty() && entered(ui);
                if response.clicked() || entered {
                    answered = Answered::Accepted;
                }
                if Button::secondary("Cancel").show(ui).clicked() {
                    answered = Answered::Closed;
                }
            });
        });
    if answered == Answered::Open && modal.should_close() {
        answered = Answered::Closed;
    }
    answered
}

/// True in the first frame in which a dialog is shown.
fn opened_now(ctx: &Context, id: Id) -> bool {
    let now = ctx.cumulative_frame_nr();
    let before: Option<u64> = ctx.data_mut(|data| {
        let before = data.get_temp(id);
        data.insert_temp(id, now);
        before
    });
    before.is_none_or(|before| before + 1 < now)
}

/// Enter, pressed anew and used by nothing in the dialog.
fn entered(ui: &Ui) -> bool {
    ui.input(|input| {
        input.events.iter().any(|event| {
            matches!(
                event,
                egui::Event::Key {
                    key: egui::Key::Enter,
                    pressed: true,
                    repeat: false,
                    ..
                }
            )
        })
    })
}
