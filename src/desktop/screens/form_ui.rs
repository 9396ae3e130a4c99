use egui::{Align2, Id, Key, Modifiers, Role, Sense, Ui, WidgetInfo};

use crate::desktop::address::Address;
use crate::desktop::commands::{Command, PlanCommand};
use crate::desktop::forms::{Control, Form, FormField};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Banner, Button, Choice, Field, Kind, Select, banner, crumbs, field, hover_card, page_title,
    section, select, text, text_in, tick,
};

/// Widest that a form gets.
const WIDE: f32 = 860.0;

/// A form: fields with labels and errors in words. What is typed is kept as a draft until it is saved or given up.
pub(super) fn form_ui(ui: &mut Ui, form: &Form, commands: &mut Vec<Command>) {
    if crumbs(ui, &["Plans".to_owned(), form.title.clone()]).is_some() {
        commands.push(Command::Go(Address::Plans(None)));
    }
    ui.scope(|ui| page_title(ui, &form.title, &form.subtitle));
    if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter)) {
        commands.push(Command::Plan(PlanCommand::Save));
    }
    let width = ui.available_width().min(WIDE);
    ui.scope(|ui| {
        ui.set_max_width(width);
        for part in &form.sections {
            ui.add_space(8.0);
            section(ui, part.title, "");
            fields(ui, &part.fields, width, commands);
        }
    });
    // Below the fields: what comes and goes while somebody types must not move what is typed.
    if !form.remarks.is_empty() {
        let words = form.remarks.join(" ");
        let all_the_same = "It can be saved all the same.";
        ui.add_space(16.0);
        banner(ui, Banner::Info, &words, all_the_same, None);
    }
    ui.add_space(24.0);
}

/// What can be done with a form, always in view.
pub(super) fn actions(ui: &mut Ui, form: &Form, commands: &mut Vec<Command>) {
    ui.horizontal_centered(|ui| {
        let save = Button::primary("Save")
            .key("Ctrl+Enter")
            .disabled(&form.missing);
        if save.show(ui).clicked() {
            commands.push(Command::Plan(PlanCommand::Save));
        }
        let label = if form.is_touched { "Give up" } else { "Close" };
        if Button::secondary(label).show(ui).clicked() {
            commands.push(Command::Plan(PlanCommand::Leave));
        }
        if !form.is_new {
            let remove = Button {
                kind: Kind::Danger,
                ..Button::secondary("Remove from the book")
            };
            if remove.show(ui).clicked() {
                commands.push(Command::Plan(PlanCommand::Remove));
            }
        }
        said(ui, form);
    });
}

/// What is missing, or else what is remarked, on the one line beside the buttons.
fn said(ui: &mut Ui, form: &Form) {
    let words = if form.missing.is_empty() || !form.is_touched {
        form.remarks.join(" ")
    } else {
        form.missing.clone()
    };
    if words.is_empty() {
        return;
    }
    ui.add_space(8.0);
    let room = ui.available_rect_before_wrap();
    let (rect, response) = ui.allocate_exact_size(room.size(), Sense::hover());
    let ink = theme::palette(ui).ink_2;
    text_in(ui, rect, Align2::LEFT_CENTER, Type::Table, ink, &words);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    hover_card(response, words);
}

/// Short fields two in a row, long ones over the whole width.
fn fields(ui: &mut Ui, fields: &[FormField], width: f32, commands: &mut Vec<Command>) {
    let is_short = |one: &FormField| matches!(one.control, Control::Line | Control::Choice(..));
    let half = (width - 16.0) / 2.0;
    let mut at = 0;
    while let Some(first) = fields.get(at) {
        let second = fields
            .get(at + 1)
            .filter(|second| is_short(first) && is_short(second));
        if let Some(second) = second {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                for each in [first, second] {
                    ui.allocate_ui(egui::vec2(half, 64.0), |ui| {
                        ui.set_width(half);
                        ui.vertical(|ui| one(ui, each, half, commands));
                    });
                }
            });
            at += 2;
        } else {
            let wide = if is_short(first) { half } else { width };
            one(ui, first, wide, commands);
            at += 1;
        }
    }
}

fn one(ui: &mut Ui, of: &FormField, width: f32, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let mut put = |value: String| commands.push(Command::Draft(of.draft.clone(), Some(value)));
    match &of.control {
        Control::Line | Control::Text(_) => {
            let mut typed = of.value.clone();
            let rows = match of.control {
                Control::Text(rows) => rows,
                _ => 1,
            };
            let asked = Field {
                error: &of.error,
                rows,
                ..Field::new(Id::unique(&of.draft), of.label, width).hint(&of.help)
            };
            field(ui, asked, &mut typed);
            if typed != of.value {
                put(typed);
            }
        }
        Control::Choice(choices, search) => {
            text(ui, Type::Table, palette.ink_2, of.label);
            let at = choices.iter().position(|(kept, _)| *kept == of.value);
            let names: Vec<Choice> = choices.iter().map(|(_, choice)| choice.clone()).collect();
            let shown = at.and_then(|at| names.get(at));
            let which = Select {
                label: of.label,
                prefix: "",
                shown: shown.map_or(of.value.as_str(), |choice| choice.text.as_str()),
                icon: None,
                selected: at,
                width,
                search: *search,
            };
            if let Some((kept, _)) =
                select(ui, which, &names).and_then(|chosen| choices.get(chosen))
            {
                put(kept.clone());
            }
        }
        Control::Ticks(items) => {
            text(ui, Type::Table, palette.ink_2, of.label);
            let ticked = of.ticked();
            ui.horizontal_wrapped(|ui| {
                ui.set_max_width(width);
                for (kept, words) in items {
                    if tick(ui, words, ticked.contains(&kept.as_str())).clicked() {
                        put(of.toggled(kept));
                    }
                }
            });
            if !of.error.is_empty() {
                text(ui, Type::Note, palette.error, &of.error);
            }
        }
        Control::Tick => {
            if tick(ui, of.label, of.value == "yes").clicked() {
                put(if of.value == "yes" {
                    String::new()
                } else {
                    "yes".to_owned()
                });
            }
        }
    }
    ui.add_space(4.0);
}
