use super::{Control, Form, FormField, FormSection, drafts_of, indicators, or_none, subject_named};
use crate::actions::name_organisation;
use crate::desktop::address::{FormKind, FormStart};
use crate::desktop::contents::Contents;
use crate::desktop::state::Drafts;
use crate::desktop::widgets::Choice;
use crate::domain::{
    ListField as _, OrganisationType, Plan, PlanField, PlanStatus, Scope, SubjectCode, SubjectKind,
};

/// The fields by section. Code and framework are not typed; the code of the organisation follows from its name.
const SECTIONS: [(&str, &[PlanField]); 6] = [
    (
        "Who and what",
        &[
            PlanField::OrganisationName,
            PlanField::OrganisationType,
            PlanField::Activity,
            PlanField::Goals,
        ],
    ),
    (
        "What goes in",
        &[PlanField::Money, PlanField::Hours, PlanField::People],
    ),
    ("What comes out", &[PlanField::Outputs, PlanField::Outcome]),
    (
        "How the change is measured",
        &[
            PlanField::Indicator,
            PlanField::Group,
            PlanField::Baseline,
            PlanField::BaselineDate,
            PlanField::Target,
            PlanField::TargetDate,
            PlanField::Latest,
            PlanField::LatestDate,
            PlanField::Unit,
        ],
    ),
    (
        "Where, for whom and with whom",
        &[PlanField::Place, PlanField::Scope, PlanField::Partners],
    ),
    (
        "Who answers for it, and what shows it",
        &[
            PlanField::Owner,
            PlanField::Status,
            PlanField::Evidence,
            PlanField::Example,
        ],
    ),
];

/// The plan as the book holds it, or a new one with what is known at the start.
fn kept(start: &FormStart, contents: &Contents) -> Plan {
    let held = contents.plans.iter().find(|plan| plan.code == start.code);
    if let Some(plan) = held.filter(|_| !start.code.is_empty()) {
        return plan.clone();
    }
    let subject = start.subject.as_ref();
    let mut plan = Plan::of("", "", "");
    if let Some(code) = subject {
        match contents.subject(code).map(|one| (one.kind, &one.name)) {
            Some((SubjectKind::Place(_), _)) => plan.place = Some(code.clone()),
            Some((SubjectKind::Organisation(kind), name)) => {
                plan.organisation = code.clone();
                plan.organisation_name.clone_from(name);
                plan.organisation_type = kind;
            }
            None => plan.organisation = code.clone(),
        }
    }
    plan.goals = start.goal.into_iter().collect();
    plan
}

fn draft(start: &FormStart, field: PlanField) -> String {
    format!("{}{}", drafts_of(FormKind::Plan, start), field.column())
}

/// What stands in a field that nobody typed into.
fn untouched(field: PlanField, plan: &Plan, contents: &Contents) -> String {
    match (field, &plan.place) {
        (PlanField::Place, Some(code)) => contents.subject_name(code),
        _ => field.text(plan),
    }
}

/// The plan that the form makes, and what is wrong in which field.
pub(in crate::desktop) fn read_plan(
    start: &FormStart,
    contents: &Contents,
    drafts: &Drafts,
) -> (Plan, Vec<(PlanField, String)>) {
    let before = kept(start, contents);
    let mut plan = before.clone();
    let mut wrong = Vec::new();
    for field in SECTIONS.into_iter().flat_map(|(_, fields)| fields).copied() {
        let own = untouched(field, &before, contents);
        let typed = drafts.of(&draft(start, field), &own);
        if typed == own {
            continue;
        }
        let read = if field == PlanField::Place {
            let is_place = |one: &crate::domain::Subject| matches!(one.kind, SubjectKind::Place(_));
            subject_named(typed, contents, is_place, "place").map(|code| plan.place = code)
        } else {
            field.read(&mut plan, typed)
        };
        if let Err(why) = read {
            wrong.push((field, why));
        }
    }
    if plan.organisation_name != before.organisation_name {
        let typed = plan.organisation_name.trim();
        let of_code = contents.subjects.iter().find(|one| {
            matches!(one.kind, SubjectKind::Organisation(_))
                && one.code.0.eq_ignore_ascii_case(typed)
        });
        if let Some(found) = of_code {
            plan.organisation_name.clone_from(&found.name);
            plan.organisation = found.code.clone();
        } else {
            plan.organisation = SubjectCode::from("");
        }
    }
    if !plan.organisation_name.trim().is_empty() {
        name_organisation(&mut plan, &contents.subjects, &contents.plans);
    }
    (plan.tidy(), wrong)
}

