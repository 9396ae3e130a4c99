use std::collections::HashMap;

use super::figure_cell::Notice;
use super::{Problem, Severity};
use crate::domain::Origin;

/// How many cells left out of one sheet are listed one by one; further ones are said once for each cause.
const LISTED: usize = 50_000;

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

    /// The sheet that they are about.
    pub(super) fn sheet(&self) -> &str {
        &self.sheet
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
        self.leave_out(problem);
    }

    /// A cell that should hold a figure and was left out because of somebody or something else.
    pub(super) fn rejected_for(
        &mut self,
        at: (u32, u32),
        code: &str,
        raw: &str,
        about: &str,
        message: String,
    ) {
        let problem = Problem {
            about: about.to_owned(),
            ..self.problem(at, code, Severity::Warning, raw, message, true)
        };
        self.leave_out(problem);
    }

    fn leave_out(&mut self, problem: Problem) {
        if self.single.len() < LISTED {
            self.single.push(problem);
        } else {
            self.once_more(problem);
        }
    }

    /// Something seen once more; one entry for each code and message.
    pub(super) fn seen(&mut self, at: (u32, u32), raw: &str, notice: &Notice) {
        let problem = self.problem(
            at,
            notice.code,
            notice.severity,
            raw,
            notice.message.clone(),
            false,
        );
        self.once_more(problem);
    }

    /// Counts a problem to the others of its cause.
    fn once_more(&mut self, problem: Problem) {
        let cause = format!(
            "{}\u{1f}{}\u{1f}{}",
            problem.code, problem.message, problem.rejected
        );
        if let Some((_, count)) = self
            .by_cause
            .get(&cause)
            .and_then(|index| self.grouped.get_mut(*index))
        {
            *count += 1;
            return;
        }
        self.by_cause.insert(cause, self.grouped.len());
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
            about: String::new(),
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

#[cfg(test)]
mod tests {
    use super::{LISTED, Notices};
    use crate::import::Severity;

    #[test]
    fn cells_left_out_are_listed_until_there_are_too_many() {
        let mut notices = Notices::new("Table");
        for row in 0..60_000 {
            let message = "Nothing says what time the figure covers.".to_owned();
            notices.rejected((row, 0), "no-period", Severity::Blocker, "1", message);
        }
        let problems = notices.into_problems();
        assert_eq!(problems.len(), LISTED + 1);
        assert!(problems.iter().all(|problem| problem.rejected));
        assert!(
            problems
                .last()
                .is_some_and(|problem| problem.message.ends_with("Seen 10000 times."))
        );
    }
}
