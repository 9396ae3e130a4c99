//! Tables that stand below each other on a sheet, each with its own header and title.

use super::extent::{self, below_each_other};
use super::header::{self, Header};
use super::look::{Look, looks};
use super::names::{names, pieces};
use crate::import::workbook::Sheet;

/// A table below others: its header, the rows under it, and its own title above.
pub(super) struct Below {
    pub(super) header: Header,
    pub(super) rows: Vec<u32>,
    pub(super) captions: Vec<u32>,
}

/// The tables below each other among these rows, each with its header and the rows under it.
pub(super) fn parts(sheet: &Sheet, rows: &[u32], chosen: Option<u32>) -> Vec<Below> {
    let Some(header) = header::find(sheet, rows, chosen) else {
        return Vec::new();
    };
    let (top, last) = (header.rows.first().copied().unwrap_or(0), header.last());
    let above: Vec<u32> = rows.iter().copied().filter(|row| *row < top).collect();
    let below: Vec<u32> = rows.iter().copied().filter(|row| *row > last).collect();
    let is_below_others = chosen.is_none() && holds_figures(sheet, &above);
    // Below another table what stands right over this one is its own title, and no note of the other.
    let captions = if is_below_others {
        own_title(sheet, &above, &header)
    } else {
        Vec::new()
    };
    let mut tables = if is_below_others {
        let mut others = above;
        others.retain(|row| !captions.contains(row));
        parts(sheet, &others, None)
    } else {
        Vec::new()
    };
    let cut = below_each_other(sheet, &header.rows, &below);
    tables.extend(headers_of_parts(sheet, &header, captions, cut));
    tables
}

/// The title right over a table that stands below others: it begins left of the names, and is no label of a row above.
fn own_title(sheet: &Sheet, above: &[u32], header: &Header) -> Vec<u32> {
    let first = |row: u32| sheet.grid.row(row).next().map(|(column, _)| column);
    let left = header.rows.iter().filter_map(|row| first(*row)).min();
    let captions = extent::captions(sheet, above, &header.rows);
    let is_title = |row: &u32| first(*row) <= left && !extent::begins_with_sample(sheet, *row);
    let own = captions
        .iter()
        .rev()
        .take_while(|row| is_title(row))
        .count();
    captions
        .get(captions.len() - own..)
        .unwrap_or_default()
        .to_vec()
}

/// Whether several rows hold numbers beside words: a table that another one outshines.
fn holds_figures(sheet: &Sheet, rows: &[u32]) -> bool {
    rows.iter()
        .filter(|row| {
            let looks = looks(sheet, **row);
            looks.values().any(|look| *look == Look::Number)
                && looks.values().any(|look| *look == Look::Text)
        })
        .count()
        > 2
}

/// The header of each part: its own, or the first where it is the same again or none is found.
fn headers_of_parts(
    sheet: &Sheet,
    first: &Header,
    captions: Vec<u32>,
    parts: Vec<Vec<u32>>,
) -> Vec<Below> {
    let name = |rows: &[u32]| names(&pieces(sheet, rows));
    let mut parts = parts.into_iter();
    let mut tables = vec![Below {
        header: first.clone(),
        rows: parts.next().unwrap_or_default(),
        captions,
    }];
    for part in parts {
        let own = header::find(sheet, &part, None);
        let Some(before) = tables.last_mut() else {
            continue;
        };
        let Some(own) = own else {
            before.rows.extend(part);
            continue;
        };
        let captions = extent::captions(sheet, &part, &own.rows);
        let last = own.last();
        let below = part.into_iter().filter(|row| *row > last);
        let is_another = name(&own.rows) != name(&before.header.rows)
            || extent::is_title(sheet, &captions, &before.header.rows);
        if is_another {
            tables.push(Below {
                rows: below.collect(),
                header: own,
                captions,
            });
        } else {
            before.rows.extend(below);
        }
    }
    tables
}