/// The form of a plan.
pub(super) fn form(start: &FormStart, contents: &Contents, drafts: &Drafts) -> Form {
    let before = kept(start, contents);
    let (plan, wrong) = read_plan(start, contents, drafts);
    let mut touched = false;
    let mut field = |field: PlanField| {
        let own = untouched(field, &before, contents);
        let draft = draft(start, field);
        let value = drafts.of(&draft, &own).to_owned();
        touched |= value != own;
        FormField {
            label: field.label(),
            help: help(field, &plan, contents),
            error: wrong
                .iter()
                .find(|(of, _)| *of == field)
                .map(|(_, why)| why.clone())
                .unwrap_or_default(),
            control: control(field, &plan, contents),
            value,
            draft,
        }
    };
    let sections = SECTIONS
        .into_iter()
        .map(|(title, fields)| FormSection {
            title,
            fields: fields.iter().map(|one| field(*one)).collect(),
        })
        .collect();
    let missing = if plan.organisation_name.is_empty() {
        "Name the organisation first."
    } else if plan.activity.is_empty() {
        "Say first what is done."
    } else if wrong.is_empty() {
        ""
    } else {
        "Correct first what is marked below."
    };
    let indicator = plan
        .indicator
        .as_ref()
        .and_then(|code| contents.indicator(code));
    let goals: Vec<u32> = contents.goals.iter().map(|goal| goal.number).collect();
    let remarks = if touched || !before.code.is_empty() {
        plan.remarks(indicator, &goals)
    } else {
        Vec::new()
    };
    Form {
        title: if before.code.is_empty() {
            "Add a plan".to_owned()
        } else {
            "Change a plan".to_owned()
        },
        subtitle: "What an organisation will do for a goal. Only who and what must be filled in."
            .to_owned(),
        sections,
        remarks: remarks
            .iter()
            .map(crate::domain::Remark::in_words)
            .collect(),
        missing: missing.to_owned(),
        is_new: before.code.is_empty(),
        is_touched: touched,
    }
}

fn help(field: PlanField, plan: &Plan, contents: &Contents) -> String {
    match field {
        PlanField::OrganisationName if !plan.organisation_name.is_empty() => {
            match contents.subject(&plan.organisation) {
                Some(known) => format!("{}, code {}, is in this book", known.name, known.code),
                None => "Not in this book yet: its name is kept with the plan".to_owned(),
            }
        }
        PlanField::OrganisationName => "Name, or code in this book".to_owned(),
        PlanField::Place => "Name or code of a place in this book".to_owned(),
        PlanField::Evidence => "A document, a page or a figure, one a line".to_owned(),
        PlanField::BaselineDate | PlanField::TargetDate | PlanField::LatestDate => {
            "31 March 2027".to_owned()
        }
        PlanField::Money
        | PlanField::Hours
        | PlanField::People
        | PlanField::Baseline
        | PlanField::Target
        | PlanField::Latest => "A number".to_owned(),
        other => other.help().to_owned(),
    }
}

fn control(field: PlanField, plan: &Plan, contents: &Contents) -> Control {
    let choice = |code: &str, words: &str| (code.to_owned(), Choice::new(words, ""));
    match field {
        PlanField::Activity | PlanField::Outputs | PlanField::Outcome => Control::Text(2),
        PlanField::Evidence => Control::Text(3),
        PlanField::Goals => Control::Ticks(
            contents
                .goals
                .iter()
                .map(|goal| {
                    (
                        goal.number.to_string(),
                        format!("{} {}", goal.number, goal.short_name),
                    )
                })
                .collect(),
        ),
        PlanField::Scope => Control::Ticks(
            Scope::ALL
                .map(|one| (one.code().to_owned(), one.code().to_owned()))
                .to_vec(),
        ),
        PlanField::Status => Control::Choice(
            PlanStatus::ALL
                .map(|one| choice(one.in_words(), one.in_words()))
                .to_vec(),
            false,
        ),
        PlanField::OrganisationType => Control::Choice(
            OrganisationType::ALL
                .map(|one| choice(one.code(), one.singular()))
                .to_vec(),
            false,
        ),
        PlanField::Indicator => {
            Control::Choice(indicators(contents, "A measure of the plan’s own"), true)
        }
        PlanField::Group => {
            let of_it = plan
                .indicator
                .as_ref()
                .and_then(|code| contents.groups_of.get(code));
            let groups = of_it.into_iter().flatten().filter(|group| !group.is_all());
            Control::Choice(
                or_none(
                    "All people",
                    groups.map(|group| (group.key(), Choice::new(group.to_string(), ""))),
                ),
                true,
            )
        }
        PlanField::Example => Control::Tick,
        _ => Control::Line,
    }
}
