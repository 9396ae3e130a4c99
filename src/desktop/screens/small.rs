use egui::{Align2, Rect, Sense, Ui, vec2};

use crate::desktop::address::View;
use crate::desktop::commands::Command;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{tabs, text_in};

/// The ways in which a figure can be looked at, as tabs.
pub(super) fn view_tabs(ui: &mut Ui, views: &[View], view: View, commands: &mut Vec<Command>) {
    let labels: Vec<&str> = views.iter().map(|view| view.label()).collect();
    let at = views.iter().position(|other| *other == view).unwrap_or(0);
    if let Some(view) = tabs(ui, &labels, at).and_then(|at| views.get(at)) {
        commands.push(Command::SetView(*view));
    }
}

/// The head of rows that are painted: its ground, and words in the cells of a rectangle that `cell` names.
pub(super) fn heads<'a>(
    ui: &mut Ui,
    words: impl IntoIterator<Item = &'a str>,
    cell: impl Fn(Rect, usize) -> Rect,
) {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::empty());
    ui.painter().rect_filled(rect, 4.0, palette.panel);
    for (at, words) in words.into_iter().enumerate() {
        let (left, strong) = (Align2::LEFT_CENTER, Type::NoteStrong);
        text_in(ui, cell(rect, at), left, strong, palette.ink_2, words);
    }
}

/// Most sources that a page lists; each indicator names its own.
const MOST_SOURCES: usize = 8;

/// Notes and sources under a page.
pub(super) fn notes(ui: &mut Ui, notes: &[String], left_out: &[String], sources: &[String]) {
    let palette = theme::palette(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
        for line in notes {
            crate::desktop::widgets::wrapped(ui, Type::Note, palette.muted, line);
        }
        for line in left_out.iter().take(4) {
            let words = format!("Left out: {line}");
            crate::desktop::widgets::wrapped(ui, Type::Note, palette.muted, &words);
        }
        if left_out.len() > 4 {
            let words = format!("Left out: {} more.", left_out.len() - 4);
            crate::desktop::widgets::wrapped(ui, Type::Note, palette.muted, &words);
        }
        for line in sources.iter().take(MOST_SOURCES) {
            let words = if line.starts_with("Source") {
                line.clone()
            } else {
                format!("Source: {line}")
            };
            crate::desktop::widgets::wrapped(ui, Type::Note, palette.muted, &words);
        }
        if sources.len() > MOST_SOURCES {
            let words = format!(
                "And {} more sources: each indicator names its own.",
                sources.len() - MOST_SOURCES
            );
            crate::desktop::widgets::wrapped(ui, Type::Note, palette.muted, &words);
        }
    });
}
