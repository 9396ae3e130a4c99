use egui::{Role, Sense, Ui, WidgetInfo, vec2};

use super::text;
use crate::desktop::theme::{self, Type};

/// How far work is: a bar, and words under it.
pub(crate) fn progress_bar(ui: &mut Ui, width: f32, done: u64, total: u64, words: &str) {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 8.0), Sense::hover());
    let part = if total == 0 {
        0.0
    } else {
        (done as f64 / total as f64).clamp(0.0, 1.0) as f32
    };
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, words);
        info.value = Some(f64::from(part) * 100.0);
        info
    });
    ui.painter().rect_filled(rect, 4.0, palette.hairline);
    let mut filled = rect;
    filled.max.x = rect.left() + rect.width() * part;
    ui.painter().rect_filled(filled, 4.0, palette.brand);
    text(ui, Type::Note, palette.ink_2, words);
}

/// Something is on its way.
pub(crate) fn waiting(ui: &mut Ui, words: &str) {
    let palette = theme::palette(ui);
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        text(ui, Type::Body, palette.muted, words);
    });
}
