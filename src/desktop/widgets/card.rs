use egui::{Color32, CornerRadius, Frame, Margin, Ui};

use super::{Button, Icon, icon, wrapped};
use crate::desktop::theme::{self, Type, size};

/// What a banner is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Banner {
    /// Worth knowing.
    Info,
    /// Something failed.
    Failure,
}

impl Banner {
    /// Its ground, its ink and its sign.
    pub(crate) fn look(self, ui: &Ui) -> (Color32, Color32, Icon) {
        let palette = theme::palette(ui);
        match self {
            Self::Info => (palette.selected, palette.on_selected, Icon::Info),
            Self::Failure => (palette.error_fill, palette.error, Icon::Blocker),
        }
    }
}

/// A strip across: what is the case, what to do next. Gives whether it was closed, and what its action's button said.
pub(crate) fn banner(
    ui: &mut Ui,
    kind: Banner,
    headline: &str,
    next: &str,
    action: Option<&str>,
) -> (bool, bool) {
    let (mut closed, mut acted) = (false, false);
    let room = 40.0 + if action.is_some() { 150.0 } else { 0.0 };
    strip(ui, kind, headline, next, room, |ui| {
        closed = Button::icon_only(Icon::Close, "Close this message")
            .show(ui)
            .clicked();
        if let Some(action) = action {
            acted = Button::ghost(action).after(Icon::Right).show(ui).clicked();
        }
    });
    (closed, acted)
}

/// A strip across: what is the case, what to do next, and buttons at its right, which take so many points.
pub(crate) fn strip(
    ui: &mut Ui,
    kind: Banner,
    headline: &str,
    next: &str,
    room: f32,
    buttons: impl FnOnce(&mut Ui),
) {
    let palette = theme::palette(ui);
    let (fill, ink, sign) = kind.look(ui);
    Frame::new()
        .fill(fill)
        .corner_radius(CornerRadius::same(size::RADIUS))
        .inner_margin(Margin::symmetric(12, 4))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                let (mark, _) =
                    ui.allocate_exact_size(egui::vec2(16.0, 24.0), egui::Sense::empty());
                icon(ui.painter(), mark.center(), sign, ink);
                let width = (ui.available_width() - room).max(120.0);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    if next.is_empty() {
                        ui.add_space(5.0);
                    }
                    let weight = if next.is_empty() {
                        Type::Table
                    } else {
                        Type::TableStrong
                    };
                    wrapped(ui, weight, palette.ink, headline);
                    if !next.is_empty() {
                        wrapped(ui, Type::Table, palette.ink_2, next);
                    }
                });
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), buttons);
            });
        });
}
