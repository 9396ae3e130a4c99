use std::collections::HashMap;

use super::Subjects;
use super::former::NOTE;
use crate::domain::{Period, Subject};
use crate::import::checks::listed;
use crate::import::notices::Notices;
use crate::import::{Observations, Severity};

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
        let after_end = |subject: u32, period: u32| {
            let next = next.get(subject as usize).copied().flatten()?;
            let own = self.list.get(subject as usize)?;
            let starts = periods.get(period as usize)?.start();
            (starts > own.to?).then_some((own, next))
        };
        let mut names: Vec<String> = Vec::new();
        let mut is_named = vec![false; self.list.len()];
        let mut moved = Vec::new();
        for at in 0..figures.len() {
            let Some([_, subject, period, _]) = figures.names(at) else {
                continue;
            };
            let Some((own, next)) = after_end(subject, period) else {
                continue;
            };
            moved.push(at);
            if let Some(is_named @ false) = is_named.get_mut(subject as usize) {
                *is_named = true;
                let name = format!("{} ({}, since then {})", own.name, own.code, next.code);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        let Some(first) = moved.first().and_then(|at| figures.get(*at)) else {
            return figures;
        };
        let first = (first.row.saturating_sub(1), first.column.saturating_sub(1));
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
        let taken: HashMap<u32, (Subject, String)> = (0..)
            .zip(self.list.iter().zip(&next))
            .filter_map(|(at, (own, next))| {
                Some((at, ((*next)?.clone(), format!("{NOTE}{}.", own.code))))
            })
            .collect();
        let mut moved = moved.into_iter().peekable();
        let mut kept = Observations::default();
        for (at, mut one) in figures.iter().enumerate() {
            if moved.next_if_eq(&at).is_some()
                && let Some((next, said)) = taken.get(&one.subject)
            {
                one.subject = self.index_of(next.clone());
                let said = match one.note.take() {
                    Some(note) => format!("{note}; {said}"),
                    None => said.clone(),
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
