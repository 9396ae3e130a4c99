use egui::{Id, Ui};

use super::drafted::drafted;
use super::grid_ui::grid_ui;
use super::report_ui::problem;
use crate::desktop::commands::{Command, WizardCommand};
use crate::desktop::pages::{Asked, WizardPage};
use crate::desktop::state::{Drafts, IMPORT_FIELD};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Button, Chip, Field, Icon, chip, icon, section, table, text, wrapped,
};

/// Height of the key above the cells and of the line below them.
const FRAME: f32 = 84.0;
/// Least height of the cells.
const LEAST: f32 = 250.0;

/// What is asked, what was noticed, and the cells that it is about.
pub(super) fn check_step(ui: &mut Ui, page: &WizardPage, room: f32, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    if !page.questions.is_empty() {
        section(
            ui,
            "Questions",
            "the file does not tell, so it is not guessed",
        );
        for asked in &page.questions {
            question(ui, asked, (&page.drafts, commands));
        }
        ui.add_space(4.0);
    }
    said(ui, page, commands);
    section(ui, "What was noticed", "by cause, worst first");
    if page.problems.is_empty() {
        let words = "Nothing. Every figure was understood.";
        text(ui, Type::Body, palette.ink_2, words);
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for (index, group) in page.problems.iter().enumerate() {
            problem(ui, group, page.cause == Some(index), Some(commands));
        }
    });
    cells(ui, page, commands);
    ui.add_space(8.0);
    if let Some(grid) = &page.grid {
        let used = ui.cursor().top() - ui.min_rect().top();
        let height = (room - used - FRAME).clamp(LEAST, 640.0);
        grid_ui(ui, grid, height, commands);
    }
    ui.add_space(8.0);
}

/// A question with its answers as buttons, and a line to type into where any text answers it.
fn question(ui: &mut Ui, asked: &Asked, (drafts, commands): (&Drafts, &mut Vec<Command>)) {
    let palette = theme::palette(ui);
    let frame = egui::Frame::new()
        .fill(palette.warning_fill)
        .corner_radius(theme::size::CARD_RADIUS)
        .inner_margin(egui::Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal(|ui| {
            let (mark, _) = ui.allocate_exact_size(egui::vec2(16.0, 24.0), egui::Sense::empty());
            icon(ui.painter(), mark.center(), Icon::Warning, palette.warning);
            let room = (ui.available_width() - 250.0).max(200.0);
            ui.allocate_ui(egui::vec2(room, 24.0), |ui| {
                wrapped(ui, Type::Strong, palette.ink, &asked.ask);
            });
            text(ui, Type::Table, palette.ink_2, &asked.waits);
            let cell = asked.origin.cell();
            let name = format!("Show cell {cell}");
            let link = Button {
                compact: true,
                ..Button::ghost(&cell).name(&name)
            };
            if link.show(ui).clicked() {
                let origin = Box::new(asked.origin.clone());
                commands.push(Command::Wizard(WizardCommand::ShowCell(origin)));
            }
        });
        ui.horizontal_wrapped(|ui| {
            for answer in &asked.answers {
                if Button::secondary(&answer.label).show(ui).clicked() {
                    let said = WizardCommand::Say(answer.choice.clone());
                    commands.push(Command::Wizard(said));
                }
            }
            if let Some(open) = asked.open {
                let draft = format!("{IMPORT_FIELD}{}", asked.ask);
                let line = Field {
                    quiet: true,
                    ..Field::new(Id::unique(&draft), &asked.ask, 280.0)
                };
                let line = line.hint("Type the answer");
                let (response, typed) = drafted(ui, line, (&draft, ""), (drafts, &mut *commands));
                let entered =
                    response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
                let empty = typed.trim().is_empty();
                let reason = if empty { "Type the answer first." } else { "" };
                let taken = Button::secondary("Answer")
                    .disabled(reason)
                    .show(ui)
                    .clicked();
                if (taken || entered) && !empty {
                    let said = WizardCommand::Say(open.choice(&typed));
                    commands.push(Command::Wizard(said));
                    commands.push(Command::Draft(draft, None));
                }
            }
        });
    });
}

/// What was said so far, each to be taken back.
fn said(ui: &mut Ui, page: &WizardPage, commands: &mut Vec<Command>) {
    if page.said.is_empty() {
        return;
    }
    let palette = theme::palette(ui);
    ui.horizontal_wrapped(|ui| {
        text(ui, Type::TableStrong, palette.ink_2, "You have said");
        for (words, choice) in &page.said {
            let one = Chip {
                text: words,
                series: None,
            };
            if chip(ui, one) {
                let taken = WizardCommand::Unsay(choice.clone());
                commands.push(Command::Wizard(taken));
            }
        }
    });
    ui.add_space(4.0);
}

/// The cells of the chosen cause, or all that are left out; a row shows its cell below.
fn cells(ui: &mut Ui, page: &WizardPage, commands: &mut Vec<Command>) {
    if page.cells.rows.is_empty() {
        return;
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        section(ui, &page.cells.name, "a row shows its cell below");
        if page.cause.is_some() && Button::ghost("All that are left out").show(ui).clicked() {
            commands.push(Command::Wizard(WizardCommand::ShowCause(None)));
        }
        if page.left_out > 0 && Button::ghost("Export what is left out…").show(ui).clicked() {
            commands.push(Command::ExportLeftOut);
        }
    });
    let pressed = table(ui, &page.cells, page.cells.height().min(180.0));
    if let Some(origin) = pressed.and_then(|row| page.origins.get(row)) {
        let origin = Box::new(origin.clone());
        commands.push(Command::Wizard(WizardCommand::ShowCell(origin)));
    }
}
