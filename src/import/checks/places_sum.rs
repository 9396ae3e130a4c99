use std::collections::HashMap;

use super::findings::{Finding, Findings, cell_at};
use super::series::{Block, Series};
use crate::domain::{Indicator, UnitKind};
use crate::import::{ReviewedSheet, Severity};

/// England and its nine regions, by the beginning of their codes.
const WHOLE: &str = "E92000001";
const PART: &str = "E12";
const PARTS: usize = 9;

/// By how much the parts may pass the whole: counts are rounded, each for itself. From the last on the figures are averages,
/// whose sum says nothing.
const ROOM: f32 = 1.02;
const AVERAGES: f32 = 4.0;

/// The sum of the parts and how many there are, and the whole with its place in the list.
#[derive(Default)]
struct Sum {
    parts: f32,
    count: usize,
    whole: Option<(f32, u32)>,
}

/// Whether figures of places may be added up.
fn is_count(indicator: &Indicator) -> bool {
    match indicator.unit.kind {
        UnitKind::Count => true,
        UnitKind::Other => indicator.decimals == 0,
        _ => false,
    }
}

/// The regions of England against England, where things are counted.
pub(super) fn look(sheet: &ReviewedSheet, series: &Series, block: &Block, findings: &mut Findings) {
    let indicator = sheet.indicators.get(block.indicator as usize);
    let Some(indicator) = indicator.filter(|indicator| is_count(indicator)) else {
        return;
    };
    let mut sums: HashMap<u32, Sum> = HashMap::new();
    for point in &block.points {
        let Some(value) = point.value else { continue };
        let subject = sheet.subjects.get(point.subject as usize);
        let code = subject.map_or("", |subject| subject.code.0.as_str());
        if code == WHOLE {
            sums.entry(point.rank).or_default().whole = Some((value, point.at));
        } else if code.starts_with(PART) {
            let sum = sums.entry(point.rank).or_default();
            sum.parts += value;
            sum.count += 1;
        }
    }
    let mut above: Vec<(f32, f32, u32, u32)> = sums
        .into_iter()
        .filter_map(|(rank, sum)| {
            let (whole, at) = sum.whole.filter(|(whole, _)| *whole > 0.0)?;
            let times = sum.parts / whole;
            (sum.count == PARTS && (ROOM..AVERAGES).contains(&times))
                .then_some((times, sum.parts, at, rank))
        })
        .collect();
    above.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.3.cmp(&b.3)));
    let Some((times, parts, at, rank)) = above.first().copied() else {
        return;
    };
    let whole = sheet.observations.get(at as usize);
    let whole = whole
        .and_then(|one| one.reading.value())
        .unwrap_or_default();
    let period = series
        .period(sheet, rank)
        .map_or_else(String::new, crate::domain::Period::label);
    let count = above.len();
    findings.add(Finding {
        code: "parts-above-whole",
        severity: Severity::Warning,
        at: cell_at(sheet, at as usize),
        raw: indicator.show(whole),
        message: format!(
            "“{}”: the nine regions of England together are more than England in {count} {}, such as {} against {} in {period}.",
            indicator.name,
            if count == 1 { "period" } else { "periods" },
            indicator.show(f64::from(parts)),
            indicator.show(whole)
        ),
        weight: f64::from(times),
    });
}
