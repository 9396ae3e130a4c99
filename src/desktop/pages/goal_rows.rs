use crate::desktop::address::FormStart;
use crate::domain::SubjectCode;
use crate::questions::{NeedLine, PlanLine, Planned};

/// A goal in the profile of an organisation: its plan, what has come of it, how far it is and what shows it; in the profile of a
/// place: need and who acts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct GoalRow {
    /// Its number.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// The cells after the name, in the order of the heads.
    pub cells: [String; 4],
    /// Whether anything is held; the row is muted otherwise, never marked as a fault.
    pub holds: bool,
    /// What pressing it opens: a plan, a new plan, or the plans of the goal.
    pub opens: Opens,
    /// What a screen reader says.
    pub spoken: String,
}

/// Where a goal of a profile leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Opens {
    /// The goal.
    #[default]
    Goal,
    /// The form of a plan.
    Form(FormStart),
    /// The plans of the goal.
    Plans,
}

/// The heads of the cells of an organisation's goals.
pub(crate) const OF_ORGANISATION: [&str; 4] = ["Plan", "Contribution", "Progress", "Evidence"];
/// The heads of the cells of a place's goals.
pub(crate) const OF_PLACE: [&str; 4] = ["Figures", "Need", "Plans", "Who acts"];

/// Figures of a subject under a goal: how many, of when, and from what dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    pub(super) count: usize,
    pub(super) when: String,
    pub(super) dataset: String,
}

impl Figures {
    fn in_words(&self) -> String {
        match self.count {
            0 => String::new(),
            1 => format!("1 figure, {}", self.when),
            many => format!("{many} figures, {}", self.when),
        }
    }
}

/// Sentences of those parts that say something.
fn sentences(parts: &[&str]) -> String {
    let said: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    format!("{}.", said.join(". "))
}

/// A goal of an organisation.
pub(super) fn of_organisation(
    (number, name): (u32, &str),
    code: &SubjectCode,
    held: Option<&Planned>,
    figures: &Figures,
) -> GoalRow {
    let plans: Vec<&PlanLine> = held
        .into_iter()
        .flat_map(|held| &held.plans)
        .filter(|line| line.plan.organisation == *code && line.plan.goals.contains(&number))
        .collect();
    let or_dash = |text: String| {
        if text.is_empty() {
            "–".to_owned()
        } else {
            text
        }
    };
    let evidence: usize = plans
        .iter()
        .map(|line| line.plan.pieces_of_evidence().count())
        .sum();
    let (plan, contribution, progress) = match plans.as_slice() {
        [] => (
            "No plan recorded".to_owned(),
            figures.in_words(),
            String::new(),
        ),
        [one] => (
            one.plan
                .activity
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned(),
            one.contribution(),
            one.progress_in_short(),
        ),
        many => (
            format!("{} plans", many.len()),
            many.iter()
                .map(|line| line.contribution())
                .find(|said| !said.is_empty())
                .unwrap_or_default(),
            many.iter()
                .map(|line| line.progress_in_short())
                .collect::<Vec<_>>()
                .join("; "),
        ),
    };
    let shows = match evidence {
        0 => figures.dataset.clone(),
        1 => "1 piece".to_owned(),
        many => format!("{many} pieces"),
    };
    let opens = match plans.as_slice() {
        [] => Opens::Form(FormStart {
            goal: Some(number),
            subject: Some(code.clone()),
            ..FormStart::default()
        }),
        [one] => Opens::Form(FormStart {
            code: one.plan.code.clone(),
            ..FormStart::default()
        }),
        _ => Opens::Plans,
    };
    let ask = if plans.is_empty() {
        "Press to add one"
    } else {
        ""
    };
    let contribution = if contribution.is_empty() {
        figures.in_words()
    } else {
        contribution
    };
    GoalRow {
        number,
        spoken: sentences(&[
            &format!("Goal {number}, {name}"),
            &plan,
            &contribution,
            &progress,
            ask,
        ]),
        name: name.to_owned(),
        holds: !plans.is_empty() || figures.count > 0,
        cells: [
            plan,
            or_dash(contribution),
            or_dash(progress),
            or_dash(shows),
        ],
        opens,
    }
}

