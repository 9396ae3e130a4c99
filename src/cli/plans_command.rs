//! Lists of plans as the command line imports and lists them.

use std::io::Write;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::refusal::Refusal;
use crate::actions::{self, PlansImported};
use crate::book::{Reader, Writer};
use crate::import::PlanList;
use crate::questions::{Detail, OutcomeLine, PlanLine, Question, QuestionKind};

/// Imports a list of plans and says what became of it.
pub(super) fn import(
    (reader, writer): (&Reader, Option<&Writer>),
    list: PlanList,
    now: Timestamp,
    as_json: bool,
    out: &mut dyn Write,
) -> Result<bool, Refusal> {
    let imported = actions::import_plans(reader, writer, list, now)?;
    if as_json {
        writeln!(out, "{}", json_of(&imported))?;
    } else {
        print(&imported, out)?;
    }
    Ok(!imported.list.plans.is_empty())
}

fn print(imported: &PlansImported, out: &mut dyn Write) -> Result<(), Refusal> {
    let list = &imported.list;
    writeln!(
        out,
        "{}, sheet {}: a list of plans. {}",
        list.file,
        list.sheet,
        imported.summary()
    )?;
    for problem in &list.problems {
        writeln!(out, "  {}: {}", problem.origin.cell(), problem.message)?;
    }
    for sentence in &imported.settled {
        writeln!(out, "  {sentence}")?;
    }
    for (row, what, remark) in &imported.remarks {
        writeln!(out, "  Row {row}, {what}: {}", remark.in_words())?;
    }
    Ok(())
}

fn json_of(imported: &PlansImported) -> Value {
    let list = &imported.list;
    let kept = imported.kept.as_ref();
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
    let remarks: Vec<Value> = imported
        .remarks
        .iter()
        .map(|(row, what, remark)| {
            json!({"row": row, "plan": what, "code": remark.code(), "message": remark.in_words()})
        })
        .collect();
    json!({
        "file": list.file,
        "kind": "plans",
        "sheet": list.sheet,
        "read": list.read,
        "kept": list.plans.len(),
        "rejected": list.read - list.plans.len(),
        "added": kept.map_or(0, |kept| kept.added),
        "changed": kept.map_or(0, |kept| kept.changed),
        "unchanged": kept.map_or(0, |kept| kept.unchanged),
        "codes": kept.map_or(&[][..], |kept| kept.codes.as_slice()),
        "problems": problems,
        "settled": imported.settled,
        "remarks": remarks,
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
