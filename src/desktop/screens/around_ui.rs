use egui::Ui;

use super::figure_ui::figure_ui;
use super::menu_ui::Whole;
use crate::desktop::address::Address;
use crate::desktop::commands::Command;
use crate::desktop::pages::ProfilePage;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{Button, Icon, Select, rule, section, select, wrapped};

/// Room beside each other for two figures.
const TWO: f32 = 900.0;

/// One figure of a profile in detail: among its peers, over its own periods, and within the place.
pub(super) fn in_detail(ui: &mut Ui, page: &ProfilePage, commands: &mut Vec<Command>) {
    if page.in_detail.is_empty() {
        return;
    }
    ui.add_space(12.0);
    rule(ui);
    ui.horizontal(|ui| {
        section(ui, "In detail", "");
        let shown = page
            .in_detail
            .get(page.row)
            .map_or("", |choice| choice.text.as_str());
        let which = Select {
            label: "Figure in detail",
            prefix: "",
            shown,
            icon: None,
            selected: Some(page.row),
            width: 480.0,
            search: true,
        };
        if let Some(row) = select(ui, which, &page.in_detail) {
            commands.push(Command::SetRow(row));
        }
    });
    let across = if ui.available_width() >= TWO { 2 } else { 1 };
    let gap = 24.0;
    let width = (ui.available_width() - gap * (across - 1) as f32) / across as f32;
    for row in page.beside.chunks(across) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for (title, shown) in row {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    let palette = theme::palette(ui);
                    wrapped(ui, Type::Strong, palette.ink, title);
                    wrapped(ui, Type::Table, palette.ink_2, &shown.answer.headline);
                    let line = shown.answer.question.address();
                    figure_ui(ui, shown, false, Whole::Beside(&line), commands);
                });
            }
        });
        ui.add_space(8.0);
    }
}

/// Who is most like the subject, with the method, and what it replaced.
pub(super) fn around(ui: &mut Ui, page: &ProfilePage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    if !page.alike.is_empty() || !page.likeness.is_empty() {
        ui.add_space(12.0);
        rule(ui);
        let title = if page.place {
            "Similar places"
        } else {
            "Similar organisations"
        };
        section(ui, title, "");
        ui.horizontal_wrapped(|ui| {
            for (code, name) in &page.alike {
                if Button::ghost(name).show(ui).clicked() {
                    commands.push(Command::Go(Address::Profile(code.clone())));
                }
            }
            if !page.alike.is_empty() {
                let compare = Button::secondary("Compare with these").icon(Icon::Compare);
                if compare.show(ui).clicked() {
                    let own = std::iter::once(page.code.clone());
                    let others = page.alike.iter().map(|(code, _)| code.clone());
                    commands.push(Command::Go(Address::Compare {
                        goal: None,
                        subjects: own.chain(others).take(10).collect(),
                    }));
                }
            }
        });
        for words in &page.likeness {
            wrapped(ui, Type::Note, palette.muted, words);
        }
    }
    if !page.replaced.is_empty() {
        ui.add_space(12.0);
        section(ui, "It replaced", "");
        ui.horizontal_wrapped(|ui| {
            for (code, words) in &page.replaced {
                if Button::ghost(words).show(ui).clicked() {
                    commands.push(Command::Go(Address::Profile(code.clone())));
                }
            }
        });
    }
}
