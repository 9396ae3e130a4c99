//! Who has measures, plans and evidence for which goal: goals across, organisations down. Contributing to one goal is good, and an
//! empty cell is no failure.

use std::collections::BTreeSet;

use super::answer::{Answer, LeftOut, RowRole};
use super::catalogue::Catalogue;
use super::detail::Detail;
use super::planned::{Contribution, Part};
use super::rows::bare;
use super::{Question, QuestionError, Row, Subjects, wording};
use crate::book::{Reader, Selection};
use crate::domain::{
    Indicator, IndicatorCode, OrganisationSet, Plan, Reading, State, Subject, SubjectCode, Unit,
};

/// Most organisations that are shown.
const MOST_LINES: usize = 40;

/// The organisations of a set: those with plans first, and the others while there is room for all of them.
pub(super) fn answer(
    question: &Question,
    set: OrganisationSet,
    reader: &Reader,
    catalogue: &Catalogue,
) -> Result<Answer, QuestionError> {
    let mut with_plans: Vec<Subject> = Vec::new();
    for plan in &catalogue.plans {
        let known = catalogue.subject(&plan.organisation);
        let one = known.map_or_else(|_| plan.organisation_as_subject(), Clone::clone);
        if one.in_organisations(set) && !with_plans.iter().any(|other| other.code == one.code) {
            with_plans.push(one);
        }
    }
    with_plans.sort_by_key(|one| one.name.to_lowercase());
    let has_plan = |one: &Subject| with_plans.iter().any(|other| other.code == one.code);
    let others: Vec<&Subject> = catalogue
        .subjects
        .iter()
        .filter(|one| one.in_organisations(set) && !one.has_ended() && !has_plan(one))
        .collect();
    let room = MOST_LINES.saturating_sub(with_plans.len());
    let shown = if others.len() <= room {
        others.len()
    } else {
        0
    };
    let more = others.len() - shown;
    let lines: Vec<Subject> = with_plans
        .into_iter()
        .chain(others.into_iter().take(shown).cloned())
        .collect();
    let codes: Vec<SubjectCode> = lines.iter().map(|one| one.code.clone()).collect();
    let mut measured: BTreeSet<(SubjectCode, IndicatorCode)> = BTreeSet::new();
    if !codes.is_empty() {
        for one in reader.observations(&Selection {
            subjects: codes,
            ..Selection::default()
        })? {
            measured.insert((one.subject, one.indicator));
        }
    }
    let mut answer = tabulate(question, &lines, &measured, catalogue);
    if let Detail::Contribution(found) = &mut answer.detail {
        found.more = more;
    }
    if more > 0 {
        answer.left_out.push(LeftOut {
            what: format!("{} {}", wording::counted(more), set.plural()),
            why: "they have figures in this book and no plan recorded".to_owned(),
        });
    }
    answer.question.subjects = Subjects::Organisations(set);
    Ok(answer)
}

/// The matrix with its rows and words.
pub(super) fn tabulate(
    question: &Question,
    lines: &[Subject],
    measured: &BTreeSet<(SubjectCode, IndicatorCode)>,
    catalogue: &Catalogue,
) -> Answer {
    let mut answer = Answer::empty(question.clone());
    let goals: Vec<_> = catalogue
        .goals
        .iter()
        .filter(|goal| question.goal.is_none_or(|only| only == goal.number))
        .collect();
    let mut found = Contribution {
        organisations: lines
            .iter()
            .map(|one| (one.code.0.clone(), one.name.clone()))
            .collect(),
        goals: goals
            .iter()
            .map(|goal| (goal.number, goal.short_name.clone()))
            .collect(),
        ..Contribution::default()
    };
    for one in lines {
        let mut cells = Vec::with_capacity(goals.len());
        for goal in &goals {
            let plans: Vec<&Plan> = catalogue
                .plans
                .iter()
                .filter(|plan| plan.organisation == one.code && plan.goals.contains(&goal.number))
                .collect();
            let part = Part {
                measures: measured
                    .iter()
                    .filter(|(subject, code)| {
                        *subject == one.code && catalogue.serves(code, goal.number)
                    })
                    .count(),
                plans: plans.len(),
                evidence: plans
                    .iter()
                    .map(|plan| plan.pieces_of_evidence().count())
                    .sum(),
            };
            if !part.is_empty() {
                answer.rows.push(row_of(one, goal.number, &goal.name, part));
            }
            cells.push(part);
        }
        found.cells.push(cells);
    }
    put_words(&mut answer, &found);
    answer.detail = Detail::Contribution(found);
    answer
}

