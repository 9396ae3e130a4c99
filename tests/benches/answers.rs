//! How long answers take on a book of a million figures: `cargo bench --bench answers`. The book is made once and kept in the
//! target folder. Each question is asked of one reader, as the window does, and then again; the same questions are put to DuckDB,
//! where Python has it, and the medians compared. An idle machine tells the truth about the times; the ratios hardly mind.
//! Names of kinds behind `--` ask these alone.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that cannot go on says so by failing"
)]

use std::collections::BTreeMap;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use levelbook::book::Reader;
use levelbook::domain::{Level, Subject};
use levelbook::import::Known;
use levelbook::questions::{Question, QuestionError};

const GOALS: u32 = 12;
/// Indicators of places under each of the goals.
const OF_GOAL: u32 = 4;
const YEARS: std::ops::Range<u32> = 2007..2025;
const SEXES: [&str; 3] = ["All", "Female", "Male"];
const EMPLOYERS: u32 = 10_000;
const EMPLOYER_YEARS: std::ops::Range<u32> = 2018..2025;
/// How many different questions are asked of each kind.
const ASKED: usize = 20;
/// How often each is asked.
const TIMES: usize = 3;

/// The next of a row of numbers that look like chance and are the same in every run.
fn next(state: &mut u64) -> f64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 11) as f64 / (1_u64 << 53) as f64
}

