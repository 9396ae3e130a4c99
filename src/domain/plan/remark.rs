use jiff::civil::Date;

use super::Plan;
use crate::domain::{Indicator, Polarity};

/// Something about a plan that somebody should know. The plan is kept as it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Remark {
    /// It names no goal.
    NoGoal,
    /// It names a goal that its framework does not have.
    UnknownGoal(u32),
    /// It has a target and no figure to start from.
    MissingBaseline,
    /// It has a starting figure and no target.
    MissingTarget,
    /// It has a baseline without the day of it.
    MissingBaselineDate,
    /// It has a target without the day by which it is due.
    MissingTargetDate,
    /// Its target was due before it was written down.
    DatePassed {
        /// When it was due.
        due: Date,
        /// When the plan was written down.
        recorded: Date,
    },
    /// It is due no later than its start.
    DueBeforeStart,
    /// Its target is worse than its start.
    WrongWay {
        /// What counts as better.
        polarity: Polarity,
    },
    /// Its target is where it starts.
    NothingToChange,
    /// The book holds no such indicator.
    UnknownIndicator(String),
    /// Nobody answers for it.
    NoOwner,
}

impl Remark {
    /// The stable code: `missing-baseline`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoGoal => "no-goal",
            Self::UnknownGoal(_) => "unknown-goal",
            Self::MissingBaseline => "missing-baseline",
            Self::MissingTarget => "missing-target",
            Self::MissingBaselineDate => "missing-baseline-date",
            Self::MissingTargetDate => "missing-target-date",
            Self::DatePassed { .. } => "date-in-the-past",
            Self::DueBeforeStart => "due-before-start",
            Self::WrongWay { .. } => "target-the-wrong-way",
            Self::NothingToChange => "nothing-to-change",
            Self::UnknownIndicator(_) => "unknown-indicator",
            Self::NoOwner => "no-owner",
        }
    }

    /// The remark as a person reads it, in one sentence or two.
    pub fn in_words(&self) -> String {
        match self {
            Self::NoGoal => "No goal is named, so it stands under none.".to_owned(),
            Self::UnknownGoal(number) => {
                format!("There is no goal {number} in this framework.")
            }
            Self::MissingBaseline => {
                "The baseline is missing: without the figure at the start no progress can be worked out."
                    .to_owned()
            }
            Self::MissingTarget => {
                "The target is missing: there is a start, and nothing to get to.".to_owned()
            }
            Self::MissingBaselineDate => {
                "The baseline has no date, so no pace can be worked out.".to_owned()
            }
            Self::MissingTargetDate => {
                "The target has no date, so nobody can say whether it is on track.".to_owned()
            }
            Self::DatePassed { due, recorded } => format!(
                "The target date, {}, had already passed when this was written down ({}).",
                day(*due),
                day(*recorded)
            ),
            Self::DueBeforeStart => {
                "The target is due before its baseline, or on the same day.".to_owned()
            }
            Self::WrongWay { polarity } => {
                let better = polarity.in_words();
                let mut better = better.chars();
                let first: String = better.next().into_iter().flat_map(char::to_lowercase).collect();
                format!(
                    "The target lies the wrong way: {first}{}, and the target is worse than the baseline.",
                    better.as_str()
                )
            }
            Self::NothingToChange => {
                "The target is the same as the baseline: nothing would change.".to_owned()
            }
            Self::UnknownIndicator(code) => format!(
                "The book holds no indicator “{code}”, so its figures cannot be followed here."
            ),
            Self::NoOwner => "Nobody is named who answers for it.".to_owned(),
        }
    }
}

/// A day as a person reads it: `31 March 2027`.
fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

