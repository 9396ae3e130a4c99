use egui::{Popup, Ui};

use super::figure_ui::figure_ui;
use super::menu_ui::{Whole, whole_table};
use super::small::{notes, view_tabs};
use crate::desktop::address::{Address, GapOrder, IndicatorAsk, View};
use crate::desktop::commands::Command;
use crate::desktop::effects::ExportKind;
use crate::desktop::pages::{About, AnswerPage};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Button, Choice, Icon, ListRow, Select, crumbs, list_row, page_title, rule, section, select,
    text, wrapped,
};
use crate::questions::RowRole;

/// An answer: chart, table, about. In a low window the figure comes right after the finding.
pub(super) fn answer_ui(ui: &mut Ui, page: &AnswerPage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let short = theme::is_short(ui.ctx());
    let title = if page.view == View::About {
        &page.name
    } else {
        &page.headline
    };
    if short {
        wrapped(ui, Type::Section, palette.ink, title);
    } else {
        way(ui, page, commands);
        page_title(ui, title, &page.subtitle);
    }
    controls(ui, page, commands);
    if !page.missing.is_empty() && page.view != View::About {
        text(ui, Type::Strong, palette.ink, &page.missing);
    }
    ui.add_space(4.0);
    let answer = &page.shown.answer;
    match page.view {
        View::Chart | View::Map => {
            figure_ui(ui, &page.shown, !short, Whole::Main(page.view), commands);
            if short {
                wrapped(ui, Type::Table, palette.ink_2, &page.subtitle);
                notes(ui, &answer.notes, &page.left_out, &answer.sources);
            } else {
                notes(ui, &[], &page.left_out, &[]);
            }
        }
        View::Table => {
            let height = (ui.ctx().content_rect().height() - 400.0).max(240.0);
            whole_table(ui, &page.twin, height, commands);
            wrapped(
                ui,
                Type::Note,
                palette.muted,
                "A row shows where its figure was read.",
            );
            notes(ui, &answer.notes, &page.left_out, &answer.sources);
        }
        View::About => abouts(ui, page, commands),
    }
    if !page.others.is_empty() && page.view != View::About {
        others(ui, page, commands);
    }
    if short {
        way(ui, page, commands);
    }
    ui.add_space(8.0);
}

/// The way from the first screen to here.
fn way(ui: &mut Ui, page: &AnswerPage, commands: &mut Vec<Command>) {
    let names: Vec<String> = page.way.iter().map(|(name, _)| name.clone()).collect();
    if let Some((_, address)) = crumbs(ui, &names).and_then(|at| page.way.get(at)) {
        commands.push(Command::Go(address.clone()));
    }
}

/// How it is looked at and what is asked of it.
fn controls(ui: &mut Ui, page: &AnswerPage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let few = page.selects.len() < 2;
    let layout = if few {
        egui::Layout::left_to_right(egui::Align::Center)
    } else {
        egui::Layout::left_to_right(egui::Align::Center).with_main_wrap(true)
    };
    let room = egui::vec2(ui.available_width(), theme::size::CONTROL);
    ui.allocate_ui_with_layout(room, layout, |ui| {
        view_tabs(ui, page.views, page.view, commands);
        if let Some(asked) = page.ask {
            ask_select(ui, asked, commands);
        }
        line_selects(ui, page, commands);
        if let Some(order) = page.order {
            order_select(ui, order, commands);
        }
        if !few {
            return;
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let facts = egui::RichText::new(crate::figures::clean(&page.facts))
                .font(Type::Table.font())
                .color(palette.muted);
            ui.add(egui::Label::new(facts).truncate());
        });
    });
}

/// What is asked of the indicator.
fn ask_select(ui: &mut Ui, asked: IndicatorAsk, commands: &mut Vec<Command>) {
    let choices: Vec<Choice> = IndicatorAsk::ALL
        .iter()
        .map(|ask| Choice::new(ask.label(), ""))
        .collect();
    let which = Select {
        label: "Figure",
        prefix: "",
        shown: asked.label(),
        icon: None,
        selected: IndicatorAsk::ALL.iter().position(|ask| *ask == asked),
        width: 180.0,
        search: false,
    };
    if let Some(ask) = select(ui, which, &choices).and_then(|at| IndicatorAsk::ALL.get(at)) {
        commands.push(Command::SetAsk(*ask));
    }
}

