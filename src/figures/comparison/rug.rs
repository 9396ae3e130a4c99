use egui::{Rect, pos2, vec2};

use super::cells;
use super::model::{Line, Rug};
use crate::domain::thousands;
use crate::figures::Mark;
use crate::figures::canvas::{Anchor, Canvas};
use crate::figures::glyph::{diamond, series_mark};
use crate::figures::lettering::Style;
use crate::figures::speech;
use crate::questions::{Answer, Row};

/// Height of the headings with mark and name in two lines.
const HEAD: f32 = 56.0;
/// Height of a heading of a goal.
const GOAL: f32 = 26.0;
/// Height of a line of cells.
const LINE: f32 = 30.0;
/// Least width of a cell.
const NARROW: f32 = 46.0;
/// Height of the key.
const KEY: f32 = 36.0;

/// Height of all cells with heads and key.
pub(super) fn height(rug: &Rug, k: f32) -> f32 {
    (HEAD + KEY + rug.lines.len() as f32 * LINE + goals(rug, rug.lines.len()) as f32 * GOAL) * k
}

/// How many headings of goals stand above the first `lines`.
fn goals(rug: &Rug, lines: usize) -> usize {
    if !rug.several_goals {
        return 0;
    }
    let mut count = 0;
    let mut last = None;
    for line in rug.lines.iter().take(lines) {
        if last != Some(line.goal) {
            count += 1;
            last = Some(line.goal);
        }
    }
    count
}

/// Where columns and lines lie.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub(super) body: Rect,
    names: f32,
    cell: f32,
    line: f32,
    /// How many columns fit.
    pub(super) columns: usize,
    /// How many lines fit.
    pub(super) lines: usize,
    has_benchmark: bool,
    /// Where the dots may begin.
    pub(super) bottom: f32,
}

impl Placed {
    pub(super) fn of(rug: &Rug, body: Rect, (k, most): (f32, usize)) -> Self {
        let style = Style::bold(14.0 * k);
        let widest = rug
            .lines
            .iter()
            .map(|line| style.width(&line.name))
            .fold(60.0 * k, f32::max);
        let names = (widest + 22.0 * k).min(body.width() * 0.34);
        let has_benchmark = rug.lines.iter().any(|line| line.benchmark.is_some());
        let extra = usize::from(has_benchmark);
        let room = body.width() - names;
        let fit = ((room / (NARROW * k)) as usize)
            .saturating_sub(extra)
            .max(1);
        let columns = rug.columns.len().min(fit).min(most);
        let cell = (room / (columns + extra).max(1) as f32).min(120.0 * k);
        let goal_height = |lines: usize| goals(rug, lines) as f32 * GOAL * k;
        let least = 20.0 * k;
        let around = (HEAD + KEY) * k;
        let mut lines = rug.lines.len().min(most);
        while lines > 1 && around + goal_height(lines) + lines as f32 * least > body.height() {
            lines -= 1;
        }
        let free = body.height() - around - goal_height(lines);
        let with_dots = (free - super::LEAST_DOTS * k) / lines.max(1) as f32;
        let line = if with_dots >= 21.0 * k && most == usize::MAX {
            with_dots.min(LINE * k)
        } else {
            (free / lines.max(1) as f32).clamp(14.0 * k, LINE * k)
        };
        let bottom = body.top() + around + goal_height(lines) + lines as f32 * line;
        Self {
            body,
            names,
            cell,
            line,
            columns,
            lines,
            has_benchmark,
            bottom,
        }
    }

    fn cell_left(&self, column: usize) -> f32 {
        self.body.left() + self.names + column as f32 * self.cell
    }
}