/// A cell as a row: the number of measures, and the rest in words.
fn row_of(who: &Subject, goal: u32, name: &str, part: Part) -> Row {
    let measures = Indicator {
        decimals: 0,
        ..Indicator::named(IndicatorCode::from(""), name, Unit::from_text("measures"))
    };
    Row {
        reading: Reading::number(part.measures as f64)
            .unwrap_or(Reading::withheld(State::NotAvailable)),
        note: Some(part.in_words()),
        ..bare(&measures, Some(goal), who, RowRole::Named)
    }
}

fn put_words(answer: &mut Answer, found: &Contribution) {
    let with = |has: fn(&Part) -> bool| {
        let lines = found.cells.iter();
        lines.filter(|cells| cells.iter().any(has)).count()
    };
    let planning = with(|part| part.plans > 0);
    let measuring = with(|part| part.measures > 0);
    let evident = with(|part| part.evidence > 0);
    let goals: BTreeSet<usize> = found
        .cells
        .iter()
        .flat_map(|cells| cells.iter().enumerate())
        .filter(|(_, part)| part.plans > 0)
        .map(|(at, _)| at)
        .collect();
    answer.headline = wording::headline(&[match planning {
        0 if measuring == 0 => "No organisation has figures or plans in this book yet.".to_owned(),
        0 => format!(
            "{} figures in this book; no plan is recorded yet.",
            wording::so_many(measuring, "organisation has", "organisations have")
        ),
        _ => {
            let mut parts = vec![format!(
                "{} plans, for {}",
                wording::so_many(planning, "organisation has", "organisations have"),
                wording::so_many(goals.len(), "goal", "goals")
            )];
            if evident > 0 {
                parts.push(wording::so_many(evident, "gives evidence", "give evidence"));
            }
            if measuring > 0 {
                parts.push(wording::so_many(measuring, "has figures", "have figures"));
            }
            format!("{}.", parts.join("; "))
        }
    }]);
    "Measures, plans and evidence by organisation and goal".clone_into(&mut answer.subtitle);
    answer.notes = vec![
        "Contributing to one goal is good: an empty cell is no failure, and that no plan is recorded says nothing of what an organisation does.".to_owned(),
        "A measure is an indicator of the goal of which the organisation has a figure.".to_owned(),
    ];
    let mut spoken = vec![answer.headline.clone()];
    for ((_, name), cells) in found.organisations.iter().zip(&found.cells).take(12) {
        let said: Vec<String> = found
            .goals
            .iter()
            .zip(cells)
            .filter(|(_, part)| part.plans > 0)
            .map(|((goal, _), part)| format!("goal {goal}, {}", part.in_words()))
            .collect();
        if !said.is_empty() {
            spoken.push(format!("{name}: {}.", said.join("; ")));
        }
    }
    answer.spoken = spoken.join(" ");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions::QuestionKind;
    use crate::questions::made_up::catalogue;

    #[test]
    fn a_cell_says_who_has_what_and_an_empty_one_is_no_failure() {
        let mut catalogue = catalogue();
        catalogue.plans = vec![
            Plan {
                goals: vec![4, 5],
                evidence: "Report 2025\n\nPage".to_owned(),
                ..Plan::of("101", "Anvil plc", "Mentoring")
            },
            Plan {
                goals: vec![5],
                ..Plan::of("101", "Anvil plc", "Open days")
            },
        ];
        let lines: Vec<Subject> = ["101", "102"]
            .iter()
            .map(|code| catalogue.subject(&(*code).into()).expect("known").clone())
            .collect();
        let measured = [("101", "pay-gap"), ("101", "absence"), ("102", "pay-gap")]
            .map(|(who, what)| (SubjectCode::from(who), IndicatorCode::from(what)))
            .into();
        let question = Question::new(QuestionKind::Coverage);
        let answer = tabulate(&question, &lines, &measured, &catalogue);
        let Detail::Contribution(found) = &answer.detail else {
            panic!("{:?}", answer.detail)
        };
        let part = |measures, plans, evidence| Part {
            measures,
            plans,
            evidence,
        };
        assert_eq!(found.goals[0].0, 4);
        assert_eq!(
            found.cells,
            [
                [part(0, 1, 2), part(2, 2, 2)],
                [part(0, 0, 0), part(1, 0, 0)],
            ]
        );
        assert_eq!(
            answer.headline,
            "1 organisation has plans, for 2 goals; 1 gives evidence; 2 have figures."
        );
        assert_eq!(answer.rows.len(), 3, "an empty cell is no row");
        let said = format!("{} {}", answer.headline, answer.spoken);
        for blame in ["fail", "missing", "only", "worse"] {
            assert!(!said.contains(blame), "{said}");
        }
    }
}
