//! Notes on the figures that were read: what a careful reader of the table would stop at. Each says what was seen and where; nothing
//! is repaired, and of one cause only the worst few are named. Knows what a reviewed sheet holds and nothing of how it was read.

mod coverage;
mod ends;
mod findings;
mod jumps;
mod places_sum;
mod series;
mod signs;
mod unit_switch;
mod wholes;

use jiff::civil::Date;

use findings::Findings;
pub(super) use findings::listed;
use series::Series;

use super::notices::Notices;
use super::{ReviewedFile, ReviewedSheet};

/// Looks over the figures of a sheet.
pub(super) fn look(sheet: &ReviewedSheet, notices: &mut Notices) {
    if sheet.observations.is_empty() {
        return;
    }
    let mut findings = Findings::default();
    let mut ends = ends::Ends::new(sheet);
    let mut shares = wholes::Shares::new(sheet);
    let mut limits = wholes::Limits::new(sheet);
    let mut signs = signs::Signs::new(sheet);
    for (at, figure) in (0..).zip(sheet.observations.numbers()) {
        ends.saw(at, &figure);
        shares.saw(at, &figure);
        limits.saw(at, &figure);
        signs.saw(at, &figure);
    }
    ends.say(sheet, &mut findings);
    shares.say(sheet, &mut findings);
    limits.say(sheet, &mut findings);
    signs.say(sheet, &mut findings);
    let series = Series::new(sheet);
    let mut sexes = wholes::Sexes::new(sheet);
    let mut covered = coverage::Covered::new(sheet);
    // The figures lie packed: those of a series are unpacked once for all who look at it.
    for block in series.blocks(sheet) {
        places_sum::look(sheet, &series, &block, &mut findings);
        sexes.saw(sheet, &block, &mut findings);
        unit_switch::look(sheet, &series, &block, &mut findings);
        covered.saw(sheet, &series, &block, &mut findings);
        jumps::look(sheet, &series, &block, &mut findings);
    }
    sexes.say(sheet, &mut findings);
    covered.say(sheet, &mut findings);
    findings.say(notices);
}

/// Adds a note to the first sheet with figures when the newest figures of the file are more than three years old on the day given.
pub fn note_age(file: &mut ReviewedFile, today: Date) {
    let mut findings = Findings::default();
    ends::stale(file, today, &mut findings);
    let sheet = file
        .sheets
        .iter_mut()
        .find(|sheet| !sheet.observations.is_empty());
    if let Some(sheet) = sheet {
        let mut notices = Notices::new(&sheet.sheet);
        findings.say(&mut notices);
        sheet.problems.extend(notices.into_problems());
    }
}

#[cfg(test)]
mod tests;
