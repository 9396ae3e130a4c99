use std::collections::BTreeMap;

use serde::Serialize;

use super::super::{Answer, Detail, Grid, Holding, Pairs, Shown, Tiles};

/// What spreads, relationships, maps and coverages add to the JSON of an answer.
#[derive(Serialize, Default)]
pub(super) struct More<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    spread: Option<Spread<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relationship: Option<Relationship<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    map: Option<Map<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<Coverage<'a>>,
}

#[derive(Serialize)]
struct Spread<'a> {
    count: usize,
    median: f64,
    quarter: Option<f64>,
    three_quarters: Option<f64>,
    mad: Option<f64>,
    reason: &'a str,
    shown_from: f64,
    shown_to: f64,
    below: usize,
    above: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    inequality: Option<Parts<'a>>,
}

#[derive(Serialize)]
struct Parts<'a> {
    of: &'a str,
    regions: usize,
    within: Option<f64>,
    between: Option<f64>,
    reason: &'a str,
}

#[derive(Serialize)]
struct Relationship<'a> {
    across: &'a str,
    upwards: &'a str,
    pairs: usize,
    pearson: Option<f64>,
    spearman: Option<f64>,
    reason: &'a str,
    medians: [f64; 2],
}

#[derive(Serialize)]
struct Map<'a> {
    /// One a row: 0 to 4, lowest figures first.
    classes: &'a [Option<u8>],
    ranges: Vec<Range>,
}

#[derive(Serialize)]
struct Range {
    class: u8,
    from: f64,
    to: f64,
}

#[derive(Serialize)]
struct Coverage<'a> {
    of: &'a str,
    columns: &'a [String],
    held: usize,
    withheld: usize,
    missing: usize,
    lines: Vec<Line<'a>>,
    lines_not_shown: usize,
    columns_not_shown: usize,
}

#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    cells: Vec<CellOf>,
}

#[derive(Serialize)]
struct CellOf {
    numbers: usize,
    withheld: BTreeMap<&'static str, usize>,
    missing: usize,
}

impl<'a> More<'a> {
    /// What the kind of question adds; nothing for other kinds.
    pub(super) fn of(answer: &'a Answer) -> Self {
        let none = Self::default();
        match &answer.detail {
            Detail::Spread(shown) => Self {
                spread: Some(spread(shown)),
                ..none
            },
            Detail::Relationship(pairs) => Self {
                relationship: Some(relationship(pairs)),
                ..none
            },
            Detail::Map(tiles) => Self {
                map: Some(map(tiles)),
                ..none
            },
            Detail::Coverage(grid) => Self {
                coverage: Some(coverage(grid)),
                ..none
            },
            _ => none,
        }
    }
}

fn spread(shown: &Shown) -> Spread<'_> {
    Spread {
        count: shown.count,
        median: shown.median,
        quarter: shown.quarters.map(|(quarter, _)| quarter),
        three_quarters: shown.quarters.map(|(_, three)| three),
        mad: shown.mad,
        reason: &shown.reason,
        shown_from: shown.from,
        shown_to: shown.to,
        below: shown.beyond.0,
        above: shown.beyond.1,
        inequality: shown.parts.as_ref().map(|parts| Parts {
            of: &parts.of,
            regions: parts.regions,
            within: parts.within,
            between: parts.within.map(|within| 100.0 - within),
            reason: &parts.reason,
        }),
    }
}

fn relationship(pairs: &Pairs) -> Relationship<'_> {
    let [across, upwards] = &pairs.codes;
    Relationship {
        across: &across.0,
        upwards: &upwards.0,
        pairs: pairs.count,
        pearson: pairs.pearson,
        spearman: pairs.spearman,
        reason: &pairs.reason,
        medians: pairs.medians,
    }
}

fn map(tiles: &Tiles) -> Map<'_> {
    Map {
        classes: &tiles.classes,
        ranges: tiles
            .ranges
            .iter()
            .map(|(class, from, to)| Range {
                class: *class,
                from: *from,
                to: *to,
            })
            .collect(),
    }
}

fn coverage(grid: &Grid) -> Coverage<'_> {
    let cell = |cell: &Holding| CellOf {
        numbers: cell.numbers,
        withheld: cell
            .withheld
            .iter()
            .map(|(state, count)| (state.code(), *count))
            .collect(),
        missing: cell.missing,
    };
    Coverage {
        of: &grid.of,
        columns: &grid.columns,
        held: grid.held,
        withheld: grid.withheld,
        missing: grid.missing,
        lines: grid
            .lines
            .iter()
            .zip(&grid.cells)
            .map(|(name, cells)| Line {
                name,
                cells: cells.iter().map(cell).collect(),
            })
            .collect(),
        lines_not_shown: grid.more,
        columns_not_shown: grid.earlier,
    }
}
