use egui::{Align2, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::desktop::commands::{Command, WizardCommand};
use crate::desktop::pages::{GridPreview, GridRow, ROLES, role_choices, role_words};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{Select, press, ring, select, text_in};
use crate::import::ColumnRole;

const COLUMN: f32 = 190.0;
const NUMBER: f32 = 44.0;
const ROW: f32 = 24.0;

/// The source's cells as they stand, with what each column holds above them, to be changed there.
pub(super) fn grid_ui(ui: &mut Ui, grid: &GridPreview, height: f32, commands: &mut Vec<Command>) {
    let choices = role_choices();
    ScrollArea::both()
        .id_salt("source cells")
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            ui.horizontal(|ui| {
                ui.allocate_exact_size(vec2(NUMBER, 36.0), Sense::empty());
                for column in &grid.columns {
                    ui.allocate_ui(vec2(COLUMN, 36.0), |ui| {
                        ui.set_width(COLUMN);
                        let role = column.role.map_or("Not understood", role_words);
                        let label = format!("Column {}", column.letter);
                        let prefix = column.letter.clone();
                        let one = Select {
                            label: &label,
                            prefix: &prefix,
                            shown: role,
                            icon: None,
                            selected: column
                                .role
                                .and_then(|role| ROLES.iter().position(|(of, _)| *of == role)),
                            width: COLUMN - 8.0,
                            search: false,
                        };
                        if let Some((role, _)) =
                            select(ui, one, &choices).and_then(|at| ROLES.get(at))
                        {
                            commands.push(Command::Wizard(WizardCommand::SetRole(
                                column.number,
                                *role,
                            )));
                        }
                    });
                }
            });
            ui.horizontal(|ui| {
                ui.allocate_exact_size(vec2(NUMBER, 18.0), Sense::empty());
                for column in &grid.columns {
                    let (rect, response) =
                        ui.allocate_exact_size(vec2(COLUMN, 18.0), Sense::hover());
                    let palette = theme::palette(ui);
                    text_in(
                        ui,
                        rect.shrink2(vec2(4.0, 0.0)),
                        Align2::LEFT_CENTER,
                        Type::Note,
                        palette.muted,
                        &column.reason,
                    );
                    response.on_hover_text(&column.reason);
                }
            });
            cells(ui, grid, commands);
        });
}

fn cells(ui: &mut Ui, grid: &GridPreview, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let width = NUMBER + COLUMN * grid.columns.len() as f32;
    let [header_fill, ..] = palette.sequential;
    let [header_ink, ..] = palette.on_sequential;
    for row in &grid.rows {
        let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
        let spoken: Vec<&str> = row
            .cells
            .iter()
            .map(|(text, _)| text.as_str())
            .filter(|text| !text.is_empty())
            .collect();
        response.widget_info(|| {
            egui::WidgetInfo::labeled(
                egui::Role::Row,
                true,
                format!("Row {}: {}", row.number, spoken.join("; ")),
            )
        });
        if row.outside {
            ui.painter().rect_filled(rect, 0.0, palette.panel);
        }
        if row_number(ui, rect, row) {
            commands.push(Command::Wizard(WizardCommand::SetHeaderRow(Some(
                row.number,
            ))));
        }
        for (index, (column, (words, is_number))) in grid.columns.iter().zip(&row.cells).enumerate()
        {
            let place = Rect::from_min_size(
                pos2(rect.left() + NUMBER + COLUMN * index as f32, rect.top()),
                vec2(COLUMN, ROW),
            );
            let (fill, ink) = if row.header {
                (Some(header_fill), header_ink)
            } else if row.outside {
                (None, palette.muted)
            } else {
                match column.role {
                    Some(ColumnRole::Code | ColumnRole::Name | ColumnRole::Level) => {
                        (Some(palette.success_fill), palette.ink)
                    }
                    None | Some(ColumnRole::Ignore) => (Some(palette.panel), palette.muted),
                    Some(_) => (None, palette.ink),
                }
            };
            if let Some(fill) = fill {
                ui.painter().rect_filled(place, 0.0, fill);
            }
            let anchor = if *is_number && !row.header {
                Align2::RIGHT_CENTER
            } else {
                Align2::LEFT_CENTER
            };
            let font = if row.header {
                Type::NoteStrong
            } else {
                Type::Note
            };
            text_in(ui, place.shrink2(vec2(8.0, 0.0)), anchor, font, ink, words);
            ui.painter().vline(
                place.right(),
                place.y_range(),
                Stroke::new(1.0, palette.hairline),
            );
        }
        ui.painter().hline(
            rect.x_range(),
            rect.bottom(),
            Stroke::new(1.0, palette.hairline),
        );
        if row.looked_at {
            let stroke = Stroke::new(2.0, palette.error);
            ui.painter()
                .rect_stroke(rect, 0.0, stroke, StrokeKind::Inside);
        }
    }
}

/// The number of a row; pressed, it becomes the row of the header.
fn row_number(ui: &mut Ui, rect: Rect, row: &GridRow) -> bool {
    let palette = theme::palette(ui);
    let place = Rect::from_min_size(rect.min, vec2(NUMBER, ROW));
    let name = format!("Row {} holds the header", row.number);
    let id = ui.scope_id().with(("row number", row.number));
    let response = press(ui, place, id, egui::Role::Button, &name, true);
    if response.hovered() {
        ui.painter().rect_filled(place, 0.0, palette.selected);
    }
    let mut number = place;
    number.max.x -= 8.0;
    let words = row.number.to_string();
    let ink = palette.link;
    text_in(ui, number, Align2::RIGHT_CENTER, Type::Note, ink, &words);
    if response.has_focus() {
        ring(ui, place.shrink(3.0), 2.0);
    }
    let clicked = response.clicked();
    response.on_hover_text(&name);
    clicked
}
