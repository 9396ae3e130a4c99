use egui::{Align2, Popup, Role, Sense, Ui, pos2, vec2};

use super::search::search_box;
use crate::desktop::commands::Command;
use crate::desktop::interface::{Item, Menu};
use crate::desktop::pages::Chrome;
use crate::desktop::state::State;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{hover_card, press, ring, rule, text_at, text_in};

/// Menus at the left, the search box at the right.
pub(in crate::desktop) fn menu_bar(
    ui: &mut Ui,
    state: &State,
    chrome: &Chrome,
    commands: &mut Vec<Command>,
) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(4.0);
        for menu in Menu::ALL {
            menu_button(ui, menu, state, commands);
        }
        if state.book.is_some() {
            let width = 296.0_f32.min(ui.available_width() - 24.0);
            ui.add_space(ui.available_width() - width - 16.0);
            let place = egui::Rect::from_min_size(
                pos2(ui.cursor().left(), ui.max_rect().center().y - 15.0),
                vec2(width, 30.0),
            );
            ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
                search_box(ui, chrome, commands);
            });
        }
    });
}

fn menu_button(ui: &mut Ui, menu: Menu, state: &State, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let galley = ui.painter().layout_no_wrap(
        menu.label().to_owned(),
        Type::Body.font(),
        egui::Color32::PLACEHOLDER,
    );
    let (rect, at) = ui.allocate_exact_size(vec2(galley.size().x + 24.0, 28.0), Sense::hover());
    let response = press(
        ui,
        rect,
        at.id.with(menu.label()),
        Role::MenuItem,
        menu.label(),
        true,
    );
    let open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
    if response.hovered() || open {
        ui.painter().rect_filled(rect, 4.0, palette.selected);
    }
    text_at(
        ui,
        rect.center(),
        Align2::CENTER_CENTER,
        Type::Body,
        palette.ink,
        menu.label(),
    );
    if response.has_focus() {
        ring(ui, rect.shrink(3.0), 4.0);
    }
    // With one menu open, pointing at another opens that one.
    let others_open = Popup::is_any_open(ui.ctx()) && !open;
    let moved_to = response.hovered()
        && others_open
        && ui.ctx().data(|data| data.get_temp::<bool>(menus_open())) == Some(true);
    let mut popup = Popup::menu(&response).accessible_name(menu.label());
    if moved_to {
        popup = popup.open_memory(Some(egui::SetOpenCommand::Bool(true)));
    }
    let shown = popup.show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_width(312.0);
        items(ui, menu, state, commands);
    });
    if shown.is_some() {
        ui.ctx()
            .data_mut(|data| data.insert_temp(menus_open(), true));
    } else if !Popup::is_any_open(ui.ctx()) {
        ui.ctx()
            .data_mut(|data| data.insert_temp(menus_open(), false));
    }
}

fn menus_open() -> egui::Id {
    egui::Id::unique("menus open")
}

fn items(ui: &mut Ui, menu: Menu, state: &State, commands: &mut Vec<Command>) {
    for item in Item::ALL.into_iter().filter(|item| item.menu() == menu) {
        if begins_group(item) {
            ui.add_space(4.0);
            rule(ui);
            ui.add_space(4.0);
        }
        let chosen = match item {
            Item::Theme(theme) => state.settings.theme == theme,
            _ => false,
        };
        let enabled = item.is_possible(state);
        if menu_row(
            ui,
            &item.words(state),
            &item.key_text(),
            &item.reason(state),
            enabled,
            chosen,
        ) {
            commands.push(item.command(state));
            ui.close();
        }
        if item == Item::OpenSample {
            for path in state.settings.recent.iter().take(5) {
                let name = path.file_name().map_or_else(String::new, |name| {
                    format!("Open {}", name.to_string_lossy())
                });
                let tip = path.display().to_string();
                if menu_row(ui, &name, "", &tip, true, false) {
                    commands.push(Command::OpenPath(path.clone()));
                    ui.close();
                }
            }
        }
    }
}

fn begins_group(item: Item) -> bool {
    use crate::desktop::effects::ExportKind;
    use crate::figures::Theme;
    matches!(
        item,
        Item::SaveCopy
            | Item::Export(ExportKind::Png)
            | Item::Quit
            | Item::CopyPicture
            | Item::Find
            | Item::Settings
            | Item::Goals
            | Item::ZoomIn
            | Item::Theme(Theme::Light)
    )
}

fn menu_row(ui: &mut Ui, words: &str, key: &str, tip: &str, enabled: bool, chosen: bool) -> bool {
    let palette = theme::palette(ui);
    let (rect, at) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    let response = press(
        ui,
        rect,
        at.id.with(words),
        Role::MenuItem,
        words.trim_end_matches('…'),
        enabled,
    );
    if (response.hovered() || response.has_focus()) && enabled {
        ui.painter().rect_filled(rect, 4.0, palette.selected);
    }
    let ink = if enabled { palette.ink } else { palette.muted };
    if chosen {
        crate::desktop::widgets::icon(
            ui.painter(),
            pos2(rect.left() + 14.0, rect.center().y),
            crate::desktop::widgets::Icon::Tick,
            ink,
        );
    }
    let mut inside = rect.shrink2(vec2(12.0, 0.0));
    inside.min.x += 16.0;
    let taken = text_in(
        ui,
        inside,
        Align2::RIGHT_CENTER,
        Type::Note,
        palette.muted,
        key,
    );
    inside.max.x -= taken + 12.0;
    text_in(ui, inside, Align2::LEFT_CENTER, Type::Body, ink, words);
    if response.has_focus() {
        ring(ui, rect.shrink(4.0), 4.0);
    }
    let clicked = response.clicked();
    hover_card(response, tip);
    clicked && enabled
}
