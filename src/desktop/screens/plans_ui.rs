use egui::Ui;

use super::answer_ui::export_button;
use super::plan_rows_ui::{outcomes, plan_rows};
use super::small::{notes, view_tabs};
use crate::desktop::address::{Address, FormKind, FormStart, View};
use crate::desktop::commands::{Command, PlanCommand};
use crate::desktop::pages::PlansPage;
use crate::desktop::widgets::{Button, Icon, Select, empty_state, page_header_beside, select};

/// Every plan and commitment, with how far it is.
pub(super) fn plans_ui(ui: &mut Ui, page: &PlansPage, commands: &mut Vec<Command>) {
    ui.add_space(20.0);
    let goal = page.numbers.get(page.goal_at).copied().flatten();
    let new = FormStart {
        goal,
        ..FormStart::default()
    };
    page_header_beside(ui, (&page.headline, &page.subtitle), 420.0, |ui| {
        if !page.rows.is_empty() {
            export_button(ui, commands);
        }
        if Button::secondary("Import a list…").show(ui).clicked() {
            commands.push(Command::Plan(PlanCommand::Import));
        }
        if Button::primary("Add plan").show(ui).clicked() {
            commands.push(Command::Go(Address::Form(FormKind::Plan, new.clone())));
        }
    });
    ui.horizontal_wrapped(|ui| {
        let shown = page
            .goals
            .get(page.goal_at)
            .map_or("", |one| one.text.as_str());
        let which = Select {
            label: "Goal",
            prefix: "",
            shown,
            icon: None,
            selected: Some(page.goal_at),
            width: 300.0,
            search: false,
        };
        if let Some(chosen) = select(ui, which, &page.goals) {
            let number = page.numbers.get(chosen).copied().flatten();
            commands.push(Command::Go(Address::Plans(number)));
        }
        if !page.rows.is_empty() {
            view_tabs(ui, &[View::Chart, View::Table], View::Chart, commands);
        }
        if Button::ghost("Who covers which goal").show(ui).clicked() {
            commands.push(Command::GoToLine("coverage?organisations=all".to_owned()));
        }
        if Button::ghost("Save the template…").show(ui).clicked() {
            commands.push(Command::Plan(PlanCommand::Template));
        }
        if Button::ghost("Add a community-defined outcome")
            .show(ui)
            .clicked()
        {
            commands.push(Command::Go(Address::Form(FormKind::Outcome, new.clone())));
        }
        if Button::ghost("Outcomes as a spreadsheet…")
            .show(ui)
            .clicked()
        {
            commands.push(Command::Plan(PlanCommand::Outcomes));
        }
    });
    if page.rows.is_empty() {
        let ways = ["Add a plan", "Import a list…", "Save the template…"];
        let words = "A plan is what an organisation will do for a goal: what, by when, and how it will know.";
        match empty_state(ui, Icon::Plans, "No plans here yet.", words, &ways) {
            Some(0) => commands.push(Command::Go(Address::Form(FormKind::Plan, new))),
            Some(1) => commands.push(Command::Plan(PlanCommand::Import)),
            Some(_) => commands.push(Command::Plan(PlanCommand::Template)),
            None => {}
        }
    } else {
        plan_rows(ui, &page.rows, commands);
    }
    outcomes(ui, &page.outcomes, commands);
    ui.add_space(8.0);
    notes(ui, &page.notes, &[], &page.sources);
    ui.add_space(16.0);
}