/// A goal of a place.
pub(super) fn of_place(
    (number, name): (u32, &str),
    held: Option<&Planned>,
    figures: &Figures,
) -> GoalRow {
    let need: Option<&NeedLine> =
        held.and_then(|held| held.needs.iter().find(|line| line.goal == number));
    let or_dash = |text: String| {
        if text.is_empty() {
            "–".to_owned()
        } else {
            text
        }
    };
    let said = need.map_or_else(String::new, |line| match line.judged {
        0 => "not known".to_owned(),
        judged => format!("{}: {} of {judged} worse", line.need.label(), line.worse),
    });
    let plans = need.map_or(0, |line| line.plans);
    let acting = match plans {
        0 => "no plan recorded".to_owned(),
        1 => "1 plan".to_owned(),
        many => format!("{many} plans"),
    };
    let who = match need {
        Some(line) if line.is_open() => "no plan recorded".to_owned(),
        Some(line) => line.who.join(", "),
        None => String::new(),
    };
    GoalRow {
        number,
        spoken: sentences(&[
            &format!("Goal {number}, {name}"),
            &figures.in_words(),
            &format!("Need {said}"),
            &acting,
            &who,
        ]),
        name: name.to_owned(),
        holds: figures.count > 0 || plans > 0,
        cells: [
            or_dash(figures.in_words()),
            or_dash(said),
            if plans == 0 {
                "–".to_owned()
            } else {
                plans.to_string()
            },
            or_dash(who),
        ],
        opens: Opens::Goal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Plan;
    use crate::questions::{Need, PlanProgress};

    fn line(activity: &str, goals: &[u32]) -> PlanLine {
        PlanLine {
            plan: Plan {
                code: "plan-1".to_owned(),
                goals: goals.to_vec(),
                evidence: "Report\nPage".to_owned(),
                outputs: "12 places".to_owned(),
                ..Plan::of("x", "Example Works", activity)
            },
            organisation: "Example Works".to_owned(),
            place: String::new(),
            measure: String::new(),
            baseline: String::new(),
            target: String::new(),
            latest: String::new(),
            latest_when: String::new(),
            latest_from: String::new(),
            progress: PlanProgress::NotMeasured,
            share: None,
            notes: Vec::new(),
            remarks: Vec::new(),
        }
    }

    #[test]
    fn a_goal_without_a_plan_is_no_fault_and_offers_one() {
        let held = Planned {
            plans: vec![line("Open days", &[5])],
            ..Planned::default()
        };
        let code = SubjectCode::from("x");
        let none = Figures::default();
        let with = of_organisation((5, "Open recruitment"), &code, Some(&held), &none);
        assert_eq!(
            with.cells,
            ["Open days", "12 places", "no target figure", "2 pieces"]
        );
        assert!(matches!(&with.opens, Opens::Form(start) if start.code == "plan-1"));
        let without = of_organisation((6, "Fair career progression"), &code, Some(&held), &none);
        assert_eq!(without.cells, ["No plan recorded", "–", "–", "–"]);
        assert!(!without.holds);
        assert!(
            matches!(&without.opens, Opens::Form(start) if start.code.is_empty() && start.goal == Some(6))
        );
        for blame in ["fail", "missing", "worse", "behind"] {
            assert!(!without.spoken.contains(blame), "{}", without.spoken);
        }
    }

    #[test]
    fn a_place_says_where_need_is_high_and_nobody_acts() {
        let need = |plans, who: &[&str]| Planned {
            needs: vec![NeedLine {
                goal: 5,
                name: String::new(),
                need: Need::High,
                worse: 3,
                judged: 4,
                who: who.iter().map(|one| (*one).to_owned()).collect(),
                plans,
            }],
            ..Planned::default()
        };
        let figures = Figures::default();
        let cells = |held: &Planned| of_place((5, "Open recruitment"), Some(held), &figures).cells;
        assert_eq!(
            cells(&need(0, &[])),
            ["–", "high: 3 of 4 worse", "–", "no plan recorded"]
        );
        assert_eq!(
            cells(&need(2, &["Example Works"])),
            ["–", "high: 3 of 4 worse", "2", "Example Works"]
        );
    }
}
