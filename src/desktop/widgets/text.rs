use std::sync::Arc;

use egui::{Align2, Color32, Galley, Label, Pos2, Rect, Response, RichText, Role, Ui, WidgetInfo};

use crate::desktop::theme::{self, Type};
use crate::figures::clean;

/// A line of text. Titles and sections are headings to a screen reader.
pub(crate) fn text(ui: &mut Ui, kind: Type, colour: Color32, words: &str) -> Response {
    let words = clean(words);
    let response = ui.add(
        Label::new(RichText::new(&words).font(kind.font()).color(colour))
            .wrap_mode(egui::TextWrapMode::Truncate),
    );
    as_heading(&response, kind, &words);
    response
}

/// Running text over several lines, no wider than can be read well.
pub(crate) fn wrapped(ui: &mut Ui, kind: Type, colour: Color32, words: &str) -> Response {
    let words = clean(words);
    let response = ui
        .scope(|ui| {
            if kind == Type::Body {
                ui.set_max_width(ui.available_width().min(theme::size::MEASURE));
            }
            ui.add(Label::new(RichText::new(&words).font(kind.font()).color(colour)).wrap())
        })
        .inner;
    as_heading(&response, kind, &words);
    response
}

fn as_heading(response: &Response, kind: Type, words: &str) {
    if matches!(kind, Type::Display | Type::Title | Type::Section) {
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
    }
}

/// Text at a place, for what is painted rather than laid out; the widget around it carries the name. Returns its rectangle.
pub(crate) fn text_at(
    ui: &Ui,
    at: Pos2,
    anchor: Align2,
    kind: Type,
    colour: Color32,
    words: &str,
) -> Rect {
    ui.painter()
        .text(at, anchor, clean(words), kind.font(), colour)
}

/// Text on one line inside a rectangle, cut with an ellipsis where it does not fit. Returns its width.
pub(crate) fn text_in(
    ui: &Ui,
    rect: Rect,
    anchor: Align2,
    kind: Type,
    colour: Color32,
    words: &str,
) -> f32 {
    let mut job = egui::text::LayoutJob::simple_singleline(clean(words), kind.font(), colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width().max(1.0));
    let galley = ui.painter().layout_job(job);
    let width = galley.size().x;
    let at = anchor.align_size_within_rect(galley.size(), rect).min;
    ui.painter().galley(at, galley, colour);
    width
}

/// Text on so many lines at most, to be painted; what does not fit ends in an ellipsis.
pub(crate) fn in_lines(
    ui: &Ui,
    words: &str,
    (kind, colour): (Type, Color32),
    width: f32,
    lines: usize,
) -> Arc<Galley> {
    let mut job = egui::text::LayoutJob::simple(clean(words), kind.font(), colour, width);
    job.wrap.max_rows = lines;
    ui.painter().layout_job(job)
}

/// A hairline across.
pub(crate) fn rule(ui: &mut Ui) {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(
        egui::vec2(ui.available_width(), f32::from(palette.stroke)),
        egui::Sense::empty(),
    );
    ui.painter().rect_filled(rect, 0.0, palette.hairline);
}
