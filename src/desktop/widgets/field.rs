use egui::{
    CornerRadius, Frame, Id, Margin, Response, Role, Stroke, TextEdit, Ui, WidgetInfo, vec2,
};

use super::{Icon, icon, ring, text};
use crate::desktop::theme::{self, Type, size};

/// A line to type into, with label, hint and error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field<'a> {
    /// Its name; shown above it unless `quiet`.
    pub label: &'a str,
    /// What stands in it while it is empty.
    pub hint: &'a str,
    /// What is wrong with it; empty when nothing is.
    pub error: &'a str,
    /// Width in points.
    pub width: f32,
    /// A lens before the text.
    pub search: bool,
    /// True to leave the label to screen readers.
    pub quiet: bool,
    /// Identity that commands can give the focus to.
    pub id: Id,
    /// Lines that are shown; in one no line end can be typed.
    pub rows: usize,
}

impl<'a> Field<'a> {
    /// A field with a label above it.
    pub(crate) fn new(id: Id, label: &'a str, width: f32) -> Self {
        Self {
            label,
            hint: "",
            error: "",
            width,
            search: false,
            quiet: false,
            id,
            rows: 1,
        }
    }

    /// A search field, its label left to screen readers.
    pub(crate) fn search(id: Id, label: &'a str, width: f32) -> Self {
        Self {
            hint: label,
            search: true,
            quiet: true,
            ..Self::new(id, label, width)
        }
    }

    /// With a hint.
    #[must_use]
    pub(crate) fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }
}

/// Height of a line of text in a field of several.
const LINE: f32 = 21.0;

/// Shows a field over the text that it edits.
pub(crate) fn field(ui: &mut Ui, field: Field<'_>, typed: &mut String) -> Response {
    let palette = theme::palette(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        if !field.quiet {
            text(ui, Type::Table, palette.ink_2, field.label);
        }
        let edge = if field.error.is_empty() {
            palette.control_border
        } else {
            palette.error
        };
        let lines = field.rows.max(1);
        let height = if lines > 1 {
            lines as f32 * LINE + 14.0
        } else if field.search {
            size::COMPACT
        } else {
            size::CONTROL
        };
        let left: i8 = if field.search { 32 } else { 10 };
        let inner = Frame::new()
            .fill(palette.ground)
            .stroke(Stroke::new(f32::from(palette.stroke), edge))
            .corner_radius(CornerRadius::same(size::RADIUS))
            .inner_margin(Margin {
                left,
                right: 8,
                top: 0,
                bottom: 0,
            })
            .show(ui, |ui| {
                ui.set_height(height - 2.0);
                ui.spacing_mut().interact_size.y = height - 2.0;
                let width = (field.width - f32::from(left) - 10.0).max(40.0);
                let edit = if lines > 1 {
                    TextEdit::multiline(typed)
                        .desired_rows(lines)
                        .margin(Margin::symmetric(0, 6))
                } else {
                    TextEdit::singleline(typed).align(egui::Align2::LEFT_CENTER)
                };
                ui.add_sized(
                    vec2(width, height - 2.0),
                    edit.id(field.id)
                        .char_limit(4000)
                        .frame(Frame::NONE)
                        .hint_text(
                            egui::RichText::new(field.hint)
                                .font(Type::Body.font())
                                .color(palette.muted),
                        )
                        .desired_width(width),
                )
            });
        let response = inner.inner;
        let value = typed.clone();
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::TextInput, true, field.label);
            info.current_text_value = Some(value.clone());
            info
        });
        let rect = inner.response.rect;
        if field.search {
            let at = egui::pos2(rect.left() + 16.0, rect.center().y);
            icon(ui.painter(), at, Icon::Search, palette.ink_2);
        }
        if response.has_focus() {
            ring(ui, rect, f32::from(size::RADIUS));
        }
        if !field.error.is_empty() {
            text(ui, Type::Note, palette.error, field.error);
        }
        response
    })
    .inner
}
