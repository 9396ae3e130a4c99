use egui::Ui;

use super::report_ui::problem;
use crate::desktop::commands::{Command, WizardCommand};
use crate::desktop::pages::WizardPage;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{Choice, Select, section, select, table, text, tick};
use crate::domain::State;

/// What was noticed in a file, what its signs mean, and where its indicators belong.
pub(super) fn check_step(ui: &mut Ui, page: &WizardPage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    section(ui, "What was noticed", "by cause, worst first");
    if page.problems.is_empty() {
        text(
            ui,
            Type::Body,
            palette.ink_2,
            "Nothing. Every figure was understood.",
        );
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for group in &page.problems {
            problem(ui, group, Some(commands));
        }
    });
    signs(ui, page, commands);
    if !page.rejected.rows.is_empty() {
        ui.add_space(8.0);
        section(ui, "Cells that are left out", "");
        let wanted = page.rejected.rows.len() as f32 * page.rejected.row_height + 40.0;
        table(ui, &page.rejected, wanted.min(240.0));
    }
    ui.add_space(8.0);
    section(ui, "Indicators", "");
    for line in page.indicators.iter().take(20) {
        text(ui, Type::Table, palette.ink, line);
    }
    if page.indicators.len() > 20 {
        let words = format!("and {} more", page.indicators.len() - 20);
        text(ui, Type::Table, palette.muted, &words);
    }
    if page.goals_wanted {
        ui.add_space(8.0);
        section(
            ui,
            "Goals for the indicators that have none",
            "can be changed later",
        );
        let width = (ui.available_width() / 2.0 - 8.0).max(240.0);
        let half = page.goals.len().div_ceil(2);
        for at in 0..half {
            ui.horizontal(|ui| {
                for goal in [page.goals.get(at), page.goals.get(at + half)]
                    .into_iter()
                    .flatten()
                {
                    let (number, name, chosen) = goal;
                    ui.allocate_ui(egui::vec2(width, 28.0), |ui| {
                        ui.set_width(width);
                        let label = format!("{number}  {name}");
                        if tick(ui, &label, *chosen).clicked() {
                            commands.push(Command::Wizard(WizardCommand::ToggleGoal(*number)));
                        }
                    });
                }
            });
        }
    }
}

/// Signs that were not understood, each with what it may mean.
fn signs(ui: &mut Ui, page: &WizardPage, commands: &mut Vec<Command>) {
    if page.signs.is_empty() {
        return;
    }
    let states: Vec<State> = State::ALL
        .into_iter()
        .filter(|state| !matches!(state, State::Value | State::Error))
        .collect();
    let choices: Vec<Choice> = states
        .iter()
        .map(|state| Choice::new(words(*state), ""))
        .collect();
    ui.add_space(8.0);
    section(
        ui,
        "What signs mean",
        "a sign without a meaning is left out",
    );
    ui.horizontal_wrapped(|ui| {
        for (sign, _, state) in &page.signs {
            let prefix = format!("{sign} means");
            let shown = state.map_or_else(|| "not said yet".to_owned(), words);
            let which = Select {
                label: &prefix,
                prefix: &prefix,
                shown: &shown,
                icon: None,
                selected: state.and_then(|state| states.iter().position(|one| *one == state)),
                width: 360.0,
                search: false,
            };
            if let Some(state) = select(ui, which, &choices).and_then(|at| states.get(at)) {
                let said = WizardCommand::SetMarker(sign.clone(), *state);
                commands.push(Command::Wizard(said));
            }
        }
    });
}

fn words(state: State) -> String {
    format!("{} {}", state.in_words(), state.sign())
        .trim_end()
        .to_owned()
}
