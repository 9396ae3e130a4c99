//! What a question about plans adds to its rows.

use crate::domain::{Outcome, Plan, Remark};
use crate::statistics::ProgressLabel;

/// What organisations say they will do, and what stands beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Planned {
    /// Number and name of every goal of the framework.
    pub goals: Vec<(u32, String)>,
    /// The plans, one a row of the answer and in the same order.
    pub plans: Vec<PlanLine>,
    /// Outcomes that communities have defined, by priority.
    pub outcomes: Vec<OutcomeLine>,
    /// Need and action goal by goal, where a place is asked about.
    pub needs: Vec<NeedLine>,
    /// Who improved most on an indicator, where one is asked about; one a row of the answer and in the same order.
    pub improved: Vec<Improvement>,
}

/// How far a plan is on its way to its target.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanProgress {
    /// As METHODS M9 says it.
    Said(ProgressLabel),
    /// Why it cannot be said.
    CannotSay(String),
    /// The plan sets no figure to get to, which is no failure.
    NotMeasured,
}

/// One plan with what the book knows of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanLine {
    /// The plan.
    pub plan: Plan,
    /// Name of the organisation.
    pub organisation: String,
    /// Name of the place where it is done; empty where none is said.
    pub place: String,
    /// What is measured, in words; empty where nothing is.
    pub measure: String,
    /// The figure at the start, with its unit; empty where none is given.
    pub baseline: String,
    /// The figure that is aimed at, with its unit; empty where none is given.
    pub target: String,
    /// The latest figure since the start, with its unit; empty where none is held.
    pub latest: String,
    /// Of when that is: `2024/25`, `31 March 2026`.
    pub latest_when: String,
    /// Whose word it is: `reported by the organisation`, `published for Bradford`.
    pub latest_from: String,
    /// How far it is.
    pub progress: PlanProgress,
    /// Share of the way from start to target that is behind it, from 0 to 1.
    pub share: Option<f64>,
    /// What must be known to read the progress.
    pub notes: Vec<String>,
    /// What should be said of the plan.
    pub remarks: Vec<Remark>,
}

impl PlanLine {
    /// The organisation as a list names it: marked where the plan is a made-up example and the name does not say so itself.
    pub fn who(&self) -> String {
        let name = self.organisation.to_lowercase();
        let says_so = ["made up", "made-up", "example)"]
            .iter()
            .any(|word| name.contains(word));
        if self.plan.example && !says_so {
            format!("{} (example)", self.organisation)
        } else {
            self.organisation.clone()
        }
    }

    /// The goals with what is done: `Goals 3, 5: Placements`.
    pub fn what(&self) -> String {
        let goals: Vec<String> = self.plan.goals.iter().map(u32::to_string).collect();
        let activity = self.plan.activity.lines().next().unwrap_or_default();
        match goals.len() {
            0 => activity.to_owned(),
            1 => format!("Goal {}: {activity}", goals.join(", ")),
            _ => format!("Goals {}: {activity}", goals.join(", ")),
        }
    }

    /// The progress in words: `on track: 70% of the way`, `no figure to get to`.
    pub fn progress_in_words(&self) -> String {
        match &self.progress {
            PlanProgress::Said(label) => match self.share {
                Some(share) if *label != ProgressLabel::Met && share > 0.0 => {
                    format!(
                        "{}: {:.0}% of the way",
                        label.label(),
                        (share * 100.0).floor()
                    )
                }
                _ => label.label().to_owned(),
            },
            PlanProgress::CannotSay(why) => format!("cannot say: {why}"),
            PlanProgress::NotMeasured => "no target figure set".to_owned(),
        }
    }

    /// The same for a tight cell: `on track, 70%`, `cannot say`.
    pub fn progress_in_short(&self) -> String {
        match (&self.progress, self.share) {
            (PlanProgress::Said(label), Some(share)) if *label != ProgressLabel::Met => {
                format!("{}, {:.0}%", label.label(), (share * 100.0).floor())
            }
            (PlanProgress::Said(label), _) => label.label().to_owned(),
            (PlanProgress::CannotSay(_), _) => "cannot say".to_owned(),
            (PlanProgress::NotMeasured, _) => "no target figure".to_owned(),
        }
    }

    /// When it is due, as a person reads it; empty where nobody said.
    pub fn due(&self) -> String {
        let day = self.plan.target_date;
        day.map_or_else(String::new, |day| day.strftime("%-d %B %Y").to_string())
    }

