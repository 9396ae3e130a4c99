use std::path::Path;

use jiff::Timestamp;

use super::ActionError;
use super::plans::{own_framework, summary};
use super::tables::{day_of, kind_of};
use crate::book::{PlansKept, Reader, Writer};
use crate::domain::Outcome;
use crate::export;
use crate::import::OutcomeList;

/// A list of community-defined outcomes that was read, and written where there was a writer.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomesImported {
    /// What was read.
    pub list: OutcomeList,
    /// What writing it did; none where nothing was to be written.
    pub kept: Option<PlansKept>,
    /// What is to be remarked, a sentence each.
    pub remarks: Vec<String>,
}

impl OutcomesImported {
    /// What became of them in one sentence: `4 outcomes kept: 2 new, 1 changed, 1 as before; 1 row left out.`
    pub fn summary(&self) -> String {
        summary(("outcome", "outcomes"), &self.list, self.kept.as_ref())
    }
}

/// Writes the outcomes of a list into the book, all in one action, and says what of them this book does not know. Without a writer
/// nothing is written.
pub fn import_outcomes(
    reader: &Reader,
    writer: Option<&Writer>,
    list: OutcomeList,
    now: Timestamp,
) -> Result<OutcomesImported, ActionError> {
    let frameworks = reader.frameworks()?;
    let indicators = reader.indicators()?;
    let mut remarks = Vec::new();
    let mut outcomes: Vec<Outcome> = Vec::with_capacity(list.items.len());
    for (row, outcome) in &list.items {
        let mut outcome = outcome.clone();
        remarks.extend(own_framework(&frameworks, &mut outcome.framework, *row));
        let goals =
            reader.goals(Some(outcome.framework.as_str()).filter(|code| !code.is_empty()))?;
        if let Some(goal) = outcome.goal
            && goals.iter().all(|one| one.number != goal)
        {
            remarks.push(format!("Row {row}: there is no goal {goal}."));
        }
        if let Some(proxy) = &outcome.proxy
            && indicators.iter().all(|one| one.code != *proxy)
        {
            remarks.push(format!(
                "Row {row}: this book has no indicator “{proxy}”. It is kept for when it has."
            ));
        }
        if let Some(subject) = &outcome.subject
            && reader.subject(subject)?.is_none()
        {
            remarks.push(format!(
                "Row {row}: this book has no place or organisation “{subject}”. It is kept for when it has."
            ));
        }
        outcomes.push(outcome);
    }
    let kept = match writer {
        Some(writer) if !outcomes.is_empty() => Some(writer.keep_outcomes(outcomes, now)?),
        _ => None,
    };
    Ok(OutcomesImported {
        list,
        kept,
        remarks,
    })
}

/// Writes every community-defined outcome of the book as a table of the kind that the file's name says, and tells how many there
/// were. Of a book without any it is the template for them.
pub fn write_outcomes(reader: &Reader, path: &Path, now: Timestamp) -> Result<u64, ActionError> {
    let outcomes = reader.outcomes()?;
    export::write_outcomes(&outcomes, path, kind_of(path)?, &day_of(now))?;
    Ok(outcomes.len() as u64)
}
