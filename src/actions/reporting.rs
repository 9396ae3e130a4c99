mod goal;
mod plans;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::ActionError;
use super::tables::day_of;
use crate::book::Reader;
use crate::domain::{AreaSet, AsOf, Goal, OrganisationSet, Subject, SubjectCode, SubjectKind};
use crate::export::{self, ReportContents, ReportGoal};
use crate::message::nearest;
use crate::questions::{Answer, Question, QuestionError, QuestionKind, Subjects};

/// Which part of a book a report covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportScope {
    /// One goal of the default framework; all of them when not said.
    pub goal: Option<u32>,
    /// Of one place or organisation; whoever an overview takes when not said.
    pub subject: Option<ReportSubject>,
    /// With the figures that the book held on that day; those that stand now when not said.
    pub as_of: Option<AsOf>,
}

/// Of whom a report is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportSubject {
    /// A place.
    Place(SubjectCode),
    /// An organisation.
    Organisation(SubjectCode),
}

impl ReportSubject {
    fn code(&self) -> &SubjectCode {
        match self {
            Self::Place(code) | Self::Organisation(code) => code,
        }
    }

    /// Refuses one that is of the other sort.
    fn check(&self, found: &Subject) -> Result<(), ActionError> {
        let wants_place = matches!(self, Self::Place(_));
        if wants_place == found.level().is_some() {
            return Ok(());
        }
        Err(ActionError::OtherSort {
            name: format!("{} ({})", found.name, found.code),
            wanted: if wants_place { "place" } else { "organisation" },
            is: if wants_place { "organisation" } else { "place" },
        })
    }
}

/// Writes a report of a book: all goals at once, then a section a goal with its indicators over time and in every other way that
/// is known. The file's name says whether it is a page (.html) or a PDF; a folder gets both. Gives what was written.
pub fn write_report(
    book: &Path,
    scope: &ReportScope,
    output: &Path,
    now: Timestamp,
) -> Result<Vec<PathBuf>, ActionError> {
    let files = if output.is_dir() {
        ["html", "pdf"]
            .map(|ending| output.join(format!("levelbook-report.{ending}")))
            .to_vec()
    } else {
        vec![output.to_path_buf()]
    };
    let kinds = files
        .iter()
        .map(|file| Kind::of(file))
        .collect::<Result<Vec<_>, _>>()?;
    let contents = contents(book, scope, now)?;
    for (file, kind) in files.iter().zip(kinds) {
        let bytes = match kind {
            Kind::Page => export::report(&contents).into_bytes(),
            Kind::Pdf => export::report_pdf(&contents)?,
        };
        export::write_beside_and_rename(file, &bytes)?;
    }
    Ok(files)
}

/// A kind of report.
#[derive(Clone, Copy)]
enum Kind {
    Page,
    Pdf,
}

impl Kind {
    fn of(path: &Path) -> Result<Self, ActionError> {
        let ending = path.extension().and_then(|ending| ending.to_str());
        match ending.unwrap_or("").to_lowercase().as_str() {
            "html" | "htm" => Ok(Self::Page),
            "pdf" => Ok(Self::Pdf),
            _ => Err(ActionError::UnknownEnding {
                path: path.to_path_buf(),
                known: ".html and .pdf",
            }),
        }
    }
}