    /// What has come of it so far: the latest figure, else what comes out directly; empty where neither is held.
    pub fn contribution(&self) -> String {
        if self.latest.is_empty() {
            let first = self.plan.outputs.lines().next();
            return first.unwrap_or_default().to_owned();
        }
        let towards = if self.target.is_empty() {
            String::new()
        } else {
            format!(" towards {}", self.target)
        };
        format!("{}{towards}, {}", self.latest, self.latest_when)
    }

    /// The same in two short lines: how far, then of when and by what; the second may be empty.
    pub fn so_far(&self) -> [String; 2] {
        let measure = self.measure.as_str();
        if self.latest.is_empty() {
            let first = self.contribution();
            let second = if measure == first { "" } else { measure };
            return [first, second.to_owned()];
        }
        let towards = if self.target.is_empty() {
            String::new()
        } else {
            format!(" towards {}", self.target)
        };
        [
            format!("{}{towards}", self.latest),
            format!("{}: {measure}", self.latest_when),
        ]
    }

    /// Money, hours and people in words: `£40,000, 1,200 hours`; empty where none is given.
    pub fn inputs(&self) -> String {
        let shown = |number: f64| {
            let decimals = u8::from(number.fract() != 0.0) * 2;
            crate::domain::thousands(number, decimals)
        };
        let plan = &self.plan;
        let parts = [
            plan.money.map(|money| format!("£{}", shown(money))),
            plan.hours.map(|hours| format!("{} hours", shown(hours))),
            plan.people
                .map(|people| format!("{} people", shown(people))),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// A community-defined outcome with the names of what it refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeLine {
    /// The outcome.
    pub outcome: Outcome,
    /// The place or organisation that it is about; empty where none is said.
    pub about: String,
    /// The indicator that comes near it; empty where none does.
    pub proxy: String,
}

/// How much need the figures of a place show under a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// At least half of the judged indicators are worse than the benchmark.
    High,
    /// Some of them are.
    Some,
    /// None is.
    Low,
    /// No indicator is judged.
    NotKnown,
}

impl Need {
    /// The word that is shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Some => "some",
            Self::Low => "low",
            Self::NotKnown => "not known",
        }
    }
}

/// Need and action under one goal in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedLine {
    /// The goal.
    pub goal: u32,
    /// Its name.
    pub name: String,
    /// How much need.
    pub need: Need,
    /// Indicators that are worse than the benchmark.
    pub worse: usize,
    /// Indicators that are judged.
    pub judged: usize,
    /// Organisations whose plans reach the place, each once, in order of their names.
    pub who: Vec<String>,
    /// How many plans they have there.
    pub plans: usize,
}

impl NeedLine {
    /// Whether need is high and nobody's plan is recorded.
    pub fn is_open(&self) -> bool {
        self.need == Need::High && self.plans == 0
    }
}

/// One who improved on an indicator, and what they say they did: beside each other, never one as the cause of the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Improvement {
    /// The figure at the start, with its unit.
    pub then: String,
    /// When that was.
    pub since: String,
    /// The change in words: `fell by 2.1 percentage points`.
    pub change: String,
    /// The change in benefit terms: above 0 is better.
    pub benefit: f64,
    /// Activities of the plans that serve the indicator or one of its goals.
    pub plans: Vec<String>,
}

/// Who has measures, plans and evidence for which goal: a line an organisation, a cell a goal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contribution {
    /// Code and name of the organisations, those with plans first.
    pub organisations: Vec<(String, String)>,
    /// Number and short name of the goals.
    pub goals: Vec<(u32, String)>,
    /// Cells, line by line.
    pub cells: Vec<Vec<Part>>,
    /// Organisations that have figures and no plan and are not shown.
    pub more: usize,
}

/// What an organisation has for a goal. Nothing is no failure: contributing to one goal is good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Indicators of the goal with figures of the organisation.
    pub measures: usize,
    /// Plans that contribute to the goal.
    pub plans: usize,
    /// Pieces of evidence of these plans.
    pub evidence: usize,
}

impl Part {
    /// Whether there is nothing.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// In words: `2 measures, 1 plan, 1 piece of evidence`; `nothing recorded`.
    pub fn in_words(self) -> String {
        let parts = [
            (self.measures, "measure", "measures"),
            (self.plans, "plan", "plans"),
            (self.evidence, "piece of evidence", "pieces of evidence"),
        ];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| super::wording::so_many(count, one, many))
            .collect();
        if said.is_empty() {
            "nothing recorded".to_owned()
        } else {
            said.join(", ")
        }
    }
}
