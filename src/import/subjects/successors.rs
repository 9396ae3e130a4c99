use super::Subjects;
use super::former::NOTE;
use crate::domain::{Period, Subject};
use crate::import::checks::listed;
use crate::import::notices::Notices;
use crate::import::{Observations, ReviewedObservation, Severity};

/// Places that are named one by one.
const NAMED: usize = 3;

impl Subjects<'_> {
    /// The figures, those for times after the end of a place given to the one that is the same area since, where that was said;
    /// else only how many places have such figures.
    pub(in crate::import) fn with_successors(
        &mut self,
        figures: Observations,
        periods: &[Period],
        said: bool,
        notices: &mut Notices,
    ) -> Observations {
        let next: Vec<Option<&Subject>> = self
            .list
            .iter()
            .map(|subject| {
                subject.to?;
                self.known.same_area_since(&subject.code)
            })
            .collect();
        if next.iter().all(Option::is_none) {
            return figures;
        }
        let after_end = |one: &ReviewedObservation| {
            let ended = self.list.get(one.subject as usize)?.to?;
            let starts = periods.get(one.period as usize)?.start();
            let next = next.get(one.subject as usize).copied().flatten()?;
            (starts > ended).then_some(next)
        };
        let mut names: Vec<String> = Vec::new();
        let mut first = None;
        let mut moved = Vec::new();
        for one in &figures {
            if let Some(next) = after_end(&one)
                && let Some(own) = self.list.get(one.subject as usize)
            {
                let name = format!("{} ({}, since then {})", own.name, own.code, next.code);
                if !names.contains(&name) {
                    names.push(name);
                }
                first.get_or_insert((one.row.saturating_sub(1), one.column.saturating_sub(1)));
                moved.push((next.clone(), own.code.clone()));
            }
        }
        let Some(first) = first else {
            return figures;
        };
        let list = listed(&names, NAMED);
        if !said {
            let message = format!(
                "Figures for times after the end of a place that is the same area under another code since: {list}."
            );
            notices.say(first, "successor-exists", Severity::Warning, "", message);
            return figures;
        }
        let message = format!(
            "Figures for times after the end of a place stand under the code that the same area has since, as was said: {list}."
        );
        notices.say(first, "successor-used", Severity::Info, "", message);
        let is_moved: Vec<bool> = figures
            .iter()
            .map(|one| after_end(&one).is_some())
            .collect();
        let mut moved = moved.into_iter();
        let mut kept = Observations::default();
        for (mut one, is_moved) in figures.iter().zip(is_moved) {
            if is_moved && let Some((next, code)) = moved.next() {
                one.subject = self.index_of(next);
                let said = format!("{NOTE}{code}.");
                let said = match one.note.take() {
                    Some(note) => format!("{note}; {said}"),
                    None => said,
                };
                one.note = Some(said.into());
            }
            kept.push(&one);
        }
        kept
    }

    fn index_of(&mut self, subject: Subject) -> u32 {
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let code = subject.code.0.clone();
        let index = *self.by_code.entry(code).or_insert(next);
        if index == next {
            self.list.push(subject);
        }
        index
    }
}
