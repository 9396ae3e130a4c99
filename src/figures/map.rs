//! A map of equal tiles: the nations of the UK and the regions of England where one expects them, shaded by five classes, with a
//! ranked list beside it where there is room.

use std::cmp::Ordering;

use egui::{Rect, pos2, vec2};

use super::Mark;
use super::canvas::{Anchor, Canvas};
use super::few::few;
use super::lettering::Style;
use super::speech;
use crate::questions::{Answer, Detail, Row, RowRole, Tiles};

/// Code, name, column and row of every tile of the nations and regions.
const TILES: [(&str, &str, u8, u8); 12] = [
    ("S92000003", "Scotland", 1, 0),
    ("N92000002", "Northern Ireland", 0, 1),
    ("E12000001", "North East", 2, 1),
    ("E12000002", "North West", 1, 2),
    ("E12000003", "Yorkshire and The Humber", 2, 2),
    ("W92000004", "Wales", 0, 3),
    ("E12000005", "West Midlands", 1, 3),
    ("E12000004", "East Midlands", 2, 3),
    ("E12000006", "East of England", 3, 3),
    ("E12000009", "South West", 1, 4),
    ("E12000007", "London", 2, 4),
    ("E12000008", "South East", 3, 4),
];
/// The same of the four nations by themselves.
const NATIONS: [(&str, &str, u8, u8); 4] = [
    ("S92000003", "Scotland", 1, 0),
    ("N92000002", "Northern Ireland", 0, 1),
    ("E92000001", "England", 2, 1),
    ("W92000004", "Wales", 1, 2),
];
/// Height of the legend above the tiles.
const HEAD: f32 = 30.0;

/// A tile with its figure, where one is held.
struct Tile<'a> {
    name: &'static str,
    column: u8,
    row: u8,
    index: Option<usize>,
    of: Option<&'a Row>,
}

fn tiles(answer: &Answer) -> Vec<Tile<'_>> {
    let place = |(code, name, column, row): &(&str, &'static str, u8, u8)| {
        let index = answer
            .rows
            .iter()
            .position(|row| row.subject_code.0 == *code && row.role != RowRole::Benchmark);
        Tile {
            name,
            column: *column,
            row: *row,
            of: index.and_then(|index| answer.rows.get(index)),
            index,
        }
    };
    let nations = answer
        .rows
        .iter()
        .any(|row| row.subject_code.0 == "E92000001" && row.role != RowRole::Benchmark);
    if nations {
        NATIONS.iter().map(place).collect()
    } else {
        TILES.iter().map(place).collect()
    }
}

/// Height that the picture asks for.
pub(super) fn height(width: f32, k: f32) -> f32 {
    (width * 0.6).clamp(300.0 * k, 520.0 * k)
}

/// Paints the tiles into `body`.
pub(super) fn paint(answer: &Answer, canvas: &Canvas, body: Rect) -> Vec<Mark> {
    let k = canvas.k;
    let Detail::Map(classes) = &answer.detail else {
        return Vec::new();
    };
    let tiles = tiles(answer);
    let listed = answer
        .rows
        .iter()
        .filter(|row| row.role != RowRole::Benchmark)
        .count();
    let roomy = body.width() > 760.0 * k
        && body.height() > (listed as f32 + 2.0) * 20.0 * k
        && !canvas.is_in_a_room();
    let list = if roomy {
        (body.width() * 0.34).min(420.0 * k)
    } else {
        0.0
    };
    let map = Rect::from_min_max(
        pos2(body.left(), body.top() + HEAD * k),
        pos2(
            body.right() - list - if roomy { 32.0 * k } else { 0.0 },
            body.bottom(),
        ),
    );
    let columns = tiles.iter().map(|tile| tile.column).max().unwrap_or(0) + 1;
    let rows = tiles.iter().map(|tile| tile.row).max().unwrap_or(0) + 1;
    let gap = 4.0 * k;
    let high = map.height() / f32::from(rows);
    let wide = (map.width() / f32::from(columns)).min(high * 2.6);
    legend(
        classes,
        answer,
        canvas,
        Rect::from_min_max(body.min, pos2(map.right(), map.top())),
    );
    let named = named(&tiles, canvas.names);
    let mut marks = Vec::new();
    for (at, tile) in tiles.iter().enumerate() {
        let rect = Rect::from_min_size(
            pos2(
                map.left() + wide * f32::from(tile.column),
                map.top() + high * f32::from(tile.row),
            ),
            vec2(wide, high),
        )
        .shrink(gap / 2.0);
        let class = tile
            .index
            .and_then(|index| classes.classes.get(index).copied().flatten());
        paint_tile(tile, named.contains(&at), class, rect, canvas);
        if let (Some(index), Some(row)) = (tile.index, tile.of) {
            marks.push(Mark {
                row: index,
                rect,
                spoken: speech::spoken(row),
            });
        }
    }
    if roomy {
        let left = body.right() - list;
        beside(
            answer,
            canvas,
            Rect::from_min_max(pos2(left, body.top()), body.max),
        );
    }
    marks
}

