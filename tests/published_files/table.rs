//! The committed table: one line a table of figures, to be read by a person.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use levelbook::import::ReviewedSheet;
use sha2::{Digest as _, Sha256};

use super::run::{Answered, Published};

const HEADER: [&str; 18] = [
    "file",
    "sheet",
    "layout",
    "header rows",
    "indicators",
    "first indicator",
    "subjects",
    "periods",
    "from",
    "to",
    "groups",
    "read",
    "kept",
    "withheld",
    "rejected",
    "questions",
    "kept when answered",
    "outcome",
];

/// What is understood of one table.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) file: String,
    /// Place of the sheet in the file, from 0.
    pub(crate) place: usize,
    /// What stands in the columns of [`HEADER`], and the digest of all figures after them.
    cells: Vec<String>,
}

impl Line {
    pub(crate) fn sheet(&self) -> &str {
        &self.cells[1]
    }

    /// The cell under a header.
    pub(crate) fn get(&self, header: &str) -> &str {
        let at = HEADER.iter().position(|name| *name == header);
        at.map_or("", |at| &self.cells[at])
    }

    /// Whether any figure is kept, if need be when the questions are answered.
    pub(crate) fn keeps(&self) -> bool {
        self.get("outcome") == "figures" || !matches!(self.get("kept when answered"), "" | "0")
    }

    /// Questions that were asked.
    pub(crate) fn questions(&self) -> usize {
        let asked = self.get("questions").split(' ').next();
        asked.and_then(|count| count.parse().ok()).unwrap_or(0)
    }

    /// What tells two readings of one table apart.
    pub(crate) fn digest(&self) -> &str {
        self.cells.last().map_or("", |digest| digest)
    }

    pub(crate) fn of_sheet(file: &Published, place: usize, answered: &Answered) -> Self {
        let sheet = &answered.first.sheets[place];
        let last = &answered.last.sheets[place];
        let counts = &sheet.counts;
        for one in [sheet, last] {
            assert_eq!(
                one.counts.read,
                one.counts.kept + one.counts.rejected,
                "{} {}",
                file.name,
                sheet.sheet
            );
        }
        let rows: Vec<String> = sheet.header_rows.iter().map(u32::to_string).collect();
        let asked = &answered.asked[place];
        let names: Vec<&str> = asked.iter().map(String::as_str).take(3).collect();
        let questions = format!("{} {}", asked.len(), names.join(", "));
        let kept = if asked.is_empty() {
            String::new()
        } else {
            last.counts.kept.to_string()
        };
        let mut withheld = counts.withheld.values().sum::<u64>().to_string();
        for (state, count) in &counts.withheld {
            write!(withheld, " {state}={count}").unwrap();
        }
        let mut periods: Vec<_> = sheet.periods.iter().collect();
        periods.sort_by_key(|period| (period.start(), period.end()));
        let period = |at: Option<&&levelbook::domain::Period>| {
            at.map_or_else(String::new, |period| period.label())
        };
        let places = sheet
            .subjects
            .iter()
            .filter(|one| one.level().is_some())
            .count();
        let subjects = match (places, sheet.subjects.len() - places) {
            (0, 0) => "0".to_owned(),
            (places, 0) => format!("{places} places"),
            (0, others) => format!("{others} organisations"),
            (places, others) => format!("{places} places {others} organisations"),
        };
        let outcome = if counts.kept > 0 {
            "figures".to_owned()
        } else {
            let why = sheet
                .problems
                .iter()
                .min_by_key(|problem| (problem.severity, !problem.rejected));
            format!(
                "no figures: {}",
                why.map_or("nothing was said", |problem| &problem.message)
            )
        };
        let first = sheet.indicators.first();
        Self {
            file: file.name.clone(),
            place,
            cells: vec![
                file.name.clone(),
                sheet.sheet.clone(),
                sheet.layout.code().to_owned(),
                rows.join(" "),
                sheet.indicators.len().to_string(),
                first.map_or_else(String::new, |one| {
                    format!("{} [{}]", one.name, one.unit.text)
                }),
                subjects,
                sheet.periods.len().to_string(),
                period(periods.first()),
                period(periods.last()),
                sheet.groups.len().to_string(),
                counts.read.to_string(),
                counts.kept.to_string(),
                withheld,
                counts.rejected.to_string(),
                questions,
                kept,
                outcome,
                digest(last),
            ]
            .into_iter()
            .enumerate()
            .map(|(at, cell)| if at < 2 { cell } else { on_one_line(&cell) })
            .collect(),
        }
    }

