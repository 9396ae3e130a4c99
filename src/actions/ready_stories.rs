mod gathered;
mod room;

use super::ActionError;
use super::reporting::{asked_of_peers, held};
use crate::book::Reader;
use crate::domain::{
    Goal, IndicatorCode, ReadyStory, SlideContent, Subject, SubjectCode, SubjectKind,
};
use crate::questions::{Answer, Question, QuestionError, QuestionKind, RowRole, Subjects};

use gathered::Gathered;
use room::with_the_room;

const PLACE: &str = "this-place";
const ORGANISATION: &str = "this-organisation";

/// Figures that a story about a goal shows between its first slide and its last.
const OF_A_GOAL: usize = 6;
/// Figures that a story about a place or an organisation shows.
const OF_A_SUBJECT: usize = 8;

/// Codes and titles of the stories that can be made out of goals and subjects with figures.
pub fn offered_stories(goals: &[Goal], subjects: &[Subject]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = goals
        .iter()
        .map(|goal| {
            (
                format!("goal-{}", goal.number),
                format!("Goal {}: {}, in eight slides", goal.number, goal.name),
            )
        })
        .collect();
    if subjects.iter().any(is_place) {
        all.push((PLACE.to_owned(), "This place".to_owned()));
    }
    if subjects.iter().any(|subject| !is_place(subject)) {
        all.push((ORGANISATION.to_owned(), "This organisation".to_owned()));
    }
    all
}

fn is_place(subject: &Subject) -> bool {
    matches!(subject.kind, SubjectKind::Place(_))
}

/// The story of a code, made out of what the book holds: of a subject, or of whom an overview takes. None for another code.
pub(super) fn make(
    reader: &Reader,
    code: &str,
    subject: Option<&SubjectCode>,
) -> Result<Option<ReadyStory>, ActionError> {
    if let Some(number) = code
        .strip_prefix("goal-")
        .and_then(|number| number.parse::<u32>().ok())
    {
        let goals = reader.goals(None)?;
        let Some(goal) = goals.into_iter().find(|goal| goal.number == number) else {
            return Ok(None);
        };
        return of_goal(reader, &goal, subject, code).map(Some);
    }
    let subject = match (code, subject) {
        (PLACE | ORGANISATION, Some(subject)) => subject.clone(),
        (PLACE, None) => match overview(reader, None)?.and_then(|answer| subject_of(&answer)) {
            Some(subject) => subject,
            None => return Ok(None),
        },
        (ORGANISATION, None) => {
            let mut subjects = reader.subjects()?.into_iter();
            match subjects.find(|one| matches!(one.kind, SubjectKind::Organisation(_))) {
                Some(one) => one.code,
                None => return Ok(None),
            }
        }
        _ => return Ok(None),
    };
    of_subject(reader, &subject, code).map(Some)
}

fn overview(reader: &Reader, subject: Option<&SubjectCode>) -> Result<Option<Answer>, ActionError> {
    let question = Question {
        subjects: about(subject),
        ..Question::new(QuestionKind::Overview)
    };
    // A subject that the book does not hold is told, not passed over.
    match question.answer(reader) {
        Ok(answer) => Ok(Some(answer).filter(|answer| !answer.rows.is_empty())),
        Err(error @ (QuestionError::Book(_) | QuestionError::UnknownSubject { .. })) => {
            Err(error.into())
        }
        Err(_) => Ok(None),
    }
}

fn about(subject: Option<&SubjectCode>) -> Subjects {
    subject.map_or(Subjects::Unsaid, |code| Subjects::Codes(vec![code.clone()]))
}

fn subject_of(answer: &Answer) -> Option<SubjectCode> {
    match &answer.question.subjects {
        Subjects::Codes(codes) => codes.first().cloned(),
        _ => answer.rows.first().map(|row| row.subject_code.clone()),
    }
}

fn indicators_in(answer: Option<&Answer>) -> Vec<IndicatorCode> {
    let mut all: Vec<IndicatorCode> = Vec::new();
    for row in answer.into_iter().flat_map(|answer| &answer.rows) {
        if !all.contains(&row.indicator_code) {
            all.push(row.indicator_code.clone());
        }
    }
    all
}

