use egui::{Align2, Sense, Ui, WidgetInfo, vec2};

use crate::actions::EditionAnswer;
use crate::desktop::commands::{Command, WizardCommand};
use crate::desktop::pages::{Foreseen, WizardPage};
use crate::desktop::state::Step;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{section, table, text, text_in, tick, wrapped};

/// The height up to which the indicators are shown at once.
const HIGHEST: f32 = 180.0;

/// What writing the file will do, and where its new indicators belong.
pub(super) fn summary_step(ui: &mut Ui, page: &WizardPage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    section(ui, "What importing does", "nothing is written before that");
    match &page.foreseen {
        Some(foreseen) => compared(ui, foreseen, commands),
        None if page.not_ready.is_empty() => {
            text(ui, Type::Body, palette.muted, "Comparing with the book…");
        }
        None => {
            text(ui, Type::Body, palette.error, &page.not_ready);
        }
    }
    ui.add_space(8.0);
    section(
        ui,
        &page.indicators.name,
        "hold it against the sheet: a row shows its cell",
    );
    let height = page.indicators.height().min(HIGHEST);
    if let Some(Some(origin)) =
        table(ui, &page.indicators, height).and_then(|row| page.read_from.get(row))
    {
        let shown = WizardCommand::ShowCell(Box::new(origin.clone()));
        commands.push(Command::Wizard(WizardCommand::GoTo(Step::Columns)));
        commands.push(Command::Wizard(shown));
    }
    if page.goals_wanted {
        ui.add_space(8.0);
        section(
            ui,
            "Goals for the indicators that have none",
            "can be changed later",
        );
        goals(ui, page, commands);
    }
}

/// The counts, the edition where that is to be said, and what changes.
fn compared(ui: &mut Ui, foreseen: &Foreseen, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (words, count) in &foreseen.lines {
            line(ui, words, count);
        }
    });
    if !foreseen.earlier.is_empty() {
        let words = format!(
            "It is an earlier edition, so figures of later ones stay. {}",
            foreseen.earlier
        );
        wrapped(ui, Type::Table, palette.ink, &words);
    }
    if !foreseen.unclear.is_empty() {
        let words = format!(
            "Is this an earlier or a later edition than the one in the book? {}",
            foreseen.unclear
        );
        wrapped(ui, Type::Strong, palette.ink, &words);
        ui.horizontal(|ui| {
            for (answer, label) in [
                (EditionAnswer::Later, "Later: its figures stand"),
                (EditionAnswer::Earlier, "Earlier: those in the book stand"),
            ] {
                let said = foreseen.edition == Some(answer);
                if tick(ui, label, said).clicked() {
                    let answer = (!said).then_some(answer);
                    commands.push(Command::Wizard(WizardCommand::SetEdition(answer)));
                }
            }
        });
    }
    if !foreseen.revisions.rows.is_empty() {
        ui.add_space(4.0);
        section(ui, "Figures that change", "the largest revisions first");
        table(
            ui,
            &foreseen.revisions,
            foreseen.revisions.height().min(220.0),
        );
    }
}

fn line(ui: &mut Ui, words: &str, count: &str) {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let said = format!("{words}: {count}");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::ListItem, true, &said));
    let mut left = rect;
    left.max.x = rect.left() + 96.0;
    text_in(
        ui,
        left,
        Align2::RIGHT_CENTER,
        Type::TableStrong,
        palette.ink,
        count,
    );
    let mut right = rect;
    right.min.x = left.max.x + 12.0;
    text_in(
        ui,
        right,
        Align2::LEFT_CENTER,
        Type::Table,
        palette.ink,
        words,
    );
}

fn goals(ui: &mut Ui, page: &WizardPage, commands: &mut Vec<Command>) {
    let width = (ui.available_width() / 2.0 - 8.0).max(240.0);
    let half = page.goals.len().div_ceil(2);
    for at in 0..half {
        ui.horizontal(|ui| {
            for goal in [page.goals.get(at), page.goals.get(at + half)]
                .into_iter()
                .flatten()
            {
                let (number, name, chosen) = goal;
                ui.allocate_ui(vec2(width, 28.0), |ui| {
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
