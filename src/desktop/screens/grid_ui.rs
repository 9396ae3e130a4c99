use egui::{Align2, Id, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind};
use egui::{Ui, WidgetInfo, pos2, vec2};

use super::grid_key_ui::{fill, key};
use super::grid_keys::{Place, focus};
use crate::desktop::commands::{Command, WizardCommand};
use crate::desktop::pages::{Band, GridColumn, GridPreview, ROLES, role_choices, role_in_short};
use crate::desktop::theme::{self, Type};
use crate::desktop::widgets::{
    Button, Icon, Select, hover_card, icon, ring, select, text, text_in,
};
use crate::figures::Palette;
use crate::import::{ColumnGuess, Severity};

/// Width of the row's number and of the word that says what the row is.
pub(super) const NUMBER: f32 = 108.0;
pub(super) const ROW: f32 = 24.0;
/// Height of the columns' roles with their proofs.
pub(super) const HEADER: f32 = 56.0;

/// The source's cells as they stand, each column under what it was taken for, to be changed there. Arrow keys go from cell to
/// cell; below stands what the chosen cell is and why.
pub(super) fn grid_ui(ui: &mut Ui, grid: &GridPreview, height: f32, commands: &mut Vec<Command>) {
    key(ui, grid, commands);
    let memory = Id::unique(("source cells", grid.name()));
    let known: Option<Place> = ui.data(|data| data.get_temp(memory));
    let mut place = known.unwrap_or_else(|| Place {
        row: grid.first(),
        follow: true,
        ..Place::default()
    });
    let called = grid.look.1 != place.looks;
    if called && let (Some((row, column)), looks) = grid.look {
        place = Place {
            row: grid.index_of(row),
            column: column as usize,
            looks,
            follow: true,
        };
    }
    place.row = place.row.min(grid.rows().saturating_sub(1));
    place.column = place.column.min(grid.columns.len().saturating_sub(1));
    let starts = starts(&grid.columns);
    let mut area = ScrollArea::both()
        .id_salt(memory)
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, false]);
    if place.follow {
        place.follow = false;
        let seen = vec2(ui.available_width(), height);
        area = area.scroll_offset(place.offset(&starts, seen));
    }
    let width = starts.last().copied().unwrap_or(0.0) + NUMBER;
    let shown = area.show_viewport(ui, |ui, viewport| {
        ui.set_width(width);
        ui.set_height(HEADER + ROW * grid.rows() as f32);
        let origin = ui.min_rect().min;
        let seen = Rect::from_min_size(origin + viewport.min.to_vec2(), viewport.size())
            .intersect(ui.clip_rect());
        let cells = Rect::from_min_max(pos2(seen.left(), seen.top() + HEADER), seen.max);
        focus(ui, grid, cells, (origin, &starts), memory, &mut place);
        let sheet = Sheet {
            grid,
            starts: &starts,
            origin,
            cells,
            seen,
        };
        sheet.rows(ui, &place, commands);
        sheet.header(ui, &place, commands);
    });
    if called {
        ui.scroll_to_rect(shown.inner_rect, None);
    }
    chosen(ui, grid, &place, commands);
    ui.data_mut(|data| data.insert_temp(memory, place));
}

fn starts(columns: &[GridColumn]) -> Vec<f32> {
    let mut at = 0.0;
    let mut starts = vec![0.0];
    for column in columns {
        at += column.width;
        starts.push(at);
    }
    starts
}

struct Sheet<'a> {
    grid: &'a GridPreview,
    starts: &'a [f32],
    origin: egui::Pos2,
    /// The part of the cells that is seen.
    cells: Rect,
    /// The same with the roles above it.
    seen: Rect,
}