/// The tiles that carry their name beside their figure: those in focus, the highest and the lowest. The place of the others says
/// which they are.
fn named(tiles: &[Tile<'_>], most: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..tiles.len()).collect();
    let value = |index: &usize| tiles.get(*index).and_then(|tile| tile.of?.reading.value());
    order.sort_by(|a, b| value(b).partial_cmp(&value(a)).unwrap_or(Ordering::Equal));
    let role = |index: &usize| tiles.get(*index).and_then(|tile| Some(tile.of?.role));
    let in_focus = |at: usize| order.get(at).and_then(role) == Some(RowRole::Focus);
    let held = order.iter().filter(|index| value(index).is_some()).count();
    let kept = few(if held > most { held } else { order.len() }, most, in_focus);
    kept.into_iter()
        .filter_map(|at| order.get(at).copied())
        .collect()
}

fn paint_tile(tile: &Tile<'_>, is_named: bool, class: Option<u8>, rect: Rect, canvas: &Canvas) {
    let (k, palette) = (canvas.k, canvas.palette);
    let shade = class.and_then(|class| {
        let class = usize::from(class);
        palette
            .sequential
            .get(class)
            .copied()
            .zip(palette.on_sequential.get(class).copied())
    });
    let ink = if let Some((fill, ink)) = shade {
        canvas.fill(rect, 3.0 * k, fill);
        ink
    } else {
        if tile.of.is_some() {
            canvas.hatch(rect, palette.crowd);
        }
        palette.ink
    };
    canvas.outline(rect, 3.0 * k, palette.control_border);
    if tile.of.is_some_and(|row| row.role == RowRole::Focus) {
        canvas.outline(rect.shrink(1.5 * k), 3.0 * k, ink);
        canvas.outline(rect.shrink(2.5 * k), 3.0 * k, ink);
    }
    let size = (rect.height() * 0.26).clamp(canvas.least(11.0), 15.0 * k);
    let (name, value) = (Style::regular(size), Style::bold(size));
    let shown = match tile.of {
        Some(row) => match row.reading.value() {
            Some(value) => speech::tight(row, value),
            None => row.shown(),
        },
        None => "not held".to_owned(),
    };
    let two = rect.height() > size * 4.2;
    let short = if name.width(tile.name) > rect.width() - 10.0 * k && !two {
        tile.name
            .replace("Yorkshire and The Humber", "Yorks & Humber")
    } else {
        tile.name.to_owned()
    };
    let mut lines = name.wrap(&short, rect.width() - 10.0 * k, if two { 2 } else { 1 });
    lines.retain(|_| is_named);
    let step = size * 1.25;
    let mut y = rect.center().y - step * lines.len() as f32 / 2.0;
    let withheld = shade.is_none() && tile.of.is_some();
    for (line, style) in lines
        .iter()
        .map(|line| (line.clone(), name))
        .chain(std::iter::once((
            value.fit(&shown, rect.width() - 8.0 * k),
            value,
        )))
    {
        if withheld {
            let cover = vec2(style.width(&line) + 6.0 * k, step);
            canvas.fill(
                Rect::from_center_size(pos2(rect.center().x, y), cover),
                0.0,
                palette.ground,
            );
        }
        canvas.text(pos2(rect.center().x, y), Anchor::Centre, &line, style, ink);
        y += step;
    }
}

/// The classes with the figures that each holds, lowest first.
fn legend(classes: &Tiles, answer: &Answer, canvas: &Canvas, rect: Rect) {
    let (k, palette) = (canvas.k, canvas.palette);
    let Some(row) = answer.rows.first() else {
        return;
    };
    let style = Style::regular(13.0 * k);
    let number = |value: f64| crate::domain::thousands(value, row.decimals);
    let texts: Vec<(u8, String)> = classes
        .ranges
        .iter()
        .map(|(class, from, to)| {
            let (from, to) = (number(*from), number(*to));
            let text = if from == to {
                from
            } else {
                format!("{from} to {to}")
            };
            (*class, text)
        })
        .collect();
    let unit = style.fit(&speech::unit_sign(&row.unit), rect.width() * 0.3);
    let box_width = 16.0 * k;
    let wide = |text: &str| box_width + 5.0 * k + style.width(text) + 14.0 * k;
    let all: f32 = texts.iter().map(|(_, text)| wide(text)).sum();
    let y = rect.top() + 10.0 * k;
    let mut x = rect.left();
    let with_unit = all + style.width(&unit) <= rect.width();
    // Where not all ranges fit, the two ends tell which way the shades run.
    let fits = all <= rect.width();
    for (place, (class, text)) in texts.iter().enumerate() {
        if !fits && place > 0 && place + 1 < texts.len() {
            continue;
        }
        let swatch = Rect::from_min_size(pos2(x, y - 7.0 * k), vec2(box_width, 14.0 * k));
        if let Some(fill) = palette.sequential.get(usize::from(*class)) {
            canvas.fill(swatch, 2.0 * k, *fill);
            canvas.outline(swatch, 2.0 * k, palette.control_border);
        }
        canvas.text(
            pos2(x + box_width + 5.0 * k, y),
            Anchor::Left,
            text,
            style,
            palette.ink_2,
        );
        x += wide(text);
    }
    if with_unit && fits {
        canvas.text(pos2(x, y), Anchor::Left, &unit, style, palette.muted);
    }
}

/// The figures in order of rank.
fn beside(answer: &Answer, canvas: &Canvas, rect: Rect) {
    let (k, palette) = (canvas.k, canvas.palette);
    let rows: Vec<&Row> = answer
        .rows
        .iter()
        .filter(|row| row.role != RowRole::Benchmark || row.reading.value().is_some())
        .collect();
    let step = (rect.height() / rows.len().max(1) as f32).min(28.0 * k);
    let size = (step * 0.7).min(14.0 * k);
    for (place, row) in rows.iter().enumerate() {
        let y = rect.top() + step * (place as f32 + 0.5);
        let focus = row.role == RowRole::Focus;
        let (name, colour) = if focus {
            (Style::bold(size), palette.ink)
        } else if row.role == RowRole::Benchmark {
            (Style::regular(size), palette.muted)
        } else {
            (Style::regular(size), palette.ink)
        };
        let rank = row.rank.map_or(String::new(), |rank| {
            format!("{rank}{}", if row.tied { "=" } else { "" })
        });
        canvas.text(
            pos2(rect.left() + 24.0 * k, y),
            Anchor::Right,
            &rank,
            Style::regular(size),
            palette.muted,
        );
        let value = match row.reading.value() {
            Some(value) => speech::tight(row, value),
            None => row.shown(),
        };
        let bold = Style::semibold(size);
        let value = bold.fit(&value, rect.width() * 0.4);
        canvas.text(pos2(rect.right(), y), Anchor::Right, &value, bold, colour);
        let room = rect.width() - 32.0 * k - bold.width(&value) - 12.0 * k;
        canvas.text(
            pos2(rect.left() + 32.0 * k, y),
            Anchor::Left,
            &name.fit(&row.subject, room),
            name,
            colour,
        );
    }
}
