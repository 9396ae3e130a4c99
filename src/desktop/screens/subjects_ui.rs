use egui::{Id, ScrollArea, Ui};

use super::menu_ui::subject_menu;
use crate::desktop::address::Address;
use crate::desktop::commands::{Command, WizardCommand};
use crate::desktop::pages::SubjectsPage;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Field, Icon, ListRow, Select, empty_state, field, found, list_row, page_header, select, text,
};

/// Every place or every organisation, to search in and to open.
pub(super) fn subjects_ui(ui: &mut Ui, page: &SubjectsPage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let title = if page.places {
        "Places"
    } else {
        "Organisations"
    };
    ui.add_space(20.0);
    page_header(ui, title, &page.count, |_| {});
    if page.lines.is_empty() {
        let words = if page.places {
            "No place has figures in this book yet."
        } else {
            "No organisation has figures in this book yet."
        };
        if empty_state(
            ui,
            Icon::Import,
            words,
            "Choose a file, or drop it on the window.",
            &["Import"],
        )
        .is_some()
        {
            commands.push(Command::Wizard(WizardCommand::Choose));
        }
        return;
    }
    let memory = Id::unique(("subjects", page.places));
    let mut query: String = ui
        .data_mut(|data| data.get_temp(memory))
        .unwrap_or_default();
    let mut kind: usize = ui
        .data_mut(|data| data.get_temp(memory.with("kind")))
        .unwrap_or(0);
    ui.horizontal(|ui| {
        let search = Field::search(memory.with("query"), "Search names and codes", 360.0);
        field(ui, search, &mut query);
        let shown = page
            .kinds
            .get(kind)
            .map_or("All kinds", |choice| choice.text.as_str());
        let which = Select {
            label: "Kind",
            prefix: "",
            shown,
            icon: None,
            selected: Some(kind),
            width: 280.0,
            search: false,
        };
        if let Some(chosen) = select(ui, which, &page.kinds) {
            kind = chosen;
        }
    });
    let wanted = query.trim().to_lowercase();
    let only = (kind > 0)
        .then(|| page.kinds.get(kind).map(|choice| choice.text.clone()))
        .flatten();
    let found = found(ui.ctx(), memory, (&wanted, kind), &page.lines, |_, line| {
        let fits = only.as_ref().is_none_or(|kind| line.kind == *kind);
        line.choice.nearness(&wanted).filter(|_| fits)
    });
    if found.is_empty() {
        text(ui, Type::Body, palette.muted, "Nothing here has this name.");
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let height = (ui.ctx().content_rect().height() - 270.0).max(200.0);
        ScrollArea::vertical()
            .id_salt(memory.with("list"))
            .max_height(height)
            .auto_shrink([false, true])
            .show_rows(ui, 32.0, found.len(), |ui, range| {
                for at in range {
                    let Some(line) = found.get(at).and_then(|index| page.lines.get(*index)) else {
                        continue;
                    };
                    let row = ListRow {
                        role: egui::Role::Link,
                        ..ListRow::new(&line.choice.text, &line.choice.detail)
                    };
                    let response = list_row(ui, row);
                    subject_menu(ui, &response, (&line.code, &line.choice.text), commands);
                    if response.clicked() {
                        commands.push(Command::Go(Address::Profile(line.code.clone())));
                    }
                }
            });
    });
    ui.data_mut(|data| {
        data.insert_temp(memory, query);
        data.insert_temp(memory.with("kind"), kind);
    });
}
