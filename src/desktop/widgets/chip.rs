use egui::{Align2, Color32, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{Icon, icon, press, ring, series_glyph, text_at};
use crate::desktop::theme::{self, Type, size};

/// A chosen thing: mark, name and a way to take it out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chip<'a> {
    /// Its name.
    pub text: &'a str,
    /// Its place in the order, which gives colour and shape.
    pub series: Option<usize>,
}

/// Shows a chip; true when it is to be taken out.
pub(crate) fn chip(ui: &mut Ui, chip: Chip<'_>) -> bool {
    let palette = theme::palette(ui);
    let galley = ui.painter().layout_no_wrap(
        crate::figures::clean(chip.text),
        Type::Table.font(),
        Color32::PLACEHOLDER,
    );
    let mark = if chip.series.is_some() { 18.0 } else { 0.0 };
    let width = 10.0 + mark + galley.size().x + 6.0 + 24.0;
    let (rect, at) = ui.allocate_exact_size(vec2(width, size::COMPACT), Sense::hover());
    ui.painter().rect_filled(rect, 4.0, palette.ground);
    ui.painter().rect_stroke(
        rect,
        4.0,
        Stroke::new(f32::from(palette.stroke), palette.control_border),
        StrokeKind::Inside,
    );
    let middle = rect.center().y;
    if let Some(index) = chip.series {
        series_glyph(ui, pos2(rect.left() + 15.0, middle), index);
    }
    text_at(
        ui,
        pos2(rect.left() + 10.0 + mark, middle),
        Align2::LEFT_CENTER,
        Type::Table,
        palette.ink,
        chip.text,
    );
    let mut cross = rect;
    cross.min.x = rect.right() - 26.0;
    let name = format!("Take out {}", chip.text);
    let response = press(
        ui,
        cross,
        at.id.with("out"),
        egui::Role::Button,
        &name,
        true,
    );
    if response.hovered() {
        ui.painter()
            .rect_filled(cross.shrink(2.0), 4.0, palette.selected);
    }
    icon(ui.painter(), cross.center(), Icon::Close, palette.ink);
    if response.has_focus() {
        ring(ui, cross, 4.0);
    }
    response.clicked()
}
