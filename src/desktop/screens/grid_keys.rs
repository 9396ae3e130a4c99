use egui::{Id, Key, Modifiers, Rect, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use super::grid_ui::{HEADER, NUMBER, ROW};
use crate::desktop::pages::GridPreview;

/// Where the keys are in the grid, and what was looked at last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// Index of the row among those that hold something.
    pub(super) row: usize,
    /// The column.
    pub(super) column: usize,
    /// How often a cell was looked at.
    pub(super) looks: u32,
    /// True where the chosen cell is to be scrolled to.
    pub(super) follow: bool,
}

impl Place {
    /// Where to scroll so that the chosen cell is seen.
    pub(super) fn offset(&self, starts: &[f32], seen: Vec2) -> Vec2 {
        let left = starts.get(self.column).copied().unwrap_or(0.0);
        let x = (left - (seen.x - NUMBER) / 2.0).max(0.0);
        let y = (self.row as f32 * ROW - (seen.y - HEADER) / 3.0).max(0.0);
        vec2(x, y)
    }
}

/// The cells as one thing that takes the keys and says which cell is chosen.
pub(super) fn focus(
    ui: &mut Ui,
    grid: &GridPreview,
    cells: Rect,
    (origin, starts): (egui::Pos2, &[f32]),
    id: Id,
    place: &mut Place,
) {
    let response = ui.interact(cells, id.with("cells"), Sense::click());
    let row = grid.row(place.row).unwrap_or(0);
    let said = format!(
        "Cells of sheet {}. {}",
        grid.name(),
        grid.spoken(row, place.column as u32)
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Table, true, &said));
    if response.clicked() {
        response.request_focus();
        if let Some(at) = response.interact_pointer_pos() {
            let across = at.x - origin.x - NUMBER;
            place.row = ((at.y - origin.y - HEADER) / ROW).max(0.0) as usize;
            place.column = starts.partition_point(|start| *start <= across).max(1) - 1;
        }
    }
    if !response.has_focus() {
        return;
    }
    ui.memory_mut(|memory| {
        memory.set_focus_lock_filter(
            response.id,
            egui::EventFilter {
                tab: false,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: false,
            },
        );
    });
    let page = ((cells.height() / ROW) as usize).saturating_sub(1).max(1);
    let (last_row, last_column) = (
        grid.rows().saturating_sub(1),
        grid.columns.len().saturating_sub(1),
    );
    let before = (place.row, place.column);
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowDown) {
            place.row += 1;
        }
        if pressed(Key::ArrowUp) {
            place.row = place.row.saturating_sub(1);
        }
        if pressed(Key::PageDown) {
            place.row += page;
        }
        if pressed(Key::PageUp) {
            place.row = place.row.saturating_sub(page);
        }
        if pressed(Key::ArrowRight) {
            place.column += 1;
        }
        if pressed(Key::ArrowLeft) {
            place.column = place.column.saturating_sub(1);
        }
        if pressed(Key::Home) {
            place.row = 0;
        }
        if pressed(Key::End) {
            place.row = last_row;
        }
    });
    place.row = place.row.min(last_row);
    place.column = place.column.min(last_column);
    place.follow = before != (place.row, place.column);
    if place.follow {
        ui.ctx().request_repaint();
    }
}
