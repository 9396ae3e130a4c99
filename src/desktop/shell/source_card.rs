use egui::{Context, Ui};

use crate::desktop::address::Address;
use crate::desktop::commands::Command;
use crate::desktop::effects::Provenance;
use crate::desktop::pages::day;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{Answered, Button, Dialogue, dialog, rule, text, waiting, wrapped};

/// Where a figure was read: file, sheet, row, column, what stood there, and when it was imported.
pub(super) fn source_card(ctx: &Context, found: Option<&Provenance>, commands: &mut Vec<Command>) {
    let shown = Dialogue {
        title: "Source of this figure",
        width: 460.0,
        accept: None,
        danger: false,
        disabled: "",
    };
    let mut follow = None;
    let answered = dialog(ctx, shown, |ui| match found {
        None => waiting(ui, "Looking it up…"),
        Some(found) => follow = card(ui, found),
    });
    if answered == Answered::Closed || follow.is_some() {
        commands.push(Command::CloseDialog);
    }
    commands.extend(follow);
}

fn card(ui: &mut Ui, found: &Provenance) -> Option<Command> {
    let palette = theme::palette(ui);
    text(ui, Type::Title, palette.ink, &found.figure);
    wrapped(ui, Type::Body, palette.ink_2, &found.what);
    if !found.interval.is_empty() {
        text(ui, Type::Table, palette.muted, &found.interval);
    }
    rule(ui);
    if !found.source.is_empty() {
        wrapped(ui, Type::Table, palette.ink_2, &found.source);
    }
    let origin = &found.origin;
    let cell = origin.cell();
    let (row, column) = (origin.row.to_string(), origin.column.to_string());
    let imported = day(&found.imported);
    for (name, value) in [
        ("File", found.file.as_str()),
        ("Sheet", origin.sheet.as_str()),
        ("Cell", cell.as_str()),
        ("Row", row.as_str()),
        ("Column", column.as_str()),
        ("What stood there", found.raw.as_str()),
        ("Note", found.note.as_str()),
        ("Imported", imported.as_str()),
    ] {
        if value.is_empty() {
            continue;
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.allocate_ui(egui::vec2(130.0, 20.0), |ui| {
                ui.set_width(130.0);
                text(ui, Type::Table, palette.muted, name);
            });
            text(ui, Type::Table, palette.ink, value);
        });
    }
    let mut follow = None;
    ui.horizontal(|ui| {
        let place = format!(
            "{}, sheet {}, row {}, column {}, {}",
            found.file, origin.sheet, origin.row, origin.column, found.raw
        );
        if Button::secondary("Copy").show(ui).clicked() {
            follow = Some(Command::CopyText(place));
        }
        if Button::ghost("Show the import").show(ui).clicked() {
            follow = Some(Command::Go(Address::ImportReport(origin.import)));
        }
    });
    follow
}
