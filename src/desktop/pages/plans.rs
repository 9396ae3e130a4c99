use std::sync::Arc;

use crate::desktop::contents::Contents;
use crate::desktop::effects::Shown;
use crate::desktop::state::{Slot, State};
use crate::desktop::widgets::Choice;
use crate::questions::{Detail, OutcomeLine, PlanLine, PlanProgress, Planned};

/// Every plan, or those of one goal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlansPage {
    /// The finding.
    pub headline: String,
    /// What stands below.
    pub subtitle: String,
    /// The goals to choose from; all of them first.
    pub goals: Vec<Choice>,
    /// Which is chosen: an index into `goals`.
    pub goal_at: usize,
    /// Their numbers.
    pub numbers: Vec<Option<u32>>,
    /// The plans.
    pub rows: Vec<PlanRow>,
    /// Outcomes that communities have defined.
    pub outcomes: Vec<OutcomeRow>,
    /// What must be known.
    pub notes: Vec<String>,
    /// Where the figures come from.
    pub sources: Vec<String>,
}

/// A plan as a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlanRow {
    /// Its code in the book.
    pub code: String,
    /// Name of the organisation, and whether the plan is an example.
    pub organisation: String,
    /// Goals and what is done.
    pub activity: String,
    /// What has come of it; a dash where nothing is held.
    pub contribution: String,
    /// What is measured.
    pub measure: String,
    /// By when.
    pub due: String,
    /// How far it is, as the organisation says.
    pub status: &'static str,
    /// How far it is, as the figures say.
    pub progress: String,
    /// The share of the way, where it can be said.
    pub share: Option<f32>,
    /// What is to be remarked, a sentence each, and what must be known of the progress.
    pub remarks: Vec<String>,
    /// What a screen reader says.
    pub spoken: String,
}

impl PlanRow {
    pub(super) fn of(line: &PlanLine) -> Self {
        let plan = &line.plan;
        let (organisation, activity) = (line.who(), line.what());
        let contribution = line.contribution();
        let [so_far, measure] = line.so_far();
        let due = line.due();
        let progress = line.progress_in_words();
        let remarks: Vec<String> = line
            .remarks
            .iter()
            .map(crate::domain::Remark::in_words)
            .chain(line.notes.iter().cloned())
            .collect();
        let said_due = if due.is_empty() {
            "no date".to_owned()
        } else {
            format!("due {due}")
        };
        Self {
            code: plan.code.clone(),
            spoken: format!(
                "{organisation}. {activity}. {}{said_due}, {}. {progress}. {}",
                if contribution.is_empty() {
                    String::new()
                } else {
                    format!("{contribution}. ")
                },
                plan.status.in_words(),
                remarks.join(" ")
            )
            .trim()
            .to_owned(),
            organisation,
            activity,
            contribution: if so_far.is_empty() {
                "–".to_owned()
            } else {
                so_far
            },
            measure,
            due: if due.is_empty() {
                "no date".to_owned()
            } else {
                due
            },
            status: plan.status.in_words(),
            share: line
                .share
                .filter(|_| matches!(line.progress, PlanProgress::Said(_)))
                .map(|share| share as f32),
            progress,
            remarks,
        }
    }
}

/// A community-defined outcome as a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutcomeRow {
    /// Its code in the book.
    pub code: String,
    /// The outcome as it was said.
    pub words: String,
    /// Priority, who defined it and how, and what comes near it.
    pub beside: String,
    /// What a screen reader says.
    pub spoken: String,
}

impl OutcomeRow {
    pub(super) fn of(line: &OutcomeLine) -> Self {
        let outcome = &line.outcome;
        let mut beside = Vec::new();
        beside.extend(outcome.priority.map(|number| format!("Priority {number}")));
        beside.push(outcome.origin());
        beside.push(line.about.clone());
        beside.push(if line.proxy.is_empty() {
            "No figure comes near".to_owned()
        } else {
            format!("A figure that comes near: {}", line.proxy)
        });
        if outcome.example {
            beside.push("Example".to_owned());
        }
        beside.retain(|part| !part.is_empty());
        let beside = beside.join("  ·  ");
        let words = outcome.words.replace('\n', " ");
        Self {
            code: outcome.code.clone(),
            spoken: format!("Community-defined outcome: {words}. {beside}"),
            words,
            beside,
        }
    }
}

/// What the answer about plans in a slot holds.
pub(super) fn planned(shown: &Shown) -> Option<&Planned> {
    match &shown.answer.detail {
        Detail::Plans(planned) => Some(planned),
        _ => None,
    }
}

/// The plans that belong beside a screen, once they are there.
pub(super) fn beside(state: &State) -> Option<&Planned> {
    planned(state.shown(Slot::Plans)?)
}

pub(super) fn build(shown: &Arc<Shown>, contents: &Contents, goal: Option<u32>) -> PlansPage {
    let answer = &shown.answer;
    let numbers: Vec<Option<u32>> = std::iter::once(None)
        .chain(contents.goals.iter().map(|goal| Some(goal.number)))
        .collect();
    let goals = std::iter::once(Choice::new("All goals", ""))
        .chain(
            contents
                .goals
                .iter()
                .map(|goal| Choice::new(format!("{} {}", goal.number, goal.name), "")),
        )
        .collect();
    let held = planned(shown);
    PlansPage {
        headline: answer.headline.clone(),
        subtitle: answer.subtitle.clone(),
        goals,
        goal_at: numbers.iter().position(|one| *one == goal).unwrap_or(0),
        numbers,
        rows: held.map_or_else(Vec::new, |held| {
            held.plans.iter().map(PlanRow::of).collect()
        }),
        outcomes: held.map_or_else(Vec::new, |held| {
            held.outcomes.iter().map(OutcomeRow::of).collect()
        }),
        notes: answer.notes.clone(),
        sources: answer.sources.clone(),
    }
}
