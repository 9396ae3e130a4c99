use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::arguments::ImportArguments;
use super::progress::Stderr;
use super::refusal::Refusal;
use crate::actions::{self, ActionError};
use crate::book::{ImportOutcome, Reader, Writer};
use crate::domain::State;
use crate::import::{
    ColumnRole, Counts, Problem, ReadingChoices, ReviewedFile, ReviewedSheet, SubjectsAre,
    WorkerProgram,
};
use crate::message::nearest;

/// Endings of the files that are taken out of a folder.
const READABLE: [&str; 7] = ["csv", "tsv", "xlsx", "xlsm", "xlsb", "xls", "ods"];

/// Examples of a problem that are printed.
const EXAMPLES: usize = 3;

/// Imports every file, says what became of each, and refuses when nothing at all was kept.
pub(super) fn run(
    arguments: &ImportArguments,
    worker: &WorkerProgram,
    now: Timestamp,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let choices = choices(arguments)?;
    let reader = Reader::open(&arguments.book)?;
    refuse_unknown_goals(&reader, &choices.goals)?;
    let writer = if arguments.check {
        None
    } else {
        Some(Writer::open(&arguments.book)?)
    };
    let files = files(&arguments.files)?;
    let mut refusal = None;
    let mut useful = false;
    for file in &files {
        match one(&reader, writer.as_ref(), file, &choices, worker, now) {
            Ok((review, outcome)) => {
                let kept = review.counts().kept;
                let already = outcome
                    .as_ref()
                    .and_then(|outcome| outcome.already_imported);
                if arguments.json {
                    writeln!(out, "{}", as_json(file, &review, outcome.as_ref()))?;
                } else {
                    print(out, file, &review, outcome.as_ref())?;
                }
                if kept > 0 || already.is_some() {
                    useful = true;
                } else {
                    refusal = Some(nothing_kept(file, &review));
                }
            }
            Err(error) => {
                let explained = Refusal::from(error);
                if files.len() > 1 {
                    explained.print();
                }
                refusal = Some(explained);
            }
        }
    }
    match refusal {
        Some(refusal) if !useful => Err(refusal),
        _ => Ok(()),
    }
}

fn one(
    reader: &Reader,
    writer: Option<&Writer>,
    file: &Path,
    choices: &ReadingChoices,
    worker: &WorkerProgram,
    now: Timestamp,
) -> Result<(ReviewedFile, Option<ImportOutcome>), ActionError> {
    let progress = Stderr::new();
    let (_, review) = actions::review_file(reader, file, choices, worker, &progress)?;
    let outcome = match writer {
        Some(writer) if review.counts().kept > 0 => Some(actions::write_review(
            writer,
            review.clone(),
            now,
            &progress,
        )?),
        _ => None,
    };
    Ok((review, outcome))
}

/// The refusal for a file of which nothing was kept: its first blocker, which says what to do.
fn nothing_kept(file: &Path, review: &ReviewedFile) -> Refusal {
    let worst = review
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.problems)
        .min_by_key(|problem| (problem.severity, !problem.rejected));
    let why = worst.map_or_else(
        || "No table with figures was found in it.".to_owned(),
        |problem| problem.message.clone(),
    );
    Refusal::new(
        format!("Nothing was kept of {}: {why}", file.display()),
        "Look at it with --check, and say --sheet, --header-row, --column, --period or --indicator.",
    )
}

/// The files to import, folders opened into the readable files below them, in the order of their names.
fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>, Refusal> {
    let mut out = Vec::new();
    for path in named {
        if !path.is_dir() {
            out.push(path.clone());
            continue;
        }
        let before = out.len();
        let mut folders = vec![path.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder)? {
                let entry = entry?.path();
                if entry.is_dir() {
                    folders.push(entry);
                } else if entry
                    .extension()
                    .and_then(|ending| ending.to_str())
                    .is_some_and(|ending| READABLE.contains(&ending.to_lowercase().as_str()))
                {
                    out.push(entry);
                }
            }
        }
        if out.len() == before {
            return Err(Refusal::new(
                format!("There is no spreadsheet in the folder {}.", path.display()),
                "Name a file that ends in .csv, .tsv, .xlsx, .xlsm, .xlsb, .xls or .ods.",
            ));
        }
        if let Some(found) = out.get_mut(before..) {
            found.sort();
        }
    }
    Ok(out)
}

