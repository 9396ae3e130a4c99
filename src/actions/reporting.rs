use std::path::Path;

use jiff::Timestamp;

use super::ActionError;
use super::tables::day_of;
use crate::book::Reader;
use crate::domain::{Goal, IndicatorCode, SubjectCode};
use crate::export::{self, ReportContents, ReportGoal};
use crate::message::nearest;
use crate::questions::{Answer, Question, QuestionKind, Subjects};

/// Periods from which on an indicator's own picture over time is worth a place in a report.
const PERIODS_FOR_A_TREND: usize = 3;

/// Which part of a book a report covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportScope {
    /// One goal of the default framework; all of them when not said.
    pub goal: Option<u32>,
    /// Of one place or organisation; whoever an overview takes when not said.
    pub subject: Option<SubjectCode>,
}

/// Writes a report of a book as one HTML file: all goals at once, then a page a goal with its indicators over time.
pub fn write_report(
    book: &Path,
    scope: &ReportScope,
    output: &Path,
    now: Timestamp,
) -> Result<(), ActionError> {
    let ending = output
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or("")
        .to_lowercase();
    if ending != "html" && ending != "htm" {
        return Err(ActionError::UnknownEnding {
            path: output.to_path_buf(),
            known: ".html",
        });
    }
    let contents = contents(book, scope, now)?;
    Ok(export::write_beside_and_rename(
        output,
        export::report(&contents).as_bytes(),
    )?)
}

fn contents(
    book: &Path,
    scope: &ReportScope,
    now: Timestamp,
) -> Result<ReportContents, ActionError> {
    let reader = Reader::open(book)?;
    let overview = Question {
        subjects: scope
            .subject
            .clone()
            .map_or(Subjects::Unsaid, |code| Subjects::Codes(vec![code])),
        ..Question::new(QuestionKind::Overview)
    }
    .answer(&reader)?;
    let goals = goals(&reader, scope.goal)?;
    let subject = overview.rows.first().map(|row| row.subject.clone());
    let mut pages = Vec::with_capacity(goals.len());
    for goal in goals {
        let answers = answers(&reader, &goal, &overview.question)?;
        pages.push(ReportGoal {
            number: goal.number,
            name: goal.name,
            about: goal.about,
            answers,
            nothing: String::new(),
        });
    }
    Ok(ReportContents {
        book: book
            .file_stem()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        date: day_of(now),
        framework: reader
            .frameworks()?
            .into_iter()
            .next()
            .map_or_else(String::new, |framework| framework.title),
        subject: subject.unwrap_or_default(),
        overview: Some(overview),
        goals: pages,
    })
}

fn goals(reader: &Reader, only: Option<u32>) -> Result<Vec<Goal>, ActionError> {
    let goals = reader.goals(None)?;
    let Some(number) = only else { return Ok(goals) };
    let known: Vec<String> = goals.iter().map(|goal| goal.number.to_string()).collect();
    let near = nearest(&number.to_string(), known.iter().map(String::as_str));
    match goals.into_iter().find(|goal| goal.number == number) {
        Some(goal) => Ok(vec![goal]),
        None => Err(ActionError::UnknownGoal { number, near }),
    }
}

/// The goal for the overview's subject, then each of its indicators that has enough periods.
fn answers(reader: &Reader, goal: &Goal, asked: &Question) -> Result<Vec<Answer>, ActionError> {
    let of_goal = Question {
        kind: QuestionKind::Goal,
        goal: Some(goal.number),
        ..asked.clone()
    }
    .answer(reader)?;
    let mut seen: Vec<IndicatorCode> = Vec::new();
    for row in &of_goal.rows {
        if !seen.contains(&row.indicator_code) {
            seen.push(row.indicator_code.clone());
        }
    }
    let mut answers = vec![of_goal];
    for indicator in seen {
        if reader.periods(Some(&indicator))?.len() < PERIODS_FOR_A_TREND {
            continue;
        }
        let trend = Question {
            kind: QuestionKind::Trend,
            indicators: vec![indicator],
            goal: None,
            ..asked.clone()
        };
        answers.push(trend.answer(reader)?);
    }
    Ok(answers)
}
