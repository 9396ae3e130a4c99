use egui::{Align2, Color32, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{press, ring, text_at};
use crate::desktop::theme::{self, Type, size};

/// Segmented tabs; gives the index that was chosen.
pub(crate) fn tabs(ui: &mut Ui, labels: &[&str], selected: usize) -> Option<usize> {
    let palette = theme::palette(ui);
    let radius = f32::from(size::RADIUS);
    let widths: Vec<f32> = labels
        .iter()
        .map(|label| {
            let galley = ui.painter().layout_no_wrap(
                (*label).to_owned(),
                Type::Strong.font(),
                Color32::PLACEHOLDER,
            );
            galley.size().x + 32.0
        })
        .collect();
    let total: f32 = widths.iter().sum();
    let (rect, at) = ui.allocate_exact_size(vec2(total, size::CONTROL), Sense::hover());
    let mut chosen = None;
    let mut focused = None;
    let mut x = rect.left();
    for (index, (label, width)) in labels.iter().zip(&widths).enumerate() {
        let tab = egui::Rect::from_min_size(pos2(x, rect.top()), vec2(*width, rect.height()));
        x += width;
        let response = press(ui, tab, at.id.with(index), Role::Tab, label, true);
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, index == selected, *label));
        if response.clicked() {
            chosen = Some(index);
        }
        let ink = if index == selected {
            ui.painter().rect_filled(tab, radius, palette.brand);
            palette.on_brand
        } else {
            if response.hovered() {
                ui.painter().rect_filled(tab, radius, palette.selected);
            }
            palette.ink
        };
        let font = if index == selected {
            Type::Strong
        } else {
            Type::Body
        };
        text_at(ui, tab.center(), Align2::CENTER_CENTER, font, ink, label);
        if index > 0 && index != selected && index != selected + 1 {
            ui.painter().vline(
                tab.left(),
                tab.shrink(8.0).y_range(),
                Stroke::new(1.0, palette.control_border),
            );
        }
        if response.has_focus() {
            focused = Some(tab);
        }
    }
    ui.painter().rect_stroke(
        rect,
        radius,
        Stroke::new(f32::from(palette.stroke), palette.control_border),
        StrokeKind::Inside,
    );
    if let Some(tab) = focused {
        ring(ui, tab, radius);
    }
    chosen.filter(|index| *index != selected)
}
