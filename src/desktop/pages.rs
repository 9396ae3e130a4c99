//! What each screen shows, as plain structs: text already worded, built by pure functions from answers and lists. Nothing here
//! paints and nothing here asks.

mod answer;
mod causes;
mod chrome;
mod compare;
mod data;
mod foreseen;
mod gaps;
mod goal;
mod goal_rows;
mod goals;
mod keeping;
mod line_select;
mod plans;
mod profile;
mod read_back;
mod roles;
mod sets;
mod source_grid;
mod stories;
mod subjects;
mod twin;
mod wizard;

pub(crate) use answer::{About, AnswerPage};
pub(crate) use causes::ProblemGroup;
pub(crate) use chrome::{Chrome, Hit, HitTarget, day};
pub(crate) use compare::ComparePage;
pub(crate) use data::{DataPage, ReportPage};
pub(crate) use foreseen::Foreseen;
pub(crate) use goal::{GoalLine, GoalPage};
pub(crate) use goal_rows::{GoalRow, OF_ORGANISATION, OF_PLACE, Opens};
pub(crate) use goals::{GapLine, GoalsPage, Tile};
pub(crate) use keeping::KeepingPage;
pub(crate) use plans::{OutcomeRow, PlanRow, PlansPage};
pub(crate) use profile::{ProfileLine, ProfilePage};
pub(crate) use roles::{ROLES, role_choices, role_in_short};
pub(crate) use sets::{GroupChoice, Take};
pub(crate) use source_grid::{Band, GridColumn, GridPreview};
pub(crate) use stories::{OpenStory, StoriesPage};
pub(crate) use subjects::SubjectsPage;
pub(crate) use twin::{Meant, Twin};
pub(crate) use wizard::{Asked, WizardPage};

use std::sync::Arc;

use super::address::{Address, View};
use super::effects::Shown;
use super::forms::{Form, form};
use super::state::{Slot, State, main_slot};
use crate::domain::thousands;
use crate::message::Message;

/// The content of the window.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Page {
    /// No book is open.
    Start(StartPage),
    /// The answer is on its way, and there is none to show meanwhile.
    Waiting,
    /// The question has no answer.
    Failed(Message),
    /// All goals.
    Goals(Box<GoalsPage>),
    /// One goal.
    Goal(Box<GoalPage>),
    /// An answer: one indicator, or the table of a screen.
    Answer(Box<AnswerPage>),
    /// Several subjects.
    Compare(Box<ComparePage>),
    /// Places or organisations.
    Subjects(Box<SubjectsPage>),
    /// One subject.
    Profile(Box<ProfilePage>),
    /// What organisations say they will do.
    Plans(Box<PlansPage>),
    /// A plan or an outcome that is filled in.
    Form(Box<Form>),
    /// Stories.
    Stories(Box<StoriesPage>),
    /// Imports.
    Data(Box<DataPage>),
    /// One import.
    Report(Box<ReportPage>),
    /// A file on its way in.
    Wizard(Box<WizardPage>),
    /// Backups, and a book that was not opened.
    Keeping(Box<KeepingPage>),
}

/// What stands where no book is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct StartPage {
    /// Books opened before: name, folder, path.
    pub recent: Vec<(String, String, std::path::PathBuf)>,
    /// True while one is being opened.
    pub opening: bool,
}

/// A count as a person reads it: `2,310`.
fn number(count: u64) -> String {
    thousands(count as f64, 0)
}

