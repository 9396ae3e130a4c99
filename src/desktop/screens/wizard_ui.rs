use egui::{Id, Key, ScrollArea, Ui};

use super::check_ui::check_step;
use super::drafted::drafted;
use super::grid_ui::grid_ui;
use super::summary_ui::summary_step;
use crate::actions::RecipeChoice;
use crate::desktop::address::Address;
use crate::desktop::commands::{Command, DialogKind, WizardCommand};
use crate::desktop::effects::Picking;
use crate::desktop::pages::WizardPage;
use crate::desktop::state::{Drafts, IMPORT_FIELD, Step};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Banner, Button, Choice, Field, Select, StepMark, banner, crumbs, page_header, rule, section,
    select, stepper, text, tick, waiting, wrapped,
};
use crate::import::SubjectsAre;

/// A file on its way in, step by step; nothing is written before the last.
pub(super) fn wizard_ui(ui: &mut Ui, page: &WizardPage, commands: &mut Vec<Command>) {
    // Enter is the default button's where nothing else has it: no field, no button, nothing that lies on top.
    let enter = ui
        .memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none())
        && ui.input(|input| input.key_pressed(Key::Enter));
    if crumbs(ui, &["Data".to_owned(), "Import".to_owned()]).is_some() {
        commands.push(Command::Go(Address::Data));
    }
    let title = format!("Import {}", page.file);
    page_header(ui, &title, "", |_| {});
    let steps: Vec<(&str, StepMark)> = Step::ALL
        .into_iter()
        .map(|step| {
            let mark = match step.cmp(&page.step) {
                std::cmp::Ordering::Less => StepMark::Done,
                std::cmp::Ordering::Equal => StepMark::Here,
                std::cmp::Ordering::Greater => StepMark::Ahead,
            };
            (step.label(), mark)
        })
        .collect();
    let roomy = ui.available_width() > 900.0;
    ui.horizontal(|ui| {
        if let Some(step) = stepper(ui, &steps).and_then(|at| Step::ALL.get(at)) {
            commands.push(Command::Wizard(WizardCommand::GoTo(*step)));
        }
        if roomy && !page.reading {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                recipe(ui, page, commands);
            });
        }
    });
    if let Some(message) = &page.failure {
        banner(ui, Banner::Failure, &message.headline, &message.next, None);
        ui.add_space(8.0);
        file_step(ui, commands);
        return;
    }
    if page.reading {
        waiting(ui, "Reading the file…");
        if Button::secondary("Cancel").show(ui).clicked() {
            commands.push(Command::Wizard(WizardCommand::Leave));
        }
        return;
    }
    ui.add_space(4.0);
    section(ui, &page.counts, &page.found);
    if !roomy {
        recipe(ui, page, commands);
    }
    let room = (ui.available_height() - 60.0).max(220.0);
    ScrollArea::vertical()
        .id_salt(("wizard", page.step.label()))
        .max_height(room)
        .auto_shrink([false, false])
        .show(ui, |ui| match page.step {
            Step::File => file_step(ui, commands),
            Step::Sheets => sheets_step(ui, page, commands),
            Step::Columns => columns_step(ui, page, commands),
            Step::Check => check_step(ui, page, room, commands),
            Step::Summary => summary_step(ui, page, commands),
        });
    footer(ui, page, enter, commands);
}

/// The recipe that the file was read with, to be changed; nothing while the book has none.
fn recipe(ui: &mut Ui, page: &WizardPage, commands: &mut Vec<Command>) {
    if page.recipes.is_empty() {
        return;
    }
    let mut choices = vec![
        Choice::new("The recipe that fits", ""),
        Choice::new("No recipe", "as if it were new"),
    ];
    choices.extend(
        page.recipes
            .iter()
            .map(|name| Choice::new(name.clone(), "")),
    );
    let shown = if page.read_with.is_empty() {
        "no recipe"
    } else {
        &page.read_with
    };
    let which = Select {
        label: "Read with recipe",
        prefix: "Read with recipe",
        shown,
        icon: None,
        selected: page
            .recipes
            .iter()
            .position(|name| *name == page.read_with)
            .map(|at| at + 2),
        width: ui.available_width().min(380.0),
        search: false,
    };
    if let Some(at) = select(ui, which, &choices) {
        let wanted = match at {
            0 => RecipeChoice::Recognised,
            1 => RecipeChoice::None,
            at => page
                .recipes
                .get(at - 2)
                .map_or(RecipeChoice::Recognised, |name| {
                    RecipeChoice::Named(name.clone())
                }),
        };
        commands.push(Command::Wizard(WizardCommand::SetRecipe(wanted)));
    }
}

fn file_step(ui: &mut Ui, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    wrapped(
        ui,
        Type::Body,
        palette.ink_2,
        "Separated text, Excel and OpenDocument files are read. The file is only read, never changed.",
    );
    ui.horizontal(|ui| {
        if Button::secondary("Choose another file…").show(ui).clicked() {
            commands.push(Command::Wizard(WizardCommand::Choose));
        }
        if Button::secondary("Type a path").show(ui).clicked() {
            commands.push(Command::Open(DialogKind::Path(Picking::Import)));
        }
        if Button::ghost("Leave").show(ui).clicked() {
            commands.push(Command::Wizard(WizardCommand::Leave));
        }
    });
}

/// Sheets up to which one finds one's own without a search.
const FEW_SHEETS: usize = 12;

