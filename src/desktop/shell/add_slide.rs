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
    let kept: Option<(String, Option<usize>)> = ctx.data(|data| data.get_temp(of));
    let (mut title, mut at) = kept.unwrap_or((headline, last));
    if at.is_none() {
        at = last;
    }
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
            ctx.data_mut(|data| data.insert_temp(of, (title, at)));
        }
        Answered::Accepted => {
            ctx.data_mut(|data| data.remove::<(String, Option<usize>)>(of));
            let story = stories.get(chosen).map(|story| story.id);
            commands.push(Command::Story(StoryCommand::AddFigure(story, title)));
        }
        Answered::Closed => {
            ctx.data_mut(|data| data.remove::<(String, Option<usize>)>(of));
            commands.push(Command::CloseDialog);
        }
    }
}
