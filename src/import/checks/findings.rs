use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::import::notices::Notices;
use crate::import::{ReviewedObservation, ReviewedSheet, Severity};

/// How many findings of one cause are named on a sheet.
const NAMED: usize = 3;

/// Something that was seen, with its first cell and how grave it is among those of its cause.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    /// Row and column, from 0.
    pub(super) at: (u32, u32),
    pub(super) raw: String,
    pub(super) message: String,
    pub(super) weight: f64,
}

/// What was seen on a sheet.
#[derive(Debug, Default)]
pub(super) struct Findings {
    by_code: BTreeMap<&'static str, (Vec<Finding>, usize)>,
}

impl Findings {
    pub(super) fn add(&mut self, finding: Finding) {
        let (list, count) = self.by_code.entry(finding.code).or_default();
        *count += 1;
        let at = list.partition_point(|other| other.weight >= finding.weight);
        list.insert(at, finding);
        list.truncate(NAMED);
    }

    /// Says the worst of each cause, and how many more there are.
    pub(super) fn say(self, notices: &mut Notices) {
        for (_, (list, count)) in self.by_code {
            let more = count.saturating_sub(NAMED);
            let last = list.len().saturating_sub(1);
            for (index, finding) in list.into_iter().enumerate() {
                let mut message = finding.message;
                if index == last && more > 0 {
                    let _ = write!(message, " There are {more} more like it on this sheet.");
                }
                notices.say(
                    finding.at,
                    finding.code,
                    finding.severity,
                    &finding.raw,
                    message,
                );
            }
        }
    }
}

/// The cell of a figure, from 0.
pub(super) fn cell(figure: &ReviewedObservation) -> (u32, u32) {
    (
        figure.row.saturating_sub(1),
        figure.column.saturating_sub(1),
    )
}

/// The cell of the figure at a place in a sheet's list, from 0.
pub(super) fn cell_at(sheet: &ReviewedSheet, at: usize) -> (u32, u32) {
    let figure = sheet.observations.get(at);
    figure.as_ref().map(cell).unwrap_or_default()
}

/// A list in words: the first few, and how many more.
pub(in crate::import) fn listed(names: &[String], most: usize) -> String {
    let mut shown: Vec<String> = names.iter().take(most).cloned().collect();
    if names.len() > most {
        shown.push(format!("{} more", names.len() - most));
    }
    match shown.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
        None => String::new(),
    }
}
