use egui::{CornerRadius, Frame, Margin, Role, Stroke, Ui, WidgetInfo, vec2};

use super::{Button, Icon, icon, wrapped};
use crate::desktop::theme::{self, Type, size};

/// Something done, said in passing. Gives whether its action was taken and whether it was closed.
pub(crate) fn notice(ui: &mut Ui, words: &str, action: Option<&str>) -> (bool, bool) {
    let palette = theme::palette(ui);
    let (mut acted, mut closed) = (false, false);
    let shadow = ui.style().visuals.popup_shadow;
    let shown = Frame::new()
        .fill(palette.ground)
        .stroke(Stroke::new(f32::from(palette.stroke), palette.hairline))
        .corner_radius(CornerRadius::same(size::RADIUS))
        .shadow(shadow)
        .inner_margin(Margin {
            left: 16,
            right: 8,
            top: 6,
            bottom: 6,
        })
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                let (mark, _) = ui.allocate_exact_size(vec2(16.0, 24.0), egui::Sense::empty());
                icon(ui.painter(), mark.center(), Icon::Tick, palette.success);
                let buttons = 40.0 + action.map_or(0.0, |action| 16.0 + 8.0 * action.len() as f32);
                let width = (ui.available_width() - buttons).max(120.0);
                let said = ui
                    .scope(|ui| {
                        ui.set_max_width(width);
                        wrapped(ui, Type::Table, palette.ink, words)
                    })
                    .inner;
                said.widget_info(|| WidgetInfo::labeled(Role::Status, true, words));
                if let Some(action) = action {
                    acted = Button::ghost(action).show(ui).clicked();
                }
                closed = Button::icon_only(Icon::Close, "Close this notice")
                    .show(ui)
                    .clicked();
            });
        });
    let edge = egui::Rect::from_min_size(
        shown.response.rect.min,
        vec2(3.0, shown.response.rect.height()),
    );
    ui.painter().rect_filled(edge, 0.0, palette.success);
    (acted, closed)
}