    pub(crate) fn refused(file: &Published, why: &str) -> Self {
        let mut cells = vec![String::new(); HEADER.len() + 1];
        cells[0].clone_from(&file.name);
        cells[HEADER.len() - 1] = format!("refused: {why}");
        Self {
            file: file.name.clone(),
            place: 0,
            cells,
        }
    }
}

/// A text without line ends and doubled spaces.
pub(crate) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Eight digits that change when any figure, or its indicator, unit, subject, period or group, is read differently.
fn digest(sheet: &ReviewedSheet) -> String {
    let mut hash = Sha256::new();
    for o in &sheet.observations {
        let indicator = &sheet.indicators[o.indicator as usize];
        let subject = &sheet.subjects[o.subject as usize];
        let line = format!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{:?}\t{:?}\n",
            indicator.name,
            indicator.unit.text,
            subject.code,
            subject.kind_in_words(),
            sheet.periods[o.period as usize].key(),
            sheet.groups[o.group as usize].key(),
            o.reading.state(),
            o.reading.value(),
        );
        hash.update(line.as_bytes());
    }
    hash.finalize()[..4]
        .iter()
        .fold(String::new(), |mut out, byte| {
            write!(out, "{byte:02x}").unwrap();
            out
        })
}

/// The committed table.
pub(crate) fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published_files/table.csv")
}

/// Reads a table; one that is not there has no lines.
pub(crate) fn read(path: &Path) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let Ok(mut reader) = csv::Reader::from_path(path) else {
        return lines;
    };
    for record in reader.records() {
        let cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        let file = cells[0].clone();
        let place = lines
            .last()
            .filter(|last| last.file == file)
            .map_or(0, |last| last.place + 1);
        lines.push(Line { file, place, cells });
    }
    lines
}

/// Writes a table.
pub(crate) fn write(path: &Path, lines: &[Line]) {
    let mut writer = csv::Writer::from_path(path).unwrap();
    writer
        .write_record(HEADER.iter().chain(["digest"].iter()))
        .unwrap();
    for line in lines {
        writer.write_record(&line.cells).unwrap();
    }
    writer.flush().unwrap();
}

/// What differs between two tables, a line each, cell by cell.
pub(crate) fn changes(before: &[Line], after: &[Line]) -> Vec<String> {
    let index = |lines: &[Line]| -> BTreeMap<(String, usize), Line> {
        let key = |line: &Line| (line.file.clone(), line.place);
        lines.iter().map(|line| (key(line), line.clone())).collect()
    };
    let (before, after) = (index(before), index(after));
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    keys.into_iter()
        .filter_map(|key| {
            let name = format!("{} #{}", key.0, key.1 + 1);
            match (before.get(key), after.get(key)) {
                (Some(was), Some(is)) if was == is => None,
                (Some(was), Some(is)) => {
                    let cells: Vec<String> = HEADER
                        .iter()
                        .chain(["digest"].iter())
                        .zip(was.cells.iter().zip(&is.cells))
                        .filter(|(_, (was, is))| was != is)
                        .map(|(header, (was, is))| format!("{header} {was:?} -> {is:?}"))
                        .collect();
                    Some(format!("{name} {}: {}", is.sheet(), cells.join("; ")))
                }
                (None, Some(is)) => {
                    Some(format!("{name} {}: new, {}", is.sheet(), is.get("outcome")))
                }
                _ => Some(format!("{name}: gone")),
            }
        })
        .collect()
}
