//! The book that is asked: a million figures of places and employers, made up.

use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use levelbook::domain::{Level, Subject};
use levelbook::import::Known;

/// How many goals have indicators of places.
pub(crate) const GOALS: u32 = 12;
/// Indicators of places under each of them.
pub(crate) const OF_GOAL: u32 = 4;
/// How many employers there are.
pub(crate) const EMPLOYERS: u32 = 10_000;
const YEARS: std::ops::Range<u32> = 2007..2025;
const SEXES: [&str; 3] = ["All", "Female", "Male"];
const EMPLOYER_YEARS: std::ops::Range<u32> = 2018..2025;

/// The next of a row of numbers that look like chance and are the same in every run.
pub(crate) fn next(state: &mut u64) -> f64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 11) as f64 / (1_u64 << 53) as f64
}

/// Today's places: nations, regions of England, and local authorities.
pub(crate) fn places() -> Vec<Subject> {
    let known = Known::shipped();
    let mut places: Vec<Subject> = known
        .subjects
        .into_values()
        .filter(|one| !one.has_ended())
        .filter(|one| {
            matches!(one.level(), Some(Level::Country | Level::Region))
                || ["E06", "E07", "E08", "E09", "W06", "S12", "N09"]
                    .iter()
                    .any(|start| one.code.0.starts_with(start))
        })
        .collect();
    places.sort_by(|a, b| a.code.cmp(&b.code));
    places
}

pub(crate) fn level(place: &Subject) -> &'static str {
    match place.level() {
        Some(Level::Country) => "country",
        Some(Level::Region) => "region",
        _ => "local",
    }
}

/// Writes the figures of a goal's indicators, and the same lines for DuckDB.
fn write_goal(path: &Path, goal: u32, places: &[Subject], all: &mut impl std::io::Write) {
    let mut out = csv::Writer::from_writer(BufWriter::new(std::fs::File::create(path).unwrap()));
    let header = [
        "indicator_code",
        "indicator",
        "unit",
        "areacd",
        "areanm",
        "period",
        "sex",
        "value",
        "lower",
        "upper",
    ];
    out.write_record(header).unwrap();
    let mut chance = 0x2545_f491_4f6c_dd1d ^ u64::from(goal);
    for number in 0..OF_GOAL {
        let code = format!("thing-{goal}-{number}");
        let name = format!("Adults who did thing {number} of goal {goal}");
        for sex in SEXES {
            for year in YEARS {
                for place in places {
                    let value = 40.0 + 20.0 * next(&mut chance);
                    let width = 0.5 + next(&mut chance);
                    let numbers = [value, value - width, value + width].map(|v| format!("{v:.1}"));
                    let year = year.to_string();
                    let [value, lower, upper] = &numbers;
                    out.write_record([
                        &code,
                        &name,
                        "%",
                        &place.code.0,
                        &place.name,
                        &year,
                        sex,
                        value,
                        lower,
                        upper,
                    ])
                    .unwrap();
                    writeln!(
                        all,
                        "{code},{},{},{year},{sex},{value},{lower},{upper}",
                        place.code.0,
                        level(place)
                    )
                    .unwrap();
                }
            }
        }
    }
    out.flush().unwrap();
}

/// Writes the figures of many employers.
fn write_employers(path: &Path, all: &mut impl std::io::Write) {
    let mut out = csv::Writer::from_writer(BufWriter::new(std::fs::File::create(path).unwrap()));
    let header = [
        "indicator_code",
        "indicator",
        "unit",
        "EmployerId",
        "EmployerName",
        "period",
        "value",
    ];
    out.write_record(header).unwrap();
    let mut chance = 0x1234_5678_9abc_def1;
    for number in 0..2 {
        let code = format!("employer-thing-{number}");
        let name = format!("Employers' gap in thing {number}");
        for year in EMPLOYER_YEARS {
            for employer in 0..EMPLOYERS {
                let value = format!("{:.1}", 40.0 * next(&mut chance) - 10.0);
                let (id, year) = ((90_000 + employer).to_string(), year.to_string());
                out.write_record([
                    &code,
                    &name,
                    "%",
                    &id,
                    &format!("Employer {employer} Ltd"),
                    &year,
                    &value,
                ])
                .unwrap();
                writeln!(all, "{code},{id},employer,{year},All,{value},,").unwrap();
            }
        }
    }
    out.flush().unwrap();
}

/// Makes the book, unless it lies there from an earlier run, and the lines for DuckDB.
pub(crate) fn make(folder: &Path) -> PathBuf {
    let book = folder.join(format!("answers-{}-2.levelbook", env!("CARGO_PKG_VERSION")));
    if book.exists() {
        return book;
    }
    std::fs::create_dir_all(folder).unwrap();
    let levelbook = env!("CARGO_BIN_EXE_levelbook");
    let new = folder.join("new.levelbook");
    let _ = std::fs::remove_file(&new);
    let run = |arguments: &[&std::ffi::OsStr]| {
        let output = Command::new(levelbook).args(arguments).output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    run(&["new".as_ref(), new.as_ref()]);
    let mut all = BufWriter::new(std::fs::File::create(folder.join("all.csv")).unwrap());
    writeln!(all, "indicator,subject,level,year,sex,value,lower,upper").unwrap();
    let places = places();
    let mut names = csv::Writer::from_path(folder.join("places.csv")).unwrap();
    names
        .write_record(["code", "name", "level", "parent"])
        .unwrap();
    for place in &places {
        let parent = place.parent.as_ref().map_or("", |code| code.0.as_str());
        names
            .write_record([&place.code.0, &place.name, level(place), parent])
            .unwrap();
    }
    names.flush().unwrap();
    for goal in 1..=GOALS {
        let file = folder.join(format!("goal-{goal}.csv"));
        write_goal(&file, goal, &places, &mut all);
        let number = goal.to_string();
        run(&[
            "import".as_ref(),
            new.as_ref(),
            file.as_ref(),
            "--goal".as_ref(),
            number.as_ref(),
        ]);
    }
    let file = folder.join("employers.csv");
    write_employers(&file, &mut all);
    all.flush().unwrap();
    run(&[
        "import".as_ref(),
        new.as_ref(),
        file.as_ref(),
        "--goal".as_ref(),
        "14".as_ref(),
    ]);
    std::fs::rename(&new, &book).unwrap();
    book
}
