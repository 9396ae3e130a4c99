use serde_json::{Map, Value, json};

use super::super::planned::{Contribution, Improvement, NeedLine, OutcomeLine, PlanLine};
use super::super::{Answer, Detail};
use crate::domain::{FieldValue, PlanField};

/// What answers about plans and contributions add to their JSON; nothing of other kinds.
pub(super) fn of(answer: &Answer) -> Map<String, Value> {
    let mut out = Map::new();
    match &answer.detail {
        Detail::Plans(planned) => {
            let mut put = |key: &str, values: Vec<Value>| {
                out.insert(key.to_owned(), Value::Array(values));
            };
            put("plans", planned.plans.iter().map(PlanLine::json).collect());
            put(
                "outcomes",
                planned.outcomes.iter().map(OutcomeLine::json).collect(),
            );
            put("needs", planned.needs.iter().map(need).collect());
            put(
                "improved",
                planned.improved.iter().map(improvement).collect(),
            );
        }
        Detail::Contribution(found) => {
            out.insert("contribution".to_owned(), contribution(found));
        }
        _ => {}
    }
    out
}

impl PlanLine {
    /// The plan as JSON: `code`, `name`, a key a column of its spreadsheet, its progress and what is to be remarked.
    pub fn json(&self) -> Value {
        let plan = &self.plan;
        let mut out = Map::new();
        out.insert("code".to_owned(), plan.code.clone().into());
        let name = plan.activity.lines().next().unwrap_or_default();
        out.insert("name".to_owned(), name.into());
        for field in PlanField::ALL {
            let value = match (field, field.value(plan)) {
                (PlanField::Goals, _) => json!(plan.goals),
                (PlanField::Scope, _) => {
                    json!(plan.scope.iter().map(|one| one.code()).collect::<Vec<_>>())
                }
                (PlanField::Evidence, _) => json!(plan.pieces_of_evidence().collect::<Vec<_>>()),
                (PlanField::Example, _) => json!(plan.example),
                (_, FieldValue::Text(text)) => json!(text),
                (_, FieldValue::Number(number)) => json!(number),
                (_, FieldValue::Day(day)) => json!(day.map(|day| day.to_string())),
            };
            out.insert(field.column().to_owned(), value);
        }
        let latest = json!({
            "shown": self.latest,
            "when": self.latest_when,
            "from": self.latest_from,
        });
        let remarks: Vec<Value> = self
            .remarks
            .iter()
            .map(|remark| json!({"code": remark.code(), "message": remark.in_words()}))
            .collect();
        out.insert("progress".to_owned(), self.progress_in_words().into());
        out.insert("share".to_owned(), json!(self.share));
        out.insert("measured".to_owned(), latest);
        out.insert("notes".to_owned(), json!(self.notes));
        out.insert("remarks".to_owned(), remarks.into());
        Value::Object(out)
    }
}

impl OutcomeLine {
    /// The outcome as JSON.
    pub fn json(&self) -> Value {
        let outcome = &self.outcome;
        json!({
            "code": outcome.code,
            "name": outcome.words,
            "kind": "community-defined",
            "defined_by": outcome.defined_by,
            "defined_how": outcome.defined_how,
            "proxy": outcome.proxy.as_ref().map(|code| &code.0),
            "priority": outcome.priority,
            "framework": outcome.framework,
            "goal": outcome.goal,
            "subject_code": outcome.subject.as_ref().map(|code| &code.0),
            "subject": self.about,
            "example": outcome.example,
        })
    }
}

fn need(line: &NeedLine) -> Value {
    json!({
        "goal": line.goal,
        "name": line.name,
        "need": line.need.label(),
        "worse": line.worse,
        "judged": line.judged,
        "plans": line.plans,
        "organisations": line.who,
    })
}

fn improvement(one: &Improvement) -> Value {
    json!({
        "since": one.since,
        "then": one.then,
        "change": one.change,
        "benefit": one.benefit,
        "plans": one.plans,
    })
}

fn contribution(found: &Contribution) -> Value {
    let lines: Vec<Value> = found
        .organisations
        .iter()
        .zip(&found.cells)
        .map(|((code, name), cells)| {
            let cells: Vec<Value> = found
                .goals
                .iter()
                .zip(cells)
                .map(|((goal, _), part)| {
                    json!({
                        "goal": goal,
                        "measures": part.measures,
                        "plans": part.plans,
                        "evidence": part.evidence,
                    })
                })
                .collect();
            json!({"organisation_code": code, "organisation": name, "goals": cells})
        })
        .collect();
    json!({"lines": lines, "lines_not_shown": found.more})
}

/// The titles and cells of a table of plans for a terminal: whether a column stands at the right, its title, its cells. None for
/// other answers.
pub(super) fn columns(answer: &Answer) -> Option<Vec<(bool, &'static str, Vec<String>)>> {
    match &answer.detail {
        Detail::Plans(planned) if !planned.plans.is_empty() => {
            let column = |right, title, cell: &dyn Fn(&PlanLine) -> String| {
                (
                    right,
                    title,
                    planned.plans.iter().map(cell).collect::<Vec<_>>(),
                )
            };
            let mut columns = vec![
                column(false, "Organisation", &|line| line.organisation.clone()),
                column(false, "Goals", &|line| {
                    let goals: Vec<String> = line.plan.goals.iter().map(u32::to_string).collect();
                    goals.join(", ")
                }),
                column(false, "Plan", &|line| first_line(&line.plan.activity)),
                column(false, "Measured by", &|line| line.measure.clone()),
                column(true, "Baseline", &|line| line.baseline.clone()),
                column(true, "Latest", &|line| line.latest.clone()),
                column(true, "Target", &|line| line.target.clone()),
                column(false, "Due", &PlanLine::due),
                column(false, "Progress", &PlanLine::progress_in_words),
            ];
            columns.retain(|(_, _, cells)| cells.iter().any(|cell| !cell.is_empty()));
            Some(columns)
        }
        Detail::Plans(planned) if !planned.needs.is_empty() => {
            let column = |right, title, cell: &dyn Fn(&NeedLine) -> String| {
                (
                    right,
                    title,
                    planned.needs.iter().map(cell).collect::<Vec<_>>(),
                )
            };
            Some(vec![
                column(true, "Goal", &|line| line.goal.to_string()),
                column(false, "Name", &|line| line.name.clone()),
                column(false, "Need", &|line| line.need.label().to_owned()),
                column(true, "Worse", &|line| {
                    format!("{} of {}", line.worse, line.judged)
                }),
                column(true, "Plans", &|line| line.plans.to_string()),
            ])
        }
        Detail::Contribution(found) => {
            let mut columns = vec![(
                false,
                "Organisation",
                found
                    .organisations
                    .iter()
                    .map(|(_, name)| name.clone())
                    .collect(),
            )];
            let said = |with: fn(&super::super::Part) -> usize| -> Vec<String> {
                let line = |cells: &Vec<super::super::Part>| {
                    let goals: Vec<String> = found
                        .goals
                        .iter()
                        .zip(cells)
                        .filter(|(_, part)| with(part) > 0)
                        .map(|((goal, _), _)| goal.to_string())
                        .collect();
                    goals.join(", ")
                };
                found.cells.iter().map(line).collect()
            };
            columns.push((false, "Plans for goals", said(|part| part.plans)));
            columns.push((false, "Measures for goals", said(|part| part.measures)));
            columns.push((false, "Evidence for goals", said(|part| part.evidence)));
            Some(columns)
        }
        _ => None,
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