/// Builds the content for a state.
pub(crate) fn page(state: &State) -> Page {
    if let Some(refused) = state.refused.as_ref().filter(|_| state.opening.is_none()) {
        return Page::Keeping(Box::new(keeping::refused(refused, state)));
    }
    let Some(contents) = state.contents() else {
        return Page::Start(StartPage {
            recent: state
                .settings
                .recent
                .iter()
                .map(|path| {
                    let part = |part: Option<&std::ffi::OsStr>| {
                        part.map_or_else(String::new, |part| part.to_string_lossy().into_owned())
                    };
                    (
                        part(path.file_name()),
                        part(path.parent().map(std::path::Path::as_os_str)),
                        path.clone(),
                    )
                })
                .collect(),
            opening: state.opening.is_some(),
        });
    };
    match state.address() {
        address if as_answer(address, state.here().view) => match main_slot(state.here()) {
            Some(slot) => from(state, slot, |shown| {
                let shown = state.main_shown().unwrap_or(shown);
                Page::Answer(Box::new(answer::build(shown, contents, state)))
            }),
            None => Page::Waiting,
        },
        Address::Goals => from(state, Slot::Overview, |shown| {
            Page::Goals(Box::new(goals::build(shown, contents, &state.settings)))
        }),
        Address::Goal(_) => from(state, Slot::Goal, |shown| {
            let planned = plans::beside(state);
            Page::Goal(Box::new(goal::build(shown, contents, planned)))
        }),
        Address::Compare { goal, subjects } if subjects.is_empty() => {
            Page::Compare(Box::new(compare::empty(contents, *goal)))
        }
        Address::Compare { goal, subjects } => from(state, Slot::Comparison, |shown| {
            Page::Compare(Box::new(compare::build(
                shown,
                contents,
                *goal,
                subjects,
                (state.here().row, state.here().view),
            )))
        }),
        Address::Places => Page::Subjects(Box::new(subjects::build(contents, true))),
        Address::Organisations => Page::Subjects(Box::new(subjects::build(contents, false))),
        Address::Profile(code) => from(state, Slot::Profile, |shown| {
            Page::Profile(Box::new(profile::build(shown, contents, code, state)))
        }),
        Address::Plans(goal) => from(state, Slot::Plans, |shown| {
            Page::Plans(Box::new(plans::build(shown, contents, *goal)))
        }),
        Address::Form(kind, start) => {
            Page::Form(Box::new(form(*kind, start, contents, &state.drafts)))
        }
        Address::Stories => Page::Stories(Box::new(stories::build(state, contents))),
        Address::Data => Page::Data(Box::new(data::build(contents, state.recipe.as_deref()))),
        Address::ImportReport(number) => match (state.report.value(), state.report.failure()) {
            (Some(report), _) if report.record.number == *number => {
                Page::Report(Box::new(data::report(report, contents)))
            }
            (_, Some(message)) => Page::Failed(message.clone()),
            _ => Page::Waiting,
        },
        Address::Wizard => match &state.wizard {
            Some(wizard) => Page::Wizard(Box::new(wizard::build(wizard, contents, &state.drafts))),
            None => Page::Data(Box::new(data::build(contents, state.recipe.as_deref()))),
        },
        Address::Backups => match (&state.backups, &state.book) {
            (Some(backups), Some(book)) => {
                Page::Keeping(Box::new(keeping::backups(backups, &book.path)))
            }
            _ => Page::Waiting,
        },
        Address::Indicator { .. } | Address::Question(_) => Page::Waiting,
    }
}

/// Whether an address is shown as one answer: its figure with tabs. Other screens are so in their view as a table.
fn as_answer(address: &Address, view: View) -> bool {
    match address {
        Address::Indicator { .. } | Address::Question(_) => true,
        Address::Goals | Address::Goal(_) | Address::Profile(_) | Address::Plans(_) => {
            view == View::Table
        }
        _ => false,
    }
}

fn from(state: &State, slot: Slot, build: impl FnOnce(&Arc<Shown>) -> Page) -> Page {
    let Some(asked) = state.answers.get(&slot) else {
        return Page::Waiting;
    };
    match (asked.answer.value(), asked.answer.failure()) {
        (Some(shown), _) => build(shown),
        (None, Some(message)) if !asked.answer.is_waiting() => Page::Failed(message.clone()),
        _ => Page::Waiting,
    }
}
