use egui::{Context, Id};

use crate::desktop::commands::{Command, RecipeCommand};
use crate::desktop::state::Drafts;
use crate::desktop::widgets::{Answered, Dialogue, Field, dialog, field};

/// Asks for another name of a recipe. What is typed is a draft until it is taken.
pub(super) fn rename(ctx: &Context, name: &str, drafts: &Drafts, commands: &mut Vec<Command>) {
    let draft = format!("name of the recipe {name}");
    let before = drafts.of(&draft, name);
    let mut typed = before.to_owned();
    let shown = Dialogue {
        title: "Rename the recipe",
        width: 520.0,
        accept: Some("Rename"),
        danger: false,
        disabled: if typed.trim().is_empty() {
            "Type a name first."
        } else {
            ""
        },
    };
    let answered = dialog(ctx, shown, |ui| {
        let width = ui.available_width();
        let line = Field::new(Id::unique(("recipe's name", name)), "Name", width);
        let response = field(ui, line, &mut typed);
        if ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
    });
    match answered {
        Answered::Accepted => {
            commands.push(Command::Recipe(RecipeCommand::Rename(typed)));
            commands.push(Command::Draft(draft, None));
        }
        Answered::Closed => {
            commands.push(Command::CloseDialog);
            commands.push(Command::Draft(draft, None));
        }
        Answered::Open if typed != before => commands.push(Command::Draft(draft, Some(typed))),
        Answered::Open => {}
    }
}
