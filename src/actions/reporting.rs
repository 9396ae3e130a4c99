use std::path::Path;

use jiff::Timestamp;

use super::ActionError;
use crate::book::Reader;
use crate::domain::SubjectCode;
use crate::export;
use crate::questions::{Question, QuestionKind, Subjects};

/// Which part of a book a report covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportScope {
    /// One goal; all of them when not said.
    pub goal: Option<u32>,
    /// Of one place or organisation; whoever the overview takes when not said.
    pub subject: Option<SubjectCode>,
}

/// Writes a report of a book as one HTML file.
pub fn write_report(
    book: &Path,
    scope: &ReportScope,
    output: &Path,
    _now: Timestamp,
) -> Result<(), ActionError> {
    let reader = Reader::open(book)?;
    let mut overview = Question::new(QuestionKind::Overview);
    if let Some(subject) = &scope.subject {
        overview.subjects = Subjects::Codes(vec![subject.clone()]);
    }
    let answer = overview.answer(&reader)?;
    Ok(export::write_beside_and_rename(
        output,
        answer.headline.as_bytes(),
    )?)
}