/// Paints heads, lines and key.
pub(super) fn paint(
    rug: &Rug,
    placed: &Placed,
    answer: &Answer,
    chosen: Option<usize>,
    canvas: &Canvas,
) -> Vec<Mark> {
    let (k, palette, body) = (canvas.k, canvas.palette, placed.body);
    heads(rug, placed, canvas);
    let right = placed.cell_left(placed.columns + usize::from(placed.has_benchmark));
    let mut y = body.top() + HEAD * k;
    canvas.rule(body.left(), right, y - 3.0 * k, palette.muted);
    let rows: Vec<&Row> = rug
        .lines
        .iter()
        .take(placed.lines)
        .flat_map(|line| line.cells.iter().take(placed.columns).flatten())
        .filter_map(|index| answer.rows.get(*index))
        .collect();
    let wanted = (placed.line * 0.6).min(14.0 * k);
    let size = cells::size_for(&rows, placed.cell - 2.0 * k, wanted, k).max(canvas.least(0.0));
    let mut marks = Vec::new();
    let mut goal = None;
    for (index, line) in rug.lines.iter().enumerate().take(placed.lines) {
        if rug.several_goals && goal != Some(line.goal) {
            goal = Some(line.goal);
            let style = Style::semibold(14.0 * k);
            canvas.text(
                pos2(body.left(), y + GOAL * k * 0.55),
                Anchor::Left,
                &style.fit(&rug.heading(line.goal), right - body.left()),
                style,
                palette.ink,
            );
            y += GOAL * k;
        }
        let rect = Rect::from_min_max(pos2(body.left(), y), pos2(right, y + placed.line));
        let front = chosen == Some(index);
        if front {
            canvas.fill(rect.shrink2(vec2(0.0, k)), 4.0 * k, palette.selected);
        }
        marks.extend(paint_line(
            line,
            placed,
            rect,
            (front, size),
            answer,
            canvas,
        ));
        y += placed.line;
    }
    cells::key(
        &rows,
        &rug.lines,
        body.left(),
        body.right(),
        y + 4.0 * k,
        canvas,
    );
    marks
}

fn paint_line(
    line: &Line,
    placed: &Placed,
    rect: Rect,
    (front, cell_size): (bool, f32),
    answer: &Answer,
    canvas: &Canvas,
) -> Vec<Mark> {
    let (k, palette) = (canvas.k, canvas.palette);
    let size = (placed.line * 0.6).min(14.0 * k);
    let (style, ink) = if front {
        (Style::bold(size), palette.on_selected)
    } else {
        (Style::regular(size), palette.ink)
    };
    let y = rect.center().y;
    let room = placed.names - 14.0 * k;
    let smaller = Style {
        size: size.min((placed.line * 0.42).max(canvas.least(0.0))),
        ..style
    };
    // A long name takes two lines where they can be read.
    let (names, style_of_name) = if style.width(&line.name) <= room || smaller.size < 10.5 * k {
        (vec![style.fit(&line.name, room)], style)
    } else {
        (smaller.wrap(&line.name, room, 2), smaller)
    };
    let step = style_of_name.size * 1.12;
    let mut top = y - step * (names.len() - 1) as f32 / 2.0;
    for name in &names {
        let at = pos2(rect.left() + 8.0 * k, top);
        canvas.text(at, Anchor::Left, name, style_of_name, ink);
        top += step;
    }
    let mut marks = Vec::new();
    for (column, cell) in line.cells.iter().enumerate().take(placed.columns) {
        let Some((index, row)) = cell.and_then(|index| Some((index, answer.rows.get(index)?)))
        else {
            continue;
        };
        let rect = Rect::from_min_size(
            pos2(placed.cell_left(column), rect.top()),
            vec2(placed.cell, placed.line),
        )
        .shrink(k);
        cells::paint(row, line, rect, cell_size, front, canvas);
        marks.push(Mark {
            row: index,
            rect,
            spoken: speech::spoken(row),
        });
    }
    let decimals = line
        .cells
        .iter()
        .flatten()
        .find_map(|index| answer.rows.get(*index))
        .map_or(1, |row| row.decimals);
    if let Some(value) = line.benchmark {
        let left = placed.cell_left(placed.columns);
        let text = thousands(value, decimals);
        let room = placed.cell - 6.0 * k;
        let style = Style::semibold(size).within(&text, room, canvas.least(9.0));
        let edge = (placed.cell - 14.0 * k).max(style.width(&text) + 3.0 * k);
        canvas.text(
            pos2(left + edge.min(placed.cell - 3.0 * k), y),
            Anchor::Right,
            &style.fit(&text, room),
            style,
            palette.ink_2,
        );
        if let Some((index, row)) = line
            .benchmark_row
            .and_then(|index| Some((index, answer.rows.get(index)?)))
        {
            marks.push(Mark {
                row: index,
                rect: Rect::from_min_size(pos2(left, rect.top()), vec2(placed.cell, placed.line)),
                spoken: speech::spoken(row),
            });
        }
    }
    marks
}

