use egui::{Color32, Sense, Stroke, StrokeKind, Ui, vec2};

use crate::desktop::commands::{Command, WizardCommand};
use crate::desktop::pages::{Band, GridPreview};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{Choice, Select, select, text};
use crate::figures::Palette;

/// What the colours mean; every column says it in words too.
pub(super) fn key(ui: &mut Ui, grid: &GridPreview, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        let (names, at) = grid.sheets();
        if names.len() > 1 {
            let choices: Vec<Choice> = names.iter().map(|name| Choice::new(*name, "")).collect();
            let which = Select {
                label: "Sheet",
                prefix: "Cells as they stand, sheet",
                shown: grid.name(),
                icon: None,
                selected: Some(at),
                width: 380.0,
                search: false,
            };
            if let Some(index) = select(ui, which, &choices) {
                commands.push(Command::Wizard(WizardCommand::Preview(index)));
            }
        } else {
            text(ui, Type::TableStrong, palette.ink, "Cells as they stand");
        }
        for band in &grid.bands {
            ui.add_space(6.0);
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::empty());
            ui.painter()
                .rect_filled(rect, 2.0, fill(*band, palette).unwrap_or(palette.ground));
            let edge = Stroke::new(1.0, palette.control_border);
            ui.painter()
                .rect_stroke(rect, 2.0, edge, StrokeKind::Inside);
            text(ui, Type::Note, palette.ink_2, band.label());
        }
    });
}

/// The ground of a band; none for figures, which stand on the page's own.
pub(super) fn fill(band: Band, palette: &Palette) -> Option<Color32> {
    let [header, ..] = palette.sequential;
    let [_, teal, plum, orange, grey, violet] = palette.series;
    Some(match band {
        Band::Header => header,
        Band::Code => teal.gamma_multiply(0.22),
        Band::Name => teal.gamma_multiply(0.12),
        Band::Period => violet.gamma_multiply(0.2),
        Band::Group => plum.gamma_multiply(0.12),
        Band::Indicator => orange.gamma_multiply(0.13),
        Band::Limits => grey.gamma_multiply(0.07),
        Band::Notes => grey.gamma_multiply(0.13),
        Band::LeftOut => palette.panel,
        Band::Value => return None,
    })
}
