use egui::epaint::ClippedShape;
use egui::{Context, RawInput, Rect, Vec2, pos2, vec2};

use super::svg::{Words, svg_from};
use crate::figures::{Figure, Look, Theme, fonts};

/// Passes that the layout is given to come to rest.
const PASSES: usize = 3;

/// How a figure looks on a page of a size: type grows with the page, within reason.
pub fn look_for(size: Vec2, theme: Theme) -> Look {
    Look {
        theme,
        scale: (size.x / 1008.0).min(size.y / 600.0).clamp(0.8, 2.0),
        with_title: true,
        with_notes: true,
        names: usize::MAX,
    }
}

/// The figure on a page of a size in pixels, with its title, notes and sources, as SVG. Text stays text.
pub fn svg(figure: &Figure, size: Vec2, theme: Theme) -> String {
    svg_of(figure, size, &look_for(size, theme))
}

/// The same with a look of one's own: for a report, where title and sources stand in the text.
pub fn svg_of(figure: &Figure, size: Vec2, look: &Look) -> String {
    svg_inside(figure, size, look, "")
}

/// The same to stand inside a page with others: `prefix` keeps their names apart.
pub(super) fn svg_inside(figure: &Figure, size: Vec2, look: &Look, prefix: &str) -> String {
    let size = vec2(limited(size.x), limited(size.y));
    let margin = if look.with_title {
        24.0 * look.scale
    } else {
        0.0
    };
    let shapes = painted(size, look.theme, |ui| {
        let page = Rect::from_min_size(pos2(0.0, 0.0), size);
        figure.paint_in(ui, page.shrink(margin), look);
    });
    let answer = figure.answer();
    svg_from(
        &shapes,
        size,
        &Words {
            title: &answer.headline,
            description: if answer.spoken.is_empty() {
                &answer.subtitle
            } else {
                &answer.spoken
            },
            prefix,
        },
    )
}

fn limited(length: f32) -> f32 {
    if length.is_finite() {
        length.clamp(40.0, 20_000.0).round()
    } else {
        800.0
    }
}

/// Paints with no window and no pointer, until the layout rests.
pub(super) fn painted(
    size: Vec2,
    theme: Theme,
    mut paint: impl FnMut(&mut egui::Ui),
) -> Vec<ClippedShape> {
    let context = Context::default();
    context.set_fonts(fonts());
    context.all_styles_mut(|style| style.animation_time = 0.0);
    context.options_mut(|options| options.max_passes = std::num::NonZeroUsize::MIN);
    let page = Rect::from_min_size(pos2(0.0, 0.0), size);
    let mut shapes = Vec::new();
    for pass in 0..PASSES {
        let input = RawInput {
            screen_rect: Some(page),
            time: Some(pass as f64),
            focused: false,
            ..RawInput::default()
        };
        let mut output = context.run_ui(input, |ui| {
            ui.painter().rect_filled(page, 0.0, theme.palette().ground);
            paint(ui);
        });
        output.textures_delta.clear();
        shapes = std::mem::take(&mut output.shapes);
    }
    shapes
}
