use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::findings::{Finding, Findings, cell_at, listed};
use crate::domain::Subject;
use crate::import::{ReviewedFile, ReviewedObservation, ReviewedSheet, Severity};

/// Years after which the newest figures of a sheet are called old. Most series are yearly and come out within two years.
const STALE_YEARS: i32 = 3;

/// Places that have ended, and figures after their end.
pub(super) struct Ends {
    last_days: Vec<Option<Date>>,
    starts: Vec<Date>,
    /// By subject: its first figure, and its first one after the end.
    ended: BTreeMap<u32, u32>,
    after: BTreeMap<u32, u32>,
}

impl Ends {
    pub(super) fn new(sheet: &ReviewedSheet) -> Self {
        Self {
            last_days: sheet.subjects.iter().map(|subject| subject.to).collect(),
            starts: sheet.periods.iter().map(|period| period.start()).collect(),
            ended: BTreeMap::new(),
            after: BTreeMap::new(),
        }
    }

    pub(super) fn saw(&mut self, at: u32, one: &ReviewedObservation) {
        let Some(Some(last)) = self.last_days.get(one.subject as usize) else {
            return;
        };
        self.ended.entry(one.subject).or_insert(at);
        let start = self.starts.get(one.period as usize);
        if start.is_some_and(|start| start > last) && one.reading.value().is_some() {
            self.after.entry(one.subject).or_insert(at);
        }
    }

    pub(super) fn say(&self, sheet: &ReviewedSheet, findings: &mut Findings) {
        said(
            sheet,
            &self.after,
            findings,
            "after-the-end",
            Severity::Warning,
            |one, names| {
                let have = if one { "place has" } else { "places have" };
                format!(
                    "{have} figures for times after the end: {names}. They are kept and left out of rankings."
                )
            },
        );
        said(
            sheet,
            &self.ended,
            findings,
            "ended-places",
            Severity::Info,
            |one, names| {
                if one {
                    format!(
                        "place has ended: {names}. Its figures stay its own and are not added to those of its successors."
                    )
                } else {
                    format!(
                        "places have ended: {names}. Their figures stay their own and are not added to those of their successors."
                    )
                }
            },
        );
    }
}

fn said(
    sheet: &ReviewedSheet,
    of: &BTreeMap<u32, u32>,
    findings: &mut Findings,
    code: &'static str,
    severity: Severity,
    words: impl Fn(bool, &str) -> String,
) {
    let mut subjects: Vec<&Subject> = of
        .keys()
        .filter_map(|index| sheet.subjects.get(*index as usize))
        .collect();
    subjects.sort_by(|a, b| a.code.cmp(&b.code));
    let names: Vec<String> = subjects
        .iter()
        .map(|subject| format!("{} ({})", subject.name, subject.code))
        .collect();
    let (Some(first), Some(at)) = (subjects.first(), of.values().min()) else {
        return;
    };
    findings.add(Finding {
        code,
        severity,
        at: cell_at(sheet, *at as usize),
        raw: first.code.0.clone(),
        message: format!(
            "{} {}",
            subjects.len(),
            words(subjects.len() == 1, &listed(&names, 3))
        ),
        weight: 0.0,
    });
}

/// Looks whether the newest period lies long ago.
pub(super) fn stale(file: &ReviewedFile, today: Date, findings: &mut Findings) {
    let newest = file
        .sheets
        .iter()
        .filter(|sheet| !sheet.observations.is_empty())
        .flat_map(|sheet| &sheet.periods)
        .max_by_key(|period| period.end());
    let Some(newest) = newest else { return };
    let Ok(limit) = today.checked_sub(STALE_YEARS.years()) else {
        return;
    };
    if newest.end() >= limit {
        return;
    }
    let first = file
        .sheets
        .iter()
        .find(|sheet| !sheet.observations.is_empty());
    let at = first.map_or((0, 0), |sheet| cell_at(sheet, 0));
    findings.add(Finding {
        code: "stale",
        severity: Severity::Info,
        at,
        raw: newest.label(),
        message: format!(
            "The newest figures are those of {}, more than {STALE_YEARS} years ago; the publisher may have later ones.",
            newest.label()
        ),
        weight: 0.0,
    });
}