fn choices(arguments: &ImportArguments) -> Result<ReadingChoices, Refusal> {
    let mut columns = Vec::new();
    for text in &arguments.columns {
        let (role, name) = pair(text, "--column", "value=Observation")?;
        let role: ColumnRole =
            serde_json::from_value(Value::String(role.to_lowercase())).map_err(|_| {
                let known = [
                    "code",
                    "name",
                    "level",
                    "indicator",
                    "indicator-code",
                    "period",
                    "group",
                    "value",
                    "lower",
                    "upper",
                    "count",
                    "denominator",
                    "unit",
                    "measure",
                    "status",
                    "note",
                    "identifier",
                    "ignore",
                ];
                unknown("role of a column", &role, known)
            })?;
        columns.push((role, name));
    }
    let mut markers = Vec::new();
    for text in &arguments.markers {
        let (sign, code) = pair(text, "--marker", "S=x")?;
        let state = State::from_code(code.trim_matches(['[', ']'])).ok_or_else(|| {
            let known: Vec<&str> = State::ALL.iter().map(|state| state.code()).collect();
            Refusal::new(
                format!("There is no state “{code}”."),
                format!("Use one of {}.", known.join(", ")),
            )
        })?;
        markers.push((sign, state));
    }
    let subjects = match arguments.subjects.as_deref() {
        None => None,
        Some("places") => Some(SubjectsAre::Places),
        Some("organisations") => Some(SubjectsAre::Organisations),
        Some(other) => {
            return Err(unknown(
                "kind of subject",
                other,
                ["places", "organisations"],
            ));
        }
    };
    Ok(ReadingChoices {
        sheets: arguments.sheets.clone(),
        header_row: arguments.header_row,
        columns,
        period: arguments.period.clone(),
        unit: arguments.unit.clone(),
        markers,
        indicator: arguments.indicator.clone(),
        goals: arguments.goals.clone(),
        subjects,
    })
}

fn pair(text: &str, option: &str, example: &str) -> Result<(String, String), Refusal> {
    text.split_once('=')
        .map(|(left, right)| (left.trim().to_owned(), right.trim().to_owned()))
        .ok_or_else(|| {
            Refusal::new(
                format!("{option} “{text}” has no “=”."),
                format!("Write it as {option} {example}."),
            )
        })
}

fn unknown<'a>(
    what: &str,
    said: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Refusal {
    let near = nearest(said, known.clone());
    let next = if near.is_empty() {
        format!(
            "Use one of {}.",
            known.into_iter().collect::<Vec<_>>().join(", ")
        )
    } else {
        format!("Did you mean {near}?")
    };
    Refusal::new(format!("There is no {what} “{said}”."), next)
}

fn refuse_unknown_goals(reader: &Reader, wanted: &[u32]) -> Result<(), Refusal> {
    if wanted.is_empty() {
        return Ok(());
    }
    let goals = reader.goals(None)?;
    match wanted
        .iter()
        .find(|number| !goals.iter().any(|goal| goal.number == **number))
    {
        Some(number) => Err(Refusal::new(
            format!("There is no goal {number}."),
            format!("The framework has goals 1 to {}.", goals.len()),
        )),
        None => Ok(()),
    }
}

fn print(
    out: &mut dyn Write,
    file: &Path,
    review: &ReviewedFile,
    outcome: Option<&ImportOutcome>,
) -> Result<(), Refusal> {
    let counts = review.counts();
    let withheld: u64 = counts.withheld.values().sum();
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
            }
        }
    }
    for sheet in &review.sheets {
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
                "  {:?} × {} in {}: {} ({})",
                first.severity,
                problems.len(),
                sheet.sheet,
                first.message,
                cells.join(", ")
            )?;
        }
    }
    Ok(())
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

fn as_json(file: &Path, review: &ReviewedFile, outcome: Option<&ImportOutcome>) -> Value {
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
        "sheets": review.sheets.iter().map(figures).collect::<Vec<_>>(),
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
            }))
        })
        .collect();
    json!({
        "sheet": sheet.sheet,
        "layout": sheet.layout.code(),
        "header_row": sheet.header_rows.last(),
        "read": read,
        "kept": kept,
        "withheld": withheld,
        "markers": markers,
        "rejected": rejected,
        "superseded": outcome.and_then(|outcome| outcome.import.as_ref()).map_or(0, |import| import.superseded),
        "indicators": sheet.indicators.iter().map(|indicator| &indicator.code.0).collect::<Vec<_>>(),
        "new": {
            "indicators": outcome.map_or(0, |outcome| outcome.new_indicators),
            "places": outcome.map_or(0, |outcome| outcome.new_places),
            "organisations": outcome.map_or(0, |outcome| outcome.new_organisations),
        },
        "problems": problems,
    })
}
