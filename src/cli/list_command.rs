use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::arguments::Listed;
use super::other_commands::reader_of;
use super::plans_command;
use super::recipe_command;
use super::refusal::Refusal;
use crate::actions;
use crate::book::{BookError, Reader};
use crate::domain::{AsOf, IndicatorCode, Subject, SubjectKind};

/// Prints what a book holds: an array of JSON objects, or a line each with code and name.
pub(super) fn run(
    book: &Path,
    what: Listed,
    as_of: Option<AsOf>,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), Refusal> {
    let reader = reader_of(book, as_of)?;
    let items = match what {
        Listed::Goals => goals(&reader)?,
        Listed::Indicators => indicators(&reader)?,
        Listed::Places => subjects(&reader, true)?,
        Listed::Organisations => subjects(&reader, false)?,
        Listed::Groups => reader
            .groups(None)?
            .iter()
            .map(|group| json!({"code": group.key(), "name": group.to_string()}))
            .collect(),
        Listed::Periods => reader
            .periods(None)?
            .iter()
            .map(|period| {
                json!({"code": period.key(), "name": period.label(), "start": period.start().to_string(), "length": period.length_key()})
            })
            .collect(),
        Listed::Imports => imports(&reader)?,
        Listed::Stories => actions::story_lines(&reader)?
            .iter()
            .map(|story| json!({"code": story.code, "name": story.title, "slides": story.slides, "type": if story.id.is_some() { "own" } else { "ready-made" }}))
            .collect(),
        Listed::Plans => plans_command::listed(&reader, false)?,
        Listed::Outcomes => plans_command::listed(&reader, true)?,
        Listed::Recipes => reader.recipes()?.iter().map(recipe_command::as_json).collect(),
    };
    if json {
        let text = serde_json::to_string_pretty(&items).map_err(std::io::Error::other)?;
        writeln!(out, "{text}")?;
    } else if items.is_empty() {
        writeln!(out, "There are none in this book yet.")?;
    } else {
        lines(&items, out)?;
    }
    Ok(())
}

fn lines(items: &[Value], out: &mut dyn Write) -> Result<(), Refusal> {
    let text = |item: &Value, key: &str| match item.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    let width = items
        .iter()
        .map(|item| text(item, "code").chars().count())
        .max()
        .unwrap_or(0)
        .min(60);
    for item in items {
        let code = text(item, "code");
        let extra: Vec<String> = [
            "number",
            "framework",
            "unit",
            "level",
            "type",
            "organisation",
            "target_date",
            "progress",
            "figures",
            "at",
        ]
        .into_iter()
        .filter_map(|key| {
            let said = text(item, key);
            (!said.is_empty()).then(|| {
                if key == "figures" {
                    format!("{said} figures")
                } else {
                    said
                }
            })
        })
        .collect();
        writeln!(
            out,
            "{code:<width$}  {}  ({})",
            text(item, "name"),
            extra.join(", ")
        )?;
    }
    Ok(())
}

fn goals(reader: &Reader) -> Result<Vec<Value>, BookError> {
    let links = reader.goal_links()?;
    let counts: HashMap<IndicatorCode, u64> = reader.figure_counts()?.into_iter().collect();
    let mut out = Vec::new();
    for framework in reader.frameworks()? {
        for goal in reader.goals(Some(&framework.code))? {
            let indicators = links
                .iter()
                .filter(|link| link.framework == framework.code && link.goal == goal.number)
                .filter(|link| counts.contains_key(&link.indicator))
                .count();
            out.push(json!({
                "code": goal.code,
                "name": goal.name,
                "short_name": goal.short_name,
                "number": goal.number,
                "framework": goal.framework,
                "about": goal.about,
                "indicators": indicators,
            }));
        }
    }
    Ok(out)
}

fn indicators(reader: &Reader) -> Result<Vec<Value>, BookError> {
    let links = reader.goal_links()?;
    let default = reader
        .frameworks()?
        .first()
        .map(|framework| framework.code.clone());
    let counts: HashMap<IndicatorCode, u64> = reader.figure_counts()?.into_iter().collect();
    let mut out = Vec::new();
    for indicator in reader.indicators()? {
        let of_it = || links.iter().filter(|link| link.indicator == indicator.code);
        let goals: Vec<u32> = of_it()
            .filter(|link| Some(&link.framework) == default.as_ref())
            .map(|link| link.goal)
            .collect();
        let periods: Vec<String> = reader
            .periods(Some(&indicator.code))?
            .iter()
            .map(|period| period.label())
            .collect();
        out.push(json!({
            "code": indicator.code.0,
            "name": indicator.name,
            "short_name": indicator.short_name,
            "unit": indicator.unit.text,
            "polarity": indicator.polarity.code(),
            "decimals": indicator.decimals,
            "goals": goals,
            "links": of_it().map(|link| json!({"framework": link.framework, "goal": link.goal, "kind": link.kind})).collect::<Vec<_>>(),
            "periods": periods,
            "figures": counts.get(&indicator.code).copied().unwrap_or(0),
            "publisher": indicator.source.publisher,
            "dataset": indicator.source.dataset,
            "licence": indicator.source.licence,
        }));
    }
    Ok(out)
}

fn subjects(reader: &Reader, places: bool) -> Result<Vec<Value>, BookError> {
    let wanted = |subject: &&Subject| matches!(subject.kind, SubjectKind::Place(_)) == places;
    Ok(reader
        .subjects()?
        .iter()
        .filter(wanted)
        .map(subject_json)
        .collect())
}

fn subject_json(subject: &Subject) -> Value {
    // The first of a register is the newest; former ones follow it.
    let ids: BTreeMap<&str, &str> = subject
        .ids
        .iter()
        .rev()
        .map(|(kind, id)| (kind.code(), id.as_str()))
        .collect();
    let (kind, level, of_type) = match subject.kind {
        SubjectKind::Place(level) => ("place", Some(level.code()), None),
        SubjectKind::Organisation(of_type) => ("organisation", None, Some(of_type.code())),
    };
    json!({
        "code": subject.code.0,
        "name": subject.name,
        "kind": kind,
        "level": level,
        "type": of_type,
        "ids": ids,
        "parent": subject.parent.as_ref().map(|code| &code.0),
        "from": subject.from.map(|date| date.to_string()),
        "to": subject.to.map(|date| date.to_string()),
        "successor": subject.successor.as_ref().map(|code| &code.0),
        "other_names": subject.other_names,
        "size_band": subject.size_band,
        "sector": subject.sector,
    })
}

fn imports(reader: &Reader) -> Result<Vec<Value>, BookError> {
    Ok(reader
        .imports()?
        .iter()
        .map(|import| {
            json!({
                "code": import.number.to_string(),
                "name": import.file,
                "number": import.number,
                "file": import.file,
                "sha256": import.sha256,
                "at": import.at,
                "read": import.counts.read,
                "kept": import.counts.kept,
                "rejected": import.counts.rejected,
                "withheld": import.counts.withheld,
                "added": import.added,
                "superseded": import.superseded,
                "unchanged": import.unchanged,
                "undone": import.undone,
            })
        })
        .collect())
}
