use super::{Control, Form, FormField, FormSection, drafts_of, indicators, or_none, subject_named};
use crate::desktop::address::{FormKind, FormStart};
use crate::desktop::contents::Contents;
use crate::desktop::state::Drafts;
use crate::desktop::widgets::Choice;
use crate::domain::{ListField as _, Outcome, OutcomeField};

/// The fields, in the order in which they are filled in.
const FIELDS: [OutcomeField; 8] = [
    OutcomeField::Words,
    OutcomeField::DefinedBy,
    OutcomeField::DefinedHow,
    OutcomeField::Goal,
    OutcomeField::Subject,
    OutcomeField::Proxy,
    OutcomeField::Priority,
    OutcomeField::Example,
];

fn kept(start: &FormStart, contents: &Contents) -> Outcome {
    let held = contents.outcomes.iter().find(|one| one.code == start.code);
    held.filter(|_| !start.code.is_empty())
        .cloned()
        .unwrap_or_else(|| Outcome {
            goal: start.goal,
            subject: start.subject.clone(),
            ..Outcome::default()
        })
}

fn text(field: OutcomeField, outcome: &Outcome, contents: &Contents) -> String {
    match (field, &outcome.subject) {
        (OutcomeField::Subject, Some(code)) => contents.subject_name(code),
        _ => field.text(outcome),
    }
}

fn read(
    field: OutcomeField,
    outcome: &mut Outcome,
    typed: &str,
    contents: &Contents,
) -> Result<(), String> {
    if field == OutcomeField::Subject {
        let said = typed.trim();
        outcome.subject = subject_named(said, contents, |_| true, "place or organisation")?;
        return Ok(());
    }
    field.read(outcome, typed)
}

/// The draft of a field.
fn draft(start: &FormStart, field: OutcomeField) -> String {
    format!("{}{}", drafts_of(FormKind::Outcome, start), field.column())
}

/// The outcome that the form makes, and what is wrong in which field.
pub(in crate::desktop) fn read_outcome(
    start: &FormStart,
    contents: &Contents,
    drafts: &Drafts,
) -> (Outcome, Vec<(OutcomeField, String)>) {
    let before = kept(start, contents);
    let mut outcome = before.clone();
    let mut wrong = Vec::new();
    for field in FIELDS {
        let own = text(field, &before, contents);
        let draft = draft(start, field);
        let typed = drafts.of(&draft, &own);
        if typed != own
            && let Err(why) = read(field, &mut outcome, typed, contents)
        {
            wrong.push((field, why));
        }
    }
    (outcome.tidy(), wrong)
}

/// The form of a community-defined outcome.
pub(super) fn form(start: &FormStart, contents: &Contents, drafts: &Drafts) -> Form {
    let before = kept(start, contents);
    let (outcome, wrong) = read_outcome(start, contents, drafts);
    let mut touched = false;
    let mut fields = Vec::new();
    for field in FIELDS {
        let own = text(field, &before, contents);
        let draft = draft(start, field);
        let value = drafts.of(&draft, &own).to_owned();
        touched |= value != own;
        let error = wrong.iter().find(|(of, _)| *of == field);
        fields.push(FormField {
            label: field.label(),
            help: match field {
                OutcomeField::Subject => "Name or code in this book".to_owned(),
                // A list to choose from says it itself.
                OutcomeField::Goal | OutcomeField::Proxy | OutcomeField::Example => String::new(),
                other => other.help().to_owned(),
            },
            error: error.map(|(_, why)| why.clone()).unwrap_or_default(),
            control: match field {
                OutcomeField::Words => Control::Text(3),
                OutcomeField::Goal => Control::Choice(
                    or_none(
                        "No goal",
                        contents.goals.iter().map(|goal| {
                            let words = format!("{} {}", goal.number, goal.name);
                            (goal.number.to_string(), Choice::new(words, ""))
                        }),
                    ),
                    false,
                ),
                OutcomeField::Proxy => {
                    Control::Choice(indicators(contents, "None: no figure comes near"), true)
                }
                OutcomeField::Example => Control::Tick,
                _ => Control::Line,
            },
            value,
            draft,
        });
    }
    let missing = match (outcome.words.is_empty(), wrong.is_empty()) {
        (true, _) => "Write down first what was said.",
        (_, false) => "Correct first what is marked below.",
        _ => "",
    };
    Form {
        title: if before.code.is_empty() {
            "Add a community-defined outcome".to_owned()
        } else {
            "Change a community-defined outcome".to_owned()
        },
        subtitle: "What those concerned want to see, in their own words. It stands beside official indicators, marked for what it is.".to_owned(),
        sections: vec![FormSection {
            title: "The outcome",
            fields,
        }],
        remarks: Vec::new(),
        missing: missing.to_owned(),
        is_new: before.code.is_empty(),
        is_touched: touched,
    }
}
