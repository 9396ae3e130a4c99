use serde_json::{Map, Value, json};

use super::super::planned::{Contribution, Improvement, NeedLine, OutcomeLine, Part, PlanLine};
use super::super::{Answer, Detail, Row};
use crate::domain::{FieldValue, ListField as _, PlanField};

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

/// A column of words that only one kind of answer has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnColumn {
    /// Its title.
    pub title: &'static str,
    /// True for numbers, which stand at the right.
    pub right: bool,
    /// Its cells.
    pub cells: Vec<String>,
}

/// A column of the cells of some lines.
fn column<L>(
    lines: &[L],
    title: &'static str,
    right: bool,
    cell: impl Fn(&L) -> String,
) -> OwnColumn {
    OwnColumn {
        title,
        right,
        cells: lines.iter().map(cell).collect(),
    }
}

impl Answer {
    /// The table of plans, of need and action, of who improved most, or of who has what for which goal; none for other answers.
    pub fn own_columns(&self) -> Option<Vec<OwnColumn>> {
        let mut columns = match &self.detail {
            Detail::Plans(planned) if !planned.plans.is_empty() => plans(&planned.plans),
            Detail::Plans(planned) if !planned.improved.is_empty() => {
                improved(&planned.improved, &self.rows)
            }
            Detail::Plans(planned) if !planned.needs.is_empty() => needs(&planned.needs),
            Detail::Contribution(found) => contributions(found),
            _ => return None,
        };
        columns.retain(|column| column.cells.iter().any(|cell| !cell.is_empty()));
        Some(columns)
    }
}

fn plans(lines: &[PlanLine]) -> Vec<OwnColumn> {
    vec![
        column(lines, "Organisation", false, PlanLine::who),
        column(lines, "Goals", false, |line| {
            let goals: Vec<String> = line.plan.goals.iter().map(u32::to_string).collect();
            goals.join(", ")
        }),
        column(lines, "Plan", false, |line| first_line(&line.plan.activity)),
        column(lines, "Measured by", false, |line| line.measure.clone()),
        column(lines, "Baseline", true, |line| line.baseline.clone()),
        column(lines, "Latest", true, |line| line.latest.clone()),
        column(lines, "Target", true, |line| line.target.clone()),
        column(lines, "Due", false, PlanLine::due),
        column(lines, "Progress", false, PlanLine::progress_in_words),
        column(lines, "Status", false, |line| {
            line.plan.status.in_words().to_owned()
        }),
    ]
}

fn improved(lines: &[Improvement], rows: &[Row]) -> Vec<OwnColumn> {
    vec![
        column(rows, "Who", false, |row| row.subject.clone()),
        column(lines, "Then", true, |one| {
            format!("{}, {}", one.then, one.since)
        }),
        column(rows, "Latest", true, |row| {
            let when = row
                .period
                .map(crate::domain::Period::label)
                .unwrap_or_default();
            format!("{}, {when}", row.shown_with_unit())
        }),
        column(lines, "Change", false, |one| one.change.clone()),
        column(lines, "Plans beside it", false, |one| {
            if one.plans.is_empty() {
                "no plan recorded".to_owned()
            } else {
                one.plans.join("; ")
            }
        }),
    ]
}

fn needs(lines: &[NeedLine]) -> Vec<OwnColumn> {
    vec![
        column(lines, "Goal", true, |line| line.goal.to_string()),
        column(lines, "Name", false, |line| line.name.clone()),
        column(lines, "Need", false, |line| line.need.label().to_owned()),
        column(lines, "Worse", true, |line| {
            format!("{} of {}", line.worse, line.judged)
        }),
        column(lines, "Plans", true, |line| line.plans.to_string()),
        column(lines, "Who acts", false, |line| line.who.join(", ")),
    ]
}

fn contributions(found: &Contribution) -> Vec<OwnColumn> {
    let goals_with = |with: fn(&Part) -> usize| {
        move |cells: &Vec<Part>| {
            let goals: Vec<String> = found
                .goals
                .iter()
                .zip(cells)
                .filter(|(_, part)| with(part) > 0)
                .map(|((goal, _), _)| goal.to_string())
                .collect();
            goals.join(", ")
        }
    };
    vec![
        column(&found.organisations, "Organisation", false, |(_, name)| {
            name.clone()
        }),
        column(
            &found.cells,
            "Plans for goals",
            false,
            goals_with(|part| part.plans),
        ),
        column(
            &found.cells,
            "Measures for goals",
            false,
            goals_with(|part| part.measures),
        ),
        column(
            &found.cells,
            "Evidence for goals",
            false,
            goals_with(|part| part.evidence),
        ),
    ]
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
