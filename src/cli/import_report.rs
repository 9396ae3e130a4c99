use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::refusal::Refusal;
use crate::book::{EditionOrder, ImportOutcome};
use crate::domain::column_letters;
use crate::import::{
    ColumnGuess, Counts, OpenAnswer, Problem, Question, ReadBack, ReviewedFile, ReviewedSheet,
};

/// Examples of a problem that are printed.
const EXAMPLES: usize = 3;

/// Says in lines what became of a file.
pub(super) fn print(
    out: &mut dyn Write,
    file: &Path,
    review: &ReviewedFile,
    outcome: Option<&ImportOutcome>,
) -> Result<(), Refusal> {
    let counts = review.counts();
    let withheld = counts.all_withheld();
    writeln!(
        out,
        "{}: {} figures read, {} kept ({withheld} of them withheld), {} left out",
        file.display(),
        counts.read,
        counts.kept,
        counts.rejected
    )?;
    match outcome {
        None => writeln!(out, "  Nothing was written.")?,
        Some(ImportOutcome {
            already_imported: Some(number),
            ..
        }) => {
            writeln!(
                out,
                "  Already imported as import {number}: nothing was changed."
            )?;
        }
        Some(outcome) => {
            if let Some(import) = &outcome.import {
                writeln!(
                    out,
                    "  Import {}: {} new, {} revised, {} unchanged; {} new indicators, {} places, {} organisations",
                    import.number,
                    import.added,
                    import.superseded,
                    import.unchanged,
                    outcome.new_indicators,
                    outcome.new_places,
                    outcome.new_organisations
                )?;
                for indicator in &outcome.goals_kept {
                    writeln!(
                        out,
                        "  {indicator} stays under the goals that were chosen for it before; --goal was not used for it"
                    )?;
                }
                if outcome.behind > 0 {
                    writeln!(
                        out,
                        "  {} figures are kept behind those of a later edition",
                        outcome.behind
                    )?;
                }
            }
        }
    }
    for sheet in &review.sheets {
        for question in &sheet.questions {
            print_question(out, sheet, question)?;
        }
        for (_, problems) in grouped(sheet) {
            let Some(first) = problems.first() else {
                continue;
            };
            let cells: Vec<String> = problems
                .iter()
                .take(EXAMPLES)
                .map(|problem| problem.origin.cell())
                .collect();
            writeln!(
                out,
                "  {:?} × {} in {}: {} ({}){}",
                first.severity,
                problems.len(),
                sheet.sheet,
                first.message,
                cells.join(", "),
                first
                    .option()
                    .map_or_else(String::new, |option| format!(" [{option}]"))
            )?;
        }
    }
    Ok(())
}

/// A question with the option that gives each of its answers.
fn print_question(
    out: &mut dyn Write,
    sheet: &ReviewedSheet,
    question: &Question,
) -> Result<(), Refusal> {
    let waiting = match question.figures {
        0 => String::new(),
        1 => " 1 figure waits for the answer.".to_owned(),
        several => format!(" {several} figures wait for the answer."),
    };
    writeln!(
        out,
        "  Question in {}, {}: {}{waiting}",
        sheet.sheet,
        question.origin.cell(),
        question.ask
    )?;
    for answer in &question.answers {
        writeln!(out, "    {}: {}", answer.label, answer.option())?;
    }
    if let Some(open) = question.open {
        writeln!(out, "    Say it with {}", open.option())?;
    }
    Ok(())
}

/// Says which edition it is, where it is not plainly the later one.
pub(super) fn print_edition(
    out: &mut dyn Write,
    order: &EditionOrder,
    only_checked: bool,
) -> Result<(), Refusal> {
    match order {
        EditionOrder::Earlier { before, why } => writeln!(
            out,
            "  An earlier edition than import {before}, whose figures stay current. {why} What the later one changed:"
        )?,
        EditionOrder::Unclear { before, why } if only_checked => writeln!(
            out,
            "  This looks like an earlier edition than import {before}: say --edition earlier or --edition later. {why}"
        )?,
        EditionOrder::Later | EditionOrder::Unclear { .. } => {}
    }
    Ok(())
}

fn question_json(question: &Question) -> Value {
    let answers: Vec<Value> = question
        .answers
        .iter()
        .map(|answer| json!({"label": answer.label, "option": answer.option()}))
        .collect();
    json!({
        "code": question.code,
        "about": question.about,
        "ask": question.ask,
        "cell": question.origin.cell(),
        "raw": question.raw,
        "figures": question.figures,
        "answers": answers,
        "open": question.open.map(OpenAnswer::option),
    })
}

