use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::ActionError;
use super::tables::{day_of, kind_of};
use crate::book::{PlansKept, Reader, Writer};
use crate::domain::{Framework, Plan, Remark, Subject, SubjectCode, SubjectKind, slug};
use crate::export;
use crate::import::{self, List, Listed, PlanList, WorkerProgram};
use crate::message::Progress;

/// A list of plans that was read, and written where there was a writer.
#[derive(Clone, Debug, PartialEq)]
pub struct PlansImported {
    /// What was read.
    pub list: PlanList,
    /// What writing it did; none where nothing was to be written.
    pub kept: Option<PlansKept>,
    /// What is to be remarked: row of the file, what the plan does, and the remark.
    pub remarks: Vec<(u32, String, Remark)>,
    /// What was settled without being asked, a sentence each.
    pub settled: Vec<String>,
}

impl PlansImported {
    /// What became of them in one sentence: `4 plans kept: 2 new, 1 changed, 1 as before; 1 row left out.`
    pub fn summary(&self) -> String {
        summary(("plan", "plans"), &self.list, self.kept.as_ref())
    }
}

/// What became of a list, in one sentence.
pub(super) fn summary<T>(
    (one, several): (&str, &str),
    list: &List<T>,
    kept: Option<&PlansKept>,
) -> String {
    let count = |count: usize| match count {
        1 => format!("1 {one}"),
        many => format!("{many} {several}"),
    };
    let left_out = match list.read - list.items.len() {
        0 => String::new(),
        1 => "; 1 row left out".to_owned(),
        many => format!("; {many} rows left out"),
    };
    match kept {
        Some(kept) => format!(
            "{} kept: {} new, {} changed, {} as before{left_out}.",
            count(kept.codes.len()),
            kept.added,
            kept.changed,
            kept.unchanged
        ),
        None => format!("{} would be kept{left_out}.", count(list.items.len())),
    }
}

/// Takes the book's own framework for one that is not in it, and says so.
pub(super) fn own_framework(
    known: &[Framework],
    framework: &mut String,
    row: u32,
) -> Option<String> {
    if framework.is_empty() || known.iter().any(|one| one.code == *framework) {
        return None;
    }
    let of_file = std::mem::take(framework);
    Some(format!(
        "The framework “{of_file}” of row {row} is not in this book: its goals are read as those of the book’s own."
    ))
}

/// Reads a file that holds a list of plans or of outcomes.
pub fn read_list(
    path: &Path,
    worker: &WorkerProgram,
    progress: &dyn Progress,
) -> Result<Listed, ActionError> {
    let workbook = import::read(path, worker, progress)?;
    import::listed(&workbook).ok_or_else(|| ActionError::NoPlans {
        file: workbook.file.name,
    })
}

/// Writes the plans of a list into the book, all in one action, and says what is odd in them. Without a writer nothing is written.
pub fn import_plans(
    reader: &Reader,
    writer: Option<&Writer>,
    list: PlanList,
    now: Timestamp,
) -> Result<PlansImported, ActionError> {
    let held = reader.plans()?;
    let subjects = reader.subjects()?;
    let frameworks = reader.frameworks()?;
    let mut settled = Vec::new();
    let mut plans = Vec::with_capacity(list.items.len());
    for (row, plan) in &list.items {
        let mut plan = plan.clone();
        name_organisation(&mut plan, &subjects, &held);
        settled.extend(own_framework(&frameworks, &mut plan.framework, *row));
        let others = |one: &&Plan| one.code == plan.code && one.organisation != plan.organisation;
        if let Some(other) = held.iter().find(others) {
            settled.push(format!(
                "The plan in row {row} has the code {} of a plan of {}, and is kept as a new one.",
                plan.code, other.organisation_name
            ));
            plan.code.clear();
        }
        plans.push(plan);
    }
    let today = now.to_zoned(TimeZone::UTC).date();
    let mut remarks = Vec::new();
    for ((row, _), plan) in list.items.iter().zip(&plans) {
        let recorded = Plan {
            recorded: Some(today),
            ..plan.clone()
        };
        let what = plan.activity.lines().next().unwrap_or_default();
        for remark in remarks_on(reader, &recorded)? {
            remarks.push((*row, what.to_owned(), remark));
        }
    }
    let kept = match writer {
        Some(writer) if !plans.is_empty() => Some(writer.keep_plans(plans, now)?),
        _ => None,
    };
    Ok(PlansImported {
        list,
        kept,
        remarks,
        settled,
    })
}

/// What is odd in a plan, as far as the book can tell.
pub fn remarks_on(reader: &Reader, plan: &Plan) -> Result<Vec<Remark>, ActionError> {
    let framework = Some(plan.framework.as_str()).filter(|code| !code.is_empty());
    let goals: Vec<u32> = reader
        .goals(framework)?
        .iter()
        .map(|goal| goal.number)
        .collect();
    let indicators = reader.indicators()?;
    let indicator = indicators
        .iter()
        .find(|one| Some(&one.code) == plan.indicator.as_ref());
    Ok(plan.remarks(indicator, &goals))
}

/// Fills in what is missing of code and name: from the book, from an earlier plan, else the code from the name.
pub fn name_organisation(plan: &mut Plan, subjects: &[Subject], plans: &[Plan]) {
    let organisations = || {
        subjects
            .iter()
            .filter(|one| matches!(one.kind, SubjectKind::Organisation(_)))
    };
    if plan.organisation.0.is_empty() {
        let mut named = organisations().filter(|one| one.is_called(&plan.organisation_name));
        let earlier = plans.iter().find(|one| {
            one.organisation_name
                .eq_ignore_ascii_case(&plan.organisation_name)
        });
        plan.organisation = match (named.next(), named.next(), earlier) {
            (Some(only), None, _) => only.code.clone(),
            (_, _, Some(earlier)) => earlier.organisation.clone(),
            _ => SubjectCode(slug(&plan.organisation_name)),
        };
    }
    if let Some(known) = organisations().find(|one| one.code == plan.organisation) {
        plan.organisation_type = known.organisation_type().unwrap_or(plan.organisation_type);
        if plan.organisation_name.is_empty() {
            plan.organisation_name.clone_from(&known.name);
        }
    }
    if plan.organisation_name.is_empty() {
        plan.organisation_name.clone_from(&plan.organisation.0);
    }
}

/// Writes the template for a list of plans: its columns and what each of them holds.
pub fn write_plan_template(path: &Path, now: Timestamp) -> Result<(), ActionError> {
    export::write_plan_template(path, kind_of(path)?, &day_of(now))?;
    Ok(())
}
