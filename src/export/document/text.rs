use std::fmt::Write;

use egui::{Color32, Rect, Vec2, pos2, vec2};

use super::{AREA, Document, Role};
use crate::export::svg::{escaped, hex};
use crate::figures::{Style, Theme, Weight};

/// Size of letters in tables.
const SIZE: f32 = 8.5;
/// Between two columns of a table.
const GAP: f32 = 8.0;
/// Most width that a column of words wants beside the one that names the rows.
const BESIDE_NAMES: f32 = 70.0;
/// Above and below the text of a row.
const PAD: f32 = 2.5;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(in crate::export) struct SheetCell {
    /// What it holds.
    pub(in crate::export) text: String,
    /// What is said beside it, paler.
    pub(in crate::export) aside: &'static str,
}

impl SheetCell {
    fn whole(&self) -> String {
        if self.aside.is_empty() {
            self.text.clone()
        } else {
            format!("{} {}", self.text, self.aside)
        }
    }
}

/// A table on paper and in a page.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(in crate::export) struct Sheet {
    /// What it holds, in a line.
    pub(in crate::export) caption: String,
    /// Headings of the columns, and whether each holds numbers.
    pub(in crate::export) columns: Vec<(String, bool)>,
    /// The rows.
    pub(in crate::export) rows: Vec<Vec<SheetCell>>,
    /// The column that names a row.
    pub(in crate::export) naming: usize,
}

impl Document {
    /// A table, its header repeated on every page. False, and nothing is written, where it is too wide for a page.
    pub(in crate::export) fn table(&mut self, sheet: &Sheet, most: usize) -> bool {
        let Some(widths) = widths(sheet) else {
            return false;
        };
        let table = self.part(Role::Table(sheet.caption.clone()), None);
        let style = Style::semibold(SIZE);
        let header: Vec<String> = sheet.columns.iter().map(|(name, _)| name.clone()).collect();
        let head = laid(&header, &widths, style);
        self.need(height(&head, style) + 40.0);
        let row = self.part(Role::Row, Some(table));
        self.row(sheet, &head, &widths, style, |document, _| {
            Some(document.part(Role::ColumnHeader, Some(row)))
        });
        self.rule(true);
        for cells in sheet.rows.iter().take(most) {
            let style = Style::regular(SIZE);
            let texts: Vec<String> = cells.iter().map(SheetCell::whole).collect();
            let lines = laid(&texts, &widths, style);
            if self.y + height(&lines, style) > AREA.bottom() {
                self.break_page();
                self.row(sheet, &head, &widths, Style::semibold(SIZE), |_, _| None);
                self.rule(true);
            }
            let row = self.part(Role::Row, Some(table));
            self.row(sheet, &lines, &widths, style, |document, column| {
                let role = if column == sheet.naming {
                    Role::RowHeader
                } else {
                    Role::Cell
                };
                Some(document.part(role, Some(row)))
            });
            self.rule(false);
        }
        self.y += 8.0;
        true
    }

    /// The cells of a row side by side, each the part that `part` makes for its column.
    fn row(
        &mut self,
        sheet: &Sheet,
        cells: &[Vec<String>],
        widths: &[f32],
        style: Style,
        mut part: impl FnMut(&mut Self, usize) -> Option<usize>,
    ) {
        let height = height(cells, style);
        let mut x = AREA.left();
        for (column, (lines, width)) in cells.iter().zip(widths).enumerate() {
            let part = part(self, column);
            if !lines.is_empty() {
                let is_number = sheet.columns.get(column).is_some_and(|(_, is)| *is);
                let size = vec2(*width, style.line() * lines.len() as f32);
                let svg = lines_svg(lines, style, size, is_number, false);
                let at = Rect::from_min_size(pos2(x, self.y + PAD), size);
                self.place(part, at, svg);
            }
            x += width + GAP;
        }
        self.y += height;
    }
}

fn height(cells: &[Vec<String>], style: Style) -> f32 {
    let lines = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    style.line() * lines as f32 + 2.0 * PAD
}

