use super::State;
use super::dialog::{MOST_COMPARED, TEN_IS_MOST};
use crate::desktop::address::Address;
use crate::desktop::commands::Command;
use crate::desktop::effects::Effect;
use crate::domain::SubjectCode;

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
}
