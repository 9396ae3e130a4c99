//! Small files in the shapes that publishers send, each with what is understood of it. `UPDATE_GOLDEN=1 cargo test --test
//! import_golden` writes the expectations anew; read the difference before it is kept.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use levelbook::import::{
    Answer, Known, ReadingChoices, ReviewedFile, ReviewedSheet, WorkerProgram, read, review,
};
use levelbook::message::Unwatched;

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| input(path).is_some())
        .collect();
    folders.sort();
    folders
}

fn input(folder: &Path) -> Option<PathBuf> {
    ["csv", "xlsx", "xls", "ods"]
        .iter()
        .map(|end| folder.join(format!("input.{end}")))
        .find(|path| path.is_file())
}

fn understood(folder: &Path) -> ReviewedFile {
    let path = input(folder).unwrap();
    let mut workbook = read(&path, &WorkerProgram::here(), &Unwatched).unwrap();
    workbook.file.name = path.file_name().unwrap().to_string_lossy().into_owned();
    let choices: ReadingChoices = std::fs::read_to_string(folder.join("choices.json"))
        .map(|text| serde_json::from_str(&text).unwrap())
        .unwrap_or_default();
    review(&workbook, &choices, &Known::shipped())
}

fn sheet(out: &mut String, sheet: &ReviewedSheet) {
    let counts = &sheet.counts;
    writeln!(
        out,
        "sheet {}: {}, header {:?}, last row {}",
        sheet.sheet,
        sheet.layout.code(),
        sheet.header_rows,
        sheet.last_row
    )
    .unwrap();
    writeln!(
        out,
        "  read {} kept {} rejected {} withheld {:?} markers {:?}",
        counts.read, counts.kept, counts.rejected, counts.withheld, counts.markers
    )
    .unwrap();
    for column in &sheet.columns {
        writeln!(
            out,
            "  column {} “{}” {:?}: {}",
            column.column, column.header, column.role, column.reason
        )
        .unwrap();
    }
    for indicator in &sheet.indicators {
        let goals: Vec<String> = sheet
            .goals
            .iter()
            .filter(|link| link.indicator == indicator.code)
            .map(|link| link.goal.to_string())
            .collect();
        writeln!(
            out,
            "  indicator {} “{}” [{}] {} decimals {} goals {} | {} | {}; {}; {}; {}",
            indicator.code,
            indicator.name,
            indicator.unit.text,
            indicator.polarity.code(),
            indicator.decimals,
            goals.join(","),
            indicator.measure,
            indicator.source.publisher,
            indicator.source.dataset,
            indicator.source.released,
            indicator.source.licence
        )
        .unwrap();
    }
    for subject in &sheet.subjects {
        let ids: Vec<String> = subject
            .ids
            .iter()
            .map(|(kind, id)| format!("{}={id}", kind.code()))
            .collect();
        writeln!(
            out,
            "  subject {} “{}” {} {} {}",
            subject.code,
            subject.name,
            subject.kind_in_words(),
            ids.join(" "),
            subject.size_band.as_deref().unwrap_or("")
        )
        .unwrap();
        if let Some(sector) = &subject.sector {
            writeln!(out, "    sector {sector}").unwrap();
        }
    }
    for o in &sheet.observations {
        let reading = o
            .reading
            .value()
            .map_or_else(|| o.reading.state().sign(), |value| value.to_string());
        write!(
            out,
            "  R{}C{} {} {} {} {} = {reading}",
            o.row,
            o.column,
            sheet.indicators[o.indicator as usize].code,
            sheet.subjects[o.subject as usize].code,
            sheet.periods[o.period as usize].key(),
            sheet.groups[o.group as usize].key(),
        )
        .unwrap();
        for (name, number) in [
            ("lower", o.lower),
            ("upper", o.upper),
            ("count", o.count),
            ("of", o.denominator),
        ] {
            if let Some(number) = number {
                write!(out, " {name} {number}").unwrap();
            }
        }
        for (name, text) in [("raw", o.raw.as_deref()), ("note", o.note.as_deref())] {
            if let Some(text) = text {
                write!(out, " {name} “{text}”").unwrap();
            }
        }
        writeln!(out, " {}", o.markers.signs()).unwrap();
    }
    for question in &sheet.questions {
        let mut options: Vec<String> = question.answers.iter().map(Answer::option).collect();
        options.extend(question.open.map(|open| open.option().to_owned()));
        writeln!(
            out,
            "  question {} [{}] {} figures {} {} {}",
            question.code,
            question.about,
            question.figures,
            question.origin.cell(),
            question.ask,
            options.join(" | ")
        )
        .unwrap();
    }
    for problem in &sheet.problems {
        writeln!(
            out,
            "  {:?} {} {}{} “{}” {}",
            problem.severity,
            problem.code,
            problem.origin.cell(),
            if problem.rejected { " left out" } else { "" },
            problem.raw,
            problem.message
        )
        .unwrap();
    }
}

#[test]
fn files_of_every_class_are_understood_as_before() {
    let folders = folders();
    assert!(folders.len() >= 12, "the fixtures are there");
    let mut changed = Vec::new();
    for folder in folders {
        let file = understood(&folder);
        let mut out = String::new();
        for one in &file.sheets {
            sheet(&mut out, one);
            assert_eq!(
                one.counts.read,
                one.counts.kept + one.counts.rejected,
                "{}",
                folder.display()
            );
            let repeats = one
                .problems
                .iter()
                .filter(|problem| problem.code == "duplicate")
                .count();
            assert_eq!(
                one.counts.kept,
                (one.observations.len() + repeats) as u64,
                "repeats are kept as one with their first"
            );
            let left_out = one
                .problems
                .iter()
                .filter(|problem| problem.rejected)
                .count();
            assert_eq!(one.counts.rejected, left_out as u64, "each has its problem");
        }
        let out: String = out
            .lines()
            .flat_map(|line| [line.trim_end(), "\n"])
            .collect();
        let expected = folder.join("expected.txt");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&expected, &out).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != out {
            changed.push(format!("{}:\n{out}", folder.display()));
        }
    }
    assert!(
        changed.is_empty(),
        "understood differently: {}",
        changed.join("\n")
    );
}

#[test]
fn the_same_file_is_always_understood_the_same() {
    for folder in folders() {
        assert_eq!(
            understood(&folder),
            understood(&folder),
            "{}",
            folder.display()
        );
    }
}
