//! A bad input by its number, and what the program makes of it, as lines of text in which is looked for what is wanted.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use levelbook::import::{Cell, Known, ReadingChoices, ReviewedSheet, WorkerProgram, read, review};
use levelbook::message::{Explain, Unwatched};

/// A bad input: its number and words, what is seen, what must be among it, and what must not.
pub(crate) struct Case {
    pub(crate) number: u8,
    pub(crate) words: &'static str,
    pub(crate) seen: String,
    pub(crate) wanted: &'static [&'static str],
    pub(crate) never: &'static [&'static str],
}

/// A case whose wanted lines are all that is said of it.
pub(crate) fn case(
    number: u8,
    words: &'static str,
    seen: String,
    wanted: &'static [&'static str],
) -> Case {
    Case {
        number,
        words,
        seen,
        wanted,
        never: &[],
    }
}

impl Case {
    /// With lines that must not be there.
    pub(crate) fn never(mut self, never: &'static [&'static str]) -> Self {
        self.never = never;
        self
    }

    /// What differs from what is wanted.
    pub(crate) fn fault(&self) -> Option<String> {
        let lacks: Vec<&&str> = self
            .wanted
            .iter()
            .filter(|wanted| !self.seen.contains(**wanted))
            .collect();
        let has: Vec<&&str> = self
            .never
            .iter()
            .filter(|never| self.seen.contains(**never))
            .collect();
        (!lacks.is_empty() || !has.is_empty()).then(|| {
            let seen: String = self.seen.chars().take(3000).collect();
            format!(
                "{} {}: lacks {lacks:?}, has {has:?} in\n{seen}",
                self.number, self.words
            )
        })
    }
}

/// What the program makes of a file that is read by its own process: within ten seconds.
pub(crate) fn file(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let started = Instant::now();
    let worker = WorkerProgram::at(env!("CARGO_BIN_EXE_levelbook"));
    let mut seen = String::new();
    match read(&path, &worker, &Unwatched) {
        Err(error) => {
            let message = error.explain();
            assert!(message.headline.contains(name), "{message:?}");
            writeln!(seen, "refused: {} | {}", message.headline, message.next).unwrap();
        }
        Ok(book) => {
            for sheet in &book.sheets {
                let hidden = if sheet.visible { "" } else { " hidden" };
                let filled = sheet.grid.filled_cells();
                writeln!(seen, "sheet {}{hidden} with {filled} cells", sheet.name).unwrap();
                let (rows, columns) = (sheet.grid.height().min(4), sheet.grid.columns().min(6));
                for row in 0..rows {
                    for column in 0..columns {
                        match sheet.grid.cell(row, column) {
                            Cell::Empty => {}
                            cell => {
                                let cell: String = format!("{cell:?}").chars().take(80).collect();
                                writeln!(seen, "cell {row},{column} {cell}").unwrap();
                            }
                        }
                    }
                }
            }
            for problem in &book.problems {
                writeln!(
                    seen,
                    "noticed {} {} {}",
                    problem.code,
                    problem.origin.cell(),
                    problem.message
                )
                .unwrap();
            }
            let choices = ReadingChoices {
                indicator: Some("Made-up rate".to_owned()),
                ..ReadingChoices::default()
            };
            let reviewed = review(&book, &choices, &Known::shipped());
            for one in &reviewed.sheets {
                understood(&mut seen, one);
            }
        }
    }
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{name} took {:?}",
        started.elapsed()
    );
    seen
}

/// What is understood of a sheet.
fn understood(seen: &mut String, sheet: &ReviewedSheet) {
    writeln!(
        seen,
        "table {}: {}, header {:?}, last row {}, read {} kept {} rejected {}",
        sheet.sheet,
        sheet.layout.code(),
        sheet.header_rows,
        sheet.last_row,
        sheet.counts.read,
        sheet.counts.kept,
        sheet.counts.rejected
    )
    .unwrap();
    for column in &sheet.columns {
        writeln!(
            seen,
            "column {} “{}” {:?}",
            column.column, column.header, column.role
        )
        .unwrap();
    }
    for indicator in &sheet.indicators {
        writeln!(
            seen,
            "indicator {} [{}]",
            indicator.name, indicator.unit.text
        )
        .unwrap();
    }
    for figure in sheet.observations.iter().take(200) {
        let subject = &sheet.subjects[figure.subject as usize];
        let reading = figure
            .reading
            .value()
            .map_or_else(|| figure.reading.state().sign(), |value| value.to_string());
        writeln!(
            seen,
            "figure {} “{}” {} {} = {reading} {}{}",
            subject.code,
            subject.name,
            subject.kind_in_words(),
            sheet.periods[figure.period as usize].key(),
            figure.markers.signs(),
            figure
                .raw
                .map_or_else(String::new, |raw| format!(" raw “{raw}”"))
        )
        .unwrap();
    }
    for question in &sheet.questions {
        writeln!(seen, "asks {} [{}]", question.code, question.about).unwrap();
    }
    for problem in &sheet.problems {
        let left_out = if problem.rejected { " left out" } else { "" };
        writeln!(
            seen,
            "problem {} {}{left_out} “{:.60}” {}",
            problem.code,
            problem.origin.cell(),
            problem.raw,
            problem.message
        )
        .unwrap();
    }
}

const REGIONS: [(&str, &str); 9] = [
    ("E12000001", "North East"),
    ("E12000002", "North West"),
    ("E12000003", "Yorkshire and The Humber"),
    ("E12000004", "East Midlands"),
    ("E12000005", "West Midlands"),
    ("E12000006", "East of England"),
    ("E12000007", "London"),
    ("E12000008", "South East"),
    ("E12000009", "South West"),
];

/// A tidy table in which each region has one of these figures.
pub(crate) fn figures(values: &[&str]) -> String {
    let mut text = "areacd,areanm,period,value\n".to_owned();
    for (value, (code, name)) in values.iter().zip(REGIONS) {
        writeln!(text, "{code},{name},2020,\"{value}\"").unwrap();
    }
    text
}

/// A tidy table in which a region has a figure for each of these periods.
pub(crate) fn periods(written: &[&str]) -> String {
    let mut text = "areacd,areanm,period,value\n".to_owned();
    for (at, period) in written.iter().enumerate() {
        writeln!(text, "E12000001,North East,\"{period}\",{at}.5").unwrap();
    }
    text
}

/// What the command line prints, both its output and its sentence on failure; each command is given without the program's name, and
/// `{}` in it stands for a folder in which the files lie.
pub(crate) fn commands(files: &[(&str, &str)], commands: &[&[&str]]) -> String {
    let folder = tempfile::TempDir::new().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    printed(&folder, commands)
}

/// The same beside one file of bytes.
pub(crate) fn commands_on((name, bytes): (&str, &[u8]), commands: &[&[&str]]) -> String {
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    printed(&folder, commands)
}

fn printed(folder: &tempfile::TempDir, commands: &[&[&str]]) -> String {
    let mut seen = String::new();
    for command in commands {
        let started = Instant::now();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_levelbook"))
            .args(*command)
            .current_dir(folder.path())
            .env("LEVELBOOK_HOME", folder.path().join("home"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .output()
            .unwrap();
        assert!(started.elapsed() < Duration::from_secs(10), "{command:?}");
        writeln!(
            seen,
            "{command:?} {:?}\n{}{}",
            output.status.code(),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        )
        .unwrap();
    }
    for entry in std::fs::read_dir(folder.path()).unwrap().flatten() {
        if entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "csv")
        {
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            writeln!(seen, "file {}:\n{text}", entry.file_name().display()).unwrap();
        }
    }
    seen
}