impl Plan {
    /// What should be said of it, most important first. `indicator` is the one that it names, where the book holds it; `goals`
    /// are the numbers of its framework's goals.
    pub fn remarks(&self, indicator: Option<&Indicator>, goals: &[u32]) -> Vec<Remark> {
        let mut out = Vec::new();
        if self.goals.is_empty() {
            out.push(Remark::NoGoal);
        }
        let unknown = self.goals.iter().filter(|goal| !goals.contains(goal));
        out.extend(unknown.map(|goal| Remark::UnknownGoal(*goal)));
        match (self.baseline, self.target) {
            (None, Some(_)) => out.push(Remark::MissingBaseline),
            (Some(_), None) => out.push(Remark::MissingTarget),
            (Some(baseline), Some(target)) => {
                let polarity = indicator.map_or(Polarity::None, |one| one.polarity);
                if baseline.to_bits() == target.to_bits() {
                    out.push(Remark::NothingToChange);
                } else if polarity != Polarity::None
                    && polarity.benefit(target) < polarity.benefit(baseline)
                {
                    out.push(Remark::WrongWay { polarity });
                }
            }
            (None, None) => {}
        }
        if self.baseline.is_some() && self.baseline_date.is_none() {
            out.push(Remark::MissingBaselineDate);
        }
        match (self.target_date, self.recorded) {
            (None, _) if self.target.is_some() => out.push(Remark::MissingTargetDate),
            (Some(due), Some(recorded)) if due < recorded => {
                out.push(Remark::DatePassed { due, recorded });
            }
            _ => {}
        }
        if let (Some(start), Some(due)) = (self.baseline_date, self.target_date)
            && due <= start
        {
            out.push(Remark::DueBeforeStart);
        }
        if let Some(code) = &self.indicator
            && indicator.is_none()
        {
            out.push(Remark::UnknownIndicator(code.0.clone()));
        }
        if self.owner.is_empty() {
            out.push(Remark::NoOwner);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::{IndicatorCode, Unit};

    fn codes(plan: &Plan, polarity: Polarity) -> Vec<&'static str> {
        let indicator = Indicator {
            polarity,
            ..Indicator::named(IndicatorCode::from("gap"), "Pay gap", Unit::from_text("%"))
        };
        let found = plan.remarks(Some(&indicator), &[1, 2, 3]);
        found.iter().map(Remark::code).collect()
    }

    #[test]
    fn what_is_odd_is_said_and_nothing_is_refused() {
        let whole = Plan {
            goals: vec![3],
            owner: "Head of people".to_owned(),
            indicator: Some(IndicatorCode::from("gap")),
            baseline: Some(12.0),
            baseline_date: Some(date(2024, 4, 5)),
            target: Some(6.0),
            target_date: Some(date(2028, 4, 5)),
            recorded: Some(date(2026, 11, 22)),
            ..Plan::of("x", "Example Works", "Sponsor promotions")
        };
        let lower = Polarity::Lower;
        assert_eq!(codes(&whole, lower), [""; 0]);
        let with = |change: fn(&mut Plan)| {
            let mut plan = whole.clone();
            change(&mut plan);
            codes(&plan, lower)
        };
        assert_eq!(with(|plan| plan.baseline = None), ["missing-baseline"]);
        assert_eq!(with(|plan| plan.target = None), ["missing-target"]);
        assert_eq!(
            with(|plan| plan.target_date = None),
            ["missing-target-date"]
        );
        assert_eq!(
            with(|plan| plan.target_date = Some(date(2025, 3, 31))),
            ["date-in-the-past"]
        );
        assert_eq!(
            with(|plan| plan.target_date = Some(date(2020, 1, 1))),
            ["date-in-the-past", "due-before-start"]
        );
        assert_eq!(
            with(|plan| plan.target = Some(14.0)),
            ["target-the-wrong-way"]
        );
        assert_eq!(with(|plan| plan.target = Some(12.0)), ["nothing-to-change"]);
        assert_eq!(with(|plan| plan.goals = vec![3, 15]), ["unknown-goal"]);
        assert_eq!(with(|plan| plan.goals.clear()), ["no-goal"]);
        assert_eq!(with(|plan| plan.owner.clear()), ["no-owner"]);
        // What is the wrong way for one indicator is right for another, and nothing can be said of a third.
        assert_eq!(codes(&whole, Polarity::Higher), ["target-the-wrong-way"]);
        assert_eq!(codes(&whole, Polarity::None), [""; 0]);
        assert_eq!(codes(&whole, Polarity::CloserTo(0.0)), [""; 0]);
        assert_eq!(
            codes(&whole, Polarity::CloserTo(12.0)),
            ["target-the-wrong-way"]
        );
        let unknown = whole.remarks(None, &[3]);
        assert_eq!(unknown, [Remark::UnknownIndicator("gap".to_owned())]);
    }

    #[test]
    fn a_remark_is_plain_words() {
        let wrong = Remark::WrongWay {
            polarity: Polarity::Lower,
        };
        assert_eq!(
            wrong.in_words(),
            "The target lies the wrong way: lower is better, and the target is worse than the baseline."
        );
        let passed = Remark::DatePassed {
            due: date(2025, 3, 31),
            recorded: date(2026, 11, 22),
        };
        assert_eq!(
            passed.in_words(),
            "The target date, 31 March 2025, had already passed when this was written down (22 November 2026)."
        );
    }
}
