use egui::{Align2, Response, Role, Sense, Ui, pos2, vec2};

use super::{hover_card, press, ring, text_in};
use crate::desktop::theme::{self, Type};

/// A row of a list that can be pressed: a name, and words at the right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ListRow<'a> {
    /// The name.
    pub text: &'a str,
    /// Words at the right.
    pub detail: &'a str,
    /// Where one is.
    pub selected: bool,
    /// Height in points.
    pub height: f32,
    /// A mark before the name: ticked or not.
    pub ticked: Option<bool>,
    /// Why it cannot be pressed; it can when empty.
    pub disabled: &'a str,
    /// What it is to a screen reader.
    pub role: Role,
}

impl<'a> ListRow<'a> {
    /// A plain row.
    pub(crate) fn new(text: &'a str, detail: &'a str) -> Self {
        Self {
            text,
            detail,
            selected: false,
            height: 32.0,
            ticked: None,
            disabled: "",
            role: Role::ListBoxOption,
        }
    }
}

/// Shows a row over the whole width.
pub(crate) fn list_row(ui: &mut Ui, row: ListRow<'_>) -> Response {
    let palette = theme::palette(ui);
    let (rect, at) = ui.allocate_exact_size(vec2(ui.available_width(), row.height), Sense::hover());
    let enabled = row.disabled.is_empty();
    let name = match row.ticked {
        Some(true) => format!("{}, {}, chosen", row.text, row.detail),
        _ if row.detail.is_empty() => row.text.to_owned(),
        _ => format!("{}, {}", row.text, row.detail),
    };
    let response = press(ui, rect, at.id.with("row"), row.role, &name, enabled);
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if row.selected || (response.hovered() && enabled) {
        ui.painter().rect_filled(rect, 4.0, palette.selected);
    }
    let ink = match (enabled, row.selected) {
        (false, _) => palette.muted,
        (true, true) => palette.on_selected,
        (true, false) => palette.ink,
    };
    let mut inside = rect.shrink2(vec2(12.0, 0.0));
    if let Some(ticked) = row.ticked {
        let square = egui::Rect::from_center_size(
            pos2(inside.left() + 8.0, rect.center().y),
            vec2(16.0, 16.0),
        );
        if ticked {
            ui.painter().rect_filled(square, 2.0, palette.brand);
            super::icon(
                ui.painter(),
                square.center(),
                super::Icon::Tick,
                palette.on_brand,
            );
        } else {
            ui.painter().rect_stroke(
                square,
                2.0,
                egui::Stroke::new(f32::from(palette.stroke), palette.control_border),
                egui::StrokeKind::Inside,
            );
        }
        inside.min.x += 28.0;
    }
    let mut right = inside;
    right.min.x = inside.left() + inside.width() * 0.45;
    let used = text_in(
        ui,
        right,
        Align2::RIGHT_CENTER,
        Type::Note,
        palette.muted,
        row.detail,
    );
    let mut left = inside;
    left.max.x -= used + 12.0;
    let font = if row.selected {
        Type::Strong
    } else {
        Type::Body
    };
    text_in(ui, left, Align2::LEFT_CENTER, font, ink, row.text);
    if response.has_focus() {
        ring(ui, rect.shrink(4.0), 4.0);
    }
    if enabled {
        response
    } else {
        hover_card(response, row.disabled)
    }
}