fn laid(texts: &[String], widths: &[f32], style: Style) -> Vec<Vec<String>> {
    texts
        .iter()
        .zip(widths)
        .map(|(text, width)| style.wrap(text, width + 0.5, 12))
        .collect()
}

/// Widths of the columns. Numbers are never cut; texts share what is left. None where that is not enough.
fn widths(sheet: &Sheet) -> Option<Vec<f32>> {
    let style = Style::semibold(SIZE);
    let longest_word = |text: &str| {
        text.split(' ')
            .map(|word| style.width(word))
            .fold(0.0, f32::max)
    };
    let mut wanted = Vec::new();
    let mut least = Vec::new();
    for (column, (name, is_number)) in sheet.columns.iter().enumerate() {
        let cells = || sheet.rows.iter().filter_map(|row| row.get(column));
        let whole = cells()
            .map(|cell| style.width(&cell.whole()))
            .fold(0.0, f32::max);
        let word = cells()
            .map(|cell| {
                if *is_number {
                    style.width(&cell.text)
                } else {
                    longest_word(&cell.text)
                }
            })
            .fold(longest_word(name), f32::max);
        let whole = if *is_number || column == sheet.naming {
            whole
        } else {
            whole.min(BESIDE_NAMES)
        };
        wanted.push(whole.max(word).max(style.width(name).min(BESIDE_NAMES)));
        least.push(word);
    }
    let room = AREA.width() - GAP * (sheet.columns.len().saturating_sub(1)) as f32;
    let most: f32 = wanted.iter().sum();
    let fewest: f32 = least.iter().sum();
    if fewest > room {
        return None;
    }
    let share = if most > fewest {
        ((room - fewest) / (most - fewest)).min(1.0)
    } else {
        0.0
    };
    Some(
        least
            .iter()
            .zip(&wanted)
            .map(|(least, wanted)| least + (wanted - least) * share)
            .collect(),
    )
}

/// Lines of text below one another, at the left or, as numbers are, at the right.
pub(super) fn lines_svg(
    lines: &[String],
    style: Style,
    size: Vec2,
    is_right: bool,
    is_aside: bool,
) -> String {
    let palette = Theme::Light.palette();
    let colour = if is_aside { palette.ink_2 } else { palette.ink };
    let mut out = opened(size);
    let last = lines.len().saturating_sub(1);
    for (line, number) in lines.iter().zip(0_u16..) {
        let base = style.line() * f32::from(number) + style.size * 1.02;
        let (x, anchor) = if is_right {
            (size.x, " text-anchor=\"end\"")
        } else {
            (0.0, "")
        };
        let weight = match style.weight {
            Weight::Regular => String::new(),
            other => format!(" font-weight=\"{}\"", other.css()),
        };
        let _ = write!(
            out,
            "<text xml:space=\"preserve\" x=\"{x}\" y=\"{base}\" font-size=\"{}\"{weight}{anchor} fill=\"{}\">{}{}</text>",
            style.size,
            hex(colour),
            escaped(line),
            // Whoever reads the lines as one text needs the space between them.
            if is_right || usize::from(number) == last {
                ""
            } else {
                " "
            }
        );
    }
    out.push_str("</svg>");
    out
}

/// A thin rule that fills its place.
pub(super) fn rule_svg(size: Vec2, is_strong: bool) -> String {
    let palette = Theme::Light.palette();
    let colour: Color32 = if is_strong {
        palette.muted
    } else {
        palette.hairline
    };
    let mut out = opened(size);
    let _ = write!(
        out,
        "<rect x=\"0\" y=\"0\" width=\"{}\" height=\"{}\" fill=\"{}\"/></svg>",
        size.x,
        if is_strong { 0.8 } else { 0.5 },
        hex(colour)
    );
    out
}

fn opened(size: Vec2) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" font-family=\"'Open Sans', sans-serif\">",
        size.x.max(1.0),
        size.y.max(1.0)
    )
}
