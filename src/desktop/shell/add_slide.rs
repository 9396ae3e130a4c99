use egui::{Context, Id};

use crate::desktop::commands::{Command, StoryCommand};
use crate::desktop::state::State;
use crate::desktop::widgets::{Answered, Choice, Dialogue, Field, Select, dialog, field, select};

/// Asks to which story the figure on the screen is added, and under what title. Enter takes both as they stand.
pub(super) fn add_slide(ctx: &Context, state: &State, commands: &mut Vec<Command>) {
    let id = Id::unique("add slide");
    let headline = state
        .main_shown()
        .map_or_else(String::new, |shown| shown.answer.headline.clone());
    let of = id.with(&headline);
    let stories = state
        .stories
        .room
        .value()
        .map_or(&[][..], |room| &room.stories);
    let last = state
        .stories
        .open
        .and_then(|open| stories.iter().position(|story| story.id == open))
        .or(stories.len().checked_sub(1));
    let draft = format!("title of a new slide: {headline}");
    let before = state.drafts.of(&draft, &headline);
    let mut title = before.to_owned();
    let mut at = ctx.data(|data| data.get_temp(of)).or(last);
    let mut choices: Vec<Choice> = stories
        .iter()
        .map(|story| Choice::new(&story.title, format!("{} slides", story.slides)))
        .collect();
    choices.push(Choice::new("New story", ""));
    let chosen = at.unwrap_or(choices.len() - 1).min(choices.len() - 1);
    let shown = Dialogue {
        title: "Add to a story",
        width: 560.0,
        accept: Some("Add"),
        danger: false,
        disabled: "",
    };
    let answered = dialog(ctx, shown, |ui| {
        let which = Select {
            label: "Story",
            prefix: "Story",
            shown: choices.get(chosen).map_or("", |choice| &choice.text),
            icon: None,
            selected: Some(chosen),
            width: ui.available_width(),
            search: false,
        };
        if let Some(new) = select(ui, which, &choices) {
            at = Some(new);
        }
        ui.add_space(8.0);
        let width = ui.available_width();
        field(ui, Field::new(id.with("title"), "Title", width), &mut title);
    });
    match answered {
        Answered::Open => {
            if title != before {
                commands.push(Command::Draft(draft, Some(title)));
            }
            if let Some(at) = at {
                ctx.data_mut(|data| data.insert_temp(of, at));
            }
        }
        Answered::Accepted => {
            ctx.data_mut(|data| data.remove::<usize>(of));
            commands.push(Command::Draft(draft, None));
            let story = stories.get(chosen).map(|story| story.id);
            commands.push(Command::Story(StoryCommand::AddFigure(story, title)));
        }
        Answered::Closed => {
            ctx.data_mut(|data| data.remove::<usize>(of));
            commands.push(Command::Draft(draft, None));
            commands.push(Command::CloseDialog);
        }
    }
}