/// Problems of a sheet by cause, worst first.
fn grouped(sheet: &ReviewedSheet) -> Vec<(String, Vec<&Problem>)> {
    let mut groups: Vec<(String, Vec<&Problem>)> = Vec::new();
    for problem in &sheet.problems {
        match groups.iter_mut().find(|(code, _)| *code == problem.code) {
            Some((_, problems)) => problems.push(problem),
            None => groups.push((problem.code.clone(), vec![problem])),
        }
    }
    groups.sort_by_key(|(_, problems)| problems.first().map(|problem| problem.severity));
    groups
}

/// Says as JSON what became of a file.
pub(super) fn as_json(
    file: &Path,
    review: &ReviewedFile,
    outcome: Option<&ImportOutcome>,
) -> Value {
    let already = outcome.and_then(|outcome| outcome.already_imported);
    let import = outcome.and_then(|outcome| outcome.import.as_ref());
    let figures = |sheet: &ReviewedSheet| sheet_json(sheet, outcome);
    json!({
        "file": file.display().to_string(),
        "sha256": review.file.sha256,
        "already_imported": already.is_some(),
        "import": import.map(|import| import.number).or(already),
        "added": import.map_or(0, |import| import.added),
        "superseded": import.map_or(0, |import| import.superseded),
        "unchanged": import.map_or(0, |import| import.unchanged),
        "goals_kept": outcome.map_or(Vec::new(), |outcome| outcome.goals_kept.iter().map(|code| code.0.as_str()).collect()),
        "behind": outcome.map_or(0, |outcome| outcome.behind),
        "sheets": review.sheets.iter().map(figures).collect::<Vec<_>>(),
    })
}

fn column_json(column: &ColumnGuess) -> Value {
    json!({
        "column": column_letters(column.column),
        "header": column.header,
        "role": column.role.code(),
        "confidence": column.confidence,
        "reason": column.reason,
    })
}

fn read_back_json(figure: &ReadBack) -> Value {
    json!({
        "cell": figure.origin.cell(),
        "indicator": figure.indicator,
        "figure": figure.figure,
        "subject": figure.subject,
        "period": figure.period,
        "group": figure.group,
    })
}

fn sheet_json(sheet: &ReviewedSheet, outcome: Option<&ImportOutcome>) -> Value {
    let Counts {
        read,
        kept,
        rejected,
        withheld,
        markers,
    } = &sheet.counts;
    let problems: Vec<Value> = grouped(sheet)
        .into_iter()
        .filter_map(|(code, problems)| {
            let severity = problems.first()?.severity;
            let examples: Vec<Value> = problems
                .iter()
                .take(EXAMPLES)
                .map(|problem| {
                    json!({"cell": problem.origin.cell(), "raw": problem.raw, "message": problem.message})
                })
                .collect();
            Some(json!({
                "code": code,
                "count": problems.len(),
                "severity": severity,
                "rejected": problems.iter().filter(|problem| problem.rejected).count(),
                "examples": examples,
                "option": problems.first().and_then(|problem| problem.option()),
            }))
        })
        .collect();
    json!({
        "sheet": sheet.sheet,
        "layout": sheet.layout.code(),
        "proof": sheet.proof,
        "header_row": sheet.header_rows.last(),
        "header_rows": sheet.header_rows,
        "last_row": sheet.last_row,
        "columns": sheet.columns.iter().map(column_json).collect::<Vec<_>>(),
        "read": read,
        "kept": kept,
        "withheld": withheld,
        "markers": markers,
        "rejected": rejected,
        "superseded": outcome.and_then(|outcome| outcome.import.as_ref()).map_or(0, |import| import.superseded),
        "read_back": sheet.read_back().iter().map(read_back_json).collect::<Vec<_>>(),
        "indicators": sheet.indicators.iter().map(|indicator| &indicator.code.0).collect::<Vec<_>>(),
        "new": {
            "indicators": outcome.map_or(0, |outcome| outcome.new_indicators),
            "places": outcome.map_or(0, |outcome| outcome.new_places),
            "organisations": outcome.map_or(0, |outcome| outcome.new_organisations),
        },
        "questions": sheet.questions.iter().map(question_json).collect::<Vec<_>>(),
        "problems": problems,
    })
}