fn name_of(answer: Option<&Answer>, subject: &SubjectCode) -> String {
    let mut rows = answer.into_iter().flat_map(|answer| &answer.rows);
    rows.find(|row| row.subject_code == *subject)
        .map_or_else(|| subject.0.clone(), |row| row.subject.clone())
}

fn of_goal(
    reader: &Reader,
    goal: &Goal,
    subject: Option<&SubjectCode>,
    code: &str,
) -> Result<ReadyStory, ActionError> {
    let whole = overview(reader, subject)?;
    let asked = Question {
        subjects: about(whole.as_ref().and_then(subject_of).as_ref().or(subject)),
        ..Question::new(QuestionKind::Goal)
    };
    let of_goal = Question {
        goal: Some(goal.number),
        ..asked.clone()
    };
    let all = held(&of_goal, reader)?;
    let indicators = indicators_in(all.as_ref());
    let name = match &asked.subjects {
        Subjects::Codes(codes) => codes.first().map(|code| name_of(whole.as_ref(), code)),
        _ => None,
    };
    let mut found = Gathered::with_room(OF_A_GOAL);
    found.take(all, "There are no figures for this goal.");
    for (number, indicator) in indicators.iter().enumerate() {
        for kind in [
            QuestionKind::Trend,
            QuestionKind::Ranking,
            QuestionKind::Gap,
            QuestionKind::Closing,
        ] {
            // The first indicator is told in every way; of the others, how they went and how far apart people are.
            if found.is_full() || (number > 0 && kind == QuestionKind::Ranking) {
                continue;
            }
            let question = Question {
                kind,
                indicators: vec![indicator.clone()],
                goal: None,
                ..asked.clone()
            };
            let answer = match kind {
                QuestionKind::Trend => held(&question, reader)?.filter(runs_on),
                _ => asked_of_peers(&question, reader)?,
            };
            found.take(answer, if number == 0 { lack_of(kind) } else { "" });
        }
    }
    let mut missing = found.missing.clone();
    missing.extend(lacks_of_goal(reader, goal, &indicators)?);
    for kind in [QuestionKind::Plans, QuestionKind::Coverage] {
        let question = Question {
            goal: Some(goal.number),
            ..Question::new(kind)
        };
        found.take(held(&question, reader)?, "");
    }
    // Where the book holds too little for figures the room has the word.
    let mut figures = found.slides;
    let few = OF_A_GOAL.saturating_sub(figures.len());
    figures.extend(with_the_room(few));
    let title = format!("Goal {} in eight slides", goal.number);
    let about = match name {
        Some(name) => format!("{} Seen from {name}.", goal.about),
        None => goal.about.clone(),
    };
    let section =
        SlideContent::section(format!("Goal {}: {}", goal.number, goal.name), about.trim())
            .with_notes(
                "Made out of what this book holds. Change, leave out and add what you like.",
            );
    Ok(story(code, title, section, figures, &missing))
}

/// Whether what is asked about has figures of more than one period.
fn runs_on(answer: &Answer) -> bool {
    let focus = answer.rows.iter().filter(|row| row.role == RowRole::Focus);
    let mut periods = focus
        .filter(|row| row.reading.value().is_some())
        .filter_map(|row| row.period);
    let first = periods.next();
    periods.any(|period| Some(period) != first)
}

fn lack_of(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Trend => "The first indicator has no figures over time.",
        QuestionKind::Ranking => "The first indicator has no figures of similar places.",
        QuestionKind::Gap => {
            "The first indicator has no figures by people group or by place to compare."
        }
        _ => "Whether the first gap closes cannot be said: too few periods are held.",
    }
}

fn lacks_of_goal(
    reader: &Reader,
    goal: &Goal,
    indicators: &[IndicatorCode],
) -> Result<Vec<String>, ActionError> {
    let mut lacks = Vec::new();
    let grouped = indicators.iter().map(|code| reader.groups(Some(code)));
    let grouped = grouped.collect::<Result<Vec<_>, _>>()?;
    let without = grouped.iter().filter(|groups| groups.len() < 2).count();
    if without > 0 && !indicators.is_empty() {
        lacks.push(format!(
            "{without} of {} indicators of this goal have no figures by people group: they hide who is behind.",
            indicators.len()
        ));
    }
    let plans = Question {
        goal: Some(goal.number),
        ..Question::new(QuestionKind::Plans)
    };
    if held(&plans, reader)?.is_none() {
        lacks.push("No organisation’s plan for this goal is recorded in this book.".to_owned());
    }
    lacks.push("What people who live here say of it is not in published figures.".to_owned());
    Ok(lacks)
}

