use crate::domain::Origin;
use crate::import::notices::Notices;
use crate::import::observations::Observations;
use crate::import::question::Questions;
use crate::import::unit_question::UnitQuestion;
use crate::import::{Counts, Severity};

/// Leaves out the numbers of an indicator, by its place in the list, of which nobody can tell in which unit they are given, until
/// that is said.
pub(super) fn wait_for_unit(
    (question, origin): (UnitQuestion, Origin),
    indicator: u32,
    observations: &mut Observations,
    (asked, counts, notices): (&mut Questions, &mut Counts, &mut Notices),
) {
    let (code, why) = question.clone().said();
    let message = format!("{why} The figure waits until it is said.");
    let mut gone = Vec::new();
    for (at, figure) in observations.iter().enumerate() {
        let own = figure.indicator == indicator;
        let Some(value) = figure.reading.value().filter(|_| own) else {
            continue;
        };
        gone.push(at);
        let raw = figure.raw.clone().unwrap_or_else(|| value.to_string());
        let cell = (figure.row - 1, figure.column - 1);
        notices.rejected(cell, code, Severity::Blocker, &raw, message.clone());
        asked.waits("unit", question.name(), || question.asked(origin.clone()));
        for marker in figure.markers.iter() {
            if let Some(count) = counts.markers.get_mut(marker.code()) {
                *count -= 1;
            }
        }
    }
    counts.markers.retain(|_, count| *count > 0);
    counts.kept -= gone.len() as u64;
    counts.rejected += gone.len() as u64;
    observations.leave_out(&gone);
}
