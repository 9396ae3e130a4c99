use std::collections::HashMap;

use crate::desktop::widgets::{Cell, Column, Table};
use crate::domain::Origin;
use crate::import::{Answer, Problem, Severity};

/// A cause of problems.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ProblemGroup {
    /// What tells it from other causes.
    pub key: String,
    /// How much it matters.
    pub severity: Severity,
    /// How many cells.
    pub count: usize,
    /// What it means.
    pub message: String,
    /// The first cells.
    pub cells: Vec<Origin>,
    /// What settles all of them at once.
    pub rules: Vec<Answer>,
}

/// First cells that are named beside a cause.
const NAMED: usize = 3;

fn key(problem: &Problem) -> String {
    let about = if problem.code.ends_with("marker") {
        problem.raw.trim()
    } else {
        &problem.about
    };
    format!("{}/{}/{about}", problem.severity as u8, problem.code)
}

/// Problems by cause, worst first.
pub(super) fn group_problems<'a>(problems: impl Iterator<Item = &'a Problem>) -> Vec<ProblemGroup> {
    let mut groups: Vec<ProblemGroup> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for problem in problems {
        let key = key(problem);
        if let Some(group) = known.get(&key).and_then(|at| groups.get_mut(*at)) {
            group.count += 1;
            if group.cells.len() < NAMED && !group.cells.contains(&problem.origin) {
                group.cells.push(problem.origin.clone());
            }
            continue;
        }
        known.insert(key.clone(), groups.len());
        groups.push(ProblemGroup {
            key,
            severity: problem.severity,
            count: 1,
            message: problem.message.clone(),
            cells: vec![problem.origin.clone()],
            rules: problem.rules(),
        });
    }
    groups.sort_by(|a, b| {
        a.severity
            .cmp(&b.severity)
            .then_with(|| b.count.cmp(&a.count))
            .then_with(|| a.key.cmp(&b.key))
    });
    groups
}

/// The cells of a cause, or all that are left out, each with what stands there and why, and where it stands.
pub(super) fn cells<'a>(
    problems: impl Iterator<Item = &'a Problem>,
    cause: Option<&str>,
) -> (Table, Vec<Origin>) {
    let chosen: Vec<&Problem> = problems
        .filter(|problem| match cause {
            Some(wanted) => key(problem) == wanted,
            None => problem.rejected,
        })
        .collect();
    let name = match cause {
        Some(_) => "Cells of this cause",
        None => "Cells that are left out",
    };
    let columns = vec![
        Column::words("Sheet", 1.4),
        Column::words("Cell", 0.8),
        Column::words("What stands there", 1.6),
        Column::words("What it means", 4.0),
    ];
    let row = |problem: &&Problem| {
        vec![
            Cell::muted(problem.origin.sheet.clone()),
            Cell::strong(problem.origin.cell()),
            Cell::plain(problem.raw.clone()),
            Cell::plain(problem.message.clone()),
        ]
    };
    let rows = chosen.iter().map(row).collect();
    let table = Table::new(name, columns, rows);
    let origins = chosen
        .into_iter()
        .map(|problem| problem.origin.clone())
        .collect();
    (table, origins)
}
