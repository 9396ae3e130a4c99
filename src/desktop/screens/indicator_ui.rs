use egui::{Popup, Ui};

use super::figure_ui::figure_ui;
use super::small::notes;
use crate::desktop::address::{Address, IndicatorAsk, IndicatorView};
use crate::desktop::commands::Command;
use crate::desktop::effects::ExportKind;
use crate::desktop::pages::IndicatorPage;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Button, Choice, Icon, ListRow, Select, crumbs, list_row, page_header, rule, select, table,
    tabs, text, wrapped,
};

/// One indicator: chart, table, about. In a low window the figure comes right after the finding.
pub(super) fn indicator_ui(ui: &mut Ui, page: &IndicatorPage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let short = theme::is_short(ui.ctx());
    let title = if page.view == IndicatorView::About {
        &page.name
    } else {
        &page.headline
    };
    if short {
        wrapped(ui, Type::Section, palette.ink, title);
    } else {
        way(ui, page, commands);
        page_header(ui, title, &page.subtitle, |_| {});
    }
    controls(ui, page, commands);
    if !page.missing.is_empty() && page.view != IndicatorView::About {
        text(ui, Type::Strong, palette.ink, &page.missing);
    }
    ui.add_space(4.0);
    match page.view {
        IndicatorView::Chart => {
            figure_ui(ui, &page.shown, !short, commands);
            let answer = &page.shown.answer;
            if short {
                wrapped(ui, Type::Table, palette.ink_2, &page.subtitle);
                notes(ui, &answer.notes, &page.left_out, &answer.sources);
            } else {
                notes(ui, &[], &page.left_out, &[]);
            }
        }
        IndicatorView::Table => {
            let height = (ui.ctx().content_rect().height() - 420.0).max(240.0);
            if let Some(Some(key)) =
                table(ui, &page.table, height).and_then(|row| page.keys.get(row).cloned())
            {
                commands.push(Command::ShowSource(key));
            }
            wrapped(
                ui,
                Type::Note,
                palette.muted,
                "A row shows where its figure was read.",
            );
            let answer = &page.shown.answer;
            notes(ui, &answer.notes, &page.left_out, &answer.sources);
        }
        IndicatorView::About => about(ui, page, commands),
    }
    if short {
        way(ui, page, commands);
    }
    ui.add_space(8.0);
}

/// The way from the goals to here.
fn way(ui: &mut Ui, page: &IndicatorPage, commands: &mut Vec<Command>) {
    let mut way = vec!["Goals".to_owned()];
    way.extend(
        page.goal
            .iter()
            .map(|(number, name)| format!("{number} {name}")),
    );
    way.push(page.name.clone());
    match (crumbs(ui, &way), &page.goal) {
        (Some(0), _) => commands.push(Command::Go(Address::Goals)),
        (Some(_), Some((number, _))) => commands.push(Command::Go(Address::Goal(*number))),
        _ => {}
    }
}

/// How it is looked at and what is asked of it.
fn controls(ui: &mut Ui, page: &IndicatorPage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        let labels: Vec<&str> = IndicatorView::ALL.iter().map(|view| view.label()).collect();
        let at = IndicatorView::ALL
            .iter()
            .position(|view| *view == page.view)
            .unwrap_or(0);
        if let Some(view) = tabs(ui, &labels, at).and_then(|at| IndicatorView::ALL.get(at)) {
            commands.push(Command::SetView(*view));
        }
        let choices: Vec<Choice> = IndicatorAsk::ALL
            .iter()
            .map(|ask| Choice::new(ask.label(), ""))
            .collect();
        let which = Select {
            label: "Figure",
            prefix: "",
            shown: page.ask.label(),
            icon: None,
            selected: IndicatorAsk::ALL.iter().position(|ask| *ask == page.ask),
            width: 180.0,
            search: false,
        };
        if let Some(ask) = select(ui, which, &choices).and_then(|at| IndicatorAsk::ALL.get(at)) {
            commands.push(Command::SetAsk(*ask));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            text(ui, Type::Table, palette.muted, &page.facts);
        });
    });
}

fn about(ui: &mut Ui, page: &IndicatorPage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    for (name, words) in &page.about.parts {
        ui.horizontal_top(|ui| {
            ui.allocate_ui(egui::vec2(190.0, 20.0), |ui| {
                ui.set_width(190.0);
                text(ui, Type::TableStrong, palette.ink_2, name);
            });
            ui.vertical(|ui| {
                ui.set_max_width(ui.available_width().min(theme::size::MEASURE));
                wrapped(ui, Type::Table, palette.ink, words);
            });
        });
    }
    rule(ui);
    wrapped(ui, Type::Table, palette.ink_2, &page.about.citation);
    if Button::secondary("Copy citation").show(ui).clicked() {
        commands.push(Command::CopyText(page.about.citation.clone()));
    }
}

/// The bar below an indicator: what can be done with it, and the way to those beside it.
pub(super) fn actions(ui: &mut Ui, page: &IndicatorPage, commands: &mut Vec<Command>) {
    let narrow = ui.available_width() < 640.0;
    ui.horizontal_centered(|ui| {
        let key = |key: &'static str| if narrow { "" } else { key };
        if Button::primary("Present").key(key("F5")).show(ui).clicked() {
            commands.push(Command::Present);
        }
        if page.view == IndicatorView::Table {
            if Button::secondary("Copy table").show(ui).clicked() {
                commands.push(Command::CopyTable);
            }
        } else if Button::secondary("Copy")
            .key(key("Ctrl+C"))
            .show(ui)
            .clicked()
        {
            commands.push(Command::CopyPicture);
        }
        export_button(ui, commands);
        let source = page.keys.iter().rev().flatten().next();
        let focus = page
            .shown
            .answer
            .rows
            .iter()
            .zip(&page.keys)
            .rfind(|(row, key)| key.is_some() && row.role == crate::questions::RowRole::Focus)
            .and_then(|(_, key)| key.as_ref());
        if let Some(key) = focus.or(source)
            && Button::ghost("Show in source").show(ui).clicked()
        {
            commands.push(Command::ShowSource(key.clone()));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let mut go =
                |code: &Option<crate::domain::IndicatorCode>, button: Button<'_>, ui: &mut Ui| {
                    let reason = if code.is_some() {
                        ""
                    } else {
                        "There is no other indicator under this goal on this side."
                    };
                    if button.disabled(reason).show(ui).clicked()
                        && let Some(code) = code
                    {
                        commands.push(Command::Go(Address::Indicator {
                            code: code.clone(),
                            view: page.view,
                            ask: page.ask,
                        }));
                    }
                };
            let next = Button::secondary("Next").after(Icon::Right);
            go(&page.next, next.name("Next indicator"), ui);
            let previous = Button::secondary("Previous").icon(Icon::Left);
            go(&page.previous, previous.name("Previous indicator"), ui);
        });
    });
}

/// The button that opens the kinds of export.
pub(super) fn export_button(ui: &mut Ui, commands: &mut Vec<Command>) {
    let response = Button::secondary("Export").after(Icon::Down).show(ui);
    Popup::menu(&response)
        .accessible_name("Export")
        .gap(4.0)
        .show(|ui| {
            ui.set_width(260.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            for kind in ExportKind::ALL {
                let row = ListRow {
                    role: egui::Role::MenuItem,
                    height: 30.0,
                    ..ListRow::new(kind.label(), "")
                };
                if list_row(ui, row).clicked() {
                    commands.push(Command::Export(kind));
                    ui.close();
                }
            }
        });
}
