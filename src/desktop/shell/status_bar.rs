use egui::{Sense, Ui, vec2};

use crate::desktop::commands::Command;
use crate::desktop::pages::Chrome;
use crate::desktop::state::State;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{Icon, icon, text};

/// Saved, how many figures, the last import, offline; the book's name at the right. Long work in between.
pub(in crate::desktop) fn status_bar(
    ui: &mut Ui,
    state: &State,
    chrome: &Chrome,
    _commands: &mut Vec<Command>,
) {
    let palette = theme::palette(ui);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.add_space(8.0);
        let (mark, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::empty());
        if state.book.is_none() {
            let words = if state.opening.is_some() {
                "Opening a book…"
            } else {
                "No book is open"
            };
            text(ui, Type::Note, palette.ink_2, words);
            return;
        }
        let words = if let Some(work) = &state.work {
            format!("{}…", work.title)
        } else if state.standing.gone.is_some() {
            icon(ui.painter(), mark.center(), Icon::Blocker, palette.error);
            "Nothing is written now".to_owned()
        } else if state.standing.read_only.is_some() {
            icon(ui.painter(), mark.center(), Icon::Info, palette.ink_2);
            "Read-only".to_owned()
        } else if state.typed_unkept.is_some() && !state.drafts.is_empty() {
            icon(ui.painter(), mark.center(), Icon::Blocker, palette.error);
            "What you are typing is not saved".to_owned()
        } else {
            icon(ui.painter(), mark.center(), Icon::Tick, palette.success);
            state
                .local_in_words()
                .unwrap_or_else(|| "All changes saved".to_owned())
        };
        let parts = [
            words.as_str(),
            chrome.figures.as_str(),
            chrome.last_import.as_str(),
            "Offline",
        ];
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                text(ui, Type::Note, palette.muted, "·");
            }
            text(ui, Type::Note, palette.ink_2, part);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(16.0);
            let name = format!("book: {}", chrome.book);
            text(ui, Type::Note, palette.muted, &name);
        });
    });
}
