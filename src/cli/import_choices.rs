use super::import_arguments::ImportArguments;
use super::refusal::Refusal;
use crate::domain::State;
use crate::import::{Brackets, ColumnRole, DecimalSign, PeriodKind, ReadingChoices, SubjectsAre};
use crate::message::nearest;

/// What the options say about how files are to be read.
pub(super) fn choices(arguments: &ImportArguments) -> Result<ReadingChoices, Refusal> {
    let mut columns = Vec::new();
    for text in &arguments.columns {
        let (role, name) = pair(text, "--column", "value=Observation")?;
        let role = ColumnRole::from_code(&role.to_lowercase()).ok_or_else(|| {
            unknown(
                "role of a column",
                &role,
                ColumnRole::ALL.map(ColumnRole::code),
            )
        })?;
        columns.push((role, name));
    }
    let mut markers = Vec::new();
    for text in &arguments.markers {
        let (sign, code) = pair(text, "--marker", "S=x")?;
        let state = State::from_code(code.trim_matches(['[', ']'])).ok_or_else(|| {
            let known: Vec<&str> = State::ALL.iter().map(|state| state.code()).collect();
            Refusal::new(
                format!("There is no state “{code}”."),
                format!("Use one of {}.", known.join(", ")),
            )
        })?;
        markers.push((sign, state));
    }
    let subjects = match arguments.subjects.as_deref() {
        None => None,
        Some("places") => Some(SubjectsAre::Places),
        Some("organisations") => Some(SubjectsAre::Organisations),
        Some(other) => {
            return Err(unknown(
                "kind of subject",
                other,
                ["places", "organisations"],
            ));
        }
    };
    let (mut period_kind, mut period_kinds) = (None, Vec::new());
    for said in &arguments.period_kinds {
        let (text, code) = match said.rsplit_once('=') {
            Some((text, code)) => (Some(text.trim()), code.trim()),
            None => (None, said.trim()),
        };
        let kind = PeriodKind::from_code(code).ok_or_else(|| {
            unknown(
                "kind of period",
                code,
                PeriodKind::ALL.map(PeriodKind::code),
            )
        })?;
        match text {
            Some(text) => period_kinds.push((text.to_owned(), kind)),
            None => period_kind = Some(kind),
        }
    }
    let decimal = match arguments.decimal.as_deref() {
        None => None,
        Some("point") => Some(DecimalSign::Point),
        Some("comma") => Some(DecimalSign::Comma),
        Some(other) => return Err(unknown("decimal sign", other, ["point", "comma"])),
    };
    let brackets = match arguments.brackets.as_deref() {
        None => None,
        Some(word) => {
            let meaning = Brackets::ALL.into_iter().find(|one| one.code() == word);
            let codes = Brackets::ALL.map(Brackets::code);
            Some(meaning.ok_or_else(|| unknown("meaning of brackets", word, codes))?)
        }
    };
    let (mut subject, mut named_subjects) = (None, Vec::new());
    for text in &arguments.subject {
        match text.rsplit_once('=') {
            Some((name, code)) => {
                named_subjects.push((name.trim().to_owned(), code.trim().to_owned()));
            }
            None => subject = Some(text.clone()),
        }
    }
    let (mut unit, mut units) = (None, Vec::new());
    for text in &arguments.units {
        match text.rsplit_once('=') {
            Some((indicator, of_one)) => {
                units.push((indicator.trim().to_owned(), of_one.trim().to_owned()));
            }
            None => unit = Some(text.clone()),
        }
    }
    Ok(ReadingChoices {
        sheets: arguments.sheets.clone(),
        hidden: arguments.hidden,
        header_row: arguments.header_row,
        columns,
        period: arguments.period.clone(),
        period_kind,
        period_kinds,
        subject,
        named_subjects,
        successors: arguments.successors,
        unit,
        units,
        decimal,
        brackets,
        markers,
        indicator: arguments.indicator.clone(),
        goals: arguments.goals.clone(),
        subjects,
    })
}

fn pair(text: &str, option: &str, example: &str) -> Result<(String, String), Refusal> {
    text.split_once('=')
        .map(|(left, right)| (left.trim().to_owned(), right.trim().to_owned()))
        .ok_or_else(|| {
            Refusal::new(
                format!("{option} “{text}” has no “=”."),
                format!("Write it as {option} {example}."),
            )
        })
}

fn unknown<'a>(
    what: &str,
    said: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Refusal {
    let near = nearest(said, known.clone());
    let next = if near.is_empty() {
        format!(
            "Use one of {}.",
            known.into_iter().collect::<Vec<_>>().join(", ")
        )
    } else {
        format!("Did you mean {near}?")
    };
    Refusal::new(format!("There is no {what} “{said}”."), next)
}