fn heads(rug: &Rug, placed: &Placed, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let top = placed.body.top();
    let style = Style::semibold(13.0 * k);
    canvas.text(
        pos2(placed.body.left(), top + 40.0 * k),
        Anchor::Left,
        &style.fit("Indicator (unit)", placed.names),
        style,
        palette.ink_2,
    );
    let names = rug.columns.iter().take(placed.columns);
    let mut names: Vec<&str> = names.map(|subject| subject.name.as_str()).collect();
    names.extend(placed.has_benchmark.then_some(rug.benchmark.as_str()));
    let (style, most) = head_style(&names, placed.cell - 4.0 * k, canvas);
    let name = |column: usize, name: &str, ink| {
        let middle = placed.cell_left(column) + placed.cell / 2.0;
        let lines = heading(name, style, placed.cell - 4.0 * k, most);
        let step = if most > 2 { 12.0 } else { 16.0 };
        for (index, line) in lines.iter().enumerate() {
            canvas.text(
                pos2(
                    middle,
                    top + (if most > 2 { 20.0 } else { 24.0 } + step * index as f32) * k,
                ),
                Anchor::Centre,
                line,
                style,
                ink,
            );
        }
        pos2(middle, top + 7.0 * k)
    };
    for (column, subject) in rug.columns.iter().enumerate().take(placed.columns) {
        let at = name(column, &subject.name, palette.ink);
        series_mark(canvas.painter(), at, 5.0 * k, column, palette);
    }
    if placed.has_benchmark {
        let at = name(placed.columns, &rug.benchmark, palette.ink_2);
        diamond(canvas.painter(), at, 6.0 * k, palette.named);
    }
}

/// Letters for all headings, and in how many lines: smaller ones in more lines before any name is cut.
fn head_style(names: &[&str], width: f32, canvas: &Canvas) -> (Style, usize) {
    let ways = [(13.0, 2), (11.5, 2), (10.5, 3), (9.5, 3)];
    let ways = ways.map(|(size, lines)| {
        (
            Style::semibold(canvas.least(size)),
            if canvas.is_in_a_room() { 2 } else { lines },
        )
    });
    let whole = |(style, lines): &(Style, usize)| {
        let mut all = names
            .iter()
            .map(|name| heading(name, *style, width, *lines));
        all.all(|lines| !is_cut(&lines))
    };
    let [first, .., last] = ways;
    // Names that no way of setting shows whole are better read large and cut than small and cut.
    let longest_word = |name: &&str| {
        let words = name.split(' ').map(|word| last.0.width(word));
        words.fold(0.0, f32::max)
    };
    let widest = names.iter().map(longest_word).fold(0.0, f32::max);
    let otherwise = if widest > width * 1.3 { first } else { last };
    ways.into_iter().find(whole).unwrap_or(otherwise)
}

fn is_cut(lines: &[String]) -> bool {
    lines.iter().any(|line| line.ends_with('…'))
}

/// A name in lines; common long words are shortened before a name is cut.
fn heading(name: &str, style: Style, width: f32, most: usize) -> Vec<String> {
    let whole = style.wrap(name, width, most);
    if !is_cut(&whole) {
        return whole;
    }
    let short = name
        .replace("University", "Univ.")
        .replace("employers’", "empl.")
        .replace("Employers", "Empl.")
        .replace("employers", "empl.")
        .replace("Limited", "Ltd")
        .replace(" and ", " & ");
    style.wrap(&short, width, most)
}
