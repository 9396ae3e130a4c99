use egui::{Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use crate::desktop::theme;

/// The ring round what has the focus: yellow, and ink outside it, so that it shows on every ground.
pub(crate) fn ring(ui: &Ui, rect: Rect, radius: f32) {
    let palette = theme::palette(ui);
    let painter = ui.painter();
    painter.rect_stroke(
        rect.expand(1.0),
        radius + 1.0,
        Stroke::new(3.0, palette.focus),
        StrokeKind::Outside,
    );
    painter.rect_stroke(
        rect.expand(4.0),
        radius + 4.0,
        Stroke::new(2.0, palette.focus_outer),
        StrokeKind::Outside,
    );
}

/// A rectangle that can be pressed, with its name for a screen reader. Pressed by pointer, Enter or Space.
pub(crate) fn press(
    ui: &Ui,
    rect: Rect,
    id: Id,
    role: Role,
    name: &str,
    enabled: bool,
) -> Response {
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| WidgetInfo::labeled(role, enabled, name));
    if enabled {
        response.on_hover_cursor(egui::CursorIcon::PointingHand)
    } else {
        response
    }
}