/// What can be chosen of the question.
fn line_selects(ui: &mut Ui, page: &AnswerPage, commands: &mut Vec<Command>) {
    for one in &page.selects {
        let which = Select {
            label: &one.label,
            prefix: &one.prefix,
            shown: &one.shown,
            icon: None,
            selected: one.at,
            width: f32::from(one.width),
            search: true,
        };
        if let Some(line) = select(ui, which, &one.choices).and_then(|at| one.lines.get(at)) {
            commands.push(Command::GoToLine(line.clone()));
        }
    }
}

fn order_select(ui: &mut Ui, order: GapOrder, commands: &mut Vec<Command>) {
    let choices: Vec<Choice> = GapOrder::ALL
        .iter()
        .map(|order| Choice::new(order.label(), ""))
        .collect();
    let which = Select {
        label: "Order",
        prefix: "",
        shown: order.label(),
        icon: None,
        selected: GapOrder::ALL.iter().position(|one| *one == order),
        width: 220.0,
        search: false,
    };
    if let Some(order) = select(ui, which, &choices).and_then(|at| GapOrder::ALL.get(at)) {
        commands.push(Command::SetOrder(*order));
    }
}

/// Where the indicator has no people groups: those that have.
fn others(ui: &mut Ui, page: &AnswerPage, commands: &mut Vec<Command>) {
    section(ui, "This indicator has no people groups", "these have");
    ui.horizontal_wrapped(|ui| {
        for (name, line) in &page.others {
            if Button::ghost(name).show(ui).clicked() {
                commands.push(Command::GoToLine(line.clone()));
            }
        }
    });
}

fn abouts(ui: &mut Ui, page: &AnswerPage, commands: &mut Vec<Command>) {
    let several = page.abouts.len() > 1;
    for one in &page.abouts {
        if several {
            section(ui, &one.name, "");
        }
        about(ui, one, commands);
        ui.add_space(8.0);
    }
}

fn about(ui: &mut Ui, about: &About, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    for (name, words) in &about.parts {
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
    wrapped(ui, Type::Table, palette.ink_2, &about.citation);
    if Button::secondary("Copy citation").show(ui).clicked() {
        commands.push(Command::CopyText(about.citation.clone()));
    }
}

/// The bar below an answer: what can be done with it, and the way to the indicators beside it.
pub(super) fn actions(ui: &mut Ui, page: &AnswerPage, commands: &mut Vec<Command>) {
    let narrow = ui.available_width() < 640.0;
    ui.horizontal_centered(|ui| {
        let key = |key: &'static str| if narrow { "" } else { key };
        if Button::primary("Present").key(key("F5")).show(ui).clicked() {
            commands.push(Command::Present(false));
        }
        let (copy, command) = if page.view == View::Table {
            ("Copy table", Command::CopyTable)
        } else {
            ("Copy", Command::CopyPicture)
        };
        if Button::secondary(copy)
            .key(key("Ctrl+C"))
            .show(ui)
            .clicked()
        {
            commands.push(command);
        }
        export_button(ui, commands);
        let rows = page.shown.answer.rows.iter().zip(&page.twin.rows);
        let mut with_cell = rows.filter_map(|(row, meant)| Some((row.role, meant.key.as_ref()?)));
        let focus = with_cell.clone().rfind(|(role, _)| *role == RowRole::Focus);
        if let Some((_, key)) = focus.or_else(|| with_cell.next_back())
            && Button::ghost("Show in source").show(ui).clicked()
        {
            commands.push(Command::ShowSource(key.clone()));
        }
        if page.ask.is_none() {
            return;
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let mut go = |address: &Option<Address>, button: Button<'_>, ui: &mut Ui| {
                let reason = if address.is_some() {
                    ""
                } else {
                    "There is no other indicator under this goal on this side."
                };
                if button.disabled(reason).show(ui).clicked()
                    && let Some(address) = address
                {
                    commands.push(Command::Go(address.clone()));
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
