use egui::Ui;

use super::answer_ui::export_button;
use super::figure_ui::figure_ui;
use super::menu_ui::Whole;
use super::small::{notes, view_tabs};
use crate::desktop::address::{Address, View};
use crate::desktop::commands::{Command, PickerCommand};
use crate::desktop::pages::ComparePage;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Button, Chip, Choice, Icon, Select, chip, empty_state, page_header, section, select, table,
    text,
};

/// Several subjects side by side: a table of judgement, and below it the chosen indicator as a picture.
pub(super) fn compare_ui(ui: &mut Ui, page: &ComparePage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    ui.add_space(20.0);
    page_header(ui, &page.headline, &page.subtitle, |ui| {
        if page.shown.is_some() {
            export_button(ui, commands);
            if Button::secondary("Present").key("F5").show(ui).clicked() {
                commands.push(Command::Present(false));
            }
        }
    });
    ui.horizontal(|ui| {
        let choices: Vec<Choice> = page
            .goals
            .iter()
            .map(|(_, name)| Choice::new(name.clone(), ""))
            .collect();
        let at = page.goals.iter().position(|(goal, _)| *goal == page.goal);
        let shown = at
            .and_then(|at| page.goals.get(at))
            .map_or("All goals", |(_, name)| name.as_str());
        let which = Select {
            label: "Goal",
            prefix: "",
            shown,
            icon: Some(Icon::Goals),
            selected: at,
            width: 380.0,
            search: false,
        };
        if let Some((goal, _)) = select(ui, which, &choices).and_then(|at| page.goals.get(at)) {
            commands.push(Command::SetCompareGoal(*goal));
        }
        if !page.subjects.is_empty() {
            let add = Button::secondary("Add or take out…").icon(Icon::Plus);
            if add.show(ui).clicked() {
                commands.push(Command::Picker(PickerCommand::Open));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                text(ui, Type::Table, palette.muted, &page.count);
            });
        }
    });
    if page.subjects.is_empty() {
        let taken = empty_state(
            ui,
            Icon::Compare,
            "Add two or more organisations or places.",
            "Up to ten can be told apart by colour and shape.",
            &["Choose them"],
        );
        if taken.is_some() {
            commands.push(Command::Picker(PickerCommand::Open));
        }
        if !page.suggested.is_empty() {
            ui.add_space(8.0);
            section(ui, "Or start with", "");
            ui.horizontal_wrapped(|ui| {
                for (name, subjects) in &page.suggested {
                    if Button::secondary(name).show(ui).clicked() {
                        commands.push(Command::Go(Address::Compare {
                            goal: page.goal,
                            subjects: subjects.clone(),
                        }));
                    }
                }
            });
        }
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for (index, (code, name)) in page.subjects.iter().enumerate() {
            let one = Chip {
                text: name,
                series: Some(index),
            };
            if chip(ui, one) {
                commands.push(Command::RemoveCompared(code.clone()));
            }
        }
    });
    if !page.full.is_empty() {
        text(ui, Type::Note, palette.muted, &page.full);
    }
    if page.lines.is_empty() {
        empty_state(
            ui,
            Icon::Compare,
            "None of them has figures for this goal.",
            "Choose another goal, or all goals.",
            &[],
        );
        notes(ui, &page.notes, &page.left_out, &page.sources);
        return;
    }
    ui.horizontal(|ui| {
        view_tabs(ui, &[View::Chart, View::Table], page.view, commands);
        row_select(ui, page, commands);
    });
    if page.view == View::Chart {
        if let Some(shown) = &page.shown {
            let mut asked = Vec::new();
            figure_ui(ui, shown, false, Whole::Main(View::Chart), &mut asked);
            commands.extend(asked.into_iter().map(|command| chosen_row(page, command)));
        }
    } else {
        let height = page.table.rows.len() as f32 * 28.0 + 60.0;
        if let Some(row) = table(ui, &page.table, height) {
            commands.push(Command::SetRow(row));
        }
    }
    ui.add_space(4.0);
    notes(ui, &page.notes, &page.left_out, &page.sources);
    ui.add_space(16.0);
}

/// The first press on a mark draws its indicator in detail, the next one shows its source.
fn chosen_row(page: &ComparePage, command: Command) -> Command {
    let Command::ShowSource(key) = &command else {
        return command;
    };
    let line = page
        .lines
        .iter()
        .position(|line| line.code == key.indicator);
    match line {
        Some(line) if line != page.line => Command::SetRow(line),
        _ => command,
    }
}

fn row_select(ui: &mut Ui, page: &ComparePage, commands: &mut Vec<Command>) {
    let choices: Vec<Choice> = page
        .lines
        .iter()
        .map(|line| Choice::new(line.name.clone(), line.goal.clone()))
        .collect();
    let shown = page
        .lines
        .get(page.line)
        .map_or("", |line| line.name.as_str());
    let which = Select {
        label: "Indicator in detail",
        prefix: "In detail",
        shown,
        icon: None,
        selected: Some(page.line),
        width: 420.0,
        search: false,
    };
    if let Some(line) = select(ui, which, &choices) {
        commands.push(Command::SetRow(line));
    }
}
