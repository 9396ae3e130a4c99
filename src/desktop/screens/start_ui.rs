use egui::Ui;

use crate::desktop::commands::Command;
use crate::desktop::pages::StartPage;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{Button, ListRow, list_row, page_header, section, text, waiting};

/// No book is open: recent ones, the sample, a new one.
pub(super) fn start_ui(ui: &mut Ui, page: &StartPage, commands: &mut Vec<Command>) {
    if page.opening {
        waiting(ui, "Opening the book…");
        return;
    }
    ui.add_space(20.0);
    page_header(
        ui,
        "Open a book, or make one",
        "A book is one file of yours. No internet is used.",
        |_| {},
    );
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if Button::primary("Open the sample book").show(ui).clicked() {
            commands.push(Command::OpenSample);
        }
        if Button::secondary("Open…").key("Ctrl+O").show(ui).clicked() {
            commands.push(Command::OpenBook);
        }
        if Button::secondary("New…").key("Ctrl+N").show(ui).clicked() {
            commands.push(Command::NewBook);
        }
    });
    if page.recent.is_empty() {
        return;
    }
    ui.add_space(16.0);
    section(ui, "Opened before", "");
    for (name, folder, path) in &page.recent {
        if list_row(ui, ListRow::new(name, folder)).clicked() {
            commands.push(Command::OpenPath(path.clone()));
        }
    }
    let palette = theme::palette(ui);
    text(
        ui,
        Type::Note,
        palette.muted,
        "A spreadsheet dropped on the window is imported; a book is opened.",
    );
}