fn contents(
    book: &Path,
    scope: &ReportScope,
    now: Timestamp,
) -> Result<ReportContents, ActionError> {
    let reader = Reader::open(book)?;
    let overview = Question {
        subjects: scope.subject.as_ref().map_or(Subjects::Unsaid, |one| {
            Subjects::Codes(vec![one.code().clone()])
        }),
        as_of: scope.as_of,
        ..Question::new(QuestionKind::Overview)
    }
    .answer(&reader)?;
    if let (Some(asked), Subjects::Codes(codes)) = (&scope.subject, &overview.question.subjects)
        && let Some(code) = codes.first()
        && let Some(found) = reader.subject(code)?
    {
        asked.check(&found)?;
    }
    let goals = goals(&reader, scope.goal)?;
    let of_organisation = matches!(scope.subject, Some(ReportSubject::Organisation(_)));
    let subject = match overview.rows.first() {
        Some(row) => Some(row.subject.clone()),
        None => plans::planner(&reader, &overview.question)?,
    };
    let mut pages = Vec::with_capacity(goals.len());
    for goal in goals {
        let plans = plans::for_goal(&reader, &goal, &overview.question, of_organisation)?;
        let mut answers = goal::of_goal(&reader, &goal, &overview.question)?;
        // An organisation is told of its plans first, a place of how it stands.
        let first = usize::from(!of_organisation && !answers.is_empty());
        answers.splice(first..first, plans);
        // Contributing to one goal is good: a report of an organisation passes over those where it has nothing.
        if of_organisation && scope.goal.is_none() && answers.is_empty() {
            continue;
        }
        pages.push(ReportGoal {
            number: goal.number,
            name: goal.name,
            about: goal.about,
            answers,
            nothing: String::new(),
        });
    }
    let across = if scope.goal.is_none() {
        across(&reader, &overview.question, of_organisation)?
    } else {
        Vec::new()
    };
    Ok(ReportContents {
        book: book
            .file_stem()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        date: day_of(now),
        framework: plans::lead(&reader, &overview.question, of_organisation)?,
        subject: subject.unwrap_or_default(),
        // Goals without figures say nothing of an organisation that has none.
        overview: (scope.goal.is_none() && !(of_organisation && overview.rows.is_empty()))
            .then_some(overview),
        across,
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

/// What is asked once, whatever the goal.
const ACROSS: [QuestionKind; 2] = [QuestionKind::Profile, QuestionKind::Coverage];

/// The same question of everybody who is like its subject, with the subject in focus.
fn among_peers(question: &Question, reader: &Reader) -> Result<Option<Question>, ActionError> {
    let Subjects::Codes(codes) = &question.subjects else {
        return Ok(None);
    };
    let Some(subject) = codes
        .first()
        .map(|code| reader.subject(code))
        .transpose()?
        .flatten()
    else {
        return Ok(None);
    };
    let peers = match subject.kind {
        SubjectKind::Place(level) => AreaSet::of_level(level).map(Subjects::Areas),
        SubjectKind::Organisation(_) => Some(Subjects::Organisations(
            if subject.in_organisations(OrganisationSet::Employer) {
                OrganisationSet::Employer
            } else {
                OrganisationSet::All
            },
        )),
    };
    Ok(peers.map(|subjects| Question {
        subjects,
        focus: vec![subject.code],
        ..question.clone()
    }))
}

/// The answer among peers where there is one, and otherwise about the subject alone.
pub(super) fn asked_of_peers(
    question: &Question,
    reader: &Reader,
) -> Result<Option<Answer>, ActionError> {
    if let Some(wide) = among_peers(question, reader)?
        && let Some(answer) = held(&wide, reader)?
    {
        return Ok(Some(answer));
    }
    held(question, reader)
}

/// The answer to a question, where it holds something.
pub(super) fn held(question: &Question, reader: &Reader) -> Result<Option<Answer>, ActionError> {
    match question.answer(reader) {
        Ok(answer) => Ok(Some(answer).filter(|answer| !answer.rows.is_empty())),
        Err(QuestionError::Book(error)) => Err(error.into()),
        Err(_) => Ok(None),
    }
}

/// Plans and what is asked of figures once. A report of an organisation begins with its plans, one of others with who has what for
/// which goal.
fn across(
    reader: &Reader,
    asked: &Question,
    of_organisation: bool,
) -> Result<Vec<Answer>, ActionError> {
    let mut answers: Vec<Answer> = plans::of_all(reader, asked, of_organisation)?
        .into_iter()
        .collect();
    for kind in ACROSS {
        // What an organisation does not measure is not held against it.
        if of_organisation && kind == QuestionKind::Coverage {
            continue;
        }
        let question = Question {
            kind,
            ..asked.clone()
        };
        answers.extend(held(&question, reader)?);
    }
    Ok(answers)
}
