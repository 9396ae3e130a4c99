//! Headline, notes and spoken text of plans. Contributing to one goal is good, and never looks like failing the others.

use std::collections::BTreeSet;

use super::super::answer::Answer;
use super::super::planned::{PlanLine, PlanProgress, Planned};
use super::super::{Subjects, wording};
use crate::domain::{Goal, Subject};
use crate::statistics::ProgressLabel;

/// Plans that a screen reader reads out before it is referred to the table.
const SPOKEN: usize = 12;

/// Of whom plans are told.
pub(super) enum Of<'a> {
    Everybody,
    Place(&'a Subject),
    Organisations(&'a [&'a Subject]),
    Set(&'a Subjects),
}

impl Of<'_> {
    /// `by Example Works`, `in Bradford`; empty for everybody.
    fn phrase(&self) -> String {
        match self {
            Self::Place(place) => format!(" in {}", wording::the(&place.name)),
            Self::Organisations(all) => {
                let names: Vec<String> = all.iter().map(|one| wording::the(&one.name)).collect();
                format!(" by {}", wording::listed(&names))
            }
            Self::Set(Subjects::Areas(set)) => format!(" in {}", set.plural()),
            Self::Set(Subjects::Organisations(set)) => format!(" by {}", set.plural()),
            Self::Everybody | Self::Set(_) => String::new(),
        }
    }
}

/// Fills in headline, subtitle, notes and spoken text.
pub(super) fn put(answer: &mut Answer, planned: &Planned, of: &Of<'_>, goal: Option<&Goal>) {
    let about = goal.map_or_else(String::new, |goal| {
        format!(" for goal {}, {}", goal.number, wording::inside(&goal.name))
    });
    answer.headline = headline(planned, of, goal, &about);
    answer.subtitle = wording::subtitle(&[
        "What organisations say they will do, and how far it is".to_owned(),
        goal.map_or_else(String::new, |goal| format!("goal {}", goal.number)),
    ]);
    answer.notes = notes(planned, of);
    answer.spoken = spoken(answer, planned);
}

fn headline(planned: &Planned, of: &Of<'_>, goal: Option<&Goal>, about: &str) -> String {
    let phrase = of.phrase();
    let plans = &planned.plans;
    if plans.is_empty() {
        let open = planned.needs.iter().filter(|line| line.is_open()).count();
        if open > 0 && goal.is_none() {
            return wording::headline(&[format!(
                "No plans{phrase} are recorded yet; need is high for {}.",
                wording::so_many(open, "goal", "goals")
            )]);
        }
        return wording::headline(&[
            format!("No plans{phrase}{about} are recorded in this book yet."),
            format!("No plans{phrase} are recorded in this book yet."),
            "No such plans are recorded in this book yet.".to_owned(),
        ]);
    }
    let count = wording::so_many(plans.len(), "plan", "plans");
    let contribute = if plans.len() == 1 {
        "contributes"
    } else {
        "contribute"
    };
    let goals: BTreeSet<u32> = plans
        .iter()
        .flat_map(|line| line.plan.goals.iter().copied())
        .collect();
    let to = match goal {
        Some(goal) => format!("goal {}, {}", goal.number, wording::inside(&goal.name)),
        None => match goals.len() {
            0 => "no named goal".to_owned(),
            1 => format!("goal {}", goals.first().copied().unwrap_or_default()),
            many => wording::so_many(many, "goal", "goals"),
        },
    };
    let reached = well(plans);
    let tail = match (plans.as_slice(), reached) {
        (_, 0) => String::new(),
        ([only], _) => match &only.progress {
            PlanProgress::Said(label) => format!("; {}", label.label()),
            _ => String::new(),
        },
        (_, 1) => "; 1 of them is on track or met".to_owned(),
        (_, many) => format!("; {many} of them are on track or met"),
    };
    if let Of::Organisations([one]) = of {
        let who = wording::the(&one.name);
        let short = format!("{who} contributes to {to} with {count}");
        return wording::headline(&[format!("{short}{tail}."), format!("{short}.")]);
    }
    let who: BTreeSet<&str> = plans
        .iter()
        .map(|line| line.plan.organisation.0.as_str())
        .collect();
    let by = match of {
        Of::Organisations(_) | Of::Set(Subjects::Organisations(_)) => phrase,
        _ => format!(
            " by {}{phrase}",
            wording::so_many(who.len(), "organisation", "organisations")
        ),
    };
    let open = planned.needs.iter().filter(|line| line.is_open()).count();
    let rest = if open > 0 {
        format!(
            "; for {} need is high and no plan is recorded",
            wording::so_many(open, "goal", "goals")
        )
    } else {
        tail
    };
    wording::headline(&[
        format!("{count}{by} {contribute} to {to}{rest}."),
        format!("{count}{by} {contribute} to {to}."),
        format!("{count} {contribute} to {to}."),
    ])
}

