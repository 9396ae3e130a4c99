use egui::Ui;

use crate::desktop::address::Address;
use crate::desktop::commands::{Command, DialogKind, RecipeCommand, WizardCommand};
use crate::desktop::effects::Picking;
use crate::desktop::pages::DataPage;
use crate::desktop::widgets::{Button, Icon, empty_state, page_header, section, table};

/// Imports and indicators.
pub(super) fn data_ui(ui: &mut Ui, page: &DataPage, commands: &mut Vec<Command>) {
    ui.add_space(20.0);
    page_header(ui, "Data", &page.summary, |ui| {
        if Button::primary("Import…").key("Ctrl+I").show(ui).clicked() {
            commands.push(Command::Wizard(WizardCommand::Choose));
        }
        if Button::secondary("Import by path").show(ui).clicked() {
            commands.push(Command::Open(DialogKind::Path(Picking::Import)));
        }
    });
    if page.numbers.is_empty() {
        let taken = empty_state(
            ui,
            Icon::Import,
            "Nothing imported yet.",
            "Choose a file, or drop it on the window.",
            &["Choose a file"],
        );
        if taken.is_some() {
            commands.push(Command::Wizard(WizardCommand::Choose));
        }
        return;
    }
    section(
        ui,
        "Imports",
        "a row shows what was kept and what was left out",
    );
    let room = (ui.ctx().content_rect().height() - 330.0).max(320.0);
    if let Some(number) = table(ui, &page.imports, room * 0.5).and_then(|row| page.numbers.get(row))
    {
        commands.push(Command::Go(Address::ImportReport(*number)));
    }
    recipes(ui, page, commands);
    ui.add_space(12.0);
    section(ui, "Indicators in this book", "");
    if let Some(code) = table(ui, &page.indicators, room * 0.5).and_then(|row| page.codes.get(row))
    {
        commands.push(Command::Go(Address::indicator(code)));
    }
    ui.add_space(16.0);
}

/// How files were read, kept for their next editions, and what can be done with the chosen one.
fn recipes(ui: &mut Ui, page: &DataPage, commands: &mut Vec<Command>) {
    ui.add_space(12.0);
    section(
        ui,
        "Recipes",
        "how a file was read, kept for its next edition",
    );
    if !page.recipe_names.is_empty() {
        let pressed = table(ui, &page.recipes, page.recipes.height().min(190.0));
        if let Some(name) = pressed.and_then(|row| page.recipe_names.get(row)) {
            let other = pressed != page.recipes.selected;
            let chosen = other.then(|| name.clone());
            commands.push(Command::Recipe(RecipeCommand::Choose(chosen)));
        }
    }
    ui.horizontal(|ui| {
        let reason = if page.recipes.selected.is_some() {
            ""
        } else {
            "Choose a recipe above first."
        };
        for (label, command) in [
            ("Rename…", RecipeCommand::AskName),
            ("Export recipe…", RecipeCommand::Export),
            ("Remove recipe", RecipeCommand::Remove),
        ] {
            let button = Button::secondary(label).disabled(reason);
            if button.show(ui).clicked() {
                commands.push(Command::Recipe(command));
            }
        }
        if Button::secondary("Take in a recipe…").show(ui).clicked() {
            commands.push(Command::Recipe(RecipeCommand::Import));
        }
    });
}
