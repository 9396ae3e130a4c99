//! One function a screen: it is given a page, paints it, and enqueues what the user wants. It holds nothing and changes nothing.

mod answer_ui;
mod around_ui;
mod check_ui;
mod compare_ui;
mod data_ui;
mod drafted;
mod figure_ui;
mod form_ui;
mod gaps_ui;
mod goal_ui;
mod goals_ui;
mod grid_key_ui;
mod grid_keys;
mod grid_ui;
mod keeping_ui;
mod menu_ui;
mod plan_rows_ui;
mod plans_ui;
mod profile_goals_ui;
mod profile_ui;
mod record_ui;
mod report_ui;
mod slides_ui;
mod small;
mod start_ui;
mod stories_ui;
mod subjects_ui;
mod summary_ui;
mod tile_ui;
mod wizard_ui;

pub(super) use keeping_ui::standing_ui;

use egui::Ui;

use super::commands::Command;
use super::pages::Page;
use super::widgets::{Banner, banner, waiting};

/// What can be done with a page, in a bar that stays below its content; nothing where a page has no such bar.
pub(super) fn actions(page: &Page) -> Option<impl Fn(&mut Ui, &mut Vec<Command>)> {
    matches!(page, Page::Answer(_) | Page::Form(_)).then_some(
        move |ui: &mut Ui, commands: &mut Vec<Command>| match page {
            Page::Answer(page) => answer_ui::actions(ui, page, commands),
            Page::Form(form) => form_ui::actions(ui, form, commands),
            _ => {}
        },
    )
}

/// Paints the content of the window.
pub(super) fn content(ui: &mut Ui, page: &Page, commands: &mut Vec<Command>) {
    match page {
        Page::Start(page) => start_ui::start_ui(ui, page, commands),
        Page::Waiting => waiting(ui, "Working it out…"),
        Page::Failed(message) => {
            let words = (&message.headline, &message.next);
            let (closed, acted) = banner(ui, Banner::Failure, words.0, words.1, Some("Go back"));
            if closed || acted {
                commands.push(Command::Back);
            }
        }
        Page::Goals(page) => goals_ui::goals_ui(ui, page, commands),
        Page::Goal(page) => goal_ui::goal_ui(ui, page, commands),
        Page::Answer(page) => answer_ui::answer_ui(ui, page, commands),
        Page::Compare(page) => compare_ui::compare_ui(ui, page, commands),
        Page::Subjects(page) => subjects_ui::subjects_ui(ui, page, commands),
        Page::Profile(page) => profile_ui::profile_ui(ui, page, commands),
        Page::Plans(page) => plans_ui::plans_ui(ui, page, commands),
        Page::Form(form) => form_ui::form_ui(ui, form, commands),
        Page::Stories(page) => stories_ui::stories_ui(ui, page, commands),
        Page::Data(page) => data_ui::data_ui(ui, page, commands),
        Page::Report(page) => report_ui::report_ui(ui, page, commands),
        Page::Keeping(page) => keeping_ui::keeping_ui(ui, page, commands),
        Page::Wizard(page) => wizard_ui::wizard_ui(ui, page, commands),
    }
}