/// Plans that are on track or have met their target.
fn well(plans: &[PlanLine]) -> usize {
    let good = [ProgressLabel::Met, ProgressLabel::OnTrack].map(PlanProgress::Said);
    plans
        .iter()
        .filter(|line| good.contains(&line.progress))
        .count()
}

fn notes(planned: &Planned, of: &Of<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let examples = planned
        .plans
        .iter()
        .filter(|line| line.plan.example)
        .count();
    if examples > 0 {
        notes.push(format!(
            "{} made up to show how plans look, and no organisation’s own word.",
            match (examples, planned.plans.len()) {
                (1, 1) => "The plan is an example:".to_owned(),
                (all, of) if all == of => "The plans are examples:".to_owned(),
                (1, _) => "1 of the plans is an example:".to_owned(),
                (some, _) => format!("{some} of the plans are examples:"),
            }
        ));
    }
    if planned.plans.is_empty() {
        notes.push("That none is recorded says nothing of what an organisation does.".to_owned());
    } else {
        notes.push("A plan is what its organisation says. A figure beside it does not show that it came of the plan.".to_owned());
        if planned
            .plans
            .iter()
            .any(|line| matches!(line.progress, PlanProgress::Said(_)))
        {
            notes.push("Progress is at the pace since the baseline, from the figures of this book where it holds them, else from those that the organisation reports.".to_owned());
        }
    }
    let remarked = planned
        .plans
        .iter()
        .filter(|line| !line.remarks.is_empty())
        .count();
    if remarked > 0 {
        notes.push(format!(
            "There is something to remark on {}; each is kept as it was given.",
            wording::so_many(remarked, "plan", "plans")
        ));
    }
    if !planned.needs.is_empty() {
        let place = match of {
            Of::Place(place) => wording::the(&place.name),
            _ => "the place".to_owned(),
        };
        notes.push(format!(
            "Need is high where at least half of a goal’s judged indicators are worse in {place} than what it is compared with. Action counts plans that reach it and are not paused or stopped."
        ));
    }
    if !planned.outcomes.is_empty() {
        notes.push("Community-defined outcomes are in the words of those who said them; a proxy comes near and is not the same.".to_owned());
    }
    notes
}

fn spoken(answer: &Answer, planned: &Planned) -> String {
    let mut parts = vec![answer.headline.clone()];
    for line in planned.plans.iter().take(SPOKEN) {
        let due = line.due();
        let due = if due.is_empty() {
            due
        } else {
            format!(", due {due}")
        };
        parts.push(format!(
            "{}: {}{due}, {}.",
            line.organisation,
            line.plan
                .activity
                .lines()
                .next()
                .unwrap_or_default()
                .trim_end_matches('.'),
            line.progress_in_words()
        ));
    }
    if planned.plans.len() > SPOKEN {
        parts.push(format!(
            "{} more are in the table.",
            planned.plans.len() - SPOKEN
        ));
    }
    parts.extend(
        planned
            .needs
            .iter()
            .filter(|line| line.is_open())
            .map(|line| format!("Goal {}: need is high and no plan is recorded.", line.goal)),
    );
    parts.extend(answer.notes.iter().take(2).cloned());
    parts.join(" ")
}
