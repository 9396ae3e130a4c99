use super::dialog::{CompareEdit, Dialog, MOST_COMPARED, TEN_IS_MOST};
use super::{Slot, State};
use crate::desktop::address::Address;
use crate::desktop::commands::{Command, PickerCommand};
use crate::desktop::effects::Effect;
use crate::domain::SubjectCode;
use crate::questions::{Answer, RowRole};

impl State {
    /// The comparison that was on the screen last with those who are in it now, or an empty one.
    pub fn last_comparison(&self) -> Address {
        let goal = self.history.visited().find_map(|address| match address {
            Address::Compare { goal, .. } => Some(*goal),
            _ => None,
        });
        Address::Compare {
            goal: goal.flatten(),
            subjects: self.basket.clone(),
        }
    }

    /// Puts one into the comparison, or says why not.
    pub(super) fn add_compared(&mut self, code: SubjectCode) -> Vec<Effect> {
        let name = self
            .contents()
            .map_or_else(|| code.0.clone(), |contents| contents.subject_name(&code));
        let said = if self.basket.contains(&code) {
            format!("{name} is in the comparison already.")
        } else if self.basket.len() >= MOST_COMPARED {
            format!("{name} was not added. {TEN_IS_MOST}")
        } else {
            self.basket.push(code);
            let count = self.basket.len();
            format!("{name} is in the comparison: {count} of at most {MOST_COMPARED}.")
        };
        let basket = self.basket.clone();
        let compare = self.last_comparison();
        if matches!(self.address(), Address::Compare { .. }) {
            self.history.turn(|stop| {
                if let Address::Compare { subjects, .. } = &mut stop.address {
                    *subjects = basket;
                }
            });
            self.notice(said);
            return self.arrived();
        }
        self.notice_with(said, ("Compare".to_owned(), Command::Go(compare)));
        Vec::new()
    }

    pub(super) fn apply_picker(&mut self, command: PickerCommand) -> Vec<Effect> {
        match (command, &mut self.dialog) {
            (PickerCommand::Open, _) => {
                let chosen: Vec<SubjectCode> = match self.address() {
                    Address::Compare { subjects, .. } => subjects.clone(),
                    Address::Profile(code) => vec![code.clone()],
                    _ => self.context().subject.iter().cloned().collect(),
                };
                self.dialog = Some(Dialog::Compare(CompareEdit {
                    chosen,
                    ..CompareEdit::default()
                }));
            }
            (PickerCommand::OpenBenchmark, _) => {
                self.dialog = Some(Dialog::Benchmark(self.context().benchmark.clone()));
            }
            (PickerCommand::Benchmark(code), Some(Dialog::Benchmark(chosen))) => *chosen = code,
            (PickerCommand::Toggle(code), Some(Dialog::Compare(edit))) => edit.toggle(code),
            (PickerCommand::Add(codes), Some(Dialog::Compare(edit))) => edit.add(codes),
            (PickerCommand::AddAlike(code), Some(Dialog::Compare(edit))) => {
                edit.most_like = Some(code);
                let effects = self.ask();
                self.take_alike();
                return effects;
            }
            (PickerCommand::ChooseEnds(question), Some(Dialog::Compare(edit))) => {
                edit.ends = Some(question);
                let effects = self.ask();
                self.take_ends();
                return effects;
            }
            (PickerCommand::Apply, _) => return self.apply_picked(),
            _ => {}
        }
        Vec::new()
    }

    /// Takes the copy over that a dialog edited.
    fn apply_picked(&mut self) -> Vec<Effect> {
        match self.dialog.take() {
            Some(Dialog::Benchmark(chosen)) => self.set_context(Command::SetBenchmark(chosen)),
            Some(Dialog::Compare(edit)) => {
                let goal = match self.address() {
                    Address::Compare { goal, .. } => *goal,
                    Address::Goal(number) => Some(*number),
                    _ => None,
                };
                self.go(Address::Compare {
                    goal,
                    subjects: edit.chosen,
                })
            }
            other => {
                self.dialog = other;
                Vec::new()
            }
        }
    }

    /// Puts the nearest neighbours into the dialog that waits for them, once they are known.
    pub(super) fn take_alike(&mut self) {
        let Some(asked) = self.answers.get(&Slot::Alike) else {
            return;
        };
        let Some(Dialog::Compare(edit)) = &mut self.dialog else {
            return;
        };
        if asked.answer.is_waiting() || edit.most_like.is_none() {
            return;
        }
        edit.most_like = None;
        edit.method = match (asked.answer.value(), asked.answer.failure()) {
            (_, Some(failure)) => failure.headline.clone(),
            (Some(shown), None) => {
                edit.add(alike(&shown.answer));
                likeness(&shown.answer).join(" ")
            }
            (None, None) => String::new(),
        };
    }
}

impl State {
    /// Puts both ends of a ranking into the dialog that waits for them, once it is known.
    pub(super) fn take_ends(&mut self) {
        let Some(asked) = self.answers.get(&Slot::Ends) else {
            return;
        };
        let Some(Dialog::Compare(edit)) = &mut self.dialog else {
            return;
        };
        if asked.answer.is_waiting() || edit.ends.is_none() {
            return;
        }
        edit.ends = None;
        edit.method = match (asked.answer.value(), asked.answer.failure()) {
            (_, Some(failure)) => failure.headline.clone(),
            (Some(shown), None) => {
                let codes = ends(&shown.answer);
                if !codes.is_empty() {
                    edit.chosen = codes;
                }
                format!("First and last five of: {}.", shown.answer.subtitle)
            }
            (None, None) => String::new(),
        };
    }
}

/// The first and the last five of those whom an answer ranks.
pub(in crate::desktop) fn ends(answer: &Answer) -> Vec<SubjectCode> {
    let ranked = answer.rows.iter().filter(|row| row.rank.is_some());
    let codes: Vec<&SubjectCode> = ranked.map(|row| &row.subject_code).collect();
    let half = MOST_COMPARED / 2;
    let last = codes.len().saturating_sub(half);
    let ends = codes.iter().enumerate();
    ends.filter(|(at, _)| *at < half || *at >= last)
        .map(|(_, code)| (*code).clone())
        .collect()
}

/// Those whom an answer about the nearest neighbours compares, in its order.
pub(in crate::desktop) fn alike(answer: &Answer) -> Vec<SubjectCode> {
    let mut codes: Vec<SubjectCode> = Vec::new();
    for row in answer
        .rows
        .iter()
        .filter(|row| row.role != RowRole::Benchmark)
    {
        if !codes.contains(&row.subject_code) {
            codes.push(row.subject_code.clone());
        }
    }
    codes
}

/// What such an answer says of who they are and of the method.
pub(in crate::desktop) fn likeness(answer: &Answer) -> Vec<String> {
    let said =
        |note: &&String| note.starts_with("Nearest neighbours") || note.starts_with("Method of");
    answer.notes.iter().filter(said).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::ends;
    use crate::figures::fixtures;

    #[test]
    fn both_ends_are_five_and_never_the_same_or_withheld() {
        for (count, expected) in [(2, 2), (9, 9), (10, 10), (40, 10)] {
            let answer = fixtures::ranking(count);
            let mut codes = ends(&answer);
            assert_eq!(codes.len(), expected);
            assert!(
                answer
                    .rows
                    .iter()
                    .all(|row| { row.rank.is_some() || !codes.contains(&row.subject_code) })
            );
            codes.sort();
            codes.dedup();
            assert_eq!(codes.len(), expected);
        }
    }
}
