use egui::{CornerRadius, Frame, Margin, Sense, Ui, vec2};

use super::{Button, Icon, icon, wrapped};
use crate::desktop::theme::{self, Type, size};

/// What stands where there is nothing yet: one sentence, and one or two ways on. Gives the index of the way that was taken.
pub(crate) fn empty_state(
    ui: &mut Ui,
    sign: Icon,
    headline: &str,
    words: &str,
    ways: &[&str],
) -> Option<usize> {
    let palette = theme::palette(ui);
    let mut taken = None;
    Frame::new()
        .fill(palette.panel)
        .corner_radius(CornerRadius::same(size::CARD_RADIUS))
        .inner_margin(Margin::same(24))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.vertical_centered(|ui| {
                let (mark, _) = ui.allocate_exact_size(vec2(16.0, 20.0), Sense::empty());
                icon(ui.painter(), mark.center(), sign, palette.muted);
                wrapped(ui, Type::Strong, palette.ink, headline);
                if !words.is_empty() {
                    wrapped(ui, Type::Table, palette.ink_2, words);
                }
                for (index, way) in ways.iter().enumerate() {
                    let button = if index == 0 {
                        Button::primary(way)
                    } else {
                        Button::secondary(way)
                    };
                    if button.show(ui).clicked() {
                        taken = Some(index);
                    }
                }
            });
        });
    taken
}
