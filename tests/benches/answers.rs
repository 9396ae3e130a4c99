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

#[path = "answers/duckdb.rs"]
mod duckdb;
#[path = "answers/made.rs"]
mod made;

use std::path::PathBuf;
use std::time::Instant;

use duckdb::{beside, of_duckdb};
use levelbook::book::Reader;
use levelbook::domain::Subject;
use levelbook::questions::{Question, QuestionError};
use made::{EMPLOYERS, GOALS, OF_GOAL, level, make, next, places};

/// How many different questions are asked of each kind.
const ASKED: usize = 20;
/// How often each is asked.
const TIMES: usize = 3;

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

fn said(address: &str, error: &QuestionError) -> ! {
    println!("{address}: {error}");
    std::process::exit(1);
}
