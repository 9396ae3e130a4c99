use egui::{Pos2, Ui};

use crate::desktop::theme;
use crate::figures;
use crate::questions::Judgement;

/// The mark of a judgement, in its colour.
pub(crate) fn judgement_glyph(ui: &Ui, at: Pos2, judgement: Judgement) {
    figures::glyph(ui.painter(), at, 11.0, judgement, theme::palette(ui));
}

/// The mark of a chosen subject by its place in the order: colour and shape that it keeps on every screen.
pub(crate) fn series_glyph(ui: &Ui, at: Pos2, index: usize) {
    let palette = theme::palette(ui);
    figures::series_mark(ui.painter(), at, 5.5, index, palette);
}
