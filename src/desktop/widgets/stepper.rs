use egui::{Align2, Role, Sense, Stroke, Ui, pos2, vec2};

use super::{Icon, icon, press, ring, text_at};
use crate::desktop::theme::{self, Type};

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StepMark {
    /// Behind.
    Done,
    /// Here.
    Here,
    /// Ahead.
    Ahead,
}

/// The steps of a longer task; gives the index of a step behind that was pressed.
pub(crate) fn stepper(ui: &mut Ui, steps: &[(&str, StepMark)]) -> Option<usize> {
    let palette = theme::palette(ui);
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        for (index, (name, mark)) in steps.iter().enumerate() {
            let font = if *mark == StepMark::Here {
                Type::Strong
            } else {
                Type::Body
            };
            let label = ui.painter().layout_no_wrap(
                (*name).to_owned(),
                font.font(),
                egui::Color32::PLACEHOLDER,
            );
            let (rect, at) =
                ui.allocate_exact_size(vec2(32.0 + label.size().x, 28.0), Sense::hover());
            let said = match mark {
                StepMark::Done => format!("Step {}, {name}, done", index + 1),
                StepMark::Here => format!("Step {}, {name}, current", index + 1),
                StepMark::Ahead => format!("Step {}, {name}", index + 1),
            };
            let response = press(
                ui,
                rect,
                at.id.with(index),
                Role::Button,
                &said,
                *mark == StepMark::Done,
            );
            if response.clicked() {
                chosen = Some(index);
            }
            let centre = pos2(rect.left() + 12.0, rect.center().y);
            let ink = match mark {
                StepMark::Ahead => {
                    ui.painter().circle_stroke(
                        centre,
                        11.5,
                        Stroke::new(1.0, palette.control_border),
                    );
                    text_at(
                        ui,
                        centre,
                        Align2::CENTER_CENTER,
                        Type::Note,
                        palette.muted,
                        &(index + 1).to_string(),
                    );
                    palette.muted
                }
                StepMark::Done => {
                    ui.painter().circle_filled(centre, 12.0, palette.brand);
                    icon(ui.painter(), centre, Icon::Tick, palette.on_brand);
                    palette.ink
                }
                StepMark::Here => {
                    ui.painter().circle_filled(centre, 12.0, palette.brand);
                    text_at(
                        ui,
                        centre,
                        Align2::CENTER_CENTER,
                        Type::NoteStrong,
                        palette.on_brand,
                        &(index + 1).to_string(),
                    );
                    palette.ink
                }
            };
            text_at(
                ui,
                pos2(rect.left() + 32.0, rect.center().y),
                Align2::LEFT_CENTER,
                font,
                ink,
                name,
            );
            if response.has_focus() {
                ring(ui, rect, 4.0);
            }
            if index + 1 < steps.len() {
                let (gap, _) = ui.allocate_exact_size(vec2(32.0, 28.0), Sense::empty());
                let colour = if *mark == StepMark::Done {
                    palette.brand
                } else {
                    palette.control_border
                };
                ui.painter()
                    .hline(gap.x_range(), gap.center().y, Stroke::new(1.6, colour));
            }
        }
    });
    chosen
}
