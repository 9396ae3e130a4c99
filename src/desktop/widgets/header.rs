use egui::{Sense, Ui, vec2};

use super::{Button, Icon, icon, text, wrapped};
use crate::desktop::theme::{self, Type};

/// The way from the first screen to this one; gives the index of the link that was taken. The last is where one is.
pub(crate) fn crumbs(ui: &mut Ui, way: &[String]) -> Option<usize> {
    let palette = theme::palette(ui);
    let mut taken = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.set_height(20.0);
        for (index, name) in way.iter().enumerate() {
            if index + 1 == way.len() {
                text(ui, Type::Table, palette.ink_2, name);
            } else {
                let link = Button {
                    compact: true,
                    ..Button::ghost(name)
                };
                if link.show(ui).clicked() {
                    taken = Some(index);
                }
                let (gap, _) = ui.allocate_exact_size(vec2(12.0, 16.0), Sense::empty());
                icon(ui.painter(), gap.center(), Icon::Right, palette.muted);
            }
        }
    });
    taken
}

/// Title and subtitle of a page, with buttons at the right.
pub(crate) fn page_header(ui: &mut Ui, title: &str, subtitle: &str, buttons: impl FnOnce(&mut Ui)) {
    page_header_beside(ui, (title, subtitle), 260.0, buttons);
}

/// The same with so much room for the buttons.
pub(crate) fn page_header_beside(
    ui: &mut Ui,
    (title, subtitle): (&str, &str),
    room: f32,
    buttons: impl FnOnce(&mut Ui),
) {
    ui.horizontal_top(|ui| {
        let width = (ui.available_width() - room).max(320.0);
        ui.vertical(|ui| {
            ui.set_width(width);
            page_title(ui, title, subtitle);
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), buttons);
    });
}

/// Title and subtitle of a page over its whole width.
pub(crate) fn page_title(ui: &mut Ui, title: &str, subtitle: &str) {
    let palette = theme::palette(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        wrapped(ui, Type::Title, palette.ink, title);
        if !subtitle.is_empty() {
            page_subtitle(ui, subtitle);
        }
    });
}

/// What a page is about, in one line where there is room.
pub(crate) fn page_subtitle(ui: &mut Ui, words: &str) {
    let words = egui::RichText::new(crate::figures::clean(words))
        .font(Type::Body.font())
        .color(theme::palette(ui).ink_2);
    ui.add(egui::Label::new(words).wrap());
}

/// Title of a part, with words beside it.
pub(crate) fn section(ui: &mut Ui, title: &str, beside: &str) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        text(ui, Type::Section, palette.ink, title);
        if !beside.is_empty() {
            text(ui, Type::Table, palette.ink_2, beside);
        }
    });
}
