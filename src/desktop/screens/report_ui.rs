use egui::{Align2, Sense, Ui, vec2};

use crate::desktop::address::Address;
use crate::desktop::commands::{Command, WizardCommand};
use crate::desktop::pages::{ProblemGroup, ReportPage};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Button, Icon, crumbs, icon, page_header, press, ring, section, table, text, text_in, wrapped,
};
use crate::domain::Origin;
use crate::import::Severity;

/// One import: its counts, what was noticed, what was left out, and the way back.
pub(super) fn report_ui(ui: &mut Ui, page: &ReportPage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    if crumbs(ui, &["Data".to_owned(), page.file.clone()]).is_some() {
        commands.push(Command::Go(Address::Data));
    }
    page_header(ui, &page.file, &page.counts, |ui| {
        let reason = if page.undone {
            "This import was undone already."
        } else {
            ""
        };
        if Button::secondary("Undo this import…")
            .disabled(reason)
            .show(ui)
            .clicked()
        {
            commands.push(Command::AskUndo(Some(page.number)));
        }
    });
    text(ui, Type::Table, palette.ink_2, &page.when);
    if !page.withheld.is_empty() {
        let words = format!("Withheld by the publisher: {}", page.withheld);
        text(ui, Type::Table, palette.ink_2, &words);
    }
    let words = format!("SHA-256 {}", page.sha256);
    wrapped(ui, Type::Note, palette.muted, &words);
    ui.add_space(8.0);
    section(ui, "What was noticed", "by cause, worst first");
    if page.problems.is_empty() {
        text(ui, Type::Body, palette.ink_2, "Nothing.");
    }
    for group in &page.problems {
        problem(ui, group, None);
    }
    if !page.rejected.rows.is_empty() {
        ui.add_space(8.0);
        section(ui, "Cells that were left out", "");
        let height = (ui.ctx().content_rect().height() - 420.0).max(260.0);
        table(ui, &page.rejected, height);
    }
    ui.add_space(16.0);
}

/// A cause: sign, word, count, what it means, and the first cells, which lead to their rows where there are commands to say so.
pub(super) fn problem(ui: &mut Ui, group: &ProblemGroup, commands: Option<&mut Vec<Command>>) {
    let palette = theme::palette(ui);
    let (fill, ink, sign, word) = match group.severity {
        Severity::Blocker => (palette.error_fill, palette.error, Icon::Blocker, "Blocker"),
        Severity::Warning => (
            palette.warning_fill,
            palette.warning,
            Icon::Warning,
            "Warning",
        ),
        Severity::Info => (palette.selected, palette.link, Icon::Info, "Info"),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    let cells: Vec<String> = group.cells.iter().map(Origin::cell).collect();
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::ListItem,
            true,
            format!(
                "{word}, {} cells: {} For example {}",
                group.count,
                group.message,
                cells.join(", ")
            ),
        )
    });
    ui.painter().rect_filled(rect, 0.0, fill);
    let mut edge = rect;
    edge.max.x = rect.left() + 3.0;
    ui.painter().rect_filled(edge, 0.0, ink);
    icon(
        ui.painter(),
        egui::pos2(rect.left() + 20.0, rect.center().y),
        sign,
        ink,
    );
    let part = |from: f32, to: f32| {
        egui::Rect::from_min_max(
            egui::pos2(rect.left() + from, rect.top()),
            egui::pos2(rect.left() + to, rect.bottom()),
        )
    };
    let width = rect.width();
    text_in(
        ui,
        part(36.0, 100.0),
        Align2::LEFT_CENTER,
        Type::TableStrong,
        ink,
        word,
    );
    text_in(
        ui,
        part(100.0, 150.0),
        Align2::RIGHT_CENTER,
        Type::TableStrong,
        palette.ink,
        &group.count.to_string(),
    );
    text_in(
        ui,
        part(164.0, width - 176.0),
        Align2::LEFT_CENTER,
        Type::Table,
        palette.ink,
        &group.message,
    );
    response.on_hover_text(&group.message);
    let Some(commands) = commands else {
        text_in(
            ui,
            part(width - 160.0, width - 12.0),
            Align2::RIGHT_CENTER,
            Type::Note,
            palette.muted,
            &cells.join(", "),
        );
        return;
    };
    for (index, (origin, cell)) in group.cells.iter().zip(&cells).enumerate() {
        let left = width - 166.0 + 54.0 * index as f32;
        let place = part(left, left + 50.0).shrink2(vec2(0.0, 6.0));
        let name = format!("Show cell {cell}");
        let id = ui
            .scope_id()
            .with((&group.code, group.severity as u8, index));
        let response = press(ui, place, id, egui::Role::Link, &name, true);
        text_in(
            ui,
            place,
            Align2::LEFT_CENTER,
            Type::Note,
            palette.link,
            cell,
        );
        if response.has_focus() {
            ring(ui, place, 2.0);
        }
        if response.clicked() {
            let shown = WizardCommand::ShowCell(Box::new(origin.clone()));
            commands.push(Command::Wizard(shown));
        }
    }
}
