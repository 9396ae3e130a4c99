use std::fmt::Write;

use egui::{Color32, Rect, Vec2, pos2, vec2};

use super::{AREA, Document, Role};
use crate::export::svg::{escaped, hex};
use crate::figures::{Style, Theme, Weight};

/// Size of letters in tables.
const SIZE: f32 = 8.5;
/// Between two columns of a table, and of one that has many.
const GAP: f32 = 8.0;
const SMALL_GAP: f32 = 5.0;
/// From so many columns on the gap is small.
const MANY_COLUMNS: usize = 10;
/// Most width that a column of words wants beside the one that names the rows.
const BESIDE_NAMES: f32 = 70.0;
/// Above and below the text of a row.
const PAD: f32 = 2.5;
/// Below a table.
const BELOW: f32 = 8.0;

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

    /// Its lines in a column of that width; what is said beside it has lines of its own where it `is_apart`.
    fn lines(&self, style: Style, width: f32, is_apart: bool) -> Vec<String> {
        if !is_apart {
            return wrapped(&self.whole(), style, width);
        }
        let mut lines = wrapped(&self.text, style, width);
        lines.extend(wrapped(self.aside, style, width));
        lines
    }
}

fn wrapped(text: &str, style: Style, width: f32) -> Vec<String> {
    style.wrap(text, width + 0.5, 12)
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

/// A table with all its lines, ready to be placed.
struct Laid {
    widths: Vec<f32>,
    gap: f32,
    head: Vec<Vec<String>>,
    rows: Vec<Vec<Vec<String>>>,
}

impl Laid {
    /// The first rows of a table. None where it is too wide for a page.
    fn of(sheet: &Sheet, most: usize) -> Option<Self> {
        let gap = if sheet.columns.len() < MANY_COLUMNS {
            GAP
        } else {
            SMALL_GAP
        };
        let widths = widths(sheet, gap)?;
        let (bold, style) = (Style::semibold(SIZE), Style::regular(SIZE));
        let head = sheet.columns.iter().zip(&widths);
        // Words beside figures stand below all of them where they do not fit beside one.
        let is_wide = |(cell, width): (&SheetCell, &f32)| {
            !cell.aside.is_empty() && style.width(&cell.whole()) > width + 0.5
        };
        let shown = sheet.rows.iter().take(most);
        let is_apart = shown
            .clone()
            .any(|cells| cells.iter().zip(&widths).any(is_wide));
        let row = |cells: &Vec<SheetCell>| {
            let cells = cells.iter().zip(&widths);
            cells
                .map(|(cell, width)| cell.lines(style, *width, is_apart))
                .collect()
        };
        Some(Self {
            head: head
                .map(|((name, _), width)| wrapped(name, bold, *width))
                .collect(),
            rows: shown.map(row).collect(),
            widths,
            gap,
        })
    }

    fn height(&self) -> f32 {
        let style = Style::regular(SIZE);
        let rows = std::iter::once(&self.head).chain(&self.rows);
        rows.map(|cells| height(cells, style)).sum::<f32>() + BELOW
    }
}

impl Document {
    /// Height of the first rows of a table; none where it is too wide for a page.
    pub(in crate::export) fn height_of_table(sheet: &Sheet, most: usize) -> Option<f32> {
        Some(Laid::of(sheet, most)?.height())
    }

    /// A table, its header repeated on every page. False, and nothing is written, where it is too wide for a page.
    pub(in crate::export) fn table(&mut self, sheet: &Sheet, most: usize) -> bool {
        let Some(laid) = Laid::of(sheet, most) else {
            return false;
        };
        let table = self.part(Role::Table(sheet.caption.clone()), None);
        let (bold, style) = (Style::semibold(SIZE), Style::regular(SIZE));
        self.need(height(&laid.head, bold) + 40.0);
        let row = self.part(Role::Row, Some(table));
        self.row(sheet, (&laid, &laid.head), bold, |document, _| {
            Some(document.part(Role::ColumnHeader, Some(row)))
        });
        self.rule(true);
        for lines in &laid.rows {
            if self.y + height(lines, style) > AREA.bottom() {
                self.break_page();
                self.row(sheet, (&laid, &laid.head), bold, |_, _| None);
                self.rule(true);
            }
            let row = self.part(Role::Row, Some(table));
            self.row(sheet, (&laid, lines), style, |document, column| {
                let role = if column == sheet.naming {
                    Role::RowHeader
                } else {
                    Role::Cell
                };
                Some(document.part(role, Some(row)))
            });
            self.rule(false);
        }
        self.y += BELOW;
        true
    }

    /// The cells of a row side by side, each the part that `part` makes for its column.
    fn row(
        &mut self,
        sheet: &Sheet,
        (laid, cells): (&Laid, &[Vec<String>]),
        style: Style,
        mut part: impl FnMut(&mut Self, usize) -> Option<usize>,
    ) {
        let height = height(cells, style);
        let mut x = AREA.left();
        for (column, (lines, width)) in cells.iter().zip(&laid.widths).enumerate() {
            let part = part(self, column);
            if !lines.is_empty() {
                let is_number = sheet.columns.get(column).is_some_and(|(_, is)| *is);
                let size = vec2(*width, style.line() * lines.len() as f32);
                let svg = lines_svg(lines, style, size, is_number, false);
                let at = Rect::from_min_size(pos2(x, self.y + PAD), size);
                self.place(part, at, svg);
            }
            x += width + laid.gap;
        }
        self.y += height;
    }
}

fn height(cells: &[Vec<String>], style: Style) -> f32 {
    let lines = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    style.line() * lines as f32 + 2.0 * PAD
}

/// Widths of the columns. Numbers are never cut, nor are words; texts share what is left. None where that is not enough.
fn widths(sheet: &Sheet, gap: f32) -> Option<Vec<f32>> {
    let (bold, style) = (Style::semibold(SIZE), Style::regular(SIZE));
    let longest = |style: Style, text: &str, apart: &str| {
        let parts = text.split(apart).map(|part| style.width(part));
        parts.fold(0.0, f32::max)
    };
    let columns = sheet.columns.iter().enumerate();
    let all: Vec<[f32; 3]> = columns
        .map(|(column, (name, is_number))| {
            let cells = || sheet.rows.iter().filter_map(|row| row.get(column));
            let most = |width: &dyn Fn(&SheetCell) -> f32| cells().map(width).fold(0.0, f32::max);
            let least = most(&|cell| {
                // A figure stays with its unit.
                let own = longest(style, &cell.text, if *is_number { ", " } else { " " });
                own.max(longest(style, cell.aside, " "))
            });
            let least = least.max(longest(bold, name, " "));
            let whole = most(&|cell| style.width(&cell.whole())).max(least);
            let wanted = if *is_number || column == sheet.naming {
                whole
            } else {
                whole.min(BESIDE_NAMES)
            };
            let wanted = wanted.max(least).max(bold.width(name).min(BESIDE_NAMES));
            [least, wanted, whole.max(wanted).max(bold.width(name))]
        })
        .collect();
    let room = AREA.width() - gap * (all.len().saturating_sub(1)) as f32;
    let total = |at: fn(&[f32; 3]) -> f32| all.iter().map(at).sum::<f32>();
    let (least, wanted, whole) = (
        total(|one| one[0]),
        total(|one| one[1]),
        total(|one| one[2]),
    );
    let share = |from: f32, to: f32| {
        if to > from {
            ((room - from) / (to - from)).clamp(0.0, 1.0)
        } else {
            0.0
        }
    };
    let (first, second) = (share(least, wanted), share(wanted, whole));
    let width = |[least, wanted, whole]: &[f32; 3]| {
        if second > 0.0 {
            wanted + (whole - wanted) * second
        } else {
            least + (wanted - least) * first
        }
    };
    (least <= room).then(|| all.iter().map(width).collect())
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