/// Today's places: nations, regions of England, and local authorities.
fn places() -> Vec<Subject> {
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

fn level(place: &Subject) -> &'static str {
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
fn make(folder: &Path) -> PathBuf {
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

/// The addresses that are asked, by kind.
fn asked(places: &[Subject]) -> Vec<(&'static str, Vec<String>)> {
    let mut chance = 0x00dd_ba11;
    let local: Vec<&Subject> = places.iter().filter(|one| level(one) == "local").collect();
    let regions: Vec<&Subject> = places.iter().filter(|one| level(one) == "region").collect();
    let mut pick = |count: usize| (next(&mut chance) * count as f64) as usize;
    let kinds = [
        "trend",
        "ranking",
        "ranking-of-employers",
        "spread",
        "spread-of-employers",
        "profile",
        "overview",
        "overview-of-an-employer",
        "goal",
        "comparison",
        "gap",
        "gap-between-groups",
        "gap-of-a-tenth-and-the-middle",
        "closing",
        "inequality",
        "relationship",
        "map",
        "coverage",
    ];
    kinds
        .iter()
        .map(|kind| {
            let addresses = (0..ASKED)
                .map(|_| {
                    let goal = 1 + pick(GOALS as usize);
                    let indicator = format!("thing-{goal}-{}", pick(OF_GOAL as usize));
                    let other = format!(
                        "thing-{}-{}",
                        1 + goal % GOALS as usize,
                        pick(OF_GOAL as usize)
                    );
                    let place = &local[pick(local.len())].code;
                    let region = &regions[pick(regions.len())].code;
                    let employer = 90_000 + pick(EMPLOYERS as usize);
                    match *kind {
                        "trend" => format!("trend?indicator={indicator}&subjects={place},{region}"),
                        "ranking" | "spread" => {
                            format!("{kind}?indicator={indicator}&areas=local-authority")
                        }
                        "ranking-of-employers" | "spread-of-employers" => format!(
                            "{}?indicator=employer-thing-{}&organisations=employer",
                            kind.split('-').next().unwrap(),
                            goal % 2
                        ),
                        "profile" | "overview" => format!("{kind}?subjects={place}"),
                        "overview-of-an-employer" => format!("overview?subjects={employer}"),
                        "goal" => format!("goal?goal={goal}&subjects={place}"),
                        "comparison" => format!("comparison?goal={goal}&areas=region"),
                        "gap" | "closing" => {
                            format!("{kind}?indicator={indicator}&between={place},{region}")
                        }
                        "gap-between-groups" => format!(
                            "gap?indicator={indicator}&subjects={place}&between=sex=Female,sex=Male"
                        ),
                        "gap-of-a-tenth-and-the-middle" => format!(
                            "gap?indicator={indicator}&areas=local-authority&between=lowest-tenth..median"
                        ),
                        "relationship" => format!(
                            "relationship?indicator={indicator},{other}&areas=local-authority"
                        ),
                        "map" => format!("map?indicator={indicator}&areas=region"),
                        "coverage" => format!("coverage?goal={goal}"),
                        _ => format!("{kind}?indicator={indicator}&areas=local-authority"),
                    }
                })
                .collect();
            (*kind, addresses)
        })
        .collect()
}

fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// DuckDB's medians in milliseconds, by kind; none where Python has no DuckDB.
fn of_duckdb(folder: &Path, places: &[Subject]) -> Option<BTreeMap<String, f64>> {
    let script = folder.join("duck.py");
    std::fs::write(&script, DUCKDB).unwrap();
    let local: Vec<&str> = places
        .iter()
        .filter(|one| level(one) == "local")
        .map(|one| one.code.0.as_str())
        .collect();
    let output = Command::new("python3")
        .arg(&script)
        .arg(folder.join("all.csv"))
        .arg(folder.join("places.csv"))
        .arg(local.join(","))
        .output()
        .ok()?;
    if !output.status.success() {
        println!("DuckDB is not there for Python, so there is nothing to compare with");
        return None;
    }
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(
        told.lines()
            .filter_map(|line| {
                let (kind, milliseconds) = line.split_once(' ')?;
                Some((kind.to_owned(), milliseconds.parse().ok()?))
            })
            .collect(),
    )
}

/// The same questions in SQL. A trend is the series of a place, of a region, of the country and of the other places in the same wider
/// one, all of which our answer holds; a ranking is everybody's figure of the latest period in order, with the name, the interval and
/// how it lies to England's; an overview is the latest figure of every indicator with its place and the median among the peers; a gap
/// is one of two subjects over time. What is bare asks for less than our answer holds: one series, or the order alone.
const DUCKDB: &str = r#"
import sys, time, statistics, random, duckdb
con = duckdb.connect()
con.execute("""create table f as select * from read_csv(?, types={'subject': 'VARCHAR', 'year': 'INTEGER', 'value': 'DOUBLE',
    'lower': 'DOUBLE', 'upper': 'DOUBLE'})""", [sys.argv[1]])
con.execute("create table places as select * from read_csv(?, header=true, all_varchar=true)", [sys.argv[2]])
local = sys.argv[3].split(",")
regions = [row[0] for row in con.execute("select code from places where level = 'region' order by 1").fetchall()]
pick = random.Random(7)
QUERIES = {
  "bare-trend": "select year, value from f where indicator = ? and subject = ? and sex = 'All' order by year",
  "trend": """select f.subject, p.name, f.year, f.value, f.lower, f.upper from f join places as p on p.code = f.subject
      where indicator = ? and sex = 'All' and (subject in (?, ?, 'E92000001')
        or (p.level = 'local' and p.parent = (select parent from places where code = ?)))
      order by subject, year""",
  "bare-ranking": """select subject, value, rank() over (order by value desc) from f where indicator = ? and level = 'local'
      and sex = 'All' and year = (select max(year) from f where indicator = ?) order by 2 desc""",
  "ranking": """with latest as (select f.* from f where indicator = ? and sex = 'All' and year = (select max(year) from f where indicator = ?)),
      beside as (select value from latest where subject = 'E92000001')
      select l.subject, p.name, l.value, l.lower, l.upper, rank() over (order by l.value desc), l.value - b.value,
        case when l.upper < b.value then 'lower' when l.lower > b.value then 'higher' else 'similar' end
      from latest as l join places as p on p.code = l.subject cross join beside as b where l.level = 'local' order by 3 desc""",
  "overview": """with own as (select indicator, max(year) as year from f where subject = ? and sex = 'All' group by 1),
      peers as (select f.indicator, f.subject, f.value, rank() over (partition by f.indicator order by f.value desc) as place,
        median(f.value) over (partition by f.indicator) as middle
        from f join own using (indicator, year) where level = 'local' and sex = 'All')
      select * from peers where subject = ?""",
  "gap": """select a.year, a.value - b.value from f as a join f as b using (indicator, year, sex)
      where a.indicator = ? and a.subject = ? and b.subject = ? and a.sex = 'All' order by 1""",
}
for kind, query in QUERIES.items():
    taken = []
    for _ in range(60):
        indicator = "thing-%d-%d" % (pick.randint(1, 12), pick.randint(0, 3))
        place, region = pick.choice(local), pick.choice(regions)
        given = {"bare-trend": [indicator, place], "trend": [indicator, place, region, place], "overview": [place, place],
            "gap": [indicator, place, region]}.get(kind, [indicator, indicator])
        start = time.perf_counter()
        con.execute(query, given).fetchall()
        taken.append((time.perf_counter() - start) * 1000)
    print(kind, statistics.median(taken))
"#;

fn main() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("answers-bench");
    let book = make(&folder);
    let places = places();
    let duckdb = of_duckdb(&folder, &places).unwrap_or_default();
    let start = Instant::now();
    let reader = Reader::open(&book).unwrap();
    let opened = start.elapsed();
    let figures = reader.summary().unwrap().figures;
    let read = start.elapsed();
    println!(
        "{figures} figures; the book opens, with a look at every page, in {:.0} ms, and its names are read in {:.0} ms",
        opened.as_secs_f64() * 1e3,
        read.saturating_sub(opened).as_secs_f64() * 1e3
    );
    let only: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let mut all: Vec<f64> = Vec::new();
    for (kind, addresses) in asked(&places) {
        if !only.is_empty() && !only.iter().any(|one| one == kind) {
            continue;
        }
        let (mut first, mut again): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
        let mut worst_question = (0.0, String::new());
        for address in addresses {
            let question = Question::from_address(&address).unwrap();
            for time in 0..TIMES {
                let start = Instant::now();
                let answer = question.answer(&reader);
                let milliseconds = start.elapsed().as_secs_f64() * 1e3;
                let rows = answer
                    .unwrap_or_else(|error| said(&address, &error))
                    .rows
                    .len();
                assert!(rows > 0, "{address} has no rows");
                if time == 0 { &mut first } else { &mut again }.push(milliseconds);
                if milliseconds > worst_question.0 {
                    worst_question = (milliseconds, address.clone());
                }
            }
        }
        let mut taken: Vec<f64> = first.iter().chain(&again).copied().collect();
        all.extend(&taken);
        let middle = median(&mut taken);
        let (first, again) = (median(&mut first), median(&mut again));
        println!(
            "{kind}: median {middle:.2} ms (asked first {first:.2}, again {again:.2}), worst {:.2} ms ({})",
            worst_question.0, worst_question.1
        );
        for (theirs, wanted) in beside(kind) {
            if let Some(milliseconds) = duckdb.get(*theirs) {
                println!(
                    "    DuckDB, {theirs}: {milliseconds:.2} ms, ratio {:.3}, asked first {:.3} (wanted at most {wanted})",
                    middle / milliseconds,
                    first / milliseconds
                );
            }
        }
    }
    let worst = all.iter().copied().fold(0.0, f64::max);
    println!(
        "all: median {:.2} ms (wanted under 16), worst {worst:.2} ms (wanted under 50)",
        median(&mut all)
    );
}

/// DuckDB's questions beside a kind of ours, and the ratio that is wanted at most.
fn beside(kind: &str) -> &'static [(&'static str, f64)] {
    match kind {
        "gap" | "closing" => &[("gap", 0.3)],
        "overview" => &[("overview", 0.3)],
        "trend" => &[("trend", 0.1), ("bare-trend", 0.1)],
        "ranking" => &[("ranking", 0.1), ("bare-ranking", 0.1)],
        _ => &[],
    }
}

fn said(address: &str, error: &QuestionError) -> ! {
    println!("{address}: {error}");
    std::process::exit(1);
}
