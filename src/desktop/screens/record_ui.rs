use egui::Ui;

use super::stories_ui::ask;
use crate::desktop::commands::{Command, StoryCommand};
use crate::desktop::pages::StoriesPage;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{Button, Icon, section, text, wrapped};

/// What rooms said, with the ways out of the book.
pub(super) fn record_ui(ui: &mut Ui, page: &StoriesPage, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    ui.add_space(16.0);
    section(
        ui,
        "What the room said",
        "votes and notes, kept in the book as they are made",
    );
    if page.votes.is_empty() && page.notes.is_empty() {
        let words = "Nothing yet. In a show, V opens a vote and M writes down an idea, a question, an evidence gap or an action.";
        wrapped(ui, Type::Body, palette.muted, words);
        return;
    }
    ui.horizontal(|ui| {
        for (label, ending) in [("Web page", "html"), ("PDF", "pdf"), ("Workbook", "xlsx")] {
            let name = format!("Export the record: {label}");
            if Button::secondary(label).name(&name).show(ui).clicked() {
                ask(commands, StoryCommand::ExportRecord(ending));
            }
        }
    });
    for (id, words) in &page.votes {
        said(ui, "Vote", words, StoryCommand::RemoveVote(*id), commands);
    }
    for (id, words, kind) in &page.notes {
        said(ui, kind, words, StoryCommand::RemoveNote(*id), commands);
    }
}

fn said(ui: &mut Ui, kind: &str, words: &str, remove: StoryCommand, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        let name = format!("Remove: {words}");
        if Button::icon_only(Icon::Close, &name).show(ui).clicked() {
            ask(commands, remove);
        }
        text(ui, Type::TableStrong, palette.ink, kind);
        wrapped(ui, Type::Table, palette.ink_2, words);
    });
}