fn of_subject(
    reader: &Reader,
    subject: &SubjectCode,
    code: &str,
) -> Result<ReadyStory, ActionError> {
    let whole = overview(reader, Some(subject))?;
    let name = name_of(whole.as_ref(), subject);
    let asked = Question {
        subjects: Subjects::Codes(vec![subject.clone()]),
        ..Question::new(QuestionKind::Profile)
    };
    let mut found = Gathered::with_room(OF_A_SUBJECT);
    let mut goals: Vec<u32> = Vec::new();
    for goal in whole
        .iter()
        .flat_map(|answer| &answer.rows)
        .filter_map(|row| row.goal)
    {
        if !goals.contains(&goal) {
            goals.push(goal);
        }
    }
    let indicators = indicators_in(whole.as_ref());
    found.take(whole, "There are no figures of it under any goal.");
    // One indicator a goal, each told in another way than the one before.
    let ways = [
        QuestionKind::Trend,
        QuestionKind::Ranking,
        QuestionKind::Closing,
        QuestionKind::Spread,
    ];
    let mut turn = 0;
    let mut told = |indicator: &IndicatorCode, found: &mut Gathered| -> Result<(), ActionError> {
        for _ in ways {
            let kind = ways
                .get(turn % ways.len())
                .copied()
                .unwrap_or(QuestionKind::Trend);
            turn += 1;
            let question = Question {
                indicators: vec![indicator.clone()],
                ..asked_as(&asked, kind)
            };
            let before = found.slides.len();
            let answer = if kind == QuestionKind::Trend {
                held(&question, reader)?
            } else {
                asked_of_peers(&question, reader)?
            };
            // An order of one or two is none, and neither is a line of one figure.
            let says = |answer: &Answer| match kind {
                QuestionKind::Trend => runs_on(answer),
                _ => answer.rows.len() > 2,
            };
            found.take(answer.filter(says), "");
            if found.slides.len() > before {
                return Ok(());
            }
        }
        Ok(())
    };
    for goal in &goals {
        if found.is_full() {
            break;
        }
        let of_goal = Question {
            goal: Some(*goal),
            ..asked_as(&asked, QuestionKind::Goal)
        };
        let first = indicators_in(held(&of_goal, reader)?.as_ref())
            .into_iter()
            .next();
        if let Some(first) = first {
            told(&first, &mut found)?;
        }
    }
    for indicator in &indicators {
        if found.is_full() {
            break;
        }
        told(indicator, &mut found)?;
    }
    let mut missing = found.missing.clone();
    let without: Vec<String> = reader
        .goals(None)?
        .iter()
        .filter(|goal| !goals.contains(&goal.number))
        .map(|goal| goal.number.to_string())
        .collect();
    if !without.is_empty() {
        missing.push(format!(
            "This book holds no figures of it for {} {}. That says nothing of how things are.",
            if without.len() == 1 { "goal" } else { "goals" },
            without.join(", ")
        ));
    }
    missing.push("What people who live and work there say is not in published figures.".to_owned());
    let section = SlideContent::section(
        name.clone(),
        "What published figures say, and what they do not.",
    )
    .with_notes("Made out of what this book holds. Change, leave out and add what you like.");
    let slides = found.slides.len() + 2;
    let title = format!("{name} in {} slides", in_words(slides));
    Ok(story(code, title, section, found.slides, &missing))
}

fn asked_as(question: &Question, kind: QuestionKind) -> Question {
    Question {
        kind,
        ..question.clone()
    }
}

fn story(
    code: &str,
    title: String,
    section: SlideContent,
    figures: Vec<SlideContent>,
    missing: &[String],
) -> ReadyStory {
    let last = SlideContent::text("What this book does not tell", missing.join("\n"))
        .with_notes("Ask what is missing, and write it down as an evidence gap.");
    ReadyStory {
        code: code.to_owned(),
        title,
        slides: [section].into_iter().chain(figures).chain([last]).collect(),
    }
}

fn in_words(number: usize) -> String {
    const WORDS: [&str; 11] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    WORDS
        .get(number)
        .map_or_else(|| number.to_string(), |word| (*word).to_owned())
}
