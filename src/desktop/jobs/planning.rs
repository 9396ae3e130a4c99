use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{Shared, Watched};
use crate::actions::{self, ActionError};
use crate::book::Reader;
use crate::desktop::effects::{Event, PlanWork};
use crate::desktop::loadable::Ticket;
use crate::domain::{Plan, Remark};
use crate::import::Listed;
use crate::message::Explain;

/// Most remarks that a notice names; the screen Plans shows all of them.
const MOST_REMARKS: usize = 2;

/// Does something with plans and outcomes, and says it in a sentence.
pub(super) fn plans(shared: &Shared, ticket: Ticket, book: &PathBuf, work: PlanWork) -> Event {
    let done = match work {
        PlanWork::Template(file) => {
            let now = (shared.surroundings.now)();
            let written = actions::write_plan_template(&file, now)
                .map(|()| format!("Wrote the template {}", file.display()));
            return Event::Written(ticket, written.map_err(|error| error.explain()));
        }
        PlanWork::WriteOutcomes(file) => {
            let now = (shared.surroundings.now)();
            let written = Reader::open(book)
                .map_err(ActionError::from)
                .and_then(|reader| actions::write_outcomes(&reader, &file, now))
                .map(|outcomes| match outcomes {
                    0 => format!("Wrote the template {}", file.display()),
                    _ => format!("Exported to {}", file.display()),
                });
            return Event::Written(ticket, written.map_err(|error| error.explain()));
        }
        work => change(shared, ticket, book, work),
    };
    Event::PlansChanged(ticket, done.map_err(|error| error.explain()))
}

fn change(
    shared: &Shared,
    ticket: Ticket,
    book: &PathBuf,
    work: PlanWork,
) -> Result<String, ActionError> {
    let now = (shared.surroundings.now)();
    let writer = shared.writer(book)?;
    match work {
        PlanWork::Keep(plan) => {
            let kept = writer.keep_plans(vec![*plan], now)?;
            let said = match (kept.added, kept.changed) {
                (1.., _) => "The plan is in the book.",
                (_, 1..) => "The plan was changed.",
                _ => "The plan is as it was.",
            };
            Ok(format!("{said}{}", remarks(book, &kept.codes)?))
        }
        PlanWork::Remove(code) => {
            writer.remove_plan(&code, now)?;
            Ok("The plan was removed.".to_owned())
        }
        PlanWork::KeepOutcome(outcome) => {
            writer.keep_outcome(*outcome, now)?;
            Ok("The outcome is in the book.".to_owned())
        }
        PlanWork::RemoveOutcome(code) => {
            writer.remove_outcome(&code, now)?;
            Ok("The outcome was removed.".to_owned())
        }
        PlanWork::Import(file) => import(shared, ticket, book, &file),
        PlanWork::Template(_) | PlanWork::WriteOutcomes(_) => Ok(String::new()),
    }
}

fn import(
    shared: &Shared,
    ticket: Ticket,
    book: &PathBuf,
    file: &Path,
) -> Result<String, ActionError> {
    let watched = Watched::new(shared, ticket);
    let listed = actions::read_list(file, &shared.surroundings.worker, &watched)?;
    let reader = Reader::open(book)?;
    let writer = shared.writer(book)?;
    let now = (shared.surroundings.now)();
    let (mut said, problems, mut more) = match listed {
        Listed::Plans(list) => {
            let done = actions::import_plans(&reader, Some(&writer), list, now)?;
            (done.summary(), done.list.problems, done.remarks.len())
        }
        Listed::Outcomes(list) => {
            let done = actions::import_outcomes(&reader, Some(&writer), list, now)?;
            (done.summary(), done.list.problems, done.remarks.len())
        }
    };
    if let Some(problem) = problems.first() {
        let _ = write!(said, " {}: {}", problem.origin.cell(), problem.message);
    }
    more += problems.len().saturating_sub(1);
    if more > 0 {
        let _ = write!(said, " {more} more to look at: the list says what.");
    }
    Ok(said)
}

/// What is odd in plans that were kept, after a sentence; empty where nothing is.
fn remarks(book: &Path, codes: &[String]) -> Result<String, ActionError> {
    let reader = Reader::open(book)?;
    let kept: Vec<Plan> = reader
        .plans()?
        .into_iter()
        .filter(|plan| codes.contains(&plan.code))
        .collect();
    let mut out = String::new();
    for plan in &kept {
        let found = actions::remarks_on(&reader, plan)?;
        for remark in found.iter().take(MOST_REMARKS) {
            out.push(' ');
            out.push_str(&Remark::in_words(remark));
        }
    }
    Ok(out)
}
