use egui::{Context, Id, Key, Modifiers, ScrollArea};

use crate::desktop::commands::{Command, PickerCommand};
use crate::desktop::pages::Chrome;
use crate::desktop::state::CompareEdit;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Answered, Chip, Dialogue, Field, ListRow, chip, dialog, field, found, list_row, tabs, text,
};
use crate::domain::Level;

/// The dialog that chooses the subjects of a comparison.
pub(super) fn picker(
    ctx: &Context,
    chrome: &Chrome,
    edit: &CompareEdit,
    commands: &mut Vec<Command>,
) {
    let memory = Id::unique("compare picker");
    let mut query: String = ctx
        .data_mut(|data| data.get_temp(memory))
        .unwrap_or_default();
    let mut kind: usize = ctx
        .data_mut(|data| data.get_temp(memory.with("kind")))
        .unwrap_or(0);
    let full = edit.full_reason();
    let shown = Dialogue {
        title: "Compare",
        width: 620.0,
        accept: Some("Apply"),
        danger: false,
        disabled: if edit.chosen.is_empty() {
            "Choose at least one first."
        } else {
            ""
        },
    };
    let answered = dialog(ctx, shown, |ui| {
        let palette = theme::palette(ui);
        ui.horizontal_wrapped(|ui| {
            for (index, code) in edit.chosen.iter().enumerate() {
                let name = chrome
                    .subject_codes
                    .iter()
                    .position(|other| other == code)
                    .and_then(|at| chrome.subjects.get(at))
                    .map_or(code.0.as_str(), |choice| choice.text.as_str());
                let one = Chip {
                    text: name,
                    series: Some(index),
                };
                if chip(ui, one) {
                    commands.push(Command::Picker(PickerCommand::Toggle(code.clone())));
                }
            }
        });
        let count = format!("{} of at most 10 chosen", edit.chosen.len());
        text(ui, Type::Note, palette.muted, full.unwrap_or(&count));
        if let Some(chosen) = tabs(ui, &["All", "Organisations", "Places"], kind) {
            kind = chosen;
        }
        let width = ui.available_width();
        let response = field(
            ui,
            Field::search(memory.with("query"), "Search names and codes", width),
            &mut query,
        );
        if ui.data_mut(|data| {
            let seen: bool = data.get_temp(memory.with("seen")).unwrap_or(false);
            data.insert_temp(memory.with("seen"), true);
            !seen
        }) {
            response.request_focus();
        }
        let wanted = query.trim().to_lowercase();
        let found = found(
            ctx,
            memory,
            (&wanted, kind),
            &chrome.subjects,
            |index, choice| {
                let code = chrome.subject_codes.get(index);
                let place = code.is_some_and(|code| Level::of_code(&code.0).is_some());
                (kind == 0 || (kind == 2) == place)
                    && (wanted.is_empty() || choice.wanted.contains(&wanted))
            },
        );
        let entered = response.lost_focus()
            && !wanted.is_empty()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        if entered && let Some(code) = found.first().and_then(|at| chrome.subject_codes.get(*at)) {
            commands.push(Command::Picker(PickerCommand::Toggle(code.clone())));
            query.clear();
            response.request_focus();
        }
        if found.is_empty() {
            text(
                ui,
                Type::Table,
                palette.muted,
                "Nothing here has this name.",
            );
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .id_salt("compare list")
            .max_height(300.0)
            .auto_shrink([false, false])
            .show_rows(ui, 30.0, found.len(), |ui, range| {
                for at in range {
                    let Some(index) = found.get(at) else {
                        continue;
                    };
                    let (Some(choice), Some(code)) = (
                        chrome.subjects.get(*index),
                        chrome.subject_codes.get(*index),
                    ) else {
                        continue;
                    };
                    let ticked = edit.chosen.contains(code);
                    let row = ListRow {
                        ticked: Some(ticked),
                        height: 30.0,
                        disabled: if ticked { "" } else { full.unwrap_or("") },
                        role: egui::Role::CheckBox,
                        ..ListRow::new(&choice.text, &choice.detail)
                    };
                    if list_row(ui, row).clicked() {
                        commands.push(Command::Picker(PickerCommand::Toggle(code.clone())));
                    }
                }
            });
    });
    match answered {
        Answered::Open => {}
        Answered::Accepted => commands.push(Command::Picker(PickerCommand::Apply)),
        Answered::Closed => commands.push(Command::CloseDialog),
    }
    let open = answered == Answered::Open;
    ctx.data_mut(|data| {
        data.insert_temp(memory, if open { query } else { String::new() });
        data.insert_temp(memory.with("kind"), kind);
        if !open {
            data.insert_temp(memory.with("seen"), false);
        }
    });
}