fn sheets_step(ui: &mut Ui, page: &WizardPage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    section(
        ui,
        "Sheets to read",
        "cover sheets and notes are passed over",
    );
    let draft = format!("{IMPORT_FIELD}Find a sheet");
    let mut wanted = String::new();
    if page.sheets.len() > FEW_SHEETS {
        let line = Field::new(Id::unique(&draft), "Find a sheet", 320.0).hint("Part of its name");
        let (_, typed) = drafted(ui, line, (&draft, ""), (&page.drafts, &mut *commands));
        wanted = typed.trim().to_lowercase();
    }
    let mut shown = page
        .sheets
        .iter()
        .filter(|(name, _, _)| name.to_lowercase().contains(&wanted))
        .peekable();
    if shown.peek().is_none() {
        text(ui, Type::Body, palette.ink_2, "No sheet is called so.");
    }
    for (name, words, read) in shown {
        ui.horizontal(|ui| {
            ui.allocate_ui(egui::vec2(320.0, 28.0), |ui| {
                ui.set_width(320.0);
                if tick(ui, name, *read).clicked() {
                    commands.push(Command::Wizard(WizardCommand::ToggleSheet(name.clone())));
                }
            });
            text(ui, Type::Table, palette.muted, words);
        });
    }
}

fn columns_step(ui: &mut Ui, page: &WizardPage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        let kinds = [
            Choice::new("As the file says", ""),
            Choice::new("Places", ""),
            Choice::new("Organisations", ""),
        ];
        let at = match page.subjects {
            None => 0,
            Some(SubjectsAre::Places) => 1,
            Some(SubjectsAre::Organisations) => 2,
        };
        let which = Select {
            label: "Rows are about",
            prefix: "Rows are about",
            shown: kinds.get(at).map_or("", |kind| kind.text.as_str()),
            icon: None,
            selected: Some(at),
            width: 320.0,
            search: false,
        };
        if let Some(index) = select(ui, which, &kinds) {
            commands.push(Command::Wizard(WizardCommand::SetSubjects(match index {
                1 => Some(SubjectsAre::Places),
                2 => Some(SubjectsAre::Organisations),
                _ => None,
            })));
        }
    });
    ui.horizontal(|ui| {
        let [period, unit, indicator] = &page.texts;
        let mut ask = |ui: &mut Ui, asked: (&str, &str, &str), command: Said| {
            said(ui, asked, (&page.drafts, &mut *commands), command);
        };
        let asked = ("Period of every figure", "2021/22", period.as_str());
        ask(ui, asked, WizardCommand::SetPeriod);
        let asked = ("Header row", "1", page.header_row.as_str());
        ask(ui, asked, |text| {
            WizardCommand::SetHeaderRow(text.and_then(|row| row.parse().ok()))
        });
        let asked = ("Unit of every figure", "%", unit.as_str());
        ask(ui, asked, WizardCommand::SetUnit);
        let asked = (
            "Name of the indicator",
            "Employment rate",
            indicator.as_str(),
        );
        ask(ui, asked, WizardCommand::SetIndicator);
    });
    text(
        ui,
        Type::Note,
        palette.muted,
        "Only needed where the file does not say so itself. Enter takes it over.",
    );
    match &page.grid {
        Some(grid) => {
            let height = (ui.ctx().content_rect().height() - 500.0).max(220.0);
            grid_ui(ui, grid, height, commands);
        }
        None => waiting(ui, "This sheet is empty."),
    }
}

/// What saying a text means; nothing said for none.
type Said = fn(Option<String>) -> WizardCommand;

/// A line of what holds for every figure of the file.
fn said(
    ui: &mut Ui,
    (label, hint, value): (&str, &str, &str),
    (drafts, commands): (&Drafts, &mut Vec<Command>),
    command: Said,
) {
    let draft = format!("{IMPORT_FIELD}{label}");
    let width = if label == "Header row" { 100.0 } else { 220.0 };
    let line = Field::new(Id::unique(&draft), label, width).hint(hint);
    let (response, typed) = drafted(ui, line, (&draft, value), (drafts, &mut *commands));
    if response.lost_focus() && typed.trim() != value {
        let text = typed.trim();
        commands.push(Command::Wizard(command(
            (!text.is_empty()).then(|| text.to_owned()),
        )));
        commands.push(Command::Draft(draft, None));
    }
}

fn footer(ui: &mut Ui, page: &WizardPage, enter: bool, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    rule(ui);
    ui.horizontal(|ui| {
        if Button::secondary("Back").show(ui).clicked() {
            commands.push(Command::Wizard(WizardCommand::Back));
        }
        if Button::ghost("Cancel")
            .name("Cancel the import")
            .show(ui)
            .clicked()
        {
            commands.push(Command::Wizard(WizardCommand::Leave));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if page.step == Step::Summary {
                let pressed = Button::primary("Import")
                    .disabled(&page.not_ready)
                    .show(ui)
                    .clicked();
                if pressed || enter && page.not_ready.is_empty() {
                    commands.push(Command::Wizard(WizardCommand::Import));
                }
            } else if Button::primary("Continue").show(ui).clicked() || enter {
                commands.push(Command::Wizard(WizardCommand::Continue));
            }
            if page.reviewing {
                text(ui, Type::Table, palette.muted, "Reading it again…");
            } else if page.step == Step::Summary && !page.not_ready.is_empty() {
                text(ui, Type::Table, palette.error, &page.not_ready);
            }
        });
    });
}
