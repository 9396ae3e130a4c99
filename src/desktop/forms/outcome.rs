use super::{Control, Form, FormField, FormSection, drafts_of, indicators, or_none, subject_named};
use crate::desktop::address::{FormKind, FormStart};
use crate::desktop::contents::Contents;
use crate::desktop::state::Drafts;
use crate::desktop::widgets::Choice;
use crate::domain::{IndicatorCode, Outcome};

/// Name, label, help and control of each field.
const FIELDS: [(&str, &str, &str); 8] = [
    (
        "words",
        "The outcome, as it was said",
        "In the room’s own words",
    ),
    (
        "defined_by",
        "Who defined it",
        "A group or a meeting; no names needed",
    ),
    (
        "defined_how",
        "How",
        "A workshop, a show of hands, a survey",
    ),
    ("goal", "Goal", ""),
    (
        "subject",
        "Place or organisation",
        "Name or code in this book",
    ),
    ("proxy", "Indicator that comes near", ""),
    (
        "priority",
        "Priority",
        "1 is first; empty where nobody put them in order",
    ),
    ("example", "Made-up example", ""),
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

fn text(name: &str, outcome: &Outcome, contents: &Contents) -> String {
    match name {
        "words" => outcome.words.clone(),
        "defined_by" => outcome.defined_by.clone(),
        "defined_how" => outcome.defined_how.clone(),
        "goal" => outcome
            .goal
            .map(|goal| goal.to_string())
            .unwrap_or_default(),
        "subject" => outcome
            .subject
            .as_ref()
            .map(|code| contents.subject_name(code))
            .unwrap_or_default(),
        "proxy" => outcome
            .proxy
            .as_ref()
            .map(|code| code.0.clone())
            .unwrap_or_default(),
        "priority" => outcome
            .priority
            .map(|number| number.to_string())
            .unwrap_or_default(),
        _ if outcome.example => "yes".to_owned(),
        _ => String::new(),
    }
}

fn read(name: &str, outcome: &mut Outcome, typed: &str, contents: &Contents) -> Result<(), String> {
    let said = typed.trim();
    match name {
        "words" => said.clone_into(&mut outcome.words),
        "defined_by" => said.clone_into(&mut outcome.defined_by),
        "defined_how" => said.clone_into(&mut outcome.defined_how),
        "goal" => outcome.goal = said.parse().ok(),
        "subject" => {
            outcome.subject = subject_named(said, contents, |_| true, "place or organisation")?;
        }
        "proxy" => outcome.proxy = (!said.is_empty()).then(|| IndicatorCode::from(said)),
        "priority" => {
            let number = said.parse().ok().filter(|number| *number > 0);
            if number.is_none() && !said.is_empty() {
                return Err(format!(
                    "“{said}” is no place in an order. Write 1 for the first."
                ));
            }
            outcome.priority = number;
        }
        _ => outcome.example = said == "yes",
    }
    Ok(())
}

/// The outcome that the form makes, and what is wrong in which field.
pub(in crate::desktop) fn read_outcome(
    start: &FormStart,
    contents: &Contents,
    drafts: &Drafts,
) -> (Outcome, Vec<(&'static str, String)>) {
    let before = kept(start, contents);
    let mut outcome = before.clone();
    let mut wrong = Vec::new();
    for (name, ..) in FIELDS {
        let own = text(name, &before, contents);
        let draft = format!("{}{name}", drafts_of(FormKind::Outcome, start));
        let typed = drafts.of(&draft, &own);
        if typed != own
            && let Err(why) = read(name, &mut outcome, typed, contents)
        {
            wrong.push((name, why));
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
    for (name, label, help) in FIELDS {
        let own = text(name, &before, contents);
        let draft = format!("{}{name}", drafts_of(FormKind::Outcome, start));
        let value = drafts.of(&draft, &own).to_owned();
        touched |= value != own;
        let error = wrong.iter().find(|(of, _)| *of == name);
        fields.push(FormField {
            label,
            help: help.to_owned(),
            error: error.map(|(_, why)| why.clone()).unwrap_or_default(),
            control: match name {
                "words" => Control::Text(3),
                "goal" => Control::Choice(
                    or_none(
                        "No goal",
                        contents.goals.iter().map(|goal| {
                            let words = format!("{} {}", goal.number, goal.name);
                            (goal.number.to_string(), Choice::new(words, ""))
                        }),
                    ),
                    false,
                ),
                "proxy" => {
                    Control::Choice(indicators(contents, "None: no figure comes near"), true)
                }
                "example" => Control::Tick,
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
