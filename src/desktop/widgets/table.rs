use egui::{
    Align2, Id, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::{judgement_glyph, press, ring, text_in};
use crate::desktop::theme::{self, Type, size};
use crate::questions::Judgement;

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    /// Its heading.
    pub title: String,
    /// Its share of the width.
    pub share: f32,
    /// How it is set.
    pub align: Align,
}

impl Column {
    /// A column of words.
    pub(crate) fn words(title: impl Into<String>, share: f32) -> Self {
        Self {
            title: title.into(),
            share,
            align: Align::Left,
        }
    }

    /// A column of numbers.
    pub(crate) fn numbers(title: impl Into<String>, share: f32) -> Self {
        Self {
            title: title.into(),
            share,
            align: Align::Right,
        }
    }
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell {
    /// What it says.
    pub text: String,
    /// With weight.
    pub strong: bool,
    /// Muted.
    pub muted: bool,
    /// The mark before it.
    pub judgement: Option<Judgement>,
}

impl Cell {
    /// A plain cell.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A cell with weight.
    pub(crate) fn strong(text: impl Into<String>) -> Self {
        Self {
            strong: true,
            ..Self::plain(text)
        }
    }

    /// A muted cell.
    pub(crate) fn muted(text: impl Into<String>) -> Self {
        Self {
            muted: true,
            ..Self::plain(text)
        }
    }

    /// A judgement's mark and word.
    pub(crate) fn judged(judgement: Judgement, words: &str) -> Self {
        Self {
            judgement: Some(judgement),
            ..Self::plain(words)
        }
    }
}

/// A table of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Table {
    /// Its name for screen readers.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
    /// The row that stands out.
    pub selected: Option<usize>,
    /// True when a row can be pressed.
    pub pressable: bool,
    /// Height of a row.
    pub row_height: f32,
}

impl Table {
    /// A table in which nothing is chosen and nothing can be pressed.
    pub(crate) fn new(name: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        Self {
            name: name.to_owned(),
            columns,
            rows,
            selected: None,
            pressable: false,
            row_height: 28.0,
        }
    }

    /// The height at which all its rows are seen.
    pub(crate) fn height(&self) -> f32 {
        self.rows.len() as f32 * self.row_height + AROUND
    }
}

/// What a table needs besides its rows.
const AROUND: f32 = size::HEADER + 8.0;

/// Shows a table no higher than `height`; gives the index of the row that was pressed.
pub(crate) fn table(ui: &mut Ui, shown: &Table, height: f32) -> Option<usize> {
    table_with(ui, shown, height, |_, _, _| ())
}

/// The same, with a menu or more that `beside` adds to a row.
pub(crate) fn table_with(
    ui: &mut Ui,
    table: &Table,
    height: f32,
    mut beside: impl FnMut(&Ui, usize, &Response),
) -> Option<usize> {
    let palette = theme::palette(ui);
    let width = ui.available_width();
    let shares: f32 = table.columns.iter().map(|column| column.share).sum();
    let widths: Vec<f32> = table
        .columns
        .iter()
        .map(|column| width * column.share / shares.max(0.01))
        .collect();
    let row_height = if table.row_height > 0.0 {
        table.row_height
    } else {
        size::ROW
    };
    let (head, at) = ui.allocate_exact_size(vec2(width, size::HEADER), Sense::hover());
    at.widget_info(|| WidgetInfo::labeled(Role::Table, true, &table.name));
    ui.painter().rect_filled(head, 4.0, palette.panel);
    for ((column, width), x) in table.columns.iter().zip(&widths).zip(starts(&widths)) {
        let cell = cell_rect(head, x, *width);
        text_in(
            ui,
            cell,
            anchor(column.align),
            Type::TableStrong,
            palette.ink_2,
            &column.title,
        );
    }
    let mut pressed = None;
    let body = (height - AROUND).max(row_height * 2.0);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .id_salt(Id::unique(("table", &table.name)))
            .max_height(body)
            .auto_shrink([false, true])
            .show_rows(ui, row_height, table.rows.len(), |ui, range| {
                for index in range {
                    let Some(response) = row(ui, table, &widths, index, row_height) else {
                        continue;
                    };
                    beside(ui, index, &response);
                    if table.pressable && response.clicked() {
                        pressed = Some(index);
                    }
                }
            });
    });
    pressed
}

fn starts(widths: &[f32]) -> impl Iterator<Item = f32> + '_ {
    widths.iter().scan(0.0, |x, width| {
        let start = *x;
        *x += width;
        Some(start)
    })
}

fn cell_rect(row: Rect, x: f32, width: f32) -> Rect {
    Rect::from_min_size(pos2(row.left() + x, row.top()), vec2(width, row.height()))
        .shrink2(vec2(8.0, 0.0))
}

fn anchor(align: Align) -> Align2 {
    match align {
        Align::Left => Align2::LEFT_CENTER,
        Align::Right => Align2::RIGHT_CENTER,
    }
}

/// What a screen reader says of a row: each heading with its cell.
fn spoken(table: &Table, index: usize) -> String {
    let Some(cells) = table.rows.get(index) else {
        return String::new();
    };
    let parts: Vec<String> = table
        .columns
        .iter()
        .zip(cells)
        .filter(|(_, cell)| !cell.text.is_empty())
        .map(|(column, cell)| {
            if column.title.is_empty() {
                cell.text.clone()
            } else {
                format!("{}: {}", column.title, cell.text)
            }
        })
        .collect();
    parts.join("; ")
}

fn row(ui: &mut Ui, table: &Table, widths: &[f32], index: usize, height: f32) -> Option<Response> {
    let palette = theme::palette(ui);
    let cells = table.rows.get(index)?;
    let (rect, at) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let said = spoken(table, index);
    let id = at.id.with(("row", index));
    let response = if table.pressable {
        press(ui, rect, id, Role::Row, &said, true)
    } else {
        at.widget_info(|| WidgetInfo::labeled(Role::Row, true, &said));
        at
    };
    let selected = table.selected == Some(index);
    if selected || (table.pressable && response.hovered()) {
        ui.painter().rect_filled(rect, 4.0, palette.selected);
    } else {
        ui.painter().hline(
            rect.x_range(),
            rect.bottom(),
            Stroke::new(1.0, palette.hairline),
        );
    }
    for (((column, width), x), cell) in table
        .columns
        .iter()
        .zip(widths)
        .zip(starts(widths))
        .zip(cells)
    {
        let mut place = cell_rect(rect, x, *width);
        if let Some(judgement) = cell.judgement {
            judgement_glyph(ui, pos2(place.left() + 6.0, rect.center().y), judgement);
            place.min.x += 20.0;
        }
        let ink = match (selected, cell.muted) {
            (true, _) => palette.on_selected,
            (false, true) => palette.muted,
            (false, false) => palette.ink,
        };
        let font = if cell.strong || selected {
            Type::TableStrong
        } else {
            Type::Table
        };
        text_in(ui, place, anchor(column.align), font, ink, &cell.text);
    }
    if response.has_focus() {
        ring(ui, rect.shrink(4.0), 4.0);
    }
    Some(response)
}
