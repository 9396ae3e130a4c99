//! Lists of plans and of community-defined outcomes as the command line imports and lists them.

use std::io::Write;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::refusal::Refusal;
use crate::actions;
use crate::book::{PlansKept, Reader, Writer};
use crate::domain::Remark;
use crate::import::{List, Listed};
use crate::questions::{Detail, OutcomeLine, PlanLine, Question, QuestionKind};

/// Imports a list and says what became of it.
pub(super) fn import(
    (reader, writer): (&Reader, Option<&Writer>),
    listed: Listed,
    now: Timestamp,
    as_json: bool,
    out: &mut dyn Write,
) -> Result<bool, Refusal> {
    let what = listed.what();
    match listed {
        Listed::Plans(list) => {
            let imported = actions::import_plans(reader, writer, list, now)?;
            let remark = |(row, plan, remark): &(u32, String, Remark)| json!({"row": row, "plan": plan, "code": remark.code(), "message": remark.in_words()});
            let more = json!({
                "kind": "plans",
                "settled": imported.settled,
                "remarks": imported.remarks.iter().map(remark).collect::<Vec<_>>(),
            });
            let words = imported
                .remarks
                .iter()
                .map(|(row, plan, remark)| format!("Row {row}, {plan}: {}", remark.in_words()));
            let said = imported.settled.iter().cloned().chain(words).collect();
            let told = (what, imported.summary(), said, more);
            tell(&imported.list, imported.kept.as_ref(), told, as_json, out)
        }
        Listed::Outcomes(list) => {
            let imported = actions::import_outcomes(reader, writer, list, now)?;
            let more = json!({"kind": "outcomes", "remarks": imported.remarks});
            let told = (what, imported.summary(), imported.remarks.clone(), more);
            tell(&imported.list, imported.kept.as_ref(), told, as_json, out)
        }
    }
}

/// Prints what became of a list: what is listed, the sentence about it, further sentences, and what more JSON holds. True where
/// something could be kept.
fn tell<T>(
    list: &List<T>,
    kept: Option<&PlansKept>,
    (what, summary, sentences, more): (&str, String, Vec<String>, Value),
    as_json: bool,
    out: &mut dyn Write,
) -> Result<bool, Refusal> {
    if as_json {
        let mut json = json_of(list, kept);
        if let (Value::Object(all), Value::Object(more)) = (&mut json, more) {
            all.extend(more);
        }
        writeln!(out, "{json}")?;
        return Ok(!list.items.is_empty());
    }
    let (file, sheet) = (&list.file, &list.sheet);
    writeln!(out, "{file}, sheet {sheet}: a list of {what}. {summary}")?;
    for problem in &list.problems {
        writeln!(out, "  {}: {}", problem.origin.cell(), problem.message)?;
    }
    for sentence in sentences {
        writeln!(out, "  {sentence}")?;
    }
    Ok(!list.items.is_empty())
}

fn json_of<T>(list: &List<T>, kept: Option<&PlansKept>) -> Value {
    let problems: Vec<Value> = list
        .problems
        .iter()
        .map(|one| {
            json!({
                "code": one.code,
                "cell": one.origin.cell(),
                "raw": one.raw,
                "message": one.message,
                "rejected": one.rejected,
            })
        })
        .collect();
    json!({
        "file": list.file,
        "sheet": list.sheet,
        "read": list.read,
        "kept": list.items.len(),
        "rejected": list.read - list.items.len(),
        "added": kept.map_or(0, |kept| kept.added),
        "changed": kept.map_or(0, |kept| kept.changed),
        "unchanged": kept.map_or(0, |kept| kept.unchanged),
        "codes": kept.map_or(&[][..], |kept| kept.codes.as_slice()),
        "problems": problems,
    })
}

/// Every plan with its progress, or every community-defined outcome, as JSON.
pub(super) fn listed(reader: &Reader, outcomes: bool) -> Result<Vec<Value>, Refusal> {
    let mut all = Vec::new();
    for framework in reader.frameworks()? {
        let question = Question {
            framework: Some(framework.code),
            ..Question::new(QuestionKind::Plans)
        };
        let answer = question.answer(reader)?;
        if let Detail::Plans(planned) = answer.detail {
            if outcomes {
                all.extend(planned.outcomes.iter().map(OutcomeLine::json));
            } else {
                all.extend(planned.plans.iter().map(PlanLine::json));
            }
        }
    }
    Ok(all)
}
