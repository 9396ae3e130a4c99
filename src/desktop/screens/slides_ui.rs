use egui::{Key, Modifiers, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::stories_ui::ask;
use crate::desktop::commands::{Command, StoryCommand};
use crate::desktop::pages::OpenStory;
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{Button, ring, text_in};
use crate::domain::SlideContent;

/// Height of a row of the list.
const ROW: f32 = 40.0;

/// Keys of the list of slides, wherever the focus is but in a field.
pub(super) fn keys(ui: &Ui, open: &OpenStory, commands: &mut Vec<Command>) {
    let ctx = ui.ctx();
    if ctx.text_edit_focused() || egui::Popup::is_any_open(ctx) {
        return;
    }
    let last = open.lines.len().saturating_sub(1);
    let pressed =
        |modifiers: Modifiers, key: Key| ctx.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::ALT, Key::ArrowUp) && open.at > 0 {
        ask(commands, StoryCommand::Move(open.at, open.at - 1));
    }
    if pressed(Modifiers::ALT, Key::ArrowDown) && open.at < last {
        ask(commands, StoryCommand::Move(open.at, open.at + 2));
    }
    if pressed(Modifiers::NONE, Key::Delete) && !open.lines.is_empty() {
        ask(commands, StoryCommand::Remove);
    }
    for (key, to) in [
        (Key::PageUp, open.at.saturating_sub(1)),
        (Key::PageDown, (open.at + 1).min(last)),
    ] {
        if pressed(Modifiers::NONE, key) {
            ask(commands, StoryCommand::Choose(to));
        }
    }
}

/// The slides, each a row that can be chosen and dragged, and what can be done with them.
pub(super) fn slides(ui: &mut Ui, open: &OpenStory, height: f32, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        if Button::secondary("Text").show(ui).clicked() {
            let content = SlideContent::text("Title", "First point\nSecond point");
            ask(commands, StoryCommand::Add(Box::new(content)));
        }
        if Button::secondary("Section").show(ui).clicked() {
            let content = SlideContent::section("Section", "");
            ask(commands, StoryCommand::Add(Box::new(content)));
        }
        let none = if open.slide.is_some() {
            ""
        } else {
            "There is no slide yet."
        };
        if Button::secondary("Duplicate")
            .disabled(none)
            .show(ui)
            .clicked()
        {
            ask(commands, StoryCommand::Copy);
        }
        if Button::secondary("Remove")
            .disabled(none)
            .show(ui)
            .clicked()
        {
            ask(commands, StoryCommand::Remove);
        }
    });
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .id_salt("slides")
            .max_height(height)
            .auto_shrink([false, false])
            .show_rows(ui, ROW, open.lines.len(), |ui, range| {
                for at in range {
                    row(ui, open, at, commands);
                }
            });
    });
}

fn row(ui: &mut Ui, open: &OpenStory, at: usize, commands: &mut Vec<Command>) {
    let Some((title, kind)) = open.lines.get(at) else {
        return;
    };
    let palette = theme::palette(ui);
    let (rect, place) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = ui.interact(rect, place.id.with(at), Sense::click_and_drag());
    let here = at == open.at;
    let said = format!("Slide {}: {title}, {kind}", at + 1);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, here, &said));
    if here || response.hovered() {
        ui.painter().rect_filled(rect, 4.0, palette.selected);
    }
    let ink = if here {
        palette.on_selected
    } else {
        palette.ink
    };
    let number = Rect::from_min_max(rect.min, pos2(rect.left() + 32.0, rect.bottom()));
    let words = (at + 1).to_string();
    text_in(
        ui,
        number,
        egui::Align2::RIGHT_CENTER,
        Type::Table,
        palette.muted,
        &words,
    );
    let mut inside = rect;
    inside.min.x += 44.0;
    inside.max.x -= 8.0;
    let font = if here { Type::TableStrong } else { Type::Table };
    text_in(ui, inside, egui::Align2::LEFT_CENTER, font, ink, title);
    if response.has_focus() {
        ring(ui, rect.shrink(3.0), 4.0);
    }
    if response.clicked() || response.drag_started() {
        ask(commands, StoryCommand::Choose(at));
    }
    if let Some(pointer) = response
        .interact_pointer_pos()
        .filter(|_| response.dragged())
    {
        let y = rect.top() + ((pointer.y - rect.top()) / ROW).round() * ROW;
        let stroke = egui::Stroke::new(3.0, palette.brand);
        ui.painter().hline(rect.x_range(), y, stroke);
    }
    if response.drag_stopped()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        let moved = ((pointer.y - rect.top()) / ROW).round() + at as f32;
        let before = (moved.max(0.0) as usize).min(open.lines.len());
        if before != at && before != at + 1 {
            ask(commands, StoryCommand::Move(at, before));
        }
    }
}
