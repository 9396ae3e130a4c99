use std::collections::HashMap;

use super::figure_cell::Notice;
use super::{Problem, Severity};
use crate::domain::Origin;

/// The problems of a sheet. What has one cause and left nothing out is said once, with its first cell and how often it
/// was seen; what was left out is listed cell by cell.
#[derive(Debug)]
pub(super) struct Notices {
    sheet: String,
    single: Vec<Problem>,
    grouped: Vec<(Problem, u64)>,
    by_cause: HashMap<String, usize>,
}

impl Notices {
    pub(super) fn new(sheet: &str) -> Self {
        Self {
            sheet: sheet.to_owned(),
            single: Vec::new(),
            grouped: Vec::new(),
            by_cause: HashMap::new(),
        }
    }

    /// A cell that should hold a figure and was left out. Row and column from 0.
    pub(super) fn rejected(
        &mut self,
        at: (u32, u32),
        code: &str,
        severity: Severity,
        raw: &str,
        message: String,
    ) {
        let problem = self.problem(at, code, severity, raw, message, true);
        self.single.push(problem);
    }

    /// Something seen once more; one entry for each code and message.
    pub(super) fn seen(&mut self, at: (u32, u32), raw: &str, notice: &Notice) {
        let cause = format!("{}\u{1f}{}", notice.code, notice.message);
        if let Some((_, count)) = self
            .by_cause
            .get(&cause)
            .and_then(|index| self.grouped.get_mut(*index))
        {
            *count += 1;
            return;
        }
        self.by_cause.insert(cause, self.grouped.len());
        let problem = self.problem(
            at,
            notice.code,
            notice.severity,
            raw,
            notice.message.clone(),
            false,
        );
        self.grouped.push((problem, 1));
    }

    /// The same from its parts.
    pub(super) fn say(
        &mut self,
        at: (u32, u32),
        code: &'static str,
        severity: Severity,
        raw: &str,
        message: String,
    ) {
        self.seen(
            at,
            raw,
            &Notice {
                code,
                severity,
                message,
            },
        );
    }

    fn problem(
        &self,
        (row, column): (u32, u32),
        code: &str,
        severity: Severity,
        raw: &str,
        message: String,
        rejected: bool,
    ) -> Problem {
        Problem {
            code: code.to_owned(),
            severity,
            origin: Origin {
                import: 0,
                sheet: self.sheet.clone(),
                row: row + 1,
                column: column + 1,
            },
            raw: super::figure_cell::shortened(raw),
            message,
            rejected,
        }
    }

    /// All problems, the gravest first and then by cell.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        let mut all = self.single;
        all.extend(self.grouped.into_iter().map(|(mut problem, count)| {
            if count > 1 {
                problem.message = format!("{} Seen {count} times.", problem.message);
            }
            problem
        }));
        all.sort_by(|a, b| {
            (a.severity, a.origin.row, a.origin.column).cmp(&(
                b.severity,
                b.origin.row,
                b.origin.column,
            ))
        });
        all
    }
}
