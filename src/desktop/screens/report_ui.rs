use egui::{Align2, Sense, Ui, vec2};

use crate::desktop::address::Address;
use crate::desktop::commands::{Command, WizardCommand};
use crate::desktop::pages::{ProblemGroup, ReportPage};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Button, Choice, Icon, Select, crumbs, hover_card, icon, page_header, press, ring, section,
    select, table, text, text_in, wrapped,
};
use crate::domain::{Origin, thousands};
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
            commands.push(Command::AskUndo(page.number));
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
    if !page.changes.is_empty() {
        section(ui, "What it changed", &page.against);
        for (words, count) in &page.changes {
            let words = format!("{count}  {words}");
            text(ui, Type::Table, palette.ink, &words);
        }
        if !page.revisions.rows.is_empty() {
            table(ui, &page.revisions, page.revisions.height().min(300.0));
        }
        ui.add_space(8.0);
    }
    section(ui, "What was noticed", "by cause, worst first");
    if page.problems.is_empty() {
        let words = if page.undone {
            "Nothing is kept: this import was undone."
        } else {
            "Nothing."
        };
        text(ui, Type::Body, palette.ink_2, words);
    }
    for group in &page.problems {
        problem(ui, group, false, None);
    }
    if !page.rejected.rows.is_empty() {
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            section(ui, "Cells that were left out", "");
            if Button::ghost("Export what was left out…")
                .show(ui)
                .clicked()
            {
                commands.push(Command::ExportLeftOut);
            }
        });
        let height = (ui.ctx().content_rect().height() - 420.0).max(260.0);
        table(ui, &page.rejected, height);
    }
    ui.add_space(16.0);
}

/// A cause: sign, word, count, what it means, and the first cells. Where there are commands to say so, the count lists all its
/// cells, the first ones lead to theirs, and what settles all of them can be chosen.
pub(super) fn problem(
    ui: &mut Ui,
    group: &ProblemGroup,
    chosen: bool,
    commands: Option<&mut Vec<Command>>,
) {
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
    let rules = if commands.is_some() && !group.rules.is_empty() {
        208.0
    } else {
        0.0
    };
    text_in(
        ui,
        part(36.0, 100.0),
        Align2::LEFT_CENTER,
        Type::TableStrong,
        ink,
        word,
    );
    let count = thousands(group.count as f64, 0);
    let ink_of_count = if commands.is_some() {
        palette.link
    } else {
        palette.ink
    };
    text_in(
        ui,
        part(100.0, 150.0),
        Align2::RIGHT_CENTER,
        Type::TableStrong,
        ink_of_count,
        &count,
    );
    text_in(
        ui,
        part(164.0, width - 176.0 - rules),
        Align2::LEFT_CENTER,
        Type::Table,
        palette.ink,
        &group.message,
    );
    hover_card(response, &group.message);
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
    if chosen {
        let edge = egui::Stroke::new(2.0, palette.control_border);
        ui.painter()
            .rect_stroke(rect, 0.0, edge, egui::StrokeKind::Inside);
    }
    let place = part(100.0, 158.0).shrink2(vec2(0.0, 6.0));
    let name = format!("List the {count} cells of: {}", group.message);
    let id = ui.scope_id().with(("cells of", &group.key));
    let response = press(ui, place, id, egui::Role::Link, &name, true);
    if response.has_focus() {
        ring(ui, place, 2.0);
    }
    if response.clicked() {
        let listed = (!chosen).then(|| group.key.clone());
        commands.push(Command::Wizard(WizardCommand::ShowCause(listed)));
    }
    if rules > 0.0 {
        rule_of(ui, part(width - rules, width - 8.0), group, commands);
    }
    for (index, (origin, cell)) in group.cells.iter().zip(&cells).enumerate() {
        let left = width - 166.0 - rules + 54.0 * index as f32;
        let place = part(left, left + 50.0).shrink2(vec2(0.0, 6.0));
        let name = format!("Show cell {cell}");
        let id = ui.scope_id().with((&group.key, index));
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

/// What settles all cells of a cause, to be chosen.
fn rule_of(ui: &mut Ui, place: egui::Rect, group: &ProblemGroup, commands: &mut Vec<Command>) {
    let choices: Vec<Choice> = group
        .rules
        .iter()
        .map(|rule| Choice::new(rule.label.clone(), ""))
        .collect();
    let label = format!("Rule for: {}", group.message);
    let which = Select {
        label: &label,
        prefix: "",
        shown: "Say what it is",
        icon: None,
        selected: None,
        width: place.width(),
        search: false,
    };
    let mut scope = ui.new_child(
        egui::UiBuilder::new()
            .id_salt(("rule", &group.key))
            .max_rect(place.shrink2(vec2(0.0, 2.0))),
    );
    let taken = select(&mut scope, which, &choices).and_then(|at| group.rules.get(at));
    if let Some(rule) = taken {
        let said = WizardCommand::Say(rule.choice.clone());
        commands.push(Command::Wizard(said));
    }
}