impl Sheet<'_> {
    /// Columns that are seen.
    fn columns(&self) -> impl Iterator<Item = (&GridColumn, f32)> {
        let left = self.origin.x + NUMBER;
        let (from, to) = (self.seen.left() + NUMBER, self.seen.right());
        self.grid
            .columns
            .iter()
            .zip(self.starts)
            .map(move |(column, start)| (column, left + start))
            .filter(move |(column, x)| x + column.width > from && *x < to)
    }

    /// Indices of the rows that are seen.
    fn seen_rows(&self) -> std::ops::Range<usize> {
        let above = self.cells.top() - self.origin.y - HEADER;
        let first = (above / ROW).max(0.0) as usize;
        let count = (self.cells.height() / ROW).max(0.0) as usize + 2;
        first..(first + count).min(self.grid.rows())
    }

    /// The row whose table the roles above are of: the chosen cell's where it is seen, else the first that is seen.
    fn looked_at(&self, place: &Place) -> u32 {
        let seen = self.seen_rows();
        let index = if seen.contains(&place.row) {
            place.row
        } else {
            seen.start
        };
        self.grid.row(index).unwrap_or(0)
    }

    fn rows(&self, ui: &mut Ui, place: &Place, commands: &mut Vec<Command>) {
        let palette = theme::palette(ui);
        let painter = ui.painter().with_clip_rect(self.cells);
        for index in self.seen_rows() {
            let Some(row) = self.grid.row(index) else {
                break;
            };
            let top = self.origin.y + HEADER + ROW * index as f32;
            let line =
                Rect::from_min_size(pos2(self.cells.left(), top), vec2(self.cells.width(), ROW));
            for (column, x) in self.columns() {
                let cell = Rect::from_min_size(pos2(x, top), vec2(column.width, ROW));
                self.cell(&painter, palette, row, column, cell);
                if index == place.row && column.number as usize == place.column {
                    let edge = Stroke::new(2.0, palette.ink);
                    painter.rect_stroke(cell, 0.0, edge, StrokeKind::Inside);
                }
            }
            painter.hline(
                line.x_range(),
                line.bottom(),
                Stroke::new(1.0, palette.hairline),
            );
            self.number(ui, palette, row, line, commands);
        }
        let id = Id::unique(("source cells", self.grid.name())).with("cells");
        if ui.memory(|memory| memory.has_focus(id)) {
            ring(ui, self.cells.shrink(7.0), 2.0);
        }
    }

    fn cell(
        &self,
        painter: &egui::Painter,
        palette: &'static Palette,
        row: u32,
        column: &GridColumn,
        cell: Rect,
    ) {
        let band = self.grid.band(row, column);
        if let Some(fill) = fill(band, palette) {
            painter.rect_filled(cell, 0.0, fill);
        }
        let (words, is_number) = self.grid.text(row, column.number);
        let ink = match band {
            Band::LeftOut => palette.muted,
            Band::Header => palette
                .on_sequential
                .first()
                .copied()
                .unwrap_or(palette.ink),
            _ => palette.ink,
        };
        let font = if band == Band::Header {
            Type::NoteStrong
        } else {
            Type::Note
        };
        let anchor = if is_number && band != Band::Header {
            Align2::RIGHT_CENTER
        } else {
            Align2::LEFT_CENTER
        };
        let mut inner = cell.shrink2(vec2(8.0, 0.0));
        if let Some(severity) = self.grid.mark(row, column.number) {
            let (colour, sign) = match severity {
                Severity::Blocker => (palette.error, Icon::Blocker),
                Severity::Warning => (palette.warning, Icon::Warning),
                Severity::Info => (palette.link, Icon::Info),
            };
            let edge = Stroke::new(2.0, colour);
            painter.rect_stroke(cell, 0.0, edge, StrokeKind::Inside);
            let at = pos2(cell.left() + 12.0, cell.center().y);
            icon(painter, at, sign, colour);
            inner.min.x += 16.0;
        }
        let words: String = words.replace(['\n', '\r'], " ");
        let mut job = egui::text::LayoutJob::simple_singleline(
            crate::figures::clean(&words),
            font.font(),
            ink,
        );
        job.wrap = egui::text::TextWrapping::truncate_at_width(inner.width().max(1.0));
        let galley = painter.layout_job(job);
        let at = anchor.align_size_within_rect(galley.size(), inner).min;
        painter.galley(at, galley, ink);
        painter.vline(
            cell.right(),
            cell.y_range(),
            Stroke::new(1.0, palette.hairline),
        );
    }

    /// The number of a row, which makes it the header when pressed, and what the row is.
    fn number(
        &self,
        ui: &mut Ui,
        palette: &'static Palette,
        row: u32,
        line: Rect,
        commands: &mut Vec<Command>,
    ) {
        let mut rect = line;
        rect.max.x = rect.left() + NUMBER;
        let seen = rect.intersect(self.cells);
        if seen.height() < 4.0 {
            return;
        }
        let number = row + 1;
        let name = format!("Row {number} holds the header");
        let id = ui.scope_id().with(("row number", number));
        let response = ui.interact(seen, id, Sense::CLICK | Sense::HOVER);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let painter = ui.painter().with_clip_rect(self.cells);
        let ground = if response.hovered() {
            palette.selected
        } else {
            palette.panel
        };
        painter.rect_filled(rect, 0.0, ground);
        let style = Type::Note.font();
        painter.text(
            pos2(rect.left() + 44.0, rect.center().y),
            Align2::RIGHT_CENTER,
            number.to_string(),
            style.clone(),
            palette.link,
        );
        painter.text(
            pos2(rect.left() + 52.0, rect.center().y),
            Align2::LEFT_CENTER,
            self.grid.kind(row),
            style,
            palette.ink_2,
        );
        if hover_card(response, &name).clicked() {
            commands.push(Command::Wizard(WizardCommand::SetHeaderRow(Some(number))));
        }
    }

    /// What each column was taken for, how surely and why.
    fn header(&self, ui: &mut Ui, place: &Place, commands: &mut Vec<Command>) {
        let row = self.looked_at(place);
        let palette = theme::palette(ui);
        let bar = Rect::from_min_size(self.seen.min, vec2(self.seen.width(), HEADER));
        ui.painter().rect_filled(bar, 0.0, palette.ground);
        let choices = role_choices();
        let from = self.seen.left() + NUMBER;
        let whole = self.columns().map(|(column, x)| (column.clone(), x));
        for (column, x) in whole.collect::<Vec<_>>() {
            let cell = Rect::from_min_size(pos2(x, bar.top()), vec2(column.width, HEADER));
            let mut scope = ui.new_child(
                egui::UiBuilder::new()
                    .id_salt(("role", column.number))
                    .max_rect(cell.shrink2(vec2(3.0, 1.0))),
            );
            let clip = Rect::from_min_max(pos2(from, bar.top()), bar.max);
            scope.set_clip_rect(clip.intersect(ui.clip_rect()));
            let table = self.grid.looked_at(row, column.number);
            let guess = table.and_then(|table| table.guess(column.number));
            let role = guess.map(|guess| guess.role);
            let label = format!("Column {}", column.letter);
            let which = Select {
                label: &label,
                prefix: &column.letter,
                shown: role.map_or("Not read", role_in_short),
                icon: None,
                selected: role.and_then(|role| ROLES.iter().position(|(of, _)| *of == role)),
                width: column.width - 6.0,
                search: false,
            };
            let picked = select(&mut scope, which, &choices).and_then(|at| ROLES.get(at));
            if let Some((role, _)) = picked {
                let table = table.filter(|_| self.grid.has_several());
                let table = table.map(|table| table.name.clone());
                let said = WizardCommand::SetRole(table, column.number, *role);
                commands.push(Command::Wizard(said));
            }
            let proof = guess.map_or_else(String::new, ColumnGuess::proof);
            let below = Rect::from_min_max(pos2(x + 6.0, bar.bottom() - 18.0), cell.max);
            let (align, ink) = (Align2::LEFT_CENTER, palette.muted);
            text_in(&scope, below, align, Type::Note, ink, &proof);
            let at = scope.interact(below, scope.scope_id().with("proof"), Sense::hover());
            hover_card(at, proof);
        }
        let corner = Rect::from_min_max(bar.min, pos2(from, bar.bottom()));
        ui.painter().rect_filled(corner, 0.0, palette.ground);
        let edge = Stroke::new(1.0, palette.control_border);
        ui.painter().hline(bar.x_range(), bar.bottom() - 0.5, edge);
    }
}

/// What the chosen cell is, and its row's way to become the header.
fn chosen(ui: &mut Ui, grid: &GridPreview, place: &Place, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let Some(row) = grid.row(place.row) else {
        return;
    };
    ui.horizontal(|ui| {
        let words = format!("Row {} is the header", row + 1);
        if Button::ghost(&words).show(ui).clicked() {
            let said = WizardCommand::SetHeaderRow(Some(row + 1));
            commands.push(Command::Wizard(said));
        }
        let column = place.column as u32;
        let table = grid.looked_at(row, column);
        let guess = table.and_then(|table| table.guess(column));
        let proof = guess.map_or_else(String::new, ColumnGuess::proof);
        let words = format!("{}. {proof}", grid.spoken(row, column));
        text(ui, Type::Note, palette.ink_2, &words);
    });
}
