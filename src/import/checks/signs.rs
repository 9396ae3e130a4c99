use super::findings::{Finding, Findings, cell_at};
use crate::domain::{Indicator, UnitKind};
use crate::import::{ReviewedObservation, ReviewedSheet, Severity};

/// What may be below zero by what it measures.
const BELOW_ZERO: [&str; 17] = [
    "change",
    "growth",
    "gap",
    "increase",
    "decrease",
    "difference",
    "net",
    "balance",
    "migration",
    "deficit",
    "surplus",
    "score",
    "index",
    "progress",
    "variance",
    "temperature",
    "relative",
];

/// Numbers that publishers put in the place of a missing figure.
const SIGNS: [f64; 6] = [-1.0, -2.0, -9.0, -99.0, -999.0, -9999.0];

/// Figures that may be none, and percentages that may be shares of one.
pub(super) struct Signs {
    seen: Vec<Seen>,
}

#[derive(Default)]
struct Seen {
    all: u64,
    below_zero: u64,
    /// What is below zero, as long as it is one number and may be a sign.
    sign: Option<f64>,
    sign_at: u32,
    first: u32,
    highest: f64,
    /// Figures of more than two decimals.
    fine: u64,
}

impl Signs {
    pub(super) fn new(sheet: &ReviewedSheet) -> Self {
        let indicators = sheet.indicators.iter();
        Self {
            seen: indicators.map(|_| Seen::default()).collect(),
        }
    }

    pub(super) fn saw(&mut self, at: u32, one: &ReviewedObservation) {
        let (Some(seen), Some(value)) = (
            self.seen.get_mut(one.indicator as usize),
            one.reading.value(),
        ) else {
            return;
        };
        if seen.all == 0 {
            seen.first = at;
        }
        seen.all += 1;
        seen.highest = seen.highest.max(value);
        let hundredths = value * 100.0;
        seen.fine += u64::from((hundredths - hundredths.round()).abs() > 1e-6);
        if value < 0.0 {
            if seen.below_zero == 0 {
                seen.sign = SIGNS.into_iter().find(|sign| is(*sign, value));
                seen.sign_at = at;
            } else if !seen.sign.is_some_and(|sign| is(sign, value)) {
                seen.sign = None;
            }
            seen.below_zero += 1;
        }
    }

    pub(super) fn say(&self, sheet: &ReviewedSheet, findings: &mut Findings) {
        for (indicator, seen) in sheet.indicators.iter().zip(&self.seen) {
            if let Some(sign) = seen.sign {
                say_sign(sheet, indicator, seen, sign, findings);
            }
            say_shares(sheet, indicator, seen, findings);
        }
    }
}

fn is(sign: f64, value: f64) -> bool {
    (sign - value).abs() < f64::EPSILON
}

/// One number below zero and no other, several times, where the rest are above it: a sign rather than a figure.
fn say_sign(
    sheet: &ReviewedSheet,
    indicator: &Indicator,
    seen: &Seen,
    sign: f64,
    findings: &mut Findings,
) {
    let name = indicator.name.to_lowercase();
    let may_be_below = BELOW_ZERO.iter().any(|word| name.contains(word));
    let often = seen.below_zero > 1 && seen.below_zero * 3 <= seen.all && seen.all > 9;
    if may_be_below || !often {
        return;
    }
    findings.add(Finding {
        code: "number-for-a-sign",
        severity: Severity::Warning,
        at: cell_at(sheet, seen.sign_at as usize),
        raw: indicator.show(sign),
        message: format!(
            "“{}”: {} of {} figures are {} and no other is below zero; that number may stand for a missing figure.",
            indicator.name,
            seen.below_zero,
            seen.all,
            indicator.show(sign)
        ),
        weight: seen.below_zero as f64,
    });
}

/// Percentages none of which is above one, written with more than two decimals: shares of one, most likely.
fn say_shares(sheet: &ReviewedSheet, indicator: &Indicator, seen: &Seen, findings: &mut Findings) {
    let may_be = indicator.unit.kind == UnitKind::PerCent && seen.below_zero == 0;
    let of_one = seen.highest <= 1.0 && seen.highest > 0.1 && seen.fine * 2 > seen.all;
    if !may_be || !of_one || seen.all < 5 {
        return;
    }
    findings.add(Finding {
        code: "shares-of-one",
        severity: Severity::Warning,
        at: cell_at(sheet, seen.first as usize),
        raw: indicator.show(seen.highest),
        message: format!(
            "“{}” is named a percentage, but none of its {} figures is above 1; they may be shares of one.",
            indicator.name, seen.all
        ),
        weight: seen.all as f64,
    });
}
