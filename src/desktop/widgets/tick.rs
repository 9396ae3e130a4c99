use egui::{Align2, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{Icon, icon, ring, text_in};
use crate::desktop::theme::{self, Type};

/// A box to tick, with its label; tells whether it was pressed.
pub(crate) fn tick(ui: &mut Ui, label: &str, ticked: bool) -> Response {
    let palette = theme::palette(ui);
    let galley = ui.painter().layout_no_wrap(
        label.to_owned(),
        Type::Body.font(),
        egui::Color32::PLACEHOLDER,
    );
    let width = (galley.size().x + 26.0).min(ui.available_width().max(60.0));
    let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, ticked, label));
    let square =
        egui::Rect::from_min_size(pos2(rect.left(), rect.center().y - 8.0), vec2(16.0, 16.0));
    if ticked {
        ui.painter().rect_filled(square, 2.0, palette.brand);
        icon(ui.painter(), square.center(), Icon::Tick, palette.on_brand);
    } else {
        ui.painter().rect_stroke(
            square,
            2.0,
            Stroke::new(f32::from(palette.stroke), palette.control_border),
            StrokeKind::Inside,
        );
    }
    let mut beside = rect;
    beside.min.x += 24.0;
    text_in(
        ui,
        beside,
        Align2::LEFT_CENTER,
        Type::Body,
        palette.ink,
        label,
    );
    if response.has_focus() {
        ring(ui, rect, 4.0);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
